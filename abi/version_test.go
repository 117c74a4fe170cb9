package abi_test

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the version of abi/VERSION into all files that have it")

// versions are the places that have the version because their ecosystem wants it there: a file of the repository,
// and what stands around the version in it. All places that a pattern matches have to agree.
var versions = []struct {
	file, before, after string
	times               int
}{
	{"web/engine/package.json", `"name": "@claimsmith/engine",\n  "version": "`, `"`, 1},
	{"web/preview/package.json", `"name": "@claimsmith/preview",\n  "version": "`, `"`, 1},
	{"web/preview/package.json", `"@claimsmith/engine": "\^`, `"`, 1},
	{"web/page/package.json", `"@claimsmith/preview": "\^`, `"`, 1},
	{"web/package-lock.json", `"name": "@claimsmith/(?:engine|preview)",\n      "version": "`, `"`, 2},
	{"web/package-lock.json", `"@claimsmith/(?:engine|preview)": "\^`, `"`, 2},
	{"abi/embed/python/pyproject.toml", `\nversion = "`, `"`, 1},
	{"abi/embed/rust/Cargo.toml", `\nversion = "`, `"`, 1},
	{"abi/embed/rust/Cargo.lock", `\nname = "claimsmith"\nversion = "`, `"`, 1},
	{"abi/embed/java/pom.xml", `<artifactId>claimsmith</artifactId>\s*<version>`, `<`, 1},
	{"abi/embed/java/README.md", `<artifactId>claimsmith</artifactId>\s*<version>`, `<`, 1},
	{"abi/embed/c/CMakeLists.txt", `project\(claimsmith VERSION `, ` `, 1},
	{"abi/embed/c/README.md", `find_package\(claimsmith `, `\)`, 1},
	{"abi/examples/oidc-provider/package-lock.json", `"name": "@claimsmith/engine",\n      "version": "`, `"`, 1},
	{"abi/examples/axum/Cargo.lock", `\nname = "claimsmith"\nversion = "`, `"`, 1},
	{"abi/examples/spring/pom.xml", `<artifactId>claimsmith</artifactId>\s*<version>`, `<`, 1},
	{"abi/examples/go/go.mod", `\sgithub.com/claimsmith/claimsmith v`, `\n`, 1},
	{"host/cmd/go.mod", `\sgithub.com/claimsmith/claimsmith v`, `\n`, 1},
	{"host/beam/go.mod", `\sgithub.com/claimsmith/claimsmith(?:/host/cmd)? v`, `\n`, 2},
	{"go.work", `\nreplace github.com/claimsmith/claimsmith v`, ` `, 1},
}

// A release has one version, abi/VERSION, in all languages.
func TestVersionsAgree(t *testing.T) {
	text, err := os.ReadFile("VERSION")
	if err != nil {
		t.Fatal(err)
	}
	version := strings.TrimSpace(string(text))
	if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(version) {
		t.Fatalf("VERSION has %q, which is not three numbers like 1.2.3", version)
	}
	for _, place := range versions {
		name := "../" + place.file
		text, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
			continue
		}
		pattern := regexp.MustCompile(`(` + place.before + `)([^"<\s)]+)(` + place.after + `)`)
		found := pattern.FindAllSubmatch(text, -1)
		if len(found) != place.times {
			t.Errorf("%s has %d times a version after %s, not %d times: does the table in this test still tell where?",
				place.file, len(found), place.before, place.times)
		}
		if *update {
			if err := os.WriteFile(name, pattern.ReplaceAll(text, []byte("${1}"+version+"${3}")), 0o644); err != nil {
				t.Error(err)
			}
			continue
		}
		for _, match := range found {
			if has := string(match[2]); has != version {
				t.Errorf("%s has version %s, abi/VERSION has %s; go test ./abi -run TestVersionsAgree -update writes it everywhere",
					place.file, has, version)
			}
		}
	}
}
