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
  @container (width < 560px) {
    .compared thead {
      display: none;
    }
    .compared tr {
      display: grid;
      grid-template-columns: 30px minmax(0, 1fr);
      border-block-end: 1px solid var(--cs-border);
    }
    .compared td {
      border: 0;
    }
    .compared td:nth-child(n + 3) {
      grid-column: 2;
    }
    .compared td:nth-child(3)::before {
      content: "In the token: ";
    }
    .compared td:nth-child(4)::before {
      content: "In the preview: ";
    }
  }
  .compared th:first-child {
    width: 32px;
  }
`;
