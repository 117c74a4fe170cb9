// The byte ledger of one token: what each claim costs, and how far the total is from the limits.

import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { About } from "../evaluation.js";
import type { Reading } from "../reading.js";
import { visible } from "../visible.js";
import { note, size } from "./notes.js";

export function ledger(
  { payload, decisions, warnings }: Reading,
  token: string,
  about: About | undefined,
): TemplateResult | typeof nothing {
  const total = payload[token];
  if (!total || !about) return nothing;
  const { payload_warning_bytes: warn, payload_serious_warning_bytes: serious } =
    about.description.limits;
  const claims = decisions
    .filter((decision) => decision.token === token && decision.verdict === "added")
    .sort((a, b) => b.bytes - a.bytes);
  const largest = claims[0]?.bytes ?? 1;
  const mood = total.bytes > total.limit ? "bad" : total.bytes > warn ? "odd" : "";
  return html`
    <div class="ledger" part="ledger">
      <h3>${size(total.bytes)} of custom claims</h3>
      ${gauge(total, [warn, serious], mood)}
      ${warnings
        .filter((warning) => warning.token === token)
        .map(({ message }) => note("odd", message))}
      ${
        claims.length
          ? html`<table>
            <thead>
              <tr><th>Claim</th><th></th><th class="number">Bytes</th></tr>
            </thead>
            <tbody>
              ${claims.map(
                ({ claim, bytes }) => html`<tr>
                  <td><code>${visible(claim)}</code></td>
                  <td>
                    <span class="share" aria-hidden="true"
                      ><i ${length("width", `${(100 * bytes) / largest}%`)}></i
                    ></span>
                  </td>
                  <td class="number">${bytes.toLocaleString("en")}</td>
                </tr>`,
              )}
            </tbody>
          </table>`
          : nothing
      }
    </div>
  `;
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
          <span>${size(at)}</span>
        </div>`,
      )}
    </div>
  `;
}

/** Sets a length by script: a strict policy of the page forbids style attributes. */
function length(property: string, value: string) {
  return ref((element) => (element as HTMLElement | undefined)?.style.setProperty(property, value));
}
