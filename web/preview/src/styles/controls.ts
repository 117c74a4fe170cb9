import { css } from "lit";

export const controls = css`
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

  .pill {
    display: inline-block;
    padding: 1px 9px;
    border-radius: 999px;
    background: var(--cs-surface-2);
    color: var(--cs-muted);
    font-size: 13px;
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
`;
