// The licences of what a bundle has in it, as those licences ask.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The folder of the package that a bundled file is from, if it is from another project's. */
function packageOf(file) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

/** One text with every package's name, version and licence; throws if a package has none. */
export async function licenses({ inputs }) {
  const folders = new Set(Object.keys(inputs).map(packageOf).filter(Boolean));
  const texts = await Promise.all([...folders].map(license));
  return `The preview contains these works of others.\n\n${texts.sort().join("\n")}`;
}

async function license(folder) {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8"),
  );
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder} has no licence beside its package.json.`);
  const text = await readFile(join(folder, file), "utf8");
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
