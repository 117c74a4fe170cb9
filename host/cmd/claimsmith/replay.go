package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/cmd/replay/page"
	"github.com/claimsmith/claimsmith/host/cmd/server/directory"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

const (
	formatHTML = "html"
	allowBad   = "allow-bad"
)

// replayFlags are the flags of replay.
type replayFlags struct {
	before, after string
	database      string
	audiences     []string
	failOn        string
	strict        bool
	allowBad      int64
	showValues    bool
	preview       string
	exemplars     int
	out           outputFlags
}

func (a *app) replay() *cobra.Command {
	var flags replayFlags
	command := &cobra.Command{
		Use:   "replay --before CONFIG --after CONFIG FILE…",
		Short: "Evaluate recorded sessions with two configs and report what changes",
		Long: `replay evaluates recorded sessions with two configs and reports the difference: claims
added, removed and changed, failures introduced and cured, tokens that have become large.

A config is a file, - for standard input, or a version that a server keeps in its database:
client:ID@NUMBER or api:ID@NUMBER, without @NUMBER the newest one. Versions have the
tenant's settings of now.

Records are lines of JSON: a session, or {"session": …, "audience": …}. A FILE is a file, a
pattern, - for standard input, or a folder, of which all files count that are named
.ndjson or .jsonl, but for those behind links to other folders. Files may be compressed
with gzip or zstd.

A bad record is one that neither config can read: it is counted and listed, and has no
effect on the exit status. A damaged input is a file that is not read to its end: it was
cut, its compressed data are damaged, it cannot be opened. The report has what was read
of it, each is counted as one bad record too, and the exit status is 2. With --allow-bad
N the exit status is 2 if more than N records are bad, for whichever of the two reasons.
--strict stops at the first. A report of no records at all is never fine.

Exemplars show no value without --show-values. With it, in html and json, --preview links
each of them to a page that shows its record under both configs: that of claimsmith preview,
of a server, or the static one. Records of standard input and of pipes have no link.

Memory does not grow with the input. Interrupted, replay ends with the report so far, which
says that it is partial.

A claim is changed if its value is written differently. The metrics of --fail-on are
claims added, removed and changed, failures introduced, thresholds (4, 8 and 100 KB)
that tokens are newly over (oversize), and bad records.

Exit status: 0, 1 if the report fulfils a condition of --fail-on or a config has problems,
else 2, which also says that there is a report, but not of all that was recorded.`,
		Example: `  claimsmith replay --before live.json --after new.json sessions/
  claimsmith replay --before client:shop@3 --after client:shop --database team.db 'logs/*.ndjson.gz'
  claimsmith replay --before live.json --after new.json --fail-on 'removed>0,failures>0' --format html --out report.html sessions.ndjson.zst
  zcat sessions.gz | claimsmith replay --before live.json --after new.json --format json -`,
		Args: cobra.ArbitraryArgs,
		RunE: func(command *cobra.Command, args []string) error {
			if flags.allowBad < 0 && command.Flags().Changed(allowBad) {
				return usagef("--allow-bad is 0 or more, not %d", flags.allowBad)
			}
			return a.runReplay(command.Context(), &flags, args)
		},
	}
	f := command.Flags()
	f.StringVar(&flags.before, "before", "", "the `config` that is compared with (required)")
	f.StringVar(&flags.after, "after", "", "the `config` that may change things (required)")
	addDatabase(f, &flags.database)
	f.Lookup("database").Usage = "find versions in this SQLite `file`, or in PostgreSQL at postgres://user@host/name"
	f.StringArrayVar(&flags.audiences, "audience", nil, "the `audience` of records that name none, as plain text or as a JSON array of several; may be repeated; without it the empty string")
	f.StringVar(&flags.failOn, "fail-on", "", "exit with status 1 if one of these `conditions` is fulfilled, such as 'removed>0,oversize>0,failures>0'; there are "+strings.Join(replay.Metrics(), ", "))
	f.Int64Var(&flags.allowBad, allowBad, replay.OnlyWhole, "exit with status 2 if more than this `number` of records are bad, damaged inputs among them")
	f.Lookup(allowBad).DefValue = "any number of bad records, no damaged input"
	f.BoolVar(&flags.strict, "strict", false, "stop at a bad record or a damaged input")
	f.BoolVar(&flags.showValues, "show-values", false, "show values of sessions in the report, not only their types and sizes")
	f.StringVar(&flags.preview, "preview", "", "link each exemplar to this `address` of a preview, with its record and both configs in the link; needs --show-values")
	f.IntVar(&flags.exemplars, "exemplars", replay.DefaultExemplars, "show up to this `number` of exemplars of each kind of change")
	flags.out.add(command, "the `format`: text for people, json, or html for a page to look at (default as --out is named, else text)", formatText, formatJSON, formatHTML)
	return command
}

