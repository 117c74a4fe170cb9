// <claims-preview> in other people's pages, from the package as it is published.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { ClaimsPreviewElement } from "@claimsmith/preview";
import { publint } from "publint";
import { build as vite } from "vite";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { eventually, hasFocus, type Serving, test, type Visit } from "./page/harness.js";

const run = promisify(execFile);
const web = fileURLToPath(new URL("..", import.meta.url));

const CONFIG = `{ "access_token": { "custom_claim_mappings": [
  { "name": "country", "expression": "anonymous_session.metadata.country" }
] } }`;
const SESSION = '{ "user_id": "anon|1", "metadata": { "country": "Spain" } }';

let project: string;
let tarball: string;

beforeAll(async () => {
  project = await realpath(await mkdtemp(join(tmpdir(), "claimsmith-element-")));
  await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", project];
  const { stdout } = await run("npm", pack, { cwd: join(web, "preview") });
  tarball = join(project, JSON.parse(stdout)[0].filename);
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: project });
});

afterAll(() => rm(project, { recursive: true }));

const published = () => join(project, "node_modules/@claimsmith/preview");

interface Site {
  url: string;
  /** The paths that were asked for. */
  asked: string[];
}

/** Serves a page of somebody, and the package's files below /vendor/. */
async function site(
  html: string,
  serving: Serving,
  { headers = {}, missing = [] }: { headers?: object; missing?: string[] } = {},
): Promise<Site> {
  const asked: string[] = [];
  const answer: RequestListener = async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://loopback");
    asked.push(pathname);
    if (pathname === "/") {
      const head =
        '<!doctype html><html lang="en"><title>Dashboard</title><link rel="icon" href="data:,">';
      response.writeHead(200, { "content-type": "text/html", ...headers }).end(head + html);
      return;
    }
    const name = pathname.replace(/^\/vendor\//, "");
    const file = await readFile(join(published(), "dist", name)).catch(() => undefined);
    if (!file || missing.includes(name)) {
      response.writeHead(404).end();
      return;
    }
    const type = name.endsWith(".wasm") ? "application/wasm" : "text/javascript";
    response.writeHead(200, { "content-type": type, ...headers }).end(file);
  };
  return { url: `${await serving(answer)}/`, asked };
}

const SCRIPT = '<script type="module" src="/vendor/claims-preview.js"></script>';
const ELEMENT = `<claims-preview config='${CONFIG}' session='${SESSION}' audience="orders"></claims-preview>`;

/** Runs in the page with its element. */
function on<Result, Given = undefined>(
  visit: Visit,
  what: (preview: ClaimsPreviewElement, given: Given) => Result,
  given?: Given,
): Promise<Awaited<Result>> {
  const preview = visit.page.locator("claims-preview").first();
  return preview.evaluate(what as never, given) as Promise<Awaited<Result>>;
}

/** What TypeScript says to a program of the project: nothing if all is well. */
async function compiled(program: string, ...more: string[]): Promise<string> {
  const options = "--strict --noEmit --module esnext --moduleResolution bundler --target es2022";
  const args = [...options.split(" "), "--lib", "es2022,dom", ...more, program];
  const tsc = run(join(web, "node_modules/.bin/tsc"), args, { cwd: project });
  return (await tsc.catch(({ stdout }) => ({ stdout }))).stdout;
}

