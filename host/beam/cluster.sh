#!/usr/bin/env bash
# Runs the pipeline on Apache Flink, on this machine alone, and compares its reports with the
# command's, byte for byte: with workers in the program itself (LOOPBACK), with workers that are
# processes (PROCESS), and with one of those killed half-way, over four partitions each.
# cluster.sh [RECORDS (300000)]
#
# Flink listens on loopback alone. Beam's services in the job server listen on every address of the
# machine, whatever they are told, on ports of the moment; all that is said to them is said over loopback.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
records=${1:-300000}

need() { # PROGRAM WHAT
  if ! command -v "$1" >/dev/null; then
    echo "this needs $2" >&2
    exit 1
  fi
}
need go "Go (https://go.dev)"
need java "Java, 11 or later (Debian: apt-get install openjdk-17-jre-headless)"
need mvn "Maven (Debian: apt-get install maven), which brings Beam's job server for Flink from Maven Central"
if [ ! -r /proc/self/io ]; then
  echo "this needs Linux's /proc, to see how far a worker process has come" >&2
  exit 1
fi

work=$(mktemp -d)
server= pipeline=

# ours PID: whether a process is a worker that was started here, and not another that has its number by now.
ours() { [ "$(readlink "/proc/$1/exe" 2>/dev/null)" = "$work/claimsmith-replay-beam" ]; }

# gone PID...: waits until processes have ended, for ten seconds.
gone() {
  local pid deadline=$((SECONDS + 10))
  for pid in "$@"; do
    while kill -0 "$pid" 2>/dev/null; do
      if [ $SECONDS -ge $deadline ]; then return 1; fi
      sleep 0.1
    done
  done
}

stop() {
  local pid
  for pid in $pipeline $server; do
    kill "$pid" 2>/dev/null || true
    gone "$pid" || kill -9 "$pid" 2>/dev/null || true
  done
  if [ -f "$work/workers" ]; then
    while read -r pid; do
      if ours "$pid"; then kill -9 "$pid" 2>/dev/null || true; fi
    done <"$work/workers"
  fi
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' INT TERM

failed() { # MESSAGE [LOG]
  echo "$1" >&2
  if [ $# -gt 1 ]; then tail -n 40 "$2" >&2; fi
  exit 1
}

echo "== programs and $records records"
(cd ../.. && go build -o "$work/claimsmith" ./host/cmd/claimsmith)
go build -o "$work/claimsmith-replay-beam" ./cmd/claimsmith-replay-beam
go run ./cluster/records -folder "$work" -records "$records"
sessions=$work/sessions
configs=(--before "$work/before.json" --after "$work/after.json")
"$work/claimsmith" replay "${configs[@]}" --format json --out "$work/command.json" "$sessions"

echo "== Beam's job server, with Flink inside"
timeout 900 mvn -q -B -f cluster/pom.xml dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile="$work/classpath" >"$work/mvn.log" 2>&1 ||
  failed "Maven could not bring the job server:" "$work/mvn.log"
mkdir "$work/flink" "$work/tmp"
# A job goes on after a worker was lost, and nothing of Flink's listens to other machines.
cat >"$work/flink/flink-conf.yaml" <<'CONF'
restart-strategy.type: fixed-delay
restart-strategy.fixed-delay.attempts: 3
restart-strategy.fixed-delay.delay: 1 s
jobmanager.bind-host: 127.0.0.1
jobmanager.rpc.address: 127.0.0.1
taskmanager.bind-host: 127.0.0.1
taskmanager.host: 127.0.0.1
rest.bind-address: 127.0.0.1
rest.address: 127.0.0.1
CONF
java -Djava.io.tmpdir="$work/tmp" -cp "$(cat "$work/classpath")" org.apache.beam.runners.flink.FlinkJobServerDriver \
  --job-host=127.0.0.1 --job-port=0 --artifact-port=0 --expansion-port=-1 \
  --flink-master='[local]' --flink-conf-dir="$work/flink" --artifacts-dir="$work/staged" >"$work/server.log" 2>&1 &
server=$!
deadline=$((SECONDS + 120))
until grep -qs 'Job server now running' "$work/server.log"; do
  if [ $SECONDS -ge $deadline ] || ! kill -0 "$server" 2>/dev/null; then failed "the job server did not start:" "$work/server.log"; fi
  sleep 0.1
done
port=$(sed -n 's/.*JobService started on .*:\([0-9]*\)$/\1/p' "$work/server.log")

# start ENVIRONMENT...: runs the pipeline in the background.
start() {
  rm -f "$work/report.json"
  : >"$work/workers"
  began=$(date +%s.%N)
  timeout 600 "$work/claimsmith-replay-beam" "${configs[@]}" --input "$sessions" --output "$work/report.json" \
    --runner flink --endpoint "127.0.0.1:$port" --parallelism 4 "$@" >"$work/pipeline.log" 2>&1 &
  pipeline=$!
}

# compare WHAT: waits for the pipeline and compares its report.
compare() {
  wait "$pipeline" || failed "$1: the pipeline failed:" "$work/pipeline.log"
  pipeline=
  cmp "$work/report.json" "$work/command.json" || failed "$1: the report is not the command's"
  echo "$1: the command's report, in $(echo "$(date +%s.%N) $began" | awk '{printf "%.1f", $1 - $2}') s"
}

echo "== workers in the program"
start --environment_type LOOPBACK
compare LOOPBACK

echo "== workers that are processes"
cat >"$work/worker.sh" <<'WORKER'
#!/bin/sh
folder=$(dirname "$0")
echo $$ >>"$folder/workers"
exec "$folder/claimsmith-replay-beam" "$@"
WORKER
chmod +x "$work/worker.sh"
process=(--environment_type PROCESS --environment_config "{\"command\":\"$work/worker.sh\"}")
start "${process[@]}"
compare PROCESS

echo "== one of them killed half-way"
half=$(($(stat -c %s "$sessions/1.ndjson") / 2))
killed=
start "${process[@]}"
while [ -z "$killed" ]; do
  if ! kill -0 "$pipeline" 2>/dev/null; then failed "no worker had read half of the records before the pipeline ended:" "$work/pipeline.log"; fi
  while read -r pid; do
    read=$(awk '$1 == "rchar:" { print $2 }' "/proc/$pid/io" 2>/dev/null || true)
    if [ "${read:-0}" -ge "$half" ] && ours "$pid" && kill -9 "$pid"; then
      killed=$pid
      break
    fi
  done <"$work/workers"
  sleep 0.05
done
if [ -e "$work/report.json" ]; then failed "the worker was killed when the report was written already"; fi
before=$(wc -l <"$work/workers")
echo "killed worker $killed when it had read $read bytes"
compare "PROCESS, killed"
after=$(wc -l <"$work/workers")
if [ "$after" -le "$before" ]; then failed "no other worker was started after the one that was killed"; fi
echo "Flink started another worker and repeated the work"
