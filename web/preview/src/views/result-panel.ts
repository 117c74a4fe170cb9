// The result: each token as its consumer would decode it, and what is missing from it.

import type { IgnoredDecision } from "@claimsmith/engine";
import { html, nothing, type TemplateResult } from "lit";
import type { About } from "../evaluation.js";
import { remedy } from "../fixes.js";
import { indented } from "../json-document.js";
import type { Actions, Good, Model, Tab } from "../model.js";
import type { Attribute, Claim, Reading, TokenId } from "../reading.js";
import { type Inputs, standardClaims } from "../standard-claims.js";
import { visible } from "../visible.js";
import { changeCount, changes } from "./changes.js";
import { ledger } from "./ledger.js";
import { beginning, coloured, cut, note, plural, remainder } from "./notes.js";

const TITLES: { [tab in Tab]: string } = {
  access_token: "Access token",
  id_token: "ID token",
  userinfo: "Userinfo",
  saml: "SAML",
  changes: "Before and after",
};

/** Where what a failure says can be mended. */
const INPUTS = new Map<string, "config" | "session">([
  ["invalid_config", "config"],
  ["invalid_session", "session"],
]);

export function resultPanel(model: Model, actions: Actions): TemplateResult {
  const tabs = tabsOf(model.good?.reading);
  const tab = tabs.includes(model.tab) ? model.tab : "access_token";
  return html`
    <section class="panel result" part="panel result" aria-label="Result">
      <div class="tabs" role="tablist" aria-label="Tokens" part="tabs" @keydown=${followArrows}>
        ${tabs.map((name) => tabButton(model, actions, name, name === tab))}
      </div>
      <div class="body" role="tabpanel" id="result" aria-labelledby="tab-${tab}" tabindex="-1">
        ${troubles(model, actions)} ${model.good ? content(model, actions, model.good, tab) : nothing}
      </div>
    </section>
  `;
}

function tabsOf(reading: Reading | undefined): Tab[] {
  const tabs: Tab[] = ["access_token"];
  if (reading?.tokens.id_token) tabs.push("id_token");
  if (reading?.tokens.userinfo) tabs.push("userinfo");
  if (reading?.attributes) tabs.push("saml");
  return [...tabs, "changes"];
}

/** The decisions that left a claim out of a tab. Userinfo shares the ID token's candidates. */
function missing(reading: Reading, tab: Tab): IgnoredDecision[] {
  if (tab !== "userinfo") return ignored(reading, tab);
  const there = new Set(reading.tokens.userinfo?.map(({ name }) => name));
  return ignored(reading, "id_token").filter(({ claim }) => !there.has(claim));
}

function ignored(reading: Reading, token: string): IgnoredDecision[] {
  return reading.decisions.filter(
    (decision): decision is IgnoredDecision =>
      decision.token === token && decision.verdict === "ignored",
  );
}

function tabButton(model: Model, actions: Actions, tab: Tab, selected: boolean): TemplateResult {
  const count =
    tab === "changes" ? changeCount(model) : model.good && missing(model.good.reading, tab).length;
  return html`<button
    type="button"
    role="tab"
    id="tab-${tab}"
    aria-controls="result"
    aria-selected=${selected ? "true" : "false"}
    tabindex=${selected ? 0 : -1}
    @click=${() => actions.show(tab)}
  >
    ${TITLES[tab]}${
      count
        ? html`<span class="pill ${tab === "changes" ? "" : "odd"}"
          >${count}${tab === "changes" ? nothing : html`<span class="visually-hidden"> ${count === 1 ? "claim" : "claims"}</span> missing`}</span
        >`
        : nothing
    }
  </button>`;
}

function followArrows(event: KeyboardEvent): void {
  const tabs = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.indexOf(event.target as HTMLElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const tab = tabs.at(to % tabs.length);
  tab?.click();
  tab?.focus();
}

/** What stands in the way of a result. The last good one stays below it. */
function troubles(model: Model, actions: Actions): TemplateResult | typeof nothing {
  const { answer, trouble, good, stale } = model;
  const old =
    stale && good
      ? html`<p><span class="pill odd" part="stale">Last good result</span></p>`
      : nothing;
  if (trouble !== undefined) return html`${note("bad", trouble)} ${old}`;
  if (!answer) return html`<p class="muted">Loading the engine…</p>`;
  const { failure, reading } = answer.edited;
  const error = failure ?? reading.error;
  if (!error) return nothing;
  const input = INPUTS.get(error.code);
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
                    Show ${problem.path ? visible(problem.path) : `byte ${problem.offset}`}
                  </button>`
                  : nothing
              }
            </li>`,
          )}
        </ul>`,
    )}
    ${reading?.error ? ledger(reading, reading.error.token, model.about) : nothing}
    ${old}
  `;
}

