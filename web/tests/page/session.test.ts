// The inputs beside the config: the sample session, its scopes, the request and its tenant.

import type { Explanation } from "@claimsmith/engine";
import type { PreviewState } from "@claimsmith/preview";
import { describe, expect } from "vitest";
import { eventually, hasFocus, type Program, test, text, type Visit } from "./harness.js";

const OWN = "https://api.shop.example";
const CONFIG = `{
  "client_id": "c1",
  "access_token": { "custom_claim_mappings": [
    { "name": "country", "expression": "anonymous_session.metadata.country" },
    { "name": "https://shop.example/cart", "expression": "anonymous_session.metadata.cart_id" }
  ] },
  "id_token": { "custom_claim_mappings": [
    { "name": "tier", "expression": "user.app_metadata.tier" }
  ] },
  "tenant": { "domain": "shop.eu.auth0.com" }
}
`;
const SESSION = `{ "user_id": "anon|1", "metadata": { "country": "Spain", "cart_id": "c" } }\n`;
const START = { config: CONFIG, session: SESSION, audience: [OWN] };

/** What the engine says on the command line, where a token is as it should be. */
async function explained(program: Program, state: PreviewState): Promise<Explanation> {
  const explanation = await program.explain(state);
  if (explanation.error) throw new Error(explanation.error.code);
  return explanation;
}

/** Sees that every token has what the command line says of the same inputs, and is missing the same. */
async function expectAsIssued(visit: Visit, program: Program): Promise<void> {
  const { access_token, id_token, userinfo, saml, decisions } = await explained(
    program,
    await visit.state(),
  );
  const tabs = [
    ["Access token", "access_token", access_token],
    ["ID token", "id_token", id_token],
    ["Userinfo", "userinfo", userinfo],
  ] as const;
  for (const [name, token, issued] of tabs) {
    await eventually(() => visit.tab(name).count()).toBe(issued ? 1 : 0);
    if (!issued) continue;
    await visit.tab(name).click();
    await eventually(() => visit.claims()).toMatchObject(issued.claims);
    if (token === "userinfo") continue;
    const ignored = decisions.filter((d) => d.token === token && d.verdict === "ignored");
    expect(await visit.result.locator(".missing > li .name > code:first-child").count()).toBe(
      ignored.length,
    );
  }
  await eventually(() => visit.tab("SAML").count()).toBe(saml ? 1 : 0);
  if (saml) {
    await visit.tab("SAML").click();
    const cells = visit.result.getByRole("cell");
    for (const { name } of saml.attributes)
      expect(await cells.getByText(name, { exact: true }).count()).toBe(1);
  }
  await visit.tab("Access token").click();
}

/** Opens a menu and chooses from it. */
async function choose(visit: Visit, menu: string, item: string): Promise<void> {
  await visit.page.getByText(menu, { exact: true }).click();
  await visit.button(item).click();
}

/** The rule that each missing claim is missing by. */
async function rules(visit: Visit): Promise<{ [claim: string]: string }> {
  const found: { [claim: string]: string } = {};
  for (const entry of await visit.result.locator(".missing > li").all()) {
    const claim = await text(entry.locator(".name > code"));
    found[claim] = await text(entry.locator(".rule > .pill"));
  }
  return found;
}

describe("a sample", () => {
  test("of each kind loads, and gives what is issued for it", async ({ open, program }) => {
    const visit = await open(START);
    const menu = visit.page.getByText("Load a sample", { exact: true });
    await menu.click();
    const items = visit.session.locator("details button");
    const labels = await items.allTextContents();
    await visit.page.keyboard.press("Escape");
    expect(await hasFocus(menu)).toBe(true);
    expect(labels).toHaveLength(5);
    for (const label of labels.map((label) => label.trim())) {
      await choose(visit, "Load a sample", label);
      await eventually(() => items.first().isVisible()).toBe(false);
      expect(await hasFocus(menu)).toBe(true);
      await expectAsIssued(visit, program);
      expect(await visit.tab("SAML").count(), label).toBe(label === "SAML" ? 1 : 0);
    }
    for (const _ of labels) await visit.button("Undo").click();
    expect((await visit.state()).session).toBe(SESSION);
  });

  test("is chosen by keyboard alone", async ({ open }) => {
    const visit = await open(START);
    const { keyboard } = visit.page;
    await visit.tabTo(visit.page.getByText("Load a sample", { exact: true }));
    await keyboard.press("Enter");
    await visit.tabTo(visit.button("Guest checkout"));
    await keyboard.press("Enter");
    await eventually(() => visit.claims()).toMatchObject({
      "https://shop.example/cart": "cart:0987654321",
    });
  });
});

