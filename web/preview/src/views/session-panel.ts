// The sample session: presets, scopes and the JSON itself.

import { html, type TemplateResult } from "lit";
import { scopes, withScopes } from "../fixes.js";
import { type Actions, locate, type Model, problemsOf } from "../model.js";
import { SESSIONS } from "../presets.js";
import { menu } from "./menu.js";

export function sessionPanel(model: Model, actions: Actions): TemplateResult {
  const { state, session, answer } = model;
  const problems = problemsOf(answer?.edited, "invalid_session");
  return html`
    <section class="panel" part="panel session" aria-labelledby="session-title">
      <header>
        <h2 id="session-title">Sample session</h2>
        ${menu(
          "Load a sample",
          SESSIONS.map(({ label, session }) => ({
            label,
            choose: () => actions.edit({ session: `${JSON.stringify(session, null, 2)}\n` }),
          })),
        )}
      </header>
      <div class="body">
        ${scopeChips(model, actions)}
        <claims-editor
          id="session-editor"
          .label=${"Sample session as JSON"}
          .value=${state.session}
          .problems=${problems.map((place) => locate(state.session, session, place, "error"))}
          @edit=${(event: CustomEvent<{ value: string }>) =>
            actions.edit({ session: event.detail.value }, "session")}
        ></claims-editor>
      </div>
    </section>
  `;
}

function scopeChips(model: Model, actions: Actions): TemplateResult {
  const { session, about, answer } = model;
  const source = { session, bareRoot: answer?.bareRoot };
  const granted = scopes(source);
  const known = ["openid", ...Object.keys(about?.description.profile_claims ?? {})];
  const usable = session?.root.type === "object" && answer !== undefined;
  const grant = (next: readonly string[]) => {
    const text = withScopes(source, next);
    if (text !== undefined) actions.follow({ session: text });
  };
  return html`
    <fieldset ?disabled=${!usable}>
      <legend>Granted scopes</legend>
      <div class="chips">
        ${[...new Set([...known, ...granted])].map((scope) => {
          const on = granted.includes(scope);
          return html`<button
            type="button"
            aria-pressed=${on ? "true" : "false"}
            @click=${() => grant(on ? granted.filter((other) => other !== scope) : [...granted, scope])}
          >
            ${scope}
          </button>`;
        })}
        <input
          type="text"
          aria-label="Grant another scope"
          placeholder="another…"
          @keydown=${(event: KeyboardEvent) => {
            const input = event.target as HTMLInputElement;
            const scope = input.value.trim();
            if (event.key !== "Enter" || scope === "") return;
            input.value = "";
            if (!granted.includes(scope)) grant([...granted, scope]);
          }}
        />
      </div>
    </fieldset>
  `;
}
