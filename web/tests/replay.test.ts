// The page of `claimsmith replay`, as people open it: a file, in light and dark, on screens of
// any width, on paper, and by keyboard. What it says is tested in Go.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launch } from "./chromium.js";
import { startPreview } from "./program.js";

const folder = mkdtempSync(join(tmpdir(), "claimsmith-replay-"));
const file = (name: string) => join(folder, name);

let browser: Browser;
const program = inject("program");

const HOSTILE = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "عضوية_العميل",
  "🛒",
  `https://shop.example/${"long/".repeat(40)}`,
];

interface Mapping {
  name: string;
  expression: string;
}

const from = (name: string, member: string): Mapping => ({
  name,
  expression: `anonymous_session.metadata.${member}`,
});

const config = (...mappings: Mapping[]) =>
  JSON.stringify({
    access_token: { custom_claim_mappings: mappings },
    id_token: { custom_claim_mappings: mappings.slice(1, 2) },
    tenant: { domain: "shop.eu.auth0.com" },
  });

const BEFORE = config(
  from("country", "country"),
  from("plan", "plan"),
  from("cart", "cart"),
  from("bulk", "old_bulk"),
);
const AFTER = config(
  from("country", "land"),
  from("cart", "cart"),
  from("bulk", "bulk"),
  from("email", "country"),
  ...HOSTILE.map((name) => from(name, "extra")),
);

/** Records of many shapes, the bad and the much too large among them. */
function records(): string {
  const lines: string[] = [];
  for (let i = 0; i < 400; i++) {
    const metadata = {
      country: i % 2 ? "Spain" : HOSTILE[i % HOSTILE.length],
      ...(i % 5 ? { land: i % 3 ? "Spain" : "\ud800" } : {}),
      ...(i % 4 ? {} : { plan: i % 7, extra: [i, "🛒"] }),
      cart: "c".repeat(i % 97),
      old_bulk: "b".repeat(i % 61 === 0 ? 200_000 : 0),
      bulk: "b".repeat(i % 4 ? 0 : Math.round(1.9 ** (i % 19))),
    };
    const audience =
      i % 3 ? `https://api-${i % 10}.shop.example` : "https://shop.eu.auth0.com/api/v2/";
    lines.push(JSON.stringify({ session: { user_id: `anon|${i}`, metadata }, audience }));
    if (i % 50 === 0) lines.push(`{ "session": <b>${i}</b>`);
  }
  return `${lines.join("\n")}\n`;
}

const PAGES = {
  "with all there is": { before: BEFORE, after: AFTER, input: records() },
  "without a change": { before: AFTER, after: AFTER, input: records() },
  "of one record": { before: BEFORE, after: AFTER, input: `${records().split("\n")[3]}\n` },
  "of half a recording": { before: BEFORE, after: AFTER, input: records().trimEnd().slice(0, -9) },
  "of no records": { before: BEFORE, after: AFTER, input: "" },
};
/** They are no reports of all that was recorded. */
const INCOMPLETE = ["of half a recording", "of no records"];
const NAMES = Object.keys(PAGES) as (keyof typeof PAGES)[];
const url = (name: string) => pathToFileURL(file(`${name}.html`)).href;

