// Package exampletest has what the tests of the issuers share.
package exampletest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host"
	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// Sessions are anonymous sessions by their id.
var Sessions = map[string]json.RawMessage{
	"anna":  json.RawMessage(`{"metadata": {"country": "Spain", "number": 12345678901234567890}}`),
	"large": json.RawMessage(`{"metadata": {"country": "` + strings.Repeat("x", 102_400) + `"}}`),
}

const config = `{
	"access_token": {"custom_claim_mappings": [
		{"name": "https://shop.example/country", "expression": "anonymous_session.metadata.country"},
		{"name": "https://shop.example/number", "expression": "anonymous_session.metadata.number"}
	]},
	"id_token": {"custom_claim_mappings": [{"name": "https://shop.example/plan", "expression": "user.plan"}]}
}`

// Policy returns the policy of the examples' config.
func Policy(t *testing.T) *host.Policy {
	engine, err := host.New(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { engine.Close(t.Context()) })
	policy, err := engine.Policy(t.Context(), []byte(config))
	if err != nil {
		t.Fatal(err)
	}
	return policy
}

// Token asks a token endpoint and returns its answer.
func Token(t *testing.T, server *httptest.Server, path, id, secret string, form url.Values) (status int, answer map[string]any) {
	t.Helper()
	request, _ := http.NewRequest(http.MethodPost, server.URL+path, strings.NewReader(form.Encode()))
	request.Header.Set("content-type", "application/x-www-form-urlencoded")
	request.SetBasicAuth(id, secret)
	response, err := server.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatalf("%s: %s", err, body)
	}
	return response.StatusCode, answer
}

// Claims verifies a token and returns its claims as they stand in it.
func Claims(t *testing.T, token any, keys any) map[string]json.RawMessage {
	t.Helper()
	text, _ := token.(string)
	parsed, err := jwt.ParseSigned(text, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		t.Fatalf("%s: %v", err, token)
	}
	claims := map[string]json.RawMessage{}
	if err := parsed.Claims(keys, &claims); err != nil {
		t.Fatal(err)
	}
	return claims
}
