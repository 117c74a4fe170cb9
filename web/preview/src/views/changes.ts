// Before and after: the saved config against the edited one, and one mode against the other.

import { html, nothing, type TemplateResult } from "lit";
import { difference } from "../difference.js";
import type { Model } from "../model.js";
import type { ClaimChange } from "../types.js";
import { NAMES } from "../verdicts.js";
import { visible } from "../visible.js";
import { coloured, cut, note, plural } from "./notes.js";
import { LEGACY } from "./request-panel.js";

/** How many claims the edits change, for the tab. */
export function changeCount({ answer }: Model): number {
  const found = answer && difference(answer.saved, answer.edited);
  return Array.isArray(found) ? found.length : 0;
}

export function changes(model: Model): TemplateResult | typeof nothing {
  const { answer, config } = model;
  if (!answer) return nothing;
  const legacy = config?.value(LEGACY) === true;
  return html`
    <div class="changes" part="changes">
      <h3>The edited config against the saved one</h3>
      ${
        model.state.saved === model.state.config
          ? html`<p class="muted">The config is as it was saved.</p>`
          : list(difference(answer.saved, answer.edited), "The edits change no token.")
      }
    </div>
    ${
      answer.otherMode
        ? html`<div class="changes">
          <h3>${legacy ? "After the migration from legacy mode" : "If the tenant were in legacy mode"}</h3>
          ${list(difference(answer.edited, answer.otherMode), "It would change no token.")}
        </div>`
        : nothing
    }
    ${
      answer.edited.reading?.logs.length
        ? html`<details>
          <summary>Entry in the tenant's log</summary>
          <pre class="payload" tabindex="0" role="region" aria-label="Log entry">${answer.edited.reading.logs.map(
            (log) => visible(JSON.stringify(log, null, 2)),
          )}</pre>
        </details>`
        : nothing
    }
  `;
}

function list(found: ClaimChange[] | string, none: string): TemplateResult {
  if (typeof found === "string") return note("bad", found);
  if (found.length === 0) return html`<p class="muted">${none}</p>`;
  return html`
    <p class="muted">${plural(found.length, "claim")} would differ.</p>
    <ul class="changes">
      ${found.map(change)}
    </ul>
  `;
}

function change({ token, claim, before, after }: ClaimChange): TemplateResult {
  const [kind, sign, word] =
    before === undefined
      ? ["added", "+", "added to"]
      : after === undefined
        ? ["removed", "−", "removed from"]
        : ["changed", "~", "changed in"];
  return html`
    <li class="change ${kind}">
      <span class="sign" aria-hidden="true">${sign}</span>
      <span><code>${visible(claim)}</code> <span class="muted">${word} ${NAMES[token]}</span></span>
      <span class="values mono">
        ${before === undefined ? nothing : html`<del>${coloured(cut(before))}</del>`}
        ${before !== undefined && after !== undefined ? " → " : nothing}
        ${after === undefined ? nothing : html`<ins>${coloured(cut(after))}</ins>`}
      </span>
    </li>
  `;
}
