// The bar above the preview: who is signed in, what is being edited, what happened.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { type Entry, TENANT } from "./api.js";
import { dialogView } from "./dialogs.js";
import { messageView } from "./message.js";
import type { Actions, Model } from "./model.js";

/** So many can be looked through without a filter. */
const MANY = 12;

export function view(model: Model, actions: Actions): TemplateResult {
  const { access, message, source, opened, audience, dialog } = model;
  return html`
    <section class="server" aria-label="Server">
      ${access === "signed out" ? signIn(model, actions) : nothing}
      ${access === "open" || access === "signed in" ? bar(model, actions) : nothing}
      ${
        source && opened
          ? html`<div class="server-note odd">
            <span
              >The access token of ${opened.name} for <code>${audience}</code> does not get these
              mappings. ${source.reason}${source.config === undefined ? " This token may not read them, so what is shown is not what is issued." : nothing}</span
            >
            <button type="button" @click=${() => actions.choose(source)}>
              Open the API ${source.name}
            </button>
          </div>`
          : nothing
      }
      <div role="status">${message && message.mood !== "bad" ? messageView(message, actions) : nothing}</div>
      <div role="alert">${message?.mood === "bad" ? messageView(message, actions) : nothing}</div>
    </section>
    ${dialog ? dialogView(dialog, model, actions) : nothing}
  `;
}

function signIn({ busy }: Model, actions: Actions): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("token");
    if (field instanceof HTMLInputElement && !busy) actions.signIn(field.value.trim());
  };
  return html`<form class="server-bar" @submit=${submit}>
    <label class="grow">
      <span>API token</span>
      <input
        name="token"
        type="password"
        required
        autocomplete="off"
        spellcheck="false"
        placeholder="csm_…"
        aria-describedby="token-hint"
      />
    </label>
    <button class="primary" aria-disabled=${busy ? "true" : "false"}>Sign in</button>
    <p id="token-hint" class="muted">
      <code>claimsmith serve</code> told the first one when it first started, and
      <code>claimsmith token create</code> makes others. It stays in this tab, until you sign out or close it.
    </p>
  </form>`;
}

function bar(model: Model, actions: Actions): TemplateResult {
  const { access, entries, filter, opened, busy } = model;
  const words = filter.toLowerCase();
  const fits = ({ name, address }: Entry) => `${name} ${address}`.toLowerCase().includes(words);
  const shown = entries.filter((entry) => isSame(entry, opened) || fits(entry));
  const chosen = (event: Event) => {
    const { value } = event.currentTarget as HTMLSelectElement;
    const entry = entries.find((each) => keyOf(each) === value);
    if (entry) actions.choose(entry);
  };
  const group = (kind: Entry["kind"], label: string) => {
    const all = shown.filter((entry) => entry.kind === kind);
    return all.length
      ? html`<optgroup label=${label}>
          ${all.map(
            (entry) =>
              html`<option value=${keyOf(entry)}>${entry.name} (${entry.address})</option>`,
          )}
        </optgroup>`
      : nothing;
  };
  return html`<div class="server-bar">
      ${
        entries.length > MANY
          ? html`<label>
            <span>Filter</span>
            <input
              type="search"
              .value=${filter}
              @input=${(event: Event) => actions.filter((event.target as HTMLInputElement).value)}
            />
          </label>`
          : nothing
      }
      <label class="grow">
        <span
          >Application or API${entries.length > MANY ? `, ${shown.length} of ${entries.length}` : nothing}</span
        >
        <select data-chosen=${opened ? keyOf(opened) : ""} @change=${chosen}>
          ${opened ? nothing : html`<option value="">${entries.length ? "Choose one" : "There are none"}</option>`}
          ${group("client", "Applications")} ${group("resource_server", "APIs")}
        </select>
      </label>
      <button type="button" @click=${() => actions.begin()}>New application…</button>
      <button
        type="button"
        aria-disabled=${opened && !busy ? "false" : "true"}
        @click=${() => opened && !busy && actions.history(opened, opened.name)}
      >
        History
      </button>
      <button
        type="button"
        aria-disabled=${busy ? "true" : "false"}
        @click=${() => !busy && actions.history(TENANT, "the tenant’s settings")}
      >
        Tenant history
      </button>
      ${access === "signed in" ? html`<button type="button" @click=${() => actions.signOut()}>Sign out</button>` : nothing}
    </div>
    ${
      access === "open"
        ? html`<p class="server-note">
          This server is open: whoever reaches it on this machine can read and save without signing in.
        </p>`
        : nothing
    }`;
}

export const keyOf = ({ kind, id }: Pick<Entry, "kind" | "id">) => `${kind} ${id}`;

function isSame(a: Entry, b: Entry | undefined): boolean {
  return b !== undefined && keyOf(a) === keyOf(b);
}
