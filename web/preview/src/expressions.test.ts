import { load } from "@claimsmith/engine";
import { describe, expect, test } from "vitest";
import { answer } from "./evaluation.js";
import { attributePaths, matching, paths, segment } from "./expressions.js";
import { JsonDocument } from "./json-document.js";
import { read } from "./reading.js";
import { jsonText, Random } from "./testing/random.js";

const engine = await load();
const description = engine.describe();
const grammar = description.expressions;

function document(text: string): JsonDocument {
  const found = JsonDocument.read(text);
  if (!found) throw new Error(`not read: ${text}`);
  return found;
}

/** What the engine makes of expressions: the value of each, `undefined` where it has none. */
function mapped(expressions: readonly string[], session: string): (string | undefined)[] {
  const values: (string | undefined)[] = [];
  for (let from = 0; from < expressions.length; from += description.limits.mappings) {
    const batch = expressions.slice(from, from + description.limits.mappings);
    const mappings = batch.map((expression, i) => ({ name: `https://c.example/${i}`, expression }));
    const config = JSON.stringify({ access_token: { custom_claim_mappings: mappings } });
    const { ok, text } = engine.raw.explain(config, session, '""');
    const { reading, failure } = read(ok, text);
    if (!reading) throw new Error(`${failure.problems[0]?.message} ${batch} ${session}`);
    const claims = new Map(reading.tokens.access_token?.map(({ name, text }) => [name, text]));
    for (const [i, { verdict, type }] of reading.decisions.entries()) {
      expect(verdict === "added", `${batch[i]} ${type}`).toBe(claims.has(`https://c.example/${i}`));
      values.push(claims.get(`https://c.example/${i}`));
    }
  }
  return values;
}

/** The root of a session as a whole, if it is no transaction. */
function bareRoot(session: string): string | undefined {
  const state = { config: "{}", saved: "{}", session, audience: [""] };
  return answer(engine, description, { state }).bareRoot;
}

const SPECIAL = [...grammar.operators, grammar.separator, grammar.escape];
const OTHERS = [..."aZ07 \t\n\0\x1f\x7f\x80é😀\u2028"];

/** A member's name that is hard to write as a segment. */
function oddName(random: Random): string {
  const character = () => random.pick(random.below(2) ? SPECIAL : OTHERS);
  return character() + random.list(4, character).join("");
}

/** A JSON text whose names are odd, some more than once. */
function oddValue(random: Random, depth: number): string {
  if (depth === 0 || random.below(4) === 0) return jsonText(random, 1);
  if (random.below(3) === 0) return `[${random.list(6, () => oddValue(random, depth - 1))}]`;
  const names = random.list(5, () => random.pick(["\ud800", "", oddName(random), oddName(random)]));
  if (random.below(4) === 0) names.push(...names.slice(0, 2));
  return `{${names.map((name) => `${JSON.stringify(name)}: ${oddValue(random, depth - 1)}`)}}`;
}

const bare = (text: string) => text.replace(/\s/g, "");

describe("every expression that is suggested leads to the value beside it", () => {
  function check(session: string): number {
    const suggestions = paths(document(session), bareRoot(session), grammar);
    const values = mapped(
      suggestions.map(({ value }) => value),
      session,
    );
    for (const [i, { value, detail }] of suggestions.entries()) {
      const text = values[i] ?? "";
      expect(text, `${value} in ${session}`).not.toBe("");
      // The detail is the beginning of the value, in its own white space.
      expect(bare(text).startsWith(bare(detail.replace(/…$/, ""))), `${value}: ${detail}`).toBe(
        true,
      );
    }
    return suggestions.length;
  }

  test("in an anonymous session by itself", () => {
    const random = new Random(1);
    let checked = 0;
    for (let i = 0; i < 150; i++) checked += check(`{"first": ${oddValue(random, 4)}}`);
    expect(checked).toBeGreaterThan(300);
  });

  test("in a transaction", () => {
    const random = new Random(2);
    let checked = 0;
    for (let i = 0; i < 150; i++) {
      const [anonymous, user] = [oddValue(random, 3), oddValue(random, 3)];
      checked += check(`{"user": {"u": ${user}}, "anonymous_session": {"a": ${anonymous}}}`);
    }
    expect(checked).toBeGreaterThan(300);
  });
});

