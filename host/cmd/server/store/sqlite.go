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
	"runtime"
	"sync"
	"time"
)

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
			file:      name,
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
		if sqliteCode(err) == sqliteNotADB {
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

// createFile makes the file, for its owner alone: it holds private keys. SQLite gives
// the files beside it the same mode.
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

// shutOthersOut leaves the files of a database to their owner alone, also those that
// somebody else has made, and returns a sentence for each thing that there is to tell.
func shutOthersOut(name string) (notices []string, err error) {
	if runtime.GOOS == "windows" {
		return nil, nil // files have no such modes
	}
	if name, err = filepath.EvalSymlinks(name); err != nil { // where SQLite, too, keeps the others
		return nil, fmt.Errorf("claimsmith: the database: %w", err)
	}
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		file := name + suffix
		info, err := os.Lstat(file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return nil, fmt.Errorf("claimsmith: the database: %w", err)
		case !info.Mode().IsRegular():
			return nil, fmt.Errorf("claimsmith: %s belongs to the database and is not a file", file)
		}
		was := info.Mode().Perm()
		is := was &^ 0o077
		if was == is {
			continue
		}
		// This opens no descriptor: see creating.
		err = os.Chmod(file, is)
		if err == nil {
			info, err = os.Lstat(file) // some file systems have no modes, and say nothing
		}
		if errors.Is(err, fs.ErrNotExist) {
			continue // SQLite needed it no longer
		}
		if err == nil && info.Mode().Perm() != is {
			err = errors.New("its file system does not keep modes")
		}
		if err != nil {
			return nil, fmt.Errorf("claimsmith: others than its owner have access to %s (mode %04o), which holds private keys, and that cannot be changed: %w", file, was, err)
		}
		notices = append(notices, fmt.Sprintf("others than its owner had access to %s (mode %04o), which holds private keys; it has the mode %04o now", file, was, is))
	}
	folder := filepath.Dir(name)
	info, err := os.Stat(folder)
	if err != nil {
		return nil, fmt.Errorf("claimsmith: the database's folder: %w", err)
	}
	if mode := info.Mode(); mode.Perm()&0o002 != 0 && mode&fs.ModeSticky == 0 {
		notices = append(notices, fmt.Sprintf("everybody on this machine may write to the folder %s (mode %04o), and so put another database there in the place of this one, which holds private keys", folder, mode.Perm()))
	}
	return notices, nil
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
		case failureOf(err) != Busy:
			return failed(err)
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return failed(err)
		}
	}
}
