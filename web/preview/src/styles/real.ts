import { css } from "lit";

export const real = css`
  .real {
    display: grid;
    gap: 8px;
  }
  textarea.mono {
    width: 100%;
    padding: 8px 10px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface);
    color: inherit;
    font: 13px/1.5 var(--cs-mono);
    resize: vertical;
  }
  .compared {
    table-layout: fixed;
  }
  .compared th:first-child {
    width: 32px;
  }
`;
