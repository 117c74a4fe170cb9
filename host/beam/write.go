package beam

import (
	"context"
	"errors"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"github.com/claimsmith/claimsmith/host/replay"
)

// Write writes the report of what Replay has found to a file of a filesystem that is
// registered with Beam. A worker writes it. If the report leaves out more than is
// allowed, for which see replay.Report.Incomplete, then it is written all the same and
// the pipeline fails, so that half a recording passes for a whole one with no runner.
func Write(s beam.Scope, file string, allowBad int64, found beam.PCollection) {
	beam.ParDo0(s.Scope("claimsmith.Write"), &writeFn{file, allowBad}, found)
}

type writeFn struct {
	File     string
	AllowBad int64
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
	report := found.Report()
	_, err = out.Write(report.JSON())
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	return report.Incomplete(fn.AllowBad)
}
