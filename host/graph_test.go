package host_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// goCommand runs the go command in a folder, without the workspace. Flags are for it.
func goCommand(t *testing.T, dir, flags string, args ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS="+flags)
	out, err := command.Output()
	if failed, ok := err.(*exec.ExitError); ok {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, failed.Stderr)
	} else if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// maxGraph bounds the modules that come with the library, itself and who imports it too.
const maxGraph = 12

// TestModuleGraph sees what an application gets that imports the library: the module's
// own graph, and that of a program outside, which runs.
func TestModuleGraph(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	outside := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(outside, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	write("go.sum", string(sums))
	write("go.mod", fmt.Sprintf(`module shop.example/issuer

go 1.25.0

require github.com/claimsmith/claimsmith v0.0.0

replace github.com/claimsmith/claimsmith => %s
`, root))
	write("main.go", `package main

import (
	"context"
	"fmt"

	"github.com/claimsmith/claimsmith/abi/translated"
	"github.com/claimsmith/claimsmith/host"
)

func main() {
	engine, err := host.New(context.Background(), host.WithTranslated(translated.Module()))
	if err != nil {
		panic(err)
	}
	fmt.Print(engine.Module().Runner)
}
`)
	const adding = "-mod=mod" // what the library needs to go.mod, as go get would
	for dir, flags := range map[string]string{root: "", outside: adding} {
		modules := strings.Split(strings.TrimSpace(goCommand(t, dir, flags, "list", "-m", "all")), "\n")
		if len(modules) > maxGraph {
			t.Errorf("%s has %d modules, which is more than %d:\n%s", dir, len(modules), maxGraph, strings.Join(modules, "\n"))
		}
	}
	if said := goCommand(t, outside, adding, "run", "."); said != "translated" {
		t.Errorf("a program outside says %q", said)
	}
}
