import { describe, expect, test } from "vitest";
import { scopes, withScopes } from "./fixes.js";
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
