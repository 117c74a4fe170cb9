// Texts in an input: its lines end in "\n", whatever they end in elsewhere.

/** Replaces `from` to `to` by `insert`, in UTF-16 indices. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

/** The text as an input shows it. Browsers turn "\r\n" and "\r" into "\n". */
export function shownText(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** Where a place of `text` is in `shownText(text)`. */
export function shownIndex(text: string, index: number): number {
  return text.includes("\r") ? shownText(text.slice(0, index)).length : index;
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** The smallest one change that makes `after` of `before`; undefined if they are equal. */
export function changeBetween(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  // A character of two units is changed as a whole.
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  if (end > 0 && isLowSurrogate(before.charCodeAt(before.length - end))) end--;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

/** Where `typed` is in `value`, in whichever case. */
export function matchIn(value: string, typed: string): { from: number; to: number } | undefined {
  const folded = value.toLowerCase();
  const from = typed === "" ? -1 : folded.indexOf(typed.toLowerCase());
  // In a few scripts the other case has another length, and indices differ.
  if (from < 0 || folded.length !== value.length) return undefined;
  return { from, to: from + typed.length };
}

/** Line and column from 1, of places in ascending order. One pass over the text. */
export function linesAndColumns(
  text: string,
  indices: readonly number[],
): { line: number; column: number }[] {
  let line = 1;
  let start = 0;
  let next = text.indexOf("\n");
  return indices.map((index) => {
    while (next >= 0 && next < index) {
      line++;
      start = next + 1;
      next = text.indexOf("\n", start);
    }
    return { line, column: Math.max(index - start, 0) + 1 };
  });
}
