#!/usr/bin/env bash
# Builds the library and tests it: as it is released, then with sanitizers of memory, of undefined
# behaviour and of threads, then installed. CLAIMSMITH_FIXTURES is a folder that abi/embed/fixtures.sh made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
for tool in cmake make cc c++ wasm2c; do
  command -v "$tool" >/dev/null ||
    { echo "this needs $tool (Debian 12: apt-get install cmake make gcc g++ wabt)" >&2; exit 1; }
done

# check NAME FLAGS: builds and tests in a folder of its own.
check() {
  cmake -S . -B "build/$1" -DCMAKE_C_FLAGS="-Werror $2" -DCMAKE_CXX_FLAGS="-Werror $2" >/dev/null
  cmake --build "build/$1" --parallel 2 >/dev/null
  (cd "build/$1" && ctest --output-on-failure --no-tests=error)
}
check release ''
check memory '-fsanitize=address,undefined -fno-sanitize-recover=all'
check threads '-fsanitize=thread'

# A build that goes on takes the module that is there now, and its digest.
cp "$CLAIMSMITH_FIXTURES/broken/guest.wasm" build/module.wasm
cmake -S . -B build/changed -DCMAKE_BUILD_TYPE=Debug -DCLAIMSMITH_MODULE="$PWD/build/module.wasm" >/dev/null
cmake --build build/changed --target claimsmith >/dev/null
cp ../../claims.wasm build/module.wasm
cmake --build build/changed --target test-header >/dev/null
digest=$(cmake -E sha256sum ../../claims.wasm)
if [ "$(build/changed/tests/test-header)" != "${digest%% *}" ]; then
  echo "the library's digest is not that of its module" >&2
  exit 1
fi

# What is installed is enough for another project.
cmake --install build/release --prefix build/installed >/dev/null
cmake -S tests/installed -B build/user -DCMAKE_PREFIX_PATH="$PWD/build/installed" >/dev/null
cmake --build build/user >/dev/null
build/user/example | grep -q '"country":"Spain"'
