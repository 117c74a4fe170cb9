package vector

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// A FileError says what is wrong with a vector file.
type FileError struct {
	File   string
	Case   string // the name of the case, empty if it has none or no case is meant
	Offset int    // in bytes
	Err    error
}

func (e *FileError) Error() string {
	at := fmt.Sprintf("%s (byte %d)", e.File, e.Offset)
	if e.Case != "" {
		at += fmt.Sprintf(": case %q", e.Case)
	}
	return at + ": " + e.Err.Error()
}

func (e *FileError) Unwrap() error { return e.Err }

// ErrNoFiles says that a folder has no vector files.
var ErrNoFiles = errors.New("vector: no *.json files")

// Load reads the cases of a file, or of all *.json files below a folder in the
// order of their names. The error is a *FileError if a file is no vector file.
func Load(path string) ([]Case, error) {
	files, err := Files(path)
	if err != nil {
		return nil, err
	}
	var cases []Case
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		read, err := Parse(file, text)
		if err != nil {
			return nil, err
		}
		cases = append(cases, read...)
	}
	return cases, nil
}

// Files are the files that Load reads, in its order. Files and folders whose names
// begin with a dot are left out.
func Files(root string) ([]string, error) {
	info, err := os.Stat(root)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{root}, nil
	}
	var files []string
	err = fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(path.Base(name), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir() && path.Ext(name) == ".json":
			files = append(files, filepath.Join(root, filepath.FromSlash(name)))
		}
		return nil
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%w in %s", ErrNoFiles, root)
	}
	return files, err
}

// Parse reads the cases of a file's text. The name is for errors, for Case.File
// and for inputs that stand in files beside it.
func Parse(file string, text []byte) ([]Case, error) {
	root, err := parseRoot(file, text)
	if err != nil {
		return nil, err
	}
	elements := []gjson.Result{root}
	if root.IsArray() {
		elements = elements[:0]
		root.ForEach(func(_, element gjson.Result) bool {
			elements = append(elements, element)
			return true
		})
	}
	var cases []Case
	for _, element := range elements {
		if !element.IsObject() {
			return nil, &FileError{File: file, Offset: element.Index, Err: errors.New("a case is an object")}
		}
		c, err := readCase(file, element)
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
}

// parseRoot checks a file's text as a whole. The values in what it returns know
// where in the file they are.
func parseRoot(file string, text []byte) (root gjson.Result, err error) {
	var whole json.RawMessage
	if err := json.Unmarshal(text, &whole); err != nil {
		offset := len(text)
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			offset = max(0, int(syntax.Offset)-1)
		}
		return root, &FileError{File: file, Offset: offset, Err: fmt.Errorf("it is no JSON: %w", err)}
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return root, &FileError{File: file, Offset: i, Err: errors.New("it is no UTF-8; an input of such bytes is given as config_base64, session_base64 or audience_base64")}
		}
		i += size
	}
	root = gjson.ParseBytes(text)
	if !root.IsArray() && !root.IsObject() {
		return root, &FileError{File: file, Offset: root.Index, Err: errors.New("a vector file is an array of cases or one case")}
	}
	return root, nil
}

// A caseReader reads the members of one case.
type caseReader struct {
	Case
	members map[string]gjson.Result
}

func readCase(file string, object gjson.Result) (Case, error) {
	c := &caseReader{
		Case:    Case{File: file, Offset: object.Index},
		members: map[string]gjson.Result{},
	}
	fail := func(at int, format string, args ...any) (Case, error) {
		return Case{}, &FileError{file, c.Name, at, fmt.Errorf(format, args...)}
	}
	// The name first, so that errors can tell it.
	if name := object.Get("name"); name.Type == gjson.String {
		c.Name = name.String()
	}
	for m := range exact.Members(object) {
		switch {
		case c.members[m.Name].Exists():
			return fail(m.At, "%s occurs twice", m.Raw)
		case looksKnown(m.Name) && !known[m.Name]:
			return fail(m.Value.Index, "the member %s is unknown", m.Name)
		}
		c.members[m.Name] = m.Value
	}
	if c.Name == "" {
		return fail(object.Index, "a case has a name, which is a string and not empty")
	}
	if rules := c.members["rules"]; rules.Exists() {
		if err := json.Unmarshal([]byte(rules.Raw), &c.Rules); err != nil {
			return fail(rules.Index, "rules is a list of strings")
		}
	}
	if err := inputs(c); err != nil {
		var at placed
		if errors.As(err, &at) {
			return fail(at.value.Index, "%w", at.error)
		}
		return fail(object.Index, "%w", err)
	}
	if err := c.readWants(); err != nil {
		return fail(err.value.Index, "%w", err.error)
	}
	if c.Want == nil && c.WantError == nil && c.WantExplain == nil && c.WantValidate == nil {
		return fail(object.Index, "a case has want, want_error, want_explain or want_validate")
	}
	return c.Case, nil
}

