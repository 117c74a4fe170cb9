// Package layout sets text in the columns of a terminal: how wide it is, where it is
// cut, where lines break, and its styles. Texts are printable: package display has
// made them so.
package layout

import (
	"strings"

	"github.com/rivo/uniseg"
)

// A Style is how a text looks on a terminal: the parameter of its escape sequence.
type Style string

// The styles.
const (
	Plain  Style = ""
	Bold   Style = "1"
	Red    Style = "31"
	Green  Style = "32"
	Yellow Style = "33"
	Blue   Style = "34"
)

// A Painter gives texts their styles, or leaves them as they are if it is false.
type Painter bool

// Paint is a text in some styles.
func (p Painter) Paint(text string, styles ...Style) string {
	if !p || text == "" {
		return text
	}
	var b strings.Builder
	for _, style := range styles {
		if style != Plain {
			b.WriteString("\x1b[" + string(style) + "m")
		}
	}
	if b.Len() == 0 {
		return text
	}
	return b.String() + text + "\x1b[0m"
}

// Width is how many columns a text takes.
func Width(text string) int { return uniseg.StringWidth(text) }

// Cut shortens a text to so many columns.
func Cut(text string, columns int) string {
	if Width(text) <= columns {
		return text
	}
	used, end := 0, 0
	for clusters := uniseg.NewGraphemes(text); clusters.Next(); {
		if used += clusters.Width(); used > columns-1 {
			break
		}
		_, end = clusters.Positions()
	}
	return text[:end] + "…"
}

// Wrap breaks a text into lines of at most so many columns, at blanks. A word that is
// longer has a line of its own, and stays whole: people paste it.
func Wrap(text string, columns int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line, used := "", 0
		for _, word := range strings.Fields(paragraph) {
			wide := Width(word)
			if used > 0 && used+1+wide > columns {
				lines = append(lines, line)
				line, used = "", 0
			}
			if used > 0 {
				line += " "
				used++
			}
			line += word
			used += wide
		}
		lines = append(lines, line)
	}
	return lines
}

// Fold is Wrap, but words that are longer than a line are broken.
func Fold(text string, columns int) (lines []string) {
	for _, line := range Wrap(text, columns) {
		for Width(line) > columns {
			end := 0
			used := 0
			for clusters := uniseg.NewGraphemes(line); clusters.Next(); {
				if used += clusters.Width(); used > max(columns, 2) {
					break
				}
				_, end = clusters.Positions()
			}
			lines = append(lines, line[:end])
			line = line[end:]
		}
		lines = append(lines, line)
	}
	return lines
}

// Hang is a wrapped text that begins with a text of its own, as a list's item does:
// later lines stand under the first one's text. It ends with a line end.
func Hang(begin, text string, columns int) string {
	indent := strings.Repeat(" ", Width(begin))
	lines := Wrap(text, max(columns-len(indent), 20))
	return begin + strings.Join(lines, "\n"+indent) + "\n"
}