test("the session is edited as JSON, and the token follows", async ({ open, program }) => {
  const visit = await open(START);
  const editor = await visit.editor("session");
  await visit.paste(editor, SESSION.replace("Spain", "España 🇪🇸"));
  await eventually(() => visit.claims()).toMatchObject({ country: "España 🇪🇸" });
  await expectAsIssued(visit, program);
  await visit.page.getByRole("textbox", { name: "Audience 1" }).focus();
  await visit.button("Undo").click();
  await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
});

describe("the audience", () => {
  test("is chosen from the tenant's own", async ({ open, program }) => {
    const visit = await open(START);
    const wanted = [
      ["Management API", "https://shop.eu.auth0.com/api/v2/", { country: "RES-5" }],
      ["Userinfo", "https://shop.eu.auth0.com/userinfo", undefined],
      ["MFA API", "https://shop.eu.auth0.com/mfa/", undefined],
      ["Your API and userinfo", [OWN, "https://shop.eu.auth0.com/userinfo"], undefined],
      ["An API of your own", OWN, {}],
    ] as const;
    for (const [preset, aud, missing] of wanted) {
      await choose(visit, "Choose an audience", preset);
      await eventually(() => visit.claims()).toMatchObject({ aud });
      if (missing) expect(await rules(visit), preset).toEqual(missing);
      await expectAsIssued(visit, program);
    }
  });

  test("is typed, added to and removed by keyboard", async ({ open }) => {
    const visit = await open(START);
    const { keyboard } = visit.page;
    const field = (n: number) => visit.page.getByRole("textbox", { name: `Audience ${n}` });
    await field(1).fill("orders");
    await eventually(() => visit.claims()).toMatchObject({ aud: "orders" });
    await visit.tabTo(visit.button("+ Add another audience"));
    await keyboard.press("Enter");
    await eventually(() => hasFocus(field(2))).toBe(true);
    await keyboard.type("invoices");
    await eventually(() => visit.claims()).toMatchObject({ aud: ["orders", "invoices"] });
    await visit.tabTo(visit.button("Remove audience 1"), "Shift+Tab");
    await keyboard.press("Enter");
    await eventually(() => visit.claims()).toMatchObject({ aud: "invoices" });
    await eventually(() => hasFocus(field(1))).toBe(true);
    expect(await visit.button("Remove audience 1").count()).toBe(0);
  });
});

describe("scopes", () => {
  const login = {
    ...START,
    session: `{ "user": { "user_id": "auth0|1", "email": "ana@shop.example", "name": "Ana",
  "app_metadata": { "tier": "gold" } } }\n`,
  };

  test("are chips that grant standard claims", async ({ open, program }) => {
    const visit = await open(login);
    const chip = (scope: string) => visit.session.getByRole("button", { name: scope, exact: true });
    await eventually(() => chip("openid").getAttribute("aria-pressed")).toBe("false");
    await chip("openid").click();
    await eventually(() => visit.tab("ID token").count()).toBe(1);
    expect(await chip("openid").getAttribute("aria-pressed")).toBe("true");
    await visit.tab("ID token").click();
    await eventually(() => visit.claims()).toMatchObject({ tier: "gold", aud: "c1" });
    expect(await visit.claims()).not.toHaveProperty("email");
    await chip("email").click();
    await eventually(() => visit.claims()).toMatchObject({ email: "ana@shop.example" });
    expect(JSON.parse((await visit.state()).session).scope).toBe("openid email");
    await chip("openid").click();
    await eventually(() => chip("openid").getAttribute("aria-pressed")).toBe("false");
    expect(JSON.parse((await visit.state()).session).scope).toBe("email");
    await expectAsIssued(visit, program);
  });

  test("of any name are granted by hand and do no harm", async ({ open, program }) => {
    const visit = await open(login);
    const field = visit.page.getByRole("textbox", { name: "Grant another scope" });
    await eventually(() => field.isEnabled()).toBe(true);
    let granted = "";
    for (const scope of ["openid", "constructor", "__proto__", "read:orders"]) {
      await field.fill(scope);
      await field.press("Enter");
      granted = `${granted} ${scope}`.trim();
      await eventually(async () => JSON.parse((await visit.state()).session).scope).toBe(granted);
      const chip = visit.session.getByRole("button", { name: scope, exact: true });
      await eventually(() => chip.getAttribute("aria-pressed")).toBe("true");
    }
    await eventually(() => visit.claims()).toMatchObject({ scope: granted });
    await expectAsIssued(visit, program);
  });
});

