import type { ReactiveController, ReactiveControllerHost } from "lit";

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

/** Where the focus goes once what is edited was drawn: to what takes the place of its element. */
export class FocusController implements ReactiveController {
  readonly #host: Host;
  #next: string | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  next(selector: string): void {
    this.#next = selector;
  }

  hostUpdated(): void {
    if (this.#next === undefined) return;
    const selector = this.#next;
    this.#next = undefined;
    // Fields draw themselves in an update of their own.
    queueMicrotask(() => this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}
