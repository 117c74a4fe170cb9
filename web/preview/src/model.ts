// What the views draw from, and what they may do.

import type { Warning } from "@claimsmith/engine";
import type { EditorProblem } from "./editor/types.js";
import type { About, Answer } from "./evaluation.js";
import { indexOfByte, type JsonDocument } from "./json-document.js";
import type { Group, GroupId } from "./mappings.js";
import type { Explained, Reading, TokenId } from "./reading.js";
import type { Inputs } from "./standard-claims.js";
import type { PreviewState } from "./types.js";

export type Tab = TokenId | "changes";
export type ConfigView = "table" | "json";

/** A row on its way to another place, by pointer. */
export interface Drag {
  group: GroupId;
  from: number;
  to: number;
}

/** An outcome together with what it came from. */
export interface Good {
  reading: Reading;
  inputs: Inputs;
}

export interface Model {
  state: PreviewState;
  /** The texts, read; `undefined` while they cannot be. */
  config: JsonDocument | undefined;
  session: JsonDocument | undefined;
  about: About | undefined;
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
  drag: Drag | undefined;
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
  /** Says where the focus goes with the next edit: the element that takes the place of its own. */
  focusNext(selector: string): void;
  show(tab: Tab): void;
  showConfigAs(view: ConfigView): void;
  /** Goes to a place of the config or the session: its field in the table, or in the JSON. */
  reveal(input: "config" | "session", place: Place): void;
  addRow(group: Group): void;
  removeRow(group: Group, index: number): void;
  moveRow(group: Group, from: number, to: number): void;
  startDrag(event: PointerEvent, group: Group, from: number): void;
}

/** Where the engine reports something. */
export type Place = Pick<Warning, "path" | "offset" | "message" | "code">;

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

/** The failure of an input, if it is what an explanation says. */
export function problemsOf(explained: Explained | undefined, code: string): readonly Place[] {
  return explained?.failure?.code === code ? explained.failure.problems : [];
}
