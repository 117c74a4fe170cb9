package issuer_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// TestDatabaseFails has the storage fail in all ways that are known: what needs it is
// refused so that callers know whether to try again.
func TestDatabaseFails(t *testing.T) {
	s := start(t)
	a := s.login(`"scope":"openid offline_access","user":` + ada)
	session := s.ok("anonymous/token", `{"client_id":"shop"}`).str("session_token")
	for failure, want := range map[store.Failure]struct {
		status            int
		code, description string
	}{
		store.Full:        {507, "temporarily_unavailable", "no room left"},
		store.Busy:        {503, "temporarily_unavailable", "locked by others"},
		store.ReadOnly:    {503, "temporarily_unavailable", "cannot be written to"},
		store.Unreachable: {503, "temporarily_unavailable", "cannot be reached"},
		store.Corrupt:     {500, "server_error", "is damaged"},
	} {
		s.storage.fail(&store.DatabaseError{Failure: failure, Err: errors.New("secret")})
		for _, bad := range []*answer{
			s.post("oauth/token", loginBody(`"scope":"openid","user":`+ada)),
			s.post("oauth/token", `{"grant_type":"refresh_token","client_id":"shop","refresh_token":"`+a.str("refresh_token")+`"}`),
			s.post("anonymous/logout", `{"session_token":"`+session+`"}`),
			s.get("userinfo", a.str("access_token")),
		} {
			refused(t, bad, want.status, want.code, want.description)
			if again := bad.header.Get("Retry-After") != ""; again != (want.status != 500) || strings.Contains(bad.text, "secret") {
				t.Errorf("%s: %v %s", failure, bad.header, bad.text)
			}
		}
	}
}

// TestDamagedGrants has the storage return something else than was put there: nothing
// is issued of it.
func TestDamagedGrants(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "no JSON": "x", "half": `{"client_id":"shop","sub":"te`} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			s := start(t, func(o *issuer.Options) { o.Logger = slog.New(slog.NewTextHandler(&log, nil)) })
			a := s.login(`"scope":"openid offline_access","user":` + ada)
			for id, grant := range s.storage.grants {
				grant.Text = []byte(text)
				s.storage.grants[id] = grant
			}
			refused(t, s.get("userinfo", a.str("access_token")), 500, "server_error", "stored of this login is damaged")
			refresh := s.post("oauth/token", `{"grant_type":"refresh_token","client_id":"shop","refresh_token":"`+a.str("refresh_token")+`"}`)
			refused(t, refresh, 500, "server_error", "stored of this login is damaged")
			for id := range s.storage.grants {
				if !strings.Contains(log.String(), id) {
					t.Errorf("%s is not in the log:\n%s", id, log.String())
				}
			}
		})
	}
}

// TestConfigThatCannotBeHad tells callers why.
func TestConfigThatCannotBeHad(t *testing.T) {
	s := start(t, func(o *issuer.Options) {
		o.Find = func(context.Context, string, string) (*issuer.Registration, error) {
			return nil, &issuer.ConfigError{Message: "Shop is damaged."}
		}
	})
	refused(t, s.post("anonymous/token", `{"client_id":"shop"}`), 500, "server_error", "The stored config cannot be used: Shop is damaged.")
	refused(t, s.post("oauth/token", loginBody(`"user":`+ada)), 500, "server_error", "The stored config cannot be used: Shop is damaged.")
}
