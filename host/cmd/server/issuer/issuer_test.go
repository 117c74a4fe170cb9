package issuer_test

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

var engine *host.Engine

func TestMain(m *testing.M) {
	ctx := context.Background()
	var err error
	if engine, err = host.New(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	if err := engine.Close(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

// memory is a storage.
type memory struct {
	mu        sync.Mutex
	keys      map[string]store.Key
	grants    map[string]store.Grant
	failed    error  // what every call returns
	reads     int    // of keys
	afterRead func() // called with the keys read
}

func newMemory() *memory {
	return &memory{keys: map[string]store.Key{}, grants: map[string]store.Grant{}}
}

func (m *memory) AddKey(_ context.Context, k store.Key) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.keys[k.ID]; ok {
		return store.ErrExists
	}
	m.keys[k.ID] = k
	return m.failed
}

func (m *memory) Keys(context.Context) ([]store.Key, error) {
	m.mu.Lock()
	m.reads++
	keys, err := slices.SortedFunc(maps.Values(m.keys), func(a, b store.Key) int {
		return cmp.Or(b.Created.Compare(a.Created), cmp.Compare(b.ID, a.ID))
	}), m.failed
	m.mu.Unlock()
	if m.afterRead != nil {
		m.afterRead()
	}
	return keys, err
}

func (m *memory) RetireKey(_ context.Context, id string, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := m.keys[id]
	if !ok {
		return store.ErrNotFound
	}
	k.Retired = at
	m.keys[id] = k
	return m.failed
}

func (m *memory) DeleteKey(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.keys, id)
	return m.failed
}

func (m *memory) PutGrants(_ context.Context, _ store.Bounds, grants ...store.Grant) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, g := range grants {
		m.grants[g.ID] = g
	}
	return 0, m.failed
}

func (m *memory) Grant(_ context.Context, id string) (store.Grant, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	g, ok := m.grants[id]
	if !ok {
		return g, cmp.Or(m.failed, store.ErrNotFound)
	}
	return g, m.failed
}

func (m *memory) fail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.failed = err
}

func (m *memory) all() (keys []store.Key, grants int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Collect(maps.Values(m.keys)), len(m.grants)
}

// clock is a time that only moves when told to.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// A server serves an issuer with the client "shop".
type server struct {
	t       testing.TB
	issuer  *issuer.Issuer
	url     string
	storage *memory
	clock   *clock

	mu     sync.Mutex
	config string
	change func(*issuer.Registration)
	asked  [][2]string // of Find
}

// start serves an issuer that signs with ES256, whose keys are made in no time,
// unless the change says otherwise.
func start(t testing.TB, change ...func(*issuer.Options)) *server {
	t.Helper()
	s := &server{t: t, storage: newMemory(), clock: &clock{now: time.Date(2026, 5, 1, 10, 0, 0, 123456789, time.UTC)}, config: "{}"}
	var handler http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	s.url = server.URL + "/"
	o := s.options()
	for _, f := range change {
		f(&o)
	}
	var err error
	if s.issuer, err = issuer.New(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if m, ok := o.Storage.(*memory); ok {
		s.storage = m
	}
	handler = s.issuer.Handler()
	return s
}

func (s *server) options() issuer.Options {
	return issuer.Options{
		URL: s.url, Engine: engine, Storage: s.storage, Algorithm: "ES256", Now: s.clock.Now,
		Registered: func(_ context.Context, clientID, origin string) bool {
			return origin == "https://"+clientID+".example" || clientID == "" && (origin == "https://shop.example" || origin == "https://other.example")
		},
		Find: func(_ context.Context, clientID, audience string) (*issuer.Registration, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.asked = append(s.asked, [2]string{clientID, audience})
			if clientID != "shop" && clientID != "other" {
				return nil, fmt.Errorf("%q: %w", clientID, issuer.ErrUnknownClient)
			}
			r := issuer.Lenient([]byte(s.config))
			if s.change != nil {
				s.change(r)
			}
			return r, nil
		},
	}
}

func (s *server) configure(config string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.config = config
}

// An answer is a response and its members.
type answer struct {
	status int
	header http.Header
	text   string
	json   map[string]any
}

func (a *answer) str(name string) string {
	s, _ := a.json[name].(string)
	return s
}

func (s *server) do(r *http.Request) *answer {
	s.t.Helper()
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	a := &answer{status: response.StatusCode, header: response.Header, text: string(text)}
	if len(text) > 0 {
		if err := json.Unmarshal(text, &a.json); err != nil {
			s.t.Fatalf("%s %s: %v: %s", r.Method, r.URL.Path, err, text)
		}
	}
	return a
}

func (s *server) request(method, path, kind, body string) *http.Request {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	return r
}

func (s *server) post(path, body string) *answer {
	s.t.Helper()
	return s.do(s.request("POST", path, "application/json", body))
}

func (s *server) form(path string, values url.Values) *answer {
	s.t.Helper()
	return s.do(s.request("POST", path, "application/x-www-form-urlencoded", values.Encode()))
}

func (s *server) get(path, token string) *answer {
	s.t.Helper()
	r := s.request("GET", path, "", "")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	return s.do(r)
}

// ok posts what has to succeed.
func (s *server) ok(path, body string) *answer {
	s.t.Helper()
	a := s.post(path, body)
	if a.status != 200 {
		s.t.Fatalf("%s: %d %s", path, a.status, a.text)
	}
	return a
}

func (m *memory) DeleteGrant(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.grants[id]; !ok {
		return store.ErrNotFound
	}
	delete(m.grants, id)
	return m.failed
}

// login posts a test login for the client "shop" with more members.
func (s *server) login(members string) *answer {
	s.t.Helper()
	return s.ok("oauth/token", loginBody(members))
}

func loginBody(members string) string {
	return `{"grant_type":"` + issuer.TestLogin + `","client_id":"shop",` + members + `}`
}

// parts is a token's header and payload. Its signature is judged elsewhere.
func parts(t testing.TB, token string) (header, payload string) {
	t.Helper()
	pieces := strings.Split(token, ".")
	if len(pieces) != 3 {
		t.Fatalf("%q is no JWS", token)
	}
	for i, text := range []*string{&header, &payload} {
		decoded, err := base64.RawURLEncoding.DecodeString(pieces[i])
		if err != nil {
			t.Fatal(err)
		}
		*text = string(decoded)
	}
	return header, payload
}

// members reads an object, whose names it insists are different.
func members(t testing.TB, text string) map[string]json.RawMessage {
	t.Helper()
	var list host.Claims
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	all := map[string]json.RawMessage{}
	for _, c := range list {
		if _, ok := all[c.Name]; ok {
			t.Errorf("%q occurs twice in %s", c.Name, text)
		}
		all[c.Name] = c.Value
	}
	return all
}

// payload is a token's members.
func payload(t testing.TB, token string) map[string]json.RawMessage {
	t.Helper()
	_, text := parts(t, token)
	return members(t, text)
}

func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}

// refused insists on an error of RFC 6749, section 5.2.
func refused(t testing.TB, a *answer, status int, code, description string) {
	t.Helper()
	if a.status != status || a.str("error") != code || !strings.Contains(a.str("error_description"), description) {
		t.Errorf("got %d %s\nwant %d %s with %q", a.status, a.text, status, code, description)
	}
	if a.header.Get("Cache-Control") != "no-store" {
		t.Errorf("the error may be cached: %v", a.header)
	}
}
