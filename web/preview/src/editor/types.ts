// What the two inputs of the preview, <claims-editor> and <claims-field>, take and give.

export type Severity = "error" | "warning";

/** A place in the editor's text, in UTF-16 indices of its value. `from` may equal `to`. */
export interface EditorProblem {
  from: number;
  to: number;
  severity: Severity;
  message: string;
}

export interface CompletionOption {
  label: string;
  /** Shown after the label, for example the kind of value. */
  detail?: string;
  /** The text that replaces `from` to `to`. */
  insert: string;
}

/** What may stand at `from` to `to` of the text, in UTF-16 indices. */
export interface Completions {
  from: number;
  to: number;
  options: readonly CompletionOption[];
}

export type Complete = (text: string, position: number) => Completions | undefined;

/** What is wrong with the value of a field as a whole. */
export interface FieldMessage {
  severity: Severity;
  text: string;
}

export interface Suggestion {
  value: string;
  /** Shown after the value, for example what stands at that place in the sample session. */
  detail: string;
}

export type Suggest = (typed: string) => readonly Suggestion[];

/** The type of the event `edit`: the user changed the value. It bubbles, but is not composed. */
export type EditEvent = CustomEvent<{ value: string }>;

/** The type of the event `point`: the place in the value that the pointer is on, if it is on one. */
export type PointEvent = CustomEvent<{ position: number | undefined }>;
