import { css } from "lit";

export const menu = css`
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
