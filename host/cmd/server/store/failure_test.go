package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

func wantFailure(t *testing.T, err error, want Failure) {
	t.Helper()
	var failure *DatabaseError
	if !errors.As(err, &failure) || failure.Failure != want || !strings.HasPrefix(err.Error(), "claimsmith: the database") {
		t.Fatalf("error is %v, want the failure %q", err, want)
	}
}

// document is a text that no database makes smaller.
func document(size int) []byte {
	text := make([]byte, size)
	_, _ = rand.Read(text)
	return text
}

// saveUntil saves documents of a size until one is refused, and returns how many it
// has saved and why no more.
func saveUntil(t *testing.T, s *Store, size int) (int64, error) {
	t.Helper()
	for last := int64(0); last < 1000; last++ {
		if _, err := s.Save(t.Context(), last, Version{Kind: Client, ID: "a", Text: document(size)}); err != nil {
			return last, err
		}
	}
	t.Fatal("there was room for 1000 documents")
	return 0, nil
}

// full sees that a store without room says so of everything that needs some, and works
// again once there is some.
func full(t *testing.T, s *Store, size int, makeRoom func()) {
	t.Helper()
	if err := s.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	last, err := saveUntil(t, s, size)
	wantFailure(t, err, Full)
	wantFailure(t, s.Ready(t.Context()), Full)
	_, err = s.PutGrants(t.Context(), unbounded, Grant{ID: "large", Kind: Login, Text: document(300 << 10), Expires: moment})
	wantFailure(t, err, Full)
	if found, err := s.Newest(t.Context(), 0); err != nil || len(found) != 1 || found[0].Sequence != last {
		t.Errorf("what was saved cannot be read: %v", err)
	}
	makeRoom()
	if err := s.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	save(t, s, last, Version{Kind: Client, ID: "a", Text: document(size)})
}

func TestFullSQLite(t *testing.T) {
	for _, size := range []int{1 << 10, 300 << 10} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			s := open(t, filepath.Join(t.TempDir(), "a.db"))
			pages := func(n int) {
				if _, err := s.write.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", n)); err != nil {
					t.Fatal(err)
				}
			}
			pages(200)
			full(t, s, size, func() { pages(5000) })
		})
	}
}

