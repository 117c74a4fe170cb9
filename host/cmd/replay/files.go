package replay

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Stdin is the name of standard input.
const Stdin = "-"

// Files finds the files that are meant by paths: files, patterns as in
// filepath.Match, and folders, of which all files count, at any depth, that are named
// .ndjson or .jsonl, or such a name with .gz or .zst behind it, and are not hidden:
// .json is also the name of configs and reports. Links to folders are followed where a
// path names them, and not inside of a folder. They come sorted and each once.
// Standard input stays what it is.
func Files(paths []string) ([]string, error) {
	var found []string
	for _, path := range paths {
		matches := []string{path}
		_, err := os.Stat(path)
		switch {
		case path == Stdin:
			found = append(found, path)
			continue
		case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(path, "*?["):
			if matches, err = filepath.Glob(path); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			if len(matches) == 0 {
				return nil, fmt.Errorf("%s: no file matches", path)
			}
			matches = slices.DeleteFunc(matches, func(m string) bool { return m == Stdin })
		}
		for _, match := range matches {
			files, err := filesAt(match)
			if err != nil {
				return nil, err
			}
			found = append(found, files...)
		}
	}
	slices.Sort(found)
	seen := map[string]bool{}
	return slices.DeleteFunc(found, func(path string) bool {
		key := path
		if absolute, err := filepath.Abs(path); err == nil && path != Stdin {
			key = absolute
		}
		again := seen[key]
		seen[key] = true
		return again
	}), nil
}

// filesAt is a file, or the files in a folder.
func filesAt(path string) (found []string, err error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{filepath.Clean(path)}, err
	}
	root := path + string(filepath.Separator) // so that a link to a folder is followed
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir() && recorded(entry.Name()):
			found = append(found, filepath.Clean(path))
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%s: no file in it is named .ndjson or .jsonl, with or without .gz or .zst", path)
	}
	return found, err
}

// recorded reports whether a file is one of records by its name.
func recorded(name string) bool {
	name = strings.ToLower(name)
	if packed := filepath.Ext(name); packed == ".gz" || packed == ".zst" {
		name = strings.TrimSuffix(name, packed)
	}
	return slices.Contains([]string{".ndjson", ".jsonl"}, filepath.Ext(name))
}
