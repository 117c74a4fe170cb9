// The page that `claimsmith serve` serves: signing in, loading, saving with versions, and whether the
// issuer's tokens have the very claims that the preview showed.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Locator, Page } from "playwright-core";
import { describe, expect } from "vitest";
import { JsonDocument, type Node } from "../../preview/src/json-document.js";
import { findings } from "./axe.js";
import {
  test as base,
  eventually,
  hasFocus,
  type Open,
  type Opening,
  type Program,
  type Server,
  text,
  texts,
  type Visit,
} from "./harness.js";

const AUDIENCE = "https://api.shop.example";
const COUNTRY = `{ "name": "country", "expression": "anonymous_session.metadata.country" }`;

/** An application as a client of the Management API writes it; every byte is to stay. */
const SHOP = `{
  "name": "Shop",
  "weight" : 1.0,
  "access_token": {
    "custom_claim_mappings": [
      ${COUNTRY}
    ]
  }
}`;

/** The same with more mappings, and a session's values that a number or a string could lose. */
const MANY = SHOP.replace(
  COUNTRY,
  [
    COUNTRY,
    ...["big", "e", "list", "tiny"].map(
      (name) => `{"name":"${name}" ,"expression":"anonymous_session.metadata.${name}"}`,
    ),
  ].join(",\n      "),
);
const METADATA = `{ "country": "Espa\\u00f1a", "n": 1.0, "big": 12345678901234567890, "e": "\\u00e9",
  "list": [1.50, { "é": -0.0 }, "\\/"], "tiny": 1e-7 }`;

/** A running server with its database. */
class Documents {
  readonly #program: Program;
  readonly #database: string;
  readonly #flags: readonly string[];
  #server: Server;
  /** What other programs have. */
  #token = "";

  private constructor(
    program: Program,
    database: string,
    flags: readonly string[],
    server: Server,
  ) {
    this.#program = program;
    this.#database = database;
    this.#flags = flags;
    this.#server = server;
  }

  static async serve(program: Program, ...more: string[]): Promise<Documents> {
    const database = program.newFile("claims.db");
    const flags = ["--rate", "0", "--lenient", ...more]; // tests ask faster than people do
    const server = await program.serveDocuments(database, ...flags);
    const documents = new Documents(program, database, flags, server);
    documents.#token = await documents.token("a program", "all");
    return documents;
  }

  get url(): string {
    return this.#server.url;
  }

  /** Makes an API token on the command line. */
  async token(name: string, ...scopes: string[]): Promise<string> {
    const given = scopes.flatMap((scope) => ["--scope", scope]);
    const flags = ["--database", this.#database, "--name", name, ...given];
    const { code, stdout, stderr } = await this.#program.run("token", "create", ...flags);
    expect(code, stderr).toBe(0);
    return stdout.trim();
  }

  /** Ends a token. Its ID is a part of it. */
  async forget(token: string): Promise<void> {
    const [, id = ""] = token.split("_");
    await this.#program.run("token", "delete", "--database", this.#database, id);
  }

  /** Asks the server what another program would ask. */
  async ask(method: string, path: string, body?: string): Promise<string> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { "content-type": "application/json", authorization: `Bearer ${this.#token}` },
      ...(body !== undefined && { body }),
    });
    const answer = await response.text();
    expect(response.ok, answer).toBe(true);
    return answer;
  }

  /** Makes an application and returns its client_id. */
  async application(text: string): Promise<string> {
    return JSON.parse(await this.ask("POST", "api/v2/clients", text)).client_id;
  }

  async api(text: string): Promise<string> {
    return JSON.parse(await this.ask("POST", "api/v2/resource-servers", text)).id;
  }

  /** The text of a new access token's payload. */
  async accessToken(clientID: string, metadata: string, audience = AUDIENCE): Promise<string> {
    const body = `{"client_id":"${clientID}","audience":"${audience}","metadata":${metadata}}`;
    const { access_token } = JSON.parse(await this.ask("POST", "anonymous/token", body));
    return Buffer.from(access_token.split(".")[1], "base64url").toString();
  }

  async stop(): Promise<void> {
    await this.#server.close();
  }

  /** Starts again where it was. */
  async start(): Promise<void> {
    const { host } = new URL(this.url);
    this.#server = await this.#program.serveDocuments(
      this.#database,
      "--addr",
      host,
      ...this.#flags,
    );
  }
}

/** A server that asks for tokens, and one that is open. */
const test = base
  .extend("documents", async ({ program }, { onCleanup }): Promise<Documents> => {
    const documents = await Documents.serve(program);
    onCleanup(() => documents.stop());
    return documents;
  })
  .extend("unlocked", async ({ program }, { onCleanup }): Promise<Documents> => {
    const documents = await Documents.serve(program, "--open");
    onCleanup(() => documents.stop());
    return documents;
  });

