package store

import (
	"context"
	"crypto/rand"
	"errors"
	"time"
)

// Of a check whether the database can be written to:
const (
	readyBytes = 16 << 10 // are written, more than a page of either database
	readyTime  = 2 * time.Second
)

// Ready reports whether the database can be written to, which it finds out by writing.
// It waits two seconds for others, and callers at the same time share one answer. Once
// there was no room for something, Ready says so until there is room for as much. The
// error is a *DatabaseError.
func (s *Store) Ready(ctx context.Context) error {
	answer := s.ready.DoChan("", func() (any, error) {
		// Whoever asked first may go, and others wait still.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readyTime)
		defer cancel()
		err := s.tryWriting(ctx)
		var failure *DatabaseError
		if errors.As(err, &failure) && failure.Failure == "" && ctx.Err() != nil {
			failure.Failure = Busy // it answers, and has not come to this
		}
		return nil, err
	})
	select {
	case a := <-answer:
		return a.Err
	case <-ctx.Done():
		return failed(ctx.Err())
	}
}

// tryWriting writes a grant that has expired, and deletes it: the next try must not
// find room in its place.
func (s *Store) tryWriting(ctx context.Context) error {
	const id = "readiness"
	lacking := s.lacking.Load()
	text := make([]byte, max(readyBytes, lacking))
	_, _ = rand.Read(text) // never fails; PostgreSQL makes other texts small
	grant := Grant{ID: id, Kind: readiness, Text: text, Expires: time.Now()}
	if _, err := s.PutGrants(ctx, unbounded, grant); err != nil {
		return err
	}
	s.lacking.CompareAndSwap(lacking, 0)
	if err := s.DeleteGrant(ctx, id); err != nil && !errors.Is(err, ErrNotFound) { // others try at the same time
		return err
	}
	return nil
}

// refused notes how much there was no room for, and returns the error.
func (s *Store) refused(err error, args []any) error {
	var failure *DatabaseError
	if errors.As(err, &failure) && failure.Failure == Full {
		var size int64
		for _, arg := range args {
			if text, ok := arg.([]byte); ok {
				size += int64(len(text))
			}
		}
		if size > s.lacking.Load() {
			s.lacking.Store(size)
		}
	}
	return err
}
