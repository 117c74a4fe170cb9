package issuer_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
)

func TestBadRequests(t *testing.T) {
	s := start(t)
	for name, test := range map[string]struct {
		path, body        string
		status            int
		code, description string
	}{
		"no JSON":              {"anonymous/token", `{"client_id":x`, 400, "invalid_request", "The body is not JSON: invalid character 'x' looking for beginning of value, after 13 bytes."},
		"it breaks off":        {"anonymous/token", `{"client_id":`, 400, "invalid_request", "after 13 bytes"},
		"empty":                {"anonymous/token", ``, 400, "invalid_request", "after 0 bytes"},
		"not UTF-8":            {"anonymous/token", "{\"é\":\"\xff\"}", 400, "invalid_request", "not UTF-8 after 7 bytes"},
		"no object":            {"anonymous/token", `[]`, 400, "invalid_request", "The body is not a JSON object"},
		"twice":                {"anonymous/token", `{"scope":"a","sc\u006fpe":"b"}`, 400, "invalid_request", `The body has the member "sc\u006fpe" twice`},
		"no client":            {"anonymous/token", `{}`, 400, "invalid_request", "client_id is missing"},
		"a client of null":     {"anonymous/token", `{"client_id":null}`, 400, "invalid_request", "client_id is missing"},
		"a client of 1":        {"anonymous/token", `{"client_id":1}`, 400, "invalid_request", "client_id is not a string"},
		"an unknown client":    {"anonymous/token", `{"client_id":"x"}`, 401, "invalid_client", "no client"},
		"an audience of []":    {"anonymous/token", `{"client_id":"shop","audience":[]}`, 400, "invalid_request", "audience is not a string"},
		"a scope of {}":        {"anonymous/token", `{"client_id":"shop","scope":{}}`, 400, "invalid_request", "scope is not a string"},
		"metadata of []":       {"anonymous/token", `{"client_id":"shop","metadata":[]}`, 400, "invalid_request", "metadata is not a JSON object"},
		"metadata of a string": {"anonymous/token", `{"client_id":"shop","metadata":"{}"}`, 400, "invalid_request", "metadata is not a JSON object"},
		"metadata twice":       {"anonymous/token", `{"client_id":"shop","metadata":{"a":1,"a":1}}`, 400, "invalid_request", `metadata has the member "a" twice`},
		"no grant type":        {"oauth/token", `{}`, 400, "invalid_request", "grant_type is missing"},
		"another grant type":   {"oauth/token", `{"grant_type":"implicit"}`, 400, "unsupported_grant_type", issuer.TestLogin},
		"no user":              {"oauth/token", loginBody(`"scope":""`), 400, "invalid_request", "user_id"},
		"a user of []":         {"oauth/token", loginBody(`"user":[]`), 400, "invalid_request", "user is not a JSON object"},
		"a user without ID":    {"oauth/token", loginBody(`"user":{"user_id":1}`), 400, "invalid_request", "user_id"},
		"email twice":          {"oauth/token", loginBody(`"user":{"user_id":"x","email":1,"email":2}`), 400, "invalid_request", `user has the member "email" twice`},
		"custom_claims of []":  {"oauth/token", loginBody(`"user":{"user_id":"x"},"custom_claims":[]`), 400, "invalid_request", "custom_claims is not a JSON object"},
		"an unknown login":     {"oauth/token", strings.Replace(loginBody(`"user":{"user_id":"x"}`), "shop", "x", 1), 401, "invalid_client", "no client"},
		"no refresh token":     {"oauth/token", `{"grant_type":"refresh_token","client_id":"shop"}`, 400, "invalid_request", "refresh_token is missing"},
		"a refresh by no one":  {"oauth/token", `{"grant_type":"refresh_token","refresh_token":"x"}`, 400, "invalid_request", "client_id is missing"},
		"too much":             {"anonymous/token", `{"x":"` + strings.Repeat("x", 64<<10) + `"}`, 413, "invalid_request", "more than 65536 bytes"},
		"too much to log out":  {"anonymous/logout", `{"x":"` + strings.Repeat("x", 64<<10) + `"}`, 413, "invalid_request", "more than 65536 bytes"},
		"too much to exchange": {"oauth/token", `{"grant_type":"authorization_code","x":"` + strings.Repeat("x", 64<<10) + `"}`, 413, "invalid_request", "more than 65536 bytes"},
		"too much of a login":  {"oauth/token", loginBody(`"x":"` + strings.Repeat("x", 256<<10) + `"`), 413, "invalid_request", "more than 262144 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			a := s.post(test.path, test.body)
			refused(t, a, test.status, test.code, test.description)
		})
	}
	// A login may be larger than other bodies.
	s.login(`"user":{"user_id":"x","more":"` + strings.Repeat("x", 64<<10) + `"}`)
}

