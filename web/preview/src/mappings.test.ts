import { load } from "@claimsmith/engine";
import { describe, expect, test } from "vitest";
import { JsonDocument } from "./json-document.js";
import {
  add,
  count,
  type Group,
  type GroupId,
  groups,
  isApiDialect,
  move,
  remove,
  setExpression,
  setName,
} from "./mappings.js";

const engine = await load();
const description = engine.describe();

function read(text: string): JsonDocument {
  const document = JsonDocument.read(text);
  if (!document) throw new Error(`not read: ${text}`);
  return document;
}

function group(config: JsonDocument, id: GroupId): Group {
  const found = groups(config).find((group) => group.id === id);
  if (!found) throw new Error(`no group ${id}`);
  return found;
}

/** The names and expressions of a group's rows. */
function rows(text: string, id: GroupId): [string, string][] {
  return group(read(text), id).rows.map(({ name, expression }) => [name, expression]);
}

const names = (text: string, id: GroupId) => rows(text, id).map(([name]) => name);

// Names that mean something else to JSON pointers, objects or a careless reader.
const ODD = [
  "",
  "__proto__",
  "a/b~c",
  "~1",
  "0",
  "constructor",
  "é😀",
  'say "\\"',
  "a\nb",
  "\ud800",
];

/** Configs with the same rows, each in another place. */
const PLACES: [GroupId, (rows: [string, string][]) => unknown][] = [
  ["access_token", (rows) => ({ access_token: { custom_claim_mappings: objects(rows) } })],
  [
    "access_token",
    (rows) => ({ access_token: { claims_mapping: { custom_claims: objects(rows) } } }),
  ],
  ["id_token", (rows) => ({ id_token: { custom_claim_mappings: objects(rows) } })],
  ["saml", (rows) => ({ saml_configuration: { mappings: members(rows) } })],
];

function objects(rows: [string, string][]): object[] {
  return rows.map(([name, expression]) => ({ name, expression }));
}

/** An object whose members may be called anything. */
function members(rows: [string, string][]): object {
  return JSON.parse(`{${rows.map((row) => row.map((text) => JSON.stringify(text)).join(":"))}}`);
}

