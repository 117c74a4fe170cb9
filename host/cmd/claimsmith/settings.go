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

// settable reports whether a flag can be set otherwise than on the command line.
func settable(flag *pflag.Flag) bool { return flag.Name != "help" && !flag.Hidden }

// fromEnvironment gives the flags that are not on the command line what the environment
// says.
func (a *app) fromEnvironment(command *cobra.Command) error {
	var problem error
	command.Flags().VisitAll(func(flag *pflag.Flag) {
		if flag.Changed || !settable(flag) || problem != nil {
			return
		}
		value := a.env(variable(flag.Name))
		if value == "" {
			return
		}
		if err := command.Flags().Set(flag.Name, value); err != nil {
			problem = usagef("%s=%s: %w", variable(flag.Name), value, err)
		}
	})
	return problem
}

// warnOfVariables warns of environment variables that begin as a flag's and are none's.
func (a *app) warnOfVariables(root *cobra.Command) {
	known := map[string]bool{}
	for _, command := range allCommands(root) {
		command.Flags().VisitAll(func(flag *pflag.Flag) { known[variable(flag.Name)] = true })
		command.PersistentFlags().VisitAll(func(flag *pflag.Flag) { known[variable(flag.Name)] = true })
	}
	var names []string
	for name := range known {
		names = append(names, strings.TrimPrefix(name, settingsPrefix))
	}
	slices.Sort(names)
	for _, set := range a.environ {
		name, _, _ := strings.Cut(set, "=")
		if strings.HasPrefix(name, settingsPrefix) && !known[name] {
			meant := ""
			if near := nearest(strings.TrimPrefix(name, settingsPrefix), names); near != "" {
				meant = fmt.Sprintf(" (did you mean %q?)", settingsPrefix+near)
			}
			fmt.Fprintf(a.stderr, "warning: the environment variable %s sets no flag%s\n", printable(name), meant)
		}
	}
}

// fromFile gives the flags that neither the command line nor the environment sets what
// the file of settings says. A file is a JSON object of flags' names; lists are for
// flags that may be repeated. The file is serve's: other commands find settings in it
// that are not theirs.
func (a *app) fromFile(command *cobra.Command, file string, others bool) error {
	settings, err := readSettings(file)
	if err != nil {
		return err
	}
	var problem error
	var names []string
	command.Flags().VisitAll(func(flag *pflag.Flag) {
		names = append(names, flag.Name)
		inFile, named := settings[flag.Name]
		delete(settings, flag.Name)
		if !named || flag.Changed || !settable(flag) || flag.Name == "settings" || problem != nil {
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
		return usagef("%s: there is no setting %q%s", file, name, didYouMean(name, names))
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
