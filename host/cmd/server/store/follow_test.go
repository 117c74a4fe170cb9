package store

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"
)

// follower follows a store and notes what it is told.
type follower struct {
	mutex sync.Mutex
	told  []Version
	done  chan error // how Follow ended
	stop  context.CancelFunc
}

func follow(t *testing.T, s *Store, after int64) *follower {
	ctx, stop := context.WithCancel(t.Context())
	f := &follower{done: make(chan error, 1), stop: stop}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		f.done <- s.Follow(ctx, after, func(versions []Version) error {
			f.mutex.Lock()
			defer f.mutex.Unlock()
			f.told = append(f.told, versions...)
			return nil
		})
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	return f
}

func (f *follower) until(t *testing.T, want Version) {
	t.Helper()
	wait(t, "told of a save", func() bool {
		f.mutex.Lock()
		defer f.mutex.Unlock()
		return len(f.told) > 0 && reflect.DeepEqual(f.told[len(f.told)-1], want)
	})
}

const never = 1000 * time.Hour

func TestFollow(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, url string) { followSaves(t, url, pollEvery) })
}

func TestFollowByPollingAlone(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, url string) { followSaves(t, url, time.Millisecond) })
}

func TestFollowByListeningAlone(t *testing.T) {
	t.Parallel()
	onPostgres(t, func(t *testing.T, url string) { followSaves(t, url, never) })
}

// followSaves has one store follow what another one saves.
func followSaves(t *testing.T, url string, poll time.Duration) {
	saving, following := open(t, url), open(t, url)
	if following.poll = poll; poll < pollEvery {
		following.listen = nil
	}
	first := save(t, saving, 0, Version{Kind: Client, ID: "a", Text: []byte("1")})
	f := follow(t, following, 0)
	f.until(t, first)
	f.until(t, save(t, saving, 1, Version{Kind: Client, ID: "a", Text: []byte("2")}))
	f.until(t, save(t, saving, 2, Version{Kind: Client, ID: "a"}))
	f.until(t, save(t, saving, 3, Version{Kind: Client, ID: "b", Text: []byte("3")}))
	f.stop()
	wantError(t, <-f.done, context.Canceled)
	for i, v := range f.told {
		if v.Sequence != int64(i)+1 {
			t.Errorf("told of %d in the place %d", v.Sequence, i)
		}
	}
}

func TestFollowEnds(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		save(t, s, 0, Version{Kind: Client, ID: "a"})
		failure := errors.New("enough")
		wantError(t, s.Follow(t.Context(), 0, func([]Version) error { return failure }), failure)
		wantError(t, s.Follow(t.Context(), 7, func([]Version) error { return failure }), ErrAhead)
		ctx, cancel := context.WithCancel(t.Context())
		wantError(t, s.Follow(ctx, 0, func([]Version) error { cancel(); return nil }), context.Canceled)
		ctx, cancel = context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		wantError(t, s.Follow(ctx, 1, func([]Version) error { return failure }), context.DeadlineExceeded)
	})
}

// All connections of a server are lost, and there are saves meanwhile.
func TestFollowOutlastsLostConnections(t *testing.T) {
	t.Parallel()
	onPostgres(t, func(t *testing.T, url string) {
		for name, poll := range map[string]time.Duration{"polling": pollEvery, "listening again": never} {
			t.Run(name, func(t *testing.T) {
				saving := open(t, with(t, url, "application_name", "saving"))
				following := open(t, url)
				following.poll = poll
				last, err := saving.last(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				f := follow(t, following, last)
				for range 2 {
					f.until(t, save(t, saving, last, Version{Kind: Client, ID: "a"}))
					wait(t, "listening", func() bool { return terminate(t, url, "LISTEN%") > 0 })
					terminate(t, url, "%")
					began := time.Now()
					f.until(t, save(t, saving, last+1, Version{Kind: Client, ID: "a"}))
					t.Logf("told %v after the loss", time.Since(began))
					last += 2
				}
				f.stop()
				wantError(t, <-f.done, context.Canceled)
			})
		}
	})
}
