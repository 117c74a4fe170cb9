package issuer_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
)

const api = "https://api.shop.example"

// strict is a registration that lets a client have what the provider would.
func strict(change ...func(*issuer.Registration)) func(*issuer.Registration) {
	return func(r *issuer.Registration) {
		*r = issuer.Registration{
			Config: r.Config, Secret: "secret", Anonymous: true, Callbacks: []string{"https://shop.example/back"},
			LogoutURLs: []string{"https://shop.example/bye"},
			API: issuer.API{
				Offline: true,
				Users:   issuer.Access{Scopes: []string{"read:cart"}}, Machines: issuer.Access{Scopes: []string{"read:cart", "write:cart"}},
				Anonymous: issuer.Access{Scopes: []string{"read:cart"}},
			},
		}
		for _, f := range change {
			f(r)
		}
	}
}

// TestSettingsAreObeyed has what is saved about clients and APIs in the answers.
func TestSettingsAreObeyed(t *testing.T) {
	s := start(t)
	anonymous := func(more string) *answer { return s.post("anonymous/token", `{"client_id":"shop"`+more+`}`) }
	for name, test := range map[string]struct {
		change      func(*issuer.Registration)
		more        string
		status      int
		code, about string
	}{
		"inactive":        {func(r *issuer.Registration) { r.Anonymous = false }, "", 403, "unauthorized_client", "anonymous_sessions.active"},
		"off":             {func(r *issuer.Registration) { r.AnonymousOff = true }, "", 403, "feature_not_enabled", "flags"},
		"no API":          {func(r *issuer.Registration) { r.API.Unknown = true }, `,"audience":"x"`, 400, "invalid_target", "no API with the identifier x"},
		"denied":          {func(r *issuer.Registration) { r.API.Anonymous.Denied = true }, `,"audience":"x"`, 400, "invalid_target", "no access to the API x"},
		"scope":           {func(*issuer.Registration) {}, `,"audience":"x","scope":"read:cart write:cart"`, 400, "invalid_scope", "write:cart"},
		"a person's":      {func(*issuer.Registration) {}, `,"audience":"x","scope":"openid"`, 400, "invalid_scope", "openid"},
		"scope of no API": {func(*issuer.Registration) {}, `,"scope":"write:cart"`, 400, "invalid_scope", "name its audience"},
		"wrong secret":    {func(*issuer.Registration) {}, `,"client_secret":"x"`, 401, "invalid_client", "is not that of"},
	} {
		s.change = strict(test.change)
		t.Log(name)
		refused(t, anonymous(test.more), test.status, test.code, test.about)
	}

	s.change = strict(func(r *issuer.Registration) {
		r.SessionLifetime, r.API.AnonymousLifetime, r.API.Lifetime = time.Hour, time.Minute, 2*time.Minute
		r.API.RFC9068, r.API.Permissions, r.NoCookie = true, true, true
	})
	a := anonymous(`,"audience":"` + api + `","scope":"read:cart"`)
	equal(t, "expires_in", a.json["expires_in"].(float64), 60)
	equal(t, "session_expires_in", a.json["session_expires_in"].(float64), 3600)
	equal(t, "cookie", a.header.Get("Set-Cookie"), "")
	header, text := parts(t, a.str("access_token"))
	equal(t, "typ", string(members(t, header)["typ"]), `"at+jwt"`)
	claims := members(t, text)
	equal(t, "permissions", string(claims["permissions"]), `["read:cart"]`)
	equal(t, "client_id", string(claims["client_id"]), `"shop"`)
	if claims["jti"] == nil || claims["azp"] != nil {
		t.Errorf("not as RFC 9068 has it: %s", text)
	}
	login := s.login(`"audience":"` + api + `","user":` + ada)
	equal(t, "expires_in of a login", login.json["expires_in"].(float64), 120)

	// An API without offline access has no refresh tokens, and the scope says so.
	s.change = strict(func(r *issuer.Registration) { r.API.Offline = false })
	login = s.login(`"audience":"` + api + `","scope":"openid offline_access read:cart","user":` + ada)
	equal(t, "scope", login.str("scope"), "openid read:cart")
	equal(t, "refresh token", login.str("refresh_token"), "")
	refused(t, s.post("oauth/token", loginBody(`"audience":"`+api+`","scope":"write:cart","user":`+ada)), 400, "invalid_scope", "write:cart")
	s.change = strict(func(r *issuer.Registration) { r.API.Unknown = true })
	refused(t, s.post("oauth/token", loginBody(`"audience":"x","user":`+ada)), 403, "access_denied", "no API")

	// The tenant's default audience.
	s.change = strict(func(r *issuer.Registration) { r.API.Identifier = "urn:default" })
	equal(t, "aud", string(payload(t, anonymous("").str("access_token"))["aud"]), `"urn:default"`)
}

