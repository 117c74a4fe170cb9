// What callers give as a config, a session or an audience, as JSON text.

import type { Config, Session } from "./types.js";

declare const brand: unique symbol;

/** A string that is JSON already, as `jsonText` makes it. */
export type JsonText = string & { readonly [brand]: true };

/** A JSON text: a string, or its bytes in UTF-8. */
export type RawText = string | Uint8Array;

/**
 * A value that `JSON.stringify` writes. It would write a promise or a buffer as `{}`, an input
 * without anything in it, so those are left out.
 */
export type JsonObject =
  | { readonly [member: string]: unknown }
  | (object & { readonly then?: never; readonly byteLength?: never });

/** A config or a session: a value, or a JSON text that goes to the module untouched. */
export type Input = JsonObject | JsonText | Uint8Array;

export type ConfigInput = Config | Input;

/** One of the two forms of a session, or a text; see `Session`. */
export type SessionInput = Session | Input;

/** What the token is for: one API, several, or none (`""`, an empty list, or nothing at all). */
export type Audience = string | readonly string[] | null | undefined;

/** Marks a string as JSON text, so that it is not taken for a value. It is not checked here. */
export function jsonText(text: string): JsonText {
  return text as JsonText;
}

/** The JSON text of a config or a session. */
export function inputText(name: string, input: Input): RawText {
  return typeof input === "string" || isBytes(input) ? input : valueText(name, input);
}

/** The JSON text of an audience. */
export function audienceText(audience: Audience): string {
  if (typeof audience === "string") return JSON.stringify(audience);
  const given = audience ?? [];
  if (!Array.isArray(given)) {
    throw new TypeError(`The audience is ${typeof given}; it is a string or an array of strings.`);
  }
  return given.length > 0 ? JSON.stringify(given) : '""';
}

/** A value as JSON text. */
function valueText(name: string, value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) {
    throw new TypeError(`The ${name} is ${typeof value}, which JSON cannot hold.`);
  }
  return text;
}

const encoder = new TextEncoder();

/** Texts of so many characters or bytes are below any limit of size. */
const SHORT = 4096;

/**
 * A text as an instance takes it: bytes, or a short string without lone surrogates, which can be
 * encoded in its place. The module judges a text's size before anything else, so of a text over
 * its limit one byte more than that is enough. The limit is that of the input of this number.
 */
export function prepare(
  text: RawText,
  limitOf?: (input: number) => number | undefined,
  input = 0,
): RawText {
  if (typeof text === "string") {
    if (text.length <= SHORT) return text.isWellFormed() ? text : encode(text);
    const limit = limitOf?.(input);
    return cut(encode(cut(text, limit)), limit);
  }
  if (!isBytes(text)) throw new TypeError("A JSON text is a string or a Uint8Array.");
  return text.length <= SHORT ? text : cut(text, limitOf?.(input));
}

/** The bytes of a text that the module took, for calls to come. */
export function bytesOf(text: RawText): Uint8Array {
  return typeof text === "string" ? encoder.encode(text) : new Uint8Array(text);
}

function cut<Text extends RawText>(text: Text, limit = Number.POSITIVE_INFINITY): Text {
  return text.length > limit ? (text.slice(0, limit + 1) as Text) : text;
}

// Lone surrogates become the three bytes that they would have if UTF-8 had any for them. The module
// then finds them where they are, as it finds all that is no JSON.
function encode(text: string): Uint8Array {
  const bytes = encoder.encode(text); // with U+FFFD for them, which has three bytes too
  if (text.isWellFormed()) return bytes;
  let from = 0;
  let at = 0;
  for (const { 0: lone, index } of text.matchAll(/\p{Surrogate}/gu)) {
    at += encoder.encode(text.slice(from, index)).length;
    const code = lone.charCodeAt(0);
    bytes.set([0xed, 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)], at);
    from = index + 1;
    at += 3;
  }
  return bytes;
}

export function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array || isA("Uint8Array", value);
}

/** What instanceof says, also of objects of another realm, as of a frame or a test's environment. */
export function isA(type: string, value: unknown): boolean {
  return Object.prototype.toString.call(value) === `[object ${type}]`;
}
