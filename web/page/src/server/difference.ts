// What an edit of a document means, as the server writes it into its versions: the mappings of a
// list by their names, other members by their places. The layout of the text makes no difference.

import {
  indented,
  JsonDocument,
  type Node,
  pointer,
  steps,
} from "../../../preview/src/json-document.js";

export interface Change {
  change: "added" | "removed" | "changed" | "reordered";
  /** RFC 6901: the member, or the list that a claim is mapped in. */
  path: string;
  /** The mapping's name. */
  claim?: string;
  /** JSON texts, absent where there is nothing. */
  before?: string;
  after?: string;
}

/** The member that stands in a config for the tenant's settings, which are a document of their own. */
const TENANT = "tenant";

/** A value of a text. */
interface Part {
  document: JsonDocument;
  node: Node;
}

const raw = ({ document, node }: Part) => document.raw(node);
/** A value's tokens, whatever stands between them. */
const tokens = (part: Part) => indented(raw(part)).join("\n");
const same = (a: Part, b: Part) => tokens(a) === tokens(b);
const isObject = ({ node }: Part) => node.type === "object";

/** The members of an object, as an object has them: of two with one name the last. */
function members({ document, node }: Part, except?: string): Map<string, Part> {
  const all = new Map<string, Part>();
  for (const { children: [key, value] = [] } of node.children ?? [])
    if (value && key?.value !== except) all.set(String(key?.value), { document, node: value });
  return all;
}

/** What differs between two JSON texts. A list that is new, or gone, is told mapping by mapping. */
export function differences(before: string, after: string): Change[] {
  const [was, is] = [whole(before), whole(after)];
  if (!was || !is) return [];
  const changes: Change[] = [];
  compare(changes, [], was, is);
  return changes;
}

/** The same changes, with what came or went as a whole told mapping by mapping. */
export function detailed(changes: readonly Change[]): Change[] {
  return changes.flatMap((change) => {
    const { before, after } = change;
    if (change.claim !== undefined || change.change === "reordered") return [change];
    const all: Change[] = [];
    compare(
      all,
      steps(change.path),
      before ? whole(before) : undefined,
      after ? whole(after) : undefined,
    );
    return all;
  });
}

function whole(text: string): Part | undefined {
  const document = JsonDocument.read(text, Number.POSITIVE_INFINITY);
  return document && { document, node: document.root };
}

function compare(
  changes: Change[],
  path: readonly string[],
  was: Part | undefined,
  is: Part | undefined,
): void {
  if (was && is && same(was, is)) return;
  const objects = [was, is].filter((part) => part !== undefined).every(isObject);
  const [old, now] = [was && members(was), is && members(is)];
  if (objects && (old?.size || now?.size)) {
    for (const name of new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]))
      compare(changes, [...path, name], old?.get(name), now?.get(name));
    return;
  }
  const [oldRows, rows] = [mappings(was), mappings(is)];
  if (oldRows && rows && oldRows.size + rows.size > 0) {
    compareMappings(changes, pointer([...path]), oldRows, rows);
    return;
  }
  changes.push({
    change: !was ? "added" : !is ? "removed" : "changed",
    path: pointer([...path]),
    ...(was && { before: raw(was) }),
    ...(is && { after: raw(is) }),
  });
}

/** A list whose elements all have names, each once; nothing is a list without any. */
function mappings(list: Part | undefined): Map<string, Part> | undefined {
  const rows = new Map<string, Part>();
  if (!list) return rows;
  if (list.node.type !== "array") return undefined;
  for (const node of list.node.children ?? []) {
    const row = { document: list.document, node };
    const name = members(row).get("name")?.node;
    if (node.type !== "object" || name?.type !== "string" || rows.has(name.value)) return undefined;
    rows.set(name.value, row);
  }
  return rows;
}

function compareMappings(
  changes: Change[],
  path: string,
  was: ReadonlyMap<string, Part>,
  is: ReadonlyMap<string, Part>,
): void {
  for (const [claim, before] of was) {
    const after = is.get(claim);
    if (!after) changes.push({ change: "removed", path, claim, before: raw(before) });
    else if (!same(before, after))
      changes.push({ change: "changed", path, claim, before: raw(before), after: raw(after) });
  }
  for (const [claim, after] of is)
    if (!was.has(claim)) changes.push({ change: "added", path, claim, after: raw(after) });
  const stayed = (from: ReadonlyMap<string, Part>, to: ReadonlyMap<string, Part>) =>
    [...from.keys()].filter((claim) => to.has(claim));
  const [before, after] = [JSON.stringify(stayed(was, is)), JSON.stringify(stayed(is, was))];
  if (before !== after) changes.push({ change: "reordered", path, before, after });
}

/**
 * The JSON merge patch (RFC 7396) that makes one object of another, with the bytes that the new
 * one has; `undefined` if there is nothing to do.
 */
export function mergePatch(before: string, after: string): string | undefined {
  const [was, is] = [whole(before), whole(after)];
  return was && is && patchOf(was, is);
}

function patchOf(was: Part, is: Part): string | undefined {
  const [old, now] = [members(was), members(is)];
  // Of members of one name none is left out without a word: the server refuses them.
  if (now.size < (is.node.children?.length ?? 0)) return raw(is);
  const patch: string[] = [];
  for (const [name, after] of now) {
    const before = old.get(name);
    if (before && same(before, after)) continue;
    const value =
      before && isObject(before) && isObject(after) ? patchOf(before, after) : raw(after);
    if (value !== undefined) patch.push(`${JSON.stringify(name)}:${value}`);
  }
  for (const name of old.keys()) if (!now.has(name)) patch.push(`${JSON.stringify(name)}:null`);
  return patch.length ? `{${patch.join(",")}}` : undefined;
}

/**
 * A document as the config to edit: the text as it is, with the tenant's settings at its end. The
 * lines of those are indented like the place that they come to.
 */
export function compose(text: string, tenant: string | undefined): string {
  if (tenant === undefined) return text;
  const read = (json = "") => JsonDocument.read(json, Number.POSITIVE_INFINITY);
  const document = read(read(text)?.set([TENANT], null));
  const node = document?.node([TENANT]);
  if (!document || !node) return text;
  return document.replace(node, tenant.trim().replaceAll("\n", `\n${indentation(document, node)}`));
}

/** The two documents that a config consists of. The tenant's is `undefined` if it has none. */
export function separate(config: string): { text: string; tenant: string | undefined } {
  const document = JsonDocument.read(config, Number.POSITIVE_INFINITY);
  const node = document?.node([TENANT]);
  if (!document || !node) return { text: config, tenant: undefined };
  const tenant = document.raw(node).replaceAll(`\n${indentation(document, node)}`, "\n");
  return { text: document.remove(node), tenant };
}

/** The white space that the line of a member begins with. */
function indentation(document: JsonDocument, { parent, offset }: Node): string {
  const line = document.text.slice(0, parent?.offset ?? offset);
  return /\n([ \t]*)$/.exec(line)?.[1] ?? "";
}
