package directory

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// TenantID is the identifier of the one document of kind store.Tenant.
const TenantID = "settings"

// A Directory holds the newest documents. It may be used by any number of
// goroutines.
type Directory struct {
	store  *store.Store
	engine *host.Engine
	domain string // the tenant's, while no settings were saved
	saved  func(store.Version)

	now     atomic.Pointer[snapshot]
	refresh sync.Mutex // one at a time makes the next snapshot

	stop    context.CancelFunc
	stopped chan struct{}
}

// A snapshot is the documents at one moment. It is never changed.
type snapshot struct {
	sequence    int64
	documents   map[store.Kind]map[string]Document
	identifiers map[string]string                 // of APIs: identifier to ID
	mapping     map[string]bool                   // the IDs of APIs that have mappings
	damagedAPI  error                             // of the first API whose identifier nobody can tell, if there is one
	origins     func() map[string]map[string]bool // registeredOrigins, found when first asked for
	settings    func() *allSettings               // readAllSettings, the same
	domain      string                            // the tenant's, while no settings were saved

	configs sync.Map     // configKey to []byte, made when first asked for
	kept    atomic.Int64 // how many
}

// A Document is a saved one: an application, an API or the tenant's settings.
type Document struct {
	Kind   store.Kind
	ID     string
	Number int64  // of its version; 0 for settings that were never saved
	Text   string // JSON

	damage error // a *DamagedError if the text is no document
}

// Name is what people call the document.
func (d Document) Name() string {
	if name := stringMember(d.Text, "name"); name != "" {
		return name
	}
	return d.ID
}

// Member is what a member says: a string's characters, of other values the text, and
// nothing if there is none.
func (d Document) Member(name string) string {
	if text := stringMember(d.Text, name); text != "" {
		return text
	}
	return lookup(d.Text, name)
}

// Open loads the documents of a store and follows what other nodes and processes
// save, until Close. It calls saved, unless that is nil, after each save of its own. The
// domain, a host name or empty, is the tenant's until its settings are saved. It is stored,
// in the place of the one that another server brought: what reads the database without a
// server, as replaying against an application does, goes by the last.
func Open(ctx context.Context, s *store.Store, engine *host.Engine, domain string, saved func(store.Version)) (*Directory, error) {
	if saved == nil {
		saved = func(store.Version) {}
	}
	if err := s.SetDomain(ctx, domain); err != nil {
		return nil, err
	}
	d := &Directory{store: s, engine: engine, domain: domain, saved: saved, stopped: make(chan struct{})}
	if err := d.reload(ctx); err != nil {
		return nil, err
	}
	following, stop := context.WithCancel(context.Background())
	d.stop = stop
	go func() {
		defer close(d.stopped)
		d.follow(following)
	}()
	return d, nil
}

// follow applies what is saved until the context ends.
func (d *Directory) follow(ctx context.Context) {
	for ctx.Err() == nil {
		err := d.store.Follow(ctx, d.now.Load().sequence, func(saved []store.Version) error {
			d.apply(saved)
			return nil
		})
		if errors.Is(err, store.ErrAhead) {
			_ = d.reload(ctx) // if that fails, so will following, and it is tried again
		}
	}
}

// Close stops following the store, which stays open.
func (d *Directory) Close() {
	d.stop()
	<-d.stopped
}

// catchUp reads what was saved since the snapshot. The database may have been
// replaced by an older copy, which is then all there is.
func (d *Directory) catchUp(ctx context.Context, behind error) error {
	if errors.Is(behind, store.ErrAhead) {
		return d.reload(ctx)
	}
	saved, err := d.store.Newest(ctx, d.now.Load().sequence)
	if err != nil {
		return err
	}
	d.apply(saved)
	return nil
}

// reload reads all documents anew.
func (d *Directory) reload(ctx context.Context) error {
	d.refresh.Lock()
	defer d.refresh.Unlock()
	saved, err := d.store.Newest(ctx, 0)
	if err != nil {
		return err
	}
	d.now.Store((&snapshot{domain: d.domain}).with(saved))
	return nil
}

