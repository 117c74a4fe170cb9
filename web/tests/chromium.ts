import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

// The browser is the system's own: nothing is downloaded for the tests.
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts Chromium: that of the environment's CHROMIUM, or the one that is installed. */
export async function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (!executablePath || !existsSync(executablePath)) {
    throw new Error(
      `There is no Chromium at ${executablePath ?? PLACES.join(", ")}. Install it ` +
        "(Debian: apt-get install chromium), or set CHROMIUM to where it is.",
    );
  }
  const args = [
    "--no-sandbox", // containers run as root, where Chromium has no sandbox
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ];
  return chromium.launch({ executablePath, args });
}

const TYPES: { [extension: string]: string } = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Serves a folder, or what a handler answers, on loopback. The URL ends without a slash. */
export async function serve(
  content: string | RequestListener,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(typeof content === "string" ? folder(content) : content);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections(); // browsers keep them open
      }),
  };
}

/** Answers with a folder's files. A folder without an index.html has an empty page for one. */
function folder(root: string): RequestListener {
  return async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://loopback"); // no dots are left in it
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    try {
      const file = await readFile(join(root, path));
      const type = TYPES[extname(path)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(file);
    } catch {
      const empty = path === "/index.html";
      response
        .writeHead(empty ? 200 : 404, { "content-type": "text/html; charset=utf-8" })
        .end(empty ? "<!doctype html><title>Empty</title>" : "There is no such file.");
    }
  };
}

/** Answers as `folder` does, under a Content-Security-Policy. */
export function guarded(root: string, policy: string): RequestListener {
  const answer = folder(root);
  return (request, response) => {
    response.setHeader("content-security-policy", policy);
    return answer(request, response);
  };
}
