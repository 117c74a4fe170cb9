// The table of mappings: by pointer and by keyboard alone, with all other bytes of the config kept.

import type { Locator } from "playwright-core";
import { describe, expect } from "vitest";
import { eventually, hasFocus, test, text, texts, type Visit } from "./harness.js";

// Nobody lays a text out like this. An edit of the table must leave it so.
const BEFORE = `{"client_id" : "AaiyAPdp",\t"name":"Shop" ,
   "numbers": [1.0,12345678901234567890, 1e+3,-0], "\\u00e9é": "😀",
  "access_token": { "custom_claim_mappings": [`;
const AFTER = `] , "lifetime" :36000.50 },
 "tenant" :{"domain": "shop.eu.auth0.com"},"empty":{ }
     }
`;
const CONFIG = `${BEFORE}
      { "name": "country",   "expression": "anonymous_session.metadata.country" },
      { "name": "cart", "expression": "anonymous_session.metadata.cart_id" },
      { "expression": "anonymous_session.metadata.language", "name": "language" }
  ${AFTER}`;
const SESSION = JSON.stringify({
  session_id: "sess_12345",
  user_id: "anon|a7f3b2c9e1",
  metadata: { country: "Spain", cart_id: "cart:1", language: "es-ES", "utm.source": "newsletter" },
});
const START = { config: CONFIG, session: SESSION, audience: ["https://api.shop.example"] };

/** The mappings of the config's text, which otherwise has the bytes that it had. */
async function mappings(visit: Visit): Promise<string[][]> {
  const { config } = await visit.state();
  expect(config.slice(0, BEFORE.length)).toBe(BEFORE);
  expect(config.slice(-AFTER.length)).toBe(AFTER);
  const list: { name: string; expression: string }[] =
    JSON.parse(config).access_token.custom_claim_mappings;
  return list.map(({ name, expression }) => [name, expression]);
}

const COUNTRY = ["country", "anonymous_session.metadata.country"];
const CART = ["cart", "anonymous_session.metadata.cart_id"];
const LANGUAGE = ["language", "anonymous_session.metadata.language"];

/** The names of the custom claims, as the payload has them. */
async function custom(visit: Visit): Promise<string[]> {
  const all = Object.keys(await visit.claims());
  const own = new Set((await visit.state()).config.match(/(?<="name": ")[^"]+/g));
  return all.filter((name) => own.has(name));
}

