package store

import (
	"context"
	"time"
)

// A Key is one of the issuer's.
type Key struct {
	ID        string
	Use       string // "sig" or "enc" (RFC 7517, section 4.2)
	Algorithm string
	Private   []byte    // a JWK, JSON
	Created   time.Time // UTC, microseconds; never zero
	Retired   time.Time // UTC, microseconds; zero: in use
}

const keyColumns = `id, use, algorithm, private, created, retired`

func (k *Key) columns() []any {
	return []any{&k.ID, &k.Use, &k.Algorithm, &k.Private, (*micros)(&k.Created), (*micros)(&k.Retired)}
}

// AddKey stores a key. The error is ErrExists if its ID is taken.
func (s *Store) AddKey(ctx context.Context, k Key) error {
	if err := checkID(k.ID); err != nil {
		return err
	}
	return s.change(ctx, ErrExists, `
		INSERT INTO keys (`+keyColumns+`) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT DO NOTHING`,
		k.ID, k.Use, k.Algorithm, k.Private, micros(k.Created), micros(k.Retired))
}

// Keys lists all keys, newest first.
func (s *Store) Keys(ctx context.Context) ([]Key, error) {
	return query(ctx, s, s.read, (*Key).columns, `SELECT `+keyColumns+` FROM keys ORDER BY created DESC, id`)
}

// RetireKey notes that a key is no longer used since that time. The error is
// ErrNotFound if there is no such key.
func (s *Store) RetireKey(ctx context.Context, id string, at time.Time) error {
	if checkID(id) != nil {
		return ErrNotFound
	}
	return s.change(ctx, ErrNotFound, `UPDATE keys SET retired = $2 WHERE id = $1`, id, micros(at))
}

// DeleteKey deletes a key. The error is ErrNotFound if there is no such key.
func (s *Store) DeleteKey(ctx context.Context, id string) error {
	if checkID(id) != nil {
		return ErrNotFound
	}
	return s.change(ctx, ErrNotFound, `DELETE FROM keys WHERE id = $1`, id)
}

// A Grant is what the issuer remembers of something that it issued: a login behind a
// refresh token, an ended session.
type Grant struct {
	ID      string
	Text    []byte
	Expires time.Time // UTC, microseconds; never zero
}

func (g *Grant) columns() []any { return []any{&g.ID, &g.Text, (*micros)(&g.Expires)} }

// PutGrant stores a grant in the place of the one of the same ID, if there is one.
func (s *Store) PutGrant(ctx context.Context, g Grant) error {
	if err := checkID(g.ID); err != nil {
		return err
	}
	return s.change(ctx, nil, `
		INSERT INTO grants (id, text, expires) VALUES ($1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET text = excluded.text, expires = excluded.expires`,
		g.ID, g.Text, micros(g.Expires))
}

// Grant returns a grant, or ErrNotFound, also if it has expired.
func (s *Store) Grant(ctx context.Context, id string) (Grant, error) {
	if checkID(id) != nil {
		return Grant{}, ErrNotFound
	}
	return one(ctx, s, (*Grant).columns,
		`SELECT id, text, expires FROM grants WHERE id = $1 AND expires > $2`, id, micros(time.Now()))
}

// DeleteGrant deletes a grant. The error is ErrNotFound if there is none: of several
// who delete the same one, a single one succeeds.
func (s *Store) DeleteGrant(ctx context.Context, id string) error {
	if checkID(id) != nil {
		return ErrNotFound
	}
	return s.change(ctx, ErrNotFound, `DELETE FROM grants WHERE id = $1`, id)
}

// DeleteExpiredGrants deletes the grants that have expired and returns how many
// they were.
func (s *Store) DeleteExpiredGrants(ctx context.Context) (int64, error) {
	return s.exec(ctx, `DELETE FROM grants WHERE expires <= $1`, micros(time.Now()))
}
