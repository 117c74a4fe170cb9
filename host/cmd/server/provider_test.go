package server_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/server"
)

// strict is a server that gives nothing that is not registered.
func strict(o *server.Options) { o.Lenient = false }

// tokenError insists on an error of the issuer.
func tokenError(t *testing.T, a answer, status int, code string) {
	t.Helper()
	if a.status != status || member(t, a.body, "error") != code {
		t.Errorf("%d %s, not %d %s", a.status, a.body, status, code)
	}
}

// TestWhatIsSavedIsObeyed saves one setting after the other, as at the provider, and each
// time asks for a token.
func TestWhatIsSavedIsObeyed(t *testing.T) {
	s := start(t, strict)
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop","token_endpoint_auth_method":"none"}`)
	ask := func(more string) answer {
		return s.do("POST", "/anonymous/token", nil, `{"client_id":"shop"`+more+`}`)
	}
	tokenError(t, ask(""), 403, "unauthorized_client")
	s.do("PATCH", "/api/v2/clients/shop", nil, `{"anonymous_sessions":{"active":true}}`)
	if text := payload(t, ask("").body); !strings.HasSuffix(text, `,"https://127.0.0.1/user_type":"anonymous"}`) {
		t.Errorf("a fresh server has no domain: %s", text)
	}
	const audience = `,"audience":"https://api.shop.example"`
	tokenError(t, ask(audience), 400, "invalid_target")
	s.do("POST", "/api/v2/resource-servers", nil, `{"id":"api","identifier":"https://api.shop.example","scopes":[{"value":"read:cart"},{"value":"write:cart"}]}`)
	tokenError(t, ask(audience), 400, "invalid_target")
	s.do("PATCH", "/api/v2/resource-servers/api", nil, `{"allow_anonymous_access":true}`)
	tokenError(t, ask(audience+`,"scope":"delete:cart"`), 400, "invalid_scope")
	has := func(a answer, parts ...string) {
		t.Helper()
		for _, part := range parts {
			if text := payload(t, a.body); !strings.Contains(text, part) {
				t.Errorf("%s is not in %s", part, text)
			}
		}
	}
	has(ask(audience+`,"scope":"write:cart"`), `"azp":"shop"`, `"scope":"write:cart"`)

	// Client grants for anonymous users.
	s.do("PATCH", "/api/v2/resource-servers/api", nil, `{"subject_type_authorization":{"anonymous_user":{"policy":"require_client_grant"}}}`)
	tokenError(t, ask(audience), 400, "invalid_target")
	s.do("POST", "/api/v2/client-grants", nil, `{"id":"cgr_a","client_id":"shop","audience":"https://api.shop.example","scope":["read:cart"],"subject_type":"anonymous_user"}`)
	tokenError(t, ask(audience+`,"scope":"write:cart"`), 400, "invalid_scope")
	has(ask(audience+`,"scope":"read:cart"`), `"scope":"read:cart"`)

	// Lifetimes and dialects.
	s.do("PATCH", "/api/v2/tenants/settings", nil, `{"sessions":{"anonymous":{"lifetime_in_minutes":90}},"default_audience":"https://api.shop.example"}`)
	s.do("PATCH", "/api/v2/resource-servers/api", nil, `{"token_lifetime":120,"token_lifetime_for_anonymous_access_tokens":60,"token_dialect":"rfc9068_profile_authz"}`)
	a := ask(`,"scope":"read:cart"`)
	for _, part := range []string{`"expires_in":60,`, `"session_expires_in":5400`} {
		if !strings.Contains(a.body, part) {
			t.Errorf("%s is not in %s", part, a.body)
		}
	}
	has(a, `"aud":"https://api.shop.example"`, `"client_id":"shop"`, `"permissions":["read:cart"]`, `"jti":`)
	s.do("PATCH", "/api/v2/tenants/settings", nil, `{"flags":{"anonymous_sessions_enabled":false}}`)
	tokenError(t, ask(""), 403, "feature_not_enabled")

	// What could not be obeyed is not saved.
	for path, bodies := range map[string][]string{
		"/api/v2/resource-servers/api": {`{"token_lifetime":"long"}`, `{"token_lifetime":0}`, `{"token_dialect":"x"}`, `{"scopes":["read:cart"]}`, `{"subject_type_authorization":{"user":{"policy":"x"}}}`},
		"/api/v2/clients/shop":         {`{"anonymous_sessions":true}`, `{"anonymous_sessions":{"active":1}}`, `{"grant_types":"password"}`, `{"callbacks":[1]}`},
		"/api/v2/tenants/settings":     {`{"sessions":{"anonymous":{"lifetime_in_minutes":525601}}}`, `{"default_audience":1}`},
		"/api/v2/client-grants/cgr_a":  {`{"scope":"read:cart"}`, `{"subject_type":"user"}`, `{"audience":"x"}`},
	} {
		for _, body := range bodies {
			refused(t, s.bad("PATCH", path, nil, body), 400, "invalid_body")
		}
	}
}

