// The manifest has what the element's own documentation comment says, and the members of its public type.

import { readFileSync } from "node:fs";

const types = readFileSync(new URL("src/types.ts", import.meta.url), "utf8");
const [, face = ""] =
  /interface ClaimsPreviewElement extends HTMLElement \{\n([\s\S]*?)\n\}/.exec(types) ?? [];
const members = new Set(Array.from(face.matchAll(/^ {2}(\w+)[(:]/gm), ([, name]) => name));

export default {
  globs: ["src/claims-preview.ts"],
  outdir: "dist",
  litelement: true,
  plugins: [
    {
      name: "public-type",
      packageLinkPhase({ customElementsManifest }) {
        for (const { declarations } of customElementsManifest.modules)
          for (const declaration of declarations)
            declaration.members = declaration.members?.filter(({ name }) => members.has(name));
      },
    },
  ],
};
