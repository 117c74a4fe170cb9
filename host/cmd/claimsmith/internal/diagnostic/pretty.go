package diagnostic

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
	"github.com/claimsmith/claimsmith/host/internal/display"
)

// A Printer writes diagnostics for people.
type Printer struct {
	Width int // of the screen, in columns
	Paint layout.Painter
}

// tab is what stands for a tab. Its width is the same wherever it is, so that a part
// of a line looks as it does in the whole.
const tab = "    "

// Diagnostic is a diagnostic with the line that it is about.
func (p Printer) Diagnostic(d *Diagnostic) string {
	var b strings.Builder
	style := layout.Red
	if d.Severity == Warning {
		style = layout.Yellow
	}
	head := d.Severity
	if d.Code != "" {
		head += "[" + display.Line(d.Code) + "]"
	}
	lines := layout.Wrap(head+": "+display.Line(d.Message), max(p.Width, 40))
	for i, line := range lines {
		if rest, ok := strings.CutPrefix(line, head+":"); ok && i == 0 {
			line = p.Paint.Paint(head, layout.Bold, style) + p.Paint.Paint(":"+rest, layout.Bold)
		} else {
			line = p.Paint.Paint(line, layout.Bold)
		}
		b.WriteString(line + "\n")
	}
	gutter := "  "
	notes := d.Notes
	if d.At != nil {
		line, column := d.At.Position()
		number := strconv.Itoa(line)
		gutter = strings.Repeat(" ", len(number)+2)
		in := ""
		if d.In != "" {
			in = " in " + display.Line(d.In)
		}
		fmt.Fprintf(&b, "%s%s %s:%d:%d%s\n", gutter[1:], p.Paint.Paint("-->", layout.Blue), display.Line(d.At.Name), line, column, in)
		label := d.Label
		if excerpt, fits := p.excerpt(d.At, number, label, style); fits || label == "" {
			b.WriteString(excerpt)
		} else {
			excerpt, _ = p.excerpt(d.At, number, "", style)
			b.WriteString(excerpt)
			notes = append([]Note{{"help", label}}, notes...)
		}
	} else if d.Label != "" {
		notes = append([]Note{{"help", d.Label}}, notes...)
	}
	for _, n := range notes {
		begin := gutter + p.Paint.Paint("=", layout.Blue) + " " + p.Paint.Paint(n.Kind, layout.Bold) + ": "
		b.WriteString(begin + p.hang(len(gutter)+len(n.Kind)+4, display.Line(n.Text)))
	}
	return b.String()
}

// hang is a text that begins in a column, after which later lines are indented.
func (p Printer) hang(column int, text string) string {
	lines := layout.Fold(text, max(p.Width-column, 20))
	return strings.Join(lines, "\n"+strings.Repeat(" ", column)) + "\n"
}

// excerpt is the line of a place, what is meant in it underlined, and whether the label
// has room beside that.
func (p Printer) excerpt(at *Place, number, label string, style layout.Style) (text string, fits bool) {
	mark := Span{at.Start, at.End}
	if at.Mark != nil {
		mark = *at.Mark
	}
	bar := p.Paint.Paint("|", layout.Blue)
	gutter := strings.Repeat(" ", len(number)+2)
	line, carets, fits := p.Underline(at.Text, mark, label, p.Width-len(gutter)-2, style)
	return fmt.Sprintf("%s%s\n%s\n%s%s %s\n", gutter, bar,
		strings.TrimRight(p.Paint.Paint(" "+number, layout.Blue)+" "+bar+" "+line, " "), gutter, bar, carets), fits
}

// Underline is the line that a part of a text is in, as far as so many columns have
// room for it, and below it what underlines the part, with a label. It reports whether
// that has room there.
func (p Printer) Underline(text string, part Span, label string, columns int, style layout.Style) (line, below string, fits bool) {
	line, indent, marked := window(text, part, columns, layout.Width(display.Line(label)))
	below = strings.Repeat("^", marked)
	if label != "" {
		below += " " + display.Line(label)
	}
	fits = indent+layout.Width(below) <= columns
	return line, strings.Repeat(" ", indent) + p.Paint.Paint(below, layout.Bold, style), fits
}

// least is how much of a line is seen before what is marked, if there is so much.
const least = 12

