#!/usr/bin/env bash
# The crate. `release.sh pack FOLDER` and `release.sh try FOLDER`; .ci/release.sh says more. It needs Rust.
# FEATURES ("wasmtime wasmi") are those that it is tried with.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../../.ci/release.sh"
cd "$root/abi/embed/rust"
command -v cargo >/dev/null || { echo "this needs Rust 1.91 or later (https://rustup.rs)" >&2; exit 1; }
export CARGO_TERM_QUIET=true
# The dependencies take minutes to compile: they are kept for other checkouts, too.
kept=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/claimsmith/rust}

pack() {
  cargo package --locked --no-verify --target-dir "$work/target"
  cp "$work/target/package/claimsmith-$version.crate" "$1"
}

try() {
  cd "$work"
  tar xzf "$1/claimsmith-$version.crate"
  cargo new --vcs none issuer
  cd issuer
  example "$root/abi/embed/rust/README.md" rust >src/main.rs
  # The versions that the crate was tested with.
  cp "../claimsmith-$version/Cargo.lock" .
  local feature printed
  for feature in ${FEATURES:-wasmtime wasmi}; do
    cargo add serde_json
    cargo add --path "../claimsmith-$version" --no-default-features --features "$feature"
    printed=$(CARGO_TARGET_DIR=$kept/strangers cargo run)
    wants "The README's program with $feature" '{"country":"Spain"}' "$(head -1 <<<"$printed")"
    cargo remove claimsmith
  done
}

run_part "$@"
