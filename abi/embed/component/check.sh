#!/usr/bin/env bash
# Rebuilds the component, compares it with the committed one, and runs its tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! command -v npm >/dev/null || ! node -e '
  const [major, minor] = process.versions.node.split(".").map(Number)
  process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'; then
  echo "this needs Node.js 20.19 or later with npm (https://nodejs.org)" >&2
  exit 1
fi

npm ci --no-audit --no-fund --loglevel error
rebuilt=$(mktemp)
trap 'rm -f "$rebuilt"' EXIT
npm run --silent build -- "$rebuilt"
if ! cmp "$rebuilt" ../../claims.component.wasm; then
  echo "abi/claims.component.wasm is not what its parts make; run ./build.sh component and commit it" >&2
  exit 1
fi
npm run --silent test
