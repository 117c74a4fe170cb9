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
pip install --upgrade 'pip>=25.1' build
rm -rf dist
.venv/bin/python -m build --outdir dist . >/dev/null # the wheel out of the source archive
pip install --group dev
pip install --force-reinstall --no-deps dist/*.whl
pip install dist/*.whl
.venv/bin/ruff format --check .
.venv/bin/ruff check .
.venv/bin/mypy
.venv/bin/pytest
