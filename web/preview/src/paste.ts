// What somebody pasted or dropped is taken for. What makes a config, and what a session looks like,
// is the engine's to say; the shapes of other people's documents are read here.

import type { Description } from "@claimsmith/engine";
import type { Inspection } from "./evaluation.js";
import { JsonDocument, type Node, pointer, steps } from "./json-document.js";
import { looseJson, yaml } from "./loose.js";
import { count, groups } from "./mappings.js";
import { decode, looksLikeToken } from "./real-token.js";
import type { PreviewState, Scenario } from "./types.js";
import { scenariosIn } from "./vectors.js";

/** One of several configs in a text. */
export interface Choice {
  label: string;
  config: string;
}

/** `what` completes "This was taken for …". */
export type Finding =
  | { what: string; change: Partial<PreviewState> }
  | { what: string; token: string }
  | { what: string; choices: readonly Choice[] }
  | { trouble: string };

export interface Helpers {
  inspect(text: string): Promise<Inspection>;
  description: Description;
  /** The config that there is, which a PATCH changes. */
  config: JsonDocument | undefined;
  scenarios: readonly Scenario[];
}

export async function recognise(pasted: string, helpers: Helpers): Promise<Finding> {
  const text = pasted.replace(/^\ufeff/, "").trim();
  if (text === "") return { trouble: "There is nothing in it." };
  if (looksLikeToken(text)) {
    const token = decode(text);
    return "trouble" in token ? token : { what: "a token", token: text };
  }
  if (/^(?:curl|http|https|wget)\s/.test(text)) return patched(text, helpers);
  const read = await readAny(text);
  if (!read) return { trouble: unreadable(text) };
  return ofDocument(read, helpers);
}

function unreadable(text: string): string {
  const first = text.slice(0, 40).replace(/\s+/g, " ");
  return `“${first}${text.length > 40 ? "…" : ""}” is neither JSON nor YAML, a token or a curl command. Nothing was changed.`;
}

/** A text as JSON, laid out as it is if it is that already. */
async function readAny(text: string): Promise<JsonDocument | undefined> {
  const json = JsonDocument.read(text, Number.POSITIVE_INFINITY);
  if (json) return json;
  // A sentence with a colon is YAML too, and nobody means it so.
  const meant = looseJson(text) ?? (text.includes("\n") ? await yaml(text) : undefined);
  return meant === undefined ? undefined : JsonDocument.read(meant, Number.POSITIVE_INFINITY);
}

async function ofDocument(document: JsonDocument, helpers: Helpers): Promise<Finding> {
  const { root } = document;
  if (root.type !== "object" && root.type !== "array")
    return { trouble: `This is a ${root.type} by itself. Nothing was changed.` };
  const cases = scenariosIn(document);
  if (cases) {
    const scenarios = [...helpers.scenarios, ...cases.scenarios];
    const skipped = cases.skipped ? `, and ${cases.skipped} that the page cannot read` : "";
    return {
      what: `${plural(cases.scenarios.length, "vector")}${skipped}: each is a scenario`,
      change: { scenarios, ...(cases.config !== undefined && { config: cases.config }) },
    };
  }
  const text = whole(document);
  const { validation, session } = await helpers.inspect(text);
  const lists = validation.warnings
    .filter(({ code }) => code === "unread_mappings")
    .flatMap(({ path }) => (path === undefined ? [] : [path]));
  if (lists.length > 0) return ofLists(document, lists, helpers);
  const config = groups(document);
  const isEvent =
    document.node(["transaction"]) && (document.node(["user"]) || document.node(["client"]));
  if (isEvent) return ofEvent(document, helpers.description);
  if (isConfig(document, config)) return { what: whichConfig(document), change: { config: text } };
  const form = session?.warnings.find(({ code }) => code === "session_form")?.form;
  if (form === "token") return { what: "the payload of a token", token: text };
  if (form === "user_profile")
    return {
      what: "the profile of a user, who logs in",
      change: { session: `{\n  "user": ${text.trim().replaceAll("\n", "\n  ")}\n}\n` },
    };
  if (form === "bare_with_scope")
    return { what: "an anonymous session with its request", change: { session: parted(document) } };
  if (form === "wrapped") {
    const inner = inside(document);
    if (inner) return ofDocument(inner, helpers);
  }
  if (root.type === "array")
    return { trouble: "This is a list without mappings in it. Nothing was changed." };
  const what = session?.form === "transaction" ? "a transaction" : "an anonymous session";
  return { what: `${what}: the sample session`, change: { session: text } };
}

