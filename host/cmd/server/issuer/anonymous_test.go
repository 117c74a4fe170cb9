package issuer_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
)

const anonymousConfig = `{"access_token":{"custom_claim_mappings":[
	{"name":"country","expression":"anonymous_session.metadata.country"},
	{"name":"https://shop.example/odd","expression":"anonymous_session.metadata.odd"}]},
	"tenant":{"domain":"shop.eu.example.com"}}`

var anonymousID = regexp.MustCompile(`^"anon@[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$`)

func TestAnonymousToken(t *testing.T) {
	s := start(t)
	s.configure(anonymousConfig)
	a := s.ok("anonymous/token", `{"client_id":"shop","audience":"https://api.shop.example","scope":"read:cart  x","metadata":{"country":"Spain"}}`)
	equal(t, "token_type", a.str("token_type"), "Bearer")
	equal(t, "expires_in", a.json["expires_in"].(float64), 86400)
	equal(t, "scope", a.str("scope"), "read:cart x")
	equal(t, "Cache-Control", a.header.Get("Cache-Control"), "no-store")
	equal(t, "members", len(a.json), 6)
	equal(t, "session_expires_in", a.json["session_expires_in"].(float64), 30*86400)
	if strings.Count(a.str("session_token"), ".") != 4 {
		t.Errorf("the session token is no JWE: %s", a.str("session_token"))
	}

	header, text := parts(t, a.str("access_token"))
	h := members(t, header)
	equal(t, "alg", string(h["alg"]), `"ES256"`)
	equal(t, "typ", string(h["typ"]), `"JWT"`)
	claims := members(t, text)
	sub := string(claims["sub"])
	if !anonymousID.MatchString(sub) {
		t.Errorf("sub is %s", sub)
	}
	want := `{"iss":"` + s.url + `","sub":` + sub + `,"aud":"https://api.shop.example","exp":1777716000,"iat":1777629600,"scope":"read:cart x","azp":"shop","country":"Spain","https://shop.eu.example.com/user_type":"anonymous"}`
	equal(t, "payload", text, want)
	equal(t, "what Find was asked for", s.asked[0], [2]string{"shop", "https://api.shop.example"})
	if _, grants := s.storage.all(); grants != 0 {
		t.Errorf("a new session wrote %d grants", grants)
	}

	again := payload(t, s.ok("anonymous/token", `{"client_id":"shop"}`).str("access_token"))
	if string(again["sub"]) == sub {
		t.Errorf("two sessions have one ID")
	}
	equal(t, "aud without an audience", string(again["aud"]), `"`+s.url+`userinfo"`)
	equal(t, "Find without an audience", s.asked[1], [2]string{"shop", ""})
	if _, ok := again["scope"]; ok {
		t.Errorf("a scope that was not asked for: %s", again["scope"])
	}
}

func TestClaimsKeepTheirBytes(t *testing.T) {
	odd := `{"n":[1.0,12345678901234567890,1e3,-0.0],"s":"\u00e9\/<&>` + "\u2028" + `"}`
	for _, as := range []string{"JSON", "form"} {
		t.Run(as, func(t *testing.T) {
			s := start(t)
			s.configure(anonymousConfig)
			metadata := `{ "odd" : ` + odd + `, "country":"\u00e9"}`
			var a *answer
			if as == "JSON" {
				a = s.ok("anonymous/token", `{"client_id":"shop","metadata":`+metadata+`}`)
			} else {
				a = s.form("anonymous/token", url.Values{"client_id": {"shop"}, "metadata": {metadata}})
			}
			ending := `,"country":"\u00e9","https://shop.example/odd":` + odd + `,"https://shop.eu.example.com/user_type":"anonymous"}`
			_, text := parts(t, a.str("access_token"))
			if !strings.HasSuffix(text, ending) {
				t.Errorf("got %s\nwant …%s", text, ending)
			}
			// They survive the session token as well.
			a = s.ok("anonymous/token", `{"client_id":"shop","session_token":"`+a.str("session_token")+`"}`)
			if _, text = parts(t, a.str("access_token")); !strings.HasSuffix(text, ending) {
				t.Errorf("continued: got %s\nwant …%s", text, ending)
			}
		})
	}
}

