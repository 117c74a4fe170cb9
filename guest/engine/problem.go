package engine

import (
	"strings"
	"unicode/utf8"
)

// A problem is something wrong, or something to be warned of, at a place of an
// input.
type problem struct {
	kind   *problemKind
	offset int
	path   string // the pointer, once the problem has been located
	member string // the member that is absent from the object at offset
	claim  string // the claim that it is about, as JSON; empty if it is about none
	wanted byte   // of wrong_type: the first byte of the type that belongs there
	detail string // more to say
}

// write writes a problem of a text as JSON.
func (p *problem) write(w *writer, text string) {
	w.raw(`{"code":"`)
	w.raw(p.kind.code)
	w.byte('"')
	if p.kind.placed() {
		w.raw(`,"path":`)
		w.string(p.path)
	}
	w.raw(`,"offset":`)
	w.number(p.offset)
	if p.claim != "" {
		w.raw(`,"claim":`)
		w.raw(p.claim)
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
	case p.kind == unknownMember:
		return p.kind.says + " Found " + quote(decoded(text[p.offset:stringEnd(text, p.offset+1)])) + "."
	case p.wanted != 0:
		return p.kind.says + " " + expected(p.wanted, text[p.offset])
	}
	return p.kind.says
}

// writeProblems writes a list of problems of a text, with their pointers.
func writeProblems(w *writer, text string, problems []problem) {
	locate(text, problems)
	// A hundred problems may each have a claim's name of 256 KB: room is made at once.
	const otherMembers = 512
	size := 0
	for i := range problems {
		size += 2*len(problems[i].path) + len(problems[i].claim) + otherMembers
	}
	w.reserve(size)
	w.byte('[')
	for i := range problems {
		w.comma(i)
		problems[i].write(w, text)
	}
	w.byte(']')
}

// placed reports whether a problem of this kind has a pointer: a text that is
// not JSON has none.
func (k *problemKind) placed() bool { return k != tooLarge && k != jsonSyntax && k != tooDeep }

// locate finds the pointers (RFC 6901) of a valid text's problems, all in one walk: for
// each that of the member whose name starts at its offset, else of the innermost value
// that the offset is in.
func locate(text string, problems []problem) {
	placed := byOffset(problems)
	if len(placed) == 0 {
		return
	}
	d := parse(text).of
	// The open values, from the root on: which they are, and how many of the values in
	// each have begun.
	var open [maxDepth + 1]struct{ index, begun int32 }
	depth := 0
	locateBefore := func(offset int) {
		for ; len(placed) > 0 && placed[0].offset < offset; placed = placed[1:] {
			for depth > 1 && int(d.values[open[depth-1].index].end) <= placed[0].offset {
				depth--
			}
			path := ""
			for i := 1; i < depth; i++ {
				step := value{d, open[i].index}
				if step.isMember() {
					path += "/" + pointerStep(step.name())
				} else {
					path += "/" + decimal(int(open[i-1].begun)-1)
				}
			}
			if placed[0].member != "" {
				path += "/" + placed[0].member
			}
			placed[0].path = path
		}
	}
	for i := range d.values {
		begins := d.values[i].start
		if name := d.values[i].name; name != 0 {
			begins = name
		}
		locateBefore(int(begins))
		for depth > 0 && d.values[open[depth-1].index].end <= begins {
			depth--
		}
		if depth > 0 {
			open[depth-1].begun++
		}
		open[depth].index, open[depth].begun = int32(i), 0
		depth++
	}
	locateBefore(len(text) + 1)
}

// byOffset is the problems that have a pointer, by offset. There are few.
func byOffset(problems []problem) (sorted []*problem) {
	for i := range problems {
		p := &problems[i]
		if !p.kind.placed() {
			continue
		}
		sorted = append(sorted, p)
		at := len(sorted) - 1
		for ; at > 0 && sorted[at-1].offset > p.offset; at-- {
			sorted[at] = sorted[at-1]
		}
		sorted[at] = p
	}
	return sorted
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
