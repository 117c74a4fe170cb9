// What the engine said, read without losing a digit: values keep the module's own text.

import type { Decision, Log, Payload, PayloadTooLarge, Problem, Warning } from "@claimsmith/engine";
import { JsonDocument, type Node } from "./json-document.js";

/** A claim's value is JSON text as it stands in the token. */
export interface Claim {
  name: string;
  text: string;
}

export interface Attribute {
  name: string;
  format: string;
  type: string;
  values: readonly string[];
}

/** The tabs of a result. Userinfo is no token, but its claims are read like one. */
export type TokenId = "access_token" | "id_token" | "userinfo" | "saml";

/** An outcome and why, from the text of `explain`. */
export interface Reading {
  tokens: { [token in Exclude<TokenId, "saml">]?: readonly Claim[] };
  attributes?: readonly Attribute[];
  /** The attributes as XML. */
  statement?: string;
  /** How the session was read. */
  form: string;
  decisions: readonly Decision[];
  payload: { [token: string]: Payload };
  warnings: readonly Warning[];
  logs: readonly Log[];
  /** In the place of tokens: one is too large. */
  error?: PayloadTooLarge;
}

/** An input is at fault; nothing was decided. */
export interface Failure {
  code: string;
  message: string;
  problems: readonly Problem[];
}

export type Explained =
  | { reading: Reading; failure?: never }
  | { failure: Failure; reading?: never };

export function read(ok: boolean, text: string): Explained {
  const value = JSON.parse(text);
  if (!ok) {
    const { code, message, problems = [] } = value.error;
    return { failure: { code, message, problems } };
  }
  const { form, decisions, payload, warnings = [], logs = [], error, saml } = value;
  const tokens: Reading["tokens"] = {};
  const reading: Reading = {
    tokens,
    form,
    decisions,
    payload,
    warnings,
    logs,
    ...(saml && { statement: saml.statement }),
    ...(error && { error }),
  };
  const outcome = JsonDocument.read(text, Number.POSITIVE_INFINITY);
  for (const token of ["access_token", "id_token", "userinfo"] as const) {
    const claims = outcome?.node([token, "claims"]);
    if (outcome && claims) tokens[token] = members(outcome, claims);
  }
  const attributes = outcome?.node(["saml", "attributes"]);
  if (outcome && attributes) {
    reading.attributes = (attributes.children ?? []).map((node, i) => ({
      name: value.saml.attributes[i].name,
      format: value.saml.attributes[i].name_format,
      type: value.saml.attributes[i].type,
      values: elements(outcome, node),
    }));
  }
  return { reading };
}

function members(document: JsonDocument, object: Node): Claim[] {
  return (object.children ?? []).map(({ children: [key, value] = [] }) => ({
    name: String(key?.value),
    text: value ? document.raw(value) : "",
  }));
}

function elements(document: JsonDocument, attribute: Node): string[] {
  const values = attribute.children?.find(({ children }) => children?.[0]?.value === "values");
  return (values?.children?.[1]?.children ?? []).map((value) => document.raw(value));
}
