package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// settingsPrefix begins the names of the environment variables that stand in for
// flags: --addr is CLAIMSMITH_ADDR.
const settingsPrefix = "CLAIMSMITH_"

// variable is the environment variable of a flag.
func variable(flag string) string {
	return settingsPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// unknownVariables are those of an environment that look like settings, and are no
// command's.
func unknownVariables(root *cobra.Command, environment []string) (unknown []string) {
	known := map[string]bool{}
	var look func(*cobra.Command)
	look = func(command *cobra.Command) {
		for _, flags := range []*pflag.FlagSet{command.Flags(), command.PersistentFlags()} {
			flags.VisitAll(func(flag *pflag.Flag) { known[variable(flag.Name)] = true })
		}
		for _, inner := range command.Commands() {
			look(inner)
		}
	}
	look(root)
	for _, line := range environment {
		if name, _, _ := strings.Cut(line, "="); strings.HasPrefix(name, settingsPrefix) && !known[name] {
			unknown = append(unknown, name)
		}
	}
	return unknown
}

// settle gives the flags that are not on the command line what the environment
// says, and what the file of settings says where that says nothing. A file is a JSON
// object of flags' names; lists are for flags that may be repeated. The file is
// serve's: other commands find settings in it that are not theirs.
func (a *app) settle(command *cobra.Command, file string, others bool) error {
	if file == "" {
		file = a.env(variable("settings"))
	}
	settings, err := readSettings(file)
	if err != nil {
		return err
	}
	var problem error
	command.Flags().VisitAll(func(flag *pflag.Flag) {
		inFile, named := settings[flag.Name]
		delete(settings, flag.Name)
		if flag.Changed || flag.Name == "help" || flag.Name == "settings" || problem != nil {
			return
		}
		if value := a.env(variable(flag.Name)); value != "" {
			if err := flag.Value.Set(value); err != nil {
				problem = usagef("%s=%s: %w", variable(flag.Name), value, err)
			}
			return
		}
		if !named {
			return
		}
		if err := setFromFile(flag, []byte(inFile.Raw)); err != nil {
			problem = usagef("%s: %s: %w", file, flag.Name, err)
		}
	})
	if problem != nil || others {
		return problem
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		return usagef("%s: there is no setting %q", file, name)
	}
	return nil
}

// readSettings reads a file of settings; without one there are none.
func readSettings(file string) (map[string]gjson.Result, error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, new(map[string]json.RawMessage)); err != nil {
		return nil, usagef("%s: %w", file, err)
	}
	settings, err := exact.ByName(gjson.ParseBytes(text))
	if err != nil {
		return nil, usagef("%s: %w", file, err)
	}
	return settings, nil
}

// setFromFile sets a flag to a JSON value: a string, a number, true or false, or a
// list of them.
func setFromFile(flag *pflag.Flag, value json.RawMessage) error {
	var list []json.RawMessage
	if json.Unmarshal(value, &list) != nil {
		list = []json.RawMessage{value}
	}
	for _, item := range list {
		var text string
		if json.Unmarshal(item, &text) != nil {
			text = string(item)
		}
		if err := flag.Value.Set(text); err != nil {
			return fmt.Errorf("%s: %w", item, err)
		}
	}
	return nil
}
