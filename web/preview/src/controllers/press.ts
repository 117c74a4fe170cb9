import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * Whether a pointer is down. What moves things waits until it is up again: else the button that it
 * is on moves away under it, and nothing is clicked.
 */
export class PressController implements ReactiveController {
  #down = false;
  #waiting: (() => void)[] = [];

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("pointerdown", this.#pressed, { capture: true });
    addEventListener("pointerup", this.#released, { capture: true });
    addEventListener("pointercancel", this.#released, { capture: true });
  }

  hostDisconnected(): void {
    removeEventListener("pointerdown", this.#pressed, { capture: true });
    removeEventListener("pointerup", this.#released, { capture: true });
    removeEventListener("pointercancel", this.#released, { capture: true });
    this.#released();
  }

  /** Does something once no pointer is down, and what it was on was clicked. */
  after(act: () => void): void {
    if (this.#down) this.#waiting.push(act);
    else act();
  }

  readonly #pressed = (): void => {
    this.#down = true;
  };

  readonly #released = (): void => {
    this.#down = false;
    const waiting = this.#waiting.splice(0);
    if (waiting.length > 0)
      setTimeout(() => {
        for (const act of waiting) act();
      }); // the click comes first
  };
}
