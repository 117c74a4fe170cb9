package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"
)

// Failures that a caller can do something about. Test for them with errors.Is.
var (
	// ErrNotFound says that there is no such thing, or no longer.
	ErrNotFound = errors.New("claimsmith: not in the store")
	// ErrExists says that something of that ID is there already.
	ErrExists = errors.New("claimsmith: in the store already")
	// ErrFull says that as much is stored as may be. Nothing was stored.
	ErrFull = errors.New("claimsmith: as much is stored as may be")
	// ErrBehind says that there are later saves than the caller knows. Nothing was
	// saved.
	ErrBehind = errors.New("claimsmith: there was a save in between")
	// ErrAhead says that there are fewer saves than the caller knows: the database
	// was replaced by an older copy. Nothing was saved.
	ErrAhead = errors.New("claimsmith: the store is older than what was read of it before")
)

// A NewerError says that a newer program has changed the database's schema, so that
// this one must not touch it.
type NewerError struct {
	Database int // the schema's version that the database has
	Program  int // the latest that this program knows
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("claimsmith: the database has version %d of the schema, this program knows version %d: use the newer program",
		e.Database, e.Program)
}

// A Store is an open database. It may be used by any number of goroutines, and the
// database by any number of processes.
type Store struct {
	dialect
	read, write *sql.DB       // the same pool where many can write at once
	poll        time.Duration // how often Follow looks for saves that nothing told it of
	ready       singleflight.Group
	lacking     atomic.Int64 // bytes that there was no room for, when there was none last
	notices     []string
}

// Open opens a database and brings its schema to this program's version. The URL is
// the path of an SQLite file, which is made if there is none, or begins with
// postgres://. A file is its owner's alone, mode 0600: if it was not, it is now, and
// Notices says so. The context bounds the opening alone. The error is a *NewerError if
// the schema is a later one, and a *DatabaseError if the database itself fails.
func Open(ctx context.Context, url string) (*Store, error) {
	s, err := connect(ctx, url)
	if err != nil {
		return nil, err
	}
	steps, err := s.steps()
	if err == nil {
		err = s.migrate(ctx, steps)
	}
	if err == nil && s.file != "" {
		// Now it is known to be ours.
		s.notices, err = shutOthersOut(s.file)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// connect opens a database and leaves its schema alone.
func connect(ctx context.Context, url string) (*Store, error) {
	scheme, _, found := strings.Cut(url, "://")
	switch {
	case url == "":
		return nil, errors.New("claimsmith: no database is named: an SQLite file's path or a postgres:// URL does")
	case !found:
		return openSQLite(ctx, url)
	case scheme == "postgres" || scheme == "postgresql":
		return openPostgres(ctx, url)
	}
	return nil, fmt.Errorf("claimsmith: a database of the scheme %q is not supported: an SQLite file's path or a postgres:// URL is", scheme)
}

// Close frees the connections. Calls that are under way may fail.
func (s *Store) Close() error {
	if s.read == s.write {
		return s.write.Close()
	}
	return errors.Join(s.read.Close(), s.write.Close())
}

// Notices are sentences for the operator about who had, or has, access to the
// database's files, and what Open has changed about that.
func (s *Store) Notices() []string { return s.notices }

// Dialect is "sqlite" or "postgres".
func (s *Store) Dialect() string { return s.name }