test("every value has a suggestion, containers before what is in them", () => {
  const session = '{"a": {"b.c": [0, [1], {"d e": false}, 3], "": 4, "f": null}, "g": ""}';
  const suggestions = paths(document(session), "anonymous_session", grammar);
  expect(suggestions).toEqual([
    {
      value: "anonymous_session.a",
      detail: '{"b.c": [0, [1], {"d e": false}, 3], "": 4, "f": null}',
    },
    { value: "anonymous_session.a.b\\.c", detail: '[0, [1], {"d e": false}, 3]' },
    { value: "anonymous_session.a.b\\.c.0", detail: "0" },
    { value: "anonymous_session.a.b\\.c.1", detail: "[1]" },
    { value: "anonymous_session.a.b\\.c.1.0", detail: "1" },
    { value: "anonymous_session.a.b\\.c.2", detail: '{"d e": false}' },
    { value: "anonymous_session.a.b\\.c.2.d\\ e", detail: "false" },
    { value: "anonymous_session.g", detail: '""' },
  ]);
});

test("nothing is suggested that the engine would refuse", () => {
  const session = '{"a": {"b": [{"c": 1, "\\u0063": 2, "d": 3}], "e": 4}, "e": 5, "e": 6}';
  expect(paths(document(session), "anonymous_session", grammar).map(({ value }) => value)).toEqual([
    "anonymous_session.a.b.0.d",
    "anonymous_session.a.e",
  ]);
  expect(() => mapped(["anonymous_session.a.b"], session)).toThrow("twice");
});

describe("a segment", () => {
  test("reads back as its name, for every character", () => {
    const names = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code));
    names.push("😀", "\u2028", "\ufffd", "a.b\\c d", ...SPECIAL, "01", "-1");
    const session = JSON.stringify(Object.fromEntries(names.map((name) => [`${name}!`, name])));
    const segments = names.map((name) => `anonymous_session.${segment(`${name}!`, grammar)}`);
    expect(mapped(segments, session)).toEqual(names.map((name) => JSON.stringify(name)));
  });

  test("cannot have every name", () => {
    for (const name of ["", "\ud800", "a\udc00"]) expect(segment(name, grammar)).toBeUndefined();
    expect(segment("plain_name-1", grammar)).toBe("plain_name-1");
  });
});

test("a long list ends, and its end hides no other root", () => {
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`m${i}`, i]));
  const session = document(
    JSON.stringify({ anonymous_session: many, user: { a: 1, b: { c: 2 } } }),
  );
  expect(paths(session, undefined, grammar)).toHaveLength(500);
  expect(attributePaths(session, grammar)).toEqual([
    { value: "a", detail: "1" },
    { value: "b", detail: '{"c":2}' },
    { value: "b.c", detail: "2" },
  ]);
});

test("values are shortened to a line", () => {
  const session = document(JSON.stringify({ a: { b: "x".repeat(10_000) } }, null, 2));
  const [a, b] = paths(session, "anonymous_session", grammar);
  expect(a?.detail).toMatch(/^\{ "b": "x{50,60}…$/);
  expect(b?.detail).toMatch(/^"x{59}…$/);
});

describe("the paths of attributes", () => {
  test("lead into the user", () => {
    const user = { "a.b": [{ c: true }], "": 1, empty: null };
    const session = JSON.stringify({ protocol: "samlp", anonymous_session: { x: 1 }, user });
    const found = attributePaths(document(session), grammar);
    expect(found.map(({ value }) => value)).toEqual(["a\\.b", "a\\.b.0", "a\\.b.0.c"]);

    const mappings = Object.fromEntries(found.map(({ value }, i) => [`attribute${i}`, value]));
    const outcome = engine.evaluate({ saml_configuration: { mappings } }, JSON.parse(session), "");
    expect(outcome.saml?.attributes.map(({ values }) => values)).toEqual([
      [{ c: true }],
      [{ c: true }],
      [true],
    ]);
  });

  test("are none without a user", () => {
    for (const session of ["{}", '{"a": 1}', '{"user": null}', "[]", '{"user": 5}'])
      expect(attributePaths(document(session), grammar)).toEqual([]);
  });
});

test("no session has paths that is no object", () => {
  for (const session of [
    "[1]",
    "1",
    '"user"',
    "null",
    '{"user": [null]}',
    '{"anonymous_session": 1}',
  ])
    expect(paths(document(session), undefined, grammar)).toEqual([]);
});

test("what begins with the typed text comes before what contains it", () => {
  const list = ["user.name", "user.Metadata.x", "metadata", "user.data"].map((value) => ({
    value,
    detail: value,
  }));
  const found = (typed: string) => matching(list, typed).map(({ value }) => value);
  expect(found("META")).toEqual(["metadata", "user.Metadata.x"]);
  expect(found("user.")).toEqual(["user.name", "user.Metadata.x", "user.data"]);
  expect(found("")).toEqual(list.map(({ value }) => value));
  expect(found("nothing")).toEqual([]);
});
