// Takes the README's pictures of the page, light and dark: node tests/run.mjs picture FOLDER

import { join } from "node:path";
import { launch } from "./chromium.js";
import { buildProgram, startPreview } from "./program.js";

const folder = process.argv[2];
if (!folder) throw new Error("usage: picture FOLDER");

const program = buildProgram();
const server = await startPreview(program.path);
const browser = await launch();
try {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 1360, height: 860 },
      deviceScaleFactor: 1.5,
    });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.getByText("2 of 3 mapped claims are in the access token").first().waitFor();
    await page.getByRole("button", { name: "+ Keep this one" }).click();
    await page.getByText("Choose an audience").click();
    await page.getByRole("button", { name: "Management API" }).click();
    await page.getByRole("button", { name: "+ Keep this one" }).click();
    await page.getByText("Choose an audience").click();
    await page.getByRole("button", { name: "An API of your own" }).click();
    await page.getByText("2 of 3 mapped claims are in the access token").first().waitFor();
    await page.mouse.move(0, 0);
    await page.evaluate(() => scrollTo(0, 0));
    await page.locator("#session-editor .cm-content").waitFor();
    await page.screenshot({ path: join(folder, `preview-${colorScheme}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
  program.remove();
}
