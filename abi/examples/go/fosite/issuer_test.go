package fosite_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/claimsmith/claimsmith/abi/examples/go/exampletest"
	issuer "github.com/claimsmith/claimsmith/abi/examples/go/fosite"
	"github.com/ory/fosite"
	"github.com/ory/fosite/compose"
	"github.com/ory/fosite/storage"
	"golang.org/x/crypto/bcrypt"
)

func TestClientCredentials(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := bcrypt.GenerateFromPassword([]byte("secret"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	const api = "https://api.shop.example"
	store := storage.NewMemoryStore()
	store.Clients["shop"] = &fosite.DefaultClient{
		ID: "shop", Secret: secret, GrantTypes: []string{"client_credentials"}, Audience: []string{api},
	}
	config := &fosite.Config{GlobalSecret: make([]byte, 32)}
	keys := func(context.Context) (any, error) { return key, nil }
	strategy := compose.NewOAuth2JWTStrategy(keys, compose.NewOAuth2HMACStrategy(config), config)
	server := httptest.NewServer(&issuer.Issuer{
		Provider: compose.Compose(config, store, strategy, compose.OAuth2ClientCredentialsGrantFactory),
		Policy:   exampletest.Policy(t),
		Sessions: exampletest.Sessions,
	})
	defer server.Close()
	ask := func(session string) (int, map[string]any) {
		form := url.Values{"grant_type": {"client_credentials"}, "anonymous_session": {session}, "audience": {api}}
		return exampletest.Token(t, server, "/", "shop", "secret", form)
	}

	_, answer := ask("anna")
	claims := exampletest.Claims(t, answer["access_token"], &key.PublicKey)
	if country := string(claims["https://shop.example/country"]); country != `"Spain"` {
		t.Errorf("the country is %s", country)
	}
	if number := string(claims["https://shop.example/number"]); number != "12345678901234567890" {
		t.Errorf("the number is %s", number)
	}
	if status, answer := ask("large"); status != 400 || answer["error"] != "invalid_request" {
		t.Errorf("a payload that is too large: %d %v", status, answer)
	}
	if _, answer := ask("nobody"); len(exampletest.Claims(t, answer["access_token"], &key.PublicKey)) == 0 {
		t.Error("no session: no token")
	}
}
