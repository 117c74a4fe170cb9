// Texts that are not JSON and mean it: with comments or commas too many, or in YAML. What is made of
// them is JSON, its numbers as they were written.

import { type Node, type ParseError, parseTree } from "jsonc-parser";
import type { Tags } from "yaml";

/** A number's own text: a double would lose digits of it. */
class Verbatim {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** JSON with comments and trailing commas, as JSON. Undefined if it is none, or no object or array. */
export function looseJson(text: string): string | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return root && errors.length === 0 ? laidOut(valueIn(root, text)) : undefined;
}

function valueIn(node: Node, text: string): unknown {
  const { type, children = [], offset, length } = node;
  if (type === "number") return new Verbatim(text.slice(offset, offset + length));
  if (type === "array") return children.map((child) => valueIn(child, text));
  if (type !== "object") return node.value;
  return new Map(
    children.map(({ children: [key, value] = [] }) => [key?.value, value && valueIn(value, text)]),
  );
}

/** YAML as JSON; it reads single quotes too. Undefined if it is none, or no mapping or sequence. */
export async function yaml(text: string): Promise<string | undefined> {
  // Only who pastes YAML waits for its parser.
  const { parse } = await import("yaml");
  const number = {
    tag: "tag:yaml.org,2002:float",
    default: true,
    test: NUMBER,
    resolve: (source: string) => new Verbatim(source),
  };
  const options = {
    maxAliasCount: 100,
    mapAsMap: true,
    customTags: (tags: Tags) => [number, ...tags],
  };
  try {
    return laidOut(parse(text, options));
  } catch {
    return undefined;
  }
}

function laidOut(value: unknown): string | undefined {
  return value instanceof Map || Array.isArray(value) ? `${written(value, "")}\n` : undefined;
}

function written(value: unknown, indent: string): string {
  if (value instanceof Verbatim) return value.text;
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return block(
      "[]",
      value.map((each) => written(each, inner)),
      indent,
    );
  if (!(value instanceof Map)) return JSON.stringify(value) ?? "null";
  const members = [...value].map(([key, each]) => {
    const name = key instanceof Verbatim ? key.text : String(key);
    return `${JSON.stringify(name)}: ${written(each, inner)}`;
  });
  return block("{}", members, indent);
}

function block([open, close]: string, lines: readonly string[], indent: string): string {
  if (lines.length === 0) return `${open}${close}`;
  return `${open}\n${lines.map((line) => `${indent}  ${line}`).join(",\n")}\n${indent}${close}`;
}
