// For Bun and Deno: the calls from standard input, the results on standard output.

import { readFileSync, writeFileSync } from "node:fs";
import { load } from "@claimsmith/engine";
import { answers } from "./answers.mjs";

writeFileSync(1, answers(await load(), readFileSync(0, "utf8")));
