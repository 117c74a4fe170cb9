import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type BuildOptions, build as esbuild } from "esbuild";
import type { Browser } from "playwright-core";
import { publint } from "publint";
import { createServer, build as vite } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guarded, launch, serve } from "./chromium.js";

// What people install: the packed package, in a project that has nothing else.

const run = promisify(execFile);
const web = fileURLToPath(new URL("..", import.meta.url));
const bin = (name: string) => join(web, "node_modules/.bin", name);

let project: string;
let tarball: string;
let browser: Browser;
let digest: string;

const file = (name: string) => join(project, name);

/** Writes a file of the project and returns its place. */
async function write(name: string, content: string): Promise<string> {
  await mkdir(dirname(file(name)), { recursive: true });
  await writeFile(file(name), content);
  return file(name);
}

beforeAll(async () => {
  browser = await launch();
  const module = await readFile(join(web, "../abi/claims.wasm"));
  digest = createHash("sha256").update(module).digest("hex");
  project = await realpath(await mkdtemp(join(tmpdir(), "claimsmith-published-")));
  await write("package.json", '{ "private": true }');
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", project];
  const { stdout } = await run("npm", pack, { cwd: join(web, "engine") });
  tarball = file(JSON.parse(stdout)[0].filename);
  const install = ["install", "--offline", "--no-audit", "--no-fund", tarball];
  await run("npm", install, { cwd: project });
});

afterAll(async () => {
  await browser?.close();
  if (project) await rm(project, { recursive: true });
});

/** Runs a program of the project in Node and returns what it prints. */
async function node(name: string, content: string): Promise<string> {
  const { stdout } = await run(process.execPath, [await write(name, content)], { cwd: project });
  return stdout;
}

/** What a page shows in its title once its program is through. */
async function titleOf(url: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(url);
  // Asked from outside: some of these pages forbid what a wait inside of them takes.
  await expect.poll(() => page.title(), { timeout: 15_000 }).not.toBe("waiting");
  const title = await page.title();
  await page.close();
  return title;
}

const PAGE = '<!doctype html><title>waiting</title><script type="module" src="./main.js"></script>';

// A program for pages: the title becomes the digest, or what went wrong.
const inPage = (load: string, from = "@claimsmith/engine") =>
  `import { load } from "${from}";
   const engine = await ${load}.catch((error) => error);
   document.title = engine.digest ?? engine;`;

describe("the package", () => {
  test("has all it needs and no tests", async () => {
    const { stdout } = await run("tar", ["-tzf", tarball]);
    const files = stdout.trim().split("\n");
    for (const needed of ["package.json", "README.md", "dist/LICENSE", "dist/claims.wasm"]) {
      expect(files).toContain(`package/${needed}`);
    }
    const others = files.filter(
      (name) => !/^package\/dist\/[\w-]+(\.base64)?\.(js|d\.ts)$/.test(name),
    );
    expect(others).toHaveLength(4 + 1); // claims.wasm.d.ts
  });

  test("is what publint wants, strictly", async () => {
    const pkgDir = file("node_modules/@claimsmith/engine");
    const { messages } = await publint({ pkgDir, strict: true, pack: false });
    expect(messages).toEqual([]);
  });

  test("has types wherever it is imported", async () => {
    // CommonJS imports it dynamically.
    const args = ["--profile", "esm-only", "--exclude-entrypoints", "claims.wasm"];
    const attw = await run(bin("attw"), [tarball, ...args, "--no-definitely-typed", "-f", "json"]);
    expect(JSON.parse(attw.stdout).analysis.types).toMatchObject({ kind: "included" });
  });
});

describe("in Node", () => {
  test("a module imports it", async () => {
    const program = `import { load } from "@claimsmith/engine";
      console.log((await load()).digest);`;
    expect(await node("main.mjs", program)).toBe(`${digest}\n`);
  });

  test("CommonJS imports it", async () => {
    const program = `import("@claimsmith/engine").then(async ({ load }) => {
      const url = require.resolve("@claimsmith/engine/claims.wasm");
      console.log((await load()).digest, (await load(require("fs").readFileSync(url))).digest);
    });`;
    expect(await node("main.cjs", program)).toBe(`${digest} ${digest}\n`);
  });

  test("the README's example prints what it says", async () => {
    const readme = await readFile(join(web, "engine/README.md"), "utf8");
    const [, example, printed] =
      /```js\n(.*?)```\n\n```sh\n.*?```\n\n```\n(.*?)```/s.exec(readme) ?? [];
    if (!example || !printed) throw new Error("there is no example");
    expect(await node("readme.mjs", example)).toBe(printed);
  });

  test("esbuild bundles it with the module beside it", async () => {
    await write(
      "bundled.js",
      `import { load } from "@claimsmith/engine";
       import wasm from "@claimsmith/engine/claims.wasm";
       console.log((await load(new URL(wasm, import.meta.url))).digest);`,
    );
    await esbuild({
      absWorkingDir: project,
      entryPoints: ["bundled.js"],
      outdir: "bundle",
      outExtension: { ".js": ".mjs" },
      bundle: true,
      format: "esm",
      platform: "node",
      loader: { ".wasm": "file" },
    });
    const { stdout } = await run(process.execPath, [file("bundle/bundled.mjs")], { cwd: tmpdir() });
    expect(stdout).toBe(`${digest}\n`);
  });
});

