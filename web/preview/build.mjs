// Builds the package: a bundle that needs nothing else, its worker, the module, types and licences.

import { cp, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licenses } from "./licenses.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await rm(here("dist"), { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { "claims-preview": here("src/index.ts"), worker: here("src/worker.ts") },
  outdir: here("dist"),
  chunkNames: "[name]-[hash]",
  inject: [here("src/without-dom.ts")],
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
});
await cp(here("../../abi/claims.wasm"), here("dist/claims.wasm"));
// The public types name nothing of the inside, so that they stand for themselves.
await cp(here("src/types.ts"), here("dist/claims-preview.d.ts"));
await cp(here("src/react.d.ts"), here("dist/react.d.ts"));
await cp(here("../../LICENSE"), here("dist/LICENSE"));
await writeFile(here("dist/licenses.txt"), await licenses(metafile));
