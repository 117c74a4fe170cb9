import { Engine } from "./engine.js";
import { EngineError } from "./errors.js";
import { Instance, incompatible } from "./instance.js";
import { builtin } from "./platform.js";
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

/**
 * Where a module is: itself compiled, its bytes, a response that brings them, their URL or, in
 * Node, Bun and Deno, a file's path.
 */
export type Source =
  | CompiledModule
  | Response
  | Promise<Response>
  | URL
  | string
  | ArrayBuffer
  | Uint8Array;

/** Makes an engine of a module. All that it throws is an `EngineError`. */
export async function start(source: Source): Promise<Engine> {
  const compiled = isA("WebAssembly.Module", source);
  const bytes = compiled ? undefined : await read(source);
  const module = bytes ? await compile(bytes) : (source as WebAssembly.Module);
  try {
    const [first] = WebAssembly.Module.imports(module);
    if (first) {
      throw incompatible(`it imports ${first.module}.${first.name}, and it must import nothing`);
    }
    const instance = new Instance(await WebAssembly.instantiate(module, {}));
    return new Engine(module, instance, bytes && (await sha256(bytes)));
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw new EngineError("crashed", `The module crashed at its start: ${cause}`, { cause });
  }
}

async function compile(bytes: BufferSource): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    // Where not even a module without anything in it compiles, no module does.
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    const allowed = await globalThis.WebAssembly?.compile(empty).catch(() => undefined);
    if (allowed) {
      const message = `This is no WebAssembly module: ${cause}`;
      throw new EngineError("invalid_module", message, { cause });
    }
    throw new EngineError(
      "compilation_forbidden",
      `No WebAssembly can be compiled here: ${cause}. A page's Content-Security-Policy must have ` +
        "'wasm-unsafe-eval' in its script-src. On an edge runtime give load a precompiled module: " +
        'import module from "@claimsmith/engine/claims.wasm".',
      { cause },
    );
  }
}

/** Reads a module's bytes, which are then the engine's own. */
async function read(source: Source): Promise<BufferSource> {
  if (isBytes(source)) return new Uint8Array(source); // a Buffer's own slice would be a view
  if (isA("ArrayBuffer", source)) return (source as ArrayBuffer).slice();
  try {
    const isPlace = typeof source === "string" || isA("URL", source);
    if (isPlace) {
      const file = fileOf(String(source));
      if (file) return await file.read();
    }
    const response = await (isPlace ? fetch(String(source)) : (source as Promise<Response>));
    if (!response.ok)
      throw new Error(`${response.url || "the response"} has the status ${response.status}`);
    return await response.arrayBuffer();
  } catch (cause) {
    throw new EngineError("unreadable_module", `The module cannot be read: ${cause}`, { cause });
  }
}

/** The file at a URL or a path, where there are files. */
function fileOf(place: string): { read(): Promise<BufferSource> } | undefined {
  const fs = builtin("node:fs");
  if (!fs) return undefined;
  const isURL = /^[a-z][a-z\d+.-]+:/i.test(place); // and C:\ is none
  if (isURL && !place.startsWith("file:")) return undefined;
  return { read: () => fs.promises.readFile(isURL ? new URL(place) : place) };
}

/** The SHA-256 in hexadecimal, if the platform has one that works: that of jsdom refuses Node's bytes. */
async function sha256(bytes: BufferSource): Promise<string | undefined> {
  try {
    const digest = await globalThis.crypto?.subtle?.digest("SHA-256", bytes);
    return (
      digest &&
      Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")
    );
  } catch {
    return undefined;
  }
}
