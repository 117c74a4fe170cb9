// The sizes of one token: a line that adds up, and how far the total is from the limits.

import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { About } from "../evaluation.js";
import type { Reading } from "../reading.js";
import { grouped, note, size } from "./notes.js";

/** More terms than these are summed up. */
const TERMS = 6;

export function sizes(
  { payload, decisions, warnings }: Pick<Reading, "payload" | "decisions" | "warnings">,
  token: string,
  about: About | undefined,
  sent?: number,
): TemplateResult | typeof nothing {
  const total = payload[token];
  if (!total || !about) return nothing;
  const { payload_warning_bytes: warn, payload_serious_warning_bytes: serious } =
    about.description.limits;
  const claims = decisions.filter(
    (decision) =>
      decision.token === token && decision.verdict === "added" && decision.source !== "system",
  );
  const mood = total.bytes > total.limit ? "bad" : total.bytes > warn ? "odd" : "";
  const what = token === "saml" ? "attributes" : "custom claims";
  return html`
    <div class="sizes" part="sizes">
      <p class="sum">${sum(
        total.bytes,
        claims.map(({ bytes }) => bytes),
        what,
      )}${sent === undefined ? nothing : `; about ${size(sent)} as sent`}</p>
      ${gauge(total, [warn, serious], mood)}
      ${warnings
        .filter((warning) => warning.token === token)
        .map(({ message }) => note("odd", message))}
    </div>
  `;
}

function sum(total: number, parts: readonly number[], what: string): string {
  const all = `${grouped(total)} bytes of ${what}`;
  if (parts.length === 0) return all;
  const claims = parts.reduce((whole, part) => whole + part, 0);
  const terms =
    parts.length > TERMS
      ? `${grouped(claims)} of ${parts.length} ${what}`
      : parts.map(grouped).join(" + ");
  return `${all} = ${terms} + ${grouped(total - claims)} of punctuation`;
}

/** From nothing to the limit on a logarithmic scale, so that small payloads show too. */
function gauge(
  { bytes, limit }: { bytes: number; limit: number },
  marks: readonly number[],
  mood: string,
): TemplateResult {
  const place = (n: number) =>
    `${Math.min(100, (100 * Math.log1p(n / 64)) / Math.log1p(limit / 64))}%`;
  return html`
    <div
      class="gauge"
      role="meter"
      aria-label="Size of the custom claims"
      aria-valuemin="0"
      aria-valuemax=${limit}
      aria-valuenow=${Math.min(bytes, limit)}
      aria-valuetext="${size(bytes)} of ${size(limit)}"
    >
      <div class="bar"><i class=${mood} ${length("width", place(bytes))}></i></div>
      ${[...marks, limit].map(
        (at) => html`<div
          class="mark ${at === limit ? "last" : ""}"
          ${length("inset-inline-start", place(at))}
        >
          <span>${size(at)}${at === limit ? html`<span class="more">: no token</span>` : nothing}</span>
        </div>`,
      )}
    </div>
  `;
}

/** Sets a length by script: a strict policy of the page forbids style attributes. */
function length(property: string, value: string) {
  return ref((element) => (element as HTMLElement | undefined)?.style.setProperty(property, value));
}
