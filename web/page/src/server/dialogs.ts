// What is asked before something is saved, replaced or made.

import type { ClaimChange } from "@claimsmith/preview";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Comparison, Version } from "./api.js";
import { type Change, detailed } from "./difference.js";
import { messageView } from "./message.js";
import type { Actions, Dialog, Model } from "./model.js";

const TOKENS = {
  access_token: "the access token",
  id_token: "the ID token",
  userinfo: "userinfo",
  saml: "the SAML assertion",
};

/** Long values are cut for the eye. */
const SHOWN_CHARACTERS = 2000;

const SIGNS = { added: "+", removed: "−", changed: "~", reordered: "⇅" };

export function dialogView(dialog: Dialog, model: Model, actions: Actions): TemplateResult {
  const { title, content, buttons } = parts(dialog, model, actions);
  // One that is no longer there may have another in its place by the time it hears of it.
  const closed = ({ currentTarget }: Event) => {
    if ((currentTarget as Element).isConnected) actions.show(undefined);
  };
  return html`<dialog class="server-dialog" aria-labelledby="dialog-title" @close=${closed}>
    <form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        if (!model.busy) submit(dialog, event.currentTarget as HTMLFormElement, actions);
      }}
    >
      <h2 id="dialog-title" tabindex="-1" ?autofocus=${dialog.is !== "create"}>${title}</h2>
      ${content}
      <div class="buttons">${buttons}</div>
    </form>
  </dialog>`;
}

/** What the main button of a dialog does. */
function submit(dialog: Dialog, form: HTMLFormElement, actions: Actions): void {
  const name = form.elements.namedItem("name");
  if (dialog.is === "save") actions.save();
  if (dialog.is === "restore") actions.restore();
  if (dialog.is === "discard") dialog.go();
  if (dialog.is === "behind") actions.keepMine();
  if (dialog.is === "create" && name instanceof HTMLInputElement) actions.create(name.value.trim());
}

interface Parts {
  title: string;
  content: unknown;
  buttons: unknown;
}

function parts(dialog: Dialog, { busy, opened }: Model, actions: Actions): Parts {
  const main = (label: string) =>
    html`<button class="primary" aria-disabled=${busy ? "true" : "false"}>${label}</button>`;
  const cancel = (label = "Cancel") =>
    html`<button type="button" @click=${() => actions.show(undefined)}>${label}</button>`;
  const trouble = html`<div role="alert">
    ${"trouble" in dialog && dialog.trouble ? messageView(dialog.trouble, actions) : nothing}
  </div>`;
  switch (dialog.is) {
    case "save":
      return {
        title: "Save these changes?",
        content: html`
          ${dialog.parts.map(
            ({ name, changes }) => html`<h3>${name}</h3>
              ${list(changes)}`,
          )}
          <h3>In the tokens of the sample session</h3>
          ${effect(dialog.effect)}
          ${dialog.comparison ? compared(dialog.comparison) : nothing} ${trouble}
        `,
        buttons: html`${cancel()} ${main(busy ? "Saving…" : "Save")}`,
      };
    case "behind":
      return {
        title: "Somebody else saved meanwhile",
        content: html`
          <p>
            ${
              dialog.version
                ? html`Version ${dialog.version.number} of ${dialog.name} was saved by
                  ${who(dialog.version)} on ${when(dialog.version)}, after you had read it. It changed:`
                : html`${dialog.name} is another than the one that you had read. It changed:`
            }
          </p>
          ${list(dialog.changes)}
          <p>
            You can load theirs, and Undo brings your edits back. Or you keep editing: your next Save
            then shows how yours differs from theirs.
          </p>
        `,
        buttons: html`<button type="button" @click=${() => actions.takeTheirs()}>Load theirs</button>
          ${main("Keep my edits")}`,
      };
    case "history":
      return {
        title: `History of ${dialog.name}`,
        content: html`<ol class="versions">
            ${dialog.versions.map(
              (version, i) => html`<li>
                <div class="version">
                  <strong>Version ${version.number}</strong>
                  <span class="muted">${when(version)} by ${who(version)}</span>
                  ${
                    i === 0 || version.deleted
                      ? nothing
                      : html`<button
                        type="button"
                        aria-label="Restore version ${version.number}"
                        @click=${() => {
                          const { of, name } = dialog;
                          actions.show({ is: "restore", of, name, version });
                        }}
                      >
                        Restore…
                      </button>`
                  }
                </div>
                ${version.deleted ? html`<p class="muted">It was deleted.</p>` : list(detailed(version.changes))}
              </li>`,
            )}
          </ol>
          ${
            dialog.versions.length === 0
              ? html`<p class="muted">Nothing was saved yet.</p>`
              : nothing
          }
          ${
            dialog.more
              ? html`<button type="button" @click=${() => !busy && actions.older()}>Show older ones</button>`
              : nothing
          }
          ${trouble}`,
        buttons: cancel("Close"),
      };
    case "restore":
      return {
        title: `Restore version ${dialog.version.number} of ${dialog.name}?`,
        content: html`<p>
            What was saved on ${when(dialog.version)} by ${who(dialog.version)} is saved again, as a
            new version. ${opened ? "What you have not saved is discarded." : nothing}
          </p>
          ${trouble}`,
        buttons: html`${cancel()} ${main(busy ? "Restoring…" : "Restore")}`,
      };
    case "create":
      return {
        title: "New application",
        content: html`<label>
            <span>Name</span>
            <input name="name" type="text" required maxlength="200" autocomplete="off" autofocus />
          </label>
          ${trouble}`,
        buttons: html`${cancel()} ${main(busy ? "Creating…" : "Create")}`,
      };
    case "discard":
      return {
        title: "Discard your edits?",
        content: html`<p>What you changed in ${dialog.name} is not saved.</p>`,
        buttons: html`${cancel("Keep editing")} ${main("Discard")}`,
      };
  }
}