// window is as much of a line as so many columns have room for, around what is marked
// in it: from which column on that is, and how many columns it takes. If it can be, a
// label has room behind it.
func window(text string, part Span, columns, label int) (line string, indent, marked int) {
	columns = max(columns, 20)
	lineStart, lineEnd := lineOf(text, part.Start)
	start := min(part.Start, lineEnd)
	end := min(max(part.End, start), lineEnd)
	// No more than a screen of it is looked at: a line may have megabytes.
	before := shown(text[back(text, lineStart, start, columns+1):start])
	mark := shown(text[start:forth(text, end, start, columns+1)])
	after := shown(text[end:forth(text, lineEnd, end, columns+1)])
	if mark == "" {
		mark = " " // at the end of the line
	}
	room := columns - layout.Width(mark)
	if room < columns/3 {
		mark = layout.Cut(mark, columns-columns/3)
		room = columns - layout.Width(mark)
	}
	if layout.Width(before)+layout.Width(after) > room {
		left := max(room/2, room-layout.Width(after))
		if beside := room - 1 - label; label > 0 && beside >= least {
			left = min(left, beside)
		}
		before = cutLeft(before, left)
		after = layout.Cut(after, room-layout.Width(before))
	}
	return strings.TrimRight(before+mark+after, " "), layout.Width(before), layout.Width(mark)
}

// lineOf is where the line of an offset begins and ends. A CR before its end is none of
// it.
func lineOf(text string, offset int) (start, end int) {
	offset = min(max(offset, 0), len(text))
	start = strings.LastIndexByte(text[:offset], '\n') + 1
	end = len(text)
	if next := strings.IndexByte(text[offset:], '\n'); next >= 0 {
		end = offset + next
	}
	if end > start && text[end-1] == '\r' {
		end--
	}
	return start, end
}

// back is at most so many characters before an offset, and not before from.
func back(text string, from, offset, characters int) int {
	for ; characters > 0 && offset > from; characters-- {
		_, size := utf8.DecodeLastRuneInString(text[from:offset])
		offset -= size
	}
	return offset
}

// forth is at most so many characters behind an offset, and not behind to.
func forth(text string, to, offset, characters int) int {
	for ; characters > 0 && offset < to; characters-- {
		_, size := utf8.DecodeRuneInString(text[offset:to])
		offset += size
	}
	return offset
}

// shown is a part of a line as it is seen.
func shown(text string) string {
	parts := strings.Split(text, "\t")
	for i := range parts {
		parts[i] = display.Line(parts[i])
	}
	return strings.Join(parts, tab)
}

// cutLeft shortens a text at its beginning to so many columns.
func cutLeft(text string, columns int) string {
	if columns < 1 || text == "" {
		return ""
	}
	rest := layout.Width(text)
	if rest <= columns {
		return text
	}
	for clusters := uniseg.NewGraphemes(text); clusters.Next(); {
		if rest -= clusters.Width(); rest <= columns-1 {
			_, end := clusters.Positions()
			return "…" + text[end:]
		}
	}
	return "…"
}

// A Change is a part of a text with what is to stand there.
type Change struct {
	Start, End int
	Text       string
}

// Changes shows changes to a source, line by line: as it is and as it will be. They do
// not overlap.
func (p Printer) Changes(source *Source, changes []Change) string {
	var b strings.Builder
	for i := 0; i < len(changes); {
		start, end := lineOf(source.Text, changes[i].Start)
		line, _ := source.Position(changes[i].Start)
		number := strconv.Itoa(line)
		room := p.Width - len(number) - 5
		next := i + 1
		var before, after string
		if layout.Width(shown(source.Text[start:end])) > room {
			before, after = around(source.Text, changes[i], room)
		} else {
			// The line with all of its changes, and further lines that they go over.
			at := start
			for next = i; next < len(changes) && changes[next].Start <= end; next++ {
				c := changes[next]
				after += source.Text[at:c.Start] + c.Text
				at = c.End
				_, end = lineOf(source.Text, at)
			}
			after += source.Text[at:end]
			before = source.Text[start:end]
		}
		for _, side := range []struct {
			sign, text string
			style      layout.Style
		}{{"-", before, layout.Red}, {"+", after, layout.Green}} {
			for i, text := range strings.Split(strings.ReplaceAll(side.text, "\r\n", "\n"), "\n") {
				b.WriteString(p.Paint.Paint(fmt.Sprintf(" %*d", len(number), line+i), layout.Blue) + " " + p.Paint.Paint(side.sign+" "+strings.TrimRight(layout.Cut(shown(text), room), " "), side.style) + "\n")
			}
		}
		i = next
	}
	return b.String()
}

// around is a change to a long line, before and after, with what there is room for on
// both sides of it.
func around(text string, c Change, room int) (before, after string) {
	start, end := lineOf(text, c.Start)
	left := back(text, start, c.Start, room/4)
	right := forth(text, end, min(c.End, end), room/4)
	lead, trail := "", ""
	if left > start {
		lead = "…"
	}
	if right < end {
		trail = "…"
	}
	head, tail := lead+text[left:c.Start], text[c.End:max(right, c.End)]+trail
	return head + text[c.Start:c.End] + tail, head + c.Text + tail
}
