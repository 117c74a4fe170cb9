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
