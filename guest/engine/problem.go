package engine

import (
	"strings"
)

// A problem is something wrong, or something to be warned of, at a place of an
// input.
type problem struct {
	kind   *problemKind
	offset int
	path   string // the pointer, once the problem has been located
	member string // the member that is absent from the object at offset
	claim  string // the claim that it is about, as JSON; empty if it is about none
	meant  string // the suggestion, empty for none
	wanted byte   // of wrong_type: the first byte of the type that belongs there
	line   int    // and column, from 1 on, once they have been found
	column int
	detail string // more to say
}

// problem writes a problem of a text as JSON.
func (w *writer) problem(text string, p *problem) {
	w.code(`{"code":`, p.kind.code)
	if p.kind.placed() {
		w.raw(`,"path":`)
		w.string(p.path)
	}
	w.raw(`,"offset":`)
	w.number(p.offset)
	if p.line > 0 {
		w.raw(`,"line":`)
		w.number(p.line)
		w.raw(`,"column":`)
		w.number(p.column)
	}
	if p.claim != "" {
		w.raw(`,"claim":`)
		w.raw(p.claim)
	}
	if p.meant != "" {
		w.raw(`,"suggestion":`)
		w.string(p.meant)
	}
	w.raw(`,"message":`)
	w.string(p.message(text))
	w.byte('}')
}

// message is what the problem is, for people.
func (p *problem) message(text string) string {
	says := p.kind.says
	switch {
	case p.kind == jsonSyntax:
		return syntaxMessage(text, p.offset)
	case p.detail != "":
		says = joined(says, " ", p.detail)
	case p.kind == unknownMember:
		says = joined(says, " Found ", quote(decoded(text[p.offset:stringEnd(text, p.offset+1)])), ".")
	case p.wanted != 0:
		says = joined(says, " ", expected(p.wanted, text[p.offset]))
	}
	if p.meant != "" {
		says = joined(says, " Did you mean ", quote(p.meant), "?")
	}
	return says
}

// problems writes problems of a text with their pointers, one behind the other, with
// lines and columns if it is told to. It returns how many there are.
func (w *writer) problems(text string, problems []problem, withLines bool) int {
	locate(text, problems)
	// A hundred problems may each have a claim's name of 256 KB: room is made at once.
	const otherMembers = 512
	size := 0
	for i := range problems {
		p := &problems[i]
		size += 2*len(p.path) + len(p.claim) + 2*len(p.meant) + otherMembers
	}
	w.reserve(size)
	if withLines {
		findLines(text, problems)
	}
	for i := range problems {
		w.comma(i)
		w.problem(text, &problems[i])
	}
	return len(problems)
}

// findLines finds the lines and columns of problems in one walk through a text. A
// character counts as one column.
func findLines(text string, problems []problem) {
	line, column, i := 1, 1, 0
	for _, p := range byOffset(problems) {
		for ; i < p.offset && i < len(text); i++ {
			switch c := text[i]; {
			case c == '\n':
				line, column = line+1, 1
			case c&0xC0 != 0x80:
				column++
			}
		}
		p.line, p.column = line, column
	}
}

// placed reports whether a problem of this kind has a pointer: a text that is
// not JSON has none.
func (k *problemKind) placed() bool { return k != tooLarge && k != jsonSyntax && k != tooDeep }

// locate finds the pointers (RFC 6901) of a valid text's problems, all in one walk: for
// each that of the member whose name starts at its offset, else of the innermost value
// that the offset is in.
func locate(text string, problems []problem) {
	placed := byOffset(problems)
	if len(placed) == 0 || !placed[0].kind.placed() { // which is the only one then
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
					path = joined(path, "/", pointerStep(step.name()))
				} else {
					path = joined(path, "/", decimal(int(open[i-1].begun)-1))
				}
			}
			if placed[0].member != "" {
				path = joined(path, "/", placed[0].member)
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

// byOffset is problems by offset. There are few.
//
//go:noinline
func byOffset(problems []problem) (sorted []*problem) {
	for i := range problems {
		p := &problems[i]
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
		name = replaced(name, "~", "~0")
	}
	if strings.IndexByte(name, '/') >= 0 {
		name = replaced(name, "/", "~1")
	}
	return name
}

// quote is input in a message, cut where it is long.
func quote(text string) string {
	if characters(text) <= maxQuotedInput {
		return joined(`"`, text, `"`)
	}
	end := 0
	for range maxQuotedInput {
		_, size := character(text[end:])
		end += size
	}
	return joined(`"`, text[:end], `"…`)
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
	return joined(article, typeName(wanted), " belongs here, not ", typeName(found), ".")
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
	w.code(`{"code":`, f.code)
	w.raw(`,"message":`)
	w.string(f.says)
	if f.problems != nil {
		w.raw(`,"problems":[`)
		w.problems(f.text, f.problems, false)
		w.byte(']')
	} else {
		w.byte(',')
		w.excess(f)
	}
	w.byte('}')
}

// excess writes what is too large, and what the limit is.
func (w *writer) excess(f *failure) {
	w.code(`"token":`, f.token)
	w.raw(`,"bytes":`)
	w.number(f.bytes)
	w.raw(`,"limit":`)
	w.number(maxPayload)
}
