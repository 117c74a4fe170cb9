#!/usr/bin/env bash
# fixtures.sh FOLDER: makes what the tests of every embedding read.
#
#   corpus/*.ndjson  every vector and hostile input, with the text that the Go host gets for it
#                    (`claimsmith test --help` says how a line looks)
#   broken/*.wasm    modules that a host must refuse, and one that misbehaves when asked to
set -euo pipefail
mkdir -p "$1/broken"
out=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

go run ./host/cmd/claimsmith test --write-results "$out/corpus" testdata/vectors testdata/hostile

# variant NAME [EDIT]: the misbehaving guest with one thing about it changed.
variant() {
  sed "${2:-}" abi/embed/broken/guest.wat >"$out/$1.wat"
  if [ $# -gt 1 ] && cmp -s "$out/$1.wat" abi/embed/broken/guest.wat; then
    echo "the guest for $1 is not changed" >&2
    exit 1
  fi
  wat2wasm "$out/$1.wat" -o "$out/broken/$1.wasm"
  rm "$out/$1.wat"
}
variant guest
variant import 's/;; import/(import "env" "print" (func))/'
variant version-2.3 's/(i32.const 65536))$/(i32.const 131075))/'
variant version-0.7 's/(i32.const 65536))$/(i32.const 7))/'
variant no-version 's/"abi-version"/"version"/'
variant no-validate 's/"validate"/"check"/'
variant no-memory 's/(export "memory")/(export "ram")/'
variant another-signature 's/(export "validate" (func $answer))/(export "validate" (func $end))/'
variant unlimited 's/ 2 1024)$/ 2)/'
variant no-limits 's/"limits\\"/"bounds\\"/'
variant initialize-traps 's/nop/unreachable/'
