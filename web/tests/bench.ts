// Prints the time of an evaluation in Node as a ratio to what a program without rules would do:
// parse the session, pick the values, write the claims. Rounds of the two take turns. The module
// alone has its texts in its memory already, and nobody reads what it returns.

import { readFileSync } from "node:fs";
import { jsonText, load } from "@claimsmith/engine";

const ROUNDS = 15;
const CALLS = 4000;
const text = (path: string) =>
  readFileSync(new URL(`../../testdata/examples/${path}`, import.meta.url), "utf8");
const config = text("config.json");
const session = text("session.json");
const audience = "https://api.shop.example";
const parsed = { config: JSON.parse(config), session: JSON.parse(session) };
const bytes = {
  config: new TextEncoder().encode(config),
  session: new TextEncoder().encode(session),
};
const quoted = JSON.stringify(audience);

const file = readFileSync(new URL("../../abi/claims.wasm", import.meta.url));
const { instance } = await WebAssembly.instantiate(file);
const wasm = instance.exports as Record<string, (...numbers: number[]) => number> & {
  memory: WebAssembly.Memory;
};
wasm._initialize?.();
const inputs = [bytes.config, bytes.session, new TextEncoder().encode(quoted)];
let at = wasm.cabi_realloc?.(0, 0, 1, 4096) ?? Number.NaN;
const places = inputs.flatMap((input) => {
  new Uint8Array(wasm.memory.buffer).set(input, at);
  at += input.length;
  return [at - input.length, input.length];
});

const engine = await load();
const policy = engine.policy(parsed.config);
const ways: { [name: string]: () => unknown } = {
  "JSON.parse, pick, JSON.stringify": () => {
    const { metadata } = JSON.parse(session);
    return JSON.stringify({
      country: metadata.country,
      "https://shop.example/cart": metadata.cart_id,
      language: metadata.language,
    });
  },
  "the module alone": () => wasm.evaluate?.(...places),
  "raw.evaluate, bytes": () => engine.raw.evaluate(bytes.config, bytes.session, quoted),
  "raw.evaluate, strings": () => engine.raw.evaluate(config, session, quoted),
  "policy.raw.evaluate, strings": () => policy.raw.evaluate(session, quoted),
  "policy.raw.evaluate, bytes": () => policy.raw.evaluate(bytes.session, quoted),
  "policy.evaluate, a value": () => policy.evaluate(parsed.session, audience),
  "evaluate, JsonText": () => engine.evaluate(jsonText(config), jsonText(session), audience),
  "evaluate, values": () => engine.evaluate(parsed.config, parsed.session, audience),
  explain: () => engine.explain(jsonText(config), jsonText(session), audience),
};

const times = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
let sink = 0;
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, run] of Object.entries(ways)) {
    const start = performance.now();
    for (let i = 0; i < CALLS; i++) sink += run() ? 1 : 0;
    if (round > 0) times.get(name)?.push((performance.now() - start) / CALLS); // the first warms up
  }
}
if (sink !== (ROUNDS + 1) * CALLS * times.size) throw new Error("A call gave nothing.");

const [base = []] = times.values();
for (const [name, list] of times) {
  const ratio = median(list.map((time, i) => time / (base[i] ?? Number.NaN)));
  const microseconds = median(list) * 1000;
  process.stdout.write(
    `${name.padEnd(34)} ${ratio.toFixed(2).padStart(6)} times, ${microseconds.toFixed(1)} µs\n`,
  );
}

function median(list: number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
}
