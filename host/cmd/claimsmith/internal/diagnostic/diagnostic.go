// Package diagnostic shows what is wrong with texts at the places where it is: to
// people, with the lines around, and in the formats that programs read.
package diagnostic

import "strings"

// The severities.
const (
	Error   = "error"
	Warning = "warning"
)

// A Diagnostic is something wrong, or to be warned of.
type Diagnostic struct {
	Severity string
	Code     string // of the rule or the warning
	Message  string // a sentence
	At       *Place // nil if it is about no place
	In       string // which of several things in the text it is about, or empty
	Label    string // a few words to stand at the place
	Notes    []Note
	Fix      *Fix
}

// A Note is what else there is to say: "help" is what to do.
type Note struct{ Kind, Text string }

// A Fix is a text to stand in place of another.
type Fix struct {
	At   Place
	Text string
}

// A Source is a text with a name for people.
type Source struct{ Name, Text string }

// A Place is a part of a source, in bytes.
type Place struct {
	*Source
	Start, End int
	// Mark is what to underline, where that is not all of it.
	Mark *Span
	// Line and Column are those of the policy module, from 1 on, where it tells them.
	// Else they are Start's.
	Line, Column int
}

// A Span is a part of a text, in bytes.
type Span struct{ Start, End int }

// Position is the line and the column of an offset, as the policy module counts: lines
// end with 0x0A, columns are characters.
func (s *Source) Position(offset int) (line, column int) {
	before := s.Text[:min(max(offset, 0), len(s.Text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, characters(before[start:]) + 1
}

// characters counts those bytes that begin one, as the policy module does.
func characters(text string) (n int) {
	for i := range len(text) {
		if text[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// Position is where a place begins.
func (p *Place) Position() (line, column int) {
	if p.Line > 0 {
		return p.Line, p.Column
	}
	return p.Source.Position(p.Start)
}

// Count is how many of the diagnostics are errors, and how many warnings.
func Count(all []Diagnostic) (errors, warnings int) {
	for _, d := range all {
		if d.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}
