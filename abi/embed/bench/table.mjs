// Runs the bench of every embedding, and prints a table in Markdown: node table.mjs [ROUNDS]
//
// The machine's speed wanders, so the programs take turns, and the ratios are of times in one round. A
// module that was compiled ahead is also compared with the same language's that is compiled at start.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const inputs = mkdtempSync(join(tmpdir(), "claimsmith-"));
process.on("exit", () => rmSync(inputs, { recursive: true }));
for (const name of ["config.json", "session.json"]) {
  copyFileSync(here(`../../../testdata/examples/${name}`), join(inputs, name));
}
writeFileSync(join(inputs, "audience.json"), '"https://api.shop.example"');

/** Runs a program, and returns what it prints. Without it there is no table, but a word of advice. */
function run(advice, program, ...args) {
  try {
    return execFileSync(program, args, { encoding: "utf8", cwd: here("../../..") });
  } catch (error) {
    console.error(`${error.message}\n${advice}`);
    process.exit(1);
  }
}

const wazero = join(inputs, "wazero");
const needsGo = "wazero's row needs Go (https://go.dev)";
run(needsGo, "go", "build", "-o", wazero, "./abi/embed/bench/wazero");
const programs = [
  [needsGo, wazero],
  ["Node's row needs ./build.sh runtimes", process.execPath, here("node.mjs")],
  ...["python", "rust", "java", "c"].map((language) => [
    `run ./build.sh embed ${language} first: it builds what is missing, or says what it is`,
    here(`../${language}/bench.sh`),
  ]),
];

const runtimes = new Map();
for (let round = Number(process.argv[2] ?? 3); round > 0; round--) {
  let first;
  for (const program of programs) {
    const printed = run(...program, inputs);
    const rows = printed.trim().split("\n").map((line) => JSON.parse(line));
    const atStart = rows.find((row) => row.compiled === "at start");
    for (const { runtime, compiled, ...row } of rows) {
      first ??= row.evaluate_us;
      const name = `| ${runtime} | ${compiled} |`;
      const found = runtimes.get(name) ?? [];
      const ahead = compiled.startsWith("ahead") && atStart;
      const start = ahead ? row.cold_start_ms / atStart.cold_start_ms : Number.NaN;
      found.push({ ...row, start, ratio: row.evaluate_us / first });
      runtimes.set(name, found);
    }
  }
}

function median(rows, column) {
  const values = rows.map((row) => row[column]).sort((a, b) => a - b);
  return values[values.length >> 1];
}
const digits = (value) => (Number.isNaN(value) ? "" : Number(value.toPrecision(2)).toString());
console.log(
  "| runtime | the module is compiled | cold start | to compiling it then | one evaluation, to wazero | an instance |",
);
console.log("| --- | --- | --- | --- | --- | --- |");
for (const [name, rows] of runtimes) {
  const [cold, start, ratio, memory] = ["cold_start_ms", "start", "ratio", "instance_kib"].map(
    (column) => digits(median(rows, column)),
  );
  console.log(`${name} ${cold} ms | ${start} | ${ratio} | ${memory} KiB |`);
}
