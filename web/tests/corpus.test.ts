import { isUtf8 } from "node:buffer";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { load, type RawResult, type RawText } from "@claimsmith/engine";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, serve } from "./chromium.js";
import { corpus, type Line } from "./corpus.js";

// The Go host and this package run the same module, so they get the same bytes for every vector.

let lines: Line[]; // all of them
let strings: Line[]; // those whose inputs a string can hold
let browser: Browser;
let server: Awaited<ReturnType<typeof serve>>;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const bytesOf = (input: string) => Buffer.from(input, "base64");
const textOf = (input: string) => decoder.decode(bytesOf(input));

beforeAll(async () => {
  server = await serve(dirname(fileURLToPath(import.meta.resolve("@claimsmith/engine"))));
  browser = await launch();
  lines = await corpus();
  strings = lines.filter(({ inputs }) => inputs.every((input) => isUtf8(bytesOf(input))));
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

function expectSame(results: RawResult[], wanted: Line[]) {
  expect(results).toHaveLength(wanted.length);
  for (const [i, { name, function: called, ok, text }] of wanted.entries()) {
    expect(results[i], `${called}: ${name}`).toEqual({ ok, text });
  }
}

async function inNode(wanted: Line[], input: (base64: string) => RawText): Promise<RawResult[]> {
  const { raw } = await load();
  return wanted.map(({ function: called, inputs }) => {
    const [config = "", session = "", audience = ""] = inputs.map(input);
    return called === "validate" ? raw.validate(config) : raw[called](config, session, audience);
  });
}

// As text, since what a test compiles to needs things that a page does not have.
const PAGE = `
  import { load } from "/index.js";
  const { raw } = await load();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const bytesOf = (input) => Uint8Array.from(atob(input), (character) => character.charCodeAt(0));
  const textOf = (input) => decoder.decode(bytesOf(input));
  globalThis.run = (lines, as) =>
    lines.map((line) => raw[line.function](...line.inputs.map(as === "bytes" ? bytesOf : textOf)));
`;

async function inChromium(wanted: Line[], as: "bytes" | "strings"): Promise<RawResult[]> {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.addScriptTag({ type: "module", content: PAGE });
  await page.waitForFunction("globalThis.run");
  const results: RawResult[] = [];
  const chunk = 100;
  for (let from = 0; from < wanted.length; from += chunk) {
    const some = wanted
      .slice(from, from + chunk)
      .map(({ function: f, inputs }) => ({ function: f, inputs }));
    results.push(...(await page.evaluate<RawResult[]>(`run(${JSON.stringify(some)}, "${as}")`)));
  }
  await page.close();
  return results;
}

test("the corpus is all there", () => {
  expect(lines.length).toBeGreaterThan(3 * 800);
  expect(lines.filter(({ ok }) => !ok).length).toBeGreaterThan(100);
  expect(strings.length).toBeGreaterThan(3 * 700);
  expect(strings.length).toBeLessThan(lines.length);
});

test("Node gets the same from bytes", async () => {
  expectSame(await inNode(lines, bytesOf), lines);
});

test("Node gets the same from strings", async () => {
  expectSame(await inNode(strings, textOf), strings);
});

test("Chromium gets the same from bytes", async () => {
  expectSame(await inChromium(lines, "bytes"), lines);
});

test("Chromium gets the same from strings", async () => {
  expectSame(await inChromium(strings, "strings"), strings);
});
