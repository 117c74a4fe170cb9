// Files of `claimsmith test`: scenarios as vectors, and vectors as scenarios.

import { vectorOf } from "./copies.js";
import type { Pair } from "./evaluation.js";
import type { JsonDocument, Node } from "./json-document.js";
import type { Scenario } from "./types.js";

/** A file with a vector for each scenario, which wants what the preview shows. */
export function vectors(
  config: string,
  scenarios: readonly Scenario[],
  answers: readonly Pair[],
): string {
  const all = scenarios.flatMap(({ name, session, audience }, i) => {
    const pair = answers[i];
    return pair ? [vectorOf(name, { config, session, audience }, pair.edited)] : [];
  });
  return `[\n${all.join(",\n")}\n]\n`;
}

/** The cases of a file of vectors, `undefined` if the text is none. */
export function scenariosIn(
  document: JsonDocument,
): { scenarios: Scenario[]; config?: string; skipped: number } | undefined {
  const { root } = document;
  const cases = root.type === "array" ? (root.children ?? []) : [root];
  const isCase = (node: Node) =>
    node.type === "object" && names(node).some((name) => /^want(?:_|$)/.test(name));
  if (cases.length === 0 || !cases.every(isCase)) return undefined;
  const scenarios: Scenario[] = [];
  const configs = new Set<string>();
  for (const [i, node] of cases.entries()) {
    const config = input(document, node, "config");
    const session = input(document, node, "session");
    const audience = audiencesOf(document, node);
    if (config === undefined || session === undefined || audience === undefined) continue;
    configs.add(config);
    const name = member(node, "name");
    scenarios.push({ name: String(name?.value ?? `vector ${i + 1}`), session, audience });
  }
  const [config] = configs;
  return {
    scenarios,
    skipped: cases.length - scenarios.length,
    ...(configs.size === 1 && config !== undefined && { config }),
  };
}

const names = ({ children = [] }: Node) =>
  children.map(({ children: [key] = [] }) => String(key?.value));

function member(node: Node, name: string): Node | undefined {
  return node.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

/** An input as a text; `undefined` where it is one that only the command line reads. */
function input(document: JsonDocument, node: Node, name: string): string | undefined {
  const value = member(node, name);
  if (value) {
    const raw = document.raw(value);
    return raw.includes('"$repeat"') ? undefined : `${dedented(document, value)}\n`;
  }
  const text = member(node, `${name}_text`);
  if (text) return text.type === "string" ? String(text.value) : undefined;
  return member(node, `${name}_base64`) || member(node, `${name}_file`) ? undefined : "{}";
}

function dedented(document: JsonDocument, node: Node): string {
  const line = document.text.slice(document.text.lastIndexOf("\n", node.offset) + 1, node.offset);
  return document.raw(node).replaceAll(`\n${/^[ \t]*/.exec(line)?.[0] ?? ""}`, "\n");
}

function audiencesOf(document: JsonDocument, node: Node): string[] | undefined {
  const value = member(node, "audience");
  if (!value) return names(node).some((name) => name.startsWith("audience_")) ? undefined : [""];
  const all = [JSON.parse(document.raw(value))].flat();
  return all.every((each) => typeof each === "string") ? all : undefined;
}
