#!/usr/bin/env bash
# Installs what the example needs into an environment of its own and runs its tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
python3 -m venv .venv
.venv/bin/python -m pip --quiet --disable-pip-version-check install --constraint constraints.txt \
  authlib flask joserfc pytest ../../embed/python
.venv/bin/pytest --quiet