describe("with a pointer", () => {
  test("names and expressions are edited", async ({ open }) => {
    const visit = await open(START);
    await visit.name(2).fill("https://shop.example/cart");
    await visit.expression(2).fill("anonymous_session.user_id");
    await eventually(() => visit.claims()).toMatchObject({
      country: "Spain",
      "https://shop.example/cart": "anon|a7f3b2c9e1",
      language: "es-ES",
    });
    expect(await visit.claims()).not.toHaveProperty("cart");
    const edited = ["https://shop.example/cart", "anonymous_session.user_id"];
    expect(await mappings(visit)).toEqual([COUNTRY, edited, LANGUAGE]);
  });

  test("mappings are added and removed", async ({ open }) => {
    const visit = await open(START);
    await visit.group("Access token").getByRole("button", { name: "Add a mapping" }).click();
    await eventually(() => hasFocus(visit.name(4))).toBe(true);
    await visit.name(4).fill("session");
    await visit.expression(4).fill("anonymous_session.session_id");
    await eventually(() => visit.claims()).toMatchObject({ session: "sess_12345" });
    const session = ["session", "anonymous_session.session_id"];
    expect(await mappings(visit)).toEqual([COUNTRY, CART, LANGUAGE, session]);

    await visit.button("Remove country").click();
    await eventually(() => visit.names()).toEqual(["cart", "language", "session"]);
    await eventually(() => visit.claims()).not.toHaveProperty("country");
    for (const name of ["session", "cart", "language"])
      await visit.button(`Remove ${name}`).click();
    await eventually(() => visit.names()).toEqual([]);
    expect(await mappings(visit)).toEqual([]);
    await eventually(() => custom(visit)).toEqual([]);
  });

  test("rows are dragged to another place", async ({ open }) => {
    const visit = await open(START);
    const { page } = visit;
    async function drag(name: string, to: number): Promise<void> {
      const handle = await visit.button(`Move ${name}`).boundingBox();
      const target = await visit.row(to).boundingBox();
      if (!handle || !target) throw new Error("There is no such row.");
      await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
      await page.mouse.down();
      await page.mouse.move(handle.x + 5, target.y + target.height / 2, { steps: 4 });
      await page.mouse.up();
    }
    await drag("country", 3);
    await eventually(() => visit.names()).toEqual(["cart", "language", "country"]);
    expect(await mappings(visit)).toEqual([CART, LANGUAGE, COUNTRY]);
    await drag("language", 1);
    await eventually(() => visit.names()).toEqual(["language", "cart", "country"]);
    await eventually(() => custom(visit)).toEqual(["language", "cart", "country"]);
    expect(await mappings(visit)).toEqual([LANGUAGE, CART, COUNTRY]);

    // Dropped where it came from, a row stays, and so does every byte.
    const { config } = await visit.state();
    await drag("cart", 2);
    await visit.name(1).click();
    expect((await visit.state()).config).toBe(config);
  });

  test("rows are moved by buttons, which keep the focus", async ({ open }) => {
    const visit = await open(START);
    await visit.button("Move country down").click();
    await eventually(() => visit.names()).toEqual(["cart", "country", "language"]);
    await eventually(() => hasFocus(visit.button("Move country down"))).toBe(true);
    await visit.button("Move country down").click();
    await eventually(() => visit.names()).toEqual(["cart", "language", "country"]);
    // At the end the button can do no more. The focus stays in the row.
    await eventually(() => hasFocus(visit.button("Move country"))).toBe(true);
    expect(await visit.button("Move country down").isDisabled()).toBe(true);
    await visit.button("Move language up").click();
    await eventually(() => visit.names()).toEqual(["language", "cart", "country"]);
    expect(await visit.button("Move language up").isDisabled()).toBe(true);
    expect(await mappings(visit)).toEqual([LANGUAGE, CART, COUNTRY]);
  });

  test("the table and the JSON are two views of one text", async ({ open }) => {
    const visit = await open(START);
    await visit.name(1).fill("land");
    const editor = await visit.editor("config");
    expect((await editor.locator(".cm-line").allTextContents()).join("\n")).toBe(
      CONFIG.replace('"country"', '"land"'),
    );
    const edited = CONFIG.replace('"cart"', '"basket"').replace("1.0", "1.00");
    await visit.paste(editor, edited);
    await visit.button("Table").click();
    await eventually(() => visit.names()).toEqual(["country", "basket", "language"]);
    expect((await visit.state()).config).toBe(edited);
  });

  test("ID tokens, SAML attributes and the dialect of APIs have tables too", async ({ open }) => {
    const visit = await open({
      config: `{ "access_token": { "claims_mapping": { "custom_claims": [] } },
        "saml_configuration": { "mappings": { "tier": "app_metadata.tier" } }, "kept": 1.0 }`,
      session:
        '{ "user": { "user_id": "u", "app_metadata": { "tier": "gold" } }, "protocol": "samlp" }',
    });
    await eventually(() => visit.config.getByText("0 of 20 mappings").count()).toBe(1);
    await visit.group("Access token").getByRole("button", { name: "Add a mapping" }).click();
    await visit.name(1).fill("id");
    await visit.expression(1).fill("user.user_id");
    await visit.group("ID token").getByRole("button", { name: "Add a mapping" }).click();
    await visit.name(1, "ID token").fill("tier");
    await visit.expression(1, "ID token").fill("user.app_metadata.tier");
    await eventually(() => visit.config.getByText("2 of 20 mappings").count()).toBe(1);

    const attributes = visit.group("SAML attributes");
    await attributes.getByRole("textbox", { name: "Attribute name" }).fill("level");
    await attributes.getByRole("button", { name: "Add an attribute" }).click();
    await attributes.getByRole("combobox").nth(1).fill("user_id");
    await visit.button("Move attribute up").click();
    await eventually(async () => JSON.parse((await visit.state()).config)).toEqual({
      access_token: {
        claims_mapping: { custom_claims: [{ name: "id", expression: "user.user_id" }] },
      },
      saml_configuration: { mappings: { attribute: "user_id", level: "app_metadata.tier" } },
      kept: 1,
      id_token: { custom_claim_mappings: [{ name: "tier", expression: "user.app_metadata.tier" }] },
    });
    const { config } = await visit.state();
    expect(config).toContain('"kept": 1.0');
    expect(Object.keys(JSON.parse(config).saml_configuration.mappings)).toEqual([
      "attribute",
      "level",
    ]);
    await visit.tab("SAML").click();
    const cells = visit.result.getByRole("table").first().getByRole("row");
    await eventually(() => cells.count()).toBe(3);
    expect(await text(cells.nth(1))).toContain("attribute");
    expect(await text(cells.nth(2))).toContain('"gold"');
  });
});

