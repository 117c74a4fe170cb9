package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// The most that YAML may become: aliases make much of little.
const (
	mostJSON  = 64 << 20
	mostDepth = 1000
)

// A SyntaxError says where a text is no YAML, or none that JSON can say.
type SyntaxError struct {
	Document *Document
	At       Span
	Message  string
}

func (e *SyntaxError) Error() string { return e.Document.Name + ": " + e.Message }

// holdsYAML reports whether a text is YAML that holds more than a text.
func holdsYAML(text []byte) bool {
	var node yaml.Node
	return yaml.Unmarshal(text, &node) == nil && len(node.Content) == 1 && node.Content[0].Kind != yaml.ScalarNode
}

// readYAML makes JSON of the text. Several documents become an array.
func (d *Document) readYAML() error {
	w := yamlWriter{d: d, lines: yamlLines(d.Text)}
	var documents []*yaml.Node
	decoder := yaml.NewDecoder(strings.NewReader(d.Text))
	for {
		var node yaml.Node
		err := decoder.Decode(&node)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return w.syntaxError(err)
		}
		documents = append(documents, node.Content...)
	}
	if len(documents) != 1 {
		w.b.WriteByte('[')
	}
	for i, document := range documents {
		if i > 0 {
			w.b.WriteByte(',')
		}
		if err := w.value(document, 0); err != nil {
			return err
		}
	}
	if len(documents) != 1 {
		w.b.WriteByte(']')
	}
	d.JSON = w.b.String()
	if w.tokens == nil {
		w.tokens = []token{{Span{0, len(d.JSON)}, Span{0, 0}}}
	}
	d.tokens = w.tokens
	return nil
}

// A yamlWriter writes YAML as JSON and remembers where everything stood.
type yamlWriter struct {
	d      *Document
	lines  []int
	b      bytes.Buffer
	tokens []token
}

// yamlLines are where the lines of YAML begin. It has more line ends than other
// formats.
func yamlLines(text string) []int {
	lines := []int{0}
	for i, r := range text {
		switch r {
		case '\r':
			if strings.HasPrefix(text[i+1:], "\n") {
				continue
			}
		case '\n', '\u0085', '\u2028', '\u2029':
		default:
			continue
		}
		lines = append(lines, i+utf8.RuneLen(r))
	}
	return lines
}

// offset is where a line and a column of the library stand, both from 1 on. Columns are
// characters.
func (w *yamlWriter) offset(line, column int) int {
	if line < 1 || line > len(w.lines) {
		return len(w.d.Text)
	}
	at := w.lines[line-1]
	if line == 1 && strings.HasPrefix(w.d.Text, "\uFEFF") {
		at += len("\uFEFF")
	}
	for ; column > 1 && at < len(w.d.Text); column-- {
		_, size := utf8.DecodeRuneInString(w.d.Text[at:])
		at += size
	}
	return at
}

// lineOfError finds the line in the library's errors, which have it in their text alone.
var lineOfError = regexp.MustCompile(`^yaml: (?:unmarshal errors:\s+)?(?:line (\d+): )?`)

// tabIndent finds a line whose indentation has a tab.
var tabIndent = regexp.MustCompile(`(?m)^ *\t`)

func (w *yamlWriter) syntaxError(err error) error {
	text := err.Error()
	found := lineOfError.FindStringSubmatch(text)
	at := Span{}
	// Of tabs the library tells the line before.
	if tab := tabIndent.FindStringIndex(w.d.Text); tab != nil && strings.Contains(text, "tab character") {
		return &SyntaxError{w.d, Span{tab[1] - 1, tab[1]}, "YAML is indented with blanks, and this is a tab."}
	}
	if line, err := strconv.Atoi(found[1]); err == nil {
		start := w.offset(line, 1)
		rest, _, _ := strings.Cut(w.d.Text[start:], "\n")
		start += len(rest) - len(strings.TrimLeft(rest, " "))
		at = Span{start, start + len(strings.TrimSpace(rest))}
	}
	return &SyntaxError{w.d, at, "This is no YAML: " + text[len(found[0]):] + "."}
}

func (w *yamlWriter) fail(n *yaml.Node, format string, args ...any) error {
	return &SyntaxError{w.d, w.place(n), fmt.Sprintf(format, args...)}
}

