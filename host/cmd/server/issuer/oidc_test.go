package issuer_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
)

// TestOtherPeoplesClient has go-oidc find the issuer and judge its tokens.
func TestOtherPeoplesClient(t *testing.T) {
	for _, algorithm := range []string{"RS256", "ES256"} {
		t.Run(algorithm, func(t *testing.T) {
			s := start(t, func(o *issuer.Options) { o.Algorithm = algorithm })
			s.configure(loginConfig)
			ctx := t.Context()
			provider, err := oidc.NewProvider(ctx, s.url)
			if err != nil {
				t.Fatal(err)
			}
			ids := provider.VerifierContext(ctx, &oidc.Config{ClientID: "shop", Now: s.clock.Now})
			apis := provider.VerifierContext(ctx, &oidc.Config{ClientID: "https://api.shop.example", Now: s.clock.Now})
			login := `"audience":"https://api.shop.example","scope":"openid email offline_access","nonce":"n-1","user":` + ada
			check := func(a *answer) {
				t.Helper()
				id, err := ids.Verify(ctx, a.str("id_token"))
				if err != nil {
					t.Fatal(err)
				}
				equal(t, "subject", id.Subject, "test|1")
				if err := id.VerifyAccessToken(a.str("access_token")); err != nil {
					t.Error(err)
				}
				access, err := apis.Verify(ctx, a.str("access_token"))
				if err != nil {
					t.Fatal(err)
				}
				var claims struct {
					Tier uint64 `json:"https://shop.example/tier"`
				}
				if err := access.Claims(&claims); err != nil {
					t.Error(err)
				}
				equal(t, "tier", claims.Tier, 12345678901234567890)
			}
			first := s.login(login)
			check(first)
			id, err := ids.Verify(ctx, first.str("id_token"))
			if err != nil {
				t.Fatal(err)
			}
			equal(t, "nonce", id.Nonce, "n-1")

			userinfo := func(token string) (*oidc.UserInfo, error) {
				return provider.UserInfo(ctx, oauth2.StaticTokenSource(&oauth2.Token{AccessToken: token}))
			}
			info, err := userinfo(first.str("access_token"))
			if err != nil {
				t.Fatal(err)
			}
			equal(t, "userinfo", info.Subject+" "+info.Email, "test|1 ada@example.com")
			if _, err := userinfo(first.str("id_token")); err == nil {
				t.Error("userinfo takes an ID token")
			}

			// It finds the keys of after a rotation by itself.
			if err := s.issuer.Rotate(ctx); err != nil {
				t.Fatal(err)
			}
			second := s.login(login)
			for tries := 0; ; tries++ {
				// A fetch of before the rotation may not have ended in the client yet:
				// it then answers with the keys which that found, so it is asked again.
				_, err := ids.Verify(ctx, second.str("id_token"))
				if err == nil {
					break
				}
				if tries == 1_000_000 {
					t.Fatal(err)
				}
				runtime.Gosched()
			}
			check(second)
			check(first)
			if _, err := apis.Verify(ctx, s.ok("anonymous/token", `{"client_id":"shop","audience":"https://api.shop.example"}`).str("access_token")); err != nil {
				t.Error(err)
			}
			stranger := start(t).login(login)
			if _, err := ids.Verify(ctx, stranger.str("id_token")); err == nil {
				t.Error("a stranger's token is good")
			}
			s.clock.forward(24 * time.Hour)
			if _, err := ids.Verify(ctx, first.str("id_token")); err == nil {
				t.Error("an expired token is good")
			}
		})
	}
}