// TestByHand checks a token with nothing but what RFC 7515 and RFC 7518 say.
func TestByHand(t *testing.T) {
	s := start(t)
	token := s.ok("anonymous/token", `{"client_id":"shop"}`).str("access_token")
	pieces := strings.Split(token, ".")
	header, _ := parts(t, token)
	var h struct{ Kid string }
	var set struct {
		Keys []struct{ Kid, Kty, Crv, Use, Alg, X, Y, D string }
	}
	for text, v := range map[string]any{header: &h, s.get(".well-known/jwks.json", "").text: &set} {
		if err := json.Unmarshal([]byte(text), v); err != nil {
			t.Fatal(err)
		}
	}
	if len(set.Keys) != 1 || set.Keys[0].Kid != h.Kid {
		t.Fatalf("no key %s in %+v", h.Kid, set)
	}
	k := set.Keys[0]
	equal(t, "what the key is", k.Kty+" "+k.Crv+" "+k.Use+" "+k.Alg+" "+k.D, "EC P-256 sig ES256 ")
	decode := func(text string) []byte {
		raw, err := base64.RawURLEncoding.DecodeString(text)
		if err != nil || len(raw)%32 != 0 {
			t.Fatalf("%d bytes: %v", len(raw), err)
		}
		return raw
	}
	public, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), slices.Concat([]byte{4}, decode(k.X), decode(k.Y)))
	if err != nil {
		t.Fatal(err)
	}
	signature := decode(pieces[2])
	hash := sha256.Sum256([]byte(pieces[0] + "." + pieces[1]))
	r, v := new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])
	if !ecdsa.Verify(public, hash[:], r, v) {
		t.Error("the signature is not the key's")
	}
}

func TestSessionContinues(t *testing.T) {
	s := start(t)
	s.configure(`{"access_token":{"custom_claim_mappings":[
		{"name":"id","expression":"anonymous_session.session_id"},
		{"name":"from","expression":"anonymous_session.created_at"},
		{"name":"to","expression":"anonymous_session.expires_at"},
		{"name":"metadata","expression":"anonymous_session.metadata"}]}}`)
	first := s.ok("anonymous/token", `{"client_id":"shop","metadata":{"a":{"x":1},"b":1.0,"c":"\u00e9"}}`)
	s.clock.forward(time.Hour)
	second := s.ok("anonymous/token", `{"client_id":"other","session_token":"`+first.str("session_token")+`"}`)
	one, two := payload(t, first.str("access_token")), payload(t, second.str("access_token"))
	for _, same := range []string{"sub", "id", "from", "to"} {
		equal(t, same, string(two[same]), string(one[same]))
	}
	equal(t, "from", string(one["from"]), `"2026-05-01T10:00:00Z"`)
	equal(t, "to", string(one["to"]), `"2026-05-31T10:00:00Z"`)
	equal(t, "metadata", string(two["metadata"]), `{"a":{"x":1},"b":1.0,"c":"\u00e9"}`)

	// The provider's are set once.
	for _, metadata := range []string{`{"a":2}`, `{}`} {
		more := s.post("anonymous/token", `{"client_id":"shop","metadata":`+metadata+`,"session_token":"`+second.str("session_token")+`"}`)
		refused(t, more, 400, "invalid_request", "set once")
	}
	empty := s.ok("anonymous/token", `{"client_id":"shop","metadata":{}}`)
	equal(t, "nothing", string(payload(t, empty.str("access_token"))["metadata"]), `{}`)
}

func TestSessionExpires(t *testing.T) {
	s := start(t, func(o *issuer.Options) { o.SessionLifetime = 36 * time.Hour })
	token := s.ok("anonymous/token", `{"client_id":"shop"}`).str("session_token")
	s.clock.forward(35 * time.Hour)
	a := s.ok("anonymous/token", `{"client_id":"shop","session_token":"`+token+`"}`)
	// The access token ends with the session, whose seconds are whole.
	equal(t, "expires_in", a.json["expires_in"].(float64), 3600)
	s.clock.forward(time.Hour - time.Second)
	s.ok("anonymous/token", `{"client_id":"shop","session_token":"`+token+`"}`)
	s.clock.forward(time.Second)
	for _, token := range []string{token, a.str("session_token")} {
		refused(t, s.post("anonymous/token", `{"client_id":"shop","session_token":"`+token+`"}`), 400, "session_expired", "expired at 2026-05-02T22:00:00Z")
		equal(t, "logout of an expired session", s.post("anonymous/logout", `{"session_token":"`+token+`"}`).status, 204)
	}
	if _, grants := s.storage.all(); grants != 0 {
		t.Errorf("an expired session left %d grants", grants)
	}
}

func TestLogout(t *testing.T) {
	s := start(t)
	first := s.ok("anonymous/token", `{"client_id":"shop"}`).str("session_token")
	second := s.ok("anonymous/token", `{"client_id":"shop","session_token":"`+first+`"}`).str("session_token")
	other := s.ok("anonymous/token", `{"client_id":"shop"}`).str("session_token")
	a := s.form("anonymous/logout", url.Values{"session_token": {first}})
	equal(t, "status", a.status, 204)
	equal(t, "status again", s.post("anonymous/logout", `{"session_token":"`+second+`"}`).status, 204)
	for _, token := range []string{first, second} {
		refused(t, s.post("anonymous/token", `{"client_id":"shop","session_token":"`+token+`"}`), 400, "session_expired", "has ended")
	}
	s.ok("anonymous/token", `{"client_id":"shop","session_token":"`+other+`"}`)
	refused(t, s.post("anonymous/logout", `{}`), 400, "invalid_request", "neither a session_token nor the cookie auth0_anon")
	refused(t, s.post("anonymous/logout", `{"session_token":"x"}`), 400, "invalid_session_token", "not one of this issuer")
	// It is remembered until nobody could continue it.
	grants := s.storage.grants
	if len(grants) != 1 {
		t.Fatalf("%d grants", len(grants))
	}
	for _, g := range grants {
		equal(t, "expiry", g.Expires, time.Date(2026, 5, 31, 10, 0, 0, 0, time.UTC))
	}
}

