import { describe, expect, test } from "vitest";
import { changeBetween, linesAndColumns, matchIn, shownIndex, shownText } from "./text.js";

describe("changeBetween", () => {
  test.each([
    ["", "a", { from: 0, to: 0, insert: "a" }],
    ["a", "", { from: 0, to: 1, insert: "" }],
    ["abc", "axc", { from: 1, to: 2, insert: "x" }],
    ["aaa", "aa", { from: 2, to: 3, insert: "" }],
    ["aa", "aaa", { from: 2, to: 2, insert: "a" }],
    ["abc", "xyz", { from: 0, to: 3, insert: "xyz" }],
    ["-😀-", "-😁-", { from: 1, to: 3, insert: "😁" }], // they share the first unit
    ["-\u{10400}-", "-\u{10800}-", { from: 1, to: 3, insert: "\u{10800}" }], // and these the second
  ])("from %j to %j", (before, after, change) => {
    expect(changeBetween(before, after)).toEqual(change);
    expect(before.slice(0, change.from) + change.insert + before.slice(change.to)).toBe(after);
  });

  test("is undefined between equal texts", () => {
    expect(changeBetween("same", "same")).toBeUndefined();
  });
});

test("an input shows each line end as one character", () => {
  const text = "a\r\nb\rc\nd";
  expect(shownText(text)).toBe("a\nb\nc\nd");
  const shown = [..."abcd"].map((letter) => shownIndex(text, text.indexOf(letter)));
  expect(shown).toEqual([0, 2, 4, 6]);
});

test("lines and columns count from 1", () => {
  expect(linesAndColumns("a\nbc\n\nd", [0, 1, 2, 4, 5, 6, 6, 7])).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 2 },
    { line: 2, column: 1 },
    { line: 2, column: 3 },
    { line: 3, column: 1 },
    { line: 4, column: 1 },
    { line: 4, column: 1 },
    { line: 4, column: 2 },
  ]);
});

test("a match is found in either case, and not where cases differ in length", () => {
  expect(matchIn("metadata.Country", "cOUN")).toEqual({ from: 9, to: 13 });
  expect(matchIn("metadata", "")).toBeUndefined();
  expect(matchIn("metadata", "x")).toBeUndefined();
  expect(matchIn("İ.country", "country")).toBeUndefined();
});
