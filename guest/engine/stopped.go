package engine

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Why a path has no value, and what to do about it (section 12, VAL-1).

// A source is what a path is followed for: a mapping's expression, or a SAML path.
type source struct {
	path   []string // decoded; an expression's root first
	isSAML bool
}

// A stop is where a path ended.
type stop struct {
	at      value // the last place that exists
	pointer string
	left    []string // the steps that are left; none where a null is at the end
	isRoot  bool     // the first of them is the root

	nearest string // a member of the place, which the step may mean
	joined  bool   // or all that are left
	near    bool   // there is one
}

// stop is where a path ends; ok is false if it leads to a value.
func (d *decisions) stop(of source) (s stop, ok bool) {
	s.at, s.left, s.isRoot = d.document, of.path, true
	switch {
	case of.isSAML:
		s = d.samlStart(of.path)
	case !d.transaction && of.path[0] == rootAnonymous:
		s.left, s.isRoot = of.path[1:], false
	}
	for len(s.left) > 0 && !s.at.isNull() {
		next := s.at.follow(s.left[:1])
		if !next.exists() {
			break
		}
		s.at, s.pointer = next, joined(s.pointer, "/", pointerStep(s.left[0]))
		s.left, s.isRoot = s.left[1:], false
	}
	if len(s.left) == 0 && !s.at.isNull() {
		return s, false
	}
	if len(s.left) > 0 && !s.isRoot && s.at.isObject() {
		s.nearest, s.joined, s.near = nearest(s.at, s.left)
	}
	return s, true
}

// samlStart is where a SAML path begins: in what decides, which is what code set, or the
// user's object where the two are merged and only that one has the next step (LEG-3).
func (d *decisions) samlStart(path []string) stop {
	i := slices.Index(settable[:], path[0])
	entry := -1
	for n, c := range d.candidates[idToken] {
		if i >= 0 && c.mapping == nil && c.name == path[0] {
			if entry = int(c.index); !d.isValue(d.candidates[idToken][n].value) {
				entry = -1
			}
		}
	}
	if entry < 0 {
		return stop{at: d.document, left: append([]string{rootUser}, path...), isRoot: true}
	}
	place := []string{"custom_claims", idToken.String(), decimal(entry), "value"}
	set, own := d.document.follow(place), d.document.follow([]string{rootUser, path[0]})
	if d.legacy && set.isObject() && own.isObject() && len(path) > 1 && !set.follow(path[1:2]).exists() {
		return stop{at: own, pointer: joined("/", rootUser, "/", path[0]), left: path[1:]}
	}
	return stop{at: set, pointer: joined("/custom_claims/", idToken.String(), "/", decimal(entry), "/value"), left: path[1:]}
}

// nearest is the member of an object that the first of some steps probably means: one
// that differs in letter case, one whose name is all of the steps with dots between them,
// or one that a slip of the fingers or two lead to.
func nearest(object value, steps []string) (name string, joined, ok bool) {
	var names []placedName
	looked := 0
	for m := object.first(); m.exists() && looked < maxMembers; m = m.next() {
		looked++
		if name, paired := decodedName(m.rawName()); paired {
			names = append(names, placedName{int32(len(names)), name})
		}
	}
	names = once(names)
	folded := fold(steps[0])
	whole := ""
	if len(steps) >= 2 && len(steps) <= maxDepth {
		whole = dotJoined(steps)
	}
	length := characters(folded)
	best := min(maxDistance, length/3) + 1
	for _, n := range names {
		if fold(n.name) == folded {
			return n.name, false, true
		}
	}
	for _, n := range names {
		if whole != "" && n.name == whole {
			return n.name, true, true
		}
	}
	if length > maxCompared {
		return "", false, false
	}
	step := letters(folded)
	for _, n := range names {
		if len(n.name) > utf8.UTFMax*maxCompared {
			continue
		}
		other := letters(fold(n.name))
		if len(other) > maxCompared || len(other)-len(step) >= best || len(step)-len(other) >= best {
			continue
		}
		if by := distance(step, other); by < best {
			name, ok, best = n.name, true, by
		}
	}
	return name, false, ok
}

