// The inputs beside the config: the sample session, its scopes, the request and its tenant.

import type { Problem } from "@claimsmith/engine";
import { describe, expect } from "vitest";
import { eventually, hasFocus, type Program, test, type Visit } from "./harness.js";

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
  "saml_configuration": { "mappings": { "tier": "app_metadata.tier", "mail": "email" } },
  "tenant": { "domain": "shop.eu.auth0.com" }
}
`;
const SESSION = `{ "user_id": "anon|1", "metadata": { "country": "Spain", "cart_id": "c" } }\n`;
const START = { config: CONFIG, session: SESSION, audience: [OWN] };

/** What the tab that is shown has of custom claims, and the rule by which each other is missing. */
async function shown(visit: Visit) {
  await visit.showTokenAs("JSON");
  const lines = await visit.page.getByLabel("Payload").locator("> .custom").allTextContents();
  return { claims: JSON.parse(`{${lines.join("")}}`), missing: await rules(visit) };
}

/** The rule that each missing claim is missing by. */
async function rules(visit: Visit): Promise<{ [claim: string]: string }> {
  const missing = visit.result.locator(".missing > li");
  const claims = await missing.locator(".name > code").allTextContents();
  const pills = await missing.locator(".rule:first-child > .pill").allTextContents();
  return Object.fromEntries(claims.map((claim, i) => [claim, pills[i] ?? ""]));
}

/** The rows of the assertion's attributes: name and format, type, values. */
function attributes(visit: Visit): Promise<string[][]> {
  const rows = visit.result.getByRole("row").filter({ has: visit.page.locator("td") });
  return rows.evaluateAll((all) =>
    all.map((row) =>
      [...row.querySelectorAll("td")].map((cell) => cell.textContent.replace(/\s+/g, " ").trim()),
    ),
  );
}

/** Sees that every token has what the command line says of the same inputs, and is missing the same. */
async function expectAsIssued(visit: Visit, program: Program): Promise<void> {
  const explanation = await program.explain(await visit.state());
  if (explanation.error) throw new Error(explanation.error.code);
  const { access_token, id_token, userinfo, saml, decisions } = explanation;
  const tabs = ["Access token"];
  if (id_token) tabs.push("ID token");
  if (userinfo) tabs.push("Userinfo");
  if (saml) tabs.push("SAML");
  await eventually(async () => {
    const found = await visit.page.getByRole("tab").allTextContents();
    return found.map((title) => title.replace(/\d.*$/s, "").trim());
  }).toEqual([...tabs, "Check a real token", "Before and after"]);

  for (const [tab, token, issued] of [
    ["Access token", "access_token", access_token],
    ["ID token", "id_token", id_token],
    ["Userinfo", "id_token", userinfo],
  ] as const) {
    if (!issued) continue;
    await visit.tab(tab).click();
    const ignored = decisions.flatMap((d) =>
      d.token === token && d.verdict === "ignored" ? [[d.claim, d.rule]] : [],
    );
    const missing = Object.fromEntries(ignored);
    await eventually(() => shown(visit)).toEqual({ claims: issued.claims, missing });
  }
  if (saml) {
    await visit.tab("SAML").click();
    await visit.showTokenAs("Attributes");
    const rows = saml.attributes.map(({ name, name_format, type, values }) => [
      `${name} ${name_format}`,
      type,
      values.map((value) => JSON.stringify(value)).join(""),
    ]);
    await eventually(() => attributes(visit)).toEqual(rows);
  }
  await visit.tab("Access token").click();
}

/** Opens a menu and chooses from it. */
async function choose(visit: Visit, menu: string, item: string): Promise<void> {
  await visit.page.getByText(menu, { exact: true }).click();
  await visit.button(item).click();
}

describe("a sample", () => {
  test("of each kind loads, and gives what is issued for it", async ({ open, program }) => {
    const visit = await open(START);
    const menu = visit.page.getByText("Load a sample", { exact: true });
    await menu.click();
    const items = visit.session.locator("header details button");
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
      expect(await visit.tab("ID token").count(), label).toBe(1); // its mapping is a candidate
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
      ["Userinfo", "https://shop.eu.auth0.com/userinfo", {}],
      ["MFA API", "https://shop.eu.auth0.com/mfa/", { country: "RES-5" }],
      ["Your API and userinfo", [OWN, "https://shop.eu.auth0.com/userinfo"], {}],
      ["An API of your own", OWN, {}],
    ] as const;
    for (const [preset, aud, missing] of wanted) {
      await choose(visit, "Choose an audience", preset);
      await eventually(() => visit.claims()).toMatchObject({ aud });
      expect(await rules(visit), preset).toEqual(missing);
      await expectAsIssued(visit, program);
    }
  });

  test("is typed, added to and removed by keyboard", async ({ open, program }) => {
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
    expect(await rules(visit)).toEqual({});
    // One API of the provider among them is enough to leave claims out.
    await field(2).fill("HTTPS://SHOP.EU.AUTH0.COM/api/v2?x#y");
    await eventually(() => rules(visit)).toEqual({ country: "RES-5" });
    await expectAsIssued(visit, program);
    await field(2).fill("invoices");
    await eventually(() => rules(visit)).toEqual({});
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
    expect(await visit.claims()).not.toHaveProperty("name");
    await visit.tab("Userinfo").click();
    expect(await visit.claims()).toEqual({
      sub: "auth0|1",
      email: "ana@shop.example",
      tier: "gold",
    });
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
      await eventually(() => visit.claims()).toMatchObject({ scope: granted });
    }
    await expectAsIssued(visit, program);
    for (const scope of ["constructor", "__proto__"]) {
      await visit.session.getByRole("button", { name: scope, exact: true }).click();
      granted = granted.replace(` ${scope}`, "");
      await eventually(() => visit.claims()).toMatchObject({ scope: granted });
    }
    expect(granted).toBe("openid read:orders");
  });

  test("let claims into the access token that need them", async ({ open, program }) => {
    const config = CONFIG.replace(
      '"country", "expression": "anonymous_session.metadata.country"',
      '"email", "expression": "user.email"',
    );
    const visit = await open({ ...login, config });
    await eventually(() => rules(visit)).toHaveProperty("email", "RES-6");
    await visit.tabTo(visit.session.getByRole("button", { name: "email", exact: true }));
    await visit.page.keyboard.press("Space");
    await eventually(() => shown(visit)).toMatchObject({ claims: { email: "ana@shop.example" } });
    await visit.page.keyboard.press("Space"); // the focus is where it was
    await eventually(() => rules(visit)).toHaveProperty("email", "RES-6");
    await expectAsIssued(visit, program);
  });

  test("of an anonymous session make a transaction with the same claims", async ({
    open,
    program,
  }) => {
    const visit = await open(START);
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    await visit.session.getByRole("button", { name: "openid", exact: true }).click();
    await eventually(() => visit.claims()).toMatchObject({
      scope: "openid",
      sub: "anon|1",
      country: "Spain",
    });
    expect(JSON.parse((await visit.state()).session)).toEqual({
      anonymous_session: JSON.parse(SESSION),
      scope: "openid",
    });
    await expectAsIssued(visit, program);
    await visit.button("Undo").click();
    expect((await visit.state()).session).toBe(SESSION);
  });

  test("wait for a session that can have them", async ({ open }) => {
    const visit = await open({ ...START, session: "[]" });
    const field = visit.page.getByRole("textbox", { name: "Grant another scope" });
    await eventually(() => visit.result.getByRole("button", { name: /^Go to/ }).count()).toBe(1);
    expect(await field.isDisabled()).toBe(true);
    await visit.paste(await visit.editor("session"), "{}");
    await eventually(() => field.isEnabled()).toBe(true);
  });
});

describe("the tenant", () => {
  test("has a legacy mode, in which claims need a namespace", async ({ open, program }) => {
    const visit = await open(START);
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    const legacy = visit.page.getByRole("switch", { name: /^Legacy mode/ });
    await visit.tabTo(legacy);
    await visit.page.keyboard.press("Space");
    await eventually(() => rules(visit)).toEqual({ country: "RES-4" });
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
    // The provider's own claim is under the first domain of the tenant's own.
    expect((await shown(visit)).claims).toHaveProperty(
      ["https://login.shop.example/user_type"],
      "anonymous",
    );
    await visit.button("Remove custom domain 1").click();
    await eventually(() => hasFocus(visit.button("+ Add one custom domain"))).toBe(true);
    await domain.fill("");
    await eventually(async () => JSON.parse((await visit.state()).config).tenant).toEqual({});
  });

  test("says beside a domain that it is no host name", async ({ open }) => {
    const visit = await open(START);
    const domain = visit.page.getByRole("textbox", { name: "Tenant domain" });
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    await domain.fill("https://login.shop.example");
    await eventually(() => domain.getAttribute("aria-invalid")).toBe("true");
    const described = visit.page.locator("#domain-problem");
    expect(await described.textContent()).toContain("A domain is a host name");
    await domain.fill("login.shop.example");
    await eventually(() => described.count()).toBe(0);
    expect(await domain.getAttribute("aria-invalid")).toBeNull();

    await visit.button("+ Add one custom domain").click();
    const custom = visit.page.getByRole("textbox", { name: "Custom domain 1" });
    await custom.fill("id.shop.example/");
    await eventually(() => custom.getAttribute("aria-invalid")).toBe("true");
    expect(await visit.page.locator("#problem-custom-domain-0").textContent()).toContain(
      "host name",
    );
    await custom.fill("id.shop.example");
    await eventually(() => visit.claims()).toHaveProperty(
      ["https://id.shop.example/user_type"],
      "anonymous",
    );
  });

  test("takes an audience with its own domain for the provider's", async ({ open, program }) => {
    const visit = await open({ ...START, audience: ["https://id.shop.example/api/v2"] });
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    await visit.page.getByRole("textbox", { name: "Tenant domain" }).fill("ID.shop.example");
    await eventually(() => rules(visit)).toEqual({ country: "RES-5" });
    await expectAsIssued(visit, program);
  });

  test("keeps the custom domains beside the one that is edited", async ({ open }) => {
    const odd = '{ "a": 1 }, 12345678901234567890';
    const config = CONFIG.replace(
      '"domain": "shop.eu.auth0.com"',
      `"custom_domains": [${odd}, "login.shop.example"]`,
    );
    const visit = await open({ ...START, config });
    const field = visit.page.getByRole("textbox", { name: "Custom domain 3" });
    await eventually(() => field.isEnabled()).toBe(true);
    await field.fill("id.shop.example");
    expect((await visit.state()).config).toBe(config.replace("login.", "id."));
  });

  test("keeps custom domains that are no list", async ({ open }) => {
    const config = CONFIG.replace('"domain"', '"custom_domains": "login.shop.example", "domain"');
    const visit = await open({ ...START, config });
    const domain = visit.page.getByRole("textbox", { name: "Tenant domain" });
    await eventually(() => domain.inputValue()).toBe("shop.eu.auth0.com");
    // Adding one would take the place of what is there.
    expect(await visit.button("+ Add one custom domain").isDisabled()).toBe(true);
  });

  test.for(["[]", '"shop"', "null", "7"])(
    "that is %s is not overwritten",
    async (tenant, { open }) => {
      const config = `{ "tenant": ${tenant} }\n`;
      const visit = await open({ ...START, config });
      await eventually(() =>
        visit.request.getByText("once the config and its tenant are objects").count(),
      ).toBe(1);
      const domain = visit.request.getByRole("textbox", { name: /domain/ });
      expect(await domain.count()).toBe(1);
      expect(await domain.isDisabled()).toBe(true);
      expect(await visit.page.getByRole("switch").isDisabled()).toBe(true);
      expect((await visit.state()).config).toBe(config);
    },
  );
});

describe("values of other types than expected", () => {
  test("in the session are shown where people see them, and survive a reload", async ({ open }) => {
    const visit = await open({
      config: '{ "client_id": [] }',
      session: '{ "user_id": {}, "created_at": {}, "expires_at": 7, "metadata": [] }',
      audience: ["a"],
    });
    const odd = { sub: {}, aud: "a", azp: "client_id", iat: Date.UTC(2026, 0, 1) / 1000 };
    await eventually(() => visit.claims()).toMatchObject(odd);
    await visit.page.getByRole("textbox", { name: "Audience 1" }).fill("b");
    await eventually(() => visit.claims()).toMatchObject({ ...odd, aud: "b" });
    await visit.page.reload();
    await eventually(() => visit.claims()).toMatchObject({ ...odd, aud: "b" });
  });

  test("in the tenant are reported, and survive a reload", async ({ open, program }) => {
    const config =
      '{ "tenant": { "domain": {}, "custom_domains": [{}, 1], "migrations": { "custom_claims_must_be_namespaced": "yes" } } }';
    const visit = await open({ ...START, config });
    const validated = await program.run("validate", "--config", await program.file(config));
    const places = JSON.parse(validated.stdout).problems.map(({ path }: Problem) => path);
    expect(places).toHaveLength(4);
    const links = visit.result.getByRole("button", { name: /^Go to/ });
    const linked = async () =>
      (await links.allTextContents()).map((link) => link.trim().replace("Go to ", ""));
    await eventually(linked).toEqual(places.map(() => "line 1"));
    expect(await visit.page.getByRole("switch").isChecked()).toBe(false);
    await visit.page.getByRole("textbox", { name: "Audience 1" }).fill("b");
    await eventually(async () => (await visit.state()).audience).toEqual(["b"]);
    await visit.page.reload();
    await eventually(linked).toEqual(places.map(() => "line 1"));
    expect((await visit.state()).config).toBe(config);
  });
});
