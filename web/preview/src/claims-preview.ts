// <claims-preview>: the state, what is done with it, and its events. Each concern beside that has a
// controller of its own; what it looks like is in views/ and styles/.

import type { Decision, IgnoredDecision } from "@claimsmith/engine";
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { ClipboardController } from "./controllers/clipboard.js";
import { DraftController } from "./controllers/draft.js";
import { DragController } from "./controllers/drag.js";
import { EngineController } from "./controllers/engine.js";
import { FocusController } from "./controllers/focus.js";
import { HistoryController } from "./controllers/history.js";
import { IntakeController } from "./controllers/intake.js";
import { LayoutController } from "./controllers/layout.js";
import { type Mark, MarkController } from "./controllers/marks.js";
import { PressController } from "./controllers/press.js";
import { ShortcutController } from "./controllers/shortcuts.js";
import { StillnessController } from "./controllers/stillness.js";
import { difference } from "./difference.js";
import type { JsonEditor } from "./editor/json-editor.js";
import "./editor/expression-field.js";
import "./editor/json-editor.js";
import type { Answer, Question } from "./evaluation.js";
import { type Remedy, remedy, withScopes } from "./fixes.js";
import { JsonDocument } from "./json-document.js";
import { add, type Group, groups, move, remove } from "./mappings.js";
import {
  type Actions,
  type ConfigView,
  type Good,
  locate,
  type Model,
  type Place,
  type Tab,
  type TokenView,
} from "./model.js";
import type { Choice } from "./paste.js";
import { decode, type RealToken, requestOf } from "./real-token.js";
import { styles } from "./styles/index.js";
import type {
  Effective,
  Issue,
  Issued,
  PreviewChange,
  PreviewSave,
  PreviewState,
} from "./types.js";
import { configPanel } from "./views/config-panel.js";
import { noticeView } from "./views/paste-zone.js";
import { LEGACY, requestPanel } from "./views/request-panel.js";
import { resultPanel, shownTab } from "./views/result-panel.js";
import { scenariosPanel } from "./views/scenarios.js";
import { sessionPanel } from "./views/session-panel.js";
import { spoken, verdict } from "./views/verdict.js";

const ACCESS_TOKEN = ["access_token"];

/**
 * Shows what an issuer will put into a token, before a config is saved: which claims are in it, why
 * the others are not and what to do about it. The issuer's own module decides.
 *
 * @tag claims-preview
 *
 * @event {CustomEvent<PreviewChange>} change - After every edit: the state, and whether the config differs from the saved one.
 * @event {CustomEvent<PreviewSave>} save - Asks to save the config. Without `preventDefault()` it counts as saved.
 *
 * @slot - Nothing: the element draws all of its content itself.
 * @slot actions - Buttons of the page's own, after Save.
 * @slot notice - What the page has to say about what is edited, above everything else.
 * @slot result - What the page has to say about the result, before its first line.
 *
 * @csspart inputs - What is edited.
 * @csspart panel - Each of the panels.
 * @csspart config - The panel of the mappings.
 * @csspart session - The panel of the session, the audience and the scopes.
 * @csspart request - The panel of the tenant.
 * @csspart result - The panel of the tokens.
 * @csspart scenarios - The panel of the scenarios.
 * @csspart toolbar - The buttons of the mappings' panel.
 * @csspart counter - How many mappings there are, and may be.
 * @csspart value - A mapping's value in the token, in its row.
 * @csspart paste - Where anything is pasted or dropped.
 * @csspart notice - What something that was pasted was taken for.
 * @csspart tabs - The tabs of the result.
 * @csspart verdict - The answer in a sentence, and what is missing.
 * @csspart headline - The sentence.
 * @csspart missing - The missing claims.
 * @csspart module - The beginning of the module's SHA-256.
 * @csspart claims - A token's claims as a table.
 * @csspart payload - A token's payload as JSON.
 * @csspart jwt - A token as it is sent.
 * @csspart attributes - SAML attributes.
 * @csspart sizes - The sizes of a token.
 * @csspart real - A real token beside the preview.
 * @csspart changes - What the edits change.
 * @csspart stale - The mark of a result that is not of the inputs as they are.
 * @csspart editor - The frame of a JSON editor.
 * @csspart textarea - A JSON editor before it has colours.
 * @csspart problems - The problems below a JSON editor.
 * @csspart field - The frame of a field.
 * @csspart input - A field's input.
 * @csspart listbox - A field's suggestions.
 * @csspart messages - What is wrong with a field.
 *
 * @cssprop --cs-text - Text.
 * @cssprop --cs-muted - Text of less weight.
 * @cssprop --cs-surface - The ground of panels and fields.
 * @cssprop --cs-surface-2 - A ground that stands out a little.
 * @cssprop --cs-border - Lines.
 * @cssprop --cs-control - The edges of controls.
 * @cssprop --cs-accent - What can be pressed, what is chosen.
 * @cssprop --cs-on-accent - Text on the accent.
 * @cssprop --cs-accent-soft - A ground in the accent's colour.
 * @cssprop --cs-danger - What is wrong.
 * @cssprop --cs-danger-soft - Its ground.
 * @cssprop --cs-warning - What is missing, or unwise.
 * @cssprop --cs-warning-soft - Its ground.
 * @cssprop --cs-success - What is in the token.
 * @cssprop --cs-success-soft - Its ground.
 * @cssprop --cs-json-name - Names in JSON.
 * @cssprop --cs-json-string - Strings in JSON.
 * @cssprop --cs-json-number - Numbers in JSON.
 * @cssprop --cs-json-keyword - true, false and null in JSON.
 * @cssprop --cs-font - The font.
 * @cssprop --cs-mono - The font of code.
 * @cssprop --cs-radius - The radius of corners.
 */
