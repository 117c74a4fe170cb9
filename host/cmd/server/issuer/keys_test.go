package issuer_test

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// published are the keys of a JWK set.
func published(t testing.TB, s *server) *jose.JSONWebKeySet {
	t.Helper()
	set := new(jose.JSONWebKeySet)
	if err := json.Unmarshal([]byte(s.get(".well-known/jwks.json", "").text), set); err != nil {
		t.Fatal(err)
	}
	for _, k := range set.Keys {
		if !k.IsPublic() || k.Use != "sig" || k.KeyID == "" {
			t.Errorf("published is %+v", k)
		}
	}
	return set
}

// verifies reports whether a published key has signed a token.
func verifies(t testing.TB, s *server, token string) bool {
	t.Helper()
	signed, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.RS256, jose.ES256})
	if err != nil {
		t.Fatal(err)
	}
	_, err = signed.Verify(published(t, s))
	return err == nil
}

func keyID(t testing.TB, token string) string {
	t.Helper()
	header, _ := parts(t, token)
	return string(members(t, header)["kid"])
}

func TestAlgorithms(t *testing.T) {
	for option, want := range map[string]string{"": "RS256", "RS256": "RS256", "ES256": "ES256"} {
		t.Run(want+" for "+option, func(t *testing.T) {
			s := start(t, func(o *issuer.Options) { o.Algorithm = option })
			a := s.login(`"scope":"openid","user":` + ada)
			for _, token := range []string{a.str("access_token"), a.str("id_token")} {
				header, _ := parts(t, token)
				equal(t, "alg", string(members(t, header)["alg"]), `"`+want+`"`)
				equal(t, "a published key has signed it", verifies(t, s, token), true)
			}
			equal(t, "userinfo", s.get("userinfo", a.str("access_token")).status, 200)
			discovered := s.get(".well-known/openid-configuration", "")
			equal(t, "in discovery", discovered.json["id_token_signing_alg_values_supported"].([]any)[0].(string), want)
			keys, _ := s.storage.all()
			for _, k := range keys {
				if k.Use == "sig" {
					equal(t, "stored", k.Algorithm, want)
				}
			}
		})
	}
}

func TestRotation(t *testing.T) {
	s := start(t, func(o *issuer.Options) { o.IDTokenLifetime, o.SessionLifetime = 48*time.Hour, 72*time.Hour })
	session := s.ok("anonymous/token", `{"client_id":"shop"}`).str("session_token")
	old := s.login(`"scope":"openid","user":` + ada)
	if err := s.issuer.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	now := s.login(`"scope":"openid","user":` + ada)
	if keyID(t, old.str("access_token")) == keyID(t, now.str("access_token")) {
		t.Fatal("the old key signs still")
	}
	for _, a := range []*answer{old, now} {
		equal(t, "verifies", verifies(t, s, a.str("id_token")), true)
		equal(t, "userinfo", s.get("userinfo", a.str("access_token")).status, 200)
	}
	s.ok("anonymous/token", `{"client_id":"shop","session_token":"`+session+`"}`)
	equal(t, "published", len(published(t, s).Keys), 2)

	s.clock.forward(48 * time.Hour) // ID tokens are the last to expire
	equal(t, "verifies in its last second", verifies(t, s, old.str("id_token")), true)
	s.clock.forward(time.Minute)
	equal(t, "verifies later", verifies(t, s, old.str("id_token")), false)
	equal(t, "verifies", verifies(t, s, now.str("id_token")), true)

	s.clock.forward(24 * time.Hour)
	if err := s.issuer.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	keys, _ := s.storage.all()
	equal(t, "keys stored", len(keys), 4) // two in use and two just retired
	for _, k := range keys {
		if `"`+k.ID+`"` == keyID(t, old.str("id_token")) {
			t.Error("a key that is over is stored still")
		}
	}
}

