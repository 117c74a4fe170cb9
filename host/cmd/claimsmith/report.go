package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/vector"
)

// writeReport writes what came of the cases, in one of the formats.
func (f *whyFinder) writeReport(a *app, out *outputFlags, tested []testedCase) error {
	var text []byte
	var err error
	switch out.format {
	case formatJSON:
		text, err = f.jsonReport(tested)
	case formatJUnit:
		text, err = f.junitReport(tested)
	case formatGitHub, formatSARIF:
		var all []diagnostic.Diagnostic
		for i := range tested {
			all = append(all, f.diagnostics(&tested[i].Case, tested[i].why)...)
		}
		return out.writeDiagnostics(a, f.tables, "", all)
	default:
		text = f.textReport(a.outPrinter(*out), tested)
	}
	if err != nil {
		return err
	}
	return out.write(a, text)
}

func count(tested []testedCase) (passed, failed int) {
	for i := range tested {
		if tested[i].passed() {
			passed++
		} else {
			failed++
		}
	}
	return passed, failed
}

func (f *whyFinder) textReport(p diagnostic.Printer, tested []testedCase) []byte {
	var b bytes.Buffer
	for i := range tested {
		for _, d := range f.diagnostics(&tested[i].Case, tested[i].why) {
			b.WriteString(p.Diagnostic(&d) + "\n")
		}
	}
	passed, failed := count(tested)
	fmt.Fprintf(&b, "%d passed, %d failed\n", passed, failed)
	return b.Bytes()
}

// side is one side of a difference.
func side(text string) string {
	if text == "" {
		return "nothing"
	}
	return printable(shorten(text))
}

// oneLine is an error without what follows on further lines, a stack for example.
func oneLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

type differenceReport struct {
	Function string `json:"function"`
	Path     string `json:"path"`
	Want     string `json:"want,omitempty"`
	Got      string `json:"got,omitempty"`
	Error    string `json:"error,omitempty"`
	Line     int    `json:"line,omitempty"` // of what is wanted, in the file
	Column   int    `json:"column,omitempty"`

	// Why a claim that is wanted is missing, and what to do.
	Reason string    `json:"reason,omitempty"`
	Rule   string    `json:"rule,omitempty"`
	Hint   string    `json:"hint,omitempty"`
	Fix    *host.Fix `json:"fix,omitempty"`
}

type caseReport struct {
	File        string             `json:"file"`
	Name        string             `json:"name"`
	Rules       []string           `json:"rules,omitempty"`
	Passed      bool               `json:"passed"`
	Differences []differenceReport `json:"differences,omitempty"`
}

func (f *whyFinder) jsonReport(tested []testedCase) ([]byte, error) {
	passed, failed := count(tested)
	cases := make([]caseReport, 0, len(tested))
	for i := range tested {
		c := &tested[i]
		r := caseReport{File: c.File, Name: c.Name, Rules: c.Rules, Passed: c.passed()}
		source := diagnostic.Source{Text: f.files[c.File]}
		for _, d := range c.why {
			one := differenceReport{Function: d.Function, Path: d.Path, Want: d.Want, Got: d.Got}
			if d.Err != nil {
				one.Error = d.Err.Error()
			}
			one.Line, one.Column = source.Position(d.at.Start)
			if d.decision != nil {
				one.Reason, one.Rule, one.Hint, one.Fix = d.decision.Reason, d.decision.Rule, d.decision.Hint, d.decision.Fix
			}
			r.Differences = append(r.Differences, one)
		}
		cases = append(cases, r)
	}
	text, err := encode(struct {
		Passed int          `json:"passed"`
		Failed int          `json:"failed"`
		Cases  []caseReport `json:"cases"`
	}{passed, failed, cases})
	return append(text, '\n'), err
}

// encode is a value as JSON, without escapes that only HTML needs.
func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func (f *whyFinder) junitReport(tested []testedCase) ([]byte, error) {
	var j diagnostic.JUnit
	for i := range tested {
		c := &tested[i]
		one := diagnostic.JUnitCase{Name: c.Name, Time: fmt.Sprintf("%.6f", c.took.Seconds())}
		if !c.passed() {
			text := ""
			for _, d := range f.diagnostics(&c.Case, c.why) {
				text += diagnostic.Printer{Width: usualWidth}.Diagnostic(&d) + "\n"
			}
			one.Failure = &diagnostic.JUnitFailure{Message: plural(int64(len(c.differences)), "difference"), Text: text}
		}
		j.Add(c.File, one)
	}
	return j.Text()
}

// writeResults writes the calls of every case with the module's texts. Where a call
// fails there is no text to compare with, so that is an error.
func writeResults(ctx context.Context, evaluator vector.Evaluator, dir string, cases []vector.Case) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	written := map[string]string{} // by the name of the results' file, the vector file
	var b bytes.Buffer
	for i := range cases {
		c := &cases[i]
		if err := appendResults(ctx, &b, evaluator, c); err != nil {
			return err
		}
		if i+1 < len(cases) && cases[i+1].File == c.File {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(c.File), ".json") + ".ndjson"
		if other, ok := written[name]; ok {
			return fmt.Errorf("--write-results: %s and %s would both be %s", other, c.File, name)
		}
		written[name] = c.File
		if err := writeFile(filepath.Join(dir, name), b.Bytes()); err != nil {
			return err
		}
		b.Reset()
	}
	return nil
}

// appendResults writes a line for each function: its inputs and its text.
func appendResults(ctx context.Context, b *bytes.Buffer, evaluator vector.Evaluator, c *vector.Case) error {
	name, err := encode(c.Name)
	if err != nil {
		return err
	}
	config := fmt.Sprintf(`"config":%q`, base64.StdEncoding.EncodeToString(c.Config))
	all := fmt.Sprintf(`%s,"session":%q,"audience":%q`, config,
		base64.StdEncoding.EncodeToString(c.Session), base64.StdEncoding.EncodeToString(c.Audience))
	add := func(function, inputs string, text []byte, ok bool, err error) error {
		if err != nil {
			return fmt.Errorf("%s: %s: %s: %w", c.File, c.Name, function, err)
		}
		// By hand: an encoder would change the module's text.
		fmt.Fprintf(b, `{"name":%s,"function":%q,%s,"ok":%t,"text":%s}`+"\n", name, function, inputs, ok, text)
		return nil
	}
	text, ok, err := evaluator.Evaluate(ctx, c.Config, c.Session, c.Audience)
	if err := add("evaluate", all, text, ok, err); err != nil {
		return err
	}
	text, ok, err = evaluator.Explain(ctx, c.Config, c.Session, c.Audience)
	if err := add("explain", all, text, ok, err); err != nil {
		return err
	}
	text, err = evaluator.Validate(ctx, c.Config)
	return add("validate", config, text, true, err)
}