const chosen = (visit: Visit) => visit.page.getByRole("combobox", { name: /^Application or API/ });
const dialog = (visit: Visit) => visit.page.getByRole("dialog");
const said = (visit: Visit, what: string | RegExp) =>
  eventually(() => visit.page.getByText(what).count()).toBeGreaterThan(0);
const unsaved = (visit: Visit) => visit.page.getByText("Not saved", { exact: true }).count();

/** Presses the button of the dialog that is open. */
const press = (visit: Visit, name: string) =>
  dialog(visit).getByRole("button", { name, exact: true }).click();

/** The differences that a dialog lists, each as one text. */
function listed(part: Locator): Promise<string[]> {
  return texts(part.locator("li[class]"));
}

/** Sees that the browser complained of such answers alone, as it has to. */
function forgive(visit: Visit, ...statuses: number[]): void {
  const expected = statuses.map((status) =>
    status === 0 ? "ERR_CONNECTION_REFUSED" : `${status}`,
  );
  expect(visit.complaints.filter((each) => !expected.some((part) => each.includes(part)))).toEqual(
    [],
  );
  expect(visit.complaints.length).toBeGreaterThan(0);
  visit.complaints.length = 0;
}

/** Opens the page of a server that wants a token, and signs in. */
async function signIn(
  open: Open,
  documents: Documents,
  token: string,
  opening: Opening = {},
): Promise<Visit> {
  const visit = await open({ url: documents.url, ...opening });
  await visit.page.getByLabel("API token").fill(token);
  await visit.button("Sign in").click();
  await eventually(() => chosen(visit).count()).toBe(1);
  forgive(visit, 401, 403);
  return visit;
}

/** Waits until an application or an API is open. */
const opened = (visit: Visit, name: string) =>
  eventually(() => chosen(visit).locator("option:checked").textContent()).toContain(name);

async function edit(visit: Visit, name: string): Promise<void> {
  await visit.name(1).fill(name);
  await eventually(() => visit.button("Save").getAttribute("aria-disabled")).toBe("false");
}

/** Asks to save, and agrees. */
async function save(visit: Visit): Promise<void> {
  await visit.button("Save").click();
  await dialog(visit).waitFor();
  await press(visit, "Save");
}

test("what is previewed is saved, and the issuer's token has it, byte for byte", async ({
  open,
  documents,
}) => {
  const clientID = await documents.application(MANY);
  await documents.ask("PATCH", "api/v2/tenants/settings", '{ "domain": "shop.eu.auth0.com" }');
  const token = await documents.token("ana", "all");
  const visit = await signIn(open, documents, token);
  await opened(visit, `Shop (${clientID})`);
  const { config } = await visit.state();
  const read = () => documents.ask("GET", `api/v2/clients/${clientID}`);
  /** A document with the tenant's settings at its end. */
  const whole = (document: string) =>
    document.replace(/\n}$/, ',\n  "tenant": {"domain":"shop.eu.auth0.com"}\n}');
  expect(config).toBe(whole(await read()));

  await visit.page
    .locator("claims-preview")
    .evaluate((preview, given) => Object.assign(preview, given), {
      session: `{ "user_id": "anon|1", "metadata": ${METADATA} }`,
      audience: AUDIENCE,
    });
  await visit.name(1).fill("land");
  await visit.config
    .getByRole("button", { name: /^\+ Add a mapping/ })
    .first()
    .click();
  await visit.name(6).fill("n");
  await visit.expression(6).fill("anonymous_session.metadata.n");
  await visit.page.keyboard.press("Escape");
  const names = ["land", "big", "e", "list", "tiny", "n"];
  await eventually(async () => Object.keys(await visit.claims())).toEqual(
    expect.arrayContaining(names),
  );
  const shown = JsonDocument.read(await visit.payload());

  await visit.button("Save").click();
  await dialog(visit).waitFor();
  const list = "/access_token/custom_claim_mappings";
  expect(await listed(dialog(visit))).toEqual([
    `− country removed from ${list} anonymous_session.metadata.country`,
    `+ land added to ${list} anonymous_session.metadata.country`,
    `+ n added to ${list} anonymous_session.metadata.n`,
    expect.stringMatching(/^− country removed from the access token "Espa/),
    expect.stringMatching(/^\+ land added to the access token "Espa/),
    "+ n added to the access token 1.0",
  ]);
  await press(visit, "Save");
  await said(visit, "Saved. Shop: version 2.");
  await eventually(() => unsaved(visit)).toBe(0);
  expect(await hasFocus(visit.button("Save"))).toBe(true);

  // The document is what was edited, and all else of it is as it was.
  const after = await read();
  const state = await visit.state();
  expect(state.config).toBe(whole(after));
  expect(after.startsWith(MANY.slice(0, MANY.indexOf(COUNTRY)))).toBe(true);
  expect(state.saved).toBe(state.config);

  const payload = JsonDocument.read(await documents.accessToken(clientID, METADATA));
  for (const name of names) {
    const [claim, preview] = [payload, shown].map((document) => {
      const node = document?.node([name]);
      // The preview lays lists out in lines.
      return node && document?.raw(node).replace(/\n */g, "").replaceAll('": ', '":');
    });
    expect(claim, name).toBeTypeOf("string");
    expect(claim, name).toBe(preview);
  }
  for (const claim of ['"n":1.0', '"big":12345678901234567890', '"tiny":1e-7'])
    expect(payload?.text).toContain(claim);
});

test("the issuer is for its own page, and for those whose origin is registered", async ({
  open,
  documents,
}) => {
  const clientID = await documents.application(SHOP);
  const visit = await open({ url: documents.url });
  const issuer = new URL("anonymous/token", documents.url).href;
  const body = JSON.stringify({ client_id: clientID });
  /** Asks for a token as a page's script does; the status is 0 where it may not read the answer. */
  const ask = (page: Page) =>
    page.evaluate(
      async ([url, body]) => {
        const headers = { "content-type": "application/json" };
        const response = await fetch(url, { method: "POST", headers, body }).catch(() => undefined);
        return response?.status ?? 0;
      },
      [issuer, body] as const,
    );
  expect(await ask(visit.page)).toBe(200);

  const elsewhere = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end("<title>Elsewhere</title>");
  });
  await new Promise<void>((listening) => elsewhere.listen(0, "127.0.0.1", listening));
  const { port } = elsewhere.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const page = await visit.context.newPage();
  await page.goto(origin);
  expect(await ask(page)).toBe(0);
  // A form is sent without asking.
  const [answer] = await Promise.all([
    page.waitForResponse(issuer),
    page.evaluate(
      ([url, client]) => {
        document.body.innerHTML = `<form method="post" action="${url}"><input name="client_id" value="${client}"></form>`;
        document.forms[0]?.submit();
      },
      [issuer, clientID] as const,
    ),
  ]);
  expect(answer.status()).toBe(403);
  await page.waitForURL(issuer); // else what is under way interrupts where it goes next

  const registered = JSON.stringify({ web_origins: [origin] });
  await documents.ask("PATCH", `api/v2/clients/${clientID}`, registered);
  await page.goto(origin);
  expect(await ask(page)).toBe(200);
  elsewhere.closeAllConnections();
  elsewhere.close();
  visit.complaints.length = 0; // of another origin, which is what this is about
});

