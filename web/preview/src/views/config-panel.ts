// The config: its mappings as a table or as JSON, two views of one text.

import type { Description } from "@claimsmith/engine";
import { html, nothing, type TemplateResult } from "lit";
import { completeExpression } from "../completions.js";
import type { Draft } from "../controllers/draft.js";
import type { FieldMessage, Suggest, Suggestion } from "../editor/types.js";
import { attributePaths, matching, paths } from "../expressions.js";
import type { JsonDocument } from "../json-document.js";
import { count, type Group, groups, type Row, setExpression, setName } from "../mappings.js";
import { type Actions, locate, type Model, type Place, placeName, problemsOf } from "../model.js";
import { NAMES, type RowState, verdictOf } from "../verdicts.js";
import { visible } from "../visible.js";
import { offers, reasons } from "./mending.js";
import { coloured, note, plural } from "./notes.js";

const TITLES = { access_token: "Access token", id_token: "ID token", saml: "SAML attributes" };

export function configPanel(model: Model, actions: Actions): TemplateResult {
  const { configView: view, about, config } = model;
  const used = about && config ? count(config, about.description) : undefined;
  const name = config?.string(["name"]);
  return html`
    <section class="panel" part="panel config" aria-label="Config">
      <header>
        <h2 id="config-title">Mappings${name ? html` of ${visible(name)}` : nothing}</h2>
        ${
          used &&
          html`<span class="pill ${used.used > used.limit ? "bad" : ""}" part="counter">
            ${used.used} of ${used.limit}<span class="visually-hidden"> mappings</span>
          </span>`
        }
        <span class="status">${status(model)}</span>
        <div class="toolbar" part="toolbar">
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
          ${tools(model, actions)}
          <slot name="actions"></slot>
        </div>
      </header>
      <div class="body">${view === "table" ? table(model, actions) : editor(model, actions)}</div>
    </section>
  `;
}

function status({ answer, config, state, draft }: Model): unknown {
  const problems = answer?.validation.problems ?? [];
  const counted =
    draft && config ? problems.filter(({ path }) => !isOf(draft, config, path)) : problems;
  const isEmpty = config && groups(config).every(({ rows }) => rows.length === 0);
  return html`${
    !answer
      ? nothing
      : counted.length
        ? html`<span class="pill bad">${plural(counted.length, "problem")}</span>`
        : isEmpty
          ? html`<span class="pill odd">Nothing is mapped</span>`
          : draft && problems.length
            ? nothing
            : html`<span class="pill good">Valid config</span>`
  }${state.saved === state.config ? nothing : html`<span class="pill">Not saved</span>`}`;
}

/** Whether a problem is one of the row that is still being written. */
function isOf(draft: Draft, config: JsonDocument, path: string | undefined): boolean {
  const place = groups(config).find(({ id }) => id === draft.group)?.rows[draft.index]?.place;
  return place !== undefined && (path === place || path?.startsWith(`${place}/`) === true);
}

/** A button that has nothing to do keeps the focus that it has. */
function tools(model: Model, actions: Actions): TemplateResult {
  const { state, answer, canUndo, canRedo, canSave, draft } = model;
  const changed = state.saved !== state.config;
  const tool = (name: string, able: boolean, act: () => void, kind = "") => html`<button
    type="button"
    class=${kind}
    aria-disabled=${able ? "false" : "true"}
    @click=${() => able && act()}
  >
    ${name}
  </button>`;
  return html`${tool("Undo", canUndo, () => actions.undo())}
  ${tool("Redo", canRedo, () => actions.redo())}
  ${tool("Revert", changed, () => actions.edit({ config: state.saved }))}
  ${
    canSave
      ? tool(
          "Save",
          changed && (answer?.validation.valid === true || draft !== undefined),
          () => actions.save(),
          "primary",
        )
      : nothing
  }`;
}

/** With what was probably meant, if the engine knows. */
type Report = Place & { suggestion?: string };

