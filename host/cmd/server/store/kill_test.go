package store

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A process that saves is killed, again and again. Whatever was acknowledged is
// stored, byte for byte, and nothing is stored by half.
func TestKilledProcessLosesNothing(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, url string) {
		rounds := 20
		if testing.Short() {
			rounds = 5
		}
		acknowledged := map[int64]string{} // the writer and its count, by sequence number
		for round := range rounds {
			// First the killed process is the last one at the database, which SQLite has to
			// recover. Later another one stays, and the log grows until SQLite writes it back.
			if round == rounds/2 {
				open(t, url)
			}
			before := len(acknowledged)
			killSaving(t, url, fmt.Sprintf("round%d", round), acknowledged)
			stored := checkAll(t, url, acknowledged)
			t.Logf("round %d: %d acknowledged, %d stored in all", round, len(acknowledged)-before, stored)
		}
		if len(acknowledged) == 0 {
			t.Error("no save was ever acknowledged")
		}
	})
}

// killSaving starts a process that saves and kills it after a random number of
// saves. With PostgreSQL the server's processes that serve it are killed before.
func killSaving(t *testing.T, url, writer string, acknowledged map[int64]string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	process := child(ctx, writer, url)
	var failures bytes.Buffer
	process.Stderr = &failures
	output, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	most, lines := rand.IntN(60), 0
	kill := func() {
		if lines == most/2 && strings.Contains(url, "://") {
			terminate(t, url, "%")
		}
		if lines == most {
			process.Process.Kill()
		}
	}
	kill()
	for in := bufio.NewScanner(output); in.Scan(); kill() {
		var sequence int64
		var save string
		if _, err := fmt.Sscan(in.Text(), &sequence, &save); err != nil {
			t.Fatalf("%q: %v", in.Text(), err)
		}
		if other, taken := acknowledged[sequence]; taken {
			t.Fatalf("%s and %s were acknowledged as %d", other, save, sequence)
		}
		acknowledged[sequence] = save
		lines++
	}
	process.Wait() // its error is that it was killed
	if ctx.Err() != nil || failures.Len() > 0 || lines < most {
		t.Fatalf("the process said %q after %d of %d saves, %v", failures.String(), lines, most, ctx.Err())
	}
}

// checkAll checks everything that is stored and returns how much that is.
func checkAll(t *testing.T, url string, acknowledged map[int64]string) int {
	t.Helper()
	s, err := Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	newest, err := s.Newest(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[int64]string{}
	for _, document := range newest {
		versions, err := s.Versions(t.Context(), document.Kind, document.ID, 0, 1_000_000)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range versions {
			if want := int64(len(versions) - i); v.Number != want {
				t.Fatalf("%s has the version %d where %d should be", v.ID, v.Number, want)
			}
			var says struct{ Count int }
			if err := json.Unmarshal(v.Text, &says); err != nil {
				t.Fatalf("%s, version %d: %v", v.ID, v.Number, err)
			}
			text := killText(v.ID, says.Count)
			if !bytes.Equal(v.Text, text) || !bytes.Equal(v.Difference, text[:len(text)/2]) || v.By != v.ID {
				t.Fatalf("%s, version %d is not what was saved: %.300q", v.ID, v.Number, v.Text)
			}
			found[v.Sequence] = fmt.Sprintf("%s/%d", v.ID, says.Count)
		}
	}
	for sequence := range int64(len(found)) {
		if found[sequence+1] == "" {
			t.Fatalf("of %d saves the one with the number %d is missing", len(found), sequence+1)
		}
	}
	for _, sequence := range slices.Sorted(maps.Keys(acknowledged)) {
		if found[sequence] != acknowledged[sequence] {
			t.Fatalf("%s was acknowledged as %d, stored is %q", acknowledged[sequence], sequence, found[sequence])
		}
	}
	if s.name == "sqlite" {
		var verdict string
		if err := s.read.QueryRow(`PRAGMA integrity_check`).Scan(&verdict); err != nil || verdict != "ok" {
			t.Fatalf("the file's integrity: %q, %v", verdict, err)
		}
	}
	return len(found)
}

// saveForEver saves from several goroutines and prints a line for every save, until
// it is killed.
func saveForEver(ctx context.Context, url, name string) error {
	var s *Store
	for s == nil {
		var err error
		// The connection may be killed here already.
		if s, err = Open(ctx, url); err != nil && !strings.Contains(url, "://") {
			return err
		}
	}
	failed := make(chan error)
	var mutex sync.Mutex
	for writer := range 4 {
		go func() {
			id, last := fmt.Sprintf("%s-%d", name, writer), int64(0)
			for count := 1; ; {
				text := killText(id, count)
				v, err := s.Save(ctx, last, Version{Kind: Client, ID: id, By: id, Text: text, Difference: text[:len(text)/2]})
				switch {
				case err == nil:
					mutex.Lock()
					fmt.Fprintf(os.Stdout, "%d %s/%d\n", v.Sequence, id, count)
					mutex.Unlock()
					last, count = v.Sequence, count+1
					continue
				case !errors.Is(err, ErrBehind) && s.name == "sqlite":
					failed <- err
					return
				case !errors.Is(err, ErrBehind):
					count++ // the connection is lost, so this may be stored or not
				}
				if known, err := s.last(ctx); err == nil {
					last = known
				}
			}
		}()
	}
	return <-failed
}

// killText is a document that its ID and a number determine, of up to 64 KB.
func killText(id string, count int) []byte {
	source := rand.NewChaCha8(sha256.Sum256(fmt.Append(nil, id, count)))
	random := rand.New(source)
	filler := make([]byte, random.IntN(8<<random.IntN(13)))
	source.Read(filler)
	return fmt.Appendf(nil, `{"count":%d,"filler":"%x"}`, count, filler)
}
