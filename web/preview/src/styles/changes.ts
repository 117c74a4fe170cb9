import { css } from "lit";

export const changes = css`
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
`;
