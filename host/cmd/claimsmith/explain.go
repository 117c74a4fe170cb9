package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host"
)

func (a *app) explain() *cobra.Command {
	var in inputFlags
	var out outputFlags
	command := &cobra.Command{
		Use:   "explain",
		Short: "Say why each claim is in its token or is not",
		Long: `explain is eval with a decision for every candidate claim: the rule that ignored
it, and how to get it into the token. With --format table it is a table for people.

Where a payload is too large it still explains, and the exit status is 1.`,
		Example: `  claimsmith explain --config app.json --session session.json --format table
  claimsmith explain --config app.json --session session.json --audience https://shop.eu.auth0.com/api/v2/ --format json`,
		Args: cobra.NoArgs,
		RunE: a.judge(&in, &out, func(ctx context.Context, engine *host.Engine, config, session, audience []byte) error {
			explanation, err := engine.Explain(ctx, config, session, audience)
			if err != nil {
				return a.refused(err)
			}
			explained, err := explanation.Decode()
			if err != nil {
				return err
			}
			if out.format == formatTable {
				err = out.write(a, table(explained, out.out == "" && a.colourful()))
			} else {
				err = out.writeText(a, explanation.JSON)
			}
			if err == nil && explained.Error != nil {
				writeFailure(a.stderr, explained.Error)
				err = errNo
			}
			return err
		}),
	}
	in.forAll(command)
	out.add(command, "the `format`: json as the module writes it, pretty or table for people (default pretty on a terminal, else json)", formatJSON, formatPretty, formatTable)
	return command
}
