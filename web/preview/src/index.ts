// Importing this module defines <claims-preview>.

import "./claims-preview.js";

export type * from "./types.js";
