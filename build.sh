#!/usr/bin/env bash
# One entry for people: ./build.sh VERB. Without a verb it says which there are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Whatever a verb writes beside the checkout goes here, and is gone at the end.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
temporary() { mktemp -d "$scratch/XXXXXX"; }

# What the module exports, and nothing else (abi/README.md).
exports=(memory _initialize cabi_realloc evaluate explain validate describe abi-version
  cabi_post_evaluate cabi_post_explain cabi_post_validate cabi_post_describe)
features=(--enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals)

# compile_module OUT [TINYGO]: builds the module with the pinned compiler, or with another to try one.
compile_module() (
  export GOWORK=off # the compiler is a module of its own
  out=$1 tinygo=${2:-}
  work=$(temporary)
  if [ -z "$tinygo" ]; then
    TINYGOROOT=$(guest/toolchain/install.sh)
    export TINYGOROOT PATH=/usr/lib/llvm-19/bin:$PATH
    tinygo=$TINYGOROOT/bin/tinygo
    # TinyGo runs Binaryen too, so its version is in the bytes.
    if ! wasm-metadce --version | grep -q 'version 108'; then
      echo "the module is built with version 108 of Binaryen, this is $(wasm-metadce --version)" >&2
      exit 1
    fi
  fi
  "$tinygo" build -target=guest/target.json -no-debug -opt=s -panic=trap -o "$work/linked.wasm" ./guest
  # The linker keeps a few exports of TinyGo's runtime; what is reachable from ours is all we want.
  {
    echo '['
    for export in "${exports[@]}"; do
      printf '{"name":"export %s","export":"%s"},\n' "$export" "$export"
    done
    printf '{"name":"root","root":true,"reaches":['
    printf '"export %s",' "${exports[@]}" | sed 's/,$//'
    echo ']}]'
  } >"$work/graph.json"
  wasm-metadce "${features[@]}" --graph-file "$work/graph.json" "$work/linked.wasm" -o "$work/reached.wasm" >/dev/null
  # TinyGo ran it before some of this was gone. Memory begins with the far end of the stack, so
  # no address that is used is near zero.
  wasm-opt "${features[@]}" --strip-producers --strip-target-features --low-memory-unused -Oz -Oz "$work/reached.wasm" -o "$out"
)

# translate_module OUT: writes the module as Go, for abi/translated. What wasm2go exports becomes the package's
# own, and a field bounds each instance's memory below the module's own limit.
translate_module() (
  out=$1
  go run github.com/ncruces/wasm2go@v0.4.21 -pkg translated -unsafe -nohost -o "$out" abi/claims.wasm
  sed -E -i.before \
    -e 's/^type Module struct \{$/type module struct {\n\tlimit int64 \/\/ pages of memory/' \
    -e 's/^func New\(\) \*Module \{$/func newModule() *module {/' \
    -e 's/^\tm := new\(Module\)$/\tm := new(module)/' \
    -e 's/^func \(m \*Module\) /func (m *module) /' \
    -e 's/memory_grow\(&m\.memory, (.*), maxMem\)/memory_grow(\&m.memory, \1, min(m.limit, maxMem))/' \
    -e '/^func \(m \*module\) Xmemory\(\) Memory \{$/,/^\}$/d' \
    "$out"
  rm "$out.before"
  printf '\n// What this was made from.\nconst (\n\tsourceSHA256 = "%s"\n\tsourceSize   = %d\n)\n' \
    "$(sha256sum abi/claims.wasm | cut -d ' ' -f 1)" "$(wc -c <abi/claims.wasm)" >>"$out"
  gofmt -w "$out"
)

verb_wasm() { # build abi/claims.wasm, and the same as Go; --tinygo PATH tries another compiler
  case "${1:-} $#" in
  " 0") compile_module abi/claims.wasm ;;
  "--tinygo 2") compile_module abi/claims.wasm "$2" ;;
  *) echo "usage: ./build.sh wasm [--tinygo PATH]" >&2; exit 2 ;;
  esac
  verb_translate
  wc -c <abi/claims.wasm | awk '{print $1 " bytes"}'
  gzip -9 -c abi/claims.wasm | wc -c | awk '{print $1 " bytes gzipped"}'
}

verb_translate() { # translate abi/claims.wasm to Go, in abi/translated
  translate_module abi/translated/claims.go
}