// apply makes the next snapshot. Versions that are known already change nothing.
func (d *Directory) apply(saved []store.Version) {
	d.refresh.Lock()
	defer d.refresh.Unlock()
	was := d.now.Load()
	saved = slices.DeleteFunc(slices.Clone(saved), func(v store.Version) bool { return v.Sequence <= was.sequence })
	if len(saved) == 0 {
		return
	}
	d.now.Store(was.with(saved))
}

// with is the snapshot after some saves.
func (s *snapshot) with(saved []store.Version) *snapshot {
	is := &snapshot{sequence: s.sequence, domain: s.domain, documents: map[store.Kind]map[string]Document{}, identifiers: map[string]string{}, mapping: map[string]bool{}}
	for kind, documents := range s.documents {
		is.documents[kind] = maps.Clone(documents)
	}
	for _, v := range saved {
		is.sequence = max(is.sequence, v.Sequence)
		if is.documents[v.Kind] == nil {
			is.documents[v.Kind] = map[string]Document{}
		}
		if v.Text == nil {
			delete(is.documents[v.Kind], v.ID)
		} else {
			is.documents[v.Kind][v.ID] = Document{v.Kind, v.ID, v.Number, string(v.Text), CheckText(v)}
		}
	}
	is.damagedAPI = is.damaged(store.ResourceServer)
	for id, api := range is.documents[store.ResourceServer] {
		if api.damage != nil {
			continue
		}
		is.identifiers[stringMember(api.Text, "identifier")] = id
		is.mapping[id] = mapsClaims(api)
	}
	is.origins = sync.OnceValue(is.registeredOrigins)
	is.settings = sync.OnceValue(is.readAllSettings)
	return is
}

// Documents returns all documents of a kind, by ID. The error is a *DamagedError.
func (d *Directory) Documents(kind store.Kind) ([]Document, error) {
	now := d.now.Load()
	return now.sorted(kind), now.damaged(kind)
}

// sorted is the documents of a kind that are not damaged, by ID.
func (s *snapshot) sorted(kind store.Kind) (all []Document) {
	for _, id := range slices.Sorted(maps.Keys(s.documents[kind])) {
		if found := s.documents[kind][id]; found.damage == nil {
			all = append(all, found)
		}
	}
	return all
}

// damaged is the damage of the first damaged document of a kind, nil if there is none.
func (s *snapshot) damaged(kind store.Kind) error {
	for _, id := range slices.Sorted(maps.Keys(s.documents[kind])) {
		if damage := s.documents[kind][id].damage; damage != nil {
			return damage
		}
	}
	return nil
}

// Document returns one document. An API is found by its identifier too. There are
// always settings: the error of other kinds may be a *NotFoundError, and that of any a
// *DamagedError.
func (d *Directory) Document(kind store.Kind, id string) (Document, error) {
	return d.now.Load().document(kind, id)
}

func (s *snapshot) document(kind store.Kind, id string) (Document, error) {
	if found, ok := s.documents[kind][id]; ok {
		return found, found.damage
	}
	if kind == store.ResourceServer {
		if found, ok := s.documents[kind][s.identifiers[id]]; ok {
			return found, nil
		}
	}
	if kind == store.Tenant {
		text := "{}"
		if s.domain != "" {
			text = `{"domain":` + strconv.Quote(s.domain) + `}` // a host name, so it quotes as in JSON
		}
		return Document{Kind: kind, ID: TenantID, Text: text}, nil
	}
	return Document{}, &NotFoundError{kind, id}
}

// tenant is the settings that every config has a part of. The error is a *DamagedError.
func (s *snapshot) tenant() (Document, error) { return s.document(store.Tenant, TenantID) }

// String names a document in sentences.
func (d Document) String() string { return fmt.Sprintf("the %s %q", noun(d.Kind), d.Name()) }
