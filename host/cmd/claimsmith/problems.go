package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
)

// inputs are what is evaluated.
type inputs struct{ config, session, audience *document.Config }

// refused writes what the policy says against the inputs, each problem at its place,
// and returns errNo for it. Other errors it returns as they are.
func (a *app) refused(ctx context.Context, engine *host.Engine, in inputs, err error) error {
	return a.refusedIn(ctx, engine, nil, in, err)
}

// refusedIn is refused for a command whose format may be one for other programs: then
// that is its result.
func (a *app) refusedIn(ctx context.Context, engine *host.Engine, out *outputFlags, in inputs, err error) error {
	var failed *host.PolicyError
	if !errors.As(err, &failed) {
		return err
	}
	t, err := readTables(ctx, engine)
	if err != nil {
		return err
	}
	all := t.failure(in, failed)
	if out == nil || !slices.Contains(diagnosticFormats, out.format) {
		a.writeDiagnostics(a.stderr, all)
		return errNo
	}
	return errors.Join(out.writeDiagnostics(a, t, in.config.Document.Name, all), errNo)
}

// The formats in which diagnostics go to other programs.
const (
	formatGitHub = "github"
	formatSARIF  = "sarif"
	formatJUnit  = "junit"
)

var diagnosticFormats = []string{formatGitHub, formatSARIF, formatJUnit}

// writeDiagnostics writes diagnostics in one of diagnosticFormats. What they are about
// has a name.
func (f *outputFlags) writeDiagnostics(a *app, t *tables, name string, all []diagnostic.Diagnostic) error {
	text := diagnostic.GitHub(all)
	var err error
	switch f.format {
	case formatSARIF:
		text, err = diagnostic.SARIF(all, ownVersion(), t.sentences())
	case formatJUnit:
		var j diagnostic.JUnit
		j.Add(name, junitCase(name, all, false))
		text, err = j.Text()
	}
	if err != nil {
		return err
	}
	return f.write(a, text)
}

// junitCase is a case that fails for problems, and if it is strict for warnings too.
func junitCase(name string, found []diagnostic.Diagnostic, strict bool) diagnostic.JUnitCase {
	one := diagnostic.JUnitCase{Name: name, Time: "0"}
	errs, warnings := diagnostic.Count(found)
	if errs > 0 || strict && warnings > 0 {
		text := ""
		for i := range found {
			text += diagnostic.Printer{Width: usualWidth}.Diagnostic(&found[i]) + "\n"
		}
		one.Failure = &diagnostic.JUnitFailure{Message: fmt.Sprintf("%s, %s", plural(int64(errs), "problem"), plural(int64(warnings), "warning")), Text: text}
	}
	return one
}

// failure is a failure of the policy as diagnostics.
func (t *tables) failure(in inputs, failed *host.PolicyError) (all []diagnostic.Diagnostic) {
	if failed.Token != "" {
		return []diagnostic.Diagnostic{{Severity: diagnostic.Error, Code: failed.Code,
			Message: fmt.Sprintf("%s %s: %d bytes, the limit is %d.", failed.Message, failed.Token, failed.Bytes, failed.Limit)}}
	}
	text := map[string]*document.Config{
		abi.InvalidConfig: in.config, abi.InvalidSession: in.session, abi.InvalidAudience: in.audience,
	}[failed.Code]
	for _, p := range failed.Problems {
		all = append(all, t.diagnostic(text, diagnostic.Error, p))
	}
	return all
}

