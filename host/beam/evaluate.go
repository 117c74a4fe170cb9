package beam

import (
	"context"
	"errors"
	"math"
	"sync"

	"github.com/claimsmith/claimsmith/abi/translated"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// The engine serves all bundles of a process and lives as long as that does.
var engine = sync.OnceValues(func() (*host.Engine, error) {
	return host.New(context.Background(), host.WithTranslated(translated.Module()))
})

// evaluating is what the functions that evaluate have in common: one accumulator
// for each bundle, which begins with nothing also when the bundle is repeated.
type evaluating struct {
	Replay replay.Options
	Strict bool

	replayer *replay.Replayer
	found    *replay.Accumulator
}

func (e *evaluating) setup(ctx context.Context) error {
	engine, err := engine()
	if err != nil {
		return err
	}
	e.replayer, err = replay.New(ctx, engine, e.Replay)
	return err
}

func (e *evaluating) start() { e.found = e.replayer.NewAccumulator() }

func (e *evaluating) finish(emit func(*replay.Accumulator)) {
	emit(e.found)
	e.found = nil // it is the runner's now
}

func (e *evaluating) add(ctx context.Context, record replay.Record) error {
	err := e.replayer.Add(ctx, e.found, record)
	var bad *replay.RecordError
	if errors.As(err, &bad) && !e.Strict {
		return nil // it is counted
	}
	return err
}

// ended takes what reading ended with: a file that is damaged is counted as such.
func (e *evaluating) ended(err error) error {
	var damaged *replay.ReadError
	if errors.As(err, &damaged) && !e.Strict {
		e.found.AddDamaged(damaged)
		return nil
	}
	return err
}

// partFn reads parts of files and evaluates their records.
type partFn struct{ evaluating }

func (fn *partFn) Setup(ctx context.Context) error { return fn.setup(ctx) }

func (fn *partFn) StartBundle(context.Context, func(*replay.Accumulator)) error {
	fn.start()
	return nil
}

func (fn *partFn) ProcessElement(ctx context.Context, _ string, parts func(*part) bool, _ func(*replay.Accumulator)) error {
	var p part
	for parts(&p) {
		err := p.read(ctx, func(record replay.Record) error { return fn.add(ctx, record) })
		if err := fn.ended(err); err != nil {
			return err
		}
	}
	return nil
}

func (fn *partFn) FinishBundle(_ context.Context, emit func(*replay.Accumulator)) error {
	fn.finish(emit)
	return nil
}

// batchFn evaluates records that another worker has read.
type batchFn struct{ evaluating }

func (fn *batchFn) Setup(ctx context.Context) error { return fn.setup(ctx) }

func (fn *batchFn) StartBundle(context.Context, func(*replay.Accumulator)) error {
	fn.start()
	return nil
}

func (fn *batchFn) ProcessElement(ctx context.Context, _ string, batches func(*batch) bool, _ func(*replay.Accumulator)) error {
	var b batch
	for batches(&b) {
		err := b.records(func(record replay.Record) error { return fn.add(ctx, record) })
		if err := fn.ended(err); err != nil {
			return err
		}
	}
	return nil
}

func (fn *batchFn) FinishBundle(_ context.Context, emit func(*replay.Accumulator)) error {
	fn.finish(emit)
	return nil
}

// nothingFn makes an accumulator of nothing.
type nothingFn struct{}

func (nothingFn) ProcessElement([]byte) *replay.Accumulator { return nothing() }

// nothing changes no accumulator that it is merged with: of two numbers of
// exemplars the smaller counts.
func nothing() *replay.Accumulator { return replay.NewAccumulator(math.MaxInt) }

// mergeFn merges what bundles have found.
type mergeFn struct{}

func (mergeFn) CreateAccumulator() *replay.Accumulator { return nothing() }

func (mergeFn) MergeAccumulators(a, b *replay.Accumulator) *replay.Accumulator {
	a.Merge(b)
	return a
}