beforeAll(async () => {
  for (const name of NAMES) {
    const { before, after, input } = PAGES[name];
    writeFileSync(file("before.json"), before);
    writeFileSync(file("after.json"), after);
    writeFileSync(file("sessions.ndjson"), input);
    const configs = ["--before", file("before.json"), "--after", file("after.json")];
    const output = ["--show-values", "--format", "html", "--out", file(`${name}.html`)];
    const ran = spawnSync(program, ["replay", ...configs, ...output, file("sessions.ndjson")]);
    expect([ran.status, String(ran.stdout)], String(ran.stderr)).toEqual([
      INCOMPLETE.includes(name) ? 2 : 0,
      "",
    ]);
  }
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Opens a page, looks at it, and sees to it that it did nothing that it should not. */
async function visit(
  name: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const odd: string[] = [];
    page.on("console", (message) => odd.push(message.text()));
    page.on("pageerror", (error) => odd.push(String(error)));
    page.on("dialog", async (dialog) => {
      odd.push(dialog.message());
      await dialog.dismiss();
    });
    page.on("request", (request) => {
      if (request.url() !== url(name) && !request.url().startsWith("data:")) {
        odd.push(request.url());
      }
    });
    await page.goto(url(name));
    await look(page);
    expect(odd).toEqual([]);
  } finally {
    await context.close();
  }
}

const open = (page: Page) =>
  page.locator("details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });

/** What is cut off, spills over, or is too small to read. */
const misplaced = (page: Page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found: string[] = [];
    if (document.documentElement.scrollWidth > width) found.push("the page scrolls sideways");
    for (const element of document.querySelectorAll("body *")) {
      const { left, right, width: own } = element.getBoundingClientRect();
      const { fontSize, clipPath } = getComputedStyle(element);
      const hidden = clipPath !== "none" || element.closest("thead")?.clientHeight === 1;
      if (own === 0 || hidden) continue;
      const what = `${element.tagName} ${element.textContent?.trim().slice(0, 30)}`;
      if (left < -1 || right > width + 1) found.push(`${what} is outside: ${left} to ${right}`);
      if (element.matches("td, th") && element.scrollWidth > element.clientWidth + 1) {
        found.push(`${what} does not fit into its cell`);
      }
      if (element.matches("thead th") && element.clientHeight > 40) found.push(`${what} is broken`);
      if (Number.parseFloat(fontSize) < 12) found.push(`${what} has ${fontSize}`);
    }
    return found;
  });

/** Labels of plots that lie on one another. */
const overlaps = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".plot")].flatMap((plot) => {
      const labels = [...plot.querySelectorAll("text")]
        .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0);
      return labels.flatMap(({ text, box: a }, i) =>
        labels
          .slice(i + 1)
          .filter(
            ({ box: b }) =>
              a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2,
          )
          .map((other) => `${text} and ${other.text}`),
      );
    }),
  );

describe.each(NAMES)("the page %s", (name) => {
  test.each([
    ["light", 1280],
    ["dark", 700],
    ["light", 360],
    ["dark", 360],
  ] as const)("is for everybody, in %s, %i pixels wide", async (colorScheme, width) => {
    await visit(name, { colorScheme, viewport: { width, height: 800 } }, async (page) => {
      const { violations, passes } = await new AxeBuilder({ page }).analyze();
      // Nothing is found where nothing is looked at.
      expect(passes.map(({ id }) => id)).toContain("color-contrast");
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
      ).toEqual([]);
      expect(await overlaps(page)).toEqual([]);
      await open(page);
      expect(await misplaced(page)).toEqual([]);
    });
  });
});

