package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"modernc.org/sqlite" // the driver "sqlite", and its errors
)

// SQLite's result codes that mean something here.
const (
	busy        = 5  // SQLITE_BUSY
	notDatabase = 26 // SQLITE_NOTADB
)

// sqliteCode is the primary result code of an error, 0 if it is none of SQLite's.
func sqliteCode(err error) int {
	var failure *sqlite.Error
	if errors.As(err, &failure) {
		return failure.Code() & 0xFF
	}
	return 0
}

func openSQLite(ctx context.Context, name string) (*Store, error) {
	// Connections are opened later, too, when the working directory may be another.
	name, err := filepath.Abs(name)
	if err != nil {
		return nil, fmt.Errorf("claimsmith: the database: %w", err)
	}
	if err := createFile(name); err != nil {
		return nil, err
	}
	s := &Store{
		dialect: dialect{
			name:      "sqlite",
			parameter: "?",
			migrated:  `SELECT COUNT(*) FROM sqlite_schema WHERE name = 'claimsmith_schema'`,
			foreign:   `SELECT COUNT(*) FROM sqlite_schema WHERE name <> 'claimsmith_schema'`,
		},
		poll: pollEvery,
	}
	// SQLite has one writer at a time: the program's own wait in the pool's queue, not
	// for the file's lock. A transaction that will write begins with that lock.
	if s.write, err = sqliteConnections(name, 1, "_txlock=immediate"); err != nil {
		return nil, err
	}
	if s.read, err = sqliteConnections(name, 4, "_pragma=query_only(1)"); err != nil {
		return nil, errors.Join(err, s.write.Close())
	}
	if err := writeAhead(ctx, s.write); err != nil {
		if sqliteCode(err) == notDatabase {
			err = fmt.Errorf("claimsmith: %s is not an SQLite database", name)
		}
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func sqliteConnections(name string, most int, option string) (*sql.DB, error) {
	path := filepath.ToSlash(name)
	if path[0] != '/' {
		path = "/" + path // C:/claimsmith.db
	}
	at := url.URL{Scheme: "file", Path: path}
	// FULL: a commit is on the disk when it returns. NORMAL would lose the last ones
	// with the power. mode=rw: createFile makes the file, with its mode.
	db, err := sql.Open("sqlite", fmt.Sprintf("%s?mode=rw&_pragma=busy_timeout(%d)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&%s",
		at.String(), patience.Milliseconds(), option))
	if err != nil {
		return nil, failed(err)
	}
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	return db, nil
}

// creating is held while a file is made. Closing any descriptor of a file frees the
// locks that the process has on it (POSIX), so no connection may have some by then.
var creating sync.Mutex

// createFile makes the file, for its owner alone: it holds private keys. SQLite
// gives the files beside it the same mode.
func createFile(name string) error {
	creating.Lock()
	defer creating.Unlock()
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case err == nil:
		return file.Close()
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("claimsmith: the database's folder does not exist: %w", err)
	case !errors.Is(err, fs.ErrExist):
		return fmt.Errorf("claimsmith: the database cannot be made: %w", err)
	}
	if info, err := os.Stat(name); err != nil {
		return fmt.Errorf("claimsmith: the database: %w", err)
	} else if !info.Mode().IsRegular() {
		return fmt.Errorf("claimsmith: the database %s is not a file", name)
	}
	return nil
}

// writeAhead has the file keep a write-ahead log: those who read do not wait for
// those who write. SQLite does not wait for others who are doing just that, so this
// tries again.
func writeAhead(ctx context.Context, db *sql.DB) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		var mode string
		err := db.QueryRowContext(ctx, `PRAGMA journal_mode = WAL`).Scan(&mode)
		switch {
		case err == nil && mode != "wal":
			return fmt.Errorf("claimsmith: SQLite cannot keep a write-ahead log in the database's folder, which is needed; it would use the mode %q", mode)
		case err == nil:
			return nil
		case sqliteCode(err) != busy:
			return failed(err)
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return failed(err)
		}
	}
}
