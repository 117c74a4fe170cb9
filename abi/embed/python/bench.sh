#!/usr/bin/env bash
# bench.sh FOLDER: times the package with the inputs of a folder. check.sh has installed it.
set -euo pipefail
folder=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
for runtime in c wasmtime; do
  .venv/bin/python bench.py "$folder" $runtime
done
