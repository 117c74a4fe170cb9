#!/usr/bin/env bash
# bench.sh FOLDER: times the crate with the inputs of a folder: on wasmtime, whose machine code is made at the
# start or kept in a folder, and on wasmi.
set -euo pipefail
folder=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
export CARGO_TERM_QUIET=true
kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT
bench() {
  cargo run --locked --release --example bench "$@"
}
bench --features cache -- "$folder"
bench --features cache -- "$folder" "$kept" >/dev/null # compiles, for the next to find
bench --features cache -- "$folder" "$kept"
bench --no-default-features --features wasmi -- "$folder"
