package server_test

import (
	"crypto/rand"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/server"
)

// grants is how many grants the database has, and how many bytes their texts.
func (s *site) grants() (count, size int) {
	s.t.Helper()
	driver := "sqlite"
	if strings.Contains(s.database, "://") {
		driver = "pgx"
	}
	db, err := sql.Open(driver, s.database)
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(s.t.Context(), `SELECT COUNT(*), COALESCE(SUM(LENGTH(text)), 0) FROM grants`).Scan(&count, &size); err != nil {
		s.t.Fatal(err)
	}
	return count, size
}

const form = "application/x-www-form-urlencoded"

// logins are the body of a test login as JSON and as a form, by Content-Type.
func logins(client, scope, user string) map[string]string {
	const grant = "urn:claimsmith:params:oauth:grant-type:test-login"
	return map[string]string{
		"application/json": fmt.Sprintf(`{"grant_type":%q,"client_id":%q,"scope":%q,"user":%s}`, grant, client, scope, user),
		form:               url.Values{"grant_type": {grant}, "client_id": {client}, "scope": {scope}, "user": {user}}.Encode(),
	}
}

// TestPagesElsewhereStoreNothing has pages of other origins post logins, in all ways
// in which a browser lets them, without asking first or with.
func TestPagesElsewhereStoreNothing(t *testing.T) {
	s := start(t)
	s.do("POST", "/api/v2/clients", nil, asIs)
	// Each login is another user's: two of one at once have the same tokens.
	user := func() string {
		return `{"user_id":"` + rand.Text() + `","profile":"` + strings.Repeat("x", 200_000) + `"}`
	}
	for _, from := range []http.Header{
		{"Origin": {"https://evil.example"}},
		{"Origin": {"https://evil.example"}, "Sec-Fetch-Site": {"cross-site"}},
		{"Origin": {"null"}},
		{"Origin": {"http://localhost:1"}, "Sec-Fetch-Site": {"same-site"}},
		{"Sec-Fetch-Site": {"cross-site"}},
	} {
		for kind, body := range logins("shop", "openid offline_access", user()) {
			from.Set("Content-Type", kind)
			a := s.do("POST", "/oauth/token", from, body)
			if a.status != 403 || !strings.Contains(a.body, `"error":"access_denied"`) || !strings.Contains(a.body, "allowed_origins") {
				t.Errorf("%v: %d %.200s", from, a.status, a.body)
			}
			if a.header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%v: %v", from, a.header)
			}
		}
		for _, path := range []string{"/anonymous/token", "/anonymous/logout", "/userinfo"} {
			if a := s.bad("POST", path, from, "access_token=x"); a.status != 403 {
				t.Errorf("%v: %s: %d %s", from, path, a.status, a.body)
			}
		}
		for _, path := range []string{"/userinfo", "/.well-known/openid-configuration", "/.well-known/jwks.json"} {
			if a := s.do("GET", path, from, ""); a.status != 403 {
				t.Errorf("%v: %s: %d %s", from, path, a.status, a.body)
			}
			if a := s.bad("OPTIONS", path, from, ""); a.status != 403 || a.header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%v: %s: %d %v", from, path, a.status, a.header)
			}
		}
	}
	if count, size := s.grants(); count > 0 {
		t.Errorf("%d grants of %d bytes are stored", count, size)
	}
	// Programs, and the server's own page.
	stored := 0
	for _, from := range []http.Header{
		{},
		{"Origin": {s.url}},
		{"Origin": {s.url}, "Sec-Fetch-Site": {"same-origin"}},
		{"Sec-Fetch-Site": {"none"}},
	} {
		for _, kind := range []string{"application/json", form} {
			from.Set("Content-Type", kind)
			body := logins("shop", "openid offline_access", user())[kind]
			if a := s.do("POST", "/oauth/token", from, body); a.status != 200 {
				t.Errorf("%v: %d %.200s", from, a.status, a.body)
			}
			stored += 2
		}
	}
	if count, _ := s.grants(); count != stored {
		t.Errorf("%d grants, not %d", count, stored)
	}
}

