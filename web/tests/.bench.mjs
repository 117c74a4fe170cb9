// tests/bench.ts
import { readFileSync } from "node:fs";
import { jsonText, load } from "@claimsmith/engine";

var ROUNDS = 15;
var CALLS = 4e3;
var text = (path) =>
  readFileSync(new URL(`../../testdata/examples/${path}`, import.meta.url), "utf8");
var config = text("config.json");
var session = text("session.json");
var audience = "https://api.shop.example";
var parsed = { config: JSON.parse(config), session: JSON.parse(session) };
var bytes = {
  config: new TextEncoder().encode(config),
  session: new TextEncoder().encode(session),
};
var quoted = JSON.stringify(audience);
var engine = await load();
var policy = engine.policy(parsed.config);
var ways = {
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
var times = new Map(Object.keys(ways).map((name) => [name, []]));
var sink = 0;
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, run] of Object.entries(ways)) {
    const start = performance.now();
    for (let i = 0; i < CALLS; i++) sink += run() ? 1 : 0;
    if (round > 0) times.get(name)?.push((performance.now() - start) / CALLS);
  }
}
if (sink !== (ROUNDS + 1) * CALLS * times.size) throw new Error("A call gave nothing.");
var [base = []] = times.values();
for (const [name, list] of times) {
  const ratio = median(list.map((time, i) => time / (base[i] ?? Number.NaN)));
  const microseconds = median(list) * 1e3;
  process.stdout.write(
    `${name.padEnd(34)} ${ratio.toFixed(1).padStart(5)} times, ${microseconds.toFixed(1)} \xB5s
`,
  );
}
function median(list) {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
}
