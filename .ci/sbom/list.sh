#!/usr/bin/env bash
# list.sh FOLDER: writes what the release in FOLDER consists of, as CycloneDX, and sees that it is valid.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../release.sh"
folder=$(realpath "$1")
cd "$root/.ci/sbom"
npm ci --no-audit --no-fund --loglevel error >"$work/said" || { cat "$work/said" >&2; exit 1; }

found=()
for archive in "$folder"/program/*; do
  if [ ! -e "$archive" ]; then continue; fi
  name=$(basename "$archive")
  name=${name%.tar.gz} name=${name%.zip}
  mkdir -p "$work/unpacked"
  case $archive in
  *.zip) unzip -q "$archive" -d "$work/unpacked" ;;
  *) tar xzf "$archive" -C "$work/unpacked" ;;
  esac
  GOFLAGS="-trimpath -modcacherw" GOWORK=off GONOSUMDB=github.com/claimsmith/claimsmith GOMODCACHE="$work/modules" \
    GOPROXY="file://$folder/go/proxy,file://$(go env GOMODCACHE)/cache/download,$(go env GOPROXY)" \
    quietly go run github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0 bin -json -licenses -std -noserial \
    -output "$work/$name.json" "$work/unpacked/$name"/claimsmith*
  found+=("$work/$name.json")
done
node sbom.mjs "$folder" "$version" "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" "${found[@]}" >"$work/bill"
cp "$work/bill" "$folder/claimsmith-$version.cdx.json"