func (a *app) runReplay(ctx context.Context, flags *replayFlags, args []string) error {
	conditions, err := flags.check(args)
	if err != nil {
		return err
	}
	options := replay.Options{Exemplars: flags.exemplars, ShowValues: flags.showValues, BeforeName: flags.before, AfterName: flags.after}
	if flags.exemplars == 0 {
		options.Exemplars = -1
	}
	if options.Audience, err = audienceText(flags.audiences); err != nil {
		return err
	}
	files, err := replay.Files(args)
	if err != nil {
		return err
	}
	if flags.out.out != "" { // better known before a long replay than after it
		if _, err := os.Stat(filepath.Dir(flags.out.out)); err != nil {
			return fmt.Errorf("--out: %w", err)
		}
	}
	if options.Before, err = a.configOf(ctx, flags.before, flags.database); err != nil {
		return fmt.Errorf("--before: %w", err)
	}
	if options.After, err = a.configOf(ctx, flags.after, flags.database); err != nil {
		return fmt.Errorf("--after: %w", err)
	}
	engine, err := a.engine(ctx, host.WithInstances(runtime.GOMAXPROCS(0)))
	if err != nil {
		return err
	}
	defer release(engine)
	replayer, err := replay.New(ctx, engine, options)
	var config *replay.ConfigError
	if errors.As(err, &config) {
		name, text := flags.before, options.Before
		if config.Side == "after" {
			name, text = flags.after, options.After
		}
		return a.refused(ctx, engine, inputs{config: textInput(name, text)}, config.Err)
	}
	if err != nil {
		return a.refused(ctx, engine, inputs{audience: audienceInput(options.Audience)}, err)
	}

	run := replay.RunOptions{Stdin: a.stdin, Strict: flags.strict}
	progress := a.progress()
	if progress != nil {
		run.Progress = func(p replay.Progress) {
			progress.say(func(took time.Duration) string { return progressText(p, took) })
		}
	}
	found, err := replay.Run(ctx, replayer, files, run)
	progress.clear()
	partial := ctx.Err() != nil
	if err != nil && !partial {
		return err
	}
	report := replayer.Report(found)
	report.Partial = partial
	if flags.preview != "" && !partial {
		// The report is worth more than its links: it is written without those that there are not.
		if err := replayer.Link(ctx, report, flags.preview); err != nil && ctx.Err() == nil {
			why := strings.ReplaceAll(err.Error(), "\n", "; ")
			fmt.Fprintf(a.stderr, "warning: some exemplars have no link: %s\n", printable(why))
		}
	}
	interrupted := ctx.Err() != nil
	if err := flags.out.write(a, flags.text(a, report)); err != nil {
		return err
	}
	if interrupted {
		return errors.New("interrupted")
	}
	reasons := conditions.Fulfilled(report)
	for _, reason := range reasons {
		fmt.Fprintf(a.stderr, "fail on %s\n", reason)
	}
	if err := report.Incomplete(flags.allowBad); err != nil {
		if report.Records.Evaluated > 0 {
			err = fmt.Errorf("%w; --%s N allows N", err, allowBad)
		}
		return err
	}
	if len(reasons) > 0 {
		return errNo
	}
	return nil
}

