import { Engine } from "./engine.js";
import { EngineError } from "./errors.js";
import { Instance, incompatible } from "./instance.js";
import { isA, isBytes } from "./text.js";

/**
 * A compiled module; `WebAssembly.Module`, said so that programs without the types of browsers can
 * read it. TypeScript knows no members of it, so it cannot tell it from other objects.
 */
export type CompiledModule = typeof globalThis extends {
  WebAssembly: { Module: { prototype: infer Module } };
}
  ? Module & object
  : object;

/** Where a module is: itself compiled, its bytes, a response that brings them, or their URL. */
export type Source =
  | CompiledModule
  | Response
  | Promise<Response>
  | URL
  | string
  | ArrayBuffer
  | Uint8Array;

/**
 * Makes an engine: gets the module, compiles it and checks that it is one that this package can
 * run. Without a source it is the `claims.wasm` that comes with the package.
 *
 * @throws {EngineError} There is no such module, or it cannot be run.
 */
export async function load(source?: Source): Promise<Engine> {
  // Bundlers look for exactly this expression.
  const given = source ?? new URL("./claims.wasm", import.meta.url);
  if (isA("WebAssembly.Module", given)) return start(given as WebAssembly.Module, undefined);
  const bytes = await read(given);
  const compiled = WebAssembly.compile(bytes).catch((cause) => {
    throw new EngineError("invalid_module", `This is no WebAssembly module: ${cause}`, { cause });
  });
  return start(await compiled, await sha256(bytes));
}

async function start(module: WebAssembly.Module, digest: string | undefined): Promise<Engine> {
  const [first] = WebAssembly.Module.imports(module);
  if (first) {
    throw incompatible(`it imports ${first.module}.${first.name}, and it must import nothing`);
  }
  try {
    return new Engine(module, new Instance(await WebAssembly.instantiate(module, {})), digest);
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw new EngineError("crashed", `The module crashed at its start: ${cause}`, { cause });
  }
}

/** Reads a module's bytes, which are then the engine's own. */
async function read(source: Source): Promise<BufferSource> {
  if (isBytes(source)) return new Uint8Array(source); // a Buffer's own slice would be a view
  if (isA("ArrayBuffer", source)) return (source as ArrayBuffer).slice();
  try {
    const isPlace = typeof source === "string" || isA("URL", source);
    const response = isPlace ? await open(String(source)) : await (source as Promise<Response>);
    if (!response.ok)
      throw new Error(`${response.url || "the response"} has the status ${response.status}`);
    return await response.arrayBuffer();
  } catch (cause) {
    throw new EngineError("unreadable_module", `The module cannot be read: ${cause}`, { cause });
  }
}

/** Fetches, also from a file, which Node's fetch does not. */
async function open(url: string): Promise<Response> {
  const fs = url.startsWith("file:") && platform.process?.getBuiltinModule?.("node:fs");
  return fs ? new Response(await fs.promises.readFile(new URL(url))) : fetch(url);
}

// What there is of Node, without its types.
const platform = globalThis as {
  process?: {
    getBuiltinModule?(name: "node:fs"): { promises: { readFile(url: URL): Promise<BufferSource> } };
  };
};

/** The SHA-256 in hexadecimal, if the platform has it. */
async function sha256(bytes: BufferSource): Promise<string | undefined> {
  const digest = await globalThis.crypto?.subtle?.digest("SHA-256", bytes);
  return (
    digest &&
    Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")
  );
}
