#!/usr/bin/env bash
# bench.sh FOLDER: times the library with the inputs of a folder.
set -euo pipefail
folder=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
cmake -S . -B build/bench >/dev/null
cmake --build build/bench --target claimsmith-bench >/dev/null
build/bench/claimsmith-bench "$folder"
