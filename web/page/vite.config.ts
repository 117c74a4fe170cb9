import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Two builds of one page. The static site has all that it needs and works offline. The embedded
// one goes into the Go program, which brings the module and is its own network.
export default defineConfig(({ mode }) => {
  const embedded = mode === "embedded";
  const output = { assetFileNames: assetName };
  return {
    base: "./",
    build: {
      target: "es2022",
      outDir: embedded ? "../../host/cmd/preview/site" : "dist",
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { output },
    },
    worker: { format: "es", rolldownOptions: { output } },
    plugins: [preload(), licenses(), embedded ? withoutModule() : serviceWorker()],
  };
});

/** The module keeps its name: a server may put its own in its place. */
function assetName({ names }: { names: string[] }): string {
  return names.includes("claims.wasm") ? "assets/claims.wasm" : "assets/[name]-[hash][extname]";
}

/** Has the browser fetch what the page begins with while it still reads the scripts. */
function preload(): Plugin {
  const attrs = { rel: "preload", as: "fetch", crossorigin: true };
  return {
    name: "preload",
    transformIndexHtml: {
      order: "post",
      handler: () =>
        ["./start.json", "./assets/claims.wasm"].map((href) => ({
          tag: "link",
          attrs: { ...attrs, href },
          injectTo: "head",
        })),
    },
  };
}

/** The page shows the licences of what is in it; all of that is in the preview. */
function licenses(): Plugin {
  return {
    name: "licenses",
    generateBundle() {
      const file = fileURLToPath(import.meta.resolve("@claimsmith/preview/licenses.txt"));
      this.emitFile({ type: "asset", fileName: "licenses.txt", source: readFileSync(file) });
    },
  };
}

function withoutModule(): Plugin {
  return {
    name: "without-module",
    generateBundle(_options, bundle) {
      delete bundle["assets/claims.wasm"];
    },
  };
}

/** Writes sw.js with the list of all files, and a version that changes with any of them. */
function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    async generateBundle(_options, bundle) {
      const start = readFileSync(here("public/start.json"));
      const hash = createHash("sha256").update(start);
      const files = ["./", "./start.json", "./icon.svg"];
      for (const file of Object.values(bundle)) {
        hash.update(file.type === "asset" ? file.source : file.code);
        if (file.fileName !== "index.html") files.push(`./${file.fileName}`);
      }
      const { code } = await transform(readFileSync(here("src/sw.ts"), "utf8"), {
        loader: "ts",
        minify: true,
      });
      const version = hash.digest("hex").slice(0, 16);
      const source = `const FILES=${JSON.stringify(files.sort())},VERSION="${version}";${code}`;
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
