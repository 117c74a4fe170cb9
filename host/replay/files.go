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
// .ndjson, .jsonl or .json, or such a name with .gz or .zst behind it, and are not
// hidden. They come sorted and each once. Standard input stays what it is.
func Files(paths []string) ([]string, error) {
	var found []string
	for _, path := range paths {
		if path == Stdin {
			found = append(found, path)
			continue
		}
		info, err := os.Stat(path)
		matches := []string{path}
		switch {
		case err == nil && !info.IsDir():
		case err == nil:
			if matches, err = inFolder(path); err != nil {
				return nil, err
			}
		case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(path, "*?["):
			if matches, err = filepath.Glob(path); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			if len(matches) == 0 {
				return nil, fmt.Errorf("%s: no file matches", path)
			}
			matches = slices.DeleteFunc(matches, func(m string) bool { return m == Stdin })
			if matches, err = Files(matches); err != nil {
				return nil, err
			}
		default:
			return nil, err
		}
		for _, match := range matches {
			found = append(found, filepath.Clean(match))
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

func inFolder(folder string) (found []string, err error) {
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != folder && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir() && recorded(entry.Name()):
			found = append(found, path)
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%s: no file in it is named .ndjson, .jsonl or .json, with or without .gz or .zst", folder)
	}
	return found, err
}

// recorded reports whether a file is one of records by its name.
func recorded(name string) bool {
	name = strings.ToLower(name)
	if packed := filepath.Ext(name); packed == ".gz" || packed == ".zst" {
		name = strings.TrimSuffix(name, packed)
	}
	return slices.Contains([]string{".ndjson", ".jsonl", ".json"}, filepath.Ext(name))
}
