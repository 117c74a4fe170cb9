// Has Terraform, with the provider's own plugin, make an application, an API and a grant,
// change them and take them away: node terraform.mjs PROGRAM. It is left out where there is
// no terraform or its registry cannot be reached, unless AUTH0_PROVIDER is the folder of a
// terraform-provider-auth0.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, machine, serving } from "./serving.mjs";

const [program] = process.argv.slice(2);
assert(program, "usage: node terraform.mjs PROGRAM");
const { NODE_TLS_REJECT_UNAUTHORIZED: _, ...env } = process.env;
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // of this process, which only prepares and looks
process.removeAllListeners("warning");

const folder = await mkdtemp(join(tmpdir(), "terraform-"));
const settings = join(folder, "settings.tfrc");
const terraform = (args, more) =>
  spawnSync("terraform", args, {
    cwd: folder,
    encoding: "utf8",
    timeout: 120_000,
    env: { ...env, TF_CLI_CONFIG_FILE: settings, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1", ...more },
  });
const plan = (name, lifetime) => `
terraform {
  required_providers { auth0 = { source = "auth0/auth0" } }
}
provider "auth0" {}
resource "auth0_client" "shop" {
  name      = "${name}"
  app_type  = "regular_web"
  callbacks = ["https://shop.example/callback"]
}
resource "auth0_resource_server" "api" {
  identifier     = "https://api.shop.example"
  name           = "API"
  token_lifetime = ${lifetime}
}
resource "auth0_resource_server_scopes" "api" {
  resource_server_identifier = auth0_resource_server.api.identifier
  scopes { name = "read:cart" }
}
resource "auth0_client_grant" "shop" {
  client_id  = auth0_client.shop.id
  audience   = auth0_resource_server.api.identifier
  scopes     = ["read:cart"]
  depends_on = [auth0_resource_server_scopes.api]
}
`;

/** Why the provider's plugin cannot be had, "" if it can. */
async function missing() {
  const own = env.AUTH0_PROVIDER;
  const overrides = own ? `provider_installation {\n dev_overrides { "auth0/auth0" = ${JSON.stringify(own)} }\n direct {}\n}\n` : "";
  await writeFile(settings, overrides);
  await writeFile(join(folder, "main.tf"), plan("Shop", 600));
  if (terraform(["version"]).error) return "there is no terraform here";
  if (own) return "";
  const { error, status, stdout, stderr } = terraform(["init", "-no-color", "-input=false"]);
  if (status === 0) return "";
  assert(error?.code === "ETIMEDOUT" || stderr.includes("Failed to query available provider packages"), stdout + stderr);
  return "its registry, which has the provider's plugin, cannot be reached";
}

try {
  const reason = await missing();
  if (reason) {
    console.log(`terraform is left out: ${reason}`);
  } else {
    await serving(program, ["--tls"], async (url, token, at) => {
      const { client_id, client_secret } = await machine(url, token);
      const run = (...args) => {
        const { status, stdout, stderr } = terraform([...args, "-no-color", "-input=false"], {
          SSL_CERT_FILE: join(at, "claimsmith-ca.pem"),
          AUTH0_DOMAIN: new URL(url).host,
          AUTH0_CLIENT_ID: client_id,
          AUTH0_CLIENT_SECRET: client_secret,
        });
        assert.equal(status, 0, stdout + stderr);
      };
      const saved = (path) => ask("GET", new URL(`api/v2/${path}`, url), undefined, token);
      const api = `resource-servers/${encodeURIComponent("https://api.shop.example")}`;
      const shop = async () => (await saved("clients?app_type=regular_web"))[0];

      run("apply", "-auto-approve");
      const { client_id: made } = await shop();
      assert.equal((await saved(api)).token_lifetime, 600);
      assert.deepEqual((await saved(`client-grants?client_id=${made}`))[0].scope, ["read:cart"]);

      // What somebody else saved of mappings stays.
      const mappings = { access_token: { custom_claim_mappings: [{ name: "tier", expression: "user.app_metadata.tier" }] } };
      await ask("PATCH", new URL(`api/v2/clients/${made}`, url), mappings, token);
      await writeFile(join(folder, "main.tf"), plan("Shop 2", 900));
      run("apply", "-auto-approve");
      const changed = await shop();
      assert.deepEqual([changed.client_id, changed.name, changed.access_token], [made, "Shop 2", mappings.access_token]);
      assert.equal((await saved(api)).token_lifetime, 900);
      run("plan", "-detailed-exitcode"); // which is 2 if there was something left to change

      run("destroy", "-auto-approve");
      assert.equal(await shop(), undefined);
      assert.deepEqual(await saved("resource-servers"), []);
    });
    console.log("terraform makes, changes and takes away an application, an API and a grant");
  }
} finally {
  await rm(folder, { recursive: true });
}