describe.each(PLACES)("rows of %s (%#)", (id, make) => {
  const some: [string, string][] = [
    ["a", "user.a"],
    ["b", "user.b"],
    ["c", "user.c"],
    ["d", "user.d"],
  ];
  const text = (rows: [string, string][]) => `${JSON.stringify(make(rows), null, 2)}\n`;

  test("are read where they stand", () => {
    const config = read(text(some));
    const { rows: read_, broken, place, path } = group(config, id);
    expect(read_.map(({ name, expression }) => [name, expression])).toEqual(some);
    expect(broken).toBe(false);
    expect(config.path(place)).toEqual(path);
    for (const row of read_) {
      expect(row.broken).toBe(false);
      for (const pointer of [row.place, row.namePlace, row.expressionPlace])
        expect(config.at(pointer), pointer).toBeDefined();
      expect(config.at(row.expressionPlace)?.value).toBe(row.expression);
    }
  });

  test("are moved up and down", () => {
    const config = read(text(some));
    for (let from = 0; from < some.length; from++)
      for (let to = 0; to < some.length; to++) {
        const order = some.map(([name]) => name);
        order.splice(to, 0, ...order.splice(from, 1));
        const moved = move(config, group(config, id), from, to);
        expect(names(moved, id)).toEqual(order);
        // The rows change places, and nothing else does.
        expect(moved.length).toBe(config.text.length);
        expect(move(read(moved), group(read(moved), id), to, from)).toBe(config.text);
      }
    expect(move(config, group(config, id), 1, 9)).toBe(
      move(config, group(config, id), 1, some.length - 1),
    );
  });

  test("are removed", () => {
    for (const layout of [
      text(some),
      JSON.stringify(make(some)),
      text(some).replaceAll("\n", "\r\n\t"),
    ])
      for (let i = 0; i < some.length; i++) {
        const config = read(layout);
        const removed = remove(config, group(config, id), i);
        expect(names(removed, id)).toEqual(some.map(([name]) => name).toSpliced(i, 1));
      }
    let left = text(some);
    for (const _ of some) left = remove(read(left), group(read(left), id), 0);
    expect(JSON.parse(left)).toEqual(make([]));
    expect(remove(read(left), group(read(left), id), 0)).toBe(left);
  });

  test("are added at the end, also to a config without any", () => {
    for (const layout of [text(some), JSON.stringify(make(some))]) {
      const config = read(layout);
      const added = add(config, group(config, id));
      expect(rows(added, id).slice(0, -1)).toEqual(some);
      expect(remove(read(added), group(read(added), id), some.length)).toBe(layout);
    }
    for (const empty of [text([]), JSON.stringify(make([]))]) {
      const added = add(read(empty), group(read(empty), id));
      expect(rows(added, id)).toHaveLength(1);
    }
  });

  test("are renamed, whatever the name", () => {
    for (const name of ODD) {
      const config = read(text(some));
      const renamed = setName(config, group(config, id), 2, name);
      expect(names(renamed, id)).toEqual(["a", "b", name, "d"]);
      expect(setName(read(renamed), group(read(renamed), id), 2, "c")).toBe(config.text);
    }
  });

  test("of any name are edited one by one", () => {
    // Every name stands twice, so a row is not to be found by its name.
    const odd = [...ODD, ...ODD].map((name, i): [string, string] => [name, `user.n${i}`]);
    const unique = odd.map(([, expression], i): [string, string] => [`row-${i}`, expression]);
    let config = text(unique);
    for (const [i, [name]] of odd.entries())
      config = setName(read(config), group(read(config), id), i, name);
    expect(rows(config, id)).toEqual(odd);

    for (let i = 0; i < odd.length; i++) {
      const edited = setExpression(read(config), group(read(config), id), i, 'user.\\"😀');
      expect(rows(edited, id)).toEqual(odd.with(i, [odd[i]?.[0] ?? "", 'user.\\"😀']));
      const removed = remove(read(config), group(read(config), id), i);
      expect(rows(removed, id)).toEqual(odd.toSpliced(i, 1));
    }
    const last = odd.length - 1;
    const moved = move(read(config), group(read(config), id), last, 0);
    expect(rows(moved, id)).toEqual([...odd.slice(last), ...odd.slice(0, last)]);
  });
});

test("an attribute that is added has a name of its own", () => {
  let config = "{}";
  for (let i = 0; i < 3; i++) config = add(read(config), group(read(config), "saml"));
  expect(names(config, "saml")).toEqual(["attribute", "attribute_2", "attribute_3"]);
  const other = remove(read(config), group(read(config), "saml"), 1);
  expect(names(add(read(other), group(read(other), "saml")), "saml")).toEqual([
    "attribute",
    "attribute_3",
    "attribute_2",
  ]);
});

test("a mapping is added to a config that has nothing", () => {
  for (const id of ["access_token", "id_token"] as const) {
    const config = read("{}");
    const added = add(config, group(config, id));
    expect(JSON.parse(added)).toEqual({
      [id]: { custom_claim_mappings: [{ name: "", expression: "" }] },
    });
  }
});

describe("the dialect", () => {
  test.each([
    ["{}", false],
    ['{"access_token":{"claims_mapping":{}}}', true],
    ['{"access_token":{"claims_mapping":null}}', true],
    ['{"access_token":{"custom_claim_mappings":[]}}', false],
    ['{"access_token":{"custom_claim_mappings":[],"claims_mapping":{}}}', false],
    ['{"access_token":[]}', false],
    ['{"id":"1","identifier":"https://api.example"}', true],
    ['{"identifier":"https://api.example","access_token":{"custom_claim_mappings":[]}}', false],
    ['{"client_id":"1","identifier":"https://api.example"}', false],
  ])("of %s", (text, api) => {
    expect(isApiDialect(read(text))).toBe(api);
  });

  test("sets the limit, which the engine keeps", () => {
    for (const [id, make] of PLACES) {
      if (id === "saml") continue;
      const config = (many: number) => {
        const rows = Array.from({ length: many }, (_, i): [string, string] => [`c${i}`, "user.a"]);
        return JSON.stringify(make(rows));
      };
      const { used, limit } = count(read(config(3)), description);
      expect(used).toBe(3);
      expect(JSON.parse(engine.raw.validate(config(limit)).text).valid).toBe(true);
      expect(JSON.parse(engine.raw.validate(config(limit + 1)).text).problems[0].code).toBe(
        "too_many_mappings",
      );
    }
  });

  test("counts the mappings of both tokens, and no attributes", () => {
    const config = read(
      JSON.stringify({
        access_token: { custom_claim_mappings: objects([["a", "user.a"]]) },
        id_token: { custom_claim_mappings: objects([["a", "user.a"]]) },
        saml_configuration: { mappings: { a: "a" } },
      }),
    );
    expect(count(config, description).used).toBe(2);
  });
});