describe("bundled by esbuild", () => {
  const bundle = (name: string, from: string, options: BuildOptions = {}) =>
    esbuild({
      stdin: { contents: inPage("load()", from), resolveDir: project },
      outfile: file(name),
      bundle: true,
      format: "esm",
      logLevel: "silent",
      ...options,
    });

  test("the inline entry needs no file", async () => {
    await bundle("inline/main.mjs", "@claimsmith/engine/inline");
    const program = `globalThis.document = {}; await import(${JSON.stringify(file("inline/main.mjs"))});
      console.log(document.title);`;
    expect(await node("inline.mjs", program)).toBe(`${digest}\n`);
  });

  test("it says what is missing", async () => {
    await bundle("moved/main.mjs", "@claimsmith/engine");
    const program = `globalThis.document = {}; await import(${JSON.stringify(file("moved/main.mjs"))});
      console.log(String(document.title));`;
    expect(await node("moved.mjs", program)).toContain("Was the package bundled?");
  });

  test.each([
    ["workerd", "./claims.wasm"],
    ["edge-light", "./claims.wasm?module"],
  ])("for %s it imports the module compiled", async (condition, module) => {
    const options = { conditions: [condition], external: ["*.wasm", "*.wasm?module"] };
    const { metafile } = await bundle(`${condition}.mjs`, "@claimsmith/engine", {
      ...options,
      metafile: true,
    });
    const [output] = Object.values(metafile?.outputs ?? {});
    expect(output?.imports.map(({ path }) => path)).toEqual([module]);
  });
});

describe("in Chromium", () => {
  async function shown(folder: string, policy?: string): Promise<string> {
    const { url, close } = await serve(policy ? guarded(folder, policy) : folder);
    const title = await titleOf(`${url}/index.html`);
    await close();
    return title;
  }

  test("a page imports it without a bundler", async () => {
    await write("index.html", PAGE);
    await write("main.js", inPage("load()", "./node_modules/@claimsmith/engine/dist/index.js"));
    expect(await shown(project)).toBe(digest);
  });

  test("a page that may not compile is told what it lacks", async () => {
    await write("index.html", PAGE);
    await write("main.js", inPage("load()", "./node_modules/@claimsmith/engine/dist/index.js"));
    expect(await shown(project, "script-src 'self'")).toContain("'wasm-unsafe-eval'");
    expect(await shown(project, "script-src 'self' 'wasm-unsafe-eval'")).toBe(digest);
  });

  test("esbuild bundles it with the module beside it", async () => {
    const source = "load(new URL(wasm, import.meta.url))";
    await write(
      "page/src.js",
      `import wasm from "@claimsmith/engine/claims.wasm";${inPage(source)}`,
    );
    await write("page/index.html", PAGE);
    await esbuild({
      entryPoints: [file("page/src.js")],
      outfile: file("page/main.js"),
      bundle: true,
      format: "esm",
      loader: { ".wasm": "file" },
    });
    expect(await shown(file("page"))).toBe(digest);
  });

  describe("with Vite, which finds the module itself,", () => {
    let root: string;
    beforeAll(async () => {
      await write("vite/index.html", PAGE);
      await write("vite/main.js", inPage("load()"));
      root = file("vite");
    });

    test("built", async () => {
      await vite({ root, configFile: false, logLevel: "error", build: { outDir: "out" } });
      expect(await shown(file("vite/out"))).toBe(digest);
    });

    test("in development", async () => {
      const server = await createServer({
        root,
        configFile: false,
        logLevel: "error",
        server: { host: "127.0.0.1" },
      });
      await server.listen();
      const [url] = server.resolvedUrls?.local ?? [];
      const title = await titleOf(url ?? "");
      await server.close();
      expect(title).toBe(digest);
    });
  });
});

