// What happened, and what can be done about it.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Actions, Message } from "./model.js";

export function messageView(
  { mood, text, problems = [], again }: Message,
  actions: Actions,
): TemplateResult {
  return html`<div class="server-note ${mood}">
    <span>${text}</span>
    ${again ? html`<button type="button" @click=${() => actions.connect()}>Try again</button>` : nothing}
    ${
      problems.length
        ? html`<ul>
          ${problems.map(
            (problem) => html`<li>
              ${problem.message}
              ${
                problem.path === undefined
                  ? nothing
                  : html`<button type="button" class="link" @click=${() => actions.reveal(problem)}>
                    Go to ${actions.placeOf(problem)}
                  </button>`
              }
            </li>`,
          )}
        </ul>`
        : nothing
    }
  </div>`;
}
