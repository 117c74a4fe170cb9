//go:build linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A page is a file in Markdown with commands in it.
type page struct {
	name  string // from the checkout's root, with slashes
	steps []step
}

// A step is a block of commands, with what the page shows of their output.
type step struct {
	line     int // of the first command, from 1
	commands string
	shown    []string // nil where the page shows nothing
}

// Folders that no page of the project is in, or that tools make.
var passedOver = []string{".git", "node_modules", "dist", "target", "build", ".venv"}

// findPages reads all pages below a folder that have commands.
func findPages(root string) (pages []page, err error) {
	err = filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains(passedOver, entry.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".md" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		steps, err := readSteps(string(text))
		if err != nil {
			return fmt.Errorf("%s:%w", name, err)
		}
		if len(steps) > 0 {
			pages = append(pages, page{name, steps})
		}
		return nil
	})
	return pages, err
}

// A file's name ends the line before its content.
var fileName = regexp.MustCompile("`([\\w.-]+)`:$")

// readSteps finds the blocks of commands: those that are marked as sh, whose output may stand in
// an unmarked block behind them, those that have "$ " before their commands, and files.
func readSteps(text string) (steps []step, err error) {
	lines := strings.Split(text, "\n")
	followed := false // there are only blank lines between the last step and here
	file := ""        // whose name is right before here
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		if !strings.HasPrefix(line, "```") {
			followed = followed && line == ""
			if found := fileName.FindStringSubmatch(line); found != nil {
				file = found[1]
			} else if line != "" {
				file = ""
			}
			continue
		}
		first, language := i+1, strings.TrimPrefix(line, "```")
		indent := lines[i][:strings.Index(lines[i], "```")]
		var block []string
		for i++; ; i++ {
			if i == len(lines) {
				return nil, fmt.Errorf("%d: this block has no end", first)
			}
			if strings.TrimSpace(lines[i]) == "```" {
				break
			}
			block = append(block, strings.TrimPrefix(lines[i], indent))
		}
		wasFollowed, named := followed, file
		followed, file = false, ""
		switch {
		case named != "" && language == "sh":
			return nil, fmt.Errorf("%d: this is a block of commands and, by the line before it, a file: put %s into a sentence", first, named)
		case named != "":
			content := "cat >" + named + " <<'END OF FILE'\n" + strings.Join(block, "\n") + "\nEND OF FILE"
			steps = append(steps, step{line: first + 1, commands: content})
		case language == "sh":
			steps = append(steps, step{line: first + 1, commands: strings.Join(block, "\n")})
			followed = true
		case language == "" && len(block) > 0 && strings.HasPrefix(block[0], "$ "):
			steps = append(steps, session(first+1, block)...)
		case language == "" && wasFollowed:
			steps[len(steps)-1].shown = block
		case slices.Contains([]string{"bash", "shell", "console", "zsh"}, language):
			return nil, fmt.Errorf("%d: commands are in blocks of sh, not of %s", first, language)
		}
	}
	return steps, nil
}

// session takes a block apart that has "$ " before each command and its output behind it.
func session(line int, block []string) (steps []step) {
	for i := 0; i < len(block); i++ {
		if command, found := strings.CutPrefix(block[i], "$ "); found {
			at := line + i
			for strings.HasSuffix(block[i], `\`) && i+1 < len(block) {
				i++
				command += "\n" + block[i]
			}
			steps = append(steps, step{line: at, commands: command, shown: []string{}})
			continue
		}
		last := &steps[len(steps)-1]
		last.shown = append(last.shown, block[i])
	}
	return steps
}

// gap is a line that stands for any number of lines.
const gap = "…"

// matches tells whether lines are what a page shows.
func matches(shown, lines []string) bool {
	shown, lines = trimmed(shown), trimmed(lines)
	open := false // a gap is before what is compared next
	for len(shown) > 0 {
		if shown[0] == gap {
			open, shown = true, shown[1:]
			continue
		}
		end := slices.Index(shown, gap)
		last := end < 0
		if last {
			end = len(shown)
		}
		run := shown[:end]
		at := find(run, lines, open, last)
		if at < 0 {
			return false
		}
		lines, shown, open = lines[at+end:], shown[end:], false
	}
	return open || len(lines) == 0
}

// find tells where a run stands among lines: anywhere behind a gap, else at their beginning; and up
// to their end if nothing comes after it.
func find(run, lines []string, anywhere, last bool) int {
	for at := 0; at+len(run) <= len(lines); at++ {
		if slices.Equal(lines[at:at+len(run)], run) && (!last || at+len(run) == len(lines)) {
			return at
		}
		if !anywhere {
			break
		}
	}
	return -1
}

// trimmed has no white space at the ends of lines, and no blank lines at its ends.
func trimmed(lines []string) []string {
	text := make([]string, len(lines))
	for i, line := range lines {
		text[i] = strings.TrimRight(line, " \t\r")
	}
	for len(text) > 0 && text[0] == "" {
		text = text[1:]
	}
	for len(text) > 0 && text[len(text)-1] == "" {
		text = text[:len(text)-1]
	}
	return text
}
