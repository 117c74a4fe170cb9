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
)

// settingsPrefix begins the names of the environment variables that stand in for
// flags: --addr is CLAIMSMITH_ADDR.
const settingsPrefix = "CLAIMSMITH_"

// variable is the environment variable of a flag.
func variable(flag string) string {
	return settingsPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// settle gives the flags that are not on the command line what the environment
// says, and what the file of settings says where that says nothing. A file is a JSON
// object of flags' names; lists are for flags that may be repeated. The file is
// serve's: other commands find settings in it that are not theirs.
func (a *app) settle(command *cobra.Command, file string, others bool) error {
	if file == "" {
		file = a.env(variable("settings"))
	}
	settings := map[string]json.RawMessage{}
	if file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(text, &settings); err != nil {
			return usagef("%s: %w", file, err)
		}
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
		if err := setFromFile(flag, inFile); err != nil {
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
