// The config: its mappings as a table or as JSON, two views of one text.

import { html, nothing, type TemplateResult } from "lit";
import { completeExpression } from "../completions.js";
import type { FieldMessage, Suggest, Suggestion } from "../editor/types.js";
import { attributePaths, matching, paths } from "../expressions.js";
import type { JsonDocument } from "../json-document.js";
import { count, type Group, groups, type Row, setExpression, setName } from "../mappings.js";
import { type Actions, locate, type Model, type Place, problemsOf } from "../model.js";
import { visible } from "../visible.js";
import { note } from "./notes.js";

const TITLES = { access_token: "Access token", id_token: "ID token", saml: "SAML attributes" };

export function configPanel(model: Model, actions: Actions): TemplateResult {
  const { configView: view, about, config } = model;
  const used = about && config ? count(config, about.description) : undefined;
  return html`
    <section class="panel" part="panel config" aria-labelledby="config-title">
      <header>
        <h2 id="config-title">Config</h2>
        ${
          used &&
          html`<span class="pill ${used.used > used.limit ? "bad" : ""}" part="counter">
            ${used.used} of ${used.limit} mappings
          </span>`
        }
        <div class="segments" role="group" aria-label="Show the config as">
          ${(["table", "json"] as const).map(
            (name) => html`<button
              type="button"
              aria-pressed=${view === name ? "true" : "false"}
              @click=${() => actions.showConfigAs(name)}
            >
              ${name === "table" ? "Table" : "JSON"}
            </button>`,
          )}
        </div>
      </header>
      <div class="body">${view === "table" ? table(model, actions) : editor(model, actions)}</div>
    </section>
  `;
}

/** What the engine says about the config: first problems, which stop it, then warnings. */
function reports(model: Model): { severity: FieldMessage["severity"]; place: Place }[] {
  const { problems = [], warnings = [] } = model.answer?.validation ?? {};
  return [
    ...problems.map((place) => ({ severity: "error" as const, place })),
    ...warnings.map((place) => ({ severity: "warning" as const, place })),
  ];
}

function editor(model: Model, actions: Actions): TemplateResult {
  const { config, state } = model;
  return html`
    <claims-editor
      id="config-editor"
      .label=${"Config as JSON"}
      .value=${state.config}
      .problems=${reports(model).map(({ severity, place }) =>
        locate(state.config, config, place, severity),
      )}
      .complete=${(text: string, position: number) =>
        completeExpression(text, position, expressionsOf(model, false))}
      @edit=${(event: CustomEvent<{ value: string }>) =>
        actions.edit({ config: event.detail.value }, "config")}
    ></claims-editor>
  `;
}

function table(model: Model, actions: Actions): TemplateResult {
  const { config } = model;
  const all = reports(model);
  if (!config) {
    const problems = problemsOf(model.answer?.edited, "invalid_config");
    return html`
      <div class="notes">
        ${note(
          "bad",
          html`The config cannot be shown as a table.
          ${problems[0]?.message ?? "It is too long for it."}
            <button class="link" type="button" @click=${() =>
              problems[0] ? actions.reveal("config", problems[0]) : actions.showConfigAs("json")}>
              Show it in the JSON
            </button>`,
        )}
      </div>
    `;
  }
  const lists = groups(config);
  const shown = lists.filter(
    ({ id, rows }) => id !== "saml" || rows.length > 0 || model.good?.reading.attributes,
  );
  const places = new Set<string>();
  for (const { rows } of shown)
    for (const row of rows) places.add(row.place).add(row.namePlace).add(row.expressionPlace);
  const elsewhere = all.filter(({ place }) => !belongsToRow(place, places));
  return html`
    ${shown.map((group) => groupView(model, actions, group, all))}
    ${elsewhere.length ? reportList(actions, elsewhere) : nothing}
  `;
}

function belongsToRow({ path }: Place, places: ReadonlySet<string>): boolean {
  if (path === undefined) return false;
  return places.has(path) || places.has(path.slice(0, path.lastIndexOf("/")));
}

function reportList(actions: Actions, list: ReturnType<typeof reports>): TemplateResult {
  return html`<ul class="notes" aria-label="Problems and warnings">
    ${list.map(
      ({ severity, place }) => html`<li>
        ${note(
          severity === "error" ? "bad" : "odd",
          html`${place.message}
            <span class="where muted">
              <code>${place.path ? visible(place.path) : place.offset !== undefined ? `byte ${place.offset}` : ""}</code>
              <button class="link" type="button" @click=${() => actions.reveal("config", place)}>
                Show in the JSON
              </button>
            </span>`,
        )}
      </li>`,
    )}
  </ul>`;
}

function groupView(
  model: Model,
  actions: Actions,
  group: Group,
  all: ReturnType<typeof reports>,
): TemplateResult {
  const title = TITLES[group.id];
  const saml = group.id === "saml";
  return html`
    <div class="group" role="group" aria-label="${title} mappings">
      <header><h3>${title}</h3></header>
      ${
        group.broken
          ? note("bad", html`Something other than a list stands at <code>${group.place}</code>.`)
          : html`
            <div class="rows" data-group=${group.id}>
              ${
                group.rows.length
                  ? html`<div class="row head" aria-hidden="true">
                    <span></span><span>${saml ? "Attribute" : "Claim"}</span>
                    <span>${saml ? "Path into the user" : "Expression"}</span><span></span>
                  </div>`
                  : html`<p class="muted">
                    ${saml ? "No attribute is mapped." : "Nothing is mapped into this token."}
                  </p>`
              }
              ${group.rows.map((row, i) => rowView(model, actions, group, row, i, all))}
            </div>
            <button type="button" data-add=${group.id} @click=${() => actions.addRow(group)}>
              + Add ${saml ? "an attribute" : "a mapping"}
            </button>
          `
      }
    </div>
  `;
}