describe("by keyboard alone", () => {
  test("mappings are added, edited and removed", async ({ open }) => {
    const visit = await open(START);
    const { keyboard } = visit.page;
    const add = visit.group("Access token").getByRole("button", { name: "Add a mapping" });
    await visit.tabTo(visit.name(2));
    await keyboard.press("ControlOrMeta+A");
    await keyboard.type("basket");
    await visit.tabTo(visit.expression(2));
    await keyboard.press("ControlOrMeta+A");
    await keyboard.type("anonymous_session.session_id");
    await eventually(() => visit.claims()).toMatchObject({ basket: "sess_12345" });

    await visit.tabTo(add);
    await keyboard.press("Enter");
    await eventually(() => hasFocus(visit.name(4))).toBe(true);
    await keyboard.type("visitor");
    await keyboard.press("Tab");
    await keyboard.type("anonymous_session.user_id");
    await eventually(() => visit.claims()).toMatchObject({ visitor: "anon|a7f3b2c9e1" });

    await visit.tabTo(visit.button("Remove language"), "Shift+Tab");
    await keyboard.press("Enter");
    await eventually(() => visit.names()).toEqual(["country", "basket", "visitor"]);
    await eventually(() => hasFocus(visit.button("Remove visitor"))).toBe(true);
    for (const left of ["basket", "country"]) {
      await keyboard.press("Space");
      await eventually(() => hasFocus(visit.button(`Remove ${left}`))).toBe(true);
    }
    await keyboard.press("Space");
    await eventually(() => visit.names()).toEqual([]);
    await eventually(() => hasFocus(add)).toBe(true);
    expect(await mappings(visit)).toEqual([]);
  });

  test("rows are moved by arrow keys on the handle, and the focus goes with the row", async ({
    open,
  }) => {
    const visit = await open(START);
    const { keyboard } = visit.page;
    const handle = visit.button("Move country");
    await visit.tabTo(handle);
    await keyboard.press("ArrowDown");
    await eventually(() => visit.names()).toEqual(["cart", "country", "language"]);
    await eventually(() => hasFocus(handle)).toBe(true);
    await keyboard.press("ArrowDown");
    await eventually(() => visit.names()).toEqual(["cart", "language", "country"]);
    await eventually(() => hasFocus(handle)).toBe(true);
    await keyboard.press("ArrowDown"); // there is nothing below
    await keyboard.press("ArrowUp");
    await eventually(() => visit.names()).toEqual(["cart", "country", "language"]);
    await eventually(() => hasFocus(handle)).toBe(true);
    await eventually(() => custom(visit)).toEqual(["cart", "country", "language"]);
    expect(await mappings(visit)).toEqual([CART, COUNTRY, LANGUAGE]);
  });

  test("rows are moved by the buttons", async ({ open }) => {
    const visit = await open(START);
    const up = visit.button("Move language up");
    await visit.tabTo(up);
    await visit.page.keyboard.press("Enter");
    await eventually(() => visit.names()).toEqual(["country", "language", "cart"]);
    await eventually(() => hasFocus(up)).toBe(true);
    await visit.page.keyboard.press("Enter");
    await eventually(() => visit.names()).toEqual(["language", "country", "cart"]);
    await eventually(() => hasFocus(visit.button("Move language"))).toBe(true);
  });

  test("one goes to the JSON and back", async ({ open }) => {
    const visit = await open(START);
    const { keyboard } = visit.page;
    await visit.tabTo(visit.config.getByRole("button", { name: "JSON", exact: true }));
    await keyboard.press("Enter");
    const editor = visit.page.getByRole("textbox", { name: "Config as JSON" });
    await visit.tabTo(editor);
    await eventually(() => editor.getAttribute("contenteditable")).toBe("true");
    await keyboard.press("ControlOrMeta+Home");
    await keyboard.press("ArrowRight");
    await keyboard.type(' "note": 1.0, ');
    await visit.tabTo(visit.button("Table"), "Shift+Tab"); // Tab leaves the editor
    await keyboard.press("Enter");
    await eventually(() => visit.names()).toEqual(["country", "cart", "language"]);
    expect((await visit.state()).config).toBe(`{ "note": 1.0, ${CONFIG.slice(1)}`);
  });
});

