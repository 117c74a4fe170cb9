#!/usr/bin/env bash
# The module, its component and their interface, as they are committed: ./build.sh check and embed prove that they are
# what guest/ builds. `release.sh pack FOLDER` and `release.sh try FOLDER`; .ci/release.sh says more. It needs Node.js.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../.ci/release.sh"
cd "$root/abi"

pack() {
  cp claims.wasm claims.component.wasm claims.wit "$1"
}

try() {
  # The guide's call, step by step, by an engine that knows nothing of it.
  cp "$1/claims.wasm" "$1/claims.component.wasm" "$work"
  cd "$work"
  cat >call.mjs <<'END'
import { readFile } from "node:fs/promises";
const { instance } = await WebAssembly.instantiate(await readFile("claims.wasm"), {});
const guest = instance.exports;
guest._initialize();
const texts = [
  { access_token: { custom_claim_mappings: [{ name: "country", expression: "anonymous_session.metadata.country" }] } },
  { metadata: { country: "Spain" } },
  "https://api.shop.example",
].map((value) => new TextEncoder().encode(JSON.stringify(value)));
const places = [];
let at = guest.cabi_realloc(0, 0, 1, texts.reduce((sum, text) => sum + text.length, 0));
for (const text of texts) {
  new Uint8Array(guest.memory.buffer).set(text, at);
  places.push(at, text.length);
  at += text.length;
}
const area = guest.evaluate(...places);
const result = new DataView(guest.memory.buffer);
const start = result.getUint32(area + 4, true);
const text = new Uint8Array(guest.memory.buffer, start, result.getUint32(area + 8, true));
console.log(result.getUint8(area), JSON.stringify(JSON.parse(new TextDecoder().decode(text)).access_token.claims));
END
  wants "A call of claims.wasm" '0 {"country":"Spain"}' "$(node call.mjs)"
  # A component begins as a module does, with another version and layer.
  wants "The beginning of claims.component.wasm" "0061736d0d000100" "$(od -An -tx1 -N8 claims.component.wasm | tr -d ' \n')"
}

run_part "$@"