test("an open server asks nobody, and an application is made by keyboard", async ({
  open,
  unlocked: documents,
}) => {
  const visit = await open({ url: documents.url });
  const { keyboard } = visit.page;
  await said(visit, "This server is open");
  expect(await visit.page.getByLabel("API token").count()).toBe(0);
  await eventually(() => text(chosen(visit))).toBe("There are none");
  await visit.tabTo(visit.button("New application…"));
  await keyboard.press("Enter");
  await eventually(() => hasFocus(dialog(visit).getByLabel("Name"))).toBe(true);
  await keyboard.type("Café");
  await keyboard.press("Enter");
  await said(visit, "Café is there.");
  await opened(visit, "Café");
  expect(await hasFocus(visit.button("New application…"))).toBe(true);

  await visit.tabTo(visit.config.getByRole("button", { name: /^\+ Add a mapping/ }).first());
  await keyboard.press("Enter");
  await keyboard.type("country");
  await keyboard.press("Tab");
  await keyboard.type("country");
  await eventually(() => visit.config.getByRole("option").count()).toBeGreaterThan(0);
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
  await visit.tabTo(visit.button("Save"), "Shift+Tab");
  await keyboard.press("Enter");
  await dialog(visit).waitFor();
  expect(await hasFocus(dialog(visit).getByRole("heading", { level: 2 }))).toBe(true);
  await visit.tabTo(dialog(visit).getByRole("button", { name: "Save" }));
  await keyboard.press("Enter");
  await said(visit, "Saved. Café: version 2.");

  await visit.tabTo(visit.button("History"), "Shift+Tab");
  await keyboard.press("Enter");
  await dialog(visit).waitFor();
  await said(visit, "Version 2");
  await keyboard.press("Escape");
  await eventually(() => dialog(visit).count()).toBe(0);
  expect(await hasFocus(visit.button("History"))).toBe(true);
});

