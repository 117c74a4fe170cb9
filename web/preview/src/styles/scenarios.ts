import { css } from "lit";

export const scenarios = css`
  .scenarios .none {
    padding: 10px 14px 12px;
  }
  .grid {
    overflow: auto;
    padding: 4px 14px 12px;
  }
  .grid th,
  .grid td {
    padding: 5px 10px 5px 0;
    text-align: start;
    vertical-align: top;
  }
  .grid thead th {
    min-width: 120px;
  }
  .grid tbody th {
    min-width: 130px;
    color: var(--cs-text);
  }
  .grid .tools {
    display: flex;
  }
  .grid td.there {
    color: var(--cs-success);
  }
  .grid td.gone {
    color: var(--cs-warning);
    font-size: 13px;
  }
  .grid td.fate.changed {
    background: var(--cs-accent-soft);
    box-shadow: inset 3px 0 0 var(--cs-accent);
    padding-inline-start: 8px;
    font-weight: 700;
  }
`;
