// A button that opens a list of things to do.

import { html, type TemplateResult } from "lit";

export interface MenuItem {
  label: string;
  disabled?: boolean;
  choose(): void;
}

export function menu(label: string, items: readonly MenuItem[]): TemplateResult {
  return html`<details class="menu" @focusout=${closeOutside} @keydown=${closeOnEscape}>
    <summary>${label}</summary>
    <div>
      ${items.map(
        ({ label, disabled = false, choose }) => html`<button
          type="button"
          ?disabled=${disabled}
          @click=${(event: Event) => {
            close((event.currentTarget as Element).closest("details"));
            choose();
          }}
        >
          ${label}
        </button>`,
      )}
    </div>
  </details>`;
}

/** Closes a menu; the focus, which was in it, stays where it opens. */
function close(menu: HTMLDetailsElement | null): void {
  if (!menu) return;
  menu.querySelector("summary")?.focus();
  menu.open = false;
}

function closeOutside(event: FocusEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  const inside = event.relatedTarget instanceof Node && menu.contains(event.relatedTarget);
  if (!inside) menu.open = false;
}

function closeOnEscape(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.key === "Escape" && menu.open) close(menu);
}
