// The result: tokens as they are issued, what is missing from them and why, and what they weigh.

import type { Description } from "@claimsmith/engine";
import { describe, expect } from "vitest";
import { eventually, hasFocus, type Start, test, text, texts, type Visit } from "./harness.js";

const OWN = "https://api.shop.example";

/** A config with mappings into the access token, laid out as people do. */
function mapped(mappings: { [name: string]: string }, tenant: object = {}): string {
  const list = Object.entries(mappings).map(([name, expression]) => ({ name, expression }));
  const config = { access_token: { custom_claim_mappings: list }, tenant };
  return JSON.stringify(config, null, 2);
}

const ANONYMOUS = { session_id: "s", user_id: "anon|1", metadata: { country: "Spain" } };
const COUNTRY = "anonymous_session.metadata.country";

describe("tokens", () => {
  const LOGIN: Start = {
    config: `{ "access_token": { "custom_claim_mappings": [{ "name": "tier", "expression": "user.app_metadata.tier" }] },
      "id_token": { "custom_claim_mappings": [{ "name": "points", "expression": "user.user_metadata.points" }] } }`,
    session: `{ "user": { "user_id": "auth0|1", "email": "ana@shop.example", "app_metadata": { "tier": "gold" },
      "user_metadata": { "points": 12345678901234567890 } }, "scope": "openid email" }`,
    audience: [OWN],
  };

  test("are in tabs that arrow keys go through", async ({ open }) => {
    const visit = await open(LOGIN);
    const { keyboard } = visit.page;
    const [access, id, userinfo, real, changes] = [
      "Access token",
      "ID token",
      "Userinfo",
      "Check a real token",
      "Before and after",
    ];
    const selected = () => text(visit.page.getByRole("tab", { selected: true }));
    await eventually(() => visit.page.getByRole("tab").allTextContents()).toHaveLength(5);
    await visit.tabTo(visit.tab("Access token"));
    for (const [key, tab] of [
      ["ArrowRight", id],
      ["ArrowRight", userinfo],
      ["ArrowRight", real],
      ["ArrowRight", changes],
      ["ArrowRight", access],
      ["ArrowLeft", changes],
      ["Home", access],
      ["End", changes],
      ["ArrowLeft", real],
      ["ArrowLeft", userinfo],
    ] as const) {
      await keyboard.press(key);
      await eventually(selected).toBe(tab);
      expect(await hasFocus(visit.tab(tab ?? ""))).toBe(true);
      const panel = visit.page.getByRole("tabpanel");
      expect(await panel.getAttribute("aria-labelledby")).toBe(
        await visit.tab(tab ?? "").getAttribute("id"),
      );
    }
    expect(await visit.claims()).toMatchObject({ sub: "auth0|1", email: "ana@shop.example" });
    // One stop for all tabs: the next Tab leaves them.
    await keyboard.press("Tab");
    expect(await hasFocus(visit.page.getByRole("button", { name: /^Copy the module/ }))).toBe(true);
  });

  test("are what the engine gives, with the provider's claims apart", async ({ open, program }) => {
    const visit = await open(LOGIN);
    const explained = await program.explain(await visit.state());
    if (explained.error) throw new Error("too large");
    const custom = visit.page.getByLabel("Payload").locator(".custom");
    await visit.showTokenAs("JSON");
    for (const [tab, claims] of [
      ["Access token", explained.access_token.claims],
      ["ID token", explained.id_token?.claims],
      ["Userinfo", explained.userinfo?.claims],
    ] as const) {
      if (!claims) throw new Error(`no ${tab}`);
      await visit.tab(tab).click();
      await eventually(() => visit.claims()).toMatchObject(claims);
      const lines = (await custom.allTextContents()).join("").replace(/,$/, "");
      expect(JSON.parse(`{${lines}}`)).toEqual(claims);
      expect(Object.keys(await visit.claims())).toContain("sub");
    }
  });

  test("keep every digit and every escape", async ({ open }) => {
    const visit = await open({
      config: mapped({
        big: "anonymous_session.metadata.big",
        precise: "anonymous_session.metadata.precise",
        list: "anonymous_session.metadata.list",
        escaped: "anonymous_session.metadata.escaped",
      }),
      session: `{ "user_id": "u", "metadata": { "big": 12345678901234567890, "precise": 1.0,
        "list": [ 1e3 , -0, {"a" : 0.10} , "a,b:{c}" ], "escaped": "\\u00e9\\/\\"" } }`,
    });
    await eventually(() => visit.payload()).toContain('"big": 12345678901234567890,');
    const payload = await visit.payload();
    expect(payload).toContain('"precise": 1.0,');
    expect(payload).toContain('"escaped": "\\u00e9\\/\\""');
    expect(payload.replace(/\s+/g, "")).toContain('"list":[1e3,-0,{"a":0.10},"a,b:{c}"]');
    expect(JSON.parse(payload).list).toEqual([1000, -0, { a: 0.1 }, "a,b:{c}"]);
  });

  test("show values that are markup as text", async ({ open }) => {
    const session = {
      ...ANONYMOUS,
      metadata: { country: "<img src=x onerror=alert(1)>{a}</pre><script>" },
    };
    const visit = await open({
      config: mapped({ "<b>country</b>": COUNTRY }),
      session: JSON.stringify(session),
    });
    await eventually(() => visit.claims()).toMatchObject({
      "<b>country</b>": session.metadata.country,
    });
    expect(await visit.result.locator("img, b, script").count()).toBe(0);
  });
});

