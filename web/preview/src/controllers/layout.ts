import type { ReactiveController, ReactiveControllerHost } from "lit";

type Host = ReactiveControllerHost & HTMLElement;

/** Narrower than this, one thing is below the other. */
export const WIDE = 860;

/** Whether there is room for inputs and result side by side; the order of things depends on it. */
export class LayoutController implements ReactiveController {
  readonly #host: Host;
  readonly #observer = new ResizeObserver(([entry]) => {
    if (entry) this.#take(entry.contentRect.width);
  });
  narrow = false;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#take(this.#host.getBoundingClientRect().width);
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #take(width: number): void {
    const narrow = width > 0 && width <= WIDE;
    if (narrow === this.narrow) return;
    this.narrow = narrow;
    this.#host.requestUpdate();
  }
}
