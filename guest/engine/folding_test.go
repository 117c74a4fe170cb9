package engine

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"
)

// least is the least of the characters that strings.EqualFold takes for equal to r.
func least(r rune) rune {
	l := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		l = min(l, other)
	}
	return l
}

// TestFolding compares the table with Go's own, character by character. Where Go knows
// another version of Unicode, FOLDING=1 writes the table anew.
func TestFolding(t *testing.T) {
	if os.Getenv("FOLDING") != "" {
		writeFolding(t)
		return
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if got, want := foldRune(r), least(r); got != want {
			t.Fatalf("%U folds to %U, want %U", r, got, want)
		}
	}
}

func writeFolding(t *testing.T) {
	type run struct {
		first, last, step rune
		by                rune
	}
	var runs []run
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		by := r - least(r)
		if by == 0 {
			continue
		}
		if n := len(runs); n > 0 {
			last := &runs[n-1]
			gap := r - last.last
			if last.by == by && (gap == last.step || last.first == last.last && gap <= 2) && (r-last.first)/gap < 1<<8 {
				last.last, last.step = r, gap
				continue
			}
		}
		runs = append(runs, run{r, r, 1, by})
	}
	var b strings.Builder
	fmt.Fprintf(&b, "package engine\n\n// foldRanges are made by FOLDING=1 go test -run TestFolding, from Unicode %s.\nvar foldRanges = [...]foldRange{\n", unicode.Version)
	for _, r := range runs {
		fmt.Fprintf(&b, "\t{%#x<<9 + %d<<1 + %d, %d},\n", r.first, (r.last-r.first)/r.step, r.step-1, r.by)
	}
	b.WriteString("}\n")
	if err := os.WriteFile("folding_table.go", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestHasSpace(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if got, want := hasSpace(string(r)), unicode.IsSpace(r); got != want {
			t.Errorf("%U: %v", r, got)
		}
	}
}