/** What the engine says about the config: first problems, which stop it, then warnings. */
function reports(model: Model): { severity: FieldMessage["severity"]; place: Report }[] {
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
    ${elsewhere.length ? reportList(model, actions, elsewhere) : nothing}
  `;
}

function belongsToRow({ path }: Place, places: ReadonlySet<string>): boolean {
  if (path === undefined) return false;
  return places.has(path) || places.has(path.slice(0, path.lastIndexOf("/")));
}

function reportList(
  { state, config }: Model,
  actions: Actions,
  list: ReturnType<typeof reports>,
): TemplateResult {
  return html`<ul class="notes" aria-label="Problems and warnings">
    ${list.map(
      ({ severity, place }) => html`<li>
        ${note(
          severity === "error" ? "bad" : "odd",
          html`${place.message}
            <span class="where muted">
              ${
                place.code === "unread_mappings"
                  ? html`<button class="link" type="button" @click=${() => actions.take(state.config)}>
                    Read them as a config
                  </button>`
                  : nothing
              }
              <button class="link" type="button" @click=${() => actions.reveal("config", place)}>
                Go to ${placeName(state.config, config, place)}
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
  const { effective } = model;
  return html`
    <div class="group" role="group" aria-label="${title} mappings">
      ${
        group.rows.length || group.broken
          ? html`<header>
            <h3>${title}</h3>
            ${
              group.id === "access_token" && effective
                ? html`<span class="pill odd">Not used for this audience: those of ${visible(effective.name)} are</span>`
                : nothing
            }
          </header>`
          : nothing
      }
      ${
        group.broken
          ? note(
              "bad",
              `Something other than a list stands where the mappings of ${NAMES[group.id]} belong.`,
            )
          : html`
            <div class="rows" data-group=${group.id}>
              ${
                group.rows.length
                  ? html`<div class="row head" aria-hidden="true">
                    <span></span><span>${saml ? "Attribute" : "Claim"}</span>
                    <span>${saml ? "Path into the user" : "Expression"}</span><span>Value here</span><span></span>
                  </div>`
                  : nothing
              }
              ${group.rows.map((row, i) => rowView(model, actions, group, row, i, all))}
            </div>
            <button
              type="button"
              class=${group.rows.length ? "" : "link"}
              data-add=${group.id}
              @click=${() => actions.addRow(group)}
            >
              + Add ${saml ? "an attribute" : "a mapping"}${
                group.rows.length ? nothing : html` to the ${title}: nothing is mapped`
              }
            </button>
          `
      }
    </div>
  `;
}

const STATES: { [state in RowState]: [sign: string, words: string] } = {
  in: ["✓", "in the token"],
  missing: ["✗", "missing"],
  broken: ["!", "broken"],
  draft: ["…", "new"],
  unused: ["–", "not used for this audience"],
  unknown: ["·", ""],
};

function rowView(
  model: Model,
  actions: Actions,
  group: Group,
  row: Row,
  index: number,
  all: ReturnType<typeof reports>,
): TemplateResult {
  const { config, drag, mark, unfolded, about } = model;
  const last = group.rows.length - 1;
  const called = visible(row.name) || `row ${index + 1}`;
  const saml = group.id === "saml";
  const here = all.filter(
    ({ place: { path } }) => path === row.place || path?.startsWith(`${row.place}/`),
  );
  const verdict = verdictOf(model, group.id, row, index);
  const { state, decision } = verdict;
  // One place serves for both fields of an attribute: what it is about is mostly its path.
  const fields = saml ? [row.expressionPlace] : [row.namePlace, row.expressionPlace];
  const errors = (path: string): FieldMessage[] =>
    state === "draft"
      ? []
      : here
          .filter(({ severity, place }) => severity === "error" && place.path === path)
          .map(({ place }) => ({ severity: "error", text: place.message }));
  const problems = here.filter(({ severity }) => severity === "error");
  const others =
    state === "draft" ? [] : problems.filter(({ place: { path = "" } }) => !fields.includes(path));
  const suggested = problems.find(({ place }) => place.suggestion !== undefined)?.place.suggestion;
  const lint = here.filter(({ severity }) => severity === "warning");
  const lintKey = `lint ${row.place}`;
  const edit = (text: string | undefined, field: string) => {
    if (text !== undefined) actions.edit({ config: text }, `${group.id} ${index} ${field}`);
  };
  const dragged = drag?.group === group.id ? drag : undefined;
  const target = dragged && dragged.to === index && dragged.to !== dragged.from;
  const marked = mark?.token === group.id && mark.claim === row.name;
  const [sign, words] = STATES[state];
  const expressionFocus = `[data-group="${group.id}"] [data-row="${index}"] .expression input`;
  return html`
    <div
      class="row ${state} ${marked ? "marked" : ""} ${dragged?.from === index ? "dragged" : ""} ${target ? "target" : ""} ${target && dragged.to > dragged.from ? "below" : ""}"
      role="group"
      aria-label="Mapping ${index + 1}: ${called}"
      data-row=${index}
      data-token=${group.id}
      data-claim=${row.name}
      @focusout=${(event: FocusEvent) => {
        const inside =
          event.relatedTarget instanceof Node &&
          (event.currentTarget as Element).contains(event.relatedTarget);
        if (state === "draft" && !inside) actions.leaveDraft();
      }}
    >
      <span class="sign ${state}" title=${words}
        ><span aria-hidden="true">${sign}</span><span class="visually-hidden">${words}</span></span
      >
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
        .dimmed=${saml || !about ? 0 : rootLength(row.expression, about.description.expressions)}
        .suggest=${suggestions(model, saml)}
        @edit=${(event: CustomEvent<{ value: string }>) =>
          edit(config && setExpression(config, group, index, event.detail.value), "expression")}
      ></claims-field>
      <span class="here" part="value" title=${visible(verdict.value?.slice(0, 400) ?? words)}>
        ${verdict.value === undefined ? words : coloured(verdict.value.slice(0, 100))}
      </span>
      <div class="tools">
        ${
          lint.length
            ? html`<button
              type="button"
              class="plain lint"
              aria-label="${plural(lint.length, "remark")} on ${called}"
              aria-expanded=${unfolded.has(lintKey) ? "true" : "false"}
              @click=${() => actions.fold(lintKey)}
            ></button>`
            : html`<span></span>`
        }
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
        <button type="button" class="plain" data-tool="up" aria-label="Move ${called} up"
          ?disabled=${index === 0} @click=${() => actions.moveRow(group, index, index - 1)}>↑</button>
        <button type="button" class="plain" data-tool="down" aria-label="Move ${called} down"
          ?disabled=${index === last} @click=${() => actions.moveRow(group, index, index + 1)}>↓</button>
        <button type="button" class="plain" data-tool="remove" aria-label="Remove ${called}"
          @click=${() => actions.removeRow(group, index)}>✕</button>
      </div>
      ${
        state === "missing" && decision?.verdict === "ignored"
          ? html`<div class="whole mending">
            ${reasons(model, decision)} ${offers(model, actions, decision, expressionFocus)}
          </div>`
          : nothing
      }
      ${others.map(({ place }) => html`<div class="whole">${note("bad", place.message)}</div>`)}
      ${
        suggested !== undefined && state === "broken"
          ? html`<div class="whole offers">
            <button
              type="button"
              class="fix"
              @click=${() => {
                actions.focusNext(expressionFocus);
                if (config)
                  actions.follow({ config: setExpression(config, group, index, suggested) });
              }}
            >
              Use ${visible(suggested)}
            </button>
          </div>`
          : nothing
      }
      ${
        unfolded.has(lintKey)
          ? lint.map(({ place }) => html`<p class="whole hint">${place.message}</p>`)
          : nothing
      }
    </div>
  `;
}

/** How long the root of an expression is, which says less than its end. */
function rootLength(expression: string, { roots, separator }: Description["expressions"]): number {
  const root = roots.find((each) => expression.startsWith(each + separator));
  return root === undefined ? 0 : root.length + separator.length;
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
