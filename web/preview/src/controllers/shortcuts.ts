import type { ReactiveController, ReactiveControllerHost } from "lit";

export interface Commands {
  undo(): void;
  redo(): void;
  save(): void;
}

/** Undo, redo and save by keyboard, wherever in the element the focus is. */
export class ShortcutController implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #commands: Commands;

  constructor(host: ReactiveControllerHost & EventTarget, commands: Commands) {
    this.#host = host;
    this.#commands = commands;
    host.addController(this);
  }

  // In capture: the fields have an undo of their own, which knows nothing of the other inputs.
  hostConnected(): void {
    this.#host.addEventListener("keydown", this.#pressed, { capture: true });
  }

  hostDisconnected(): void {
    this.#host.removeEventListener("keydown", this.#pressed, { capture: true });
  }

  readonly #pressed = (event: Event): void => {
    const command = commandOf(event as KeyboardEvent);
    if (!command || ownUndo(event, command)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#commands[command]();
  };
}

/** What a key means, if anything. */
export function commandOf(event: KeyboardEvent): keyof Commands | undefined {
  if (event.altKey || !(event.ctrlKey || event.metaKey) || event.isComposing) return undefined;
  const key = event.key.toLowerCase();
  if (key === "s" && !event.shiftKey) return "save";
  if (key === "y" && !event.shiftKey) return "redo";
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return undefined;
}

/** What is typed into such a field is no part of the state. */
function ownUndo(event: Event, command: keyof Commands): boolean {
  const [field] = event.composedPath();
  return (
    command !== "save" && field instanceof Element && field.closest("[data-own-undo]") !== null
  );
}
