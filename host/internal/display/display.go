// Package display makes text that others wrote fit for people's eyes: on a terminal,
// which obeys some characters, and on a page, where some reorder what stands beside
// them or show nothing at all. Such characters, and bytes that are no UTF-8, are shown
// as escapes.
//
// Which characters those are the Unicode Standard says, by its categories and
// properties as they are in package unicode, and nobody else in this repository.
package display

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Shows reports whether a character shows as what it is, and does nothing else: a
// letter, mark, number, punctuation mark or symbol, or the blank. Of these the
// characters are left out that Unicode has shown by nothing
// (Default_Ignorable_Code_Point): fillers, joiners and variation selectors.
func Shows(r rune) bool {
	return unicode.IsPrint(r) && !unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// Line is text on one line.
func Line(text string) string { return escaped(text, false) }

// Lines is text whose line ends and tabs are its writer's own. JSON with white space
// remains the same JSON.
func Lines(text string) string { return escaped(text, true) }

func escaped(text string, lines bool) string {
	var b strings.Builder
	kept := 0 // bytes that are written
	for i, r := range text {
		noUTF8 := r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD")
		if !noUTF8 && (Shows(r) || lines && (r == '\n' || r == '\t')) {
			continue
		}
		b.WriteString(text[kept:i])
		switch {
		case noUTF8:
			fmt.Fprintf(&b, `\x%02x`, text[i])
			kept = i + 1
			continue
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		kept = i + utf8.RuneLen(r)
	}
	if kept == 0 {
		return text
	}
	b.WriteString(text[kept:])
	return b.String()
}

// A Writer writes what is written to it as Lines does: each text as a whole, so that
// no character may be divided.
type Writer struct {
	To io.Writer
	// Own are sequences that the program writes itself, such as those for colours. They
	// go through as they are, and nil is none.
	Own *regexp.Regexp
}

func (w Writer) Write(text []byte) (int, error) {
	rest := string(text)
	var b strings.Builder
	for rest != "" {
		own := []int{len(rest), len(rest)}
		if w.Own != nil {
			if found := w.Own.FindStringIndex(rest); found != nil {
				own = found
			}
		}
		b.WriteString(Lines(rest[:own[0]]))
		b.WriteString(rest[own[0]:own[1]])
		rest = rest[own[1]:]
	}
	if _, err := io.WriteString(w.To, b.String()); err != nil {
		return 0, err
	}
	return len(text), nil
}
