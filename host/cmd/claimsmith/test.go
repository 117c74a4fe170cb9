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

	"github.com/claimsmith/claimsmith/host/vector"
)

// formatText is a report for people.
const formatText = "text"

// testFlags are the flags of test.
type testFlags struct {
	outputFlags
	run     string
	results string
}

func (a *app) test() *cobra.Command {
	var flags testFlags
	command := &cobra.Command{
		Use:   "test PATH...",
		Short: "Run test vectors",
		Long: `test runs the vectors in files and in folders, and shows for those that fail where
what came out is not what is wanted. A vector is a case in a JSON file:

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

--write-results is for runners in other languages, which then need to read no vectors
and to know no $repeat.
It writes an NDJSON file for each vector file, with a line for each function:

  {"name":"…","function":"evaluate","config":"e30=","session":"e30=","audience":"IiI=",
   "ok":true,"text":{"access_token":{"claims":{},"bytes":2}}}

The inputs are in base64, those that the function takes (validate takes a config alone).
The text is the module's own, byte for byte, and ends before the line's last brace.`,
		Example: `  claimsmith test testdata/vectors
  claimsmith test --run '^session: ' hygiene.json
  claimsmith test --format junit --out report.xml vectors/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(command *cobra.Command, paths []string) error {
			return a.runTests(command.Context(), &flags, paths)
		},
	}
	command.Flags().StringVar(&flags.run, "run", "", "run only the vectors whose name this `regular expression` matches")
	command.Flags().StringVar(&flags.results, "write-results", "", "write the inputs of every vector and what the module says to them to this `folder`")
	flags.add(command, "the `format`: text for people, json or junit (default text)", formatText, formatJSON, formatJUnit)
	return command
}

// A tested case is a case with what came of it.
type testedCase struct {
	vector.Case
	differences []vector.Difference
	took        time.Duration
}

func (c *testedCase) passed() bool { return len(c.differences) == 0 }

func (a *app) runTests(ctx context.Context, flags *testFlags, paths []string) error {
	if err := flags.check(formatText); err != nil {
		return err
	}
	pattern, err := regexp.Compile(flags.run)
	if err != nil {
		return usagef("--run: %w", err)
	}
	cases, err := selectCases(paths, pattern)
	if err != nil {
		return err
	}
	engine, err := a.engine(ctx)
	if err != nil {
		return err
	}
	defer release(engine)
	evaluator := vector.Host(engine)
	tested, err := a.testCases(ctx, evaluator, cases)
	if err != nil {
		return err
	}
	text, err := report(flags.format, tested)
	if err != nil {
		return err
	}
	if err := flags.write(a, text); err != nil {
		return err
	}
	if flags.results != "" {
		if err := writeResults(ctx, evaluator, flags.results, cases); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(tested, func(c testedCase) bool { return !c.passed() }) {
		return errNo
	}
	return nil
}

// selectCases loads the cases to run. A file that two paths lead to is loaded once.
func selectCases(paths []string, pattern *regexp.Regexp) ([]vector.Case, error) {
	var files []string
	for _, path := range paths {
		found, err := vector.Files(path)
		if err != nil {
			return nil, err
		}
		for _, file := range found {
			if !slices.ContainsFunc(files, func(other string) bool { return sameFile(file, other) }) {
				files = append(files, file)
			}
		}
	}
	var cases []vector.Case
	for _, file := range files {
		loaded, err := vector.Load(file)
		if err != nil {
			return nil, err
		}
		cases = append(cases, loaded...)
	}
	all := len(cases)
	cases = slices.DeleteFunc(cases, func(c vector.Case) bool { return !pattern.MatchString(c.Name) })
	switch {
	case all == 0:
		return nil, errors.New("there are no vectors in these files")
	case len(cases) == 0:
		return nil, fmt.Errorf("--run %q matches none of the %d vectors", pattern, all)
	}
	return cases, nil
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
		tested = append(tested, testedCase{cases[i], differences, time.Since(start)})
		progress.count(i+1, len(cases), "vectors")
	}
	return tested, nil
}
