// The component says what the module says: transpiled, and run in Node with the whole corpus.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { transpileBytes } from "@bytecodealliance/jco-transpile";
import { componentWit } from "@bytecodealliance/jco-transpile/wasm-tools";

const component = await readFile(new URL("../../claims.component.wasm", import.meta.url));
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

let instantiate;

before(async () => {
  const { files } = await transpileBytes(component, {
    name: "claims",
    instantiation: "async",
    noComponentErrorWrapping: false, // a failure is an Error with the text as its payload
  });
  const all = new Map(files instanceof Map ? files : Object.entries(files));
  const script = Buffer.from(all.get("claims.js")).toString("base64");
  const transpiled = await import(`data:text/javascript;base64,${script}`);
  instantiate = () => transpiled.instantiate((name) => WebAssembly.compile(all.get(name)), {});
});

/** What the Go host got for every vector, with the inputs as bytes. */
async function corpus() {
  const folder = process.env.CLAIMSMITH_FIXTURES;
  assert.ok(
    folder,
    "run ./build.sh embed component, or set CLAIMSMITH_FIXTURES (abi/embed/fixtures.sh)",
  );
  const lines = [];
  for (const file of await readdir(join(folder, "corpus"))) {
    const written = await readFile(join(folder, "corpus", file), "utf8");
    lines.push(...written.trimEnd().split("\n").map(read));
  }
  return lines;
}

function read(line) {
  const { name, function: called, config, session, audience, ok } = JSON.parse(line);
  const inputs = called === "validate" ? [config] : [config, session, audience];
  const text = line.slice(line.indexOf('"text":') + '"text":'.length, -1);
  return { name, called, inputs: inputs.map((input) => Buffer.from(input, "base64")), ok, text };
}

/** The inputs as strings, which a component takes; undefined if one of them cannot be a string. */
function strings(inputs) {
  try {
    return inputs.map((input) => utf8.decode(input));
  } catch {
    return undefined;
  }
}

test("it has the interface of claims.wit and imports nothing", async () => {
  const wit = await componentWit(component);
  for (const name of ["evaluate", "explain", "validate", "describe", "abi-version"]) {
    assert.match(wit, new RegExp(`export ${name}: func`));
  }
  assert.doesNotMatch(wit, /import/);
});

test("it gives the corpus's bytes", async () => {
  const raw = await instantiate();
  let compared = 0;
  for (const { name, called, inputs, ok, text } of await corpus()) {
    const given = strings(inputs);
    if (!given) continue;
    let result;
    try {
      result = { ok: true, text: raw[called](...given) };
    } catch (error) {
      if (typeof error.payload !== "string") throw error; // a trap
      result = { ok: false, text: error.payload };
    }
    assert.deepEqual(result, { ok, text }, `${called}: ${name}`);
    compared++;
  }
  assert.ok(compared > 2100, `only ${compared} were compared`);
});

test("it tells its version and its tables", async () => {
  const raw = await instantiate();
  assert.equal(raw.abiVersion(), (1 << 16) | 1);
  assert.deepEqual(JSON.parse(raw.describe()).abi_version, { major: 1, minor: 1 });
});
