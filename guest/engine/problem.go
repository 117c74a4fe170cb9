package engine

import (
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// A problem is something wrong, or something to be warned of, at a place of an
// input. Where it stands is known by its offset; the pointer is found only when
// the problem is written.
type problem struct {
	kind   *problemKind
	offset int
	member string  // the member that is absent from the object at offset
	claim  *string // the claim that it is about
	detail string  // more to say
}

// appendProblem appends a problem of a text as JSON.
func appendProblem(dst []byte, text string, p problem) []byte {
	dst = append(dst, `{"code":"`...)
	dst = append(dst, p.kind.code...)
	dst = append(dst, '"')
	if p.kind.placed() {
		path := pointer(text, p.offset)
		if p.member != "" {
			path = append(append(path, '/'), p.member...)
		}
		dst = append(dst, `,"path":`...)
		dst = appendString(dst, string(path))
	}
	dst = append(dst, `,"offset":`...)
	dst = appendInt(dst, p.offset)
	if p.claim != nil {
		dst = append(dst, `,"claim":`...)
		dst = appendString(dst, *p.claim)
	}
	dst = append(dst, `,"message":`...)
	message := p.kind.says
	if p.detail != "" {
		message += " " + p.detail
	}
	dst = appendString(dst, message)
	return append(dst, '}')
}

func appendProblems(dst []byte, text string, problems []problem) []byte {
	dst = append(dst, '[')
	for i, p := range problems {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendProblem(dst, text, p)
	}
	return append(dst, ']')
}

// placed reports whether a problem of this kind has a pointer: a text that is
// not JSON has none.
func (k *problemKind) placed() bool { return k != tooLarge && k != jsonSyntax && k != tooDeep }

// pointer is the JSON Pointer (RFC 6901) of the member whose name starts at an
// offset of a valid text, else of the innermost value that the offset is in.
func pointer(text string, offset int) []byte {
	var path []byte
	at := gjson.Parse(text)
	for descended := true; descended && at.Index != offset; {
		descended = false
		element := 0
		array := at.IsArray()
		at.ForEach(func(name, value gjson.Result) bool {
			if !at.IsObject() && !array {
				return false
			}
			inside := offset >= value.Index && offset < value.Index+len(value.Raw)
			named := !array && name.Index == offset
			if inside || named {
				path = append(path, '/')
				if array {
					path = appendInt(path, element)
				} else {
					path = appendStep(path, said(name.Raw))
				}
				at = value
				descended = inside
				return false
			}
			element++
			return true
		})
	}
	return path
}

// appendStep appends a member's name as a step of a pointer.
func appendStep(path []byte, name string) []byte {
	for i := range len(name) {
		switch c := name[i]; c {
		case '~':
			path = append(path, "~0"...)
		case '/':
			path = append(path, "~1"...)
		default:
			path = append(path, c)
		}
	}
	return path
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
	const digits = "0123456789abcdef"
	return "Found the byte 0x" + string([]byte{digits[c>>4], digits[c&0xF]}) + " here."
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

func newFailure(of *fact, text string, problems ...problem) *failure {
	return &failure{fact: of, text: text, problems: problems}
}

// appendFailure appends a failure's error object.
func appendFailure(dst []byte, f *failure) []byte {
	dst = append(dst, `{"code":"`...)
	dst = append(dst, f.code...)
	dst = append(dst, `","message":`...)
	dst = appendString(dst, f.says)
	if f.problems != nil {
		dst = append(dst, `,"problems":`...)
		dst = appendProblems(dst, f.text, f.problems)
	} else {
		dst = append(dst, `,"token":"`...)
		dst = append(dst, f.token...)
		dst = append(dst, `","bytes":`...)
		dst = appendInt(dst, f.bytes)
		dst = append(dst, `,"limit":`...)
		dst = appendInt(dst, maxPayload)
	}
	return append(dst, '}')
}
