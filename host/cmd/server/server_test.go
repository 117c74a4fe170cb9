package server_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/abi/translated"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// A site is a server under test, on loopback.
type site struct {
	*contract
	t        testing.TB
	url      string
	server   *server.Server
	store    *store.Store
	database string
	log      *safeBuffer
}

// safeBuffer is a buffer that a server logs into.
type safeBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *safeBuffer) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.String()
}

func (b *safeBuffer) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.Reset()
}

// locked is a server that asks for tokens.
func locked(o *server.Options) { o.Open = false }

// start starts an open server with a database of its own; changes change its options.
func start(t testing.TB, changes ...func(*server.Options)) *site {
	t.Helper()
	return startAt(t, usual.database(t), changes...)
}

// startAt is start with a database that may have been used before.
func startAt(t testing.TB, database string, changes ...func(*server.Options)) *site {
	t.Helper()
	s := &site{t: t, database: database, log: &safeBuffer{}}
	var err error
	if s.store, err = store.Open(t.Context(), s.database); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.store.Close() })
	engine, err := host.New(t.Context(), host.WithTranslated(translated.Module()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close(context.Background()) })
	var handler http.Handler
	listening := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	if usual.tls {
		listening.EnableHTTP2 = true
		listening.StartTLS()
	} else {
		listening.Start()
	}
	t.Cleanup(listening.Close)
	s.url = listening.URL
	options := server.Options{
		Store: s.store, Engine: engine, Issuer: s.url + "/", Algorithm: "ES256", Rotation: time.Hour,
		Lifetimes: server.DefaultLifetimes(), Limits: server.DefaultLimits(),
		Loopback: true, Host: "127.0.0.1", Open: true, Lenient: true,
		Logger: slog.New(slog.NewJSONHandler(s.log, nil)),
		Env:    func(string) string { return "" },
	}
	for _, change := range changes {
		change(&options)
	}
	made, err := server.New(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := made.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	handler, s.server = made.Handler(), made
	s.contract = newContract(t, listening.Client(), s.url)
	return s
}

// alive sees that the server says that it runs, and what.
func (s *site) alive() {
	s.t.Helper()
	s.do("GET", "/healthz", nil, "").expect(s.t.(*testing.T), 200,
		fmt.Sprintf(`{"status":"ok","module":{"sha256":"%x","runner":"translated"}}`, sha256.Sum256(abi.Module())))
}

// token makes an API token with scopes.
func (s *site) token(name string, scopes ...string) string {
	s.t.Helper()
	made, text, err := server.NewToken(name, scopes, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.store.AddToken(s.t.Context(), made); err != nil {
		s.t.Fatal(err)
	}
	return text
}

// bearer is the header that a token is sent in.
func bearer(token string) http.Header { return http.Header{"Authorization": {"Bearer " + token}} }

// refusal is an error of the Management API.
type refusal struct {
	StatusCode int    `json:"statusCode"`
	Error      string `json:"error"`
	Message    string `json:"message"`
	ErrorCode  string `json:"errorCode"`
	Problems   []struct {
		Code   string `json:"code"`
		Path   string `json:"path"`
		Offset *int   `json:"offset"`
	} `json:"problems"`
}

// refused reads an error and sees that it has the status and the code.
func refused(t *testing.T, a answer, status int, code string) (r refusal) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), &r); err != nil {
		t.Fatalf("%d: %v in %s", a.status, err, a.body)
	}
	if a.status != status || r.StatusCode != status || r.ErrorCode != code || r.Error != http.StatusText(status) || r.Message == "" {
		t.Fatalf("%d %s, not %d %s", a.status, a.body, status, code)
	}
	return r
}

// added is what the server adds to new documents.
var added = regexp.MustCompile(`,\s*"(global|is_system)":false[^]]*?("grant_types":\[[^]]*\][^]]*?)?("client_secret":"[A-Z0-9]+"|"enforce_policies":false)`)

// expect insists on a status and a body, but for what is added to new documents.
func (a answer) expect(t *testing.T, status int, body string) {
	t.Helper()
	a.body = added.ReplaceAllString(a.body, "")
	if a.status != status || a.body != body {
		t.Fatalf("%d %s\nnot %d %s", a.status, a.body, status, body)
	}
}

const (
	asIs     = `{ "client_id":"shop", "name":"Shop",  "unknown": {"digits": 1.0, "text": "\u00e9"} }`
	mappings = `{"access_token":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]}}`
	merged   = `{ "client_id":"shop", "name":"Shop",  "unknown": {"digits": 1.0, "text": "\u00e9"},  "access_token":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]} }`
)

