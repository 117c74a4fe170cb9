//go:build unix

package store

import (
	"os"
	"path/filepath"
	"strings"
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

// A database that others could read is its owner's alone once it is open, with the
// files beside it, and that is said of each.
func TestSQLiteFilesAreShutToOthers(t *testing.T) {
	folder := t.TempDir()
	name, link := filepath.Join(folder, "a.db"), filepath.Join(t.TempDir(), "link.db")
	first := open(t, name) // it stays, and so do the files
	save(t, first, 0, Version{Kind: Client, ID: "a"})
	files := []string{name, name + "-wal", name + "-shm"}
	if err := os.Symlink(name, link); err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{name, link} {
		for i, file := range files {
			if err := os.Chmod(file, []os.FileMode{0o644, 0o660, 0o604}[i]); err != nil {
				t.Fatal(err)
			}
		}
		said := open(t, at).Notices()
		for i, file := range files {
			info, err := os.Stat(file)
			if err != nil || info.Mode() != 0o600 {
				t.Errorf("%s has the mode %v, %v", file, info.Mode(), err)
			}
			if want := []string{"0644", "0660", "0604"}[i]; len(said) != len(files) || !strings.Contains(said[i], file+" (mode "+want+")") {
				t.Errorf("%s: said is %q", file, said)
			}
		}
	}
	if said := open(t, name).Notices(); len(said) > 0 {
		t.Errorf("all is well, and said is %q", said)
	}
	if err := os.Chmod(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	if said := open(t, name).Notices(); len(said) != 1 || !strings.Contains(said[0], folder+" (mode 0777)") {
		t.Errorf("everybody may write to the folder, and said is %q", said)
	}
	if err := os.Chmod(folder, 0o777|os.ModeSticky); err != nil {
		t.Fatal(err)
	}
	if said := open(t, name).Notices(); len(said) > 0 {
		t.Errorf("nobody may replace others' files, and said is %q", said)
	}
}

// The mode of another program's file stays.
func TestOtherFilesKeepTheirModes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(name, []byte("Dear diary"), 0o644); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(t.Context(), name); err == nil {
		s.Close()
		t.Error("it was opened")
	}
	if info, err := os.Stat(name); err != nil || info.Mode() != 0o644 {
		t.Errorf("it has the mode %v, %v", info.Mode(), err)
	}
}

// What looks like one of the database's files has to be one.
func TestSQLiteLinksBesideTheFileAreRefused(t *testing.T) {
	name, elsewhere := filepath.Join(t.TempDir(), "a.db"), filepath.Join(t.TempDir(), "elsewhere")
	open(t, name)
	if err := os.Symlink(elsewhere, name+"-journal"); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(t.Context(), name); err == nil {
		s.Close()
		t.Error("it was opened")
	} else if !strings.Contains(err.Error(), name+"-journal") {
		t.Error(err)
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
