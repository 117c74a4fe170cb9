// The result: for each token the verdict and what it holds, a real token beside it, and what the
// edits change.

import { html, nothing, type TemplateResult } from "lit";
import type { Actions, Model, Tab } from "../model.js";
import type { Reading } from "../reading.js";
import { changeCount, changes } from "./changes.js";
import { realView } from "./real.js";
import { sizes } from "./sizes.js";
import { copying, tokenView } from "./token.js";
import { missingCount, troubles, verdict } from "./verdict.js";

const TITLES: { [tab in Tab]: string } = {
  access_token: "Access token",
  id_token: "ID token",
  userinfo: "Userinfo",
  saml: "SAML",
  real: "Check a real token",
  changes: "Before and after",
};

/** The tab that is shown: the one that was chosen, as long as there is such a token. */
export function shownTab({ good, tab }: Model): Tab {
  return tabsOf(good?.reading).includes(tab) ? tab : "access_token";
}

export function resultPanel(model: Model, actions: Actions): TemplateResult {
  const tabs = tabsOf(model.good?.reading);
  const tab = shownTab(model);
  const isToken = tab !== "real" && tab !== "changes";
  return html`
    <section class="panel result" part="panel result" aria-label="Result">
      <div class="tabs" role="tablist" aria-label="Tokens" part="tabs" @keydown=${followArrows}>
        ${tabs.map((name) => tabButton(model, actions, name, name === tab))}
      </div>
      <div class="body" role="tabpanel" id="result" aria-labelledby="tab-${tab}" tabindex="-1">
        <slot name="result"></slot>
        ${isToken ? (model.narrow ? nothing : verdict(model, actions, tab)) : troubles(model, actions)}
        ${tooLarge(model)}
        ${
          tab === "real"
            ? realView(model, actions)
            : tab === "changes"
              ? changes(model)
              : model.good
                ? tokenView(model, actions, model.good, tab)
                : html`<div class="token-head">${copying(model, actions, "access_token")}</div>`
        }
      </div>
    </section>
  `;
}

/** The sizes of the token that is too large to be there. */
function tooLarge({ answer, about }: Model): TemplateResult | typeof nothing {
  const { reading } = answer?.edited ?? {};
  return reading?.error ? html`${sizes(reading, reading.error.token, about)}` : nothing;
}

function tabsOf(reading: Reading | undefined): Tab[] {
  const tabs: Tab[] = ["access_token"];
  if (reading?.tokens.id_token) tabs.push("id_token");
  if (reading?.tokens.userinfo) tabs.push("userinfo");
  if (reading?.attributes) tabs.push("saml");
  return [...tabs, "real", "changes"];
}

function tabButton(model: Model, actions: Actions, tab: Tab, selected: boolean): TemplateResult {
  const count =
    tab === "changes" ? changeCount(model) : tab === "real" ? 0 : missingCount(model, tab);
  return html`<button
    type="button"
    role="tab"
    id="tab-${tab}"
    class=${tab === "real" ? "apart" : ""}
    aria-controls="result"
    aria-selected=${selected ? "true" : "false"}
    tabindex=${selected ? 0 : -1}
    @click=${() => actions.show(tab)}
  >
    ${TITLES[tab]}${
      count
        ? html`<span class="pill ${tab === "changes" ? "" : "odd"}"
          >${count}${tab === "changes" ? nothing : html`<span class="visually-hidden"> ${count === 1 ? "claim" : "claims"} missing</span>`}</span
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
