import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from "jose";
import { issuer } from "./issuer.mjs";

const mapping = (name, expression) => ({ name, expression });
const config = {
  access_token: {
    custom_claim_mappings: [
      mapping("https://shop.example/country", "anonymous_session.metadata.country"),
      mapping("https://shop.example/plan", "user.plan"),
    ],
  },
  id_token: { custom_claim_mappings: [mapping("https://shop.example/plan", "user.plan")] },
};
const sessions = new Map([
  ["anna", { metadata: { country: "Spain" } }],
  ["large", { metadata: { country: "x".repeat(102_400) } }],
]);
const users = new Map([["u1", { user_id: "u1", plan: "gold" }]]);
const redirect_uri = "https://shop.example/callback";
const clients = [
  {
    client_id: "shop",
    client_secret: "secret",
    redirect_uris: [redirect_uri],
    grant_types: ["client_credentials", "authorization_code"],
    token_endpoint_auth_method: "client_secret_post",
  },
];

let url;
let keys;
const server = createServer();

before(async () => {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(privateKey)), alg: "RS256", use: "sig" }] };
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${server.address().port}`;
  const provider = await issuer(url, { config, sessions, users, clients, jwks });
  server.on("request", provider.callback());
  keys = createLocalJWKSet(await (await fetch(`${url}/jwks`)).json());
});

after(() => {
  server.close();
  server.closeAllConnections();
});

const token = (form) =>
  fetch(`${url}/token`, {
    method: "POST",
    body: new URLSearchParams({ client_id: "shop", client_secret: "secret", ...form }),
  });

const claims = async (jwt) => (await jwtVerify(jwt, keys, { issuer: url })).payload;

test("an access token has what the policy maps", async () => {
  const form = { grant_type: "client_credentials", anonymous_session: "anna" };
  const payload = await claims((await (await token(form)).json()).access_token);
  assert.equal(payload["https://shop.example/country"], "Spain");
  assert.ok(!("https://shop.example/plan" in payload));
});

test("a payload that is too large is no internal error", async () => {
  const form = { grant_type: "client_credentials", anonymous_session: "large" };
  const response = await token(form);
  assert.equal(response.status, 400);
  assert.equal((await response.json()).error, "invalid_request");
});

test("a login's ID token has the names that were registered", async () => {
  const jar = new Map();
  /** Follows redirects with cookies, and answers the provider's own pages of login and consent. */
  async function visit(place, body) {
    const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    const response = await fetch(new URL(place, url), {
      method: body ? "POST" : "GET",
      body: body && new URLSearchParams(body),
      headers: { cookie },
      redirect: "manual",
    });
    for (const set of response.headers.getSetCookie()) jar.set(...set.split(";")[0].split("="));
    const next = response.headers.get("location");
    if (next?.startsWith(redirect_uri)) return new URL(next).searchParams.get("code");
    if (next) return visit(next);
    const prompt = /name="prompt" value="(\w+)"/.exec(await response.text())?.[1];
    assert.ok(prompt && !body, `${response.status} at ${place}`);
    return visit(place, { prompt, login: "u1", password: "any" });
  }
  const verifier = "v".repeat(43);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const asked = new URLSearchParams({
    client_id: "shop",
    redirect_uri,
    response_type: "code",
    scope: "openid",
    code_challenge: Buffer.from(digest).toString("base64url"),
    code_challenge_method: "S256",
  });
  const code = await visit(`/auth?${asked}`);
  const form = { grant_type: "authorization_code", code, redirect_uri, code_verifier: verifier };
  const tokens = await (await token(form)).json();
  assert.equal((await claims(tokens.id_token))["https://shop.example/plan"], "gold");
  assert.equal((await claims(tokens.access_token))["https://shop.example/plan"], "gold");
});
