// The expressions that a session has a value for, written as the engine reads them.

import type { Description } from "@claimsmith/engine";
import type { Suggestion } from "./editor/types.js";
import type { JsonDocument, Node } from "./json-document.js";

type Grammar = Description["expressions"];

/** More would help nobody choose. */
const LONGEST_LIST = 500;
const ELEMENTS = 3;
const DETAIL_CHARACTERS = 60;

/** A member's name as a segment of an expression; `undefined` if no expression can name it. */
export function segment(
  name: string,
  { operators, separator, escape: backslash }: Grammar,
): string | undefined {
  if (name === "" || /\p{Surrogate}/u.test(name)) return undefined;
  const special = operators + separator + backslash;
  // A backslash is allowed before any character, and needed before spaces and controls.
  return [...name]
    .map((c) => (special.includes(c) || c <= " " || c === "\x7f" ? backslash + c : c))
    .join("");
}

/** The names that an expression goes through, of its root first. */
export function names(expression: string, { separator, escape: backslash }: Grammar): string[] {
  const found = [""];
  let escaped = false;
  for (const c of expression) {
    if (!escaped && c === separator) found.push("");
    else if (escaped || c !== backslash) found.push(found.pop() + c);
    escaped = !escaped && c === backslash;
  }
  return found;
}

/**
 * Every expression that leads to a value which the engine would take, in the session's order,
 * containers before what is in them. `bareRoot` is the root that stands for the whole session, if it is no transaction.
 */
export function paths(
  session: JsonDocument,
  bareRoot: string | undefined,
  grammar: Grammar,
): Suggestion[] {
  const found: Suggestion[] = [];
  const refused = ambiguous(session.root);
  const walk = (node: Node, expression: string) => {
    if (found.length >= LONGEST_LIST || node.type === "null") return;
    if (!refused.has(node)) found.push({ value: expression, detail: shortened(session.raw(node)) });
    descend(node, expression);
  };
  const descend = (node: Node, expression: string) => {
    const twice = refused.has(node) ? repeated(node) : undefined;
    node.children?.forEach((child, i) => {
      if (node.type === "array") {
        if (i < ELEMENTS) walk(child, expression + grammar.separator + i);
        return;
      }
      const [key, value] = child.children ?? [];
      const name = segment(String(key?.value ?? ""), grammar);
      if (!value || name === undefined || twice?.has(key?.value)) return;
      walk(value, expression + grammar.separator + name);
    });
  };
  if (bareRoot !== undefined) {
    descend(session.root, bareRoot);
    return found;
  }
  for (const root of grammar.roots) {
    const node = session.node([root]);
    if (node) descend(node, root);
  }
  return found;
}

/** The nodes with a name twice in an object that they are or hold: the engine takes neither. */
function ambiguous(root: Node): Set<Node> {
  const found = new Set<Node>();
  const rest = [root];
  for (let node = rest.pop(); node; node = rest.pop()) {
    for (const child of node.children ?? []) rest.push(child);
    if (node.type !== "object" || repeated(node).size === 0) continue;
    for (let up: Node | undefined = node; up && !found.has(up); up = up.parent) found.add(up);
  }
  return found;
}

/** The names that an object has more than once. */
function repeated({ children = [] }: Node): Set<unknown> {
  const [once, twice] = [new Set(), new Set()];
  for (const { children: [key] = [] } of children)
    (once.has(key?.value) ? twice : once).add(key?.value);
  return twice;
}

/** The paths into the user that SAML attributes name: expressions without their root. */
export function attributePaths(session: JsonDocument, grammar: Grammar): Suggestion[] {
  const root = "user";
  return paths(session, undefined, { ...grammar, roots: [root] }).map(({ value, detail }) => ({
    value: value.slice(root.length + grammar.separator.length),
    detail,
  }));
}

function shortened(raw: string): string {
  const line = raw.slice(0, 4 * DETAIL_CHARACTERS).replace(/\s+/g, " ");
  return line.length > DETAIL_CHARACTERS ? `${line.slice(0, DETAIL_CHARACTERS)}…` : line;
}

/** Those of the expressions that contain what was typed, those that begin with it first. */
export function matching(all: readonly Suggestion[], typed: string): Suggestion[] {
  const wanted = typed.toLowerCase();
  const [first, rest]: [Suggestion[], Suggestion[]] = [[], []];
  for (const suggestion of all) {
    const at = suggestion.value.toLowerCase().indexOf(wanted);
    if (at === 0) first.push(suggestion);
    else if (at > 0) rest.push(suggestion);
  }
  return [...first, ...rest];
}
