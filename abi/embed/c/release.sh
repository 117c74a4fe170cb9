#!/usr/bin/env bash
# The archive with the module as C, for which a compiler is enough.
# `release.sh pack FOLDER` and `release.sh try FOLDER`; .ci/release.sh says more. It needs what check.sh needs.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../../.ci/release.sh"
cd "$root/abi/embed/c"
need "gcc make cmake wabt pkg-config" cc make cmake wasm2c pkg-config

pack() {
  quietly cmake -S . -B "$work/build" -DCMAKE_BUILD_TYPE=Debug # what is compiled is not in the archive
  quietly cmake --build "$work/build" --parallel 2 --target release
  # Other packages have the name that CMake's target gives; and the times are not the commit's.
  mv "$work/build/claimsmith-$version" "$work/claimsmith-c-$version"
  archive "$work/claimsmith-c-$version" "$1/claimsmith-c-$version.tar.gz"
}

try() {
  cd "$work"
  tar xzf "$1/claimsmith-c-$version.tar.gz"
  quietly cmake -S "claimsmith-c-$version" -B build -DWASM2C=/nowhere -DWASM_RT=/nowhere -DCMAKE_INSTALL_PREFIX="$work/installed"
  quietly cmake --build build --parallel 2
  quietly cmake --install build
  mkdir issuer
  cd issuer
  # A program around the lines of the README.
  {
    example "$root/abi/embed/c/README.md" c | grep '^#include'
    cat <<'END'
#include <stdio.h>
#include <string.h>

static claimsmith_text text(const char *json) { return (claimsmith_text){json, strlen(json)}; }

int main(void) {
  claimsmith_text config = text("{\"access_token\":{\"custom_claim_mappings\":["
                                "{\"name\":\"country\",\"expression\":\"anonymous_session.metadata.country\"}]}}");
  claimsmith_text session = text("{\"metadata\":{\"country\":\"Spain\"}}"), audience = text("\"https://api.shop.example\"");
END
    example "$root/abi/embed/c/README.md" c | grep -v '^#include'
    echo '  return 0;
}'
  } >main.c
  cat >CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.20)
project(issuer C)
find_package(claimsmith $version REQUIRED)
add_executable(issuer main.c)
target_link_libraries(issuer claimsmith::claimsmith)
END
  quietly cmake -S . -B build -DCMAKE_PREFIX_PATH="$work/installed" -DCMAKE_C_FLAGS="-Wall -Wextra -Werror"
  quietly cmake --build build
  local pkg_config
  pkg_config=$(dirname "$(find "$work/installed" -name claimsmith.pc)")
  # shellcheck disable=SC2046
  cc main.c $(PKG_CONFIG_PATH=$pkg_config pkg-config --static --cflags --libs "claimsmith = $version") -o by-pkg-config
  local program
  for program in build/issuer ./by-pkg-config; do
    wants "The README's program, $program" '{"claims":{"country":"Spain"}' "$("$program" | grep -o '{"claims":{"country":"Spain"}')"
  done
}

run_part "$@"