describe("problems", () => {
  /** What is said of a field to those who do not see where it stands. */
  const described = (field: Locator) =>
    field.evaluate((node) => {
      const ids = node.getAttribute("aria-describedby")?.split(" ") ?? [];
      const tree = node.getRootNode() as ShadowRoot;
      return ids.map((id) => tree.getElementById(id)?.textContent?.trim()).join(" ");
    });

  test("stand at the very field", async ({ open, policy }) => {
    const says = (code: string) => policy.problems.find((problem) => problem.code === code)?.says;
    const visit = await open(START);
    expect(await visit.name(1).getAttribute("aria-invalid")).toBe(null);

    await visit.name(1).fill("roles");
    await eventually(() => described(visit.name(1))).toContain(says("restricted_claim"));
    expect(await visit.name(1).getAttribute("aria-invalid")).toBe("true");
    expect(await visit.expression(1).getAttribute("aria-invalid")).toBe(null);
    await eventually(() => visit.page.getByText("1 problem", { exact: true }).count()).toBe(1);

    await visit.expression(2).fill("user.*");
    await eventually(() => described(visit.expression(2))).toContain(says("expression_operator"));
    expect(await visit.name(2).getAttribute("aria-invalid")).toBe(null);
    await visit.name(3).fill("cart");
    await eventually(() => described(visit.name(3))).toContain(says("duplicate_claim_name"));
    await visit.name(3).fill("");
    await eventually(() => described(visit.name(3))).toContain(says("empty_claim_name"));
    await eventually(() => visit.page.getByText("3 problems", { exact: true }).count()).toBe(1);

    await visit.name(1).fill("country");
    await visit.expression(2).fill("anonymous_session.metadata.cart_id");
    await visit.name(3).fill("language");
    await eventually(() => visit.page.getByText("Valid config").count()).toBe(1);
    expect(await visit.name(1).getAttribute("aria-invalid")).toBe(null);
    expect(await described(visit.name(1))).toBe("");
  });

  test("of the list stand at the list, and the counter tells", async ({ open, policy }) => {
    const limit = policy.limits.mappings;
    const list = Array.from({ length: limit }, (_, i) => {
      return { name: `claim_${i}`, expression: "anonymous_session.user_id" };
    });
    const config = JSON.stringify({ access_token: { custom_claim_mappings: list } });
    const visit = await open({ ...START, config });
    const counter = visit.config.getByText(`of ${limit} mappings`);
    await eventually(() => text(counter)).toBe(`${limit} of ${limit} mappings`);
    const calm = await counter.evaluate((node) => getComputedStyle(node).color);
    await visit.group("ID token").getByRole("button", { name: "Add a mapping" }).click();
    await visit.name(1, "ID token").fill("one_more");
    await visit.expression(1, "ID token").fill("user.user_id");
    await eventually(() => text(counter)).toBe(`${limit + 1} of ${limit} mappings`);
    expect(await counter.evaluate((node) => getComputedStyle(node).color)).not.toBe(calm);
    const says = policy.problems.find(({ code }) => code === "too_many_mappings")?.says ?? "";
    const problems = visit.config.getByRole("list", { name: "Problems and warnings" });
    await eventually(() => problems.getByText(says).count()).toBe(1);

    await problems
      .getByRole("button", { name: /^Go to/ })
      .first()
      .click();
    await eventually(() =>
      visit.page.getByRole("textbox", { name: "Config as JSON" }).count(),
    ).toBe(1);
  });

  test("of what cannot be a table are said in its place", async ({ open }) => {
    const visit = await open({
      config:
        '{ "access_token": { "custom_claim_mappings": 5 }, "id_token": { "custom_claim_mappings": [7] } }',
      session: SESSION,
    });
    const group = visit.group("Access token");
    await eventually(() => group.getByText("Something other than a list").count()).toBe(1);
    expect(await group.getByRole("button", { name: "Add a mapping" }).count()).toBe(0);
    const row = visit.row(1, "ID token");
    expect(await row.getByRole("textbox").isDisabled()).toBe(true);
    await row.getByRole("button", { name: "Remove" }).click();
    await eventually(async () => (await visit.state()).config).not.toContain("7");
  });

  test("stand in the JSON at what they are about", async ({ open, policy }) => {
    const says = (code: string) => policy.problems.find((problem) => problem.code === code)?.says;
    const config = CONFIG.replace('"country"', '"roles"').replace(
      '"anonymous_session.metadata.cart_id"',
      '"user.*"',
    );
    const visit = await open({ ...START, config });
    const editor = await visit.editor("config");
    await eventually(() => editor.locator(".cm-lintRange-error").allTextContents()).toEqual([
      '"roles"',
      '*"',
    ]);
    expect(await editor.getAttribute("aria-invalid")).toBe("true");
    const problems = visit.config.getByRole("list", { name: "Problems: Config as JSON" });
    const [first, second] = [
      problems.getByRole("button").first(),
      problems.getByRole("button").nth(1),
    ];
    expect(await text(first)).toContain(says("restricted_claim"));
    expect(await text(first)).toContain("line 4, column 17");
    expect(await text(second)).toContain(says("expression_operator"));
    await second.click();
    await eventually(() => hasFocus(editor)).toBe(true);
    await visit.page.keyboard.insertText('name"');
    await eventually(async () => (await visit.state()).config).toBe(
      config.replace('"user.*"', '"user.name"'),
    );
  });

  test.for([
    ["an accent", `{ "name": "é", "access_token": ] }`, "]"],
    ["an emoji", `{ "name": "😀😀", "access_token": ] }`, "]"],
    ["both, some lines down", `{\n "é": "😀",\n  "ñ": "日本" "`, '"'],
    ["an escape that is none", `{ "é": "\\q" }`, "q"],
  ] as const)(
    "of broken JSON are at the right character after %s",
    async ([, config, at], { open, program }) => {
      const visit = await open({ ...START, config });
      await eventually(() => visit.page.getByText("1 problem", { exact: true }).count()).toBe(1);
      await visit.button("Show it in the JSON").click();
      const editor = visit.page.getByRole("textbox", { name: "Config as JSON" });
      await eventually(() => editor.locator(".cm-lintRange-error").allTextContents()).toEqual([at]);

      // The engine counts bytes, people count characters.
      const { stdout } = await program.run(
        "validate",
        "--format",
        "json",
        "--config",
        await program.file(config),
      );
      const offset: number = JSON.parse(stdout).problems[0].offset;
      const before = Buffer.from(config).subarray(0, offset).toString();
      const line = before.split("\n").length;
      const problem = visit.config.getByRole("list", { name: "Problems: Config as JSON" });
      expect(await text(problem)).toContain(`line ${line}, column`);
      expect(config.slice(before.length)).toMatch(new RegExp(`^${at.replace("]", "\\]")}`));
    },
  );
});

