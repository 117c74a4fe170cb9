// The engine's fixes as edits of the inputs, one for each click.

import type { Decision, Description, IgnoredDecision } from "@claimsmith/engine";
import { names } from "./expressions.js";
import { JsonDocument, pointer } from "./json-document.js";
import { groups, setExpression, setName } from "./mappings.js";
import { OWN_API } from "./presets.js";
import type { PreviewState } from "./types.js";

export interface Remedy {
  label: string;
  change: Partial<PreviewState>;
}

export interface Situation {
  config: JsonDocument | undefined;
  session: JsonDocument | undefined;
  bareRoot: string | undefined;
  decisions: readonly Decision[];
  description: Description;
}

/** What can be done about a claim that is missing, what the engine offers first. */
export function remedies(decision: IgnoredDecision, situation: Situation): Remedy[] {
  const first = remedy(decision, situation);
  const second =
    first && decision.fix?.code === "change_expression" && addValue(decision, situation);
  return [...(first ? [first] : []), ...(second ? [second] : [])];
}

/** What the engine offers to do about a claim; `undefined` if no edit here could help. */
export function remedy(decision: IgnoredDecision, situation: Situation): Remedy | undefined {
  if (!decision.fix) return undefined;
  const { code, scope, path, expression } = decision.fix;
  switch (code) {
    case "rename_claim":
    case "namespace_claim":
      return rename(decision, situation);
    case "change_audience":
      return { label: `Request it for ${OWN_API}`, change: { audience: [OWN_API] } };
    case "grant_scope":
      return scope === undefined ? undefined : grant(scope, situation);
    case "change_expression":
      return expression === undefined ? undefined : change(decision, expression, situation);
    case "add_user":
      return addUser(decision, situation);
    case "set_value":
      return path === undefined ? undefined : sample(path, situation);
    default:
      return undefined;
  }
}

function rename(decision: IgnoredDecision, situation: Situation): Remedy | undefined {
  const { config, session } = situation;
  const name = newName(decision, situation);
  if ([...name].length > situation.description.limits.claim_name_characters) return undefined;
  const label = `Rename to ${name}`;
  if (decision.source === "mapping") {
    const row = mapping(decision, config);
    return row && { label, change: { config: setName(row.config, row.group, row.index, name) } };
  }
  const entries = session?.value(["custom_claims", decision.token]);
  const index = Array.isArray(entries)
    ? entries.findIndex((entry) => {
        // Of several with one name, those without a value override nothing and are not overridden.
        const hasValue = (entry?.value ?? null) !== null;
        return entry?.name === decision.claim && (decision.reason !== "overridden" || hasValue);
      })
    : -1;
  if (!session || index < 0) return undefined;
  const change = session.set(["custom_claims", decision.token, index, "name"], name);
  return { label: `${label} in the code`, change: { session: change } };
}

function change(
  decision: IgnoredDecision,
  expression: string,
  { config, description }: Situation,
): Remedy | undefined {
  const row = mapping(decision, config);
  const { roots, separator } = description.expressions;
  const root = roots.find((each) => expression.startsWith(each + separator));
  return (
    row && {
      label: `Use ${root === undefined ? expression : expression.slice(root.length + separator.length)}`,
      change: { config: setExpression(row.config, row.group, row.index, expression) },
    }
  );
}

/** Where the mapping stands that asks for a claim. */
function mapping({ claim, token }: IgnoredDecision, config: JsonDocument | undefined) {
  const group = config && groups(config).find(({ id }) => id === token);
  const index = group?.rows.findIndex((row) => row.name === claim) ?? -1;
  return config && group && index >= 0 ? { config, group, index } : undefined;
}

