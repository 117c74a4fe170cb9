// <claims-preview>: the state, its history and its events. What it looks like is in views/.

import { html, LitElement, nothing, type PropertyValues } from "lit";
import { canPatch, patchRequests, vector } from "./copies.js";
import { difference } from "./difference.js";
import { fieldStyles } from "./editor/expression-field.js";
import { editorStyles, type JsonEditor } from "./editor/json-editor.js";
import "./editor/expression-field.js";
import type { About, Answer, Question } from "./evaluation.js";
import { Evaluator, type Where } from "./evaluator.js";
import { JsonDocument } from "./json-document.js";
import { add, type Group, groups, move, remove } from "./mappings.js";
import {
  type Actions,
  type ConfigView,
  type Drag,
  type Good,
  locate,
  type Model,
  type Place,
  type Tab,
} from "./model.js";
import { styles } from "./styles.js";
import type { PreviewChange, PreviewSave, PreviewState } from "./types.js";
import { configPanel } from "./views/config-panel.js";
import { type MenuItem, menu } from "./views/menu.js";
import { plural } from "./views/notes.js";
import { LEGACY, requestPanel } from "./views/request-panel.js";
import { resultPanel } from "./views/result-panel.js";
import { sessionPanel } from "./views/session-panel.js";

const HISTORY = 100;

/** Typing that stops for this long begins a new step of the history. */
const PAUSE_MS = 1500;

class ClaimsPreview extends LitElement implements Actions {
  static override styles = [styles, editorStyles, fieldStyles];
  static override properties = {
    config: { noAccessor: true },
    session: { noAccessor: true },
    audience: { noAccessor: true },
    saved: { noAccessor: true, attribute: false },
    state: { noAccessor: true, attribute: false },
    workerUrl: { attribute: "worker-url" },
    moduleUrl: { attribute: "module-url" },
  };

  declare workerUrl: string | undefined;
  declare moduleUrl: string | undefined;

  #state: PreviewState = { saved: "{}", config: "{}", session: "{}", audience: [""] };
  #config = JsonDocument.read("{}");
  #session = JsonDocument.read("{}");
  #history: PreviewState[] = [];
  #undone: PreviewState[] = [];
  #field: string | undefined;
  #lastEdit = 0;

  #evaluator: Evaluator | undefined;
  #question: Question | undefined;
  #about: About | undefined;
  #place: Where | undefined;
  #answer: Answer | undefined;
  #answeredQuestion: Question | undefined;
  #good: Good | undefined;
  #trouble: string | undefined;

  #tab: Tab = "access_token";
  #configView: ConfigView = "table";
  #drag: Drag | undefined;
  #focus: string | undefined;
  #announcement = "";
  #copied: string | undefined;
  #byHand: { what: string; text: string } | undefined;
  #editedAt: number | undefined;

  get config(): string {
    return this.#state.saved;
  }
  set config(value: unknown) {
    const text = jsonText(value);
    this.#begin({ ...this.#state, saved: text, config: text });
  }

  get saved(): string {
    return this.#state.saved;
  }
  set saved(value: unknown) {
    this.#take({ ...this.#state, saved: jsonText(value) });
  }

  get session(): string {
    return this.#state.session;
  }
  set session(value: unknown) {
    this.#begin({ ...this.#state, session: jsonText(value) });
  }

  get audience(): readonly string[] {
    return this.#state.audience;
  }
  set audience(value: string | readonly string[] | null | undefined) {
    const audience = typeof value === "string" ? [value] : [...(value ?? [""])];
    this.#begin({ ...this.#state, audience });
  }

  get state(): PreviewState {
    return this.#state;
  }
  set state({ saved, config, session, audience }: PreviewState) {
    const state = { saved, config, session, audience: [...audience] };
    if (this.#history.length === 0) this.#begin(state);
    else this.edit(state);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** Starts the engine when what was set before the element was defined has come to it, too. */
  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("workerUrl") || changed.has("moduleUrl")) this.#stop();
    if (this.isConnected && !this.#evaluator) this.#start();
  }

  #stop(): void {
    this.#evaluator?.close();
    this.#evaluator = undefined;
  }