// TestAnonymousCookie is what the provider's SDK does in a browser: it sends no token to
// log out with, and the browser brings the cookie.
func TestAnonymousCookie(t *testing.T) {
	s := start(t)
	s.change = strict(func(r *issuer.Registration) { r.Secret = "" })
	ask := func(path, body string, cookie *http.Cookie) (*answer, *http.Cookie) {
		r := s.request("POST", path, "application/json", body)
		if cookie != nil {
			r.AddCookie(cookie)
		}
		a := s.do(r)
		cookies := (&http.Response{Header: a.header}).Cookies()
		if len(cookies) != 1 {
			return a, nil
		}
		return a, cookies[0]
	}
	begun, cookie := ask("anonymous/token", `{"client_id":"shop","metadata":{"a":"1"}}`, nil)
	if cookie == nil || cookie.Name != "auth0_anon" || !cookie.HttpOnly || !cookie.Secure || cookie.SameSite != http.SameSiteNoneMode || cookie.MaxAge != 30*86400 {
		t.Fatalf("the cookie is %v", cookie)
	}
	sub := func(a *answer) string { return string(payload(t, a.str("access_token"))["sub"]) }
	again, _ := ask("anonymous/token", `{"client_id":"shop"}`, cookie)
	equal(t, "sub by the cookie", sub(again), sub(begun))
	other := s.ok("anonymous/token", `{"client_id":"shop"}`)
	both, _ := ask("anonymous/token", `{"client_id":"shop","session_token":"`+other.str("session_token")+`"}`, cookie)
	equal(t, "sub by the cookie and a token", sub(both), sub(begun))
	more, _ := ask("anonymous/token", `{"client_id":"shop","metadata":{"a":"2"}}`, cookie)
	refused(t, more, 400, "invalid_request", "set once")

	out, gone := ask("anonymous/logout", `{"client_id":"shop"}`, cookie)
	equal(t, "logout", out.status, 204)
	if gone == nil || gone.MaxAge >= 0 {
		t.Errorf("the cookie stays: %v", gone)
	}
	refused(t, s.post("anonymous/token", `{"client_id":"shop","session_token":"`+begun.str("session_token")+`"}`), 400, "session_expired", "has ended")
	// A browser that still has it begins another session.
	fresh, _ := ask("anonymous/token", `{"client_id":"shop","metadata":{"a":"2"}}`, cookie)
	equal(t, "status", fresh.status, 200)
	if sub(fresh) == sub(begun) {
		t.Error("the session goes on")
	}
	out, _ = ask("anonymous/logout", `{"client_id":"shop"}`, nil)
	equal(t, "logout without a session", out.status, 204)
	refused(t, s.post("anonymous/logout", `{"client_id":"x"}`), 401, "invalid_client", "no client")
}

