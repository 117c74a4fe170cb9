package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
	"github.com/claimsmith/claimsmith/host/cmd/diff"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// diffFlags are the flags of diff.
type diffFlags struct {
	database string
	failOn   string
	all      bool
	out      outputFlags
}

func (a *app) diff() *cobra.Command {
	var flags diffFlags
	command := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what differs between two configs, for every session",
		Long: `diff compares two configs for every session and audience that there can be. A mapping
has no logic, so that this is decided, and not tried on examples: the configs are
equivalent, or the same but for the order, or each claim has a verdict:

  same          the same in every session
  never         in no session, with either config
  never_again   in some sessions before, in none after
  new           in none before, in some after
  renamed       the value of an old claim under a new name
  conditional   the same, but only for some audiences, scopes or transactions
  depends       on the session: it comes from another place
  code          it differs only where code sets it

Whatever differs comes with a witness, a small session and an audience that show it; the
policy module has confirmed each.

OLD and NEW are files, - for standard input, or versions that a server keeps in its
database: client:ID@NUMBER or api:ID@NUMBER, without @NUMBER the newest one.

The metrics of --fail-on are how many claims have a verdict, how many tokens have another
order (order), how many kinds of sessions fail with one config alone (failures), and
whether the configs are anything but equivalent (different).

Exit status: 0, 1 if the comparison fulfils a condition of --fail-on or a config has
problems, else 2.`,
		Example: `  claimsmith diff live.json new.json
  claimsmith diff client:shop@3 client:shop --database team.db
  claimsmith diff live.json new.json --fail-on 'never_again>0,depends>0'`,
		Args: cobra.ExactArgs(2),
		RunE: func(command *cobra.Command, args []string) error {
			return a.runDiff(command.Context(), &flags, args)
		},
	}
	f := command.Flags()
	addDatabase(f, &flags.database)
	f.Lookup("database").Usage = "find versions in this SQLite `file`, or in PostgreSQL at postgres://user@host/name"
	f.BoolVar(&flags.all, "all", false, "list claims that do not differ, too")
	f.StringVar(&flags.failOn, "fail-on", "", "exit with status 1 if one of these `conditions` is fulfilled, such as 'never_again>0,depends>0'; there are "+strings.Join(diff.Metrics(), ", "))
	flags.out.add(command, "the `format`: text for people, or json (default text)", formatText, formatJSON)
	return command
}

func (a *app) runDiff(ctx context.Context, flags *diffFlags, args []string) error {
	var conditions diff.Conditions
	if err := flags.out.check(formatText); err != nil {
		return err
	}
	if args[0] == replay.Stdin && args[1] == replay.Stdin {
		return usagef("standard input is one of OLD and NEW")
	}
	if flags.failOn != "" {
		var err error
		if conditions, err = diff.ParseConditions(flags.failOn); err != nil {
			return usagef("--fail-on: %w", err)
		}
	}
	var configs [2][]byte
	for i, name := range args {
		var err error
		if configs[i], err = a.configOf(ctx, name, flags.database); err != nil {
			return err
		}
	}
	engine, err := a.engine(ctx)
	if err != nil {
		return err
	}
	defer release(engine)
	report, err := diff.Compare(ctx, engine, configs[0], configs[1])
	var refused *diff.ConfigError
	if errors.As(err, &refused) {
		name, text := args[0], configs[0]
		if refused.Side == "new" {
			name, text = args[1], configs[1]
		}
		return a.refused(ctx, engine, inputs{config: textInput(name, text)}, refused.Err)
	}
	if err != nil {
		return err
	}
	text := report.JSON()
	if flags.out.format == formatText {
		text = diffText(report, flags.all, flags.out.out == "" && a.colourful(a.stdout))
	}
	if err := flags.out.write(a, text); err != nil {
		return err
	}
	reasons := conditions.Fulfilled(report)
	for _, reason := range reasons {
		fmt.Fprintf(a.stderr, "fail on %s\n", reason)
	}
	if len(reasons) > 0 {
		return errNo
	}
	return nil
}