// TestManagementByMachines is what every SDK does with an ID and a secret.
func TestManagementByMachines(t *testing.T) {
	s := start(t, strict, locked)
	admin := bearer(s.token("Admin", server.Scopes()...))
	made := s.do("POST", "/api/v2/clients", admin, `{"client_id":"ci","name":"CI"}`)
	secret := member(t, made.body, "client_secret")
	audience := s.url + "/api/v2/"
	ask := func(secret string) answer {
		return s.do("POST", "/oauth/token", nil, `{"grant_type":"client_credentials","client_id":"ci","client_secret":"`+secret+`","audience":"`+audience+`"}`)
	}
	tokenError(t, ask(secret), 403, "access_denied")
	s.do("POST", "/api/v2/client-grants", admin, `{"client_id":"ci","audience":"`+audience+`","scope":["read:clients"]}`)
	tokenError(t, ask("x"), 401, "invalid_client")
	token := bearer(member(t, ask(secret).body, "access_token"))
	list := s.do("GET", "/api/v2/clients", token, "")
	if list.status != 200 || strings.Contains(list.body, secret) {
		t.Errorf("who may not read keys: %d %s", list.status, list.body)
	}
	for _, path := range []string{"/api/v2/clients/ci/versions", "/api/v2/clients/ci/versions/1"} {
		if a := s.do("GET", path, token, ""); a.status != 200 || strings.Contains(a.body, secret) {
			t.Errorf("who may not read keys: %d %s", a.status, a.body)
		}
	}
	refused(t, s.do("PATCH", "/api/v2/clients/ci", token, `{}`), 403, "insufficient_scope")
	refused(t, s.bad("PATCH", "/api/v2/prompts", token, `{}`), 403, "insufficient_scope")
	rotated := member(t, s.do("POST", "/api/v2/clients/ci/rotate-secret", admin, "").body, "client_secret")
	tokenError(t, ask(secret), 401, "invalid_client")
	if ask(rotated).status != 200 {
		t.Error("the new secret is not good")
	}
	// Anybody gets tokens for users, and none of them is good here, nor is it issued.
	for _, o := range []func(*server.Options){strict, func(*server.Options) {}} {
		open := start(t, o)
		open.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop","anonymous_sessions":{"active":true}}`)
		for path, body := range map[string]string{
			"/oauth/token":     `{"grant_type":"urn:claimsmith:params:oauth:grant-type:test-login","client_id":"shop","user":{"user_id":"x"},"audience":"` + open.url + `/api/v2/"}`,
			"/anonymous/token": `{"client_id":"shop","audience":"` + open.url + `/api/v2/"}`,
		} {
			if a := open.do("POST", path, nil, body); a.status < 400 {
				t.Errorf("%s gives tokens for the Management API: %s", path, a.body)
			}
		}
	}
	user := s.do("POST", "/oauth/token", nil, `{"grant_type":"urn:claimsmith:params:oauth:grant-type:test-login","client_id":"ci","user":{"user_id":"x"}}`)
	refused(t, s.do("GET", "/api/v2/clients", bearer(member(t, user.body, "access_token")), ""), 401, "")
}

