// The editor's second stage: CodeMirror. Only json-editor.ts loads this file, and only lazily.

import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import {
  forEachDiagnostic,
  lintGutter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
} from "@codemirror/lint";
import {
  Annotation,
  Compartment,
  EditorSelection,
  EditorState,
  type Extension,
  StateEffect,
  StateField,
  Text,
} from "@codemirror/state";
import {
  type Command,
  Decoration,
  type DecorationSet,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  tooltips,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { UNSEEN } from "../visible.js";
import { type Change, changeBetween, matchIn } from "./text.js";
import type { Completions, EditorProblem } from "./types.js";

export interface JsonViewOptions {
  parent: HTMLElement;
  root: Document | ShadowRoot;
  /** Where tooltips go, so that nothing around the editor clips them. */
  tooltipParent: HTMLElement;
  label: string;
  readOnly: boolean;
  /** The text before the user changed it: where undo ends. */
  original: string;
  text: string;
  anchor: number;
  head: number;
  scrollTop: number;
  /** Called for each change by the user, with the whole text. */
  onEdit(text: string): void;
  /** Called with the place that the pointer is on, undefined when it leaves. */
  onPoint(position: number | undefined): void;
  complete(text: string, position: number): Completions | undefined;
}

/** Attributes of the text box that change while it is open. */
export interface JsonViewAttributes {
  label: string;
  invalid: boolean;
  /** The id of what describes the text box, in the same root. */
  describedBy: string | undefined;
}

const fromOutside = Annotation.define<true>();

const colors = HighlightStyle.define([
  {
    tag: tags.propertyName,
    color: "var(--cs-json-name, light-dark(#0b5a96, #82c3ff))",
  },
  { tag: tags.string, color: "var(--cs-json-string, light-dark(#1c6b33, #93d79a))" },
  { tag: tags.number, color: "var(--cs-json-number, light-dark(#8d4a00, #f0b36b))" },
  { tag: [tags.bool, tags.null], color: "var(--cs-json-keyword, light-dark(#86299a, #d9a5fb))" },
  { tag: [tags.punctuation, tags.bracket], color: "var(--input-muted)" },
]);

/**
 * Browsers lay out a long wrapped line of many coloured spans so slowly that typing lags: half a
 * second for a key at 20,000 characters. A text with a line longer than this stays without colours.
 */
const LONGEST_COLORED_LINE = 5_000;

function hasLongLine(doc: Text, from: number, to: number): boolean {
  const last = doc.lineAt(to).number;
  for (const line of doc.iterLines(doc.lineAt(from).number, last + 1)) {
    if (line.length > LONGEST_COLORED_LINE) return true;
  }
  return false;
}

const colored = syntaxHighlighting(colors);
const plain: Extension = [];
const coloring = new Compartment();

/** Colours for the text as it is, and for what it becomes. */
function coloringFor(doc: Text): Extension {
  return [
    coloring.of(hasLongLine(doc, 0, doc.length) ? plain : colored),
    EditorState.transactionExtender.of(({ docChanged, changes, newDoc, startState }) => {
      if (!docChanged) return null;
      const before = coloring.get(startState);
      let long = before === plain && hasLongLine(newDoc, 0, newDoc.length);
      if (before === colored) {
        changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
          long ||= hasLongLine(newDoc, fromB, toB);
        });
      }
      const now = long ? plain : colored;
      return now === before ? null : { effects: coloring.reconfigure(now) };
    }),
  ];
}

// The lint package draws its marks with data: images, which a strict policy for content forbids.
const wavy = (color: string) => ({
  backgroundImage: "none",
  paddingBottom: "0",
  // WebKit has no shorthand for more than the line.
  textDecorationLine: "underline",
  textDecorationStyle: "wavy",
  textDecorationColor: color,
  textDecorationThickness: "1px",
  textUnderlineOffset: "3px",
  textDecorationSkipInk: "none",
});

