import { css } from "lit";

export const forced = css`
  /* Where the system sets the colours, states show by shape and by its own colours. */
  @media (forced-colors: active) {
    .segments button[aria-pressed="true"],
    .chips button[aria-pressed="true"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .tabs button {
      border-block-end-color: Canvas;
    }
    .tabs button[aria-selected="true"] {
      border-block-end-color: Highlight;
    }
    .switch input::before,
    .gauge .bar i {
      forced-color-adjust: none;
      background: ButtonText;
    }
    .switch input:checked {
      forced-color-adjust: none;
      background: Highlight;
    }
    .switch input:checked::before {
      background: HighlightText;
    }
    .payload .custom {
      border-color: Highlight;
    }
  }
`;
