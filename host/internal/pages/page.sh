# Runs the steps of a page: page.sh WORK, in a copy of the checkout. Each step is a file of commands there.
set -euo pipefail
work=$1
set --
servers=()
served=127.0.0.1:8484 # where pages say that a server is; then where the last one is
# All that the page started is of this shell's group.
trap 'trap "" TERM; kill 0; wait ${servers[@]+"${servers[@]}"} 2>/dev/null || true' EXIT

# A request that is refused fails.
curl() { command curl --silent --show-error --fail-with-body "$@"; }

# background COMMAND…: a server, until the page's end. It goes on when the server says that it serves, or ends.
background() {
  local said=$work/said.$((${#servers[@]})) line from
  mkfifo "$said"
  "$@" >"$said" 2>"$said.log" &
  servers+=($!)
  exec {from}<"$said"
  while read -r line <&"$from"; do
    echo "$line"
    if [[ $line =~ ^(serving|preview)\ at\ https?://([^/]*)/ ]]; then
      served=${BASH_REMATCH[2]}
      return
    fi
  done
  echo "it ended before it served: $*" >&2
  cat "$said.log" >&2
  return 1
}

# step N [shown]: runs the commands N.sh. Where the page shows what they print, that counts and not their status.
step() {
  echo "$1" >"$work/at"
  local commands
  commands=$(cat "$work/$1.sh")
  commands=${commands//127.0.0.1:8484/$served}
  if [ "${2:-}" = shown ]; then
    set +e
    eval "$commands" >"$work/$1.out" 2>&1
    set -e
  else
    eval "$commands" >"$work/$1.out" 2>&1
  fi
}
