#!/usr/bin/env bash
# The packages of npm: what was built in web/engine and web/preview, as tarballs.
# `release.sh pack FOLDER` and `release.sh try FOLDER`; .ci/release.sh says more. It needs Node.js with npm, what
# `npm ci` installs in web/, and Chromium.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../.ci/release.sh"
cd "$root/web"

pack() {
  npm run --silent build -w engine
  npm run --silent build -w preview
  npm pack --silent --ignore-scripts -w engine -w preview --pack-destination "$1" >/dev/null
}

try() {
  mkdir "$work/issuer"
  cd "$work/issuer"
  echo '{ "private": true, "type": "module" }' >package.json
  npm install --silent --offline --no-audit --no-fund "$1"/claimsmith-{engine,preview}-"$version".tgz
  example "$root/web/engine/README.md" js >engine.js
  wants "The example of the engine's README" "$(example "$root/web/engine/README.md" "")" "$(node engine.js)"
  # Where there is no page, the preview does nothing.
  example "$root/web/preview/README.md" js >preview.js
  wants "The import of the preview's README" "" "$(node preview.js)"
  # A dashboard with the element, by the README's two examples: in a browser, with the package's files beside it.
  mkdir -p page/assets page/api/v2/clients
  cp -r node_modules/@claimsmith/preview/dist page/assets/claims-preview
  echo '{"access_token": {"custom_claim_mappings": [
    {"name": "country", "expression": "anonymous_session.metadata.country"}]}}' >page/api/v2/clients/shop
  {
    echo '<!doctype html>'
    example "$root/web/preview/README.md" html
    echo '<script type="module">const id = "shop";'
    example "$root/web/preview/README.md" js 2
    echo '</script>'
  } >page/index.html
  (cd "$root/web" && node tests/run.mjs says "$work/issuer/page" "1 of 1 mapped claim is in the access token")
}

run_part "$@"
