package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// The variables that make the test's binary a child process: what to do, and where.
const (
	childWork = "CLAIMSMITH_TEST_CHILD"
	childURL  = "CLAIMSMITH_TEST_CHILD_URL"
)

func TestMain(m *testing.M) {
	url := os.Getenv(childURL)
	var err error
	switch work := os.Getenv(childWork); {
	case work == "":
		os.Exit(m.Run())
	case work == "open":
		err = openAndClose(context.Background(), url)
	default:
		err = saveForEver(context.Background(), url, work)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// onEach runs a test with an empty database of each kind. PostgreSQL is where
// CLAIMSMITH_POSTGRES says; postgres.sh sets it.
func onEach(t *testing.T, test func(t *testing.T, url string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "claimsmith.db")) })
	onPostgres(t, test)
}

func onPostgres(t *testing.T, test func(t *testing.T, url string)) {
	t.Run("postgres", func(t *testing.T) {
		server := os.Getenv("CLAIMSMITH_POSTGRES")
		if server == "" {
			t.Skip("CLAIMSMITH_POSTGRES names no PostgreSQL: this runs in ./build.sh server")
		}
		test(t, newSchema(t, server))
	})
}

// newSchema makes a schema for one test. Its name is also the name under which the
// connections are known to the server.
func newSchema(t *testing.T, server string) string {
	t.Helper()
	name := "test_" + strings.ToLower(rand.Text())
	admin(t, server, "CREATE SCHEMA "+name)
	t.Cleanup(func() { admin(t, server, "DROP SCHEMA "+name+" CASCADE") })
	return with(t, server, "search_path", name, "application_name", name)
}

// with sets parameters of a URL.
func with(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	for i := 0; i < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// admin runs a statement on a connection of its own and returns the first column of
// its rows.
func admin(t *testing.T, server, statement string, args ...any) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, with(t, server, "application_name", "admin"))
	if err != nil {
		t.Fatalf("CLAIMSMITH_POSTGRES: %v", err)
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, statement, args...)
	if err != nil {
		t.Fatal(err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// terminate ends the store's connections whose last statement is like that, and
// returns how many they were.
func terminate(t *testing.T, url, like string) int {
	t.Helper()
	return len(admin(t, url, `SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
		WHERE application_name = $1 AND query LIKE $2`, parameter(t, url, "application_name"), like))
}

func parameter(t *testing.T, text, name string) string {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get(name)
}

func open(t *testing.T, url string) *Store {
	t.Helper()
	s, err := Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// save saves and checks what the store says of it.
func save(t *testing.T, s *Store, after int64, v Version) Version {
	t.Helper()
	before := time.Now().Truncate(time.Microsecond)
	saved, err := s.Save(t.Context(), after, v)
	if err != nil {
		t.Fatal(err)
	}
	if saved.Sequence != after+1 || saved.Saved.Before(before) || saved.Saved.Location() != time.UTC {
		t.Fatalf("after %d at %v: saved as %+v", after, before, saved)
	}
	return saved
}

// wait polls until done, for a minute.
func wait(t *testing.T, what string, done func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for tick := time.NewTicker(5 * time.Millisecond); !done(); {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("still not: %s", what)
		}
	}
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error is %v, want %v", err, want)
	}
}
