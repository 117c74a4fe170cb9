import { css } from "lit";

export const sizes = css`
  .gauge {
    position: relative;
    height: 34px;
  }
  .gauge .bar {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 0;
    height: 10px;
    border-radius: 5px;
    background: var(--cs-surface-2);
    border: 1px solid var(--cs-border);
    overflow: clip;
  }
  .gauge .bar i {
    display: block;
    height: 100%;
    background: var(--cs-success);
  }
  .gauge .bar i.odd {
    background: var(--cs-warning);
  }
  .gauge .bar i.bad {
    background: var(--cs-danger);
  }
  .gauge .mark {
    position: absolute;
    inset-block-start: 0;
    height: 15px;
    border-inline-start: 1.5px solid var(--cs-muted);
  }
  .gauge .mark span {
    position: absolute;
    inset-block-start: 14px;
    font-size: 11.5px;
    color: var(--cs-muted);
    translate: -50% 0;
    white-space: nowrap;
  }
  .gauge .mark.last span {
    translate: -100% 0;
  }
  .gauge .mark .more {
    position: static;
  }
  @container (width < 560px) {
    .gauge .mark .more {
      display: none;
    }
  }
  .sizes {
    display: grid;
    gap: 6px;
  }
  .sizes .sum {
    color: var(--cs-muted);
    font-size: 13px;
  }
`;
