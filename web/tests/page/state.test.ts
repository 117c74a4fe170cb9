// Where a state goes and comes from: history, saving, links, reloads and the program's flags.

import { describe, expect } from "vitest";
import { eventually, hasFocus, type Start, test, type Visit } from "./harness.js";

const CONFIG = `{
  "access_token": { "custom_claim_mappings": [
    { "name": "country", "expression": "anonymous_session.metadata.country" }
  ] }
}
`;
const START: Start = {
  config: CONFIG,
  session: '{ "user_id": "anon|1", "metadata": { "country": "Spain" } }\n',
  audience: ["https://api.shop.example"],
};

const field = (visit: Visit) => visit.page.getByRole("textbox", { name: "Audience 1" });
const audience = async (visit: Visit) => (await visit.state()).audience;
const unsaved = (visit: Visit) => visit.page.getByText("Not saved", { exact: true }).count();

describe("the history", () => {
  test("goes back and forth by keyboard, and the focus stays", async ({ open }) => {
    const visit = await open(START);
    const { keyboard } = visit.page;
    const undo = visit.button("Undo");
    await eventually(() => undo.getAttribute("aria-disabled")).toBe("true");
    await visit.name(1).fill("land");
    await field(visit).fill("orders");
    await visit.tabTo(undo, "Shift+Tab");
    await keyboard.press("Enter");
    await eventually(() => audience(visit)).toEqual(START.audience);
    expect(await hasFocus(undo)).toBe(true);
    await keyboard.press("Space");
    await eventually(async () => (await visit.state()).config).toBe(CONFIG);
    await eventually(() => undo.getAttribute("aria-disabled")).toBe("true");
    expect(await hasFocus(undo)).toBe(true);
    await keyboard.press("Enter"); // does nothing, and nothing worse

    await keyboard.press("Tab");
    expect(await hasFocus(visit.button("Redo"))).toBe(true);
    await keyboard.press("Enter");
    await eventually(() => visit.names()).toEqual(["land"]);
    await keyboard.press("Enter");
    await eventually(() => audience(visit)).toEqual(["orders"]);
    expect(await visit.button("Redo").getAttribute("aria-disabled")).toBe("true");
  });

  test("takes typing in one field as one step, and a new edit ends what was undone", async ({
    open,
  }) => {
    const visit = await open(START);
    await field(visit).focus();
    await visit.page.keyboard.press("End");
    await visit.page.keyboard.type("/orders");
    await visit.name(1).focus();
    await visit.page.keyboard.press("End");
    await visit.page.keyboard.type("_of_birth");
    await visit.button("Undo").click();
    await eventually(() => visit.names()).toEqual(["country"]);
    expect(await audience(visit)).toEqual(["https://api.shop.example/orders"]);
    await visit.button("Undo").click();
    await eventually(() => audience(visit)).toEqual(START.audience);
    await field(visit).fill("other");
    await eventually(() => visit.button("Redo").getAttribute("aria-disabled")).toBe("true");
  });
});

describe("saving", () => {
  test("makes the edited config the saved one, which undoing does not change", async ({ open }) => {
    const visit = await open(START);
    const save = visit.button("Save");
    await eventually(() => save.getAttribute("aria-disabled")).toBe("true");
    expect(await unsaved(visit)).toBe(0);
    await visit.name(1).fill("land");
    await eventually(() => save.getAttribute("aria-disabled")).toBe("false");
    expect(await unsaved(visit)).toBe(1);
    await visit.tabTo(save, "Shift+Tab");
    await visit.page.keyboard.press("Enter");
    await eventually(() => unsaved(visit)).toBe(0);
    expect(await hasFocus(save)).toBe(true);
    const saved = CONFIG.replace('"country"', '"land"');
    expect(await visit.state()).toMatchObject({ saved, config: saved });

    await visit.button("Undo").click();
    await eventually(() => unsaved(visit)).toBe(1);
    expect(await visit.state()).toMatchObject({ saved, config: CONFIG });
    await visit.button("Revert").click();
    await eventually(() => unsaved(visit)).toBe(0);
    expect(await visit.state()).toMatchObject({ saved, config: saved });
  });

  test("waits until the config is valid", async ({ open }) => {
    const visit = await open(START);
    const save = visit.button("Save");
    await visit.name(1).fill("sub");
    await eventually(() => visit.page.getByText("1 problem", { exact: true }).count()).toBe(1);
    expect(await save.getAttribute("aria-disabled")).toBe("true");
    await save.click({ force: true });
    expect((await visit.state()).saved).toBe(CONFIG);
    await visit.name(1).fill("subject");
    await eventually(() => save.getAttribute("aria-disabled")).toBe("false");
  });
});

