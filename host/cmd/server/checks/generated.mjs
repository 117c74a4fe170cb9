// Has schemathesis send what openapi.json allows, and what it does not, within bounds: no
// answer is a failure of the server. node generated.mjs PROGRAM SCHEMATHESIS.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { serving } from "./serving.mjs";

const [program, schemathesis] = process.argv.slice(2);
assert(schemathesis, "usage: node generated.mjs PROGRAM SCHEMATHESIS");

await serving(program, ["--rate", "0", "--address-rate", "0"], async (url, token, cwd) => {
  const { status, stdout } = spawnSync(
    schemathesis,
    ["run", new URL("openapi.json", url).href, "--header", `Authorization: Bearer ${token}`, "--no-color"].concat(
      ["--checks", "not_a_server_error", "--phases", "examples,coverage,fuzzing", "--max-examples", "3", "--seed", "1"],
    ),
    { cwd, encoding: "utf8", timeout: 180_000 },
  );
  assert.equal(status, 0, stdout);
  console.log(`schemathesis: ${stdout.match(/\d+ generated, \d+ passed/)[0]}`);
});
