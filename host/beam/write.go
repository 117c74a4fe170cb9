package beam

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// Write writes the report of what Replay has found with these options to a file of a
// filesystem that is registered with Beam. A worker writes it. If the report leaves out
// more than is allowed, for which see replay.Report.Incomplete, or fulfils a condition
// of FailOn, then it is written all the same and the pipeline fails, so that half a
// recording passes for a whole one with no runner.
func Write(s beam.Scope, file string, allowBad int64, o Options, found beam.PCollection) {
	beam.ParDo0(s.Scope("claimsmith.Write"), &writeFn{File: file, AllowBad: allowBad, Replay: o.Options, FailOn: o.FailOn}, found)
}

type writeFn struct {
	File     string
	AllowBad int64
	Replay   replay.Options
	FailOn   string

	replayer   *replay.Replayer
	conditions replay.Conditions
}

func (fn *writeFn) Setup(ctx context.Context) error {
	engine, err := engine()
	if err != nil {
		return err
	}
	if fn.FailOn != "" {
		if fn.conditions, err = replay.ParseConditions(fn.FailOn); err != nil {
			return err
		}
	}
	fn.replayer, err = replay.New(ctx, engine, fn.Replay)
	return err
}

func (fn *writeFn) ProcessElement(ctx context.Context, found *replay.Accumulator) error {
	system, err := filesystem.New(ctx, fn.File)
	if err != nil {
		return err
	}
	defer func() { _ = system.Close() }()
	out, err := system.OpenWrite(ctx, fn.File)
	if err != nil {
		return err
	}
	report := fn.replayer.Report(found)
	_, err = out.Write(report.JSON())
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	if err := report.Incomplete(fn.AllowBad); err != nil {
		return err
	}
	if reasons := fn.conditions.Fulfilled(report); len(reasons) > 0 {
		return fmt.Errorf("%s%s", failsOn, strings.Join(reasons, "; "))
	}
	return nil
}

// failsOn begins the error of a report that fulfils a condition. Runners pass on texts.
const failsOn = "the report fulfils a condition to fail on: "

// FailsOn reports whether a pipeline failed because its report fulfils a condition of
// FailOn. The report was written then.
func FailsOn(err error) bool { return err != nil && strings.Contains(err.Error(), failsOn) }
