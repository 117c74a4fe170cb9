import { describe, expect, test } from "vitest";
import { type Change, compose, detailed, differences, mergePatch, separate } from "./difference.js";

const mapping = (name: string, expression: string) =>
  `{ "name": "${name}", "expression": "${expression}" }`;
const config = (...mappings: string[]) =>
  `{ "client_id": "c", "access_token": { "custom_claim_mappings": [${mappings.join(", ")}] }, "n": 1.0 }`;
const LIST = "/access_token/custom_claim_mappings";

/** What a server makes of a patch (RFC 7396), by value. */
function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const isObject = typeof target === "object" && target !== null && !Array.isArray(target);
  const result: { [name: string]: unknown } = isObject ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}

describe("differences", () => {
  test("are of mappings, by their names", () => {
    const [a, b, c] = [mapping("a", "x.a"), mapping("b", "x.b"), mapping("c", "x.c")];
    const changed = mapping("b", "x.other");
    expect(differences(config(a, b), config(c, changed))).toEqual([
      { change: "removed", path: LIST, claim: "a", before: a },
      { change: "changed", path: LIST, claim: "b", before: b, after: changed },
      { change: "added", path: LIST, claim: "c", after: c },
    ]);
    expect(differences(config(a, b), config(b, a))).toEqual([
      { change: "reordered", path: LIST, before: '["a","b"]', after: '["b","a"]' },
    ]);
  });

  test("of a list that is new, or gone, are those of its mappings", () => {
    const a = mapping("a", "x.a");
    const added = [{ change: "added", path: LIST, claim: "a", after: a }];
    const removed = [{ change: "removed", path: LIST, claim: "a", before: a }];
    expect(differences('{ "client_id": "c", "n": 1.0 }', config(a))).toEqual(added);
    expect(differences(config(a), '{ "client_id": "c", "n": 1.0 }')).toEqual(removed);
    const whole = `{ "custom_claim_mappings": [${a}] }`;
    const told: Change = { change: "added", path: "/access_token", after: whole };
    expect(detailed([told])).toEqual(added);
    const other: Change = { change: "added", path: LIST, claim: "b", after: "{}" };
    expect(detailed([other])).toEqual([other]);
  });

  test("are of every digit, and not of the layout", () => {
    const was = '{"a":{"n":1.0,"big":12345678901234567890},"list":[1,{"x":"\\u00e9"}]}';
    const laidOut = `{\n  "list": [ 1, { "x": "\\u00e9" } ],\n "a": { "big":12345678901234567890, "n": 1.0 } }`;
    expect(differences(was, laidOut)).toEqual([]);
    expect(mergePatch(was, laidOut)).toBeUndefined();
    expect(differences(was, was.replace("1.0", "1").replace("7890}", "7891}"))).toEqual([
      { change: "changed", path: "/a/n", before: "1.0", after: "1" },
      {
        change: "changed",
        path: "/a/big",
        before: "12345678901234567890",
        after: "12345678901234567891",
      },
    ]);
  });

  test("of a list with anything else in it are those of the whole", () => {
    const twice = config(mapping("a", "x"), mapping("a", "y"));
    expect(differences(config(), twice)).toMatchObject([{ change: "changed", path: LIST }]);
    expect(differences('{"l":[1]}', '{"l":[2]}')).toEqual([
      { change: "changed", path: "/l", before: "[1]", after: "[2]" },
    ]);
    expect(differences('{"a~/b":{}}', "{}")).toEqual([
      { change: "removed", path: "/a~0~1b", before: "{}" },
    ]);
  });
});

describe("a patch", () => {
  test.each([
    ["{}", '{"a":1}', '{"a":1}'],
    ['{"a":{"b":1,"c":2}}', '{"a":{"c":2}}', '{"a":{"b":null}}'],
    ['{"a":{"b":1}}', '{"a":[1, 2.50]}', '{"a":[1, 2.50]}'],
    ['{"a":[1]}', '{"a":{"b":1}}', '{"a":{"b":1}}'],
    ['{"a":1,"b":"é"}', '{"a":1,"b":"\\u00e9"}', '{"b":"\\u00e9"}'],
    ['{"a":{"b":{"c":1}},"z":0}', '{"a":{"b":{"c":1,"d":[]}},"z":0}', '{"a":{"b":{"d":[]}}}'],
  ])("from %s to %s", (before, after, patch) => {
    expect(mergePatch(before, after)).toBe(patch);
    expect(merged(JSON.parse(before), JSON.parse(patch))).toEqual(JSON.parse(after));
  });
});

test("a patch has members of one name as they are, for the server to refuse", () => {
  expect(mergePatch('{"a":{"b":1}}', '{"a":{"b":2,"b":1}}')).toBe('{"a":{"b":2,"b":1}}');
  expect(mergePatch('{"b":1,"c":1}', '{"b":1,"\\u0062":1}')).toBe('{"b":1,"\\u0062":1}');
  expect(mergePatch('{"\\ud800":1}', '{"\\ud801":1}')).toBe('{"\\ud801":1,"\\ud800":null}');
});

describe("a config of two documents", () => {
  const TENANT = '{\n  "domain": "d",\n  "custom_domains": [\n    "e"\n  ],\n  "n": 1.0\n}\n';

  test("has the document's bytes, and the tenant's at their end", () => {
    const text = '{\n\t"client_id":"c" ,\n\t"x": [1.0,  2]\n}\n';
    const whole = compose(text, TENANT);
    expect(whole).toBe(
      '{\n\t"client_id":"c" ,\n\t"x": [1.0,  2],\n\t"tenant":{\n\t  "domain": "d",\n\t  "custom_domains": [\n\t    "e"\n\t  ],\n\t  "n": 1.0\n\t}\n}\n',
    );
    expect(separate(whole)).toEqual({ text, tenant: TENANT.trim() });
  });

  test.each(["{}", '{"a":1}', '{ "a": { } }', '{\r\n  "a": 1\r\n}'])(
    "of %s can be separated",
    (text) => {
      for (const tenant of ["{}", '{"domain":"d"}', TENANT])
        expect(separate(compose(text, tenant))).toEqual({ text, tenant: tenant.trim() });
    },
  );

  test("without a tenant is the document, and what is no document stays", () => {
    expect(compose('{"a":1}', undefined)).toBe('{"a":1}');
    expect(separate('{"a":1}')).toEqual({ text: '{"a":1}', tenant: undefined });
    for (const text of ["", "{", "[1]"])
      expect(separate(text)).toEqual({ text, tenant: undefined });
    expect(compose("{", "{}")).toBe("{");
  });

  test("shows the tenant's settings in the place of a member of that name", () => {
    expect(compose('{"tenant":{"domain":"own"},"a":1}', '{"domain":"d"}')).toBe(
      '{"tenant":{"domain":"d"},"a":1}',
    );
  });
});
