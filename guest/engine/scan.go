package engine

import "strings"

// The one pass over a text.
//
// A session is read once, from left to right, and everything that the policy
// asks of its bytes is asked on the way: is it JSON in UTF-8 (IN-1), is it too
// deep (IN-2), have the members that the policy names the right types (IN-5),
// does a member that is read occur twice (IN-4), and where does each mapped
// value stand. Nothing is decoded or copied; a value is a span of the text.
//
// What to look for is a tree of nodes, made from the config: a node stands for a
// place in the document and its children for the members or elements of what is
// found there. Beside each container that is open the scanner keeps the node
// that it was found at, node 0 for a place that nobody asks about. So a member's
// name is compared with the few names that are asked for there, and below node 0
// the text is only checked.
//
// Where a whole value is read (a mapped object, say), a member may not occur
// twice at any depth in it. Names are noted as they go by, on a stack that each
// closing brace takes its own from, and sorted there: n log n, whatever the
// names are.
//
// Between two tokens the scanner is in one of six states, which say what may come
// next.

// A span is a value's place in a text, and how many bytes of insignificant
// white space are in it. Spans that start at 0 are absent values: only a whole
// document can start there.
type span struct{ start, end, spaces int32 }

func (v span) absent() bool { return v.start == 0 }

// size is the value's length in compact form.
func (v span) size() int { return int(v.end - v.start - v.spaces) }

// A slot is what was found at a node.
type slot struct {
	span
	seenIn int32 // the container in which it was last found, negative if more than once
}

// repeated reports whether a member was found twice in its container.
func (s *slot) repeated() bool { return s.seenIn < 0 }

// A frame is an open container.
type frame struct {
	node   int32   // the place where it stands
	start  int32   // its offset
	spaces int32   // white space before it
	serial int32   // its number among the containers that somebody asks about
	next   int32   // the index of its next element
	names  int32   // where its own begin on the stack of names
	whole  readers // who reads all that is in it
	closer byte
}

// asked reports whether anybody wants to know what is in the container.
func (f *frame) asked() bool { return f.node != nowhere || f.whole != 0 }

// An entry is a custom claim set by code.
type entry struct {
	node        int32 // the place of its list's entries
	name, value span
}

// nothing is an offset past any text.
const nothing = 1<<31 - 1

// A scanner reads one text after another and keeps its memory between them.
type scanner struct {
	text   string
	tree   tree
	slots  []slot // what was found, by node
	frames [maxDepth + 1]frame
	serial int32

	names   []mention // of the open containers that are read whole
	decoded []byte    // scratch

	entries []entry // in the order of the text

	// The problem of IN-1 or IN-2, the leftmost of IN-5, and for each reader the
	// earliest of IN-4. A config reports all of the last kind.
	broken     problem
	mistyped   problem
	duplicates [readerCount]int
	every      []mention
	all        bool
}

// A state says what may come next.
type state uint8

const (
	wantValue     state = iota
	wantElement         // a value or the end of the array that has just begun
	wantMember          // a name or the end of the object that has just begun
	wantName            // a name
	wantColon           // the colon after a name
	wantSeparator       // a comma or the end of the container; at depth 0 nothing
)