func TestNodesAgree(t *testing.T) {
	one := start(t)
	two := start(t, func(o *issuer.Options) { o.URL, o.Storage, o.Now = one.url, one.storage, one.clock.Now })
	kid := func(s *server) string { return keyID(t, s.login(`"scope":"openid","user":`+ada).str("access_token")) }
	equal(t, "the second node's key", kid(two), kid(one))
	equal(t, "keys", len(one.storage.keys), 2)

	if err := one.issuer.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	fresh := one.login(`"scope":"openid","user":` + ada)
	session := one.ok("anonymous/token", `{"client_id":"shop"}`).str("session_token")
	// The second node has not read the new keys, and knows them when it has to.
	equal(t, "published", verifies(t, two, fresh.str("id_token")), true)

	if err := one.issuer.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	fresh = one.login(`"scope":"openid","user":` + ada)
	equal(t, "userinfo", two.get("userinfo", fresh.str("access_token")).status, 200)
	if err := one.issuer.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	session = one.ok("anonymous/token", `{"client_id":"shop","session_token":"`+session+`"}`).str("session_token")
	two.ok("anonymous/token", `{"client_id":"shop","session_token":"`+session+`"}`)

	// In a while it signs with them too.
	if err := one.issuer.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	stale := two.login(`"scope":"openid","user":` + ada)
	equal(t, "a token of a node that is behind", one.get("userinfo", stale.str("access_token")).status, 200)
	one.clock.forward(time.Minute)
	equal(t, "the second node's key", kid(two), kid(one))
	equal(t, "logout", two.post("anonymous/logout", `{"session_token":"`+session+`"}`).status, 204)
	refused(t, one.post("anonymous/token", `{"client_id":"shop","session_token":"`+session+`"}`), 400, "session_expired", "has ended")
}

// TestNodesStartAtOnce has two nodes find an empty storage.
func TestNodesStartAtOnce(t *testing.T) {
	storage := newMemory()
	var both sync.WaitGroup
	both.Add(2)
	reads := make(chan struct{}, 2)
	storage.afterRead = func() { // the first two wait for each other
		select {
		case reads <- struct{}{}:
			both.Done()
			both.Wait()
		default:
		}
	}
	base := start(t)
	nodes := make(chan *issuer.Issuer, 2)
	for range 2 {
		go func() {
			o := base.options()
			o.Storage = storage
			node, err := issuer.New(t.Context(), o)
			if err != nil {
				t.Error(err)
			}
			nodes <- node
		}()
	}
	<-nodes
	<-nodes
	equal(t, "keys", len(storage.keys), 4)
	// Whoever comes now, and each of them in a while, takes the same ones.
	one := start(t, func(o *issuer.Options) { o.Storage = storage })
	two := start(t, func(o *issuer.Options) { o.Storage = storage })
	equal(t, "the key", keyID(t, one.ok("anonymous/token", `{"client_id":"shop"}`).str("access_token")), keyID(t, two.ok("anonymous/token", `{"client_id":"shop"}`).str("access_token")))
	// A rotation leaves one in use of each.
	if err := one.issuer.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	inUse := 0
	for _, k := range storage.keys {
		if k.Retired.IsZero() {
			inUse++
		}
	}
	equal(t, "keys in use", inUse, 2)
}

// A clock that is behind does not make the keys of before the newest.
func TestRotationWithAClockBehind(t *testing.T) {
	one := start(t)
	two := start(t, func(o *issuer.Options) { o.Storage = one.storage })
	two.clock.forward(-time.Hour)
	before := keyID(t, two.ok("anonymous/token", `{"client_id":"shop"}`).str("access_token"))
	if err := two.issuer.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	after := keyID(t, two.ok("anonymous/token", `{"client_id":"shop"}`).str("access_token"))
	if before == after {
		t.Error("the key of before signs still")
	}
}