test("who saves after somebody else loads theirs or keeps the edits, and sees how they differ", async ({
  open,
  documents,
}) => {
  const clientID = await documents.application(SHOP);
  const tokens = [
    await documents.token("ana", "all"),
    await documents.token("ben", "all"),
  ] as const;
  const ana = await signIn(open, documents, tokens[0]);
  const ben = await signIn(open, documents, tokens[1]);
  for (const visit of [ana, ben]) await opened(visit, "Shop");
  const list = "/access_token/custom_claim_mappings anonymous_session.metadata.country";
  await edit(ana, "land");
  await edit(ben, "pays");
  await save(ana);
  await said(ana, "Saved. Shop: version 2.");
  await save(ben);
  await said(ben, /Version 2 of Shop was saved by\s+ana/);
  expect(await listed(dialog(ben))).toEqual([
    `− country removed from ${list}`,
    `+ land added to ${list}`,
  ]);
  const names = async () =>
    JSON.parse(
      await documents.ask("GET", `api/v2/clients/${clientID}`),
    ).access_token.custom_claim_mappings.map(({ name }: { name: string }) => name);
  expect(await names()).toEqual(["land"]);
  await press(ben, "Load theirs");
  await eventually(() => ben.names()).toEqual(["land"]);
  await eventually(() => unsaved(ben)).toBe(0);
  await ben.button("Undo").click();
  await eventually(() => ben.names()).toEqual(["pays"]);
  expect(await unsaved(ben)).toBe(1);

  await edit(ana, "maa");
  await save(ana);
  await said(ana, "Saved. Shop: version 3.");
  await save(ben);
  await said(ben, /Version 3 of Shop was saved by\s+ana/);
  forgive(ben, 412);
  await press(ben, "Keep my edits");
  await eventually(() => dialog(ben).count()).toBe(0);
  expect(await ben.names()).toEqual(["pays"]);
  await eventually(() => ben.button("Save").getAttribute("aria-disabled")).toBe("false");
  await ben.button("Save").click();
  await dialog(ben).waitFor();
  expect((await listed(dialog(ben))).slice(0, 2)).toEqual([
    `− maa removed from ${list}`,
    `+ pays added to ${list}`,
  ]);
  await press(ben, "Save");
  await said(ben, "Saved. Shop: version 4.");
  expect(await names()).toEqual(["pays"]);
});

test("a token without the scope cannot save, and says which one it lacks", async ({
  open,
  documents,
}) => {
  await documents.application(SHOP);
  const token = await documents.token("reader", "read:clients");
  const visit = await signIn(open, documents, token);
  await opened(visit, "Shop");
  await said(visit, /APIs are not listed.*without the tenant’s settings.*read:tenant_settings/);
  await edit(visit, "land");
  await save(visit);
  await eventually(() => text(dialog(visit).getByRole("alert"))).toMatch(
    /^This token does not allow it\. .*update:clients.* Your edits are still here\.$/,
  );
  forgive(visit, 403);
  await press(visit, "Cancel");
  expect(await visit.names()).toEqual(["land"]);
  expect(await unsaved(visit)).toBe(1);
});

describe("the token", () => {
  test("that is wrong is refused, and one that is right goes with the tab or by signing out", async ({
    open,
    documents,
  }) => {
    await documents.application(SHOP);
    const token = await documents.token("ana", "all");
    const visit = await open({ url: documents.url });
    const field = visit.page.getByLabel("API token");
    for (const wrong of ["csm_no such", "csm_AAAA_BBBB"]) {
      await field.fill(wrong);
      await visit.page.keyboard.press("Enter");
      await said(visit, wrong.includes(" ") ? /no API token/ : /does not know this token/);
      await eventually(() => hasFocus(field)).toBe(true);
    }
    await field.fill(token);
    await visit.page.keyboard.press("Enter");
    await opened(visit, "Shop");
    forgive(visit, 401);
    const kept = () =>
      visit.page.evaluate(() => [JSON.stringify(sessionStorage), JSON.stringify(localStorage)]);
    await eventually(kept).toEqual([expect.stringContaining(token), "{}"]);
    expect(await visit.context.cookies()).toEqual([]);
    await visit.page.reload();
    await opened(visit, "Shop");

    // Another tab is another visit.
    const other = await open({ url: documents.url, context: visit.context });
    await eventually(() => other.page.getByLabel("API token").count()).toBe(1);
    await other.page.close();
    visit.complaints.length = 0; // both have what the context complained about
    forgive(other, 401);

    await edit(visit, "land");
    await visit.button("Sign out").click();
    await press(visit, "Keep editing");
    expect(await visit.names()).toEqual(["land"]);
    await visit.button("Sign out").click();
    await press(visit, "Discard");
    await said(visit, "You are signed out.");
    await eventually(() => hasFocus(field)).toBe(true);
    expect((await visit.state()).config).toBe("{}");
    await eventually(async () => (await kept()).join().includes("csm_")).toBe(false);
    await visit.page.reload();
    await eventually(() => field.count()).toBe(1);
    forgive(visit, 401);
    other.complaints.length = 0;
  });

  test("that ends meanwhile is asked for again, and the edits are saved with another", async ({
    open,
    documents,
  }) => {
    await documents.application(SHOP);
    const [first, second] = [
      await documents.token("ana", "all"),
      await documents.token("ben", "all"),
    ];
    const visit = await signIn(open, documents, first);
    await opened(visit, "Shop");
    await edit(visit, "land");
    await documents.forget(first);
    await save(visit);
    await said(
      visit,
      /does not know this token.*Sign in and save again\. Your edits are still here\./,
    );
    forgive(visit, 401);
    await visit.page.getByLabel("API token").fill(second);
    await visit.button("Sign in").click();
    await opened(visit, "Shop");
    expect(await visit.names()).toEqual(["land"]);
    await save(visit);
    await said(visit, "Saved. Shop: version 2.");
  });
});

