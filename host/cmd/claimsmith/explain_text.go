package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
	"github.com/claimsmith/claimsmith/host/internal/display"
)

// runExplain writes an explanation in the format asked for.
func (a *app) runExplain(ctx context.Context, engine *host.Engine, flags *explainFlags, in inputs) error {
	explanation, err := engine.Explain(ctx, []byte(in.config.JSON), []byte(in.session.JSON), []byte(in.audience.JSON))
	if err != nil {
		return a.refusedIn(ctx, engine, &flags.outputFlags, in, err)
	}
	explained, err := explanation.Decode()
	if err != nil {
		return err
	}
	t, err := readTables(ctx, engine)
	if err != nil {
		return err
	}
	text := []byte(explanation.JSON)
	if flags.claim != "" {
		if err := about(explained, flags.claim); err != nil {
			return err
		}
		if text, err = encode(explained); err != nil {
			return err
		}
	}
	w := explanationWriter{Printer: a.outPrinter(flags.outputFlags), tables: t, in: in, flags: &flags.inputFlags, one: flags.claim != ""}
	switch flags.format {
	case formatGitHub, formatSARIF, formatJUnit:
		all := w.diagnostics(explained)
		if explained.Error != nil {
			all = append(all, t.failure(in, explained.Error)...)
			return errors.Join(flags.writeDiagnostics(a, t, in.config.Document.Name, all), errNo)
		}
		return flags.writeDiagnostics(a, t, in.config.Document.Name, all)
	case formatTable:
		err = flags.write(a, table(explained, w.warnings(explained), flags.out == "" && a.colourful(a.stdout)))
	case formatPretty:
		err = flags.write(a, w.explanation(explained))
	default:
		err = flags.writeText(a, text)
	}
	if err == nil && explained.Error != nil {
		a.writeDiagnostics(a.stderr, t.failure(in, explained.Error))
		err = errNo
	}
	return err
}

// about leaves of an explanation what is about one claim.
func about(e *host.Explained, claim string) error {
	var names []string
	for _, d := range e.Decisions {
		names = append(names, d.Claim)
	}
	if !slices.Contains(names, claim) {
		if len(names) == 0 {
			return usagef("no claim is mapped or set, so there is none %q", claim)
		}
		slices.Sort(names)
		return usagef("no claim %q is mapped or set%s; there are %s", claim, didYouMean(claim, names), strings.Join(slices.Compact(names), ", "))
	}
	other := func(c host.Claim) bool { return c.Name != claim }
	e.Decisions = slices.DeleteFunc(e.Decisions, func(d host.Decision) bool { return d.Claim != claim })
	e.Ignored = slices.DeleteFunc(e.Ignored, func(i host.Ignored) bool { return i.Claim != claim })
	e.Warnings = slices.DeleteFunc(e.Warnings, func(w host.Problem) bool { return w.Claim == nil || *w.Claim != claim })
	e.Logs = nil
	e.AccessToken.Claims = slices.DeleteFunc(e.AccessToken.Claims, other)
	if e.IDToken != nil {
		e.IDToken.Claims = slices.DeleteFunc(e.IDToken.Claims, other)
	}
	if e.Userinfo != nil {
		e.Userinfo.Claims = slices.DeleteFunc(e.Userinfo.Claims, other)
	}
	if e.SAML != nil {
		e.SAML.Attributes = slices.DeleteFunc(e.SAML.Attributes, func(a host.Attribute) bool { return a.Name != claim })
		e.SAML.Statement = ""
	}
	return nil
}

// An explanationWriter writes explanations for people.
type explanationWriter struct {
	diagnostic.Printer
	tables *tables
	in     inputs
	flags  *inputFlags
	one    bool // it is about one claim alone
	b      strings.Builder
}

// tokenNames are what people call what claims go into.
var tokenNames = map[string]string{"access_token": "access token", "id_token": "ID token", "saml": "SAML attributes"}

// tokenName is what people call a token.
func tokenName(token string) string {
	if name, ok := tokenNames[token]; ok {
		return name
	}
	return printable(token)
}

// explanation is an explanation: what is missing first, then what each token has, then
// the warnings.
func (w *explanationWriter) explanation(e *host.Explained) []byte {
	for i := range e.Decisions {
		if d := &e.Decisions[i]; d.Verdict != "added" {
			w.missing(d)
		}
	}
	if len(e.Decisions) == 0 {
		w.b.WriteString("No claim is mapped or set.\n\n")
	}
	for _, token := range []string{"access_token", "id_token", "saml"} {
		w.token(e, token)
	}
	for _, l := range e.Logs {
		w.b.WriteString(w.Paint.Paint("tenant log", layout.Bold) + ": " + w.hang(12, printable(l.Description)))
		var details bytes.Buffer
		if json.Indent(&details, l.Details, "  ", "  ") == nil {
			w.b.WriteString("  " + display.Lines(details.String()) + "\n\n")
		}
	}
	for _, warning := range w.warnings(e) {
		w.b.WriteString(w.Diagnostic(&warning) + "\n")
	}
	return []byte(strings.TrimSuffix(w.b.String(), "\n"))
}