  #start(): void {
    const { workerUrl, moduleUrl } = this;
    // Bundlers look for these very expressions to find the files.
    const startWorker = () =>
      workerUrl
        ? new Worker(new URL(workerUrl, document.baseURI), { type: "module" })
        : new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    const module = moduleUrl
      ? new URL(moduleUrl, document.baseURI)
      : new URL("./claims.wasm", import.meta.url);
    this.#evaluator = new Evaluator(module, startWorker, {
      ready: (about, place) => {
        this.#about = about;
        this.#place = place;
        this.requestUpdate();
      },
      answered: (question, answer) => this.#answered(question, answer),
      failed: (error) => {
        this.#trouble = `The engine did not answer. ${error}`;
        this.#announcement = this.#trouble;
        this.requestUpdate();
      },
    });
    this.#ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  // The state

  #take(state: PreviewState): void {
    const { config, session } = this.#state;
    this.#state = state;
    if (config !== state.config) this.#config = JsonDocument.read(state.config);
    if (session !== state.session) this.#session = JsonDocument.read(state.session);
    this.#ask();
    this.requestUpdate();
  }

  /** Takes a state that has no past. */
  #begin(state: PreviewState): void {
    this.#history = [];
    this.#undone = [];
    this.#field = undefined;
    this.#take(state);
  }

  edit(change: Partial<PreviewState>, field?: string): void {
    const now = performance.now();
    if (field === undefined || field !== this.#field || now - this.#lastEdit > PAUSE_MS) {
      this.#history = [...this.#history.slice(1 - HISTORY), this.#state];
    }
    this.#undone = [];
    this.#field = field;
    this.#lastEdit = now;
    this.#editedAt ??= now;
    this.#copied = undefined;
    this.#take({ ...this.#state, ...change });
    this.#tell();
  }

  follow(change: Partial<PreviewState>): void {
    if (this.#current) this.edit(change);
  }

  focusNext(selector: string): void {
    this.#focus = selector;
  }

  #undo(): void {
    this.#travel(this.#history, this.#undone);
  }

  #redo(): void {
    this.#travel(this.#undone, this.#history);
  }

  /** Goes one step along the history. What is saved elsewhere stays saved. */
  #travel(from: PreviewState[], to: PreviewState[]): void {
    const state = from.pop();
    if (!state) return;
    to.push(this.#state);
    this.#field = undefined;
    this.#take({ ...state, saved: this.#state.saved });
    this.#tell();
  }

  #revert(): void {
    this.edit({ config: this.#state.saved });
  }

  #save(): void {
    const answer = this.#answer;
    if (!this.#current || !answer?.validation.valid) return; // typed on since it was judged
    this.#field = undefined; // what is typed from here on is undone without it
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

  /** A text as it is being edited was read already; another, which an answer is about, is not. */
  #read(input: "config" | "session", text: string): JsonDocument | undefined {
    if (text !== this.#state[input]) return JsonDocument.read(text);
    return input === "config" ? this.#config : this.#session;
  }

  // The engine

  /** Whether the answer is about the state as it is now. */
  get #current(): boolean {
    return this.#answeredQuestion !== undefined && this.#answeredQuestion === this.#question;
  }

  #ask(): void {
    if (!this.#evaluator) return;
    const otherMode = this.#inOtherMode();
    this.#question = {
      state: this.#state,
      ...(otherMode !== undefined && { otherMode }),
    };
    this.#evaluator.ask(this.#question);
  }

  #inOtherMode(): string | undefined {
    const legacy = this.#config?.value(LEGACY) === true;
    return this.#config?.canSet(LEGACY) ? this.#config.set(LEGACY, !legacy) : undefined;
  }

  #answered(question: Question, answer: Answer): void {
    this.#answer = answer;
    this.#answeredQuestion = question;
    this.#trouble = undefined;
    const { reading } = answer.edited;
    if (reading && !reading.error) {
      const { config, session, audience } = question.state;
      const read = {
        config: this.#read("config", config),
        session: this.#read("session", session),
      };
      this.#good = { reading, inputs: { ...read, audience, bareRoot: answer.bareRoot } };
    }
    if (question === this.#question) this.#announcement = summary(answer);
    this.requestUpdate();
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
      const index = rows.findIndex((row) => path === row.namePlace || path === row.expressionPlace);
      if (index < 0) continue;
      const name = path === rows[index]?.expressionPlace ? ".expression" : ".name";
      const selector = `[data-group="${id}"] [data-row="${index}"] ${name} input`;
      return this.renderRoot.querySelector<HTMLElement>(selector) ?? undefined;
    }
    return undefined;
  }

  addRow(group: Group): void {
    if (!this.#config) return;
    this.#focus = `[data-group="${group.id}"] [data-row="${group.rows.length}"] input`;
    this.edit({ config: add(this.#config, group) });
  }

  removeRow(group: Group, index: number): void {
    if (!this.#config) return;
    const next = Math.min(index, group.rows.length - 2);
    this.#focus =
      next < 0
        ? `[data-add="${group.id}"]`
        : `[data-group="${group.id}"] [data-row="${next}"] [data-tool="remove"]`;
    this.edit({ config: remove(this.#config, group, index) });
  }

  moveRow(group: Group, from: number, to: number): void {
    if (!this.#config || to < 0 || to >= group.rows.length || from === to) return;
    // The focus goes with the row, on the control that moved it.
    const control = (this.renderRoot as ShadowRoot).activeElement;
    const tool = control?.getAttribute("data-tool");
    const row = `[data-group="${group.id}"] [data-row="${to}"]`;
    const end = to === 0 ? "up" : to === group.rows.length - 1 ? "down" : undefined;
    this.#focus = tool && tool !== end ? `${row} [data-tool="${tool}"]` : `${row} .handle`;
    this.edit({ config: move(this.#config, group, from, to) });
  }

  startDrag(event: PointerEvent, group: Group, from: number): void {
    if (event.button !== 0) return;
    const handle = event.currentTarget as HTMLElement;
    const list = handle.closest(".rows");
    if (!list) return;
    handle.setPointerCapture(event.pointerId);
    const done = new AbortController();
    const { signal } = done;
    const over = ({ clientY }: PointerEvent) => {
      const rows = [...list.querySelectorAll("[data-row]")];
      const at = rows.findIndex((row) => clientY < row.getBoundingClientRect().bottom);
      this.#drag = { group: group.id, from, to: at < 0 ? rows.length - 1 : at };
      this.requestUpdate();
    };
    const end = (move: boolean) => {
      done.abort();
      const to = this.#drag?.to ?? from;
      this.#drag = undefined;
      this.requestUpdate();
      if (move) this.moveRow(group, from, to);
    };
    handle.addEventListener("pointermove", over, { signal });
    handle.addEventListener("pointerup", () => end(true), { signal });
    handle.addEventListener("pointercancel", () => end(false), { signal });
  }

  async #copy(what: string, text: string): Promise<void> {
    this.#announcement = ""; // so that the same words are said again
    this.requestUpdate();
    try {
      await navigator.clipboard.writeText(text);
      this.#copied = what;
      this.#announcement = `Copied: ${what}.`;
    } catch {
      this.#byHand = { what, text }; // no clipboard here, or no permission for it
    }
    this.requestUpdate();
  }

  // The look

  override render() {
    const model = this.#model();
    return html`
      ${this.#toolbar(model)}
      <div class="columns">
        <div class="inputs" part="inputs">
          ${configPanel(model, this)} ${sessionPanel(model, this)} ${requestPanel(model, this)}
          ${
            model.answer
              ? html`<button type="button" class="jump" @click=${this.#jump}>
                ${summary(model.answer)} <span aria-hidden="true">↓</span>
              </button>`
              : nothing
          }
        </div>
        ${resultPanel(model, this)}
      </div>
      <div class="visually-hidden" role="status">${this.#announcement}</div>
      ${this.#byHand ? this.#copyDialog(this.#byHand) : nothing}
    `;
  }

  /** Goes to the result, which on a narrow page is below the inputs. */
  #jump(): void {
    this.renderRoot.querySelector<HTMLElement>("#result")?.focus();
  }

  #model(): Model {
    const edited = this.#answer?.edited;
    return {
      state: this.#state,
      config: this.#config,
      session: this.#session,
      about: this.#about,
      answer: this.#answer,
      good: this.#good,
      stale: this.#trouble !== undefined || Boolean(edited?.failure ?? edited?.reading?.error),
      trouble: this.#trouble,
      tab: this.#tab,
      configView: this.#configView,
      drag: this.#drag,
      current: this.#current,
      canUndo: this.#history.length > 0,
      canRedo: this.#undone.length > 0,
    };
  }

  #toolbar({ answer, state, config, about, canUndo, canRedo }: Model) {
    const problems = answer?.validation.problems.length ?? 0;
    const changed = state.saved !== state.config;
    // A button that has nothing to do keeps the focus that it has.
    const tool = (name: string, able: boolean, act: () => void, kind = "") => html`<button
      type="button"
      class=${kind}
      aria-disabled=${able ? "false" : "true"}
      @click=${() => able && act()}
    >
      ${name}
    </button>`;
    const copies: MenuItem[] = [
      {
        label: "PATCH request (curl)",
        disabled: !config || !canPatch(config),
        choose: () => config && this.#copy("PATCH request", patchRequests(config)),
      },
      { label: "Config", choose: () => this.#copy("config", state.config) },
      {
        label: "Vector for claimsmith test",
        disabled: !answer,
        choose: () => this.#copyVector(),
      },
    ];
    return html`
      <div class="toolbar" part="toolbar">
        <span class="status">
          ${
            answer
              ? problems
                ? html`<span class="pill bad">${plural(problems, "problem")}</span>`
                : html`<span class="pill good">Valid config</span>`
              : nothing
          }
          ${changed ? html`<span class="pill">Not saved</span>` : nothing}
          ${this.#copied === undefined ? nothing : html`<span class="pill good">Copied: ${this.#copied}</span>`}
          ${about ? this.#module(about) : nothing}
        </span>
        ${tool("Undo", canUndo, () => this.#undo())} ${tool("Redo", canRedo, () => this.#redo())}
        ${tool("Revert", changed, () => this.#revert())} ${menu("Copy as", copies)}
        ${tool("Save", changed && answer?.validation.valid === true, () => this.#save(), "primary")}
      </div>
    `;
  }

  /** Which module decides, by the beginning of its digest; the whole is a click away. */
  #module({ digest = "" }: About) {
    const text = html`module ${digest.slice(0, 12)}${this.#place === "page" ? " on the page" : nothing}`;
    return digest
      ? html`<button
          type="button"
          class="pill"
          part="module"
          aria-label="Copy the module's SHA-256: module ${digest.slice(0, 12)}"
          @click=${() => this.#copy("SHA-256 of the module", digest)}
        >
          ${text}
        </button>`
      : html`<span class="pill" part="module">${text}</span>`;
  }

  /** The vector wants what was answered, so it has the inputs that were asked about. */
  #copyVector(): void {
    if (!this.#answer || !this.#answeredQuestion) return;
    void this.#copy("vector", vector(this.#answeredQuestion.state, this.#answer.edited));
  }

  #copyDialog({ what, text }: { what: string; text: string }) {
    const close = () => {
      this.#byHand = undefined;
      this.requestUpdate();
    };
    return html`<dialog aria-label="Copy: ${what}" @close=${close}>
      <p>The browser allows no copying here. Copy it by hand:</p>
      <textarea readonly aria-label=${what} .value=${text}></textarea>
      <form method="dialog"><button>Close</button></form>
    </dialog>`;
  }

  protected override updated(_changed: PropertyValues): void {
    if (this.#focus !== undefined) {
      const selector = this.#focus;
      this.#focus = undefined;
      // Fields draw themselves in an update of their own.
      queueMicrotask(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
    }
    this.#openDialog();
    this.#measure();
  }

  /** A dialog opens once it is in the document. */
  #openDialog(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector("textarea")?.select();
  }

  /** Puts how long a preview took into the browser's timeline, from the edit to its result. */
  #measure(): void {
    if (!this.#answer || this.#question === undefined) return;
    if (this.#editedAt === undefined) {
      if (performance.getEntriesByName("claims-preview:first").length === 0) {
        performance.mark("claims-preview:first");
      }
      return;
    }
    if (this.#answeredQuestion !== this.#question) return;
    performance.clearMeasures("claims-preview:edit");
    performance.measure("claims-preview:edit", { start: this.#editedAt });
    this.#editedAt = undefined;
  }
}

/** A value as JSON text; a string is such a text already. */
function jsonText(value: unknown): string {
  return typeof value === "string" ? value : `${JSON.stringify(value ?? {}, null, 2)}\n`;
}

/** The result in a sentence, for those who hear the page. */
function summary({ edited: { failure, reading } }: Answer): string {
  const error = failure ?? reading?.error;
  if (error || !reading) return error?.message ?? "";
  const added = reading.decisions.filter(({ verdict }) => verdict === "added").length;
  const ignored = reading.decisions.length - added;
  return `${plural(added, "claim")} added${ignored ? `, ${ignored} missing` : ""}.`;
}

// A page may have the package twice.
if (!customElements.get("claims-preview")) customElements.define("claims-preview", ClaimsPreview);
