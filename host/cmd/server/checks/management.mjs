// Has the npm package auth0 use the Management API, by an ID and a secret, with its
// default settings: node management.mjs PROGRAM.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ManagementClient } from "auth0";
import { machine, serving } from "./serving.mjs";

const [program, part] = process.argv.slice(2);
assert(program, "usage: node management.mjs PROGRAM");

// The SDK insists on https, and Node reads whom to trust when it starts.
if (part) {
  const { domain, clientId, clientSecret } = JSON.parse(process.env.CHECK);
  await manage(new ManagementClient({ domain, clientId, clientSecret }));
  process.exit(0);
}

await serving(program, ["--tls"], async (url, token, folder) => {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // of this process alone, which only prepares
  process.removeAllListeners("warning");
  const { client_id: clientId, client_secret: clientSecret } = await machine(url, token);
  const { NODE_TLS_REJECT_UNAUTHORIZED: _, ...env } = process.env;
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), program, "manage"], {
    stdio: "inherit",
    env: {
      ...env,
      NODE_EXTRA_CA_CERTS: join(folder, "claimsmith-ca.pem"),
      CHECK: JSON.stringify({ domain: new URL(url).host, clientId, clientSecret }),
    },
  });
  assert.equal(status, 0);
});
console.log("the npm package auth0 manages applications, APIs, client grants and settings");

async function manage(management) {
  const mappings = [{ name: "country", expression: "anonymous_session.metadata.country" }];
  const client = await management.clients.create({
    name: "Shop",
    app_type: "spa",
    callbacks: ["https://shop.example/"],
    access_token: { custom_claim_mappings: mappings },
  });
  assert.equal(client.token_endpoint_auth_method, "none");
  assert.ok(client.client_secret);
  const read = await management.clients.get(client.client_id);
  assert.deepEqual(read.access_token, { custom_claim_mappings: mappings });
  const updated = await management.clients.update(client.client_id, { name: "Shop 2" });
  assert.equal(updated.name, "Shop 2");
  const rotated = await management.clients.rotateSecret(client.client_id);
  assert.notEqual(rotated.client_secret, client.client_secret);
  const listed = [];
  for await (const one of await management.clients.list({ app_type: "spa" })) listed.push(one.client_id);
  assert.deepEqual(listed, [client.client_id]);
  assert.deepEqual(await management.clients.credentials.list(client.client_id), []);

  const identifier = "https://api.shop.example";
  const api = await management.resourceServers.create({ identifier, name: "API", scopes: [{ value: "read:cart" }] });
  assert.equal(api.token_dialect, "access_token");
  assert.equal((await management.resourceServers.get(identifier)).id, api.id);
  await management.resourceServers.update(api.id, { token_lifetime: 600 });
  const grant = await management.clientGrants.create({ client_id: client.client_id, audience: identifier, scope: ["read:cart"] });
  await management.clientGrants.update(grant.id, { scope: [] });
  const grants = [];
  for await (const one of await management.clientGrants.list({ client_id: client.client_id })) grants.push(one.id);
  assert.deepEqual(grants, [grant.id]);
  await management.clientGrants.delete(grant.id);
  await management.tenants.settings.update({ default_audience: identifier });
  assert.equal((await management.tenants.settings.get()).default_audience, identifier);
  const user = await management.users.create({ connection: "tests", email: "ada@shop.example", password: "right" });
  assert.equal((await management.users.get(user.user_id)).email, "ada@shop.example");
  await management.users.delete(user.user_id);
  await management.resourceServers.delete(api.id);
  await management.clients.delete(client.client_id);
  await assert.rejects(management.clients.get(client.client_id), (error) => error.statusCode === 404);
  await assert.rejects(management.clients.create({ name: "X", access_token: { custom: [] } }), (error) => error.statusCode === 400);
}
