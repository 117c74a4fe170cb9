// Package surrogate keeps halves of surrogate pairs. JSON can have one in a string
// ("\ud800"), a Go string cannot, and encoding/json takes U+FFFD for each, so that
// texts that differ become one.
package surrogate

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf16"
)

// In reports whether there is half a pair in a JSON text.
func In(text []byte) bool { return next(text, 0) >= 0 }

// Kept is a JSON text whose strings decode to the six characters \ud800 where they had
// that half of a pair. It is the text itself if there is none.
func Kept(text []byte) []byte {
	at := next(text, 0)
	if at < 0 {
		return text
	}
	kept := make([]byte, 0, len(text)+8)
	last := 0
	for ; at >= 0; at = next(text, at+escape) {
		kept = append(append(kept, text[last:at]...), '\\')
		last = at
	}
	return append(kept, text[last:]...)
}

// Decoded is what a JSON string says, as Kept has it.
func Decoded(quoted []byte) (text string, err error) {
	return text, json.Unmarshal(Kept(quoted), &text)
}

// escape is how long \ud800 is.
const escape = 6

// next is where the next half of a pair is escaped, from a place on that is not in the
// middle of an escape; -1 if there is none.
func next(text []byte, from int) int {
	for at := from; at < len(text); {
		found := bytes.IndexByte(text[at:], '\\')
		if found < 0 {
			break
		}
		at += found
		r := unit(text[at:])
		switch {
		case r < 0:
			at += 2
		case !utf16.IsSurrogate(r):
			at += escape
		case utf16.DecodeRune(r, unit(text[at+escape:])) != '\uFFFD':
			at += 2 * escape
		default:
			return at
		}
	}
	return -1
}

// unit is what an escape at the beginning of a text stands for, -1 if it is another
// than \uXXXX, or none.
func unit(text []byte) rune {
	if len(text) < escape || text[0] != '\\' || text[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseUint(string(text[2:escape]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}
