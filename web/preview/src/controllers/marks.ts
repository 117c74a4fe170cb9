import type { ReactiveController, ReactiveControllerHost } from "lit";

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

/** A claim of a token, or an attribute. */
export interface Mark {
  token: string;
  claim: string;
}

/** The claim that is pointed at: its row, its entry in the token and its place in the session. */
export class MarkController implements ReactiveController {
  readonly #host: Host;
  #pointed: Mark | undefined;
  #focused: Mark | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  // What has a claim says so by data-token and data-claim. A shadow root keeps to itself what moves
  // within it, so that is where to listen.
  hostConnected(): void {
    this.#host.renderRoot.addEventListener("pointerover", this.#pointing);
    this.#host.renderRoot.addEventListener("pointerout", this.#pointing);
    this.#host.renderRoot.addEventListener("focusin", this.#focusing);
    this.#host.renderRoot.addEventListener("focusout", this.#focusing);
  }

  hostDisconnected(): void {
    this.#host.renderRoot.removeEventListener("pointerover", this.#pointing);
    this.#host.renderRoot.removeEventListener("pointerout", this.#pointing);
    this.#host.renderRoot.removeEventListener("focusin", this.#focusing);
    this.#host.renderRoot.removeEventListener("focusout", this.#focusing);
    this.#pointed = undefined;
    this.#focused = undefined;
  }

  /** What the pointer is on counts before what has the focus. */
  get current(): Mark | undefined {
    return this.#pointed ?? this.#focused;
  }

  point(mark: Mark | undefined): void {
    if (same(mark, this.#pointed)) return;
    this.#pointed = mark;
    this.#host.requestUpdate();
  }

  readonly #pointing = (event: Event): void => {
    const { relatedTarget } = event as PointerEvent;
    const inside = relatedTarget instanceof Node && this.#host.renderRoot.contains(relatedTarget);
    if (event.type === "pointerout") {
      if (!inside) this.point(undefined);
      return;
    }
    const path = event.composedPath();
    // The editor of the session says itself what the pointer is on in its text.
    if (path.some((node) => node instanceof Element && node.localName === "claims-editor")) return;
    this.point(markOf(path));
  };

  readonly #focusing = (event: Event): void => {
    const mark = event.type === "focusout" ? undefined : markOf(event.composedPath());
    if (same(mark, this.#focused)) return;
    this.#focused = mark;
    this.#host.requestUpdate();
  };
}

function markOf(path: readonly EventTarget[]): Mark | undefined {
  const marked = path.find(
    (node) => node instanceof HTMLElement && node.dataset.claim !== undefined,
  );
  const { token = "", claim = "" } = (marked as HTMLElement | undefined)?.dataset ?? {};
  return marked && { token, claim };
}

function same(a: Mark | undefined, b: Mark | undefined): boolean {
  return a?.token === b?.token && a?.claim === b?.claim;
}
