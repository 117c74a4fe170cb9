package main

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"

	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
)

// widestHelp is how wide help is at most: longer lines are hard to read.
const widestHelp = 100

// help writes a command's help, wrapped to the screen.
func (a *app) help(command *cobra.Command, w io.Writer) {
	columns := min(a.columns(w), widestHelp)
	paint := layout.Painter(a.colourful(w))
	var b strings.Builder
	long := command.Long
	if long == "" {
		long = command.Short
	}
	b.WriteString(wrapped(long, columns))
	section := func(title, text string) {
		if text != "" {
			b.WriteString("\n" + paint.Paint(title, layout.Bold) + "\n" + strings.TrimRight(text, "\n") + "\n")
		}
	}
	usage := "  " + command.UseLine()
	if command.HasAvailableSubCommands() {
		usage = "  " + command.CommandPath() + " COMMAND"
	}
	section("Usage", usage)
	section("Examples", command.Example)
	var commands strings.Builder
	for _, c := range command.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			commands.WriteString(layout.Hang(fmt.Sprintf("  %-*s  ", command.NamePadding(), c.Name()), c.Short, columns))
		}
	}
	section("Commands", commands.String())
	section("Flags", command.LocalFlags().FlagUsagesWrapped(columns))
	section("Flags of every command", command.InheritedFlags().FlagUsagesWrapped(columns))
	if command.HasAvailableSubCommands() {
		b.WriteString("\n" + layout.Hang("", fmt.Sprintf("'%s COMMAND --help' tells more about a command.", command.CommandPath()), columns))
	}
	fmt.Fprint(w, b.String())
}

// wrapped is a text whose paragraphs are wrapped anew. Those with an indented line stay
// as they are.
func wrapped(text string, columns int) string {
	var all []string
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		if strings.HasPrefix(paragraph, " ") || strings.Contains(paragraph, "\n ") {
			all = append(all, paragraph)
			continue
		}
		all = append(all, strings.Join(layout.Wrap(strings.ReplaceAll(paragraph, "\n", " "), columns), "\n"))
	}
	return strings.Join(all, "\n\n") + "\n"
}

// helpCommand is 'claimsmith help COMMAND'.
func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Tell about a command",
		Long:    `help tells about a command what COMMAND --help does.`,
		Example: `  claimsmith help validate`,
		Args:    cobra.ArbitraryArgs,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return commandNames(root), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			command, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(root, strings.Join(args, " "))
			}
			a.help(command, a.stdout)
			return nil
		},
	}
}

// commandNames are the names of a command's subcommands.
func commandNames(of *cobra.Command) (names []string) {
	for _, c := range of.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	return names
}

func unknownCommand(of *cobra.Command, name string) error {
	return usagef("unknown command %q%s", name, didYouMean(name, commandNames(of)))
}

// flagError is what is wrong with a flag, with the one that was probably meant. Where
// the command is unknown its flags are no wonder.
func flagError(command *cobra.Command, args []string, err error) error {
	if command.HasSubCommands() {
		if name := firstWord(command.Flags(), args); name != "" {
			return unknownCommand(command, name)
		}
	}
	name, ok := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !ok {
		return usageError{err}
	}
	var names []string
	command.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if meant := nearest(name, names); meant != "" {
		return usagef("unknown flag: --%s (did you mean --%s?)", name, meant)
	}
	return usageError{err}
}

// firstWord is the first argument that is no flag and no flag's value.
func firstWord(flags *pflag.FlagSet, args []string) string {
	for i := 0; i < len(args); i++ {
		name, isFlag := strings.CutPrefix(args[i], "--")
		if !isFlag {
			if strings.HasPrefix(args[i], "-") {
				continue
			}
			return args[i]
		}
		if flag := flags.Lookup(name); flag != nil && flag.NoOptDefVal == "" {
			i++
		}
	}
	return ""
}

// man writes the manual's pages.
func (a *app) man() *cobra.Command {
	return &cobra.Command{
		Use:   "man FOLDER",
		Short: "Write the manual's pages",
		Long: `man writes a page for man(1) about each command into a folder, which it makes. The
pages say what --help says.`,
		Example: `  claimsmith man /usr/local/share/man/man1
  claimsmith man pages && man pages/claimsmith-validate.1`,
		Args: cobra.ExactArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			root := command.Root()
			root.DisableAutoGenTag = true
			return doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "claimsmith " + ownVersion(), Manual: "claimsmith", Date: builtAt()}, args[0])
		},
	}
}

// builtAt is when the source was committed that this program was built of, if it knows: nil leaves the date
// of the pages to SOURCE_DATE_EPOCH or to today.
func builtAt() *time.Time {
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range build.Settings {
			if setting.Key == "vcs.time" {
				if at, err := time.Parse(time.RFC3339, setting.Value); err == nil {
					return &at
				}
			}
		}
	}
	return nil
}

// allCommands are a command and those below it.
func allCommands(of *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{of}
	for _, c := range of.Commands() {
		all = append(all, allCommands(c)...)
	}
	return slices.Clip(all)
}
