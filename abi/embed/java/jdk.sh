# Sees that there are a JDK from 17 and Maven, or installs them. To be read with `source`.
if ! command -v mvn >/dev/null || ! javac --release 17 --version >/dev/null 2>&1; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "this needs a JDK 17 or later and Maven (Debian: apt-get install default-jdk-headless maven)" >&2
    exit 1
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends default-jdk-headless maven; } >&2
fi
