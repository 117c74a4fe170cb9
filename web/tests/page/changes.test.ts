// Before and after: what edits do to the tokens, and what the other mode would do.

import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { eventually, test, text, texts, type Visit } from "./harness.js";

const CONFIG = `{
  "access_token": { "custom_claim_mappings": [
    { "name": "country", "expression": "anonymous_session.metadata.country" },
    { "name": "cart", "expression": "anonymous_session.metadata.cart_id" }
  ] }
}
`;
const START = {
  config: CONFIG,
  session:
    '{ "user_id": "anon|1", "metadata": { "country": "Spain", "cart_id": "c", "n": 1.0 } }\n',
  audience: ["https://api.shop.example"],
};

/** The list below a heading, each entry as one text. */
async function listed(visit: Visit, heading: RegExp): Promise<string[]> {
  const part: Locator = visit.result.locator("div.changes").filter({
    has: visit.page.getByRole("heading", { name: heading }),
  });
  return texts(part.getByRole("listitem"));
}

const EDITS = /^The edited config/;
const LEGACY = /legacy mode/;

test("an edit's claims are added, removed and changed, until it is saved", async ({ open }) => {
  const visit = await open(START);
  await visit.tab("Before and after").click();
  await eventually(() => visit.result.getByText("The config is as it was saved.").count()).toBe(1);

  await visit
    .row(2)
    .getByRole("button", { name: /^Remove/ })
    .click();
  await visit.expression(1).fill("anonymous_session.metadata.n");
  await visit.config
    .getByRole("button", { name: /^\+ Add a mapping/ })
    .first()
    .click();
  await visit.name(2).fill("visitor");
  await visit.expression(2).fill("anonymous_session.user_id");
  await visit.page.keyboard.press("Escape");
  await eventually(() => listed(visit, EDITS)).toEqual([
    '~ country changed in the access token "Spain" → 1.0',
    '− cart removed from the access token "c"',
    '+ visitor added to the access token "anon|1"',
  ]);
  const tab = visit.page.getByRole("tab", { name: /^Before and after/ });
  expect(await text(tab)).toBe("Before and after3");

  await visit.button("Save").click();
  await eventually(() => listed(visit, EDITS)).toEqual([]);
  await eventually(() => text(tab)).toBe("Before and after");
});

test("an edit that changes no token says so", async ({ open }) => {
  const visit = await open(START);
  await visit.tab("Before and after").click();
  await visit.paste(await visit.editor("config"), CONFIG.replace("{", '{ "name": "Shop",'));
  await eventually(() => visit.result.getByText("The edits change no token.").count()).toBe(1);
});

test("legacy mode takes claims without a namespace away, and migration brings them", async ({
  open,
}) => {
  const visit = await open(START);
  await visit.tab("Before and after").click();
  const without = [
    '− country removed from the access token "Spain"',
    '− cart removed from the access token "c"',
  ];
  await eventually(() => listed(visit, LEGACY)).toEqual(without);
  await visit.page.getByRole("switch", { name: /^Legacy mode/ }).click();
  await eventually(() => listed(visit, /^After the migration/)).toEqual([
    '+ country added to the access token "Spain"',
    '+ cart added to the access token "c"',
  ]);
  await eventually(() => listed(visit, EDITS)).toEqual(without);
  // What the log would have in legacy mode can be read.
  await visit.result.getByText("Entry in the tenant's log").click();
  expect(await text(visit.page.getByLabel("Log entry"))).toContain("country");
});

test("modes differ in every token", async ({ open }) => {
  const config = {
    access_token: {
      custom_claim_mappings: [
        { name: "country", expression: "anonymous_session.metadata.country" },
        { name: "https://shop.example/tier", expression: "user.app_metadata.tier" },
        { name: "email", expression: "user.email" },
      ],
    },
    id_token: {
      custom_claim_mappings: [
        { name: "https://shop.auth0.com/tier", expression: "user.app_metadata.tier" },
      ],
    },
    saml_configuration: { mappings: { tier: "app_metadata.tier", id: "app_metadata.id" } },
  };
  const session = {
    anonymous_session: { metadata: { country: "Spain" } },
    user: { email: "ana@shop.example", app_metadata: { tier: "gold", id: "e1" } },
    scope: "openid email",
    protocol: "samlp",
    custom_claims: { id_token: [{ name: "app_metadata", value: { tier: "new" } }] },
  };
  const visit = await open({
    ...START,
    config: JSON.stringify(config),
    session: JSON.stringify(session),
  });
  await visit.tab("Before and after").click();
  await eventually(() => listed(visit, LEGACY)).toEqual([
    '− country removed from the access token "Spain"',
    '− email removed from the access token "ana@shop.example"',
    '− app_metadata removed from the ID token {"tier":"new"}',
    '− app_metadata removed from userinfo {"tier":"new"}',
    '+ https://shop.auth0.com/tier added to userinfo "gold"',
    '+ id added to the SAML assertion ["e1"]',
  ]);
  await visit.page.getByRole("switch", { name: /^Legacy mode/ }).click();
  await eventually(() => listed(visit, /^After the migration/)).toEqual([
    '+ country added to the access token "Spain"',
    '+ email added to the access token "ana@shop.example"',
    '+ app_metadata added to the ID token {"tier":"new"}',
    '− https://shop.auth0.com/tier removed from userinfo "gold"',
    '+ app_metadata added to userinfo {"tier":"new"}',
    '− id removed from the SAML assertion ["e1"]',
  ]);
});

