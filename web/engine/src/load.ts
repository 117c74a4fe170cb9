import type { Engine } from "./engine.js";
import { EngineError } from "./errors.js";
import { type Source, start } from "./start.js";

/**
 * Makes an engine: gets the module, compiles it and checks that it is one that this package can
 * run. Without a source it is the `claims.wasm` that comes with the package.
 *
 * @throws {EngineError} There is no such module, or it cannot be run here.
 */
export async function load(source?: Source): Promise<Engine> {
  if (source !== undefined) return start(source);
  try {
    // Bundlers look for exactly this expression.
    return await start(new URL("./claims.wasm", import.meta.url));
  } catch (error) {
    if ((error as EngineError).code !== "unreadable_module") throw error;
    const { message, cause } = error as EngineError;
    throw new EngineError(
      "unreadable_module",
      `${message}. Was the package bundled? Then its claims.wasm was left behind: import ` +
        "@claimsmith/engine/inline, which has it inside, or give load the file's URL.",
      { cause },
    );
  }
}
