// Package jsontext has what reading and changing JSON as text needs in more than one
// place: whether a text is JSON at all and where it is not, and the steps of pointers.
// Package exact reads members.
package jsontext

import (
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"
)

// Quote is a string as JSON: escaped is what JSON cannot have as it is, and U+2028 and
// U+2029, which JavaScript once took for ends of lines. Bytes that are no UTF-8 are U+FFFD.
func Quote(text string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text) // of a string, which cannot fail
	return strings.TrimSuffix(b.String(), "\n")
}

// Space is what JSON counts as white space.
const Space = " \t\r\n"

// An Error says where a text is not JSON in UTF-8.
type Error struct {
	Offset int    // of the byte at fault, or the length of a text that ends too soon
	Syntax string // what is wrong with the JSON; empty if the bytes are no UTF-8
}

func (e *Error) Error() string {
	if e.Syntax == "" {
		return "not UTF-8"
	}
	return "not JSON: " + e.Syntax
}

// Check returns what is wrong with a text, nil if it is JSON in UTF-8.
func Check(text []byte) *Error {
	if at := invalidUTF8(text); at >= 0 {
		return &Error{Offset: at}
	}
	if json.Valid(text) {
		return nil
	}
	var syntax *json.SyntaxError
	if !errors.As(json.Unmarshal(text, new(json.RawMessage)), &syntax) {
		return &Error{Offset: len(text), Syntax: "it cannot be read"}
	}
	// The offset is behind the byte at fault, or behind the end.
	at := int(syntax.Offset)
	if strings.HasPrefix(syntax.Error(), "invalid character") {
		at--
	}
	return &Error{Offset: at, Syntax: syntax.Error()}
}

// invalidUTF8 is the offset of the first byte that is no UTF-8, or -1.
func invalidUTF8(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	at := 0
	for {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}

var (
	encoder = strings.NewReplacer("~", "~0", "/", "~1")
	decoder = strings.NewReplacer("~1", "/", "~0", "~")
)

// Step is a name as a JSON Pointer writes it (RFC 6901).
func Step(name string) string { return encoder.Replace(name) }

// Name is what a pointer's step says.
func Name(step string) string { return decoder.Replace(step) }
