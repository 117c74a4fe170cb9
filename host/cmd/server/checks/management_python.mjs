// Runs manage.py against a server: node management_python.mjs PROGRAM PYTHON.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { machine, serving } from "./serving.mjs";

const [program, python] = process.argv.slice(2);
assert(python, "usage: node management_python.mjs PROGRAM PYTHON");
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // of this process, which only prepares
process.removeAllListeners("warning");

await serving(program, ["--tls"], async (url, token, folder) => {
  const { client_id, client_secret } = await machine(url, token);
  const authority = join(folder, "claimsmith-ca.pem");
  const { status } = spawnSync(
    python,
    [fileURLToPath(new URL("manage.py", import.meta.url)), new URL(url).host, client_id, client_secret],
    { stdio: "inherit", env: { ...process.env, SSL_CERT_FILE: authority, REQUESTS_CA_BUNDLE: authority } },
  );
  assert.equal(status, 0);
});
