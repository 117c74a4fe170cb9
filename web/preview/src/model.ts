// What the views draw from, and what they may do.

import type { IgnoredDecision, Warning } from "@claimsmith/engine";
import type { Draft } from "./controllers/draft.js";
import type { Drag } from "./controllers/drag.js";
import type { Mark } from "./controllers/marks.js";
import { linesAndColumns } from "./editor/text.js";
import type { EditorProblem } from "./editor/types.js";
import type { About, Answer } from "./evaluation.js";
import type { Where } from "./evaluator.js";
import { indexOfByte, type JsonDocument } from "./json-document.js";
import { type Group, groups } from "./mappings.js";
import type { Choice } from "./paste.js";
import type { Explained, Reading, TokenId } from "./reading.js";
import type { RealToken } from "./real-token.js";
import type { Inputs } from "./standard-claims.js";
import type { Effective, Issued, PreviewState } from "./types.js";

export type Tab = TokenId | "real" | "changes";
export type ConfigView = "table" | "json";
export type TokenView = "claims" | "json" | "jwt";

/** An outcome together with what it came from. */
export interface Good {
  reading: Reading;
  inputs: Inputs;
  /** The rows that were left out of it, because they are broken. */
  without: readonly string[];
}

/** What the page says of something that was pasted. */
export interface Notice {
  text: string;
  mood: "good" | "bad";
  undo: boolean;
  /** Which of several is meant. */
  choices?: readonly Choice[];
}

export interface Model {
  state: PreviewState;
  /** The texts, read; `undefined` while they cannot be. */
  config: JsonDocument | undefined;
  session: JsonDocument | undefined;
  about: About | undefined;
  /** Where the engine runs. */
  place: Where | undefined;
  /** The newest answer. While one types it may be a key behind. */
  answer: Answer | undefined;
  /** The tokens to show: the newest that there were. */
  good: Good | undefined;
  /** Whether those are not what the inputs give now. */
  stale: boolean;
  /** Whether the answer is about the inputs as they are now. */
  current: boolean;
  /** Why there is no engine, or no answer. */
  trouble: string | undefined;
  tab: Tab;
  configView: ConfigView;
  tokenView: TokenView;
  /** What is unfolded, by keys of the views' own. */
  unfolded: ReadonlySet<string>;
  drag: Drag | undefined;
  draft: Draft | undefined;
  mark: Mark | undefined;
  notice: Notice | undefined;
  effective: Effective | undefined;
  /** What was pasted to be compared, and the token in it. It is kept nowhere. */
  pasted: string;
  real: RealToken | undefined;
  /** What was issued here, or why not. */
  issued: Issued | { trouble: string } | undefined;
  canIssue: boolean;
  /** What was copied last, until something is edited. */
  copied: string | undefined;
  narrow: boolean;
  canSave: boolean;
  canUndo: boolean;
  canRedo: boolean;
}

export interface Actions {
  /**
   * Changes the state. Edits of one `field` in a row, as typing makes them, are undone together;
   * without a field an edit stands for itself.
   */
  edit(change: Partial<PreviewState>, field?: string): void;
  /** Makes an edit that follows from the answer; does nothing if the inputs have changed since. */
  follow(change: Partial<PreviewState>): void;
  /** Does what is offered for a claim, and what is offered after that, until nothing is. */
  mend(decision: IgnoredDecision): void;
  /** Says where the focus goes with the next edit: the element that takes the place of its own. */
  focusNext(selector: string): void;
  show(tab: Tab): void;
  showConfigAs(view: ConfigView): void;
  showTokenAs(view: TokenView): void;
  /** Folds something, or unfolds it. */
  fold(key: string): void;
  /** Marks what the pointer is on, or nothing. */
  point(mark: Mark | undefined): void;
  /** Goes to a place of the config or the session: its field in the table, or in the JSON. */
  reveal(input: "config" | "session", place: Place): void;
  addRow(group: Group): void;
  removeRow(group: Group, index: number): void;
  moveRow(group: Group, from: number, to: number): void;
  startDrag(event: PointerEvent, group: Group, from: number): void;
  leaveDraft(): void;
  undo(): void;
  redo(): void;
  save(): void;
  copy(what: string, text: string): void;
  download(name: string, text: string): void;
  /** Takes a file for what is in it. */
  takeFile(file: Blob): void;
  /** Takes a text for what it is. */
  take(text: string): void;
  choose(choice: Choice): void;
  dismiss(): void;
  /** Compares a token that somebody really got. */
  check(text: string): void;
  issue(): void;
}

/** Where the engine reports something. */
export interface Place extends Pick<Warning, "code" | "message"> {
  path?: string;
  /** A byte's. */
  offset?: number;
}

/** A reported place as one of an editor's text. */
export function locate(
  text: string,
  document: JsonDocument | undefined,
  { path, offset, message }: Place,
  severity: EditorProblem["severity"],
): EditorProblem {
  const node = path === undefined ? undefined : document?.at(path);
  const from = offset === undefined ? (node?.offset ?? 0) : indexOfByte(text, offset);
  // What is absent or unreadable is one character, or the end.
  const to = node && from <= node.offset + node.length ? node.offset + node.length : from + 1;
  return { from, to: Math.min(Math.max(to, from), text.length), severity, message };
}

const OF_GROUP = { access_token: "mapping", id_token: "ID token mapping", saml: "attribute" };

/** What people call a place: the row that it is in, or its line. */
export function placeName(text: string, document: JsonDocument | undefined, place: Place): string {
  const { path } = place;
  for (const { id, rows } of document && path !== undefined ? groups(document) : []) {
    const index = rows.findIndex((row) => path === row.place || path?.startsWith(`${row.place}/`));
    if (index >= 0) return `${OF_GROUP[id]} ${index + 1}`;
  }
  const [at] = linesAndColumns(text, [locate(text, document, place, "error").from]);
  return `line ${at?.line ?? 1}`;
}

/** The failure of an input, if it is what an explanation says. */
export function problemsOf(explained: Explained | undefined, code: string): readonly Place[] {
  return explained?.failure?.code === code ? explained.failure.problems : [];
}
