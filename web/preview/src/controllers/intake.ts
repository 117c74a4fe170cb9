import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Notice } from "../model.js";
import { type Choice, type Helpers, recognise } from "../paste.js";
import type { PreviewState } from "../types.js";

export interface Intake {
  /** What recognising needs; `undefined` if there is no engine. */
  helpers(): Promise<Helpers | undefined>;
  edit(change: Partial<PreviewState>): void;
  check(token: string): void;
  say(words: string): void;
}

type Host = ReactiveControllerHost & HTMLElement;

/** Takes what is pasted or dropped for what it is, and says what that was. */
export class IntakeController implements ReactiveController {
  readonly #host: Host;
  readonly #intake: Intake;
  notice: Notice | undefined;

  constructor(host: Host, intake: Intake) {
    this.#host = host;
    this.#intake = intake;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener("paste", this.#pasted);
    this.#host.addEventListener("dragover", this.#over);
    this.#host.addEventListener("drop", this.#dropped);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener("paste", this.#pasted);
    this.#host.removeEventListener("dragover", this.#over);
    this.#host.removeEventListener("drop", this.#dropped);
  }

  async take(text: string): Promise<void> {
    const helpers = await this.#intake.helpers();
    if (!helpers) return;
    const found = await recognise(text, helpers);
    if ("trouble" in found) this.tell(found.trouble);
    else if ("token" in found) {
      this.#show({ text: `Taken for ${found.what}.`, mood: "good", undo: false });
      this.#intake.check(found.token);
    } else if ("choices" in found)
      this.#show({
        text: `Taken for ${found.what}. Which of ${found.choices.length}?`,
        mood: "good",
        undo: false,
        choices: found.choices,
      });
    else {
      this.#intake.edit(found.change);
      this.#show({ text: `Taken for ${found.what}.`, mood: "good", undo: true });
    }
  }

  async takeFile(file: Blob): Promise<void> {
    const text = textOf(new Uint8Array(await file.arrayBuffer()));
    if (text === undefined)
      this.tell("The file is no text in UTF-8. Save it as UTF-8, and drop it again.");
    else await this.take(text);
  }

  choose({ label, config }: Choice): void {
    this.#intake.edit({ config });
    this.#show({ text: `Taken: ${label}.`, mood: "good", undo: true });
  }

  dismiss(): void {
    if (!this.notice) return;
    this.notice = undefined;
    this.#host.requestUpdate();
  }

  /** Says why something was not taken or, `undone` being possible, what was. */
  tell(text: string | undefined, undo = false): void {
    if (text === undefined) this.dismiss();
    else this.#show({ text, mood: undo ? "good" : "bad", undo });
  }

  #show(notice: Notice): void {
    this.notice = notice;
    this.#intake.say(notice.text);
    this.#host.requestUpdate();
  }

  readonly #pasted = (event: ClipboardEvent): void => {
    const field = fieldOf(event);
    if (field && !field.closest(".paste")) return;
    const [file] = event.clipboardData?.files ?? [];
    const text = event.clipboardData?.getData("text/plain");
    if (!file && !text) return;
    event.preventDefault();
    if (text) void this.take(text);
    else if (file) void this.takeFile(file);
  };

  readonly #over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };

  readonly #dropped = (event: DragEvent): void => {
    const [file] = event.dataTransfer?.files ?? [];
    const [target] = event.composedPath();
    const inPaste = target instanceof Element && target.closest(".paste");
    const text = inPaste ? event.dataTransfer?.getData("text/plain") : undefined;
    if (!file && !text) return;
    event.preventDefault();
    if (file) void this.takeFile(file);
    else if (text) void this.take(text);
  };
}

/** The field that something is pasted into, if it is one. */
export function fieldOf(event: Event): Element | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  // Of a long text some browsers tell another target than what has the focus.
  const path = [active, ...event.composedPath()];
  return path.find(
    (node): node is Element =>
      node instanceof Element && node.matches("input, textarea, [contenteditable=true]"),
  );
}

/** A file's text: UTF-8, or UTF-16 with its mark. */
function textOf(bytes: Uint8Array): string | undefined {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
