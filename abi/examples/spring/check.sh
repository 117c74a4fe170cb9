#!/usr/bin/env bash
# Puts the library for Java where Maven finds it and runs the example's tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source ../../embed/java/jdk.sh
maven=(mvn --quiet --batch-mode -Dstyle.color=never)
"${maven[@]}" -f ../../embed/java/pom.xml -Dmaven.test.skip -Dmaven.javadoc.skip -Dmaven.source.skip install
"${maven[@]}" test
