// Has the npm package auth0-deploy-cli export the tenant with its default settings:
// node deploy.mjs PROGRAM.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ask, machine, serving } from "./serving.mjs";

const [program] = process.argv.slice(2);
assert(program, "usage: node deploy.mjs PROGRAM");
const { NODE_TLS_REJECT_UNAUTHORIZED: _, ...env } = process.env;
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // of this process, which only prepares
process.removeAllListeners("warning");

await serving(program, ["--tls"], async (url, token, folder) => {
  const { client_id, client_secret } = await machine(url, token);
  const mappings = [{ name: "country", expression: "anonymous_session.metadata.country" }];
  const shop = { client_id: "shop", name: "Shop", access_token: { custom_claim_mappings: mappings } };
  await ask("POST", new URL("api/v2/clients", url), shop, token);
  const { status, stdout } = spawnSync(
    process.execPath,
    [createRequire(import.meta.url).resolve("auth0-deploy-cli"), "export", "-f", "yaml", "-o", join(folder, "tenant")],
    {
      encoding: "utf8",
      env: {
        ...env,
        NODE_EXTRA_CA_CERTS: join(folder, "claimsmith-ca.pem"),
        AUTH0_DOMAIN: new URL(url).host,
        AUTH0_CLIENT_ID: client_id,
        AUTH0_CLIENT_SECRET: client_secret,
      },
    },
  );
  assert.equal(status, 0, stdout);
  const exported = await readFile(join(folder, "tenant", "tenant.yaml"), "utf8");
  assert.match(exported, /- name: Shop\n/);
  assert.match(exported, /expression: anonymous_session\.metadata\.country\n/);
});
console.log("auth0-deploy-cli exports the tenant");
