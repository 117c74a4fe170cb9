// No work is lost: links over drafts, saving into a file, keys that work everywhere.

import { readFile, writeFile } from "node:fs/promises";
import { describe, expect } from "vitest";
import { eventually, hasFocus, type Start, test, type Visit } from "./harness.js";

const CONFIG = `{ "access_token": { "custom_claim_mappings": [
  { "name": "country", "expression": "anonymous_session.metadata.country" }
] } }
`;
const START: Start = {
  config: CONFIG,
  session: '{ "user_id": "anon|1", "metadata": { "country": "Spain" } }\n',
  audience: ["https://api.shop.example"],
};
const kept = (visit: Visit) => visit.page.evaluate(() => JSON.stringify({ ...sessionStorage }));

describe("a link over a draft", () => {
  test("says so and gives the draft back, also after a reload", async ({ open }) => {
    const visit = await open(START);
    await visit.name(1).fill("linked");
    await visit.button("Copy link").click();
    await eventually(() => visit.page.getByText("The link is copied.").count()).toBe(1);
    const link = await visit.clipboard();
    await visit.name(1).fill("draft");
    await eventually(() => kept(visit)).toContain("draft");
    // Another page of the same tab, as somebody has it who follows a link from elsewhere.
    await visit.page.goto("about:blank");
    await visit.page.goto(link);
    await eventually(() => visit.names()).toEqual(["linked"]);
    await eventually(() =>
      visit.page.getByText("A link took the place of your draft.").count(),
    ).toBe(1);
    await eventually(() => visit.button("Undo").getAttribute("aria-disabled")).toBe("false");
    await visit.button("Undo").click();
    await eventually(() => visit.names()).toEqual(["draft"]);
    await visit.button("Redo").click();
    await eventually(() => visit.names()).toEqual(["linked"]);
    await eventually(() => kept(visit)).toContain("linked");
    await visit.page.reload();
    await visit.button("Give my draft back").click();
    await eventually(() => visit.names()).toEqual(["draft"]);
    expect(await visit.button("Give my draft back").count()).toBe(0);
  });
});

describe("Save", () => {
  test("is not offered where there is nothing to save to", async ({ open }) => {
    const visit = await open({ ...START, write: false });
    await visit.name(1).fill("land");
    await eventually(() => visit.page.getByText("Not saved", { exact: true }).count()).toBe(1);
    expect(await visit.button("Save").count()).toBe(0);
    await visit.page.keyboard.press("ControlOrMeta+S");
    const said = visit.page.getByRole("status").filter({ hasText: "nothing to save to" });
    await eventually(() => said.count()).toBe(1);
    expect((await visit.state()).saved).toBe(CONFIG);
  });

  test("writes the file that --write names, and the page begins with it from then on", async ({
    open,
    program,
  }) => {
    const file = program.newFile("app.json");
    await writeFile(file, CONFIG);
    const { config: _, ...rest } = START;
    const visit = await open({ ...rest, write: false, flags: ["--write", file] });
    await eventually(() => visit.names()).toEqual(["country"]);
    await visit.name(1).fill("land");
    await eventually(() => visit.button("Save").getAttribute("aria-disabled")).toBe("false");
    await visit.page.keyboard.press("ControlOrMeta+S");
    await eventually(() => visit.page.getByText(/^Saved in \d+-app\.json\.$/).count()).toBe(1);
    const saved = CONFIG.replace("country", "land");
    expect(await readFile(file, "utf8")).toBe(saved);
    expect((await visit.state()).saved).toBe(saved);
    await visit.name(1).fill("pays");
    await eventually(() => kept(visit)).toContain("pays");
    await visit.page.reload();
    await eventually(() => visit.names()).toEqual(["pays"]); // the draft from after the save
    expect((await visit.state()).saved).toBe(saved);
    const another = await open({ url: visit.url });
    await eventually(() => another.names()).toEqual(["land"]);
  });
});

describe("keys", () => {
  test("undo and redo wherever the focus is", async ({ open }) => {
    const visit = await open(START);
    const { keyboard } = visit.page;
    await visit.name(1).fill("land");
    await eventually(() => visit.names()).toEqual(["land"]);
    await keyboard.press("ControlOrMeta+Z"); // in the field
    await eventually(() => visit.names()).toEqual(["country"]);
    await keyboard.press("ControlOrMeta+Shift+Z");
    await eventually(() => visit.names()).toEqual(["land"]);
    await visit.button("Copy link").focus(); // outside of the preview
    await keyboard.press("ControlOrMeta+Z");
    await eventually(() => visit.names()).toEqual(["country"]);
    await keyboard.press("ControlOrMeta+Y");
    await eventually(() => visit.names()).toEqual(["land"]);
    await visit.editor("session"); // which undoes what was edited elsewhere
    await keyboard.press("ControlOrMeta+Z");
    await eventually(() => visit.names()).toEqual(["country"]);
  });

  test("skip to the result", async ({ open }) => {
    const visit = await open(START);
    await visit.page.keyboard.press("Tab");
    const skip = visit.page.getByRole("link", { name: "Skip to the result" });
    expect(await hasFocus(skip)).toBe(true);
    await visit.page.keyboard.press("Enter");
    await eventually(() => hasFocus(visit.page.getByRole("tabpanel"))).toBe(true);
  });
});

test("at 200 % on a small screen nothing is cut or covered", async ({ open }) => {
  // A browser that zooms has half as many pixels for the page.
  const visit = await open({ ...START, browser: { viewport: { width: 640, height: 400 } } });
  await eventually(() => visit.names()).toEqual(["country"]);
  const [width, scrolled] = await visit.page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    return [clientWidth, scrollWidth];
  });
  expect(scrolled).toBe(width);
  await visit.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const add = visit.config.getByRole("button", { name: /^\+ Add a mapping/ }).first();
  await add.scrollIntoViewIfNeeded();
  const covered = await add.evaluate((button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    const root = button.getRootNode() as ShadowRoot;
    return root.elementFromPoint(left + width / 2, top + height / 2) !== button;
  });
  expect(covered).toBe(false);
});
