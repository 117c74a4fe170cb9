// Colours follow the page's color-scheme. A page sets any --cs-… property to make them its own.
import { css } from "lit";

export const theme = css`
  :host {
    --cs-text: light-dark(#1c2024, #e8eaed);
    --cs-muted: light-dark(#5b6470, #a4adb8);
    --cs-surface: light-dark(#ffffff, #14181d);
    --cs-surface-2: light-dark(#f4f6f8, #1d232a);
    --cs-border: light-dark(#d5dae0, #343c46);
    --cs-control: light-dark(#858e99, #6f7a87);
    --cs-accent: light-dark(#3b4fd8, #9dacff);
    --cs-on-accent: light-dark(#ffffff, #10142b);
    --cs-accent-soft: light-dark(#eceffe, #232a4a);
    --cs-danger: light-dark(#b3261e, #ff9d95);
    --cs-danger-soft: light-dark(#fdeeed, #3a1d1c);
    --cs-warning: light-dark(#855400, #f0b95b);
    --cs-warning-soft: light-dark(#fdf3e0, #362a14);
    --cs-success: light-dark(#176b3a, #7ed4a0);
    --cs-success-soft: light-dark(#e6f6ec, #15301f);
    --cs-font: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    --cs-mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    --cs-radius: 8px;
    --cs-json-name: light-dark(#1d4f91, #8ec1ff);
    --cs-json-string: light-dark(#176b3a, #9bd6a8);
    --cs-json-number: light-dark(#8a3b00, #f2b27a);
    --cs-json-keyword: light-dark(#7a2f9c, #d6a7f0);
    display: block;
    container-type: inline-size;
    color: var(--cs-text);
    font: 14px/1.5 var(--cs-font);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
`;