// TestTransfer has a login take an anonymous session over, once and soon.
func TestTransfer(t *testing.T) {
	s := start(t)
	s.configure(`{"access_token":{"custom_claim_mappings":[{"name":"cart","expression":"anonymous_session.metadata.cart"}]}}`)
	s.change = strict()
	session := s.ok("anonymous/token", `{"client_id":"shop","metadata":{"cart":"c-1"}}`).str("session_token")
	ticket := func() string {
		a := s.ok("anonymous/token", `{"client_id":"shop","audience":"urn:auth0:anon_transfer","session_token":"`+session+`"}`)
		equal(t, "expires_in", a.json["expires_in"].(float64), 30)
		return a.str("anon_transfer_token")
	}
	login := func(ticket string) *answer {
		return s.post("oauth/token", loginBody(`"scope":"openid offline_access","anon_transfer_token":"`+ticket+`","user":`+ada))
	}
	first := ticket()
	a := login(first)
	equal(t, "cart", string(payload(t, a.str("access_token"))["cart"]), `"c-1"`)
	refused(t, login(first), 400, "invalid_grant", "used already")
	refused(t, login("x"), 400, "invalid_grant", "not one of this issuer")
	late := ticket()
	s.clock.forward(31 * time.Second)
	refused(t, login(late), 400, "invalid_grant", "older than 30s")
	refused(t, s.post("anonymous/token", `{"client_id":"shop","audience":"urn:auth0:anon_transfer"}`), 400, "invalid_request", "no session to transfer")
	// As at the provider, a refreshed token has no anonymous session.
	refreshed := s.post("oauth/token", `{"grant_type":"refresh_token","client_id":"shop","client_secret":"secret","refresh_token":"`+a.str("refresh_token")+`"}`)
	equal(t, "cart after a refresh", string(payload(t, refreshed.str("access_token"))["cart"]), "")
}

// TestMachines is the grant client_credentials.
func TestMachines(t *testing.T) {
	s := start(t)
	s.configure(`{"access_token":{"custom_claim_mappings":[{"name":"x","expression":"user.x"}]}}`)
	s.change = strict()
	ask := func(more string) *answer {
		return s.post("oauth/token", `{"grant_type":"client_credentials","client_id":"shop"`+more+`}`)
	}
	const secret = `,"client_secret":"secret","audience":"` + api + `"`
	all := ask(secret)
	equal(t, "scope", all.str("scope"), "read:cart write:cart")
	claims := payload(t, all.str("access_token"))
	equal(t, "gty", string(claims["gty"]), `"client-credentials"`)
	equal(t, "sub", string(claims["sub"]), `"shop@clients"`)
	equal(t, "azp", string(claims["azp"]), `"shop"`)
	equal(t, "one scope", ask(secret+`,"scope":"read:cart"`).str("scope"), "read:cart")
	refused(t, ask(secret+`,"scope":"delete:cart"`), 403, "access_denied", "delete:cart")
	refused(t, ask(`,"client_secret":"x","audience":"y"`), 401, "invalid_client", "is not that of")
	refused(t, ask(`,"audience":"y"`), 401, "invalid_client", "has to show its client_secret")
	refused(t, ask(`,"client_secret":"secret"`), 400, "invalid_request", "audience is missing")

	basic := func(id, secret string) *answer {
		r := s.request("POST", "oauth/token", "application/x-www-form-urlencoded", url.Values{"grant_type": {"client_credentials"}, "audience": {api}}.Encode())
		r.SetBasicAuth(id, secret)
		return s.do(r)
	}
	equal(t, "Basic", basic("shop", "secret").status, 200)
	wrong := basic("shop", "x")
	refused(t, wrong, 401, "invalid_client", "is not that of")
	if !strings.HasPrefix(wrong.header.Get("WWW-Authenticate"), "Basic ") {
		t.Errorf("the challenge is %q", wrong.header.Get("WWW-Authenticate"))
	}
	refused(t, basic("%zz", "x"), 400, "invalid_request", "as a form does")

	s.change = strict(func(r *issuer.Registration) { r.GrantTypes = []string{"refresh_token"} })
	refused(t, ask(secret), 403, "unauthorized_client", "grant_types")
	s.change = strict(func(r *issuer.Registration) { r.API.Machines.Denied = true })
	refused(t, ask(secret), 403, "access_denied", "no access")
	// Lenient means that nobody says which secret is right.
	s.change = nil
	refused(t, ask(secret), 401, "invalid_client", "has no client_secret")
}

