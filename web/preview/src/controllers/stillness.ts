import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { PressController } from "./press.js";

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * Keeps what is above the token at its height while one types in a field, so that the token stays
 * where it is. It takes the height that it needs when the field is left.
 */
export class StillnessController implements ReactiveController {
  readonly #host: Host;
  readonly #press: PressController;
  #held: HTMLElement | undefined;

  constructor(host: Host, press: PressController) {
    this.#host = host;
    this.#press = press;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.renderRoot.addEventListener("focusout", this.#left);
  }

  hostDisconnected(): void {
    this.#host.renderRoot.removeEventListener("focusout", this.#left);
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

  readonly #left = (): void => this.#press.after(this.#release);

  readonly #release = (): void => {
    this.#held?.style.removeProperty("block-size");
    this.#held?.classList.remove("held");
    this.#held = undefined;
  };
}
