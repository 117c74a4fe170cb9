package engine

import (
	"strings"
	"unicode/utf8"
)

// A problem is something wrong, or something to be warned of, at a place of an
// input. Where it stands is known by its offset; the pointer is found only when
// the problem is written.
type problem struct {
	kind   *problemKind
	offset int
	member string  // the member that is absent from the object at offset
	claim  *string // the claim that it is about
	wanted byte    // of wrong_type: the first byte of the type that belongs there
	detail string  // more to say
	path   *string // the pointer, once it has been found
}

// write writes a problem of a text as JSON.
func (p *problem) write(w *writer, text string) {
	w.raw(`{"code":"`)
	w.raw(p.kind.code)
	w.byte('"')
	if p.kind.placed() {
		if p.path == nil { // a text may be written twice
			path := pointer(text, p.offset)
			if p.member != "" {
				path += "/" + p.member
			}
			p.path = &path
		}
		w.raw(`,"path":`)
		w.string(*p.path)
	}
	w.raw(`,"offset":`)
	w.number(p.offset)
	if p.claim != nil {
		w.raw(`,"claim":`)
		w.string(*p.claim)
	}
	w.raw(`,"message":`)
	w.string(p.message(text))
	w.byte('}')
}

// message is what the problem is, for people.
func (p *problem) message(text string) string {
	switch {
	case p.detail != "":
		return p.kind.says + " " + p.detail
	case p.kind == jsonSyntax:
		return p.kind.says + " " + foundAt(text, p.offset)
	case p.wanted != 0:
		return p.kind.says + " " + expected(p.wanted, text[p.offset])
	}
	return p.kind.says
}

func writeProblems(w *writer, text string, problems []problem) {
	w.byte('[')
	for i := range problems {
		if i > 0 {
			w.byte(',')
		}
		problems[i].write(w, text)
	}
	w.byte(']')
}

// placed reports whether a problem of this kind has a pointer: a text that is
// not JSON has none.
func (k *problemKind) placed() bool { return k != tooLarge && k != jsonSyntax && k != tooDeep }

// pointer is the JSON Pointer (RFC 6901) of the member whose name starts at an
// offset of a valid text, else of the innermost value that the offset is in.
func pointer(text string, offset int) (path string) {
	at := parse(text)
	for descended := true; descended && at.at != offset && (at.isObject() || at.isArray()); {
		descended = false
		element := 0
		array := at.isArray()
		at.each(func(name, value fragment) bool {
			inside := offset >= value.at && offset < value.at+len(value.raw)
			if !inside && (array || name.at != offset) {
				element++
				return true
			}
			if array {
				path += "/" + decimal(element)
			} else {
				path += "/" + pointerStep(said(name.raw))
			}
			at = value
			descended = inside
			return false
		})
	}
	return path
}

// pointerStep is a member's name as a step of a pointer.
func pointerStep(name string) string {
	if strings.IndexByte(name, '~') >= 0 {
		name = strings.ReplaceAll(name, "~", "~0")
	}
	if strings.IndexByte(name, '/') >= 0 {
		name = strings.ReplaceAll(name, "/", "~1")
	}
	return name
}

// quote is input in a message, cut where it is long.
func quote(text string) string {
	if utf8.RuneCountInString(text) <= maxQuotedInput {
		return `"` + text + `"`
	}
	end := 0
	for range maxQuotedInput {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return `"` + text[:end] + `"…`
}

// foundAt says what stands where a text breaks. Bytes that are no ASCII are
// told by number: they may be no characters.
func foundAt(text string, offset int) string {
	if offset >= len(text) {
		return "The text ends here."
	}
	c := text[offset]
	if c > ' ' && c < 0x7F {
		return "Found " + string(rune(c)) + " here."
	}
	return "Found the byte 0x" + hexDigits[c>>4:c>>4+1] + hexDigits[c&0xF:c&0xF+1] + " here."
}

// typeName is the JSON type of a value by its first byte.
func typeName(c byte) string {
	switch c {
	case '"':
		return "string"
	case '{':
		return "object"
	case '[':
		return "array"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	}
	return "number"
}

// expected is what wrong_type says further.
func expected(wanted, found byte) string {
	article := "A "
	if name := typeName(wanted); strings.IndexByte("ao", name[0]) >= 0 {
		article = "An "
	}
	return article + typeName(wanted) + " belongs here, not " + typeName(found) + "."
}

// A failure is why there is no outcome.
type failure struct {
	*fact
	text     string // the input that the problems are of
	problems []problem
	token    string // payload_too_large only
	bytes    int
}

// newFailure is the failure of an input.
//
//go:noinline
func newFailure(of *fact, text string, problems ...problem) *failure {
	return &failure{fact: of, text: text, problems: problems}
}

// write writes a failure's error object.
func (f *failure) write(w *writer) {
	w.raw(`{"code":"`)
	w.raw(f.code)
	w.raw(`","message":`)
	w.string(f.says)
	if f.problems != nil {
		w.raw(`,"problems":`)
		writeProblems(w, f.text, f.problems)
	} else {
		w.raw(`,"token":"`)
		w.raw(f.token)
		w.raw(`","bytes":`)
		w.number(f.bytes)
		w.raw(`,"limit":`)
		w.number(maxPayload)
	}
	w.byte('}')
}
