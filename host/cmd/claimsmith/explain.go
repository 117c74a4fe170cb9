package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host"
)

// explainFlags are the flags of explain.
type explainFlags struct {
	inputFlags
	outputFlags
	claim string
}

func (a *app) explain() *cobra.Command {
	var flags explainFlags
	command := &cobra.Command{
		Use:   "explain",
		Short: "Say why each claim is in its token or is not",
		Long: `explain is eval with a decision for every candidate claim. On a terminal it is a
list, with what is missing first: why, where the path stopped and what was probably
meant, and a command that shows what it would be like with that mended. As JSON it is
the policy module's own explanation; as github, sarif and junit each claim that is
missing is a warning at its mapping.

Where a payload is too large it still explains, and the exit status is 1.`,
		Example: `  claimsmith explain --config app.json --session session.json --audience https://api.example.com
  claimsmith explain --config tenant.yaml --client Shop --session session.json --claim country
  claimsmith explain --config app.json --session session.json --format json`,
		Args: cobra.NoArgs,
	}
	command.RunE = a.judge(&flags.inputFlags, flags.checkText, func(ctx context.Context, engine *host.Engine, in inputs) error {
		return a.runExplain(ctx, engine, &flags, in)
	})
	flags.forAll(command)
	command.Flags().StringVar(&flags.claim, "claim", "", "tell about the claim or attribute of this `name` alone")
	flags.add(command, "the `format`: pretty or table for people, json as the module writes it, github, sarif or junit (default pretty on a terminal, else json)", formatJSON, formatPretty, formatTable, formatGitHub, formatSARIF, formatJUnit)
	return command
}