const look = EditorView.theme({
  "&": { color: "var(--input-text)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit", overscrollBehavior: "auto" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--input-text)" },
  ".cm-line": { padding: "0 12px 0 6px" },
  ".cm-line ::selection, .cm-line::selection": {
    backgroundColor: "color-mix(in srgb, var(--input-accent) 28%, transparent)",
  },
  ".cm-gutters": {
    backgroundColor: "var(--input-surface)",
    color: "var(--input-muted)",
    border: "none",
  },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "1.75em", padding: "0 2px 0 4px" },
  ".cm-foldGutter .cm-gutterElement": { cursor: "pointer", padding: "0" },
  ".cm-foldGutter .cm-gutterElement span": {
    display: "inline-block",
    width: "18px",
    padding: "0",
    textAlign: "center",
  },
  "@media (pointer: coarse)": { ".cm-foldGutter .cm-gutterElement span": { width: "24px" } },
  ".cm-gutter-lint": { width: "12px" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0", display: "flex", alignItems: "center" },
  ".cm-lint-marker": { width: "8px", height: "8px", marginInlineStart: "4px" },
  ".cm-lint-marker-error": {
    content: "normal",
    backgroundColor: "var(--input-danger)",
    borderRadius: "50%",
    forcedColorAdjust: "none",
  },
  ".cm-lint-marker-warning": {
    content: "normal",
    backgroundColor: "var(--input-warning)",
    clipPath: "polygon(50% 0, 100% 100%, 0 100%)",
    forcedColorAdjust: "none",
  },
  "&.cm-focused .cm-activeLine": {
    backgroundColor: "color-mix(in srgb, var(--input-text) 5%, transparent)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--input-text)" },
  "&.cm-focused .cm-matchingBracket": {
    color: "var(--input-text)",
    backgroundColor: "color-mix(in srgb, var(--input-accent) 22%, transparent)",
    borderRadius: "2px",
  },
  "&.cm-focused .cm-nonmatchingBracket": {
    color: "var(--input-danger)",
    backgroundColor: "transparent",
  },
  ".cm-foldPlaceholder": {
    margin: "0 4px",
    padding: "0 8px",
    color: "var(--input-text)",
    backgroundColor: "var(--input-surface-2)",
    border: "1px solid var(--input-border)",
  },
  ".cm-lintRange-error": wavy("var(--input-danger)"),
  ".cm-lintRange-warning": wavy("var(--input-warning)"),
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--input-danger)" },
  ".cm-lintPoint-warning:after": { borderBottomColor: "var(--input-warning)" },
  ".cm-marked, &.cm-focused .cm-activeLine.cm-marked": {
    backgroundColor: "color-mix(in srgb, var(--input-accent) 13%, transparent)",
    boxShadow: "inset 3px 0 0 var(--input-accent)",
  },
  ".cm-tooltip": {
    maxWidth: "min(36rem, 100vw - 16px)",
    overflow: "hidden",
    color: "var(--input-text)",
    backgroundColor: "var(--input-surface)",
    border: "1px solid var(--input-border)",
    borderRadius: "var(--input-radius)",
    boxShadow: "0 6px 20px rgb(0 0 0 / 0.22)",
    fontFamily: "var(--input-font)",
    fontSize: "var(--input-size)",
    lineHeight: "1.5",
  },
  ".cm-diagnostic": { margin: "0", padding: "6px 12px", overflowWrap: "anywhere" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--input-danger)" },
  ".cm-diagnostic-warning": { borderLeft: "4px solid var(--input-warning)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    minWidth: "min(14rem, 100vw - 18px)",
    maxWidth: "min(36rem, 100vw - 18px)",
    maxHeight: "16rem",
    padding: "4px",
    fontFamily: "var(--input-mono)",
    whiteSpace: "normal",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    columnGap: "12px",
    boxSizing: "border-box",
    minHeight: "28px",
    padding: "2px 8px",
    lineHeight: "1.5",
    overflowWrap: "anywhere",
    borderRadius: "calc(var(--input-radius) - 2px)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    color: "var(--input-on-accent)",
    backgroundColor: "var(--input-accent)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionDetail": {
    marginLeft: "auto",
    color: "var(--input-muted)",
    fontFamily: "var(--input-font)",
    fontStyle: "normal",
  },
  "li[aria-selected] > .cm-completionDetail": { color: "inherit" },
  "@media (forced-colors: active)": {
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
      color: "HighlightText",
      backgroundColor: "Highlight",
      forcedColorAdjust: "none",
    },
    ".cm-lint-marker-error, .cm-lint-marker-warning": { backgroundColor: "CanvasText" },
    "&.cm-focused .cm-matchingBracket": { outline: "1px solid" },
  },
});