// dotJoined is steps with dots between them.
func dotJoined(steps []string) string {
	whole := steps[0]
	for _, step := range steps[1:] {
		whole = joined(whole, ".", step)
	}
	return whole
}

// once is those names that do not occur twice, in the order of their places: parsers
// disagree on which of two counts.
func once(names []placedName) []placedName {
	sorted := append([]placedName(nil), names...)
	sortNames(sorted)
	twice := make([]bool, len(names))
	for i := 1; i < len(sorted); i++ {
		if sorted[i].name == sorted[i-1].name {
			twice[sorted[i].place], twice[sorted[i-1].place] = true, true
		}
	}
	return slices.DeleteFunc(names, func(n placedName) bool { return twice[n.place] })
}

// distance is the optimal string alignment distance: how many insertions, deletions,
// replacements and swaps of neighbours make one of the other, no part edited twice.
func distance(a, b []rune) int {
	var rows [3][maxCompared + 1]int
	before, last, now := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}

// corrected is the path with the nearest member in the place of what found nothing.
func (s *stop) corrected(path []string) []string {
	steps := append(append([]string(nil), path[:len(path)-len(s.left)]...), s.nearest)
	if s.joined {
		return steps
	}
	return append(steps, s.left[1:]...)
}

// settable reports whether a value can be set where a path stopped, so that it is found.
func (d *decisions) settable(s *stop) bool {
	switch {
	case strings.Count(s.pointer, "/")+len(s.left) > maxDepth:
		return false
	case !d.transaction && s.pointer == "" && slices.Contains(openers, s.left[0]):
		return false
	case s.at.isNull(), s.at.isObject():
		return true
	}
	return s.at.isArray() && elementIndex(s.left[0]) == int32(s.at.count())
}

// correctable reports whether the corrected path has a value, or would be offered a fix
// itself. Each correction leads at least a step further.
func (d *decisions) correctable(of source, s stop) bool {
	for s.near {
		of.path = s.corrected(of.path)
		next, stopped := d.stop(of)
		if !stopped || d.settable(&next) {
			return true
		}
		s = next
	}
	return false
}

// noUser reports whether a path is one into a user that is not there.
func (d *decisions) noUser(of source) bool {
	return (of.isSAML || of.path[0] == rootUser) && !(d.transaction && d.document.follow([]string{rootUser}).isObject())
}

// noValueFix is what can be done about a path that has no value, nil for nothing.
func (d *decisions) noValueFix(of source, s *stop) *fact {
	switch {
	case d.noUser(of):
		return fixUser
	case s.near && d.correctable(of, *s):
		return fixExpression
	case d.settable(s):
		return fixValue
	}
	return nil
}

// place points to where the value of a path that stopped belongs.
func (s *stop) place() string {
	place := s.pointer
	for _, step := range s.left {
		place = joined(place, "/", pointerStep(step))
	}
	return place
}

// expression writes a path anew.
func expression(path []string) string {
	var w writer
	for i, step := range path {
		if i > 0 {
			w.byte('.')
		}
		w.segment(step)
	}
	return string(w.text)
}

// holdsJSON reports whether a string looks like JSON that was turned into text.
func (s *stop) holdsJSON() bool {
	if !s.at.isString() {
		return false
	}
	text := trimSpace(s.at.string())
	return len(text) >= 2 && (text[0] == '{' && text[len(text)-1] == '}' || text[0] == '[' && text[len(text)-1] == ']')
}

// stopped writes where a path ended.
func (w *writer) stopped(s *stop) {
	w.raw(`,"stopped":{"at":`)
	w.string(s.pointer)
	w.code(`,"type":`, typeName(s.at.begins()))
	if len(s.left) > 0 {
		w.raw(`,"step":`)
		w.string(s.left[0])
	}
	if s.near {
		w.raw(`,"nearest":`)
		w.string(s.nearest)
	}
	if s.holdsJSON() {
		w.raw(`,"holds_json":true`)
	}
	w.byte('}')
}
