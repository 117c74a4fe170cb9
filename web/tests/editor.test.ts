// The preview's two inputs, <claims-editor> and <claims-field>, used as people use them: in a
// shadow root, in boxes that clip, and under a strict policy for content.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { build, type Metafile } from "esbuild";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ExpressionField } from "../preview/src/editor/expression-field.js";
import type { JsonEditor } from "../preview/src/editor/json-editor.js";
import { launch, serve } from "./chromium.js";

declare global {
  interface Window {
    /** The values of all edit events. */
    edits: string[];
    /** What suggestions were asked for. */
    asked: string[];
    /** How often Escape got out of the inputs. */
    escapes: number;
  }
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
].join("; ");

const HTML = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Inputs</title>
  <link rel="stylesheet" href="page.css">
  <main><h1>Inputs</h1><div id="host"></div></main>
  <script type="module" src="page.js"></script>
</html>`;

const STYLE = `:root { color-scheme: light dark; }
body { min-height: 150vh; margin: 20px; color: light-dark(#111, #eee); background: light-dark(#fff, #101216); }`;

const PAGE = `
import { css } from "lit";
import { editorStyles } from "./json-editor.js";
import { fieldStyles } from "./expression-field.js";

// Boxes that clip even what has a fixed position.
const boxes = css\`.box { margin: 12px 0; contain: content; }\`;
const root = document.querySelector("#host").attachShadow({ mode: "open" });
root.adoptedStyleSheets = [boxes, editorStyles, fieldStyles].map((each) => each.styleSheet);
root.innerHTML = \`
  <button id="before">Before</button>
  <div class="box"><claims-editor></claims-editor></div>
  <div class="box"><claims-field id="expression"></claims-field></div>
  <div class="box"><claims-field id="name"></claims-field></div>
  <button id="after">After</button>\`;

window.edits = [];
window.asked = [];
window.escapes = 0;
root.addEventListener("edit", (event) => window.edits.push(event.detail.value));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") window.escapes++;
});

const paths = ["metadata", "metadata.country", "metadata.cart", "metadata.cart.total"];
const suggestions = [
  ...paths.map((path) => ({ value: "anonymous_session." + path, detail: "of " + path })),
  ...Array.from({ length: 80 }, (_, i) => ({ value: "user.field_" + i, detail: String(i) })),
];
const containing = (typed) =>
  suggestions.filter(({ value }) => value.toLowerCase().includes(typed.toLowerCase()));

const editor = root.querySelector("claims-editor");
editor.label = "Config";
editor.complete = (text, position) => {
  const from = text.lastIndexOf('"', position - 1) + 1;
  const options = containing(text.slice(from, position));
  return {
    from,
    to: position,
    options: options.map(({ value, detail }) => ({ label: value, detail, insert: value })),
  };
};
const expression = root.querySelector("#expression");
expression.label = "Expression";
expression.placeholder = "anonymous_session.metadata.country";
expression.monospace = true;
expression.suggest = (typed) => {
  window.asked.push(typed);
  return containing(typed);
};
root.querySelector("#name").label = "Name";
`;

const CONFIG = `{
  "name": "iss",
  "expression": "",
  "limit": 12.5,
  "strict": true
}
`;

let folder: string;
let metafile: Metafile;
let browser: Browser;
let server: Awaited<ReturnType<typeof serve>>;
/** What the browser complained about on the page of this test. */
let complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimsmith-editor-"));
  const built = await build({
    stdin: {
      contents: PAGE,
      resolveDir: fileURLToPath(new URL("../preview/src/editor", import.meta.url)),
      sourcefile: "page.js",
    },
    outdir: folder,
    entryNames: "page",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    metafile: true,
    logLevel: "warning",
  });
  metafile = built.metafile;
  server = await serve(async ({ url = "/" }, response) => {
    const answers: { [path: string]: [type: string, body: string] } = {
      "/": ["text/html", HTML],
      "/page.css": ["text/css", STYLE],
      "/favicon.ico": ["image/x-icon", ""],
    };
    const [type, body] =
      answers[url] ??
      (extname(url) === ".js"
        ? ["text/javascript", await readFile(join(folder, url), "utf8")]
        : ["text/plain", ""]);
    response.writeHead(200, { "content-type": type, "content-security-policy": POLICY }).end(body);
  });
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  expect(complaints).toEqual([]);
});

