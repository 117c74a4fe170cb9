package host

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
)

const (
	country        = `{"access_token":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]}}`
	spain          = `{"session_id":"sess_12345","metadata":{"country":"Spain"}}`
	countryIsSpain = `{"access_token":{"claims":{"country":"Spain"},"bytes":19}}`
	anAudience     = `"https://api.example.com"`
)

// wantSpain makes a call that must succeed.
func wantSpain(t testing.TB, e *Engine) {
	t.Helper()
	outcome, err := e.Evaluate(context.Background(), []byte(country), []byte(spain), []byte(anAudience))
	if err != nil || string(outcome.JSON) != countryIsSpain {
		t.Errorf("a call gives %s, %v", outcome.JSON, err)
	}
}

// hold takes an instance out of the pool, as a call does.
func hold(t *testing.T, e *Engine) *instance {
	t.Helper()
	in, err := e.acquire(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestContextEndsTheWait(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		e := run.newEngine(t, WithInstances(1))
		in := hold(t, e)
		ctx, cancel := context.WithCancel(context.Background())
		results := make(chan error)
		const callers = 4
		for range callers {
			go func() {
				_, err := e.Evaluate(ctx, []byte(country), []byte(spain), []byte(anAudience))
				results <- err
			}()
		}
		cancel()
		for range callers {
			wantError(t, <-results, context.Canceled)
		}
		for _, err := range errorsOfAll(ctx, e, make([]byte, 100_000)) {
			wantError(t, err, context.Canceled)
		}
		e.put(in)
		wantSpain(t, e)
	})
}

// errorsOfAll makes each call that there is, with a config.
func errorsOfAll(ctx context.Context, e *Engine, config []byte) []error {
	_, evaluated := e.Evaluate(ctx, config, anything, anyone)
	_, explained := e.Explain(ctx, config, anything, anyone)
	_, validated := e.Validate(ctx, config)
	_, described := e.Describe(ctx)
	_, bound := e.Policy(ctx, config)
	return []error{evaluated, explained, validated, described, bound}
}

// Who waits gets the instance that is given back.
func TestWaitersAreServed(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		e := run.newEngine(t, WithInstances(1))
		in := hold(t, e)
		done := make(chan struct{})
		const callers = 8
		for range callers {
			go func() {
				wantSpain(t, e)
				done <- struct{}{}
			}()
		}
		e.put(in)
		for range callers {
			<-done
		}
	})
}

func TestInstancesAreMadeOnDemand(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		log := new(journal)
		e := run.newEngine(t, WithInstances(3), WithLogger(slog.New(log)))
		for range 5 {
			wantSpain(t, e)
		}
		log.want(t, made)
		first, second := hold(t, e), hold(t, e)
		log.want(t, made)
		wantSpain(t, e)
		log.want(t, made)
		e.put(first)
		e.put(second)
		wantSpain(t, e)
		log.want(t)
	})
}

func TestClose(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		e, err := New(ctx, run.policy, WithInstances(2))
		if err != nil {
			t.Fatal(err)
		}
		p, err := e.Policy(ctx, []byte(country))
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if err := e.Close(ctx); err != nil {
				t.Error(err)
			}
			for _, err := range errorsOfAll(ctx, e, make([]byte, 100_000)) {
				wantError(t, err, ErrClosed)
			}
			_, err := p.Evaluate(ctx, []byte(spain), anyone)
			wantError(t, err, ErrClosed)
		}
	})
}

func TestCloseWaits(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		e, err := New(ctx, run.policy, WithInstances(2))
		if err != nil {
			t.Fatal(err)
		}
		held := []*instance{hold(t, e), hold(t, e)}
		waiting := make(chan error)
		const waiters = 3
		for range waiters {
			go func() {
				_, err := e.Evaluate(ctx, []byte(country), []byte(spain), []byte(anAudience))
				waiting <- err
			}()
		}
		var givenBack atomic.Int32
		closed := make(chan error)
		for range 2 {
			go func() {
				err := e.Close(ctx)
				if givenBack.Load() != 2 {
					err = errors.New("Close did not wait")
				}
				closed <- err
			}()
		}
		// They waited for an instance, and there will be none.
		for range waiters {
			wantError(t, <-waiting, ErrClosed)
		}
		for _, in := range held {
			// What is under way goes on.
			text, ok, err := in.call(ctx, evaluate, nil, []byte(country), []byte(spain), []byte(anAudience))
			if string(text) != countryIsSpain || !ok || err != nil {
				t.Errorf("a call while the engine is closing gives %s, %v", text, err)
			}
			givenBack.Add(1)
			e.put(in)
		}
		for range 2 {
			wantError(t, <-closed, nil)
		}
	})
}

// Close with a context that ends leaves the calls under way alone; they end as
// they would have.
func TestCloseHonoursItsContext(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		e, err := New(context.Background(), run.policy, WithInstances(2))
		if err != nil {
			t.Fatal(err)
		}
		wantSpain(t, e)
		in, doomed := hold(t, e), hold(t, e)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		for range 2 {
			wantError(t, e.Close(ctx), context.Canceled)
		}
		text, ok, err := in.call(context.Background(), evaluate, nil, []byte(country), []byte(spain), []byte(anAudience))
		if string(text) != countryIsSpain || !ok || err != nil {
			t.Errorf("a call after Close gave up gives %s, %v", text, err)
		}
		e.put(in)
		e.discard(doomed, errMade)
		wantError(t, e.Close(context.Background()), nil)
		_, err = e.Evaluate(context.Background(), anything, anything, anyone)
		wantError(t, err, ErrClosed)
	})
}

