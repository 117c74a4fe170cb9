#!/usr/bin/env bash
# Installs what the example needs into an environment of its own and runs its tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
package=../../embed/python
# The wheel that check.sh left there, unless something that it is made of is newer.
wheels=("$package"/dist/*.whl)
if [ -e "${wheels[0]}" ] && [ ${#wheels[@]} = 1 ] &&
  [ -z "$(find "$package"/{src/claimsmith,setup.py,build_c.py,pyproject.toml} "$package"/../c/{src,include,cmake} \
    ../../claims.wasm -newer "${wheels[0]}")" ]; then
  package=${wheels[0]}
fi
python3 -m venv .venv
pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check install --constraint constraints.txt "$@"; }
pip --force-reinstall --no-deps "$package" # another of the same version may be there
pip authlib flask joserfc pytest claimsmith
.venv/bin/pytest --quiet
