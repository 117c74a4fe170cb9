package store

import (
	"context"
	"errors"
)

// SetDomain stores the tenant's domain that a server has while no settings are saved, so
// that others who read the database decide as the server does. The last one counts.
func (s *Store) SetDomain(ctx context.Context, domain string) error {
	if err := checkText(domain); err != nil {
		return err
	}
	// Nearly always it is there, and that needs no writing.
	if stored, err := s.Domain(ctx); err != nil || stored == domain {
		return err
	}
	_, err := s.exec(ctx, s.write, `
		INSERT INTO default_domain (name, domain) VALUES ('domain', $1)
		ON CONFLICT (name) DO UPDATE SET domain = excluded.domain`, domain)
	return err
}

// Domain is what SetDomain stored last, "" if nothing was.
func (s *Store) Domain(ctx context.Context) (string, error) {
	found, err := one(ctx, s, func(domain *string) []any { return []any{domain} }, `SELECT domain FROM default_domain`)
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return found, err
}
