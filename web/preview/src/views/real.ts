// A token that somebody really got, beside the one that is previewed.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Actions, Model } from "../model.js";
import { type Comparison, compare, kindOf } from "../real-token.js";
import { NAMES } from "../verdicts.js";
import { visible } from "../visible.js";
import { reasons } from "./mending.js";
import { coloured, cut, dateOf } from "./notes.js";

export function realView(model: Model, actions: Actions): TemplateResult {
  const { real, pasted } = model;
  const check = (event: Event) => actions.check((event.target as HTMLTextAreaElement).value);
  return html`
    <div class="real" part="real">
      <label for="real-token">
        A token that was really issued. It is decoded in this browser, kept nowhere and in no link.
      </label>
      <textarea
        id="real-token"
        class="mono"
        data-own-undo
        rows="4"
        spellcheck="false"
        autocomplete="off"
        placeholder="eyJhbGciOi…"
        .value=${live(pasted)}
        @input=${check}
      ></textarea>
      <div class="verdict">${real ? comparison(model) : nothing}</div>
    </div>
  `;
}

function comparison(model: Model): TemplateResult | typeof nothing {
  const { real, good, config } = model;
  if (!real || !good) return nothing;
  const token = kindOf(real, config?.string(["client_id"]));
  const all = compare(real, token, good.reading);
  const count = (is: Comparison["is"]) => all.filter((each) => each.is === is).length;
  const custom = all.length - count("unmapped");
  const differ = custom - count("same") - count("missing");
  return html`
    <h2 class="headline">
      ${
        differ === 0
          ? `This token is what ${NAMES[token]} of this preview is`
          : `${differ} of ${custom} claims differ from ${NAMES[token]} of this preview`
      }
    </h2>
    <p class="muted">${lifetime(model)}</p>
    <table class="compared">
      <caption class="visually-hidden">The token claim by claim</caption>
      <thead>
        <tr><th></th><th>Claim</th><th>In the token</th><th>In the preview</th></tr>
      </thead>
      <tbody>
        ${all.map((each) => row(model, each))}
      </tbody>
    </table>
  `;
}

function lifetime({ real }: Model): string {
  const [issued, expires] = ["iat", "exp"].map((name) => {
    const node = real?.payload.node([name]);
    return node && real ? dateOf(real.payload.raw(node)) : undefined;
  });
  const parts = [issued && `Issued ${issued} UTC`, expires && `expires ${expires} UTC`];
  return [...parts.filter(Boolean), "its signature was not verified."].join(", ");
}

const SIGNS: { [is in Comparison["is"]]: [sign: string, words: string, mood: string] } = {
  same: ["✓", "in both", "good"],
  other: ["~", "another value", "odd"],
  "not there": ["✗", "in the preview only", "bad"],
  missing: ["–", "in neither", ""],
  surplus: ["!", "in the token only", "bad"],
  unmapped: ["·", "not from a mapping", ""],
};

function row(model: Model, each: Comparison): TemplateResult {
  const [sign, words, mood] = SIGNS[each.is];
  const shown = (text: string) => html`<span class="mono">${coloured(cut(text))}</span>`;
  return html`<tr class=${each.is === "unmapped" ? "standard" : "custom"} data-is=${each.is}>
    <td><span class="sign ${mood}" aria-hidden="true">${sign}</span></td>
    <td><code>${visible(each.claim)}</code><br /><span class="muted">${words}</span></td>
    <td>${"value" in each ? shown(each.value) : "–"}</td>
    <td>
      ${
        each.is === "same"
          ? "the same"
          : "preview" in each
            ? shown(each.preview)
            : "decision" in each
              ? reasons(model, each.decision)
              : "–"
      }
    </td>
  </tr>`;
}
