#!/usr/bin/env bash
# Puts the library for Java where Maven finds it and runs the example's tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
maven=(mvn --quiet --batch-mode -Dstyle.color=never)
"${maven[@]}" -f ../../embed/java/pom.xml -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip install
"${maven[@]}" test
