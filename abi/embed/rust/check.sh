#!/usr/bin/env bash
# Builds, lints and tests the crate on both of its runtimes. CLAIMSMITH_FIXTURES is a folder that
# abi/embed/fixtures.sh made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v cargo >/dev/null || { echo "this needs Rust 1.91 or later (https://rustup.rs)" >&2; exit 1; }
export CARGO_TERM_QUIET=true
# The dependencies take minutes to compile: they are kept for other checkouts, too.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/claimsmith/rust}
wasmtime=(--features cache)
wasmi=(--no-default-features --features wasmi)

cargo fmt --check
cargo clippy --locked -- -D warnings # as whoever adds the crate gets it: without what the tests want of wasmtime
cargo clippy --locked --all-targets -- -D warnings
cargo clippy --locked --all-targets "${wasmtime[@]}" -- -D warnings
cargo clippy --locked --all-targets "${wasmi[@]}" -- -D warnings
cargo test --locked "${wasmtime[@]}"
cargo test --locked "${wasmi[@]}"
# With an example the documentation is made of the dependencies that Clippy had checked, too.
export RUSTDOCFLAGS='-D warnings'
cargo doc --locked --no-deps --lib --examples "${wasmtime[@]}"
cargo doc --locked --no-deps --lib --examples "${wasmi[@]}"
# What is published has the module in it. Crates of earlier versions stay in that folder.
rm -f "$CARGO_TARGET_DIR"/package/claimsmith-*.crate
cargo package --locked --allow-dirty --no-verify
tar -xOf "$CARGO_TARGET_DIR"/package/claimsmith-*.crate --wildcards '*/src/claims.wasm' | cmp - ../../claims.wasm
