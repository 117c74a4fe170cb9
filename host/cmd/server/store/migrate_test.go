package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

// migrated is a database that was migrated by these steps, of which there may be
// more or fewer than this program knows.
func migrated(t *testing.T, url string, change func(steps []string) []string) *Store {
	t.Helper()
	s, err := connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	steps, err := s.steps()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.migrate(t.Context(), change(slices.Clone(steps))); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStepsAreTheSameForBothDatabases(t *testing.T) {
	var names [2][]string
	for i, dialect := range []string{"sqlite", "postgres"} {
		files, err := schema.ReadDir("schema/" + dialect)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			names[i] = append(names[i], file.Name())
		}
	}
	if !slices.Equal(names[0], names[1]) || len(names[0]) < 3 {
		t.Errorf("the steps are %v", names)
	}
}

func TestMigrationFromEveryOlderSchema(t *testing.T) {
	steps, err := (&dialect{name: "sqlite"}).steps()
	if err != nil {
		t.Fatal(err)
	}
	for older := range steps {
		onEach(t, func(t *testing.T, url string) {
			old := migrated(t, url, func(steps []string) []string { return steps[:older] })
			var want []Version
			if older > 0 {
				want = append(want, save(t, old, 0, Version{Kind: Client, ID: "a", Text: []byte("{}")}))
			}
			s := open(t, url)
			if version, err := s.version(t.Context(), s.read, len(steps)); err != nil || version != len(steps) {
				t.Errorf("version %d after the migration, %v", version, err)
			}
			if got, err := s.Newest(t.Context(), 0); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("after the migration there are %+v, %v, want %+v", got, err, want)
			}
			if err := s.AddToken(t.Context(), Token{ID: "a", Hash: []byte{1}, Created: moment}); err != nil {
				t.Error(err)
			}
			if err := s.AddKey(t.Context(), Key{ID: "a", Private: []byte{1}, Created: moment}); err != nil {
				t.Error(err)
			}
			putGrants(t, s, roomy, Grant{ID: "a", Kind: Login, Expires: moment})
		})
	}
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		known := 0
		migrated(t, url, func(steps []string) []string {
			known = len(steps)
			return append(steps, `CREATE TABLE later (x BIGINT)`, `CREATE TABLE even_later (x BIGINT)`)
		})
		_, err := Open(t.Context(), url)
		var newer *NewerError
		if !errors.As(err, &newer) || newer.Database != known+2 || newer.Program != known {
			t.Fatalf("error is %v", err)
		}
		if text := err.Error(); !strings.Contains(text, fmt.Sprintf("version %d ", known+2)) || !strings.Contains(text, fmt.Sprintf("version %d:", known)) {
			t.Errorf("the error does not name both versions: %v", err)
		}
	})
}

func TestFailedMigrationChangesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s, err := connect(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		steps, err := s.steps()
		if err != nil {
			t.Fatal(err)
		}
		err = s.migrate(t.Context(), append(slices.Clone(steps), `CREATE TABLE half (x BIGINT); CREATE TABLE half (x BIGINT)`))
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("step %d ", len(steps)+1)) {
			t.Fatalf("error is %v", err)
		}
		if version, err := s.version(t.Context(), s.read, 0); err != nil || version != 0 {
			t.Fatalf("version is %d, %v", version, err)
		}
		if err := s.migrate(t.Context(), append(steps, `CREATE TABLE half (x BIGINT)`)); err != nil {
			t.Fatal(err)
		}
	})
}

// Several processes and several goroutines of one open a database that is not there
// yet.
func TestFirstOpenAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				if output, err := child(t.Context(), "open", url).CombinedOutput(); err != nil {
					t.Errorf("%v: %s", err, output)
				}
			})
		}
		for range 8 {
			group.Go(func() {
				if err := openAndClose(t.Context(), url); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		save(t, open(t, url), 0, Version{Kind: Client, ID: "a"})
	})
}

func openAndClose(ctx context.Context, url string) error {
	s, err := Open(ctx, url)
	if err != nil {
		return err
	}
	newest, err := s.Newest(ctx, 0)
	if err == nil && len(newest) > 0 {
		err = errors.New("a new database has documents")
	}
	return errors.Join(err, s.Close())
}

// child is this program again, at other work.
func child(ctx context.Context, work, url string) *exec.Cmd {
	command := exec.CommandContext(ctx, os.Args[0])
	command.Env = append(os.Environ(), childWork+"="+work, childURL+"="+url)
	return command
}