verb_check() { # rebuild the module and the Go that it becomes, and compare with the committed ones, byte for byte
  local rebuilt same=yes
  rebuilt=$(temporary)
  compile_module "$rebuilt/claims.wasm"
  cmp "$rebuilt/claims.wasm" abi/claims.wasm || same=no
  translate_module "$rebuilt/claims.go"
  cmp "$rebuilt/claims.go" abi/translated/claims.go || same=no
  if [ $same = no ]; then
    echo "abi/claims.wasm and abi/translated/claims.go are not what guest/ builds; run ./build.sh wasm and commit both" >&2
    exit 1
  fi
  echo "abi/claims.wasm and abi/translated/claims.go are what guest/ builds"
}

verb_test() { # all tests of Go
  go test work
}

verb_quick() { # say in under a minute whether a change is likely right: format, vet, the corpus natively and in the module, the pages' links
  test -z "$(gofmt -l . | tee /dev/stderr)"
  go vet $(go list ./... ./host/cmd/... | grep -v '/abi/translated$')
  go test -short -run 'Corpus|Rules|Policy|Suggestions|Nearest|Syntax|Text' ./guest/engine
  go test -short ./abi ./abi/translated ./host/claimstest ./host/vector ./host/internal/pages
  go test -short -run 'Corpus' ./host
}

verb_race() { # the host's tests again, with the race detector
  # Nothing runs at the same time in the packages that are left out, nor in the tests: they give one instance
  # many calls, which takes the detector very long.
  go test -race -short -timeout 30m \
    -skip '^(TestMemoryStaysFlat|TestPeaks|TestWorstCases|TestCorpus|TestReportIsThePlainOne|TestMergingInAnyOrder|TestUnmarshalBinaryRefuses|TestMemoryIsBounded|TestOfferedCommandsWork)$' \
    $(go list ./host/... ./host/cmd/... |
      grep -vE '/(internal/(diagnostic|display|document|exact|jsontext|layout|policy)|diff|outage|page|replaytest|vector)$')
}

verb_cover() { # fail if tests reach less than 95 % of the engine
  local profile covered
  profile=$(temporary)/profile
  go test -short -coverprofile "$profile" ./guest/engine
  covered=$(go tool cover -func "$profile" | awk '/^total:/ { print $3 + 0 }')
  echo "guest/engine: $covered % covered"
  awk -v covered="$covered" 'BEGIN { exit covered < 95 }'
}

