// The request and its tenant: audience, domains and the legacy switch.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
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
          ${texts(
            actions,
            "Audience",
            "https://api.shop.example",
            state.audience,
            (audience, field) => actions.edit({ audience }, field),
          )}
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
  const custom = config?.value(CUSTOM_DOMAINS);
  const domains = Array.isArray(custom)
    ? custom.map((domain) => (typeof domain === "string" ? domain : JSON.stringify(domain)))
    : [];
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
    ${texts(
      actions,
      "Custom domain",
      "login.shop.example",
      domains,
      (list, field) => set(CUSTOM_DOMAINS, list.length ? list : undefined, field),
      0,
    )}
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

/** A list of texts, each with a field of its own. */
function texts(
  actions: Actions,
  label: string,
  placeholder: string,
  list: readonly string[],
  change: (list: readonly string[], field?: string) => void,
  least = 1,
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
                change(list.with(i, (event.target as HTMLInputElement).value), `${label} ${i}`)}
            />
            ${
              list.length > least
                ? html`<button
                  type="button"
                  class="plain"
                  aria-label="Remove ${label.toLowerCase()} ${i + 1}"
                  @click=${() => {
                    actions.focusNext(field(Math.min(i, list.length - 2)));
                    change(list.toSpliced(i, 1));
                  }}
                >
                  ✕
                </button>`
                : nothing
            }
          </li>`,
        )}
        <li>
          <button class="link" type="button" @click=${() => {
            actions.focusNext(field(list.length));
            change([...list, ""]);
          }}>
            + Add ${list.length ? "another" : "one"}<span class="visually-hidden"> ${label.toLowerCase()}</span>
          </button>
        </li>
      </ul>
    </fieldset>
  `;
}
