import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { load } from "@claimsmith/engine";
import { afterAll, beforeAll, expect, test } from "vitest";
import { corpus } from "./corpus.js";

// The package's types have every member and every code of the module's texts: the texts are
// written as TypeScript, where a member too many or too few, or an unknown code, is an error.

const web = fileURLToPath(new URL("..", import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimsmith-types-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** Returns what TypeScript says to a program, nothing if all is well. */
async function check(program: string): Promise<string> {
  const types = fileURLToPath(import.meta.resolve("@claimsmith/engine")).replace(/\.js$/, ".d.ts");
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: "ES2022",
    module: "ESNext",
    moduleResolution: "Bundler",
    exactOptionalPropertyTypes: true,
    types: [],
    paths: { "@claimsmith/engine": [types] },
  };
  await writeFile(join(folder, "main.ts"), program);
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["main.ts"] }),
  );
  const tsc = promisify(execFile)(join(web, "node_modules/.bin/tsc"), ["-p", folder]);
  return tsc.then(
    ({ stdout }) => stdout,
    ({ stdout }) => stdout,
  );
}

/** Texts of one shape: the same members with the same types. */
function shape(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shape))].sort()}]`;
  if (typeof value !== "object" || value === null) return typeof value;
  return `{${Object.entries(value).map(([name, member]) => `${name}:${shape(member)}`)}}`;
}

const TYPES = { evaluate: "Outcome", explain: "Explanation", validate: "Validation" };

// Texts whose claims TypeScript cannot take: too deep, or with a name that is more to it than one.
const STRANGE = /\[{5}|({"\w+":){8}|"__proto__"/;

test("of all texts of the corpus", async () => {
  const shapes = new Map<string, string>();
  for (const { function: called, ok, text } of await corpus()) {
    if (!ok) continue; // failures are thrown, as another type
    if (text.length > 20_000 || STRANGE.test(text)) continue;
    const value: unknown = JSON.parse(text);
    shapes.set(`${called} ${shape(value)}`, `${TYPES[called]} = ${JSON.stringify(value)};`);
  }
  expect(shapes.size).toBeGreaterThan(100);
  const texts = [...shapes.values()].map((text, i) => `const text${i}: ${text}`);
  const imports = `import type { ${Object.values(TYPES).join(", ")} } from "@claimsmith/engine";`;
  expect(await check([imports, ...texts].join("\n"))).toBe("");

  // And that an error would be found.
  const [first = ""] = texts;
  expect(await check([imports, first.replace("{", '{"unknown":1,')].join("\n"))).toContain(
    "unknown",
  );
});

test("of the description, with every code", async () => {
  const engine = await load();
  const { reasons, problems, warnings, failures, fixes } = engine.describe();
  const tables = {
    KnownReason: reasons,
    KnownProblem: problems,
    KnownWarning: warnings,
    KnownFailure: failures,
    KnownFix: fixes,
  };
  const codes = Object.entries(tables).map(([type, table]) => {
    const all = Object.fromEntries(table.map(({ code }) => [code, true]));
    return `const all${type}: Record<${type}, true> = ${JSON.stringify(all)};`;
  });
  const imports = `import type { Description, ${Object.keys(tables).join(", ")} } from "@claimsmith/engine";`;
  const description = `const description: Description = ${engine.raw.describe().text};`;
  expect(await check([imports, description, ...codes].join("\n"))).toBe("");
});