// diffText is a comparison for people.
func diffText(r *diff.Report, all, colour bool) []byte {
	t := &replayWriter{tableWriter{colour: colour}}
	t.line(cell{r.Says(), map[string]layout.Style{diff.Equivalent: layout.Green, diff.Different: layout.Bold}[r.Verdict]})
	if len(r.Changes) > 0 {
		t.heading("In the configs")
		for _, c := range r.Changes {
			t.line(cell{text: "  " + printable(c.Says())})
		}
	}
	t.proved(r, all)
	if len(r.Order) > 0 {
		t.heading("Order")
		for _, o := range r.Order {
			t.line(cell{text: "  " + printable(fmt.Sprintf("%s: %s", o.Token, strings.Join(o.Claims, " comes no longer before ")))})
			t.witness(o.Witness)
		}
	}
	if len(r.Failures) > 0 {
		t.heading("Failures")
		twice := map[string]int64{}
		for _, f := range r.Failures {
			if f.Token == "" && !all {
				twice[f.Fails]++
				continue
			}
			t.line(cell{"  " + printable(f.Says()), kindStyle(replay.FailureIntroduced)})
			t.witness(f.Witness)
		}
		for _, side := range []string{"old", "new"} {
			if n := twice[side]; n > 0 {
				t.line(cell{text: fmt.Sprintf("  sessions that have a member twice fail with the %s config alone at %s that it alone reads; --all lists them", side, plural(n, "place"))})
			}
		}
	}
	if r.Reported != nil {
		t.heading("Reported beside the tokens")
		t.witness(r.Reported)
	}
	return t.Bytes()
}

// proved writes the verdicts on claims.
func (t *replayWriter) proved(r *diff.Report, all bool) {
	claims := slices.DeleteFunc(slices.Clone(r.Claims), func(c diff.Claim) bool {
		return !all && (c.Verdict == diff.Same || c.Verdict == diff.Never)
	})
	if hidden := len(r.Claims) - len(claims); len(claims) == 0 && hidden == 0 {
		return
	}
	t.heading("Claims")
	for i := range claims {
		c := &claims[i]
		name := c.Claim
		if class := c.Class(); class != "" {
			name = class
		}
		if c.From != "" {
			name = c.From + " → " + name
		}
		token := c.Token
		if c.Userinfo {
			token += ", userinfo"
		}
		t.cell(cell{"  " + layout.Cut(printable(name), 2*widestClaim), layout.Bold})
		t.cell(cell{text: " (" + token + "): "})
		t.line(cell{printable(c.Says(r.Domains)), verdictStyle(c.Verdict)})
		switch {
		case c.Old != "" && c.New != "" && c.Old != c.New:
			t.line(cell{text: "    " + printable(c.Old+" → "+c.New)})
		case c.Old != "" || c.New != "":
			t.line(cell{text: "    " + printable(max(c.Old, c.New))})
		}
		t.witness(c.Witness)
	}
	if hidden := len(r.Claims) - len(claims); hidden > 0 {
		t.line(cell{text: fmt.Sprintf("  and %s the same, or in no token; --all lists them", plural(int64(hidden), "claim"))})
	}
}

func verdictStyle(verdict string) layout.Style {
	switch verdict {
	case diff.NeverAgain:
		return layout.Red
	case diff.NeverBefore:
		return layout.Green
	case diff.Same, diff.Never:
		return layout.Plain
	}
	return layout.Yellow
}

// witness writes a session that shows a difference.
func (t *replayWriter) witness(w *diff.Witness) {
	if w == nil {
		return
	}
	session := string(w.Session)
	if w.Pattern != "" {
		session = fmt.Sprintf("%s with %s at the …", w.Pattern, plural(int64(w.Size), "letter"))
	}
	text := "    such as " + session
	if string(w.Audience) != `""` {
		text += " for " + string(w.Audience)
	}
	t.line(cell{text: printable(text)})
	if w.Old != "" || w.New != "" {
		const widest = 100
		t.line(cell{text: "      " + layout.Cut(printable(orNone(w.Old)), widest) + " → " + layout.Cut(printable(orNone(w.New)), widest)})
	}
}
