package engine

import (
	"slices"
	"strings"
)

// Why a path has no value, and what to do about it (section 12, VAL-1).

// A source is what a path is followed for: a mapping's expression, or a SAML path.
type source struct {
	path   []string // decoded; an expression's root first
	isSAML bool
}

// A stop is where a path ended.
type stop struct {
	at     value    // the last place that exists
	base   string   // the pointer of where the walk began
	path   []string // the steps from there
	walked int      // how many of them were found; all where a null is at the end
	rooted bool     // the first of them is the root

	nearest string // a member of the place, which the next step may mean
	joined  bool   // or all that are left
	near    bool   // there is one
}

// left is the steps that were not found.
func (s *stop) left() []string { return s.path[s.walked:] }

// stop is where a path ends; ok is false if it leads to a value.
func (d *decisions) stop(of source) (s stop, ok bool) {
	s.at, s.path, s.rooted = d.document, of.path, true
	switch {
	case of.isSAML:
		s = d.samlStart(of.path)
	case !d.transaction && of.path[0] == rootAnonymous:
		s.path, s.rooted = of.path[1:], false
	}
	ok = d.walk(&s)
	return s, ok
}

// walk goes on with the steps that are left. It reports whether the path stops before it
// leads to a value.
func (d *decisions) walk(s *stop) bool {
	for s.walked < len(s.path) && !s.at.isNull() {
		next := s.at.follow(s.path[s.walked : s.walked+1])
		if !next.exists() {
			break
		}
		s.at = next
		s.walked++
	}
	s.near = false
	if s.walked == len(s.path) {
		return s.at.isNull()
	}
	if s.at.isObject() && !(s.rooted && s.walked == 0) {
		s.nearest, s.joined, s.near = nearest(d.names(s.at), s.left())
	}
	return true
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
		return stop{at: d.document, path: append([]string{rootUser}, path...), rooted: true}
	}
	place := []string{"custom_claims", idToken.String(), decimal(entry), "value"}
	set, own := d.document.follow(place), d.document.follow([]string{rootUser, path[0]})
	if d.legacy && set.isObject() && own.isObject() && len(path) > 1 && !set.follow(path[1:2]).exists() {
		return stop{at: own, base: pointer("", rootUser, path[0]), path: path[1:]}
	}
	return stop{at: set, base: pointer("", place...), path: path[1:]}
}

// pointer is a pointer with more steps.
func pointer(base string, steps ...string) string {
	w := writer{text: []byte(base)}
	for _, step := range steps {
		w.byte('/')
		w.raw(pointerStep(step))
	}
	return string(w.text)
}

// pointer points to where the path ended, place to where its value belongs.
func (s *stop) pointer() string { return pointer(s.base, s.path[:s.walked]...) }
func (s *stop) place() string   { return pointer(s.base, s.path...) }

// A lookedAt is an object at which a path stopped, and the members that may have been meant.
type lookedAt struct {
	index int32
	names []placedName
}

// names are those of an object's members that may have been meant, in the order of the
// text. They are kept, since a hundred paths may stop at one large object.
func (d *decisions) names(object value) []placedName {
	for i := range d.lookedAt {
		if d.lookedAt[i].index == object.index {
			return d.lookedAt[i].names
		}
	}
	names := make([]placedName, 0, object.count())
	place := int32(0)
	for m := object.first(); m.exists(); m = m.next() {
		if name, paired := decodedName(m.rawName()); paired {
			names = append(names, placedName{place, name})
		}
		place++
	}
	names = once(names)
	d.lookedAt = append(d.lookedAt, lookedAt{object.index, names})
	return names
}

// once is those of an object's first names that it does not have twice, in the order of
// their places: parsers disagree on which of two counts.
func once(names []placedName) []placedName {
	sorted := append([]placedName(nil), names...)
	sortNames(sorted)
	var passed [maxMembers + 1]bool
	for i := 1; i < len(sorted); i++ {
		if sorted[i].name == sorted[i-1].name {
			passed[min(sorted[i].place, maxMembers)] = true
			passed[min(sorted[i-1].place, maxMembers)] = true
		}
	}
	passed[maxMembers] = true
	first := names[:0]
	for _, n := range names {
		if !passed[min(n.place, maxMembers)] {
			first = append(first, n)
		}
	}
	return first
}

