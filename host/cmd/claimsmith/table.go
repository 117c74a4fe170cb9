package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
)

// A cell is one field of a table.
type cell struct {
	text  string
	style layout.Style
}

// The widest that a claim's name is shown.
const widestClaim = 60

// table is an explanation for people, whose warnings stand at their places.
func table(e *host.Explained, warnings []diagnostic.Diagnostic, colour bool) []byte {
	t := &tableWriter{colour: colour}
	if len(e.Decisions) == 0 {
		t.line(cell{text: "No claim is mapped or set."})
	} else {
		t.decisions(e.Decisions)
	}
	t.payload(e)
	if len(warnings) > 0 {
		t.heading("Warnings")
		for _, w := range warnings {
			t.line(cell{"  " + warningLine(&w), layout.Yellow})
		}
	}
	if len(e.Logs) > 0 {
		t.heading("Logs")
		for _, l := range e.Logs {
			t.line(cell{text: "  " + printable(l.Type+": "+l.Description)})
			t.line(cell{text: "  " + printable(string(l.Details))})
		}
	}
	if e.Error != nil {
		t.heading("Error")
		t.line(cell{"  " + printable(fmt.Sprintf("%s: %s: %s (%d bytes, the limit is %d)", e.Error.Token, e.Error.Code, e.Error.Message, e.Error.Bytes, e.Error.Limit)), layout.Red})
	}
	return t.Bytes()
}

// warningLine is a warning behind its place, if it has one.
func warningLine(w *diagnostic.Diagnostic) string {
	text := w.Code + ": " + w.Message
	if w.At != nil {
		line, column := w.At.Position()
		text = fmt.Sprintf("%s:%d:%d: %s", w.At.Name, line, column, text)
	}
	return printable(text)
}

type tableWriter struct {
	bytes.Buffer
	colour bool
}

func (t *tableWriter) decisions(decisions []host.Decision) {
	rows := [][]cell{{{"CLAIM", layout.Bold}, {"TOKEN", layout.Bold}, {"VERDICT", layout.Bold}, {"BYTES", layout.Bold}, {"REASON", layout.Bold}, {"HINT", layout.Bold}}}
	for _, d := range decisions {
		verdict := layout.Green
		if d.Verdict != "added" {
			verdict = layout.Yellow
		}
		rows = append(rows, []cell{
			{text: layout.Cut(printable(d.Claim), widestClaim)},
			{text: printable(d.Token)},
			{printable(d.Verdict), verdict},
			{text: strconv.Itoa(d.Bytes)},
			{printable(d.Reason), verdict},
			{text: printable(hint(d))},
		})
	}
	t.rows(rows, 3)
}

// hint is what a person can do, with the detail that the sentence leaves open.
func hint(d host.Decision) string {
	switch {
	case d.Fix == nil:
		return d.Hint
	case d.Fix.Scope != "":
		return fmt.Sprintf("%s [scope %s]", d.Hint, d.Fix.Scope)
	case d.Fix.Path != "":
		return fmt.Sprintf("%s [%s]", d.Hint, d.Fix.Path)
	}
	return d.Hint
}

// payload writes the size of each token's claims. They come in the order in which
// tokens are judged.
func (t *tableWriter) payload(e *host.Explained) {
	rows := [][]cell{}
	for _, token := range []string{"access_token", "id_token", "saml"} {
		if p, ok := e.Payload[token]; ok {
			size := layout.Plain
			if p.Bytes > p.Limit {
				size = layout.Red
			}
			rows = append(rows, []cell{{text: "  " + token}, {strconv.Itoa(p.Bytes), size}, {text: fmt.Sprintf("of %d bytes", p.Limit)}})
		}
	}
	if len(rows) > 0 {
		t.heading("Payload")
		t.rows(rows, 1)
	}
}

func (t *tableWriter) heading(text string) {
	t.WriteByte('\n')
	t.line(cell{text, layout.Bold})
}

// rows writes rows of equal length, their columns side by side; the numbers of one
// column are flush right.
func (t *tableWriter) rows(rows [][]cell, numbers int) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, c := range row {
			widths[i] = max(widths[i], layout.Width(c.text))
		}
	}
	for _, row := range rows {
		last := len(row) - 1
		for last > 0 && row[last].text == "" {
			last-- // no blanks at the end of a line
		}
		for i, c := range row[:last+1] {
			if i > 0 {
				t.WriteString("  ")
			}
			blanks := strings.Repeat(" ", widths[i]-layout.Width(c.text))
			switch {
			case i == numbers:
				t.WriteString(blanks)
				t.cell(c)
			case i == last:
				t.cell(c)
			default:
				t.cell(c)
				t.WriteString(blanks)
			}
		}
		t.WriteByte('\n')
	}
}

func (t *tableWriter) line(c cell) {
	t.cell(c)
	t.WriteByte('\n')
}

func (t *tableWriter) cell(c cell) {
	if !t.colour || c.style == layout.Plain || c.text == "" {
		t.WriteString(c.text)
		return
	}
	fmt.Fprintf(t, "\x1b[%sm%s\x1b[0m", c.style, c.text)
}
