package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"
)

// The schema's steps, by dialect, in files whose names begin with their numbers. A
// step that was released is never changed: another one follows it.
//
//go:embed schema
var schema embed.FS

// steps are the statements that lead from one version of the schema to the next.
func (d *dialect) steps() ([]string, error) {
	names, err := fs.Glob(schema, "schema/"+d.name+"/*.sql")
	if err != nil {
		return nil, err
	}
	steps := make([]string, len(names))
	for _, name := range names {
		var number int
		if _, err := fmt.Sscanf(name, "schema/"+d.name+"/%d_", &number); err != nil || number < 1 || number > len(steps) {
			return nil, fmt.Errorf("claimsmith: %s has no number of a step", name)
		}
		text, err := schema.ReadFile(name)
		if err != nil {
			return nil, err
		}
		steps[number-1] = string(text)
	}
	return steps, nil
}

// migrate takes the steps that the database has not taken, all or none of them.
func (s *Store) migrate(ctx context.Context, steps []string) error {
	// Nearly always there is nothing to do, and that needs no lock.
	version, err := s.version(ctx, s.read, len(steps))
	if err != nil || version == len(steps) {
		return err
	}
	tx, err := s.write.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		return failed(err)
	}
	defer tx.Rollback()
	if s.lock != "" {
		if _, err := tx.ExecContext(ctx, s.lock); err != nil {
			return failed(err)
		}
	}
	// Another process may have migrated while this one waited for the lock.
	if version, err = s.version(ctx, tx, len(steps)); err != nil {
		return err
	}
	if version == 0 {
		if err := s.found(ctx, tx); err != nil {
			return err
		}
	}
	for number := version + 1; number <= len(steps); number++ {
		if _, err := tx.ExecContext(ctx, steps[number-1]); err != nil {
			return fmt.Errorf("claimsmith: step %d of the schema: %w", number, failed(err))
		}
		if _, err := tx.ExecContext(ctx, s.text(`INSERT INTO claimsmith_schema (version, since) VALUES ($1, $2)`),
			number, micros(time.Now())); err != nil {
			return failed(err)
		}
	}
	if err := tx.Commit(); err != nil {
		return failed(err)
	}
	return nil
}

// version is the version of the schema that the database has, 0 if it has none. The
// error is a *NewerError if that is more than latest.
func (s *Store) version(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}, latest int) (version int, err error) {
	var migrated int
	if err := db.QueryRowContext(ctx, s.migrated).Scan(&migrated); err != nil {
		return 0, failed(err)
	}
	if migrated == 0 {
		return 0, nil
	}
	if err := db.QueryRowContext(ctx, `SELECT COALESCE(MAX(version), 0) FROM claimsmith_schema`).Scan(&version); err != nil {
		return 0, failed(err)
	}
	if version > latest {
		return 0, &NewerError{Database: version, Program: latest}
	}
	return version, nil
}

// found makes the table of migrations in a database that nobody else uses.
func (s *Store) found(ctx context.Context, tx *sql.Tx) error {
	if s.foreign != "" {
		var tables int
		if err := tx.QueryRowContext(ctx, s.foreign).Scan(&tables); err != nil {
			return failed(err)
		}
		if tables > 0 {
			return errors.New("claimsmith: the database is another program's: it has tables, and none of them is claimsmith_schema")
		}
	}
	if _, err := tx.ExecContext(ctx, `CREATE TABLE claimsmith_schema (version BIGINT PRIMARY KEY, since BIGINT NOT NULL)`); err != nil {
		return failed(err)
	}
	return nil
}
