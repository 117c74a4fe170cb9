package host

import (
	"context"
	"testing"
)

// wantStats compares all numbers, so it is for engines at rest.
func wantStats(t *testing.T, e *Engine, want Stats) {
	t.Helper()
	if got := e.Stats(); got != want {
		t.Errorf("the numbers are %+v, not %+v", got, want)
	}
}

func TestStats(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		e, _ := tinyEngine(t, run, func(m *tiny) { m.onSession(1, opUnreachable) }, WithInstances(2))
		wantStats(t, e, Stats{Made: 1, Idle: 1})
		for range 2 {
			wantOutcome(t, e)
		}
		wantStats(t, e, Stats{Made: 1, Idle: 1})

		first, second := hold(t, e), hold(t, e)
		wantStats(t, e, Stats{Made: 2, InUse: 2})
		e.put(first)
		wantStats(t, e, Stats{Made: 2, Idle: 1, InUse: 1})
		e.put(second)

		for range 2 {
			_, err := e.Evaluate(ctx, anything, []byte("1"), anyone)
			wantError(t, err, ErrCrashed)
		}
		wantStats(t, e, Stats{Made: 2, Discarded: 2})
		wantOutcome(t, e)
		wantStats(t, e, Stats{Made: 3, Discarded: 2, Idle: 1})
	})
}

func TestStatsOfRecycling(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		e := run.newEngine(t, WithInstances(1), WithRecycling(1<<20))
		for range 2 {
			if _, err := e.Evaluate(ctx, []byte(country), padded(1<<20), []byte(anAudience)); err != nil {
				t.Fatal(err)
			}
		}
		wantStats(t, e, Stats{Made: 2, Recycled: 2})
		// What the policy refuses costs no instance.
		if _, err := e.Evaluate(ctx, []byte("{"), anything, anyone); err == nil {
			t.Error("half a config is accepted")
		}
		wantStats(t, e, Stats{Made: 3, Recycled: 2, Idle: 1})
	})
}
