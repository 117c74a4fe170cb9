// What became of each row, and of a token as a whole.

import type { Decision, IgnoredDecision } from "@claimsmith/engine";
import { type GroupId, groups, type Row } from "./mappings.js";
import type { Good, Model, Tab } from "./model.js";
import type { Reading } from "./reading.js";

export type RowState = "in" | "missing" | "broken" | "draft" | "unused" | "unknown";

export interface Verdict {
  state: RowState;
  decision?: Decision;
  /** The value as it is in the token: JSON text. */
  value?: string;
}

export function verdictOf(model: Model, group: GroupId, row: Row, index: number): Verdict {
  const { good, effective, stale, draft } = model;
  const isDraft = draft?.group === group && draft.index === index;
  if (isBroken(model, row)) return { state: isDraft ? "draft" : "broken" };
  if (group === "access_token" && effective) return { state: "unused" };
  const reading = stale ? undefined : good?.reading;
  const decision = reading?.decisions.find(
    ({ token, claim, source, expression, path }) =>
      token === group &&
      claim === row.name &&
      isMapping(source) &&
      (expression ?? path) === row.expression,
  );
  if (!decision) return { state: isDraft ? "draft" : "unknown" };
  if (decision.verdict === "ignored") return { state: "missing", decision };
  const value = reading && textOf(reading, group, row.name);
  return { state: "in", decision, ...(value !== undefined && { value }) };
}

export function isBroken({ answer }: Model, row: Row): boolean {
  const { problems = [] } = answer?.validation ?? {};
  return problems.some(({ path }) => path === row.place || path?.startsWith(`${row.place}/`));
}

/** The value of a claim, or the values of an attribute, as text. */
export function textOf(reading: Reading, token: string, name: string): string | undefined {
  if (token === "saml") {
    const values = reading.attributes?.find((each) => each.name === name)?.values;
    return values && (values.length === 1 ? values[0] : `[${values.join(",")}]`);
  }
  const claims = reading.tokens[token as "access_token" | "id_token" | "userinfo"];
  return claims?.find((claim) => claim.name === name)?.text;
}

/** The decisions about what is mapped into a tab's token, or set for it by code. */
export function candidates(reading: Reading, tab: Tab): Decision[] {
  const token = tab === "userinfo" ? "id_token" : tab;
  return reading.decisions.filter(
    (decision) => decision.token === token && (isMapping(decision.source) || isCode(decision)),
  );
}

/** The candidates that are not in a tab. Userinfo shares those of the ID token. */
export function missingFrom(reading: Reading, tab: Tab): IgnoredDecision[] {
  const there = new Set(tab === "userinfo" ? reading.tokens.userinfo?.map(({ name }) => name) : []);
  return candidates(reading, tab).filter(
    (decision): decision is IgnoredDecision =>
      decision.verdict === "ignored" && !there.has(decision.claim),
  );
}

export const NAMES = {
  access_token: "the access token",
  id_token: "the ID token",
  userinfo: "userinfo",
  saml: "the SAML assertion",
};

/** The answer to the question, in a sentence. */
export function headline({ reading, without, inputs }: Good, tab: keyof typeof NAMES): string {
  const all = candidates(reading, tab);
  const missing = new Set<Decision>(missingFrom(reading, tab));
  const where = NAMES[tab];
  const part = (list: readonly Decision[], broken: number, what: (n: number) => string) => {
    const there = list.filter((decision) => !missing.has(decision)).length;
    const n = list.length + broken;
    return `${there} of ${n} ${what(n)}`;
  };
  const group = tab === "userinfo" ? "id_token" : tab;
  const place = inputs.config && groups(inputs.config).find(({ id }) => id === group)?.place;
  const broken = without.filter((path) => path.startsWith(`${place}/`)).length;
  const mapped = all.filter(({ source }) => isMapping(source));
  const coded = all.filter(isCode);
  const parts: string[] = [];
  if (mapped.length + broken)
    parts.push(
      part(
        mapped,
        broken,
        (n) => `mapped ${tab === "saml" ? "attribute" : "claim"}${n === 1 ? "" : "s"}`,
      ),
    );
  if (coded.length) parts.push(part(coded, 0, (n) => `claim${n === 1 ? "" : "s"} set by code`));
  const verb = all.length + broken === 1 ? "is" : "are";
  return parts.length
    ? `${parts.join(" and ")} ${verb} in ${where}`
    : `Nothing is mapped into ${where}`;
}

function isMapping(source: string): boolean {
  return source === "mapping" || source === "saml_mapping";
}

function isCode({ source }: Decision): boolean {
  return source === "action";
}
