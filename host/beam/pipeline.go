package beam

import (
	"context"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

func init() {
	beam.RegisterCoder(reflect.TypeFor[*replay.Accumulator](), encodeAccumulator, decodeAccumulator)
	beam.RegisterType(reflect.TypeFor[part]())
	beam.RegisterType(reflect.TypeFor[batch]())
	register.DoFn3x1[context.Context, []byte, func(string, bool), error](&findFn{})
	register.DoFn5x1[context.Context, string, func(*bool) bool, func(string, part), func(string, batch), error](&openFn{})
	register.DoFn4x1[context.Context, string, func(*part) bool, func(*replay.Accumulator), error](&partFn{})
	register.DoFn4x1[context.Context, string, func(*batch) bool, func(*replay.Accumulator), error](&batchFn{})
	register.DoFn1x1[[]byte, *replay.Accumulator](&nothingFn{})
	register.DoFn2x1[context.Context, *replay.Accumulator, error](&writeFn{})
	register.Combiner1[*replay.Accumulator](&mergeFn{})
	register.Emitter1[*replay.Accumulator]()
	register.Emitter2[string, bool]()
	register.Emitter2[string, part]()
	register.Emitter2[string, batch]()
	register.Iter1[bool]()
	register.Iter1[part]()
	register.Iter1[batch]()
}

func encodeAccumulator(a *replay.Accumulator) ([]byte, error) { return a.MarshalBinary() }

func decodeAccumulator(text []byte) (*replay.Accumulator, error) {
	a := new(replay.Accumulator)
	return a, a.UnmarshalBinary(text)
}

// Replay replays the inputs. The collection that it returns has one element, a
// *replay.Accumulator. A config with problems fails the pipeline's first bundles:
// make a replay.Replayer first to know it sooner.
func Replay(s beam.Scope, o Options) beam.PCollection {
	s = s.Scope("claimsmith.Replay")
	o = o.withDefaults()
	// Grouping is what hands elements to other workers. Its keys are where an element
	// comes from, and not drawn: elements that are made again go where they went.
	files := beam.GroupByKey(s, beam.ParDo(s, &findFn{o.Inputs}, beam.Impulse(s)))
	parts, batches := beam.ParDo2(s, &openFn{o.Part, o.Batch}, files)
	evaluating := evaluating{Replay: o.Options, Strict: o.Strict}
	return beam.Combine(s, &mergeFn{}, beam.Flatten(s,
		beam.ParDo(s, &partFn{evaluating}, beam.GroupByKey(s, parts)),
		beam.ParDo(s, &batchFn{evaluating}, beam.GroupByKey(s, batches)),
		// Without any element there would be no sum.
		beam.ParDo(s, &nothingFn{}, beam.Impulse(s)),
	))
}
