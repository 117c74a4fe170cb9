// Has the npm package auth0-deploy-cli export the tenant, edits what it wrote, and has it
// import that, all with its default settings: node deploy.mjs PROGRAM.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ask, machine, serving } from "./serving.mjs";

const [program] = process.argv.slice(2);
assert(program, "usage: node deploy.mjs PROGRAM");
const { NODE_TLS_REJECT_UNAUTHORIZED: _, ...env } = process.env;
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // of this process, which only prepares and looks
process.removeAllListeners("warning");

await serving(program, ["--tls"], async (url, token, folder) => {
  const { client_id, client_secret } = await machine(url, token);
  const deploy = (...args) => {
    const { status, stdout } = spawnSync(process.execPath, [createRequire(import.meta.url).resolve("auth0-deploy-cli"), ...args], {
      encoding: "utf8",
      env: {
        ...env,
        NODE_EXTRA_CA_CERTS: join(folder, "claimsmith-ca.pem"),
        AUTH0_DOMAIN: new URL(url).host,
        AUTH0_CLIENT_ID: client_id,
        AUTH0_CLIENT_SECRET: client_secret,
      },
    });
    assert.equal(status, 0, stdout);
  };
  const api = (path) => new URL(`api/v2/${path}`, url);
  const identifier = "https://api.shop.example";
  const mapping = (name, expression) => ({ name, expression });
  const [country, tier] = [mapping("country", "anonymous_session.metadata.country"), mapping("tier", "user.app_metadata.tier")];
  await ask("POST", api("clients"), { client_id: "shop", name: "Shop", access_token: { custom_claim_mappings: [country] } }, token);
  await ask("POST", api("resource-servers"), { id: "api", identifier, name: "API", scopes: [{ value: "read:cart" }] }, token);
  await ask("PATCH", api("resource-servers/api"), { access_token: { claims_mapping: { custom_claims: [tier] } } }, token);
  await ask("POST", api("client-grants"), { client_id: "shop", audience: identifier, scope: ["read:cart"] }, token);

  const tenant = join(folder, "tenant", "tenant.yaml");
  deploy("export", "-f", "yaml", "-o", join(folder, "tenant"));
  const exported = await readFile(tenant, "utf8");
  const edited = [
    ["expression: anonymous_session.metadata.country\n", "expression: anonymous_session.metadata.address.country\n"],
    ["expression: user.app_metadata.tier\n", "expression: user.app_metadata.plan\n"],
    ["clients:\n", "clients:\n  - name: Blog\n    app_type: spa\n"],
  ].reduce((text, [from, to]) => {
    assert.equal(text.split(from).length, 2, `${from}in\n${text}`);
    return text.replace(from, to);
  }, exported);
  await writeFile(tenant, edited);
  deploy("import", "-i", tenant);

  const saved = (path) => ask("GET", api(path), undefined, token);
  const expression = "anonymous_session.metadata.address.country";
  assert.deepEqual((await saved("clients/shop")).access_token, { custom_claim_mappings: [{ ...country, expression }] });
  const mapped = (await saved("resource-servers/api")).access_token;
  assert.deepEqual(mapped, { claims_mapping: { custom_claims: [{ ...tier, expression: "user.app_metadata.plan" }] } });
  assert.deepEqual((await saved("clients?app_type=spa")).map(({ name }) => name), ["Blog"]);
  assert.deepEqual((await saved("client-grants?client_id=shop"))[0].scope, ["read:cart"]);
});
console.log("auth0-deploy-cli exports the tenant, and imports what was edited");
