package main

import (
	"fmt"
	"unicode/utf8"

	"github.com/claimsmith/claimsmith/host/internal/display"
)

// printable is text on one line that a terminal shows and does not obey.
func printable(text string) string { return display.Line(text) }

// shorten cuts a long text of a report and tells its length.
func shorten(text string) string {
	const most = 1000
	if len(text) <= most {
		return text
	}
	end := most
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return fmt.Sprintf("%s… (%d bytes)", text[:end], len(text))
}