// A change of the algorithm leaves the tokens of before good.
func TestAlgorithmChanges(t *testing.T) {
	one := start(t)
	old := one.login(`"scope":"openid","user":` + ada)
	two := start(t, func(o *issuer.Options) {
		o.URL, o.Storage, o.Now, o.Algorithm = one.url, one.storage, one.clock.Now, "RS256"
	})
	fresh := two.login(`"scope":"openid","user":` + ada)
	header, _ := parts(t, fresh.str("access_token"))
	equal(t, "alg", string(members(t, header)["alg"]), `"RS256"`)
	equal(t, "userinfo", two.get("userinfo", old.str("access_token")).status, 200)
	algorithms := two.get(".well-known/openid-configuration", "").json["id_token_signing_alg_values_supported"].([]any)
	if !slices.Equal(algorithms, []any{"RS256", "ES256"}) {
		t.Errorf("algorithms are %v", algorithms)
	}
}

func TestForeignAccessTokens(t *testing.T) {
	s := start(t, func(o *issuer.Options) { o.Algorithm = "RS256" })
	stranger := start(t)
	token := s.login(`"scope":"openid","user":` + ada).str("access_token")
	equal(t, "status of the good one", s.get("userinfo", token).status, 200)
	public := published(t, s).Keys[0]
	kid := public.KeyID
	encode := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	pieces := strings.Split(token, ".")
	header, text := parts(t, token)

	der, err := x509.MarshalPKIXPublicKey(public.Key)
	if err != nil {
		t.Fatal(err)
	}
	mac := func(secret []byte) string {
		signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: jose.JSONWebKey{Key: secret, KeyID: kid}}, (&jose.SignerOptions{}).WithType("at+jwt"))
		if err != nil {
			t.Fatal(err)
		}
		signed, err := signer.Sign([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		compact, err := signed.CompactSerialize()
		if err != nil {
			t.Fatal(err)
		}
		return compact
	}
	jwk, err := public.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	signature, err := base64.RawURLEncoding.DecodeString(pieces[2])
	if err != nil {
		t.Fatal(err)
	}
	signature[0] ^= 1

	for name, bad := range map[string]string{
		"alg none":                        encode(`{"alg":"none","typ":"at+jwt","kid":"`+kid+`"}`) + "." + pieces[1] + ".",
		"alg none, signed":                encode(`{"alg":"none","typ":"at+jwt","kid":"`+kid+`"}`) + "." + pieces[1] + "." + pieces[2],
		"HS256 with the PEM":              mac(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})),
		"HS256 with the DER":              mac(der),
		"HS256 with the JWK":              mac(jwk),
		"ES256 for an RSA key":            encode(strings.Replace(header, "RS256", "ES256", 1)) + "." + pieces[1] + "." + pieces[2],
		"another issuer's":                stranger.login(`"scope":"openid","user":` + ada).str("access_token"),
		"another payload":                 pieces[0] + "." + encode(strings.Replace(text, "test|1", "test|2", 1)) + "." + pieces[2],
		"another signature":               pieces[0] + "." + pieces[1] + "." + base64.RawURLEncoding.EncodeToString(signature),
		"the key for encryption":          encode(strings.Replace(header, kid, keyOf(t, s, "enc"), 1)) + "." + pieces[1] + "." + pieces[2],
		"no key":                          encode(`{"alg":"RS256","typ":"at+jwt"}`) + "." + pieces[1] + "." + pieces[2],
		"a session token":                 s.ok("anonymous/token", `{"client_id":"shop"}`).str("session_token"),
		"no token":                        "x",
		"two":                             token + "." + token,
		"a key within the token":          encode(`{"alg":"RS256","typ":"at+jwt","jwk":`+string(jwk)+`}`) + "." + pieces[1] + "." + pieces[2],
		"a serialization of another kind": `{"payload":"` + pieces[1] + `","protected":"` + pieces[0] + `","signature":"` + pieces[2] + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			a := s.get("userinfo", bad)
			refused(t, a, 401, "invalid_token", "not one of this issuer")
			if !strings.HasPrefix(a.header.Get("WWW-Authenticate"), `Bearer error="invalid_token"`) {
				t.Errorf("WWW-Authenticate is %q", a.header.Get("WWW-Authenticate"))
			}
		})
	}

	// The right key, but for another issuer.
	other := start(t, func(o *issuer.Options) { o.Storage = s.storage })
	refused(t, other.get("userinfo", token), 401, "invalid_token", "not one of this issuer")
}

