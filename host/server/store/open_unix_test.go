//go:build unix

package store

import (
	"os"
	"path/filepath"
	"testing"
)

func TestSQLiteFilesAreTheOwnersAlone(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.db")
	save(t, open(t, name), 0, Version{Kind: Client, ID: "a"})
	for _, file := range []string{name, name + "-wal", name + "-shm"} {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != 0o600 {
			t.Errorf("%s has the mode %v", file, info.Mode())
		}
	}
}

// Through a link to nowhere SQLite would make a file that everybody can read.
func TestSQLiteLinkToNowhereIsRefused(t *testing.T) {
	folder := t.TempDir()
	link, target := filepath.Join(folder, "link"), filepath.Join(folder, "target")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(t.Context(), link); err == nil {
		s.Close()
		t.Error("it was opened")
	}
	if _, err := os.Lstat(target); err == nil {
		t.Error("the target was made")
	}
}