// withUser lets one user in.
func withUser(o *issuer.Options) {
	user := issuer.User{ID: "auth0|1", Name: "Ada <L>", Profile: []byte(ada)}
	o.Users = func(context.Context) ([]issuer.User, error) { return []issuer.User{user}, nil }
	o.User = func(_ context.Context, name, password string) (issuer.User, error) {
		if name != "ada@example.com" || password != "right" {
			return issuer.User{}, issuer.ErrUnknownUser
		}
		return user, nil
	}
}

func TestPassword(t *testing.T) {
	s := start(t, withUser)
	s.change = strict()
	ask := func(more string) *answer {
		return s.post("oauth/token", `{"grant_type":"password","client_id":"shop","client_secret":"secret","username":"ada@example.com"`+more+`}`)
	}
	a := ask(`,"password":"right","scope":"openid email offline_access"`)
	claims := payload(t, a.str("access_token"))
	equal(t, "sub", string(claims["sub"]), `"auth0|1"`)
	equal(t, "gty", string(claims["gty"]), `"password"`)
	equal(t, "email", string(payload(t, a.str("id_token"))["email"]), `"ada@example.com"`)
	refused(t, ask(`,"password":"wrong"`), 403, "invalid_grant", "no user of this username and password")
	s.change = strict(func(r *issuer.Registration) { r.GrantTypes = []string{"authorization_code"} })
	refused(t, ask(`,"password":"right"`), 403, "unauthorized_client", "grant_types")
}

