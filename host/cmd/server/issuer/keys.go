package issuer

import (
	"cmp"
	"context"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// What keys are for (RFC 7517, section 4.2).
const (
	forSigning    = "sig"
	forEncryption = "enc"
)

// reloadInterval is for how long a node may go on with keys that another one has
// retired.
const reloadInterval = 15 * time.Second

// A keyring is the keys as the storage has them, read once in a while and whenever
// a token names one that is not here.
type keyring struct {
	*Options
	current atomic.Pointer[keySet]

	begun   atomic.Uint64 // readings of the storage
	loading sync.Mutex    // held while the storage is read
	loaded  uint64        // the last reading that succeeded
}

// A keySet is the keys that are good at one moment. It is never changed.
type keySet struct {
	read       time.Time
	byID       map[string]*key
	signing    *key
	encryption *key
	published  []jose.JSONWebKey
}

// A key is one of the storage's, ready for use: parsing one takes longer than
// signing with it.
type key struct {
	store.Key

	public jose.JSONWebKey // of a key for signing
	usual  *signer         // for ID tokens, and access tokens as the provider's are
	access *signer         // for access tokens by RFC 9068

	secret []byte // of a key for encryption
	gcm    cipher.AEAD
	header string // of what it encrypts, in base64
}

func newKeyring(ctx context.Context, o *Options) (*keyring, error) {
	r := &keyring{Options: o}
	_, err := r.reload(ctx)
	return r, err
}

// set returns the keys, read again if that was long ago. If that fails, those of
// before have to do.
func (r *keyring) set(ctx context.Context) *keySet {
	set := r.current.Load()
	if now := r.Now(); now.Sub(set.read) >= reloadInterval && r.loading.TryLock() {
		defer r.loading.Unlock()
		if fresh, err := r.load(ctx); err == nil {
			return fresh
		} else if ctx.Err() == nil {
			r.Logger.WarnContext(ctx, "keys not read, the known ones remain in use", slog.Any("error", err))
			again := *set
			again.read = now
			r.current.Store(&again)
		}
	}
	return set
}

// find returns a key by its ID, also if another node has just made it.
func (r *keyring) find(ctx context.Context, id string) (*key, error) {
	if k := r.current.Load().byID[id]; k != nil {
		return k, nil
	}
	set, err := r.reload(ctx)
	if err != nil {
		return nil, err
	}
	if k := set.byID[id]; k != nil {
		return k, nil
	}
	return nil, errNoToken
}

// reload reads the keys now. Callers that wait share a reading, but none gets one
// that began before it asked.
func (r *keyring) reload(ctx context.Context) (*keySet, error) {
	asked := r.begun.Load()
	r.loading.Lock()
	defer r.loading.Unlock()
	if r.loaded > asked {
		return r.current.Load(), nil
	}
	return r.load(ctx)
}

// load reads the keys and makes those that are missing. When nodes start at once
// each may make some: all are good, and the newest is the one that all go on with.
func (r *keyring) load(ctx context.Context) (*keySet, error) {
	began := r.begun.Add(1)
	keys, err := r.Storage.Keys(ctx)
	if err != nil {
		return nil, err
	}
	if r.newest(keys, forSigning) == nil || r.newest(keys, forEncryption) == nil {
		for _, use := range []string{forSigning, forEncryption} {
			if r.newest(keys, use) == nil {
				if err := r.add(ctx, keys, use); err != nil {
					return nil, err
				}
			}
		}
		if keys, err = r.Storage.Keys(ctx); err != nil {
			return nil, err
		}
	}
	set, err := r.newSet(keys)
	if err != nil {
		return nil, err
	}
	r.loaded = began
	r.current.Store(set)
	return set, nil
}

func (r *keyring) newSet(keys []store.Key) (*keySet, error) {
	set := &keySet{read: r.Now(), byID: map[string]*key{}}
	known := r.current.Load()
	for _, stored := range keys {
		if r.over(&stored) {
			continue
		}
		var k *key
		if known != nil {
			k = known.byID[stored.ID]
		}
		if k == nil {
			var err error
			if k, err = parseKey(stored); err != nil {
				return nil, fmt.Errorf("claimsmith: the stored key %s cannot be used: %w; restore it from a backup, or delete it: a new one is made, and what was made with this one is refused", stored.ID, err)
			}
		}
		set.byID[stored.ID] = k
		if stored.Use == forSigning {
			set.published = append(set.published, k.public)
		}
	}
	for use, place := range map[string]**key{forSigning: &set.signing, forEncryption: &set.encryption} {
		newest := r.newest(keys, use)
		if newest == nil {
			return nil, fmt.Errorf("claimsmith: the storage does not have the key for %q that was just added", use)
		}
		*place = set.byID[newest.ID]
	}
	return set, nil
}

// rotate makes new keys, retires those of before and deletes those that nothing
// needs any longer.
func (r *keyring) rotate(ctx context.Context) error {
	r.loading.Lock()
	defer r.loading.Unlock()
	keys, err := r.Storage.Keys(ctx)
	if err != nil {
		return err
	}
	for _, use := range []string{forSigning, forEncryption} {
		if err := r.add(ctx, keys, use); err != nil {
			return err
		}
	}
	// Another node may rotate just now. Both retire all but the newest, so that one
	// remains whoever comes first.
	if keys, err = r.Storage.Keys(ctx); err != nil {
		return err
	}
	for _, k := range keys {
		switch newest := r.newest(keys, k.Use); {
		case r.over(&k):
			err = r.Storage.DeleteKey(ctx, k.ID)
		case k.Retired.IsZero() && newest != nil && newest.ID != k.ID:
			err = r.Storage.RetireKey(ctx, k.ID, r.Now())
		}
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	_, err = r.load(ctx)
	return err
}

// newest is the key in use that was made last, nil if there is none.
func (r *keyring) newest(keys []store.Key, use string) (last *store.Key) {
	for i := range keys {
		k := &keys[i]
		if k.Use != use || !k.Retired.IsZero() || use == forSigning && k.Algorithm != r.Algorithm {
			continue
		}
		if last == nil || cmp.Or(k.Created.Compare(last.Created), cmp.Compare(k.ID, last.ID)) > 0 {
			last = k
		}
	}
	return last
}

// over reports whether all that was made with a key has expired, also by nodes that
// did not know yet that it was retired.
func (r *keyring) over(k *store.Key) bool {
	lifetime := max(r.SessionLifetime, r.LongestSession)
	if k.Use == forSigning {
		lifetime = max(r.AccessTokenLifetime, r.IDTokenLifetime, r.LongestAccessToken)
	}
	return !k.Retired.IsZero() && r.Now().After(k.Retired.Add(lifetime+reloadInterval))
}

// add makes a key that is newer than all others, even if another node's clock is
// ahead of ours.
func (r *keyring) add(ctx context.Context, others []store.Key, use string) error {
	created := r.Now().UTC().Truncate(time.Microsecond)
	for _, k := range others {
		if !k.Created.Before(created) {
			created = k.Created.Add(time.Microsecond)
		}
	}
	k := jose.JSONWebKey{KeyID: rand.Text(), Use: use, Algorithm: string(jose.A256GCM)}
	var err error
	switch {
	case use == forEncryption:
		secret := make([]byte, 32)
		_, _ = rand.Read(secret) // never fails
		k.Key = secret
	case r.Algorithm == string(jose.ES256):
		k.Algorithm = r.Algorithm
		k.Key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	default:
		k.Algorithm = r.Algorithm
		k.Key, err = rsa.GenerateKey(rand.Reader, 2048)
	}
	if err != nil {
		return err
	}
	private, err := k.MarshalJSON()
	if err != nil {
		return err
	}
	return r.Storage.AddKey(ctx, store.Key{ID: k.KeyID, Use: use, Algorithm: k.Algorithm, Private: private, Created: created})
}

// parseKey reads a key. Its errors do not show it.
func parseKey(stored store.Key) (*key, error) {
	var private jose.JSONWebKey
	if err := private.UnmarshalJSON(stored.Private); err != nil || private.KeyID != stored.ID || private.Use != stored.Use {
		return nil, errors.New("it is not the JWK of its ID and its use")
	}
	if private.Algorithm != stored.Algorithm {
		return nil, fmt.Errorf("the JWK's algorithm is %q, and it is stored as one of %q", private.Algorithm, stored.Algorithm)
	}
	k := &key{Key: stored}
	if stored.Use == forEncryption {
		secret, ok := private.Key.([]byte)
		if !ok || len(secret) != 32 {
			return nil, errors.New("it is no secret of 256 bits")
		}
		k.secret = secret
		var err error
		k.gcm, err = newGCM(secret)
		k.header = protectedHeader("alg", string(jose.DIRECT), "enc", string(jose.A256GCM), "kid", stored.ID)
		return k, err
	}
	if private.IsPublic() {
		return nil, errors.New("it is not private")
	}
	if rsa, ok := private.Key.(*rsa.PrivateKey); ok {
		rsa.Precompute() // else each signature does it
	}
	k.public = private.Public()
	var err error
	if k.access, err = newSigner(private, "at+jwt"); err != nil {
		return nil, err
	}
	k.usual, err = newSigner(private, "JWT")
	return k, err
}

// algorithms are those of the published keys, that of new tokens first.
func (s *keySet) algorithms() []string {
	all := []string{s.signing.Algorithm}
	for _, k := range s.published {
		if !slices.Contains(all, k.Algorithm) {
			all = append(all, k.Algorithm)
		}
	}
	return all
}
