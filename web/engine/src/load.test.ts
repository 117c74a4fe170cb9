import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { EngineError, load, type Source } from "./index.js";

// The engine's own claims.wasm is beside the built package, not here: web/tests/published.test.ts
// loads it.

const place = new URL("../../../abi/claims.wasm", import.meta.url);
const bytes = await readFile(place);
const module = await WebAssembly.compile(bytes);
const digest = createHash("sha256").update(bytes).digest("hex");

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const response = (init?: ResponseInit) => new Response(bytes, init);

const sources: { [kind: string]: () => Source } = {
  "a file's URL": () => place,
  "a file's URL as a string": () => place.href,
  "a file's path": () => fileURLToPath(place),
  "a file's relative path": () => relative(".", fileURLToPath(place)),
  "another URL": () => new URL(`data:application/wasm;base64,${bytes.toString("base64")}`),
  "another URL as a string": () => `data:application/wasm;base64,${bytes.toString("base64")}`,
  "a response": () => response(),
  "a promise of a response": () => Promise.resolve(response()),
  "a response of another media type": () => response({ headers: { "content-type": "text/plain" } }),
  "a Uint8Array": () => new Uint8Array(bytes),
  "a Uint8Array in the midst of a buffer": () => Uint8Array.from([1, ...bytes, 2]).subarray(1, -1),
  "a Buffer": () => bytes,
  "an ArrayBuffer": () => new Uint8Array(bytes).buffer,
};

describe("the module comes from", () => {
  test.each(Object.entries(sources))("%s", async (_, source) => {
    const engine = await load(source());
    expect(engine.digest).toBe(digest);
    expect(engine.abiVersion).toEqual({ major: 1, minor: 1 });
    expect(engine.evaluate({}, {}, "").access_token.bytes).toBe(2);
  });

  test("a compiled module, whose bytes are not known", async () => {
    const engine = await load(module);
    expect(engine.digest).toBeUndefined();
    expect(engine.evaluate({}, {}, "").access_token.bytes).toBe(2);
  });
});

test("the bytes are the caller's again at once", async () => {
  const own = new Uint8Array(bytes);
  for (const source of [own, own.buffer]) {
    own.set(bytes);
    const loading = load(source);
    own.fill(0);
    expect((await loading).digest).toBe(digest);
  }
});

test("there is no digest where the platform has none", async () => {
  // The last is jsdom's, to which Node's bytes are another realm's.
  const digest = () => Promise.reject(new TypeError("2nd argument is not instance of ArrayBuffer"));
  for (const crypto of [undefined, {}, { subtle: { digest } }]) {
    vi.stubGlobal("crypto", crypto);
    expect((await load(bytes)).digest).toBeUndefined();
  }
});

test("without Node all is fetched, files too", async () => {
  vi.stubGlobal("process", { env: {} });
  const fetched = vi.spyOn(globalThis, "fetch").mockImplementation(async () => response());
  expect((await load(place)).digest).toBe(digest);
  expect(fetched.mock.calls).toEqual([[place.href]]);
});

test("no thread waits for the first instance", async () => {
  // A browser's main thread refuses to compile or instantiate at once what is large.
  class Refused {
    static imports = WebAssembly.Module.imports;
    constructor() {
      throw new RangeError("at once");
    }
  }
  vi.stubGlobal(
    "WebAssembly",
    Object.create(WebAssembly, { Instance: { value: Refused }, Module: { value: Refused } }),
  );
  const engine = await load(bytes);
  expect(engine.evaluate({}, {}, "").access_token.bytes).toBe(2);
});

describe("there is no module", () => {
  async function refusal(source?: Source): Promise<EngineError> {
    const error = await load(source).catch((error: unknown) => error);
    if (!(error instanceof EngineError)) throw new Error(`not refused: ${error}`);
    return error;
  }

  test("in a response that is not ok", async () => {
    const error = await refusal(response({ status: 404 }));
    expect(error).toMatchObject({ code: "unreadable_module", name: "EngineError" });
    expect(error.message).toContain("404");
  });

  test("in a response that was read before", async () => {
    const used = response();
    await used.arrayBuffer();
    expect((await refusal(used)).cause).toBeInstanceOf(TypeError);
  });

  test("where the promise fails", async () => {
    const cause = new Error("no network");
    expect(await refusal(Promise.reject(cause))).toMatchObject({
      code: "unreadable_module",
      cause,
    });
  });

  test("where there is no file", async () => {
    const missing = new URL("./missing.wasm", import.meta.url);
    for (const source of [missing, missing.href, undefined]) {
      const error = await refusal(source);
      expect(error).toMatchObject({ code: "unreadable_module", cause: { code: "ENOENT" } });
      expect(error.message).toContain(fileURLToPath(new URL(".", import.meta.url)));
    }
  });

  test("at what is no path and no URL", async () => {
    for (const place of ["claims.wasm", "C:\\claims.wasm", "", "nowhere:claims.wasm"]) {
      expect(await refusal(place)).toMatchObject({ code: "unreadable_module" });
    }
  });

  test("in something else", async () => {
    for (const source of [1, null, {}, { ok: true }]) {
      expect(await refusal(source as Source)).toMatchObject({ code: "unreadable_module" });
    }
  });

  test("in what only looks like one", async () => {
    const pretender = { [Symbol.toStringTag]: "WebAssembly.Module" };
    expect(await refusal(pretender)).toMatchObject({ code: "crashed" });
  });

  test("beside the package, which a bundler may have moved", async () => {
    expect((await refusal()).message).toMatch(/bundled\?.*@claimsmith\/engine\/inline/);
    expect((await refusal("missing.wasm")).message).not.toContain("bundled");
  });

  test("that may be compiled here", async () => {
    const refused = new WebAssembly.CompileError("Refused to compile by the page's policy");
    vi.spyOn(WebAssembly, "compile").mockRejectedValue(refused);
    const error = await refusal(bytes);
    expect(error).toMatchObject({ code: "compilation_forbidden", cause: refused });
    expect(error.message).toMatch(/'wasm-unsafe-eval'.*precompiled module/);
  });

  test("where there is no WebAssembly", async () => {
    vi.stubGlobal("WebAssembly", undefined);
    expect(await refusal(bytes)).toMatchObject({ code: "compilation_forbidden" });
    expect(await refusal(module)).toMatchObject({ name: "EngineError" });
  });

  test.each([
    ["nothing", ""],
    ["a page", "<!doctype html>"],
    ["the beginning of one", bytes.subarray(0, 1000)],
  ])("in %s", async (_, content) => {
    const error = await refusal(new Response(content));
    expect(error.code).toBe("invalid_module");
    expect(error.cause).toBeInstanceOf(WebAssembly.CompileError);
  });
});
