package document

import (
	"iter"
	"slices"
)

// Values goes through all values of a text, which is JSON, in their order: an object or
// an array before what is in it.
func Values(text string) iter.Seq2[Pointer, Span] {
	return func(yield func(Pointer, Span) bool) {
		var walk func(p Pointer, at Span) bool
		walk = func(p Pointer, at Span) bool {
			if !yield(p, at) {
				return false
			}
			if text[at.Start] != '{' && text[at.Start] != '[' {
				return true
			}
			for i, inner := range children(text, at) {
				if !walk(inner.pointer(p, i), inner.Span) {
					return false
				}
			}
			return true
		}
		walk(nil, whole(text))
	}
}

// Value is the value at a pointer of a text, which is JSON, as it is written.
func Value(text string, p Pointer) (value string, ok bool) {
	at, ok := Find(text, p)
	if !ok {
		return "", false
	}
	return at.Of(text), true
}

// At is the value that begins at an offset of a text, which is JSON.
func At(text string, offset int) (Span, bool) {
	for here := whole(text); ; {
		if here.Start == offset {
			return here, true
		}
		inner := children(text, here)
		next := slices.IndexFunc(inner, func(c child) bool { return c.Start <= offset && offset < c.End })
		if next < 0 {
			return Span{}, false
		}
		here = inner[next].Span
	}
}
