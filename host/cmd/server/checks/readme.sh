#!/usr/bin/env bash
# readme.sh PROGRAM: runs what the READMEs show of curl, as it stands there, each against a server of PROGRAM's that is
# started as it stands there, too.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shown FILE: the blocks of commands that have curl in them.
shown() {
  awk '/^```sh$/ { block = ""; inside = 1; next }
    /^```$/ { if (inside && block ~ /curl/) printf "%s", block; inside = 0 }
    inside { block = block $0 "\n" }' "$1"
}

for file in README.md host/cmd/server/README.md; do
  commands=$(shown "$file")
  if [ "$(grep -c '^curl' <<<"$commands")" -lt 2 ]; then
    echo "$file shows no curl" >&2
    exit 1
  fi
  read -ra flags <<<"$(sed -n 's|^go run ./host/cmd/claimsmith serve\([^#]*\).*|\1|p' "$file")"
  mkdir -p "$work/$file"
  (
    cd "$work/$file"
    : >said
    "$program" serve --addr 127.0.0.1:0 --log-level error "${flags[@]}" >said &
    pid=$!
    trap 'kill $pid; wait $pid' EXIT
    until grep -q '^serving at .*/$' said; do kill -0 $pid; done
    commands=${commands//127.0.0.1:8484/$(sed -n 's|^serving at http://\(.*\)/$|\1|p' said)}
    commands=${commands//go run .\/host\/cmd\/claimsmith/$program}
    curl() { command curl --silent --show-error --fail-with-body --output answer "$@" || { cat answer >&2; exit 1; }; }
    eval "$commands"
  )
  echo "the commands of $file do what it says"
done
