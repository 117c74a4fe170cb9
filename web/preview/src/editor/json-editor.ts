// <claims-editor>: a text editor for JSON. It is a textarea at once, and CodeMirror as soon as the
// browser has had time to load that. So nothing here may import CodeMirror statically.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Announcement } from "./announcement.js";
import type { JsonView, JsonViewOptions } from "./codemirror.js";
import { changeBetween, linesAndColumns, shownIndex, shownText } from "./text.js";
import { theme } from "./theme.js";
import type { Complete, EditEvent, EditorProblem, PointEvent } from "./types.js";

/** More than this many problems are counted, not listed. */
const LISTED_PROBLEMS = 100;

/** This many are read out when they appear. The others are in the list. */
const SAID_PROBLEMS = 3;

/** A page that is never idle gets CodeMirror all the same. */
const IDLE_MS = 2000;

let editors = 0;

interface LocatedProblem extends EditorProblem {
  line: number;
  column: number;
}

/**
 * A JSON text editor that renders into light DOM. Fires `edit` (see EditEvent) for each change by
 * the user, not for a value that is set. Taken out of the document, it loses its undo history.
 */
export class JsonEditor extends LitElement {
  static override properties = {
    value: { type: String },
    label: { type: String },
    problems: { attribute: false },
    readOnly: { type: Boolean, attribute: "readonly" },
    complete: { attribute: false },
    marked: { attribute: false },
  };

  declare value: string;
  /** The accessible name. */
  declare label: string;
  /** What is wrong with `value`, in its UTF-16 indices. */
  declare problems: readonly EditorProblem[];
  declare readOnly: boolean;
  /** Offers what may stand at a position; the text it gets has only "\n" between its lines. */
  declare complete: Complete | undefined;
  /** A part of `value` that stands out. */
  declare marked: { from: number; to: number } | undefined;

  readonly #id = `claims-editor-${++editors}`;
  readonly #announcement = new Announcement(this);
  /** The text in the textarea or CodeMirror. */
  #text = "";
  /** The text before the user changed it in the textarea: CodeMirror can undo to it. */
  #original = "";
  #located: readonly LocatedProblem[] = [];
  /** The value that they were located in. */
  #locatedIn = "";
  /** Whether CodeMirror does not have them yet. */
  #relocated = false;
  /** What was revealed in the textarea and is still selected there. */
  #revealed: { from: number; to: number } | undefined;
  #view: JsonView | undefined;
  #loaded: (new (options: JsonViewOptions) => JsonView) | undefined;
  #loading = false;
  #composing = false;
  #cancelIdle: (() => void) | undefined;

  constructor() {
    super();
    this.value = "";
    this.label = "";
    this.problems = [];
    this.readOnly = false;
    this.complete = undefined;
    this.marked = undefined;
  }

  /** Focuses the editor, selects this part of `value` and scrolls to it. */
  reveal(from: number, to: number): void {
    if (!this.isConnected) return;
    if (this.isUpdatePending) this.performUpdate();
    this.#reveal(shownIndex(this.value, from), shownIndex(this.value, to));
  }

