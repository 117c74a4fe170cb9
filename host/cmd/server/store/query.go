package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// A dialect is where the databases differ. The queries are the same.
type dialect struct {
	name      string
	file      string // SQLite's
	parameter string // what a parameter's number comes after; "$" in the queries

	// Of migrations:
	lock     string // statement: keeps others out until the transaction ends, if its beginning does not
	migrated string // query: 1 if the table of migrations exists, else 0
	foreign  string // query: 0 if the database may become the store's; "" asks nothing

	// listen sends after saves until ctx ends. It is nil where nothing tells of them.
	listen func(ctx context.Context, news chan<- struct{})
}

// text is a query as the database reads it.
func (d *dialect) text(query string) string { return strings.ReplaceAll(query, "$", d.parameter) }

// patience bounds the wait for a lock, a server or an answer that nobody else bounds.
const patience = 10 * time.Second

// pollEvery is how often Follow looks, whatever else tells it of saves. Several times
// a second: the first look may only find that the connection is lost.
const pollEvery = 250 * time.Millisecond

// A connection is where statements run: some connection, or a transaction's.
type connection interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// query returns all rows. It reads to the end, even where one row is expected: a
// statement that writes is committed only then.
func query[T any](ctx context.Context, s *Store, db connection, columns func(*T) []any, text string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, s.text(text), args...)
	if err != nil {
		return nil, failed(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var row T
		if err := rows.Scan(columns(&row)...); err != nil {
			if rows.Err() != nil {
				break // the rows have ended, which is not this one's fault
			}
			return nil, &DatabaseError{Corrupt, err}
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		return nil, failed(err)
	}
	return all, nil
}

// one returns the first row, or ErrNotFound.
func one[T any](ctx context.Context, s *Store, columns func(*T) []any, text string, args ...any) (T, error) {
	rows, err := query(ctx, s, s.read, columns, text, args...)
	if err == nil && len(rows) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		var none T
		return none, err
	}
	return rows[0], nil
}

// exec runs a statement that writes and returns how many rows it changed.
func (s *Store) exec(ctx context.Context, db connection, text string, args ...any) (int64, error) {
	result, err := db.ExecContext(ctx, s.text(text), args...)
	if err != nil {
		return 0, s.refused(failed(err), args)
	}
	return result.RowsAffected()
}

// change is exec with the error to return if no row was changed.
func (s *Store) change(ctx context.Context, none error, text string, args ...any) error {
	n, err := s.exec(ctx, s.write, text, args...)
	if err == nil && n == 0 {
		return none
	}
	return err
}

// checkText refuses what PostgreSQL's text cannot hold, for both databases alike.
func checkText(text string) error {
	if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
		return fmt.Errorf("claimsmith: %.40q cannot be stored: it is not UTF-8 or has a NUL", text)
	}
	return nil
}

// checkID refuses what cannot be stored or is too long for PostgreSQL's index.
func checkID(id string) error {
	if id == "" || len(id) > 1024 {
		return fmt.Errorf("claimsmith: an ID has 1 to 1024 bytes, not %d", len(id))
	}
	return checkText(id)
}

// micros is a time in the database: microseconds since 1970, or NULL for the zero
// time.
type micros time.Time

// Value is for database/sql.
func (m micros) Value() (driver.Value, error) {
	if time.Time(m).IsZero() {
		return nil, nil
	}
	return time.Time(m).UnixMicro(), nil
}

// Scan is for database/sql.
func (m *micros) Scan(value any) error {
	switch value := value.(type) {
	case nil:
		*m = micros{}
	case int64:
		*m = micros(time.UnixMicro(value).UTC())
	default:
		return fmt.Errorf("a time is an integer, not %T", value)
	}
	return nil
}

// list is a list of strings in the database: JSON.
type list []string

// Value is for database/sql.
func (l list) Value() (driver.Value, error) {
	text, err := json.Marshal([]string(l))
	return string(text), err
}

// Scan is for database/sql.
func (l *list) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a list is a text, not %T", value)
	}
	return json.Unmarshal([]byte(text), (*[]string)(l))
}
