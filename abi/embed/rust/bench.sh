#!/usr/bin/env bash
# bench.sh FOLDER: times the crate on both of its runtimes with the inputs of a folder.
set -euo pipefail
folder=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
export CARGO_TERM_QUIET=true
cargo run --locked --release --example bench -- "$folder"
cargo run --locked --release --example bench --no-default-features --features wasmi -- "$folder"
