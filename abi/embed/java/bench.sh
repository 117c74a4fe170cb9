#!/usr/bin/env bash
# bench.sh FOLDER: times the library with the inputs of a folder.
set -euo pipefail
folder=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
mvn --quiet --batch-mode -Dstyle.color=never test-compile org.codehaus.mojo:exec-maven-plugin:3.5.0:exec \
  -Dexec.executable=java -Dexec.classpathScope=test \
  -Dexec.args="-Dendive.version=\${endive.version} -cp %classpath io.github.claimsmith.Bench '$folder'"
