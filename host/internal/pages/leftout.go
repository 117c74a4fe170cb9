//go:build linux

package main

import "strings"

// leftOut is all that pages show and that is not run, with the reason. What is neither run nor
// here fails, and so does what is here and no longer on its page.
var leftOut = []struct{ page, command, why string }{
	{"README.md", "go test work", "CI runs it before the pages"},
	{"README.md", "pip install ./abi/embed/python", samePage},
	{"README.md", "mvn --quiet -f abi/embed/java install -DskipTests", samePage},
	{"README.md", "cmake -S abi/embed/c -B build && cmake --build build", samePage},
	{"CONTRIBUTING.md", "go test work", "CI runs it before the pages"},
	{"CONTRIBUTING.md", "./build.sh quick", "CI runs all of it, and more, before the pages"},
	{"guest/README.md", "./build.sh wasm", "CI runs ./build.sh check, which builds the module and compares it"},
	{"guest/README.md", "./build.sh wasm --tinygo PATH", "PATH is for a compiler of the reader's own"},
	{"guest/README.md", "go test ./guest/...", "a part of what CI runs before the pages"},
	{"abi/embed/python/README.md", "pip install claimsmith", releases},
	{"abi/embed/rust/README.md", "cargo add claimsmith", releases},
	{"web/engine/README.md", "npm install @claimsmith/engine", releases},
	{"host/beam/README.md", flinkJob, "it needs a cluster; ./build.sh cluster runs a pipeline on one"},
	{"host/beam/README.md", flinkWorkers, "flags, which ./build.sh cluster has"},
	{"host/beam/README.md", dataflow, "flags of runners that are not part of the tests, as the page says"},
	{"host/beam/README.md", spark, "the same"},
}

const (
	samePage = "the language's own page shows it, too"
	releases = "there is no release yet; ./build.sh release tries the page with the package that it packs"

	flinkJob = `./claimsmith-replay-beam --before old.json --after new.json \
  --input 's3://sessions/2026-*/*.ndjson.gz' --output s3://reports/change.json \
  --runner flink --endpoint jobserver:8099 --parallelism 64`
	flinkWorkers = `  --environment_type PROCESS --environment_config '{"command": "/opt/claimsmith-replay-beam"}'`
	dataflow     = `  --runner dataflow --project my-project --region europe-west1 --staging_location gs://staging/claimsmith`
	spark        = `  --runner spark --endpoint sparkjobserver:8099`
)

// without takes out of a step what is left out. What remains may be nothing.
func (p page) without(s step) string {
	commands := s.commands + "\n"
	for _, left := range leftOut {
		if left.page == p.name {
			commands = removed(commands, left.command)
		}
	}
	return strings.TrimSuffix(commands, "\n")
}

// removed takes a command out, which begins at the beginning of a line; a comment may follow it.
func removed(commands, command string) string {
	for start := 0; start < len(commands); {
		at := strings.Index(commands[start:], command)
		if at < 0 {
			break
		}
		at += start
		rest := commands[at+len(command):]
		end := strings.IndexByte(rest, '\n')
		comment := strings.TrimLeft(rest[:end], " ")
		if (at == 0 || commands[at-1] == '\n') && (comment == "" || comment[0] == '#') {
			return commands[:at] + rest[end+1:]
		}
		start = at + 1
	}
	return commands
}
