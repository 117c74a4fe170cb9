package store

import (
	"errors"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A time with more digits than are stored, in another zone.
var moment = time.Date(2026, 3, 29, 1, 59, 59, 123456789, time.FixedZone("", 2*60*60))

func stored(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

func TestTokens(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		if tokens, err := s.Tokens(t.Context()); err != nil || len(tokens) > 0 {
			t.Fatalf("in the beginning: %v, %v", tokens, err)
		}
		ci := Token{ID: "b", Name: "CI ä", Hash: []byte{0, 1, 255}, Scopes: []string{"read:clients", `"odd" scope`}, Created: moment, Expires: moment.Add(time.Hour)}
		old := Token{ID: "c", Name: "old", Hash: []byte{1}, Scopes: []string{}, Created: moment.Add(-time.Hour)}
		same := Token{ID: "a", Name: "at the same time", Hash: []byte{2}, Scopes: nil, Created: moment}
		for _, token := range []Token{ci, old, same} {
			if err := s.AddToken(t.Context(), token); err != nil {
				t.Fatal(err)
			}
		}
		wantError(t, s.AddToken(t.Context(), Token{ID: "b", Hash: []byte{3}, Created: moment}), ErrExists)
		if s.AddToken(t.Context(), Token{ID: "d", Hash: []byte{3}}) == nil {
			t.Error("a token without its creation was stored")
		}
		if s.AddToken(t.Context(), Token{ID: "d", Name: "\x00", Hash: []byte{3}, Created: moment}) == nil {
			t.Error("a name with a NUL was stored")
		}
		ci.Created, ci.Expires, old.Created, same.Created = stored(ci.Created), stored(ci.Expires), stored(old.Created), stored(same.Created)
		tokens, err := s.Tokens(t.Context())
		if want := []Token{old, same, ci}; err != nil || !reflect.DeepEqual(tokens, want) {
			t.Errorf("tokens are %+v, %v, want %+v", tokens, err, want)
		}
		if token, err := s.Token(t.Context(), "b"); err != nil || !reflect.DeepEqual(token, ci) {
			t.Errorf("token is %+v, %v, want %+v", token, err, ci)
		}
		if err := s.DeleteToken(t.Context(), "b"); err != nil {
			t.Error(err)
		}
		for _, id := range []string{"b", "B", "", "a\x00", "\xff"} {
			_, err := s.Token(t.Context(), id)
			wantError(t, err, ErrNotFound)
			wantError(t, s.DeleteToken(t.Context(), id), ErrNotFound)
		}
	})
}

func TestKeys(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		signing := Key{ID: "1", Use: "sig", Algorithm: "RS256", Private: []byte(`{"kty":"RSA"}`), Created: moment}
		secret := Key{ID: "2", Use: "enc", Algorithm: "A256GCM", Private: []byte{0, 255}, Created: moment.Add(time.Second)}
		for _, key := range []Key{signing, secret} {
			if err := s.AddKey(t.Context(), key); err != nil {
				t.Fatal(err)
			}
		}
		wantError(t, s.AddKey(t.Context(), Key{ID: "1", Private: []byte{1}, Created: moment}), ErrExists)
		if err := s.RetireKey(t.Context(), "1", moment.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		signing.Created, secret.Created, signing.Retired = stored(signing.Created), stored(secret.Created), stored(moment.Add(time.Minute))
		keys, err := s.Keys(t.Context())
		if want := []Key{secret, signing}; err != nil || !reflect.DeepEqual(keys, want) {
			t.Errorf("keys are %+v, %v, want %+v", keys, err, want)
		}
		if err := s.DeleteKey(t.Context(), "2"); err != nil {
			t.Error(err)
		}
		for _, id := range []string{"2", "", "\x00"} {
			wantError(t, s.DeleteKey(t.Context(), id), ErrNotFound)
			wantError(t, s.RetireKey(t.Context(), id, moment), ErrNotFound)
		}
		if keys, err = s.Keys(t.Context()); err != nil || !reflect.DeepEqual(keys, []Key{signing}) {
			t.Errorf("keys are %+v, %v", keys, err)
		}
	})
}

// The first server that starts makes the key, whichever it is.
func TestOneOfManyAddsTheKey(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		stores := []*Store{open(t, url), open(t, url)}
		if added := countSuccess(t, ErrExists, func(i int) error {
			return stores[i%2].AddKey(t.Context(), Key{ID: "first", Private: []byte{byte(i)}, Created: moment})
		}); added != 1 {
			t.Errorf("%d added the same key", added)
		}
	})
}

// countSuccess makes a call from many goroutines at once and counts those without
// the error.
func countSuccess(t *testing.T, expected error, call func(i int) error) int32 {
	t.Helper()
	var group sync.WaitGroup
	var succeeded atomic.Int32
	start := make(chan struct{})
	for i := range 8 {
		group.Go(func() {
			<-start
			if err := call(i); err == nil {
				succeeded.Add(1)
			} else if !errors.Is(err, expected) {
				t.Error(err)
			}
		})
	}
	close(start)
	group.Wait()
	return succeeded.Load()
}