const setMark = StateEffect.define<{ from: number; to: number } | undefined>();

const markedLine = Decoration.line({ class: "cm-marked" });

/** The lines of the part that stands out. */
const mark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, state }) {
    for (const effect of effects) {
      if (!effect.is(setMark)) continue;
      if (!effect.value) return Decoration.none;
      const { doc } = state;
      const end = doc.lineAt(Math.min(effect.value.to, doc.length)).number;
      const lines = [];
      for (let n = doc.lineAt(Math.min(effect.value.from, doc.length)).number; n <= end; n++)
        lines.push(markedLine.range(doc.line(n).from));
      return Decoration.set(lines);
    }
    return marks.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function pointing(tell: (position: number | undefined) => void): Extension {
  let told: number | undefined;
  const say = (position: number | undefined) => {
    if (position !== told) tell(position);
    told = position;
  };
  return EditorView.domEventHandlers({
    mousemove(event, view) {
      say(view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? undefined);
    },
    mouseleave() {
      say(undefined);
    },
  });
}

/**
 * Replaces a selection that is typed over or deleted, and keeps a text that is read-only. The
 * browser, left to itself, merges the lines and writes inline styles to keep their look, which a
 * strict policy for content reports; CodeMirror would put things right only then.
 */
const inputOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view;
    const { from, to, empty } = state.selection.main;
    const typed = event.inputType === "insertText" ? event.data : null;
    const deleted = event.inputType.startsWith("deleteContent");
    if (!event.cancelable) return false;
    if (state.readOnly) {
      event.preventDefault();
      return true;
    }
    if (empty || (typed === null && !deleted)) return false;
    const text = typed ?? "";
    const userEvent = deleted ? "delete.selection" : "input.type";
    const insert = () =>
      state.update(state.replaceSelection(text), { userEvent, scrollIntoView: true });
    // For example, a bracket is put around the selection.
    const handled =
      !deleted &&
      state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert));
    if (!handled) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});

/** The viewport, without a margin. */
function roomForTooltips() {
  const { clientWidth, clientHeight } = document.documentElement;
  return { left: 8, top: 8, right: clientWidth - 8, bottom: clientHeight - 8 };
}

/** Goes to another problem, shows its message and says it. */
function goToProblem(move: Command): Command {
  return (view) => {
    if (!move(view)) return false;
    const { from, to } = view.state.selection.main;
    const messages: string[] = [];
    forEachDiagnostic(view.state, (problem, start, end) => {
      if (start <= to && end >= from) messages.push(problem.message);
    });
    view.dispatch({ effects: EditorView.announce.of(messages.join(" ")) });
    return true;
  };
}

function contentAttributes({ label, invalid, describedBy }: JsonViewAttributes): Extension {
  // It takes the focus by itself; a tabindex says so to whoever checks what scrolls.
  const attributes: Record<string, string> = { "aria-label": label, tabindex: "0" };
  if (invalid) attributes["aria-invalid"] = "true";
  if (describedBy !== undefined) attributes["aria-describedby"] = describedBy;
  return EditorView.contentAttributes.of(attributes);
}

/**
 * An open CodeMirror. All positions are UTF-16 indices of its text, whose lines end in "\n".
 * Whoever opened it closes it.
 */
export class JsonView {
  readonly #view: EditorView;
  readonly #attributes = new Compartment();
  readonly #readOnly = new Compartment();

