// For everybody: without a pointer, on a phone, in other colours, by the rules of WCAG 2.2 AA.

import { describe, expect } from "vitest";
import { findings } from "./axe.js";
import { eventually, type Start, test, text, type Visit } from "./harness.js";

const CONFIG = `{
  "access_token": { "custom_claim_mappings": [
    { "name": "country", "expression": "anonymous_session.metadata.country" },
    { "name": "plan", "expression": "anonymous_session.metadata.plan" }
  ] },
  "tenant": { "domain": "shop.eu.auth0.com", "custom_domains": ["login.shop.example"] }
}
`;
const START: Start = {
  config: CONFIG,
  session: '{ "user_id": "anon|1", "metadata": { "country": "Spain", "cart": "c" } }\n',
  audience: ["https://api.shop.example"],
};
const LOGIN = `{ "user": { "user_id": "auth0|1", "email": "ana@shop.example", "app_metadata": { "tier": "gold" } },
  "scope": "openid email", "protocol": "samlp", "metadata": {} }`;

/** The states in which a visit is looked at, each from the one before. */
const STATES: [what: string, go: (visit: Visit) => Promise<unknown>][] = [
  ["at first", (visit) => eventually(() => visit.missing("plan").count()).toBe(1)],
  [
    "with a menu open",
    async (visit) => {
      await visit.page.getByText("Choose an audience", { exact: true }).click();
      await eventually(() => visit.button("Management API").isVisible()).toBe(true);
    },
  ],
  [
    "with completions open",
    async (visit) => {
      await visit.page.keyboard.press("Escape");
      await visit.expression(2).fill("anonymous_session.metadata.c");
      await eventually(() => visit.config.getByRole("option").count()).toBeGreaterThan(1);
    },
  ],
  [
    "with problems in the table",
    async (visit) => {
      await visit.page.keyboard.press("Escape");
      await visit.name(1).fill("sub");
      await eventually(() => visit.page.getByText("1 problem", { exact: true }).count()).toBe(1);
    },
  ],
  [
    "with changes",
    async (visit) => {
      await visit.name(1).fill("land");
      await visit.tab("Before and after").click();
      await eventually(() => visit.result.getByText("would differ").count()).toBeGreaterThan(0);
    },
  ],
  [
    "with problems in the JSON",
    async (visit) => {
      await visit.paste(await visit.editor("config"), `${CONFIG},`);
      await eventually(() => visit.result.getByText("Last good result").count()).toBe(1);
    },
  ],
  [
    "with SAML and much to carry",
    async (visit) => {
      const large = LOGIN.replace('"gold"', `"${"g".repeat(9_000)}"`);
      await visit.paste(await visit.editor("session"), large);
      await visit.paste(
        await visit.editor("config"),
        '{ "id_token": { "custom_claim_mappings": [{ "name": "tier", "expression": "user.app_metadata.tier" }] } }',
      );
      await eventually(() => visit.tab("SAML").count()).toBe(1);
      await visit.tab("ID token").click();
      await eventually(() => visit.page.getByRole("meter").count()).toBe(1);
    },
  ],
  ["with attributes", (visit) => visit.tab("SAML").click()],
];

describe.for([
  { what: "light", browser: { colorScheme: "light" } },
  { what: "dark", browser: { colorScheme: "dark" } },
  {
    what: "a phone, dark",
    browser: { colorScheme: "dark", viewport: { width: 360, height: 740 } },
  },
  { what: "forced colours", browser: { forcedColors: "active" } },
] as const)("in $what", ({ browser }) => {
  test("nothing is against the rules", async ({ open }) => {
    const visit = await open({ ...START, browser });
    for (const [what, go] of STATES) {
      await go(visit);
      // What is open covers, for as long as it is open, what is below it.
      const without = what.endsWith("open") ? ["target-size"] : [];
      expect(await findings(visit, without), what).toEqual([]);
    }
  });
});

test("the rules look into the element", async ({ open }) => {
  const visit = await open(START);
  await eventually(() => visit.missing("plan").count()).toBe(1);
  await visit.page.locator("claims-preview").evaluate((preview) => {
    const heading = preview.shadowRoot?.querySelector("h2");
    heading?.style.setProperty("color", "#eee");
  });
  expect(await findings(visit)).toEqual([
    expect.stringMatching(/^color-contrast: .*h2|^color-contrast: .*title/),
  ]);
});

