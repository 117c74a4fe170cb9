import { html, nothing, type ReactiveController, type ReactiveControllerHost } from "lit";

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

/** Copies texts; where the browser allows no copying, a dialog has them to be copied by hand. */
export class ClipboardController implements ReactiveController {
  readonly #host: Host;
  readonly #say: (words: string) => void;
  #byHand: { what: string; text: string } | undefined;
  /** What was copied last, until something is edited. */
  copied: string | undefined;

  constructor(host: Host, say: (words: string) => void) {
    this.#host = host;
    this.#say = say;
    host.addController(this);
  }

  async copy(what: string, text: string): Promise<void> {
    this.#say(""); // so that the same words are said again
    try {
      await navigator.clipboard.writeText(text);
      this.copied = what;
      this.#say(`Copied: ${what}.`);
    } catch {
      this.#byHand = { what, text }; // no clipboard here, or no permission for it
    }
    this.#host.requestUpdate();
  }

  forget(): void {
    this.copied = undefined;
  }

  /** A dialog opens once it is in the document. */
  hostUpdated(): void {
    const dialog = this.#host.renderRoot.querySelector<HTMLDialogElement>("dialog.by-hand");
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector("textarea")?.select();
  }

  dialog() {
    if (!this.#byHand) return nothing;
    const { what, text } = this.#byHand;
    const close = () => {
      this.#byHand = undefined;
      this.#host.requestUpdate();
    };
    return html`<dialog class="by-hand" aria-label="Copy: ${what}" @close=${close}>
      <p>The browser allows no copying here. Copy it by hand:</p>
      <textarea readonly aria-label=${what} .value=${text}></textarea>
      <form method="dialog"><button>Close</button></form>
    </dialog>`;
  }
}
