// The main job in each engine, by keyboard alone, and the parts of the page in which engines differ.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test as base, describe, expect, vi } from "vitest";
import { Program } from "../page/harness.js";
import { type Driver, ENGINES, type Engine, start } from "./driver.js";

const CONFIG = `{ "access_token": { "custom_claim_mappings": [
  { "name": "country", "expression": "anonymous_session.metadata.country" },
  { "name": "language", "expression": "anonymous_session.metadata.langauge" }
] } }
`;
const SESSION =
  '{ "user_id": "anon|1", "metadata": { "country": "Spain", "language": "es-ES" } }\n';
const AUDIENCE = "https://api.shop.example";

// Each key is a request to another program.
vi.setConfig({ testTimeout: 240_000 });

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What the tests need to find things behind the element's shadow. */
const FIND = `(() => {
  Object.defineProperty(globalThis, "preview", {
    get: () => document.querySelector("claims-preview"),
    configurable: true,
  });
  globalThis.all = (selector) => [...(preview?.shadowRoot?.querySelectorAll(selector) ?? [])];
  globalThis.one = (selector) => preview?.shadowRoot?.querySelector(selector) ?? null;
  globalThis.words = (selector) => one(selector)?.textContent.replace(/\\s+/g, " ").trim() ?? "";
  globalThis.buttonOf = (selector, name) =>
    all(selector + " button").find((button) => button.textContent.trim() === name);
  globalThis.focused = () => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at;
  };
  return true;
})()`;

class Page {
  readonly driver: Driver;
  readonly url: string;

  constructor(driver: Driver, url: string) {
    this.driver = driver;
    this.url = url;
  }

  /** Opens the page as if nobody had been there before. */
  async open(): Promise<void> {
    await this.driver.goto(this.url);
    await this.driver.run("(sessionStorage.clear(), true)");
    await this.follow("");
  }

  async follow(fragment: string): Promise<void> {
    await this.driver.goto("about:blank");
    await this.driver.goto(this.url + fragment);
    await this.find();
  }

  /** Waits until the first verdict is there. */
  async find(): Promise<void> {
    await this.driver.run(FIND);
    await this.until(`words(".headline")`).not.toBe("");
  }

  until(expression: string) {
    return expect.poll(() => this.driver.run<unknown>(expression), { timeout: 60_000 });
  }

  /** Presses Tab until something has the focus, as somebody without a pointer must. */
  async tabTo(element: string, ...held: "Shift"[]): Promise<void> {
    for (let presses = 0; presses < 150; presses++) {
      if (await this.driver.run(`focused() !== null && focused() === (${element})`)) return;
      await this.driver.press("Tab", ...held);
    }
    throw new Error(`Tab never comes to ${element}.`);
  }
}

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what is needed.
  .extend("program", { scope: "file" }, async ({}, { onCleanup }) => {
    const program = await Program.begin();
    onCleanup(() => program.close());
    return program;
  })
  .extend("engines", { scope: "file" }, async ({ program }, { onCleanup }) => {
    const pages = new Map<Engine, Promise<Page>>();
    const closing: (() => Promise<void>)[] = [];
    onCleanup(async () => {
      for (const close of closing.reverse()) await close();
    });
    const begin = async (engine: Engine): Promise<Page> => {
      const server = await program.serve({
        config: CONFIG,
        session: SESSION,
        audience: [AUDIENCE],
      });
      closing.push(server.close);
      const driver = await start(engine);
      closing.push(driver.close);
      return new Page(driver, server.url);
    };
    return (engine: Engine): Promise<Page> => {
      const page = pages.get(engine) ?? begin(engine);
      pages.set(engine, page);
      return page;
    };
  });

