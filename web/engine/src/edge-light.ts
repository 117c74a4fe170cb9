// For Vercel's edge runtime and Next.js's middleware, which compile nothing at run time: the module is imported compiled.

import module from "./claims.wasm?module";
import type { Engine } from "./engine.js";
import { type Source, start } from "./start.js";

/** As `load` elsewhere. Without a source the module was compiled before; its digest is not known. */
export async function load(source: Source = module): Promise<Engine> {
  return start(source);
}

export * from "./public.js";