verb_fuzz() { # fuzz each target for TIME (20s), and fail if one executed nothing
  local time=${1:-20s} target package log
  log=$(temporary)/log
  for target in guest/engine:FuzzScan guest/engine:FuzzEvaluate host:FuzzEvaluate; do
    package=./${target%%:*}
    target=${target##*:}
    go test "$package" -run '^$' -fuzz "^$target\$" -fuzztime "$time" | tee "$log"
    if ! awk '/^fuzz: elapsed:.*execs: [1-9]/ { ran = 1 } END { exit !ran }' "$log"; then
      echo "$package: $target executed nothing" >&2
      exit 1
    fi
  done
}

verb_lint() { # gofmt, go vet, staticcheck
  local unformatted
  unformatted=$(gofmt -l .)
  if [ -n "$unformatted" ]; then
    echo "not formatted: $unformatted" >&2
    exit 1
  fi
  # Code that was made by a program may have lines that nothing reaches.
  go vet $(go list work | grep -v '/abi/translated$')
  go vet -unreachable=false ./abi/translated
  go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./... ./host/cmd/...
}

verb_bench() { # print the table of times, in ROUNDS (5); --json FILE writes all numbers
  go run ./host/internal/bench "$@"
}

# need_node_itself: says exactly what is missing.
need_node_itself() {
  if ! command -v npm >/dev/null || ! node -e '
    const [major, minor] = process.versions.node.split(".").map(Number)
    process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'; then
    echo "this needs Node.js 20.19 or later with npm (https://nodejs.org)" >&2
    exit 1
  fi
}

# need_packages FOLDER: installs npm's packages there, unless those of its lockfile are there already.
need_packages() {
  need_node_itself
  if ! cmp -s "$1/package-lock.json" "$1/node_modules/.lock"; then
    (cd "$1" && npm ci --no-audit --no-fund --loglevel error)
    cp "$1/package-lock.json" "$1/node_modules/.lock"
  fi
}

# need_node: for what runs in browsers.
need_node() {
  need_packages web
}

# install NAME PACKAGE…: installs Debian's packages, or says that NAME is missing, and where it is.
install() {
  local name=$1
  shift
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "this needs $name (Debian: apt-get install $*)" >&2
    exit 1
  fi
  {
    if [ -z "${updated:-}" ]; then
      apt-get update
      updated=yes # once is enough
    fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
  } >&2
}

# need_package VARIABLE COMMANDS PACKAGE NAME: one of these programs of the system, unless VARIABLE says where it is.
need_package() {
  # shellcheck disable=SC2086 # the commands are words
  if [ -z "${!1:-}" ] && ! command -v $2 >/dev/null; then
    install "$4, or $1 set to where it is" "$3"
  fi
}

need_chromium() {
  need_package CHROMIUM "chromium chromium-browser google-chrome" chromium Chromium
}

# need_engines: the browsers that the page is tested in; WebKit wants a screen, if only a virtual one.
need_engines() {
  need_chromium
  need_package FIREFOX "firefox-esr firefox" firefox-esr Firefox
  need_package WEBKIT_DRIVER WebKitWebDriver webkit2gtk-driver "WebKit's driver"
  need_package DISPLAY Xvfb xvfb "a virtual screen"
}

# build_page [FOLDER]: builds the packages and the static site, and the page for the Go program into a folder.
build_page() (
  cd web
  npm run --silent build
  npm run --silent build:embedded -w page -- --logLevel warn ${1:+--outDir "$1"}
)

verb_page() { # build the page into host/cmd/preview/site, where the Go program takes it from
  need_node
  build_page
  du -sh host/cmd/preview/site
}

verb_web() { # build, check and test the engine for JavaScript, the preview and the page, in three browsers
  need_node
  need_engines
  local rebuilt same=yes
  rebuilt=$(temporary)
  build_page "$rebuilt"
  diff -r "$rebuilt" host/cmd/preview/site || same=no
  if [ $same = no ]; then
    echo "host/cmd/preview/site is not what web/ builds; run ./build.sh page and commit it" >&2
    exit 1
  fi
  (cd web && npm run --silent check && npm run --silent test)
  # The pictures are not the same on every machine; that they can be taken is.
  local pictures
  pictures=$(temporary)
  (cd web && node tests/run.mjs picture "$pictures")
}

verb_measure() { # print how long the page and the engine for JavaScript take [ROUNDS]
  need_node
  need_chromium
  build_page
  (cd web && node tests/run.mjs measure "${1:-15}" && node tests/run.mjs bench)
}

verb_picture() { # take the README's pictures of the page
  need_node
  need_chromium
  build_page
  (cd web && node tests/run.mjs picture page)
}

# need_wabt: the WebAssembly Binary Toolkit, for wasm2c and for modules that are written as text; and what
# builds the C that it makes.
need_wabt() {
  local tool
  for tool in wasm2c wat2wasm cmake pkg-config; do
    command -v $tool >/dev/null || install $tool wabt cmake pkg-config
  done
}

verb_component() { # build abi/claims.component.wasm from the module and its interface
  need_packages abi/embed/component
  (cd abi/embed/component && npm run --silent build -- ../../claims.component.wasm)
  wc -c <abi/claims.component.wasm | awk '{print $1 " bytes"}'
}

verb_embed() { # build and test the embeddings, or some: component python rust java c
  local language
  if [ $# -eq 0 ]; then
    set -- component python rust java c
  fi
  for language in "$@"; do
    if [ ! -x "abi/embed/$language/check.sh" ]; then
      echo "usage: ./build.sh embed [component] [python] [rust] [java] [c]" >&2
      exit 2
    fi
  done
  need_wabt
  local fixtures
  fixtures=$(temporary)
  abi/embed/fixtures.sh "$fixtures"
  for language in "$@"; do
    echo "== $language"
    CLAIMSMITH_FIXTURES=$fixtures "abi/embed/$language/check.sh"
  done
}

verb_examples() { # test the issuers of abi/examples with the libraries that they are for, or some: oidc-provider go authlib spring axum
  local example
  if [ $# -eq 0 ]; then
    set -- oidc-provider go authlib spring axum
  fi
  for example in "$@"; do
    if [ ! -x "abi/examples/$example/check.sh" ]; then
      echo "usage: ./build.sh examples [oidc-provider] [go] [authlib] [spring] [axum]" >&2
      exit 2
    fi
  done
  local issuer
  for issuer in abi/examples/{oidc-provider/issuer.mjs,go/*/issuer.go,authlib/issuer.py,spring/src/main/java/issuer/Issuer.java,axum/src/lib.rs}; do
    if [ "$(wc -l <"$issuer")" -gt 80 ]; then
      echo "$issuer has more than the 80 lines that its README promises" >&2
      exit 1
    fi
  done
  need_node
  need_wabt
  (cd web && npm run --silent build -w engine)
  for example in "$@"; do
    echo "== $example"
    "abi/examples/$example/check.sh"
  done
}

verb_runtimes() { # print the table of runtimes, in ROUNDS (3)
  need_node
  need_wabt
  (cd web && npm run --silent build -w engine)
  node abi/embed/bench/table.mjs "${1:-3}"
}

verb_server() { # test the server with PostgreSQL and a full disk, lint its OpenAPI document
  local log
  log=$(temporary)/log
  # Outside of the store these tests alone ask for PostgreSQL. Here nothing may be left out.
  host/cmd/server/store/smalldisk.sh host/cmd/server/store/postgres.sh bash -euc '
    go test -v ./host/cmd/server/store
    go test -v -run "^(TestHostile|TestKilled)$" ./host/cmd/server ./host/cmd/claimsmith' >"$log" || { cat "$log" >&2; exit 1; }
  grep '^ok' "$log"
  if grep -E -- '--- SKIP|no tests to run' "$log" >&2; then
    echo "these were to run, with PostgreSQL and a small disk; or a test has another name now" >&2
    exit 1
  fi
  need_packages host/cmd/server/checks
  (cd host/cmd/server/checks && npm run --silent lint)
}

verb_clients() { # have other people's SDKs use a server: npm's, PyPI's and Spring's, and one in Chromium; send it generated requests
  need_packages host/cmd/server/checks
  need_chromium
  if ! python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'; then
    echo "this needs Python 3.11 or later with venv (Debian: apt-get install python3-venv)" >&2
    exit 1
  fi
  local program
  program=$(temporary)
  go build -o "$program/claimsmith" ./host/cmd/claimsmith
  python3 -m venv "$program/python"
  "$program/python/bin/pip" install --quiet --disable-pip-version-check -r host/cmd/server/checks/requirements.txt
  local check
  for check in verify login management browser deploy terraform; do
    node "host/cmd/server/checks/$check.mjs" "$program/claimsmith"
  done
  for check in login_python management_python; do
    node "host/cmd/server/checks/$check.mjs" "$program/claimsmith" "$program/python/bin/python"
  done
  node host/cmd/server/checks/generated.mjs "$program/claimsmith" "$program/python/bin/schemathesis"
  source abi/embed/java/jdk.sh
  node host/cmd/server/checks/spring.mjs "$program/claimsmith"
}

verb_docs() { # run the commands that pages show and compare what they print; [all] those that need more than Go, too; or of some PAGE…
  if [ "${1:-}" = all ]; then
    need_node
    need_wabt
    source abi/embed/java/jdk.sh
  fi
  go run ./host/internal/pages "$@"
}

verb_beam() { # check and test replay as a Beam pipeline, a Go module of its own
  (cd host/beam && test -z "$(gofmt -l .)" && go vet ./... && go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./... && go test ./...)
}

verb_cluster() { # run replay on Flink, kill a worker, and compare with the report of one machine [RECORDS]
  host/beam/cluster.sh "$@"
}

verb_load() { # compare the server under load with a handler that echoes, in ROUNDS (5)
  go test ./host/cmd/server -run '^$' -bench Loopback -benchtime "${1:-5}x"
}

verb_soak() { # serve under load for TIME (1h) and see that memory stays flat
  CLAIMSMITH_SOAK=${1:-1h} go test ./host/cmd/server -count 1 -timeout 0 -v -run '^TestSoak$'
}

verb_replaybench() { # compare replay with gjson that does one mapping of the same records, in ROUNDS (5)
  go test ./host/cmd/replay -run '^$' -bench Replay -benchtime "${1:-5}x"
}

# in_markdown: a verb's figures as they are, Go's benchmarks as a table and lines for a terminal in a block.
in_markdown() {
  case $1 in
  bench | runtimes) cat ;;
  measure) echo '```text' && cat && echo '```' ;;
  *) awk '
    /^Benchmark/ {
      if (!header++) {
        for (i = 3; i < NF; i += 2) if ($(i + 1) != "ns/op") { titles = titles " | " $(i + 1); columns = columns " | ---" }
        print "|" titles " |\n| ---" columns " |"
      }
      name = $1; sub(/^Benchmark/, "", name); sub(/-[0-9]+$/, "", name)
      line = "| " name
      for (i = 3; i < NF; i += 2) if ($(i + 1) != "ns/op") line = line " | " $i
      print line " |"
    }' ;;
  esac
}

verb_performance() { # run what writes PERFORMANCE.md, and put the figures there; or some: bench runtimes measure replaybench load
  local name figures
  if [ $# -eq 0 ]; then set -- bench runtimes measure replaybench load; fi
  for name in "$@"; do
    if ! grep -qx "<!-- $name -->" PERFORMANCE.md; then
      echo "usage: ./build.sh performance [bench] [runtimes] [measure] [replaybench] [load]" >&2
      exit 2
    fi
    figures=$(temporary)/figures
    "verb_$name" | tee /dev/stderr | in_markdown "$name" >"$figures"
    # In the place of what is between the marks.
    awk -v name="$name" -v figures="$figures" -v made="$(date +%F), \`./build.sh $name\`: $(nproc) CPUs, $(go env GOOS)/$(go env GOARCH), $(go env GOVERSION)" '
      $0 == "<!-- /" name " -->" { inside = 0 }
      !inside
      $0 == "<!-- " name " -->" {
        inside = 1
        print made "\n"
        while ((getline line < figures) > 0) print line
      }' PERFORMANCE.md >"$figures.page"
    cat "$figures.page" >PERFORMANCE.md
  done
}

# What a release consists of, in the order in which it is packed.
release_parts=(module go program npm python java rust c)

# part_of NAME: where a part of a release is packed.
part_of() {
  case $1 in
  module) echo abi ;;
  go) echo host ;;
  program) echo host/cmd ;;
  npm) echo web ;;
  python | java | rust | c) echo "abi/embed/$1" ;;
  *) echo "usage: ./build.sh release [FOLDER] [--only PART]…, of ${release_parts[*]}" >&2; exit 2 ;;
  esac
}

# need_commit: a release is of a commit.
need_commit() {
  if [ -n "$(git status --porcelain)" ]; then
    echo "a release is of a commit, and this is not committed:" >&2
    git status --short >&2
    exit 1
  fi
}

verb_release() { # pack a release into FOLDER (dist), and try each part as a stranger would; --only PART, again for another, packs some
  local folder=dist part parts=() others
  while [ $# -gt 0 ]; do
    case $1 in
    --only) part_of "${2:-}" >/dev/null && parts+=("$2") && shift 2 ;;
    -*) part_of "" ;;
    *) folder=$1 && shift ;;
    esac
  done
  if [ ${#parts[@]} -eq 0 ]; then parts=("${release_parts[@]}"); fi
  need_commit
  need_node_itself
  if [[ " ${parts[*]} " == *" npm "* ]]; then
    need_node
    need_chromium
  fi
  mkdir -p "$folder"
  folder=$(cd "$folder" && pwd) # each part is packed by a program in a folder of its own
  others=$(ls -A "$folder" | grep -vxE "$(IFS='|' && echo "${release_parts[*]}")|SHA256SUMS|claimsmith-.*\.cdx\.json" || true)
  if [ -n "$others" ]; then
    echo "$folder has other things in it than a release, such as ${others%%$'\n'*}: name another folder" >&2
    exit 1
  fi
  rm -rf "$folder"
  for part in "${parts[@]}"; do
    echo "== packing $part"
    "$(part_of "$part")/release.sh" pack "$folder/$part"
    if [ -z "$(ls -A "$folder/$part")" ]; then
      echo "$folder/$part is empty" >&2
      exit 1
    fi
  done
  .ci/sbom/list.sh "$folder"
  (cd "$folder" && find . -type f ! -name SHA256SUMS | sed 's|^\./||' | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS)
  for part in "${parts[@]}"; do
    echo "== trying $part"
    "$(part_of "$part")/release.sh" try "$folder/$part"
  done
  (cd "$folder" && sha256sum --check --quiet SHA256SUMS)
  du -ch "$folder"/*/* | tail -1
}

# step VERB…: runs it and notes how long it took.
step() {
  local begin=$SECONDS
  "verb_$1" "${@:2}"
  steps+=$(printf '%5d s  %s' $((SECONDS - begin)) "$*")$'\n'
}

verb_all() { # all that CI runs after the README's test command, and how long each takes
  need_commit # its last step packs a release
  steps=
  trap 'printf "%s" "$steps" && rm -rf "$scratch"' EXIT
  step lint
  step race
  step cover
  step check
  step fuzz 15s
  step bench 1
  step web
  step server
  step clients
  step load 1
  step beam
  step embed
  step examples
  step docs all
  # embed tries Java's and Python's packages already, and programs for other systems take minutes
  FEATURES=wasmi PLATFORMS=$(go env GOHOSTOS)/$(go env GOHOSTARCH) step release "$(temporary)/release" \
    --only module --only go --only program --only npm --only rust --only c
  go run ./host/cmd/claimsmith test testdata/vectors testdata/hostile
}

usage() {
  echo "usage: ./build.sh VERB"
  sed -n 's/^verb_\([a-z_]*\)() { # \(.*\)/  \1\t\2/p' "${BASH_SOURCE[0]}"
}

if [ $# -eq 0 ] || ! declare -F "verb_$1" >/dev/null; then
  usage >&2
  exit 2
fi
"verb_$@"
