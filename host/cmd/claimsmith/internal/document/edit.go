package document

import (
	"fmt"
	"slices"
	"strings"

	"github.com/claimsmith/claimsmith/host/internal/display"
	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// An Edit replaces a part of a document's text.
type Edit struct {
	At   Span // of Text
	Text string
}

// Replace is the edit by which the string at an offset of JSON says something else: a
// name or a value. In YAML it keeps the way in which the string is written, if what it
// says then can be written so. The error is that it cannot be replaced.
func (d *Document) Replace(offset int, says string) (Edit, error) {
	at := d.Quoted(offset)
	if at.Start == at.End {
		return Edit{}, fmt.Errorf("there is no text at byte %d", offset)
	}
	if d.tokens == nil {
		return Edit{at, display.Line(jsontext.Quote(says))}, nil
	}
	shown := d.Place(at.Start)
	if shown.Start == shown.End {
		return Edit{}, fmt.Errorf("there is no text at byte %d", offset)
	}
	want := d.JSON[:at.Start] + jsontext.Quote(says) + d.JSON[at.End:]
	for _, text := range written(says, d.Text[shown.Start]) {
		edit := Edit{shown, text}
		after, err := Parse(d.Name, []byte(d.Apply([]Edit{edit})))
		if err == nil && after.JSON == want {
			return edit, nil
		}
	}
	return Edit{}, fmt.Errorf("%q cannot be written there without a change elsewhere, as where it is used by an alias", says)
}

// written is how YAML may write a text, which so far begins with a character: first in
// that way.
func written(says string, begin byte) []string {
	single := "'" + strings.ReplaceAll(says, "'", "''") + "'"
	switch begin {
	case '\'':
		return []string{single, escaped(says)}
	case '"':
		return []string{escaped(says)}
	}
	return []string{says, single, escaped(says)}
}

// escaped is a text in YAML's double quotes. What people would not see is escaped, and
// most of it must be.
func escaped(says string) string {
	var b strings.Builder
	for _, r := range jsontext.Quote(says) {
		switch {
		case display.Shows(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// Apply makes edits, none of which overlap. Every other byte stays as it is.
func (d *Document) Apply(edits []Edit) string {
	edits = slices.SortedFunc(slices.Values(edits), func(a, b Edit) int { return a.At.Start - b.At.Start })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(d.Text[at:e.At.Start])
		b.WriteString(e.Text)
		at = e.At.End
	}
	b.WriteString(d.Text[at:])
	return b.String()
}
