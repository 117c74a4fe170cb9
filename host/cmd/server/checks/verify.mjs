// Has the npm package jose judge what `claimsmith serve` issues, knowing nothing but
// the issuer's URL: node verify.mjs PROGRAM. It ends with status 1 at the first thing
// that is not as it should be.

import assert from "node:assert/strict";
import * as jose from "jose";
import { ask as asking, serving } from "./serving.mjs";

const [program] = process.argv.slice(2);
assert(program, "usage: node verify.mjs PROGRAM");
const client_id = "shop";
const audience = "https://api.shop.example";

for (const algorithm of ["RS256", "ES256"]) {
  await serving(program, ["--signing-algorithm", algorithm], (url, token) => verify(url, token, algorithm));
}

function ask(url, body, token) {
  return asking("POST", url, body, token);
}

async function verify(issuer, token, algorithm) {
  const application = { client_id, name: "Shop", app_type: "spa", anonymous_sessions: { active: true } };
  await ask(new URL("api/v2/clients", issuer), application, token);
  const api = { id: "api", identifier: audience, scopes: [{ value: "read:x" }], allow_anonymous_access: true, allow_offline_access: true };
  await ask(new URL("api/v2/resource-servers", issuer), api, token);
  const discovered = await (await fetch(new URL(".well-known/openid-configuration", issuer))).json();
  assert.equal(discovered.issuer, issuer);

  const keys = jose.createRemoteJWKSet(new URL(discovered.jwks_uri));
  const algorithms = [algorithm];
  assert.deepEqual(discovered.id_token_signing_alg_values_supported, algorithms);

  async function checkAccess(token, options = {}) {
    return jose.jwtVerify(token, keys, { issuer, audience, algorithms, typ: "JWT", ...options });
  }

  const anonymous = await ask(discovered.anonymous_token_endpoint, { client_id, audience, scope: "read:x" });
  const { payload } = await checkAccess(anonymous.access_token, { requiredClaims: ["azp", "exp", "iat"] });
  assert.match(payload.sub, /^anon@/);
  assert.equal(payload.azp, client_id);
  assert.equal(payload.scope, "read:x");
  assert.equal(jose.decodeProtectedHeader(anonymous.session_token).alg, "dir");

  // As RFC 9068 has it, once that is saved.
  const dialect = (token_dialect) => asking("PATCH", new URL("api/v2/resource-servers/api", issuer), { token_dialect }, token);
  await dialect("rfc9068_profile_authz");
  const standard = await ask(discovered.anonymous_token_endpoint, { client_id, audience, scope: "read:x" });
  const { payload: claims } = await checkAccess(standard.access_token, { typ: "at+jwt", requiredClaims: ["jti", "client_id"] });
  assert.deepEqual(claims.permissions, ["read:x"]);
  await dialect("access_token");

  const login = await ask(discovered.token_endpoint, {
    grant_type: "urn:claimsmith:params:oauth:grant-type:test-login",
    client_id,
    audience,
    scope: "openid email offline_access",
    nonce: "n-1",
    user: { user_id: "test|1", email: "ada@example.com", email_verified: true },
  });
  await checkAccess(login.access_token, { subject: "test|1" });
  const id = await jose.jwtVerify(login.id_token, keys, { issuer, audience: client_id, algorithms, subject: "test|1" });
  assert.equal(id.payload.nonce, "n-1");
  assert.equal(id.payload.email, "ada@example.com");

  const refreshed = await ask(discovered.token_endpoint, {
    grant_type: "refresh_token",
    client_id,
    refresh_token: login.refresh_token,
  });
  await checkAccess(refreshed.access_token, { subject: "test|1" });
  await jose.jwtVerify(refreshed.id_token, keys, { issuer, audience: client_id, algorithms });

  const userinfo = await fetch(discovered.userinfo_endpoint, {
    headers: { authorization: `Bearer ${refreshed.access_token}` },
  });
  assert.equal(userinfo.status, 200);
  assert.equal((await userinfo.json()).email, "ada@example.com");

  // jose refuses what it should.
  await assert.rejects(checkAccess(login.access_token, { audience: "https://other.example" }), { code: "ERR_JWT_CLAIM_VALIDATION_FAILED" });
  await assert.rejects(checkAccess(login.id_token), { code: "ERR_JWT_CLAIM_VALIDATION_FAILED" });
  const [header, text, signature] = login.access_token.split(".");
  const forged = Buffer.from(Buffer.from(text, "base64url").toString().replace("test|1", "test|2")).toString("base64url");
  await assert.rejects(checkAccess([header, forged, signature].join(".")), { code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });

  console.log(`jose accepts what ${issuer} issues (${algorithms.join(", ")})`);
}
