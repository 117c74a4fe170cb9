#!/usr/bin/env bash
# Builds the library and tests it: as it is released, then with sanitizers of memory, of undefined
# behaviour and of threads, then installed. CLAIMSMITH_FIXTURES is a folder that abi/embed/fixtures.sh made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
for tool in cmake make cc c++ wasm2c pkg-config; do
  command -v "$tool" >/dev/null ||
    { echo "this needs $tool (Debian 12: apt-get install cmake make gcc g++ wabt pkg-config)" >&2; exit 1; }
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

# What is installed is enough for another project, of CMake's or of pkg-config's; a shared library has
# its version in its name, and exports what the header has and nothing else.
example() { "$1" | grep -q '"country":"Spain"'; }
cmake --install build/release --prefix build/installed-static >/dev/null
cmake -S . -B build/shared -DBUILD_SHARED_LIBS=ON >/dev/null
cmake --build build/shared --target claimsmith >/dev/null
cmake --install build/shared --prefix build/installed-shared >/dev/null
for kind in static shared; do
  cmake -S tests/installed -B "build/user-$kind" -DCMAKE_PREFIX_PATH="$PWD/build/installed-$kind" >/dev/null
  cmake --build "build/user-$kind" >/dev/null
  example "build/user-$kind/example"
  export PKG_CONFIG_PATH=$(dirname "$(find "$PWD/build/installed-$kind" -name claimsmith.pc)")
  static=$([ $kind = shared ] || echo --static)
  cc example.c $(pkg-config $static --cflags --libs claimsmith) "-Wl,-rpath,${PKG_CONFIG_PATH%/pkgconfig}" -o "build/user-$kind/by-pkg-config"
  example "build/user-$kind/by-pkg-config"
done
if cmake -S tests/installed -B build/other -DCMAKE_PREFIX_PATH="$PWD/build/installed-shared" -DWANTED="$(awk -F . '{ print $1 "." $2 + 1 }' ../../VERSION)" >/dev/null 2>&1; then
  echo "a project that wants another version finds this one" >&2
  exit 1
fi
library=$(find build/installed-shared -name "libclaimsmith.so.$(cut -d . -f 1 ../../VERSION)")
exported=$(nm -D --defined-only "$library" | awk '{ print $3 }' | sort | tr '\n' ' ')
wanted="claimsmith_abi_version claimsmith_describe claimsmith_evaluate claimsmith_explain claimsmith_free \
claimsmith_interrupt claimsmith_module_sha256 claimsmith_new claimsmith_validate "
if [ "$exported" != "$wanted" ]; then
  echo "the shared library exports $exported" >&2
  exit 1
fi

# The release needs a compiler and no wabt. abi/embed/c/release.sh tries one as it is used.
cmake --build build/release --target release >/dev/null
rm -rf build/release-unpacked
mkdir build/release-unpacked
tar xzf build/release/claimsmith-*.tar.gz -C build/release-unpacked --strip-components=1
cmake -S build/release-unpacked -B build/from-release -DCMAKE_BUILD_TYPE=Debug -DWASM2C=/nowhere -DWASM_RT=/nowhere >/dev/null
cmake --build build/from-release --target claimsmith-example >/dev/null
example build/from-release/claimsmith-example