test("the history tells who changed what, and an old version is restored", async ({
  open,
  documents,
}) => {
  const clientID = await documents.application(SHOP);
  for (let i = 2; i <= 20; i++)
    await documents.ask("PATCH", `api/v2/clients/${clientID}`, `{ "weight": ${i}.0 }`);
  const changed = '{ "access_token": { "custom_claim_mappings": [] }, "weight": 2.50 }';
  await documents.ask("PATCH", `api/v2/clients/${clientID}`, changed);
  const visit = await signIn(open, documents, await documents.token("ana", "all"));
  await opened(visit, "Shop");
  expect(await visit.names()).toEqual([]);
  await visit.button("History").click();
  await dialog(visit).waitFor();
  const versions = dialog(visit).locator(".versions > li");
  await eventually(() => versions.count()).toBe(20);
  expect(await text(versions.nth(0))).toMatch(/^Version 21 .* by a program/);
  expect(await listed(versions.nth(0))).toEqual([
    "~ /weight changed 20.0 → 2.50",
    "− country removed from /access_token/custom_claim_mappings anonymous_session.metadata.country",
  ]);
  await press(visit, "Show older ones");
  await eventually(() => versions.count()).toBe(21);
  expect(await dialog(visit).getByRole("button", { name: "Show older ones" }).count()).toBe(0);
  expect(await listed(versions.nth(20))).toContain(
    "+ country added to /access_token/custom_claim_mappings anonymous_session.metadata.country",
  );
  await dialog(visit).getByRole("button", { name: "Restore version 1", exact: true }).click();
  await said(visit, "Restore version 1 of Shop?");
  expect(await hasFocus(dialog(visit).getByRole("heading", { level: 2 }))).toBe(true);
  await press(visit, "Restore");
  await said(visit, "Version 1 of Shop is saved again, as version 22.");
  await eventually(() => visit.names()).toEqual(["country"]);
  await visit.button("History").click();
  await eventually(() => text(versions.nth(0))).toMatch(/^Version 22 .* by ana/);
});

test("an API's mappings take the place of the application's, and are edited as an API's", async ({
  open,
  unlocked: documents,
}) => {
  const clientID = await documents.application(SHOP);
  const id = await documents.api(`{ "name": "Orders", "identifier": "${AUDIENCE}" }`);
  const visit = await open({ url: documents.url });
  await opened(visit, "Shop");
  await visit.page.getByRole("textbox", { name: "Audience 1" }).fill(AUDIENCE);
  await chosen(visit).selectOption({ label: `Orders (${AUDIENCE})` });
  await eventually(() => visit.names()).toEqual([]);
  expect((await visit.state()).audience).toEqual([AUDIENCE]);
  await visit.config
    .getByRole("button", { name: /^\+ Add a mapping/ })
    .first()
    .click();
  await visit.name(1).fill("visitor");
  await visit.expression(1).fill("anonymous_session.user_id");
  await visit.page.keyboard.press("Escape");
  await eventually(() => visit.claims()).toMatchObject({ visitor: "anon|a7f3b2c9e1" });
  await save(visit);
  await said(visit, "Saved. Orders: version 2.");
  expect(JSON.parse(await documents.ask("GET", `api/v2/resource-servers/${id}`))).toMatchObject({
    access_token: { claims_mapping: { custom_claims: [{ name: "visitor" }] } },
  });

  await chosen(visit).selectOption({ label: `Shop (${clientID})` });
  await said(visit, /does not get these\s+mappings/);
  await visit.button("Open the API Orders").click();
  await eventually(() => visit.names()).toEqual(["visitor"]);
  await chosen(visit).selectOption({ label: `Shop (${clientID})` });
  await said(visit, /does not get these\s+mappings/);
  const asked = visit.page.waitForResponse(/effective.*other\.example/);
  await visit.page.getByRole("textbox", { name: "Audience 1" }).fill("https://other.example");
  await asked;
  await eventually(() => visit.page.getByText(/does not get these\s+mappings/).count()).toBe(0);
  expect(await documents.accessToken(clientID, '{"country":"Spain"}')).not.toContain("country");
});

