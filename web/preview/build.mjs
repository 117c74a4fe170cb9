// Builds the package: a bundle that needs nothing else, its worker, the module and types.

import { cp, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await rm(here("dist"), { recursive: true, force: true });
await build({
  entryPoints: { "claims-preview": here("src/index.ts"), worker: here("src/worker.ts") },
  outdir: here("dist"),
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "none",
  logLevel: "warning",
});
await cp(here("../../abi/claims.wasm"), here("dist/claims.wasm"));
// The public types name nothing of the inside, so that they stand for themselves.
await cp(here("src/types.ts"), here("dist/claims-preview.d.ts"));
