// Runs a TypeScript program of this folder: node tests/run.mjs NAME [ARGUMENTS…]

import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [name] = process.argv.splice(2, 1);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = here(`./.${name}.mjs`); // beside the sources, so that packages are found
try {
  await build({
    entryPoints: [here(`${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  await import(outfile);
} finally {
  await rm(outfile, { force: true });
}
