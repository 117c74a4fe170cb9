#!/usr/bin/env bash
# Builds the jar, checks the comments that document it, and runs the tests. CLAIMSMITH_FIXTURES is a
# folder that abi/embed/fixtures.sh made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! command -v mvn >/dev/null || ! javac --release 17 --version >/dev/null 2>&1; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "this needs a JDK 17 or later and Maven (Debian: apt-get install default-jdk-headless maven)" >&2
    exit 1
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends default-jdk-headless maven; } >&2
fi
mvn --quiet --batch-mode -Dstyle.color=never clean verify

# On the module path, in an image of jlink's and without Endive's compiler.
rm -rf target/modules target/modular target/image
mvn --quiet --batch-mode -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DincludeScope=runtime -DexcludeGroupIds=org.ow2.asm -DexcludeArtifactIds=compiler -DoutputDirectory=target/modules
path=$(find target -maxdepth 1 -name 'claimsmith-*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar'):target/modules
javac --release 17 --module-path "$path" -d target/modular src/modular/module-info.java src/modular/example/Main.java
jlink --module-path "$path:target/modular" --add-modules example --output target/image
printed=$(target/image/bin/java --module example/example.Main)
if [ "$printed" != "{country=Spain}" ]; then
  echo "the program in the image printed: $printed" >&2
  exit 1
fi
