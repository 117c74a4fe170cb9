// The first thing of the result: the answer in a sentence, and what is missing.

import type { IgnoredDecision } from "@claimsmith/engine";
import { html, nothing, type TemplateResult } from "lit";
import { type Actions, type Model, type Place, placeName, type Tab } from "../model.js";
import type { TokenId } from "../reading.js";
import { headline, missingFrom, NAMES } from "../verdicts.js";
import { visible } from "../visible.js";
import { offers, reasons } from "./mending.js";
import { note, plural } from "./notes.js";

/** Where what a failure says can be mended. */
const INPUTS = new Map<string, "config" | "session">([
  ["invalid_config", "config"],
  ["invalid_session", "session"],
]);

export function verdict(model: Model, actions: Actions, tab: Tab): TemplateResult {
  const token: TokenId = tab === "real" || tab === "changes" ? "access_token" : tab;
  const { good } = model;
  const missing = good ? missingFrom(good.reading, token) : [];
  return html`
    <div class="verdict" part="verdict">
      ${troubles(model, actions)}
      ${good ? html`<h2 class="headline" part="headline">${headline(good, token)}</h2>` : nothing}
      ${model.about ? html`<p class="muted request">${subline(model, actions, token)}</p>` : nothing}
      ${
        good
          ? html`${misread(model, actions)} ${omitted(model, actions)}
            ${
              missing.length
                ? html`<ul class="missing" part="missing">
                  ${missing.map((decision) => missingClaim(model, actions, decision))}
                </ul>`
                : nothing
            }`
          : nothing
      }
    </div>
  `;
}

function subline(model: Model, actions: Actions, token: TokenId): TemplateResult {
  const { state, effective, about, good } = model;
  const audience = (good?.inputs.audience ?? state.audience).filter((each) => each !== "");
  const digest = about?.digest ?? "";
  const module = `module ${digest.slice(0, 12)}${model.place === "page" ? " on the page" : ""}`;
  return html`${
    token === "access_token"
      ? effective
        ? html`with the mappings of ${visible(effective.name)} · `
        : nothing
      : nothing
  }${audience.length ? html`for ${visible(audience.join(" and "))} · ` : nothing}decided by ${
    digest
      ? html`<button
          type="button"
          class="link"
          part="module"
          aria-label="Copy the module's SHA-256: ${module}"
          @click=${() => actions.copy("SHA-256 of the module", digest)}
        >
          ${module}</button
        >, the issuer’s own`
      : html`<span part="module">module</span>`
  }`;
}

/** A session that looks like something else than it was read as: that is why claims are missing. */
function misread({ answer, state }: Model, actions: Actions): unknown {
  const warnings = (answer?.edited.reading ?? answer?.rest?.reading)?.warnings ?? [];
  return warnings
    .filter(({ code }) => code === "session_form")
    .map(({ message }) =>
      note(
        "odd",
        html`${message}
          <button type="button" class="link" @click=${() => actions.take(state.session)}>
            Read it as what it looks like
          </button>`,
      ),
    );
}

/** The rows that are left out, because they are broken. */
function omitted(model: Model, actions: Actions): TemplateResult | typeof nothing {
  const { good, config, state, draft } = model;
  const named = (good?.without ?? []).map((path) => ({
    path,
    name: placeName(state.config, config, { path, message: "", code: "" }),
  }));
  const list = named.filter(
    ({ path }) => !draft || !path.endsWith(`/${draft.index}`) || named.length > 1,
  );
  if (list.length === 0) return nothing;
  return note(
    "bad",
    html`Without ${list.map(
      ({ path, name }, i) =>
        html`${i > 0 ? ", " : nothing}<button
            type="button"
            class="link"
            @click=${() => actions.reveal("config", { path, message: "", code: "" })}
          >
            ${name}</button
          >`,
    )}, which ${list.length === 1 ? "is" : "are"} broken. With ${list.length === 1 ? "it" : "them"} no token is issued.`,
  );
}

/** What stands in the way of a result. The last good one stays below it. */
export function troubles(model: Model, actions: Actions): TemplateResult | typeof nothing {
  const { answer, trouble, good, stale, state, config, session } = model;
  const old =
    stale && good
      ? html`<p><span class="pill odd" part="stale">Last good result</span></p>`
      : nothing;
  if (trouble !== undefined) return html`${note("bad", trouble)} ${old}`;
  if (!answer) return html`<p class="muted">Loading the engine…</p>`;
  const { failure, reading } = answer.edited;
  const error = failure ?? reading.error;
  if (!error || answer.rest) return nothing;
  const input = INPUTS.get(error.code);
  const where = (place: Place) =>
    input === "session"
      ? placeName(state.session, session, place)
      : placeName(state.config, config, place);
  return html`
    ${note(
      "bad",
      html`<strong>${error.message}</strong>
        <ul>
          ${failure?.problems.map(
            (problem) => html`<li>
              ${problem.message}
              ${
                input
                  ? html`<button
                    class="link"
                    type="button"
                    @click=${() => actions.reveal(input, problem)}
                  >
                    Go to ${where(problem)}
                  </button>`
                  : nothing
              }
            </li>`,
          )}
        </ul>`,
    )}
    ${old}
  `;
}

function missingClaim(model: Model, actions: Actions, decision: IgnoredDecision): TemplateResult {
  const { claim, token, source, expression, path } = decision;
  const marked = model.mark?.token === token && model.mark?.claim === claim;
  return html`
    <li class=${marked ? "marked" : ""} data-token=${token} data-claim=${claim}>
      <p class="name">
        <code>${visible(claim)}</code> is missing
        <span class="visually-hidden">
          from ${NAMES[token as TokenId] ?? token},
          ${source === "action" ? "set by code" : `mapped from ${visible(expression ?? path ?? "")}`}
        </span>
      </p>
      ${reasons(model, decision)} ${offers(model, actions, decision, "#result")}
    </li>
  `;
}

/** How many claims are missing from a tab's token, for its label. */
export function missingCount({ good }: Model, tab: Tab): number {
  return good ? missingFrom(good.reading, tab).length : 0;
}

/** The result in a sentence, for those who hear the page. */
export function spoken({ answer, good }: Model): string {
  const error = answer?.rest
    ? undefined
    : (answer?.edited.failure ?? answer?.edited.reading?.error);
  if (error || !good) return error?.message ?? "";
  const missing = missingFrom(good.reading, "access_token").map(({ claim }) => claim);
  const names = missing.slice(0, 3).join(", ");
  return `${headline(good, "access_token")}.${
    missing.length
      ? ` Missing: ${names}${missing.length > 3 ? ` and ${plural(missing.length - 3, "other")}` : ""}.`
      : ""
  }`;
}