export class ClaimsPreview extends LitElement implements Actions {
  static override styles = styles;
  static override properties = {
    config: { noAccessor: true },
    session: { noAccessor: true },
    audience: { noAccessor: true },
    saved: { noAccessor: true, attribute: false },
    state: { noAccessor: true, attribute: false },
    effective: { noAccessor: true, attribute: false },
    issuer: { noAccessor: true, attribute: false },
    noSave: { type: Boolean, attribute: "no-save" },
    workerUrl: { attribute: "worker-url" },
    moduleUrl: { attribute: "module-url" },
  };

  /** Where the worker's script is; by default beside this module. */
  declare workerUrl: string | undefined;
  /** Where the policy module is; by default beside this module. */
  declare moduleUrl: string | undefined;
  /** Offers no Save, where there is nothing to save to. */
  declare noSave: boolean;

  #state: PreviewState = { saved: "{}", config: "{}", session: "{}", audience: [""] };
  #config = JsonDocument.read("{}");
  #session = JsonDocument.read("{}");
  #effective: Effective | undefined;
  #issuer: Issue | undefined;
  #issued: Issued | { trouble: string } | undefined;
  #good: Good | undefined;
  #pasted = "";
  #real: RealToken | undefined;
  #tab: Tab = "access_token";
  #configView: ConfigView = "table";
  #tokenView: TokenView = "claims";
  #unfolded: ReadonlySet<string> = new Set();
  #announcement = "";