// warnings are an explanation's, at their places.
func (w *explanationWriter) warnings(e *host.Explained) (all []diagnostic.Diagnostic) {
	for _, p := range e.Warnings {
		warning := w.tables.diagnostic(w.in.config, diagnostic.Warning, p)
		if p.Form != "" {
			warning.Message += " It looks like this: " + strings.ReplaceAll(p.Form, "_", " ") + "."
		}
		all = append(all, warning)
	}
	return all
}

// diagnostics are what is missing, each claim at the place that asks for it, and the
// warnings.
func (w *explanationWriter) diagnostics(e *host.Explained) (all []diagnostic.Diagnostic) {
	for i := range e.Decisions {
		d := &e.Decisions[i]
		if d.Verdict == "added" {
			continue
		}
		one := diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: d.Rule,
			Message: fmt.Sprintf("%s is missing from the %s: %s: %s", d.Claim, tokenName(d.Token), d.Reason, d.Hint)}
		in, find := w.in.config, w.pathOf
		if d.Source == "action" {
			in, find = w.in.session, w.nameOf
		}
		if pointer, ok := find(d); ok {
			if at, ok := document.Find(in.JSON, pointer); ok {
				place := in.Place(at.Start)
				one.At = &diagnostic.Place{Source: &diagnostic.Source{Name: in.Document.Name, Text: in.Text}, Start: place.Start, End: place.End}
			}
		}
		all = append(all, one)
	}
	return append(all, w.warnings(e)...)
}

// hang is a text that begins in a column, after which later lines are indented.
func (w *explanationWriter) hang(column int, text string) string {
	return strings.Join(layout.Fold(text, max(w.Width-column, 20)), "\n"+strings.Repeat(" ", column)) + "\n"
}

// missing is why a claim is not there: the claim and every cause, what that means for
// it, where its path stopped, and a command that shows it mended.
func (w *explanationWriter) missing(d *host.Decision) {
	cause := func(reason, rule string) string {
		if rule == "" {
			return printable(reason)
		}
		return printable(reason + " [" + rule + "]")
	}
	causes := cause(d.Reason, d.Rule)
	for i, reason := range d.Also {
		causes += map[bool]string{true: ", also ", false: ", "}[i == 0] + cause(reason, w.tables.ruleOfReason(reason))
	}
	name := printable(d.Claim)
	from := " is missing from the " + tokenName(d.Token) + ": "
	lines := layout.Wrap(name+from+causes, w.Width)
	first := lines[0]
	if rest, ok := strings.CutPrefix(first, name); ok {
		first = w.Paint.Paint(name, layout.Bold, layout.Red) + w.Paint.Paint(rest, layout.Bold)
	}
	w.b.WriteString(first + "\n")
	for _, line := range lines[1:] {
		w.b.WriteString("  " + w.Paint.Paint(line, layout.Bold) + "\n")
	}
	w.b.WriteString("  " + w.hang(2, printable(d.Hint)))
	for _, reason := range d.Also {
		w.b.WriteString("  " + w.hang(2, printable(reason+": "+says(w.tables.Reasons, reason))))
	}
	w.stopped(d)
	if d.Fix != nil {
		w.fix(d)
	}
	w.b.WriteString("\n")
}

// stopped is the path of a decision, with what is at the step where it stopped.
func (w *explanationWriter) stopped(d *host.Decision) {
	s := d.Stopped
	if s == nil {
		return
	}
	path := d.Expression + d.Path // it has one of them
	at := stoppedStep(path, s)
	place := "the session"
	if s.At != "" {
		place = s.At
	}
	var label string
	switch {
	case s.Step == "":
		label = fmt.Sprintf("%s is %s", place, s.Type)
	case s.Nearest != "":
		label = fmt.Sprintf("%s has no %q, but %q", place, s.Step, s.Nearest)
	case s.Type == "object":
		label = fmt.Sprintf("%s has no %q", place, s.Step)
	case s.HoldsJSON:
		label = fmt.Sprintf("%s is a text that holds JSON, which nobody reads: there is no %q in it", place, s.Step)
	default:
		label = fmt.Sprintf("%s is %s, which has no %q", place, withArticle(s.Type), s.Step)
	}
	line, below, fits := w.Underline(path, at, label, w.Width-4, layout.Red)
	if !fits {
		_, below, _ = w.Underline(path, at, "", w.Width-4, layout.Red)
	}
	fmt.Fprintf(&w.b, "    %s\n    %s\n", line, below)
	if !fits {
		w.b.WriteString("    " + w.hang(4, printable(label)))
	}
}

