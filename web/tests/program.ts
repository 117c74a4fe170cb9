// The Go program that serves the page, built once and started as often as needed.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the command line into a folder of its own. */
export function buildProgram(): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "claimsmith-"));
  const path = join(folder, "claimsmith");
  execFileSync("go", ["build", "-o", path, "./host/cmd/claimsmith"], {
    cwd: ROOT,
    stdio: "inherit",
  });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts `claimsmith preview` and waits for its address. */
export async function startPreview(
  path: string,
  ...flags: string[]
): Promise<{ url: string; close: () => Promise<void> }> {
  const child = spawn(path, ["preview", "--addr", "127.0.0.1:0", ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => reject(new Error(`claimsmith preview ended with ${status}.`)));
    createInterface({ input: child.stdout }).once("line", (line) => {
      resolve(line.replace(/^preview at /, ""));
    });
  });
  return { url, close: () => stop(child) };
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
