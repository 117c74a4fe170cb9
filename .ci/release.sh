# What the release.sh of each part has in common; they read it with `source`, and each is called so:
#
#   release.sh pack FOLDER   puts what the part consists of into FOLDER
#   release.sh try FOLDER    installs that, and nothing of the checkout, into an empty project outside of it, and runs
#                            the example of its README there
#
# One commit packs to the same bytes wherever it can be done: no time but the commit's, no order but the names'.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version=$(cat "$root/abi/VERSION")
SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct)
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
umask 022
unset GOBIN # what `go install` makes is looked for in a GOPATH of its own

# macOS has others by these names.
for tool in find sort tar touch xargs; do
  if ! $tool --version 2>/dev/null | grep -q GNU; then
    echo "this needs GNU's $tool (macOS: brew install coreutils findutils gnu-tar, and their gnubin folders first in PATH)" >&2
    exit 1
  fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# need PACKAGES COMMAND...: says what is missing, or installs it.
need() {
  local packages=$1 tool
  shift
  for tool in "$@"; do
    if command -v "$tool" >/dev/null; then continue; fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
      echo "this needs $tool (Debian: apt-get install $packages)" >&2
      exit 1
    fi
    # shellcheck disable=SC2086
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages; } >&2
  done
}

# example README LANGUAGE [NTH]: the first block of a language in a README, or the NTH.
example() {
  awk -v language="$2" -v nth="${3:-1}" '
    /^```/ && inside { exit }
    /^```/ { fenced = !fenced; inside = fenced && $0 == "```" language && ++seen == nth; next }
    inside
    END { if (!inside) exit 1 }' "$1" || { echo "$1 has no block ${3:-1} of $2" >&2; exit 1; }
}

# wants WHAT EXPECTED GOT: fails unless they are the same.
wants() {
  if [ "$2" != "$3" ]; then
    printf '%s should have printed\n%s\nand printed\n%s\n' "$1" "$2" "$3" >&2
    exit 1
  fi
}

# quietly COMMAND: says what a command said only if it fails.
quietly() {
  "$@" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
}

# archive FOLDER FILE: packs a folder, which stays the archive's first name, as .tar.gz or .zip.
archive() (
  file=$(realpath "$2")
  cd "$(dirname "$1")"
  name=$(basename "$1")
  find "$name" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  case $file in
  *.zip) rm -f "$file" && find "$name" -type f | sort | zip -q -X -@ "$file" ;;
  *) tar --sort=name --owner=0 --group=0 --numeric-owner --format=ustar -cf - "$name" | gzip -9n >"$file" ;;
  esac
)

# run_part "$@": the end of every release.sh.
run_part() {
  if [ $# != 2 ] || ! declare -F "$1" >/dev/null; then
    echo "usage: release.sh pack|try FOLDER" >&2
    exit 2
  fi
  mkdir -p "$2"
  "$1" "$(realpath "$2")"
}