func TestForms(t *testing.T) {
	s := start(t)
	twice := s.form("anonymous/token", url.Values{"client_id": {"shop"}, "scope": {"a", "b"}})
	refused(t, twice, 400, "invalid_request", "scope occurs twice")
	refused(t, s.form("anonymous/token", url.Values{"client_id": {"shop"}, "metadata": {`{"a":}`}}), 400, "invalid_request", "The member metadata is not JSON: invalid character '}' looking for beginning of value, after 5 bytes.")
	refused(t, s.do(s.request("POST", "anonymous/token", "application/x-www-form-urlencoded", "client_id=%zz")), 400, "invalid_request", "not a form")
	for _, kind := range []string{"", "text/plain", "multipart/form-data"} {
		refused(t, s.do(s.request("POST", "anonymous/token", kind, `{"client_id":"shop"}`)), 415, "invalid_request", "application/json")
	}
	equal(t, "status with a charset", s.do(s.request("POST", "anonymous/token", "Application/JSON; charset=utf-8", `{"client_id":"shop"}`)).status, 200)
}

func TestPolicyFailures(t *testing.T) {
	s := start(t)
	deep := s.post("oauth/token", loginBody(`"user":{"user_id":"x","deep":`+strings.Repeat("[", 64)+strings.Repeat("]", 64)+`}`))
	refused(t, deep, 400, "invalid_request", "invalid_session")
	equal(t, "problem", deep.json["problems"].([]any)[0].(map[string]any)["code"], "too_deep")
	entry := s.post("oauth/token", loginBody(`"user":{"user_id":"x"},"custom_claims":{"id_token":[{"value":1}]}`))
	refused(t, entry, 400, "invalid_request", "invalid_session")
	equal(t, "path", entry.json["problems"].([]any)[0].(map[string]any)["path"], "/custom_claims/id_token/0/name")

	large := s.post("oauth/token", loginBody(`"user":{"user_id":"x"},"custom_claims":{"id_token":[{"name":"x","value":"`+strings.Repeat("x", 102400)+`"}]}`))
	refused(t, large, 400, "invalid_request", "id_token have 102408 bytes, the limit is 102400")
	if large.json["problems"] != nil {
		t.Errorf("problems are %v", large.json["problems"])
	}

	audience := s.post("anonymous/token", `{"client_id":"shop","audience":"`+strings.Repeat("x", 16<<10)+`"}`)
	refused(t, audience, 400, "invalid_request", "invalid_audience")

	s.configure(`{"access_token":{"custom_claim_mappings":[{"name":"sub","expression":"user.x"}]}}`)
	config := s.post("anonymous/token", `{"client_id":"shop"}`)
	refused(t, config, 500, "server_error", "stored config")
	equal(t, "problem", config.json["problems"].([]any)[0].(map[string]any)["code"], "restricted_claim")
}

