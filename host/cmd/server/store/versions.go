package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// A Kind is a kind of document.
type Kind string

// The kinds of documents.
const (
	Client         Kind = "client"
	ResourceServer Kind = "resource_server"
	Tenant         Kind = "tenant"
	ClientGrant    Kind = "client_grant"
	User           Kind = "user" // whom a test logs in
)

// A Version is a document as it was saved once. Every save makes one; none is ever
// changed.
type Version struct {
	Sequence   int64 // of all saves, from 1, without gaps
	Kind       Kind
	ID         string
	Number     int64     // of this document's saves, from 1; goes on after a deletion
	Saved      time.Time // UTC, microseconds
	By         string    // who: the API token's name
	Text       []byte    // the whole document, JSON, byte for byte; nil if it was deleted
	Difference []byte    // what the save changed, JSON; may be nil
}

const (
	versionColumns = `sequence, kind, id, number, saved, author, text, difference`
	versionSelect  = versionColumns + `, text IS NULL`
)

func (v *Version) columns() []any {
	return []any{&v.Sequence, &v.Kind, &v.ID, &v.Number, (*micros)(&v.Saved), &v.By, &v.Text, &v.Difference, (*deleted)(v)}
}

// deleted is whether a version, of which all else has been read, has no text.
type deleted Version

// Scan is for database/sql. The driver for SQLite returns nil for an empty text, too,
// which nobody saves, and which is not a deletion.
func (d *deleted) Scan(value any) error {
	var is sql.NullBool
	if err := is.Scan(value); err != nil {
		return err
	}
	if !is.Bool && d.Text == nil {
		d.Text = []byte{}
	}
	return nil
}

// Save makes v the version that comes after the one whose sequence number is after,
// 0 if there is none. It sets Sequence, Number and Saved and returns the version as
// it is stored. The error is ErrBehind if there is a later version already, and
// ErrAhead if there is no such one. After any other error, a lost connection say,
// the version may have been stored or not; Newest tells.
func (s *Store) Save(ctx context.Context, after int64, v Version) (Version, error) {
	if err := checkID(v.ID); err != nil {
		return Version{}, err
	}
	if err := checkText(v.By); err != nil {
		return Version{}, err
	}
	if v.Text != nil && len(v.Text) == 0 {
		return Version{}, errors.New("claimsmith: an empty text is no document, and only nil deletes one")
	}
	v.Sequence, v.Saved = after+1, time.Now().UTC().Truncate(time.Microsecond)
	// Of two at once with the same sequence number the primary key lets one win. The
	// condition keeps gaps out. Whoever inserts a number has seen all before it, so
	// the document's own number is right, too.
	args := []any{v.Sequence, v.Kind, v.ID, micros(v.Saved), v.By, v.Text, v.Difference, after}
	numbers, err := query(ctx, s, s.write, func(n *int64) []any { return []any{n} }, `
		INSERT INTO versions (`+versionColumns+`)
		SELECT $1, $2, $3, COALESCE((SELECT MAX(number) FROM versions WHERE kind = $2 AND id = $3), 0) + 1, $4, $5, $6, $7
		WHERE COALESCE((SELECT MAX(sequence) FROM versions), 0) = $8
		ON CONFLICT DO NOTHING
		RETURNING number`, args...)
	switch {
	case err != nil:
		return Version{}, s.refused(err, args)
	case len(numbers) == 1:
		v.Number = numbers[0]
		return v, nil
	}
	last, err := s.last(ctx)
	switch {
	case err != nil:
		return Version{}, err
	case last < after:
		return Version{}, ErrAhead
	}
	return Version{}, ErrBehind
}

// last is the sequence number of the latest save, 0 if there is none.
func (s *Store) last(ctx context.Context) (int64, error) {
	return one(ctx, s, func(n *int64) []any { return []any{n} },
		`SELECT COALESCE(MAX(sequence), 0) FROM versions`)
}

// Newest returns, of every document that was saved after the sequence number after,
// the newest version, also of deleted ones, by Sequence.
func (s *Store) Newest(ctx context.Context, after int64) ([]Version, error) {
	return query(ctx, s, s.read, (*Version).columns, `
		SELECT `+versionSelect+` FROM versions v
		WHERE sequence > $1 AND NOT EXISTS (
			SELECT 1 FROM versions later WHERE later.kind = v.kind AND later.id = v.id AND later.number = v.number + 1)
		ORDER BY sequence`, after)
}

// Versions lists at most limit of a document's versions, newest first: those whose
// Number is below before, or all if that is 0. A document that never was has none.
func (s *Store) Versions(ctx context.Context, kind Kind, id string, before int64, limit int) ([]Version, error) {
	if checkID(id) != nil {
		return nil, nil
	}
	return query(ctx, s, s.read, (*Version).columns, `
		SELECT `+versionSelect+` FROM versions
		WHERE kind = $1 AND id = $2 AND (number < $3 OR $3 = 0)
		ORDER BY number DESC LIMIT $4`, kind, id, before, max(limit, 0))
}

// Version returns a document's version of that number, or ErrNotFound.
func (s *Store) Version(ctx context.Context, kind Kind, id string, number int64) (Version, error) {
	if checkID(id) != nil {
		return Version{}, ErrNotFound
	}
	return one(ctx, s, (*Version).columns, `
		SELECT `+versionSelect+` FROM versions
		WHERE kind = $1 AND id = $2 AND number = $3`, kind, id, number)
}

// Follow calls saved with Newest's versions soon after there are some that come
// after the sequence number after: within a second, whichever process saved them. It
// returns ctx's error when ctx ends, the error of saved when that fails, and
// ErrAhead if the store has become older than what was read of it. Other failures of
// the database it outlasts: it tries again. Calls of saved do not overlap.
func (s *Store) Follow(ctx context.Context, after int64, saved func([]Version) error) error {
	news := make(chan struct{}, 1)
	if s.listen != nil {
		listening, stop := context.WithCancel(ctx)
		done := make(chan struct{})
		go func() {
			defer close(done)
			s.listen(listening, news)
		}()
		defer func() { stop(); <-done }()
	}
	for {
		pause := s.poll
		versions, err := s.after(ctx, after)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, ErrAhead):
			return err
		case len(versions) > 0:
			if err := saved(versions); err != nil {
				return err
			}
			after = versions[len(versions)-1].Sequence
		case err != nil:
			pause = pollEvery
		}
		select {
		case <-news:
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// after is Newest, or ErrAhead. A connection that has died without a word must not
// hold it up for ever.
func (s *Store) after(ctx context.Context, after int64) ([]Version, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	last, err := s.last(ctx)
	switch {
	case err != nil || last == after:
		return nil, err
	case last < after:
		return nil, ErrAhead
	}
	return s.Newest(ctx, after)
}