describe("the package", () => {
  test("has what it needs and nothing of the inside", async () => {
    const { stdout } = await run("tar", ["-tzf", tarball]);
    const files = stdout.trim().split("\n");
    for (const name of [
      "package.json",
      "README.md",
      "dist/LICENSE",
      "dist/licenses.txt",
      "dist/claims.wasm",
      "dist/worker.js",
      "dist/claims-preview.js",
      "dist/claims-preview.d.ts",
      "dist/react.d.ts",
    ])
      expect(files).toContain(`package/${name}`);
    expect(files.filter((name) => /src\/|test|\.map$/.test(name))).toEqual([]);
    expect((await publint({ pkgDir: published(), strict: true, pack: false })).messages).toEqual(
      [],
    );
  });

  test("has types that a strict program compiles with", async () => {
    await writeFile(
      join(project, "main.ts"),
      `import "@claimsmith/preview";
       import type { PreviewSave, PreviewState } from "@claimsmith/preview";
       const preview = document.createElement("claims-preview");
       preview.config = { any: 1 };
       preview.audience = ["a", "b"];
       const state: PreviewState = preview.state;
       preview.addEventListener("save", (event) => {
         const saved: PreviewSave = event.detail;
         preview.saved = saved.config;
       });
       preview.addEventListener("change", ({ detail }) => detail.changed satisfies boolean);
       // @ts-expect-error: an audience is no number
       preview.audience = 1;
       // @ts-expect-error: there is no such member
       state.nothing;`,
    );
    expect(await compiled("main.ts")).toBe("");
  });

  test("has types for React's JSX", async () => {
    await writeFile(
      join(project, "main.tsx"),
      `import "@claimsmith/preview/react";
       export const preview = (
         <claims-preview config={{ any: 1 }} audience={["a"]} className="wide"
           onsave={(event) => event.detail.config.length} onchange={({ detail }) => detail.changed} />
       );
       // @ts-expect-error: an audience is no number
       export const other = <claims-preview audience={1} />;`,
    );
    const types = join(web, "node_modules/@types");
    const found = ["--jsx", "react-jsx", "--typeRoots", types, "--types", "react"];
    expect(await compiled("main.tsx", ...found)).toBe("");
  });

  test("imports where there is no page, and does nothing", async () => {
    const program = `await import("@claimsmith/preview"); await import("@claimsmith/preview/react");
      console.log(typeof HTMLElement, typeof document, typeof customElements);`;
    const args = ["--input-type=module", "--eval", program];
    const { stdout } = await run(process.execPath, args, { cwd: project });
    expect(stdout).toBe("undefined undefined undefined\n");
  });

  test("works in a page that Vite bundles", async ({ open, serving }) => {
    const root = join(project, "bundled");
    await mkdir(root);
    await writeFile(
      join(root, "index.html"),
      `<!doctype html><link rel="icon" href="data:,">${ELEMENT}<script type="module">import "@claimsmith/preview";</script>`,
    );
    await vite({ root, logLevel: "error", build: { outDir: "dist" } });
    const visit = await open({ url: `${await serving(join(root, "dist"))}/` });
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain", aud: "orders" });
    expect(await visit.page.getByText(/on the page/).count()).toBe(0);
    await visit.editor("config");
  });
});

describe("properties", () => {
  test("take values, texts and what is not plain data", async ({ open, serving }) => {
    const { url } = await site(SCRIPT + ELEMENT, serving);
    const visit = await open({ url });
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain", aud: "orders" });
    expect(await on(visit, (preview) => preview.state.config)).toBe(CONFIG);
    await on(visit, (preview) => {
      preview.session = { user_id: "u", metadata: { country: "Portugal" } };
      preview.audience = ["a", "b"];
    });
    await eventually(() => visit.claims()).toMatchObject({ country: "Portugal", aud: ["a", "b"] });
    // Frameworks wrap what they hold; a worker cannot be sent such a thing.
    await on(visit, (preview) => {
      const { saved, config, session } = preview.state;
      preview.state = new Proxy({ saved, config, session, audience: new Proxy(["c"], {}) }, {});
    });
    await eventually(() => visit.claims()).toMatchObject({ aud: "c" });
    await on(visit, (preview) => {
      preview.config = undefined;
      preview.audience = null as never;
    });
    await eventually(() => visit.claims()).not.toHaveProperty("country");
  });

  test("that were set before the script came are kept", async ({ open, serving }) => {
    const early = `<claims-preview></claims-preview><script>
      const preview = document.querySelector("claims-preview");
      preview.config = ${CONFIG};
      preview.session = ${JSON.stringify(SESSION)};
      preview.audience = ["early"];</script>`;
    const { url } = await site(early + SCRIPT, serving);
    const visit = await open({ url });
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain", aud: "early" });
  });

  test("that name files elsewhere are followed, and corrected", async ({
    open,
    browser,
    serving,
  }) => {
    const moved = `<claims-preview module-url="/vendor/nowhere.wasm"></claims-preview>`;
    const { url } = await site(SCRIPT + moved, serving);
    const page = await browser.newPage();
    await page.goto(url);
    await eventually(() =>
      page.getByText(/The engine did not answer\..*nowhere.wasm/).count(),
    ).toBeGreaterThan(0);
    await page.getByRole("textbox", { name: "Audience 1" }).fill("typed");
    await page.locator("claims-preview").evaluate((preview) => {
      (preview as ClaimsPreviewElement).moduleUrl = "/vendor/claims.wasm";
    });
    await page.getByRole("group", { name: "Show the token as" }).getByText("JSON").click();
    await eventually(() => page.getByLabel("Payload").textContent()).toContain('"typed"');

    const elsewhere = `<claims-preview worker-url="/vendor/none.js" audience="a"></claims-preview>`;
    const other = await site(SCRIPT + elsewhere, serving);
    const visit = await open({ url: other.url });
    await eventually(() => visit.page.getByText(/on the page/).count()).toBe(1);
    await eventually(() => visit.claims()).toMatchObject({ aud: "a" });
    await eventually(() => other.asked.includes("/vendor/none.js")).toBe(true);
    expect(visit.complaints.filter((complaint) => !complaint.includes("none.js"))).toEqual([]);
    visit.complaints.length = 0;
  });
});