  constructor(options: JsonViewOptions) {
    const { parent, root, text, label, readOnly } = options;
    const doc = Text.of(options.original.split("\n"));
    this.#view = new EditorView({
      parent,
      root,
      state: EditorState.create({
        doc,
        extensions: [
          // Tab is not bound: it leaves the editor.
          keymap.of([
            { key: "F8", run: goToProblem(nextDiagnostic), shift: goToProblem(previousDiagnostic) },
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...foldKeymap,
          ]),
          lineNumbers(),
          foldGutter(),
          codeFolding(),
          lintGutter(),
          history(),
          highlightSpecialChars({ addSpecialChars: UNSEEN }),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          bracketMatching(),
          closeBrackets(),
          indentOnInput(),
          json(),
          coloringFor(doc),
          autocompletion({
            activateOnTyping: true,
            icons: false,
            override: [(context) => completionResult(context, options)],
          }),
          tooltips({ parent: options.tooltipParent, tooltipSpace: roomForTooltips }),
          inputOverSelection,
          mark,
          pointing(options.onPoint),
          EditorView.lineWrapping,
          look,
          this.#attributes.of(contentAttributes({ label, invalid: false, describedBy: undefined })),
          this.#readOnly.of(EditorState.readOnly.of(readOnly)),
          EditorView.updateListener.of((update) => {
            const byUser = update.transactions.some(
              (each) => each.docChanged && each.annotation(fromOutside) === undefined,
            );
            if (byUser) options.onEdit(update.state.doc.toString());
          }),
        ],
      }),
    });
    this.replace(changeBetween(options.original, text));
    this.#view.dispatch({ selection: { anchor: options.anchor, head: options.head } });
    // The height of the text is known only after it was measured.
    this.#view.requestMeasure({
      read: () => undefined,
      write: () => {
        this.#view.scrollDOM.scrollTop = options.scrollTop;
      },
    });
  }

  /** Changes the text from outside. The user can undo it, and it is not reported to `onEdit`. */
  replace(change: Change | undefined): void {
    if (change === undefined) return;
    this.#view.dispatch({ changes: change, annotations: fromOutside.of(true) });
  }

  setProblems(problems: readonly EditorProblem[]): void {
    const end = this.#view.state.doc.length;
    const diagnostics = problems.map((problem) => {
      const from = Math.min(problem.from, end);
      return { ...problem, from, to: Math.min(Math.max(problem.to, from), end) };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  mark(part: { from: number; to: number } | undefined): void {
    this.#view.dispatch({ effects: setMark.of(part) });
  }

  setAttributes(attributes: JsonViewAttributes): void {
    this.#view.dispatch({ effects: this.#attributes.reconfigure(contentAttributes(attributes)) });
  }

  setReadOnly(readOnly: boolean): void {
    this.#view.dispatch({
      effects: this.#readOnly.reconfigure(EditorState.readOnly.of(readOnly)),
    });
  }

  focus(): void {
    this.#view.focus();
  }

  /** Focuses, selects and scrolls to a part of the text. */
  reveal(from: number, to: number): void {
    const end = this.#view.state.doc.length;
    const range = EditorSelection.range(Math.min(from, end), Math.min(to, end));
    this.#view.focus();
    this.#view.dispatch({
      selection: range,
      effects: EditorView.scrollIntoView(range, { y: "center" }),
    });
  }

  /** After the parent has moved into another document or shadow root. */
  moveTo(root: Document | ShadowRoot): void {
    if (root !== this.#view.root) this.#view.setRoot(root);
  }

  close(): void {
    this.#view.destroy();
  }
}

function completionResult(
  context: CompletionContext,
  options: JsonViewOptions,
): CompletionResult | null {
  const text = context.state.doc.toString();
  const found = options.complete(text, context.pos);
  if (found === undefined || found.options.length === 0) return null;
  const typed = text.slice(found.from, context.pos);
  return {
    from: found.from,
    to: found.to,
    // Who offers the options has chosen and ordered them for this place.
    filter: false,
    getMatch: ({ label }) => {
      const match = matchIn(label, typed);
      return match === undefined ? [] : [match.from, match.to];
    },
    options: found.options.map(({ label, detail, insert }) =>
      detail === undefined ? { label, apply: insert } : { label, detail, apply: insert },
    ),
  };
}
