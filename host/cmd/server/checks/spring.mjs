// Has Spring Security log a user in by the code and PKCE, and its JwtDecoders decode an access token,
// knowing the issuer's URL alone: node spring.mjs PROGRAM. It needs a JDK and Maven.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ask, serving } from "./serving.mjs";

const [program] = process.argv.slice(2);
assert(program, "usage: node spring.mjs PROGRAM");
const back = "https://shop.example/back";

function run(main, ...given) {
  const { status } = spawnSync(
    "mvn",
    ["--quiet", "--batch-mode", "-Dstyle.color=never", "compile", "exec:java", `-Dexec.mainClass=${main}`, `-Dexec.args=${given.join(" ")}`],
    { stdio: "inherit", cwd: fileURLToPath(new URL("spring", import.meta.url)) },
  );
  assert.equal(status, 0);
}

await serving(program, [], async (url, token) => {
  const api = (path, body) => ask("POST", new URL(`api/v2/${path}`, url), body, token);
  await api("clients", { client_id: "shop", name: "Shop" });
  const login = await ask("POST", new URL("oauth/token", url), {
    grant_type: "urn:claimsmith:params:oauth:grant-type:test-login",
    client_id: "shop",
    scope: "openid",
    user: { user_id: "test|1" },
  });
  run("Decode", url, login.access_token, "test|1");

  const { client_id, client_secret } = await api("clients", { name: "Web", app_type: "regular_web", callbacks: [back] });
  await api("users", { user_id: "auth0|ada", email: "ada@shop.example", connection: "tests" });
  run("Login", url, client_id, client_secret, back, "auth0|ada", "ada@shop.example");
});
console.log("Spring Security logs in, and decodes access tokens");