func TestStorageFails(t *testing.T) {
	s := start(t)
	a := s.login(`"scope":"openid offline_access","user":` + ada)
	session := s.ok("anonymous/token", `{"client_id":"shop"}`).str("session_token")
	s.storage.fail(errors.New("no disk"))
	for _, bad := range []*answer{
		s.post("oauth/token", loginBody(`"scope":"openid","user":`+ada)),
		s.post("oauth/token", `{"grant_type":"refresh_token","client_id":"shop","refresh_token":"`+a.str("refresh_token")+`"}`),
		s.post("anonymous/token", `{"client_id":"shop","session_token":"`+session+`"}`),
		s.post("anonymous/logout", `{"session_token":"`+session+`"}`),
		s.get("userinfo", a.str("access_token")),
	} {
		refused(t, bad, 500, "server_error", "log says why")
		if strings.Contains(bad.text, "disk") {
			t.Errorf("the answer tells too much: %s", bad.text)
		}
	}
	// What needs no storage goes on, also when keys should be read again.
	s.clock.forward(time.Hour)
	reads := s.storage.reads
	for range 3 {
		s.ok("anonymous/token", `{"client_id":"shop"}`)
	}
	equal(t, "attempts to read the keys", s.storage.reads-reads, 1)
	equal(t, "published", len(published(t, s).Keys), 1)
	if s.issuer.Rotate(t.Context()) == nil {
		t.Error("a rotation without a storage")
	}
	s.storage.fail(nil)
	s.login(`"scope":"openid","user":` + ada)
}

func TestBrokenKeys(t *testing.T) {
	s := start(t)
	keys, _ := s.storage.all()
	for _, k := range keys {
		text := string(k.Private)
		with := func(algorithm string) string {
			return regexp.MustCompile(`"alg":"[^"]*"`).ReplaceAllString(text, `"alg":"`+algorithm+`"`)
		}
		type broken struct{ algorithm, private, says string }
		all := map[string]broken{
			"no JSON":           {k.Algorithm, "x", "not the JWK of"},
			"no JWK":            {k.Algorithm, "{}", "not the JWK of"},
			"another ID":        {k.Algorithm, strings.Replace(text, k.ID, "other", 1), "not the JWK of"},
			"another algorithm": {k.Algorithm, with("PS256"), `the JWK's algorithm is "PS256", and it is stored as one of "` + k.Algorithm + `"`},
		}
		if k.Use == "enc" {
			all["a short secret"] = broken{k.Algorithm, regexp.MustCompile(`"k":"[^"]*"`).ReplaceAllString(text, `"k":"AAECAwQFBgcICQoLDA0ODw"`), "no secret of 256 bits"}
		} else {
			all["an unknown algorithm"] = broken{"PS256", with("PS256"), `the algorithm "PS256" does not go with its key: RS256 has RSA keys, and ES256 has EC keys of P-256`}
			all["the other algorithm"] = broken{"RS256", with("RS256"), `the algorithm "RS256" does not go with its key: RS256 has RSA keys, and ES256 has EC keys of P-256`}
		}
		for name, b := range all {
			t.Run(k.Use+" "+name, func(t *testing.T) {
				o := s.options()
				storage := newMemory()
				storage.keys = map[string]store.Key{k.ID: {ID: k.ID, Use: k.Use, Algorithm: b.algorithm, Private: []byte(b.private)}}
				o.Storage = storage
				_, err := issuer.New(t.Context(), o)
				if err == nil || !strings.Contains(err.Error(), k.ID) || !strings.Contains(err.Error(), b.says) || !strings.Contains(err.Error(), "from a backup, or delete it") {
					t.Errorf("got %v, not that %s", err, b.says)
				} else if strings.Contains(err.Error(), `"d"`) {
					t.Errorf("the error shows the key: %v", err)
				}
			})
		}
	}
}
