import { EngineError } from "./errors.js";
import type { RawText } from "./text.js";
import type { RawResult, Version } from "./types.js";

export type FunctionName = "evaluate" | "explain" | "validate" | "describe";

/** The version of the contract that this package speaks. */
const SPOKEN: Version = { major: 1, minor: 0 };

// The functions that the contract asks for, with the number of their parameters.
const PARAMETERS = {
  "abi-version": 0,
  _initialize: 0,
  cabi_realloc: 4,
  evaluate: 6,
  explain: 6,
  validate: 2,
  describe: 0,
  cabi_post_evaluate: 1,
  cabi_post_explain: 1,
  cabi_post_validate: 1,
  cabi_post_describe: 1,
};

/** Addresses and sizes of a config, a session and an audience, 0 where there is none. */
type Places = [number, number, number, number, number, number];

type Exports = Record<keyof typeof PARAMETERS, (...numbers: number[]) => number> & {
  memory: WebAssembly.Memory;
};

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * An instance of the module, and all that touches its memory; abi/README.md is the contract. It
 * serves one call at a time, and after an exception it must not be used again.
 */
export class Instance {
  readonly version: Version;
  readonly #wasm: Exports;
  // Views of the memory, taken anew when it has grown: then those before have no length.
  #bytes: Uint8Array;
  #view: DataView;
  // Room that the guest has made. Guests of 1.1 leave it for later calls.
  #room = 0;
  #roomBytes = 0;

  constructor({ exports }: WebAssembly.Instance) {
    // The version comes before the other exports: a module of another version may lack some, and
    // then its version is what there is to say.
    if (!(exports.memory instanceof WebAssembly.Memory)) throw lacks("memory");
    need(exports, "abi-version");
    if ("_initialize" in exports) need(exports, "_initialize");
    const wasm = exports as Exports;
    wasm._initialize?.();
    const version = wasm["abi-version"]();
    this.version = { major: version >>> 16, minor: version & 0xffff };
    const { major, minor } = SPOKEN;
    if (this.version.major !== major || this.version.minor < minor) {
      throw incompatible(
        `it speaks version ${this.version.major}.${this.version.minor} of the contract, ` +
          `this package needs ${major}.${minor} or a later ${major}.x`,
      );
    }
    for (const name of Object.keys(PARAMETERS)) need(exports, name as keyof typeof PARAMETERS);
    this.#wasm = wasm;
    this.#bytes = new Uint8Array(wasm.memory.buffer);
    this.#view = new DataView(wasm.memory.buffer);
  }

  /** How large the memory is. It never shrinks. */
  get bytes(): number {
    return this.#memory().length;
  }

  /** Runs a function on texts that `prepare` made. */
  call(name: FunctionName, texts: readonly RawText[]): RawResult {
    const places = this.#put(texts);
    // A function takes as many of them as it has parameters.
    const [config, configBytes, session, sessionBytes, audience, audienceBytes] = places;
    const run = this.#wasm[name];
    const area = run(config, configBytes, session, sessionBytes, audience, audienceBytes) >>> 0;
    const result = this.#result(name, area);
    if (!this.#keepsRoom) this.#wasm[`cabi_post_${name}`](area);
    return result;
  }

  /** Since 1.1 room may be written again, and calls need no end. */
  get #keepsRoom(): boolean {
    return this.version.minor > 0;
  }

  #memory(): Uint8Array {
    if (this.#bytes.length === 0) {
      this.#bytes = new Uint8Array(this.#wasm.memory.buffer);
      this.#view = new DataView(this.#wasm.memory.buffer);
    }
    return this.#bytes;
  }

  /** Writes texts side by side into room for all of them, and returns their places. */
  #put(texts: readonly RawText[]): Places {
    const places: Places = [0, 0, 0, 0, 0, 0];
    let room = 0;
    // A string's UTF-8 has three bytes at most for each of its code units.
    for (const text of texts) room += typeof text === "string" ? 3 * text.length : text.length;
    if (room > this.#roomBytes || !this.#keepsRoom) {
      this.#room = room > 0 ? this.#wasm.cabi_realloc(0, 0, 1, room) >>> 0 : 0;
      this.#roomBytes = room;
    }
    let at = this.#room;
    const bytes = this.#memory(); // after the room was made, for which the memory may have grown
    if (at + room > bytes.length) throw new RangeError("The room is outside of the memory.");
    let i = 0;
    for (const text of texts) {
      let size = text.length;
      if (typeof text === "string") size = encoder.encodeInto(text, bytes.subarray(at)).written;
      else bytes.set(text, at);
      places[i++] = at;
      places[i++] = size;
      at += size;
    }
    return places;
  }

  /** Copies a text out of the memory. Reading outside of it is a RangeError. */
  #result(name: FunctionName, area: number): RawResult {
    const bytes = this.#memory(); // after the call, in which it may have grown
    const view = this.#view;
    const tagged = name !== "describe";
    const tag = tagged ? view.getUint8(area) : 0;
    if (tag > 1) throw new TypeError(`The tag of the result is ${tag}.`);
    const place = tagged ? area + 4 : area;
    const start = view.getUint32(place, true);
    const end = start + view.getUint32(place + 4, true);
    if (end > bytes.length) throw new RangeError("The text is outside of the memory.");
    return { ok: tag === 0, text: decoder.decode(bytes.subarray(start, end)) };
  }
}

function need(exports: WebAssembly.Exports, name: keyof typeof PARAMETERS): void {
  const found = exports[name];
  if (typeof found !== "function") throw lacks(name);
  if (found.length !== PARAMETERS[name]) throw incompatible(`its ${name} has another signature`);
}

function lacks(name: string): EngineError {
  return incompatible(`it exports no ${name}`);
}

export function incompatible(why: string): EngineError {
  return new EngineError("incompatible_module", `The module cannot be run: ${why}.`);
}