// TestFullDisk has a disk that is full, which smalldisk.sh makes.
func TestFullDisk(t *testing.T) {
	disk := os.Getenv("CLAIMSMITH_SMALL_DISK")
	if disk == "" {
		t.Skip("CLAIMSMITH_SMALL_DISK names no small disk: this runs in ./build.sh server")
	}
	folder, err := os.MkdirTemp(disk, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	taken := filepath.Join(folder, "taken")
	if err := os.WriteFile(taken, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, filepath.Join(folder, "a.db"))
	full(t, s, 100<<10, func() {
		if err := os.Remove(taken); err != nil {
			t.Fatal(err)
		}
	})
	file, err := os.Create(taken)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for err == nil {
		_, err = file.Write(make([]byte, 4096))
	}
	_, err = Open(t.Context(), filepath.Join(folder, "b.db"))
	wantFailure(t, err, Full)
}

// pretend has PostgreSQL fail everything that a store would write, with a code.
func pretend(t *testing.T, url, code string) (end func()) {
	t.Helper()
	schema := parameter(t, url, "search_path")
	admin(t, url, `CREATE FUNCTION `+schema+`.fail() RETURNS trigger LANGUAGE plpgsql AS
		$$ BEGIN RAISE EXCEPTION 'it fails' USING ERRCODE = '`+code+`'; END $$`)
	for _, table := range []string{"versions", "grants"} {
		admin(t, url, `CREATE TRIGGER fail BEFORE INSERT ON `+schema+`.`+table+` EXECUTE FUNCTION `+schema+`.fail()`)
	}
	return func() { admin(t, url, `DROP FUNCTION `+schema+`.fail() CASCADE`) }
}

func TestFailuresOfPostgres(t *testing.T) {
	onPostgres(t, func(t *testing.T, url string) {
		s := open(t, url)
		for code, want := range map[string]Failure{"53100": Full, "25006": ReadOnly, "53300": Busy, "XX001": Corrupt, "57P03": Unreachable, "P0001": ""} {
			end := pretend(t, url, code)
			_, err := s.Save(t.Context(), 0, Version{Kind: Client, ID: "a"})
			wantFailure(t, err, want)
			wantFailure(t, s.Ready(t.Context()), want)
			end()
			if err := s.Ready(t.Context()); err != nil {
				t.Errorf("after %s: %v", code, err)
			}
		}
		readOnly := open(t, with(t, url, "default_transaction_read_only", "on"))
		_, err := readOnly.Save(t.Context(), 0, Version{Kind: Client, ID: "a"})
		wantFailure(t, err, ReadOnly)
		wantFailure(t, readOnly.Ready(t.Context()), ReadOnly)
	})
}

// lock takes the lock that a store needs to write, on a connection of its own.
func lock(t *testing.T, url string) (unlock func()) {
	t.Helper()
	driver, statement := "sqlite", `BEGIN IMMEDIATE`
	if strings.Contains(url, "://") {
		driver, statement = "pgx", `BEGIN; LOCK TABLE versions, grants`
	}
	db, err := sql.Open(driver, url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
	return func() {
		if _, err := db.Exec(`ROLLBACK`); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLocked(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		if strings.Contains(url, "://") {
			url = with(t, url, "lock_timeout", "20")
		}
		s := open(t, url)
		if s.name == "sqlite" {
			if _, err := s.write.Exec("PRAGMA busy_timeout = 20"); err != nil {
				t.Fatal(err)
			}
		}
		unlock := lock(t, url)
		_, err := s.Save(t.Context(), 0, Version{Kind: Client, ID: "a"})
		wantFailure(t, err, Busy)
		wantFailure(t, s.Ready(t.Context()), Busy)
		unlock()
		if err := s.Ready(t.Context()); err != nil {
			t.Error(err)
		}
		save(t, s, 0, Version{Kind: Client, ID: "a"})
	})
}

// A lock that lasts does not hold up whoever asks whether the database is ready.
func TestReadyDoesNotWaitForEver(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		lock(t, url)
		wantFailure(t, s.Ready(t.Context()), Busy) // a write would wait five times as long
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.Ready(gone); !errors.Is(err, context.Canceled) {
			t.Errorf("to somebody who has gone it says %v", err)
		}
	})
}

// What waits for a lock waits no longer than patience, in either database.
func TestLocksAreNotWaitedForForEver(t *testing.T) {
	onPostgres(t, func(t *testing.T, url string) {
		var timeout string
		if err := open(t, url).write.QueryRow(`SHOW lock_timeout`).Scan(&timeout); err != nil || timeout != patience.String() {
			t.Errorf("%s, %v", timeout, err)
		}
	})
}

func TestReadOnlySQLite(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a.db"))
	if _, err := s.write.Exec("PRAGMA query_only = 1"); err != nil {
		t.Fatal(err)
	}
	_, err := s.Save(t.Context(), 0, Version{Kind: Client, ID: "a"})
	wantFailure(t, err, ReadOnly)
	wantFailure(t, s.Ready(t.Context()), ReadOnly)
}

func TestDamagedSQLite(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.db")
	s := open(t, name)
	save(t, s, 0, Version{Kind: Client, ID: "a", Text: document(100 << 10)})
	if _, err := s.write.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096 // the first one stays as it is
	for i := range text[page:] {
		text[page+i] = 0xFF
	}
	// In another file: reading this one frees the locks that the process has on it.
	other := filepath.Join(t.TempDir(), "b.db")
	if err := os.WriteFile(other, text, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), other)
	wantFailure(t, err, Corrupt)
}

