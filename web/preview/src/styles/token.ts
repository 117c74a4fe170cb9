import { css } from "lit";

export const token = css`
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
    padding: 6px 8px 8px;
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
  .tabs button.apart {
    margin-inline-start: auto;
  }
  .copying {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto; /* its menu opens towards the panel's inside */
  }
  .token-head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 8px;
  }
  .token.stale {
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
    font: 13px/1.6 var(--cs-mono);
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
  .jwt .header,
  .muted > .header {
    color: var(--cs-danger);
  }
  .jwt .claims,
  .muted > .claims {
    color: var(--cs-accent);
  }
  .jwt .signature,
  .muted > .signature {
    color: var(--cs-success);
  }
  .jwt span {
    overflow-wrap: anywhere;
  }
  .value .line {
    display: block;
    white-space: pre-wrap;
  }
  .claims {
    table-layout: fixed;
  }
  .claims th:nth-child(2) {
    width: 30%;
  }
  .claims th:nth-child(3) {
    width: 20%;
  }
  .claims th:nth-child(4) {
    width: 52px;
  }
  /* The sum below the table has the bytes too. */
  @container (width < 560px) {
    .claims th:nth-child(3) {
      width: 26%;
    }
    .claims :is(th, td).number {
      display: none;
    }
  }
  tr.marked > * {
    background: var(--cs-accent-soft);
  }
  tr.standard > * {
    color: var(--cs-muted);
  }
  tr.standard code,
  tr.standard .mono,
  tr.standard .mono * {
    color: inherit;
  }
  button.fold {
    width: 100%;
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    text-align: start;
  }
  button.fold::before {
    content: "▸ ";
  }
  button.fold[aria-expanded="true"]::before {
    content: "▾ ";
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
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th {
    text-align: start;
    font-size: 13px;
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
`;