// scan reads a text along a tree and reports whether it is JSON and not too
// deep. What it found stands in the scanner until the next scan.
func (s *scanner) scan(text string, t tree) bool {
	s.reset(text, t)
	var (
		next   = wantValue
		at     = int32(document) // the place of the value that comes next
		depth  = 0
		spaces = 0
		i      = 0
	)
	for {
		for i < len(text) && isSpace(text[i]) {
			i++
			spaces++
		}
		if i == len(text) {
			return next == wantSeparator && depth == 0 || s.fail(jsonSyntax, i)
		}
		f := &s.frames[depth]
		c := text[i]
		switch next {
		case wantSeparator:
			switch {
			case depth == 0:
				return s.fail(jsonSyntax, i)
			case c == f.closer:
				i++
				depth--
				if f.asked() {
					s.closed(f, i, spaces)
				}
			case c != ',':
				return s.fail(jsonSyntax, i)
			case f.closer == '}':
				i++
				next = wantName
			default:
				i++
				at = s.element(f)
				next = wantValue
			}
			continue

		case wantMember, wantName:
			if c == '}' && next == wantMember {
				next = wantSeparator
				continue
			}
			if c != '"' {
				return s.fail(jsonSyntax, i)
			}
			start := i
			i = skipPlain(text, i+1)
			plain := i < len(text) && text[i] == '"'
			if i = stringEnd(text, i); i < 0 {
				return s.failString(s.tree[f.node].role == roleNames, start, ^i)
			}
			at = nowhere
			if f.asked() {
				if !plain && s.tree[f.node].role == roleNames && !s.wellFormed(start, i) {
					return false
				}
				at = s.member(f, start, i, plain)
			}
			next = wantColon
			continue

		case wantColon:
			if c != ':' {
				return s.fail(jsonSyntax, i)
			}
			i++
			next = wantValue
			continue

		case wantElement:
			if c == ']' {
				next = wantSeparator
				continue
			}
			at = s.element(f)
		}

		// A value comes.
		start := i
		next = wantSeparator
		switch c {
		case '"':
			i = stringEnd(text, i+1)
		case '{', '[':
			if depth == maxDepth {
				return s.fail(tooDeep, i)
			}
			depth++
			s.opened(depth, at, i, spaces)
			i++
			next = wantMember
			if c == '[' {
				next = wantElement
			}
			continue
		case 't':
			i = literalEnd(text, i, "true")
		case 'f':
			i = literalEnd(text, i, "false")
		case 'n':
			i = literalEnd(text, i, "null")
		default:
			i = numberEnd(text, i)
		}
		if i < 0 {
			return s.failString(c == '"' && s.tree[at].role == roleStrict, start, ^i)
		}
		if at != nowhere {
			if c == '"' && s.tree[at].role == roleStrict && !s.wellFormed(start, i) {
				return false
			}
			s.found(at, span{int32(start), int32(i), 0})
		}
	}
}

func (s *scanner) reset(text string, t tree) {
	s.text, s.tree = text, t
	if len(s.slots) < len(t) {
		s.slots = make([]slot, len(t)+len(t)/2)
	}
	clear(s.slots[:len(t)])
	s.serial = 0
	s.names, s.entries, s.every = s.names[:0], s.entries[:0], s.every[:0]
	s.broken, s.mistyped = problem{}, problem{offset: nothing}
	s.duplicates = [readerCount]int{nothing, nothing, nothing}
}

// fail notes why the text cannot be read further.
func (s *scanner) fail(kind *problemKind, offset int) bool {
	s.broken = problem{kind: kind, offset: offset}
	return false
}

// failString is fail for a value or a name that starts at start and breaks at
// offset; if it is strict, a lone surrogate may have broken it before.
func (s *scanner) failString(strict bool, start, offset int) bool {
	if strict {
		if k := unpaired(s.text[start+1 : offset]); k >= 0 {
			offset = start + 1 + k
		}
	}
	return s.fail(jsonSyntax, offset)
}

// wellFormed reports whether a strict string has its characters whole.
func (s *scanner) wellFormed(start, end int) bool {
	k := unpaired(s.text[start+1 : end-1])
	return k < 0 || s.fail(jsonSyntax, start+1+k)
}

// opened notes that a container begins at a place.
func (s *scanner) opened(depth int, at int32, start, spaces int) {
	f := &s.frames[depth]
	*f = frame{
		node:   at,
		start:  int32(start),
		spaces: int32(spaces),
		names:  int32(len(s.names)),
		whole:  s.frames[depth-1].whole | s.tree[at].whole,
		closer: s.text[start] + 2, // as ASCII has them
	}
	if f.asked() {
		s.serial++
		f.serial = s.serial
	}
	if s.tree[at].role == roleEntry {
		clear(s.slots[s.tree[at].first:s.tree[at].end])
	}
}

