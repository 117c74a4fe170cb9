package directory

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/internal/exact"
	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// A member of an object, with where it stands in the object's text.
type member struct {
	name       string // what it says, as exact.String has it
	raw        string // the name as it is written
	start, end int    // of the value
	from, to   int    // of all between the separators, white space too
}

// members are an object's, in their order. The text is valid JSON without white
// space around it.
func members(object string) (all []member) {
	from := 1
	for found := range exact.Members(gjson.Parse(object)) {
		value := found.Value
		m := member{name: found.Name, raw: found.Raw, start: value.Index, end: value.Index + len(value.Raw), from: from}
		m.to = len(object) - len(strings.TrimLeft(object[m.end:], jsontext.Space))
		from = m.to + 1
		all = append(all, m)
	}
	return all
}

// lookup returns the value of a member, "" if there is none.
func lookup(object, name string) string {
	for _, m := range members(object) {
		if m.name == name {
			return object[m.start:m.end]
		}
	}
	return ""
}

// stringMember returns a member that is a string, "" if there is none.
func stringMember(object, name string) string {
	value := gjson.Parse(lookup(object, name))
	if value.Type != gjson.String {
		return ""
	}
	return exact.String(value.Raw)
}

func isObject(value string) bool { return strings.HasPrefix(value, "{") }

// maxDepth bounds how deep objects and arrays of a body are nested, so that nothing
// recursive meets a text that is deeper. It is the policy's bound of a config, which
// a test holds it to: no deeper mappings could be saved.
const maxDepth = 64

// object checks that a text is one JSON object that can be merged: valid UTF-8, not
// too deep, and no member twice in an object that is merged. It returns the text
// without white space around it.
func object(text []byte) (string, error) {
	if err := checkNesting(text); err != nil {
		return "", err
	}
	if err := CheckJSON(text); err != nil {
		return "", err
	}
	trimmed := strings.Trim(string(text), jsontext.Space)
	if !isObject(trimmed) {
		return "", &BodyError{Offset: -1, Message: "The body has to be a JSON object."}
	}
	if err := unambiguous(trimmed); err != nil {
		err.Message = "The member " + err.Path + " " + err.Message + "."
		return "", err
	}
	return trimmed, nil
}

// checkNesting refuses texts that are nested too deep.
func checkNesting(text []byte) error {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{', c == '[':
			if depth++; depth > maxDepth {
				return &BodyError{Offset: int64(i), Message: fmt.Sprintf("The body nests objects and arrays deeper than %d.", maxDepth)}
			}
		case c == '}', c == ']':
			depth--
		}
	}
	return nil
}

// CheckJSON refuses a text that is not JSON in UTF-8 with a *BodyError.
func CheckJSON(text []byte) error {
	switch broken := jsontext.Check(text); {
	case broken == nil:
		return nil
	case broken.Syntax == "":
		return &BodyError{Offset: int64(broken.Offset), Message: "The body is not valid UTF-8."}
	default:
		return &BodyError{Offset: int64(broken.Offset), Message: "The body is not valid JSON: " + broken.Syntax + "."}
	}
}

// unambiguous refuses objects that have a member twice, through objects alone: what
// is in a list is the policy's to judge. So it does a name with half of a surrogate
// pair, which no path could name.
func unambiguous(object string) *BodyError {
	seen := map[string]bool{}
	for _, m := range members(object) {
		var found *BodyError
		switch value := object[m.start:m.end]; {
		case !utf8.ValidString(m.name):
			found = &BodyError{Message: "has half of a surrogate pair in its name"}
		case seen[m.name]:
			found = &BodyError{Message: "occurs twice"}
		case isObject(value):
			found = unambiguous(value)
		}
		seen[m.name] = true
		if found != nil {
			// As in the policy's pointers, U+FFFD stands for the half.
			name := strings.ToValidUTF8(m.name, "\ufffd")
			found.Offset, found.Path = -1, "/"+jsontext.Step(name)+found.Path
			return found
		}
	}
	return nil
}

// merge is RFC 7396's JSON Merge Patch on texts: objects merge, null removes, all
// else is replaced. Every byte of the target that the patch does not name stays.
func merge(target, patch string) string {
	if !isObject(patch) {
		return patch
	}
	if !isObject(target) {
		target = "{}"
	}
	named := members(patch)
	values := map[string]string{}
	for _, m := range named {
		values[m.name] = patch[m.start:m.end]
	}
	var parts []string
	placed := map[string]bool{}
	for _, m := range members(target) {
		switch value, ok := values[m.name]; {
		case !ok:
			parts = append(parts, target[m.from:m.to])
		case value != "null":
			parts = append(parts, target[m.from:m.start]+merge(target[m.start:m.end], value)+target[m.end:m.to])
		}
		placed[m.name] = true
	}
	for _, m := range named {
		if value := values[m.name]; value != "null" && !placed[m.name] {
			parts = appendLike(parts, m.raw, merge("null", value))
		}
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// Changes reports whether a body changes a text that it is written to, merged into an
// object or put in the place of a list. The error is a *BodyError.
func Changes(text string, body []byte) (bool, error) {
	if !isObject(text) {
		return compact(string(body)) != text, CheckJSON(body)
	}
	patch, err := object(body)
	return merge(text, patch) != text, err
}

// appendLike appends a member with the white space that the last one has.
func appendLike(parts []string, name, value string) []string {
	if len(parts) == 0 {
		return []string{name + ":" + value}
	}
	last := parts[len(parts)-1]
	trimmed := strings.TrimRight(last, jsontext.Space)
	indent := last[:len(last)-len(strings.TrimLeft(last, jsontext.Space))]
	parts[len(parts)-1] = trimmed
	return append(parts, indent+name+":"+value+last[len(trimmed):])
}

// compact is a value without insignificant white space.
func compact(value string) string {
	var b bytes.Buffer
	if json.Compact(&b, []byte(value)) != nil {
		return value
	}
	return b.String()
}

// Members is a document with those of its members alone that a list names,
// separated by commas, or without them; all of it, byte for byte, if the list is
// empty.
func Members(document, names string, without bool) string {
	if names == "" {
		return document
	}
	named := strings.Split(names, ",")
	var parts []string
	for _, m := range members(document) {
		if slices.Contains(named, m.name) != without {
			parts = append(parts, m.raw+":"+document[m.start:m.end])
		}
	}
	return "{" + strings.Join(parts, ",") + "}"
}