test("what is previewed is what is issued, for every application and audience", async ({
  open,
  unlocked: documents,
}) => {
  const mapping = (name: string, member: string) =>
    `{ "name": "${name}", "expression": "anonymous_session.metadata.${member}" }`;
  const application = (name: string, ...mappings: string[]) =>
    documents.application(
      `{ "name": "${name}", "access_token": { "custom_claim_mappings": [${mappings}] } }`,
    );
  const clients = [
    await application("Shop", mapping("country", "country"), mapping("e", "e")),
    await application("Blog", mapping("big", "big"), mapping("country", "list")),
    await application("Plain"),
  ];
  const api = (name: string, ...mappings: string[]) =>
    documents.api(
      `{ "name": "${name}", "identifier": "https://${name.toLowerCase()}.example",
        "access_token": { "claims_mapping": { "custom_claims": [${mappings}] } } }`,
    );
  await api("Orders", mapping("visitor", "n"), mapping("country", "tiny"));
  await api("Empty");
  await documents.ask("PATCH", "api/v2/tenants/settings", '{ "domain": "shop.eu.auth0.com" }');
  const audiences = [
    "https://orders.example",
    "https://empty.example",
    "https://unknown.example",
    "https://shop.eu.auth0.com/api/v2/",
  ];
  const visit = await open({ url: documents.url });
  await eventually(() => chosen(visit).locator("option").count()).toBe(5);
  const session = `{ "user_id": "anon|1", "metadata": ${METADATA} }`;
  for (const client of clients) {
    await chosen(visit).selectOption(`client ${client}`);
    await eventually(async () => (await visit.state()).config).toContain(client);
    for (const audience of audiences) {
      const asked = visit.page.waitForResponse(/v1\/effective/);
      await visit.page
        .locator("claims-preview")
        .evaluate(
          (preview, state) => (preview as HTMLElementTagNameMap["claims-preview"]).replace(state),
          { ...(await visit.state()), session, audience: [audience] },
        );
      await asked;
      const issued = await documents.accessToken(client, METADATA, audience);
      const payload = JsonDocument.read(issued);
      const custom = (document: JsonDocument | undefined) =>
        (document?.root.children ?? []).flatMap(({ children: [key, value] = [] }) =>
          /^(?:iss|sub|aud|iat|exp|azp|scope|jti|client_id|gty|sid)$/.test(String(key?.value))
            ? []
            : [
                [
                  key?.value,
                  document
                    ?.raw(value as Node)
                    .replace(/\n */g, "")
                    .replaceAll('": ', '":'),
                ],
              ],
        );
      const shown = async () => custom(JsonDocument.read(await visit.payload()));
      await eventually(shown).toEqual(custom(payload));
      const effective = audience === "https://orders.example";
      expect(
        await visit
          .group("Access token")
          .getByText(/^Not used for this audience/)
          .count(),
      ).toBe(effective && client !== clients[2] ? 1 : 0);
      if (effective) expect(await text(visit.result)).toContain("with the mappings of Orders");
    }
  }
});

test("a token is issued from the page, copied, and asked for by its command", async ({
  open,
  unlocked: documents,
}) => {
  await documents.application(SHOP);
  const visit = await open({ url: documents.url });
  await opened(visit, "Shop");
  await eventually(() => visit.names()).toEqual(["country"]);
  await visit.showTokenAs("JWT");
  await visit.button("Issue this token").click();
  await visit.button("Copy the token").click();
  await eventually(() => visit.clipboard()).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
  const [, payload = ""] = (await visit.clipboard()).split(".");
  expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({
    country: "Spain",
  });
  await visit.button("Copy as curl").click();
  await eventually(() => visit.clipboard()).toContain("anonymous/token");
  await visit.name(1).fill("land");
  await visit.button("Issue this token").click();
  await said(visit, "Save first: tokens are issued with what is saved.");
});