func TestManagementAsTheProviders(t *testing.T) {
	s := start(t)
	spa := s.do("POST", "/api/v2/clients", nil, `{"client_id":"spa","name":"SPA","app_type":"spa"}`)
	for _, part := range []string{`"token_endpoint_auth_method":"none"`, `"is_first_party":true`, `"global":false`, `"client_secret":"`} {
		if !strings.Contains(spa.body, part) {
			t.Errorf("%s is not in %s", part, spa.body)
		}
	}
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"web","name":"Web","app_type":"regular_web"}`)
	s.do("GET", "/api/v2/clients/web/credentials", nil, "").expect(t, 200, `[]`)
	// Without a name, and found by an identifier that is encoded twice.
	s.do("POST", "/api/v2/resource-servers", nil, `{"id":"a","identifier":"https://a.example"}`)
	once := url.PathEscape("https://a.example")
	if a := s.do("GET", "/api/v2/resource-servers/"+url.PathEscape(once), nil, ""); a.status != 200 || !strings.Contains(a.body, `"token_dialect":"access_token"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	names := func(path string) string {
		var found []struct {
			ID string `json:"client_id"`
		}
		a := s.do("GET", path, nil, "")
		if err := json.Unmarshal([]byte(a.body), &found); err != nil {
			t.Fatalf("%v: %d %s", err, a.status, a.body)
		}
		all := ""
		for _, f := range found {
			all += f.ID + " "
		}
		return all
	}
	for path, want := range map[string]string{
		"app_type=spa": "spa ", "app_type=spa,regular_web": "spa web ", "is_global=false": "spa web ", "is_global=true": "global ",
	} {
		if got := names("/api/v2/clients?" + path); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
	s.do("GET", "/api/v2/clients?take=1&fields=client_id", nil, "").expect(t, 200, `{"clients":[{"client_id":"spa"}],"next":"spa"}`)
	s.do("GET", "/api/v2/clients?take=1&from=spa&fields=client_id", nil, "").expect(t, 200, `{"clients":[{"client_id":"web"}]}`)
	s.do("GET", "/api/v2/resource-servers?identifiers=https://b.example", nil, "").expect(t, 200, `[]`)
	for _, path := range []string{"clients?q=name:x", "clients?nane=x", "users?q=x", "resource-servers?identifier=x", "clients/spa/versions?page=1", "logs?from=x", "logs?q=x", "logs?sort=x"} {
		refused(t, s.bad("GET", "/api/v2/"+path, nil, ""), 400, "invalid_query_string")
	}
	// What a deploy tool lists.
	s.bad("GET", "/api/v2/roles", nil, "").expect(t, 200, `[]`)
	for _, both := range []string{"take=1&page=0", "take=1&per_page=2", "from=spa&page=1"} {
		refused(t, s.bad("GET", "/api/v2/clients?"+both, nil, ""), 400, "invalid_query_string")
	}
	s.bad("GET", "/api/v2/connections?take=50", nil, "").expect(t, 200, `{"connections":[]}`)
	s.bad("GET", "/api/v2/rules?include_totals=true", nil, "").expect(t, 200, `{"start":0,"limit":50,"length":0,"total":0,"rules":[]}`)
	s.bad("GET", "/api/v2/attack-protection/captcha", nil, "").expect(t, 200, `{}`)
	refused(t, s.bad("POST", "/api/v2/roles", nil, `{}`), 404, "inexistent_route")
	// What it writes back unchanged is fine, and what nobody would obey is not.
	for path, texts := range map[string][3]string{
		"risk-assessments/settings": {`{"enabled":false}`, `{ "enabled" : false }`, `{"enabled":true}`},
		"attack-protection/captcha": {`{}`, `{}`, `{"active_provider_id":"arkose"}`},
		"guardian/policies":         {`[]`, ` [] `, `["all-applications"]`},
	} {
		there, same, other := texts[0], texts[1], texts[2]
		s.bad("GET", "/api/v2/"+path, nil, "").expect(t, 200, there)
		for _, method := range []string{"PATCH", "PUT"} {
			s.bad(method, "/api/v2/"+path, nil, same).expect(t, 200, there)
			for _, body := range []string{other, "x", `{"x":1,"x":1}`} {
				refused(t, s.bad(method, "/api/v2/"+path, nil, body), 400, "invalid_body")
			}
		}
	}
	for _, path := range []string{"roles", "prompts"} {
		refused(t, s.bad("DELETE", "/api/v2/"+path, nil, ""), 404, "inexistent_route")
	}
	a := s.bad("PUT", "/api/v2/clients/spa", nil, `{}`)
	if refused(t, a, 405, "method_not_allowed"); a.header.Get("Allow") != "DELETE, GET, PATCH" {
		t.Errorf("%v", a.header)
	}
	for _, body := range []string{`{"access_token":{"custom_claims":[]}}`, `{"id_token":{"claims_mapping":{}}}`, `{"access_token":{"claims_mapping":{"customClaims":[]}}}`} {
		a := s.bad("PATCH", "/api/v2/clients/spa", nil, body)
		if refused(t, a, 400, "invalid_body"); !strings.Contains(a.body, "Additional properties not allowed") {
			t.Errorf("%s", a.body)
		}
	}
	refused(t, s.do("POST", "/api/v2/client-grants", nil, `{"client_id":"none","audience":"x"}`), 404, "inexistent_client")
	s.do("POST", "/api/v2/client-grants", nil, `{"client_id":"spa","audience":"x"}`)
	refused(t, s.do("POST", "/api/v2/client-grants", nil, `{"client_id":"spa","audience":"x","subject_type":"client"}`), 409, "conflict")
}

