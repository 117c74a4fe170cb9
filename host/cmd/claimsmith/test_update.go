package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
	"github.com/claimsmith/claimsmith/host/internal/exact"
	"github.com/claimsmith/claimsmith/host/vector"
)

// updateVectors writes what is given now into the vectors that fail, after showing the
// differences, and reports whether it has written any.
func (a *app) updateVectors(ctx context.Context, f *whyFinder, evaluator vector.Evaluator, tested []testedCase, yes bool) (written bool, err error) {
	edits := map[string][]document.Edit{}
	var files []string
	for i := range tested {
		c := &tested[i]
		if c.passed() {
			continue
		}
		found, err := f.edits(ctx, evaluator, &c.Case, c.differences)
		if err != nil {
			return false, fmt.Errorf("--update: %s: %s: %w", c.File, c.Name, err)
		}
		if !slices.Contains(files, c.File) {
			files = append(files, c.File)
		}
		edits[c.File] = append(edits[c.File], found...)
	}
	p := a.printer(a.stderr)
	for _, file := range files {
		d := &document.Document{Name: file, Text: f.files[file]}
		all := outermost(edits[file])
		var changes []diagnostic.Change
		for _, e := range all {
			changes = append(changes, diagnostic.Change{Start: e.At.Start, End: e.At.End, Text: e.Text})
		}
		agreed, err := a.agreed(ctx, file, p.Changes(&diagnostic.Source{Name: file, Text: d.Text}, changes), yes)
		if err != nil {
			return written, err
		}
		if !agreed {
			continue
		}
		if err := writeFile(file, []byte(d.Apply(all))); err != nil {
			return written, err
		}
		written = true
	}
	return written, nil
}

// outermost are edits in order, without those that are within another.
func outermost(all []document.Edit) (kept []document.Edit) {
	slices.SortStableFunc(all, func(a, b document.Edit) int {
		if a.At.Start != b.At.Start {
			return a.At.Start - b.At.Start
		}
		return b.At.End - a.At.End
	})
	for _, e := range all {
		if n := len(kept); n == 0 || e.At.Start >= kept[n-1].At.End {
			kept = append(kept, e)
		}
	}
	return kept
}

// edits make a case want what is given now.
func (f *whyFinder) edits(ctx context.Context, evaluator vector.Evaluator, c *vector.Case, differences []vector.Difference) (edits []document.Edit, err error) {
	for _, d := range differences {
		if d.Err != nil {
			return nil, d.Err
		}
		var text []byte
		ok := true
		switch d.Function {
		case "explain":
			text, ok, err = evaluator.Explain(ctx, c.Config, c.Session, c.Audience)
		case "validate":
			text, err = evaluator.Validate(ctx, c.Config)
		default:
			text, ok, err = evaluator.Evaluate(ctx, c.Config, c.Session, c.Audience)
		}
		if err != nil {
			return nil, err
		}
		if d.Function == "evaluate" && ok == (c.WantError != nil) {
			return f.otherOutcome(c, string(text), ok), nil
		}
		if !ok && c.WantError == nil {
			return nil, fmt.Errorf("%s fails now, which want_error says: %s", d.Function, text)
		}
		edits = append(edits, f.edit(c, d, string(text)))
	}
	return edits, nil
}

// edit is the edit for one difference: of the value, or of the innermost one around it
// that is in both texts.
func (f *whyFinder) edit(c *vector.Case, d vector.Difference, given string) document.Edit {
	text, start := f.object(c)
	member, path := wanted(c, d)
	full, err := document.ParsePointer(d.Path)
	if err != nil {
		full = nil // a name that is no text: all is written
	}
	in, err := document.ParsePointer("/" + member + path)
	if err != nil {
		in = document.Pointer{member}
	}
	for ; len(in) > 1; in, full = in[:len(in)-1], full[:len(full)-1] {
		at, there := document.Find(text, in)
		now, is := document.Value(given, full)
		if !there || !is {
			continue
		}
		return replacement(f.files[c.File], start, at, now)
	}
	at, _ := document.Find(text, in)
	now, _ := document.Value(given, full)
	return replacement(f.files[c.File], start, at, now)
}

// replacement writes a value in the place of another of a case that begins at start, in
// the way that this is written: problems by their codes alone, and over several lines.
func replacement(file string, start int, at document.Span, now string) document.Edit {
	at = document.Span{Start: start + at.Start, End: start + at.End}
	was := at.Of(file)
	if codes, ok := codesOnly(was, now); ok {
		now = codes
	}
	if strings.Contains(was, "\n") {
		now = indented(file, at.Start, now)
	}
	return document.Edit{At: at, Text: now}
}

// indented is JSON over several lines, as far to the right as the line it begins in.
func indented(text string, at int, value string) string {
	line := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	var b bytes.Buffer
	if json.Indent(&b, []byte(value), indent, "  ") != nil {
		return value
	}
	return b.String()
}

// codesOnly is an array of objects as an array of their codes, where one of strings
// stands so far.
func codesOnly(was, now string) (string, bool) {
	before, after := gjson.Parse(was), gjson.Parse(now)
	if !before.IsArray() || !after.IsArray() || len(before.Array()) == 0 || len(after.Array()) == 0 {
		return "", false
	}
	for _, element := range before.Array() {
		if element.Type != gjson.String {
			return "", false
		}
	}
	var codes []string
	for _, element := range after.Array() {
		members, err := exact.ByName(element)
		if err != nil || members["code"].Type != gjson.String {
			return "", false
		}
		codes = append(codes, members["code"].Raw)
	}
	return "[" + strings.Join(codes, ", ") + "]", true
}

// otherOutcome makes a case want a failure instead of an outcome, or the reverse.
func (f *whyFinder) otherOutcome(c *vector.Case, given string, ok bool) []document.Edit {
	text, start := f.object(c)
	from, to, now := "want", "want_error", given
	if ok {
		from, to = to, from
	} else {
		now = summarized(given)
	}
	var edits []document.Edit
	for m := range exact.Members(gjson.Parse(text)) {
		if m.Name == from {
			value := document.Span{Start: m.Value.Index, End: m.Value.Index + len(m.Value.Raw)}
			edits = append(edits,
				document.Edit{At: document.Span{Start: start + m.At, End: start + m.At + len(m.Raw)}, Text: quotedName(to)},
				replacement(f.files[c.File], start, value, now))
		}
	}
	return edits
}

func quotedName(name string) string { return `"` + name + `"` }

// summarized is a failure as vectors usually have it: its code, and the codes of its
// problems.
func summarized(failure string) string {
	outer, err := exact.ByName(gjson.Parse(failure))
	if err != nil {
		return failure
	}
	members, err := exact.ByName(outer["error"])
	if err != nil {
		return failure
	}
	text := `{"code":` + members["code"].Raw
	if problems := members["problems"]; problems.Exists() {
		codes, ok := codesOnly(`[""]`, problems.Raw)
		if !ok {
			codes = problems.Raw
		}
		text += `,"problems":` + codes
	}
	return text + "}"
}
