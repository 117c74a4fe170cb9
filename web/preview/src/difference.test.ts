import { load } from "@claimsmith/engine";
import { expect, test } from "vitest";
import { compare } from "./difference.js";
import { type Reading, read } from "./reading.js";

const { raw } = await load();

const SESSION = `{ "user": { "user_id": "u", "email": "a@shop.example", "n": 1.0, "m": 1 }, "scope": "openid email", "protocol": "samlp" }`;

/** What the engine gives for mappings into both tokens. */
function reading(
  mappings: { [name: string]: string },
  session = SESSION,
  saml: { [name: string]: string } = {},
): Reading {
  const list = Object.entries(mappings).map(([name, expression]) => ({ name, expression }));
  const token = { custom_claim_mappings: list };
  const config = JSON.stringify({
    access_token: token,
    id_token: token,
    saml_configuration: { mappings: saml },
  });
  const { ok, text } = raw.explain(config, session, '"https://api.shop.example"');
  const { reading } = read(ok, text);
  if (!reading) throw new Error(text);
  return reading;
}

test("two of the same have no difference", () => {
  const one = reading({ a: "user.email" });
  expect(compare(one, reading({ a: "user.email" }))).toEqual([]);
});

test("claims are added, removed and changed in every token that they are in", () => {
  const before = reading({ gone: "user.email", kept: "user.email", changed: "user.n" });
  const after = reading({ kept: "user.email", changed: "user.email", come: "user.m" });
  const changes = compare(before, after);
  for (const token of ["access_token", "id_token", "userinfo"]) {
    expect(changes.filter((change) => change.token === token)).toEqual([
      { token, claim: "gone", before: '"a@shop.example"' },
      { token, claim: "changed", before: "1.0", after: '"a@shop.example"' },
      { token, claim: "come", after: "1" },
    ]);
  }
});

test("another way to write a number is a difference: the token has its bytes", () => {
  const [change] = compare(reading({ a: "user.n" }), reading({ a: "user.m" }));
  expect(change).toMatchObject({ before: "1.0", after: "1" });
});

test("the order of claims is none", () => {
  const one = reading({ a: "user.email", b: "user.n" });
  expect(compare(one, reading({ b: "user.n", a: "user.email" }))).toEqual([]);
});

test("a token that is there on one side alone has all its claims as differences", () => {
  const mappings = { a: "user.email" };
  const without = reading(mappings, '{ "user_id": "anon|1" }');
  const found = compare(without, reading(mappings));
  const value = '"a@shop.example"';
  expect(found).toEqual([
    { token: "access_token", claim: "a", after: value },
    { token: "id_token", claim: "a", after: value },
    { token: "userinfo", claim: "a", after: value },
  ]);
});

test("attributes of an assertion differ by their values", () => {
  const login = (tiers: string) =>
    reading(
      {},
      `{ "user": { "user_id": "u" }, "protocol": "samlp", "custom_claims": { "id_token": [
         { "name": "app_metadata", "value": { "tiers": ${tiers} } } ] } }`,
      { tiers: "app_metadata.tiers" },
    );
  const changes = compare(login('["a"]'), login('["a", "b"]'));
  expect(changes.filter(({ token }) => token === "saml")).toEqual([
    { token: "saml", claim: expect.stringContaining("tiers"), before: '["a"]', after: '["a","b"]' },
  ]);
});
