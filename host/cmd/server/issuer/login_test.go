package issuer_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
)

const ada = `{"user_id":"test|1","name":"Ada","email":"ada@example.com","email_verified":true,"updated_at":1.0,` +
	`"nickname":null,"phone_number":"+1","address":{ "country":"\u00e9" },"app_metadata":{"tier":12345678901234567890}}`

const loginConfig = `{
	"access_token":{"custom_claim_mappings":[{"name":"https://shop.example/tier","expression":"user.app_metadata.tier"}]},
	"id_token":{"custom_claim_mappings":[{"name":"tier","expression":"user.app_metadata.tier"}]},
	"tenant":{"domain":"shop.eu.example.com"}}`

func TestLogin(t *testing.T) {
	s := start(t)
	s.configure(loginConfig)
	a := s.login(`"audience":"https://api.shop.example","scope":"openid profile email","nonce":"n-1","user":` + ada)
	equal(t, "scope", a.str("scope"), "openid profile email")
	equal(t, "token_type", a.str("token_type"), "Bearer")
	equal(t, "expires_in", a.json["expires_in"].(float64), 86400)
	equal(t, "Cache-Control", a.header.Get("Cache-Control"), "no-store")
	if _, ok := a.json["refresh_token"]; ok {
		t.Error("there is a refresh token without offline_access")
	}
	header, text := parts(t, a.str("access_token"))
	equal(t, "typ of the access token", string(members(t, header)["typ"]), `"JWT"`)
	equal(t, "access token", text, `{"iss":"`+s.url+`","sub":"test|1","aud":["https://api.shop.example","`+s.url+
		`userinfo"],"exp":1777716000,"iat":1777629600,"scope":"openid profile email","azp":"shop","https://shop.example/tier":12345678901234567890}`)

	hash := sha256.Sum256([]byte(a.str("access_token")))
	header, text = parts(t, a.str("id_token"))
	equal(t, "typ of the ID token", string(members(t, header)["typ"]), `"JWT"`)
	equal(t, "ID token", text, `{"iss":"`+s.url+`","sub":"test|1","aud":"shop","exp":1777665600,"iat":1777629600,"auth_time":1777629600,"nonce":"n-1","at_hash":"`+
		base64.RawURLEncoding.EncodeToString(hash[:16])+`","name":"Ada","updated_at":1.0,"email":"ada@example.com","email_verified":true,"tier":12345678901234567890}`)
}

func TestScopesGrantClaims(t *testing.T) {
	s := start(t)
	for scope, want := range map[string]string{
		"openid":                 ``,
		"openid email":           `,"email":"ada@example.com","email_verified":true`,
		"openid  email ":         `,"email":"ada@example.com","email_verified":true`,
		"openid phone":           `,"phone_number":"+1"`,
		"openid address":         `,"address":{ "country":"\u00e9" }`,
		"address openid profile": `,"name":"Ada","updated_at":1.0,"address":{ "country":"\u00e9" }`,
		"openid Email e mail":    ``,
	} {
		a := s.login(`"scope":"` + scope + `","user":` + ada)
		_, text := parts(t, a.str("id_token"))
		_, rest, _ := strings.Cut(text, `"at_hash":"`)
		equal(t, "claims of "+scope, rest[22:], `"`+want+`}`)
		equal(t, "userinfo of "+scope, s.get("userinfo", a.str("access_token")).text, `{"sub":"test|1"`+want+`}`)
	}
	for _, scope := range []string{"", "email", "OpenID", "openid-x"} {
		if a := s.login(`"scope":"` + scope + `","user":` + ada); a.str("id_token") != "" {
			t.Errorf("the scope %q gives an ID token", scope)
		}
	}
}

