// A token in three views: its claims as a table, its payload as JSON, and the JWT that is sent.

import { html, nothing, type TemplateResult } from "lit";
import { canPatch, patchRequests, vector } from "../copies.js";
import { indented } from "../json-document.js";
import { groups } from "../mappings.js";
import type { Actions, Good, Model, TokenView } from "../model.js";
import type { Attribute, Claim, Reading, TokenId } from "../reading.js";
import { type Inputs, standardClaims } from "../standard-claims.js";
import { visible } from "../visible.js";
import { jwtView } from "./jwt.js";
import { type MenuItem, menu } from "./menu.js";
import { beginning, coloured, cut, dateOf, grouped, remainder } from "./notes.js";
import { sizes } from "./sizes.js";

const VIEWS: { [view in TokenView]: string } = { claims: "Claims", json: "JSON", jwt: "JWT" };

/** Longer values are folded. */
const SHORT_CHARACTERS = 90;

export function tokenView(
  model: Model,
  actions: Actions,
  good: Good,
  tab: TokenId,
): TemplateResult {
  const isJWT = tab === "access_token" || tab === "id_token";
  const available: TokenView[] = isJWT ? ["claims", "json", "jwt"] : ["claims", "json"];
  const view = available.includes(model.tokenView) ? model.tokenView : "claims";
  const json = tab === "saml" ? "XML" : VIEWS.json;
  return html`
    <div class="token-head">
      <div class="segments" role="group" aria-label="Show the token as">
        ${available.map(
          (name) => html`<button
            type="button"
            aria-pressed=${view === name ? "true" : "false"}
            @click=${() => actions.showTokenAs(name)}
          >
            ${name === "json" ? json : tab === "saml" ? "Attributes" : VIEWS[name]}
          </button>`,
        )}
      </div>
      ${copying(model, actions, tab)}
    </div>
    <div class="token ${model.stale ? "stale" : ""}">
      ${
        tab === "saml"
          ? view === "json"
            ? statement(good.reading.statement ?? "")
            : attributes(model, good.reading.attributes ?? [])
          : view === "claims"
            ? claimsTable(model, actions, good, tab)
            : view === "json"
              ? payload(claimsOf(model, good, tab))
              : tab === "userinfo"
                ? nothing
                : jwtView(model, actions, claimsOf(model, good, tab), tab)
      }
    </div>
    ${tab === "userinfo" ? nothing : sizes(good.reading, tab, model.about, sentSize(model, good, tab))}
  `;
}

/** What was copied, and what can be: texts to take elsewhere. */
export function copying(model: Model, actions: Actions, tab: TokenId): TemplateResult {
  const { config, answer, state, good, copied } = model;
  const saml = tab === "saml";
  const token = () =>
    good && (saml ? (good.reading.statement ?? "") : payloadText(claimsOf(model, good, tab)));
  const items: MenuItem[] = [
    {
      label: saml ? "Statement (XML)" : "Payload (JSON)",
      disabled: !good,
      choose: () => actions.copy(saml ? "statement" : "payload", token() ?? ""),
    },
    {
      label: "PATCH request (curl)",
      disabled: !config || !canPatch(config),
      choose: () => config && actions.copy("PATCH request", patchRequests(config)),
    },
    { label: "Config", choose: () => actions.copy("config", state.config) },
    {
      label: "Vector for claimsmith test",
      disabled: !answer || !model.current,
      choose: () =>
        answer &&
        actions.copy("vector", vector({ ...state, config: answer.config }, answer.edited)),
    },
  ];
  return html`<span class="copying">
    ${copied === undefined ? nothing : html`<span class="pill good">Copied: ${copied}</span>`}
    ${menu("Copy as", items)}
  </span>`;
}

interface Line {
  claim: Claim;
  of: "standard" | "custom";
}

/** All claims of a token, those of the provider first; a custom claim takes the place of its own. */
export function claimsOf(
  { about }: Pick<Model, "about">,
  { reading, inputs }: Good,
  token: Exclude<TokenId, "saml">,
): Line[] {
  const custom = reading.tokens[token] ?? [];
  const names = new Set(custom.map(({ name }) => name));
  const standard = about
    ? providers(token, inputs, about).filter(({ name }) => !names.has(name))
    : [];
  return [
    ...standard.map((claim): Line => ({ claim, of: "standard" })),
    ...custom.map((claim): Line => ({ claim, of: "custom" })),
  ];
}

const providers = (token: TokenId, inputs: Inputs, about: NonNullable<Model["about"]>) =>
  standardClaims(token, inputs, about.description);

/** The payload as it is sent: compact. */
export function payloadText(lines: readonly Line[]): string {
  return `{${lines.map(({ claim: { name, text } }) => `${JSON.stringify(name)}:${text}`).join(",")}}`;
}

/** How many characters a token has as it is sent, if it is a JWT. */
function sentSize(model: Model, good: Good, tab: TokenId): number | undefined {
  if (tab !== "access_token" && tab !== "id_token") return undefined;
  const bytes = new TextEncoder().encode(payloadText(claimsOf(model, good, tab))).length;
  return EXAMPLE_HEADER_CHARACTERS + Math.ceil((bytes * 4) / 3) + SIGNATURE_CHARACTERS + 2;
}

/** A header with a key's name, and a signature of 2,048 bits, as tokens mostly have them. */
export const EXAMPLE_HEADER = '{"alg":"RS256","typ":"JWT","kid":"the-issuers-own-key-00"}';
const EXAMPLE_HEADER_CHARACTERS = Math.ceil((EXAMPLE_HEADER.length * 4) / 3);
export const SIGNATURE_CHARACTERS = 342;

