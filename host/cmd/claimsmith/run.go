package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/claimsmith/claimsmith/abi/translated"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
	"github.com/claimsmith/claimsmith/host/internal/display"
)

// The exit statuses.
const (
	statusFine  = 0
	statusNo    = 1 // the policy says no, or a vector fails
	statusUsage = 2 // wrong usage, input that cannot be read, or the engine failed
)

// errNo is returned when the policy has said no and everything about it has been
// written.
var errNo = errors.New("no")

// errUnusable is returned when an input cannot be used and everything about it has been
// written.
var errUnusable = errors.New("unusable")

// usageError is a mistake on the command line, for which the help may be of use.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// A command line that is running.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            func(string) string
	environ        []string
	typed          *bufio.Reader // of stdin, once a person was asked

	// Flags of every command.
	module    string
	cache     string
	timeLimit time.Duration
}

// run is the whole program: it runs the command line args, without the program's
// name, and returns the exit status. Environ is the environment's NAME=VALUE pairs, to
// tell of names that are mistyped.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env func(string) string, environ ...string) int {
	a := &app{stdin: stdin, stdout: guarded(stdout), stderr: guarded(stderr), env: env, environ: environ}
	root := a.root(args)
	root.SetArgs(append([]string{}, args...)) // for nil it would take the process's own
	root.SetIn(stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	command, err := root.ExecuteContextC(ctx)
	var usage usageError
	switch {
	case err == nil:
		return statusFine
	case errors.Is(err, errNo):
		return statusNo
	case errors.Is(err, errUnusable):
	case ctx.Err() != nil:
		a.complain("interrupted")
	case errors.As(err, &usage):
		a.complain("%s", err)
		fmt.Fprintf(a.stderr, "Run '%s --help' for usage.\n", command.CommandPath())
	default:
		a.complain("%s", err)
	}
	return statusUsage
}

// complain writes about what stopped the program. Package host begins its errors
// with the product's name, as this does. Further lines are indented: they may be those
// of a file's name.
func (a *app) complain(format string, args ...any) {
	text := display.Lines(strings.TrimPrefix(fmt.Sprintf(format, args...), "claimsmith: "))
	text = "claimsmith: " + strings.ReplaceAll(text, "\n", "\n  ")
	if isTerminal(a.stderr) && layout.Width(text) > a.columns(a.stderr) {
		text = strings.Join(layout.Wrap(text, a.columns(a.stderr)-2), "\n  ")
	}
	fmt.Fprintln(a.stderr, text)
}

// root is the command, for a command line.
func (a *app) root(args []string) *cobra.Command {
	root := &cobra.Command{
		Use:   "claimsmith",
		Short: "Decide, explain and test which custom claims go into a token",
		Long: `claimsmith decides which custom claims go into the tokens of a transaction, with
the same policy module that every other host runs.

Every flag can be set by an environment variable, --time-limit by
CLAIMSMITH_TIME_LIMIT. A flag on the command line goes before it.

Exit status: 0 if all is fine, 1 if the policy says no, a token differs or a vector
fails, 2 for wrong usage and for what cannot be read or run.`,
		Example: `  claimsmith validate app.json
  claimsmith explain --config app.json --session session.json --audience https://api.example.com
  claimsmith check --token token.txt --config app.json --session session.json
  claimsmith preview --config app.json --session session.json
  claimsmith test vectors/`,
		Args: func(command *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(command, args[0])
			}
			return nil
		},
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(command *cobra.Command, _ []string) error { return command.Help() },
		PersistentPreRunE: func(command *cobra.Command, _ []string) error {
			a.warnOfVariables(command.Root())
			return a.fromEnvironment(command)
		},
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.module, "module", "", "run the policy module in this `file` instead of the built-in one")
	flags.StringVar(&a.cache, "cache", "", "keep the module that --module or --time-limit has compiled in this `folder`, so that the next run starts faster")
	flags.DurationVar(&a.timeLimit, "time-limit", 0, "stop an evaluation that takes longer than this `duration`, such as 2s; the module is compiled then, and slower; 0 is no limit")
	root.AddCommand(a.eval(), a.explain(), a.validate(), a.check(), a.test(), a.diff(), a.replay(), a.preview(), a.serveCommand(), a.token(), a.describe(), a.version(), a.man())
	root.SetHelpCommand(a.helpCommand(root))
	root.SetHelpFunc(func(command *cobra.Command, _ []string) { a.help(command, a.stdout) })
	root.SetFlagErrorFunc(func(command *cobra.Command, err error) error { return flagError(command, args, err) })
	for _, command := range allCommands(root) {
		judge := command.Args
		command.Args = func(command *cobra.Command, args []string) error {
			if err := judge(command, args); err != nil {
				return usageError{err}
			}
			return nil
		}
	}
	return root
}

// engine makes the engine that the flags ask for, with one instance if more is not
// said. The built-in module is translated ahead of time; one from a file, or a limit of
// time, needs wazero.
func (a *app) engine(ctx context.Context, more ...host.Option) (*host.Engine, error) {
	options := append([]host.Option{host.WithTimeLimit(a.timeLimit), host.WithInstances(1)}, more...)
	if a.module == "" && a.timeLimit == 0 {
		return host.New(ctx, append(options, host.WithTranslated(translated.Module()))...)
	}
	if a.cache != "" {
		options = append(options, host.WithCompilationCache(a.cache))
	}
	if a.module != "" {
		module, err := os.ReadFile(a.module)
		if err != nil {
			return nil, err
		}
		options = append(options, host.WithModule(module))
	}
	return host.New(ctx, options...)
}

// release closes an engine at the end of a command. There is nobody left to tell
// of an error.
func release(engine *host.Engine) { _ = engine.Close(context.Background()) }

// ownSequences are all that this program has a terminal obey: styles, and the end of a
// line of progress.
var ownSequences = regexp.MustCompile("\x1b\\[(?:0|1|31|32|33|34)m|\r\x1b\\[K")

// A terminalWriter is a terminal that shows what texts of others have, and obeys none
// of it, whichever command writes there.
type terminalWriter struct{ display.Writer }

func (terminalWriter) IsTerminal() bool { return true }

// guarded is a stream that may be written to: what is no terminal gets every byte as
// it is.
func guarded(stream io.Writer) io.Writer {
	if !isTerminal(stream) {
		return stream
	}
	return terminalWriter{display.Writer{To: stream, Own: ownSequences}}
}

// isTerminal reports whether a stream is a terminal. Guarded ones, and streams of
// tests, say so themselves.
func isTerminal(stream any) bool {
	switch s := stream.(type) {
	case interface{ IsTerminal() bool }:
		return s.IsTerminal()
	case interface{ Fd() uintptr }:
		return term.IsTerminal(int(s.Fd()))
	}
	return false
}
