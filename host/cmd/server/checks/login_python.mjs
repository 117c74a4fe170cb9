// Runs login.py against a server: node login_python.mjs PROGRAM PYTHON.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ask, serving } from "./serving.mjs";

const [program, python] = process.argv.slice(2);
assert(python, "usage: node login_python.mjs PROGRAM PYTHON");
const audience = "https://api.shop.example";
const back = "https://shop.example/back";

await serving(program, [], async (url, token) => {
  const api = (path, body) => ask("POST", new URL(`api/v2/${path}`, url), body, token);
  const { client_id, client_secret } = await api("clients", { name: "Web", app_type: "regular_web", callbacks: [back] });
  await api("resource-servers", { identifier: audience, scopes: [{ value: "read:cart" }], allow_offline_access: true });
  await api("users", { user_id: "auth0|ada", email: "ada@shop.example", connection: "tests" });
  const script = fileURLToPath(new URL("login.py", import.meta.url));
  const { status } = spawnSync(python, [script, url, client_id, client_secret, back, audience, "auth0|ada"], { stdio: "inherit" });
  assert.equal(status, 0);
});
console.log("Authlib logs in, refreshes and introspects");
