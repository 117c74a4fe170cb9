import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("a page pays 4 KB for all of the package but the module", async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./index.ts", import.meta.url))],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  const [code] = outputFiles;
  const bytes = gzipSync(code?.contents ?? "", { level: 9 }).length;
  process.stdout.write(`@claimsmith/engine: ${bytes} bytes, bundled, minified and gzipped\n`);
  expect(bytes).toBeGreaterThan(1000); // that something was bundled
  expect(bytes).toBeLessThanOrEqual(4096);
});
