import { expect, test } from "vitest";
import { looseJson, yaml } from "./loose.js";

const WRITTEN = `{
  "a": 12345678901234567890,
  "b": [
    1.0,
    -0.5e-7,
    "1.0",
    true,
    null
  ],
  "c": {},
  "x": "d"
}
`;

test("numbers of JSON with comments keep their digits", () => {
  const text =
    '{ "a": 12345678901234567890, // big\n "b": [1.0, -0.5e-7, "1.0", true, null,], "c": {}, "x": "d", }';
  expect(looseJson(text)).toBe(WRITTEN);
});

test("numbers of YAML keep their digits", async () => {
  const text = "a: 12345678901234567890\nb: [1.0, -0.5e-7, '1.0', true, null]\nc: {}\nx: d\n";
  expect(await yaml(text)).toBe(WRITTEN);
});

test("YAML's other numbers are numbers, and its names are texts", async () => {
  expect(await yaml("a: 0x10\nb: +1\nc: .5\n12: d\n1.0: e\n")).toBe(
    '{\n  "a": 16,\n  "b": 1,\n  "c": 0.5,\n  "12": "d",\n  "1.0": "e"\n}\n',
  );
});

test.for(["12", "a sentence", "{ nope", "", "[1, 2"])("%j is neither", async (text) => {
  expect(looseJson(text)).toBe(undefined);
  expect(await yaml(text)).toBe(undefined);
});

test("what is aliased endlessly is refused", async () => {
  const lines = ["a0: &a0 [x]"];
  for (let i = 1; i < 12; i++) lines.push(`a${i}: &a${i} [${`*a${i - 1},`.repeat(10)}]`);
  expect(await yaml(lines.join("\n"))).toBe(undefined);
});