// TestCrossOrigin has pages of the origins that the clients "shop" and "other" have
// registered ask, and others.
func TestCrossOrigin(t *testing.T) {
	s := start(t)
	ask := func(method, path, origin, kind, body string) *answer {
		t.Helper()
		r := s.request(method, path, kind, body)
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		return s.do(r)
	}
	for path, methods := range map[string]string{
		"anonymous/token": "POST", "anonymous/logout": "POST", "oauth/token": "POST", "userinfo": "GET, HEAD, POST",
		".well-known/openid-configuration": "GET, HEAD", ".well-known/jwks.json": "GET, HEAD",
	} {
		a := ask("OPTIONS", path, "https://shop.example", "", "")
		equal(t, "status", a.status, 204)
		equal(t, "origin", a.header.Get("Access-Control-Allow-Origin"), "https://shop.example")
		equal(t, "Vary", strings.Join(a.header.Values("Vary"), ", "), "Origin, Access-Control-Request-Headers")
		equal(t, "methods", a.header.Get("Access-Control-Allow-Methods"), methods)
		equal(t, "headers", a.header.Get("Access-Control-Allow-Headers"), "")
		equal(t, "credentials", a.header.Get("Access-Control-Allow-Credentials"), "true")
		for _, method := range []string{"OPTIONS", "GET", "POST", "DELETE"} {
			stranger := ask(method, path, "https://evil.example", "", "")
			refused(t, stranger, 403, "access_denied", "An application has to register this page's origin in its allowed_origins")
			equal(t, "origin", stranger.header.Get("Access-Control-Allow-Origin"), "")
			equal(t, "Vary", stranger.header.Get("Vary"), "Origin")
		}
		wrong := ask("DELETE", path, "https://other.example", "", "")
		refused(t, wrong, 405, "invalid_request", methods)
		equal(t, "Allow", wrong.header.Get("Allow"), methods+", OPTIONS")
		equal(t, "origin", wrong.header.Get("Access-Control-Allow-Origin"), "https://other.example")
	}
	const json = "application/json"
	login := loginBody(`"scope":"openid offline_access","user":` + ada)
	theirs := ask("POST", "oauth/token", "https://shop.example", json, login)
	equal(t, "status", theirs.status, 200)
	for _, test := range []struct{ path, body string }{
		{"oauth/token", login},
		{"oauth/token", `{"grant_type":"refresh_token","client_id":"shop","refresh_token":"` + theirs.str("refresh_token") + `"}`},
		{"anonymous/token", `{"client_id":"shop"}`},
	} {
		refused(t, ask("POST", test.path, "https://other.example", json, test.body), 403, "access_denied", "The application shop has to register")
		equal(t, test.path, ask("POST", test.path, "https://shop.example", json, test.body).status, 200)
		equal(t, test.path+" of the issuer's own page", ask("POST", test.path, strings.TrimSuffix(s.url, "/"), json, test.body).status, 200)
		equal(t, test.path+" of a program", ask("POST", test.path, "", json, test.body).status, 200)
	}
	equal(t, "userinfo", ask("POST", "userinfo", "https://shop.example", "application/x-www-form-urlencoded", "access_token="+theirs.str("access_token")).status, 200)
	refused(t, ask("POST", "userinfo", "https://other.example", "application/x-www-form-urlencoded", "access_token="+theirs.str("access_token")), 403, "access_denied", "shop")
}

// TestOwnOrigin has the issuer behind a proxy that passes another host on: pages of
// its URL are its own.
func TestOwnOrigin(t *testing.T) {
	s := start(t, func(o *issuer.Options) { o.URL, o.Registered = "https://issuer.example/base/", nil })
	for origin, status := range map[string]int{"https://issuer.example": 200, "http://issuer.example": 403, "https://shop.example": 403} {
		r := s.request("POST", "anonymous/token", "application/json", `{"client_id":"shop"}`)
		r.Header.Set("Origin", origin)
		equal(t, origin, s.do(r).status, status)
	}
}

