#!/usr/bin/env bash
# postgres.sh COMMAND…: runs a command beside a PostgreSQL of its own, which is new, listens on loopback alone and
# is gone afterwards. The command finds it at $CLAIMSMITH_POSTGRES.
#
#   ./host/cmd/server/store/postgres.sh go test ./host/cmd/server/store
set -euo pipefail

say() { echo "postgres.sh: $*" >&2; }

[ $# -gt 0 ] || { say "usage: postgres.sh COMMAND…"; exit 2; }

# Debian does not put the server's programs on the PATH.
find_programs() {
  local folder
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) ${PATH//:/ }; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/postgres" ]; then
      echo "$folder"
      return
    fi
  done
}

programs=$(find_programs)
if [ -z "$programs" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  say "installing PostgreSQL"
  {
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends postgresql
  } >&2
  programs=$(find_programs)
fi
if [ -z "$programs" ]; then
  say "initdb, pg_ctl and postgres are missing, in /usr/lib/postgresql/*/bin and on the PATH; Debian has them in the package postgresql"
  exit 1
fi

# PostgreSQL refuses to run as root.
as=()
folder=$(mktemp -d /tmp/claimsmith-postgres.XXXXXX)
if [ "$(id -u)" = 0 ]; then
  user=nobody
  ! id postgres >/dev/null 2>&1 || user=postgres
  chown "$user" "$folder"
  as=(setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups --)
fi
run() { (cd "$folder" && HOME=$folder exec ${as[@]+"${as[@]}"} "$programs/$1" "${@:2}") </dev/null; }

# The keeper stops the server and removes it when descriptor 9 is closed, which the end of this script does however
# it comes. So nobody else may have that descriptor.
exec 9> >(
  trap '' INT TERM HUP
  cat >/dev/null
  run pg_ctl stop -D "$folder/data" -m immediate -w >/dev/null 2>&1
  rm -rf "$folder"
)
keeper=$!
trap 'exec 9>&-; wait $keeper || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

run initdb -D "$folder/data" -U claimsmith -A trust -E UTF8 --locale=C --no-sync >"$folder/log" 2>&1 9>&- ||
  { cat "$folder/log" >&2; exit 1; }
for _ in 1 2 3 4 5 6 7 8 9 10; do
  port=$((20000 + RANDOM % 12000)) # below the ports that connections get
  if run pg_ctl start -D "$folder/data" -l "$folder/data/log" -w -o "-c listen_addresses=127.0.0.1 -c port=$port \
    -c unix_socket_directories=$folder -c fsync=on" >>"$folder/log" 2>&1 9>&-; then
    export CLAIMSMITH_POSTGRES="postgres://claimsmith@127.0.0.1:$port/postgres?sslmode=disable"
    "$@" 9>&-
    exit
  fi
  grep -q 'in use' "$folder/data/log" || break
done
say "PostgreSQL does not start:"
cat "$folder/log" "$folder/data/log" >&2
exit 1
