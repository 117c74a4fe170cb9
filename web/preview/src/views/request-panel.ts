// The request and its tenant: audience, domains and the legacy switch.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { JsonDocument } from "../json-document.js";
import { type Actions, type Model, problemsOf } from "../model.js";
import { audiences } from "../presets.js";
import { menu } from "./menu.js";
import { note } from "./notes.js";

const DOMAIN = ["tenant", "domain"];
const CUSTOM_DOMAINS = ["tenant", "custom_domains"];
export const LEGACY = ["tenant", "migrations", "custom_claims_must_be_namespaced"];

/** The audience: one field for each, and those that every tenant has. */
export function audienceFields(model: Model, actions: Actions): TemplateResult {
  const { state, config, answer } = model;
  const presets = audiences(config?.string(DOMAIN) || "tenant.us.auth0.com");
  const problems = problemsOf(answer?.edited, "invalid_audience");
  return html`<div class="audience">
    ${texts(actions, "Audience", "https://api.shop.example", {
      list: state.audience,
      least: 1,
      replace: (at, text, field) =>
        actions.edit({ audience: state.audience.with(at, text) }, field),
      remove: (at) => actions.edit({ audience: state.audience.toSpliced(at, 1) }),
      add: () => actions.edit({ audience: [...state.audience, ""] }),
    })}
    ${menu(
      "Choose an audience",
      presets.map(({ label, audience }) => ({
        label,
        choose: () => actions.edit({ audience }),
      })),
    )}
    ${problems.map(({ message }) => note("bad", message))}
  </div>`;
}

export function requestPanel(model: Model, actions: Actions): TemplateResult {
  const { config } = model;
  const domain = config?.string(DOMAIN) ?? "";
  const editable = [DOMAIN, CUSTOM_DOMAINS, LEGACY].every((path) => config?.canSet(path));
  return html`
    <section class="panel" part="panel request" aria-label="Tenant">
      <header><h2 id="request-title">Tenant</h2></header>
      <div class="body">
        <fieldset ?disabled=${!editable}>
          <legend class="visually-hidden">Tenant</legend>
          <div class="fields">${tenant(model, actions, domain)}</div>
        </fieldset>
        ${editable ? nothing : note("", "The tenant can be edited here once the config and its tenant are objects.")}
      </div>
    </section>
  `;
}

function tenant(model: Model, actions: Actions, domain: string): TemplateResult {
  const { config } = model;
  const invalid = problemAt(model, DOMAIN);
  const set = (path: string[], value: unknown, field?: string) => {
    if (config?.canSet(path)) actions.edit({ config: config.set(path, value) }, field);
  };
  return html`
    <div class="field">
      <label for="domain">Tenant domain</label>
      <input
        id="domain"
        type="text"
        class="mono"
        placeholder="tenant.us.auth0.com"
        aria-invalid=${invalid ? "true" : nothing}
        aria-describedby=${invalid ? "domain-problem" : nothing}
        .value=${live(domain)}
        @input=${(event: InputEvent) =>
          set(DOMAIN, (event.target as HTMLInputElement).value || undefined, "domain")}
      />
      ${invalid ? html`<div id="domain-problem">${note("bad", invalid)}</div>` : nothing}
    </div>
    ${config ? texts(actions, "Custom domain", "login.shop.example", domains(config, model, actions)) : nothing}
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        .checked=${live(config?.value(LEGACY) === true)}
        @change=${(event: Event) => set(LEGACY, (event.target as HTMLInputElement).checked)}
      />
      <span>
        Legacy mode<br />
        <span class="muted">Custom claims must be namespaced</span>
      </span>
    </label>
  `;
}

/** What the engine says is wrong at a place of the config, if anything. */
function problemAt({ answer }: Model, path: readonly (string | number)[]): string | undefined {
  const pointer = path.map((step) => `/${step}`).join("");
  return answer?.validation?.problems.find((problem) => problem.path === pointer)?.message;
}

/** The tenant's custom domains. What is no string among them is shown as its text, and kept. */
function domains(config: JsonDocument, model: Model, actions: Actions): Texts {
  const array = config.node(CUSTOM_DOMAINS);
  const nodes = array?.type === "array" ? (array.children ?? []) : [];
  return {
    list: nodes.map((node) => (node.type === "string" ? String(node.value) : config.raw(node))),
    least: 0,
    problem: problemAt(model, CUSTOM_DOMAINS),
    problems: nodes.map((_, at) => problemAt(model, [...CUSTOM_DOMAINS, at])),
    replace: (at, text, field) =>
      actions.edit({ config: config.set([...CUSTOM_DOMAINS, at], text) }, field),
    remove: (at) => {
      const removed = nodes.length > 1 ? nodes[at] : array;
      if (removed) actions.edit({ config: config.remove(removed) });
    },
    ...((!array || array.type === "array") && {
      add: () => actions.edit({ config: config.append(CUSTOM_DOMAINS, "") }),
    }),
  };
}

/** A list of texts and what may be done with it. */
interface Texts {
  readonly list: readonly string[];
  /** How many there must be. */
  readonly least: number;
  /** What is wrong with the list, and with each text. */
  readonly problem?: string | undefined;
  readonly problems?: readonly (string | undefined)[];
  replace(at: number, text: string, field: string): void;
  remove(at: number): void;
  /** Absent where something else than a list is in the way. */
  add?(): void;
}

/** A list of texts, each with a field of its own. */
function texts(
  actions: Actions,
  label: string,
  placeholder: string,
  { list, least, problem, problems = [], replace, remove, add }: Texts,
): TemplateResult {
  const id = `problem-${label.toLowerCase().replaceAll(" ", "-")}`;
  const field = (index: number) =>
    index < 0
      ? `[data-list="${label}"] .link`
      : `[data-list="${label}"] li:nth-child(${index + 1}) input`;
  return html`
    <fieldset>
      <legend>${label}</legend>
      <ul class="list" data-list=${label}>
        ${list.map(
          (text, i) => html`<li>
            <input
              type="text"
              class="mono"
              aria-label="${label} ${i + 1}"
              aria-invalid=${problems[i] ? "true" : nothing}
              aria-describedby=${problems[i] ? `${id}-${i}` : nothing}
              placeholder=${placeholder}
              .value=${live(text)}
              @input=${(event: InputEvent) =>
                replace(i, (event.target as HTMLInputElement).value, `${label} ${i}`)}
            />
            ${
              list.length > least
                ? html`<button
                  type="button"
                  class="plain"
                  aria-label="Remove ${label.toLowerCase()} ${i + 1}"
                  @click=${() => {
                    actions.focusNext(field(Math.min(i, list.length - 2)));
                    remove(i);
                  }}
                >
                  ✕
                </button>`
                : nothing
            }
            ${problems[i] ? html`<div id="${id}-${i}" class="wide">${note("bad", problems[i])}</div>` : nothing}
          </li>`,
        )}
        <li>
          <button class="link" type="button" ?disabled=${!add} @click=${() => {
            actions.focusNext(field(list.length));
            add?.();
          }}>
            + Add ${list.length ? "another" : "one"}<span class="visually-hidden"> ${label.toLowerCase()}</span>
          </button>
        </li>
      </ul>
      ${problem ? note("bad", problem) : nothing}
    </fieldset>
  `;
}