// page asks for a page, and follows no redirect.
func (s *server) page(method, path, kind, body string, header http.Header) (status int, where, text string) {
	s.t.Helper()
	r := s.request(method, path, kind, body)
	for name := range header {
		r.Header.Set(name, header.Get(name))
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	all, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response.StatusCode, response.Header.Get("Location"), string(all)
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)

// TestAuthorizationCode logs in on the page with a button for each user.
func TestAuthorizationCode(t *testing.T) {
	s := start(t, withUser)
	s.configure(`{"access_token":{"custom_claim_mappings":[{"name":"cart","expression":"anonymous_session.metadata.cart"}]}}`)
	public := func(r *issuer.Registration) { r.Public = true }
	s.change = strict(public)
	const verifier = "a-verifier-of-forty-three-characters-or-more"
	hash := sha256.Sum256([]byte(verifier))
	asked := func(more ...string) string {
		q := url.Values{
			"client_id": {"shop"}, "redirect_uri": {"https://shop.example/back"}, "response_type": {"code"}, "state": {"s&1"}, "nonce": {"n"},
			"scope": {"openid email offline_access"}, "code_challenge": {base64.RawURLEncoding.EncodeToString(hash[:])}, "code_challenge_method": {"S256"},
		}
		for i := 0; i < len(more); i += 2 {
			q.Set(more[i], more[i+1])
		}
		return q.Encode()
	}
	choose := func(query, user string) url.Values {
		t.Helper()
		status, _, text := s.page("GET", "authorize?"+query, "", "", nil)
		if status != 200 || !strings.Contains(text, `<button name="user" value="auth0|1">Ada &lt;L&gt;`) {
			t.Fatalf("%d %s", status, text)
		}
		form := url.Values{"user": {user}}
		for _, found := range hidden.FindAllStringSubmatch(text, -1) {
			form.Set(found[1], strings.ReplaceAll(strings.ReplaceAll(found[2], "&amp;", "&"), "&#43;", "+"))
		}
		status, where, text := s.page("POST", "authorize", "application/x-www-form-urlencoded", form.Encode(), nil)
		if status != 303 || !strings.HasPrefix(where, "https://shop.example/back?") {
			t.Fatalf("%d %q %s", status, where, text)
		}
		u, _ := url.Parse(where)
		equal(t, "state", u.Query().Get("state"), "s&1")
		return u.Query()
	}
	exchange := func(code, verifier string) *answer {
		return s.form("oauth/token", url.Values{"grant_type": {"authorization_code"}, "client_id": {"shop"}, "code": {code},
			"redirect_uri": {"https://shop.example/back"}, "code_verifier": {verifier}})
	}
	code := choose(asked(), "auth0|1").Get("code")
	a := exchange(code, verifier)
	id := payload(t, a.str("id_token"))
	equal(t, "nonce", string(id["nonce"]), `"n"`)
	equal(t, "sub", string(id["sub"]), `"auth0|1"`)
	equal(t, "refresh token", a.str("refresh_token") != "", true)
	refused(t, exchange(code, verifier), 400, "invalid_grant", "used already")
	refused(t, exchange(choose(asked(), "auth0|1").Get("code"), "another"), 400, "invalid_grant", "code_verifier")
	late := choose(asked(), "auth0|1").Get("code")
	s.clock.forward(6 * time.Minute)
	refused(t, exchange(late, verifier), 400, "invalid_grant", "expired")
	equal(t, "cancelled", choose(asked(), "").Get("error"), "access_denied")

	// The anonymous session comes along, by the ticket that the SDK adds.
	session := s.ok("anonymous/token", `{"client_id":"shop","metadata":{"cart":"c-1"}}`).str("session_token")
	ticket := s.ok("anonymous/token", `{"client_id":"shop","audience":"urn:auth0:anon_transfer","session_token":"`+session+`"}`).str("anon_transfer_token")
	a = exchange(choose(asked("anon_transfer_token", ticket), "auth0|1").Get("code"), verifier)
	equal(t, "cart", string(payload(t, a.str("access_token"))["cart"]), `"c-1"`)

	for about, query := range map[string]string{
		"has to register https://evil.example/": asked("redirect_uri", "https://evil.example/"),
		"There is no client":                    asked("client_id", "x"),
		"redirect_uri is missing":               asked("redirect_uri", ""),
	} {
		status, where, text := s.page("GET", "authorize?"+query, "", "", nil)
		if status < 400 || where != "" || !strings.Contains(text, about) {
			t.Errorf("%s: %d %q %s", about, status, where, text)
		}
	}
	for code, query := range map[string]string{
		"unsupported_response_type": asked("response_type", "token"), "login_required": asked("prompt", "none"),
		"invalid_scope": asked("scope", "delete:all"), "invalid_request": asked("code_challenge", ""),
	} {
		status, where, _ := s.page("GET", "authorize?"+query, "", "", nil)
		if status != 303 || !strings.Contains(where, "error="+code+"&") {
			t.Errorf("%s: %d %q", code, status, where)
		}
	}
	_, _, message := s.page("GET", "authorize?"+asked("response_mode", "web_message", "prompt", "none"), "", "", nil)
	if !strings.Contains(message, `"error":"login_required"`) || !strings.Contains(message, `"https://shop.example"`) {
		t.Errorf("no message: %s", message)
	}
	status, _, _ := s.page("POST", "authorize", "application/x-www-form-urlencoded", asked("user", "auth0|1"), http.Header{"Sec-Fetch-Site": {"cross-site"}})
	equal(t, "another site's page", status, 403)

	for path, want := range map[string]string{
		"v2/logout?client_id=shop&returnTo=https://shop.example/bye":                   "303 https://shop.example/bye",
		"oidc/logout?client_id=shop&post_logout_redirect_uri=https://shop.example/bye": "303 https://shop.example/bye",
		"v2/logout?client_id=shop&returnTo=https://evil.example/":                      "400 ",
		"v2/logout": "200 ",
	} {
		status, where, _ := s.page("GET", path, "", "", nil)
		equal(t, path, fmt.Sprint(status, " ", where), want)
	}
}

func TestIntrospectionAndRevocation(t *testing.T) {
	s := start(t)
	s.change = strict()
	a := s.login(`"scope":"openid offline_access","user":` + ada)
	ask := func(path, token string) *answer {
		r := s.request("POST", path, "application/x-www-form-urlencoded", url.Values{"token": {token}}.Encode())
		r.SetBasicAuth("shop", "secret")
		return s.do(r)
	}
	access := ask("oauth/introspect", a.str("access_token"))
	equal(t, "active", access.json["active"].(bool), true)
	equal(t, "sub", access.str("sub"), "test|1")
	equal(t, "client_id", access.str("client_id"), "shop")
	equal(t, "an ID token", ask("oauth/introspect", a.str("id_token")).text, `{"active":false}`)
	equal(t, "nothing", ask("oauth/introspect", "x").text, `{"active":false}`)
	refused(t, s.post("oauth/introspect", `{"client_id":"shop","token":"x"}`), 401, "invalid_client", "has to show")

	refresh := a.str("refresh_token")
	equal(t, "active", ask("oauth/introspect", refresh).json["active"].(bool), true)
	refused(t, ask("oauth/revoke", a.str("access_token")), 400, "unsupported_token_type", "until it expires")
	equal(t, "revoked", ask("oauth/revoke", refresh).status, 200)
	equal(t, "again", ask("oauth/revoke", refresh).status, 200)
	equal(t, "revoked", ask("oauth/introspect", refresh).text, `{"active":false}`)
	refused(t, s.post("oauth/token", `{"grant_type":"refresh_token","client_id":"shop","client_secret":"secret","refresh_token":"`+refresh+`"}`), 400, "invalid_grant", "expired")
}

// TestRefreshSets has claims that code sets come with a refresh, and refuses what a
// refresh cannot change.
func TestRefreshSets(t *testing.T) {
	s := start(t)
	a := s.login(`"scope":"offline_access","user":` + ada + `,"custom_claims":{"access_token":[{"name":"x","value":1}]}`)
	refresh := func(more string) *answer {
		return s.post("oauth/token", `{"grant_type":"refresh_token","client_id":"shop","refresh_token":"`+a.str("refresh_token")+`"`+more+`}`)
	}
	x := func(a *answer) string { return string(payload(t, a.str("access_token"))["x"]) }
	equal(t, "x", x(refresh("")), "1")
	equal(t, "x", x(refresh(`,"custom_claims":{"access_token":[{"name":"x","value":2}]}`)), "2")
	equal(t, "x", x(refresh(`,"custom_claims":{}`)), "")
	refused(t, refresh(`,"user":{"user_id":"x"}`), 400, "invalid_request", "user is the login's")
}

// TestAliases has tokens name the URL that their client knows.
func TestAliases(t *testing.T) {
	s := start(t, func(o *issuer.Options) {
		o.Aliases = []string{strings.Replace(o.URL, "127.0.0.1", "localhost", 1)}
	})
	alias := strings.Replace(s.url, "127.0.0.1", "localhost", 1)
	at := func(r *http.Request) *answer {
		r.Host = strings.TrimSuffix(strings.TrimPrefix(alias, "http://"), "/")
		return s.do(r)
	}
	equal(t, "issuer", at(s.request("GET", ".well-known/openid-configuration", "", "")).str("issuer"), alias)
	a := at(s.request("POST", "oauth/token", "application/json", loginBody(`"scope":"openid","user":`+ada)))
	equal(t, "iss", string(payload(t, a.str("access_token"))["iss"]), `"`+alias+`"`)
	equal(t, "iss", string(payload(t, a.str("id_token"))["iss"]), `"`+alias+`"`)
	equal(t, "userinfo", s.get("userinfo", a.str("access_token")).status, 200)
	equal(t, "issuer", s.get(".well-known/openid-configuration", "").str("issuer"), s.url)
}
