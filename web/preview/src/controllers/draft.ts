import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { GroupId } from "../mappings.js";

export interface Draft {
  group: GroupId;
  index: number;
}

/** A new row: until it is left or saved, what it lacks is no error. */
export class DraftController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  current: Draft | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.current = undefined;
  }

  begin(draft: Draft): void {
    this.current = draft;
    this.#host.requestUpdate();
  }

  end(): void {
    if (!this.current) return;
    this.current = undefined;
    this.#host.requestUpdate();
  }

  is(group: GroupId, index: number): boolean {
    return this.current?.group === group && this.current.index === index;
  }
}