describe("suggestions", () => {
  const claim = { "https://shop.example/source": "newsletter" };
  const empty = JSON.stringify(
    {
      access_token: {
        custom_claim_mappings: [{ name: "https://shop.example/source", expression: "" }],
      },
    },
    null,
    2,
  );
  const escaped = "anonymous_session.metadata.utm\\.source";

  function offered(visit: Visit): Promise<string[]> {
    return texts(visit.page.getByRole("listbox").getByRole("option"));
  }

  test("have the session's paths with their values, for the pointer", async ({ open }) => {
    const visit = await open({ ...START, config: empty });
    await visit.row(1).getByRole("button", { name: "Suggestions" }).click();
    const list = visit.page.getByRole("listbox");
    await eventually(() => list.count()).toBe(1);
    expect(await offered(visit)).toEqual([
      'anonymous_session.session_id "sess_12345"',
      'anonymous_session.user_id "anon|a7f3b2c9e1"',
      expect.stringMatching(/^anonymous_session\.metadata \{/),
      'anonymous_session.metadata.country "Spain"',
      'anonymous_session.metadata.cart_id "cart:1"',
      'anonymous_session.metadata.language "es-ES"',
      `${escaped} "newsletter"`,
    ]);
    await visit.expression(1).fill("utm");
    await eventually(() => offered(visit)).toEqual([`${escaped} "newsletter"`]);
    await list.getByRole("option").click();
    await eventually(() => visit.claims()).toMatchObject(claim);
    expect(await visit.expression(1).inputValue()).toBe(escaped);
    expect(await list.count()).toBe(0);
  });

  test("are chosen by keyboard alone", async ({ open }) => {
    const visit = await open({ ...START, config: empty });
    const { keyboard } = visit.page;
    const field = visit.expression(1);
    await visit.tabTo(field);
    await keyboard.press("ArrowUp"); // opens it at the end
    const list = visit.page.getByRole("listbox");
    await eventually(() => text(list.getByRole("option", { selected: true }))).toContain(escaped);
    await keyboard.press("Escape");
    await eventually(() => list.count()).toBe(0);
    await keyboard.type("source");
    await eventually(() => offered(visit)).toEqual([`${escaped} "newsletter"`]);
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await eventually(() => visit.claims()).toMatchObject(claim);
    await eventually(() => list.count()).toBe(0);
    expect(await field.inputValue()).toBe(escaped);
    expect(await hasFocus(field)).toBe(true);
  });

  test("come in the JSON inside an expression, and nowhere else", async ({ open }) => {
    const visit = await open({ ...START, config: empty });
    const editor = await visit.editor("config");
    const { clock, keyboard } = visit.page;
    await clock.install();
    await editor.focus();
    await keyboard.press("ControlOrMeta+Home");
    for (let line = 1; line < 6; line++) await keyboard.press("ArrowDown");
    await keyboard.press("End");
    await keyboard.press("ArrowLeft");
    await keyboard.type("u");
    const option = visit.page.getByRole("listbox").getByRole("option");
    await eventually(() => offered(visit)).toContain('anonymous_session.user_id"anon|a7f3b2c9e1"');
    await keyboard.type("tm");
    await eventually(() => offered(visit)).toEqual([`${escaped}"newsletter"`]);
    await eventually(() => option.getAttribute("aria-selected")).toBe("true");
    await clock.fastForward(200); // CodeMirror takes no key for a list just opened
    await keyboard.press("Enter");
    await eventually(() => visit.claims()).toMatchObject(claim);
    expect(JSON.parse((await visit.state()).config)).toEqual(
      JSON.parse(empty.replace('""', JSON.stringify(escaped))),
    );
    // A name is no place for an expression.
    await keyboard.press("ArrowUp");
    await keyboard.press("End");
    await keyboard.press("ArrowLeft");
    await keyboard.press("ArrowLeft");
    await keyboard.type("s");
    await eventually(() => visit.claims()).toHaveProperty(["https://shop.example/sources"]);
    expect(await option.count()).toBe(0);
  });

  test("follow the session", async ({ open }) => {
    const visit = await open({ ...START, config: empty });
    await visit.session.getByText("Load a sample").click();
    await visit.button("Login with scopes and code").click();
    await eventually(async () => (await visit.state()).session).toContain('"user"');
    await visit.expression(1).fill("tier");
    await eventually(() => offered(visit)).toEqual(['user.app_metadata.tier "gold"']);
  });
});
