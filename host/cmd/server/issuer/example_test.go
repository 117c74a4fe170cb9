package issuer_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

func Example() {
	ctx := context.Background()
	engine, err := host.New(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = engine.Close(ctx) }()
	dir, err := os.MkdirTemp("", "claimsmith")
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	storage, err := store.Open(ctx, filepath.Join(dir, "claimsmith.db"))
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = storage.Close() }()

	const config = `{"access_token":{"custom_claim_mappings":[
		{"name":"country","expression":"anonymous_session.metadata.country"}]}}`
	i, err := issuer.New(ctx, issuer.Options{
		URL: "http://localhost:8080/", Engine: engine, Storage: storage, Algorithm: "ES256",
		Find: func(_ context.Context, clientID, _ string) (*issuer.Registration, error) {
			if clientID != "shop" {
				return nil, issuer.ErrUnknownClient
			}
			return issuer.Lenient([]byte(config)), nil
		},
	})
	if err != nil {
		log.Fatal(err)
	}

	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/anonymous/token",
		strings.NewReader(`{"client_id":"shop","audience":"https://api.shop.example","metadata":{"country":"Spain"}}`))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	i.Handler().ServeHTTP(w, r)
	var answer struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		log.Fatal(err)
	}
	token, err := jwt.ParseSigned(answer.AccessToken, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		log.Fatal(err)
	}
	var claims map[string]any
	if err := token.UnsafeClaimsWithoutVerification(&claims); err != nil {
		log.Fatal(err)
	}
	fmt.Println(claims["iss"], claims["aud"], claims["country"])
	// Output: http://localhost:8080/ https://api.shop.example Spain
}
