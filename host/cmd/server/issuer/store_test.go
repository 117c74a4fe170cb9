package issuer_test

import (
	"bytes"
	"crypto/rand"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// TestStore has two nodes that share a database, in real time.
func TestStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "claimsmith.db")
	node := func(change func(*issuer.Options)) *server {
		s, err := store.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		n := start(t, change, func(o *issuer.Options) { o.Storage, o.Now = s, time.Now })
		n.configure(loginConfig)
		return n
	}
	one := node(func(*issuer.Options) {})
	two := node(func(o *issuer.Options) { o.URL = one.url })

	a := one.login(`"scope":"openid offline_access","user":` + ada)
	session := one.ok("anonymous/token", `{"client_id":"shop","metadata":{"odd":1.0}}`).str("session_token")
	if err := one.issuer.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	fresh := one.login(`"scope":"openid","user":` + ada)
	for _, token := range []string{a.str("access_token"), fresh.str("access_token")} {
		equal(t, "userinfo", two.get("userinfo", token).text, `{"sub":"test|1","tier":12345678901234567890}`)
	}
	equal(t, "published", verifies(t, two, fresh.str("id_token")), true)
	two.ok("oauth/token", `{"grant_type":"refresh_token","client_id":"shop","refresh_token":"`+a.str("refresh_token")+`"}`)
	session = two.ok("anonymous/token", `{"client_id":"shop","session_token":"`+session+`"}`).str("session_token")
	equal(t, "logout", two.post("anonymous/logout", `{"session_token":"`+session+`"}`).status, 204)
	refused(t, one.post("anonymous/token", `{"client_id":"shop","session_token":"`+session+`"}`), 400, "session_expired", "has ended")

	// The process ends and another one begins.
	three := node(func(o *issuer.Options) { o.URL = one.url })
	equal(t, "userinfo after a restart", three.get("userinfo", a.str("access_token")).status, 200)
	equal(t, "the key after a restart", keyID(t, three.ok("anonymous/token", `{"client_id":"shop"}`).str("access_token")), keyID(t, fresh.str("access_token")))
}

// TestBounds has more logins and ended sessions than the bounds allow.
func TestBounds(t *testing.T) {
	storage, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "claimsmith.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer storage.Close()
	var log bytes.Buffer
	s := start(t, func(o *issuer.Options) {
		o.Storage, o.Now, o.Logger = storage, time.Now, slog.New(slog.NewTextHandler(&log, nil))
		o.Bounds = issuer.DefaultBounds()
		o.Bounds.ByClient.Grants = 2
	})
	of := func(client string) *answer {
		t.Helper()
		return s.ok("oauth/token", strings.Replace(loginBody(`"scope":"openid offline_access","user":{"user_id":"`+rand.Text()+`"}`), `"shop"`, `"`+client+`"`, 1))
	}
	first, others := of("shop"), of("other")
	equal(t, "log", log.String(), "")
	second := of("shop")
	refresh := func(a *answer, client string) *answer {
		t.Helper()
		return s.post("oauth/token", `{"grant_type":"refresh_token","client_id":"`+client+`","refresh_token":"`+a.str("refresh_token")+`"}`)
	}
	refused(t, refresh(first, "shop"), 400, "invalid_grant", "or it has expired")
	refused(t, s.get("userinfo", first.str("access_token")), 401, "invalid_token", "no login")
	for client, a := range map[string]*answer{"shop": second, "other": others} {
		equal(t, "userinfo of "+client, s.get("userinfo", a.str("access_token")).status, 200)
		equal(t, "refreshed for "+client, refresh(a, client).status, 200)
	}
	if text := log.String(); !strings.Contains(text, "client_id=shop gone=2") {
		t.Errorf("the log is %s", text)
	}

	session := func(client string) string {
		t.Helper()
		return s.ok("anonymous/token", `{"client_id":"`+client+`"}`).str("session_token")
	}
	logout := func(token string) *answer {
		t.Helper()
		return s.post("anonymous/logout", `{"session_token":"`+token+`"}`)
	}
	ended := session("shop")
	for _, token := range []string{ended, session("shop")} {
		equal(t, "logout", logout(token).status, 204)
	}
	one := session("shop")
	full := logout(one)
	refused(t, full, 503, "temporarily_unavailable", "this session has not ended")
	equal(t, "Retry-After", full.header.Get("Retry-After"), "3600")
	again := s.ok("anonymous/token", `{"client_id":"other","session_token":"`+one+`"}`).str("session_token")
	equal(t, "logout of the client who began it", logout(again).status, 503)
	equal(t, "logout of another client", logout(session("other")).status, 204)
	equal(t, "logout again", logout(ended).status, 204)
	refused(t, s.post("anonymous/token", `{"client_id":"shop","session_token":"`+ended+`"}`), 400, "session_expired", "has ended")
}

// TestRotationUnderLoad rotates while tokens are issued: each is good.
func TestRotationUnderLoad(t *testing.T) {
	s := start(t)
	var working sync.WaitGroup
	for range 4 {
		working.Go(func() {
			session := s.post("anonymous/token", `{"client_id":"shop"}`).str("session_token")
			for range 20 {
				again := s.post("anonymous/token", `{"client_id":"shop","session_token":"`+session+`"}`)
				login := s.post("oauth/token", loginBody(`"scope":"openid","user":`+ada))
				info := s.get("userinfo", login.str("access_token"))
				if again.status != 200 || info.status != 200 {
					t.Errorf("got %d and %d", again.status, info.status)
				}
			}
		})
	}
	for range 5 {
		if err := s.issuer.Rotate(t.Context()); err != nil {
			t.Error(err)
		}
		s.clock.forward(20 * time.Second)
	}
	working.Wait()
	equal(t, "published", len(published(t, s).Keys), 6)
}
