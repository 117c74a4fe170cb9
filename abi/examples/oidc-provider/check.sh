#!/usr/bin/env bash
# Installs what the example needs and runs its tests. The engine for JavaScript has been built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
npm ci --no-audit --no-fund --loglevel error
npm test