var errMade = errors.New("made up")

// grown is the size of the pool's one instance.
func grown(t *testing.T, e *Engine) uint32 {
	t.Helper()
	in := hold(t, e)
	defer e.put(in)
	return uint32(len(in.Memory()))
}

// Memory is flat: what a call takes the next call takes again.
func TestMemoryIsFlat(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		calls := 1_000_000
		if testing.Short() {
			calls = 50_000
		}
		log := new(journal)
		e := run.newEngine(t, WithInstances(1), WithLogger(slog.New(log)))
		config, session, audience := []byte(country), []byte(spain), []byte(anAudience)
		var early uint32
		for i := range calls {
			outcome, err := e.Evaluate(ctx, config, session, audience)
			if err != nil || string(outcome.JSON) != countryIsSpain {
				t.Fatalf("call %d gives %s, %v", i, outcome.JSON, err)
			}
			if i == 1000 {
				early = grown(t, e)
			}
		}
		if size := grown(t, e); size != early || size > 256<<10 {
			t.Errorf("the memory has %d bytes after %d calls and had %d after a thousand", size, calls, early)
		}
		log.want(t, made)
	})
}

// More configs than the module keeps, calls of every kind, failures among them:
// the memory still settles.
func TestMemoryIsFlatForManyConfigs(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		rounds := 1000
		if testing.Short() {
			rounds = 100
		}
		log := new(journal)
		e := run.newEngine(t, WithInstances(1), WithLogger(slog.New(log)))
		var configs, wants [40][]byte
		for i := range configs {
			configs[i] = []byte(strings.ReplaceAll(country, `"country"`, fmt.Sprintf(`"country%d"`, i)))
			wants[i] = []byte(fmt.Sprintf(`{"country%d":"Spain"}`, i))
		}
		var early uint32
		for round := range rounds {
			for i, config := range configs {
				outcome, err := e.Evaluate(ctx, config, []byte(spain), []byte(anAudience))
				if err != nil || !bytes.Contains(outcome.JSON, wants[i]) {
					t.Fatalf("config %d gives %s, %v", i, outcome.JSON, err)
				}
			}
			errorsOfAll(ctx, e, configs[round%40])
			errorsOfAll(ctx, e, configs[round%40][1:])
			if round == rounds/10 {
				early = grown(t, e)
			}
		}
		if size := grown(t, e); size != early || size > 1<<20 {
			t.Errorf("the memory has %d bytes, and had %d after a tenth of the calls", size, early)
		}
		log.want(t, made)
	})
}

// padded is a session of so many bytes.
func padded(size int) []byte {
	return append([]byte(spain), bytes.Repeat([]byte(" "), size-len(spain))...)
}

func TestRecycling(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		log := new(journal)
		e := run.newEngine(t, WithInstances(1), WithRecycling(1<<20), WithLogger(slog.New(log)))
		before := grown(t, e)
		for range 3 {
			log.want(t, made)
			outcome, err := e.Evaluate(ctx, []byte(country), padded(1<<20), []byte(anAudience))
			if err != nil || string(outcome.JSON) != countryIsSpain {
				t.Fatalf("a large session gives %s, %v", outcome.JSON, err)
			}
			log.want(t, recycled)
			wantSpain(t, e)
			if after := grown(t, e); after != before {
				t.Errorf("the memory has %d bytes, and had %d", after, before)
			}
		}
		log.messages = nil
	})
}

// An input over its limit costs what one a byte over the limit costs.
func TestMemoryForOversizeInputs(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		var sizes []uint32
		for _, size := range []int{1<<20 + 1, 100 << 20} {
			e := run.newEngine(t, WithInstances(1), WithRecycling(64<<20))
			_, err := e.Evaluate(ctx, []byte(country), make([]byte, size), []byte(anAudience))
			var failed *PolicyError
			if !errors.As(err, &failed) || len(failed.Problems) != 1 || failed.Problems[0].Code != "too_large" {
				t.Errorf("%d bytes give %v", size, err)
			}
			sizes = append(sizes, grown(t, e))
			wantSpain(t, e)
		}
		if sizes[0] != sizes[1] || sizes[1] > 4<<20 {
			t.Errorf("the memory has %d bytes after a session that is a byte too large, %d after one of 100 MiB", sizes[0], sizes[1])
		}
	})
}

// A session that does not fit the memory that the host allows costs an instance
// and nothing more.
func TestMemoryLimit(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		log := new(journal)
		e := run.newEngine(t, WithInstances(1), WithMemoryLimit(256<<10), WithLogger(slog.New(log)))
		for range 3 {
			_, err := e.Evaluate(ctx, []byte(country), padded(600_000), []byte(anAudience))
			wantError(t, err, ErrCrashed)
			log.want(t, made, dropped)
			wantSpain(t, e)
		}
		log.messages = nil
	})
}

// The one allocation is the result's own bytes.
func TestAllocations(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		e := run.newEngine(t, WithInstances(1))
		p, err := e.Policy(ctx, []byte(country))
		if err != nil {
			t.Fatal(err)
		}
		session, audience := []byte(spain), []byte(anAudience)
		allocations := testing.AllocsPerRun(1000, func() {
			if _, err := p.Evaluate(ctx, session, audience); err != nil {
				t.Fatal(err)
			}
		})
		if allocations != 1 {
			t.Errorf("an evaluation allocates %v times", allocations)
		}
	})
}
