#!/usr/bin/env bash
# Makes the pinned TinyGo usable and prints the folder it stands in.
#
# The committed module comes from this compiler and no other: official TinyGo
# releases carry another LLVM and give other bytes. It needs Go, and LLVM 19 and
# Binaryen from Debian's packages, which it installs where it may.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

packages=(llvm-19-dev libclang-19-dev clang-19 lld-19 liblld-19-dev binaryen)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "the pinned compiler needs these Debian packages: ${missing[*]}" >&2
    echo "install them (apt-get install ${missing[*]}) and run this again" >&2
    exit 1
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >&2
fi

cd "$here"
version=$(go list -m -f '{{.Version}}' github.com/tinygo-org/tinygo)
llvm=$(dpkg-query -W -f '${Version}' llvm-19-dev)
go=$(go env GOVERSION)
recipe=$(cat install.sh go.mod go.sum | sha256sum | cut -c1-12)
root=${CLAIMSMITH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/claimsmith}/tinygo-$version-llvm-${llvm//[^0-9A-Za-z.]/_}-$go-$recipe

if [ ! -x "$root/bin/tinygo" ]; then
  echo "building TinyGo $version with LLVM $llvm and $go (under a minute)" >&2
  rm -rf "$root" "$root.part"
  mkdir -p "$(dirname "$root")"
  go mod download github.com/tinygo-org/tinygo
  cp -R "$(go list -m -f '{{.Dir}}' github.com/tinygo-org/tinygo)" "$root.part"
  chmod -R u+w "$root.part"
  # The module as published lacks its git submodules; the loader wants this one to exist.
  mkdir -p "$root.part/src/net"
  cp go.mod "$root.part/pinned.mod"
  cp go.sum "$root.part/pinned.sum"
  go mod edit -replace="github.com/tinygo-org/tinygo=$root.part" "$root.part/pinned.mod"
  go build -modfile "$root.part/pinned.mod" -trimpath -tags llvm19 -o "$root.part/bin/tinygo" github.com/tinygo-org/tinygo
  mv "$root.part" "$root"
fi
echo "$root"
