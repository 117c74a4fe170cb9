package beam

import (
	"context"
	"errors"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"github.com/claimsmith/claimsmith/host/replay"
)

// Write writes the report of what Replay has found to a file of a filesystem that is
// registered with Beam. A worker writes it.
func Write(s beam.Scope, file string, found beam.PCollection) {
	beam.ParDo0(s.Scope("claimsmith.Write"), &writeFn{file}, found)
}

type writeFn struct{ File string }

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
	_, err = out.Write(found.Report().JSON())
	return errors.Join(err, out.Close())
}