function payload(all: readonly Line[]): TemplateResult {
  const lines = all.flatMap(({ claim, of }, i) =>
    claimLines(claim, i < all.length - 1).map((line) => html`<span class=${of}>${line}</span>`),
  );
  return html`
    <pre class="payload" part="payload" tabindex="0" role="region" aria-label="Payload"><span>{</span>${lines}<span>}</span></pre>
  `;
}

function claimLines({ name, text }: Claim, more: boolean): TemplateResult[][] {
  const [first = "", ...rest] = indented(beginning(text));
  const all = [`  ${JSON.stringify(name)}: ${first}`, ...rest.map((line) => `  ${line}`)];
  all.push(all.pop() + remainder(text));
  return all.map((line, i) => coloured(more && i === all.length - 1 ? `${line},` : line));
}

function claimsTable(
  model: Model,
  actions: Actions,
  good: Good,
  token: Exclude<TokenId, "saml">,
): TemplateResult {
  const all = claimsOf(model, good, token);
  const standard = all.filter(({ of }) => of === "standard");
  const custom = all.filter(({ of }) => of === "custom");
  const unfolded = model.unfolded.has(`standard ${token}`);
  return html`
    <table class="claims" part="claims">
      <caption class="visually-hidden">The claims of the token</caption>
      <thead>
        <tr><th>Claim</th><th>Value</th><th>From</th><th class="number">Bytes</th></tr>
      </thead>
      <tbody>
        ${custom.map(({ claim }) => customClaim(model, actions, good.reading, token, claim))}
        ${
          standard.length
            ? html`<tr class="standard">
              <td colspan="2">
                <button
                  type="button"
                  class="fold"
                  aria-expanded=${unfolded ? "true" : "false"}
                  @click=${() => actions.fold(`standard ${token}`)}
                >
                  <span class="mono">${standard.map(({ claim }) => claim.name).join(", ")}</span>
                </button>
              </td>
              <td>the provider, as an example</td>
              <td class="number">–</td>
            </tr>`
            : nothing
        }
        ${
          unfolded
            ? standard.map(
                ({ claim: { name, text } }) => html`<tr class="standard">
                  <td><code>${name}</code></td>
                  <td>${value(model, actions, `standard ${name}`, text)}</td>
                  <td>the provider</td>
                  <td class="number">–</td>
                </tr>`,
              )
            : nothing
        }
      </tbody>
    </table>
  `;
}

function customClaim(
  model: Model,
  actions: Actions,
  reading: Reading,
  tab: Exclude<TokenId, "saml">,
  { name, text }: Claim,
): TemplateResult {
  const token = tab === "userinfo" ? "id_token" : tab;
  const decision = reading.decisions
    .filter((each) => each.token === token && each.claim === name)
    .findLast(({ verdict }) => verdict === "added");
  const marked = model.mark?.token === token && model.mark.claim === name;
  return html`<tr class="custom ${marked ? "marked" : ""}" data-token=${token} data-claim=${name}>
    <td><code>${visible(name)}</code></td>
    <td>${value(model, actions, `${tab} ${name}`, text)}</td>
    <td>${from(model, token, name, decision?.source)}</td>
    <td class="number">
      ${decision && decision.source !== "system" ? grouped(decision.bytes) : "–"}
    </td>
  </tr>`;
}

/** Where a claim comes from. A mapping is called by its place. */
function from(
  { config, effective }: Model,
  token: string,
  name: string,
  source: string | undefined,
): string {
  if (source === "system") return "the provider";
  if (source === "action") return "code";
  if (token === "access_token" && effective) return visible(effective.name);
  const rows = config && groups(config).find(({ id }) => id === token)?.rows;
  const index = rows?.findIndex((row) => row.name === name) ?? -1;
  return index < 0 ? "a mapping" : `mapping ${index + 1}`;
}

function value(model: Model, actions: Actions, key: string, text: string): TemplateResult {
  const unfolded = model.unfolded.has(`value ${key}`);
  const long = text.length > SHORT_CHARACTERS;
  const date = dateOf(text);
  const shown = long && !unfolded ? `${text.slice(0, SHORT_CHARACTERS)}…` : cut(text);
  return html`<span class="mono value"
      >${unfolded ? indented(shown).map((line) => html`<span class="line">${coloured(line)}</span>`) : coloured(shown)}</span
    >
    ${date === undefined ? nothing : html`<span class="muted">${date} UTC</span>`}
    ${
      long
        ? html`<button
          type="button"
          class="link"
          aria-expanded=${unfolded ? "true" : "false"}
          @click=${() => actions.fold(`value ${key}`)}
        >
          ${unfolded ? "Less" : `All ${grouped(text.length)} characters`}
        </button>`
        : nothing
    }`;
}

function attributes(model: Model, list: readonly Attribute[]): TemplateResult {
  if (list.length === 0) return html`<p class="muted">The assertion has no attribute.</p>`;
  return html`
    <table part="attributes">
      <thead>
        <tr><th>Attribute</th><th>Type</th><th>Values</th></tr>
      </thead>
      <tbody>
        ${list.map(
          ({ name, format, type, values }) => html`<tr
            class=${model.mark?.token === "saml" && model.mark.claim === name ? "marked" : ""}
            data-token="saml"
            data-claim=${name}
          >
            <td>
              <code>${visible(name)}</code><br />
              <span class="muted">${visible(format)}</span>
            </td>
            <td><code>${visible(type)}</code></td>
            <td>${values.map((each) => html`<div class="mono">${coloured(cut(each))}</div>`)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

function statement(xml: string): TemplateResult {
  return html`<pre class="payload" tabindex="0" role="region" aria-label="Statement"><span>${visible(cut(xml))}</span></pre>`;
}
