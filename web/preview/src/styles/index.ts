// All that the element looks like, a view at a time.

import type { CSSResult } from "lit";
import { fieldStyles } from "../editor/expression-field.js";
import { editorStyles } from "../editor/json-editor.js";
import { changes } from "./changes.js";
import { config } from "./config.js";
import { controls } from "./controls.js";
import { forced } from "./forced.js";
import { layout } from "./layout.js";
import { mending } from "./mending.js";
import { menu } from "./menu.js";
import { messages } from "./messages.js";
import { paste } from "./paste.js";
import { real } from "./real.js";
import { request } from "./request.js";
import { scenarios } from "./scenarios.js";
import { sizes } from "./sizes.js";
import { theme } from "./theme.js";
import { token } from "./token.js";

export const styles: CSSResult[] = [
  theme,
  controls,
  layout,
  messages,
  config,
  mending,
  request,
  paste,
  token,
  sizes,
  real,
  scenarios,
  changes,
  forced,
  menu,
  editorStyles,
  fieldStyles,
];
