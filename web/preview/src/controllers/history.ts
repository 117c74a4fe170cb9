import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { PreviewState } from "../types.js";

const STEPS = 100;

/** Typing that stops for this long begins a new step. */
const PAUSE_MS = 1500;

interface Step {
  state: PreviewState;
  /** What is saved elsewhere stays saved, unless the step was about that too. */
  withSaved: boolean;
}

/** Which states there were, and the way back and forth between them. */
export class HistoryController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #past: Step[] = [];
  #undone: Step[] = [];
  #field: string | undefined;
  #last = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.pause();
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  clear(): void {
    this.#past = [];
    this.#undone = [];
    this.pause();
  }

  /** What is edited from here on is undone without what was edited before. */
  pause(): void {
    this.#field = undefined;
  }

  /**
   * Remembers a state that an edit is about to replace. Edits of one `field` in a row, as typing
   * makes them, are one step; those that are `joined` are one however long they take.
   */
  record(state: PreviewState, field?: string, { joined = false, withSaved = false } = {}): void {
    const now = performance.now();
    const goesOn = field !== undefined && field === this.#field;
    if (!goesOn || (!joined && now - this.#last > PAUSE_MS))
      this.#past = [...this.#past.slice(1 - STEPS), { state, withSaved }];
    this.#undone = [];
    this.#field = field;
    this.#last = now;
    this.#host.requestUpdate();
  }

  /** The state before the last step; `undefined` if there is none. */
  undo(current: PreviewState): PreviewState | undefined {
    return this.#travel(this.#past, this.#undone, current);
  }

  redo(current: PreviewState): PreviewState | undefined {
    return this.#travel(this.#undone, this.#past, current);
  }

  #travel(from: Step[], to: Step[], current: PreviewState): PreviewState | undefined {
    const step = from.pop();
    if (!step) return undefined;
    to.push({ state: current, withSaved: step.withSaved });
    this.pause();
    return step.withSaved ? step.state : { ...step.state, saved: current.saved };
  }
}
