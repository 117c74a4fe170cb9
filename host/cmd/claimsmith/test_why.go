package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
	"github.com/claimsmith/claimsmith/host/internal/exact"
	"github.com/claimsmith/claimsmith/host/vector"
)

// A failing is a difference with what there is to say about it.
type failing struct {
	vector.Difference
	at       document.Span  // of what is wanted, in the vector's file
	decision *host.Decision // of the claim that is missing or was not wanted, if it is about one
	refused  []host.Problem // why there is no outcome at all
}

// A whyFinder explains the differences of cases.
type whyFinder struct {
	engine *host.Engine
	tables *tables
	files  map[string]string // texts by name
}

// explain says of a case's differences where they are and why.
func (f *whyFinder) explain(ctx context.Context, c *vector.Case, differences []vector.Difference) (all []failing, err error) {
	var explained *host.Explained
	for _, d := range differences {
		one := failing{Difference: d, at: f.place(c, d)}
		if token, claim, ok := claimOf(d); ok {
			if explained == nil {
				if explained, err = f.explained(ctx, c); err != nil {
					return nil, err
				}
			}
			one.decision = decisionOf(explained, token, claim)
		}
		if d.Err == nil && d.Path == "" {
			one.refused = problemsOf(d.Got)
		}
		all = append(all, one)
	}
	return all, nil
}

// explained is the explanation of a case's inputs, empty where there is none.
func (f *whyFinder) explained(ctx context.Context, c *vector.Case) (*host.Explained, error) {
	explanation, err := f.engine.Explain(ctx, c.Config, c.Session, c.Audience)
	var failed *host.PolicyError
	if errors.As(err, &failed) {
		return &host.Explained{}, nil
	}
	if err != nil {
		return nil, err
	}
	return explanation.Decode()
}

// claimOf is the claim that a difference is about.
func claimOf(d vector.Difference) (token, claim string, ok bool) {
	pointer, err := document.ParsePointer(d.Path)
	if err != nil || len(pointer) < 3 || pointer[1] != "claims" || d.Function == "validate" {
		return "", "", false
	}
	return pointer[0], pointer[2], true
}

// decisionOf is the last decision about a claim of a token.
func decisionOf(e *host.Explained, token, claim string) (found *host.Decision) {
	for i := range e.Decisions {
		if d := &e.Decisions[i]; d.Token == token && d.Claim == claim {
			found = d
		}
	}
	return found
}

// problemsOf are the problems of a failure, as the module writes it.
func problemsOf(text string) (all []host.Problem) {
	failure, err := exact.ByName(gjson.Parse(text))
	if err != nil {
		return nil
	}
	members, err := exact.ByName(failure["error"])
	if err != nil {
		return nil
	}
	for _, problem := range append(members["problems"].Array(), failure["error"]) {
		of, err := exact.ByName(problem)
		if err != nil || of["code"].Type != gjson.String || len(all) > 0 && of["problems"].Exists() {
			continue
		}
		p := host.Problem{Code: exact.String(of["code"].Raw), Message: exact.String(of["message"].Raw)}
		if path := of["path"]; path.Type == gjson.String {
			pointer := exact.String(path.Raw)
			p.Path = &pointer
		}
		all = append(all, p)
	}
	return all
}

// wanted is the member of a case that says what a difference's function is to give,
// and the pointer in it.
func wanted(c *vector.Case, d vector.Difference) (member, path string) {
	switch d.Function {
	case "explain":
		return "want_explain", d.Path
	case "validate":
		return "want_validate", d.Path
	}
	if c.WantError != nil {
		return "want_error", strings.TrimPrefix(d.Path, "/error")
	}
	return "want", d.Path
}

// object is the case in its file, as an offset and a text.
func (f *whyFinder) object(c *vector.Case) (text string, start int) {
	at, _ := document.At(f.files[c.File], c.Offset) // where it was read
	return at.Of(f.files[c.File]), at.Start
}

// place is where a difference is wanted in the vector's file: the value, or what it
// would be in.
func (f *whyFinder) place(c *vector.Case, d vector.Difference) document.Span {
	text, start := f.object(c)
	member, path := wanted(c, d)
	pointer, err := document.ParsePointer("/" + member + path)
	if err != nil {
		pointer = document.Pointer{member}
	}
	for ; len(pointer) > 0; pointer = pointer[:len(pointer)-1] {
		if at, ok := document.Find(text, pointer); ok {
			return document.Span{Start: start + at.Start, End: start + at.End}
		}
	}
	return document.Span{Start: start, End: start + 1}
}

// widestLabel is how long what is wanted and what there is may be to stand at the place.
const widestLabel = 60

// diagnostics are a case's differences at their places.
func (f *whyFinder) diagnostics(c *vector.Case, all []failing) (shown []diagnostic.Diagnostic) {
	for i := range all {
		d := &all[i]
		source := &diagnostic.Source{Name: c.File, Text: f.files[c.File]}
		one := diagnostic.Diagnostic{Severity: diagnostic.Error, Code: strings.Join(c.Rules, " "),
			Message: strings.TrimSpace(fmt.Sprintf("%s: %s %s", c.Name, d.Function, d.Path)),
			At:      &diagnostic.Place{Source: source, Start: d.at.Start, End: d.at.End}}
		if d.Err != nil {
			one.Notes = append(one.Notes, diagnostic.Note{Kind: "why", Text: oneLine(d.Err)})
			shown = append(shown, one)
			continue
		}
		got := d.Got
		if len(d.refused) > 0 {
			got = summarized(got)
		}
		if label := fmt.Sprintf("want %s, got %s", side(d.Want), side(got)); len(label) <= widestLabel {
			one.Label = label
		} else {
			one.Notes = append(one.Notes, diagnostic.Note{Kind: "want", Text: side(d.Want)}, diagnostic.Note{Kind: "got", Text: side(got)})
		}
		one.Notes = append(one.Notes, f.reasons(d)...)
		shown = append(shown, one)
	}
	return shown
}

// reasons say why a difference is there.
func (f *whyFinder) reasons(d *failing) (notes []diagnostic.Note) {
	for _, p := range d.refused {
		at := ""
		if p.Path != nil && *p.Path != "" {
			at = *p.Path + ": "
		}
		notes = append(notes, diagnostic.Note{Kind: "why", Text: at + p.Code + ": " + p.Message})
	}
	_, claim, about := claimOf(d.Difference)
	switch decision := d.decision; {
	case !about:
	case decision == nil && d.Got == "":
		notes = append(notes, diagnostic.Note{Kind: "why", Text: fmt.Sprintf("nothing maps or sets %q in this token", claim)})
	case decision == nil:
	case decision.Verdict != "added":
		notes = append(notes, diagnostic.Note{Kind: "why", Text: fmt.Sprintf("%s [%s]: %s", decision.Reason, decision.Rule, decision.Hint)})
		if fix := decision.Fix; fix != nil {
			text := says(f.tables.Fixes, fix.Code)
			if to := fix.Expression + fix.Path + fix.Scope; to != "" { // it has one of them
				text = strings.TrimSuffix(text, ".") + ": " + to
			}
			notes = append(notes, diagnostic.Note{Kind: "fix", Text: text})
		}
	case d.Want == "":
		by := map[string]string{"mapping": "it is mapped from " + decision.Expression, "action": "code sets it", "system": "it is the system claim"}[decision.Source]
		notes = append(notes, diagnostic.Note{Kind: "why", Text: by})
	}
	return notes
}
