#!/usr/bin/env bash
# The program for each system, as `go install` makes it of the tagged modules, with its manual, completions and licence.
# `release.sh pack FOLDER` and `release.sh try FOLDER`; .ci/release.sh says more. FOLDER/../go has the modules.
# PLATFORMS ("linux/amd64 …") packs some.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../.ci/release.sh"
cd "$root"
need "zip unzip" zip unzip

module=github.com/claimsmith/claimsmith
platforms=${PLATFORMS:-linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64}
here=$(go env GOHOSTOS)/$(go env GOHOSTARCH)

# install GOOS/GOARCH: installs the program, and says where.
install() {
  local at=$work/path/bin
  if [ "$1" != "$here" ]; then at=$at/${1/\//_}; fi
  GOPATH=$work/path GOOS=${1%/*} GOARCH=${1#*/} GOWORK=off CGO_ENABLED=0 GOFLAGS="-trimpath -modcacherw" \
    GOMODCACHE=$work/modules GOPROXY=$proxy GONOSUMDB=$module \
    quietly go install $module/host/cmd/claimsmith@v$version
  find "$at" -maxdepth 1 -name 'claimsmith*' -type f
}

# works_of_others PROGRAM: the licences of what is in the program, and in the page that it serves.
works_of_others() {
  local kind name at _
  echo "claimsmith contains the following works of others, and those of its page, which stand at the end."
  while read -r kind name at _; do
    if [ "$kind" != dep ] || [ "$name" = $module ]; then continue; fi
    printf '\n%s %s\n\n' "$name" "$at"
    # Module caches write capital letters with a mark.
    find "$work/modules/$(sed 's/[A-Z]/!\l&/g' <<<"$name@$at")" -maxdepth 1 \
      \( -iname 'licen[cs]e*' -o -iname 'copying*' -o -iname 'notice*' \) |
      sort | grep . | xargs -d '\n' cat -- || { echo "$name has no licence in its folder" >&2; exit 1; }
  done < <(go version -m "$1")
  printf '\nGo\n\n'
  cat "$(go env GOROOT)/LICENSE"
  echo
  cat host/cmd/preview/site/licenses.txt
}

pack() {
  if [ ! -d "$1/../go/proxy" ]; then
    echo "$1/../go has no modules to build the program of: pack the part \"go\" first" >&2
    exit 1
  fi
  proxy="file://$(realpath "$1/../go/proxy"),file://$(go env GOMODCACHE)/cache/download,$(go env GOPROXY)"
  local program platform name
  program=$(install "$here")
  mkdir -p "$work/with/completions"
  "$program" man "$work/with/man"
  "$program" completion bash >"$work/with/completions/claimsmith.bash"
  "$program" completion zsh >"$work/with/completions/_claimsmith"
  "$program" completion fish >"$work/with/completions/claimsmith.fish"
  "$program" completion powershell >"$work/with/completions/claimsmith.ps1"
  cp LICENSE "$work/with/LICENSE"
  for platform in $platforms; do
    name=claimsmith-$version-${platform/\//-}
    mkdir "$work/$name"
    cp -r "$work/with/." "$work/$name"
    program=$(install "$platform")
    cp "$program" "$work/$name"
    works_of_others "$program" >"$work/$name/LICENSES.txt" # not the same on all systems
    case $platform in
    windows/*) archive "$work/$name" "$1/$name.zip" ;;
    *) archive "$work/$name" "$1/$name.tar.gz" ;;
    esac
  done
}

try() {
  local folder=$1 platform name magic suffix file
  mkdir "$work/empty"
  cd "$work/empty"
  for platform in $platforms; do
    name=claimsmith-$version-${platform/\//-} suffix=
    case $platform in
    windows/*) unzip -q "$folder/$name.zip" && magic=4d5a suffix=.exe ;;
    darwin/*) tar xzf "$folder/$name.tar.gz" && magic=cffaedfe ;;
    *) tar xzf "$folder/$name.tar.gz" && magic=7f454c46 ;;
    esac
    for file in LICENSE LICENSES.txt man/claimsmith-eval.1 completions/_claimsmith; do
      test -s "$name/$file" || { echo "$name has no $file" >&2; exit 1; }
    done
    # A program for another system cannot run here; that it is one can be seen.
    wants "The beginning of $name" "$magic" "$(od -An -tx1 "-N$((${#magic} / 2))" "$name/claimsmith$suffix" | tr -d ' ')"
    if [ "$platform" = "$here" ]; then
      wants "claimsmith version" "claimsmith v$version" "$("$name/claimsmith" version | sed -n '1s/,.*//p')"
      # The README's first command and the first line that it shows.
      mkdir testdata
      cp -r "$root/testdata/examples" testdata
      cp "$name/claimsmith" .
      local command
      command=$(example "$root/README.md" sh)
      wants "$command" "$(example "$root/README.md" "" | head -1)" \
        "$(PATH=$PWD:$PATH bash -c "${command//go run .\/host\/cmd\/claimsmith/claimsmith}" 2>&1 | sed -n 1p)"
    fi
  done
}

run_part "$@"
