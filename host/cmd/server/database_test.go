package server_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"modernc.org/sqlite"
)

// Databases of these names are connected to otherwise.
const (
	impatient = "impatient.db" // waits for locks no longer than a test has to
	small     = "small.db"     // may have a megabyte
)

func init() {
	sqlite.RegisterConnectionHook(func(connection sqlite.ExecQuerierContext, dsn string) error {
		for name, pragma := range map[string]string{impatient: "busy_timeout = 20", small: "max_page_count = 250"} {
			if strings.Contains(dsn, name) {
				if _, err := connection.ExecContext(context.Background(), "PRAGMA "+pragma, nil); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// another is a connection to a server's database that is not the server's.
func (s *site) another() *sql.DB {
	s.t.Helper()
	db, err := sql.Open("sqlite", s.database)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

func (s *site) run(db *sql.DB, statement string, args ...any) {
	s.t.Helper()
	if _, err := db.Exec(statement, args...); err != nil {
		s.t.Fatal(err)
	}
}

// prepare saves what the documented examples are about, the settings too, in two
// versions each, and returns how to send requests to everything that writes: bodies that
// no free corner of a database has room for, of what is not there yet.
func (s *site) prepare() (writing func(op *operation, target, body *string) bool) {
	s.t.Helper()
	more := `"more":"` + strings.Repeat("x", 10_000) + `"`
	s.everywhere(http.StatusCreated, nil, nil)
	s.do("PATCH", "/api/v2/tenants/settings", nil, `{"domain":"t.example"}`)
	s.everywhere(http.StatusOK, nil, func(op *operation, _, body *string) bool {
		*body = "{" + more + "}"
		return op.method == "PATCH"
	})
	var answer struct {
		Token string `json:"session_token"`
	}
	a := s.do("POST", "/anonymous/token", nil, `{"client_id":"shop"}`)
	if err := json.Unmarshal([]byte(a.body), &answer); err != nil || answer.Token == "" {
		s.t.Fatalf("%d %s", a.status, a.body)
	}
	bodies := map[string]string{
		"POST /api/v2/clients":          `{"name":"Other",` + more + `}`,
		"POST /api/v2/resource-servers": `{"name":"Other","identifier":"urn:other",` + more + `}`,
		"POST /api/v2/client-grants":    `{"client_id":"shop","audience":"urn:other",` + more + `}`,
		"POST /api/v2/users":            `{"email":"b@example.com",` + more + `}`,
		"POST /oauth/token":             `{"grant_type":"urn:claimsmith:params:oauth:grant-type:test-login","client_id":"shop","scope":"openid offline_access","user":{"user_id":"x",` + more + `}}`,
		"POST /anonymous/logout":        `{"session_token":"` + answer.Token + `"}`,
	}
	return func(op *operation, _, body *string) bool {
		if given, ok := bodies[op.String()]; ok {
			*body = given
		} else if op.method == "PATCH" {
			*body = `{"another_` + more[1:] + `}`
		}
		return op.has("507")
	}
}

// works sees that a server is ready, and writes.
func (s *site) works() {
	s.t.Helper()
	s.do("GET", "/readyz", nil, "").expect(s.t.(*testing.T), 200, `{"status":"ok"}`)
	if a := s.do("POST", "/api/v2/clients", nil, `{"name":"After"}`); a.status != 201 {
		s.t.Errorf("%d %s", a.status, a.body)
	}
}

// reads sees that a server whose database cannot be written to says so, and does what
// needs no writing.
func (s *site) reads(code string) {
	s.t.Helper()
	t := s.t.(*testing.T)
	ready := s.do("GET", "/readyz", nil, "")
	if r := refused(t, ready, 503, "not_ready"); ready.header.Get("Retry-After") == "" || !strings.HasPrefix(r.Message, "The database") {
		t.Errorf("%v %s", ready.header, ready.body)
	}
	s.alive()
	for _, path := range []string{"/api/v2/clients", "/api/v2/clients/shop", "/api/v2/clients/shop/versions"} {
		if a := s.do("GET", path, nil, ""); a.status != 200 {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
	if a := s.do("POST", "/anonymous/token", nil, `{"client_id":"shop"}`); a.status != 200 {
		t.Errorf("%d %s", a.status, a.body)
	}
	a := s.do("PATCH", "/api/v2/clients/shop", nil, `{"more":"`+strings.Repeat("y", 20_000)+`"}`)
	if a.header.Get("Retry-After") == "" || !strings.Contains(a.body, `"errorCode":"`+code+`"`) {
		t.Errorf("%d %v %s", a.status, a.header, a.body)
	}
}

// TestLockedDatabase has another connection hold the lock that every write needs.
func TestLockedDatabase(t *testing.T) {
	s := startAt(t, filepath.Join(t.TempDir(), impatient))
	writing := s.prepare()
	s.works()
	other := s.another()
	s.run(other, "BEGIN IMMEDIATE")
	s.everywhere(http.StatusServiceUnavailable, nil, writing)
	s.reads("database_busy")
	s.run(other, "ROLLBACK")
	s.works()
}

// TestFullDatabase leaves a database no page to write to.
func TestFullDatabase(t *testing.T) {
	s := startAt(t, filepath.Join(t.TempDir(), small))
	writing := s.prepare()
	s.works()
	other := s.another()
	s.run(other, "CREATE TABLE filler (x)")
	failures := func(statement string, args ...any) int {
		_, err := other.Exec(statement, args...)
		if err == nil {
			return 0
		}
		if !strings.Contains(err.Error(), "full") {
			t.Fatal(err)
		}
		return 1
	}
	for failures("INSERT INTO filler VALUES (zeroblob(4000))") == 0 {
	}
	// What is small finds no free corner either.
	for failed := 0; failed < 50; {
		failed += failures("INSERT INTO grants (id, text, expires) VALUES (hex(randomblob(8)), X'', 0)")
	}
	s.everywhere(http.StatusInsufficientStorage, nil, writing)
	s.reads("database_full")
	s.run(other, "DROP TABLE filler")
	s.works()
}

// TestDamagedDocuments starts a server whose database has something else in the place
// of a document, a part of it, or of what a save has changed.
func TestDamagedDocuments(t *testing.T) {
	before := start(t)
	before.do("POST", "/api/v2/clients", nil, strings.TrimSuffix(asIs, "}")+","+mappings[1:])
	before.do("PATCH", "/api/v2/clients/shop", nil, `{"x":1}`)
	db := before.another()
	before.run(db, "UPDATE versions SET text = substr(text, 1, 70) WHERE number = 2")

	s := startAt(t, before.database)
	const names = `The application "shop" is damaged in the database: the text of its version 2 is not JSON.`
	for _, path := range []string{"/api/v2/clients", "/api/v2/clients/shop", "/api/v2/clients/shop/versions/2", "/v1/effective?client_id=shop"} {
		if r := refused(t, s.do("GET", path, nil, ""), 500, "damaged_document"); !strings.HasPrefix(r.Message, names) {
			t.Errorf("%s: %s", path, r.Message)
		}
	}
	refused(t, s.do("PATCH", "/api/v2/clients/shop", nil, `{"x":2}`), 500, "damaged_document")
	for path, body := range map[string]string{
		"/anonymous/token": `{"client_id":"shop"}`,
		"/oauth/token":     `{"grant_type":"urn:claimsmith:params:oauth:grant-type:test-login","client_id":"shop","user":{"user_id":"x"}}`,
	} {
		a := s.do("POST", path, nil, body)
		var e struct {
			Error       string `json:"error"`
			Description string `json:"error_description"`
		}
		if err := json.Unmarshal([]byte(a.body), &e); err != nil || a.status != 500 || e.Error != "server_error" || !strings.Contains(e.Description, names) {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
	if log := s.log.text(); strings.Count(log, `application \"shop\" is damaged`) != 7 {
		t.Errorf("the log: %s", log)
	}
	// The versions say which one to restore.
	if list := s.do("GET", "/api/v2/clients/shop/versions", nil, ""); list.status != 200 || strings.Count(list.body, `"number"`) != 2 {
		t.Errorf("%d %s", list.status, list.body)
	}
	if a := s.do("POST", "/api/v2/clients/shop/versions/1/restore", nil, ""); a.status != 200 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := s.do("POST", "/anonymous/token", nil, `{"client_id":"shop","metadata":{"country":"Spain"}}`); !strings.Contains(payload(t, a.body), `"country":"Spain"`) {
		t.Errorf("%s", a.body)
	}

	s.run(db, "UPDATE versions SET difference = X'' WHERE number = 1")
	for _, path := range []string{"/api/v2/clients/shop/versions", "/api/v2/clients/shop/versions/1"} {
		if r := refused(t, s.do("GET", path, nil, ""), 500, "damaged_document"); !strings.Contains(r.Message, "the list of changes of its version 1 is not JSON") {
			t.Errorf("%s: %s", path, r.Message)
		}
	}
}
