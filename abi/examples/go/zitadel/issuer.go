// Package zitadel is an issuer on zitadel/oidc with the policy's custom claims in its tokens.
package zitadel

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"

	"github.com/claimsmith/claimsmith/host"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// Storage is the library's, which asks it for the claims of each token.
type Storage struct {
	*storage.Storage
	Policy   *host.Policy
	Sessions map[string]json.RawMessage // anonymous sessions by their id
	User     func(subject string) any   // a profile, or nil
}

// A transaction is one request: it is decided once, and each of its tokens gets its part.
type transaction struct {
	anonymous json.RawMessage
	decide    sync.Once
	tokens    *host.Tokens
	err       error
}

// Transactions has each request be a transaction. It goes around the provider's handler.
func (s *Storage) Transactions(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t := &transaction{anonymous: s.Sessions[r.FormValue("anonymous_session")]}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), (*transaction)(nil), t)))
	})
}

func (s *Storage) tokens(ctx context.Context, subject string, scopes []string) (*host.Tokens, error) {
	t := ctx.Value((*transaction)(nil)).(*transaction)
	t.decide.Do(func() { // the hooks below are called for each token
		session, _ := json.Marshal(map[string]any{"anonymous_session": t.anonymous, "user": s.User(subject), "scope": strings.Join(scopes, " ")})
		outcome, err := s.Policy.Evaluate(ctx, session, []byte(`"https://api.shop.example"`))
		if err == nil {
			t.tokens, err = outcome.Decode()
		}
		// Deliberately: no token is better here than one without its claims. Any other error than
		// the library's own is a 500. To issue it all the same, log err and have no claims.
		if failure := (*host.PolicyError)(nil); errors.As(err, &failure) && failure.Code == "payload_too_large" {
			err = oidc.ErrInvalidRequest().WithDescription("%s", failure)
		}
		t.err = err
	})
	return t.tokens, t.err
}

// GetPrivateClaimsFromRequest is for access tokens, SetUserinfoFromRequest for ID tokens.
func (s *Storage) GetPrivateClaimsFromRequest(ctx context.Context, request op.TokenRequest, _ []string) (map[string]any, error) {
	tokens, err := s.tokens(ctx, request.GetSubject(), request.GetScopes())
	claims := map[string]any{} // raw JSON, with all of its digits
	if err == nil {
		for _, claim := range tokens.AccessToken.Claims {
			claims[claim.Name] = claim.Value
		}
	}
	return claims, err
}

func (s *Storage) SetUserinfoFromRequest(ctx context.Context, info *oidc.UserInfo, request op.IDTokenRequest, _ []string) error {
	tokens, err := s.tokens(ctx, request.GetSubject(), request.GetScopes())
	if err == nil && tokens.IDToken != nil {
		for _, claim := range tokens.IDToken.Claims {
			info.AppendClaims(claim.Name, claim.Value)
		}
	}
	return err
}
