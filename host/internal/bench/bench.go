package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/host"
)

// What else is measured of each runner: calls that are compared with oneCall, one of
// fourMappings in one goroutine, and figures that stand alone.
const (
	oneCall       = "one_call"
	twoGoroutines = "two_goroutines"
	twoAudiences  = "two_audiences" // in turns
	twoConfigs    = "two_configs"   // in turns
	explain       = "explain"
	timeLimit     = "time_limit"

	// What gjson gains from two goroutines is what the machine has to give.
	gjsonOneCall       = "gjson_one_call"
	gjsonTwoGoroutines = "gjson_two_goroutines"

	allocations = "allocations"
	engineStart = "start_ms" // of an engine: the module is compiled, unless it is translated
	fromCache   = "from_cache_ms"
	instance    = "instance_ms"
	idleMemory  = "instance_kib"
)

var (
	comparisons = []comparison{
		{twoGoroutines, oneCall}, {gjsonTwoGoroutines, gjsonOneCall},
		{twoAudiences, oneCall}, {twoConfigs, oneCall}, {explain, oneCall},
	}
	figures = []string{allocations, engineStart, instance, idleMemory}
)

// A comparison is of the times of two calls.
type comparison struct{ of, to string }

// A bench has the measurements of a round and the engines that they need. The caller
// closes it, also if it could not be prepared.
type bench struct {
	atLeast time.Duration   // of the calls of a turn
	groups  [][]measurement // what is compared is in one
	engines []*host.Engine
	cache   string // a folder for compiled modules
}