test("the tenant's settings are saved where they belong, with or without the application", async ({
  open,
  unlocked: documents,
}) => {
  const clientID = await documents.application(SHOP);
  const visit = await open({ url: documents.url });
  await opened(visit, "Shop");
  await visit.page.getByLabel("Tenant domain").fill("shop.eu.auth0.com");
  await edit(visit, "land");
  await visit.button("Save").click();
  await dialog(visit).waitFor();
  const headings = dialog(visit).getByRole("heading", { level: 3 });
  await eventually(() => headings.allTextContents()).toEqual([
    "Shop",
    "The tenant’s settings",
    "In the tokens of the sample session",
    "In the tokens of every session",
  ]);
  // The words are the server's.
  const { says } = JSON.parse(
    await documents.ask(
      "POST",
      "v1/diff",
      JSON.stringify({
        old: JSON.parse((await visit.state()).saved),
        new: JSON.parse((await visit.state()).config),
      }),
    ),
  );
  expect(says).toContain("renamed");
  expect(await dialog(visit).locator("p").allTextContents()).toContain(says);
  await press(visit, "Save");
  await said(visit, "Saved. Shop: version 2. The tenant’s settings: version 1.");
  expect(await documents.ask("GET", "api/v2/tenants/settings")).toContain("shop.eu.auth0.com");
  expect(await documents.ask("GET", `api/v2/clients/${clientID}`)).not.toContain("tenant");
  await visit.button("Tenant history").click();
  await said(visit, "History of the tenant’s settings");
  expect(await listed(dialog(visit))).toEqual([
    '~ /domain changed "127.0.0.1" → "shop.eu.auth0.com"',
  ]);
  await press(visit, "Close");

  // One of the two is saved, the other was by somebody else.
  await documents.ask("PATCH", "api/v2/tenants/settings", '{ "friendly_name": "Shop" }');
  await visit.page.getByLabel("Tenant domain").fill("other.eu.auth0.com");
  await edit(visit, "pays");
  await save(visit);
  await said(visit, /Version 2 of The tenant’s settings was saved by\s+anyone on this machine/);
  forgive(visit, 412);
  expect(JSON.parse(await documents.ask("GET", `api/v2/clients/${clientID}`))).toMatchObject({
    access_token: { custom_claim_mappings: [{ name: "pays" }] },
  });
  await press(visit, "Keep my edits");
  await visit.button("Save").click();
  await dialog(visit).waitFor();
  expect(await listed(dialog(visit))).toContain(
    '~ /domain changed "shop.eu.auth0.com" → "other.eu.auth0.com"',
  );
  expect(await dialog(visit).getByRole("heading", { name: "Shop", exact: true }).count()).toBe(0);
});

test("a server that goes away loses nothing, and is used again when it is back", async ({
  open,
  unlocked: documents,
}) => {
  await documents.application(SHOP);
  const visit = await open({ url: documents.url });
  await opened(visit, "Shop");
  await edit(visit, "land");
  await documents.stop();
  await save(visit);
  await eventually(() => text(dialog(visit).getByRole("alert"))).toBe(
    "The server does not answer. Your edits are still here.",
  );
  forgive(visit, 0);
  await documents.start();
  await press(visit, "Save");
  await said(visit, "Saved. Shop: version 2.");
});

test("what the server answers is said, and the edits stay", async ({
  open,
  unlocked: documents,
}) => {
  await documents.application(SHOP);
  const visit = await open({ url: documents.url });
  await opened(visit, "Shop");
  await edit(visit, "land");
  let answer = { status: 0, headers: {}, body: "" };
  await visit.page.route("**/api/v2/clients/*", (route) =>
    route.request().method() === "PATCH" ? route.fulfill(answer) : route.continue(),
  );
  await visit.button("Save").click();
  for (const [status, headers, body, sentence] of [
    [429, { "retry-after": "7" }, "", "The server has too many requests. Try again in 7 seconds."],
    [503, {}, '{"message":"It is busy."}', "The server failed (503). It is busy."],
    [502, {}, "<html>", "The server failed (502)."],
    [409, {}, '{"message":"There is one already."}', "There is one already."],
    [418, {}, "[]", "The server refused it (418)."],
  ] as const) {
    answer = { status, headers, body };
    await press(visit, "Save");
    await eventually(() => text(dialog(visit).getByRole("alert"))).toBe(
      `${sentence} Your edits are still here.`,
    );
    forgive(visit, status);
  }
  await press(visit, "Cancel");
  expect(await visit.names()).toEqual(["land"]);

  // As it would be while the server starts.
  await visit.page.route("**/api/v2/clients?*", (route) => route.fulfill({ status: 503 }));
  await visit.page.reload();
  await said(visit, "The server failed (503). Your edits are still here.");
  await visit.page.unroute("**/api/v2/clients?*");
  await visit.button("Try again").click();
  await opened(visit, "Shop");
  expect(await visit.names()).toEqual(["land"]);
  forgive(visit, 503);
});

test("a problem that only the server sees is shown at its place", async ({
  open,
  unlocked: documents,
}) => {
  await documents.application(SHOP);
  const visit = await open({ url: documents.url });
  await opened(visit, "Shop");
  await edit(visit, "land");
  const path = "/access_token/custom_claim_mappings/0/name";
  const problems = [{ code: "reserved_claim", path, message: "This name is taken." }];
  const body = JSON.stringify({ message: "The mappings have problems.", problems });
  await visit.page.route("**/api/v2/clients/*", (route) =>
    route.request().method() === "PATCH" ? route.fulfill({ status: 400, body }) : route.continue(),
  );
  await save(visit);
  await said(visit, "This name is taken.");
  forgive(visit, 400);
  await press(visit, "Go to mapping 1");
  await eventually(() => hasFocus(visit.name(1))).toBe(true);

  // Something new is begun once the edits may go.
  await visit.button("New application…").click();
  await said(visit, "Discard your edits?");
  await press(visit, "Discard");
  await eventually(() => hasFocus(dialog(visit).getByLabel("Name"))).toBe(true);
});

