import { isUtf8 } from "node:buffer";
import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { RawResult } from "@claimsmith/engine";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { corpus, type Line } from "./corpus.js";

// Other runtimes than Node and browsers get the Go host's bytes, too (corpus.test.ts).

const web = fileURLToPath(new URL("..", import.meta.url));
const bin = (name: string) => join(web, "node_modules/.bin", name);
const here = (name: string) => fileURLToPath(new URL(`runtimes/${name}`, import.meta.url));

let lines: Line[];

beforeAll(async () => {
  lines = await corpus();
});

/** Has a runtime answer the corpus as bytes, and as strings where they can hold it. */
async function compare(ask: (question: string) => Promise<string>) {
  expect(lines.length).toBeGreaterThan(3 * 800);
  const isText = (input: string) => isUtf8(Buffer.from(input, "base64"));
  for (const as of ["bytes", "strings"]) {
    const some = as === "bytes" ? lines : lines.filter(({ inputs }) => inputs.every(isText));
    const calls = some.map(({ function: name, inputs }) => ({ name, inputs }));
    const results: RawResult[] = JSON.parse(await ask(JSON.stringify({ as, calls })));
    expect(results).toHaveLength(some.length);
    for (const [i, { name, function: called, ok, text }] of some.entries()) {
      expect(results[i], `${called}: ${name}`).toEqual({ ok, text });
    }
  }
}

/** Runs a program with a standard input and returns what it prints. */
async function piped(program: string, args: string[], input: string): Promise<string> {
  const child = spawn(program, args, { cwd: web, stdio: ["pipe", "pipe", "inherit"] });
  Readable.from([input]).pipe(child.stdin);
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  const printed = await buffer(child.stdout);
  expect(await ended).toBe(0);
  return printed.toString();
}

test("Bun gets the same", async () => {
  await compare((question) => piped(bin("bun"), [here("program.mjs")], question));
});

test("Deno gets the same", async () => {
  const args = ["run", "--no-remote", "--node-modules-dir=manual", `--allow-read=${web}`];
  await compare((question) => piped(bin("deno"), [...args, here("program.mjs")], question));
});

let folder: string | undefined;

afterAll(async () => {
  if (folder) await rm(folder, { recursive: true });
});

test("workerd gets the same, with the module compiled before", async () => {
  folder = await mkdtemp(join(tmpdir(), "claimsmith-workerd-"));
  await build({
    entryPoints: [here("worker.mjs")],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    conditions: ["workerd"],
    loader: { ".wasm": "copy" },
    assetNames: "[name]",
  });
  await cp(here("workerd.capnp"), join(folder, "workerd.capnp"));
  const args = ["serve", join(folder, "workerd.capnp"), "--control-fd=3"];
  const server = spawn(bin("workerd"), args, { stdio: ["ignore", "inherit", "inherit", "pipe"] });
  try {
    const [first] = await (server.stdio[3] as Readable).take(1).toArray(); // where it listens
    const { port } = JSON.parse(String(first));
    await compare(async (body) => {
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
      return response.text();
    });
  } finally {
    server.kill();
  }
});