describe.for(ENGINES)("in %s", (engine) => {
  test("the whole job is done by keyboard alone", async ({ engines }) => {
    const page = await engines(engine);
    const { driver } = page;
    await page.open();
    await page.until(`words(".headline")`).toBe("1 of 2 mapped claims are in the access token");
    // A fix where the claim is missing.
    await page.tabTo(`buttonOf('[data-row="1"]', "Use metadata.language")`);
    await driver.press("Enter");
    await page.until(`words(".headline")`).toBe("2 of 2 mapped claims are in the access token");
    // A mapping of one's own, its expression from the list.
    await page.tabTo(`one('[data-add="access_token"]')`);
    await driver.press("Enter");
    await page.until(`focused() === one('[data-row="2"] .name input')`).toBe(true);
    await driver.type("visitor");
    await driver.press("Tab");
    await driver.type("user_id");
    await page.until(`all('[role="option"]').length`).toBeGreaterThan(0);
    await driver.press("ArrowDown");
    await driver.press("Enter");
    await page.until(`words('[data-row="2"] .here')`).toBe('"anon|1"');
    // The token's other views, by the arrow keys' and Tab's own order.
    await page.tabTo(`buttonOf(".token-head", "JSON")`);
    await driver.press("Enter");
    await page.until(`words(".payload")`).toContain('"visitor": "anon|1"');
    await driver.press("z", "Control");
    await page.until(`preview.state.config.includes("user_id")`).toBe(false);
    await driver.press("z", "Control", "Shift");
    await page.until(`preview.state.config.includes("user_id")`).toBe(true);
    await page.until(`buttonOf(".toolbar", "Save").getAttribute("aria-disabled")`).toBe("false");
    await driver.press("s", "Control");
    await page.until(`document.querySelector("#notice").textContent`).toMatch(/^Saved in /);
    await page.until(`preview.state.saved === preview.state.config`).toBe(true);
  });

  test("the editor marks what is wrong, with a wavy line", async ({ engines }) => {
    const page = await engines(engine);
    await page.open();
    await page.driver.run(`buttonOf(".toolbar", "JSON").click()`);
    await page.until(`one("#config-editor .cm-content") !== null`).toBe(true);
    await page.driver.run(
      `(preview.state = { ...preview.state, config: '{ "access_token": 5 }' }, true)`,
    );
    await page.until(`words(".cm-lintRange-error")`).toBe("5");
    const line = await page.driver.run(`(() => {
      const style = getComputedStyle(one(".cm-lintRange-error"));
      const of = (name) => style.getPropertyValue(name) || style.getPropertyValue("-webkit-" + name);
      return [of("text-decoration-line"), of("text-decoration-style")];
    })()`);
    expect(line).toEqual(["underline", "wavy"]);
    // Typing goes through CodeMirror in each engine.
    await page.driver.run(`(one("#session-editor .cm-content").focus(), true)`);
    await page.driver.press("a", "Control");
    await page.driver.type("x");
    await page.until(`preview.state.session`).toBe("x");
  });

  test("a link brings everything back, and the worker answers", async ({ engines }) => {
    const page = await engines(engine);
    await page.open();
    await page.driver.run(
      `(preview.replace({ ...preview.state, audience: ["https://é.example"] }), true)`,
    );
    const link = await page.driver.run<string>(`(async () => {
      document.querySelector("#link").click();
      for (let i = 0; i < 50 && !document.querySelector("#notice").textContent; i++)
        await new Promise((resolve) => setTimeout(resolve, 100));
      return location.hash || navigator.clipboard.readText().then((text) => new URL(text).hash, () => "");
    })()`);
    // Where the page may use the clipboard, and this test may not read it, there is nothing to follow.
    if (link !== "") {
      await page.follow(link);
      await page.until(`preview.state.audience`).toEqual(["https://é.example"]);
    }
    await page.until(`words(".request").includes("on the page")`).toBe(false);
    await page
      .until(`performance.getEntriesByType("resource").some(({ name }) => /worker/.test(name))`)
      .toBe(true);
  });

  test.for([
    ["at first", "true"],
    ["with a token as JSON", `buttonOf(".token-head", "JSON").click()`],
    ["with a token as JWT", `buttonOf(".token-head", "JWT").click()`],
    ["with a real token", `one("#tab-real").click()`],
    ["with changes", `one("#tab-changes").click()`],
    ["with scenarios", `buttonOf(".scenarios", "+ Keep this one").click()`],
    [
      "with a broken row",
      `preview.state = { ...preview.state, config: preview.state.config.replace("country", "sub") }`,
    ],
  ] as const)("nothing is against the rules %s", async ([, act], { engines }) => {
    const page = await engines(engine);
    await page.open();
    await page.driver.run(`(${act}, true)`);
    await page.driver.run(`preview.updateComplete.then(() => true)`);
    await page.driver.run(`(() => { ${axe}; return true; })()`);
    const found = await page.driver.run<string[]>(`(async () => {
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
      const { violations, passes } = await axe.run({ runOnly: tags });
      if (passes.length < 5) return ["nothing was looked at"];
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + " " + JSON.stringify(target)));
    })()`);
    expect(found).toEqual([]);
  });
});