func (w *yamlWriter) value(n *yaml.Node, depth int) error {
	if depth > mostDepth || w.b.Len() > mostJSON {
		return w.fail(n, "The aliases of this document make more than %d MB of it, or lead back to themselves.", mostJSON>>20)
	}
	switch n.Kind {
	case yaml.AliasNode:
		return w.value(n.Alias, depth+1)
	case yaml.MappingNode:
		return w.mapping(n, depth)
	case yaml.SequenceNode:
		w.token(n, "[")
		for i, element := range n.Content {
			if i > 0 {
				w.b.WriteByte(',')
			}
			if err := w.value(element, depth+1); err != nil {
				return err
			}
		}
		w.b.WriteByte(']')
		return nil
	}
	if n.Tag == "!!bool" || n.Tag == "!!int" || n.Tag == "!!float" {
		return w.number(n)
	}
	text := jsontext.Quote(n.Value)
	if n.Tag == "!!null" {
		text = "null"
	}
	w.token(n, text)
	return nil
}

// mapping writes a mapping's members and then what is merged into it, as far as it has
// no member of that name.
func (w *yamlWriter) mapping(n *yaml.Node, depth int) error {
	w.token(n, "{")
	own := map[string]bool{}
	first := true
	write := func(key, value *yaml.Node) error {
		if !first {
			w.b.WriteByte(',')
		}
		first = false
		w.token(key, jsontext.Quote(key.Value))
		w.b.WriteByte(':')
		return w.value(value, depth+1)
	}
	var merged []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		if key.Kind != yaml.ScalarNode {
			return w.fail(key, "JSON's names are texts, so a list or a mapping cannot be one.")
		}
		if key.Tag == "!!merge" {
			merged = append(merged, value)
			continue
		}
		own[key.Value] = true
		if err := write(key, value); err != nil {
			return err
		}
	}
	for len(merged) > 0 {
		from := merged[0]
		merged = merged[1:]
		if depth++; depth > mostDepth {
			return w.fail(n, "What is merged here leads back to itself.")
		}
		switch from.Kind {
		case yaml.AliasNode:
			merged = append([]*yaml.Node{from.Alias}, merged...)
		case yaml.SequenceNode:
			merged = append(append([]*yaml.Node{}, from.Content...), merged...)
		case yaml.MappingNode:
			for i := 0; i+1 < len(from.Content); i += 2 {
				key, value := from.Content[i], from.Content[i+1]
				if key.Tag == "!!merge" {
					merged = append(merged, value)
					continue
				}
				if key.Kind != yaml.ScalarNode || own[key.Value] {
					continue
				}
				own[key.Value] = true
				if err := write(key, value); err != nil {
					return err
				}
			}
		default:
			return w.fail(from, "Only a mapping can be merged.")
		}
	}
	w.b.WriteByte('}')
	return nil
}

// token writes a name, a value or the beginning of one.
func (w *yamlWriter) token(n *yaml.Node, text string) {
	w.tokens = append(w.tokens, token{Span{w.b.Len(), w.b.Len() + len(text)}, w.place(n)})
	w.b.WriteString(text)
}

// number writes a number, or true or false.
func (w *yamlWriter) number(n *yaml.Node) error {
	if json.Valid([]byte(n.Value)) {
		w.token(n, n.Value) // every digit of it
		return nil
	}
	var value any
	if err := n.Decode(&value); err != nil {
		return w.fail(n, "This cannot be read: %s.", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if f, ok := value.(float64); ok && (math.IsInf(f, 0) || math.IsNaN(f)) {
		return w.fail(n, "JSON has no number %s.", n.Value)
	}
	text, err := json.Marshal(value)
	if err != nil {
		return w.fail(n, "This cannot be read: %s.", err)
	}
	w.token(n, string(text))
	return nil
}

// place is where a node stands: all of a scalar on one line, of others the beginning.
func (w *yamlWriter) place(n *yaml.Node) Span {
	start := w.offset(n.Line, n.Column)
	text := w.d.Text[start:]
	// An anchor and a tag stand before the value.
	for text != "" && (text[0] == '&' || text[0] == '!') {
		property := strings.IndexAny(text, " \t\r\n")
		if property < 0 {
			break
		}
		rest := strings.TrimLeft(text[property:], " \t\r\n")
		start += len(text) - len(rest)
		text = rest
	}
	return Span{start, start + nodeLength(n, text)}
}

// nodeLength is how long a node is at the beginning of a text.
func nodeLength(n *yaml.Node, text string) int {
	switch {
	case n.Kind != yaml.ScalarNode || text == "":
		return min(len(text), 1)
	case text[0] == '\'':
		for i := 1; i < len(text); i++ {
			if text[i] == '\'' {
				if i+1 < len(text) && text[i+1] == '\'' {
					i++
					continue
				}
				return i + 1
			}
		}
	case text[0] == '"':
		for i := 1; i < len(text); i++ {
			switch text[i] {
			case '\\':
				i++
			case '"':
				return i + 1
			}
		}
	case strings.HasPrefix(text, n.Value):
		return len(n.Value)
	}
	line := strings.IndexAny(text, "\r\n")
	if line < 0 {
		line = len(text)
	}
	return line
}
