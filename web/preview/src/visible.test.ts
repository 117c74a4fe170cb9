import { expect, test } from "vitest";
import { visible } from "./visible.js";

test("what is seen stays as it is", () => {
  for (const text of [
    "",
    "España 日本 😀 é ü",
    "عضوية",
    'a "b" \\u202e',
    "a\n\tb",
    "e\u0301",
    "\ufffd",
  ]) {
    expect(visible(text)).toBe(text);
  }
});

test.each([
  ["C0 controls", "\0\u0007\r\u001b"],
  ["DEL and C1 controls", "\u007f\u0080\u009b\u009f"],
  ["bidirectional", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069"],
  ["zero width and joiners", "\u200b\u200c\u200d\u2060\u2064\ufeff\u034f"],
  ["soft hyphens and fillers", "\u00ad\u115f\u1160\u17b4\u17b5\u3164\uffa0"],
  ["Mongolian", "\u180b\u180e\u180f"],
  ["variation selectors and tags", "\ufe00\ufe0f\u{e0100}\u{e0001}\u{e0041}"],
  ["line ends", "\u2028\u2029"],
  ["other blanks", "\u00a0\u3000"],
  ["halves of surrogate pairs", "\udc00\ud800"],
])("%s are shown as escapes", (_, text) => {
  const shown = visible(`a${text}b`);
  expect(shown).toMatch(/^[ -~]+$/);
  expect(JSON.parse(`"${shown}"`)).toBe(`a${text}b`);
});
