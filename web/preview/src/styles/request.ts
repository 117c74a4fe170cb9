import { css } from "lit";

export const request = css`
  /* Fields */
  .fields {
    display: grid;
    gap: 12px;
    grid-template-columns: repeat(auto-fit, minmax(min(230px, 100%), 1fr));
  }
  .field > label,
  fieldset > legend {
    display: block;
    font-size: 13px;
    color: var(--cs-muted);
    margin-block-end: 3px;
    padding: 0;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  .list {
    display: grid;
    gap: 5px;
  }
  .list > li {
    display: flex;
    gap: 4px;
    flex-wrap: wrap;
  }
  .list > li > input {
    flex: 1 1 0;
  }
  .list > li .wide {
    flex-basis: 100%;
  }
  .list > li button {
    min-width: 30px;
    padding: 0;
  }
  .audience {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: end;
  }
  .audience > fieldset {
    flex: 1 1 240px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .chips button {
    border-radius: 999px;
    min-height: 28px;
    font-size: 13px;
  }
  .chips button[aria-pressed="true"] {
    background: var(--cs-accent-soft);
    border-color: var(--cs-accent);
    color: var(--cs-accent);
    font-weight: 600;
  }
  .chips input {
    width: 120px;
    min-height: 28px;
    border-radius: 999px;
  }
  .switch {
    display: flex;
    gap: 8px;
    align-items: start;
  }
  .switch input {
    appearance: none;
    flex: none;
    width: 38px;
    height: 24px;
    margin: 0;
    border: 1px solid var(--cs-control);
    border-radius: 999px;
    background: var(--cs-surface-2);
    position: relative;
    cursor: pointer;
  }
  .switch input::before {
    content: "";
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    background: var(--cs-control);
    transition: translate 120ms;
  }
  .switch input:checked {
    background: var(--cs-accent);
    border-color: var(--cs-accent);
  }
  .switch input:checked::before {
    background: var(--cs-on-accent);
    translate: 14px 0;
  }
  @media (prefers-reduced-motion: reduce) {
    .switch input::before {
      transition: none;
    }
  }
`;