func TestCustomClaimTakesThePlace(t *testing.T) {
	s := start(t)
	s.configure(`{"id_token":{"custom_claim_mappings":[{"name":"email","expression":"user.app_metadata.tier"}]}}`)
	a := s.login(`"scope":"openid email profile address","user":` + ada + `,"custom_claims":{
		"id_token":[{"name":"n\u0061me","value":"Countess"},{"name":"address","value":1}],
		"access_token":[{"name":"email","value":"set"},{"name":"phone_number","value":"not granted"}]}`)
	id, access := payload(t, a.str("id_token")), payload(t, a.str("access_token"))
	equal(t, "email", string(id["email"]), "12345678901234567890")
	equal(t, "name", string(id["name"]), `"Countess"`)
	equal(t, "address", string(id["address"]), "1")
	equal(t, "updated_at", string(id["updated_at"]), "1.0")
	equal(t, "email of the access token", string(access["email"]), `"set"`)
	if _, ok := access["phone_number"]; ok {
		t.Error("the access token has a profile claim without its scope")
	}
	equal(t, "userinfo", s.get("userinfo", a.str("access_token")).text,
		`{"sub":"test|1","updated_at":1.0,"email_verified":true,"email":12345678901234567890,"name":"Countess","address":1}`)
}

// TestOwnMembers sets every restricted name, and all that the tokens have without
// custom claims, and finds each of them once and as it was.
func TestOwnMembers(t *testing.T) {
	s := start(t)
	described, err := engine.Describe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var policy struct {
		Restricted []string `json:"restricted_claims"`
		Reserved   []string `json:"reserved_claims"`
	}
	if err := json.Unmarshal(described, &policy); err != nil {
		t.Fatal(err)
	}
	refused := append(policy.Restricted, policy.Reserved...)
	request := `"audience":"https://api.shop.example","nonce":"n","scope":"openid","user":{"user_id":"test|1"}`
	plain := s.login(request)
	tokens := []string{"access_token", "id_token"}
	names := slices.Clone(refused)
	for _, token := range tokens {
		for name := range payload(t, plain.str(token)) {
			if !slices.Contains(refused, name) {
				t.Errorf("the issuer writes %q into the %s, and the engine does not refuse it", name, token)
			}
			names = append(names, name)
		}
	}
	for name := range members(t, s.get("userinfo", plain.str("access_token")).text) {
		if !slices.Contains(refused, name) {
			t.Errorf("the issuer writes %q into userinfo, and the engine does not refuse it", name)
		}
	}

	var entries []string
	for _, name := range names {
		entries = append(entries, `{"name":"`+name+`","value":"forged"}`)
	}
	list := "[" + strings.Join(entries, ",") + "]"
	a := s.login(request + `,"custom_claims":{"access_token":` + list + `,"id_token":` + list + `}`)
	for _, token := range tokens {
		got, want := payload(t, a.str(token)), payload(t, plain.str(token))
		if !maps.EqualFunc(got, want, func(json.RawMessage, json.RawMessage) bool { return true }) {
			t.Errorf("%s: got %s\nwant members of %s", token, got, want)
		}
		for name, value := range got {
			equal(t, token+"."+name, string(value) == `"forged"`, false)
		}
	}
	equal(t, "userinfo", s.get("userinfo", a.str("access_token")).text, `{"sub":"test|1"}`)
}

func TestLoginByForm(t *testing.T) {
	s := start(t)
	s.configure(loginConfig)
	a := s.form("oauth/token", url.Values{
		"grant_type": {issuer.TestLogin}, "client_id": {"shop"}, "scope": {"openid offline_access"}, "user": {ada},
		"custom_claims": {`{"id_token":[{"name":"x","value":1.0}]}`},
	})
	equal(t, "status", a.status, 200)
	equal(t, "x", string(payload(t, a.str("id_token"))["x"]), "1.0")
	a = s.form("oauth/token", url.Values{"grant_type": {"refresh_token"}, "client_id": {"shop"}, "refresh_token": {a.str("refresh_token")}})
	equal(t, "x, refreshed", string(payload(t, a.str("id_token"))["x"]), "1.0")
}