// TestUsers logs a stored user in by password and on the page.
func TestUsers(t *testing.T) {
	s := start(t, strict)
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop","token_endpoint_auth_method":"none","grant_types":["password"],"callbacks":["https://shop.example/"]}`)
	made := s.do("POST", "/api/v2/users", nil, `{"user_id":"auth0|ada","email":"ada@example.com","password":"right","app_metadata":{"tier":"gold"}}`)
	read := s.do("GET", "/api/v2/users/auth0%7Cada", nil, "")
	for _, a := range []answer{made, read, s.do("GET", "/api/v2/users", nil, "")} {
		if strings.Contains(a.body, "password") {
			t.Errorf("a password is shown: %s", a.body)
		}
	}
	ask := func(password string) answer {
		return s.do("POST", "/oauth/token", nil, `{"grant_type":"password","client_id":"shop","username":"ADA@example.com","password":"`+password+`","scope":"openid"}`)
	}
	if a := ask("right"); a.status != 200 || !strings.Contains(payload(t, a.body), `"sub":"auth0|ada"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	tokenError(t, ask("wrong"), 403, "invalid_grant")
	s.do("PATCH", "/api/v2/users/auth0%7Cada", nil, `{"password":"changed"}`)
	tokenError(t, ask("right"), 403, "invalid_grant")
	if ask("changed").status != 200 {
		t.Error("the new password is not good")
	}
	refused(t, s.do("PATCH", "/api/v2/users/auth0%7Cada", nil, `{"password_hash":"x"}`), 400, "invalid_body")
	s.do("PATCH", "/api/v2/clients/shop", nil, `{"grant_types":["authorization_code"]}`)
	page := s.bad("GET", "/authorize?response_type=code&client_id=shop&redirect_uri=https://shop.example/&code_challenge=x&code_challenge_method=S256", http.Header{"Sec-Fetch-Site": {"cross-site"}}, "")
	if page.status != 200 || !strings.Contains(page.body, `value="auth0|ada"`) || !strings.Contains(page.header.Get("Content-Type"), "text/html") {
		t.Errorf("%d %s", page.status, page.body)
	}
}

// TestNothingOf asks for what the provider has and this server has nothing of.
func TestNothingOf(t *testing.T) {
	s := start(t)
	for target, want := range map[string]string{
		"connections":                        `[]`,
		"connections?take=50":                `{"connections":[]}`,
		"connections?include_totals=true":    `{"start":0,"limit":50,"length":0,"total":0,"connections":[]}`,
		"custom-domains":                     `[]`,
		"custom-domains?take=50":             `{"custom_domains":[]}`,
		"custom-domains?include_totals=true": `{"start":0,"limit":50,"length":0,"total":0,"custom_domains":[]}`,
		"actions/actions":                    `{"actions":[]}`,
		"log-streams?include_totals=true":    `[]`,
		"rules-configs?take=50":              `[]`,
		"guardian/factors?take=50":           `[]`,
		"guardian/policies?take=50":          `[]`,
	} {
		s.bad("GET", "/api/v2/"+target, nil, "").expect(t, 200, want)
	}
	// A write leaves what is there as it is, and the query does not say what that is.
	refused(t, s.bad("PUT", "/api/v2/actions/actions?take=50", nil, `{"actions":[{}]}`), 400, "invalid_body")
	s.bad("PUT", "/api/v2/actions/actions?take=50", nil, `{"actions":[]}`).expect(t, 200, `{"actions":[]}`)
	for _, query := range []string{"", "?take=50"} {
		refused(t, s.bad("PATCH", "/api/v2/connections"+query, nil, `{"connections":[]}`), 400, "invalid_body")
	}
}

// TestBrowsersAreSentOn goes where browsers go, and is sent back to the application.
func TestBrowsersAreSentOn(t *testing.T) {
	s := start(t, strict)
	s.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop","callbacks":["https://shop.example/"],"allowed_logout_urls":["https://shop.example/bye"]}`)
	s.do("POST", "/api/v2/users", nil, `{"user_id":"ada"}`)
	const request = "response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2F&state=s"
	form := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	for wanted, a := range map[string]answer{
		"https://shop.example/?error=login_required&": s.do("GET", "/authorize?prompt=none&"+request, nil, ""),
		"https://shop.example/?code=":                 s.bad("POST", "/authorize", form, request+"&user=ada"),
		"https://shop.example/?error=access_denied&":  s.bad("POST", "/authorize", form, request+"&user=eve"),
		"https://shop.example/bye":                    s.do("GET", "/v2/logout?client_id=shop&returnTo=https%3A%2F%2Fshop.example%2Fbye", nil, ""),
	} {
		if where := a.header.Get("Location"); a.status != http.StatusSeeOther || !strings.HasPrefix(where, wanted) {
			t.Errorf("%d %s, not %s", a.status, where, wanted)
		}
	}
	for wanted, a := range map[string]answer{
		`form method="post" action="https://shop.example/"`: s.bad("POST", "/authorize", form, request+"&response_mode=form_post&user=ada"),
		`postMessage(`: s.bad("POST", "/authorize", form, request+"&response_mode=web_message&user=ada"),
	} {
		if a.status != http.StatusOK || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") || !strings.Contains(a.body, wanted) {
			t.Errorf("%d %s, without %s", a.status, a.body, wanted)
		}
	}
	elsewhere := strings.Replace(request, "shop.example", "evil.example", 1)
	if a := s.bad("POST", "/authorize", form, elsewhere+"&user=ada"); a.status != http.StatusBadRequest || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") || !strings.Contains(a.body, "callbacks") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := s.do("GET", "/oidc/logout?client_id=shop&post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye", nil, ""); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// TestLogs finds what evaluations noted for operators.
func TestLogs(t *testing.T) {
	s := start(t)
	s.do("PATCH", "/api/v2/tenants/settings", nil, `{"migrations":{"custom_claims_must_be_namespaced":true}}`)
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop","access_token":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]}}`)
	s.do("GET", "/api/v2/logs", nil, "").expect(t, 200, `[]`)
	s.do("POST", "/anonymous/token", nil, `{"client_id":"shop","metadata":{"country":"Spain"}}`)
	for query, found := range map[string]bool{
		"": true, "type:depnote": true, "type:depnote AND description:*Custom*claims*": true, "type:f": false, "client_id:shop": true, "description:*else*": false,
	} {
		a := s.do("GET", "/api/v2/logs?q="+url.QueryEscape(query), nil, "")
		if a.status != 200 || strings.Contains(a.body, `"access_token_claims_to_be_allowed":["country"]`) != found {
			t.Errorf("%q: %d %s", query, a.status, a.body)
		}
	}
	if a := s.do("GET", "/api/v2/logs?include_totals=true", nil, ""); !strings.Contains(a.body, `"total":1`) {
		t.Errorf("%s", a.body)
	}
}
