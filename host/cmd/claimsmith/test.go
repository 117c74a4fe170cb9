package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
	"github.com/claimsmith/claimsmith/host/vector"
)

// formatText is a report for people.
const formatText = "text"

// testFlags are the flags of test.
type testFlags struct {
	outputFlags
	run         string
	results     string
	update, yes bool
}

func (a *app) test() *cobra.Command {
	var flags testFlags
	command := &cobra.Command{
		Use:   "test PATH...",
		Short: "Run test vectors",
		Long: `test runs the vectors in files and in folders. Of those that fail it shows where what
came out is not what is wanted, and why: a claim that is missing has its reason and
what brings it in. A vector is a case in a JSON file:

  [ { "name": "the country is in the access token",
      "config": { "access_token": { "custom_claim_mappings": [
        { "name": "country", "expression": "anonymous_session.metadata.country" } ] } },
      "session": { "metadata": { "country": "Spain" } },
      "audience": "https://api.example.com",
      "want": { "access_token": { "claims": { "country": "Spain" } } } } ]

A failure is wanted with want_error, a decision with want_explain, a validation with
want_validate. {"$repeat": ["x", 102400]} stands for a long string. All about these files
is said by: go doc github.com/claimsmith/claimsmith/host/vector
The exit status is 1 if a vector fails, 2 if none was run.

--update writes what is given now into the vectors that fail. It shows the difference
and asks first; with --yes it does not ask.

--write-results is for runners in other languages, which then need to read no vectors
and to know no $repeat.
It writes an NDJSON file for each vector file, with a line for each function:

  {"name":"…","function":"evaluate","config":"e30=","session":"e30=","audience":"IiI=",
   "ok":true,"text":{"access_token":{"claims":{},"bytes":2}}}

The inputs are in base64, those that the function takes (validate takes a config alone).
The text is the module's own, byte for byte, and ends before the line's last brace.`,
		Example: `  claimsmith test testdata/vectors
  claimsmith test --run '^session: ' hygiene.json
  claimsmith test --update vectors/claims.json
  claimsmith test --format junit --out report.xml vectors/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(command *cobra.Command, paths []string) error {
			return a.runTests(command.Context(), &flags, paths)
		},
	}
	command.Flags().StringVar(&flags.run, "run", "", "run only the vectors whose name this `regular expression` matches")
	command.Flags().StringVar(&flags.results, "write-results", "", "write the inputs of every vector and what the module says to them to this `folder`")
	command.Flags().BoolVar(&flags.update, "update", false, "write what is given now into the vectors that fail, after showing the difference")
	command.Flags().BoolVar(&flags.yes, "yes", false, "with --update, do not ask before writing")
	flags.add(command, "the `format`: pretty for people (text is the same), json, junit, github or sarif (default pretty)", formatPretty, formatText, formatJSON, formatJUnit, formatGitHub, formatSARIF)
	return command
}

// A tested case is a case with what came of it.
type testedCase struct {
	vector.Case
	differences []vector.Difference
	why         []failing // the differences, explained
	took        time.Duration
}

func (c *testedCase) passed() bool { return len(c.differences) == 0 }

func (a *app) runTests(ctx context.Context, flags *testFlags, paths []string) error {
	if err := flags.check(formatPretty); err != nil {
		return err
	}
	if flags.yes && !flags.update {
		return usagef("--yes is for --update")
	}
	pattern, err := regexp.Compile(flags.run)
	if err != nil {
		return usagef("--run: %w", err)
	}
	engine, err := a.engine(ctx)
	if err != nil {
		return err
	}
	defer release(engine)
	evaluator := vector.Host(engine)
	f := &whyFinder{engine: engine}
	if f.tables, err = readTables(ctx, engine); err != nil {
		return err
	}
	tested, err := a.testFiles(ctx, f, evaluator, paths, pattern)
	if err != nil {
		return err
	}
	if flags.update {
		written, err := a.updateVectors(ctx, f, evaluator, tested, flags.yes)
		if err != nil {
			return err
		}
		if written {
			if tested, err = a.testFiles(ctx, f, evaluator, paths, pattern); err != nil {
				return err
			}
		}
	}
	if err := f.writeReport(a, &flags.outputFlags, tested); err != nil {
		return err
	}
	if flags.results != "" {
		cases := make([]vector.Case, len(tested))
		for i := range tested {
			cases[i] = tested[i].Case
		}
		if err := writeResults(ctx, evaluator, flags.results, cases); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(tested, func(c testedCase) bool { return !c.passed() }) {
		return errNo
	}
	return nil
}

// testFiles runs the cases of files and explains their differences.
func (a *app) testFiles(ctx context.Context, f *whyFinder, evaluator vector.Evaluator, paths []string, pattern *regexp.Regexp) ([]testedCase, error) {
	cases, texts, err := selectCases(paths, pattern)
	var wrong *vector.FileError
	if errors.As(err, &wrong) {
		return nil, a.wrongFile(wrong, texts)
	}
	if err != nil {
		return nil, err
	}
	f.files = texts
	tested, err := a.testCases(ctx, evaluator, cases)
	if err != nil {
		return nil, err
	}
	for i := range tested {
		if tested[i].why, err = f.explain(ctx, &tested[i].Case, tested[i].differences); err != nil {
			return nil, err
		}
	}
	return tested, nil
}

// wrongFile shows where a file is none of vectors, and returns errUnusable.
func (a *app) wrongFile(wrong *vector.FileError, texts map[string]string) error {
	message := wrong.Err.Error()
	if wrong.Case != "" {
		message = fmt.Sprintf("case %q: %s", wrong.Case, message)
	}
	d := document.Document{Text: texts[wrong.File], JSON: texts[wrong.File]}
	at := d.Place(wrong.Offset)
	a.writeDiagnostics(a.stderr, []diagnostic.Diagnostic{{Severity: diagnostic.Error, Code: "vector", Message: message,
		At: &diagnostic.Place{Source: &diagnostic.Source{Name: wrong.File, Text: d.Text}, Start: at.Start, End: at.End}}})
	return errUnusable
}

// selectCases loads the cases to run, with the texts of their files. A file that two
// paths lead to is loaded once.
func selectCases(paths []string, pattern *regexp.Regexp) (cases []vector.Case, texts map[string]string, err error) {
	var files []string
	for _, path := range paths {
		found, err := vector.Files(path)
		if err != nil {
			return nil, nil, err
		}
		for _, file := range found {
			if !slices.ContainsFunc(files, func(other string) bool { return sameFile(file, other) }) {
				files = append(files, file)
			}
		}
	}
	texts = map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, nil, err
		}
		texts[file] = string(text)
		loaded, err := vector.Parse(file, text)
		if err != nil {
			return nil, texts, err
		}
		cases = append(cases, loaded...)
	}
	all := len(cases)
	cases = slices.DeleteFunc(cases, func(c vector.Case) bool { return !pattern.MatchString(c.Name) })
	switch {
	case all == 0:
		return nil, nil, errors.New("there are no vectors in these files")
	case len(cases) == 0:
		return nil, nil, fmt.Errorf("--run %q matches none of the %d vectors", pattern, all)
	}
	return cases, texts, nil
}

func sameFile(a, b string) bool {
	if a == b {
		return true
	}
	this, err := os.Stat(a)
	if err != nil {
		return false
	}
	that, err := os.Stat(b)
	return err == nil && os.SameFile(this, that)
}

// testCases runs cases and shows how far it is if that takes a while.
func (a *app) testCases(ctx context.Context, evaluator vector.Evaluator, cases []vector.Case) ([]testedCase, error) {
	progress := a.progress()
	defer progress.clear()
	tested := make([]testedCase, 0, len(cases))
	for i := range cases {
		start := time.Now()
		differences := cases[i].Run(ctx, evaluator)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		tested = append(tested, testedCase{Case: cases[i], differences: differences, took: time.Since(start)})
		progress.count(i+1, len(cases), "vectors")
	}
	return tested, nil
}