// TestRoutesAreGuarded has the endpoints without CrossOrigin around them.
func TestRoutesAreGuarded(t *testing.T) {
	s := start(t)
	mux := http.NewServeMux()
	s.issuer.Routes(mux.Handle)
	for path, body := range map[string]string{"/oauth/token": loginBody(`"user":` + ada), "/anonymous/token": `{"client_id":"shop"}`, "/anonymous/logout": `{"session_token":"x"}`} {
		r := httptest.NewRequestWithContext(t.Context(), "POST", path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		equal(t, path, w.Code, 403)
	}
}

func TestDiscovery(t *testing.T) {
	s := start(t)
	a := s.get(".well-known/openid-configuration", "")
	equal(t, "issuer", a.str("issuer"), s.url)
	for member, path := range map[string]string{
		"token_endpoint": "oauth/token", "userinfo_endpoint": "userinfo", "jwks_uri": ".well-known/jwks.json",
		"anonymous_token_endpoint": "anonymous/token", "anonymous_logout_endpoint": "anonymous/logout",
	} {
		equal(t, member, a.str(member), s.url+path)
	}
	scopes := a.json["scopes_supported"].([]any)
	if !slices.Equal(scopes, []any{"openid", "offline_access", "profile", "email", "address", "phone"}) {
		t.Errorf("scopes are %v", scopes)
	}
	claims := a.json["claims_supported"].([]any)
	for _, name := range []string{"sub", "iss", "at_hash", "email_verified", "phone_number"} {
		if !slices.Contains(claims, any(name)) {
			t.Errorf("%s is not in %v", name, claims)
		}
	}
}

func TestOptions(t *testing.T) {
	s := start(t)
	for name, change := range map[string]func(*issuer.Options){
		"no slash":          func(o *issuer.Options) { o.URL = "https://issuer.example" },
		"no host":           func(o *issuer.Options) { o.URL = "/" },
		"another scheme":    func(o *issuer.Options) { o.URL = "ftp://issuer.example/" },
		"a query":           func(o *issuer.Options) { o.URL = "https://issuer.example/?/" },
		"no URL":            func(o *issuer.Options) { o.URL = "https://%zz/" },
		"no engine":         func(o *issuer.Options) { o.Engine = nil },
		"no configs":        func(o *issuer.Options) { o.Find = nil },
		"no storage":        func(o *issuer.Options) { o.Storage = nil },
		"another algorithm": func(o *issuer.Options) { o.Algorithm = "HS256" },
		"a short lifetime":  func(o *issuer.Options) { o.SessionLifetime = time.Millisecond },
		"a negative one":    func(o *issuer.Options) { o.AccessTokenLifetime = -time.Hour },
		"room for nothing":  func(o *issuer.Options) { o.Bounds.InAll = issuer.DefaultBounds().InAll },
		"little room":       func(o *issuer.Options) { o.Bounds = issuer.DefaultBounds(); o.Bounds.InAll.Bytes = 1 << 20 },
	} {
		o := s.options()
		change(&o)
		if _, err := issuer.New(t.Context(), o); err == nil || !strings.HasPrefix(err.Error(), "claimsmith: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLog finds the failures in the log, and nothing of what was sent or issued.
func TestLog(t *testing.T) {
	var log bytes.Buffer
	s := start(t, func(o *issuer.Options) {
		o.Logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	a := s.login(`"scope":"openid offline_access","user":` + ada)
	session := s.ok("anonymous/token", `{"client_id":"shop","metadata":{"x":"secret-value"}}`).str("session_token")
	s.post("oauth/token", loginBody(`"user":{"user_id":"x","email":"secret-value","email":"secret-value"}`))
	s.configure(`{"access_token":1}`)
	s.post("anonymous/token", `{"client_id":"shop","session_token":"`+session+`"}`)
	s.storage.fail(errors.New("no disk"))
	s.get("userinfo", a.str("access_token"))
	text := log.String()
	for _, want := range []string{"no disk", "stored config not usable", "/access_token"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the log:\n%s", want, text)
		}
	}
	for _, secret := range []string{"secret-value", "Ada", session, a.str("access_token"), a.str("refresh_token")} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is in the log:\n%s", secret, text)
		}
	}
}

func TestStoppedEngine(t *testing.T) {
	own, err := host.New(t.Context(), host.WithInstances(1))
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, func(o *issuer.Options) { o.Engine = own })
	if err := own.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	refused(t, s.post("anonymous/token", `{"client_id":"shop"}`), 503, "temporarily_unavailable", "stopping")
}

// An engine that lets custom claims have the issuer's names is not taken.
func TestEngineWithoutARestriction(t *testing.T) {
	for _, name := range []string{"client_id", "at_hash", "nonce"} {
		module := bytes.ReplaceAll(abi.Module(), []byte(name), []byte(name[1:]+"_"))
		other, err := host.New(t.Context(), host.WithModule(module), host.WithInstances(1))
		if err != nil {
			t.Fatal(err)
		}
		o := start(t).options()
		o.Engine = other
		if _, err := issuer.New(t.Context(), o); err == nil || !strings.Contains(err.Error(), `"`+name+`"`) {
			t.Errorf("%s: %v", name, err)
		}
		if err := other.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// Routes leaves a server's other paths to it.
func TestRoutes(t *testing.T) {
	s := start(t)
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"page":true}`) })
	s.issuer.Routes(mux.Handle)
	for path, want := range map[string]string{"/": "page", "/.well-known/jwks.json": "keys", "/anonymous/token": "error"} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", path, nil))
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %s", path, w.Body.String())
		}
	}
}
