// Has the npm package jose judge what `claimsmith serve` issues, knowing nothing but
// the issuer's URL: node verify.mjs PROGRAM. It ends with status 1 at the first thing
// that is not as it should be.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as jose from "jose";

const [program] = process.argv.slice(2);
assert(program, "usage: node verify.mjs PROGRAM");
const client_id = "shop";
const audience = "https://api.shop.example";

for (const algorithm of ["RS256", "ES256"]) {
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-"));
  const server = spawn(
    program,
    ["serve", "--addr", "127.0.0.1:0", "--database", join(folder, "test.db"), "--signing-algorithm", algorithm, "--log-level", "error"],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  try {
    const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    const said = async (what) => {
      const { value: line } = await lines.next();
      assert.ok(line.startsWith(what), line);
      return line.slice(what.length);
    };
    await verify(await said("serving at "), await said("API token: "), algorithm);
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

async function ask(url, body, token) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  assert.ok(response.ok, JSON.stringify(answer));
  return answer;
}

async function verify(issuer, token, algorithm) {
  await ask(new URL("api/v2/clients", issuer), { client_id, name: "Shop" }, token);
  const discovered = await (await fetch(new URL(".well-known/openid-configuration", issuer))).json();
  assert.equal(discovered.issuer, issuer);

  const keys = jose.createRemoteJWKSet(new URL(discovered.jwks_uri));
  const algorithms = [algorithm];
  assert.deepEqual(discovered.id_token_signing_alg_values_supported, algorithms);

  async function checkAccess(token, options = {}) {
    return jose.jwtVerify(token, keys, { issuer, audience, algorithms, typ: "at+jwt", ...options });
  }

  const anonymous = await ask(discovered.anonymous_token_endpoint, { client_id, audience, scope: "read:x" });
  const { payload } = await checkAccess(anonymous.access_token, { requiredClaims: ["jti", "exp", "iat"] });
  assert.match(payload.sub, /^anon\|/);
  assert.equal(payload.client_id, client_id);
  assert.equal(payload.scope, "read:x");
  assert.equal(jose.decodeProtectedHeader(anonymous.session_token).alg, "dir");

  const login = await ask(discovered.token_endpoint, {
    grant_type: discovered.grant_types_supported[0],
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
  await assert.rejects(checkAccess(login.id_token, { audience: client_id }), { code: "ERR_JWT_CLAIM_VALIDATION_FAILED" });
  const [header, text, signature] = login.access_token.split(".");
  const forged = Buffer.from(Buffer.from(text, "base64url").toString().replace("test|1", "test|2")).toString("base64url");
  await assert.rejects(checkAccess([header, forged, signature].join(".")), { code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });

  console.log(`jose accepts what ${issuer} issues (${algorithms.join(", ")})`);
}