  readonly #history = new HistoryController(this);
  readonly #draft = new DraftController(this);
  readonly #focus = new FocusController(this);
  readonly #marks = new MarkController(this);
  readonly #layout = new LayoutController(this);
  readonly #press = new PressController(this);
  readonly #stillness = new StillnessController(this, this.#press);
  readonly #drag = new DragController(this, (group, from, to) => this.moveRow(group, from, to));
  readonly #clipboard = new ClipboardController(this, (words) => this.#say(words));
  readonly #engine = new EngineController(this, {
    first: () => this.#question(),
    answered: (question, answer) => this.#answered(question, answer),
    failed: (trouble) => this.#say(trouble),
  });
  readonly #intake = new IntakeController(this, {
    helpers: async () => {
      await this.#engine.settled();
      const { about } = this.#engine;
      return (
        about && {
          inspect: (text) => this.#engine.inspect(text),
          description: about.description,
          config: this.#config,
          scenarios: this.#state.scenarios ?? [],
        }
      );
    },
    edit: (change) => this.edit(change),
    check: (text) => {
      this.#tab = "real";
      this.check(text.trim());
    },
    say: (words) => this.#say(words),
  });

  constructor() {
    super();
    this.noSave = false;
    new ShortcutController(this, this);
  }

  /** The saved config, as a value or as JSON text. Setting it discards edits. */
  get config(): string {
    return this.#state.saved;
  }
  set config(value: unknown) {
    const text = jsonText(value);
    this.#begin({ ...this.#state, saved: text, config: text });
  }

  /** The same; setting it keeps what is being edited. */
  get saved(): string {
    return this.#state.saved;
  }
  set saved(value: unknown) {
    this.#take({ ...this.#state, saved: jsonText(value) });
  }

  /** The sample session, as a value or as JSON text. */
  get session(): string {
    return this.#state.session;
  }
  set session(value: unknown) {
    this.#begin({ ...this.#state, session: jsonText(value) });
  }

  /** The audience, or several. */
  get audience(): readonly string[] {
    return this.#state.audience;
  }
  set audience(value: string | readonly string[] | null | undefined) {
    const audience = typeof value === "string" ? [value] : [...(value ?? [""])];
    this.#begin({ ...this.#state, audience });
  }

  /** Everything at once, to be kept and restored. Setting it after an edit can be undone. */
  get state(): PreviewState {
    return this.#state;
  }
  set state(given: PreviewState) {
    const state = copied(given);
    if (this.#history.canUndo) this.edit(state);
    else this.#begin(state);
  }

  /** Set while the mappings of another document apply to the access token. */
  get effective(): Effective | undefined {
    return this.#effective;
  }
  set effective(value: Effective | undefined) {
    if (value?.config === this.#effective?.config && value?.name === this.#effective?.name) return;
    this.#effective = value;
    this.#ask();
    this.requestUpdate();
  }

  /** Issues access tokens; where it is set, the preview offers to. */
  get issuer(): Issue | undefined {
    return this.#issuer;
  }
  set issuer(value: Issue | undefined) {
    this.#issuer = value;
    this.#issued = undefined;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("workerUrl") || changed.has("moduleUrl")) this.#engine.restart();
  }

  /** The first update is complete when there is something to see. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    if (!this.isConnected || !this.#engine.opening) return complete;
    await this.#engine.opened;
    return super.getUpdateComplete();
  }

  // The state

  #take(state: PreviewState): void {
    const { config, session } = this.#state;
    this.#state = state;
    if (config !== state.config) this.#config = JsonDocument.read(state.config);
    if (session !== state.session) this.#session = JsonDocument.read(state.session);
    this.#issued = undefined;
    this.#ask();
    this.requestUpdate();
  }

  /** Takes a state that has no past. */
  #begin(state: PreviewState): void {
    this.#history.clear();
    this.#draft.end();
    this.#take(state);
  }

  edit(change: Partial<PreviewState>, field?: string, joined = false): void {
    if (field !== undefined && !joined) this.#stillness.hold();
    else if (field === undefined) this.#draft.end();
    this.#history.record(this.#state, field, { joined });
    this.#engine.edited();
    this.#clipboard.forget();
    this.#take({ ...this.#state, ...change });
    this.#tell();
  }

  follow(change: Partial<PreviewState>): void {
    if (this.#engine.current) this.edit(change);
  }

  /** Takes another state, what is saved among it, in a way that can be undone. */
  replace(given: PreviewState): void {
    this.#draft.end();
    this.#history.record(this.#state, undefined, { withSaved: true });
    this.#take(copied(given));
    this.#tell();
  }

  /** Goes one step back in the history. */
  undo(): void {
    this.#travel(this.#history.undo(this.#state));
  }

  /** Goes one step forward again. */
  redo(): void {
    this.#travel(this.#history.redo(this.#state));
  }

  #travel(state: PreviewState | undefined): void {
    if (!state) return;
    this.#draft.end();
    this.#intake.dismiss();
    this.#take(state);
    this.#tell();
  }

  /** Does what the Save button does. */
  save(): void {
    this.#draft.end();
    if (this.noSave) this.#say("There is nothing to save to here.");
    else if (this.#engine.current) this.#saveNow();
    else void this.#engine.settled().then(() => this.#saveNow()); // it is not judged yet
  }

  #saveNow(): void {
    const { answer, current } = this.#engine;
    const changed = this.#state.saved !== this.#state.config;
    if (!changed || !current || !answer?.validation.valid) return;
    this.#history.pause(); // what is typed from here on is undone without it
    const effect = difference(answer.saved, answer.edited);
    const detail: PreviewSave = { config: this.#state.config, effect };
    const event = new CustomEvent("save", {
      detail,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    if (!this.dispatchEvent(event)) return;
    this.saved = this.#state.config;
    this.#tell();
  }

  #tell(): void {
    const changed = this.#state.saved !== this.#state.config;
    const detail: PreviewChange = { ...this.#state, changed };
    this.dispatchEvent(new CustomEvent("change", { detail, bubbles: true, composed: true }));
  }

  #say(words: string): void {
    this.#announcement = words;
    this.requestUpdate();
  }

  // The engine

  #ask(): void {
    this.#engine.ask(this.#question());
  }

  #question(): Question {
    const edited = this.#applied(this.#config);
    const otherMode = this.#inOtherMode(edited);
    const saved = this.#effective && this.#applied(JsonDocument.read(this.#state.saved));
    return {
      state: this.#state,
      ...(this.#effective &&
        edited &&
        saved && { applied: { edited: edited.text, saved: saved.text } }),
      ...(otherMode !== undefined && { otherMode }),
    };
  }

  /** The config as it applies: with the access token's mappings of another document, where those do. */
  #applied(config: JsonDocument | undefined): JsonDocument | undefined {
    if (!this.#effective || config?.root.type !== "object") return config;
    const other = JsonDocument.read(this.#effective.config, Number.POSITIVE_INFINITY);
    const node = other?.node(ACCESS_TOKEN);
    return JsonDocument.read(config.setRaw(ACCESS_TOKEN, node && other?.raw(node)));
  }

  #inOtherMode(config: JsonDocument | undefined): string | undefined {
    const legacy = config?.value(LEGACY) === true;
    return config?.canSet(LEGACY) ? config.set(LEGACY, !legacy) : undefined;
  }

  #answered(question: Question, answer: Answer): void {
    const reading = answer.edited.reading ?? answer.rest?.reading;
    if (reading && !reading.error) {
      const { config, session, audience } = question.state;
      const read = {
        config: config === this.#state.config ? this.#config : JsonDocument.read(config),
        session: session === this.#state.session ? this.#session : JsonDocument.read(session),
      };
      this.#good = {
        reading,
        inputs: { ...read, audience, bareRoot: answer.bareRoot },
        without: answer.rest?.without ?? [],
      };
    }
    if (this.#engine.current) this.#announcement = spoken(this.#model());
    this.requestUpdate();
  }

  async mend(decision: IgnoredDecision): Promise<void> {
    const field = `mend ${performance.now()}`;
    let wanted: IgnoredDecision | undefined = decision;
    // Each fix leads on to another cause, or ends; there are no more causes than reasons.
    const most = this.#engine.about?.description.reasons.length ?? 0;
    for (let i = 0; wanted && i < most; i++) {
      await this.#engine.settled();
      const before = this.#decisions();
      const found = this.#remedy(wanted, before);
      if (!found) return;
      this.edit(found.change, field, true);
      await this.#engine.settled();
      const after = counterpart(wanted, before, this.#decisions());
      wanted = after?.verdict === "ignored" ? after : undefined;
    }
  }

  #decisions(): readonly Decision[] {
    const { answer } = this.#engine;
    return (answer?.edited.reading ?? answer?.rest?.reading)?.decisions ?? [];
  }

  #remedy(decision: IgnoredDecision, decisions: readonly Decision[]): Remedy | undefined {
    const { about, answer } = this.#engine;
    if (!about) return undefined;
    const { description } = about;
    const inputs = { config: this.#config, session: this.#session, bareRoot: answer?.bareRoot };
    return remedy(decision, { ...inputs, decisions, description });
  }

  // The views' actions

  show(tab: Tab): void {
    this.#tab = tab;
    this.requestUpdate();
  }

  showConfigAs(view: ConfigView): void {
    this.#configView = view;
    this.requestUpdate();
  }

  showTokenAs(view: TokenView): void {
    this.#tokenView = view;
    this.requestUpdate();
  }

  /** Puts the focus on the result. */
  showResult(): void {
    this.renderRoot.querySelector<HTMLElement>("#result")?.focus();
  }

  fold(key: string): void {
    const next = new Set(this.#unfolded);
    if (!next.delete(key)) next.add(key);
    this.#unfolded = next;
    this.requestUpdate();
  }

  point(mark: Mark | undefined): void {
    this.#marks.point(mark);
  }

  focusNext(selector: string): void {
    this.#focus.next(selector);
  }

  /** Goes to a place of the config or the session: to its field in the table, or to the JSON. */
  async reveal(input: "config" | "session", place: Place): Promise<void> {
    if (input === "config") {
      const field = this.#configView === "table" ? this.#fieldOf(place) : undefined;
      if (field) {
        field.focus();
        return;
      }
      this.showConfigAs("json");
    }
    await this.updateComplete;
    const [text, document] =
      input === "config"
        ? [this.#state.config, this.#config]
        : [this.#state.session, this.#session];
    const { from, to } = locate(text, document, place, "error");
    this.renderRoot.querySelector<JsonEditor>(`#${input}-editor`)?.reveal(from, to);
  }

  /** The table's field for a place of the config. */
  #fieldOf({ path }: Place): HTMLElement | undefined {
    for (const { id, rows } of this.#config ? groups(this.#config) : []) {
      const index = rows.findIndex(
        (row) => path === row.namePlace || path === row.expressionPlace || path === row.place,
      );
      if (index < 0) continue;
      const name = path === rows[index]?.expressionPlace ? ".expression" : ".name";
      const selector = `[data-group="${id}"] [data-row="${index}"] ${name} input`;
      return this.renderRoot.querySelector<HTMLElement>(selector) ?? undefined;
    }
    return undefined;
  }

  addRow(group: Group): void {
    if (!this.#config) return;
    const index = group.rows.length;
    this.#focus.next(`[data-group="${group.id}"] [data-row="${index}"] input`);
    this.edit({ config: add(this.#config, group) });
    this.#draft.begin({ group: group.id, index });
  }

  removeRow(group: Group, index: number): void {
    if (!this.#config) return;
    const next = Math.min(index, group.rows.length - 2);
    this.#focus.next(
      next < 0
        ? `[data-add="${group.id}"]`
        : `[data-group="${group.id}"] [data-row="${next}"] [data-tool="remove"]`,
    );
    this.edit({ config: remove(this.#config, group, index) });
  }

  moveRow(group: Group, from: number, to: number): void {
    if (!this.#config || to < 0 || to >= group.rows.length || from === to) return;
    // The focus goes with the row, on the control that moved it.
    const control = (this.renderRoot as ShadowRoot).activeElement;
    const tool = control?.getAttribute("data-tool");
    const row = `[data-group="${group.id}"] [data-row="${to}"]`;
    const end = to === 0 ? "up" : to === group.rows.length - 1 ? "down" : undefined;
    this.#focus.next(tool && tool !== end ? `${row} [data-tool="${tool}"]` : `${row} .handle`);
    this.edit({ config: move(this.#config, group, from, to) });
  }

  startDrag(event: PointerEvent, group: Group, from: number): void {
    this.#drag.start(event, group, from);
  }

  leaveDraft(): void {
    this.#press.after(() => this.#draft.end());
  }

  copy(what: string, text: string): void {
    void this.#clipboard.copy(what, text);
  }

  download(name: string, text: string): void {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    this.#say(`Downloaded: ${name}.`);
  }

  /** Takes a text for what it is: a config, a session, a token, a command, vectors. */
  import(text: string): Promise<void> {
    return this.#intake.take(text);
  }

  take(text: string): void {
    void this.#intake.take(text);
  }

  takeFile(file: Blob): void {
    void this.#intake.takeFile(file);
  }

  choose(choice: Choice): void {
    this.#intake.choose(choice);
  }

  dismiss(): void {
    this.#intake.dismiss();
  }

  check(text: string): void {
    this.#pasted = text;
    const found = text.trim() === "" ? undefined : decode(text);
    if (!found || "trouble" in found) {
      this.#real = undefined;
      this.#intake.tell(found?.trouble);
      this.requestUpdate();
      return;
    }
    this.#real = found;
    this.#takeRequest(found);
    this.requestUpdate();
  }

  /** The audience, the scopes and the domain of a real token. */
  #takeRequest(real: RealToken): void {
    const { about, answer } = this.#engine;
    if (!about) return;
    const { audience, scope, domain, customDomain } = requestOf(
      real,
      about.description.restricted_apis.exception,
    );
    const change: { -readonly [name in keyof PreviewState]?: PreviewState[name] } = {};
    const taken: string[] = [];
    if (audience && audience.join("\n") !== this.#state.audience.join("\n")) {
      change.audience = audience;
      taken.push("audience");
    }
    const bareRoot = answer?.bareRoot;
    const scopes = scope?.split(" ").filter(Boolean) ?? [];
    const granted = this.#session?.string(["scope"]) ?? "";
    if (scopes.length && (bareRoot !== undefined || granted !== scopes.join(" "))) {
      const session = withScopes({ session: this.#session, bareRoot }, scopes);
      if (session !== undefined) {
        change.session = session;
        taken.push("scopes");
      }
    }
    const config = this.#withDomains(domain, customDomain);
    if (config !== undefined) {
      change.config = config;
      taken.push("domain");
    }
    if (taken.length === 0) {
      this.#intake.tell(undefined);
      return;
    }
    this.edit(change);
    this.#intake.tell(
      `From the token: its ${taken.join(", ").replace(/, ([^,]*)$/, " and $1")}.`,
      true,
    );
  }

  #withDomains(domain: string | undefined, custom: string | undefined): string | undefined {
    const DOMAIN = ["tenant", "domain"];
    const CUSTOM = ["tenant", "custom_domains"];
    let config = this.#config;
    if (!config || domain === undefined || !config.canSet(DOMAIN)) return undefined;
    if (config.string(DOMAIN) !== domain) config = JsonDocument.read(config.set(DOMAIN, domain));
    const known = config?.value(CUSTOM);
    const has = Array.isArray(known) && known[0] === custom;
    if (config && custom !== undefined && !has)
      config = JsonDocument.read(config.set(CUSTOM, [custom]));
    return config && config.text !== this.#config?.text ? config.text : undefined;
  }

  async issue(): Promise<void> {
    const { session, audience } = this.#state;
    const asked = this.#state;
    try {
      this.#issued = await this.#issuer?.({ session, audience });
      this.#say("The token is issued.");
    } catch (error) {
      this.#issued = { trouble: error instanceof Error ? error.message : String(error) };
    }
    if (asked !== this.#state) this.#issued = undefined; // it is another's by now
    this.requestUpdate();
  }

  // The look

  override render() {
    if (this.#engine.opening) return nothing;
    const model = this.#model();
    const tab = shownTab(model);
    const isToken = tab !== "real" && tab !== "changes";
    const config = configPanel(model, this);
    const rest = html`${sessionPanel(model, this)} ${requestPanel(model, this)}`;
    const result = resultPanel(model, this);
    const scenarios = scenariosPanel(model, this);
    return html`
      <slot name="notice"></slot>
      ${noticeView(model, this)}
      ${
        model.narrow
          ? html`
            ${isToken ? html`<section class="panel first" aria-label="Verdict"><div class="body">${verdict(model, this, tab)}</div></section>` : nothing}
            <div class="inputs" part="inputs">${config}</div>
            ${result}
            <div class="inputs">${rest} ${scenarios}</div>
          `
          : html`<div class="columns">
            <div class="inputs" part="inputs">${config} ${rest}</div>
            <div class="results">${result} ${scenarios}</div>
          </div>`
      }
      <div class="visually-hidden" role="status">${this.#announcement}</div>
      ${this.#clipboard.dialog()}
    `;
  }

  #model(): Model {
    const { about, answer, trouble, current } = this.#engine;
    const edited = answer?.edited;
    const failed = Boolean(edited?.failure ?? edited?.reading?.error) && !answer?.rest;
    return {
      state: this.#state,
      config: this.#config,
      session: this.#session,
      about,
      place: this.#engine.place,
      answer,
      good: this.#good,
      stale: trouble !== undefined || failed,
      trouble,
      current,
      tab: this.#tab,
      configView: this.#configView,
      tokenView: this.#tokenView,
      unfolded: this.#unfolded,
      drag: this.#drag.current,
      draft: this.#draft.current,
      mark: this.#marks.current,
      notice: this.#intake.notice,
      effective: this.#effective,
      pasted: this.#pasted,
      real: this.#real,
      issued: this.#issued,
      copied: this.#clipboard.copied,
      canIssue: this.#issuer !== undefined,
      narrow: this.#layout.narrow,
      canSave: !this.noSave,
      canUndo: this.#history.canUndo,
      canRedo: this.#history.canRedo,
    };
  }
}

/** The decision on the same candidate after an edit, which may have renamed it or changed its path. */
function counterpart(
  { token, claim, source, expression }: IgnoredDecision,
  before: readonly Decision[],
  after: readonly Decision[],
): Decision | undefined {
  const of = (list: readonly Decision[]) =>
    list.filter((each) => each.token === token && each.source === source);
  const at = of(before).findIndex((each) => each.claim === claim && each.expression === expression);
  return of(after)[at];
}

/** A value as JSON text; a string is such a text already. */
function jsonText(value: unknown): string {
  return typeof value === "string" ? value : `${JSON.stringify(value ?? {}, null, 2)}\n`;
}

/** A state that nobody else can change. */
function copied({ saved, config, session, audience, scenarios }: PreviewState): PreviewState {
  return {
    saved,
    config,
    session,
    audience: [...audience],
    ...(scenarios && { scenarios: scenarios.map((each) => ({ ...each })) }),
  };
}

// A page may have the package twice.
if (!customElements.get("claims-preview")) customElements.define("claims-preview", ClaimsPreview);
