package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
)

// fix writes what is suggested for files, after showing it, and judges them anew.
func (a *app) fix(ctx context.Context, j *judge, flags *validateFlags, files []*judgedFile) ([]*judgedFile, error) {
	for i, f := range files {
		fixed, differences, err := a.fixed(ctx, j, f)
		if err != nil {
			return nil, err
		}
		if differences == "" {
			continue
		}
		write, err := a.agreed(ctx, f.name, differences, flags.yes)
		if err != nil {
			return nil, err
		}
		if write {
			if err := writeFile(f.name, []byte(fixed.document.Text)); err != nil {
				return nil, err
			}
			files[i] = fixed
		}
	}
	return files, nil
}

// fixed is a file with everything changed that is suggested for it, until nothing is
// any more, and the differences for people. Nothing is written.
func (a *app) fixed(ctx context.Context, j *judge, f *judgedFile) (*judgedFile, string, error) {
	p := a.printer(a.stderr)
	var differences strings.Builder
	// A member that is spelt right may bring suggestions for what is in it.
	const rounds = 10
	for range rounds {
		edits := edits(f)
		if len(edits) == 0 {
			break
		}
		var changes []diagnostic.Change
		for _, e := range edits {
			changes = append(changes, diagnostic.Change{Start: e.At.Start, End: e.At.End, Text: e.Text})
		}
		differences.WriteString(p.Changes(&diagnostic.Source{Name: f.name, Text: f.document.Text}, changes))
		next, err := j.file(ctx, f.name, []byte(f.document.Apply(edits)))
		if err != nil {
			return nil, "", err
		}
		f = next
	}
	return f, differences.String(), nil
}

// edits are what is suggested for a file, in order and without overlaps.
func edits(f *judgedFile) (all []document.Edit) {
	if f.document == nil {
		return nil
	}
	for i := range f.configs {
		c := &f.configs[i]
		for _, p := range slices.Concat(c.validated.Problems, c.validated.Warnings) {
			if p.Suggestion == "" || p.Offset == nil || taken(c, p) {
				continue
			}
			if edit, err := c.Replace(*p.Offset, p.Suggestion); err == nil {
				all = append(all, edit)
			}
		}
	}
	slices.SortFunc(all, func(a, b document.Edit) int { return cmp.Compare(a.At.Start, b.At.Start) })
	last := -1
	return slices.DeleteFunc(all, func(e document.Edit) bool {
		if e.At.Start < last {
			return true
		}
		last = e.At.End
		return false
	})
}

// taken reports whether a member would get a name that its object has already, or that
// a member before it is to get.
func taken(c *judgedConfig, p host.Problem) bool {
	if p.Path == nil {
		return false
	}
	pointer, err := document.ParsePointer(*p.Path)
	if err != nil || len(pointer) == 0 {
		return false
	}
	beside := append(pointer[:len(pointer)-1:len(pointer)-1], p.Suggestion)
	if document.Has(c.JSON, beside) {
		return p.Code == unreadMember
	}
	return p.Code == unreadMember && slices.ContainsFunc(c.validated.Warnings, func(other host.Problem) bool {
		if other.Code != p.Code || other.Suggestion != p.Suggestion || other.Path == nil || other.Offset == nil || *other.Offset >= *p.Offset {
			return false
		}
		before, err := document.ParsePointer(*other.Path)
		return err == nil && slices.Equal(before[:len(before)-1], pointer[:len(pointer)-1])
	})
}

// unreadMember is the warning about a member whose name is nearly one that is read.
const unreadMember = "unread_member"

// agreed shows the differences of a file and reports whether to write them.
func (a *app) agreed(ctx context.Context, name, differences string, yes bool) (bool, error) {
	paint := layout.Painter(a.colourful(a.stderr))
	fmt.Fprintf(a.stderr, "%s\n%s", paint.Paint(printable(name), layout.Bold), differences)
	if yes {
		return true, nil
	}
	if !isTerminal(a.stdin) {
		fmt.Fprintf(a.stderr, "%s is not changed: --yes writes this\n", printable(name))
		return false, nil
	}
	fmt.Fprintf(a.stderr, "Write this to %s? [y/N] ", printable(name))
	answer, err := a.line(ctx)
	return strings.EqualFold(answer, "y") || strings.EqualFold(answer, "yes"), err
}

// line is what a person types.
func (a *app) line(ctx context.Context) (string, error) {
	type result struct {
		text string
		err  error
	}
	done := make(chan result, 1)
	if a.typed == nil {
		a.typed = bufio.NewReader(a.stdin)
	}
	go func() {
		text, err := a.typed.ReadString('\n')
		done <- result{text, err}
	}()
	select {
	case r := <-done:
		if r.err != nil && !errors.Is(r.err, io.EOF) {
			return "", r.err
		}
		return strings.TrimSpace(r.text), nil
	case <-ctx.Done():
		return "", errors.New("interrupted")
	}
}