// A row that is not as the program has written it is no row.
func TestDamagedRow(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		if err := s.AddToken(t.Context(), Token{ID: "a", Hash: []byte{1}, Scopes: []string{"read:clients"}, Created: moment}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.write.Exec(`UPDATE tokens SET scopes = 'read:clients'`); err != nil {
			t.Fatal(err)
		}
		_, err := s.Token(t.Context(), "a")
		wantFailure(t, err, Corrupt)
		_, err = s.Tokens(t.Context())
		wantFailure(t, err, Corrupt)
	})
}

// TestLostConnection has a database that goes away and comes back.
func TestLostConnection(t *testing.T) {
	onPostgres(t, func(t *testing.T, text string) {
		u, err := url.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		between := passOn(t, u.Host)
		u.Host = between.listener.Addr().String()
		s := open(t, u.String())
		save(t, s, 0, Version{Kind: Client, ID: "a"})
		between.lose()
		_, err = s.Save(t.Context(), 1, Version{Kind: Client, ID: "a"})
		wantFailure(t, err, Unreachable)
		wantFailure(t, s.Ready(t.Context()), Unreachable)
		_, err = Open(t.Context(), u.String())
		wantFailure(t, err, Unreachable)
		between.restore()
		if err := s.Ready(t.Context()); err != nil {
			t.Error(err)
		}
		save(t, s, 1, Version{Kind: Client, ID: "a"})
	})
}

// A passage passes connections on, unless it has lost them.
type passage struct {
	listener net.Listener
	mutex    sync.Mutex
	lost     bool
	open     []net.Conn
}

func passOn(t *testing.T, to string) *passage {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &passage{listener: listener}
	t.Cleanup(func() {
		_ = listener.Close()
		p.lose()
	})
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", to)
			if err != nil {
				t.Error(err)
				return
			}
			p.mutex.Lock()
			p.open = append(p.open, near, far)
			if p.lost {
				p.close()
			}
			p.mutex.Unlock()
			go func() { _, _ = io.Copy(near, far) }()
			go func() { _, _ = io.Copy(far, near) }()
		}
	}()
	return p
}

func (p *passage) close() {
	for _, c := range p.open {
		_ = c.Close()
	}
	p.open = nil
}

func (p *passage) lose() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.lost = true
	p.close()
}

func (p *passage) restore() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.lost = false
}

func TestSQLiteCodes(t *testing.T) {
	for code, want := range map[int]Failure{
		1: "", 3: Unreachable, 5: Busy, 261: Busy, 517: Busy, 6: Busy, 7: "", 8: ReadOnly, 1032: ReadOnly, 10: Unreachable,
		778: Unreachable, 4874: Full, 11: Corrupt, 13: Full, 14: Unreachable, 15: Busy, 19: "", 26: Corrupt,
	} {
		if got := sqliteFailure(code); got != want {
			t.Errorf("%d is %q, not %q", code, got, want)
		}
	}
}

func TestPostgresCodes(t *testing.T) {
	for code, want := range map[string]Failure{
		"53100": Full, "53200": Busy, "53300": Busy, "25006": ReadOnly, "55P03": Busy, "55006": Busy, "40001": Busy, "40P01": Busy, "57014": Busy,
		"57P01": Unreachable, "57P02": Unreachable, "57P03": Unreachable, "57P05": Unreachable, "08006": Unreachable, "28P01": Unreachable,
		"3D000": Unreachable, "58030": Unreachable, "XX001": Corrupt, "XX002": Corrupt, "XX000": "", "42P01": "", "23505": "",
	} {
		if got := failureOf(fmt.Errorf("wrapped: %w", &pgconn.PgError{Code: code})); got != want {
			t.Errorf("%s is %q, not %q", code, got, want)
		}
	}
	for err, want := range map[error]Failure{
		io.ErrUnexpectedEOF: Unreachable, net.ErrClosed: Unreachable, &net.OpError{Err: errors.New("refused")}: Unreachable,
		context.Canceled: "", context.DeadlineExceeded: "", errors.New("other"): "",
	} {
		if got := failureOf(err); got != want {
			t.Errorf("%v is %q, not %q", err, got, want)
		}
	}
}
