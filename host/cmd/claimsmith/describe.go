package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/policy"
)

func (a *app) describe() *cobra.Command {
	var out outputFlags
	command := &cobra.Command{
		Use:   "describe [CODE]",
		Short: "Tell the policy's tables, or what a rule says",
		Long: `describe tells the policy: limits, restricted names, namespaces and APIs, and every
code, reason and fix with a sentence. As JSON it is the contract and the policy as data.

With a CODE it tells about that alone: a rule such as RES-6, a topic such as SCOPE, or
what stands in brackets or as a reason in other commands' output.`,
		Example: `  claimsmith describe
  claimsmith describe RES-6
  claimsmith describe private_claim
  claimsmith describe --format json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			ctx := command.Context()
			if err := out.checkText(a); err != nil {
				return err
			}
			engine, err := a.engine(ctx)
			if err != nil {
				return err
			}
			defer release(engine)
			text, err := engine.Describe(ctx)
			if err != nil {
				return err
			}
			t, err := readTables(ctx, engine)
			if err != nil {
				return err
			}
			d := description{Printer: a.outPrinter(out), text: text, tables: t}
			switch pretty := out.format == formatPretty; {
			case len(args) == 0 && pretty:
				return out.write(a, d.everything())
			case len(args) == 0:
				return out.writeText(a, text)
			case pretty:
				if text, err = d.one(args[0]); err != nil {
					return err
				}
				return out.write(a, text)
			}
			if text, err = d.oneJSON(args[0]); err != nil {
				return err
			}
			return out.writeText(a, text)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return policy.IDs(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	out.add(command, "the `format`: pretty for people, or json as the module writes it (default pretty on a terminal, else json)", formatJSON, formatPretty)
	return command
}

// runners are the ways in which the module runs, in words.
var runners = map[string]string{
	host.Translated: "translated to Go ahead of time",
	host.Wazero:     "compiled by wazero",
}

// versions is what version tells.
type versions struct {
	Version string `json:"version"`
	Go      string `json:"go"`
	Module  struct {
		SHA256 string `json:"sha256"`
		ABI    string `json:"abi_version"`
		Size   int    `json:"size"`
		Runner string `json:"runner"` // host.Translated or host.Wazero
	} `json:"module"`
}

// ownVersion is this program's, as far as it was built with one.
func ownVersion() string {
	if build, ok := debug.ReadBuildInfo(); ok {
		return build.Main.Version
	}
	return "unknown"
}

func (a *app) version() *cobra.Command {
	var out outputFlags
	command := &cobra.Command{
		Use:   "version",
		Short: "Tell the version of the program and of its policy module",
		Long: `version tells the version of this program and which policy module it runs. Two
programs that run a module with the same SHA-256 decide alike, whichever way they run it.`,
		Example: `  claimsmith version
  claimsmith version --module claims.wasm --format json`,
		Args: cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			ctx := command.Context()
			if err := out.check(formatText); err != nil {
				return err
			}
			engine, err := a.engine(ctx)
			if err != nil {
				return err
			}
			defer release(engine)
			v := versions{Version: ownVersion()}
			if build, ok := debug.ReadBuildInfo(); ok {
				v.Go = build.GoVersion
			}
			module := engine.Module()
			v.Module.SHA256, v.Module.ABI, v.Module.Size, v.Module.Runner = module.SHA256, module.ABIVersion(), module.Size, module.Runner
			if out.format == formatJSON {
				text, err := json.Marshal(v)
				if err != nil {
					return err
				}
				return out.writeText(a, text)
			}
			return out.write(a, fmt.Appendf(nil, "claimsmith %s, %s\nmodule     sha256 %s\n           version %s of the contract, %d bytes\n           %s\n",
				v.Version, v.Go, v.Module.SHA256, v.Module.ABI, v.Module.Size, runners[v.Module.Runner]))
		},
	}
	out.add(command, "the `format`: text for people or json (default text)", formatText, formatJSON)
	return command
}
