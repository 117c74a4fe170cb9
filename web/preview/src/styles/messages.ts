import { css } from "lit";

export const messages = css`
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
    font-size: 13px;
  }
`;
