import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Group, GroupId } from "../mappings.js";

/** A row on its way to another place, by pointer. */
export interface Drag {
  group: GroupId;
  from: number;
  to: number;
}

/** Rows that are dragged by their handle. */
export class DragController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #drop: (group: Group, from: number, to: number) => void;
  #under: AbortController | undefined;
  current: Drag | undefined;

  constructor(
    host: ReactiveControllerHost,
    drop: (group: Group, from: number, to: number) => void,
  ) {
    this.#host = host;
    this.#drop = drop;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#under?.abort();
    this.current = undefined;
  }

  start(event: PointerEvent, group: Group, from: number): void {
    if (event.button !== 0) return;
    const handle = event.currentTarget as HTMLElement;
    const list = handle.closest(".rows");
    if (!list) return;
    handle.setPointerCapture(event.pointerId);
    const done = new AbortController();
    this.#under = done;
    const { signal } = done;
    const over = ({ clientY }: PointerEvent) => {
      const rows = [...list.querySelectorAll("[data-row]")];
      const at = rows.findIndex((row) => clientY < row.getBoundingClientRect().bottom);
      this.current = { group: group.id, from, to: at < 0 ? rows.length - 1 : at };
      this.#host.requestUpdate();
    };
    const end = (move: boolean) => {
      done.abort();
      const to = this.current?.to ?? from;
      this.current = undefined;
      this.#host.requestUpdate();
      if (move) this.#drop(group, from, to);
    };
    handle.addEventListener("pointermove", over, { signal });
    handle.addEventListener("pointerup", () => end(true), { signal });
    handle.addEventListener("pointercancel", () => end(false), { signal });
  }
}
