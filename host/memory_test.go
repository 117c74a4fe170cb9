package host_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/claimsmith/claimsmith/host"
)

// A call's garbage stays until the next call, so the memory of an instance is what its
// largest call needed.

// peaks is a log from which the memory of recycled instances can be read.
type peaks struct {
	slog.Handler
	last atomic.Uint64
}

func (p *peaks) Enabled(context.Context, slog.Level) bool { return true }

func (p *peaks) Handle(_ context.Context, r slog.Record) error {
	if r.Message != "instance recycled" {
		return nil
	}
	r.Attrs(func(a slog.Attr) bool {
		p.last.Store(a.Value.Uint64())
		return false
	})
	return nil
}

// peakBounds are the MiB that a call may take of a new instance, for the worst cases that
// take most. A hundred problems that each name a claim of 200 KB are a text of 20 MB.
var peakBounds = map[string]uint64{
	"a long name with many problems":         26,
	"a long escaped name with many problems": 31,
	"a mapped object of one escaped name":    18,
	"attributes of one array":                31,
	"attributes of one object":               16,
	"merged metadata":                        16,
	"set claims of one name":                 17,
}

// otherPeaks is the bound of the other worst cases.
const otherPeaks = 13

// TestPeaks gives each of the worst cases an instance of its own, for each function.
func TestPeaks(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		ctx := context.Background()
		p := &peaks{Handler: slog.DiscardHandler}
		e := newEngine(t, slices.Concat(run, []host.Option{host.WithInstances(1), host.WithRecycling(0), host.WithLogger(slog.New(p))})...)
		cases := worstCases(maxConfig, maxSession, maxAudience)
		for name := range peakBounds {
			if _, known := cases[name]; !known {
				t.Errorf("there is no worst case %q", name)
			}
		}
		for name, inputs := range cases {
			config, session, audience := []byte(inputs[0]), []byte(inputs[1]), []byte(inputs[2])
			bound, known := peakBounds[name]
			if !known {
				bound = otherPeaks
			}
			for function, call := range map[string]func() error{
				"evaluate": func() error { _, err := e.Evaluate(ctx, config, session, audience); return err },
				"explain":  func() error { _, err := e.Explain(ctx, config, session, audience); return err },
				"validate": func() error { _, err := e.Validate(ctx, config); return err },
			} {
				p.last.Store(0)
				var refused *host.PolicyError
				if err := call(); err != nil && !errors.As(err, &refused) {
					t.Errorf("%s: %s: %v", name, function, err)
				}
				if took := p.last.Load(); took == 0 || took > bound<<20 {
					t.Errorf("%s: %s takes %.2f MiB, and may take %d", name, function, float64(took)/(1<<20), bound)
				}
			}
		}
	})
}

// TestMemoryStaysFlat makes 300,000 calls on one instance that is never replaced, short
// and heavy ones, with configs known and new: what one leaves behind is no matter to the
// next.
func TestMemoryStaysFlat(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		ctx := context.Background()
		calls := 300_000
		if testing.Short() {
			calls = 20_000
		}
		const bound = 36 << 20 // the largest peak and what is kept
		e := newEngine(t, slices.Concat(run, []host.Option{host.WithInstances(1), host.WithRecycling(bound)})...)
		heavy := worstCases(maxConfig, maxSession, maxAudience)
		names := slices.Sorted(maps.Keys(heavy))
		work := tasks()
		for i := range calls {
			task := work[i%len(work)]
			if i%97 == 0 { // one that is not known
				config := fmt.Sprintf(`{"access_token":{"custom_claim_mappings":[{"name":"n%d","expression":"anonymous_session.m"}]}}`, i)
				if _, err := e.Evaluate(ctx, []byte(config), []byte(`{"m":1}`), []byte(`""`)); err != nil {
					t.Fatal(err)
				}
			}
			if i%(calls/400) == 0 { // every heavy call at least twice
				inputs := heavy[names[i/(calls/400)%len(names)]]
				var refused *host.PolicyError
				if _, err := e.Explain(ctx, []byte(inputs[0]), []byte(inputs[1]), []byte(inputs[2])); err != nil && !errors.As(err, &refused) {
					t.Fatalf("call %d: %v", i, err)
				}
			}
			if err := task.check(e.Evaluate(ctx, task.config, task.session, task.audience)); err != nil {
				t.Fatalf("call %d: %v", i, err)
			}
		}
		if s := e.Stats(); s.Made != 1 || s.Recycled != 0 || s.Discarded != 0 {
			t.Errorf("the one instance did not last: %+v", s)
		}
	})
}