describe("a missing claim", () => {
  interface Case {
    reason: string;
    start: Start;
    claim: string;
    /** What the page says to do, where that is more than the policy says of the reason. */
    hint?: string;
    fix: string;
    /** What is in the token once it is mended. */
    mended: { [name: string]: unknown };
  }

  const DOMAIN = "shop.eu.auth0.com";
  const session = JSON.stringify(ANONYMOUS);
  const setByCode = (...entries: { name: string; value: unknown }[]) =>
    JSON.stringify({ anonymous_session: ANONYMOUS, custom_claims: { access_token: entries } });

  const CASES: Case[] = [
    {
      reason: "no_value",
      start: { config: mapped({ language: "anonymous_session.metadata.language" }), session },
      claim: "language",
      hint: "This session has no metadata.language. Add one, or change the expression.",
      fix: "Add a value",
      mended: { language: "sample" },
    },
    {
      reason: "no_value",
      start: {
        config: mapped({ city: "user.address.0.city" }),
        session: '{ "user": { "address": [{}] } }',
      },
      claim: "city",
      hint: "The user has no address.0.city. Add one, or change the expression.",
      fix: "Add a value",
      mended: { city: "sample" },
    },
    {
      reason: "no_value",
      start: { session: setByCode({ name: "plan", value: null }) },
      claim: "plan",
      hint: 'Code set "plan" without a value. Give it one.',
      fix: "Add a value",
      mended: { plan: "sample" },
    },
    {
      reason: "no_value",
      start: { config: mapped({ country: "anonymous_session.metadata.contry" }), session },
      claim: "country",
      hint: "This session has no metadata.contry. Did you mean country?",
      fix: "Use metadata.country",
      mended: { country: "Spain" },
    },
    {
      reason: "auth0_audience",
      start: {
        config: mapped({ country: COUNTRY }, { domain: DOMAIN }),
        session,
        audience: [`https://${DOMAIN}/api/v2/`],
      },
      claim: "country",
      fix: `Request it for ${OWN}`,
      mended: { country: "Spain", aud: OWN },
    },
    {
      reason: "scope_not_granted",
      start: {
        config: mapped({ email: "user.email" }),
        session: '{ "user": { "email": "ana@shop.example" }, "scope": "openid" }',
      },
      claim: "email",
      hint: '"email" needs the scope email. Request it and have it granted.',
      fix: "Grant email",
      mended: { email: "ana@shop.example", scope: "openid email" },
    },
    {
      reason: "not_namespaced",
      start: {
        config: mapped(
          { country: COUNTRY, "https://shop.example/id": "anonymous_session.user_id" },
          { migrations: { custom_claims_must_be_namespaced: true } },
        ),
        session,
      },
      claim: "country",
      fix: "Rename to https://shop.example/country",
      mended: { "https://shop.example/country": "Spain" },
    },
    {
      reason: "auth0_namespace",
      start: {
        config: mapped(
          { "https://auth0.com/app/country": COUNTRY },
          { domain: DOMAIN, custom_domains: ["login.shop.example"] },
        ),
        session,
      },
      claim: "https://auth0.com/app/country",
      fix: "Rename to https://login.shop.example/country",
      mended: { "https://login.shop.example/country": "Spain" },
    },
    {
      reason: "restricted_claim",
      start: { config: "{}", session: setByCode({ name: "roles", value: ["admin"] }) },
      claim: "roles",
      fix: "Rename to https://claims.example/roles in the code",
      mended: { "https://claims.example/roles": ["admin"] },
    },
    {
      reason: "reserved_claim",
      start: { config: "{}", session: setByCode({ name: "scope", value: "all" }) },
      claim: "scope",
      fix: "Rename to https://claims.example/scope in the code",
      mended: { "https://claims.example/scope": "all" },
    },
    {
      reason: "overridden",
      start: {
        config: mapped({ country: COUNTRY }),
        session: setByCode({ name: "country", value: "Portugal" }),
      },
      claim: "country",
      fix: "Rename to https://claims.example/country",
      mended: { "https://claims.example/country": "Spain", country: "Portugal" },
    },
    {
      reason: "overridden",
      start: {
        config: "{}",
        session: setByCode(
          { name: "plan", value: null },
          { name: "plan", value: "single" },
          { name: "plan", value: "family" },
        ),
      },
      claim: "plan",
      fix: "Rename to https://claims.example/plan in the code",
      mended: { "https://claims.example/plan": "single", plan: "family" },
    },
  ];

  /** What the engine itself says of a reason. */
  function said(policy: Description, reason: string) {
    const found = policy.reasons.find(({ code }) => code === reason);
    const rule = policy.rules.find(({ code }) => code === found?.rule);
    if (!found || !rule) throw new Error(`The policy has no reason ${reason}.`);
    return { ...found, title: rule.says };
  }

  test("can be missing for every reason that there is", ({ policy }) => {
    const tried = new Set(CASES.map(({ reason }) => reason));
    expect([...tried].sort()).toEqual(policy.reasons.map(({ code }) => code).sort());
  });

  test.for(CASES)(
    "says $reason of $claim, and one click mends it",
    async (wanted, { open, policy }) => {
      const { reason, start, claim, fix, mended } = wanted;
      const visit = await open({ config: "{}", audience: [OWN], ...start });
      const { says, rule, title, ...general } = said(policy, reason);
      // Of a path it says where it ended, in place of the reason.
      const entry = visit.missing(claim).filter({ hasText: wanted.hint ?? says });
      await eventually(() => entry.count()).toBe(1);
      const why = entry.locator(".why");
      expect(await why.getByText(rule).isVisible()).toBe(false);
      await why.getByText("Why?").click();
      expect(await text(why.locator(".rule"))).toBe(`${rule}: ${title}`);
      if (!wanted.hint) expect(await text(why)).toContain(general.hint);
      const before = await visit.state();

      await entry.getByRole("button", { name: fix, exact: true }).click();
      await eventually(() => visit.claims()).toMatchObject(mended);
      await eventually(() => entry.count()).toBe(0);
      await visit.button("Undo").click();
      expect(await visit.state()).toEqual(before);
    },
  );

  test("is mended by keyboard alone", async ({ open }) => {
    const visit = await open({
      config: mapped({ email: "user.email", plan: "user.app_metadata.plan" }),
      session: '{ "user": { "email": "ana@shop.example" }, "scope": "openid" }',
      audience: [OWN],
    });
    await eventually(() => visit.missing("email").count()).toBe(1);
    await eventually(() => text(visit.missing("email"))).toContain("It needs email.");
    await visit.tabTo(visit.row(1).getByRole("button", { name: "Grant email" }));
    await visit.page.keyboard.press("Enter");
    await eventually(() => visit.claims()).toMatchObject({ email: "ana@shop.example" });
    await eventually(() => hasFocus(visit.expression(1))).toBe(true);
    await visit.tabTo(visit.row(2).getByRole("button", { name: "Add a value" }));
    await visit.page.keyboard.press("Space");
    await eventually(() => visit.claims()).toMatchObject({ plan: "sample" });
    await eventually(() => text(visit.result.getByRole("heading").first())).toBe(
      "2 of 2 mapped claims are in the access token",
    );
  });

  test("is counted on its token's tab", async ({ open }) => {
    const visit = await open({
      config: mapped({ plan: "user.plan", level: "user.level", id: "user.user_id" }),
      session: '{ "user": { "user_id": "u" } }',
      audience: [OWN],
    });
    const tab = (name: string) => visit.page.getByRole("tab", { name, exact: true }).count();
    await eventually(() => tab("Access token 2 claims missing")).toBe(1);
    await visit.missing("level").getByRole("button", { name: "Add a value" }).click();
    await eventually(() => tab("Access token 1 claim missing")).toBe(1);
    await visit.missing("plan").getByRole("button", { name: "Add a value" }).click();
    await eventually(() => tab("Access token")).toBe(1);
  });
});