  override focus(): void {
    if (this.#view !== undefined) this.#view.focus();
    else this.#textarea?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#view === undefined) {
      this.#loadWhenIdle();
    } else {
      this.#view.moveTo(this.#root);
      this.#showTooltips();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancelIdle?.();
    this.#loading = false;
    // A move within the page disconnects and connects at once, and keeps the editor.
    queueMicrotask(() => {
      if (this.isConnected || this.#view === undefined) return;
      this.#view.close();
      this.#view = undefined;
      this.#original = this.#text;
      this.requestUpdate();
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("problems")) return;
    const located = locate(this.value, this.problems);
    const same = isSame(located, this.#located);
    // The same problems in a new array must not close a tooltip, nor be said again. In another
    // text they are marked anew: a mark goes when all of its text is replaced.
    if (same && this.value === this.#locatedIn) return;
    this.#located = located;
    this.#locatedIn = this.value;
    this.#relocated = true;
    if (!same && this.contains(this.#root.activeElement)) this.#sayProblems();
  }

  protected override render(): TemplateResult {
    return html`
      <div class="editor-frame" part="editor">
        <div class="editor-code"></div>
        ${this.#view === undefined ? this.#renderTextarea() : nothing}
      </div>
      ${this.#located.length > 0 ? this.#renderProblems() : nothing}
      ${this.#announcement.render()}
      <div class="editor-tooltips" popover="manual"></div>
    `;
  }

  #renderTextarea(): TemplateResult {
    return html`<textarea
      class="editor-text"
      part="textarea"
      aria-label=${this.label}
      aria-invalid=${this.#invalid ? "true" : nothing}
      aria-describedby=${this.#describedBy ?? nothing}
      ?readonly=${this.readOnly}
      rows="12"
      spellcheck="false"
      autocomplete="off"
      autocapitalize="off"
      @input=${this.#onInput}
      @compositionstart=${() => this.#setComposing(true)}
      @compositionend=${() => this.#setComposing(false)}
      @focus=${this.#load}
    ></textarea>`;
  }

  #renderProblems(): TemplateResult {
    const listed = this.#located.slice(0, LISTED_PROBLEMS);
    const more = this.#located.length - listed.length;
    return html`
      <p class="input-announcement" id=${`${this.#id}-summary`}>${count(this.#located)}</p>
      <ul class="editor-problems" part="problems" aria-label=${`Problems: ${this.label}`}>
        ${listed.map(
          (problem) => html`<li>
            <button
              type="button"
              class="editor-problem"
              data-severity=${problem.severity}
              @click=${() => this.#reveal(problem.from, problem.to)}
            >
              <span class="editor-severity">
                ${problem.severity === "error" ? "Error" : "Warning"}
              </span>
              <span class="editor-message">${problem.message}</span>
              <span class="editor-place">line ${problem.line}, column ${problem.column}</span>
            </button>
          </li>`,
        )}
        ${more > 0 ? html`<li class="editor-more">and ${more} more</li>` : nothing}
      </ul>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("value")) this.#show(shownText(this.value));
    if (this.#view === undefined) {
      const textarea = this.#textarea;
      // A textarea that came back after the editor was out of the document is empty.
      if (textarea !== undefined && textarea.value !== this.#text) textarea.value = this.#text;
      if (!this.#composing) this.#open();
      return;
    }
    if (changed.has("readOnly")) this.#view.setReadOnly(this.readOnly);
    if (this.#relocated) this.#view.setProblems(this.#located);
    if (this.#relocated || changed.has("label")) this.#describe(this.#view);
    this.#relocated = false;
    if (changed.has("marked") || changed.has("value")) this.#mark(this.#view);
  }

  #mark(view: JsonView): void {
    const { marked, value } = this;
    view.mark(marked && { from: shownIndex(value, marked.from), to: shownIndex(value, marked.to) });
  }

  /** Tells which place of `value` the pointer is on. Lines that end otherwise than in "\n" are no place. */
  #point(position: number | undefined): void {
    const detail = { position: this.value.includes("\r") ? undefined : position };
    const event: PointEvent = new CustomEvent("point", { bubbles: true, detail });
    this.dispatchEvent(event);
  }

  /** Puts a text that was set from outside into the textarea or CodeMirror. */
  #show(text: string): void {
    const change = changeBetween(this.#text, text);
    if (change === undefined) return;
    this.#text = text;
    if (this.#view !== undefined) {
      this.#view.replace(change);
      return;
    }
    this.#original = text;
    this.#textarea?.setRangeText(change.insert, change.from, change.to, "preserve");
  }

  #sayProblems(): void {
    const first = this.#located.slice(0, SAID_PROBLEMS).map(({ line, message }) => {
      return `Line ${line}: ${message}`;
    });
    this.#announcement.say([`${this.label}: ${count(this.#located)}.`, ...first].join(" "));
  }

  #describe(view: JsonView): void {
    view.setAttributes({
      label: this.label,
      invalid: this.#invalid,
      describedBy: this.#describedBy,
    });
  }

  #reveal(from: number, to: number): void {
    if (this.#view !== undefined) {
      this.#view.reveal(from, to);
      return;
    }
    const textarea = this.#textarea;
    if (textarea === undefined) return;
    textarea.setSelectionRange(from, to);
    textarea.focus();
    this.#revealed = { from, to };
    // A textarea does not tell where a character is. Lines of like height are a good guess.
    const [place, end] = linesAndColumns(this.#text, [from, this.#text.length]);
    if (place === undefined || end === undefined) return;
    const middle = ((place.line - 0.5) / end.line) * textarea.scrollHeight;
    textarea.scrollTop = middle - textarea.clientHeight / 2;
  }

  #onInput(event: Event): void {
    this.#edited((event.currentTarget as HTMLTextAreaElement).value);
  }

  #edited(text: string): void {
    this.#text = text;
    this.value = text;
    const event: EditEvent = new CustomEvent("edit", { bubbles: true, detail: { value: text } });
    this.dispatchEvent(event);
  }

  #loadWhenIdle(): void {
    if ("requestIdleCallback" in window) {
      const request = window.requestIdleCallback(this.#load, { timeout: IDLE_MS });
      this.#cancelIdle = () => window.cancelIdleCallback(request);
    } else {
      const timer = setTimeout(this.#load, 200); // older Safari
      this.#cancelIdle = () => clearTimeout(timer);
    }
  }

  readonly #load = async (): Promise<void> => {
    if (this.#loading || this.#view !== undefined) return;
    this.#cancelIdle?.();
    this.#loading = true;
    // Without the chunk, the textarea stays. It does all but colours and completion.
    const loaded = await import("./codemirror.js").catch(() => undefined);
    this.#loaded = loaded?.JsonView;
    if (!this.#composing) this.#open();
  };

  /** An input method that is at work in the textarea must not lose it. */
  #setComposing(composing: boolean): void {
    this.#composing = composing;
    if (!composing) this.#open();
  }

  /** Turns the textarea into CodeMirror. */
  #open(): void {
    const textarea = this.#textarea;
    const parent = this.querySelector<HTMLElement>(".editor-code");
    const tooltipParent = this.#tooltips;
    if (this.#loaded === undefined || this.#view !== undefined || !this.isConnected) return;
    if (textarea === undefined || parent === null || tooltipParent === undefined) return;

    if (textarea.value !== this.#text) this.#edited(textarea.value);
    const forward = textarea.selectionDirection !== "backward";
    const focused = this.#root.activeElement === textarea;
    const view = new this.#loaded({
      parent,
      root: this.#root,
      tooltipParent,
      label: this.label,
      readOnly: this.readOnly,
      original: this.#original,
      text: this.#text,
      anchor: forward ? textarea.selectionStart : textarea.selectionEnd,
      head: forward ? textarea.selectionEnd : textarea.selectionStart,
      scrollTop: textarea.scrollTop,
      onEdit: (text) => this.#edited(text),
      onPoint: (position) => this.#point(position),
      complete: (text, position) => this.complete?.(text, position),
    });
    view.setProblems(this.#located);
    this.#relocated = false;
    this.#describe(view);
    this.#mark(view);
    this.#view = view;
    this.#showTooltips();
    const { from, to } = this.#revealed ?? { from: -1, to: -1 };
    const revealed = from === textarea.selectionStart && to === textarea.selectionEnd;
    this.#revealed = undefined;
    if (focused && revealed) view.reveal(from, to);
    else if (focused) view.focus();
    this.requestUpdate();
  }

  /** In the top layer, where nothing clips them. */
  #showTooltips(): void {
    const tooltips = this.#tooltips;
    if (tooltips !== undefined && "showPopover" in tooltips) tooltips.showPopover();
  }

  get #tooltips(): HTMLElement | undefined {
    return this.querySelector<HTMLElement>(".editor-tooltips") ?? undefined;
  }