describe("a reload and a link", () => {
  test("keep the edits, the document and its version", async ({ open, unlocked: documents }) => {
    await documents.application(`{ "name": "Another" }`);
    const clientID = await documents.application(SHOP);
    const visit = await open({ url: documents.url });
    await eventually(() => chosen(visit).locator("option").count()).toBe(2);
    await chosen(visit).selectOption({ label: `Shop (${clientID})` });
    await opened(visit, "Shop");
    await eventually(() => visit.names()).toEqual(["country"]);
    await edit(visit, "land");
    await eventually(() => visit.page.evaluate(() => JSON.stringify(sessionStorage))).toContain(
      "land",
    );
    await documents.ask("PATCH", `api/v2/clients/${clientID}`, '{ "weight": 3 }');
    await visit.page.reload();
    await opened(visit, "Shop");
    await eventually(() => visit.names()).toEqual(["land"]);
    await save(visit);
    await said(visit, /Version 2 of Shop was saved by\s+anyone on this machine/);
    forgive(visit, 412);
    await press(visit, "Keep my edits");

    await visit.button("Copy link").click();
    await said(visit, "The link is copied.");
    const linked = await open({ url: await visit.clipboard() });
    await opened(linked, "Shop");
    await eventually(() => linked.names()).toEqual(["land"]);
    expect(await unsaved(linked)).toBe(1);
    expect((await linked.state()).saved).toContain('"weight" : 3');
  });
});

test("many applications are listed, and found by a filter", async ({
  open,
  unlocked: documents,
}) => {
  for (let i = 1; i <= 130; i++) await documents.application(`{ "name": "Application ${i}" }`);
  const visit = await open({ url: documents.url });
  await eventually(() => chosen(visit).locator("option").count()).toBe(130);
  const filter = visit.page.getByRole("searchbox", { name: "Filter" });
  await filter.fill("application 13");
  await said(visit, /Application or API, [34] of 130/);
  const option = chosen(visit).locator("option", { hasText: "Application 130" });
  await chosen(visit).selectOption((await option.getAttribute("value")) ?? "");
  await opened(visit, "Application 130");
  await eventually(async () => (await visit.state()).config).toContain("Application 130");
});

/** The rest of the page is as it is without a server. */
const PLACE = { selector: ".server-place", atLeast: 15 };

describe.for([
  { what: "light", browser: { colorScheme: "light" } },
  {
    what: "a phone, dark",
    browser: { colorScheme: "dark", viewport: { width: 360, height: 740 } },
  },
] as const)("in $what", ({ browser }) => {
  test("nothing is against the rules", async ({ open, documents }) => {
    const clientID = await documents.application(SHOP);
    const mapped = `{ "claims_mapping": { "custom_claims": [${COUNTRY}] } }`;
    await documents.api(
      `{ "name": "Orders", "identifier": "${AUDIENCE}", "access_token": ${mapped} }`,
    );
    const token = await documents.token("ana", "all");
    const visit = await open({ url: documents.url, browser });
    const field = visit.page.getByLabel("API token");
    await field.fill("csm_AAAA_BBBB");
    await visit.button("Sign in").click();
    await said(visit, /does not know this token/);
    expect(await findings(visit, [], PLACE), "signing in").toEqual([]);
    await field.fill(token);
    await visit.button("Sign in").click();
    await opened(visit, "Shop");
    forgive(visit, 401);
    await visit.page.getByRole("textbox", { name: "Audience 1" }).fill(AUDIENCE);
    await said(visit, /does not get these\s+mappings/);
    await edit(visit, "land");
    expect(await findings(visit, [], PLACE), "with a document").toEqual([]);
    const width = await visit.page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(width[0]).toBe(width[1]);

    await documents.ask("PATCH", `api/v2/clients/${clientID}`, '{ "weight": 3 }');
    await visit.button("Save").click();
    await dialog(visit).waitFor();
    expect(await findings(visit, [], PLACE), "before saving").toEqual([]);
    await press(visit, "Save");
    await said(visit, /Version 2 of Shop was saved by\s+a program/);
    forgive(visit, 412);
    expect(await findings(visit, [], PLACE), "behind").toEqual([]);
    await press(visit, "Load theirs");
    await visit.button("History").click();
    await said(visit, "Version 2");
    expect(await findings(visit, [], PLACE), "the history").toEqual([]);
    await press(visit, "Close");
    await visit.button("New application…").click();
    await dialog(visit).waitFor();
    expect(await findings(visit, [], PLACE), "a new application").toEqual([]);
  });
});
