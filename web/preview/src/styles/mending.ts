import { css } from "lit";

export const mending = css`
  .headline {
    font-size: 19px;
    font-weight: 700;
    line-height: 1.3;
  }
  .verdict {
    display: grid;
    align-content: start;
    gap: 8px;
  }
  .verdict > .request {
    margin-block-start: -6px;
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .verdict.held {
    overflow: auto;
  }
  ul.missing,
  .changes {
    display: grid;
    gap: 8px;
  }
  ul.missing > li,
  .mending {
    display: grid;
    gap: 4px;
    padding: 9px 13px 11px;
    background: var(--cs-warning-soft);
    border-inline-start: 3px solid var(--cs-warning);
    border-start-end-radius: calc(var(--cs-radius) - 2px);
    border-end-end-radius: calc(var(--cs-radius) - 2px);
    overflow-wrap: anywhere;
  }
  ul.missing > li.marked {
    outline: 2px solid var(--cs-accent);
  }
  ul.missing .name > code {
    font-weight: 700;
  }
  .reason.also {
    font-size: 13px;
  }
  .offers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 8px;
  }
  .row .offers {
    justify-content: end;
  }
  .offers button {
    height: auto;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .why > summary {
    min-height: 24px;
    padding: 3px 4px;
    color: var(--cs-accent);
    cursor: pointer;
    list-style: none;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .why > summary::-webkit-details-marker {
    display: none;
  }
  .why[open] {
    flex: 1 1 100%;
  }
  .why li {
    padding-block: 2px;
    font-size: 13px;
  }
`;
