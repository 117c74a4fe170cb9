// Opens a folder's page in Chromium, and fails unless the preview in it says a text: node tests/run.mjs says FOLDER TEXT

import { launch, serve } from "./chromium.js";

const [folder, text] = process.argv.slice(2);
if (!folder || !text) throw new Error("usage: says FOLDER TEXT");

const server = await serve(folder);
const browser = await launch();
try {
  const page = await browser.newPage();
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.goto(server.url);
  try {
    await page.locator("claims-preview").getByText(text).first().waitFor();
  } catch (cause) {
    const said = await page.locator("claims-preview").ariaSnapshot();
    throw new Error(`The preview does not say "${text}", but:\n${said}\n${errors.join("\n")}`, {
      cause,
    });
  }
} finally {
  await browser.close();
  await server.close();
}