/** The claim's own name under a namespace that is in use, or could be. */
function newName(
  { claim, token }: IgnoredDecision,
  { config, decisions, description }: Situation,
): string {
  const own = /^(?:https?:[/\\]{2}|urn:)/i.test(claim)
    ? (claim.match(/[^/\\:]*$/)?.[0] ?? "")
    : claim;
  const { system_claim, forbidden_namespaces } = description;
  const name = namespace(config, decisions, forbidden_namespaces.hosts) + (own || "claim");
  // A system claim is taken in any letter case, and so all are here.
  const taken = new Set(
    decisions.filter((d) => d.token === token).map((d) => d.claim.toLowerCase()),
  );
  for (const domain of domains(config))
    taken.add((system_claim.prefix + domain + system_claim.suffix).toLowerCase());
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name}_${n}`;
  return free;
}

function namespace(
  config: JsonDocument | undefined,
  decisions: readonly Decision[],
  forbidden: readonly string[],
): string {
  const used = decisions.find(
    ({ claim, verdict }) => verdict === "added" && /^https?:\/\/[^/]+\/./i.test(claim),
  );
  if (used) return used.claim.slice(0, used.claim.lastIndexOf("/") + 1);
  const [, ...custom] = domains(config);
  const usable = (domain: string) =>
    /^[\w.-]+$/.test(domain) &&
    !forbidden.some((host) => `.${domain.toLowerCase()}`.endsWith(`.${host}`));
  return `https://${custom.find(usable) ?? "claims.example"}/`;
}

/** The tenant's domain, which may be empty, and after it its custom domains. */
function domains(config: JsonDocument | undefined): string[] {
  const custom = config?.value(["tenant", "custom_domains"]);
  return [config?.value(["tenant", "domain"]), ...(Array.isArray(custom) ? custom : [])].map(
    (domain) => (typeof domain === "string" ? domain : ""),
  );
}

function grant(scope: string, situation: Situation): Remedy | undefined {
  const change = withScopes(situation, [...scopes(situation), scope]);
  return change === undefined
    ? undefined
    : { label: `Grant ${scope}`, change: { session: change } };
}

/** The scopes that a session says were granted. */
export function scopes({ session, bareRoot }: Pick<Situation, "session" | "bareRoot">): string[] {
  const scope = bareRoot === undefined ? session?.string(["scope"]) : undefined;
  return scope?.split(" ").filter((item) => item !== "") ?? [];
}

/** The session with other scopes. */
export function withScopes(
  { session, bareRoot }: Pick<Situation, "session" | "bareRoot">,
  granted: readonly string[],
): string | undefined {
  const scope = granted.join(" ");
  return withMember({ session, bareRoot }, "scope", scope);
}

function addUser(decision: IgnoredDecision, situation: Situation): Remedy | undefined {
  const added = withMember(situation, "user", {});
  const session = added === undefined ? undefined : JsonDocument.read(added);
  if (!session) return undefined;
  const change = session.set(stepsOf(decision, situation.description), SAMPLE);
  return { label: "Add a user", change: { session: change } };
}

/** The steps of a mapping's path through a transaction. A SAML path leads from the user. */
function stepsOf(
  { expression, path = "" }: IgnoredDecision,
  { expressions }: Description,
): string[] {
  return expression === undefined
    ? ["user", ...names(path, expressions)]
    : names(expression, expressions);
}

/** A value where the path leads, beside the path that was probably meant. */
function addValue(decision: IgnoredDecision, situation: Situation): Remedy | undefined {
  const { session, bareRoot, description } = situation;
  const { at, type } = decision.stopped ?? {};
  // At the top of a bare session another member could make it something else.
  if (!session || type !== "object" || (at === "" && bareRoot !== undefined)) return undefined;
  const [root = "", ...rest] = stepsOf(decision, description);
  const place = session.path(pointer(root === bareRoot ? rest : [root, ...rest]));
  if (!session.canSet(place)) return undefined;
  return { label: "Add a value", change: { session: session.set(place, SAMPLE) } };
}

/** The session with a member of a transaction; an anonymous session by itself becomes one. */
function withMember(
  { session, bareRoot }: Pick<Situation, "session" | "bareRoot">,
  name: string,
  value: unknown,
): string | undefined {
  if (session?.root.type !== "object") return undefined;
  if (bareRoot === undefined) return session.set([name], value);
  const whole = session.raw(session.root).replaceAll("\n", "\n  ");
  const member = `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  return `{\n  ${JSON.stringify(bareRoot)}: ${whole},\n  ${member}\n}\n`;
}

const SAMPLE = "sample";

function sample(path: string, { session }: Situation): Remedy | undefined {
  if (!session) return undefined;
  try {
    const change = session.set(session.path(path), SAMPLE);
    return { label: "Add a value", change: { session: change } };
  } catch {
    return undefined; // something in the way is no object
  }
}