describe("the sizes", () => {
  const config = mapped({ note: "anonymous_session.metadata.note", country: COUNTRY });
  const session = (length: number) =>
    JSON.stringify({ user_id: "u", metadata: { country: "España", note: "x".repeat(length) } });

  /** The custom claims of the table, each with its bytes. */
  async function rows(visit: Visit): Promise<string[]> {
    await visit.showTokenAs("Claims");
    const lines = visit.result.locator("tr.custom");
    const cells = (n: number) => texts(lines.locator(`td:nth-child(${n})`));
    const [names, bytes] = [await cells(1), await cells(4)];
    return names.map((name, i) => `${name} ${bytes[i]}`).sort();
  }

  /** The line of sizes, and the sum that it comes to. */
  async function sum(visit: Visit): Promise<{ total: number; parts: number }> {
    const line = await text(visit.result.locator(".sum").first());
    const [total = 0, ...parts] = Array.from(
      line.split(";")[0]?.replaceAll(",", "").matchAll(/\d+/g) ?? [],
      Number,
    );
    return { total, parts: parts.reduce((whole, part) => whole + part, 0) };
  }

  test.for([
    ["little", 20, undefined],
    ["more than 4 KB", 4_200, "token_over_4kb"],
    ["more than 8 KB", 9_000, "token_over_8kb"],
  ] as const)(
    "of %s has the engine's bytes and warnings",
    async ([, length, warning], { open, program, policy }) => {
      const visit = await open({ config, session: session(length), audience: [OWN] });
      const explained = await program.explain(await visit.state());
      const added = explained.decisions.filter(({ verdict }) => verdict === "added");
      expect(added).toHaveLength(2);
      const lines = added.map(({ claim, bytes }) => `${claim} ${bytes.toLocaleString("en")}`);
      await eventually(() => rows(visit)).toEqual(lines.sort());

      const { total, parts } = await sum(visit);
      expect(parts).toBe(total);
      expect(total).toBe(explained.payload.access_token.bytes);
      const { bytes, limit } = explained.payload.access_token ?? { bytes: 0, limit: 0 };
      const meter = visit.page.getByRole("meter", { name: "Size of the custom claims" });
      expect(Number(await meter.getAttribute("aria-valuenow"))).toBe(bytes);
      expect(Number(await meter.getAttribute("aria-valuemax"))).toBe(limit);
      for (const code of ["token_over_4kb", "token_over_8kb"]) {
        const says = policy.warnings.find((each) => each.code === code)?.says ?? code;
        const shown = await visit.result.getByText(says).count();
        expect(shown, code).toBe(code === warning ? 1 : 0);
      }
    },
  );

  test("of too much has the sizes, and the last good result stays", async ({
    open,
    program,
    policy,
  }) => {
    const visit = await open({ config, session: session(20), audience: [OWN] });
    await eventually(() => visit.claims()).toMatchObject({ country: "España" });
    await visit.paste(await visit.editor("session"), session(policy.limits.payload_bytes));
    const says = policy.failures.find(({ code }) => code === "payload_too_large")?.says ?? "";
    await eventually(() => visit.result.getByText(says).count()).toBe(1);
    expect(await visit.result.getByText("Last good result").count()).toBe(1);
    expect(await visit.claims()).toMatchObject({ country: "España", note: "x".repeat(20) });

    const explained = await program.explain(await visit.state());
    const { total, parts } = await sum(visit);
    expect(parts).toBe(total);
    expect(total).toBe(explained.payload.access_token.bytes);

    // Smaller again, it is fresh again.
    await visit.paste(await visit.editor("session"), session(30));
    await eventually(() => visit.claims()).toMatchObject({ note: "x".repeat(30) });
    expect(await visit.result.getByText("Last good result").count()).toBe(0);
  });

  test("leaves room for long names and long values", async ({ open }) => {
    const name = `https://shop.example/${"long".repeat(50)}`;
    const visit = await open({
      config: mapped({ [name]: "anonymous_session.metadata.note" }),
      session: session(3_000),
    });
    await eventually(() => visit.payload()).toContain(`${"x".repeat(200)}`);
    const [width, scrolled] = await visit.page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement;
      return [clientWidth, scrollWidth];
    });
    expect(scrolled).toBe(width);
  });
});
