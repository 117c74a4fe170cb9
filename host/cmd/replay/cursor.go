package replay

import (
	"bytes"
	"strings"
	"unsafe"

	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// A cursor goes through a JSON text. It finds where values end and does not check
// what is in them: the texts are the module's, which are valid, or go through the
// module next. It never leaves the text.
type cursor struct {
	text []byte
	at   int
}

func (c *cursor) space() {
	for c.at < len(c.text) && isSpace(c.text[c.at]) {
		c.at++
	}
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

// eat goes over a byte, and white space around it, if it is the next.
func (c *cursor) eat(b byte) bool {
	c.space()
	if c.at == len(c.text) || c.text[c.at] != b {
		return false
	}
	c.at++
	c.space()
	return true
}

// str goes over a string and returns it with its quotes.
func (c *cursor) str() ([]byte, bool) {
	start := c.at
	if start == len(c.text) || c.text[start] != '"' || !c.skipString() {
		return nil, false
	}
	return c.text[start:c.at], true
}

// skipString goes from an opening quote behind the closing one.
func (c *cursor) skipString() bool {
	// Most strings are short: a loop is faster than the call of a faster search.
	const short = 24
	text, i := c.text, c.at+1
	for end := min(len(text), i+short); i < end; i++ {
		switch text[i] {
		case '"':
			c.at = i + 1
			return true
		case '\\':
			i++
		}
	}
	for i < len(text) {
		next := bytes.IndexByte(text[i:], '"')
		if next < 0 {
			break
		}
		escape := bytes.IndexByte(text[i:i+next], '\\')
		if escape < 0 {
			c.at = i + next + 1
			return true
		}
		i += escape + 2
	}
	c.at = len(text)
	return false
}

// value goes over a value and returns it.
func (c *cursor) value() ([]byte, bool) {
	start := c.at
	if start == len(c.text) {
		return nil, false
	}
	switch c.text[start] {
	case '"':
		return c.str()
	case '{', '[':
		depth := 0
		for c.at < len(c.text) {
			b := c.text[c.at]
			if b == '"' {
				if !c.skipString() {
					return nil, false
				}
				continue
			}
			c.at++
			switch b | 0x20 { // { and [ differ in this bit alone, and so do } and ]
			case '{':
				depth++
			case '}':
				if depth--; depth == 0 {
					return c.text[start:c.at], true
				}
			}
		}
		return nil, false
	}
	for c.at < len(c.text) && !isSpace(c.text[c.at]) && strings.IndexByte(",]}:", c.text[c.at]) < 0 {
		c.at++
	}
	return c.text[start:c.at], c.at > start
}

// members calls with the members of an object, their names quoted, until it says
// stop. It reports whether the text is an object so far.
func (c *cursor) members(with func(name, value []byte) (more bool)) bool {
	if !c.eat('{') {
		return false
	}
	if c.eat('}') {
		return true
	}
	for {
		name, ok := c.str()
		if !ok || !c.eat(':') {
			return false
		}
		value, ok := c.value()
		if !ok {
			return false
		}
		if !with(name, value) {
			return true
		}
		if c.eat(',') {
			continue
		}
		return c.eat('}')
	}
}

// elements calls with the elements of an array.
func (c *cursor) elements(with func(value []byte)) bool {
	if !c.eat('[') {
		return false
	}
	if c.eat(']') {
		return true
	}
	for {
		value, ok := c.value()
		if !ok {
			return false
		}
		with(value)
		if c.eat(',') {
			continue
		}
		return c.eat(']')
	}
}

// unquoted is what a string says, as exact.String has it. It may be a part of the
// text.
func unquoted(quoted []byte) []byte {
	if bytes.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1]
	}
	return []byte(exact.String(view(quoted)))
}

// is reports whether a quoted name is this one, as it is mostly written.
func is(quoted []byte, name string) bool {
	return len(quoted) == len(name)+2 && string(quoted[1:len(quoted)-1]) == name
}

// view is a text that nobody changes while the string is in use.
func view(text []byte) string { return unsafe.String(unsafe.SliceData(text), len(text)) }