describe("a broken config", () => {
  test.each([
    ["[]", ["access_token", "id_token", "saml"]],
    ["5", ["access_token", "id_token", "saml"]],
    [
      '{"access_token":[],"id_token":null,"saml_configuration":"x"}',
      ["access_token", "id_token", "saml"],
    ],
    ['{"access_token":{"custom_claim_mappings":{}}}', ["access_token"]],
    ['{"access_token":{"claims_mapping":[]}}', ["access_token"]],
    ['{"access_token":{"claims_mapping":{"custom_claims":1}}}', ["access_token"]],
    ['{"id_token":{"custom_claim_mappings":null}}', ["id_token"]],
    ['{"saml_configuration":{"mappings":[]}}', ["saml"]],
  ])("%s has groups without rows", (text, broken) => {
    const found = groups(read(text));
    expect(found.filter((group) => group.broken).map(({ id }) => id)).toEqual(broken);
    for (const { rows } of found) expect(rows).toEqual([]);
  });

  test("shows what stands in the place of mappings and their members", () => {
    const list =
      '[ 5, null, [1], {}, {"name": 7.0, "expression": ["x"]}, {"name":"a","name":"b"} ]';
    const config = read(`{"id_token":{"custom_claim_mappings":${list}}}`);
    const { rows: shown, broken } = group(config, "id_token");
    expect(broken).toBe(false);
    expect(shown.map(({ name, expression, broken }) => [name, expression, broken])).toEqual([
      ["", "", true],
      ["", "", true],
      ["", "", true],
      ["", "", false],
      ["7.0", '["x"]', false],
      ["a", "", false],
    ]);
    const without = (i: number) => remove(config, group(config, "id_token"), i);
    expect(JSON.parse(without(2)).id_token.custom_claim_mappings).toHaveLength(5);
    const named = setName(config, group(config, "id_token"), 3, "new");
    expect(named).toContain('{"name":"new"}');
    expect(setName(config, group(config, "id_token"), 5, "c")).toContain('{"name":"c","name":"b"}');
    expect(setExpression(config, group(config, "id_token"), 4, "user.a")).toContain(
      '{"name": 7.0, "expression": "user.a"}',
    );
  });

  test("with an attribute that is no path shows it", () => {
    expect(rows('{"saml_configuration":{"mappings":{"a": {"b" :1}, "c": null}}}', "saml")).toEqual([
      ["a", '{"b" :1}'],
      ["c", "null"],
    ]);
  });
});

test("the engine's problems are at the rows' places", () => {
  // What is wrong: a name, an expression, a whole mapping, a path.
  const config = JSON.stringify({
    access_token: { custom_claim_mappings: [{ name: "sub", expression: "user.a b" }, 1] },
    id_token: { custom_claim_mappings: [{ name: "", expression: "" }] },
    saml_configuration: { mappings: { "a/~": "..", "": "" } },
  });
  const [access, id, saml] = groups(read(config)).map(({ rows }) => rows);
  const { problems } = JSON.parse(engine.raw.validate(config).text);
  expect(problems.map(({ path }: { path: string }) => path)).toEqual([
    access?.[0]?.namePlace,
    access?.[0]?.expressionPlace,
    access?.[1]?.place,
    id?.[0]?.namePlace,
    id?.[0]?.expressionPlace,
    saml?.[0]?.expressionPlace,
    saml?.[1]?.expressionPlace,
  ]);
});