// diagnostic is a problem, or a warning, of a text. One without a place is about the
// call.
func (t *tables) diagnostic(in *document.Config, severity string, p host.Problem) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{Severity: severity, Code: p.Code, Message: p.Message}
	if rule := t.ruleOf(p.Code); rule != "" && severity == diagnostic.Error {
		d.Code = rule
	}
	if p.Token != "" {
		d.Message = fmt.Sprintf("%s %s: %d bytes.", d.Message, p.Token, p.Bytes)
	}
	if in == nil || p.Offset == nil {
		return d
	}
	place := placeOf(in, p)
	d.At = &place
	if len(in.Pointer) > 0 {
		d.In = in.Title()
	}
	if p.Path == nil {
		d.Notes = kindNotes(in.Text)
	}
	if member, ok := absentMember(p); ok {
		d.Message = fmt.Sprintf("%s: %q.", strings.TrimSuffix(d.Message, "."), member)
	}
	if p.Suggestion == "" {
		return d
	}
	// The module's sentence ends with what it suggests, which stands at the place here.
	d.Message = strings.TrimSuffix(d.Message, fmt.Sprintf(" Did you mean %q?", p.Suggestion))
	meant := p.Suggestion
	quoted := in.Document.Place(in.Quoted(in.Offset(*p.Offset)).Start)
	written := place.Text[quoted.Start:quoted.End]
	if from, to, ok := firstStep(strings.Trim(written, `'"`), p.Suggestion); ok {
		meant = to
		start := quoted.Start + strings.Index(written, from)
		place.Mark = &diagnostic.Span{Start: start, End: start + len(from)}
	}
	d.Label = fmt.Sprintf("did you mean %s?", meant)
	if edit, err := in.Replace(*p.Offset, p.Suggestion); err == nil {
		d.Fix = &diagnostic.Fix{At: diagnostic.Place{Source: place.Source, Start: edit.At.Start, End: edit.At.End}, Text: edit.Text}
	}
	return d
}

var (
	shellCommand = regexp.MustCompile(`^\s*(#!|curl\s|http\s|\$\s)`)
	anyToken     = regexp.MustCompile(`^[\s"']*([Aa]uthorization:\s*)?([Bb]earer\s+)?eyJ[A-Za-z0-9_-]{4}`)
)

// kindNotes say what to do with a text that is no JSON, and looks like something else.
func kindNotes(text string) []diagnostic.Note {
	begin := text[:min(len(text), 1<<10)]
	switch {
	case anyToken.MatchString(begin):
		return []diagnostic.Note{{Kind: "help", Text: "This is a token: 'claimsmith check --token FILE' compares it with what a config decides."}}
	case shellCommand.MatchString(begin):
		return []diagnostic.Note{{Kind: "help", Text: "This is a command for a shell: save the JSON in it, such as what stands between the quotes after --data, in a file of its own."}}
	}
	return nil
}

// absentMember is the member that a problem says is absent: its path is that member's.
func absentMember(p host.Problem) (name string, ok bool) {
	if p.Code != "missing_member" || p.Path == nil {
		return "", false
	}
	pointer, err := document.ParsePointer(*p.Path)
	if err != nil || len(pointer) == 0 {
		return "", false
	}
	return pointer[len(pointer)-1], true
}

// firstStep is what differs between two paths that differ in their first step alone.
func firstStep(now, meant string) (from, to string, ok bool) {
	from, rest, _ := strings.Cut(now, ".")
	to, other, _ := strings.Cut(meant, ".")
	return from, to, from != "" && rest != "" && rest == other
}

// placeOf is where a problem of a text is.
func placeOf(in *document.Config, p host.Problem) diagnostic.Place {
	at := in.Place(*p.Offset)
	place := diagnostic.Place{Source: &diagnostic.Source{Name: in.Document.Name, Text: in.Text}, Start: at.Start, End: at.End}
	if in.IsDocument() {
		place.Line, place.Column = p.Line, p.Column
	}
	return place
}

// yamlProblem is what is wrong with YAML.
func yamlProblem(wrong *document.SyntaxError) diagnostic.Diagnostic {
	d := wrong.Document
	return diagnostic.Diagnostic{Severity: diagnostic.Error, Code: "yaml_syntax", Message: wrong.Message,
		At: &diagnostic.Place{Source: &diagnostic.Source{Name: d.Name, Text: d.Text}, Start: wrong.At.Start, End: wrong.At.End}}
}

// writeDiagnostics writes diagnostics for people, a blank line between them.
func (a *app) writeDiagnostics(w io.Writer, all []diagnostic.Diagnostic) {
	p := a.printer(w)
	for i := range all {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprint(w, p.Diagnostic(&all[i]))
	}
}