interface Inputs {
  page: Page;
  editor: Locator;
  /** What one types into: first a textarea, then CodeMirror's. */
  text: Locator;
  field: Locator;
  input: Locator;
  option: (name: string | RegExp) => Locator;
}

/** Opens the page; `route` sees it before it loads. */
async function visit(
  options: BrowserContextOptions = {},
  route: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<Inputs> {
  complaints = [];
  const context = await browser.newContext({ viewport: { width: 900, height: 720 }, ...options });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(`${error}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportError(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await route(page);
  await page.goto(server.url);
  const editor = page.locator("claims-editor");
  await setValue(editor, CONFIG);
  return {
    page,
    editor,
    text: editor.getByRole("textbox", { name: "Config" }),
    field: page.locator("#expression"),
    input: page.getByRole("combobox", { name: "Expression" }),
    option: (name) => page.getByRole("option", { name }),
  };
}

/** The page with the textarea, until CodeMirror is released. */
async function visitTextarea(): Promise<Inputs & { release: () => void }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const inputs = await visit({}, (page) =>
    page.route(isChunk, async (route) => {
      await released;
      await route.continue();
    }),
  );
  return { ...inputs, release };
}

/** The page with CodeMirror in place of the textarea. */
async function visitCodeMirror(options: BrowserContextOptions = {}): Promise<Inputs> {
  const inputs = await visit(options);
  await inputs.editor.locator(".cm-editor").waitFor();
  return inputs;
}

const isChunk = (url: URL) => url.pathname.includes("codemirror");
const editorValue = (element: Locator) => element.evaluate((e: JsonEditor) => e.value);
const setValue = (element: Locator, value: string) =>
  element.evaluate(async (e: JsonEditor, value) => {
    e.value = value;
    await e.updateComplete;
  }, value);
const editsOf = (page: Page) => page.evaluate(() => window.edits);

/** Selects `part` of the editor's value, or the place after it. */
const reveal = (editor: Locator, part: string, side: "all" | "after" = "all") =>
  editor.evaluate(
    (element: JsonEditor, [part, side]) => {
      const from = element.value.indexOf(part);
      element.reveal(side === "all" ? from : from + part.length, from + part.length);
    },
    [part, side] as const,
  );

const setProblems = (editor: Locator) =>
  editor.evaluate((element: JsonEditor) => {
    const place = (part: string) => {
      const from = element.value.indexOf(part);
      return { from, to: from + part.length };
    };
    element.problems = [
      { ...place('"limit"'), severity: "warning", message: "A mapping has no limit." },
      { ...place('"iss"'), severity: "error", message: "This name is restricted." },
    ];
  });

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe("the editor before CodeMirror", () => {
  test("loads CodeMirror lazily only", () => {
    const loaded = new Set<string>();
    const follow = (path: string) => {
      const output = metafile.outputs[path];
      for (const input of Object.keys(output?.inputs ?? {})) loaded.add(input);
      for (const { path, kind } of output?.imports ?? []) {
        if (kind === "import-statement") follow(path);
      }
    };
    follow(Object.keys(metafile.outputs).find((path) => path.endsWith("/page.js")) ?? "");
    const files = [...loaded];
    expect(files.filter((path) => path.endsWith("/json-editor.ts"))).toHaveLength(1);
    expect(files.filter((path) => /@codemirror|@lezer|codemirror\.ts/.test(path))).toEqual([]);
  });

  test("is a textarea that hands over its text, selection, focus, scroll and undo", async () => {
    const { page, editor, release } = await visitTextarea();
    const lines = Array.from({ length: 300 }, (_, i) => `${i}`).join("\n");
    await setValue(editor, lines);
    const textarea = editor.locator("textarea");
    expect(await textarea.inputValue()).toBe(lines);
    await textarea.evaluate((element: HTMLTextAreaElement) => {
      element.focus();
      element.setSelectionRange(0, 1);
    });
    await page.keyboard.type("zero");
    await textarea.evaluate((element: HTMLTextAreaElement) => {
      element.setSelectionRange(1, 3);
      element.scrollTop = 1000;
    });
    release();
    await textarea.waitFor({ state: "detached" });

    const scroller = editor.locator(".cm-scroller");
    await expect
      .poll(() => scroller.evaluate((element) => Math.abs(element.scrollTop - 1000)))
      .toBeLessThan(50);
    await page.keyboard.type("--");
    expect(await editorValue(editor)).toBe(`z--o${lines.slice(1)}`);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    expect(await editorValue(editor)).toBe(lines);
  });

  test("what was revealed in it comes into view in CodeMirror", async () => {
    const { page, editor, release } = await visitTextarea();
    // Lines of unlike height, so that the textarea can only guess.
    const lines = Array.from(
      { length: 300 },
      (_, i) => `line ${i}${i < 100 ? " and".repeat(150) : ""}`,
    );
    await setValue(editor, lines.join("\n"));
    await reveal(editor, "line 217");
    release();
    await editor.locator(".cm-editor").waitFor();
    await expect
      .poll(async () => {
        const [line, frame] = [
          await editor.getByText("line 217").boundingBox(),
          await editor.locator(".editor-frame").boundingBox(),
        ];
        if (line === null || frame === null) return false;
        return line.y > frame.y && line.y + line.height < frame.y + frame.height;
      })
      .toBe(true);
    await page.keyboard.type("here");
    expect(await editorValue(editor)).toBe(lines.join("\n").replace("line 217", "here"));
  });

  test("stays a full textarea when CodeMirror cannot be loaded", async () => {
    let failed: Promise<unknown> | undefined;
    const { page, editor, text } = await visit({}, (page) => {
      failed = page.waitForEvent("requestfailed");
      return page.route(isChunk, (route) => route.abort());
    });
    await failed;
    await expect.poll(() => complaints).toEqual(["Failed to load resource: net::ERR_FAILED"]);
    complaints = [];

    await text.click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type(" ");
    expect(await editsOf(page)).toEqual([` ${CONFIG}`]);
    await setProblems(editor);
    await editor.getByRole("button", { name: /This name is restricted/ }).click();
    await page.keyboard.type("x");
    const changed = ` ${CONFIG.replace('"iss"', "x")}`;
    expect(await editsOf(page)).toEqual([` ${CONFIG}`, changed]);
    await setValue(editor, changed.replace("12.5", "1"));
    await page.keyboard.type("y");
    expect(await editorValue(editor)).toBe(changed.replace("12.5", "1").replace("x,", "xy,"));
    expect(await findings(page)).toEqual([]);
  });
});

describe("the editor", () => {
  test("reports what the user changes, and not what is set", async () => {
    const { page, editor } = await visitCodeMirror();
    await setValue(editor, '{"a": 1}');
    await reveal(editor, "1");
    await page.keyboard.type("23");
    await page.keyboard.press("Control+z");
    expect(await editsOf(page)).toEqual(['{"a": 2}', '{"a": 23}', '{"a": 1}']);
    expect(await editorValue(editor)).toBe('{"a": 1}');
  });

  test("keeps cursor and history when the value is set from outside", async () => {
    const { page, editor } = await visitCodeMirror();
    await reveal(editor, "iss", "after");
    await page.keyboard.type("_1");
    await setValue(editor, await editorValue(editor)); // nothing changes
    await setValue(editor, CONFIG.replace("iss", "iss_1").replace("12.5", "100"));
    await page.keyboard.type("2");
    expect(await editorValue(editor)).toBe(CONFIG.replace("iss", "iss_12").replace("12.5", "100"));
    // The user's own change, the change from outside, the user's first.
    for (let i = 0; i < 3; i++) await page.keyboard.press("Control+z");
    expect(await editorValue(editor)).toBe(CONFIG);
  });

  test("keeps its history when it moves within the page, and its text when it is taken out", async () => {
    const { page, editor, text } = await visitCodeMirror();
    await reveal(editor, "12.5");
    await page.keyboard.type("7");
    await editor.evaluate((element) => element.parentElement?.parentNode?.append(element));
    await text.focus();
    await page.keyboard.press("Control+z");
    expect(await editorValue(editor)).toBe(CONFIG);

    await editor.evaluate(async (element) => {
      const parent = element.parentNode;
      element.remove();
      await Promise.resolve();
      parent?.append(element);
    });
    await editor.locator(".cm-editor").waitFor();
    await reveal(editor, "12.5");
    await page.keyboard.type("8");
    expect(await editorValue(editor)).toBe(CONFIG.replace("12.5", "8"));
    expect(await editor.locator(".cm-editor").count()).toBe(1);
  });

  test("lists problems, marks them, and goes to them by keyboard", async () => {
    const { page, editor, text } = await visitCodeMirror();
    await text.click();
    await setProblems(editor);
    const list = editor.getByRole("list", { name: "Problems: Config" });
    expect(await list.getByRole("button").allInnerTexts()).toEqual([
      expect.stringMatching(/^Error\s+This name is restricted\.\s+line 2, column 11$/),
      expect.stringMatching(/^Warning\s+A mapping has no limit\.\s+line 4, column 3$/),
    ]);
    expect(await editor.locator(".cm-lintRange-error").innerText()).toBe('"iss"');
    expect(await editor.locator(".cm-lint-marker").count()).toBe(2);
    expect(await text.getAttribute("aria-invalid")).toBe("true");
    await expect
      .poll(() => editor.getByRole("status").innerText())
      .toBe(
        "Config: 1 error, 1 warning. Line 2: This name is restricted. Line 4: A mapping has no limit.",
      );

    await page.keyboard.press("Control+Home");
    await page.keyboard.press("F8");
    const tooltip = editor.locator(".cm-tooltip-lint");
    expect(await tooltip.innerText()).toBe("This name is restricted.");
    await page.keyboard.press("F8");
    await page.keyboard.type("x"); // the second problem was selected
    expect(await editorValue(editor)).toBe(CONFIG.replace('"limit"', "x"));

    await editor.evaluate((element: JsonEditor) => {
      element.problems = [];
    });
    await list.waitFor({ state: "detached" });
    expect(await text.getAttribute("aria-invalid")).toBeNull();
    await expect.poll(() => editor.getByRole("status").innerText()).toBe("Config: no problems.");
  });

  test("marks a problem again whose text was replaced by as long a text", async () => {
    const { page, editor } = await visitCodeMirror();
    await setProblems(editor);
    await reveal(editor, '"iss"');
    await page.keyboard.press("Delete");
    await editor.evaluate((element: JsonEditor) => {
      element.value = element.value.replace('"name": ', '"name": "sub"');
      element.problems = [...element.problems];
    });
    await editor.locator(".cm-lintRange-error", { hasText: "sub" }).waitFor();
  });

  test("places problems of a text whose lines end in CRLF", async () => {
    const { page, editor } = await visitCodeMirror();
    await setValue(editor, CONFIG.replaceAll("\n", "\r\n"));
    await setProblems(editor);
    expect(await editor.locator(".cm-lintRange-error").innerText()).toBe('"iss"');
    expect(await editsOf(page)).toEqual([]);
    await reveal(editor, "12.5");
    await page.keyboard.type("3");
    expect(await editorValue(editor)).toBe(CONFIG.replace("12.5", "3"));
  });

  test("replaces all by what is typed, without a word from the policy", async () => {
    const { page, editor, text } = await visitCodeMirror();
    await text.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("[1, 2]");
    expect(await editorValue(editor)).toBe("[1, 2]");
    await page.keyboard.press("Control+a");
    await page.keyboard.type('"'); // quotes close, and go around a selection
    expect(await editorValue(editor)).toBe('"[1, 2]"');
  });

  test("can be read but not changed when it is read-only", async () => {
    const { page, editor, text } = await visitCodeMirror();
    await editor.evaluate((element: JsonEditor) => {
      element.readOnly = true;
    });
    await text.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("x");
    await page.keyboard.press("Delete");
    expect(await editsOf(page)).toEqual([]);
    expect(await text.getAttribute("aria-readonly")).toBe("true");
  });

  test("lets Tab through in both directions", async () => {
    const { page, text, input } = await visitCodeMirror();
    const hasFocus = (element: Locator) =>
      element.evaluate((e) => (e.getRootNode() as ShadowRoot).activeElement === e);
    await page.getByRole("button", { name: "Before" }).focus();
    await page.keyboard.press("Tab");
    expect(await hasFocus(text)).toBe(true);
    await page.keyboard.press("Tab");
    expect(await hasFocus(input)).toBe(true);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    expect(await hasFocus(page.getByRole("button", { name: "Before" }))).toBe(true);
    expect(await editsOf(page)).toEqual([]);
  });

  test("completes by keyboard", async () => {
    const { page, editor, option } = await visitCodeMirror();
    await page.clock.install();
    await reveal(editor, '"expression": "', "after");
    await page.keyboard.type("ca");
    const list = page.getByRole("listbox", { name: "Completions" });
    await list.waitFor();
    expect(await page.getByRole("option").allInnerTexts()).toEqual([
      expect.stringContaining("anonymous_session.metadata.cart"),
      expect.stringContaining("anonymous_session.metadata.cart.total"),
    ]);
    await page.clock.fastForward(200); // it takes no keys that were meant for the text
    await page.keyboard.press("ArrowDown");
    expect(await option(/cart\.total/).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Enter");
    await list.waitFor({ state: "detached" });
    const completed = CONFIG.replace(': ""', ': "anonymous_session.metadata.cart.total"');
    expect(await editorValue(editor)).toBe(completed);
    expect((await editsOf(page)).at(-1)).toBe(completed);
  });

  test("shows the list of completions outside of a box that clips", async () => {
    const { page, editor } = await visitCodeMirror();
    await reveal(editor, '"expression": "', "after");
    await page.keyboard.type("e");
    const list = page.getByRole("listbox", { name: "Completions" });
    await expect
      .poll(() =>
        list.evaluate((element) => {
          const { left, bottom } = element.getBoundingClientRect();
          const box = element.closest(".box")?.getBoundingClientRect();
          const seen = (element.getRootNode() as ShadowRoot).elementFromPoint(
            left + 20,
            bottom - 9,
          );
          return { outside: bottom > (box?.bottom ?? bottom) + 20, seen: element.contains(seen) };
        }),
      )
      .toEqual({ outside: true, seen: true });
  });

  test.each([
    ["in one line", JSON.stringify(Array.from({ length: 40_000 }, (_, i) => `attribute ${i}`))],
    [
      "in 50,000 lines",
      JSON.stringify(
        Array.from({ length: 50_000 }, (_, i) => `value number ${i}`),
        null,
        1,
      ),
    ],
  ])("takes a paste of a megabyte %s", async (_, large) => {
    const { page, editor, text } = await visitCodeMirror({
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.evaluate((value) => navigator.clipboard.writeText(value), large);
    await text.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+v");
    expect(await editorValue(editor)).toBe(large);
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("1, ");
    expect(await editorValue(editor)).toBe(`${large.slice(0, 1)}1, ${large.slice(1)}`);
    // Only what is in sight is in the document, and long lines have no coloured pieces.
    const drawn = await text.evaluate((element) => ({
      characters: element.textContent?.length ?? 0,
      pieces: element.querySelectorAll("span").length,
    }));
    expect(drawn.characters).toBeLessThan(50_000);
    if (large.includes("\n")) expect(drawn.pieces).toBeGreaterThan(10);
    else expect(drawn.pieces).toBeLessThan(10);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    expect(await editorValue(editor)).toBe(CONFIG);
    expect(await text.locator("span").count()).toBeGreaterThan(10);
  });
});

describe("the field", () => {
  test("reports each keystroke, and keeps the caret when its own value is set", async () => {
    const { page, field, input } = await visit();
    await input.click();
    await page.keyboard.type("ac");
    await page.keyboard.press("ArrowLeft");
    await field.evaluate(async (element: ExpressionField) => {
      element.value = "ac";
      element.requestUpdate();
      await element.updateComplete;
    });
    await page.keyboard.type("b");
    expect(await editsOf(page)).toEqual(["a", "ac", "abc"]);
    await field.evaluate((element: ExpressionField) => {
      element.value = "set";
    });
    await expect.poll(() => input.inputValue()).toBe("set");
    expect(await editsOf(page)).toEqual(["a", "ac", "abc"]);
  });

  test("is used by keyboard alone", async () => {
    const { page, field, input, option } = await visit();
    const list = page.getByRole("listbox", { name: "Suggestions: Expression" });
    const active = async () => {
      const id = await input.getAttribute("aria-activedescendant");
      return id === null ? undefined : page.locator(`#${id} .field-option-value`).innerText();
    };
    await input.focus();
    expect(await page.evaluate(() => window.asked)).toEqual([]);

    await page.keyboard.press("Alt+ArrowDown");
    await list.waitFor();
    expect(await active()).toBeUndefined();
    expect(await page.getByRole("option").count()).toBe(50);
    expect(await field.getByText("and 34 more").isVisible()).toBe(true);
    await expect.poll(() => field.getByRole("status").innerText()).toBe("50 of 84 suggestions");

    await page.keyboard.press("ArrowUp");
    expect(await active()).toBe("user.field_45");
    await option("user.field_45").hover(); // it was scrolled into view
    await page.keyboard.press("ArrowDown");
    expect(await active()).toBe("anonymous_session.metadata");
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    expect(await page.evaluate(() => window.escapes)).toBe(0);
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => window.escapes)).toBe(1);

    await page.keyboard.type("CART");
    expect(await page.getByRole("option").count()).toBe(2);
    expect(await page.locator("mark").allInnerTexts()).toEqual(["cart", "cart"]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await active()).toBe("anonymous_session.metadata.cart.total");
    await page.keyboard.press("Home"); // the caret's, and Enter takes the text again
    expect(await active()).toBeUndefined();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await list.waitFor({ state: "detached" });
    expect(await input.inputValue()).toBe("anonymous_session.metadata.cart");
    expect((await editsOf(page)).at(-1)).toBe("anonymous_session.metadata.cart");
    await page.keyboard.type("!"); // the caret is behind it
    expect((await editsOf(page)).at(-1)).toBe("anonymous_session.metadata.cart!");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    expect((await editsOf(page)).at(-1)).toBe("CART");

    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await list.waitFor({ state: "detached" });
    expect(await input.inputValue()).toBe("CART");
  });

  test("is used by pointer alone", async () => {
    const { page, field, input, option } = await visit();
    const button = field.getByRole("button", { name: "Suggestions: Expression" });
    await button.click();
    expect(await button.getAttribute("aria-expanded")).toBe("true");
    await button.click();
    expect(await page.getByRole("listbox").count()).toBe(0);
    await button.click();
    await option(/metadata\.country/).click();
    expect(await editsOf(page)).toEqual(["anonymous_session.metadata.country"]);
    expect(await page.getByRole("listbox").count()).toBe(0);
    await page.keyboard.type("x"); // the focus stayed in the field
    expect(await input.inputValue()).toBe("anonymous_session.metadata.countryx");
  });

  test.each([
    ["below it on a phone", { width: 360, height: 640 }, "below"],
    ["above it in a low window", { width: 900, height: 260 }, "above"],
  ] as const)("shows its list %s", async (_, viewport, side) => {
    const { page, input } = await visitCodeMirror({ viewport });
    await input.evaluate((element) => element.scrollIntoView({ block: "end" }));
    await input.click();
    await page.keyboard.type("e");
    const popup = page.locator(".field-popup");
    const boxes = async () => {
      const [list, field] = [await popup.boundingBox(), await input.boundingBox()];
      if (list === null || field === null) throw new Error("The list is not shown.");
      return { list, field };
    };
    const { list, field } = await boxes();
    expect(list.x).toBeGreaterThanOrEqual(0);
    expect(list.x + list.width).toBeLessThanOrEqual(viewport.width);
    expect(list.y).toBeGreaterThanOrEqual(0);
    expect(list.y + list.height).toBeLessThanOrEqual(side === "above" ? field.y : viewport.height);
    if (side === "below") expect(list.y).toBeGreaterThanOrEqual(field.y + field.height);
    for (const name of [/metadata of/, /metadata\.country/]) {
      await page.getByRole("option", { name }).hover(); // fails if something clips it
    }
    // It follows the field when the page scrolls.
    const gap = ({ list, field }: Awaited<ReturnType<typeof boxes>>) =>
      Math.round(
        side === "above" ? field.y - list.y - list.height : list.y - field.y - field.height,
      );
    await page.evaluate(() => window.scrollBy(0, 20));
    await expect.poll(async () => gap(await boxes())).toBe(gap({ list, field }));
    expect((await boxes()).field.y).toBe(field.y - 20);
    // And goes when the field is out of sight.
    await page.evaluate(() => {
      document.body.style.minHeight = "5000px";
      window.scrollTo(0, 5000);
    });
    await popup.waitFor({ state: "detached" });
  });

  test("says what is wrong with its value", async () => {
    const { page, field, input } = await visit();
    await input.focus();
    await field.evaluate((element: ExpressionField) => {
      element.messages = [
        { severity: "error", text: "There is no such root." },
        { severity: "warning", text: "The session has no value there." },
      ];
    });
    await field.getByText("There is no such root.").first().waitFor();
    expect(await input.getAttribute("aria-invalid")).toBe("true");
    const id = await input.getAttribute("aria-describedby");
    expect(await page.locator(`#${id}`).innerText()).toMatch(
      /^Error: There is no such root\.\s+Warning: The session has no value there\.$/,
    );
    await expect
      .poll(() => field.getByRole("status").innerText())
      .toBe("There is no such root. The session has no value there.");
    await field.evaluate((element: ExpressionField) => {
      element.messages = [];
    });
    await expect.poll(() => input.getAttribute("aria-invalid")).toBeNull();
    expect(await input.getAttribute("aria-describedby")).toBeNull();
  });

  test("is a plain text field without suggestions, and can be disabled", async () => {
    const { page, field, input } = await visit();
    const name = page.getByRole("textbox", { name: "Name" });
    await name.click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("x");
    expect(await editsOf(page)).toEqual(["x"]);
    expect(await page.locator("#name button").count()).toBe(0);
    await field.evaluate((element: ExpressionField) => {
      element.disabled = true;
    });
    await expect.poll(() => input.isDisabled()).toBe(true);
  });
});

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  test("both inputs are accessible", async () => {
    const { page, editor, input } = await visitCodeMirror({ colorScheme });
    await setProblems(editor);
    await page.locator("#name").evaluate((element: ExpressionField) => {
      element.value = "iss";
      element.messages = [
        { severity: "error", text: "Restricted." },
        { severity: "warning", text: "Not namespaced." },
      ];
    });
    await input.click();
    await page.keyboard.type("cart");
    await page.keyboard.press("ArrowDown");
    expect(await findings(page)).toEqual([]);
    const listbox = page.getByRole("listbox", { name: "Suggestions: Expression" });
    expect(await listbox.ariaSnapshot()).toBe(
      [
        `- 'listbox "Suggestions: Expression"':`,
        '  - option "anonymous_session.metadata.cart of metadata.cart" [selected]:',
        "    - text: anonymous_session.metadata.",
        "    - mark: cart",
        "    - text: of metadata.cart",
        '  - option "anonymous_session.metadata.cart.total of metadata.cart.total":',
        "    - text: anonymous_session.metadata.",
        "    - mark: cart",
        "    - text: .total of metadata.cart.total",
      ].join("\n"),
    );
    let seen = 0;
    for (const target of await page.locator("button, input, [role=option]").all()) {
      const box = await target.boundingBox();
      if (box === null) continue;
      const name = await target.evaluate((element) => element.outerHTML);
      if (!/id="(before|after)"/.test(name)) {
        expect(Math.min(box.width, box.height), name).toBeGreaterThanOrEqual(24);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(2); // the field and two options

    await reveal(editor, '"expression": "', "after");
    await page.keyboard.type("ca");
    await page.getByRole("listbox", { name: "Completions" }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("F8");
    await page.locator(".cm-tooltip-lint").waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