func TestApplications(t *testing.T) {
	s := start(t)
	made := s.do("POST", "/api/v2/clients", nil, asIs)
	made.expect(t, 201, asIs)
	if made.header.Get("Location") != "/api/v2/clients/shop" || made.header.Get("ETag") != `"1"` {
		t.Errorf("%v", made.header)
	}
	refused(t, s.do("POST", "/api/v2/clients", nil, asIs), 409, "conflict")
	read := s.do("GET", "/api/v2/clients/shop", nil, "")
	read.expect(t, 200, asIs)
	if read.header.Get("ETag") != `"1"` || read.header.Get("Cache-Control") != "no-store" {
		t.Errorf("%v", read.header)
	}
	s.do("GET", "/api/v2/clients/shop?fields=name,client_id", nil, "").expect(t, 200, `{"client_id":"shop","name":"Shop"}`)
	s.do("GET", "/api/v2/clients/shop", http.Header{"If-None-Match": {`"0", "1"`}}, "").expect(t, 304, "")
	patched := s.do("PATCH", "/api/v2/clients/shop", nil, mappings)
	patched.expect(t, 200, merged)
	if patched.header.Get("ETag") != `"2"` {
		t.Errorf("%v", patched.header)
	}
	if again := s.do("PATCH", "/api/v2/clients/shop", nil, mappings); again.header.Get("ETag") != `"2"` {
		t.Errorf("what changes nothing is version %s", again.header.Get("ETag"))
	}
	refused(t, s.do("GET", "/api/v2/clients/other", nil, ""), 404, "inexistent_client")
	refused(t, s.do("PATCH", "/api/v2/clients/other", nil, `{}`), 404, "inexistent_client")
	refused(t, s.do("DELETE", "/api/v2/clients/other", nil, ""), 404, "inexistent_client")

	s.do("POST", "/api/v2/clients", nil, `{"client_id":"a","name":"A"}`)
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"b","name":"B"}`)
	s.do("GET", "/api/v2/clients?fields=client_id", nil, "").expect(t, 200, `[{"client_id":"a"},{"client_id":"b"},{"client_id":"shop"}]`)
	s.do("GET", "/api/v2/clients?fields=client_id&page=1&per_page=2&include_totals=true", nil, "").
		expect(t, 200, `{"start":2,"limit":2,"length":1,"total":3,"clients":[{"client_id":"shop"}]}`)
	s.do("GET", "/api/v2/clients?page=9", nil, "").expect(t, 200, `[]`)
	for _, query := range []string{"per_page=0", "per_page=101", "page=-1", "page=x"} {
		refused(t, s.bad("GET", "/api/v2/clients?"+query, nil, ""), 400, "invalid_query_string")
	}
	s.do("DELETE", "/api/v2/clients/a", nil, "").expect(t, 204, "")
	refused(t, s.do("GET", "/api/v2/clients/a", nil, ""), 404, "inexistent_client")
}

func TestAPIs(t *testing.T) {
	s := start(t)
	const api = `{"id":"api1","identifier":"https://api.shop.example","name":"API"}`
	s.do("POST", "/api/v2/resource-servers", nil, api).expect(t, 201, api)
	const byIdentifier = "/api/v2/resource-servers/https%3A%2F%2Fapi.shop.example"
	s.do("GET", byIdentifier, nil, "").expect(t, 200, api)
	s.do("GET", "/api/v2/resource-servers?include_totals=true", nil, "").
		expect(t, 200, `{"start":0,"limit":50,"length":1,"total":1,"resource_servers":[`+api+`]}`)
	const mapped = `{"access_token":{"claims_mapping":{"custom_claims":[{"name":"tier","expression":"user.app_metadata.tier"}]}}}`
	s.do("PATCH", byIdentifier, nil, mapped).expect(t, 200, strings.TrimSuffix(api, "}")+","+strings.TrimPrefix(mapped, "{"))
	if n := strings.Count(s.do("GET", byIdentifier+"/versions", nil, "").body, `"number"`); n != 2 {
		t.Errorf("%d versions", n)
	}
	refused(t, s.do("GET", "/api/v2/resource-servers/x", nil, ""), 404, "inexistent_resource_server")
	refused(t, s.do("POST", "/api/v2/resource-servers", nil, `{"identifier":"https://api.shop.example","name":"Other"}`), 409, "conflict")
	s.do("DELETE", byIdentifier, nil, "").expect(t, 204, "")
}

func TestSettings(t *testing.T) {
	s := start(t)
	read := s.do("GET", "/api/v2/tenants/settings", nil, "")
	read.expect(t, 200, `{"domain":"127.0.0.1"}`)
	first := http.Header{"If-Match": {read.header.Get("ETag")}}
	s.do("PATCH", "/api/v2/tenants/settings", first, `{"domain":"t.example","custom_domains":["c.example"]}`).
		expect(t, 200, `{"domain":"t.example","custom_domains":["c.example"]}`)
	refused(t, s.do("PATCH", "/api/v2/tenants/settings", first, `{"domain":"u.example"}`), 412, "precondition_failed")
	s.do("PATCH", "/api/v2/tenants/settings", nil, `{"custom_domains":null,"migrations":{"custom_claims_must_be_namespaced":true}}`).
		expect(t, 200, `{"domain":"t.example","migrations":{"custom_claims_must_be_namespaced":true}}`)
	s.do("POST", "/api/v2/tenants/settings/versions/1/restore", nil, "").expect(t, 200, `{"domain":"t.example","custom_domains":["c.example"]}`)
}

// TestDomainsAreHostNames refuses what would give tokens a system claim that protects
// nothing (CFG-11), and lists without a bound (CFG-12).
func TestDomainsAreHostNames(t *testing.T) {
	s := start(t)
	for settings, want := range map[string]string{
		`{"domain":"https://login.shop.example"}`:                            `"code":"invalid_domain","path":"/tenant/domain"`,
		`{"custom_domains":["a.example","b.example:443"]}`:                   `"code":"invalid_domain","path":"/tenant/custom_domains/1"`,
		`{"custom_domains":[` + strings.Repeat(`"a.example",`, 100) + `""]}`: `"code":"too_many_domains","path":"/tenant/custom_domains"`,
	} {
		answer := s.do("PATCH", "/api/v2/tenants/settings", nil, settings)
		refused(t, answer, 400, "invalid_body")
		if !strings.Contains(answer.body, want) {
			t.Errorf("%s: %s", settings, answer.body)
		}
	}
	s.do("GET", "/api/v2/tenants/settings", nil, "").expect(t, 200, `{"domain":"127.0.0.1"}`)
}

// TestTwoWhoSave has two people edit the same version: the second one is told.
func TestTwoWhoSave(t *testing.T) {
	s := start(t)
	s.do("POST", "/api/v2/clients", nil, asIs)
	seen := http.Header{"If-Match": {s.do("GET", "/api/v2/clients/shop", nil, "").header.Get("ETag")}}
	s.do("PATCH", "/api/v2/clients/shop", seen, `{"name":"First"}`)
	refused(t, s.do("PATCH", "/api/v2/clients/shop", seen, `{"name":"Second"}`), 412, "precondition_failed")
	refused(t, s.do("DELETE", "/api/v2/clients/shop", seen, ""), 412, "precondition_failed")
	refused(t, s.do("PATCH", "/api/v2/clients/shop", http.Header{"If-Match": {`W/"2"`}}, `{"name":"Weak"}`), 412, "precondition_failed")
	if got := s.do("PATCH", "/api/v2/clients/shop", http.Header{"If-Match": {`"1", "2"`}}, `{"name":"Third"}`); got.status != 200 {
		t.Errorf("%d %s", got.status, got.body)
	}
	if got := s.do("PATCH", "/api/v2/clients/shop", http.Header{"If-Match": {`*`}}, `{"name":"Fourth"}`); got.status != 200 || !strings.Contains(got.body, `"Fourth"`) {
		t.Errorf("%d %s", got.status, got.body)
	}
}

func TestVersions(t *testing.T) {
	s := start(t, locked)
	ana, ben := bearer(s.token("Ana", server.Scopes()...)), bearer(s.token("Ben", server.Scopes()...))
	s.do("POST", "/api/v2/clients", ana, asIs)
	s.do("PATCH", "/api/v2/clients/shop", ben, mappings)
	s.do("DELETE", "/api/v2/clients/shop", ana, "")

	type version struct {
		Number     int             `json:"number"`
		Saved      time.Time       `json:"saved"`
		By         string          `json:"by"`
		Deleted    bool            `json:"deleted"`
		Difference json.RawMessage `json:"difference"`
		Document   json.RawMessage `json:"document"`
	}
	var all struct {
		Versions []version `json:"versions"`
	}
	list := s.do("GET", "/api/v2/clients/shop/versions", ana, "")
	if err := json.Unmarshal([]byte(list.body), &all); err != nil || len(all.Versions) != 3 {
		t.Fatalf("%v in %s", err, list.body)
	}
	for i, want := range []version{{Number: 3, By: "Ana", Deleted: true}, {Number: 2, By: "Ben"}, {Number: 1, By: "Ana"}} {
		got := all.Versions[i]
		if got.Number != want.Number || got.By != want.By || got.Deleted != want.Deleted || time.Since(got.Saved) > time.Hour {
			t.Errorf("%+v, not %+v", got, want)
		}
	}
	const difference = `[{"change":"added","path":"/access_token","after":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]}}]`
	if got := string(all.Versions[1].Difference); got != difference {
		t.Errorf("%s", got)
	}
	s.do("GET", "/api/v2/clients/shop/versions?before=3&per_page=1", ana, "")
	if second := s.do("GET", "/api/v2/clients/shop/versions/2", ana, ""); !strings.HasSuffix(added.ReplaceAllString(second.body, ""), `,"document":`+merged+"}") {
		t.Errorf("%s", second.body)
	}
	restored := s.do("POST", "/api/v2/clients/shop/versions/2/restore", ben, "")
	restored.expect(t, 200, merged)
	if restored.header.Get("ETag") != `"4"` {
		t.Errorf("%v", restored.header)
	}
	s.do("GET", "/api/v2/clients/shop", ana, "").expect(t, 200, merged)
	old := http.Header{"If-Match": {`"2"`}, "Authorization": ben["Authorization"]}
	refused(t, s.do("POST", "/api/v2/clients/shop/versions/1/restore", old, ""), 412, "precondition_failed")
	refused(t, s.do("POST", "/api/v2/clients/shop/versions/3/restore", ben, ""), 404, "inexistent_client")
	refused(t, s.do("GET", "/api/v2/clients/shop/versions/9", ana, ""), 404, "inexistent_client")
	refused(t, s.do("GET", "/api/v2/clients/none/versions", ana, ""), 404, "inexistent_client")
	refused(t, s.bad("GET", "/api/v2/clients/shop/versions/x", ana, ""), 400, "invalid_query_string")
}

func TestBodiesThatAreRefused(t *testing.T) {
	s := start(t)
	s.do("POST", "/api/v2/clients", nil, asIs)
	syntax := refused(t, s.bad("PATCH", "/api/v2/clients/shop", nil, `{"access_token":{]}`), 400, "invalid_body")
	if p := syntax.Problems; len(p) != 1 || p[0].Code != "json_syntax" || p[0].Offset == nil || *p[0].Offset != 17 {
		t.Errorf("%+v", p)
	}
	problems := refused(t, s.do("PATCH", "/api/v2/clients/shop", nil,
		`{"access_token":{"custom_claim_mappings":[{"name":"sub","expression":"user.a"},{"name":"x","expression":"user"}]}}`), 400, "invalid_body")
	if p := problems.Problems; len(p) != 2 || p[0].Code != "restricted_claim" || p[0].Path != "/access_token/custom_claim_mappings/0/name" || p[1].Code != "expression_root" {
		t.Errorf("%+v", p)
	}
	if r := refused(t, s.bad("POST", "/api/v2/clients", nil, `{"client_id":"x"}`), 400, "invalid_body"); r.Problems[0].Path != "/name" {
		t.Errorf("%+v", r)
	}
	s.do("GET", "/api/v2/clients/shop", nil, "").expect(t, 200, asIs)
	refused(t, s.bad("PATCH", "/api/v2/clients/shop", http.Header{"Content-Type": {"text/plain"}}, `{}`), 415, "unsupported_media_type")
	refused(t, s.bad("PATCH", "/api/v2/clients/shop", nil, `{"a":"`+strings.Repeat("x", 1<<20)+`"}`), 413, "body_too_large")
	refused(t, s.bad("PATCH", "/api/v2/clients", nil, `{}`), 405, "method_not_allowed")
}

func TestTokens(t *testing.T) {
	s := start(t, locked)
	refused(t, s.do("GET", "/api/v2/clients", nil, ""), 401, "") // there is no token yet
	reader := s.token("Reader", "read:clients")
	a := s.do("GET", "/api/v2/clients", nil, "")
	if refused(t, a, 401, ""); a.header.Get("WWW-Authenticate") != "Bearer" {
		t.Errorf("%v", a.header)
	}
	s.do("GET", "/api/v2/clients", bearer(reader), "").expect(t, 200, `[]`)
	forbidden := s.do("POST", "/api/v2/clients", bearer(reader), asIs)
	if refused(t, forbidden, 403, "insufficient_scope"); !strings.Contains(forbidden.header.Get("WWW-Authenticate"), `scope="create:clients"`) {
		t.Errorf("%v", forbidden.header)
	}
	refused(t, s.do("GET", "/api/v2/tenants/settings", bearer(reader), ""), 403, "insufficient_scope")
	refused(t, s.do("GET", "/v1/effective?client_id=x", nil, ""), 401, "")
	for _, wrong := range []string{reader + "x", reader[:len(reader)-1], "csm_", "csm_x", "csm_AAAAAAAAAAAAAAAA_x", strings.Replace(reader, "_", "-", 1), "x"} {
		refused(t, s.do("GET", "/api/v2/clients", bearer(wrong), ""), 401, "")
	}
	refused(t, s.bad("GET", "/api/v2/clients", http.Header{"Authorization": {"Basic " + reader}}, ""), 401, "")
	s.do("GET", "/api/v2/clients", http.Header{"Authorization": {"bearer  " + reader}}, "").expect(t, 200, `[]`)

	expired, text, err := server.NewToken("Old", []string{"read:clients"}, time.Nanosecond)
	if err != nil || s.store.AddToken(t.Context(), expired) != nil {
		t.Fatal(err)
	}
	refused(t, s.do("GET", "/api/v2/clients", bearer(text), ""), 401, "")
	kept, err := s.store.Token(t.Context(), expired.ID)
	if err != nil || strings.Contains(text, string(kept.Hash)) || len(kept.Hash) != 32 {
		t.Errorf("%+v, %v", kept, err)
	}
	if err := s.store.DeleteToken(t.Context(), strings.Split(reader, "_")[1]); err != nil {
		t.Fatal(err)
	}
	refused(t, s.do("GET", "/api/v2/clients", bearer(reader), ""), 401, "")
	for name, scopes := range map[string][]string{"": {"read:clients"}, "x": nil, "y": {"read:everything"}} {
		if _, _, err := server.NewToken(name, scopes, 0); err == nil {
			t.Errorf("a token %q with %q", name, scopes)
		}
	}
}

// TestOpenOrNot has servers without a token: they answer nobody unless they are open,
// whatever they listen on, and one that is open looks at no token.
func TestOpenOrNot(t *testing.T) {
	for _, loopback := range []bool{true, false} {
		s := start(t, locked, func(o *server.Options) { o.Loopback = loopback })
		refused(t, s.do("GET", "/api/v2/clients", nil, ""), 401, "")
		// As nginx passes requests on that nobody has told it more about.
		refused(t, s.do("GET", "/api/v2/clients", http.Header{"Host": {"127.0.0.1:8484"}, "Connection": {"close"}}, ""), 401, "")
	}
	open := start(t)
	for _, header := range []http.Header{nil, bearer("csm_AAAAAAAAAAAAAAAA_x"), bearer(open.token("Ana", "read:clients")), {"Authorization": {"Basic eDp5"}}} {
		if a := open.bad("POST", "/api/v2/clients", header, `{"name":"A"}`); a.status != 201 {
			t.Errorf("%v: %d %s", header, a.status, a.body)
		}
	}
	if list := open.do("GET", "/api/v2/clients", nil, ""); strings.Count(list.body, `"name":"A"`) != 4 {
		t.Errorf("%s", list.body)
	}
	// What a proxy says that it has passed on is not from this machine.
	for _, name := range []string{"Forwarded", "Via", "X-Forwarded-For", "X-Real-Ip"} {
		refused(t, open.do("GET", "/api/v2/clients", http.Header{name: {"203.0.113.1"}}, ""), 403, "forwarded")
	}
	var options server.Options
	start(t, func(o *server.Options) { options = *o })
	options.Loopback = false
	if _, err := server.New(t.Context(), options); err == nil || !strings.Contains(err.Error(), "an open server listens on loopback alone") {
		t.Errorf("open to everybody: %v", err)
	}
}

func TestRates(t *testing.T) {
	s := start(t, locked, func(o *server.Options) { o.Limits.Rate, o.Limits.Burst = 0.001, 2 })
	ana, ben := bearer(s.token("Ana", "read:clients")), bearer(s.token("Ben", "read:clients"))
	for range 2 {
		s.do("GET", "/api/v2/clients", ana, "").expect(t, 200, `[]`)
	}
	a := s.do("GET", "/api/v2/clients", ana, "")
	if refused(t, a, 429, "too_many_requests"); a.header.Get("Retry-After") == "" || a.header.Get("X-RateLimit-Limit") != "2" || a.header.Get("X-RateLimit-Remaining") != "0" || a.header.Get("X-RateLimit-Reset") == "" {
		t.Errorf("%v", a.header)
	}
	s.do("GET", "/api/v2/clients", ben, "").expect(t, 200, `[]`)
}

func TestEvaluation(t *testing.T) {
	s := start(t)
	const config = `{"access_token":{"custom_claim_mappings":[{"name":"a","expression":"anonymous_session.metadata.a"}]}}`
	const session = `{"metadata":{"a":[1.0,12345678901234567890,"\u00e9"]}}`
	body := ` {"audience":"https://api.shop.example", "session" : ` + session + `,"more":1,"config":` + config + `}`
	outcome := s.do("POST", "/v1/evaluate", nil, body)
	outcome.expect(t, 200, `{"access_token":{"claims":{"a":[1.0,12345678901234567890,"\u00e9"]},"bytes":41}}`)
	if explained := s.do("POST", "/v1/explain", nil, body); explained.status != 200 || !strings.Contains(explained.body, `"decisions":[{"token":"access_token","claim":"a"`) {
		t.Errorf("%s", explained.body)
	}
	s.do("POST", "/v1/validate", nil, `{"config":{"access_token":1}}`)
	if invalid := s.do("POST", "/v1/validate", nil, `{"config":{"access_token":1}}`); !strings.HasPrefix(invalid.body, `{"valid":false,"problems":[{"code":"wrong_type"`) {
		t.Errorf("%s", invalid.body)
	}
	if different := s.do("POST", "/v1/diff", nil, `{"old":`+config+`,"new":{}}`); different.status != 200 || !strings.Contains(different.body, `"verdict": "never_again"`) {
		t.Errorf("%d %s", different.status, different.body)
	}
	if refused := s.do("POST", "/v1/diff", nil, `{"old":`+config+`,"new":{"access_token":1}}`); refused.status != 422 || !strings.HasPrefix(refused.body, `{"error":{"code":"invalid_config"`) {
		t.Errorf("%d %s", refused.status, refused.body)
	}
	failed := s.do("POST", "/v1/evaluate", nil, `{"config":{"access_token":1},"session":{},"audience":""}`)
	if failed.status != 422 || !strings.HasPrefix(failed.body, `{"error":{"code":"invalid_config"`) {
		t.Errorf("%d %s", failed.status, failed.body)
	}
	deep := s.do("POST", "/v1/evaluate", nil, `{"config":{},"session":`+strings.Repeat(`{"a":`, 65)+"1"+strings.Repeat("}", 65)+`,"audience":""}`)
	if deep.status != 422 || !strings.Contains(deep.body, `"too_deep"`) {
		t.Errorf("%d %s", deep.status, deep.body)
	}
	for body, path := range map[string]string{
		`{"session":{},"audience":""}`:                         "/config",
		`{"config":{},"audience":""}`:                          "/session",
		`{"config":{},"session":{}}`:                           "/audience",
		`{"config":{},"session":{},"audience":"","config":{}}`: "/config",
		`[]`:            "",
		`{"config":{},`: "",
	} {
		if r := refused(t, s.bad("POST", "/v1/evaluate", nil, body), 400, "invalid_body"); r.Problems[0].Path != path {
			t.Errorf("%s: %+v", body, r)
		}
	}
	refused(t, s.bad("POST", "/v1/evaluate", nil, `{"config":"`+strings.Repeat("x", 2<<20)+`"}`), 413, "body_too_large")
	refused(t, s.bad("POST", "/v1/other", nil, `{}`), 404, "inexistent_route")
	var description struct {
		Limits map[string]int `json:"limits"`
	}
	if d := s.do("GET", "/v1/describe", nil, ""); json.Unmarshal([]byte(d.body), &description) != nil || description.Limits["depth"] != 64 {
		t.Errorf("%.200s", d.body)
	}
}

func TestEffective(t *testing.T) {
	s := start(t)
	s.do("POST", "/api/v2/clients", nil, strings.TrimSuffix(asIs, "}")+","+strings.TrimPrefix(mappings, "{"))
	own := s.do("GET", "/v1/effective?client_id=shop&audience=https%3A%2F%2Fapi.shop.example", nil, "")
	own.expect(t, 200, `{"reason":"No API is registered for this audience, so the application's mappings apply.",`+
		`"source":{"kind":"client","id":"shop","name":"Shop","version":1},"config":`+strings.TrimSuffix(mappings, "}")+`,"tenant":{"domain":"127.0.0.1"}}}`)
	refused(t, s.do("GET", "/v1/effective?client_id=none", nil, ""), 404, "inexistent_client")
	refused(t, s.bad("GET", "/v1/effective", nil, ""), 400, "invalid_query_string")
}

func TestOperation(t *testing.T) {
	s := start(t)
	s.alive()
	s.do("GET", "/readyz", nil, "").expect(t, 200, `{"status":"ok"}`)
	s.do("POST", "/v1/validate", nil, `{"config":{}}`)
	s.do("POST", "/api/v2/clients", nil, asIs)
	s.do("POST", "/anonymous/token", nil, `{"client_id":"shop"}`)
	metrics := s.do("GET", "/metrics", nil, "").body
	for _, line := range []string{
		`claimsmith_http_requests_total{method="POST",route="/api/v2/clients",status="2xx"} 1`,
		`claimsmith_evaluations_total{function="validate"} 1`,
		`claimsmith_evaluations_total{function="evaluate"} 1`,
		`claimsmith_saves_total{kind="client"} 1`,
		`claimsmith_tokens_issued_total{kind="access_token"} 1`,
		`claimsmith_engine_instances_discarded_total 0`,
	} {
		if !strings.Contains(metrics, line+"\n") {
			t.Errorf("the metrics lack %s:\n%s", line, metrics)
		}
	}
	if d := s.do("GET", "/openapi.json", nil, ""); !json.Valid([]byte(d.body)) {
		t.Errorf("%.100s", d.body)
	}
	// The database goes away.
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, s.do("GET", "/readyz", nil, ""), 503, "not_ready")
	s.alive()
	a := s.do("GET", "/api/v2/clients/shop/versions", bearer("csm_AAAAAAAAAAAAAAAA_x"), "")
	if r := refused(t, a, 500, "internal_error"); strings.Contains(r.Message, "sql") || !strings.Contains(s.log.text(), `"msg":"request failed","error":"claimsmith: the database: sql: database is closed","request_id":"`+a.header.Get("X-Request-Id")) {
		t.Errorf("%+v", r)
	}
}

// TestSessionsAreNotKept looks for a session's text in the log and the database.
func TestSessionsAreNotKept(t *testing.T) {
	s := start(t)
	s.do("POST", "/api/v2/clients", nil, strings.TrimSuffix(asIs, "}")+","+strings.TrimPrefix(mappings, "{"))
	const secret = "only-in-a-session"
	session := `{"metadata":{"country":"` + secret + `"}}`
	s.do("POST", "/v1/evaluate", nil, `{"config":{},"session":`+session+`,"audience":""}`)
	s.do("POST", "/v1/evaluate", nil, `{"config":{},"session":{"user":"`+secret+`"},"audience":""}`)
	s.do("POST", "/v1/explain", nil, `{"config":{},"session":`+session+`,"audience":""}`)
	s.bad("POST", "/v1/explain", nil, `{"config":{},"session":`+session+`,"audience":}`)
	token := s.do("POST", "/anonymous/token", nil, `{"client_id":"shop","metadata":{"country":"`+secret+`"}}`)
	if token.status != 200 || !strings.Contains(payload(t, token.body), secret) {
		t.Fatalf("%s", token.body)
	}
	s.bad("POST", "/anonymous/token", nil, `{"client_id":"`+secret+`","metadata":{"country":"`+secret+`"}}`)
	if log := s.log.text(); strings.Contains(log, secret) || strings.Count(log, `"msg":"request"`) < 6 {
		t.Errorf("%s", log)
	}
	files, err := filepath.Glob(s.database + "*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if text := readFile(t, file); strings.Contains(text, secret) || !strings.Contains(text+readFile(t, s.database), "SQLite format 3") {
			t.Errorf("%s has it, or is no database", file)
		}
	}
}

func TestOtherSites(t *testing.T) {
	s := start(t)
	evil := func(method, path string, header http.Header) answer {
		return s.bad(method, path, header, `{}`)
	}
	refused(t, evil("POST", "/api/v2/clients", http.Header{"Origin": {"https://evil.example"}}), 403, "cross_origin")
	refused(t, evil("POST", "/v1/validate", http.Header{"Sec-Fetch-Site": {"cross-site"}}), 403, "cross_origin")
	refused(t, evil("GET", "/api/v2/clients", http.Header{"Host": {"evil.example"}}), 421, "wrong_host")
	refused(t, evil("GET", "/", http.Header{"Host": {"evil.example:80"}}), 421, "wrong_host")
	if a := evil("GET", "/healthz", http.Header{"Host": {"localhost"}}); a.status != 200 {
		t.Errorf("%d %s", a.status, a.body)
	}
	for _, path := range []string{"/api/v2/clients", "/v1/describe", "/.well-known/jwks.json", "/healthz"} {
		h := s.do("GET", path, nil, "").header
		if h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || h.Get("X-Request-Id") == "" {
			t.Errorf("%s: %v", path, h)
		}
	}
	page := s.bad("GET", "/", nil, "")
	if page.status != 200 || !strings.Contains(page.header.Get("Content-Security-Policy"), "'wasm-unsafe-eval'") {
		t.Errorf("%d %v", page.status, page.header)
	}
}

// TestOverload fills a server: other requests are refused at once, and served when
// there is room again. Health goes on.
func TestOverload(t *testing.T) {
	s := start(t, func(o *server.Options) { o.Limits.Concurrent = 2 })
	release := s.server.Occupy(2)
	inside := s.server.Inside()
	waiting := make(chan answer, 2)
	for range 2 {
		go func() { waiting <- s.do("POST", "/v1/validate", nil, `{"config":{}}`) }()
	}
	for s.server.Inside() < inside+2 {
		runtime.Gosched()
	}
	busy := s.bad("POST", "/v1/evaluate", nil, `{"config":{}}`)
	if refused(t, busy, 503, "server_busy"); busy.header.Get("Retry-After") == "" {
		t.Errorf("%v", busy.header)
	}
	s.alive()
	release()
	for range 2 {
		(<-waiting).expect(t, 200, `{"valid":true,"problems":[],"warnings":[]}`)
	}
	s.do("POST", "/v1/validate", nil, `{"config":{}}`).expect(t, 200, `{"valid":true,"problems":[],"warnings":[]}`)
}

// TestFieldsAndTags reads parts of a document, and versions as they are known.
func TestFieldsAndTags(t *testing.T) {
	s := start(t)
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"a","name":"A","x":1.0}`)
	without := s.do("GET", "/api/v2/clients/a?fields=name,x&include_fields=false", nil, "")
	without.expect(t, 200, `{"client_id":"a"}`)
	if without.header.Get("ETag") != "" {
		t.Errorf("a part has the tag %s", without.header.Get("ETag"))
	}
	s.do("GET", "/api/v2/clients?fields=x&include_fields=true", nil, "").expect(t, 200, `[{"x":1.0}]`)
	for _, known := range []string{`W/"1"`, "*", `"7", "1"`} {
		if a := s.do("GET", "/api/v2/clients/a", http.Header{"If-None-Match": {known}}, ""); a.status != 304 {
			t.Errorf("%s: %d", known, a.status)
		}
	}
	refused(t, s.do("PATCH", "/api/v2/clients/none", http.Header{"If-Match": {`"1"`}}, `{}`), 404, "inexistent_client")
	refused(t, s.do("PATCH", "/api/v2/clients/a", nil, `{"x":"`+strings.Repeat("x", 1<<20-20)+`"}`), 413, "too_large")
}

// TestWhatAScopeIsFor has callers with some scopes do what needs others.
func TestWhatAScopeIsFor(t *testing.T) {
	s := start(t, locked)
	all := bearer(s.token("All", server.Scopes()...))
	s.do("POST", "/api/v2/clients", all, asIs)
	s.do("PATCH", "/api/v2/tenants/settings", all, `{"domain":"t.example"}`)
	s.do("POST", "/api/v2/resource-servers", all, `{"identifier":"urn:one","name":"One",`+mappings[1:])
	s.do("DELETE", "/api/v2/clients/shop", all, "")
	updater := bearer(s.token("Updater", "read:clients", "update:clients"))
	refused(t, s.do("POST", "/api/v2/clients/shop/versions/1/restore", updater, ""), 403, "insufficient_scope")
	s.do("POST", "/api/v2/clients/shop/versions/1/restore", all, "").expect(t, 200, asIs)
	for audience, scopes := range map[string][]string{
		"urn:none": {"read:clients", "read:tenant_settings"},
		"urn:one":  {"read:clients", "read:tenant_settings", "read:resource_servers"},
	} {
		for n := range scopes {
			a := s.do("GET", "/v1/effective?client_id=shop&audience="+audience, bearer(s.token("Some", scopes[:n+1]...)), "")
			if has := strings.Contains(a.body, `"config"`); a.status != 200 || has != (n == len(scopes)-1) {
				t.Errorf("%s with %q: %d %s", audience, scopes[:n+1], a.status, a.body)
			}
		}
	}
}
