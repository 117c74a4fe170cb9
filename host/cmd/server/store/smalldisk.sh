#!/usr/bin/env bash
# smalldisk.sh COMMAND…: runs a command that has a disk of 2 MB, which is gone afterwards. The command finds it at
# $CLAIMSMITH_SMALL_DISK, and nobody else does.
#
#   ./host/cmd/server/store/smalldisk.sh go test ./host/cmd/server/store
set -euo pipefail

[ $# -gt 0 ] || { echo "smalldisk.sh: usage: smalldisk.sh COMMAND…" >&2; exit 2; }

export CLAIMSMITH_SMALL_DISK
CLAIMSMITH_SMALL_DISK=$(mktemp -d)
trap 'rmdir "$CLAIMSMITH_SMALL_DISK"' EXIT
# Mounting takes root, which everybody is in a user namespace of their own.
namespace=(unshare --mount)
[ "$(id -u)" = 0 ] || namespace=(unshare --mount --map-root-user)
# shellcheck disable=SC2016 # the inner shell expands these
"${namespace[@]}" bash -c 'mount -t tmpfs -o size=2m none "$CLAIMSMITH_SMALL_DISK" && exec "$@"' - "$@"
