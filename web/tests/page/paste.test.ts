// What is pasted or dropped is taken for what it is, says so, and can be undone.

import { describe, expect } from "vitest";
import { eventually, test, text, type Visit } from "./harness.js";

const OWN = "https://api.shop.example";
const CONFIG = `{ "client_id": "c1", "name": "Shop", "access_token": { "custom_claim_mappings": [
  { "name": "country", "expression": "anonymous_session.metadata.country" }
] } }
`;
const START = {
  config: CONFIG,
  session: '{ "user_id": "anon|1", "metadata": { "country": "Spain" } }\n',
  audience: [OWN],
};

const notice = (visit: Visit) => text(visit.page.locator(".notice > span"));

/** Pastes beside every field. */
async function paste(visit: Visit, pasted: string): Promise<void> {
  await visit.page.evaluate((all) => navigator.clipboard.writeText(all), pasted);
  await visit.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await visit.page.keyboard.press("ControlOrMeta+V");
}

const APPLICATION = {
  client_id: "c2",
  name: "Blog",
  tenant: "dev-shop",
  access_token: {
    custom_claim_mappings: [{ name: "lang", expression: "anonymous_session.metadata.language" }],
  },
};
const WORKER = { client_id: "c3", name: "Worker" };
const PROFILE = { user_id: "auth0|1", email: "a@shop.example", identities: [], user_metadata: {} };
const EVENT = {
  transaction: { protocol: "samlp", requested_scopes: ["openid", "email"] },
  client: { client_id: "c1" },
  resource_server: { identifier: "https://orders.example" },
  user: PROFILE,
};
const json = (value: unknown) => JSON.stringify(value, null, 2);

describe("is taken for what it is", () => {
  test.for<[what: string, pasted: string, says: RegExp, state: object]>([
    [
      "an application",
      json(APPLICATION),
      /^Taken for an application, Blog\.$/,
      { config: `${json(APPLICATION)}\n` },
    ],
    [
      "an API",
      '{ "identifier": "https://x.example", "name": "Orders" }',
      /^Taken for an API, Orders\.$/,
      { config: expect.stringContaining("Orders") },
    ],
    [
      "a user's profile",
      json(PROFILE),
      /the profile of a user/,
      { session: expect.stringMatching(/^\{\s+"user": \{/) },
    ],
    [
      "an Action's event",
      json(EVENT),
      /an Action’s event: its session, user and scopes, and the audience/,
      {
        audience: ["https://orders.example"],
        session: expect.stringMatching(/"scope": "openid email",\s+"protocol": "samlp"/),
      },
    ],
    [
      "a wrapped event",
      json({ event: EVENT }),
      /an Action’s event/,
      { audience: ["https://orders.example"] },
    ],
    [
      "a session",
      '{ "user_id": "anon|2", "metadata": { "country": "Chile" } }',
      /an anonymous session: the sample session/,
      { session: expect.stringContaining("Chile") },
    ],
    [
      "a PATCH of this application",
      `curl -X PATCH 'https://x.example/api/v2/clients/c1' --data '{"name":"It'\\''s"}'`,
      /a PATCH: what it sends is in the config now/,
      { config: CONFIG.replace('"Shop"', '"It\'s"') },
    ],
    [
      "a PATCH of another",
      `curl --request PATCH --url "https://x.example/api/v2/clients/c9" --data '{"name":"Other"}'`,
      /a PATCH of another application/,
      { config: expect.stringMatching(/"name":\s*"Other".*"client_id":\s*"c9"/s) },
    ],
    [
      "YAML with one application",
      "clients:\n  - name: Only # one\n    access_token:\n      custom_claim_mappings:\n        - { name: a, expression: user.a }\n",
      /an export with one application, Only/,
      { config: expect.stringContaining('"expression": "user.a"') },
    ],
    [
      "JSON with comments and a final comma",
      '{\n  // ours\n  "client_id": "c7",\n  "name": "Loose",\n}',
      /an application, Loose/,
      { config: expect.stringContaining('"client_id": "c7"') },
    ],
  ])("%s", async ([, pasted, says, state], { open }) => {
    const visit = await open(START);
    const before = await visit.state();
    await paste(visit, pasted);
    await eventually(() => notice(visit)).toMatch(says);
    expect(await visit.state()).toMatchObject(state);
    await visit.page.locator(".notice").getByRole("button", { name: "Undo" }).click();
    expect(await visit.state()).toEqual(before);
    expect(await visit.page.locator(".notice").count()).toBe(0);
  });
});

test.for([
  ["an array", json([WORKER, APPLICATION, { ...APPLICATION, client_id: "c4", name: "Two" }])],
  [
    "a page of the API",
    json({ total: 3, clients: [APPLICATION, { ...APPLICATION, name: "Two" }, WORKER] }),
  ],
] as const)("of several in %s one is chosen", async ([, pasted], { open }) => {
  const visit = await open(START);
  await paste(visit, pasted);
  await eventually(() => notice(visit)).toContain("Which of 3?");
  const choices = visit.page.getByRole("list", { name: "Which one?" }).getByRole("button");
  expect(await choices.allTextContents()).toEqual([
    "Blog (1 mapping)",
    "Two (1 mapping)",
    "Worker (no mappings)",
  ]);
  await choices.first().click();
  await eventually(() => visit.names()).toEqual(["lang"]);
  expect(JSON.parse((await visit.state()).config)).toEqual(APPLICATION);
  expect(await notice(visit)).toBe("Taken: Blog (1 mapping).");
});

test.for([
  ["prose", "please fix: the claims are missing"],
  ["a number", "12"],
  ["an encrypted token", "eyJhbGciOiJkaXIifQ..AAAA.BBBB.CCCC"],
] as const)("%s changes nothing, and why is said", async ([, pasted], { open }) => {
  const visit = await open(START);
  const before = await visit.state();
  await paste(visit, pasted);
  await eventually(() => visit.page.locator(".notice.bad").count()).toBe(1);
  expect(await visit.state()).toEqual(before);
});

test("a file is dropped, in UTF-16 too, and one that is no text is refused", async ({ open }) => {
  const visit = await open(START);
  const drop = (bytes: number[]) =>
    visit.page.locator("claims-preview").evaluate((preview, all) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(all)], "dropped.json"));
      const options = { dataTransfer: data, bubbles: true, composed: true, cancelable: true };
      preview.dispatchEvent(new DragEvent("drop", options));
    }, bytes);
  const utf16 = Buffer.from(`\ufeff${json(APPLICATION)}`, "utf16le");
  await drop([...utf16]);
  await eventually(() => visit.names()).toEqual(["lang"]);
  await drop([0x7b, 0xff, 0x7d]);
  await eventually(() => notice(visit)).toContain("no text in UTF-8");
  expect(await visit.names()).toEqual(["lang"]);
});

