#!/usr/bin/env bash
# The jar with its sources, its documentation and its pom.
# `release.sh pack FOLDER` and `release.sh try FOLDER`; .ci/release.sh says more. It needs a JDK and Maven.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../../.ci/release.sh"
cd "$root/abi/embed/java"
source ./jdk.sh
maven() { mvn --quiet --batch-mode -Dstyle.color=never -Dproject.build.outputTimestamp="$SOURCE_DATE_EPOCH" "$@"; }

pack() {
  maven -DskipTests clean package
  local kind
  for kind in '' -sources -javadoc; do
    cp "target/claimsmith-$version$kind.jar" "$1"
  done
  cp pom.xml "$1/claimsmith-$version.pom"
}

try() {
  # A repository that has the release and, since they were downloaded once, what it depends on.
  local own=$work/repository/io/github/claimsmith/claimsmith/$version kept file
  kept=$(mvn --quiet --batch-mode -Dstyle.color=never help:evaluate -Dexpression=settings.localRepository -DforceStdout |
    sed 's/\x1b\[[0-9;]*m//g')
  mkdir -p "$work/kept" "$own"
  for file in "$1/claimsmith-$version"*; do
    cp "$file" "$own"
  done
  cp -rs "$kept/." "$work/kept"
  rm -rf "$work/kept/io/github/claimsmith"

  mkdir -p "$work/issuer/src/main/java"
  cd "$work/issuer"
  cat >pom.xml <<END
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>issuer</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <repositories><repository><id>release</id><url>file://$work/repository</url></repository></repositories>
  <dependencies>
$(example "$root/abi/embed/java/README.md" xml)
  </dependencies>
</project>
END
  {
    example "$root/abi/embed/java/README.md" java | grep '^import'
    echo 'public class Issuer { public static void main(String[] arguments) {'
    example "$root/abi/embed/java/README.md" java | grep -v '^import'
    echo '} }'
  } >src/main/java/Issuer.java
  maven -Dmaven.repo.local="$work/kept" compile org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile="$work/classpath"
  if tr ':' '\n' <"$work/classpath" | grep -qE '/endive.*compiler|/run/endive/compiler/'; then
    echo "a program that uses the library gets Endive's compiler" >&2
    exit 1
  fi
  wants "The README's program" '"Spain"' "$(java -cp "target/classes:$(cat "$work/classpath")" Issuer | head -1)"
}

run_part "$@"
