import { expect, test } from "vitest";
import { inputText, jsonText, prepare } from "./text.js";

const SHORT = 4096; // beyond which strings are encoded beforehand

const bytesOf = (text: string | Uint8Array) =>
  typeof text === "string" ? new TextEncoder().encode(text) : text;

/** WTF-8, character by character. */
function wtf8(text: string): number[] {
  return Array.from(text).flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return [code];
    const low = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
    if (code < 0x800) return [0xc0 | (code >> 6), low(0)];
    if (code < 0x10000) return [0xe0 | (code >> 12), low(6), low(0)];
    return [0xf0 | (code >> 18), low(12), low(6), low(0)];
  });
}

test("lone surrogates keep their place and their bytes, whatever is around them", () => {
  const characters = ["a", "é", "€", "😀", "\ufffd", "\ud800", "\udbff", "\udc00", "\udfff"];
  let texts = [""];
  for (let length = 1; length <= 4; length++) {
    texts = texts.flatMap((text) => characters.map((character) => text + character));
    for (const text of texts) {
      const prepared = prepare(text);
      expect(typeof prepared === "string").toBe(text.isWellFormed());
      expect([...bytesOf(prepared)], JSON.stringify(text)).toEqual(wtf8(text));
    }
  }
});

test("long texts are bytes, with or without lone surrogates", () => {
  for (const last of ["x", "€", "\ud800", "\udc00"]) {
    const text = "€".repeat(SHORT) + last;
    const prepared = prepare(text);
    expect(prepared).toBeInstanceOf(Uint8Array);
    expect(Buffer.compare(bytesOf(prepared), Uint8Array.from(wtf8(text)))).toBe(0);
  }
});

test("a text over the limit is cut to a byte more", () => {
  const long = "😀".repeat(SHORT);
  expect(prepare(long, () => 4 * SHORT)).toEqual(bytesOf(long));
  expect(prepare(long, () => 4 * SHORT - 1)).toEqual(bytesOf(long));
  expect(prepare(long, () => 4 * SHORT - 2)).toEqual(bytesOf(long).slice(0, -1));
  expect(prepare(long, () => 5000)).toHaveLength(5001);
  expect(prepare(bytesOf(long), () => 5000)).toEqual(bytesOf(long).slice(0, 5001));
});

test("values are written, and texts are left alone", () => {
  const bytes = new Uint8Array([0xff]);
  expect(inputText("config", bytes)).toBe(bytes);
  expect(inputText("config", Buffer.from("{}"))).toEqual(Buffer.from("{}"));
  expect(inputText("config", jsonText(" {"))).toBe(" {");
  expect(inputText("config", { a: "\ud800", toJSON: undefined })).toBe('{"a":"\\ud800"}');
  expect(inputText("config", JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}');
  expect(inputText("config", null as unknown as object)).toBe("null");
});

test("what JSON cannot hold is refused", () => {
  for (const value of [undefined, () => 1, Symbol("x"), { toJSON: () => undefined }]) {
    const refuse = () => inputText("session", value as object);
    expect(refuse).toThrow(TypeError);
    expect(refuse).toThrow("The session is");
  }
  const circle: { self?: object } = {};
  circle.self = circle;
  expect(() => inputText("session", circle)).toThrow(TypeError);
  expect(() => inputText("session", { n: 1n })).toThrow(TypeError);
});

test("a raw text is a string or bytes", () => {
  for (const value of [undefined, null, {}, 1, new ArrayBuffer(1), [1]]) {
    expect(() => prepare(value as unknown as string)).toThrow(TypeError);
  }
});
