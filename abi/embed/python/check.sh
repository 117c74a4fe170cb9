#!/usr/bin/env bash
# Builds the wheel, installs it into an environment of its own, checks types and style, and runs the
# tests with what was installed. CLAIMSMITH_FIXTURES is a folder that abi/embed/fixtures.sh made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'; then
  echo "this needs Python 3.11 or later with venv (Debian: apt-get install python3-venv)" >&2
  exit 1
fi

python3 -m venv .venv
pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check "$@"; }
build() { .venv/bin/python -m build "$@" >/dev/null; }
export PIP_CONSTRAINT=$PWD/constraints.txt
pip install --upgrade pip build
rm -rf dist
build --outdir dist . # the wheel out of the source archive
# Unpacked, it builds too, and into the same wheel.
mkdir dist/unpacked
tar xzf dist/*.tar.gz -C dist/unpacked --strip-components=1
build --outdir dist/again dist/unpacked
cmp dist/*.whl dist/again/*.whl
rm -rf dist/again dist/unpacked
pip install --group dev
pip install --force-reinstall --no-deps dist/*.whl
pip install dist/*.whl
.venv/bin/ruff format --check .
.venv/bin/ruff check .
.venv/bin/mypy
.venv/bin/pytest
