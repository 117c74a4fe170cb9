// Firefox and WebKit, driven the same way. Both are packages of the system: Firefox speaks WebDriver
// BiDi itself, and WebKit has a driver beside it, which wants a screen.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { launch as launchFirefox } from "puppeteer-core";
import { Builder, Capabilities, Key } from "selenium-webdriver";
import { launch as launchChromium } from "../chromium.js";

/** A page that is open in some engine. */
export interface Driver {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs an expression in the page, which may be a promise, and returns its JSON value. */
  run<Value>(expression: string): Promise<Value>;
  /** Types a text, key by key, into what has the focus. */
  type(text: string): Promise<void>;
  /** Presses one key, with others held. */
  press(key: PressedKey, ...held: HeldKey[]): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

export type PressedKey = "Tab" | "Enter" | "Escape" | "ArrowDown" | "End" | "a" | "z" | "s";
export type HeldKey = "Control" | "Shift";

export const ENGINES = ["Chromium", "Firefox", "WebKit"] as const;

export type Engine = (typeof ENGINES)[number];

/** Starts an engine. Whoever started it closes it. */
export function start(engine: Engine): Promise<Driver> {
  return { Chromium: chromium, Firefox: firefox, WebKit: webkit }[engine]();
}

function found(what: string, variable: string, places: readonly string[], debian: string): string {
  const place = process.env[variable] ?? places.find(existsSync);
  if (place && existsSync(place)) return place;
  throw new Error(
    `There is no ${what} at ${place ?? places.join(", ")}. Install it ` +
      `(Debian: apt-get install ${debian}), or set ${variable} to where it is.`,
  );
}

async function chromium(): Promise<Driver> {
  const browser = await launchChromium();
  const page = await browser.newPage();
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    run: (expression) => page.evaluate(expression),
    type: (text) => page.keyboard.type(text),
    press: (key, ...held) => page.keyboard.press([...held, key].join("+")),
    resize: (width, height) => page.setViewportSize({ width, height }),
    close: () => browser.close(),
  };
}

async function firefox(): Promise<Driver> {
  const places = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];
  const executablePath = found("Firefox", "FIREFOX", places, "firefox-esr");
  const browser = await launchFirefox({ browser: "firefox", executablePath, headless: true });
  const page = await browser.newPage();
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    run: (expression) => page.evaluate(expression) as Promise<never>,
    type: (text) => page.keyboard.type(text),
    async press(key, ...held) {
      for (const each of held) await page.keyboard.down(each);
      await page.keyboard.press(key);
      for (const each of held.toReversed()) await page.keyboard.up(each);
    },
    resize: (width, height) => page.setViewport({ width, height }),
    close: () => browser.close(),
  };
}

const WEBKIT_KEYS: { [key in PressedKey | HeldKey]: string } = {
  Tab: Key.TAB,
  Enter: Key.ENTER,
  Escape: Key.ESCAPE,
  ArrowDown: Key.ARROW_DOWN,
  End: Key.END,
  a: "a",
  z: "z",
  s: "s",
  Control: Key.CONTROL,
  Shift: Key.SHIFT,
};

const BROWSERS = [
  "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
  "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
];

async function webkit(): Promise<Driver> {
  const program = found(
    "WebKit's driver",
    "WEBKIT_DRIVER",
    ["/usr/bin/WebKitWebDriver"],
    "webkit2gtk-driver",
  );
  const binary = found("WebKit's browser", "WEBKIT", BROWSERS, "webkit2gtk-driver");
  const screen = await virtualScreen();
  const port = await freePort();
  const driver = spawn(program, [`--port=${port}`], {
    env: { ...process.env, ...screen.env },
    stdio: "ignore",
  });
  const stop = () => {
    driver.kill();
    screen.close();
  };
  try {
    await listening(port);
    const capabilities = new Capabilities({
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": { binary, args: ["--automation"] },
    });
    const browser = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(capabilities)
      .build();
    await browser.manage().setTimeouts({ script: 30_000 });
    const actions = () => browser.actions({ async: true });
    return {
      goto: (url) => browser.get(url),
      reload: () => browser.navigate().refresh(),
      // A promise of the page is waited for, and what it is rejected with is thrown.
      async run(expression) {
        const script = `const done = arguments[arguments.length - 1];
          Promise.resolve().then(() => (${expression}))
            .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
        const result = await browser.executeAsyncScript<{ value: never; error?: string }>(script);
        if (result.error !== undefined) throw new Error(result.error);
        return result.value;
      },
      async type(text) {
        await actions().sendKeys(text).perform();
      },
      async press(key, ...held) {
        const keys = actions();
        for (const each of held) keys.keyDown(WEBKIT_KEYS[each]);
        keys.sendKeys(WEBKIT_KEYS[key]);
        for (const each of held.toReversed()) keys.keyUp(WEBKIT_KEYS[each]);
        await keys.perform();
      },
      resize: async (width, height) =>
        void (await browser.manage().window().setRect({ x: 0, y: 0, width, height })),
      async close() {
        await browser.quit().catch(() => {}); // the driver's end ends the browser too
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** The screen that there is or, without one, one that nobody sees. */
async function virtualScreen(): Promise<{ env: { [name: string]: string }; close(): void }> {
  if (process.env.DISPLAY) return { env: {}, close() {} };
  const program = found("virtual screen", "XVFB", ["/usr/bin/Xvfb"], "xvfb");
  const server = spawn(
    program,
    ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"],
    {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    },
  );
  const number = await new Promise<string>((resolve, reject) => {
    server.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}.`)));
    server.stdio[3]?.once("data", (data) => resolve(String(data).trim()));
  });
  return { env: { DISPLAY: `:${number}` }, close: () => kill(server) };
}

function kill(child: ChildProcess): void {
  child.removeAllListeners("exit");
  child.kill();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until a driver answers. */
async function listening(port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (answer?.ok) return;
    if (tries > 100) throw new Error("WebKit's driver does not answer.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
