package beam

import (
	"cmp"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// Options are what a pipeline replays and how it divides the work.
type Options struct {
	replay.Options
	// Inputs are paths as replay.Files takes them, without standard input, or
	// patterns of a filesystem that is registered with Beam ("gs://bucket/*.ndjson").
	// Workers read them: paths have to mean the same files on each.
	Inputs []string
	// Part is how many bytes of a file one worker reads at a stretch. Files that are
	// larger are divided if they can be, which those that are compressed and those
	// of remote filesystems cannot: one worker reads them, and others evaluate what
	// it reads. The default is 32 MiB.
	Part int64
	// Batch is how many bytes of records one worker sends another. The default is
	// 256 KiB.
	Batch int
	// Strict fails the pipeline at a bad record or a damaged input, as soon as a worker
	// sees one. There is no report then.
	Strict bool
	// FailOn are conditions as replay.ParseConditions reads them; a report that fulfils
	// one fails the pipeline, after it is written. "" is none.
	FailOn string
}

func (o Options) withDefaults() Options {
	o.Part = cmp.Or(max(o.Part, 0), 32<<20)
	o.Batch = cmp.Or(max(o.Batch, 0), 256<<10)
	return o
}
