// Builds the package: the compiler's output, and the module as a file, in base64 and as a type.

import { execFileSync } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await rm(here("dist"), { recursive: true, force: true });
const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
const tsc = join(dirname(typescript), "bin/tsc");
execFileSync(process.execPath, [tsc, "-p", here("tsconfig.build.json")], { stdio: "inherit" });
const module = await readFile(here("../../abi/claims.wasm"));
await writeFile(here("dist/claims.wasm"), module);
await writeFile(
  here("dist/claims.base64.js"),
  `export default ${JSON.stringify(module.toString("base64"))};\n`,
);
await cp(here("src/claims.base64.d.ts"), here("dist/claims.base64.d.ts"));
await cp(here("claims.wasm.d.ts"), here("dist/claims.wasm.d.ts"));
await cp(here("../../LICENSE"), here("dist/LICENSE"));
