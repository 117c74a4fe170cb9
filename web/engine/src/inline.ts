// For bundlers that move no files: the module is in the code, a third larger.

import base64 from "./claims.base64.js";
import type { Engine } from "./engine.js";
import { type Source, start } from "./start.js";

/** As `load` of the package itself, with the module out of this file. */
export async function load(source?: Source): Promise<Engine> {
  return start(source ?? Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
}

export * from "./public.js";
