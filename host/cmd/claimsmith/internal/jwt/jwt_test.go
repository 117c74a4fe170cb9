package jwt

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
)

func encoded(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

const payload = `{"iss":"https://a/","n":1.0,"big":12345678901234567890,"o": { "a" : "é??>" }}`

func TestRead(t *testing.T) {
	compact := encoded(`{"typ":"at+jwt"}`) + "." + encoded(payload) + "." + encoded("signature")
	for name, text := range map[string]string{
		"plain":             compact,
		"with line ends":    "\r\n" + compact[:40] + "\r\n" + compact[40:60] + "\n  " + compact[60:] + "\n",
		"a header":          "Authorization: Bearer " + compact,
		"quoted":            `"` + compact + `"`,
		"a quoted header":   "'authorization:bearer  " + compact + "',",
		"a byte order mark": "\uFEFF" + compact,
		"padded":            strings.Replace(compact, ".", "==.", 1),
		"standard base64":   strings.NewReplacer("-", "+", "_", "/").Replace(compact),
		"no signature":      strings.TrimSuffix(compact, encoded("signature")),
		"two parts":         strings.TrimSuffix(compact, "."+encoded("signature")),
		"an answer":         `{"access_token":"` + compact + `","token_type":"Bearer"}`,
		"a payload":         "\n" + payload + "\n",
		"a quoted payload":  "'" + payload + "'",
	} {
		token, err := Read([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if token.Text("iss") != "https://a/" || token.Get("n") != "1.0" || token.Get("big") != "12345678901234567890" || token.Get("o") != `{"a":"é??>"}` || token.Get("none") != "" || len(token.Claims()) != 4 {
			t.Errorf("%s: %+v", name, token)
		}
		if has := token.Compact != ""; has == strings.Contains(name, "payload") || has && token.Type() != "at+jwt" {
			t.Errorf("%s: %+v", name, token)
		}
	}
	for text, says := range map[string]string{
		"":          "no token",
		" \"' ":     "no token",
		"abc":       "three parts",
		"a.b":       "its header is no base64",
		"a.b.c.d":   "this has 4",
		"a.b.c.d.e": "encrypted",
		encoded(`{}`) + "." + encoded(payload)[:20] + "..": "this has 4",
		encoded(`{}`) + "." + encoded(payload)[:20] + ".":  "its payload is no JSON object",
		encoded(`{}`) + ".e.":                              "its payload is no base64",
		encoded(`{"a":1,"a":2}`) + "." + encoded(`{}`):     "occurs twice",
		`{"a":1,"a":2}`:                      "occurs twice",
		`{"a":`:                              "no JSON",
		encoded(`{}`) + "." + encoded(`[1]`): "no JSON object",
	} {
		if _, err := Read([]byte(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.40q: %v, want %q", text, err, says)
		}
	}
}

func TestVerify(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	sign := func(key any, algorithm jose.SignatureAlgorithm, kid string) *Token {
		t.Helper()
		signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: jose.JSONWebKey{Key: key, KeyID: kid}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		signed, err := signer.Sign([]byte(payload))
		if err != nil {
			t.Fatal(err)
		}
		compact, err := signed.CompactSerialize()
		if err != nil {
			t.Fatal(err)
		}
		token, err := Read([]byte(compact))
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	set, err := json.Marshal(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: other.Public(), KeyID: "x"}, {Key: key.Public(), KeyID: "k"}}})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "jwks.json")
	if err := os.WriteFile(file, set, 0o600); err != nil {
		t.Fatal(err)
	}
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.RequestURI)
		if r.URL.Path != "/jwks" || r.ContentLength > 0 || r.Header.Get("Authorization") != "" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_, _ = w.Write(set)
	}))
	defer server.Close()

	good := sign(key, jose.ES256, "k")
	for _, keys := range []string{file, server.URL + "/jwks"} {
		if kid, algorithm, err := good.Verify(t.Context(), keys); err != nil || kid != "k" || algorithm != "ES256" {
			t.Errorf("%s: %q, %q, %v", keys, kid, algorithm, err)
		}
	}
	if kid, _, err := sign(key, jose.ES256, "").Verify(t.Context(), file); err != nil || kid != "k" {
		t.Errorf("without a kid: %q, %v", kid, err)
	}
	if len(asked) != 1 || asked[0] != "GET /jwks" {
		t.Errorf("the server was asked %q", asked)
	}
	changed := *good
	parts := strings.Split(good.Compact, ".")
	changed.Compact = parts[0] + "." + encoded(strings.Replace(payload, "1.0", "2.0", 1)) + "." + parts[2]
	for says, token := range map[string]*Token{
		"was changed":      &changed,
		`no key "y"`:       sign(key, jose.ES256, "y"),
		"not that of":      sign(key, jose.ES256, "x"),
		"cannot be read":   sign([]byte(strings.Repeat("k", 32)), jose.HS256, "k"), // a public key is no secret
		"no signature":     {Compact: parts[0] + "." + parts[1] + "."},
		"has no signature": {Payload: payload},
	} {
		var keys *KeysError
		if _, _, err := token.Verify(t.Context(), file); err == nil || !strings.Contains(err.Error(), says) || errors.As(err, &keys) {
			t.Errorf("%s: %v", says, err)
		}
	}
	for _, from := range []string{"none.json", server.URL + "/none", "http://127.0.0.1:1/", file + "x"} {
		var keys *KeysError
		if _, _, err := good.Verify(t.Context(), from); !errors.As(err, &keys) {
			t.Errorf("%s: %v", from, err)
		}
	}
}
