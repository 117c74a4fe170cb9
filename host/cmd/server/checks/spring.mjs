// Has Spring Security's JwtDecoders decode an access token, knowing the issuer's URL alone:
// node spring.mjs PROGRAM. It needs a JDK and Maven.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ask, serving } from "./serving.mjs";

const [program] = process.argv.slice(2);
assert(program, "usage: node spring.mjs PROGRAM");

await serving(program, [], async (url, token) => {
  await ask("POST", new URL("api/v2/clients", url), { client_id: "shop", name: "Shop" }, token);
  const login = await ask("POST", new URL("oauth/token", url), {
    grant_type: "urn:claimsmith:params:oauth:grant-type:test-login",
    client_id: "shop",
    scope: "openid",
    user: { user_id: "test|1" },
  });
  const { status } = spawnSync(
    "mvn",
    ["--quiet", "--batch-mode", "-Dstyle.color=never", "compile", "exec:java", `-Dexec.args=${url} ${login.access_token} test|1`],
    { stdio: "inherit", cwd: fileURLToPath(new URL("spring", import.meta.url)) },
  );
  assert.equal(status, 0);
});
console.log("Spring Security decodes access tokens");