test("modes are compared of what is edited, not of what was saved", async ({ open }) => {
  const visit = await open(START);
  await visit.tab("Before and after").click();
  await visit.name(1).fill("https://shop.example/country");
  await eventually(() => listed(visit, LEGACY)).toEqual([
    '− cart removed from the access token "c"',
  ]);
  await visit.name(2).fill("https://shop.example/cart");
  await eventually(() => visit.result.getByText("It would change no token.").count()).toBe(1);
});

test("an edit that is taken back leaves no difference", async ({ open }) => {
  const visit = await open(START);
  const same = visit.result.getByText("The config is as it was saved.");
  await visit.tab("Before and after").click();
  for (const back of ["Undo", "Revert"]) {
    await visit.name(1).fill("land");
    await eventually(() => listed(visit, EDITS)).toEqual([
      '− country removed from the access token "Spain"',
      '+ land added to the access token "Spain"',
    ]);
    await visit.button(back).click();
    await eventually(() => same.count()).toBe(1);
    expect(await listed(visit, EDITS)).toEqual([]);
  }
});

test("values differ by their text, and markup in them is text", async ({ open }) => {
  const visit = await open({
    ...START,
    session: `{ "metadata": { "country": 12345678901234567890, "cart_id": "<i>c</i>",
      "n": 12345678901234567891, "list": [ 1e3 , { "a" : null } ] } }`,
  });
  await visit.tab("Before and after").click();
  await visit.expression(1).fill("anonymous_session.metadata.n");
  await visit.expression(2).fill("anonymous_session.metadata.list");
  await visit.page.keyboard.press("Escape");
  await eventually(() => listed(visit, EDITS)).toEqual([
    "~ country changed in the access token 12345678901234567890 → 12345678901234567891",
    '~ cart changed in the access token "<i>c</i>" → [1e3,{"a":null}]',
  ]);
  const change = visit.result.getByRole("listitem").first();
  expect(await change.getByRole("deletion").textContent()).toBe("12345678901234567890");
  expect(await change.getByRole("insertion").textContent()).toBe("12345678901234567891");
});

test("a config that was saved with problems had no tokens", async ({ open, policy }) => {
  const visit = await open({ ...START, config: CONFIG.replace('"country"', '"sub"') });
  await visit.name(1).fill("country");
  await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
  await visit.tab("Before and after").click();
  const says = policy.failures.find(({ code }) => code === "invalid_config")?.says ?? "";
  await eventually(() =>
    visit.result.getByText(`There were no tokens before: ${says}`).count(),
  ).toBe(1);
  // Saved, it is what later edits are compared with.
  await visit.button("Save").click();
  await eventually(() => visit.result.getByText("The config is as it was saved.").count()).toBe(1);
  await visit.name(1).fill("land");
  await eventually(() => listed(visit, EDITS)).toEqual([
    '− country removed from the access token "Spain"',
    '+ land added to the access token "Spain"',
  ]);
});

test("an edit that breaks the config would give no tokens", async ({ open, policy }) => {
  const visit = await open(START);
  await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
  await visit.tab("Before and after").click();
  await visit.name(1).fill("sub");
  const says = policy.failures.find(({ code }) => code === "invalid_config")?.says ?? "";
  await eventually(() => visit.result.getByText(`There would be no tokens: ${says}`).count()).toBe(
    1,
  );
  expect(await text(visit.tab("Before and after"))).toBe("Before and after");
  await visit.name(1).fill("land");
  await eventually(() => listed(visit, EDITS)).toHaveLength(2);
});

test("an edit that makes a token too large would give none", async ({ open, policy }) => {
  const large = "x".repeat(policy.limits.payload_bytes);
  const visit = await open({
    ...START,
    session: JSON.stringify({ metadata: { country: "Spain", large } }),
  });
  await visit.tab("Before and after").click();
  await visit.expression(1).fill("anonymous_session.metadata.large");
  const says = policy.failures.find(({ code }) => code === "payload_too_large")?.says ?? "";
  await eventually(() => visit.result.getByText(`There would be no tokens: ${says}`).count()).toBe(
    1,
  );
});

test("tokens are told apart", async ({ open }) => {
  const visit = await open({
    ...START,
    session:
      '{ "user": { "user_id": "auth0|1", "app_metadata": { "tier": "gold" } }, "scope": "openid" }',
  });
  await visit.tab("Before and after").click();
  await visit.config
    .getByRole("button", { name: /^\+ Add a mapping/ })
    .last()
    .click();
  await visit.name(1, "ID token").fill("tier");
  await visit.expression(1, "ID token").fill("user.app_metadata.tier");
  await visit.page.keyboard.press("Escape");
  await eventually(() => listed(visit, EDITS)).toEqual([
    '+ tier added to the ID token "gold"',
    '+ tier added to userinfo "gold"',
  ]);
});
