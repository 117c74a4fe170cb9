// The page as people have it: the Go program serves it under its strict policy. A test fails at
// its end if the browser had anything to complain about.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Description, Explanation } from "@claimsmith/engine";
import type { PreviewState } from "@claimsmith/preview";
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from "playwright-core";
import { test as base, expect, inject } from "vitest";
import { launch, serve } from "../chromium.js";
import { startPreview, startServer } from "../program.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The static site, which is built without the Go program. */
export const site = join(root, "web/page/dist");

/** What a preview starts with: the flags of `claimsmith preview`, with the files' texts. */
export interface Start {
  config?: string;
  session?: string;
  audience?: readonly string[];
  flags?: readonly string[];
  /** Whether there is a file for Save to write into; there is one where there are inputs. */
  write?: boolean;
}

/** A server of the page. Whoever started it closes it. */
export interface Server {
  /** Ends in a slash. */
  url: string;
  close(): Promise<void>;
}

/** The command line, built from this very tree, with files to give to it. */
export class Program {
  readonly #path = inject("program");
  readonly #folder: string;
  #files = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async begin(): Promise<Program> {
    const embedded = await readdir(join(root, "host/cmd/preview/site/assets")).catch(() => []);
    if (!embedded.some((name) => name.startsWith("index-")) || !existsSync(join(site, "sw.js")))
      throw new Error("The page is not built: run `npm run build` and `build:embedded` in web/.");
    return new Program(await mkdtemp(join(tmpdir(), "claimsmith-page-")));
  }

  /** Writes a text into a file of its own and returns its place. */
  async file(text: string): Promise<string> {
    const place = join(this.#folder, `${++this.#files}.json`);
    await writeFile(place, text);
    return place;
  }

  /** Runs a command to its end, whatever its exit status. */
  run(...args: string[]): ReturnType<typeof execute> {
    return execute(this.#path, args);
  }

  /** What the engine explains of a state, on the command line. */
  async explain({ config, session, audience }: PreviewState): Promise<Explanation> {
    const files = [await this.file(config), await this.file(session)] as const;
    const audiences = audience.flatMap((each) => ["--audience", each]);
    const inputs = ["--config", files[0], "--session", files[1], ...audiences];
    return JSON.parse((await this.run("explain", ...inputs)).stdout);
  }

  /** The policy's tables and sentences. */
  async describe(): Promise<Description> {
    return JSON.parse((await this.run("describe")).stdout);
  }

  /** Serves the page until it is closed. */
  async serve({
    config,
    session,
    audience = [],
    flags = [],
    write = config !== undefined || session !== undefined,
  }: Start): Promise<Server> {
    const args = [...flags];
    if (write) args.push("--write", this.newFile("saved.json"));
    if (config !== undefined) args.push("--config", await this.file(config));
    if (session !== undefined) args.push("--session", await this.file(session));
    for (const each of audience) args.push("--audience", each);
    return startPreview(this.#path, ...args);
  }

  /** Serves documents and the page from a database until it is closed. */
  serveDocuments(database: string, ...flags: string[]): Promise<Server> {
    // Browsers keep connections that they never use, and nothing else is under way at the end.
    const grace = ["--shutdown-grace", "100ms"];
    return startServer(this.#path, "--database", database, ...grace, ...flags);
  }

  /** The place of a file that is not there yet. */
  newFile(name: string): string {
    return join(this.#folder, `${++this.#files}-${name}`);
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }
}

/** Runs a program at the root of the repository to its end, whatever its exit status. */
function execute(
  file: string,
  args: readonly string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, maxBuffer: 1 << 26 };
    const { exitCode } = execFile(file, args, options, (error, stdout, stderr) => {
      if (error && typeof error.code !== "number") reject(error);
      else resolve({ code: Number(error?.code ?? exitCode ?? 0), stdout, stderr });
    });
  });
}

export type Token = "Access token" | "ID token" | "SAML attributes";

/** A page that is open, with the names by which people find what is on it. */
export class Visit {
  readonly page: Page;
  readonly url: string;
  /** What the browser complained about. A test that expects some of it takes it out. */
  readonly complaints: string[];

  constructor(page: Page, url: string, complaints: string[]) {
    this.page = page;
    this.url = url;
    this.complaints = complaints;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  get config(): Locator {
    return this.page.getByRole("region", { name: "Config", exact: true });
  }

  get session(): Locator {
    return this.page.getByRole("region", { name: "Sample session" });
  }

  get request(): Locator {
    return this.page.getByRole("region", { name: "Tenant", exact: true });
  }

  get result(): Locator {
    return this.page.getByRole("region", { name: "Result" });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  tab(name: string): Locator {
    return this.page.getByRole("tab", { name });
  }

  group(token: Token): Locator {
    return this.page.getByRole("group", { name: `${token} mappings` });
  }

  /** The rows of a token's table, in order. */
  rows(token: Token = "Access token"): Locator {
    return this.group(token).getByRole("group", { name: /^Mapping \d+:/ });
  }

  /** One row, counted from 1 as the page does. */
  row(index: number, token: Token = "Access token"): Locator {
    return this.rows(token).nth(index - 1);
  }

  name(index: number, token: Token = "Access token"): Locator {
    return this.row(index, token).getByRole("textbox");
  }

  expression(index: number, token: Token = "Access token"): Locator {
    return this.row(index, token).getByRole("combobox");
  }

  async names(token: Token = "Access token"): Promise<string[]> {
    const fields = this.rows(token).getByRole("textbox");
    return fields.evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value));
  }

  /** Shows the token in one of its views, if it is not shown in it. */
  async showTokenAs(view: "Claims" | "JSON" | "JWT" | "Attributes"): Promise<void> {
    const views = this.page.getByRole("group", { name: "Show the token as" });
    const button = views.getByRole("button", { name: view, exact: true });
    // The focus stays where it is.
    if ((await button.getAttribute("aria-pressed")) === "false")
      await button.evaluate((element: HTMLElement) => element.click());
  }

  /** The text of a payload, as it is shown. */
  async payload(): Promise<string> {
    if ((await this.page.getByLabel("Payload").count()) === 0) await this.showTokenAs("JSON");
    return (await this.page.getByLabel("Payload").locator("> span").allTextContents()).join("\n");
  }

  /** The claims of the token that is shown; those of the provider too. */
  async claims(): Promise<{ [name: string]: unknown }> {
    return JSON.parse(await this.payload());
  }

  /** The entries about missing claims of one name. */
  missing(claim: string): Locator {
    const name = this.page.locator(".name > code").getByText(claim, { exact: true });
    return this.page.locator(".missing > li").filter({ has: name });
  }

  /** The editor of a JSON text, once it has come to its second stage. */
  async editor(input: "config" | "session"): Promise<Locator> {
    if (input === "config")
      await this.config.getByRole("button", { name: "JSON", exact: true }).click();
    const label = input === "config" ? "Config as JSON" : "Sample session as JSON";
    const editor = this.page.getByRole("textbox", { name: label });
    await editor.focus();
    await eventually(() => editor.getAttribute("contenteditable")).toBe("true");
    return editor;
  }

  /** Pastes a text in the place of all that an editor or a field has. */
  async paste(field: Locator, text: string): Promise<void> {
    await this.page.evaluate((all) => navigator.clipboard.writeText(all), text);
    await field.focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.press("ControlOrMeta+V");
  }

  /** The state, as the element's property has it: every byte. */
  state(): Promise<PreviewState> {
    return this.page.locator("claims-preview").evaluate((preview) => {
      if (!("state" in preview)) throw new Error("The element is not defined.");
      return preview.state as PreviewState;
    });
  }

  /** What was copied last. */
  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Presses Tab until the focus is on an element, as somebody without a pointer must. */
  async tabTo(wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    for (let presses = 0; presses < 150; presses++) {
      if (await hasFocus(wanted)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`Tab never comes to ${wanted}.`);
  }
}

/** Whether an element has the focus in its own tree. */
export function hasFocus(element: Locator): Promise<boolean> {
  return element.evaluate((node) => {
    const tree = node.getRootNode();
    return (tree instanceof Document || tree instanceof ShadowRoot) && tree.activeElement === node;
  });
}

const asSeen = (content: string) => content.replace(/\s+/g, " ").trim();

/** The text of an element, with its white space as people see it. */
export async function text(element: Locator): Promise<string> {
  return asSeen((await element.textContent()) ?? "");
}

/** The texts of all elements that there are, read at once: one that goes away holds nothing up. */
export async function texts(elements: Locator): Promise<string[]> {
  return (await elements.allTextContents()).map(asSeen);
}

/** Asks again until what is read is as it should be. */
export const eventually: typeof expect.poll = (read) => expect.poll(read, { timeout: 15_000 });

export interface Opening extends Start {
  /** A server that is already there, or an address with a link's fragment. */
  url?: string;
  /** For a page in a context that is already there. */
  context?: BrowserContext;
  /** What the browser of this visit is like. */
  browser?: BrowserContextOptions;
  /** Whether the page may use the clipboard, as a browser grants it after a click. */
  clipboard?: boolean;
  /** Changes the browser before the page loads. */
  prepare?: (context: BrowserContext) => Promise<unknown>;
}

/** Serves a folder, or what a handler answers, until the test ends. The URL ends without a slash. */
export type Serving = (content: string | RequestListener) => Promise<string>;

export type Open = (opening?: Opening) => Promise<Visit>;

/** Watches all that a context does, and writes down what should not be. */
function watch(context: BrowserContext, origin: string): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type()))
      complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(`error: ${error.error()}`));
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    if (why === "net::ERR_ABORTED") return; // the page was left before it came
    complaints.push(`failed: ${request.url()} ${why}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  context.on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (
      asked !== origin &&
      !["data:", "blob:"].includes(protocol) &&
      request.url() !== "about:blank"
    )
      complaints.push(`another origin: ${request.url()}`);
  });
  return complaints;
}

/** Every test has a browser, the program, and a way to open the page with either. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what is needed.
  .extend("program", { scope: "file" }, async ({}, { onCleanup }) => {
    const program = await Program.begin();
    onCleanup(() => program.close());
    return program;
  })
  // biome-ignore lint/correctness/noEmptyPattern: the same.
  .extend("browser", { scope: "file" }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await launch();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("policy", { scope: "file" }, ({ program }) => program.describe())
  .extend("serving", async ({ browser }, { onCleanup }): Promise<Serving> => {
    const closing: (() => Promise<void>)[] = [];
    onCleanup(async () => {
      // A page that is still open would miss its server.
      for (const context of browser.contexts()) await context.close();
      for (const close of closing) await close();
    });
    return async (content) => {
      const { url, close } = await serve(content);
      closing.push(close);
      return url;
    };
  })
  .extend("open", async ({ browser, program }, { onCleanup }): Promise<Open> => {
    const visits: Visit[] = [];
    const closing: (() => Promise<void>)[] = [];
    onCleanup(async () => {
      const complaints = visits.flatMap((visit) => visit.complaints);
      for (const close of closing.reverse()) await close();
      expect(complaints, "what the browser complained about").toEqual([]);
    });
    return async (opening = {}) => {
      let { url, context } = opening;
      if (url === undefined) {
        const server = await program.serve(opening);
        closing.push(server.close);
        url = server.url;
      }
      const { origin } = new URL(url);
      if (!context) {
        context = await browser.newContext({
          viewport: { width: 1280, height: 900 },
          ...opening.browser,
        });
        const made = context;
        closing.push(() => made.close());
        context.setDefaultTimeout(15_000);
        if (opening.clipboard !== false)
          await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
        // A violation of the page's policy need not be an error that anybody sees.
        await context.addInitScript(() => {
          addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
            throw new Error(`The policy forbids ${violatedDirective} ${blockedURI}`);
          });
        });
        await opening.prepare?.(context);
      }
      const complaints = watch(context, origin);
      const page = await context.newPage();
      await page.goto(url);
      const visit = new Visit(page, url, complaints);
      visits.push(visit);
      await eventually(() => page.getByText(/module [0-9a-f]{12}/).count()).toBeGreaterThan(0);
      return visit;
    };
  });