describe("TypeScript", () => {
  // Each line that is expected to fail fails the check if it does not.
  const CONSUMER = `
    import { type Config, type Engine, EngineError, type Explanation, type JsonText, jsonText, load,
      type Outcome, type Policy, PolicyError, type ReasonCode, type Session as AnySession
    } from "@claimsmith/engine";
    import { load as loadInline } from "@claimsmith/engine/inline";
    import module from "@claimsmith/engine/claims.wasm";

    interface Session { metadata: { country?: string } }

    export async function use(session: Session): Promise<Outcome | undefined> {
      const engine: Engine = await load();
      const text: JsonText = jsonText("{}");
      const config = { access_token: { custom_claim_mappings: [] } } as const;
      const explanation: Explanation = engine.explain(config, session, ["a", "b"] as const);
      if (!explanation.error) explanation.access_token.bytes.toFixed();
      else explanation.error.limit.toFixed();
      for (const decision of explanation.decisions) {
        if (decision.verdict === "ignored") {
          const reason: ReasonCode = decision.reason;
          if (reason === "no_value" || reason === "of_a_later_version") decision.fix?.path?.length;
        }
        // @ts-expect-error an added claim has no hint
        else decision.hint.length;
      }
      const mappings: Config = { access_token: { custom_claim_mappings: [] }, tenant: "shop" };
      const known: AnySession = { anonymous_session: session, scope: "openid", user: null };
      const policy: Policy = engine.policy(mappings);
      const tried = policy.tryEvaluate(known);
      if (tried.ok) tried.outcome.access_token.claims;
      else tried.error.code.length;
      policy.claimNames.id_token.concat(["a"]);
      engine.evaluate(mappings, known, null).ignored?.length;
      // @ts-expect-error metadata beside a scope is not read
      const mixed: AnySession = { metadata: {}, scope: "openid" };
      // @ts-expect-error a mapping has a name
      const nameless: Config = { access_token: { custom_claim_mappings: [{ expression: "a" }] } };
      load(module).then(({ digest }) => [digest, mixed, nameless]);
      const { ok, text: raw }: { ok: boolean; text: string } = engine.raw.validate(new Uint8Array());
      const digest: string | undefined = engine.digest;

      // @ts-expect-error a string is no config, since it might be meant as a value
      engine.validate("{}");
      // @ts-expect-error a promise would be written as {}
      engine.validate(Promise.resolve({}));
      // @ts-expect-error a buffer would be written as {}
      engine.validate(new ArrayBuffer(8));
      // @ts-expect-error the audience is no JSON text
      engine.evaluate(config, session, new Uint8Array());
      // @ts-expect-error raw takes texts
      engine.raw.evaluate(config, session, "");
      // @ts-expect-error no number is a source
      load(1);
      // @ts-expect-error engines are made by load
      new Engine();

      try {
        return engine.evaluate({ tenant: { domain: "d" }, a: [text, ok, raw, digest] }, text, "");
      } catch (error) {
        if (error instanceof PolicyError) error.problems.map(({ code, offset }) => [code, offset]);
        if (error instanceof EngineError && error.code === "crashed") throw error.cause;
        return undefined;
      }
    }

    // All sources.
    export const loaded = [
      load(new URL("https://shop.example/claims.wasm")),
      load("https://shop.example/claims.wasm"),
      loadInline(),
      load(fetch("claims.wasm")),
      load(new ArrayBuffer(8)),
      load(new Uint8Array()),
    ];
  `;

  test.each([
    ["NodeNext", ["DOM"], []],
    ["Bundler", ["DOM"], []],
    ["NodeNext", [], ["node"]],
  ])("reads its types as %s with %j and %j", async (resolution, libraries, types) => {
    await write("types/package.json", '{ "type": "module" }');
    await write("types/main.ts", CONSUMER);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: "ES2022",
      lib: ["ES2022", ...libraries],
      module: resolution === "Bundler" ? "ESNext" : resolution,
      moduleResolution: resolution,
      exactOptionalPropertyTypes: true,
      typeRoots: [join(web, "node_modules/@types")],
      types,
    };
    await write("types/tsconfig.json", JSON.stringify({ compilerOptions, files: ["main.ts"] }));
    const tsc = run(bin("tsc"), ["-p", file("types")]).catch(({ stdout }) => ({ stdout }));
    expect((await tsc).stdout).toBe("");
  });
});
