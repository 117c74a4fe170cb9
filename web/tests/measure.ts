// Prints how long the page takes: from its first byte to the first preview, and from a key press
// to the preview that follows from it. Medians over fresh browser profiles.

import { setTimeout as pause } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { launch } from "./chromium.js";
import { buildProgram, startPreview } from "./program.js";

const ROUNDS = Number(process.argv[2] ?? 15);
const KEYS = "https://shop.example/country_of_the_visitor";

const program = buildProgram();
const server = await startPreview(program.path);
const browser = await launch();
try {
  const rounds = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push(await measure(browser, server.url));
  report(
    "first byte to first preview",
    rounds.map(({ first }) => first),
    "ms",
  );
  report(
    "transferred before it",
    rounds.map(({ transferred }) => transferred / 1024),
    "KB",
  );
  report(
    "requests before it",
    rounds.map(({ requests }) => requests),
    "",
  );
  const keys = rounds.flatMap(({ keys }) => keys);
  report(`key press to preview, ${keys.length} keys`, keys, "ms");
} finally {
  await browser.close();
  await server.close();
  program.remove();
}

async function measure(browser: Browser, url: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await untilIdle(browser); // a window of its own begins with pages of the browser's
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName("claims-preview:first").length > 0);
  const start = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    const [mark] = performance.getEntriesByName("claims-preview:first");
    if (!(navigation instanceof PerformanceNavigationTiming) || !mark) throw new Error("no timing");
    const resources = performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= mark.startTime);
    return {
      first: mark.startTime - navigation.responseStart,
      requests: resources.length + 1,
      transferred: resources.reduce(
        (sum, entry) => sum + entry.transferSize,
        navigation.transferSize,
      ),
    };
  });

  const name = page.getByRole("textbox", { name: "Claim name" }).first();
  await name.fill("");
  await page.evaluate(() => {
    const times: number[] = [];
    let pressed = 0;
    addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        times.push(startTime + duration - pressed);
    }).observe({ type: "measure" });
    Object.assign(window, { times });
  });
  for (let i = 0; i < KEYS.length; i++) {
    // Nobody types while the browser still draws what the last key did.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await page.keyboard.press(KEYS[i] ?? "");
    await page.waitForFunction(
      (n) => (window as unknown as { times: number[] }).times.length >= n,
      i + 1,
    );
  }
  const keys = await page.evaluate(() => (window as unknown as { times: number[] }).times);
  await context.close();
  return { ...start, keys };
}

/** Waits until the browser's processes have next to nothing to do. */
async function untilIdle(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const busySeconds = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  for (let before = -1, now = await busySeconds(); now - before > 0.01; ) {
    await pause(200);
    [before, now] = [now, await busySeconds()];
  }
  await session.detach();
}

function report(what: string, values: number[], unit: string): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1);
  process.stdout.write(
    `${what.padEnd(34)} median ${at(0.5)} ${unit}, 95th percentile ${at(0.95)} ${unit}\n`,
  );
}
