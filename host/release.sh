#!/usr/bin/env bash
# The Go modules: the tags that a release sets, and what a module proxy makes of them, as a GOPROXY=file://….
# `release.sh pack FOLDER` and `release.sh try FOLDER`; .ci/release.sh says more.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../.ci/release.sh"
cd "$root"

module=github.com/claimsmith/claimsmith

# proxied FOLDER: a go command that has our modules from FOLDER alone, and the others from where they were before.
proxied() {
  local cache proxy
  cache=$(go env GOMODCACHE) proxy=$(go env GOPROXY)
  export GOPROXY="file://$1/proxy,file://$cache/cache/download,$proxy" GONOSUMDB="$module" GOWORK=off
  export GOMODCACHE=$work/modules GOFLAGS="-trimpath -modcacherw" CGO_ENABLED=0
}

pack() {
  printf '%s\n' "v$version" "host/cmd/v$version" >"$1/tags"
  # A repository with the tags set, in the place of the public one: the go command makes of it what a proxy would.
  git clone --quiet --bare "file://$root" "$work/repository"
  local tag at
  while read -r tag; do
    at=$(git -C "$work/repository" rev-parse --quiet --verify "$tag^{commit}" || true)
    case $at in
    "") git -C "$work/repository" tag "$tag" "$(git rev-parse HEAD)" ;;
    "$(git rev-parse HEAD)") ;; # it is packed again
    *) echo "$tag is out, of the commit $at: write the next version into abi/VERSION" >&2 && exit 1 ;;
    esac
  done <"$1/tags"
  cat >"$work/gitconfig" <<END
[url "file://$work/repository"]
  insteadOf = https://$module
END
  GIT_CONFIG_GLOBAL=$work/gitconfig GOPROXY=direct GONOSUMDB=$module GOWORK=off GOMODCACHE=$work/modules \
    go mod download -modcacherw $module@v$version $module/host/cmd@v$version
  rm -rf "$1/proxy"
  mkdir -p "$1/proxy"
  cp -r "$work/modules/cache/download/github.com" "$1/proxy"
  find "$1/proxy" -name '*.lock' -delete
}

try() {
  proxied "$1"
  # The program of the README.
  mkdir "$work/issuer"
  cd "$work/issuer"
  example "$root/host/README.md" go >main.go
  quietly go mod init issuer.example
  quietly go get $module@v$version
  quietly go mod tidy
  go vet .
  wants "The README's program in Go" 'country = "Spain"' "$(go run .)"
  # The program as `go install` makes it.
  cd "$work"
  GOPATH=$work/path quietly go install $module/host/cmd/claimsmith@v$version
  wants "claimsmith version" "claimsmith v$version" "$(path/bin/claimsmith version | sed -n '1s/,.*//p')"
}

run_part "$@"