function who({ by }: Version): string {
  return by || "somebody without a token";
}

function when({ saved }: Version): TemplateResult {
  const date = new Date(saved);
  const text = Number.isNaN(date.getTime())
    ? saved
    : date.toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
  return html`<time datetime=${saved}>${text}</time>`;
}

function list(changes: readonly Change[]): TemplateResult {
  if (changes.length === 0) return html`<p class="muted">Nothing but the layout.</p>`;
  return html`<ul class="differences">
    ${changes.map(({ change, path, claim, before, after }) => {
      const place =
        change === "added" ? "added to" : change === "removed" ? "removed from" : `${change} in`;
      const where = html`<code>${path}</code> <span class="muted">${change}</span>`;
      return row(
        change,
        claim === undefined
          ? where
          : html`<code>${claim}</code> <span class="muted">${place}</span> <code>${path}</code>`,
        claim === undefined ? before : expressionOf(before, after),
        claim === undefined ? after : expressionOf(after, before),
      );
    })}
  </ul>`;
}

/** A mapping is its expression, unless something else in it differs. */
function expressionOf(text: string | undefined, other: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const expression = (mapping: string): unknown => JSON.parse(mapping).expression;
  const [own, others] = [expression(text), other === undefined ? undefined : expression(other)];
  return typeof own === "string" && own !== others ? own : text;
}

function effect(changes: readonly ClaimChange[] | string): TemplateResult {
  if (typeof changes === "string") return html`<p class="server-note odd">${changes}</p>`;
  if (changes.length === 0) return html`<p class="muted">No claim differs.</p>`;
  return html`<ul class="differences">
    ${changes.map(({ token, claim, before, after }) => {
      const change = before === undefined ? "added" : after === undefined ? "removed" : "changed";
      const word = { added: "added to", removed: "removed from", changed: "changed in" }[change];
      return row(
        change,
        html`<code>${claim}</code> <span class="muted">${word} ${TOKENS[token]}</span>`,
        before,
        after,
      );
    })}
  </ul>`;
}

/** What the server says of every session; what stays as it is, is left out. */
function compared({ says, claims }: Comparison): TemplateResult {
  const told = claims.filter(({ verdict }) => verdict !== "same" && verdict !== "never");
  return html`<h3>In the tokens of every session</h3>
    <p>${says}</p>
    <ul class="compared">
      ${told.map(
        ({ token, claim, says }) =>
          html`<li><code>${claim}</code> <span class="muted">in ${TOKENS[token as keyof typeof TOKENS] ?? token}:</span> ${says}</li>`,
      )}
    </ul>`;
}

function row(
  change: Change["change"],
  what: TemplateResult,
  before: string | undefined,
  after: string | undefined,
): TemplateResult {
  return html`<li class=${change}>
    <span class="sign" aria-hidden="true">${SIGNS[change]}</span>
    <span>${what}</span>
    <span class="values">
      ${before === undefined ? nothing : html`<del>${cut(before)}</del>`}
      ${before !== undefined && after !== undefined ? " → " : nothing}
      ${after === undefined ? nothing : html`<ins>${cut(after)}</ins>`}
    </span>
  </li>`;
}

function cut(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
