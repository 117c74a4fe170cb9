// Package document reads what people have a config or a session in: JSON or YAML, the
// application itself or something around it. Places that the policy module tells are
// those of the text that people see.
package document

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// A Document is a text that was read.
type Document struct {
	Name string // for people: a file's name, "standard input" or a flag's
	Text string // as it was read
	JSON string // what the policy module reads: Text itself, unless that is YAML

	tokens []token // of JSON, where Text is YAML
}

// A token is a name or a value in JSON, and where it stands in YAML.
type token struct {
	json, text Span
}

// Parse reads a text. The error is a *SyntaxError of YAML: what is wrong with JSON the
// policy module says, and it reads what is neither.
func Parse(name string, text []byte) (*Document, error) {
	d := &Document{Name: name, Text: string(text), JSON: string(text)}
	if !isYAML(name, text) {
		return d, nil
	}
	if err := d.readYAML(); err != nil {
		return nil, err
	}
	return d, nil
}

// extensions are those of files that a folder is searched for. Of YAML the first is
// not.
var extensions = []string{".json", ".yaml", ".yml"}

// isYAML decides by the name, and where that does not tell by the text: JSON that does
// not parse is more likely that than YAML, if it begins as JSON's objects and arrays do.
func isYAML(name string, text []byte) bool {
	if at := slices.Index(extensions, strings.ToLower(filepath.Ext(name))); at >= 0 {
		return at > 0
	}
	if json.Valid(text) {
		return false
	}
	begin := strings.TrimLeft(string(text[:min(len(text), 1<<10)]), " \t\r\n")
	return begin != "" && !strings.ContainsRune("{[\"", rune(begin[0])) && holdsYAML(text)
}

// Files are the files at a path: the file itself, or those in the folder that may be
// documents, in order. Folders whose name begins with a dot are left out.
func Files(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, err
	}
	var files []string
	err = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != path && strings.HasPrefix(entry.Name(), "."):
			return filepath.SkipDir
		case !entry.IsDir() && slices.Contains(extensions, strings.ToLower(filepath.Ext(name))):
			files = append(files, name)
		}
		return nil
	})
	return files, err
}

// Place is where people see what stands at an offset of JSON, and Start is exactly
// that place. The span is that of the name or the value there, or within a string of
// the one character.
func (d *Document) Place(offset int) Span {
	at := tokenAt(d.JSON, offset)
	if d.tokens == nil {
		return at
	}
	// The last token that begins at the offset or before it.
	i := sort.Search(len(d.tokens), func(i int) bool { return d.tokens[i].json.Start > offset }) - 1
	if i < 0 {
		return Span{}
	}
	t := d.tokens[i]
	if at.Start == t.json.Start {
		return t.text
	}
	// Within a string: at the same character, if both write it alike.
	inner, shown := t.json.Of(d.JSON), t.text.Of(d.Text)
	behind := inner[min(offset-t.json.Start, len(inner)):]
	behind = strings.TrimSuffix(behind, `"`)
	if start := strings.LastIndex(shown, behind); behind != "" && start >= 0 {
		return Span{t.text.Start + start, t.text.Start + start + min(at.End-at.Start, len(shown)-start)}
	}
	return t.text
}

// Quoted is the string that an offset of JSON is in, or at whose quote it is, with its
// quotes. It is empty where there is none.
func (d *Document) Quoted(offset int) Span {
	if at, ok := stringAt(d.JSON, offset); ok {
		return at
	}
	return Span{offset, offset}
}

// stringAt finds the string around an offset of a text, which is JSON up to there.
func stringAt(text string, offset int) (Span, bool) {
	for at := 0; at <= offset && at < len(text); {
		next := strings.IndexByte(text[at:], '"')
		if next < 0 || at+next > offset {
			return Span{}, false
		}
		start := at + next
		end := start + 1
		for end < len(text) && text[end] != '"' && text[end] != '\n' {
			if text[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end+1, len(text))
		if offset < end {
			return Span{start, end}, true
		}
		at = end
	}
	return Span{}, false
}

// tokenAt is what is to be seen at an offset: a whole string, number or word, and of
// all else one character.
func tokenAt(text string, offset int) Span {
	offset = min(max(offset, 0), len(text))
	quoted, ok := stringAt(text, offset)
	if ok && quoted.Start == offset {
		return quoted
	}
	end := offset
	if !ok {
		for end < len(text) && (text[end] >= '0' && text[end] <= '9' || text[end]|0x20 >= 'a' && text[end]|0x20 <= 'z' || strings.IndexByte("+-._", text[end]) >= 0) {
			end++
		}
	}
	if end == offset && end < len(text) {
		end++
		for end < len(text) && text[end]&0xC0 == 0x80 {
			end++
		}
	}
	return Span{offset, end}
}

// Whole is all of a document as one text for the policy module, whatever is in it.
func (d *Document) Whole() *Config { return &Config{Document: d, JSON: d.JSON} }