const whole = (document: JsonDocument) => `${document.text.trim()}\n`;

/** What belongs to a request, put beside the anonymous session among whose members it stands. */
function parted(document: JsonDocument): string {
  const members = document.root.children ?? [];
  const isOfRequest = ({ children }: Node) =>
    ["scope", "protocol", "grant"].includes(String(children?.[0]?.value));
  const raws = (list: readonly Node[]) => list.map((node) => document.raw(node));
  const session = raws(members.filter((node) => !isOfRequest(node))).join(",\n    ");
  const request = raws(members.filter(isOfRequest)).join(",\n  ");
  return `{\n  "anonymous_session": {\n    ${session}\n  },\n  ${request}\n}\n`;
}

/** The one member of a wrapper that is an object. */
function inside(document: JsonDocument): JsonDocument | undefined {
  const objects = (document.root.children ?? []).filter(
    ({ children }) => children?.[1]?.type === "object",
  );
  const [only] = objects.map(({ children }) => children?.[1]);
  return only && JsonDocument.read(document.raw(only), Number.POSITIVE_INFINITY);
}

function isConfig(document: JsonDocument, lists: ReturnType<typeof groups>): boolean {
  if (lists.some(({ path }) => document.node(path))) return true;
  // An application or an API that maps nothing is one all the same.
  return ["client_id", "identifier"].some((name) => document.string([name]) !== undefined);
}

function whichConfig(document: JsonDocument): string {
  const name = document.string(["name"]);
  const kind =
    document.node(["client_id"]) || !document.node(["identifier"]) ? "application" : "API";
  return `an ${kind}${name === undefined ? "" : `, ${name}`}`;
}

/** The configs around lists of mappings that stand elsewhere than where an application's stand. */
async function ofLists(
  document: JsonDocument,
  lists: readonly string[],
  helpers: Helpers,
): Promise<Finding> {
  const found = new Map<string, Choice>();
  const siblings = new Set<string>();
  for (const list of lists) {
    const path = steps(list);
    const owner = await ownerOf(document, path, helpers);
    if (owner === undefined) {
      const place = nameAround(document, path) ?? `list ${found.size + 1}`;
      const node = document.at(list);
      const member = path.some((step) => /^id_?token$/i.test(step)) ? "id_token" : "access_token";
      const config = `{ "${member}": { "custom_claim_mappings": ${node && document.raw(node)} } }`;
      found.set(list, { label: place, config: `${config}\n` });
      continue;
    }
    found.set(owner, choice(document, owner, helpers));
    siblings.add(owner.slice(0, owner.lastIndexOf("/")));
  }
  const [only] = found.values();
  for (const parent of siblings) {
    const array = parent === "" ? document.root : document.at(parent);
    if (array?.type !== "array") continue;
    array.children?.forEach((node, i) => {
      const place = `${parent}/${i}`;
      if (node.type === "object" && !found.has(place))
        found.set(place, choice(document, place, helpers));
    });
  }
  const choices = [...found.values()];
  if (choices.length === 1 && only)
    return {
      what: `an export with one application, ${only.label}`,
      change: { config: only.config },
    };
  return { what: `an export of ${choices.length} applications and APIs`, choices };
}

/** The nearest object around a list that is a config with it. */
async function ownerOf(
  document: JsonDocument,
  path: readonly string[],
  { inspect }: Helpers,
): Promise<string | undefined> {
  for (let length = path.length - 1; length > 0; length--) {
    const place = pointer(path.slice(0, length));
    const node = document.at(place);
    if (node?.type !== "object") continue;
    const { warnings } = (await inspect(document.raw(node))).validation;
    const rest = pointer(path.slice(length));
    if (!warnings.some(({ code, path }) => code === "unread_mappings" && path === rest))
      return place;
  }
  return undefined;
}

