// Prints the time of an evaluation in Node as a ratio to what a program without rules would do:
// parse the session, pick the values, write the claims. Rounds of the two take turns.

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
    `${name.padEnd(34)} ${ratio.toFixed(1).padStart(5)} times, ${microseconds.toFixed(1)} µs\n`,
  );
}

function median(list: number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
}
