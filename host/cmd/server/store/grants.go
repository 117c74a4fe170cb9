package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"time"
)

// A GrantKind is what a grant is of. How much is stored is bounded for each alone.
type GrantKind string

// The kinds of grants.
const (
	// Login is a login, behind a refresh token or for userinfo. The oldest make room
	// for new ones.
	Login GrantKind = "login"
	// EndedSession is the end of a session. It makes room for nothing before it
	// expires: else the session would go on.
	EndedSession GrantKind = "ended_session"

	// Code is something that is good once and soon expires: an authorization code, or a
	// ticket for an anonymous session. The oldest make room for new ones.
	Code GrantKind = "code"

	readiness GrantKind = "readiness" // Ready's
)

// A Grant is what the issuer remembers of something that it issued.
type Grant struct {
	ID      string
	Kind    GrantKind
	Client  string // who it was issued to
	Text    []byte
	Expires time.Time // UTC, microseconds; never zero
}

const grantColumns = `id, kind, client, text, expires`

func (g *Grant) columns() []any {
	return []any{&g.ID, &g.Kind, &g.Client, &g.Text, (*micros)(&g.Expires)}
}

// size is what a grant counts.
func (g *Grant) size() int64 { return int64(len(g.ID) + len(g.Text)) }

// A Bound is how many grants there may be, and how many bytes of IDs and texts.
type Bound struct{ Grants, Bytes int64 }

// Bounds are how much is stored of each kind of grants.
type Bounds struct{ ByClient, InAll Bound }

var (
	noBound   = Bound{math.MaxInt64, math.MaxInt64}
	unbounded = Bounds{noBound, noBound}
)

