// What is copied works elsewhere: requests in a shell, vectors in the command line.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Locator } from "playwright-core";
import { describe, expect } from "vitest";
import { eventually, hasFocus, type Opening, type Start, test, type Visit } from "./harness.js";

/** Text that a shell, JSON and people read differently. */
const AWKWARD = "it's $HOME $(id) `id` \\ \" \n € 🇪🇸 \u2028 %s !! '; exit 1; '";

const CONFIG = `{
  "client_id": "c/1",
  "access_token": { "custom_claim_mappings": [
    { "name": "country", "expression": "anonymous_session.metadata.country" },
    { "name": "https://shop.example/it's", "expression": "anonymous_session.metadata.note" }
  ] },
  "saml_configuration": { "mappings": { "mail": "email", "a": "app_metadata.a" } },
  "tenant": { "domain": "shop.eu.auth0.com" }
}
`;
const START: Start = {
  config: CONFIG,
  session: `${JSON.stringify({ user_id: "anon|1", metadata: { country: "Spain", note: AWKWARD } })}\n`,
  audience: ["https://api.shop.example"],
};

/** Copies by the menu, and returns the text. */
async function copy(visit: Visit, item: string): Promise<string> {
  await visit.page.getByText("Copy as", { exact: true }).click();
  await visit.button(item).click();
  await eventually(() => visit.page.getByText(/^Copied: /).count()).toBeGreaterThan(0);
  return visit.clipboard();
}

