import type { ReactiveController, ReactiveControllerHost } from "lit";

type Host = ReactiveControllerHost &
  EventTarget & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * Keeps what is above the token at its height while one types in a field, so that the token stays
 * where it is. It takes the height that it needs when the field is left.
 */
export class StillnessController implements ReactiveController {
  readonly #host: Host;
  #held: HTMLElement | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener("focusout", this.#release);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener("focusout", this.#release);
    this.#release();
  }

  /** From here on nothing moves, until the focus does. */
  hold(): void {
    if (this.#held?.isConnected) return;
    const above = this.#host.renderRoot.querySelector<HTMLElement>(".verdict");
    if (!above) return;
    this.#held = above;
    above.style.blockSize = `${above.getBoundingClientRect().height}px`;
    above.classList.add("held");
  }

  readonly #release = (): void => {
    this.#held?.style.removeProperty("block-size");
    this.#held?.classList.remove("held");
    this.#held = undefined;
  };
}
