import { EngineError } from "./errors.js";
import { builtin, type NodeBuffer } from "./platform.js";
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

type Exports = Record<keyof typeof PARAMETERS, (...numbers: number[]) => number> & {
  memory: WebAssembly.Memory;
};

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A part of the guest's room, for one of the texts of a call. */
interface Slot {
  at: number;
  /** As many bytes as its largest text needed. */
  room: number;
  bytes: Uint8Array;
  /** How many of them the text takes that stands there. */
  size: number;
  /** That text, if it is a string that is likely to come again. */
  text: string | undefined;
}

const slot = (): Slot => ({ at: 0, room: 0, bytes: new Uint8Array(), size: 0, text: undefined });

/**
 * An instance of the module, and all that touches its memory; abi/README.md is the contract. It
 * serves one call at a time, and after an exception it must not be used again.
 */
export class Instance {
  readonly version: Version;
  readonly #wasm: Exports;
  // Views of the memory, taken anew when it has grown: then those before have no length.
  #bytes = new Uint8Array();
  #view = new DataView(new ArrayBuffer(0));
  #buffer: NodeBuffer | undefined;
  readonly #slots = { config: slot(), session: slot(), audience: slot() };

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
    this.#wasm = { ...wasm }; // exports are slower to look up than an object's own members
  }

  /** How large the memory is. It never shrinks. */
  get bytes(): number {
    return this.#memory().length;
  }

  /** Runs a function on texts that `prepare` made; those that it does not take are empty. */
  call(name: FunctionName, config: RawText, session: RawText, audience: RawText): RawResult {
    this.#makeRoom(config, session, audience);
    const { config: c, session: s, audience: a } = this.#slots;
    // Most calls have the config and the audience of the one before. Of sessions nothing is kept.
    if (config !== c.text) c.text = put(config, c);
    if (audience !== a.text) a.text = put(audience, a);
    put(session, s);
    const area = this.#wasm[name](c.at, c.size, s.at, s.size, a.at, a.size) >>> 0;
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
      const { buffer } = this.#wasm.memory;
      this.#bytes = new Uint8Array(buffer);
      this.#view = new DataView(buffer);
      this.#buffer = builtin("node:buffer")?.Buffer.from(buffer);
      for (const slot of Object.values(this.#slots)) this.#look(slot);
    }
    return this.#bytes;
  }

  #look(slot: Slot): void {
    slot.bytes = this.#bytes.subarray(slot.at, slot.at + slot.room);
  }

  /** Has the guest make room, side by side, if there is not enough for these texts. */
  #makeRoom(config: RawText, session: RawText, audience: RawText): void {
    const { config: c, session: s, audience: a } = this.#slots;
    const needed = [most(config), most(session), most(audience)] as const;
    const [forConfig, forSession, forAudience] = needed;
    const keeps = this.#keepsRoom;
    if (keeps && forConfig <= c.room && forSession <= s.room && forAudience <= a.room) return;
    c.room = Math.max(forConfig, keeps ? c.room : 0);
    s.room = Math.max(forSession, keeps ? s.room : 0);
    a.room = Math.max(forAudience, keeps ? a.room : 0);
    const room = c.room + s.room + a.room;
    let at = room > 0 ? this.#wasm.cabi_realloc(0, 0, 1, room) >>> 0 : 0;
    const bytes = this.#memory(); // after the room was made, for which the memory may have grown
    if (at + room > bytes.length) throw new RangeError("The room is outside of the memory.");
    for (const slot of [c, s, a]) {
      slot.at = at;
      slot.text = undefined;
      this.#look(slot);
      at += slot.room;
    }
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
    // Node's own way takes half of the time, and puts U+FFFD for what is no UTF-8.
    const text = this.#buffer?.utf8Slice?.(start, end) ?? "\ufffd";
    const sure = !text.includes("\ufffd");
    return { ok: tag === 0, text: sure ? text : decoder.decode(bytes.subarray(start, end)) };
  }
}

/** How many bytes a text may need: UTF-8 has three at most for each of a string's code units. */
function most(text: RawText): number {
  return typeof text === "string" ? 3 * text.length : text.length;
}

/** Writes a text where it belongs, and returns it if it is a string, which nobody can change. */
function put(text: RawText, slot: Slot): string | undefined {
  if (typeof text === "string") {
    slot.size = encoder.encodeInto(text, slot.bytes).written;
    return text;
  }
  slot.bytes.set(text);
  slot.size = text.length;
  return undefined;
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
