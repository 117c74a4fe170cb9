// The verdict in each row and first in the result: what is in, what is missing, what mends it.

import type { Locator } from "playwright-core";
import { describe, expect } from "vitest";
import { eventually, hasFocus, test, text, texts, type Visit } from "./harness.js";

const OWN = "https://api.shop.example";
const SESSION = JSON.stringify(
  { user_id: "anon|1", metadata: { country: "Spain", language: "es-ES" } },
  null,
  2,
);

function mapped(mappings: { [name: string]: string }, more: object = {}): string {
  const list = Object.entries(mappings).map(([name, expression]) => ({ name, expression }));
  return JSON.stringify({ access_token: { custom_claim_mappings: list }, ...more }, null, 2);
}

const META = "anonymous_session.metadata";
const headline = (visit: Visit) => text(visit.page.locator(".headline"));
const sign = (visit: Visit, row: number) => text(visit.row(row).locator("> .sign"));
const value = (visit: Visit, row: number) => text(visit.row(row).locator(".here"));

test("each row has its verdict, and the result begins with the sum of them", async ({ open }) => {
  const config = mapped({
    country: `${META}.country`,
    language: `${META}.langauge`,
    roles: `${META}.country`,
  });
  const visit = await open({ config, session: SESSION, audience: [OWN] });
  await eventually(() => headline(visit)).toBe("1 of 3 mapped claims are in the access token");
  expect(await sign(visit, 1)).toContain("in the token");
  expect(await value(visit, 1)).toBe('"Spain"');
  expect(await sign(visit, 2)).toContain("missing");
  expect(await text(visit.row(2).locator(".reason"))).toBe(
    "This session has no metadata.langauge. Did you mean language?",
  );
  expect(await sign(visit, 3)).toContain("broken");
  expect(await text(visit.result)).toContain(
    "Without mapping 3, which is broken. With it no token is issued.",
  );
  // Whatever their verdicts are, the rows' fields stand below each other.
  const lefts = async (field: (row: number) => Locator) => {
    const boxes = await Promise.all([1, 2, 3].map((row) => field(row).boundingBox()));
    return new Set(boxes.map((box) => box?.x));
  };
  expect((await lefts((row) => visit.name(row))).size).toBe(1);
  expect((await lefts((row) => visit.row(row).locator(".here"))).size).toBe(1);
  // The first thing of the result, and before what the token holds.
  const order = await visit.result.evaluate((result) => {
    const top = (selector: string) => result.querySelector(selector)?.getBoundingClientRect().top;
    return [".headline", ".missing", ".token"].map(top);
  });
  expect(order).toEqual(order.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
  expect(order[2]).toBeLessThan(900);

  await visit.row(2).getByRole("button", { name: "Use metadata.language" }).click();
  await eventually(() => value(visit, 2)).toBe('"es-ES"');
  await eventually(() => hasFocus(visit.expression(2))).toBe(true);
});

test("a session that was misread is said first, with the way out", async ({ open }) => {
  const config = mapped({ country: `${META}.country` });
  const session = JSON.stringify({ metadata: { country: "Spain" }, scope: "openid" });
  const visit = await open({ config, session, audience: [OWN] });
  await eventually(() => headline(visit)).toBe("0 of 1 mapped claim is in the access token");
  expect(await texts(visit.result.locator(".verdict .note"))).toEqual([
    expect.stringContaining("looks like something else"),
  ]);
  await visit.button("Read it as what it looks like").click();
  await eventually(() => headline(visit)).toBe("1 of 1 mapped claim is in the access token");
});

test("remarks are a mark that opens", async ({ open, policy }) => {
  const says = policy.warnings.find(({ code }) => code === "private_claim")?.says ?? "";
  const config = mapped({ country: `${META}.country`, language: `${META}.none` });
  const visit = await open({ config, session: SESSION, audience: [OWN] });
  await eventually(() => sign(visit, 1)).toContain("in the token");
  expect(await visit.config.getByText(says).count()).toBe(0);
  await visit.button("1 remark on country").click();
  await eventually(() => visit.row(1).getByText(says).count()).toBe(1);
  expect(await visit.row(2).getByText(says).count()).toBe(0);
});

describe("a claim with several causes", () => {
  const config = mapped(
    { language: `${META}.langauge` },
    { tenant: { domain: "shop.eu.auth0.com" } },
  );
  const start = { config, session: SESSION, audience: ["https://shop.eu.auth0.com/api/v2/"] };

  test("has them told at once, and mended at once, in one step", async ({ open, policy }) => {
    const visit = await open(start);
    const says = policy.reasons.find(({ code }) => code === "auth0_audience")?.says;
    const entry = visit.missing("language");
    await eventually(() => entry.count()).toBe(1);
    expect(await texts(entry.locator(".reason"))).toEqual([
      says,
      "Also: This session has no metadata.langauge. Did you mean language?",
    ]);
    const before = await visit.state();
    await entry.getByRole("button", { name: "Fix both" }).click();
    await eventually(() => visit.claims()).toMatchObject({ language: "es-ES", aud: OWN });
    await visit.button("Undo").click();
    expect(await visit.state()).toEqual(before);
  });

  test("is followed through a new name and a wrapped session", async ({ open }) => {
    const visit = await open({
      ...start,
      config: mapped({ email: "user.email" }),
      audience: [OWN],
    });
    const entry = visit.missing("email");
    await entry.getByRole("button", { name: "Fix both" }).click();
    await eventually(() => visit.claims()).toMatchObject({ email: "sample", scope: "email" });
  });
});

test("a row, its claim and its place in the session are marked together", async ({ open }) => {
  const config = mapped({ country: `${META}.country`, language: `${META}.langauge` });
  const visit = await open({ config, session: SESSION, audience: [OWN] });
  await visit.editor("session");
  const marked = () => texts(visit.session.locator(".cm-marked"));
  await visit.row(1).hover();
  await eventually(marked).toEqual(['"country": "Spain",']);
  await eventually(() => text(visit.result.locator("tr.marked"))).toContain("country");
  await visit.name(2).focus();
  await visit.page.mouse.move(0, 0);
  await eventually(marked).toEqual(['"language": "es-ES"']);

  // The other way round.
  await visit.session.getByText('"Spain"').hover();
  await eventually(() => visit.row(1).getAttribute("class")).toContain("marked");
  await visit.result.locator("tr.custom").first().hover();
  await eventually(() => visit.row(1).getAttribute("class")).toContain("marked");
});

test("a new row is no error until it is left, and a broken one leaves the others as they are", async ({
  open,
}) => {
  const config = mapped({ country: `${META}.country` });
  const visit = await open({ config, session: SESSION, audience: [OWN] });
  await eventually(() => headline(visit)).toBe("1 of 1 mapped claim is in the access token");
  await visit.config.getByRole("button", { name: "+ Add a mapping", exact: true }).click();
  await eventually(() => hasFocus(visit.name(2))).toBe(true);
  await eventually(() => sign(visit, 2)).toContain("new");
  expect(await visit.page.getByText(/\d problem/).count()).toBe(0);
  expect(await visit.name(2).getAttribute("aria-invalid")).toBe(null);
  expect(await visit.claims()).toMatchObject({ country: "Spain" });

  await visit.name(2).fill("language");
  await visit.name(1).focus(); // it is left
  await eventually(() => sign(visit, 2)).toContain("broken");
  await eventually(() => visit.page.getByText("1 problem", { exact: true }).count()).toBe(1);
  expect(await visit.expression(2).getAttribute("aria-invalid")).toBe("true");
  expect(await visit.claims()).toMatchObject({ country: "Spain" });
  await visit.expression(2).fill(`${META}.language`);
  await eventually(() => visit.claims()).toMatchObject({ language: "es-ES" });
});

test("the token does not move while one types", async ({ open }) => {
  const config = mapped({ country: `${META}.country`, language: `${META}.language` });
  const visit = await open({ config, session: SESSION, audience: [OWN] });
  await eventually(() => headline(visit)).toBe("2 of 2 mapped claims are in the access token");
  const top = () =>
    visit.result
      .locator(".token")
      .evaluate((token) => Math.round(token.getBoundingClientRect().top + scrollY));
  const before = await top();
  await visit.name(2).focus();
  await visit.page.keyboard.press("End");
  const places = new Set<number>();
  for (const key of ["Backspace", "x", "ControlOrMeta+A", "s", "u", "b", "j"]) {
    await visit.page.keyboard.press(key);
    await visit.page.evaluate(() => new Promise(requestAnimationFrame));
    places.add(await top());
  }
  await visit.expression(2).fill(`${META}.nothing`); // the focus has moved on
  await eventually(() => sign(visit, 2)).toContain("missing");
  places.add(await top());
  expect([...places]).toEqual([before]);
  await visit.name(1).focus();
  await eventually(top).not.toBe(before); // what is missing has its room by now
});

test("a config that maps nothing says so, and is not praised", async ({ open }) => {
  const visit = await open({ config: "{}", session: SESSION, audience: [OWN] });
  await eventually(() => visit.config.getByText("Nothing is mapped", { exact: true }).count()).toBe(
    1,
  );
  expect(await visit.page.getByText("Valid config").count()).toBe(0);
  await eventually(() => headline(visit)).toBe("Nothing is mapped into the access token");
});

test("problems lead to the mapping that they are of", async ({ open }) => {
  const list = Array.from({ length: 4 }, (_, i) => `{ "name": "c${i}", "expression": "user.id" }`);
  const config = `{ "access_token": { "custom_claim_mappings": [${list.join(", ").replace("c3", "sub")}] },
    "tenant": { "domain": "https://wrong" } }`;
  const visit = await open({ config, session: SESSION, audience: [OWN] });
  await visit.result.getByRole("button", { name: "Go to mapping 4" }).click();
  await eventually(() => hasFocus(visit.name(4))).toBe(true);
  expect(await text(visit.result)).not.toMatch(/byte \d|\/access_token/);
});

describe("on a phone", () => {
  test("the sentence and what is missing come first, and nothing covers anything", async ({
    open,
  }) => {
    const config = mapped({ country: `${META}.country`, language: `${META}.langauge` });
    const browser = { viewport: { width: 360, height: 740 } };
    const visit = await open({ config, session: SESSION, audience: [OWN], browser });
    await eventually(() => headline(visit)).toBe("1 of 2 mapped claims are in the access token");
    const [sentence, missing, rows, token] = await visit.page
      .locator("claims-preview")
      .evaluate(({ shadowRoot }) =>
        [".headline", ".missing", ".row[data-row]", ".token"].map(
          (each) => shadowRoot?.querySelector(each)?.getBoundingClientRect().top ?? 0,
        ),
      );
    expect(sentence).toBeLessThan(200);
    expect(missing).toBeLessThan(rows ?? 0);
    expect(rows).toBeLessThan(token ?? 0);
    const labels = visit.row(1).locator(".field-label");
    expect(await texts(labels)).toEqual(["Claim name", "Expression"]);
    expect(await labels.first().isVisible()).toBe(true);
    const floating = await visit.page.locator("claims-preview").evaluate(({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll("*") ?? [])]
        .filter((each) => ["fixed", "sticky"].includes(getComputedStyle(each).position))
        .filter((each) => each.getClientRects().length > 0 && each.clientWidth > 0)
        .filter((each) => !each.closest(".cm-scroller")) // line numbers stay in their editor
        .map(({ className }) => className),
    );
    expect(floating).toEqual([]);
  });
});