// nearest is the name that the first of some steps probably means: one that differs in
// letter case, one that is all of the steps with dots between them, or one that a slip of
// the fingers or two lead to.
func nearest(names []placedName, steps []string) (name string, joined, ok bool) {
	for _, n := range names {
		if sameFolded(n.name, steps[0]) {
			return n.name, false, true
		}
	}
	for _, n := range names {
		if isJoined(n.name, steps) {
			return n.name, true, true
		}
	}
	length := characters(steps[0])
	if length > maxCompared {
		return "", false, false
	}
	var room, others [maxCompared]rune
	step := foldedLetters(steps[0], &room)
	best := min(maxDistance, length/3) + 1
	for _, n := range names {
		if by := characters(n.name) - length; by >= best || -by >= best || length+by > maxCompared {
			continue
		}
		if by := distance(step, foldedLetters(n.name, &others)); by < best {
			name, ok, best = n.name, true, by
		}
	}
	return name, false, ok
}

// foldedLetters are letters, each folded.
//
//go:noinline
func foldedLetters(text string, room *[maxCompared]rune) []rune {
	folded := letters(text, room)
	for i, r := range folded {
		folded[i] = foldRune(r)
	}
	return folded
}

// isJoined reports whether a name is all of some steps, with dots between them.
func isJoined(name string, steps []string) bool {
	if len(steps) < 2 || len(steps) > maxDepth {
		return false
	}
	for i, step := range steps {
		if i > 0 {
			if name == "" || name[0] != '.' {
				return false
			}
			name = name[1:]
		}
		if !strings.HasPrefix(name, step) {
			return false
		}
		name = name[len(step):]
	}
	return name == ""
}

// distance is the optimal string alignment distance: how many insertions, deletions,
// replacements and swaps of neighbours make one of the other, no part edited twice. The
// lengths differ by maxDistance at most, and more than that is told as any number above.
func distance(a, b []rune) int {
	const (
		far   = maxDistance + 1
		width = maxCompared + 2
	)
	var rows [3 * width]int // three, told by where they begin: a pointer would put them into the arena
	before, last, now := 0, width, 2*width
	for j := range far + 1 {
		rows[last+j] = j
	}
	for i := 1; i <= len(a); i++ {
		// Only what is near the diagonal can be near.
		low, high := max(i-maxDistance, 1), min(i+maxDistance, len(b))
		rows[now+low-1], rows[now+high+1] = far, far
		if low == 1 {
			rows[now] = i
		}
		least := rows[now+low-1]
		for j := low; j <= high; j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			by := min(rows[last+j]+1, rows[now+j-1]+1, rows[last+j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				by = min(by, rows[before+j-2]+1)
			}
			rows[now+j] = by
			least = min(least, by)
		}
		if least > maxDistance {
			return far
		}
		before, last, now = last, now, before
	}
	return rows[last+len(b)]
}

// corrected is a path that ends with the steps of the stop's, with what was probably meant
// in the place of what found nothing.
func (s *stop) corrected(path []string) []string {
	found := len(path) - len(s.left())
	steps := append(path[:found:found], s.nearest)
	if s.joined {
		return steps
	}
	return append(steps, s.left()[1:]...)
}

// settable reports whether a value can be set where a path stopped, so that it is found.
func (d *decisions) settable(s *stop) bool {
	switch {
	case strings.Count(s.base, "/")+len(s.path) > maxDepth:
		return false
	case !d.transaction && s.walked == 0 && slices.Contains(openers, s.path[0]):
		return false
	case s.at.isNull(), s.at.isObject():
		return true
	}
	return s.at.isArray() && elementIndex(s.left()[0]) == int32(s.at.count())
}

// correctable reports whether the corrected path has a value, or would be offered a fix
// itself. Each correction leads at least a step further.
func (d *decisions) correctable(of source, s stop) bool {
	for s.near {
		var stopped bool
		if of.isSAML && s.walked == 0 {
			of.path = s.corrected(of.path)
			s, stopped = d.stop(of) // another step may begin elsewhere
		} else {
			s.path = s.corrected(s.path)
			stopped = d.walk(&s)
		}
		if !stopped || d.settable(&s) {
			return true
		}
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
	w.string(s.pointer())
	w.code(`,"type":`, typeName(s.at.begins()))
	if left := s.left(); len(left) > 0 {
		w.raw(`,"step":`)
		w.string(left[0])
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
