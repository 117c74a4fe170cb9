#!/usr/bin/env bash
# Builds the wheel, installs it into an environment of its own, checks types and style, and runs the
# tests with what was installed. CLAIMSMITH_FIXTURES is a folder that abi/embed/fixtures.sh made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'; then
  echo "this needs Python 3.11 or later with venv (Debian: apt-get install python3-venv)" >&2
  exit 1
fi

for tool in cc cmake wasm2c; do
  command -v "$tool" >/dev/null || { echo "this needs $tool (Debian 12: apt-get install gcc cmake wabt)" >&2; exit 1; }
done
ls "$(python3 -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" >/dev/null ||
  { echo "this needs Python's headers (Debian: apt-get install python3-dev)" >&2; exit 1; }

python3 -m venv .venv
pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check "$@"; }
build() { .venv/bin/python -m build "$@" >/dev/null; }
export PIP_CONSTRAINT=$PWD/constraints.txt
pip install --upgrade pip build
rm -rf dist
build --outdir dist . # the wheel out of the source archive
pip install --group dev
pip install --force-reinstall --no-deps dist/*.whl
wheel=$(echo dist/*.whl)
pip install "$wheel[wasmtime]"
# The guest that misbehaves, compiled as the module is.
guest=$CLAIMSMITH_FIXTURES/python
rm -rf "$guest"
cp -r csrc "$guest"
cmake -DWASM2C="$(command -v wasm2c)" -DMODULE="$CLAIMSMITH_FIXTURES/broken/guest.wasm" -DOUT="$guest" \
  -P ../c/cmake/generate.cmake
.venv/bin/python - "$CLAIMSMITH_FIXTURES/broken/guest.wasm" "$guest" <<'END'
import sys
from pathlib import Path
from build_c import extension

extension(Path(sys.argv[1]), sys.argv[2]).compile(tmpdir=sys.argv[2])
END
.venv/bin/twine check --strict dist/*
.venv/bin/ruff format --check .
.venv/bin/ruff check .
.venv/bin/mypy
.venv/bin/pytest
