#!/usr/bin/env bash
# Lints and tests the example, in the folder of the embedding in Rust.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export CARGO_TERM_QUIET=true
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/claimsmith/rust}
cargo fmt --check
cargo clippy --locked --all-targets -- -D warnings
cargo test --locked
