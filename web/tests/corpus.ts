import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inject } from "vitest";

/** A call of the module with its inputs and what the Go host got from it. */
export interface Line {
  name: string;
  function: "evaluate" | "explain" | "validate";
  /** In base64, the arguments of the function in their order. */
  inputs: string[];
  ok: boolean;
  /** The module's own bytes. */
  text: string;
}

/** Has the Go host run all vectors and returns what it wrote. */
export async function corpus(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-corpus-"));
  try {
    const passed = await runVectors(folder);
    const lines: Line[] = [];
    for (const file of await readdir(folder)) {
      const written = await readFile(join(folder, file), "utf8");
      lines.push(...written.trimEnd().split("\n").map(read));
    }
    if (lines.length !== 3 * passed) {
      throw new Error(`Go ran ${passed} vectors and wrote ${lines.length} lines, not 3 for each.`);
    }
    return lines;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Returns the number of vectors, all of which have passed. */
async function runVectors(results: string): Promise<number> {
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const vectors = ["testdata/vectors", "testdata/hostile"];
  const args = ["test", "--write-results", results, ...vectors];
  const { stdout } = await promisify(execFile)(inject("program"), args, { cwd });
  const [, passed] = /^(\d+) passed, 0 failed$/m.exec(stdout) ?? [];
  if (!passed) throw new Error(`The Go host does not run its vectors: it reports ${stdout}`);
  return Number(passed);
}

function read(line: string): Line {
  const { name, function: called, config, session, audience, ok } = JSON.parse(line);
  const inputs = called === "validate" ? [config] : [config, session, audience];
  // Not parsed and written anew, which would change it.
  const text = line.slice(line.indexOf('"text":') + '"text":'.length, -1);
  return { name, function: called, inputs, ok, text };
}