func TestRefresh(t *testing.T) {
	s := start(t)
	s.configure(loginConfig)
	a := s.login(`"audience":"https://api.shop.example","scope":"openid offline_access email","nonce":"n","user":` + ada +
		`,"custom_claims":{"access_token":[{"name":"set","value":[1.0,"\u00e9<"]}]}`)
	refresh := func(more string) *answer {
		t.Helper()
		return s.post("oauth/token", `{"grant_type":"refresh_token","client_id":"shop","refresh_token":"`+a.str("refresh_token")+`"`+more+`}`)
	}
	s.clock.forward(25 * time.Hour)
	refused(t, s.get("userinfo", a.str("access_token")), 401, "invalid_token", "expired")
	s.configure(`{
		"access_token":{"custom_claim_mappings":[{"name":"level","expression":"user.app_metadata.tier"}]},
		"id_token":{"custom_claim_mappings":[{"name":"level","expression":"user.app_metadata.tier"}]}}`)
	again := refresh("")
	equal(t, "status", again.status, 200)
	if _, ok := again.json["refresh_token"]; ok {
		t.Error("refreshing gave another refresh token")
	}
	access, id := payload(t, again.str("access_token")), payload(t, again.str("id_token"))
	equal(t, "level of the access token", string(access["level"]), "12345678901234567890")
	equal(t, "what was set", string(access["set"]), `[1.0,"\u00e9<"]`)
	equal(t, "aud", string(access["aud"]), `["https://api.shop.example","`+s.url+`userinfo"]`)
	equal(t, "level of the ID token", string(id["level"]), "12345678901234567890")
	equal(t, "auth_time", string(id["auth_time"]), "1777629600")
	equal(t, "iat", string(id["iat"]), "1777719600")
	equal(t, "email", string(id["email"]), `"ada@example.com"`)
	for _, gone := range []string{"nonce", "tier"} {
		if _, ok := id[gone]; ok {
			t.Errorf("%s is in the refreshed ID token", gone)
		}
	}
	if _, ok := access["https://shop.example/tier"]; ok {
		t.Error("a claim of the config of before")
	}

	less := refresh(`,"scope":"openid"`)
	equal(t, "the narrower scope", less.str("scope"), "openid")
	if _, ok := payload(t, less.str("id_token"))["email"]; ok {
		t.Error("the narrower scope grants email")
	}
	refused(t, refresh(`,"scope":"openid profile"`), 400, "invalid_scope", "scope profile")
	refused(t, s.post("oauth/token", `{"grant_type":"refresh_token","client_id":"other","refresh_token":"`+a.str("refresh_token")+`"}`), 400, "invalid_grant", "not one of this client")
	refused(t, s.post("oauth/token", `{"grant_type":"refresh_token","client_id":"shop","refresh_token":"x"}`), 400, "invalid_grant", "not one of this client")

	s.clock.forward(30*24*time.Hour - 25*time.Hour - time.Nanosecond)
	equal(t, "status at the end of its time", refresh("").status, 200)
	s.clock.forward(time.Nanosecond)
	refused(t, refresh(""), 400, "invalid_grant", "has expired")
	for id, g := range s.storage.grants {
		if strings.Contains(id+string(g.Text), a.str("refresh_token")) {
			t.Error("the storage has the refresh token itself")
		}
	}
}

func TestUserinfo(t *testing.T) {
	s := start(t)
	s.configure(`{"id_token":{"custom_claim_mappings":[
		{"name":"https://x.webtask.io/tier","expression":"user.app_metadata.tier"},
		{"name":"https://shop.example/odd","expression":"user.odd"}]},
		"tenant":{"migrations":{"custom_claims_must_be_namespaced":true}}}`)
	a := s.login(`"audience":"https://api.shop.example","scope":"openid","user":{"user_id":"test|1","odd":[1.0,"\u00e9<"],"app_metadata":{"tier":1e3}}`)
	// The engine has another list for userinfo than for the ID token.
	want := `{"sub":"test|1","https://x.webtask.io/tier":1e3,"https://shop.example/odd":[1.0,"\u00e9<"]}`
	s.configure(`{}`) // decided is decided
	token := a.str("access_token")
	got := s.get("userinfo", token)
	equal(t, "GET", got.text, want)
	equal(t, "Content-Type", got.header.Get("Content-Type"), "application/json")
	equal(t, "Cache-Control", got.header.Get("Cache-Control"), "no-store")
	r := s.request("POST", "userinfo", "", "")
	r.Header.Set("Authorization", "bearer "+token)
	equal(t, "POST", s.do(r).text, want)
	equal(t, "POST of a form", s.form("userinfo", url.Values{"access_token": {token}}).text, want)

	s.clock.forward(24*time.Hour - time.Second)
	equal(t, "in its last second", s.get("userinfo", token).text, want)
	s.clock.forward(time.Second)
	expired := s.get("userinfo", token)
	refused(t, expired, 401, "invalid_token", "has expired")
	equal(t, "WWW-Authenticate", expired.header.Get("WWW-Authenticate"), `Bearer error="invalid_token", error_description="The access token has expired."`)
}

