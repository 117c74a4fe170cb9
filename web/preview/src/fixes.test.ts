import { readdirSync, readFileSync } from "node:fs";
import { type Decision, load } from "@claimsmith/engine";
import { describe, expect, test } from "vitest";
import { about, answer } from "./evaluation.js";
import { remedy, scopes, withScopes } from "./fixes.js";
import { JsonDocument } from "./json-document.js";
import type { PreviewState } from "./types.js";

const engine = await load();
const { description } = about(engine);
const VECTORS = new URL("../../../testdata/vectors/", import.meta.url);

/** The inputs of all vectors of an everyday size, as a preview would have them. */
function states(): PreviewState[] {
  const found: PreviewState[] = [];
  for (const file of readdirSync(VECTORS)) {
    if (!file.endsWith(".json") || file === "size.json") continue;
    for (const vector of JSON.parse(readFileSync(new URL(file, VECTORS), "utf8"))) {
      const { config, session, audience } = vector;
      const list = typeof audience === "string" ? [audience] : audience;
      if (config === undefined || session === undefined) continue;
      if (!Array.isArray(list) || !list.every((each) => typeof each === "string")) continue;
      const text = JSON.stringify(config, null, 2);
      const given = JSON.stringify(session, null, 2);
      if (text.length + given.length > 2_000) continue;
      found.push({ saved: text, config: text, session: given, audience: list });
    }
  }
  return found;
}

/** The decisions of a state, and all that a remedy is made of. */
function situation(state: PreviewState) {
  const { edited, bareRoot } = answer(engine, description, { state });
  const decisions = edited.reading?.decisions ?? [];
  const [config, session] = [JsonDocument.read(state.config), JsonDocument.read(state.session)];
  return { config, session, bareRoot, decisions, description };
}

/** What is the same of a claim that is still missing for the same reason. */
function key({ verdict, token, claim, source, ...rest }: Decision): string {
  const expression = "expression" in rest ? rest.expression : "";
  return JSON.stringify([verdict, token, claim, source, rest.reason, expression]);
}

describe("every remedy of every vector", () => {
  const tried = new Map<string, number>();

  test("brings the claim in, or leads on to another reason", () => {
    for (const state of states()) {
      const before = situation(state);
      for (const decision of before.decisions) {
        if (decision.verdict !== "ignored") continue;
        const offered = remedy(decision, before);
        if (!offered) continue;
        const after = situation({ ...state, ...offered.change });
        const what = `${decision.reason} of ${decision.claim}: ${offered.label}\n${state.config}\n${state.session}`;
        const alike = ({ decisions }: typeof before) =>
          decisions.filter((other) => key(other) === key(decision)).length;
        expect(after.decisions.length, `no tokens any more: ${what}`).toBeGreaterThan(0);
        expect(alike(after), what).toBeLessThan(alike(before));
        tried.set(decision.reason, (tried.get(decision.reason) ?? 0) + 1);
      }
    }
    expect([...tried.keys()].sort()).toEqual(description.reasons.map(({ code }) => code).sort());
  });
});

describe("scopes", () => {
  const source = (session: string, bareRoot?: string) => ({
    session: JsonDocument.read(session),
    bareRoot,
  });

  test("are read and written where the policy reads them", () => {
    expect(scopes(source('{ "user": {}, "scope": "openid email" }'))).toEqual(["openid", "email"]);
    expect(scopes(source('{ "user": {} }'))).toEqual([]);
    expect(withScopes(source('{ "user": {} }'), ["openid"])).toContain('"scope": "openid"');
  });

  test("of another type, or of no session, change nothing", () => {
    expect(scopes(source('{ "scope": {} }'))).toEqual([]);
    expect(scopes(source("nothing"))).toEqual([]);
    expect(withScopes(source("nothing"), ["openid"])).toBeUndefined();
  });
});
