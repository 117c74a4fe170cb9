// Drafts that a link took the place of. They are kept until they are taken back or let go.

import type { PreviewState } from "@claimsmith/preview";
import { checked } from "./link.js";
import { storage } from "./start.js";

const KEY = "claimsmith.drafts";

/** The oldest of more is let go. */
const MOST = 5;

export class Drafts {
  readonly #place: HTMLElement;
  readonly #giveBack: (state: PreviewState) => void;

  constructor(place: HTMLElement, giveBack: (state: PreviewState) => void) {
    this.#place = place;
    this.#giveBack = giveBack;
  }

  setAside(state: PreviewState): void {
    this.#write([...this.#read(), state].slice(-MOST));
    this.show();
  }

  /** Says that there is a draft, and offers it. */
  show(): void {
    const all = this.#read();
    const newest = all.at(-1);
    this.#place.replaceChildren();
    if (!newest) return;
    const words = document.createElement("span");
    words.textContent = "A link took the place of your draft. The draft is kept.";
    this.#place.append(
      words,
      button("Give my draft back", () => {
        this.#write(all.slice(0, -1));
        this.#giveBack(newest);
        this.show();
      }),
      button("Let it go", () => {
        this.#write(all.slice(0, -1));
        this.show();
      }),
    );
  }

  #read(): PreviewState[] {
    try {
      return (JSON.parse(storage().getItem(KEY) ?? "[]") as unknown[]).map(checked);
    } catch {
      return []; // kept by another version, or there is no storage
    }
  }

  #write(all: readonly PreviewState[]): void {
    try {
      if (all.length) storage().setItem(KEY, JSON.stringify(all));
      else storage().removeItem(KEY);
    } catch {
      // Undo still has it.
    }
  }
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}
