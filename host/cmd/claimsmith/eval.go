package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host"
)

func (a *app) eval() *cobra.Command {
	var in inputFlags
	var out outputFlags
	command := &cobra.Command{
		Use:   "eval",
		Short: "Decide which custom claims go into the tokens",
		Long: `eval decides which custom claims go into the tokens of one transaction and writes
the outcome as JSON. Where the policy says no, each problem is a line on standard
error, nothing is written to standard output, and the exit status is 1.`,
		Example: `  claimsmith eval --config app.json --session session.json --audience https://api.example.com
  claimsmith eval --config app.json --session - --audience a --audience b --format pretty <session.json
  claimsmith eval --config app.json --session session.json --set '/tenant/domain="shop.eu.auth0.com"'`,
		Args: cobra.NoArgs,
		RunE: a.judge(&in, &out, func(ctx context.Context, engine *host.Engine, config, session, audience []byte) error {
			outcome, err := engine.Evaluate(ctx, config, session, audience)
			if err != nil {
				return a.refused(err)
			}
			return out.writeText(a, outcome.JSON)
		}),
	}
	in.forAll(command)
	out.add(command, "the `format`: json as the module writes it, or pretty for people (default pretty on a terminal, else json)", formatJSON, formatPretty)
	return command
}

// judge is what a command does that needs all three inputs: it reads them, makes an
// engine and calls decide with them.
func (a *app) judge(in *inputFlags, out *outputFlags, decide func(ctx context.Context, engine *host.Engine, config, session, audience []byte) error) func(*cobra.Command, []string) error {
	return func(command *cobra.Command, _ []string) error {
		ctx := command.Context()
		if err := out.checkText(a); err != nil {
			return err
		}
		config, session, audience, err := in.readAll(ctx, a)
		if err != nil {
			return err
		}
		engine, err := a.engine(ctx)
		if err != nil {
			return err
		}
		defer release(engine)
		return decide(ctx, engine, config, session, audience)
	}
}
