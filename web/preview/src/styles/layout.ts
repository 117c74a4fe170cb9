import { css } from "lit";

export const layout = css`
  /* In a line of its own, so that what is said of the config moves nothing. */
  .toolbar {
    flex: 1 1 100%;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .toolbar > .segments {
    margin-inline-end: auto;
  }
  .columns {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    align-items: start;
  }
  .inputs,
  .results {
    display: grid;
    gap: 14px;
    min-width: 0;
  }
  .columns > .results {
    position: sticky;
    inset-block-start: 12px;
    max-height: calc(100dvh - 24px);
    overflow: auto;
    border-radius: var(--cs-radius);
  }
  .inputs + .panel,
  .panel + .inputs {
    margin-block-start: 14px;
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
  .panel > header > .status {
    display: flex;
    gap: 6px;
    margin-inline-end: auto;
  }
  .panel > header > h2:has(+ :not(.pill, .status)) {
    margin-inline-end: auto;
  }
  .body {
    padding: 12px 14px 14px;
    display: grid;
    gap: 14px;
  }
`;
