import { css } from "lit";

export const config = css`
  /* Mappings */
  .group > header {
    display: flex;
    align-items: baseline;
    gap: 8px;
    margin-block-end: 6px;
  }
  .group > header .pill {
    white-space: normal;
  }
  .rows {
    display: grid;
    gap: 6px;
  }
  .row {
    display: grid;
    grid-template-columns: 24px minmax(0, 9fr) minmax(0, 16fr) minmax(0, 5fr) 120px;
    gap: 4px 6px;
    align-items: start;
    padding: 3px 4px;
    margin-inline: -8px;
    border-inline-start: 4px solid transparent;
    border-radius: calc(var(--cs-radius) - 2px);
  }
  .row.marked {
    background: var(--cs-accent-soft);
    border-color: var(--cs-accent);
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
  .row.unused > :not(.tools) {
    opacity: 0.75;
  }
  .row .here {
    align-self: center;
    min-width: 0;
    overflow: hidden;
    color: var(--cs-muted);
    font: 13px/1.5 var(--cs-mono);
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .row .here * {
    color: inherit;
  }
  .sign {
    display: inline-grid;
    place-items: center;
    width: 22px;
    height: 22px;
    border-radius: 50%;
    font-size: 13px;
    font-weight: 700;
    color: var(--cs-muted);
  }
  .row > .sign {
    margin-block-start: 6px;
  }
  .sign.in,
  .sign.good {
    background: var(--cs-success-soft);
    color: var(--cs-success);
  }
  .sign.missing,
  .sign.odd {
    background: var(--cs-warning-soft);
    color: var(--cs-warning);
  }
  .sign.broken,
  .sign.bad {
    background: var(--cs-danger-soft);
    color: var(--cs-danger);
  }
  .row.head {
    padding-block: 0;
    color: var(--cs-muted);
    font-size: 13px;
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
  .row .tools > span,
  .row .lint {
    flex: 0 0 24px;
    height: 24px;
  }
  .row .tools .lint {
    min-height: 24px;
    align-self: center;
    font: italic 700 13px/1 Georgia, "DejaVu Serif", serif;
  }
  .row .lint::before {
    content: "i";
    display: grid;
    place-items: center;
    width: 17px;
    height: 17px;
    margin: auto;
    border: 1px solid var(--cs-control);
    border-radius: 50%;
  }
  .row .lint[aria-expanded="true"] {
    color: var(--cs-accent);
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
    font-size: 13px;
    color: var(--cs-muted);
  }
  .row .hint::before {
    content: "⚠ ";
    color: var(--cs-warning);
  }
  .group > button {
    margin-block-start: 8px;
  }
  .group > button.link {
    margin-block-start: 0;
  }
  /* Where the row's parts are below each other, each says what it is. */
  @container (width < 560px) {
    .row {
      grid-template-columns: 24px minmax(0, 1fr);
      padding-block: 6px 10px;
      border-block-end: 1px solid var(--cs-border);
    }
    .row.head {
      display: none;
    }
    .row > claims-field,
    .row .here,
    .row .tools,
    .row .whole {
      grid-column: 2;
    }
    .row .here {
      justify-self: start;
      max-width: 100%;
    }
    .row .here::before {
      content: "Value here: ";
      font-family: var(--cs-font);
    }
    .row .tools {
      justify-content: end;
      gap: 6px;
    }
    .row .handle {
      display: none;
    }
    .row .field-label {
      display: block;
    }
  }
`;
