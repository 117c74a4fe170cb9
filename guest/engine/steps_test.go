package engine

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// countSteps is how many basic blocks of the engine have run. It is nil in a program
// that does not count them; see counting.
var countSteps func() uint64

// TestDoubledLists doubles each list that a config, a session or an audience may have,
// up to what the limits let through and past them: what the engine does about doubles
// too. That is counted and not timed, so that every machine says the same.
func TestDoubledLists(t *testing.T) {
	if countSteps == nil {
		counting(t)
		return
	}
	for _, l := range allLists() {
		t.Run(l.name, func(t *testing.T) {
			for _, n := range l.sizes {
				once, twice := l.work(t, n), l.work(t, 2*n)
				for i, w := range once {
					// Sorting takes n log n steps, room grows by leaps, and anything takes some.
					if twice[i].steps > w.steps*23/10+1000 || twice[i].bytes > 3*w.bytes+64<<10 {
						t.Errorf("call %d, %s, takes %d steps and %d bytes of memory for %d, %d and %d for %d",
							i, l.calls[i], w.steps, w.bytes, n, twice[i].steps, twice[i].bytes, 2*n)
					}
				}
			}
		})
	}
}

// Work is what a call does.
type work struct{ steps, bytes uint64 }

// work is what each call does where the list has n items.
func (l *list) work(t *testing.T, n int) (done []work) {
	t.Helper()
	config, session, audience := l.inputs(n)
	if len(config) > maxConfig || len(session) > maxSession || len(audience) > maxAudience {
		t.Fatalf("inputs of %d, %d and %d bytes are too large to be read", len(config), len(session), len(audience))
	}
	e := New()
	for _, call := range l.calls {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		steps := countSteps()
		switch call {
		case "evaluate":
			e.Evaluate(config, session, audience)
		case "explain":
			e.Explain(config, session, audience)
		case "validate":
			e.Validate(config)
		}
		steps = countSteps() - steps
		runtime.ReadMemStats(&after)
		if steps == 0 {
			t.Fatalf("%s takes no steps", call)
		}
		done = append(done, work{steps, after.TotalAlloc - before.TotalAlloc})
	}
	return done
}

// counting runs the test in a program whose engine counts its steps: its files are
// those of this package with a counter in each basic block, as the cover tool writes
// them. So are those of package slices, which walks lists for the engine: it imports a
// copy of its own, since all of the standard library would have to be built again.
func counting(t *testing.T) {
	t.Helper()
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	const slices = "slices"
	self := strings.TrimSpace(command(t, "go", "list", "."))
	copied := path.Join(self, "counted", slices)

	made := t.TempDir()
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	replace := func(file, text string) {
		t.Helper()
		with := filepath.Join(made, fmt.Sprintf("%d.go", len(overlay.Replace)))
		overlay.Replace[file] = with
		write(t, with, []byte(text))
	}
	var counters []string
	for _, of := range []struct{ name, to, prefix string }{
		{".", here, ""},
		{slices, filepath.Join(here, "counted", slices), "slices."},
	} {
		fields := strings.Fields(command(t, "go", "list", "-f", "{{.Dir}} {{join .GoFiles \" \"}}", of.name))
		for _, file := range fields[1:] {
			counter := fmt.Sprintf("Steps%d", len(counters))
			counters = append(counters, of.prefix+counter+".Count[:]")
			text := command(t, "go", "tool", "cover", "-mode=count", "-var="+counter, filepath.Join(fields[0], file))
			replace(filepath.Join(of.to, file), strings.Replace(text, `"slices"`, strconv.Quote(copied), 1))
		}
	}
	replace(filepath.Join(here, "count_steps_test.go"), fmt.Sprintf(`package engine

import %q

func init() {
	countSteps = func() (sum uint64) {
		for _, counters := range [][]uint32{%s} {
			for _, n := range counters {
				sum += uint64(n)
			}
		}
		return sum
	}
}
`, copied, strings.Join(counters, ", ")))
	text, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(made, "overlay.json")
	write(t, file, text)
	command(t, "go", "test", "-vet=off", "-overlay="+file, "-run=^"+t.Name()+"$", ".")
}

// command is what a command says; it fails the test if the command fails.
func command(t *testing.T, name string, args ...string) string {
	t.Helper()
	text, err := exec.CommandContext(t.Context(), name, args...).Output()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, text, failed.Stderr)
	} else if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
}
