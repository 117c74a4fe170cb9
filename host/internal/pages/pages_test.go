//go:build linux

package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
)

const root = "../../.."

// TestLeftOut sees that what is left out is on its page, as a whole command.
func TestLeftOut(t *testing.T) {
	pages, err := findPages(root)
	if err != nil {
		t.Fatal(err)
	}
	commands := map[string]string{}
	for _, p := range pages {
		for _, s := range p.steps {
			commands[p.name] += s.commands + "\n"
		}
	}
	for _, left := range leftOut {
		if removed(commands[left.page], left.command) == commands[left.page] {
			t.Errorf("%s shows no command %q, which is left out since %s", left.page, left.command, left.why)
		}
	}
	for _, name := range []string{"README.md", "host/README.md", "host/cmd/server/README.md", "web/engine/README.md"} {
		if commands[name] == "" {
			t.Errorf("no commands are found in %s", name)
		}
	}
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	fenced  = regexp.MustCompile("(?ms)^ *```.*?^ *```$")
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	mark    = regexp.MustCompile(`[^\p{L}\p{N}_ -]`)
)

// TestLinks sees that what pages link to in the checkout is there, headings too.
func TestLinks(t *testing.T) {
	links := 0
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && slices.Contains(passedOver, entry.Name()) {
			return filepath.SkipDir
		}
		// The copy for the command line is read there, and its links are POLICY.md's.
		if filepath.Ext(path) != ".md" || strings.HasSuffix(filepath.ToSlash(path), "/internal/policy/policy.md") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, found := range link.FindAllStringSubmatch(fenced.ReplaceAllString(string(text), ""), -1) {
			target, anchor, _ := strings.Cut(found[1], "#")
			if strings.Contains(target, ":") {
				continue // somewhere else
			}
			links++
			to := filepath.Join(filepath.Dir(path), target)
			if target == "" {
				to = path
			}
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s links to %s, which is not there", path, found[1])
			} else if anchor != "" && !slices.Contains(anchors(t, to), anchor) {
				t.Errorf("%s links to %s, which has no such heading", path, found[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if links < 50 {
		t.Errorf("only %d links are found", links)
	}
}

// anchors are the names of a page's headings in links.
func anchors(t *testing.T, path string) (names []string) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range heading.FindAllStringSubmatch(fenced.ReplaceAllString(string(text), ""), -1) {
		names = append(names, strings.ReplaceAll(mark.ReplaceAllString(strings.ToLower(found[1]), ""), " ", "-"))
	}
	return names
}

const example = "```sh\nfirst\nserve   # why\n```\n\n```\nA\n…\n```\n\nAnd\n\n```\nnot its output\n```\n" +
	"The file `a.txt`:\n\n```js\n1\n```\n\n  ```sh\n  indented\n  ```\n\n```\n$ one \\\n  two\nB\n$ three\n```\n"

func TestSteps(t *testing.T) {
	steps, err := readSteps(example)
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		line            int
		commands, shown string
	}{
		{2, "first\nserve   # why", "A\n…"},
		{19, "cat >a.txt <<'END OF FILE'\n1\nEND OF FILE", "-"},
		{23, "indented", "-"},
		{27, "one \\\n  two", "B"},
		{30, "three", ""},
	}
	if len(steps) != len(want) {
		t.Fatalf("%d steps: %q", len(steps), steps)
	}
	for i, s := range steps {
		shown := "-"
		if s.shown != nil {
			shown = strings.Join(s.shown, "\n")
		}
		if s.line != want[i].line || s.commands != want[i].commands || shown != want[i].shown {
			t.Errorf("step %d is %d: %q, shown %q; want %d: %q, shown %q",
				i, s.line, s.commands, shown, want[i].line, want[i].commands, want[i].shown)
		}
	}
	for _, broken := range []string{"```sh\nno end", "```console\nx\n```", "The command `x`:\n\n```sh\nx\n```"} {
		if _, err := readSteps(broken); err == nil {
			t.Errorf("%q passes", broken)
		}
	}
	if got := removed("first\nserve   # why\n", "serve"); got != "first\n" {
		t.Errorf("without serve there is %q", got)
	}
	if got := removed("serve --open\n", "serve"); got != "serve --open\n" {
		t.Errorf("of another command there is %q", got)
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		shown, printed string
		want           bool
	}{
		{"a\nb", "a\nb\n", true},
		{"a\nb", "a\nb\nc\n", false},
		{"b", "a\nb\n", false},
		{"a\n…", "a\n", true},
		{"a\n…", "a\nb\nc\n", true},
		{"…\nb", "a\nb\n", true},
		{"…\nb", "a\nb\nc\n", false},
		{"…\nb", "b\nb\n", true},
		{"a\n…\nb\n…\nc", "a\nx\nb\nc\n", true},
		{"a\n…\nb\n…\nc", "a\nc\nb\n", false},
		{"…", "", true},
		{"", "", true},
		{"", "a", false},
	} {
		if got := matches(strings.Split(c.shown, "\n"), strings.Split(c.printed, "\n")); got != c.want {
			t.Errorf("shown %q and printed %q: %v", c.shown, c.printed, got)
		}
	}
}

func TestNeeds(t *testing.T) {
	for commands, want := range map[string]string{
		"go test ./... # no npm": "node", // a comment counts, too: all runs it
		"go run ./x | node -":    "node",
		"pip install ./abi":      "python",
		"claimsmith serve":       "",
		"cd x && npx y; cargo z": "node rust",
	} {
		if got := strings.Join(needs(commands), " "); got != want {
			t.Errorf("%q needs %q, want %q", commands, got, want)
		}
	}
}

// TestRun runs pages that are right, and pages that are wrong in each way.
func TestRun(t *testing.T) {
	checkout := t.TempDir()
	if err := os.WriteFile(filepath.Join(checkout, "here"), []byte("a file\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("git", "-C", checkout, "init", "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	program := filepath.Join(t.TempDir(), "claimsmith")
	const serves = "#!/bin/sh\necho serving at http://127.0.0.1:1/\nexec tail -f /dev/null\n"
	if err := os.WriteFile(program, []byte(serves), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"right", "```sh\ncat here\nx=1\n```\n\n```\na file\n```\n\n```sh\nPATH=" + filepath.Dir(program) + ":$PATH\nclaimsmith serve\n```\n\n" +
			"```sh\ntest $x = 1\necho 127.0.0.1:8484\n```\n\n```\n127.0.0.1:1\n```\n", ""},
		{"fails", "```sh\nfalse\n```\n", "fails:2: exit status 1"},
		{"fails before the end", "```sh\nfalse\ntrue\n```\n", "fails before the end:2: exit status 1"},
		{"ends the shell", "```sh\nexit 0\n```\n```sh\ntrue\n```\n", "ends the shell:5: these commands were not run"},
		{"ends before it serves", "```sh\nclaimsmith serve --help >" + os.DevNull + "\n```\n", "ends before it serves:2: "},
		{"other output", "```sh\necho b\n```\n```\na\n```\n", "other output:2: this is not what the commands print"},
	} {
		steps, err := readSteps(c.text)
		if err != nil {
			t.Fatal(err)
		}
		_, err = environment{checkout: checkout, work: t.TempDir()}.run(t.Context(), page{c.name, steps})
		if (err == nil) != (c.want == "") || err != nil && !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	steps, _ := readSteps("```sh\nnode -e 0\nfalse\n```\n")
	if left, err := (environment{checkout: checkout, work: t.TempDir()}).run(t.Context(), page{"node", steps}); left != 1 || err != nil {
		t.Errorf("with Go alone %d blocks are left, and %v", left, err)
	}
}

// TestInterrupted sees that nothing goes on behind a run that was interrupted.
func TestInterrupted(t *testing.T) {
	checkout, folder := t.TempDir(), t.TempDir()
	if out, err := exec.Command("git", "-C", checkout, "init", "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := os.WriteFile(filepath.Join(checkout, "here"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	alive, ready := filepath.Join(folder, "alive"), filepath.Join(folder, "ready")
	for _, name := range []string{alive, ready} {
		if err := syscall.Mkfifo(name, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	server := "#!/bin/sh\nexec 3>" + alive + "\necho serving at http://127.0.0.1:1/\nexec tail -f /dev/null\n"
	if err := os.WriteFile(filepath.Join(folder, "claimsmith"), []byte(server), 0o755); err != nil {
		t.Fatal(err)
	}
	steps, err := readSteps("```sh\nPATH=" + folder + ":$PATH\nclaimsmith serve\n```\n\n```sh\necho >" + ready + "\ntail -f /dev/null\n```\n")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error)
	go func() {
		_, err := environment{checkout: checkout, work: folder}.run(ctx, page{"page", steps})
		ended <- err
	}()
	serving, err := os.Open(alive) // when the server begins
	if err != nil {
		t.Fatal(err)
	}
	defer serving.Close()
	if _, err := os.ReadFile(ready); err != nil { // when the next step does
		t.Fatal(err)
	}
	cancel()
	if err := <-ended; err == nil {
		t.Error("what was interrupted is fine")
	}
	if _, err := io.ReadAll(serving); err != nil { // when the server ends
		t.Error(err)
	}
}
