// Where things are pasted or dropped, and what they were taken for.

import { html, nothing, type TemplateResult } from "lit";
import type { Actions, Model } from "../model.js";
import { visible } from "../visible.js";

export function pasteZone(actions: Actions): TemplateResult {
  const chosen = async (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) actions.takeFile(file);
    input.value = "";
  };
  return html`
    <div class="paste" part="paste">
      <textarea
        rows="1"
        data-own-undo
        aria-label="Paste or drop anything"
        placeholder="Paste or drop anything: a token, a session, a user profile, an Action’s event, an exported application"
        spellcheck="false"
        @keydown=${(event: KeyboardEvent) => {
          const field = event.currentTarget as HTMLTextAreaElement;
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          actions.take(field.value);
          field.value = "";
        }}
      ></textarea>
      <label class="file">
        Import a file…
        <input type="file" class="visually-hidden" @change=${chosen} />
      </label>
    </div>
  `;
}

export function noticeView(
  { notice, canUndo }: Model,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (!notice) return nothing;
  const { text, mood, undo, choices } = notice;
  return html`<div class="note ${mood === "bad" ? "bad" : ""} notice" part="notice">
    <span>${visible(text)}</span>
    ${
      undo && canUndo
        ? html`<button type="button" class="link" @click=${() => actions.undo()}>Undo</button>`
        : nothing
    }
    <button type="button" class="plain" aria-label="Dismiss" @click=${() => actions.dismiss()}>✕</button>
    ${
      choices
        ? html`<ul class="choices" aria-label="Which one?">
          ${choices.map(
            (choice) => html`<li>
              <button type="button" @click=${() => actions.choose(choice)}>${visible(choice.label)}</button>
            </li>`,
          )}
        </ul>`
        : nothing
    }
  </div>`;
}
