package directory

import (
	"context"
	"errors"
	"fmt"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// VersionConfig returns the config of a version of an application or an API, number 0
// being the newest, with the tenant's settings of now; while none are saved, with the
// domain of the server that opened the store last. Of an API it has the mappings of
// access tokens alone. An API is found by its identifier too, unless it was
// deleted. The error is a *NotFoundError if there is no such version, and a
// *DamagedError if it or the settings cannot be read.
func VersionConfig(ctx context.Context, s *store.Store, kind store.Kind, id string, number int64) ([]byte, error) {
	saved, err := s.Newest(ctx, 0)
	if err != nil {
		return nil, err
	}
	domain, err := s.Domain(ctx)
	if err != nil {
		return nil, err
	}
	now := (&snapshot{domain: domain}).with(saved)
	found, err := now.document(kind, id)
	if number > 0 {
		if err == nil {
			id = found.ID
		}
		var version store.Version
		version, err = s.Version(ctx, kind, id, number)
		if errors.Is(err, store.ErrNotFound) || err == nil && version.Text == nil {
			err = &NotFoundError{kind, fmt.Sprintf("%s, version %d", id, number)}
		}
		if err == nil {
			err = CheckText(version)
		}
		found = Document{Kind: kind, ID: id, Number: number, Text: string(version.Text)}
	}
	if err != nil {
		return nil, err
	}
	tenant, err := now.tenant()
	if err != nil {
		return nil, err
	}
	other := found
	if kind == store.ResourceServer {
		other = Document{}
	}
	return config(found, other, tenant), nil
}