describe("the tenant", () => {
  test("has a legacy mode, in which claims need a namespace", async ({ open, program }) => {
    const visit = await open(START);
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    const legacy = visit.page.getByRole("switch", { name: /^Legacy mode/ });
    await visit.tabTo(legacy);
    await visit.page.keyboard.press("Space");
    await eventually(() => rules(visit)).toHaveProperty("country");
    expect(await legacy.isChecked()).toBe(true);
    expect(JSON.parse((await visit.state()).config).tenant.migrations).toEqual({
      custom_claims_must_be_namespaced: true,
    });
    await expectAsIssued(visit, program);
    await legacy.click();
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
  });

  test("has domains, whose namespaces are its own", async ({ open, program }) => {
    const visit = await open({ ...START, config: CONFIG.replace(/,\s*"tenant".*\n/, "\n") });
    const domain = visit.page.getByRole("textbox", { name: "Tenant domain" });
    await eventually(() => domain.isEnabled()).toBe(true);
    await domain.fill("other.us.auth0.com");
    await eventually(() => visit.claims()).toMatchObject({ iss: "https://other.us.auth0.com/" });
    await visit.button("+ Add one custom domain").click();
    const custom = visit.page.getByRole("textbox", { name: "Custom domain 1" });
    await eventually(() => hasFocus(custom)).toBe(true);
    await visit.page.keyboard.type("login.shop.example");
    await eventually(async () => JSON.parse((await visit.state()).config).tenant).toEqual({
      domain: "other.us.auth0.com",
      custom_domains: ["login.shop.example"],
    });
    await expectAsIssued(visit, program);
    await visit.button("Remove custom domain 1").click();
    await eventually(() => hasFocus(visit.button("+ Add one custom domain"))).toBe(true);
    await domain.fill("");
    await eventually(async () => JSON.parse((await visit.state()).config).tenant).toEqual({});
  });

  test.for(["[]", '"shop"', "null", "7"])(
    "that is %s is not overwritten",
    async (tenant, { open }) => {
      const config = `{ "tenant": ${tenant} }\n`;
      const visit = await open({ ...START, config });
      await eventually(() =>
        visit.request.getByText("once the config and its tenant are objects").count(),
      ).toBe(1);
      for (const control of await visit.request.getByRole("textbox", { name: /domain/ }).all())
        expect(await control.isDisabled()).toBe(true);
      expect(await visit.page.getByRole("switch").isDisabled()).toBe(true);
      expect((await visit.state()).config).toBe(config);
    },
  );
});

test("values of other types than expected are shown, and survive a reload", async ({ open }) => {
  const visit = await open({
    config:
      '{ "client_id": [], "tenant": { "domain": {}, "custom_domains": [{}, 1], "migrations": 3 } }',
    session: '{ "user_id": {}, "created_at": {}, "metadata": [] }',
  });
  for (const _ of ["at first", "again"]) {
    await eventually(() => visit.request.getByRole("textbox", { name: "Audience 1" }).count()).toBe(
      1,
    );
    await eventually(() => visit.result.getByRole("tab").count()).toBeGreaterThan(1);
    await visit.page.getByRole("textbox", { name: "Audience 1" }).fill("a");
    await eventually(async () => (await visit.state()).audience).toEqual(["a"]);
    await visit.page.reload();
  }
  await eventually(async () => (await visit.state()).audience).toEqual(["a"]);
});
