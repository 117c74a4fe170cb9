// A token as it is sent, its parts in colour, and a real one where an issuer is at hand.

import { html, nothing, type TemplateResult } from "lit";
import type { Actions, Model } from "../model.js";
import type { Claim } from "../reading.js";
import { grouped, note, size } from "./notes.js";
import { EXAMPLE_HEADER, payloadText, SIGNATURE_CHARACTERS } from "./token.js";

export function jwtView(
  model: Model,
  actions: Actions,
  lines: readonly { claim: Claim; of: "standard" | "custom" }[],
  token: "access_token" | "id_token",
): TemplateResult {
  const real =
    model.issued && "token" in model.issued && token === "access_token" ? model.issued : undefined;
  const [header = "", payload = "", signature = ""] = real
    ? real.token.split(".")
    : [encoded(EXAMPLE_HEADER), encoded(payloadText(lines)), "·".repeat(SIGNATURE_CHARACTERS)];
  const length = header.length + payload.length + signature.length + 2;
  return html`
    ${issuing(model, actions, token)}
    <pre class="payload jwt" part="jwt" tabindex="0" role="region" aria-label="JWT"><span
        ><span class="header">${header}</span>.<span class="claims">${payload}</span>.<span class="signature">${signature}</span></span
      ></pre>
    <p class="muted">
      ${real ? "Issued by this server" : "The payload as the issuer encodes it; header and signature are the issuer’s own"}:
      <span class="header">header ${header.length}</span> +
      <span class="claims">payload ${payload.length}</span> +
      <span class="signature">signature ${signature.length}</span> + 2 dots =
      ${grouped(length)} characters, ${size(length)} as sent.
    </p>
  `;
}

function issuing(model: Model, actions: Actions, token: string): TemplateResult | typeof nothing {
  const { issued, canIssue } = model;
  if (!canIssue || token !== "access_token") return nothing;
  return html`<div class="offers">
      <button type="button" class="primary" @click=${() => actions.issue()}>Issue this token</button>
      ${
        issued && "token" in issued
          ? html`<button type="button" @click=${() => actions.copy("token", issued.token)}>
                Copy the token
              </button>
              <button type="button" @click=${() => actions.copy("curl command", issued.command)}>
                Copy as curl
              </button>`
          : nothing
      }
    </div>
    ${issued && "trouble" in issued ? note("bad", issued.trouble) : nothing}`;
}

/** A text as a part of a JWT: base64url of its UTF-8. */
export function encoded(text: string): string {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