describe("the page", () => {
  const all = NAMES[0] ?? "";
  const desktop = { viewport: { width: 1280, height: 800 } };

  test("shows every section and no element of the input's", async () => {
    await visit(all, desktop, async (page) => {
      const titles = await page.locator("main section h2").allTextContents();
      expect(titles).toEqual([
        expect.stringMatching(/^Risky: .+$/),
        ...["What the configs differ in, and what it does", "Why", "Claims by audience"],
        ...["Payload sizes", "Ignored claims", "Failures", "Large payloads"],
        ...["Exemplars", "Bad records"],
      ]);
      expect(await page.locator("script, img, b").count()).toBe(0);
      for (const name of HOSTILE.slice(0, 4)) {
        expect(await page.getByText(name, { exact: true }).count()).toBeGreaterThan(0);
      }
    });
  });

  test("says how much of a damaged input was read", async () => {
    await visit("of half a recording", desktop, async (page) => {
      await page.locator(".note a").click();
      const row = page.locator("#damaged-inputs tbody tr");
      expect(await row.locator("th").textContent()).toBe(file("sessions.ndjson"));
      expect(await row.locator("td").allTextContents()).toEqual([
        expect.stringMatching(/^[1-9]\d*$/),
        expect.stringMatching(/^[1-9][\d,]+$/),
        "it ends in the middle of a record",
      ]);
      expect(await page.locator("#damaged-inputs").evaluate((e) => e.matches(":target"))).toBe(
        true,
      );
    });
  });

  test.each([all, "of half a recording"])(
    "%s leads from each finding to its section, by keyboard too",
    async (name) => {
      await visit(name, desktop, async (page) => {
        const findings = page.locator(".findings a");
        const count = await findings.count();
        expect(count).toBeGreaterThan(4);
        for (let i = 0; i < count; i++) {
          await findings.nth(i).focus();
          await page.keyboard.press("Enter");
          const place = await page.evaluate(() => [
            location.hash,
            `#${document.activeElement?.id}`,
            (document.activeElement?.getBoundingClientRect().top ?? -1) < innerHeight,
          ]);
          expect(place).toEqual([await findings.nth(i).getAttribute("href"), place[0], true]);
        }
      });
    },
  );

  test("opens its tables by keyboard", async () => {
    await visit(all, desktop, async (page) => {
      const table = page.locator("#claims > table");
      expect(await table.isVisible()).toBe(false);
      await page.locator("summary", { has: page.locator("#claims-title") }).focus();
      await page.keyboard.press("Enter");
      await table.waitFor();
    });
  });

  test("shows one kind of change alone, without a script", async () => {
    await visit(all, desktop, async (page) => {
      const kinds = page.locator("#causes tbody tr");
      const before = await kinds.filter({ visible: true }).count();
      await page.getByLabel("removed", { exact: true }).check();
      const shown = kinds.filter({ visible: true });
      expect(await shown.count()).toBeLessThan(before);
      for (const kind of await shown.evaluateAll((all) =>
        all.map((e) => e.getAttribute("data-kind")),
      )) {
        expect(kind).toBe("removed");
      }
    });
  });

  test("is light on paper, with all tables open", async () => {
    await visit(all, { ...desktop, colorScheme: "dark" }, async (page) => {
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const ground = await page.evaluate(
        () => getComputedStyle(document.documentElement).backgroundColor,
      );
      expect(ground).toBe("rgb(255, 255, 255)");
      const closed = await page
        .locator("details > :not(summary)")
        .evaluateAll((all) => all.filter((e) => e.getBoundingClientRect().height === 0).length);
      expect(closed).toBe(0);
    });
  });

  test("keeps bars apart where the system sets the colours", async () => {
    await visit(all, { ...desktop, forcedColors: "active" }, async (page) => {
      const fill = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((e) => getComputedStyle(e).fill);
      const fills = [".removed-fill", ".added-fill", ".changed-fill", ".before-fill"].map(fill);
      expect(new Set(await Promise.all(fills)).size).toBe(4);
    });
  });
});

test("an exemplar opens in the preview, under both configs", async () => {
  const preview = await startPreview(program);
  const context = await browser.newContext();
  try {
    writeFileSync(file("old.json"), config(from("country", "country"), from("plan", "plan")));
    writeFileSync(file("new.json"), config(from("country", "country"), from("plan", "plan.name")));
    const session = { user_id: "anon|1", metadata: { country: "Spain", plan: "gold" } };
    const record = { session, audience: "https://api.shop.example" };
    writeFileSync(file("one.ndjson"), `${JSON.stringify(record)}\n`);
    const configs = ["--before", file("old.json"), "--after", file("new.json")];
    const links = ["--show-values", "--preview", preview.url, "--out", file("linked.html")];
    const ran = spawnSync(program, ["replay", ...configs, ...links, file("one.ndjson")]);
    expect(ran.status, String(ran.stderr)).toBe(0);

    const page = await context.newPage();
    await page.goto(url("linked"));
    await page.getByText("Exemplars", { exact: true }).last().click();
    const opened = context.waitForEvent("page");
    await page.getByRole("link", { name: "Open it in the preview" }).first().click();
    const shown = await opened;
    await shown.getByText("1 of 2 mapped claims are in the access token").first().waitFor();
    await shown.getByRole("tab", { name: /Before and after/ }).click();
    await shown.getByText("gold").first().waitFor();
  } finally {
    await context.close();
    await preview.close();
  }
});
