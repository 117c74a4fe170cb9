package store

import (
	"context"
	"time"
)

// A Token lets a program use the Management API. Of its secret only a hash is
// stored.
type Token struct {
	ID      string
	Name    string
	Hash    []byte
	Scopes  []string
	Created time.Time // UTC, microseconds; never zero
	Expires time.Time // UTC, microseconds; zero: never
}

const tokenColumns = `id, name, hash, scopes, created, expires`

func (t *Token) columns() []any {
	return []any{&t.ID, &t.Name, &t.Hash, (*list)(&t.Scopes), (*micros)(&t.Created), (*micros)(&t.Expires)}
}

// AddToken stores a token. The error is ErrExists if its ID is taken.
func (s *Store) AddToken(ctx context.Context, t Token) error {
	if err := checkID(t.ID); err != nil {
		return err
	}
	if err := checkText(t.Name); err != nil {
		return err
	}
	return s.change(ctx, ErrExists, `
		INSERT INTO tokens (`+tokenColumns+`) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT DO NOTHING`,
		t.ID, t.Name, t.Hash, list(t.Scopes), micros(t.Created), micros(t.Expires))
}

// Token returns a token, also one that has expired, or ErrNotFound.
func (s *Store) Token(ctx context.Context, id string) (Token, error) {
	if checkID(id) != nil {
		return Token{}, ErrNotFound
	}
	return one(ctx, s, (*Token).columns, `SELECT `+tokenColumns+` FROM tokens WHERE id = $1`, id)
}

// Tokens lists all tokens in the order of their creation.
func (s *Store) Tokens(ctx context.Context) ([]Token, error) {
	return query(ctx, s, s.read, (*Token).columns, `SELECT `+tokenColumns+` FROM tokens ORDER BY created, id`)
}

// DeleteToken deletes a token. The error is ErrNotFound if there is none.
func (s *Store) DeleteToken(ctx context.Context, id string) error {
	if checkID(id) != nil {
		return ErrNotFound
	}
	return s.change(ctx, ErrNotFound, `DELETE FROM tokens WHERE id = $1`, id)
}