// closed notes that a container that somebody asks about has ended.
func (s *scanner) closed(f *frame, end, spaces int) {
	if f.whole != 0 {
		s.distinct(s.names[f.names:], f.whole)
		s.names = s.names[:f.names]
	}
	if f.node == nowhere {
		return
	}
	s.found(f.node, span{f.start, int32(end), int32(spaces) - f.spaces})
	switch s.tree[f.node].role {
	case roleList:
		if f.next > maxCustomClaims {
			s.mistype(problem{kind: tooManyClaims, offset: int(f.start)})
		}
	case roleEntry:
		s.entered(f)
	}
}

// entered notes a custom claim whose entry has ended.
func (s *scanner) entered(f *frame) {
	if f.closer != '}' {
		return // and so mistyped
	}
	first := s.tree[f.node].first
	name, value := s.slots[first].span, s.slots[first+1].span
	if name.absent() || s.text[name.start] == 'n' {
		s.mistype(problem{kind: missingMember, offset: int(f.start), member: s.tree[first].name})
	} else if len(s.entries) < 2*maxCustomClaims {
		s.entries = append(s.entries, entry{f.node, name, value})
	}
}

// found notes the value of a place. A null does not hide a value before it.
func (s *scanner) found(at int32, v span) {
	n, c := &s.tree[at], s.text[v.start]
	if c != 'n' || s.slots[at].absent() {
		s.slots[at].span = v
	}
	if n.wants != 0 && c != n.wants && (c != 'n' || !n.nullable) {
		s.mistype(problem{kind: wrongType, offset: int(v.start), detail: expected(n.wants, c)})
	}
}

// mistype notes a problem of IN-5; the leftmost is reported.
func (s *scanner) mistype(p problem) {
	if p.offset < s.mistyped.offset {
		s.mistyped = p
	}
}

// element is the place of an array's next element.
func (s *scanner) element(f *frame) int32 {
	n := &s.tree[f.node]
	index := f.next
	f.next++
	if n.each != nowhere && f.closer == ']' {
		return n.each
	}
	if index <= n.last {
		for child := n.first; child < n.end; child++ {
			if s.tree[child].index == index {
				return child
			}
		}
	}
	return nowhere
}

// member is the place of a member of a container that somebody asks about. Its
// name stands from start to end with its quotes; a plain one has no escapes.
func (s *scanner) member(f *frame, start, end int, plain bool) int32 {
	text, from, to := s.text, start+1, end-1
	if !plain && strings.IndexByte(text[from:to], '\\') >= 0 {
		decoded, paired := decodeString(s.decoded[:0], text[from:to])
		if s.decoded = decoded; !paired {
			return nowhere // equal to no other name
		}
		text, from, to = string(decoded), 0, len(decoded)
	}
	if f.whole != 0 {
		s.names = append(s.names, mention{int32(start), text[from:to]})
	}
	child := s.tree.child(f.node, text, from, to)
	if child != nowhere {
		s.once(child, f.serial, start)
	} else if n := &s.tree[f.node]; n.role == roleNames {
		return n.each
	}
	return child
}

// once notes a duplicate if the member has been found in this container before.
func (s *scanner) once(child, serial int32, offset int) {
	switch seen := &s.slots[child].seenIn; *seen {
	case serial:
		*seen = -serial // the third is no news
		s.duplicate(offset, s.tree[child].path)
	case -serial:
	default:
		*seen = serial
	}
}

func (s *scanner) duplicate(offset int, who readers) {
	for reader := range s.duplicates {
		if who>>reader&1 != 0 {
			s.duplicates[reader] = min(s.duplicates[reader], offset)
		}
	}
	if s.all && len(s.every) < maxProblems {
		s.every = append(s.every, mention{at: int32(offset)})
	}
}

// distinct notes the names that occur twice among those of one object.
func (s *scanner) distinct(names []mention, who readers) {
	sortMentions(names)
	for i := 1; i < len(names); i++ {
		if names[i].text == names[i-1].text && (i == 1 || names[i-1].text != names[i-2].text) {
			s.duplicate(int(names[i].at), who)
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }
