package main

import (
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
)

func (a *app) eval() *cobra.Command {
	var in inputFlags
	var out outputFlags
	command := &cobra.Command{
		Use:   "eval",
		Short: "Decide which custom claims go into the tokens",
		Long: `eval decides which custom claims go into the tokens of one transaction and writes
the outcome as JSON. Where the policy says no, each problem is shown at its place on
standard error, nothing is written to standard output, and the exit status is 1. The formats
github, sarif and junit have the problems alone, on standard output.`,
		Example: `  claimsmith eval --config app.json --session session.json --audience https://api.example.com
  claimsmith eval --config tenant.yaml --client Shop --session - --audience a --audience b <session.json
  claimsmith eval --config app.json --session session.json --set '/tenant/domain="shop.eu.auth0.com"'`,
		Args: cobra.NoArgs,
		RunE: a.judge(&in, out.checkText, func(ctx context.Context, engine *host.Engine, in inputs) error {
			outcome, err := engine.Evaluate(ctx, []byte(in.config.JSON), []byte(in.session.JSON), []byte(in.audience.JSON))
			if err != nil {
				return a.refusedIn(ctx, engine, &out, in, err)
			}
			if !slices.Contains(diagnosticFormats, out.format) {
				return out.writeText(a, outcome.JSON)
			}
			t, err := readTables(ctx, engine)
			if err != nil {
				return err
			}
			return out.writeDiagnostics(a, t, in.config.Document.Name, nil)
		}),
	}
	in.forAll(command)
	out.add(command, "the `format`: json as the module writes it, pretty for people, github, sarif or junit (default pretty on a terminal, else json)", formatJSON, formatPretty, formatGitHub, formatSARIF, formatJUnit)
	return command
}

// judge is what a command does that needs all three inputs: it judges its format,
// makes an engine, reads the inputs and calls decide with them.
func (a *app) judge(flags *inputFlags, check func(*app) error, decide func(ctx context.Context, engine *host.Engine, in inputs) error) func(*cobra.Command, []string) error {
	return func(command *cobra.Command, _ []string) error {
		ctx := command.Context()
		if err := check(a); err != nil {
			return err
		}
		if err := flags.check(); err != nil {
			return err
		}
		engine, err := a.engine(ctx)
		if err != nil {
			return err
		}
		defer release(engine)
		in, err := flags.readAll(ctx, a, engine)
		if err != nil {
			return a.unreadable(err)
		}
		return decide(ctx, engine, in)
	}
}

// unreadable shows where YAML is none, and returns errNo for it. Other errors it
// returns as they are.
func (a *app) unreadable(err error) error {
	var wrong *document.SyntaxError
	if !errors.As(err, &wrong) {
		return err
	}
	a.writeDiagnostics(a.stderr, []diagnostic.Diagnostic{yamlProblem(wrong)})
	return errNo
}
