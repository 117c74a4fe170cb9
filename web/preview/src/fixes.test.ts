import type { Description } from "@claimsmith/engine";
import { describe, expect, test } from "vitest";
import { remedy, scopes, withScopes } from "./fixes.js";
import { JsonDocument } from "./json-document.js";

describe("scopes", () => {
  const source = (session: string, bareRoot?: string) => ({
    session: JsonDocument.read(session),
    bareRoot,
  });

  test("are read and written where the policy reads them", () => {
    expect(scopes(source('{ "user": {}, "scope": "openid email" }'))).toEqual(["openid", "email"]);
    expect(scopes(source('{ "user": {} }'))).toEqual([]);
    expect(withScopes(source('{ "user": {} }'), ["openid"])).toContain('"scope": "openid"');
  });

  test("of another type, or of no session, change nothing", () => {
    expect(scopes(source('{ "scope": {} }'))).toEqual([]);
    expect(scopes(source("nothing"))).toEqual([]);
    expect(withScopes(source("nothing"), ["openid"])).toBeUndefined();
  });
});

describe("a user that is not there", () => {
  const missing = {
    token: "access_token",
    claim: "city",
    source: "mapping",
    expression: "user.a\\.b.city",
    type: "missing",
    bytes: 0,
    verdict: "ignored",
    reason: "no_value",
    rule: "VAL-1",
    hint: "There is no user.",
    fix: { code: "add_user" },
  } as const;
  const added = (session: string, bareRoot?: string) =>
    remedy(missing, {
      config: undefined,
      session: JsonDocument.read(session),
      bareRoot,
      decisions: [missing],
      description: { expressions: { separator: ".", escape: "\\" } } as Description,
    })?.change.session;

  test("is added to a transaction", () => {
    expect(JSON.parse(added('{ "scope": "openid" }') ?? "")).toEqual({
      scope: "openid",
      user: { "a.b": { city: "sample" } },
    });
  });

  test("is added beside an anonymous session", () => {
    expect(JSON.parse(added('{ "metadata": {} }', "anonymous_session") ?? "")).toEqual({
      anonymous_session: { metadata: {} },
      user: { "a.b": { city: "sample" } },
    });
  });
});