function choice(document: JsonDocument, place: string, { description }: Helpers): Choice {
  const node = document.at(place) as Node;
  const config = unindented(document, node);
  const read = JsonDocument.read(config);
  const used = read ? count(read, description).used : 0;
  const name = read?.string(["name"]) ?? read?.string(["client_id"]) ?? place;
  return { label: `${name} (${used ? plural(used, "mapping") : "no mappings"})`, config };
}

/** A part of a document as one of its own, its lines less what the part is indented by. */
function unindented(document: JsonDocument, node: Node): string {
  const line = document.text.slice(document.text.lastIndexOf("\n", node.offset) + 1, node.offset);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  return `${document.raw(node).replaceAll(`\n${indent}`, "\n")}\n`;
}

function nameAround(document: JsonDocument, path: readonly string[]): string | undefined {
  for (let length = path.length - 1; length >= 0; length--) {
    const node = document.at(pointer([...path.slice(0, length), "name"]));
    if (node?.type === "string") return String(node.value);
  }
  return undefined;
}

/** The event that the provider hands to an Action, as the transaction that it is about. */
function ofEvent(document: JsonDocument, { protocols }: Description): Finding {
  const members: string[] = [];
  for (const name of ["anonymous_session", "user"]) {
    const node = document.node([name]);
    if (node?.type === "object") members.push(`"${name}": ${document.raw(node)}`);
  }
  const scopes = document.value(["transaction", "requested_scopes"]);
  if (Array.isArray(scopes)) members.push(`"scope": ${JSON.stringify(scopes.join(" "))}`);
  const said = document.string(["transaction", "protocol"]) ?? "";
  const protocol = protocols.find((each) => said.startsWith(each));
  if (protocol !== undefined && protocol !== protocols[0])
    members.push(`"protocol": ${JSON.stringify(protocol)}`);
  const api = document.string(["resource_server", "identifier"]);
  return {
    what: `an Action’s event: its session, user and scopes${api === undefined ? "" : ", and the audience"}`,
    change: {
      session: `{\n  ${members.join(",\n  ")}\n}\n`,
      ...(api !== undefined && { audience: [api] }),
    },
  };
}

/** The config as a PATCH of the provider's Management API would make it. */
function patched(command: string, { config }: Helpers): Finding {
  const body = dataOf(command);
  const patch = body === undefined ? undefined : JsonDocument.read(body);
  if (patch?.root.type !== "object")
    return {
      trouble: "This is a command without JSON to send (--data '{ … }'). Nothing was changed.",
    };
  const [, kind, id] = /\/(clients|resource-servers)\/([^\s'"/?]+)/.exec(command) ?? [];
  const member = kind === "clients" ? "client_id" : "id";
  const own = config?.string([member]);
  const isOther = id !== undefined && own !== undefined && own !== decodeURIComponent(id);
  if (config?.root.type !== "object" || isOther) {
    const text = id === undefined ? patch.text : patch.set([member], decodeURIComponent(id));
    return {
      what: `a PATCH of ${isOther ? "another application" : "an application"}`,
      change: { config: `${text.trim()}\n` },
    };
  }
  let merged: JsonDocument | undefined = config;
  for (const { children: [key, value] = [] } of patch.root.children ?? [])
    if (value && merged)
      merged = JsonDocument.read(merged.setRaw([String(key?.value)], patch.raw(value)));
  return {
    what: "a PATCH: what it sends is in the config now",
    change: { config: merged?.text ?? config.text },
  };
}

/** What a command sends: the text of its --data in a shell's quotes. */
function dataOf(command: string): string | undefined {
  const at = /\s(?:--data(?:-raw|-binary)?|-d)[ =]*/.exec(command);
  if (!at) return undefined;
  const rest = command.slice(at.index + at[0].length);
  if (rest.startsWith("'")) {
    const [quoted = ""] = /^'[^']*'(?:\\''[^']*')*/.exec(rest) ?? [];
    return quoted.slice(1, -1).replaceAll("'\\''", "'");
  }
  const [quoted] = /^"(?:[^"\\]|\\.)*"/s.exec(rest) ?? [];
  return quoted?.slice(1, -1).replace(/\\(["\\$`])/g, "$1");
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}