describe("events", () => {
  test("tell what changes and what is to be saved", async ({ open, serving }) => {
    const { url } = await site(SCRIPT + ELEMENT, serving);
    const visit = await open({ url });
    await on(visit, () => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      // They leave the element, so that a page hears them anywhere above.
      for (const type of ["change", "save"])
        document.addEventListener(type, (event) =>
          heard.push({ type, detail: (event as CustomEvent).detail }),
        );
    });
    const heard = () =>
      visit.page.evaluate(
        () => (globalThis as unknown as { heard: { type: string; detail: object }[] }).heard,
      );
    await visit.name(1).fill("land");
    const config = CONFIG.replace('"country"', '"land"');
    await eventually(heard).toEqual([
      {
        type: "change",
        detail: { saved: CONFIG, config, session: SESSION, audience: ["orders"], changed: true },
      },
    ]);
    await visit.button("Save").click();
    const token = "access_token";
    const effect = [
      { token, claim: "country", before: '"Spain"' },
      { token, claim: "land", after: '"Spain"' },
    ];
    await eventually(async () => (await heard()).slice(1)).toEqual([
      { type: "save", detail: { config, effect } },
      {
        type: "change",
        detail: { saved: config, config, session: SESSION, audience: ["orders"], changed: false },
      },
    ]);
  });

  test("of saving elsewhere lose nothing that is typed meanwhile", async ({ open, serving }) => {
    const { url } = await site(SCRIPT + ELEMENT, serving);
    const visit = await open({ url });
    await on(visit, (preview) => {
      preview.addEventListener("save", (event) => {
        event.preventDefault();
        Object.assign(globalThis, {
          done: () => {
            preview.saved = event.detail.config;
          },
        });
      });
    });
    await visit.name(1).fill("first");
    await visit.button("Save").click();
    await visit.name(1).fill("second");
    expect(await visit.page.getByText("Not saved", { exact: true }).count()).toBe(1);
    await visit.page.evaluate(() => (globalThis as unknown as { done(): void }).done());
    expect(await visit.names()).toEqual(["second"]);
    expect(await on(visit, (preview) => preview.saved)).toContain('"first"');
    await visit.button("Undo").click();
    await eventually(() => visit.names()).toEqual(["first"]);
    await eventually(() => visit.page.getByText("Not saved", { exact: true }).count()).toBe(0);
  });
});