// prepare sets all up to measure these tasks and runners.
func (b *bench) prepare(ctx context.Context, tasks []task, runners []runner) (err error) {
	if b.cache, err = os.MkdirTemp("", "claimsmith-bench-"); err != nil {
		return err
	}
	engines, err := b.start(ctx, runners)
	if err != nil {
		return err
	}
	for _, t := range tasks {
		ways, err := t.ways(ctx, runners, engines)
		if err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
		b.newGroup()
		for _, w := range ways {
			b.time(t.String(), w.name, w.call)
		}
	}
	for i, r := range runners {
		if err := b.compareCalls(ctx, engines[i], r); err != nil {
			return err
		}
		if err := b.measureStart(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// start makes an engine for each runner.
func (b *bench) start(ctx context.Context, runners []runner) (engines []*host.Engine, err error) {
	for _, r := range runners {
		e, err := b.engine(ctx, r)
		if err != nil {
			return nil, err
		}
		engines = append(engines, e)
	}
	return engines, nil
}

func (b *bench) close(ctx context.Context) error {
	var failed error
	for _, e := range b.engines {
		failed = errors.Join(failed, e.Close(ctx))
	}
	return errors.Join(failed, os.RemoveAll(b.cache))
}

// engine is one that the bench closes.
func (b *bench) engine(ctx context.Context, r runner, more ...host.Option) (*host.Engine, error) {
	e, err := newEngine(ctx, r, more...)
	if err == nil {
		b.engines = append(b.engines, e)
	}
	return e, err
}

func (b *bench) newGroup() { b.groups = append(b.groups, nil) }

// add adds a measurement to the newest group.
func (b *bench) add(of, by string, sample func() (float64, error)) {
	group := &b.groups[len(b.groups)-1]
	*group = append(*group, measurement{key{of, by}, sample})
}

// time adds the nanoseconds that a call takes.
func (b *bench) time(of, by string, call func() error) {
	b.add(of, by, perCall(b.atLeast, inTurn(call)))
}

// compareCalls adds one call, those to compare with it, and what it allocates.
func (b *bench) compareCalls(ctx context.Context, e *host.Engine, r runner) error {
	t := fourMappings()
	one, err := hostCall(ctx, e, t)
	if err != nil {
		return err
	}
	var policies [2]*host.Policy
	for i, config := range []string{t.config(), t.otherConfig()} {
		if policies[i], err = e.Policy(ctx, []byte(config)); err != nil {
			return err
		}
	}
	session := []byte(t.session)
	audiences := [2][]byte{[]byte(audience), []byte(otherAudience)}
	turn := 0
	gjsonCall := t.gjsonCall()

	b.newGroup()
	b.time(oneCall, r.name, one)
	b.add(twoGoroutines, r.name, perCall(b.atLeast, atOnce(2, one)))
	b.time(gjsonOneCall, r.name, gjsonCall)
	b.add(gjsonTwoGoroutines, r.name, perCall(b.atLeast, atOnce(2, gjsonCall)))
	b.time(twoAudiences, r.name, func() error {
		turn++
		_, err := policies[0].Evaluate(ctx, session, audiences[turn%2])
		return err
	})
	b.time(twoConfigs, r.name, func() error {
		turn++
		_, err := policies[turn%2].Evaluate(ctx, session, audiences[0])
		return err
	})
	b.time(explain, r.name, func() error {
		_, err := policies[0].Explain(ctx, session, audiences[0])
		return err
	})
	if !r.translated() {
		limited, err := b.engine(ctx, r, host.WithTimeLimit(time.Minute))
		if err != nil {
			return err
		}
		limitedCall, err := hostCall(ctx, limited, t)
		if err != nil {
			return err
		}
		b.time(timeLimit, r.name, limitedCall)
	}
	b.add(allocations, r.name, func() (number float64, err error) {
		number = testing.AllocsPerRun(100, func() { err = errors.Join(err, one()) })
		return number, err
	})
	return nil
}

// measureStart adds what a process pays before its first evaluation, and what an
// instance takes.
func (b *bench) measureStart(ctx context.Context, r runner) error {
	b.newGroup()
	milliseconds := func(of string, run func(calls int) (time.Duration, error)) {
		sample := perCall(b.atLeast, run)
		b.add(of, r.name, func() (float64, error) {
			nanoseconds, err := sample()
			return nanoseconds / 1e6, err
		})
	}
	// An engine that keeps no instance makes one for every call.
	made := &madeLog{Handler: slog.DiscardHandler}
	e, err := b.engine(ctx, r, host.WithRecycling(0), host.WithLogger(slog.New(made)))
	if err != nil {
		return err
	}
	empty := func() error {
		_, err := e.Evaluate(ctx, []byte("{}"), []byte("{}"), []byte(audience))
		return err
	}
	if err := empty(); err != nil { // takes the instance that was made with the engine
		return err
	}
	milliseconds(instance, func(calls int) (took time.Duration, err error) {
		for range calls {
			made.at = time.Time{}
			start := time.Now()
			if err := empty(); err != nil {
				return 0, err
			}
			if made.at.IsZero() {
				return 0, errors.New("the host does not log that it makes an instance")
			}
			took += made.at.Sub(start)
		}
		return took, nil
	})
	b.add(idleMemory, r.name, func() (float64, error) { return float64(made.memory) / 1024, nil })

	milliseconds(engineStart, starts(ctx, r))
	if !r.translated() {
		cached := host.WithCompilationCache(b.cache)
		if _, err := b.engine(ctx, r, cached); err != nil { // fills the cache
			return err
		}
		milliseconds(fromCache, starts(ctx, r, cached))
	}
	return nil
}

// starts makes engines and times that alone.
func starts(ctx context.Context, r runner, more ...host.Option) func(calls int) (time.Duration, error) {
	return func(calls int) (took time.Duration, err error) {
		for range calls {
			start := time.Now()
			e, err := newEngine(ctx, r, more...)
			if err != nil {
				return 0, err
			}
			took += time.Since(start)
			if err := e.Close(ctx); err != nil {
				return 0, err
			}
		}
		return took, nil
	}
}

// A madeLog takes from the host's log when an instance was made, and how many bytes
// of memory it has.
type madeLog struct {
	slog.Handler
	at     time.Time
	memory uint64
}

func (*madeLog) Enabled(context.Context, slog.Level) bool { return true }

func (l *madeLog) Handle(_ context.Context, r slog.Record) error {
	if r.Message != "instance made" {
		return nil
	}
	l.at = r.Time
	r.Attrs(func(a slog.Attr) bool {
		if a.Key == "memory" {
			l.memory = a.Value.Uint64()
		}
		return true
	})
	return nil
}
