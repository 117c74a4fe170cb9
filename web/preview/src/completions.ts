// Suggestions while an expression is typed into the config's JSON.

import { getLocation } from "jsonc-parser";
import type { Completions, Suggestion } from "./editor/types.js";
import { matching } from "./expressions.js";

/** Completes the value of a mapping's `expression`, in texts that may be broken elsewhere. */
export function completeExpression(
  text: string,
  position: number,
  expressions: readonly Suggestion[],
): Completions | undefined {
  const { path, previousNode: node } = getLocation(text, position);
  if (path.at(-1) !== "expression" || node?.type !== "string") return undefined;
  const from = node.offset + 1;
  // While its closing quote is missing, a string seems to go on to the end of the line.
  const inside = /^(?:[^"\\]|\\.)*/.exec(text.slice(from, node.offset + node.length))?.[0] ?? "";
  const isClosed = inside.length === node.length - 2;
  const to = isClosed ? from + inside.length : position;
  if (position < from || position > to) return undefined;
  const options = matching(expressions, String(node.value ?? "")).map(({ value, detail }) => ({
    label: value,
    detail,
    insert: JSON.stringify(value).slice(1, -1),
  }));
  return { from, to, options };
}