describe("a link", () => {
  /** Copies the link by its button. */
  async function linkOf(visit: Visit): Promise<string> {
    await visit.button("Copy link").click();
    await eventually(() => visit.page.getByText("The link is copied.").count()).toBe(1);
    return visit.clipboard();
  }

  test("holds every byte for somebody else, and is sent to no server", async ({ open }) => {
    const visit = await open(START);
    const state = {
      saved: CONFIG,
      config: CONFIG.replace("country", "país 🇪🇸"),
      session: '{ "user_id": "broken", ',
      audience: ["a", "", "https://b.example/?q=#x"],
    };
    await visit.page.locator("claims-preview").evaluate((preview, all) => {
      Object.assign(preview, { state: all });
    }, state);
    const link = await linkOf(visit);
    expect(link.startsWith(`${visit.url}#s=`)).toBe(true);

    const asked: string[] = [];
    const other = await open({
      url: link,
      prepare: async (context) => context.on("request", (request) => asked.push(request.url())),
    });
    await eventually(() => other.state()).toEqual(state);
    // Requests are without fragments where they are seen here, too, so headers are what is left.
    expect(asked.length).toBeGreaterThan(3);
    const fragment = new URL(link).hash.slice(1, 40);
    expect(asked.filter((url) => url.includes(fragment))).toEqual([]);

    // It stays in the address until something is edited, so that a reload is the same.
    await other.page.reload();
    await eventually(() => other.state().catch(() => undefined)).toEqual(state);
    await field(other).fill("c");
    await eventually(async () => new URL(other.page.url()).hash).toBe("");
    await eventually(() => audience(other)).toEqual(["c", "", "https://b.example/?q=#x"]);
    await other.page.reload();
    await eventually(() => audience(other).catch(() => undefined)).toEqual([
      "c",
      "",
      "https://b.example/?q=#x",
    ]);
  });

  test("that is pasted over unsaved work can be undone", async ({ open }) => {
    const visit = await open(START);
    const link = await linkOf(visit);
    await visit.name(1).fill("unsaved");
    await visit.page.evaluate((hash) => {
      location.hash = hash;
    }, new URL(link).hash);
    await eventually(() => visit.names()).toEqual(["country"]);
    await visit.button("Undo").click();
    await eventually(() => visit.names()).toEqual(["unsaved"]);
  });

  test.for(["#s=", "#s=%%%", "#s=AAAA", "#s=q1YqSixJLVayUspNLCpKLVKqBQA"])(
    "that is damaged says so and changes nothing: %s",
    async (hash, { open }) => {
      const visit = await open(START);
      await visit.name(1).fill("mine");
      await visit.page.evaluate((damaged) => {
        location.hash = damaged;
      }, hash);
      await eventually(() => visit.page.getByText("The link is damaged").count()).toBe(1);
      expect(await visit.names()).toEqual(["mine"]);
    },
  );

  test("without a clipboard is in the address", async ({ open }) => {
    const visit = await open({
      ...START,
      prepare: (context) =>
        context.addInitScript(() => {
          if (!("clipboard" in navigator)) return; // an empty page's
          Clipboard.prototype.writeText = () => Promise.reject(new DOMException("not allowed"));
        }),
    });
    await visit.name(1).fill("land");
    await visit.button("Copy link").click();
    await eventually(() =>
      visit.page.getByText("The address of this page is now the link").count(),
    ).toBe(1);
    const other = await open({ url: visit.page.url() });
    await eventually(() => other.names()).toEqual(["land"]);
  });

  test("of more than an address can hold is not made", async ({ open }) => {
    const visit = await open(START);
    // Noise, which cannot be compressed.
    const noise = await visit.page.evaluate(() => {
      const bytes = crypto.getRandomValues(new Uint8Array(60_000));
      return Array.from({ length: 50 }, (_, i) =>
        btoa(
          String.fromCharCode(
            ...bytes
              .slice(0, 40_000)
              .map((b) => b ^ (i * 37))
              .reverse(),
          ),
        ),
      ).join("");
    });
    await visit.paste(await visit.editor("session"), `"${noise}${[...noise].reverse().join("")}"`);
    await visit.button("Copy link").click();
    await eventually(() => visit.page.getByText("This is too large for a link.").count()).toBe(1);
  });
});

describe("a reload", () => {
  test("brings everything back but the history", async ({ open }) => {
    const visit = await open(START);
    await visit.name(1).fill("land");
    await field(visit).fill("orders");
    await eventually(() => visit.claims()).toMatchObject({ land: "Spain", aud: "orders" });
    const state = await visit.state();
    await visit.page.reload();
    await eventually(() => visit.state().catch(() => undefined)).toEqual(state);
    await eventually(() => visit.claims()).toMatchObject({ land: "Spain", aud: "orders" });
    expect(await visit.button("Undo").getAttribute("aria-disabled")).toBe("true");
  });

  test("in one tab leaves another's work alone", async ({ open }) => {
    const visit = await open(START);
    const other = await open({ url: visit.url, context: visit.context });
    await visit.name(1).fill("first");
    await other.name(1).fill("second");
    await visit.page.reload();
    await other.page.reload();
    await eventually(() => visit.names().catch(() => [])).toEqual(["first"]);
    await eventually(() => other.names().catch(() => [])).toEqual(["second"]);
  });
});

test("the program's flags are where a page starts", async ({ open }) => {
  const several = { ...START, audience: ["https://a.example", "https://b.example/ü"] };
  const visit = await open(several);
  expect(await visit.state()).toEqual({ ...several, saved: CONFIG });
  const example = await open();
  await eventually(() => example.claims()).toMatchObject({ country: "Spain" });
});