// TestLoginsOfOneSecond has a user log in twice within a second, with another profile:
// userinfo says of an access token that is the same what is newest of the user, as the
// provider's does, and tokens by RFC 9068 are never the same.
func TestLoginsOfOneSecond(t *testing.T) {
	for rfc9068, first := range map[bool]string{false: "Countess", true: "Ada"} {
		s := start(t)
		s.change = func(r *issuer.Registration) { r.API.RFC9068 = rfc9068 }
		login := func(name string) string {
			return s.login(`"scope":"openid profile","user":{"user_id":"test|1","name":"` + name + `"}`).str("access_token")
		}
		one, other := login("Ada"), login("Countess")
		equal(t, "the same token", one == other, !rfc9068)
		equal(t, "userinfo of the first", s.get("userinfo", one).text, `{"sub":"test|1","name":"`+first+`"}`)
		equal(t, "userinfo of the other", s.get("userinfo", other).text, `{"sub":"test|1","name":"Countess"}`)
	}
}

func TestUserinfoRefuses(t *testing.T) {
	s := start(t)
	login := s.login(`"scope":"openid","user":` + ada)
	none := s.get("userinfo", "")
	refused(t, none, 401, "invalid_token", "no access token")
	equal(t, "WWW-Authenticate", none.header.Get("WWW-Authenticate"), "Bearer")
	basic := s.request("GET", "userinfo", "", "")
	basic.SetBasicAuth("shop", login.str("access_token"))
	equal(t, "status of Basic", s.do(basic).status, 401)

	refused(t, s.get("userinfo", login.str("id_token")), 401, "invalid_token", "not one of this issuer")
	without := s.get("userinfo", s.login(`"scope":"email","user":`+ada).str("access_token"))
	refused(t, without, 403, "insufficient_scope", "openid")
	equal(t, "WWW-Authenticate", without.header.Get("WWW-Authenticate"),
		`Bearer error="insufficient_scope", error_description="The access token does not have the scope openid.", scope="openid"`)
	anonymous := s.ok("anonymous/token", `{"client_id":"shop","scope":"openid"}`)
	refused(t, s.get("userinfo", anonymous.str("access_token")), 401, "invalid_token", "no login")
}

// TestClaimsOfOtherCase has custom claims whose names differ from the issuer's own in
// the case of letters alone: they are nobody's jti, scope, issuer or end.
func TestClaimsOfOtherCase(t *testing.T) {
	s := start(t)
	s.change = func(r *issuer.Registration) { r.API.RFC9068 = true }
	victim := s.login(`"scope":"openid email","user":` + ada)
	login := func(scope, claims string) *answer {
		t.Helper()
		return s.login(`"scope":"` + scope + `","user":{"user_id":"test|2"},"custom_claims":{"access_token":[` + claims + `]}`)
	}
	jti := string(payload(t, victim.str("access_token"))["jti"])
	const own = `{"sub":"test|2"}`
	for name, claims := range map[string]string{
		"another login's jti":   `{"name":"Jti","value":` + jti + `},{"name":"JTI","value":` + jti + `}`,
		"an end that is none":   `{"name":"Exp","value":"never"}`,
		"an end of before":      `{"name":"EXP","value":1}`,
		"another issuer":        `{"name":"ISS","value":"https://other.example/"}`,
		"another scope":         `{"name":"Scope","value":"none"}`,
		"values that few read":  `{"name":"x","value":{"\ud800":1,"n":1e999999}}`,
		"letters that fold too": `{"name":"\u017fcope","value":"none"},{"name":"i\u017fs","value":1}`,
	} {
		t.Run(name, func(t *testing.T) {
			a := s.get("userinfo", login("openid", claims).str("access_token"))
			equal(t, "status", a.status, 200)
			equal(t, "userinfo", a.text, own)
		})
	}
	refused(t, s.get("userinfo", login("email", `{"name":"SCOPE","value":"openid"}`).str("access_token")), 403, "insufficient_scope", "openid")
	live := login("openid", `{"name":"Exp","value":99999999999}`)
	s.clock.forward(24 * time.Hour)
	refused(t, s.get("userinfo", live.str("access_token")), 401, "invalid_token", "has expired")
}
