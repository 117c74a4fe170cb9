package host

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
)

// newEngine makes an engine that the end of the test closes.
func newEngine(t testing.TB, opts ...Option) *Engine {
	t.Helper()
	e, err := New(context.Background(), opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(context.Background()); err != nil {
			t.Errorf("closing the engine: %v", err)
		}
	})
	return e
}

// A journal is a log of which tests read the messages.
type journal struct {
	mu       sync.Mutex
	messages []string
}

func (j *journal) Enabled(context.Context, slog.Level) bool { return true }
func (j *journal) WithAttrs([]slog.Attr) slog.Handler       { return j }
func (j *journal) WithGroup(string) slog.Handler            { return j }

func (j *journal) Handle(_ context.Context, r slog.Record) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.messages = append(j.messages, r.Message)
	return nil
}

// want compares the messages since the last time.
func (j *journal) want(t *testing.T, want ...string) {
	t.Helper()
	j.mu.Lock()
	defer j.mu.Unlock()
	if !slices.Equal(j.messages, want) {
		t.Errorf("the log says %q, not %q", j.messages, want)
	}
	j.messages = nil
}

const (
	made     = "instance made"
	dropped  = "instance dropped"
	recycled = "instance recycled"
)

// wantError fails unless an error is the one that is wanted, nil too.
func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("the error is %v, not %v", err, want)
	}
}