// check judges the command line.
func (flags *replayFlags) check(args []string) (conditions replay.Conditions, err error) {
	chosen := formatText
	for _, format := range []string{formatJSON, formatHTML} {
		if strings.HasSuffix(strings.ToLower(flags.out.out), "."+format) {
			chosen = format
		}
	}
	if err := flags.out.check(chosen); err != nil {
		return conditions, err
	}
	readers := 0
	for _, name := range []string{flags.before, flags.after} {
		if name == replay.Stdin {
			readers++
		}
	}
	if slices.Contains(args, replay.Stdin) {
		readers++
	}
	switch {
	case flags.before == "" || flags.after == "":
		return conditions, usagef("--before and --after are required")
	case len(args) == 0:
		return conditions, usagef("no FILE is given; - is standard input")
	case readers > 1:
		return conditions, usagef("standard input is one of --before, --after and the records")
	case flags.strict && flags.allowBad >= 0:
		return conditions, usagef("--strict allows nothing that is bad, so --%s has no meaning beside it", allowBad)
	case flags.exemplars < 0 || flags.exemplars > replay.MaxExemplars:
		return conditions, usagef("--exemplars is 0 to %d, not %d", replay.MaxExemplars, flags.exemplars)
	case flags.preview != "" && !flags.showValues:
		return conditions, usagef("--preview puts whole sessions into the report: say --show-values too")
	case flags.preview != "" && !isPage(flags.preview):
		return conditions, usagef("--preview is the address of a page, such as http://127.0.0.1:8080/, not %q", flags.preview)
	case flags.preview != "" && flags.out.format == formatText:
		return conditions, usagef("--preview makes links, which reports in html and json have: say --format html")
	case flags.failOn == "":
		return conditions, nil
	}
	if conditions, err = replay.ParseConditions(flags.failOn); err != nil {
		return conditions, usagef("--fail-on: %w", err)
	}
	return conditions, nil
}

// isPage reports whether a text is an address that a fragment can follow.
func isPage(text string) bool {
	address, err := url.Parse(text)
	return err == nil && (address.Scheme == "http" || address.Scheme == "https") && address.Host != "" && !strings.Contains(text, "#")
}

// text is the report in the format asked for.
func (flags *replayFlags) text(a *app, report *replay.Report) []byte {
	switch flags.out.format {
	case formatJSON:
		return report.JSON()
	case formatHTML:
		return page.HTML(report, page.Options{})
	}
	return replayText(report, flags.out.out == "" && a.colourful(a.stdout))
}

// saved is how people name a version that a server keeps.
var saved = regexp.MustCompile(`^(client|api):(.+?)(?:@([0-9]{1,18}))?$`)

// configOf reads a config: a file, standard input or a version.
func (a *app) configOf(ctx context.Context, name, database string) ([]byte, error) {
	m := saved.FindStringSubmatch(name)
	if m == nil {
		return a.read(ctx, name)
	}
	if !strings.Contains(database, "://") {
		// Opened, a database that is not there would be made.
		if _, err := os.Stat(database); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no database %s to find %s in; --database names it", database, name)
		}
	}
	s, err := a.openStore(ctx, database)
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.Close() }()
	kind := store.Client
	if m[1] == "api" {
		kind = store.ResourceServer
	}
	number := int64(0)
	if m[3] != "" {
		if number, err = strconv.ParseInt(m[3], 10, 64); err != nil || number == 0 {
			return nil, usagef("%s: versions are numbered from 1", name)
		}
	}
	return directory.VersionConfig(ctx, s, kind, m[2], number)
}

// progressText is what is done, how fast, and the time that is left.
func progressText(p replay.Progress, took time.Duration) string {
	text := grouped(p.Records) + " records"
	seconds := took.Seconds()
	if seconds > 0 {
		text += fmt.Sprintf(", %s/s", grouped(int64(float64(p.Records)/seconds)))
	}
	if p.Total > 0 && p.Bytes > 0 {
		done := min(float64(p.Bytes)/float64(p.Total), 1)
		left := time.Duration(float64(took) * (1 - done) / done).Round(time.Second)
		text += fmt.Sprintf(", %d %%, %v left", int(100*done), left)
	}
	return text
}