/** Runs a script in a shell in which curl writes down its arguments, and returns those of each call. */
async function curled(script: string): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-curl-"));
  try {
    await mkdir(join(folder, "bin"));
    const curl = join(folder, "bin", "curl");
    await writeFile(
      curl,
      `#!/bin/sh\nprintf '%s\\0' "$@" >>"${folder}/calls"\nprintf '\\0' >>"${folder}/calls"\n`,
    );
    await chmod(curl, 0o755);
    const env = { PATH: `${join(folder, "bin")}:/usr/bin:/bin` };
    await promisify(execFile)("/bin/sh", ["-eu", "-c", script], { env, cwd: folder });
    const calls = (await readFile(join(folder, "calls"), "utf8")).split("\0\0");
    return calls.filter((call) => call !== "").map((call) => call.split("\0"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the page shows after copying. */
function confirmation(visit: Visit): Locator {
  return visit.page.getByText(/^Copied: /).and(visit.page.locator(".pill"));
}

/** What is selected in a text area. */
function selected(area: Locator): Promise<string> {
  return area.evaluate((node) => {
    const { value, selectionStart, selectionEnd } = node as HTMLTextAreaElement;
    return value.slice(selectionStart, selectionEnd);
  });
}

function after(args: readonly string[] | undefined, flag: string): string | undefined {
  return args?.[args.indexOf(flag) + 1];
}

test("the PATCH request sends the mappings as they are", async ({ open }) => {
  const visit = await open(START);
  await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
  const [call, ...more] = await curled(await copy(visit, "PATCH request (curl)"));
  expect(more).toEqual([]);
  expect(after(call, "--request")).toBe("PATCH");
  expect(call).toContain("https://shop.eu.auth0.com/api/v2/clients/c%2F1");
  expect(call).toContain("Content-Type: application/json");
  const { access_token, saml_configuration } = JSON.parse(CONFIG);
  expect(JSON.parse(after(call, "--data") ?? "")).toEqual({ access_token, saml_configuration });
});

test("an API object and an application are two requests", async ({ open }) => {
  const config = {
    id: "api1",
    client_id: "c1",
    access_token: {
      claims_mapping: { custom_claims: [{ name: AWKWARD, expression: "user.email" }] },
    },
    id_token: { custom_claim_mappings: [] },
  };
  const visit = await open({ ...START, config: JSON.stringify(config) });
  const calls = await curled(await copy(visit, "PATCH request (curl)"));
  expect(calls.map((call) => JSON.parse(after(call, "--data") ?? ""))).toEqual([
    { access_token: config.access_token },
    { id_token: config.id_token },
  ]);
  expect(calls[0]).toContain("https://YOUR_DOMAIN/api/v2/resource-servers/api1");
  expect(calls[1]).toContain("https://YOUR_DOMAIN/api/v2/clients/c1");
});

test("the PATCH request is in the config's own characters", async ({ open }) => {
  // Escapes and digits that a parser would lose, and lines as Windows ends them.
  const member =
    '{\r\n "custom_claim_mappings": [], "other": [1.0, 12345678901234567890, "\\u00e9"] }';
  const domain = "it's.example";
  const config = `{ "id_token": ${member}, "tenant": { "domain": "${domain}" }, "name": "Shop" }`;
  const visit = await open({ ...START, config });
  const [call] = await curled(await copy(visit, "PATCH request (curl)"));
  expect(after(call, "--data")).toBe(`{ "id_token": ${member} }`);
  expect(call).toContain(`https://${domain}/api/v2/clients/YOUR_ID`);
});

test("a config without mappings has no request", async ({ open }) => {
  const visit = await open({ ...START, config: "{}" });
  await visit.page.getByText("Copy as", { exact: true }).click();
  expect(await visit.button("PATCH request (curl)").isDisabled()).toBe(true);
});

test("the config is copied as it is, broken or not", async ({ open }) => {
  const visit = await open(START);
  expect(await copy(visit, "Config")).toBe(CONFIG);
  const broken = `${CONFIG},\n`;
  await visit.paste(await visit.editor("config"), broken);
  await eventually(async () => (await visit.state()).config).toBe(broken);
  expect(await copy(visit, "Config")).toBe(broken);
});

const large = JSON.stringify({ metadata: { country: "x".repeat(110_000) } });
const long = JSON.stringify({ metadata: { country: "Spain" }, other: "x".repeat(300_000) });
const PROTOTYPE = `{ "custom_claims": { "access_token": [
  { "name": "__proto__", "value": { "__proto__": 1 } }, { "name": "constructor", "value": "\\ud800" } ] } }`;
const LEGACY = `{ "id_token": { "custom_claim_mappings": [
    { "name": "https://shop.auth0.com/email", "expression": "user.email" } ] },
  "saml_configuration": { "mappings": { "mail": "email", "a": "app_metadata.a" } },
  "tenant": { "migrations": { "custom_claims_must_be_namespaced": true } } }`;
const LOGIN = `{ "user": { "user_id": "auth0|1", "email": "a@shop.example" }, "scope": "openid email", "protocol": "samlp",
  "custom_claims": { "access_token": [{ "name": "roles", "value": [1.0, 12345678901234567890] }, { "name": "plan", "value": "x" }],
                     "id_token": [{ "name": "points", "value": 1e3 }, { "name": "app_metadata", "value": { "a": "b" } }] } }`;

test.for<[string, Partial<Start>]>([
  ["claims that are there", {}],
  ["claims that are missing", { audience: ["https://shop.eu.auth0.com/api/v2/"] }],
  ["several audiences", { audience: ["https://a.example", "https://shop.eu.auth0.com/userinfo"] }],
  ["a login with code and SAML", { session: LOGIN }],
  ["claims with names of every object", { session: PROTOTYPE, config: "{}" }],
  ["legacy mode with a log", { config: LEGACY, session: LOGIN }],
  ["a config in lines as Windows ends them", { config: CONFIG.replaceAll("\n", "\r\n") }],
  ["a config with a byte order mark", { config: `\ufeff${CONFIG}` }],
  ["a config with a member twice", { config: CONFIG.replace("{", '{ "tenant": {},') }],
  [
    "a config with a member that is not read twice",
    { config: CONFIG.replace("{", '{ "a": 1, "a": 2,') },
  ],
  ["a session that is too deep", { session: `${"[".repeat(65)}${"]".repeat(65)}` }],
  ["a session that is too long for a form", { session: long }],
  ["a config with problems", { config: CONFIG.replace('"country"', '"sub"') }],
  ["a config that is no JSON", { config: "{ nope" }],
  ["a session that is no JSON", { session: "[1," }],
  ["a session of the wrong type", { session: "[]" }],
  ["a payload that is too large", { session: large }],
  ["an audience that is empty", { audience: [""] }],
])("a vector of %s passes on the command line", async ([, start], { open, program }) => {
  const visit = await open({ ...START, ...start });
  const file = await program.file(await copy(visit, "Vector for claimsmith test"));
  const { code, stdout, stderr } = await program.run("test", file);
  expect(`${stdout}${stderr}`).toMatch(/^1 passed, 0 failed$/m);
  expect(code).toBe(0);
});

test("a vector wants all that was decided", async ({ open, program }) => {
  const visit = await open({
    ...START,
    session: LOGIN,
    audience: ["https://shop.eu.auth0.com/mfa"],
  });
  const [{ want }] = JSON.parse(await copy(visit, "Vector for claimsmith test"));
  const explained = await program.explain(await visit.state());
  if (explained.error) throw new Error(explained.error.code);
  const { access_token, id_token, userinfo, saml, ignored = [] } = explained;
  expect(ignored.map(({ reason }) => reason)).toContain("auth0_audience");
  expect(want).toEqual({
    access_token: { claims: access_token.claims },
    id_token: { claims: id_token?.claims },
    userinfo: { claims: userinfo?.claims },
    saml: { attributes: saml?.attributes.map(({ name, values }) => ({ name, values })) },
    ignored: ignored.map(({ token, claim, reason }) => ({ token, claim, reason })),
  });
});

test("a vector fails where something else is decided", async ({ open, program }) => {
  const visit = await open(START);
  await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
  const copied = await copy(visit, "Vector for claimsmith test");
  const [vector] = JSON.parse(copied);
  vector.session.metadata.country = "Portugal";
  const { code, stdout } = await program.run("test", await program.file(JSON.stringify([vector])));
  expect(stdout).toMatch(/^0 passed, 1 failed$/m);
  expect(code).toBe(1);
});

test("the module's digest is copied whole", async ({ open }) => {
  const visit = await open(START);
  const module = await readFile(
    fileURLToPath(new URL("../../../abi/claims.wasm", import.meta.url)),
  );
  const digest = createHash("sha256").update(module).digest("hex");
  const pill = visit.page.getByRole("button", { name: /SHA-256/ });
  expect(await pill.getAttribute("aria-label")).toContain(`module ${digest.slice(0, 12)}`);
  await pill.click();
  await eventually(() => visit.clipboard()).toBe(digest);
  await eventually(() => confirmation(visit).isVisible()).toBe(true);
  expect(await confirmation(visit).textContent()).toBe("Copied: SHA-256 of the module");
});

test("what was copied is shown until something is edited", async ({ open }) => {
  const visit = await open(START);
  await copy(visit, "Config");
  expect(await confirmation(visit).textContent()).toBe("Copied: config");
  await visit.name(1).fill("land");
  await eventually(() => confirmation(visit).count()).toBe(0);
  await copy(visit, "PATCH request (curl)");
  expect(await confirmation(visit).textContent()).toBe("Copied: PATCH request");
});

test("copying is said each time, though it be the same", async ({ open }) => {
  const visit = await open(START);
  const status = visit.page
    .getByRole("status")
    .filter({ hasText: "2 of 2 mapped claims are in the access token." });
  await eventually(() => status.count()).toBe(1);
  const handle = await status.elementHandle();
  // What is said is what changes in the region, as those who listen to it are told.
  const said = await visit.page.evaluateHandle((region) => {
    const said: string[] = [];
    const listen = () => said.push(region?.textContent?.trim() ?? "");
    if (region)
      new MutationObserver(listen).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    return said;
  }, handle);
  const times = async () => {
    const all = await said.jsonValue();
    return all.filter((each) => each === "Copied: config.").length;
  };
  await copy(visit, "Config");
  await eventually(times).toBe(1);
  await copy(visit, "Config");
  await eventually(times).toBe(2);
});

describe.for([
  [
    "is refused",
    () => {
      if (!("clipboard" in navigator)) return; // an empty page's
      Clipboard.prototype.writeText = () => Promise.reject(new DOMException("not allowed"));
    },
  ],
  [
    "is not there",
    () => {
      Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
    },
  ],
] as const)("where the clipboard %s", ([, prepare]) => {
  const refused: Opening = { ...START, prepare: (context) => context.addInitScript(prepare) };

  test("the text is shown to be copied by hand, by keyboard", async ({ open }) => {
    const visit = await open(refused);
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    const menu = visit.page.getByText("Copy as", { exact: true });
    for (const close of ["Escape", "Close"]) {
      await menu.focus();
      await visit.page.keyboard.press("Enter");
      await visit.tabTo(visit.button("Config"));
      await visit.page.keyboard.press("Enter");
      const dialog = visit.page.getByRole("dialog", { name: "Copy: config" });
      await eventually(() => dialog.isVisible()).toBe(true);
      const area = dialog.getByRole("textbox", { name: "config" });
      expect(await area.inputValue()).toBe(CONFIG);
      expect(await hasFocus(area)).toBe(true);
      expect(await selected(area)).toBe(CONFIG);
      if (close === "Close") await visit.tabTo(dialog.getByRole("button", { name: "Close" }));
      await visit.page.keyboard.press(close === "Close" ? "Enter" : close);
      await eventually(() => dialog.count()).toBe(0);
      expect(await hasFocus(menu)).toBe(true);
    }
    expect(await confirmation(visit).count()).toBe(0);
  });

  test("the text is shown to be copied by hand, by pointer", async ({ open, program }) => {
    const visit = await open(refused);
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    await visit.page.getByText("Copy as", { exact: true }).click();
    await visit.button("Vector for claimsmith test").click();
    const dialog = visit.page.getByRole("dialog", { name: "Copy: vector" });
    const vector = await program.file(await dialog.getByRole("textbox").inputValue());
    expect((await program.run("test", vector)).code).toBe(0);
    await dialog.getByRole("button", { name: "Close" }).click();
    await eventually(() => dialog.count()).toBe(0);

    const pill = visit.page.getByRole("button", { name: /SHA-256/ });
    await pill.click();
    const digest = visit.page.getByRole("dialog", { name: "Copy: SHA-256 of the module" });
    await eventually(() => digest.getByRole("textbox").inputValue()).toMatch(/^[0-9a-f]{64}$/);
    await visit.page.keyboard.press("Escape");
    await eventually(() => digest.count()).toBe(0);
    expect(await hasFocus(pill)).toBe(true);
  });
});