func TestForeignSessionTokens(t *testing.T) {
	s, stranger := start(t), start(t)
	token := s.ok("anonymous/token", `{"client_id":"shop"}`).str("session_token")
	pieces := strings.Split(token, ".")
	flip := func(i int) string {
		changed := strings.Split(token, ".")
		raw, err := base64.RawURLEncoding.DecodeString(changed[i])
		if err != nil {
			t.Fatal(err)
		}
		raw[0] ^= 1
		changed[i] = base64.RawURLEncoding.EncodeToString(raw)
		return strings.Join(changed, ".")
	}
	for name, bad := range map[string]string{
		"another issuer's":  stranger.ok("anonymous/token", `{"client_id":"shop"}`).str("session_token"),
		"an access token":   s.ok("anonymous/token", `{"client_id":"shop"}`).str("access_token"),
		"another header":    flip(0),
		"another nonce":     flip(2),
		"another text":      flip(3),
		"another tag":       flip(4),
		"cut":               strings.Join(pieces[:4], "."),
		"no token":          "…",
		"a key for signing": base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"dir","enc":"A256GCM","kid":"`+keyOf(t, s, "sig")+`"}`)) + "." + strings.Join(pieces[1:], "."),
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, s.post("anonymous/token", `{"client_id":"shop","session_token":"`+bad+`"}`), 400, "invalid_session_token", "not one of this issuer")
			refused(t, s.post("anonymous/logout", `{"session_token":"`+bad+`"}`), 400, "invalid_session_token", "not one of this issuer")
		})
	}
}

func keyOf(t *testing.T, s *server, use string) string {
	t.Helper()
	keys, _ := s.storage.all()
	for _, k := range keys {
		if k.Use == use {
			return k.ID
		}
	}
	t.Fatalf("there is no key for %s", use)
	return ""
}

func TestMetadataIsBounded(t *testing.T) {
	s := start(t)
	of := func(name string, size int) string {
		return `{"` + name + `":"` + strings.Repeat("x", size-len(`{"":""}`)-len(name)) + `"}`
	}
	s.ok("anonymous/token", `{"client_id":"shop","metadata":`+of("a", 1024)+`}`)
	refused(t, s.post("anonymous/token", `{"client_id":"shop","metadata":`+of("a", 1025)+`}`), 400, "invalid_request", "metadata has 1025 bytes")
}

// TestNamesOfHalfPairs continues a session whose metadata have names with half of a
// surrogate pair: they are other names, and nothing is lost.
func TestNamesOfHalfPairs(t *testing.T) {
	s := start(t)
	s.configure(`{"access_token":{"custom_claim_mappings":[{"name":"metadata","expression":"anonymous_session.metadata"}]}}`)
	for _, metadata := range []string{`{"\ud800":1,"\ud801":9}`, `{"\ud800":1,"\udfff":2,"\ufffd":4}`, `{"\ud83d\ude00":3,"\ude00\ud83d":2}`} {
		first := s.ok("anonymous/token", `{"client_id":"shop","metadata":`+metadata+`}`)
		second := s.ok("anonymous/token", `{"client_id":"shop","session_token":"`+first.str("session_token")+`"}`)
		_, text := parts(t, second.str("access_token"))
		if !strings.Contains(text, `"metadata":`+metadata) {
			t.Errorf("%s: %s", metadata, text)
		}
	}
	// A string that stands for somebody or something is text.
	for member, body := range map[string]string{
		"client_id": `{"client_id":"\ud800"}`, "audience": `{"client_id":"shop","audience":"\ud800"}`, "scope": `{"client_id":"shop","scope":"a \udc00"}`,
	} {
		refused(t, s.post("anonymous/token", body), 400, "invalid_request", "The member "+member+" has half of a surrogate pair")
	}
	refused(t, s.post("oauth/token", loginBody(`"user":{"user_id":"\ud800"}`)), 400, "invalid_request", "user_id")
	refused(t, s.post("oauth/token", loginBody(`"nonce":"\ud800","user":{"user_id":"x"}`)), 400, "invalid_request", "nonce has half")
}
