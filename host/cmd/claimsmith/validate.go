package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) validate() *cobra.Command {
	var in inputFlags
	var out outputFlags
	command := &cobra.Command{
		Use:   "validate",
		Short: "Say what is wrong with a config",
		Long: `validate judges a config alone and writes the validation as JSON, and each problem
and warning as a line on standard error. The exit status is 1 if there is a problem,
0 if there are only warnings.`,
		Example: `  claimsmith validate --config app.json
  claimsmith validate --config - <app.json >validation.json`,
		Args: cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			ctx := command.Context()
			if err := out.checkText(a); err != nil {
				return err
			}
			config, err := in.readConfig(ctx, a)
			if err != nil {
				return err
			}
			engine, err := a.engine(ctx)
			if err != nil {
				return err
			}
			defer release(engine)
			validation, err := engine.Validate(ctx, config)
			if err != nil {
				return err
			}
			validated, err := validation.Decode()
			if err != nil {
				return err
			}
			if err := out.writeText(a, validation.JSON); err != nil {
				return err
			}
			for _, p := range validated.Problems {
				fmt.Fprintln(a.stderr, problemLine("config", p))
			}
			for _, w := range validated.Warnings {
				fmt.Fprintln(a.stderr, "warning: "+problemLine("config", w))
			}
			if !validated.Valid {
				return errNo
			}
			return nil
		},
	}
	in.forConfig(command)
	out.add(command, "the `format`: json as the module writes it, or pretty for people (default pretty on a terminal, else json)", formatJSON, formatPretty)
	return command
}
