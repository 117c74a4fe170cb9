package main

import (
	"fmt"
	"strings"

	"github.com/hbollon/go-edlib"
)

// nearest is the one of some names that is most like a text, if one is like it at all.
func nearest(text string, names []string) string {
	best, least := "", max(len(text)/3, 1)+1
	for _, name := range names {
		if distance := edlib.OSADamerauLevenshteinDistance(strings.ToLower(text), strings.ToLower(name)); name != "" && distance < least {
			best, least = name, distance
		}
	}
	return best
}

// didYouMean is the question that follows a mistyped text, or nothing.
func didYouMean(text string, names []string) string {
	if name := nearest(text, names); name != "" {
		return fmt.Sprintf(" (did you mean %q?)", name)
	}
	return ""
}
