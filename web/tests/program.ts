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
  try {
    execFileSync("go", ["build", "-o", path, "./host/cmd/claimsmith"], {
      cwd: ROOT,
      stdio: "inherit",
    });
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== "ENOENT") throw cause;
    throw new Error(
      "There is no Go, whose program is what is tested. Install it: https://go.dev/dl",
    );
  }
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts `claimsmith preview` and waits for its address. */
export function startPreview(path: string, ...flags: string[]): Promise<Running> {
  return start(path, "preview", "preview at ", flags);
}

/** Starts `claimsmith serve` and waits for its address. */
export function startServer(path: string, ...flags: string[]): Promise<Running> {
  return start(path, "serve", "serving at ", [...flags, "--log-level", "error"]);
}

/** A server, and its end. */
export interface Running {
  url: string;
  close: () => Promise<void>;
}

async function start(
  path: string,
  command: string,
  announcement: string,
  flags: readonly string[],
): Promise<Running> {
  const child = spawn(path, [command, "--addr", "127.0.0.1:0", ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = ""; // which matters if it comes to nothing
  child.stderr.on("data", (data) => {
    said += data;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) =>
      reject(new Error(`claimsmith ${command} ended with ${status}. ${said}`)),
    );
    createInterface({ input: child.stdout }).once("line", (line) => {
      resolve(line.slice(announcement.length));
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
