// build.mjs OUT: makes the component of the module and its interface. The same two give the same bytes.

import { readFile, writeFile } from "node:fs/promises";
import { componentEmbed, componentNew } from "@bytecodealliance/jco-transpile/wasm-tools";

const [out] = process.argv.slice(2);
const abi = (name) => new URL(`../../${name}`, import.meta.url);

const binary = await readFile(abi("claims.wasm"));
const witSource = await readFile(abi("claims.wit"), "utf8");
await writeFile(out, await componentNew(await componentEmbed({ binary, witSource })));
