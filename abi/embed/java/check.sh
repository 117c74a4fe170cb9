#!/usr/bin/env bash
# Builds the jar, checks the comments that document it, and runs the tests. CLAIMSMITH_FIXTURES is a
# folder that abi/embed/fixtures.sh made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source ./jdk.sh

# What the program below needs on its module path is copied by the way.
mvn --quiet --batch-mode -Dstyle.color=never clean verify \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DincludeScope=runtime -DexcludeGroupIds=org.ow2.asm -DexcludeArtifactIds=compiler -DoutputDirectory=target/modules

# On the module path, in an image of jlink's and without Endive's compiler.
path=$(find target -maxdepth 1 -name 'claimsmith-*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar'):target/modules
javac --release 17 --module-path "$path" -d target/modular src/modular/module-info.java src/modular/example/Main.java
jlink --module-path "$path:target/modular" --add-modules example --output target/image
printed=$(target/image/bin/java --module example/example.Main)
if [ "$printed" != "{country=Spain}" ]; then
  echo "the program in the image printed: $printed" >&2
  exit 1
fi
