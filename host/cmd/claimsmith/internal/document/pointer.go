package document

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/internal/display"
	"github.com/claimsmith/claimsmith/host/internal/exact"
	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// A Pointer is a JSON Pointer (RFC 6901), decoded into its steps.
type Pointer []string

// ParsePointer reads a pointer as RFC 6901 writes it.
func ParsePointer(text string) (Pointer, error) {
	if text == "" {
		return nil, nil
	}
	if text[0] != '/' {
		return nil, errors.New("a pointer is empty or begins with a slash")
	}
	if !utf8.ValidString(text) {
		return nil, errors.New("a pointer is UTF-8")
	}
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "~")
		if !found {
			break
		}
		if after == "" || after[0] != '0' && after[0] != '1' {
			return nil, errors.New("in a pointer ~ is written ~0, and / in a name ~1")
		}
		rest = after
	}
	steps := strings.Split(text[1:], "/")
	for i := range steps {
		steps[i] = jsontext.Name(steps[i])
	}
	return steps, nil
}

// String is the pointer as RFC 6901 writes it.
func (p Pointer) String() string {
	var b strings.Builder
	for _, step := range p {
		b.WriteByte('/')
		b.WriteString(jsontext.Step(step))
	}
	return b.String()
}

// A Span is where a value stands in a text.
type Span struct{ Start, End int }

// Of is the part of a text.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// A child is a member of an object or an element of an array.
type child struct {
	name string // what it says, as exact.String has it; empty in an array
	raw  string // the name as it is written; empty in an array
	Span
}

// children are what the container at a place has in it. The text is valid JSON.
func children(text string, at Span) (all []child) {
	container := gjson.Parse(at.Of(text))
	add := func(name, raw string, value gjson.Result) {
		start := at.Start + value.Index
		all = append(all, child{name, raw, Span{start, start + len(value.Raw)}})
	}
	for m := range exact.Members(container) {
		add(m.Name, m.Raw, m.Value)
	}
	if container.IsArray() {
		container.ForEach(func(_, value gjson.Result) bool {
			add("", "", value)
			return true
		})
	}
	return all
}

// A place is where a pointer leads in a text: to a value, or to the innermost
// container on the way that is there.
type place struct {
	steps  []placed // of the pointer, as far as there are values
	found  bool     // there is a value at the pointer
	append bool     // the first step that is missing is a new element of an array
	at     Span     // the value, or the container
}

// placed is a step that leads to a value.
type placed struct {
	index int  // among the children of the container
	array bool // the container is an array
}

// locate follows a pointer. It fails if the pointer can lead nowhere in this text.
func locate(text string, p Pointer) (place, error) {
	here := place{at: whole(text)}
	for i, step := range p {
		so := func(format string, args ...any) (place, error) {
			where := "the document"
			if i > 0 {
				where = display.Line(p[:i].String())
			}
			return place{}, fmt.Errorf("%s %s", where, fmt.Sprintf(format, args...))
		}
		var next int
		var all []child
		switch text[here.at.Start] {
		case '{':
			all = children(text, here.at)
			next = -1
			for j := range all {
				if all[j].name != step {
					continue
				}
				if next >= 0 {
					return so("has two members %q", step)
				}
				next = j
			}
			if next < 0 {
				return here, absent(p, i)
			}
		case '[':
			all = children(text, here.at)
			if step == "-" {
				next = len(all)
			} else if n, ok := arrayIndex(step); !ok {
				return so("is an array, so %q is no place in it: an index has digits only and no leading zero, and - is the end", step)
			} else if next = n; next > len(all) {
				return so("has %d elements, so the index may be %d at most", len(all), len(all))
			}
			if next == len(all) {
				here.append = true
				return here, absent(p, i)
			}
		default:
			return so("is neither an object nor an array, so there is no %q in it", step)
		}
		here.steps = append(here.steps, placed{next, text[here.at.Start] == '['})
		here.at = all[next].Span
	}
	here.found = true
	return here, nil
}

// absent judges the steps after the one that is missing. Where the containers are
// missing too they are made as objects, and a step that looks like one into an
// array is more likely a mistake.
func absent(p Pointer, missing int) error {
	for i := missing + 1; i < len(p); i++ {
		if _, number := arrayIndex(p[i]); number || p[i] == "-" {
			return fmt.Errorf("there is nothing at %s yet: set it to [] or {} first", display.Line(p[:i].String()))
		}
	}
	return nil
}

// arrayIndex reads an index as RFC 6901 writes it. An index that no array could
// have comes out as a large one.
func arrayIndex(step string) (n int, ok bool) {
	if step == "" || len(step) > 1 && step[0] == '0' || strings.Trim(step, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(step)
	if err != nil {
		return int(^uint(0) >> 1), true
	}
	return n, true
}

// whole is where the one value of a text stands.
func whole(text string) Span {
	start := len(text) - len(strings.TrimLeft(text, jsontext.Space))
	return Span{start, len(strings.TrimRight(text, jsontext.Space))}
}

// Has reports whether there is a value at a pointer in a text, which is JSON.
func Has(text string, p Pointer) bool {
	_, ok := Find(text, p)
	return ok
}

// Find is where the value at a pointer stands in a text, which is JSON.
func Find(text string, p Pointer) (Span, bool) {
	found, err := locate(text, p)
	return found.at, err == nil && found.found
}