describe("a real token", () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const payload = {
    iss: "https://login.shop.example/",
    aud: [OWN, "https://shop.eu.auth0.com/userinfo"],
    iat: 1790000000,
    exp: 1790086400,
    scope: "openid read:carts",
    country: "Spain",
    old: 1,
  };
  const token = `${part({ alg: "RS256" })}.${part(payload)}.c2ln`;
  const mappings = ["country", "language"].map((name) => ({
    name,
    expression: `anonymous_session.metadata.${name}`,
  }));
  const start = {
    ...START,
    config: json({ client_id: "c1", access_token: { custom_claim_mappings: mappings } }),
  };
  const row = (visit: Visit, claim: string) =>
    text(
      visit.result.getByRole("row").filter({ has: visit.page.getByText(claim, { exact: true }) }),
    );

  test.for([
    ["as it is", token],
    ["with its header's name and quotes", `"Authorization: Bearer ${token}"`],
    ["in lines, its signature cut", `${token.slice(0, 60)}\n  ${token.slice(60, -4)}`],
  ] as const)("%s is compared claim by claim", async ([, pasted], { open }) => {
    const visit = await open(start);
    await paste(visit, pasted);
    await eventually(() => text(visit.page.getByRole("tab", { selected: true }))).toBe(
      "Check a real token",
    );
    await eventually(() => row(visit, "country")).toContain("in both");
    expect(await row(visit, "language")).toContain("This session has no metadata.language.");
    expect(await row(visit, "old")).toContain("not from a mapping");
    const state = await visit.state();
    expect(state.audience).toEqual(payload.aud);
    expect(JSON.parse(state.session).scope).toBe(payload.scope);
    expect(JSON.parse(state.config).tenant).toEqual({
      domain: "shop.eu.auth0.com",
      custom_domains: ["login.shop.example"],
    });
    expect(await notice(visit)).toBe("From the token: its audience, scopes and domain.");
  });

  test("stays in its field when the window becomes narrow", async ({ open }) => {
    const visit = await open(start);
    await paste(visit, token);
    await eventually(() => row(visit, "country")).toContain("in both");
    await visit.page.setViewportSize({ width: 768, height: 900 });
    await eventually(() => visit.page.locator(".columns").count()).toBe(0);
    expect(await visit.page.locator("#real-token").inputValue()).toBe(token);
  });

  test("is kept nowhere, and in no link", async ({ open }) => {
    const visit = await open(start);
    await visit.tab("Check a real token").click();
    await visit.page.getByRole("textbox", { name: /^A token that was really issued/ }).fill(token);
    await eventually(() => row(visit, "country")).toContain("in both");
    await visit.button("Copy link").click();
    await eventually(() => visit.page.getByText("The link is copied.").count()).toBe(1);
    const kept = () =>
      visit.page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    await eventually(kept).toContain("read:carts"); // the request that it was issued for
    expect(await kept()).not.toContain(part(payload).slice(0, 40));
    expect(JSON.stringify(await visit.state())).not.toContain('"old"');
    const other = await open({ url: await visit.clipboard(), context: visit.context });
    await other.tab("Check a real token").click();
    expect(await other.page.locator("#real-token").inputValue()).toBe("");
  });
});
