//go:build linux

package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// The programs of each set of tools, for the pages that need more than Go. A step needs the tools
// that its commands name.
var tools = map[string][]string{
	"node":   {"npm", "npx", "node"},
	"python": {"pip", "python", "python3"},
	"rust":   {"cargo"},
	"java":   {"mvn", "javac"},
	"c":      {"cmake", "cc"},
}

var word = regexp.MustCompile(`[\w.+/-]+`)

// needs tells which sets of tools some commands need beside Go.
func needs(commands string) (sets []string) {
	words := word.FindAllString(commands, -1)
	for set, programs := range tools {
		if slices.ContainsFunc(programs, func(p string) bool { return slices.Contains(words, p) }) {
			sets = append(sets, set)
		}
	}
	slices.Sort(sets)
	return sets
}

// A server is run in the background: it would go on until it is interrupted.
var server = regexp.MustCompile(`(?m)^((?:go run ./host/cmd/claimsmith|claimsmith) (?:serve|preview)\b(?:.*\\\n)*.*)$`)

//go:embed page.sh
var prelude string

// An environment is what pages run in.
type environment struct {
	checkout string // what is copied for each page
	work     string // a folder for the copy, and for the program
	all      bool   // run what needs more than Go, too
}

// copyOfCheckout is where the copy is. All pages have it in the same place, one after the other, so
// that Go finds there what it compiled for the page before.
const copyOfCheckout = "page/claimsmith"

// run runs the steps of a page one after the other, by one shell in a fresh copy of the checkout.
// It returns how many were left to a run of all.
func (e environment) run(ctx context.Context, p page) (left int, err error) {
	checkout := filepath.Join(e.work, copyOfCheckout)
	work := filepath.Dir(checkout)
	if err := errors.Join(os.RemoveAll(work), e.copyCheckout(checkout)); err != nil {
		return 0, err
	}
	script, run := prelude, map[int]bool{}
	if e.all && slices.ContainsFunc(p.steps, func(s step) bool { return slices.Contains(needs(s.commands), "python") }) {
		script += "python3 -m venv \"$work/python\"\n" // pages install into an environment of their own
	}
	for i, s := range p.steps {
		commands := p.without(s)
		if strings.TrimSpace(commands) == "" {
			continue
		}
		if !e.all && needs(commands) != nil {
			left++
			continue
		}
		commands = server.ReplaceAllString(commands, "background $1")
		name := strconv.Itoa(i)
		if err := os.WriteFile(filepath.Join(work, name+".sh"), []byte(commands+"\n"), 0o644); err != nil {
			return 0, err
		}
		run[i] = true
		script += "step " + name
		if s.shown != nil {
			script += " shown"
		}
		script += "\n"
	}
	command := exec.CommandContext(ctx, "bash", "-c", script, "bash", work)
	// Interrupted, the shell ends with all that it started. A signal that can be handled would miss
	// what begins right then.
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	command.Dir = checkout
	command.Env = e.environ(work)
	message, failed := command.CombinedOutput()
	for i, s := range p.steps {
		if !run[i] {
			continue
		}
		printed, err := os.ReadFile(filepath.Join(work, strconv.Itoa(i)+".out"))
		switch {
		case errors.Is(err, os.ErrNotExist) && failed != nil:
			continue // one before it failed, which is told below
		case errors.Is(err, os.ErrNotExist):
			return 0, fmt.Errorf("%s:%d: these commands were not run: the ones before ended the shell", p.name, s.line)
		case err != nil:
			return 0, err
		}
		if s.shown != nil && !matches(s.shown, strings.Split(string(printed), "\n")) {
			return 0, fmt.Errorf("%s:%d: this is not what the commands print, which is:\n%s", p.name, s.line, printed)
		}
	}
	if failed != nil {
		at, printed := lastStep(work)
		if at < 0 {
			return 0, fmt.Errorf("%s: %w\n%s", p.name, failed, message)
		}
		return 0, fmt.Errorf("%s:%d: %w\n%s%s", p.name, p.steps[at].line, failed, printed, message)
	}
	return left, nil
}

// lastStep tells which step was the last to run, and what it printed.
func lastStep(work string) (at int, printed string) {
	text, err := os.ReadFile(filepath.Join(work, "at"))
	if err != nil {
		return -1, ""
	}
	at, err = strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return -1, ""
	}
	output, _ := os.ReadFile(filepath.Join(work, strconv.Itoa(at)+".out"))
	return at, string(output)
}

// environ has the program on the path, where pages that install it put it, too, and no settings of
// the program but a free port to serve at.
func (e environment) environ(work string) []string {
	own := slices.DeleteFunc(os.Environ(), func(setting string) bool {
		return strings.HasPrefix(setting, "CLAIMSMITH_") || strings.HasPrefix(setting, "GOFLAGS=")
	})
	programs := filepath.Join(e.work, "programs")
	return append(own, "CLAIMSMITH_ADDR=127.0.0.1:0", "GOBIN="+programs,
		"PATH="+filepath.Join(work, "python", "bin")+":"+programs+":"+os.Getenv("PATH"))
}

// prepare builds the program, in a copy as pages have it.
func (e environment) prepare() error {
	checkout := filepath.Join(e.work, copyOfCheckout)
	if err := e.copyCheckout(checkout); err != nil {
		return err
	}
	build := exec.Command("go", "build", "-o", filepath.Join(e.work, "programs", "claimsmith"), "./host/cmd/claimsmith")
	build.Dir = checkout
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, output)
	}
	return nil
}

// copyCheckout copies what is Git's or would be, as it is now.
func (e environment) copyCheckout(to string) error {
	list := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = e.checkout
	names, err := list.Output()
	if err != nil {
		return fmt.Errorf("git tells no files of %s: %w", e.checkout, err)
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(names), "\x00"), "\x00") {
		if err := copyFile(filepath.Join(e.checkout, name), filepath.Join(to, name)); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	about, err := os.Stat(from)
	if errors.Is(err, os.ErrNotExist) {
		return nil // it was deleted, and that is not committed
	}
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, about.Mode().Perm())
}
