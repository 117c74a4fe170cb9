import { css } from "lit";

export const paste = css`
  .paste {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: stretch;
  }
  .paste textarea {
    flex: 1 1 240px;
    min-width: 0;
    min-height: 34px;
    padding: 6px 10px;
    border: 1px dashed var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: none;
    color: inherit;
    font: inherit;
    font-size: 13px;
    resize: none;
    field-sizing: content;
  }
  .paste textarea::placeholder {
    color: var(--cs-muted);
    opacity: 1;
  }
  .paste .file {
    align-self: center;
    padding: 4px 10px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    cursor: pointer;
  }
  .paste .file:focus-within {
    outline: 2px solid var(--cs-accent);
    outline-offset: 1px;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    margin-block-end: 12px;
    border-color: var(--cs-accent);
    background: var(--cs-accent-soft);
  }
  .notice > span {
    margin-inline-end: auto;
  }
  .choices {
    flex: 1 1 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    max-height: 200px;
    overflow: auto;
  }
`;
