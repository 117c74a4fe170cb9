// The colours and measures that both inputs share. The element around them defines the --cs-
// properties; what stands behind each comma serves an input that is used on its own.

import { css } from "lit";

export const theme = css`
  claims-editor,
  claims-field {
    --input-text: var(--cs-text, light-dark(#1b2130, #e7eaf1));
    --input-muted: var(--cs-muted, light-dark(#586174, #a5aebe));
    --input-surface: var(--cs-surface, light-dark(#ffffff, #14171e));
    --input-surface-2: var(--cs-surface-2, light-dark(#f4f6f9, #1c2029));
    --input-edge: var(--cs-border, light-dark(#ccd2dc, #3a4150));
    --input-border: var(--cs-control, light-dark(#868fa0, #6b7486));
    --input-accent: var(--cs-accent, light-dark(#2a5bd7, #8db1ff));
    --input-on-accent: var(--cs-on-accent, light-dark(#ffffff, #0b1226));
    --input-danger: var(--cs-danger, light-dark(#b3261e, #ff8f86));
    --input-warning: var(--cs-warning, light-dark(#855300, #f3bf5c));
    --input-font: var(--cs-font, system-ui, sans-serif);
    --input-mono: var(--cs-mono, ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace);
    --input-radius: var(--cs-radius, 6px);
    --input-size: 13px;

    display: block;
    min-inline-size: 0;
    color: var(--input-text);
    font-family: var(--input-font);
    font-size: var(--input-size);
    line-height: 1.5;
  }

  /* A phone zooms into an input whose text is smaller than 16 pixels. */
  @media (pointer: coarse) {
    claims-editor,
    claims-field {
      --input-size: 16px;
    }
  }

  :is(claims-editor, claims-field) .input-announcement {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
