package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host"
)

func (a *app) describe() *cobra.Command {
	var out outputFlags
	command := &cobra.Command{
		Use:   "describe",
		Short: "Write the policy's tables as JSON",
		Long: `describe writes the contract and the policy as data: limits, restricted names,
namespaces and APIs, and every code, reason and fix with a sentence.`,
		Example: `  claimsmith describe --format pretty`,
		Args:    cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
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
			return out.writeText(a, text)
		},
	}
	out.add(command, "the `format`: json as the module writes it, or pretty for people (default pretty on a terminal, else json)", formatJSON, formatPretty)
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
			v := versions{Version: "unknown"}
			if build, ok := debug.ReadBuildInfo(); ok {
				v.Version, v.Go = build.Main.Version, build.GoVersion
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
