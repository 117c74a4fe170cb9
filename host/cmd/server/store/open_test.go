package store

import (
	"database/sql"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOpenFails(t *testing.T) {
	folder := t.TempDir()
	file := func(name, text string) string {
		name = filepath.Join(folder, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	// A port that was free just now.
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()

	foreign := filepath.Join(folder, "foreign.db")
	db, err := sql.Open("sqlite", foreign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`CREATE TABLE theirs (x)`); err != nil {
		t.Fatal(err)
	}
	db.Close()

	for url, want := range map[string]string{
		"":                                  "no database is named",
		"mysql://localhost/claimsmith":      `scheme "mysql"`,
		filepath.Join(folder, "no", "a.db"): "folder does not exist",
		folder:                              "is not a file",
		file("text", "Dear diary"):          "is not an SQLite database",
		file("long", strings.Repeat("Dear diary ", 1000)): "is not an SQLite database",
		foreign:                               "another program's",
		"postgres://nobody@" + address + "/x": "cannot be reached",
		"postgres://u:secret@[::1/x":          "the database's URL",
		"postgres://u:secret@" + address + "/x?connect_timeout=x": "the database's URL",
	} {
		s, err := Open(t.Context(), url)
		if err == nil {
			s.Close()
			t.Errorf("%q was opened", url)
			continue
		}
		t.Log(err)
		if !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "claimsmith: ") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v, which does not say %q", url, err, want)
		}
	}
	// What was there is as it was.
	if text, err := os.ReadFile(filepath.Join(folder, "text")); err != nil || string(text) != "Dear diary" {
		t.Errorf("the text is %q, %v", text, err)
	}
}

func TestDialect(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		if want := map[bool]string{true: "postgres", false: "sqlite"}[strings.Contains(url, "://")]; s.Dialect() != want {
			t.Errorf("dialect is %q, want %q", s.Dialect(), want)
		}
	})
}

// What the store promises depends on these.
func TestSQLiteSettings(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a.db"))
	for _, pool := range []struct {
		name  string
		db    *sql.DB
		wants map[string]string
	}{
		{"write", s.write, map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000", "query_only": "0"}},
		{"read", s.read, map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000", "query_only": "1"}},
	} {
		for name, want := range pool.wants {
			var got string
			if err := pool.db.QueryRow("PRAGMA " + name).Scan(&got); err != nil || got != want {
				t.Errorf("%s: %s is %q, %v, want %q", pool.name, name, got, err, want)
			}
		}
	}
}

// The file is where it was when the store was opened, whatever its name.
func TestSQLitePaths(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	for _, name := range []string{"a b.db", "?mode=memory", "#1", "100%25.db", "ä'\".db", "file:x", ":memory:", "x?_pragma=query_only(1)&y"} {
		t.Chdir(folder)
		s := open(t, name)
		t.Chdir(t.TempDir())
		save(t, s, 0, Version{Kind: Client, ID: name})
		if newest, err := open(t, filepath.Join(folder, name)).Newest(t.Context(), 0); err != nil || len(newest) != 1 || newest[0].ID != name {
			t.Errorf("%s has %+v, %v", name, newest, err)
		}
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
}
