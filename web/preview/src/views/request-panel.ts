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

export function requestPanel(model: Model, actions: Actions): TemplateResult {
  const { state, config, answer } = model;
  const domain = config?.string(DOMAIN) ?? "";
  const editable = [DOMAIN, CUSTOM_DOMAINS, LEGACY].every((path) => config?.canSet(path));
  const presets = audiences(domain || "tenant.us.auth0.com");
  const problems = problemsOf(answer?.edited, "invalid_audience");
  return html`
    <section class="panel" part="panel request" aria-labelledby="request-title">
      <header>
        <h2 id="request-title">Request and tenant</h2>
        ${menu(
          "Choose an audience",
          presets.map(({ label, audience }) => ({
            label,
            choose: () => actions.edit({ audience }),
          })),
        )}
      </header>
      <div class="body">
        <div>
          ${texts(actions, "Audience", "https://api.shop.example", {
            list: state.audience,
            least: 1,
            replace: (at, text, field) =>
              actions.edit({ audience: state.audience.with(at, text) }, field),
            remove: (at) => actions.edit({ audience: state.audience.toSpliced(at, 1) }),
            add: () => actions.edit({ audience: [...state.audience, ""] }),
          })}
          ${problems.map(({ message }) => note("bad", message))}
        </div>
        <fieldset ?disabled=${!editable}>
          <legend class="visually-hidden">Tenant</legend>
          <div class="fields">${tenant(model, actions, domain)}</div>
        </fieldset>
        ${editable ? nothing : note("", "The tenant can be edited here once the config and its tenant are objects.")}
      </div>
    </section>
  `;
}

function tenant({ config }: Model, actions: Actions, domain: string): TemplateResult {
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
        .value=${live(domain)}
        @input=${(event: InputEvent) =>
          set(DOMAIN, (event.target as HTMLInputElement).value || undefined, "domain")}
      />
    </div>
    ${config ? texts(actions, "Custom domain", "login.shop.example", domains(config, actions)) : nothing}
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

/** The tenant's custom domains. What is no string among them is shown as its text, and kept. */
function domains(config: JsonDocument, actions: Actions): Texts {
  const array = config.node(CUSTOM_DOMAINS);
  const nodes = array?.type === "array" ? (array.children ?? []) : [];
  return {
    list: nodes.map((node) => (node.type === "string" ? String(node.value) : config.raw(node))),
    least: 0,
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
  { list, least, replace, remove, add }: Texts,
): TemplateResult {
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
    </fieldset>
  `;
}
