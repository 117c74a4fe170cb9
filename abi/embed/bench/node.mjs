// Times the engine for JavaScript as the bench of every embedding does: node bench/node.mjs FOLDER
// prints one line of JSON. The folder has config.json, session.json and audience.json.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "../../../web/engine/dist/index.js";

const BATCHES = 5;
const INSTANCES = 64;

const folder = process.argv[2];
const texts = await Promise.all(
  ["config", "session", "audience"].map((name) => readFile(join(folder, `${name}.json`))),
);

const start = performance.now();
const engine = await load();
engine.raw.evaluate(...texts);
const cold = performance.now() - start;

function batch(calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) engine.raw.evaluate(...texts);
  return performance.now() - start;
}
let calls = 1000;
while (batch(calls) < 1000) calls *= 2;
const each = Array.from({ length: BATCHES }, () => (batch(calls / 4) / (calls / 4)) * 1000);
each.sort((a, b) => a - b);

const bytes = await readFile(new URL("../../claims.wasm", import.meta.url));
const module = await WebAssembly.compile(bytes);
const engines = [await load(module)]; // what the first costs once
const before = process.memoryUsage.rss();
while (engines.length <= INSTANCES) engines.push(await load(module));
const memory = (process.memoryUsage.rss() - before) / 1024 / INSTANCES;

console.log(
  JSON.stringify({
    compiled: "at start",
    runtime: `V8 ${process.versions.v8.replace(/-.*/, "")} (Node.js ${process.versions.node})`,
    cold_start_ms: cold,
    evaluate_us: each[BATCHES >> 1],
    instance_kib: memory,
  }),
);
