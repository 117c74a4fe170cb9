// The mappings of a config as rows to edit. Every edit gives the config's new text.

import type { Description } from "@claimsmith/engine";
import type { JSONPath } from "jsonc-parser";
import { JsonDocument, type Node, pointer } from "./json-document.js";

export type GroupId = "access_token" | "id_token" | "saml";

export interface Row {
  name: string;
  expression: string;
  /** Where the engine reports problems of the whole row, of its name and of its expression. */
  place: string;
  namePlace: string;
  expressionPlace: string;
  /** Something other than a mapping stands there. */
  broken: boolean;
}

/** The mappings of one token, or the attributes of SAML. */
export interface Group {
  id: GroupId;
  /** The list's place, as a path and as a pointer. */
  path: JSONPath;
  place: string;
  rows: readonly Row[];
  /** Something other than a list stands there, so that rows cannot be edited. */
  broken: boolean;
}

const APPLICATION: JSONPath = ["access_token", "custom_claim_mappings"];
const API: JSONPath = ["access_token", "claims_mapping", "custom_claims"];
const ID_TOKEN: JSONPath = ["id_token", "custom_claim_mappings"];
const SAML: JSONPath = ["saml_configuration", "mappings"];

/**
 * Reports whether the access token's mappings are in the dialect of the provider's API objects. Where
 * there are none yet, an API is what has an identifier and is no application.
 */
export function isApiDialect(config: JsonDocument): boolean {
  if (config.node(APPLICATION)) return false;
  if (config.node(["access_token", "claims_mapping"])) return true;
  return config.string(["identifier"]) !== undefined && !config.node(["client_id"]);
}

/** How many claim mappings the config has, and how many it may have. */
export function count(
  config: JsonDocument,
  { limits }: Description,
): { used: number; limit: number } {
  const lists = groups(config).filter(({ id }) => id !== "saml");
  return {
    used: lists.reduce((sum, { rows }) => sum + rows.length, 0),
    limit: isApiDialect(config) ? limits.mappings_claims_mapping : limits.mappings,
  };
}

export function groups(config: JsonDocument): Group[] {
  return [
    list(config, "access_token", isApiDialect(config) ? API : APPLICATION),
    list(config, "id_token", ID_TOKEN),
    attributes(config),
  ];
}

function list(config: JsonDocument, id: GroupId, path: JSONPath): Group {
  const node = config.node(path);
  const place = pointer(path);
  const rows = (node?.type === "array" ? (node.children ?? []) : []).map((mapping, i): Row => {
    const at = `${place}/${i}`;
    return {
      name: shown(config, member(mapping, "name")),
      expression: shown(config, member(mapping, "expression")),
      place: at,
      namePlace: `${at}/name`,
      expressionPlace: `${at}/expression`,
      broken: mapping.type !== "object",
    };
  });
  return { id, path, place, rows, broken: !canHold(config, path, "array") };
}

function attributes(config: JsonDocument): Group {
  const node = config.node(SAML);
  const rows = (node?.type === "object" ? (node.children ?? []) : []).map((property): Row => {
    const [key, value] = property.children ?? [];
    const name = String(key?.value ?? "");
    const at = pointer([...SAML, name]);
    const expression = shown(config, value);
    return { name, expression, place: at, namePlace: at, expressionPlace: at, broken: false };
  });
  return {
    id: "saml",
    path: SAML,
    place: pointer(SAML),
    rows,
    broken: !canHold(config, SAML, "object"),
  };
}

/** Reports whether a list can stand at a path: nothing is in the way, nor in its place. */
function canHold(config: JsonDocument, path: JSONPath, type: "array" | "object"): boolean {
  const node = config.node(path);
  return config.canSet(path) && (!node || node.type === type);
}

function member(mapping: Node, name: string): Node | undefined {
  return mapping.children?.find((property) => property.children?.[0]?.value === name)
    ?.children?.[1];
}

/** A string's value; anything else as it stands in the text. */
function shown(config: JsonDocument, node: Node | undefined): string {
  if (!node) return "";
  return node.type === "string" ? String(node.value) : config.raw(node);
}

export function setName(config: JsonDocument, group: Group, index: number, name: string): string {
  if (group.id !== "saml") return config.set([...group.path, index, "name"], name);
  const key = config.node(group.path)?.children?.[index]?.children?.[0];
  return key ? config.replace(key, JSON.stringify(name)) : config.text;
}

export function setExpression(
  config: JsonDocument,
  group: Group,
  index: number,
  expression: string,
): string {
  if (group.id !== "saml") return config.set([...group.path, index, "expression"], expression);
  const value = config.node(group.path)?.children?.[index]?.children?.[1];
  return value ? config.replace(value, JSON.stringify(expression)) : config.text;
}

export function add(config: JsonDocument, group: Group): string {
  if (group.id !== "saml") return config.append(group.path, { name: "", expression: "" });
  const taken = new Set(group.rows.map(({ name }) => name));
  let name = "attribute";
  for (let n = 2; taken.has(name); n++) name = `attribute_${n}`;
  return config.set([...group.path, name], "");
}

export function remove(config: JsonDocument, group: Group, index: number): string {
  const row = config.node(group.path)?.children?.[index];
  return row ? config.remove(row) : config.text;
}

/** Moves a row to another's place; those between move by one. */
export function move(config: JsonDocument, group: Group, from: number, to: number): string {
  let current = config;
  const step = from < to ? 1 : -1;
  for (let i = from; i !== to; i += step) {
    const rows = current.node(group.path)?.children;
    const [a, b] = [rows?.[i], rows?.[i + step]];
    if (!a || !b) break;
    const next = JsonDocument.read(current.swap(a, b));
    if (!next) break;
    current = next;
  }
  return current.text;
}