// The members of a case. Others may be there, for people's own notes.
var known = map[string]bool{
	"config": true, "config_text": true, "config_base64": true, "config_file": true,
	"session": true, "session_text": true, "session_base64": true, "session_file": true,
	"audience": true, "audience_text": true, "audience_base64": true, "audience_file": true,
	"want": true, "want_error": true, "want_explain": true, "want_validate": true,
}

// looksKnown reports whether a name reads like one of a case's members, so that a
// slip of the pen does not pass for a note.
func looksKnown(name string) bool {
	for _, prefix := range []string{"config", "session", "audience", "want"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// placed is an error at a value of the file.
type placed struct {
	value gjson.Result
	error
}

// inputs reads the three inputs.
func inputs(c *caseReader) error {
	for _, input := range []struct {
		name, absent string
		to           *[]byte
	}{{"config", "{}", &c.Config}, {"session", "{}", &c.Session}, {"audience", `""`, &c.Audience}} {
		own, text, base, file := c.members[input.name], c.members[input.name+"_text"], c.members[input.name+"_base64"], c.members[input.name+"_file"]
		given := 0
		for _, member := range []gjson.Result{own, text, base, file} {
			if member.Exists() {
				given++
			}
		}
		switch {
		case given > 1:
			return fmt.Errorf("%s is given more than once", input.name)
		case own.Exists():
			text, bad := expand(own, "/"+input.name)
			if bad != nil {
				return *bad
			}
			*input.to = []byte(text)
		case text.Exists():
			whole, bad := expand(text, "/"+input.name+"_text")
			if bad != nil {
				return *bad
			}
			if text.Type != gjson.String && !stands(text) {
				return placed{text, fmt.Errorf("%s_text is no string", input.name)}
			}
			said := exact.String(whole)
			if !utf8.ValidString(said) {
				return placed{text, fmt.Errorf("%s_text has half of a surrogate pair, which is no text", input.name)}
			}
			*input.to = []byte(said)
		case base.Exists():
			decoded, err := base64.StdEncoding.DecodeString(base.String())
			if err != nil || base.Type != gjson.String {
				return placed{base, fmt.Errorf("%s_base64 is no string in base64", input.name)}
			}
			*input.to = decoded
		case file.Exists():
			if file.Type != gjson.String || !filepath.IsLocal(file.String()) {
				return placed{file, fmt.Errorf("%s_file names no file beside this one", input.name)}
			}
			bytes, err := os.ReadFile(filepath.Join(filepath.Dir(c.File), file.String()))
			if err != nil {
				return placed{file, err}
			}
			*input.to = bytes
		default:
			*input.to = []byte(input.absent)
		}
	}
	return nil
}

// readWants reads what is wanted and checks what can be: a want that nothing could
// ever meet, or that asks for nothing, is a mistake.
func (c *caseReader) readWants() *placed {
	for _, w := range []struct {
		name string
		to   *json.RawMessage
	}{{"want", &c.Want}, {"want_error", &c.WantError}, {"want_explain", &c.WantExplain}, {"want_validate", &c.WantValidate}} {
		want := c.members[w.name]
		if !want.Exists() {
			continue
		}
		if !want.IsObject() || stands(want) {
			return &placed{want, fmt.Errorf("%s is an object", w.name)}
		}
		for _, list := range []string{"problems", "warnings"} {
			if err := checkList(want.Get(list), w.name, list); err != nil {
				return err
			}
		}
		text, bad := expand(want, "/"+w.name)
		if bad != nil {
			return bad
		}
		*w.to = json.RawMessage(text)
	}
	failure := c.members["want_error"]
	switch {
	case c.Want != nil && c.WantError != nil:
		return &placed{failure, errors.New("a case has want or want_error, not both")}
	case c.WantError != nil && failure.Get("code").Type != gjson.String:
		return &placed{failure, errors.New("want_error has a code")}
	}
	return nil
}

func checkList(list gjson.Result, in, name string) *placed {
	if !list.Exists() {
		return nil
	}
	codes, objects := 0, 0
	for _, element := range list.Array() {
		switch {
		case element.Type == gjson.String:
			codes++
		case element.IsObject():
			objects++
		}
	}
	elements := len(list.Array())
	if !list.IsArray() || elements != codes && elements != objects {
		return &placed{list, fmt.Errorf("%s of %s is a list of codes or of objects", name, in)}
	}
	return nil
}
