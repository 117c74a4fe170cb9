// What is copied works elsewhere: requests in a shell, vectors in the command line.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "vitest";
import { eventually, hasFocus, type Start, test, type Visit } from "./harness.js";

/** Text that a shell, JSON and people read differently. */
const AWKWARD = "it's $HOME `id` \\ \" € 🇪🇸 %s !";

const CONFIG = `{
  "client_id": "c/1",
  "access_token": { "custom_claim_mappings": [
    { "name": "country", "expression": "anonymous_session.metadata.country" },
    { "name": "https://shop.example/it's", "expression": "anonymous_session.metadata.note" }
  ] },
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
  const { access_token } = JSON.parse(CONFIG);
  expect(JSON.parse(after(call, "--data") ?? "")).toEqual({ access_token });
});

test("an API object and an application are two requests", async ({ open }) => {
  const config = {
    id: "api1",
    client_id: "c1",
    access_token: { claims_mapping: [{ name: AWKWARD, expression: "user.email" }] },
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
const LOGIN = `{ "user": { "user_id": "auth0|1", "email": "a@shop.example" }, "scope": "openid email", "protocol": "samlp",
  "custom_claims": { "access_token": [{ "name": "roles", "value": [1.0, 12345678901234567890] }, { "name": "plan", "value": "x" }],
                     "id_token": [{ "name": "points", "value": 1e3 }, { "name": "app_metadata", "value": { "a": "b" } }] } }`;

test.for<[string, Partial<Start>]>([
  ["claims that are there", {}],
  ["claims that are missing", { audience: ["https://shop.eu.auth0.com/api/v2/"] }],
  ["several audiences", { audience: ["https://a.example", "https://shop.eu.auth0.com/userinfo"] }],
  ["a login with code and SAML", { session: LOGIN }],
  ["no mappings", { config: "{}" }],
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
  await visit.page.getByRole("button", { name: /SHA-256/ }).click();
  await eventually(() => visit.clipboard()).toBe(digest);
  await eventually(() =>
    visit.page.getByText("Copied: SHA-256 of the module").count(),
  ).toBeGreaterThan(0);
});

test("without a clipboard the text is shown to be copied by hand", async ({ open }) => {
  const visit = await open({
    ...START,
    prepare: (context) =>
      context.addInitScript(() => {
        if (!("clipboard" in navigator)) return; // an empty page's
        Clipboard.prototype.writeText = () => Promise.reject(new DOMException("not allowed"));
      }),
  });
  await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
  const menu = visit.page.getByText("Copy as", { exact: true });
  await menu.focus();
  await visit.page.keyboard.press("Enter");
  await visit.tabTo(visit.button("Config"));
  await visit.page.keyboard.press("Enter");
  const dialog = visit.page.getByRole("dialog", { name: "Copy: config" });
  await eventually(() => dialog.count()).toBe(1);
  const area = dialog.getByRole("textbox");
  expect(await area.inputValue()).toBe(CONFIG);
  const selected = await area.evaluate((node) => {
    const { selectionStart, selectionEnd } = node as HTMLTextAreaElement;
    return [selectionStart, selectionEnd];
  });
  expect(selected).toEqual([0, CONFIG.length]);
  await visit.page.keyboard.press("Escape");
  await eventually(() => dialog.count()).toBe(0);
  expect(await hasFocus(menu)).toBe(true);
  expect(await visit.page.getByText(/^Copied/).count()).toBe(0);
});
