// Sessions and audiences with names, and which claims each of them gets.

import type { IgnoredDecision } from "@claimsmith/engine";
import { html, nothing, type TemplateResult } from "lit";
import type { Pair } from "../evaluation.js";
import type { Actions, Model } from "../model.js";
import type { Explained, TokenId } from "../reading.js";
import type { Scenario } from "../types.js";
import { vectors } from "../vectors.js";
import { textOf } from "../verdicts.js";
import { visible } from "../visible.js";
import { because, plain } from "../words.js";

export function scenariosPanel(model: Model, actions: Actions): TemplateResult {
  const { state, answer, current } = model;
  const scenarios = state.scenarios ?? [];
  const valid = answer?.validation.valid === true && current;
  const keep = () => {
    const kept = { name: freeName(model), session: state.session, audience: state.audience };
    actions.focusNext(`[data-scenario="${scenarios.length}"] input`);
    actions.edit({ scenarios: [...scenarios, kept] });
  };
  const able = scenarios.length > 0 && valid;
  return html`
    <section class="panel scenarios" part="panel scenarios" aria-labelledby="scenarios-title">
      <header>
        <h2 id="scenarios-title">Scenarios</h2>
        <button type="button" @click=${keep}>+ Keep this one</button>
        <button
          type="button"
          aria-disabled=${able ? "false" : "true"}
          @click=${() =>
            able &&
            answer &&
            actions.download(
              "claims.vectors.json",
              vectors(answer.config, scenarios, answer.scenarios),
            )}
        >
          Download vectors
        </button>
      </header>
      ${
        scenarios.length
          ? grid(model, actions, scenarios, answer?.scenarios ?? [])
          : html`<p class="none muted">
            Keep this session and audience under a name, and see beside each other which claims each
            one gets. A file of vectors for <code>claimsmith test</code> can be dropped here.
          </p>`
      }
    </section>
  `;
}

function freeName({ state }: Model): string {
  const taken = new Set(state.scenarios?.map(({ name }) => name));
  const audience = (state.audience[0] || "no audience").replace(/^https?:\/\//, "");
  let name = audience;
  for (let n = 2; taken.has(name); n++) name = `${audience} ${n}`;
  return name;
}

interface Line {
  token: TokenId;
  claim: string;
}

function grid(
  model: Model,
  actions: Actions,
  scenarios: readonly Scenario[],
  answers: readonly Pair[],
): TemplateResult {
  const lines = linesOf(answers);
  const several = new Set(lines.map(({ token }) => token)).size > 1;
  const change = (at: number, to: Partial<Scenario> | undefined, field?: string) => {
    const now = scenarios[at];
    if (!now) return;
    const next = to ? scenarios.with(at, { ...now, ...to }) : scenarios.toSpliced(at, 1);
    actions.edit({ scenarios: next }, field);
  };
  return html`<div class="grid" tabindex="0" role="region" aria-label="Claims by scenario">
    <table>
      <thead>
        <tr>
          <th>Claim</th>
          ${scenarios.map(
            ({ name, session, audience }, i) => html`<th data-scenario=${i}>
              <input
                type="text"
                aria-label="Name of scenario ${i + 1}"
                .value=${name}
                @input=${(event: InputEvent) =>
                  change(i, { name: (event.target as HTMLInputElement).value }, `scenario ${i}`)}
              />
              <span class="tools">
                <button
                  type="button"
                  class="plain"
                  aria-label="Show ${name}"
                  title="Take this session and audience"
                  @click=${() => actions.edit({ session, audience })}
                >
                  Show
                </button>
                <button
                  type="button"
                  class="plain"
                  aria-label="Remove ${name}"
                  @click=${() => {
                    actions.focusNext(
                      scenarios.length > 1
                        ? `[data-scenario="${Math.min(i, scenarios.length - 2)}"] button`
                        : ".scenarios header button",
                    );
                    change(i, undefined);
                  }}
                >
                  ✕
                </button>
              </span>
            </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line) => html`<tr>
            <th scope="row">
              <code>${visible(line.claim)}</code>
              ${several ? html`<span class="muted">${line.token.replace("_", " ")}</span>` : nothing}
            </th>
            ${scenarios.map((_, i) => cell(model, line, answers[i]))}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Every claim that some scenario decides on, or decided on before the edits. */
function linesOf(answers: readonly Pair[]): Line[] {
  const lines = new Map<string, Line>();
  for (const { edited, saved } of answers)
    for (const { reading } of [edited, saved])
      for (const { token, claim, source } of reading?.decisions ?? [])
        if (source !== "system") lines.set(`${token} ${claim}`, { token: token as TokenId, claim });
  return [...lines.values()];
}

function cell(model: Model, line: Line, pair: Pair | undefined): TemplateResult {
  if (!pair) return html`<td></td>`;
  const [now, before] = [fate(pair.edited, line), fate(pair.saved, line)];
  const changed = now.key !== before.key;
  const words = changed ? `, ${before.is} before` : "";
  const why =
    now.decision && model.about
      ? plain(because(now.decision, { description: model.about.description, bareRoot: undefined }))
      : (now.value ?? "");
  return html`<td class="fate ${now.is === "in" ? "there" : now.is === "missing" ? "gone" : ""} ${changed ? "changed" : ""}" title=${visible(why)}>
    ${
      now.is === "in"
        ? html`<span aria-hidden="true">✓</span><span class="visually-hidden">in the token${words}</span>`
        : now.is === "missing"
          ? html`<span aria-hidden="true">✗</span> ${now.short}<span class="visually-hidden">${words}</span>`
          : html`<span class="visually-hidden">${now.is}</span><span aria-hidden="true">–</span>`
    }
  </td>`;
}

interface Fate {
  is: "in" | "missing" | "not mapped" | "no token";
  /** The same for the same fate. */
  key: string;
  short?: string;
  value?: string;
  decision?: IgnoredDecision;
}

function fate({ reading }: Explained, { token, claim }: Line): Fate {
  if (!reading || reading.error) return { is: "no token", key: "no token" };
  const all = reading.decisions.filter((each) => each.token === token && each.claim === claim);
  if (all.length === 0) return { is: "not mapped", key: "not mapped" };
  if (all.some(({ verdict }) => verdict === "added")) {
    const value = textOf(reading, token, claim) ?? "";
    return { is: "in", key: `in ${value}`, value };
  }
  const [decision] = all as IgnoredDecision[];
  if (!decision) return { is: "not mapped", key: "not mapped" };
  const more = decision.also?.length ?? 0;
  const short = `${decision.reason.replaceAll("_", " ")}${more ? ` +${more}` : ""}`;
  return { is: "missing", key: `missing ${decision.reason}`, short, decision };
}