function content(
  model: Model,
  actions: Actions,
  { reading, inputs }: Good,
  tab: Tab,
): TemplateResult | typeof nothing {
  if (tab === "changes") return changes(model);
  const body =
    tab === "saml"
      ? attributes(reading.attributes ?? [])
      : payload(model.about, reading, inputs, tab);
  return html`
    <div class=${model.stale ? "stale" : ""}>${body}</div>
    ${missingList(model, actions, missing(reading, tab))}
    ${tab === "userinfo" ? nothing : ledger(reading, tab, model.about)}
  `;
}

function payload(
  about: About | undefined,
  reading: Reading,
  inputs: Inputs,
  token: Exclude<TokenId, "saml">,
): TemplateResult {
  const custom = reading.tokens[token] ?? [];
  const names = new Set(custom.map(({ name }) => name));
  // A custom claim takes the place of the standard one of its name.
  const standard = about
    ? standardClaims(token, inputs, about.description).filter(({ name }) => !names.has(name))
    : [];
  const all = [
    ...standard.map((claim) => ({ claim, of: "standard" })),
    ...custom.map((claim) => ({ claim, of: "custom" })),
  ];
  const lines = all.flatMap(({ claim, of }, i) =>
    claimLines(claim, i < all.length - 1).map((line) => html`<span class=${of}>${line}</span>`),
  );
  return html`
    <p class="muted">
      ${plural(custom.length, "custom claim")}, marked; the others are the provider's own, as an example.
    </p>
    <pre class="payload" part="payload" tabindex="0" role="region" aria-label="Payload"><span>{</span>${lines}<span>}</span></pre>
  `;
}

function claimLines({ name, text }: Claim, more: boolean): TemplateResult[][] {
  const [first = "", ...rest] = indented(beginning(text));
  const all = [`  ${JSON.stringify(name)}: ${first}`, ...rest.map((line) => `  ${line}`)];
  all.push(all.pop() + remainder(text));
  return all.map((line, i) => coloured(more && i === all.length - 1 ? `${line},` : line));
}

function attributes(list: readonly Attribute[]): TemplateResult {
  if (list.length === 0) return html`<p class="muted">The assertion has no attribute.</p>`;
  return html`
    <table part="attributes">
      <thead>
        <tr><th>Attribute</th><th>Type</th><th>Values</th></tr>
      </thead>
      <tbody>
        ${list.map(
          ({ name, format, type, values }) => html`<tr>
            <td>
              <code>${visible(name)}</code><br />
              <span class="muted">${visible(format)}</span>
            </td>
            <td><code>${visible(type)}</code></td>
            <td>${values.map((value) => html`<div class="mono">${coloured(cut(value))}</div>`)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

function missingList(
  model: Model,
  actions: Actions,
  list: readonly IgnoredDecision[],
): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`
    <div>
      <h3>Missing: ${plural(list.length, "claim")}</h3>
      <ul class="missing" part="missing">
        ${list.map((decision) => missingClaim(model, actions, decision))}
      </ul>
    </div>
  `;
}

function missingClaim(model: Model, actions: Actions, decision: IgnoredDecision): TemplateResult {
  const { config, session, about, answer, good, stale } = model;
  const decisions = good?.reading.decisions ?? [];
  const { reasons = [], rules = [] } = about?.description ?? {};
  const says = reasons.find(({ code }) => code === decision.reason)?.says;
  const rule = rules.find(({ code }) => code === decision.rule)?.says;
  const fix =
    about && !stale
      ? remedy(decision, {
          config,
          session,
          bareRoot: answer?.bareRoot,
          decisions,
          description: about.description,
        })
      : undefined;
  return html`
    <li>
      <span class="name">
        <code>${visible(decision.claim)}</code>
        <span class="muted">
          ${decision.source === "mapping" ? html`from <code>${visible(decision.expression ?? "")}</code>` : "set by code"}
        </span>
      </span>
      <span>${says ?? decision.reason}${decision.needs ? html` It needs <code>${visible(decision.needs)}</code>.` : nothing}</span>
      <span class="rule muted"
        ><span class="pill">${decision.rule}</span><span class="visually-hidden">: </span>${rule}</span
      >
      <span class="muted">${decision.hint}</span>
      ${
        fix
          ? html`<button type="button" class="fix" @click=${() => {
              actions.focusNext("#result");
              actions.follow(fix.change);
            }}>
            ${visible(fix.label)}
          </button>`
          : nothing
      }
    </li>
  `;
}