describe("the engine", () => {
  test("runs on the page where no worker may be", async ({ open, serving }) => {
    const policy =
      "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'none'";
    const { url } = await site(SCRIPT + ELEMENT, serving, {
      headers: { "content-security-policy": policy },
    });
    const visit = await open({
      url,
      prepare: (context) =>
        context.addInitScript(() => {
          addEventListener("securitypolicyviolation", (event) => event.stopImmediatePropagation(), {
            capture: true,
          });
        }),
    });
    await eventually(() => visit.page.getByText(/on the page/).count()).toBe(1);
    await visit.name(1).fill("land");
    await eventually(() => visit.claims()).toMatchObject({ land: "Spain" });
    expect(visit.complaints.filter((complaint) => !/worker/i.test(complaint))).toEqual([]);
    visit.complaints.length = 0;
  });

  test("answers on when its worker breaks down", async ({ open, serving }) => {
    const { url } = await site(SCRIPT + ELEMENT, serving);
    const visit = await open({
      url,
      prepare: (context) =>
        context.addInitScript(() => {
          const workers: Worker[] = [];
          const { Worker: Real } = globalThis;
          class Watched extends Real {
            constructor(...given: ConstructorParameters<typeof Worker>) {
              super(...given);
              workers.push(this);
            }
          }
          Object.assign(globalThis, { Worker: Watched, workers });
        }),
    });
    await eventually(() =>
      visit.page.evaluate(() => (globalThis as unknown as { workers: Worker[] }).workers.length),
    ).toBe(1);
    await visit.name(1).fill("land");
    await eventually(() => visit.claims()).toMatchObject({ land: "Spain" });
    await visit.page.evaluate(() => {
      const [worker] = (globalThis as unknown as { workers: Worker[] }).workers;
      if (!worker) throw new Error("there is no worker");
      // From now on it breaks down at every question.
      worker.postMessage = () => worker.dispatchEvent(new ErrorEvent("error", { message: "gone" }));
    });
    await visit.name(1).fill("nation");
    await eventually(() => visit.claims()).toMatchObject({ nation: "Spain" });
    await eventually(() => visit.page.getByText(/on the page/).count()).toBe(1);
  });

  test("is all that is asked for, with the editor when it is needed", async ({ open, serving }) => {
    const { url, asked } = await site(SCRIPT + ELEMENT, serving);
    const visit = await open({ url });
    await visit.editor("session");
    const kinds = asked.map((path) => path.replace(/-[\w]{8}\.js$/, ".js"));
    expect([...new Set(kinds)].sort()).toEqual([
      "/",
      "/vendor/chunk.js",
      "/vendor/claims-preview.js",
      "/vendor/claims.wasm",
      "/vendor/codemirror.js",
      "/vendor/worker.js",
    ]);
    expect(asked.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
  });

  test("ends with its element, and starts again with it", async ({ open, serving }) => {
    const { url } = await site(SCRIPT + ELEMENT, serving);
    const visit = await open({ url });
    await eventually(() => visit.page.workers().length).toBe(1);
    await on(visit, (preview) => {
      Object.assign(globalThis, { preview });
      preview.remove();
    });
    await eventually(() => visit.page.workers().length).toBe(0);
    await visit.page.evaluate(() => {
      const { preview } = globalThis as unknown as { preview: Element };
      const host = document.body.appendChild(document.createElement("div"));
      host.attachShadow({ mode: "open" }).append(preview);
    });
    await eventually(() => visit.page.workers().length).toBe(1);
    await visit.name(1).fill("land");
    await eventually(() => visit.claims()).toMatchObject({ land: "Spain" });
    await visit.button("+ Add another audience").click();
    await eventually(() => hasFocus(visit.page.getByRole("textbox", { name: "Audience 2" }))).toBe(
      true,
    );
  });
});

describe("the look", () => {
  const HOSTILE = `<style>
    * { font-size: 40px !important; letter-spacing: 9px }
    button { background: red !important; display: none }
    input { border: 9px solid lime }
  </style>`;

  test("is its own, whatever the page's, and leaves the page's alone", async ({
    open,
    serving,
  }) => {
    const { url } = await site(
      `${HOSTILE}<button id="own">Own</button>${SCRIPT}${ELEMENT}`,
      serving,
    );
    const visit = await open({ url });
    const style = await on(visit, (preview) => {
      const button = preview.shadowRoot?.querySelector("button");
      const { display, backgroundColor } = button
        ? getComputedStyle(button)
        : { display: "", backgroundColor: "" };
      return { display, backgroundColor };
    });
    expect(style.display).not.toBe("none");
    expect(style.backgroundColor).not.toBe("rgb(255, 0, 0)");
    const own = await visit.page
      .locator("#own")
      .evaluate((button) => getComputedStyle(button).display);
    expect(own).toBe("none");
    expect(
      await visit.page.evaluate(
        () => document.adoptedStyleSheets.length + document.head.querySelectorAll("style").length,
      ),
    ).toBeLessThanOrEqual(1);
  });

  test("takes a page's colours and parts", async ({ open, serving }) => {
    const themed = `<style>
      claims-preview { --cs-accent: rgb(1, 2, 3); color-scheme: dark }
      claims-preview::part(toolbar) { padding-inline-start: 77px }
    </style>`;
    const { url } = await site(themed + SCRIPT + ELEMENT, serving);
    const visit = await open({ url });
    await visit.name(1).fill("land");
    await eventually(() => visit.button("Save").getAttribute("aria-disabled")).toBe("false");
    expect(
      await visit.button("Save").evaluate((save) => getComputedStyle(save).backgroundColor),
    ).toBe("rgb(1, 2, 3)");
    const seen = await on(visit, (preview) => {
      const toolbar = preview.shadowRoot?.querySelector('[part="toolbar"]');
      return [
        toolbar && getComputedStyle(toolbar).paddingInlineStart,
        getComputedStyle(preview).color,
      ];
    });
    expect(seen).toEqual(["77px", "rgb(232, 234, 237)"]);
  });

  test("of two on one page is of each its own", async ({ open, serving }) => {
    const { url } = await site(
      `${SCRIPT}${ELEMENT}<hr><claims-preview audience="second"></claims-preview>`,
      serving,
    );
    const visit = await open({ url });
    const views = visit.page.getByRole("group", { name: "Show the token as" });
    await eventually(() => views.count()).toBe(2);
    for (const view of await views.all()) await view.getByText("JSON").click();
    const payloads = visit.page.getByLabel("Payload");
    await eventually(() => payloads.count()).toBe(2);
    await eventually(() => payloads.nth(1).textContent()).toContain('"second"');
    expect(await payloads.nth(0).textContent()).toContain('"orders"');
    await visit.page.getByRole("textbox", { name: "Audience 1" }).nth(1).fill("third");
    await eventually(() => payloads.nth(1).textContent()).toContain('"third"');
    expect(await payloads.nth(0).textContent()).toContain('"orders"');
  });
});
