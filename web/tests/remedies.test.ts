import { isUtf8 } from "node:buffer";
import { type Decision, load } from "@claimsmith/engine";
import { expect, test } from "vitest";
import { about, answer } from "../preview/src/evaluation.js";
import { remedy } from "../preview/src/fixes.js";
import { JsonDocument } from "../preview/src/json-document.js";
import type { PreviewState } from "../preview/src/types.js";
import { corpus } from "./corpus.js";

const engine = await load();
const { description } = about(engine);

/** The inputs of all vectors of an everyday size that have tokens, as a preview has them. */
async function states(): Promise<PreviewState[]> {
  const found: PreviewState[] = [];
  for (const { function: called, ok, inputs } of await corpus()) {
    if (called !== "evaluate" || !ok) continue;
    const bytes = inputs.map((input) => Buffer.from(input, "base64"));
    if (!bytes.every(isUtf8)) continue;
    const [config = "", session = "", audience = ""] = bytes.map(String);
    if (config.length + session.length > 2_000) continue;
    found.push({ saved: config, config, session, audience: [JSON.parse(audience)].flat() });
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

test("every remedy of every vector brings the claim in, or leads on to another reason", async () => {
  const tried = new Map<string, number>();
  for (const state of await states()) {
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
