// Has the npm package openid-client log a user in with the authorization code and PKCE, as
// a web application with a secret, and have a machine's token: node login.mjs PROGRAM.

import assert from "node:assert/strict";
import * as client from "openid-client";
import { ask, serving } from "./serving.mjs";

const [program] = process.argv.slice(2);
assert(program, "usage: node login.mjs PROGRAM");
const audience = "https://api.shop.example";
const redirect_uri = "https://shop.example/back";

await serving(program, [], async (url, token) => {
  const api = (method, path, body) => ask(method, new URL(`api/v2/${path}`, url), body, token);
  const { client_id, client_secret } = await api("POST", "clients", { name: "Web", app_type: "regular_web", callbacks: [redirect_uri] });
  await api("POST", "resource-servers", { identifier: audience, scopes: [{ value: "read:cart" }], allow_offline_access: true });
  await api("POST", "client-grants", { client_id, audience, scope: ["read:cart"] });
  await api("POST", "users", { user_id: "auth0|ada", name: "Ada", email: "ada@shop.example", connection: "tests" });

  for (const authentication of [client.ClientSecretBasic(client_secret), client.ClientSecretPost(client_secret)]) {
    const config = await client.discovery(new URL(url), client_id, undefined, authentication, { execute: [client.allowInsecureRequests] });
    const verifier = client.randomPKCECodeVerifier();
    const parameters = {
      redirect_uri,
      audience,
      scope: "openid email offline_access read:cart",
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state: client.randomState(),
      nonce: client.randomNonce(),
    };
    const page = await (await fetch(client.buildAuthorizationUrl(config, parameters))).text();
    const form = new URLSearchParams({ user: "auth0|ada" });
    for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)) {
      form.set(name, value.replaceAll("&#43;", "+").replaceAll("&amp;", "&"));
    }
    const chosen = await fetch(config.serverMetadata().authorization_endpoint, { method: "POST", body: form, redirect: "manual" });
    const tokens = await client.authorizationCodeGrant(config, new URL(chosen.headers.get("location")), {
      pkceCodeVerifier: verifier,
      expectedState: parameters.state,
      expectedNonce: parameters.nonce,
    });
    assert.equal(tokens.claims().sub, "auth0|ada");
    assert.equal((await client.fetchUserInfo(config, tokens.access_token, "auth0|ada")).email, "ada@shop.example");
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
    assert.equal((await client.tokenIntrospection(config, refreshed.access_token)).sub, "auth0|ada");
    await client.tokenRevocation(config, tokens.refresh_token);
    await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token), { error: "invalid_grant" });
    const machine = await client.clientCredentialsGrant(config, { audience });
    assert.equal(machine.scope, "read:cart");
  }
});
console.log("openid-client logs in, refreshes, introspects, revokes, and has a machine's token");
