import {
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from "lit";

/** Long enough for a pause in typing: listeners want the outcome, not every step to it. */
const PAUSE_MS = 700;

/** Tells assistive technology what has changed, once it has come to rest. */
export class Announcement implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said = "";
  #next = "";

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** A later text takes the place of one that has not been said yet. */
  say(text: string): void {
    if (text === this.#next) return;
    this.#next = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#said = text;
      this.#host.requestUpdate();
    }, PAUSE_MS);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#next = this.#said;
  }

  /** The live region. It must be in the document before its text changes. */
  render(): TemplateResult {
    return html`<p class="input-announcement" role="status">${this.#said}</p>`;
  }
}
