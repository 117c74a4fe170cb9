#!/usr/bin/env bash
# Checks and tests both issuers in Go.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
test -z "$(gofmt -l .)"
go vet ./...
go test ./...
