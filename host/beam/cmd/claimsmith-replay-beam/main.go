// Command claimsmith-replay-beam is claimsmith replay as an Apache Beam pipeline: it
// writes the same report, byte for byte, from records that any number of machines
// read.
//
//	claimsmith-replay-beam --before old.json --after new.json \
//	  --input 'gs://sessions/2026-*.ndjson.gz' --output gs://reports/change.json \
//	  --runner flink --endpoint localhost:8099
//
// Without --runner it runs on Prism, in this process. --help has Beam's own flags too.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/gcs"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/claimsmith/claimsmith/host"
	claimsmith "github.com/claimsmith/claimsmith/host/beam"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/internal/display"
)

// The exit statuses, as those of claimsmith.
const (
	statusNo    = 1 // a config has problems
	statusUsage = 2 // wrong usage, or the pipeline failed, for a damaged input too
)

func main() {
	f := addFlags(flag.CommandLine)
	flag.Parse()
	log.LogLevel = f.logLevel
	claimsmith.Init() // a worker process stays here
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, f)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "claimsmith-replay-beam: %s\n", display.Lines(err.Error()))
	}
	os.Exit(status(err))
}

func status(err error) int {
	var config *replay.ConfigError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &config), claimsmith.FailsOn(err):
		return statusNo
	}
	return statusUsage
}

// flags are the flags that are not Beam's.
type flags struct {
	set                   *flag.FlagSet
	before, after, output string
	audiences, inputs     []string
	exemplars             int
	allowBad              int64
	showValues, strict    bool
	failOn                string
	logLevel              string
}

func addFlags(set *flag.FlagSet) *flags {
	f := &flags{set: set, allowBad: replay.OnlyWhole}
	set.StringVar(&f.before, "before", "", "read the config as it was from this local `file` (required)")
	set.StringVar(&f.after, "after", "", "read the config as it is to be from this local `file` (required)")
	set.Func("audience", "the `audience` of records that name none, as plain text; may be repeated; without it the empty string", appendTo(&f.audiences))
	set.Func("input", "read the records of these files: a file, a folder, or a `pattern`, local or of gs:// or s3:// (required; may be repeated)", appendTo(&f.inputs))
	set.StringVar(&f.output, "output", "", "write the report to this `file`, local or of gs:// or s3:// (required)")
	set.IntVar(&f.exemplars, "exemplars", replay.DefaultExemplars, "show up to this `number` of exemplars for each kind of change")
	set.Func("allow-bad", "fail if more than this `number` of records are bad or inputs damaged; without it bad records do not count, and no damaged input is allowed", func(text string) (err error) {
		n, err := strconv.ParseUint(text, 10, 63)
		f.allowBad = int64(n)
		return err
	})
	set.BoolVar(&f.showValues, "show-values", false, "show the claims' values in exemplars, and not their types and sizes alone")
	set.BoolVar(&f.strict, "strict", false, "fail at a bad record or a damaged input")
	set.StringVar(&f.failOn, "fail-on", "", "write the report and exit with status 1 if it fulfils one of these `conditions`, such as 'removed>0,failures>0'; there are "+strings.Join(replay.Metrics(), ", "))
	set.StringVar(&f.logLevel, "log-level", "warn", "log what is of this `level`, or worse: debug, info, warn or error")
	return f
}

func appendTo(list *[]string) func(string) error {
	return func(value string) error {
		*list = append(*list, value)
		return nil
	}
}

func run(ctx context.Context, f *flags) error {
	o, err := f.options()
	if err != nil {
		return err
	}
	if err := judge(ctx, o); err != nil {
		return err
	}
	if *jobopts.WorkerBinary == "" && runtime.GOOS == "linux" {
		// Without it Beam compiles this program once more, from its source.
		if *jobopts.WorkerBinary, err = os.Executable(); err != nil {
			return err
		}
	}
	pipeline, scope := beam.NewPipelineWithRoot()
	claimsmith.Write(scope, f.output, f.allowBad, o, claimsmith.Replay(scope, o))
	return beamx.Run(ctx, pipeline)
}

func (f *flags) options() (o claimsmith.Options, err error) {
	switch {
	case f.set.NArg() > 0:
		return o, fmt.Errorf("unexpected %q: files of records are named with --input", f.set.Arg(0))
	case f.before == "" || f.after == "" || len(f.inputs) == 0 || f.output == "":
		return o, errors.New("--before, --after, --input and --output are required; --help tells more")
	case !slices.Contains([]string{"debug", "info", "warn", "error"}, f.logLevel):
		return o, fmt.Errorf("--log-level is debug, info, warn or error, not %q", f.logLevel)
	case f.exemplars < 0 || f.exemplars > replay.MaxExemplars:
		return o, fmt.Errorf("--exemplars is 0 to %d, not %d", replay.MaxExemplars, f.exemplars)
	case f.strict && f.allowBad >= 0:
		return o, errors.New("--strict allows nothing that is bad, so --allow-bad has no meaning beside it")
	}
	if f.failOn != "" {
		if _, err := replay.ParseConditions(f.failOn); err != nil {
			return o, fmt.Errorf("--fail-on: %w", err)
		}
	}
	for _, input := range f.inputs {
		if input == replay.Stdin {
			return o, errors.New("a pipeline cannot read standard input")
		}
	}
	o.Inputs, o.ShowValues, o.Exemplars, o.Strict, o.FailOn = f.inputs, f.showValues, f.exemplars, f.strict, f.failOn
	o.BeforeName, o.AfterName = f.before, f.after
	if o.Exemplars == 0 {
		o.Exemplars = -1 // none; 0 is the default's
	}
	if o.Audience, err = audience(f.audiences); err != nil {
		return o, err
	}
	if o.Before, err = os.ReadFile(f.before); err != nil {
		return o, err
	}
	o.After, err = os.ReadFile(f.after)
	return o, err
}

// audience is plain texts as the JSON that the policy reads.
func audience(texts []string) ([]byte, error) {
	var value any = texts
	switch len(texts) {
	case 0:
		value = ""
	case 1:
		value = texts[0]
	}
	for _, text := range texts {
		if !utf8.ValidString(text) {
			return nil, fmt.Errorf("--audience %q is no UTF-8", text)
		}
	}
	return json.Marshal(value)
}

// judge finds out here, and not on a worker, whether the configs and the audience
// can be used.
func judge(ctx context.Context, o claimsmith.Options) error {
	engine, err := host.New(ctx, host.WithInstances(1))
	if err != nil {
		return err
	}
	_, err = replay.New(ctx, engine, o.Options)
	return errors.Join(err, engine.Close(context.WithoutCancel(ctx)))
}