describe("on a phone", () => {
  const phone = {
    browser: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  };

  test("everything is in reach", async ({ open }) => {
    const visit = await open({ ...START, ...phone });
    await eventually(() => visit.missing("plan").count()).toBe(1);
    const widths = await visit.page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(widths[0]).toBe(widths[1]);
    const small = await visit.page
      .locator("button:visible, input:visible, summary:visible, select:visible")
      .evaluateAll((controls) =>
        controls
          .filter(
            (control) =>
              !(control instanceof HTMLInputElement && ["checkbox", "file"].includes(control.type)),
          ) // its label is larger
          .map((control) => ({ control, box: control.getBoundingClientRect() }))
          .filter(
            ({ box }) =>
              box.width < 24 || box.height < 24 || box.left < 0 || box.right > innerWidth,
          )
          .map(
            ({ control, box }) =>
              `${control.outerHTML.slice(0, 80)} ${box.width}x${box.height} at ${box.left}`,
          ),
      );
    expect(small).toEqual([]);
  });

  test("a tap leads from the inputs to the result, and a mapping is made", async ({ open }) => {
    const visit = await open({ ...START, ...phone });
    await visit.config
      .getByRole("button", { name: /^\+ Add a mapping/ })
      .first()
      .tap();
    await visit.name(3).fill("cart");
    await visit.expression(3).fill("anonymous_session.metadata.ca");
    await visit.config.getByRole("option").first().tap();
    await eventually(() => visit.expression(3).inputValue()).toBe(
      "anonymous_session.metadata.cart",
    );
    const first = visit.page.getByRole("region", { name: "Verdict" });
    await eventually(() => text(first.getByRole("heading"))).toBe(
      "2 of 3 mapped claims are in the access token",
    );
    await eventually(() => visit.claims()).toMatchObject({ cart: "c" });
  });
});

test("the whole journey by keyboard alone, with the focus in sight", async ({ open }) => {
  const visit = await open(START);
  const { keyboard } = visit.page;
  /** Sees that the focus is on something, and that it shows. */
  const inSight = async (what: string) => {
    const outline = await visit.page.evaluate(() => {
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      if (!focused || focused === document.body) return "nowhere";
      const box = focused.getBoundingClientRect();
      if (box.bottom < 0 || box.top > innerHeight) return "out of sight";
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      const around = focused.closest(".field-frame, .editor-frame") ?? focused;
      const outer = getComputedStyle(around);
      return outlineStyle !== "none" || outer.outlineStyle !== "none"
        ? outlineWidth && "shown"
        : "not shown";
    });
    expect(outline, what).toBe("shown");
  };

  await visit.tabTo(visit.config.getByRole("button", { name: /^\+ Add a mapping/ }).first());
  await inSight("add");
  await keyboard.press("Enter");
  await eventually(() => visit.rows().count()).toBe(3);
  await keyboard.type("cart");
  await inSight("name");
  await keyboard.press("Tab");
  await keyboard.type("cart");
  await eventually(() => visit.config.getByRole("option").count()).toBeGreaterThan(0);
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await eventually(() => visit.claims()).toMatchObject({ cart: "c" });
  await inSight("expression");

  await visit.tabTo(visit.row(2).getByRole("button", { name: "Add a value" }));
  await inSight("fix");
  await keyboard.press("Enter");
  await eventually(() => visit.claims()).toMatchObject({ plan: "sample" });
  await inSight("after the fix");

  await visit.tabTo(visit.button("Save"), "Shift+Tab");
  await inSight("save");
  await keyboard.press("Enter");
  await eventually(() => visit.page.getByText("Not saved", { exact: true }).count()).toBe(0);
  await inSight("after saving");

  await visit.tabTo(visit.page.getByText("Copy as", { exact: true }));
  await keyboard.press("Enter");
  await visit.tabTo(visit.button("Config"));
  await keyboard.press("Enter");
  await eventually(() => visit.clipboard()).toBe((await visit.state()).config);
  await inSight("after copying");
});

test("what happens is said", async ({ open }) => {
  const visit = await open(START);
  const said = (what: string) => visit.page.getByRole("status").filter({ hasText: what }).count();
  await eventually(() =>
    said("1 of 2 mapped claims are in the access token. Missing: plan."),
  ).toBeGreaterThan(0);
  await visit.expression(2).fill("anonymous_session.metadata.cart");
  await eventually(() => said("2 of 2 mapped claims are in the access token.")).toBeGreaterThan(0);
  await visit.page.getByText("Copy as", { exact: true }).click();
  await visit.button("Config").click();
  await eventually(() => said("Copied: config.")).toBeGreaterThan(0);
});