function rowView(
  model: Model,
  actions: Actions,
  group: Group,
  row: Row,
  index: number,
  all: ReturnType<typeof reports>,
): TemplateResult {
  const { config, drag } = model;
  const last = group.rows.length - 1;
  const called = visible(row.name) || `row ${index + 1}`;
  const saml = group.id === "saml";
  const here = all.filter(
    ({ place: { path } }) => path === row.place || path?.startsWith(`${row.place}/`),
  );
  // One place serves for both fields of an attribute: what it is about is mostly its path.
  const fields = saml ? [row.expressionPlace] : [row.namePlace, row.expressionPlace];
  const errors = (path: string): FieldMessage[] =>
    here
      .filter(({ severity, place }) => severity === "error" && place.path === path)
      .map(({ place }) => ({ severity: "error", text: place.message }));
  const others = here.filter(
    ({ severity, place: { path = "" } }) => severity === "warning" || !fields.includes(path),
  );
  const edit = (text: string | undefined, field: string) => {
    if (text !== undefined) actions.edit({ config: text }, `${group.id} ${index} ${field}`);
  };
  const dragged = drag?.group === group.id ? drag : undefined;
  const target = dragged && dragged.to === index && dragged.to !== dragged.from;
  return html`
    <div
      class="row ${dragged?.from === index ? "dragged" : ""} ${target ? "target" : ""} ${target && dragged.to > dragged.from ? "below" : ""}"
      role="group"
      aria-label="Mapping ${index + 1}: ${called}"
      data-row=${index}
    >
      <button
        type="button"
        class="plain handle"
        aria-label="Move ${called}"
        title="Drag, or press the arrow keys, to move this row"
        @pointerdown=${(event: PointerEvent) => actions.startDrag(event, group, index)}
        @keydown=${(event: KeyboardEvent) => {
          const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
          if (step === 0) return;
          event.preventDefault();
          actions.moveRow(group, index, index + step);
        }}
      >
        ⠿
      </button>
      <claims-field
        class="name"
        .label=${saml ? "Attribute name" : "Claim name"}
        .placeholder=${saml ? "attribute" : "https://shop.example/country"}
        .value=${row.name}
        .messages=${saml ? [] : errors(row.namePlace)}
        .monospace=${true}
        .disabled=${row.broken}
        @edit=${(event: CustomEvent<{ value: string }>) =>
          edit(config && setName(config, group, index, event.detail.value), "name")}
      ></claims-field>
      <claims-field
        class="expression"
        .label=${saml ? "Path into the user" : "Expression"}
        .placeholder=${saml ? "app_metadata.tier" : "anonymous_session.metadata.country"}
        .value=${row.expression}
        .messages=${errors(row.expressionPlace)}
        .monospace=${true}
        .disabled=${row.broken}
        .suggest=${suggestions(model, saml)}
        @edit=${(event: CustomEvent<{ value: string }>) =>
          edit(config && setExpression(config, group, index, event.detail.value), "expression")}
      ></claims-field>
      <div class="tools">
        <button type="button" class="plain" data-tool="up" aria-label="Move ${called} up"
          ?disabled=${index === 0} @click=${() => actions.moveRow(group, index, index - 1)}>↑</button>
        <button type="button" class="plain" data-tool="down" aria-label="Move ${called} down"
          ?disabled=${index === last} @click=${() => actions.moveRow(group, index, index + 1)}>↓</button>
        <button type="button" class="plain" data-tool="remove" aria-label="Remove ${called}"
          @click=${() => actions.removeRow(group, index)}>✕</button>
      </div>
      ${others.map(({ severity, place }) =>
        severity === "error"
          ? html`<div class="whole">${note("bad", place.message)}</div>`
          : html`<p class="whole hint">${place.message}</p>`,
      )}
    </div>
  `;
}

// The session's paths are listed once for each session, when somebody first asks for them.
let listed:
  | {
      session: JsonDocument;
      bareRoot: string | undefined;
      attributes: boolean;
      list: readonly Suggestion[];
    }
  | undefined;

function expressionsOf(
  { session, about, answer }: Model,
  attributes: boolean,
): readonly Suggestion[] {
  if (!session || !about || !answer) return [];
  const { bareRoot } = answer;
  if (
    listed?.session !== session ||
    listed.bareRoot !== bareRoot ||
    listed.attributes !== attributes
  ) {
    const grammar = about.description.expressions;
    const list = attributes ? attributePaths(session, grammar) : paths(session, bareRoot, grammar);
    listed = { session, bareRoot, attributes, list };
  }
  return listed.list;
}

function suggestions(model: Model, attributes: boolean): Suggest {
  return (typed) => matching(expressionsOf(model, attributes), typed);
}
