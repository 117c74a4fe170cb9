package engine

import (
	"cmp"
	"slices"
)

// A mention is a name and where it stands: an offset, or an index in a list.
type mention struct {
	at   int32
	text string
}

// sortMentions sorts by name, shorter ones first, and mentions of one name by
// where they stand. It takes n log n steps whatever the names are.
func sortMentions(list []mention) {
	if len(list) > 1 {
		slices.SortFunc(list, compareMentions)
	}
}

func compareMentions(a, b mention) int {
	return cmp.Or(compareNames(a.text, b.text), cmp.Compare(a.at, b.at))
}

func compareNames(a, b string) int {
	if len(a) != len(b) {
		return cmp.Compare(len(a), len(b))
	}
	return cmp.Compare(a, b)
}

// findMention is the index of the first mention of a name in a sorted list, or
// -1.
func findMention(list []mention, name string) int {
	i, found := slices.BinarySearchFunc(list, name, func(m mention, name string) int { return compareNames(m.text, name) })
	if !found {
		return -1
	}
	return i
}
