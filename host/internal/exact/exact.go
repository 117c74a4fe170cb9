// Package exact reads the members of JSON objects that others may have written. A
// member is known by what its name says, to the letter: "Iss" is not "iss",
// "\u0069ss" is, and of names with half of a surrogate pair each is a name of its
// own. encoding/json would take a struct's field for a name in any case of letters,
// the last of several values, and U+FFFD for each half.
package exact

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// A Member is one of an object's.
type Member struct {
	Name  string       // what it says, as String has it
	Raw   string       // the name as it is written, with its quotes
	At    int          // where Raw begins, in bytes of the text that was parsed
	Value gjson.Result // its Index is of the same text
}

// Members goes through the members of an object in their order. What is no object
// has none. The object is part of a valid text.
func Members(object gjson.Result) iter.Seq[Member] {
	return func(yield func(Member) bool) {
		if !object.IsObject() {
			return
		}
		object.ForEach(func(name, value gjson.Result) bool {
			return yield(Member{String(name.Raw), name.Raw, name.Index, value})
		})
	}
}

// A DuplicateError says that an object has a member twice.
type DuplicateError struct {
	Member // the second one
}

func (e *DuplicateError) Error() string { return fmt.Sprintf("the member %s occurs twice", e.Raw) }

// ByName returns the members of an object, each of which is there once. The error is
// a *DuplicateError.
func ByName(object gjson.Result) (map[string]gjson.Result, error) {
	all := map[string]gjson.Result{}
	for m := range Members(object) {
		if _, ok := all[m.Name]; ok {
			return nil, &DuplicateError{m}
		}
		all[m.Name] = m.Value
	}
	return all, nil
}

// String returns what a JSON string says, which is given with its quotes. Half of a
// surrogate pair becomes the three bytes that UTF-8 would have for it (WTF-8, section
// 3), so different strings stay different, and utf8.ValidString tells those that are
// no text. What is no string may say anything.
func String(quoted string) string {
	if len(quoted) < 2 {
		return ""
	}
	rest := quoted[1 : len(quoted)-1]
	if strings.IndexByte(rest, '\\') < 0 {
		return rest
	}
	said := make([]byte, 0, len(rest))
	for {
		plain, escape, more := strings.Cut(rest, `\`)
		said = append(said, plain...)
		if !more || escape == "" {
			return string(said)
		}
		if escape[0] != 'u' {
			said, rest = append(said, short(escape[0])), escape[1:]
			continue
		}
		var r rune
		r, rest = unit(escape[1:])
		if low, ok := strings.CutPrefix(rest, `\u`); ok {
			second, behind := unit(low)
			if pair := utf16.DecodeRune(r, second); pair != utf8.RuneError {
				r, rest = pair, behind
			}
		}
		if utf16.IsSurrogate(r) {
			said = append(said, 0xED, 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
		} else {
			said = utf8.AppendRune(said, r)
		}
	}
}

// unit is the UTF-16 code unit of the four digits that a text begins with, and what
// is behind them.
func unit(text string) (u rune, rest string) {
	const digits = 4
	end := min(len(text), digits)
	n, _ := strconv.ParseUint(text[:end], 16, 16) // of what are no digits, something
	return rune(n), text[end:]
}

// short is the character of an escape of two characters.
func short(c byte) byte {
	if i := strings.IndexByte("bfnrt", c); i >= 0 {
		return "\b\f\n\r\t"[i]
	}
	return c
}