// TestRegisteredOrigins has pages use the applications that have registered them.
func TestRegisteredOrigins(t *testing.T) {
	s := start(t)
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop","allowed_origins":["https://shop.example","https://*.shop.example"],
		"web_origins":["http://localhost:3000/"],"callbacks":["https://Login.example:443/callback?x=1"]}`)
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"other","name":"Other","allowed_origins":["https://other.example"]}`)
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"odd","name":"Odd","allowed_origins":["*","null","",7,"https://","//evil.example","https://*.*.example","https://a*.example"],"web_origins":"https://evil.example"}`)
	from := func(origin string) http.Header {
		return http.Header{"Origin": {origin}, "Sec-Fetch-Site": {"cross-site"}}
	}
	use := func(client, origin string) answer {
		t.Helper()
		return s.do("POST", "/oauth/token", from(origin), logins(client, "openid offline_access", `{"user_id":"`+rand.Text()+`"}`)["application/json"])
	}
	preflight := func(path, origin string) answer {
		t.Helper()
		header := from(origin)
		header.Set("Access-Control-Request-Method", "POST")
		return s.bad("OPTIONS", path, header, "")
	}
	for _, origin := range []string{"https://shop.example", "https://a.shop.example", "http://localhost:3000", "https://login.example"} {
		before := preflight("/oauth/token", origin)
		if before.status != 204 || before.header.Get("Access-Control-Allow-Origin") != origin || before.header.Get("Vary") != "Origin" || before.header.Get("Access-Control-Allow-Methods") != "POST" {
			t.Errorf("%s: %d %v", origin, before.status, before.header)
		}
		a := use("shop", origin)
		if a.status != 200 || a.header.Get("Access-Control-Allow-Origin") != origin || a.header.Get("Vary") != "Origin" || a.header.Get("Access-Control-Allow-Credentials") != "true" {
			t.Errorf("%s: %d %s %v", origin, a.status, a.body, a.header)
		}
		token := member(t, a.body, "access_token")
		userinfo := from(origin)
		userinfo.Set("Authorization", "Bearer "+token)
		if a := s.do("GET", "/userinfo", userinfo, ""); a.status != 200 || a.header.Get("Access-Control-Allow-Origin") != origin {
			t.Errorf("%s: %d %s %v", origin, a.status, a.body, a.header)
		}
		if a := s.do("GET", "/.well-known/jwks.json", from(origin), ""); a.status != 200 {
			t.Errorf("%s: %d %s", origin, a.status, a.body)
		}
		refresh := fmt.Sprintf(`{"grant_type":"refresh_token","client_id":"shop","refresh_token":%q}`, member(t, a.body, "refresh_token"))
		if a := s.do("POST", "/oauth/token", from(origin), refresh); a.status != 200 {
			t.Errorf("%s: %d %s", origin, a.status, a.body)
		}
		// They may read what is wrong.
		if a := s.bad("POST", "/oauth/token", from(origin), `{`); a.status != 400 || a.header.Get("Access-Control-Allow-Origin") != origin {
			t.Errorf("%s: %d %v", origin, a.status, a.header)
		}
		// Another application is not theirs, for all that a preflight cannot tell.
		count, _ := s.grants()
		if a := use("other", origin); a.status != 403 || !strings.Contains(a.body, "other") {
			t.Errorf("%s: %d %s", origin, a.status, a.body)
		}
		other := fmt.Sprintf(`{"client_id":"other","metadata":{"from":%q}}`, origin)
		if a := s.do("POST", "/anonymous/token", from(origin), other); a.status != 403 {
			t.Errorf("%s: %d %s", origin, a.status, a.body)
		}
		theirs := member(t, s.do("POST", "/oauth/token", nil, logins("other", "openid", `{"user_id":"`+rand.Text()+`"}`)["application/json"]).body, "access_token")
		userinfo.Set("Authorization", "Bearer "+theirs)
		if a := s.do("GET", "/userinfo", userinfo, ""); a.status != 403 {
			t.Errorf("%s: %d %s", origin, a.status, a.body)
		}
		if after, _ := s.grants(); after != count+1 {
			t.Errorf("%s: %d grants, there were %d", origin, after, count)
		}
		// A session is no application's own.
		session := member(t, s.do("POST", "/anonymous/token", from(origin), `{"client_id":"shop"}`).body, "session_token")
		s.do("POST", "/anonymous/logout", from(origin), fmt.Sprintf(`{"session_token":%q}`, session)).expect(t, 204, "")
	}
	for _, origin := range []string{
		"http://shop.example", "https://shop.example:8443", "https://a.b.shop.example", "https://.shop.example", "https://xshop.example",
		"https://*.shop.example", "http://localhost:3001", "http://login.example", "https://evil.example", "null", "*", "https://", "https://ab.example",
	} {
		if a := preflight("/oauth/token", origin); a.status != 403 || a.header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %d %v", origin, a.status, a.header)
		}
		for _, client := range []string{"shop", "odd", "none"} {
			if a := use(client, origin); a.status != 403 {
				t.Errorf("%s: %d %s", origin, a.status, a.body)
			}
		}
	}
	// What is registered no longer is refused.
	s.do("PATCH", "/api/v2/clients/shop", nil, `{"allowed_origins":[]}`)
	if a := use("shop", "https://shop.example"); a.status != 403 {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// TestAddressesAreLimited has one address ask the issuer more than it may. Another
// origin's pages do not count.
func TestAddressesAreLimited(t *testing.T) {
	s := start(t, func(o *server.Options) { o.Limits.AddressRate, o.Limits.AddressBurst = 0.001, 3 })
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop","web_origins":["https://shop.example"]}`)
	for range 5 {
		if a := s.bad("POST", "/anonymous/token", http.Header{"Origin": {"https://evil.example"}}, `{"client_id":"shop"}`); a.status != 403 {
			t.Errorf("%d %s", a.status, a.body)
		}
	}
	for range 3 {
		if a := s.do("POST", "/anonymous/token", nil, `{"client_id":"shop"}`); a.status != 200 || a.header.Get("X-RateLimit-Limit") != "3" {
			t.Errorf("%d %s %v", a.status, a.body, a.header)
		}
	}
	for _, path := range []string{"/anonymous/token", "/oauth/token", "/anonymous/logout"} {
		a := s.bad("POST", path, http.Header{"Origin": {"https://shop.example"}}, `{}`)
		if a.status != 429 || a.header.Get("Retry-After") == "" || a.header.Get("Access-Control-Allow-Origin") != "https://shop.example" || !strings.Contains(a.body, `"error":"temporarily_unavailable"`) {
			t.Errorf("%d %s %v", a.status, a.body, a.header)
		}
	}
	for _, path := range []string{"/api/v2/clients", "/v1/describe", "/healthz"} {
		if a := s.do("GET", path, nil, ""); a.status != 200 {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
}

func TestAddress(t *testing.T) {
	for from, want := range map[string]string{
		"127.0.0.1:5":                     "127.0.0.1",
		"[::ffff:192.0.2.1]:5":            "192.0.2.1",
		"[2001:db8:1:2:3:4:5:6]:5":        "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff:4:5:6%en0]:5": "2001:db8:1:2::/64",
		"@":                               "@",
	} {
		if got := server.Address(&http.Request{RemoteAddr: from}); got != want {
			t.Errorf("%s is %s, not %s", from, got, want)
		}
	}
}

// TestWhatOneClientStores has programs log in again and again, with more than may be
// stored: the oldest logins go, another client's stay.
func TestWhatOneClientStores(t *testing.T) {
	s := start(t, func(o *server.Options) { o.Limits.Stored.ByClient.Bytes, o.Limits.Stored.InAll.Bytes = 2<<20, 16<<20 })
	s.do("POST", "/api/v2/clients", nil, asIs)
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"other","name":"Other"}`)
	login := func(client, profile string) answer {
		t.Helper()
		a := s.do("POST", "/oauth/token", nil, logins(client, "openid offline_access", `{"user_id":"test|1","profile":"`+profile+`"}`)["application/json"])
		if a.status != 200 {
			t.Fatalf("%d %s", a.status, a.body)
		}
		return a
	}
	refresh := func(client string, of answer) int {
		t.Helper()
		return s.do("POST", "/oauth/token", nil, fmt.Sprintf(`{"grant_type":"refresh_token","client_id":%q,"refresh_token":%q}`, client, member(t, of.body, "refresh_token"))).status
	}
	others, first := login("other", ""), login("shop", "")
	profile := strings.Repeat("x", 200_000)
	var last answer
	for range 50 {
		last = login("shop", profile)
		if _, size := s.grants(); size > 3<<20 {
			t.Fatalf("%d bytes are stored", size)
		}
	}
	for name, got := range map[string][2]int{"the first": {refresh("shop", first), 400}, "the last": {refresh("shop", last), 200}, "another client's": {refresh("other", others), 200}} {
		if got[0] != got[1] {
			t.Errorf("%s is refreshed with %d", name, got[0])
		}
	}
	if !strings.Contains(s.log.text(), "the oldest made room") {
		t.Error("the log does not say so")
	}
}