  get #root(): Document | ShadowRoot {
    const root = this.getRootNode();
    return root instanceof ShadowRoot ? root : this.ownerDocument;
  }

  get #textarea(): HTMLTextAreaElement | undefined {
    return this.querySelector<HTMLTextAreaElement>(".editor-text") ?? undefined;
  }

  get #invalid(): boolean {
    return this.#located.some((problem) => problem.severity === "error");
  }

  get #describedBy(): string | undefined {
    return this.#located.length > 0 ? `${this.#id}-summary` : undefined;
  }
}

/** The problems as they lie in the text that is shown, from the top down. */
function locate(value: string, problems: readonly EditorProblem[]): LocatedProblem[] {
  const end = shownText(value).length;
  const inText = (index: number) => Math.min(Math.max(shownIndex(value, index), 0), end);
  const sorted = problems
    .map((problem) => {
      const from = inText(problem.from);
      return { ...problem, from, to: Math.max(inText(problem.to), from) };
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const places = linesAndColumns(
    shownText(value),
    sorted.map((problem) => problem.from),
  );
  return sorted.map((problem, i) => ({ ...problem, ...(places[i] ?? { line: 1, column: 1 }) }));
}

function isSame(one: readonly LocatedProblem[], other: readonly LocatedProblem[]): boolean {
  return (
    one.length === other.length &&
    one.every((a, i) => {
      const b = other[i];
      const placed = a.from === b?.from && a.to === b.to && a.line === b.line;
      return placed && a.severity === b.severity && a.message === b.message;
    })
  );
}

/** "2 errors, 1 warning" */
function count(problems: readonly EditorProblem[]): string {
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const warnings = problems.length - errors;
  const parts = [];
  if (errors > 0) parts.push(errors === 1 ? "1 error" : `${errors} errors`);
  if (warnings > 0) parts.push(warnings === 1 ? "1 warning" : `${warnings} warnings`);
  return parts.length > 0 ? parts.join(", ") : "no problems";
}

/** For the document or shadow root that the editor is in. */
export const editorStyles = css`
  ${theme}

  claims-editor .editor-frame {
    overflow: hidden;
    background: var(--input-surface);
    border: 1px solid var(--input-border);
    border-radius: var(--input-radius);
  }

  claims-editor .editor-frame:focus-within {
    border-color: var(--input-accent);
    outline: 2px solid var(--input-accent);
    outline-offset: -1px;
  }

  claims-editor .editor-text,
  claims-editor .editor-code {
    font-family: var(--input-mono);
    font-size: var(--input-size);
    line-height: 1.6;
  }

  claims-editor .editor-text,
  claims-editor .editor-code .cm-editor {
    min-block-size: var(--cs-editor-min-height, 9rem);
    max-block-size: var(--cs-editor-max-height, 30rem);
  }

  claims-editor .editor-text {
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    margin: 0;
    /* On the left, the room that line numbers take in CodeMirror: nothing jumps. */
    padding: 8px 12px 8px 59px;
    overflow: auto;
    field-sizing: content;
    color: inherit;
    background: none;
    border: 0;
    outline: none;
    resize: none;
    overflow-wrap: anywhere;
  }

  claims-editor .editor-tooltips {
    position: fixed;
    inset: 0 auto auto 0;
    inline-size: 0;
    block-size: 0;
    margin: 0;
    padding: 0;
    overflow: visible;
    background: none;
    border: 0;
  }

  claims-editor .editor-problems {
    max-block-size: 10rem;
    margin: 6px 0 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }

  claims-editor .editor-problem {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 28px;
    padding: 3px 8px;
    color: inherit;
    font: inherit;
    text-align: start;
    background: none;
    border: 0;
    border-radius: var(--input-radius);
    cursor: pointer;
  }

  claims-editor .editor-problem:hover {
    background: var(--input-surface-2);
  }

  claims-editor .editor-problem:focus-visible {
    outline: 2px solid var(--input-accent);
    outline-offset: -2px;
  }

  claims-editor .editor-severity {
    color: var(--input-warning);
    font-weight: 600;
  }

  claims-editor [data-severity="error"] > .editor-severity {
    color: var(--input-danger);
  }

  claims-editor .editor-message {
    flex: 1 1 12rem;
    overflow-wrap: anywhere;
  }

  claims-editor .editor-place,
  claims-editor .editor-more {
    color: var(--input-muted);
  }

  claims-editor .editor-more {
    padding: 3px 8px;
  }
`;

if (customElements.get("claims-editor") === undefined) {
  customElements.define("claims-editor", JsonEditor);
}

declare global {
  interface HTMLElementTagNameMap {
    "claims-editor": JsonEditor;
  }
}
