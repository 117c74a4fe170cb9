// <claims-field>: a text field of one line that offers suggestions while one types. It follows the
// pattern "editable combobox with list autocomplete" of the ARIA Authoring Practices.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { Announcement } from "./announcement.js";
import { matchIn } from "./text.js";
import { theme } from "./theme.js";
import type { EditEvent, FieldMessage, Suggest, Suggestion } from "./types.js";

/** More suggestions than this are counted, not shown. */
const SHOWN_SUGGESTIONS = 50;

/** Pixels between the field and its list, and between the list and the edge of the viewport. */
const GAP = 4;
const MARGIN = 8;
const LIST_HEIGHT = 320;
/** With less room below than this, the list may open above the field. */
const LEAST_HEIGHT = 180;

let fields = 0;

/**
 * A text field that renders into light DOM. Fires `edit` (see EditEvent) for each change by the
 * user, a chosen suggestion among them, and not for a value that is set.
 */
export class ExpressionField extends LitElement {
  static override properties = {
    value: { type: String },
    label: { type: String },
    placeholder: { type: String },
    messages: { attribute: false },
    suggest: { attribute: false },
    monospace: { type: Boolean },
    disabled: { type: Boolean },
    dimmed: { type: Number },
  };

  declare value: string;
  /** The accessible name. */
  declare label: string;
  declare placeholder: string;
  /** Shown under the field. */
  declare messages: readonly FieldMessage[];
  /** Called when the list opens and when the text changes while the field has the focus. */
  declare suggest: Suggest | undefined;
  declare monospace: boolean;
  declare disabled: boolean;
  /** So many characters at the beginning say less than the rest, which is seen first. */
  declare dimmed: number;

  readonly #id = `claims-field-${++fields}`;
  readonly #announcement = new Announcement(this);
  #open = false;
  #suggestions: readonly Suggestion[] = [];
  /** The suggestion that Enter takes, or -1. */
  #active = -1;
  #frame = 0;
  #visibility: IntersectionObserver | undefined;

  constructor() {
    super();
    this.value = "";
    this.label = "";
    this.placeholder = "";
    this.messages = [];
    this.suggest = undefined;
    this.monospace = false;
    this.disabled = false;
    this.dimmed = 0;
  }

