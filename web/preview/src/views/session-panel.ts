// The session and the request: presets, audience, scopes, the tenant and the JSON itself.

import { html, type TemplateResult } from "lit";
import type { Mark } from "../controllers/marks.js";
import { names } from "../expressions.js";
import { scopes, withScopes } from "../fixes.js";
import { pointer } from "../json-document.js";
import { type Actions, locate, type Model, problemsOf } from "../model.js";
import { SESSIONS } from "../presets.js";
import { menu } from "./menu.js";
import { note } from "./notes.js";
import { pasteZone } from "./paste-zone.js";
import { audienceFields } from "./request-panel.js";

export function sessionPanel(model: Model, actions: Actions): TemplateResult {
  const { state, session, answer } = model;
  const problems = problemsOf(answer?.edited, "invalid_session");
  const places = placesOf(model);
  const marked = places.find(
    ({ mark }) => mark.token === model.mark?.token && mark.claim === model.mark.claim,
  );
  return html`
    <section class="panel" part="panel session" aria-label="Sample session">
      <header>
        <h2 id="session-title">Session and request</h2>
        ${menu(
          "Load a sample",
          SESSIONS.map(({ label, session }) => ({
            label,
            choose: () => actions.edit({ session: `${JSON.stringify(session, null, 2)}\n` }),
          })),
        )}
      </header>
      <div class="body">
        ${audienceFields(model, actions)} ${scopeChips(model, actions)} ${pasteZone(actions)}
        ${odd(model)}
        <claims-editor
          id="session-editor"
          .label=${"Sample session as JSON"}
          .value=${state.session}
          .problems=${problems.map((place) => locate(state.session, session, place, "error"))}
          .marked=${marked}
          @edit=${(event: CustomEvent<{ value: string }>) =>
            actions.edit({ session: event.detail.value }, "session")}
          @point=${(event: CustomEvent<{ position: number | undefined }>) => {
            const { position } = event.detail;
            if (position === undefined) return; // what the pointer is on by then says so itself
            const at = places.filter(({ from, to }) => from <= position && position <= to);
            actions.point(at.toSorted((a, b) => a.to - a.from - (b.to - b.from))[0]?.mark);
          }}
        ></claims-editor>
      </div>
    </section>
  `;
}

interface Marked {
  mark: Mark;
  from: number;
  to: number;
}

/** Where in the session each mapped claim comes from, or would. */
function placesOf({ session, about, answer, good, stale }: Model): Marked[] {
  if (!session || !about || !good || stale) return [];
  const { expressions } = about.description;
  return good.reading.decisions.flatMap(({ token, claim, expression, path, stopped }) => {
    if (expression === undefined && path === undefined) return [];
    const all =
      expression === undefined
        ? ["user", ...names(path ?? "", expressions)]
        : names(expression, expressions);
    const steps = all[0] === answer?.bareRoot ? all.slice(1) : all;
    const nearest =
      stopped?.nearest === undefined ? undefined : [...session.path(stopped.at), stopped.nearest];
    const node = session.node(nearest ?? session.path(pointer(steps)));
    if (!node) return [];
    const whole = node.parent?.type === "property" ? node.parent : node;
    return [{ mark: { token, claim }, from: whole.offset, to: whole.offset + whole.length }];
  });
}

/** Warnings that stand with the audience, and first in the result. */
const ELSEWHERE: ReadonlySet<string> = new Set(["no_audience", "session_form"]);

/** What the engine warns of about the call. */
function odd({ answer }: Model): unknown {
  const warnings = (answer?.edited.reading ?? answer?.rest?.reading)?.warnings ?? [];
  return warnings
    .filter(
      ({ path, token, code }) => path === undefined && token === undefined && !ELSEWHERE.has(code),
    )
    .map(({ message }) => note("odd", message));
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
