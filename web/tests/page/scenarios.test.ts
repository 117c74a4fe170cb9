// Sessions and audiences with names: which claims each gets, what edits change, and the vectors of it.

import { readFile, writeFile } from "node:fs/promises";
import { expect } from "vitest";
import { eventually, test, texts, type Visit } from "./harness.js";

const CONFIG = `{
  "access_token": { "custom_claim_mappings": [
    { "name": "country", "expression": "anonymous_session.metadata.country" },
    { "name": "https://shop.example/cart", "expression": "anonymous_session.metadata.cart" }
  ] },
  "tenant": { "domain": "shop.eu.auth0.com" }
}
`;
const START = {
  config: CONFIG,
  session: '{ "user_id": "anon|1", "metadata": { "country": "Spain", "cart": 1.0 } }\n',
  audience: ["https://api.shop.example"],
};

const panel = (visit: Visit) => visit.page.getByRole("region", { name: "Scenarios" });

/** The grid, a row for each claim. */
async function grid(visit: Visit): Promise<string[][]> {
  const rows = panel(visit).locator("tbody tr");
  const found: string[][] = [];
  for (const row of await rows.all()) found.push(await texts(row.locator("> *")));
  return found;
}

async function keepTwo(visit: Visit): Promise<void> {
  await visit.button("+ Keep this one").click();
  await visit.page
    .getByRole("textbox", { name: "Audience 1" })
    .fill("https://shop.eu.auth0.com/api/v2/");
  await visit.button("+ Keep this one").click();
  await visit.page.getByRole("textbox", { name: "Name of scenario 2" }).fill("Management API");
}

test("the grid has what each scenario gets, and what an edit changes of it", async ({ open }) => {
  const visit = await open(START);
  await keepTwo(visit);
  await eventually(() => grid(visit)).toEqual([
    ["country", "✓in the token", "✗ auth0 audience"],
    ["https://shop.example/cart", "✓in the token", "✓in the token"],
  ]);
  expect(await panel(visit).locator("td.changed").count()).toBe(0);

  await visit.expression(1).fill("anonymous_session.metadata.nothing");
  await eventually(() => grid(visit)).toEqual([
    ["country", "✗ no value, in before", "✗ auth0 audience +1"],
    ["https://shop.example/cart", "✓in the token", "✓in the token"],
  ]);
  expect(await panel(visit).locator("td.changed").count()).toBe(1);

  // One of them is shown, and another removed.
  await visit.button("Show api.shop.example").click();
  await eventually(async () => (await visit.state()).audience).toEqual(START.audience);
  await visit.button("Remove Management API").click();
  await eventually(async () => (await visit.state()).scenarios?.length).toBe(1);
  await visit.button("Undo").click();
  await eventually(async () => (await visit.state()).scenarios?.length).toBe(2);

  // They survive a reload, and go with a link.
  await visit.button("Copy link").click();
  await eventually(() => visit.clipboard()).toContain("#");
  const linked = await open({ url: await visit.clipboard() });
  await eventually(() => grid(linked)).toEqual(await grid(visit));
});

test("the file of vectors passes on the command line, and fills the grid again", async ({
  open,
  program,
}) => {
  const visit = await open(START);
  await keepTwo(visit);
  await eventually(async () => (await grid(visit)).length).toBe(2);
  const [download] = await Promise.all([
    visit.page.waitForEvent("download"),
    visit.button("Download vectors").click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  const file = program.newFile("claims.vectors.json");
  await writeFile(file, text);
  const { code, stdout, stderr } = await program.run("test", file);
  expect(code, stdout + stderr).toBe(0);
  expect(JSON.parse(text)).toHaveLength(2);
  expect(text).toContain('"cart": 1.0');

  const other = await open(START);
  await other.page
    .locator("claims-preview")
    .evaluate(
      (preview, all) => (preview as HTMLElementTagNameMap["claims-preview"]).import(all),
      text,
    );
  await eventually(() => grid(other)).toEqual(await grid(visit));
  expect(JSON.parse((await other.state()).config)).toEqual(JSON.parse(CONFIG));
});