  override focus(): void {
    this.#input?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#open && (this.disabled || this.suggest === undefined)) this.#close();
    if (!changed.has("messages")) return;
    // Only the field that one is in speaks up. A table has many.
    if (this.contains(this.#root.activeElement)) this.#sayMessages();
  }

  protected override render(): TemplateResult {
    return html`
      <span class="field-label" aria-hidden="true">${this.label}</span>
      <div class="field-frame" part="field">
        ${this.#renderInput()} ${this.dimmed > 0 ? this.#renderMirror() : nothing}
        ${this.suggest === undefined ? nothing : this.#renderButton()}
      </div>
      ${this.#open ? this.#renderPopup() : nothing}
      ${this.messages.length > 0 ? this.#renderMessages() : nothing}
      ${this.#announcement.render()}
    `;
  }

  #renderInput(): TemplateResult {
    const combobox = this.suggest !== undefined;
    const active = this.#open && this.#active >= 0;
    return html`<input
      class=${this.monospace ? "field-input monospace" : "field-input"}
      part="input"
      type="text"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      .value=${live(this.value)}
      placeholder=${this.placeholder || nothing}
      ?disabled=${this.disabled}
      aria-label=${this.label}
      aria-invalid=${this.messages.some(isError) ? "true" : nothing}
      aria-describedby=${this.messages.length > 0 ? `${this.#id}-messages` : nothing}
      role=${combobox ? "combobox" : nothing}
      aria-autocomplete=${combobox ? "list" : nothing}
      aria-haspopup=${combobox ? "listbox" : nothing}
      aria-expanded=${combobox ? String(this.#open) : nothing}
      aria-controls=${this.#open ? `${this.#id}-list` : nothing}
      aria-activedescendant=${active ? this.#optionId(this.#active) : nothing}
      @input=${this.#onInput}
      @keydown=${this.#onKeydown}
      @blur=${this.#close}
    />`;
  }

  /** What an input cannot do: one part of its text in another colour, and its end in sight. */
  #renderMirror(): TemplateResult {
    const { value, dimmed } = this;
    return html`<span class="field-mirror" aria-hidden="true"
      ><span><span class="dim">${value.slice(0, dimmed)}</span>${value.slice(dimmed)}</span></span
    >`;
  }

  // The keyboard has Down and Alt+Down for this, so Tab passes the button by.
  #renderButton(): TemplateResult {
    return html`<button
      class="field-button"
      type="button"
      tabindex="-1"
      aria-label=${`Suggestions: ${this.label}`}
      aria-expanded=${String(this.#open)}
      aria-controls=${this.#open ? `${this.#id}-list` : nothing}
      ?disabled=${this.disabled}
      @mousedown=${keepFocus}
      @click=${this.#onButton}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M4 6.5 8 10.5 12 6.5" fill="none" stroke="currentColor" stroke-width="1.5" />
      </svg>
    </button>`;
  }

  #renderPopup(): TemplateResult {
    const shown = this.#shown;
    const more = this.#suggestions.length - shown.length;
    return html`<div class="field-popup" popover="manual" @mousedown=${keepFocus}>
      <ul
        class="field-list"
        part="listbox"
        role="listbox"
        id=${`${this.#id}-list`}
        aria-label=${`Suggestions: ${this.label}`}
      >
        ${shown.map(
          (suggestion, index) => html`<li
            class="field-option"
            role="option"
            id=${this.#optionId(index)}
            aria-selected=${index === this.#active ? "true" : "false"}
            @click=${() => this.#choose(suggestion)}
          >
            <span class="field-option-value">${marked(suggestion.value, this.value)}</span>
            <span class="field-option-detail">${suggestion.detail}</span>
          </li>`,
        )}
      </ul>
      ${more > 0 ? html`<p class="field-more">and ${more} more: type to narrow them down</p>` : nothing}
    </div>`;
  }

  #renderMessages(): TemplateResult {
    return html`<div class="field-messages" part="messages" id=${`${this.#id}-messages`}>
      ${this.messages.map(
        ({ severity, text }) => html`<p class="field-message" data-severity=${severity}>
          <span class="field-severity">${severity === "error" ? "Error:" : "Warning:"}</span> ${text}
        </p>`,
      )}
    </div>`;
  }

  protected override updated(): void {
    const popup = this.#popup;
    if (popup === undefined) return;
    if ("showPopover" in popup && !popup.matches(":popover-open")) popup.showPopover();
    this.#place();
    this.#scrollToActive();
  }

  #onInput(event: Event): void {
    this.value = (event.currentTarget as HTMLInputElement).value;
    this.#emit();
    this.#show(-1);
  }

  #onKeydown(event: KeyboardEvent): void {
    if (this.suggest === undefined || event.isComposing || event.ctrlKey || event.metaKey) return;
    const suggestion = this.#shown[this.#active];
    switch (event.key) {
      case "ArrowDown":
        if (event.altKey) {
          if (!this.#open) this.#show(-1);
        } else if (this.#open) this.#activate(this.#active + 1);
        else this.#show(0);
        break;
      case "ArrowUp":
        if (event.altKey) this.#close();
        else if (this.#open) this.#activate(Math.max(this.#active, 0) - 1);
        else this.#show(Number.POSITIVE_INFINITY);
        break;
      case "Enter":
        if (!this.#open) return;
        if (suggestion === undefined) this.#close();
        else this.#choose(suggestion);
        break;
      case "Escape":
        if (!this.#open) return;
        // The key closed the list. A dialog around it stays.
        event.stopPropagation();
        this.#close();
        break;
      case "Home":
      case "End":
      case "ArrowLeft":
      case "ArrowRight":
        // These move the caret, and Enter then takes what was typed.
        if (this.#open) this.#setActive(-1);
        return;
      default:
        return;
    }
    event.preventDefault();
  }

  #onButton(): void {
    this.#input?.focus();
    if (this.#open) this.#close();
    else this.#show(-1);
  }

  /** Asks for suggestions and shows them, if there is one to choose. */
  #show(active: number): void {
    if (this.suggest === undefined || this.disabled) return;
    this.#suggestions = this.suggest(this.value);
    const [first, second] = this.#suggestions;
    if (first === undefined || (second === undefined && first.value === this.value)) {
      this.#close();
      return;
    }
    const wasOpen = this.#open;
    this.#open = true;
    this.#setActive(Math.min(active, this.#shown.length - 1));
    this.#saySuggestions();
    if (!wasOpen) this.#followField();
  }

  readonly #close = (): void => {
    if (!this.#open) return;
    this.#open = false;
    this.#active = -1;
    this.#suggestions = [];
    cancelAnimationFrame(this.#frame);
    this.#visibility?.disconnect();
    this.#announcement.say("");
    this.requestUpdate();
  };

  #setActive(index: number): void {
    this.#active = index;
    this.requestUpdate();
  }

  /** Makes a suggestion active; before the first comes the last, and after the last the first. */
  #activate(index: number): void {
    const length = this.#shown.length;
    this.#setActive((index + length) % length);
  }

  #choose(suggestion: Suggestion): void {
    const input = this.#input;
    this.#close();
    if (input === undefined || suggestion.value === input.value) return;
    // Only this command leaves a change that the user can undo. It fires `input`.
    input.select();
    const chosen = input.ownerDocument.execCommand("insertText", false, suggestion.value);
    if (chosen && input.value === suggestion.value) {
      this.#close();
      return;
    }
    input.value = suggestion.value;
    this.value = suggestion.value;
    this.#emit();
  }

  #emit(): void {
    const detail = { value: this.value };
    const event: EditEvent = new CustomEvent("edit", { bubbles: true, detail });
    this.dispatchEvent(event);
  }

  #saySuggestions(): void {
    const all = this.#suggestions.length;
    const shown = this.#shown.length;
    if (shown < all) this.#announcement.say(`${shown} of ${all} suggestions`);
    else this.#announcement.say(all === 1 ? "1 suggestion" : `${all} suggestions`);
  }

  #sayMessages(): void {
    this.#announcement.say(this.messages.map(({ text }) => text).join(" "));
  }

  // The list is in the top layer, where no table clips it. So it must follow the field: when one
  // scrolls, turns the phone, or its keyboard comes up. No one event tells of all that.
  #followField(): void {
    const follow = () => {
      this.#place();
      this.#frame = requestAnimationFrame(follow);
    };
    this.#frame = requestAnimationFrame(follow);
    const input = this.#input;
    if (input === undefined) return;
    this.#visibility = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === false) this.#close();
    });
    this.#visibility.observe(input);
  }

  /** Puts the list below the field, or above it where there is more room. */
  #place(): void {
    const popup = this.#popup;
    const list = popup?.querySelector<HTMLElement>(".field-list");
    const frame = this.querySelector(".field-frame");
    if (popup === undefined || !list || frame === null) return;
    const field = frame.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const viewport = window.visualViewport;
    const top = (viewport?.offsetTop ?? 0) + MARGIN;
    const bottom = (viewport ? viewport.offsetTop + viewport.height : clientHeight) - MARGIN;

    const widest = clientWidth - 2 * MARGIN;
    popup.style.minInlineSize = `${Math.min(field.width, widest)}px`;
    popup.style.maxInlineSize = `${Math.min(Math.max(field.width, 576), widest)}px`;
    const left = Math.min(field.left, clientWidth - MARGIN - popup.offsetWidth);
    popup.style.left = `${Math.max(left, MARGIN)}px`;

    const height = popup.offsetHeight - list.clientHeight + list.scrollHeight;
    const wanted = Math.min(height, LIST_HEIGHT);
    const below = bottom - field.bottom - GAP;
    const above = field.top - GAP - top;
    const up = below < Math.min(wanted, LEAST_HEIGHT) && above > below;
    popup.style.maxBlockSize = `${Math.max(Math.min(wanted, up ? above : below), 0)}px`;
    popup.style.top = up ? "auto" : `${field.bottom + GAP}px`;
    popup.style.bottom = up ? `${clientHeight - field.top + GAP}px` : "auto";
  }

  /** Scrolls the list alone. scrollIntoView would move the page too. */
  #scrollToActive(): void {
    const list = this.querySelector<HTMLElement>(".field-list");
    const option = list?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (!list || !option) return;
    const top = option.offsetTop - GAP;
    const bottom = option.offsetTop + option.offsetHeight + GAP;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (bottom > list.scrollTop + list.clientHeight)
      list.scrollTop = bottom - list.clientHeight;
  }

  #optionId(index: number): string {
    return `${this.#id}-option-${index}`;
  }

  get #shown(): readonly Suggestion[] {
    return this.#suggestions.slice(0, SHOWN_SUGGESTIONS);
  }

  get #root(): Document | ShadowRoot {
    const root = this.getRootNode();
    return root instanceof ShadowRoot ? root : this.ownerDocument;
  }

  get #input(): HTMLInputElement | undefined {
    return this.querySelector<HTMLInputElement>(".field-input") ?? undefined;
  }

  get #popup(): HTMLElement | undefined {
    return this.querySelector<HTMLElement>(".field-popup") ?? undefined;
  }
}

const isError = (message: FieldMessage) => message.severity === "error";

/** A pointer on the list or the button leaves the focus in the field. */
const keepFocus = (event: Event) => event.preventDefault();

/** The value with what was typed marked in it. */
function marked(value: string, typed: string): TemplateResult | string {
  const match = matchIn(value, typed);
  if (match === undefined) return value;
  const { from, to } = match;
  return html`${value.slice(0, from)}<mark>${value.slice(from, to)}</mark>${value.slice(to)}`;
}

/** For the document or shadow root that the field is in. */
export const fieldStyles = css`
  ${theme}

  claims-field .field-label {
    display: none;
    color: var(--input-muted);
  }

  claims-field .field-frame {
    display: flex;
    background: var(--input-surface);
    border: 1px solid var(--input-border);
    border-radius: var(--input-radius);
  }

  claims-field .field-frame:focus-within {
    border-color: var(--input-accent);
    outline: 2px solid var(--input-accent);
    outline-offset: -1px;
  }

  claims-field .field-frame:has([aria-invalid="true"]):not(:focus-within) {
    border-color: var(--input-danger);
  }

  claims-field .field-input {
    flex: 1;
    box-sizing: border-box;
    min-inline-size: 0;
    min-block-size: 32px;
    margin: 0;
    padding: 4px 8px;
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
    background: none;
    border: 0;
    outline: none;
  }

  claims-field .field-input.monospace {
    font-family: var(--input-mono);
  }

  claims-field .field-input::placeholder {
    color: var(--input-muted);
    opacity: 1;
  }

  claims-field .field-frame {
    position: relative;
  }

  claims-field .field-mirror {
    position: absolute;
    inset-block: 0;
    left: 1px;
    right: 30px;
    padding-left: 7px;
    overflow: hidden;
    font-family: var(--input-mono);
    line-height: 32px;
    text-align: left;
    white-space: pre;
    /* Its end stays in sight: what is cut is on the left. */
    direction: rtl;
    text-overflow: ellipsis;
    background: var(--input-surface);
    border-radius: var(--input-radius);
    pointer-events: none;
  }

  claims-field .field-mirror > span {
    direction: ltr;
    unicode-bidi: isolate;
  }

  claims-field .field-mirror .dim {
    color: var(--input-muted);
  }

  claims-field .field-frame:focus-within .field-mirror {
    display: none;
  }

  claims-field .field-input:disabled {
    color: var(--input-muted);
    cursor: not-allowed;
  }

  claims-field .field-frame:has(:disabled) {
    background: var(--input-surface-2);
  }

  claims-field .field-button {
    display: grid;
    place-items: center;
    min-inline-size: 28px;
    margin: 0;
    padding: 0;
    color: var(--input-muted);
    background: none;
    border: 0;
    border-radius: var(--input-radius);
    cursor: pointer;
  }

  claims-field .field-button:hover {
    color: var(--input-text);
  }

  claims-field .field-button:disabled {
    visibility: hidden;
  }

  claims-field .field-popup {
    position: fixed;
    inset: auto;
    z-index: 500;
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    overflow: hidden;
    color: var(--input-text);
    background: var(--input-surface);
    border: 1px solid var(--input-border);
    border-radius: var(--input-radius);
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.22);
  }

  claims-field .field-list {
    position: relative;
    min-block-size: 0;
    margin: 0;
    padding: 4px;
    overflow: auto;
    overscroll-behavior: contain;
    list-style: none;
  }

  claims-field .field-option {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    align-items: baseline;
    box-sizing: border-box;
    min-block-size: 28px;
    padding: 3px 8px;
    border-radius: calc(var(--input-radius) - 2px);
    cursor: pointer;
  }

  claims-field .field-option:hover {
    background: var(--input-surface-2);
  }

  claims-field .field-option[aria-selected="true"] {
    color: var(--input-on-accent);
    background: var(--input-accent);
  }

  claims-field .field-option-value {
    flex: 1 1 auto;
    font-family: var(--input-mono);
    overflow-wrap: anywhere;
  }

  claims-field .field-option-value > mark {
    color: inherit;
    font-weight: 700;
    background: none;
  }

  claims-field .field-option-detail {
    max-inline-size: 100%;
    overflow: hidden;
    color: var(--input-muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  claims-field .field-option[aria-selected="true"] > .field-option-detail {
    color: inherit;
  }

  claims-field .field-more {
    margin: 0;
    padding: 4px 12px;
    color: var(--input-muted);
    border-block-start: 1px solid var(--input-edge);
  }

  claims-field .field-message {
    margin: 4px 0 0;
    overflow-wrap: anywhere;
  }

  claims-field .field-severity {
    color: var(--input-warning);
    font-weight: 600;
  }

  claims-field [data-severity="error"] > .field-severity {
    color: var(--input-danger);
  }

  @media (pointer: coarse) {
    claims-field .field-input,
    claims-field .field-option {
      min-block-size: 44px;
    }

    claims-field .field-option {
      align-content: center;
    }
  }

  @media (forced-colors: active) {
    claims-field .field-option[aria-selected="true"] {
      color: HighlightText;
      background: Highlight;
      forced-color-adjust: none;
    }

    claims-field .field-option-value > mark {
      text-decoration: underline;
    }
  }
`;

if (customElements.get("claims-field") === undefined) {
  customElements.define("claims-field", ExpressionField);
}

declare global {
  interface HTMLElementTagNameMap {
    "claims-field": ExpressionField;
  }
}
