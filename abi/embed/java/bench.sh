#!/usr/bin/env bash
# bench.sh FOLDER: times the library with the inputs of a folder, its module compiled when it was built and
# compiled when it starts.
set -euo pipefail
folder=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
mvn --quiet --batch-mode -Dstyle.color=never test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=target/classpath >&2
version=$(sed -n 's:.*<endive.version>\(.*\)</endive.version>.*:\1:p' pom.xml)
for way in "ahead, as bytecode" "at start"; do
  java -Dendive.version="$version" -cp "target/test-classes:target/classes:$(cat target/classpath)" \
    io.github.claimsmith.Bench "$folder" "$way"
done
