#!/usr/bin/env bash
# One entry for people: ./build.sh VERB. Without a verb it says which there are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# What the module exports, and nothing else (abi/README.md).
exports=(memory _initialize cabi_realloc evaluate explain validate describe abi-version
  cabi_post_evaluate cabi_post_explain cabi_post_validate cabi_post_describe)
features=(--enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals)

# compile_module OUT [TINYGO]: builds the module with the pinned compiler, or with another to try one.
compile_module() {
  local out=$1 tinygo=${2:-} root work
  work=$(mktemp -d)
  if [ -z "$tinygo" ]; then
    root=$(guest/toolchain/install.sh)
    export TINYGOROOT=$root PATH=/usr/lib/llvm-19/bin:$PATH
    tinygo=$root/bin/tinygo
  fi
  "$tinygo" build -target=guest/target.json -no-debug -opt=s -panic=trap -o "$work/linked.wasm" ./guest
  # The linker keeps a few exports of TinyGo's runtime; what is reachable from ours is all we want.
  {
    echo '['
    printf '{"name":"export %s","export":"%s"},\n' $(printf '%s %s ' $(for e in "${exports[@]}"; do echo "$e $e"; done))
    printf '{"name":"root","root":true,"reaches":['
    printf '"export %s",' "${exports[@]}" | sed 's/,$//'
    echo ']}]'
  } >"$work/graph.json"
  wasm-metadce "${features[@]}" --graph-file "$work/graph.json" "$work/linked.wasm" -o "$out" >/dev/null
  rm -rf "$work"
}

verb_wasm() { # build abi/claims.wasm; --tinygo PATH tries another compiler
  local tinygo=
  [ "${1:-}" != --tinygo ] || tinygo=$2
  compile_module abi/claims.wasm "$tinygo"
  ls -l abi/claims.wasm | awk '{print $5 " bytes"}'
  gzip -9 -c abi/claims.wasm | wc -c | awk '{print $1 " bytes gzipped"}'
}

usage() {
  echo "usage: ./build.sh VERB"
  sed -n 's/^verb_\([a-z_]*\)() { # \(.*\)/  \1\t\2/p' "${BASH_SOURCE[0]}"
}

if [ $# -eq 0 ] || ! declare -F "verb_$1" >/dev/null; then
  usage >&2
  exit 2
fi
"verb_$@"