// withArticle is a JSON type as a word of a sentence.
func withArticle(jsonType string) string {
	switch jsonType {
	case "null":
		return jsonType
	case "array", "object":
		return "an " + jsonType
	}
	return "a " + jsonType
}

// stoppedStep is the step of a path at which it stopped: the one after those that lead
// to where it stopped.
func stoppedStep(path string, s *host.Stop) diagnostic.Span {
	var steps []string
	var spans []diagnostic.Span
	for step, at := range stepsOf(path) {
		steps, spans = append(steps, step), append(spans, at)
	}
	last := diagnostic.Span{Start: 0, End: len(path)}
	if len(spans) > 0 {
		last = spans[len(spans)-1]
	}
	if s.Step == "" {
		return last
	}
	led, err := document.ParsePointer(s.At)
	if err != nil {
		return last
	}
	for i := len(steps) - 1; i >= 0; i-- {
		if steps[i] != s.Step {
			continue
		}
		last = spans[i]
		// The root is no step of a bare session, and of SAML's there is none.
		if before := steps[:i]; endsWith(led, before) || i > 0 && endsWith(led, before[1:]) {
			break
		}
	}
	return last
}

func endsWith(all, end []string) bool {
	return len(all) >= len(end) && slices.Equal(all[len(all)-len(end):], end)
}

// stepsOf are the steps of a path, decoded, and where they stand in it.
func stepsOf(path string) func(yield func(string, diagnostic.Span) bool) {
	return func(yield func(string, diagnostic.Span) bool) {
		var step []byte
		start := 0
		for i := 0; i <= len(path); i++ {
			switch {
			case i == len(path) || path[i] == '.':
				if !yield(string(step), diagnostic.Span{Start: start, End: i}) {
					return
				}
				step, start = nil, i+1
			case path[i] == '\\' && i+1 < len(path):
				i++
				step = append(step, path[i])
			default:
				step = append(step, path[i])
			}
		}
	}
}

// token is what a token has: its size, and each claim with its value.
func (w *explanationWriter) token(e *host.Explained, token string) {
	size, ok := e.Payload[token]
	added, all := 0, 0
	var lines []string
	for _, d := range e.Decisions {
		if d.Token != token {
			continue
		}
		all++
		if d.Verdict != "added" {
			continue
		}
		added++
		source := map[string]string{"action": " (set by code)", "system": " (system claim)"}[d.Source]
		name := layout.Cut(printable(d.Claim), widestClaim)
		value := plural(int64(d.Bytes), "byte")
		if text, ok := valueOf(e, token, d.Claim); ok {
			value = printable(text)
		}
		room := max(w.Width-2-layout.Width(name)-2-len(source), 10)
		lines = append(lines, "  "+w.Paint.Paint(name, layout.Green)+": "+layout.Cut(value, room)+source)
	}
	if ok = ok && !w.one; !ok && (all == 0 || added == 0) {
		return
	}
	head := strings.ToUpper(tokenName(token)[:1]) + tokenName(token)[1:]
	of := ""
	if added < all {
		of = fmt.Sprintf(" of %d", all)
	}
	thing := "claim"
	if token == "saml" {
		thing = "attribute"
	}
	text := fmt.Sprintf("%d%s %s", added, of, verb(max(added, all), thing, thing+"s"))
	if ok {
		text += fmt.Sprintf(", %s of %s bytes", grouped(int64(size.Bytes)), grouped(int64(size.Limit)))
	}
	style := layout.Plain
	if ok && size.Bytes > size.Limit {
		style = layout.Red
	}
	w.b.WriteString(w.Paint.Paint(head, layout.Bold) + ": " + w.Paint.Paint(text, style) + "\n")
	for _, line := range lines {
		w.b.WriteString(line + "\n")
	}
	w.b.WriteString("\n")
}

// valueOf is the value of a claim or an attribute, where the outcome has one.
func valueOf(e *host.Explained, token, claim string) (text string, ok bool) {
	switch {
	case token == "access_token":
		value, ok := e.AccessToken.Claims.Get(claim)
		return string(value), ok
	case token == "id_token" && e.IDToken != nil:
		value, ok := e.IDToken.Claims.Get(claim)
		return string(value), ok
	case token == "saml" && e.SAML != nil:
		for _, attribute := range e.SAML.Attributes {
			if attribute.Name == claim {
				var values []string
				for _, value := range attribute.Values {
					values = append(values, string(value))
				}
				return strings.Join(values, ", "), true
			}
		}
	}
	return "", false
}
