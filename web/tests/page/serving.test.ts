// The page from other servers than the program: any static host, any path, none at all.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { test as base, eventually, site, type Visit } from "./harness.js";

const TYPES: { [extension: string]: string } = {
  css: "text/css",
  html: "text/html",
  js: "text/javascript",
  json: "application/json",
  svg: "image/svg+xml",
  txt: "text/plain",
  wasm: "application/wasm",
};

/** A static host of one folder below a path, with headers of its own. */
class Host {
  readonly folder: string;
  readonly asked: string[] = [];
  headers: { [name: string]: string } = {};
  missing: string | undefined;
  url = "";

  constructor(folder: string) {
    this.folder = folder;
  }

  readonly answer: RequestListener = async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://loopback");
    this.asked.push(pathname);
    const name = pathname.replace(/^\/some\/path\//, "") || "index.html";
    const file =
      name === this.missing
        ? undefined
        : await readFile(join(this.folder, name)).catch(() => undefined);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, ...this.headers }).end(file);
  };
}

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:";

const test = base.extend("host", async ({ serving }, { onCleanup }): Promise<Host> => {
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-site-"));
  await cp(site, folder, { recursive: true });
  const host = new Host(folder);
  host.url = `${await serving(host.answer)}/some/path/`;
  onCleanup(() => rm(folder, { recursive: true }));
  return host;
});

/** Waits until the site is kept for visits without a network, and is in charge. */
async function kept(visit: Visit): Promise<void> {
  await eventually(() =>
    visit.page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      return active?.state === "activated" && navigator.serviceWorker.controller !== null;
    }),
  ).toBe(true);
}

describe("the static site", () => {
  test("works below a path, under a strict policy", async ({ open, host }) => {
    host.headers = { "content-security-policy": `${POLICY}; worker-src 'self'` };
    const visit = await open({ url: host.url });
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    await visit.name(1).fill("land");
    await eventually(() => visit.claims()).toMatchObject({ land: "Spain" });
    expect(await visit.page.getByText(/on the page/).count()).toBe(0);
    expect(host.asked.filter((path) => !path.startsWith("/some/path/"))).toEqual([]);
    const licences = await visit.page
      .getByRole("link", { name: "Licences" })
      .evaluate((link) =>
        fetch((link as HTMLAnchorElement).href).then((response) => response.text()),
      );
    expect(licences).toMatch(/^lit \d/m);
  });

  test("works where its policy allows no worker", async ({ open, host }) => {
    host.headers = { "content-security-policy": `${POLICY}; worker-src 'none'` };
    const visit = await open({
      url: host.url,
      prepare: (context) =>
        context.addInitScript(() => {
          // What is refused is said in the console; here that is what is tried.
          addEventListener("securitypolicyviolation", (event) => event.stopImmediatePropagation(), {
            capture: true,
          });
        }),
    });
    await eventually(() => visit.page.getByText(/module [0-9a-f]{12} on the page/).count()).toBe(1);
    await visit.name(1).fill("land");
    await eventually(() => visit.claims()).toMatchObject({ land: "Spain" });
    const others = visit.complaints.filter((complaint) => !/worker|Worker/.test(complaint));
    expect(others).toEqual([]);
    visit.complaints.length = 0;
  });

  test("works without a network after the first visit, with all that it has", async ({
    open,
    host,
  }) => {
    const visit = await open({ url: host.url });
    await kept(visit);
    await visit.name(1).fill("land");
    await eventually(() => visit.claims()).toMatchObject({ land: "Spain" });
    await visit.context.setOffline(true);
    visit.complaints.length = 0;
    await visit.page.reload();
    await eventually(() => visit.claims().catch(() => undefined)).toMatchObject({ land: "Spain" });
    await visit.name(1).fill("country");
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    await visit.editor("config"); // what is loaded late is there, too
    // The failed attempts to find something newer are what is expected here.
    const others = visit.complaints.filter(
      (complaint) => !complaint.includes("ERR_INTERNET_DISCONNECTED"),
    );
    expect(others).toEqual([]);
    visit.complaints.length = 0;
  });

  test("takes a new version when there is one, and forgets the old", async ({ open, host }) => {
    const visit = await open({ url: host.url });
    await kept(visit);
    const versions = () => visit.page.evaluate(() => caches.keys());
    const [old = ""] = await versions();
    const script = await readFile(join(host.folder, "sw.js"), "utf8");
    await writeFile(join(host.folder, "sw.js"), script.replace(/VERSION="\w+"/, 'VERSION="newer"'));
    const page = await readFile(join(host.folder, "index.html"), "utf8");
    await writeFile(
      join(host.folder, "index.html"),
      page.replace("<h1>claimsmith", "<h1>claimsmith 2"),
    );
    await visit.page.reload();
    await eventually(() => visit.page.getByRole("heading", { name: "claimsmith 2" }).count()).toBe(
      1,
    );
    await eventually(versions).toEqual([old.replace(/\w+$/, "newer")]);
  });
});

describe("a page whose parts are missing says so", () => {
  test("the module", async ({ open, host, browser }) => {
    host.missing = "assets/claims.wasm";
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(host.url);
    await eventually(() =>
      page.getByText(/The engine did not answer\..*status 404/).count(),
    ).toBeGreaterThan(0);
    await page.getByRole("textbox", { name: "Audience 1" }).fill("typed");
    await eventually(() => page.getByRole("textbox", { name: "Audience 1" }).inputValue()).toBe(
      "typed",
    );
    await context.close();
    host.missing = undefined;
    const visit = await open({ url: host.url });
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
  });

  test("what it starts with", async ({ host, browser }) => {
    host.missing = "start.json";
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(host.url);
    await eventually(() => page.getByText(/The page could not start\..*404/).count()).toBe(1);
    await context.close();
  });
});

test("the program's answers allow nothing but the page's own", async ({ open }) => {
  const visit = await open();
  const policy = await visit.page.evaluate(async () => {
    const response = await fetch(location.href);
    return response.headers.get("content-security-policy") ?? "";
  });
  const directives = new Map(
    policy.split("; ").map((directive): [string, string] => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources.join(" ")];
    }),
  );
  expect(directives.get("default-src")).toBe("'none'");
  expect(directives.get("script-src")).toBe("'self' 'wasm-unsafe-eval'");
  expect(policy).not.toContain("unsafe-inline");
  // The browser holds the page to it.
  const ran = await visit.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.inline = true";
    try {
      document.head.append(script);
    } catch {}
    return "inline" in globalThis;
  });
  expect(ran).toBe(false);
  await eventually(() => visit.complaints.length).toBeGreaterThan(0);
  expect(visit.complaints.filter((complaint) => !/script-src/.test(complaint))).toEqual([]);
  visit.complaints.length = 0;
});
