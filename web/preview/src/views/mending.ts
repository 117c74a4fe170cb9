// Why a claim is missing, and what to do about it: in its row, and first in the result.

import type { IgnoredDecision } from "@claimsmith/engine";
import { html, nothing, type TemplateResult } from "lit";
import { type Remedy, remedies } from "../fixes.js";
import type { Actions, Model } from "../model.js";
import { visible } from "../visible.js";
import { because, further } from "../words.js";
import { sentence } from "./notes.js";

/** The reasons, each in a line. */
export function reasons(model: Model, decision: IgnoredDecision): TemplateResult | typeof nothing {
  const { about, answer } = model;
  if (!about) return nothing;
  const hearing = { description: about.description, bareRoot: answer?.bareRoot };
  const more = further(decision, hearing);
  return html`<p class="reason">${sentence(because(decision, hearing))}</p>
    ${more.map((words) => html`<p class="reason also">Also: ${sentence(words)}</p>`)}`;
}

/** What is offered, the rule behind it, and where the focus goes when it is done. */
export function offers(
  model: Model,
  actions: Actions,
  decision: IgnoredDecision,
  focus: string,
): TemplateResult {
  const found = fixes(model, decision);
  const causes = 1 + (decision.also?.length ?? 0);
  const all = causes > 1 && found.length > 0;
  return html`<div class="offers">
    ${
      all
        ? html`<button
          type="button"
          class="fix primary"
          @click=${() => {
            actions.focusNext(focus);
            actions.mend(decision);
          }}
        >
          ${causes === 2 ? "Fix both" : `Fix all ${causes}`}
        </button>`
        : nothing
    }
    ${found.map(
      ({ label, change }, i) => html`<button
        type="button"
        class="fix ${i === 0 && !all ? "primary" : ""}"
        @click=${() => {
          actions.focusNext(focus);
          actions.follow(change);
        }}
      >
        ${visible(label)}
      </button>`,
    )}
    ${why(model, decision)}
  </div>`;
}

function fixes(model: Model, decision: IgnoredDecision): Remedy[] {
  const { config, session, about, answer, good, stale } = model;
  if (!about || stale) return [];
  return remedies(decision, {
    config,
    session,
    bareRoot: answer?.bareRoot,
    decisions: good?.reading.decisions ?? [],
    description: about.description,
  });
}

/** The rules' identifiers, and the engine's own sentence. */
function why({ about }: Model, decision: IgnoredDecision): TemplateResult {
  const { rules = [], reasons = [] } = about?.description ?? {};
  const also = (decision.also ?? []).flatMap(
    (reason) => reasons.find(({ code }) => code === reason)?.rule ?? [],
  );
  return html`<details class="why">
    <summary>Why?</summary>
    <ul>
      ${[decision.rule, ...also].map(
        (rule) => html`<li class="rule">
          <span class="pill">${rule}</span><span class="visually-hidden">: </span>
          ${rules.find(({ code }) => code === rule)?.says}
        </li>`,
      )}
      <li class="hint">${visible(decision.hint)}</li>
    </ul>
  </details>`;
}
