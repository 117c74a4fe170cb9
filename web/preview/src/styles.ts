import { css } from "lit";

// Colours follow the page's color-scheme. A page sets any --cs-… property to make them its own.
export const styles = css`
  :host {
    --cs-text: light-dark(#1c2024, #e8eaed);
    --cs-muted: light-dark(#5b6470, #a4adb8);
    --cs-surface: light-dark(#ffffff, #14181d);
    --cs-surface-2: light-dark(#f4f6f8, #1d232a);
    --cs-border: light-dark(#d5dae0, #343c46);
    --cs-control: light-dark(#858e99, #6f7a87);
    --cs-accent: light-dark(#3b4fd8, #9dacff);
    --cs-on-accent: light-dark(#ffffff, #10142b);
    --cs-accent-soft: light-dark(#eceffe, #232a4a);
    --cs-danger: light-dark(#b3261e, #ff9d95);
    --cs-danger-soft: light-dark(#fdeeed, #3a1d1c);
    --cs-warning: light-dark(#855400, #f0b95b);
    --cs-warning-soft: light-dark(#fdf3e0, #362a14);
    --cs-success: light-dark(#176b3a, #7ed4a0);
    --cs-success-soft: light-dark(#e6f6ec, #15301f);
    --cs-font: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    --cs-mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    --cs-radius: 8px;
    --cs-json-name: light-dark(#1d4f91, #8ec1ff);
    --cs-json-string: light-dark(#176b3a, #9bd6a8);
    --cs-json-number: light-dark(#8a3b00, #f2b27a);
    --cs-json-keyword: light-dark(#7a2f9c, #d6a7f0);
    display: block;
    container-type: inline-size;
    color: var(--cs-text);
    font: 14px/1.5 var(--cs-font);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  /* Controls. They count for nothing against what a part says of its own. */
  :where(button, select, input) {
    font: inherit;
    color: inherit;
  }
  :where(button, select) {
    min-height: 30px;
    padding: 3px 10px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface);
    cursor: pointer;
  }
  :where(button, select):where(:hover:not(:disabled, [aria-disabled="true"])) {
    background: var(--cs-surface-2);
  }
  :where(button, select, input):where(:disabled, [aria-disabled="true"]) {
    cursor: default;
    color: var(--cs-muted);
    border-color: var(--cs-border);
  }
  button.primary {
    background: var(--cs-accent);
    border-color: var(--cs-accent);
    color: var(--cs-on-accent);
    font-weight: 600;
  }
  button.primary:hover:not([aria-disabled="true"]) {
    background: color-mix(in oklab, var(--cs-accent), var(--cs-text) 18%);
  }
  button.primary[aria-disabled="true"] {
    background: var(--cs-surface-2);
    border-color: var(--cs-border);
    color: var(--cs-muted);
  }
  button.plain {
    border-color: transparent;
    background: transparent;
    padding: 3px 7px;
    color: var(--cs-muted);
  }
  button.plain:hover:not(:disabled) {
    background: var(--cs-surface-2);
    color: var(--cs-text);
  }
  button.link {
    min-height: 24px;
    padding: 0 2px;
    border: 0;
    background: none;
    color: var(--cs-accent);
    text-decoration: underline;
    text-underline-offset: 2px;
    text-align: start;
  }
  :where(input[type="text"]) {
    width: 100%;
    min-width: 0;
    min-height: 32px;
    padding: 3px 9px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface);
  }
  :focus-visible {
    outline: 2px solid var(--cs-accent);
    outline-offset: 1px;
  }
  code,
  .mono {
    font-family: var(--cs-mono);
    font-size: 0.93em;
    overflow-wrap: anywhere;
  }
  .muted {
    color: var(--cs-muted);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 15px;
    font-weight: 650;
  }
  h3 {
    margin-block-end: 4px;
    font-size: 13px;
    font-weight: 650;
  }

  /* Layout */
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-end: 12px;
  }
  .toolbar .status {
    margin-inline-end: auto;
  }
  .columns {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }
  .inputs {
    display: grid;
    gap: 14px;
    min-width: 0;
  }
  .jump {
    position: sticky;
    z-index: 10;
    inset-block-end: 8px;
    justify-self: center;
    border-radius: 999px;
    min-height: 36px;
    padding-inline: 16px;
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.25);
  }
  @container (width > 900px) {
    .jump {
      display: none;
    }
    .columns {
      grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr);
    }
    .result {
      position: sticky;
      inset-block-start: 12px;
      max-height: calc(100dvh - 24px);
      overflow: auto;
    }
  }
  .panel {
    border: 1px solid var(--cs-border);
    border-radius: var(--cs-radius);
    background: var(--cs-surface);
    min-width: 0;
  }
  .panel > header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    padding: 9px 14px;
    border-block-end: 1px solid var(--cs-border);
  }
  .panel > header h2 {
    margin-inline-end: auto;
  }
  .body {
    padding: 12px 14px 14px;
    display: grid;
    gap: 14px;
  }
  .pill {
    display: inline-block;
    padding: 1px 9px;
    border-radius: 999px;
    background: var(--cs-surface-2);
    color: var(--cs-muted);
    font-size: 12.5px;
    white-space: nowrap;
  }
  button.pill {
    min-height: 24px;
    border: 0;
  }
  .pill.good {
    background: var(--cs-success-soft);
    color: var(--cs-success);
  }
  .pill.bad {
    background: var(--cs-danger-soft);
    color: var(--cs-danger);
  }
  .pill.odd {
    background: var(--cs-warning-soft);
    color: var(--cs-warning);
  }

  /* One of two or more */
  .segments {
    display: inline-flex;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    overflow: clip;
  }
  .segments button {
    border: 0;
    border-radius: 0;
    min-height: 28px;
  }
  .segments button[aria-pressed="true"] {
    background: var(--cs-accent-soft);
    color: var(--cs-accent);
    font-weight: 600;
  }
  .segments button:focus-visible {
    outline-offset: -2px;
  }

  /* Mappings */
  .group > header {
    display: flex;
    align-items: baseline;
    gap: 8px;
    margin-block-end: 6px;
  }
  .rows {
    display: grid;
    gap: 6px;
  }
  .row {
    display: grid;
    grid-template-columns: 24px minmax(0, 5fr) minmax(0, 8fr) auto;
    gap: 5px;
    align-items: start;
    border-radius: calc(var(--cs-radius) - 2px);
  }
  .row.head {
    color: var(--cs-muted);
    font-size: 12.5px;
  }
  .row.dragged {
    opacity: 0.45;
  }
  .row.target {
    box-shadow: 0 -2px 0 var(--cs-accent);
  }
  .row.target.below {
    box-shadow: 0 2px 0 var(--cs-accent);
  }
  .row .tools {
    display: flex;
  }
  .row .tools button,
  .row .handle {
    min-width: 24px;
    min-height: 32px;
    padding: 0;
  }
  .row .handle {
    cursor: grab;
    touch-action: none;
  }
  .row .whole {
    grid-column: 2 / -1;
  }
  .row .hint {
    font-size: 12.5px;
    color: var(--cs-muted);
  }
  .row .hint::before {
    content: "⚠ ";
    color: var(--cs-warning);
  }
  .group > button {
    margin-block-start: 8px;
  }
  @container (width < 520px) {
    .row {
      grid-template-columns: minmax(0, 1fr) auto;
      padding-block-end: 8px;
      border-block-end: 1px solid var(--cs-border);
      border-radius: 0;
    }
    .row.head {
      display: none;
    }
    .row .handle {
      display: none;
    }
    .row > claims-field {
      grid-column: 1;
    }
    .row .tools {
      grid-column: 2;
      grid-row: 1 / span 2;
      flex-direction: column;
    }
    .row .whole {
      grid-column: 1 / -1;
    }
  }

  /* Messages */
  .notes {
    display: grid;
    gap: 6px;
  }
  .note {
    padding: 7px 11px;
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface-2);
    border-inline-start: 3px solid var(--cs-control);
    overflow-wrap: anywhere;
  }
  .note.bad {
    background: var(--cs-danger-soft);
    border-color: var(--cs-danger);
  }
  .note.odd {
    background: var(--cs-warning-soft);
    border-color: var(--cs-warning);
  }
  .note.good {
    background: var(--cs-success-soft);
    border-color: var(--cs-success);
  }
  .note .where {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
    font-size: 12.5px;
  }

  /* Fields */
  .fields {
    display: grid;
    gap: 12px;
    grid-template-columns: repeat(auto-fit, minmax(min(230px, 100%), 1fr));
  }
  .field > label,
  fieldset > legend {
    display: block;
    font-size: 12.5px;
    color: var(--cs-muted);
    margin-block-end: 3px;
    padding: 0;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  .list {
    display: grid;
    gap: 5px;
  }
  .list > li {
    display: flex;
    gap: 4px;
    flex-wrap: wrap;
  }
  .list > li .wide {
    flex-basis: 100%;
  }
  .list > li button {
    min-width: 30px;
    padding: 0;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .chips button {
    border-radius: 999px;
    min-height: 28px;
    font-size: 13px;
  }
  .chips button[aria-pressed="true"] {
    background: var(--cs-accent-soft);
    border-color: var(--cs-accent);
    color: var(--cs-accent);
    font-weight: 600;
  }
  .chips input {
    width: 120px;
    min-height: 28px;
    border-radius: 999px;
  }
  .switch {
    display: flex;
    gap: 8px;
    align-items: start;
  }
  .switch input {
    appearance: none;
    flex: none;
    width: 38px;
    height: 24px;
    margin: 0;
    border: 1px solid var(--cs-control);
    border-radius: 999px;
    background: var(--cs-surface-2);
    position: relative;
    cursor: pointer;
  }
  .switch input::before {
    content: "";
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    background: var(--cs-control);
    transition: translate 120ms;
  }
  .switch input:checked {
    background: var(--cs-accent);
    border-color: var(--cs-accent);
  }
  .switch input:checked::before {
    background: var(--cs-on-accent);
    translate: 14px 0;
  }
  @media (prefers-reduced-motion: reduce) {
    .switch input::before {
      transition: none;
    }
  }

  /* Result */
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    padding: 6px 8px 0;
    border-block-end: 1px solid var(--cs-border);
  }
  .tabs button {
    border: 0;
    border-radius: 0;
    background: none;
    padding: 6px 10px 8px;
    color: var(--cs-muted);
    border-block-end: 2px solid transparent;
    margin-block-end: -1px;
  }
  .tabs button[aria-selected="true"] {
    color: var(--cs-text);
    font-weight: 600;
    border-color: var(--cs-accent);
  }
  .tabs button:focus-visible {
    outline-offset: -3px;
  }
  .tabs .pill {
    margin-inline-start: 4px;
    padding-inline: 7px;
  }
  .stale {
    padding: 8px;
    border: 1px dashed var(--cs-warning);
    border-radius: var(--cs-radius);
  }
  .payload {
    margin: 0;
    padding: 10px 0;
    border: 1px solid var(--cs-border);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface-2);
    font: 12.8px/1.6 var(--cs-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .payload > span {
    display: block;
    padding-inline: 12px 12px;
    border-inline-start: 3px solid transparent;
  }
  .payload .standard,
  .payload .standard * {
    color: var(--cs-muted);
  }
  .payload .custom {
    background: var(--cs-surface);
    border-color: var(--cs-accent);
  }
  .n {
    color: var(--cs-json-name);
  }
  .s {
    color: var(--cs-json-string);
  }
  .d {
    color: var(--cs-json-number);
  }
  .k {
    color: var(--cs-json-keyword);
  }
  .missing > li {
    border: 1px solid var(--cs-border);
    border-inline-start: 3px solid var(--cs-warning);
    border-radius: calc(var(--cs-radius) - 2px);
    padding: 8px 12px 10px;
    display: grid;
    gap: 3px;
  }
  .missing .name {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
  }
  .missing .name > code {
    font-weight: 650;
    font-size: 14px;
  }
  .missing button {
    justify-self: start;
    margin-block-start: 4px;
    height: auto;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .missing,
  .ledger,
  .changes {
    display: grid;
    gap: 8px;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th {
    text-align: start;
    font-size: 12.5px;
    font-weight: 500;
    color: var(--cs-muted);
  }
  th,
  td {
    padding: 4px 10px 4px 0;
    border-block-end: 1px solid var(--cs-border);
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  td.number,
  th.number {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    padding-inline-end: 0;
  }
  .gauge {
    position: relative;
    height: 34px;
  }
  .gauge .bar {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 0;
    height: 10px;
    border-radius: 5px;
    background: var(--cs-surface-2);
    border: 1px solid var(--cs-border);
    overflow: clip;
  }
  .gauge .bar i {
    display: block;
    height: 100%;
    background: var(--cs-success);
  }
  .gauge .bar i.odd {
    background: var(--cs-warning);
  }
  .gauge .bar i.bad {
    background: var(--cs-danger);
  }
  .gauge .mark {
    position: absolute;
    inset-block-start: 0;
    height: 15px;
    border-inline-start: 1.5px solid var(--cs-muted);
  }
  .gauge .mark span {
    position: absolute;
    inset-block-start: 14px;
    font-size: 11.5px;
    color: var(--cs-muted);
    translate: -50% 0;
    white-space: nowrap;
  }
  .gauge .mark.last span {
    translate: -100% 0;
  }
  .share {
    display: block;
    min-width: 60px;
    height: 8px;
    margin-block-start: 7px;
    border-radius: 4px;
    background: var(--cs-surface-2);
    overflow: clip;
  }
  .share i {
    display: block;
    height: 100%;
    background: var(--cs-accent);
  }
  .change {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    gap: 0 4px;
    padding: 5px 8px;
    border-radius: 5px;
  }
  .change.added {
    background: var(--cs-success-soft);
  }
  .change.removed {
    background: var(--cs-danger-soft);
  }
  .change.changed {
    background: var(--cs-warning-soft);
  }
  .change .sign {
    font-family: var(--cs-mono);
    font-weight: 700;
  }
  .change .values {
    grid-column: 2;
  }

  /* Where the system sets the colours, states show by shape and by its own colours. */
  @media (forced-colors: active) {
    .segments button[aria-pressed="true"],
    .chips button[aria-pressed="true"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .tabs button {
      border-block-end-color: Canvas;
    }
    .tabs button[aria-selected="true"] {
      border-block-end-color: Highlight;
    }
    .switch input::before,
    .share i,
    .gauge .bar i {
      forced-color-adjust: none;
      background: ButtonText;
    }
    .switch input:checked {
      forced-color-adjust: none;
      background: Highlight;
    }
    .switch input:checked::before {
      background: HighlightText;
    }
    .payload .custom {
      border-color: Highlight;
    }
  }

  /* Menus and the dialog for copying by hand */
  .menu {
    position: relative;
  }
  .menu > summary {
    list-style: none;
    min-height: 30px;
    padding: 3px 10px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface);
    cursor: pointer;
  }
  .menu > summary::-webkit-details-marker {
    display: none;
  }
  .menu > summary::after {
    content: " ▾";
  }
  .menu > div {
    position: absolute;
    z-index: 20;
    inset-inline-end: 0;
    margin-block-start: 4px;
    min-width: 230px;
    display: grid;
    padding: 4px;
    border: 1px solid var(--cs-border);
    border-radius: var(--cs-radius);
    background: var(--cs-surface);
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.22);
  }
  .menu > div button {
    border: 0;
    text-align: start;
  }
  dialog {
    width: min(720px, 92vw);
    border: 1px solid var(--cs-border);
    border-radius: var(--cs-radius);
    background: var(--cs-surface);
    color: var(--cs-text);
    padding: 16px;
  }
  dialog textarea {
    width: 100%;
    height: 300px;
    margin-block: 8px;
    font: 12.8px/1.5 var(--cs-mono);
    color: inherit;
    background: var(--cs-surface-2);
    border: 1px solid var(--cs-control);
  }
`;