// PutGrants stores grants of one client and one kind, all or none of them, each in the
// place of the one of the same ID if there is one. Where that is more than the bounds
// allow, they take the room of the client's oldest, or of the oldest of all, and gone is
// how many of those are no longer stored; for ends of sessions the error is ErrFull.
func (s *Store) PutGrants(ctx context.Context, b Bounds, grants ...Grant) (gone int, err error) {
	if len(grants) == 0 {
		return 0, nil
	}
	for _, g := range grants {
		if err := errors.Join(checkID(g.ID), checkText(g.Client)); err != nil {
			return 0, err
		}
	}
	err = s.changeGrants(ctx, func(tx *sql.Tx) error {
		now := micros(time.Now())
		for _, g := range grants {
			if _, err := s.exec(ctx, tx, `DELETE FROM grants WHERE id = $1`, g.ID); err != nil {
				return err
			}
			if _, err := s.exec(ctx, tx, `
				INSERT INTO grants (`+grantColumns+`, created, size) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
				g.ID, g.Kind, g.Client, g.Text, micros(g.Expires), now, g.size()); err != nil {
				return err
			}
		}
		gone, err = s.makeRoom(ctx, tx, b, grants[0], now)
		return err
	})
	if err != nil {
		return 0, err
	}
	return gone, nil
}

// makeRoom keeps to the bounds after grants like the last one were stored now.
func (s *Store) makeRoom(ctx context.Context, tx *sql.Tx, b Bounds, last Grant, now micros) (gone int, err error) {
	over, err := s.excess(ctx, tx, b, last)
	if err != nil || !over.ByClient.any() && !over.InAll.any() {
		return 0, err
	}
	if _, err := s.exec(ctx, tx, deleteExpired, now); err != nil {
		return 0, err
	}
	if over, err = s.excess(ctx, tx, b, last); err != nil {
		return 0, err
	}
	if last.Kind == EndedSession && (over.ByClient.any() || over.InAll.any()) {
		return 0, ErrFull
	}
	const oldest = `
		SELECT id, size FROM grants WHERE kind = $1 AND created < $2 %s
		ORDER BY created, id LIMIT $3`
	ofClient, err := s.deleteOldest(ctx, tx, over.ByClient, fmt.Sprintf(oldest, `AND client = $4`), last.Kind, now, few, last.Client)
	if err != nil {
		return 0, err
	}
	if over, err = s.excess(ctx, tx, b, last); err != nil {
		return 0, err
	}
	ofAll, err := s.deleteOldest(ctx, tx, over.InAll, fmt.Sprintf(oldest, ""), last.Kind, now, few)
	return ofClient + ofAll, err
}

// excess is by how much the grants of a kind exceed the bounds, those of a client and
// all of them.
func (s *Store) excess(ctx context.Context, tx *sql.Tx, b Bounds, of Grant) (Bounds, error) {
	type usage struct {
		client string
		Bound
	}
	all, err := query(ctx, s, tx, func(u *usage) []any { return []any{&u.client, &u.Grants, &u.Bytes} },
		`SELECT client, grants, bytes FROM grant_usage WHERE kind = $1`, of.Kind)
	over := Bounds{Bound{-b.ByClient.Grants, -b.ByClient.Bytes}, Bound{-b.InAll.Grants, -b.InAll.Bytes}}
	for _, u := range all {
		over.InAll.Grants += u.Grants
		over.InAll.Bytes += u.Bytes
		if u.client == of.Client {
			over.ByClient.Grants += u.Grants
			over.ByClient.Bytes += u.Bytes
		}
	}
	return over, err
}

// any reports whether there is anything of an excess.
func (b Bound) any() bool { return b.Grants > 0 || b.Bytes > 0 }

// few is how many grants are looked for at once that can be deleted.
const few = 100

// deleteOldest deletes what a query finds until the excess is gone, and returns how
// many there were.
func (s *Store) deleteOldest(ctx context.Context, tx *sql.Tx, excess Bound, oldest string, args ...any) (deleted int, err error) {
	type found struct {
		id   string
		size int64
	}
	for excess.any() {
		grants, err := query(ctx, s, tx, func(f *found) []any { return []any{&f.id, &f.size} }, oldest, args...)
		if err != nil || len(grants) == 0 {
			return deleted, err
		}
		for _, g := range grants {
			if !excess.any() {
				break
			}
			if _, err := s.exec(ctx, tx, `DELETE FROM grants WHERE id = $1`, g.id); err != nil {
				return deleted, err
			}
			deleted++
			excess.Grants--
			excess.Bytes -= g.size
		}
	}
	return deleted, nil
}

// Grant returns a grant, or ErrNotFound, also if it has expired.
func (s *Store) Grant(ctx context.Context, id string) (Grant, error) {
	if checkID(id) != nil {
		return Grant{}, ErrNotFound
	}
	return one(ctx, s, (*Grant).columns,
		`SELECT `+grantColumns+` FROM grants WHERE id = $1 AND expires > $2`, id, micros(time.Now()))
}

// DeleteGrant deletes a grant. The error is ErrNotFound if there is none: of several
// who delete the same one, a single one succeeds.
func (s *Store) DeleteGrant(ctx context.Context, id string) error {
	if checkID(id) != nil {
		return ErrNotFound
	}
	n, err := s.deleteGrants(ctx, `DELETE FROM grants WHERE id = $1`, id)
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return err
}

const deleteExpired = `DELETE FROM grants WHERE expires <= $1`

// DeleteExpiredGrants deletes the grants that have expired and returns how many
// they were.
func (s *Store) DeleteExpiredGrants(ctx context.Context) (int64, error) {
	return s.deleteGrants(ctx, deleteExpired, micros(time.Now()))
}

func (s *Store) deleteGrants(ctx context.Context, statement string, args ...any) (deleted int64, err error) {
	err = s.changeGrants(ctx, func(tx *sql.Tx) error {
		deleted, err = s.exec(ctx, tx, statement, args...)
		return err
	})
	return deleted, err
}

// changeGrants makes all of a change or nothing, one after another: several at once
// would wait for each other's counts in grant_usage, which the database's triggers keep.
func (s *Store) changeGrants(ctx context.Context, change func(*sql.Tx) error) error {
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
	if err := change(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return failed(err)
	}
	return nil
}
