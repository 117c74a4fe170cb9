// Runs the bench of every embedding, and prints a table in Markdown: node table.mjs [ROUNDS]
//
// The machine's speed wanders, so the programs take turns, and the ratios are of times in one round.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const inputs = mkdtempSync(join(tmpdir(), "claimsmith-"));
for (const name of ["config.json", "session.json"]) {
  copyFileSync(here(`../../../testdata/examples/${name}`), join(inputs, name));
}
writeFileSync(join(inputs, "audience.json"), '"https://api.shop.example"');

const wazero = join(inputs, "wazero");
execFileSync("go", ["build", "-o", wazero, "./abi/embed/bench/wazero"], { cwd: here("../../..") });
const programs = [
  [wazero],
  [process.execPath, here("node.mjs")],
  ...["python", "rust", "java", "c"].map((language) => [here(`../${language}/bench.sh`)]),
];

const runtimes = new Map();
for (let round = Number(process.argv[2] ?? 3); round > 0; round--) {
  let first;
  for (const [program, ...args] of programs) {
    const lines = execFileSync(program, [...args, inputs], { encoding: "utf8" }).trim().split("\n");
    for (const line of lines) {
      const { runtime, ...row } = JSON.parse(line);
      first ??= row.evaluate_us;
      const rows = runtimes.get(runtime) ?? [];
      rows.push({ ...row, ratio: row.evaluate_us / first });
      runtimes.set(runtime, rows);
    }
  }
}
rmSync(inputs, { recursive: true });

function median(rows, column) {
  const values = rows.map((row) => row[column]).sort((a, b) => a - b);
  return values[values.length >> 1];
}
const digits = (value) => Number(value.toPrecision(2)).toString();
console.log("| runtime | cold start | one evaluation, to wazero | an instance |");
console.log("| --- | --- | --- | --- |");
for (const [runtime, rows] of runtimes) {
  const [cold, ratio, memory] = ["cold_start_ms", "ratio", "instance_kib"].map((column) =>
    digits(median(rows, column)),
  );
  console.log(`| ${runtime} | ${cold} ms | ${ratio} | ${memory} KiB |`);
}
