import { expect, test } from "vitest";
import { completeExpression } from "./completions.js";

const EXPRESSIONS = [
  { value: "user.name", detail: '"Ana"' },
  { value: 'user.say\\"', detail: "1" },
  { value: "anonymous_session.user", detail: "{}" },
];

/** Completes where the `|` stands, and returns the text with the first option taken. */
function complete(marked: string): { labels: string[]; taken: string } | undefined {
  const position = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = completeExpression(text, position, EXPRESSIONS);
  if (!found) return undefined;
  const labels = found.options.map(({ label }) => label);
  const taken = text.slice(0, found.from) + (found.options[0]?.insert ?? "") + text.slice(found.to);
  return { labels, taken };
}

test("an expression is completed as a whole, wherever in it the caret is", () => {
  for (const value of ["|user.", "us|er.", "user.|"]) {
    expect(complete(`[{"name": "x", "expression" : "${value}", "z": 1}]`)).toEqual({
      labels: ["user.name", 'user.say\\"'],
      taken: '[{"name": "x", "expression" : "user.name", "z": 1}]',
    });
  }
  expect(complete('{"expression": "|"}')).toEqual({
    labels: EXPRESSIONS.map(({ value }) => value),
    taken: '{"expression": "user.name"}',
  });
});

test("an option is written as JSON wants it", () => {
  const found = complete('{"expression": "say|"}');
  expect(found?.taken).toBe(String.raw`{"expression": "user.say\\\""}`);
  expect(JSON.parse(found?.taken ?? "").expression).toBe('user.say\\"');
});

test("what was typed is read as JSON", () => {
  expect(complete(String.raw`{"expression": "us\u0065r.say\\\"|"}`)?.labels).toEqual([
    'user.say\\"',
  ]);
});

test("nothing is offered elsewhere", () => {
  for (const text of [
    '|{"expression": "user"}',
    '{"expression":| "user"}',
    '{"expression": |"user"}',
    '{"expression": "user"|}',
    '{"expression": "user" |, "a": 1}',
    '{"expression|": "user"}',
    '{"expression": 1|}',
    '{"name": "user|"}',
    '{"name": "expression|"}',
    '["expression|"]',
    "|",
  ])
    expect(complete(text), text).toBeUndefined();
});

test("a text that is broken elsewhere is completed, too", () => {
  expect(complete('{"a": [1,], "b": [{"expression": "anon|"')?.taken).toBe(
    '{"a": [1,], "b": [{"expression": "anonymous_session.user"',
  );
});

test("a string without its end is completed up to the caret", () => {
  expect(complete('{"expression": "anon|')?.taken).toBe('{"expression": "anonymous_session.user');
  expect(complete('{"expression": "anon|\n}')?.taken).toBe(
    '{"expression": "anonymous_session.user\n}',
  );
  expect(complete(String.raw`{"expression": "say\\\"|`)?.taken).toBe(
    String.raw`{"expression": "user.say\\\"`,
  );
});
