package engine

import (
	"slices"
	"strings"
)

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
// next. It runs from token to token without ever allocating, for which a compiler
// with a collector of its own rewards it: functions that may allocate, or that
// call one that may, pay for every pointer they hold. What does need memory is
// rare, and there the run pauses: it leaves its state in the scanner, which does
// the work (a name with escapes to decode, names to sort, a custom claim to note)
// and lets it run on.

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

// A notedName is one of a container that is read whole. It holds offsets and no
// text: a collector that has to find out what a hundred thousand pointers into one
// long text belong to takes its time.
type notedName struct {
	offset     int32 // of its opening quote
	start, end int32 // of its characters, in the text or among the decoded ones
	decoded    bool
}

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
	tree   *tree
	nodes  []node // the tree's
	slots  []slot // what was found, by node
	frames [maxDepth + 1]frame
	serial int32

	// Where the run is, while it pauses.
	next   state
	place  int32 // of the value that comes next
	depth  int
	spaces int
	offset int
	name   int // where the name that it pauses for starts

	names   []notedName // of the open containers that are read whole
	decoded []byte      // the characters of those that have escapes
	sorted  []mention   // scratch
	entries []entry     // in the order of the text

	// The problem of IN-1 or IN-2, the leftmost of IN-5, and for each reader the
	// earliest of IN-4. A config reports all of the last kind.
	broken     problem
	mistyped   problem
	duplicates [readerCount]int
	every      []mention // if there is room for any
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

// A pause says why the run has stopped.
type pause uint8

const (
	atEnd     pause = iota // the text is read
	atProblem              // it cannot be read further
	atName                 // a name stands from name to offset that the run cannot follow
	atClose                // a container has ended, of which there is more to say
	notBegun               // the text has not been looked at
)

// scan reads a text along a tree and reports whether it is JSON and not too
// deep. What it found stands in the scanner until the next scan.
func (s *scanner) scan(text string, t *tree) bool {
	if !s.roomFor(t) {
		s.slots = make([]slot, len(t.nodes)+len(t.nodes)/2)
	}
	s.begin(text, t)
	return s.finish(s.run())
}

// finish does what the run pauses for and lets it run on to the end.
//
//go:noinline
func (s *scanner) finish(why pause) bool {
	for {
		switch why {
		case atEnd:
			return true
		case atProblem:
			return false
		case atName:
			if !s.named() {
				return false
			}
		case atClose:
			s.closed()
		}
		why = s.run()
	}
}

// run reads on from where it paused. What it looks at for every token it keeps in
// variables of its own: on some machines a look at memory costs as much as all
// else that is done for a token.
//
//go:noinline
func (s *scanner) run() pause {
	var (
		text   = s.text
		next   = s.next
		at     = s.place
		depth  = s.depth
		spaces = s.spaces
		i      = s.offset
		f      = &s.frames[depth]
		closer = f.closer
		node   = f.node
		whole  = f.whole
		asked  = f.asked()
		nodes  = s.nodes
		table  = s.tree.table
		slots  = s.slots
	)
	for {
		if i >= len(text) {
			if next == wantSeparator && depth == 0 {
				return atEnd
			}
			return s.fail(jsonSyntax, i)
		}
		c := text[i]
		if c <= ' ' && isSpace(c) {
			i++
			spaces++
			continue
		}
		switch next {
		case wantSeparator:
			switch {
			case depth == 0:
				return s.fail(jsonSyntax, i)
			case c == closer:
				i++
				ended := f
				depth--
				f = &s.frames[depth]
				closer, node, whole = f.closer, f.node, f.whole
				told := asked
				if asked = node != nowhere || whole != 0; !told {
					continue
				}
				if ended.node != nowhere {
					s.found(ended.node, ended.start, i, spaces-int(ended.spaces), text[ended.start])
				}
				if len(s.names) > int(ended.names)+1 || s.nodes[ended.node].role >= roleList {
					s.leave(next, nowhere, depth, spaces, i)
					return atClose
				}
				s.names = s.names[:ended.names]
			case c != ',':
				return s.fail(jsonSyntax, i)
			case closer == '}':
				i++
				next = wantName
			default:
				i++
				at = nowhere
				if asked {
					at = s.element(f)
				}
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
			// Most members are plain strings with no space about them. A run of such is
			// gone through here, the three bytes between two strings looked at as one;
			// the member that ends it is left to what follows.
			for {
				nameEnd := skipPlain(text, i+1)
				if threeBytes(text, nameEnd) != nameThenString {
					break
				}
				valueEnd := skipPlain(text, nameEnd+3)
				if threeBytes(text, valueEnd) != stringThenName {
					break
				}
				if whole != 0 {
					break // its names are noted
				}
				if node != nowhere {
					if at = childOf(nodes, table, node, text, i+1, nameEnd); at != nowhere {
						s.once(at, f.serial, i)
						slot := &slots[at]
						slot.end, slot.start, slot.spaces = int32(valueEnd+1), int32(nameEnd+2), 0
						if wants := nodes[at].wants; wants != 0 && wants != '"' {
							s.mistype(problem{kind: wrongType, offset: nameEnd + 2, wanted: wants})
						}
					}
				}
				i = valueEnd + 2
			}
			start := i
			i = skipPlain(text, i+1)
			plain := i < len(text) && text[i] == '"'
			if plain {
				i++
			} else if i = stringEnd(text, i); i < 0 {
				return s.failString(s.nodes[f.node].role == roleNames, start, ^i)
			}
			next = wantColon
			at = nowhere
			if asked {
				if !plain || whole != 0 && len(s.names) == cap(s.names) {
					s.leave(next, nowhere, depth, spaces, i)
					s.name = start
					return atName
				}
				at = s.member(f, start, text, start+1, i-1, false)
			}
			if i >= len(text) || text[i] != ':' {
				continue
			}
			i++
			if next = wantValue; i >= len(text) {
				continue
			}
			if c = text[i]; c <= ' ' {
				continue
			}

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
			if asked {
				at = s.element(f)
			}
		}

		// A value comes.
		start := i
		next = wantSeparator
		switch c {
		case '"':
			if i = skipPlain(text, i+1); i < len(text) && text[i] == '"' {
				i++
			} else {
				i = stringEnd(text, i)
			}
		case '{', '[':
			if depth == maxDepth {
				return s.fail(tooDeep, i)
			}
			depth++
			f = s.opened(depth, at, i, spaces)
			closer, node, whole = f.closer, f.node, f.whole
			asked = node != nowhere || whole != 0
			at = nowhere
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
			return s.failString(c == '"' && s.nodes[at].role == roleStrict, start, ^i)
		}
		if at != nowhere {
			if c == '"' && s.nodes[at].role == roleStrict && !s.wellFormed(start, i) {
				return atProblem
			}
			s.found(at, int32(start), i, 0, c)
		}
		if closer == '}' && i < len(text) && text[i] == ',' { // as mostly, at once
			i++
			next = wantName
		}
	}
}

// leave keeps where the run is.
func (s *scanner) leave(next state, place int32, depth, spaces, offset int) {
	s.next, s.place, s.depth, s.spaces, s.offset = next, place, depth, spaces, offset
}

// roomFor reports whether the scanner has room for what is found along a tree.
func (s *scanner) roomFor(t *tree) bool { return len(t.nodes) <= len(s.slots) }

// begin makes ready for a run through a text, for which there is room. Frames and
// scratch are written before they are read.
func (s *scanner) begin(text string, t *tree) {
	s.text, s.tree, s.nodes = text, t, t.nodes
	clear(s.slots[:len(t.nodes)])
	s.leave(wantValue, document, 0, 0, 0)
	s.serial = 0
	s.names, s.decoded, s.entries, s.every = s.names[:0], s.decoded[:0], s.entries[:0], s.every[:0]
	s.mistyped.kind, s.mistyped.offset = nil, nothing
	for reader := range s.duplicates {
		s.duplicates[reader] = nothing
	}
}

// fail notes why the text cannot be read further.
func (s *scanner) fail(kind *problemKind, offset int) pause {
	s.broken = problem{kind: kind, offset: offset}
	return atProblem
}

// failString is fail for a value or a name that starts at start and breaks at
// offset; if it is strict, a lone surrogate may have broken it before.
func (s *scanner) failString(strict bool, start, offset int) pause {
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
	if k >= 0 {
		s.fail(jsonSyntax, start+1+k)
	}
	return k < 0
}

// opened notes that a container begins at a place.
func (s *scanner) opened(depth int, at int32, start, spaces int) *frame {
	f := &s.frames[depth]
	f.node = at
	f.start = int32(start)
	f.spaces = int32(spaces)
	f.next = 0
	f.names = int32(len(s.names))
	f.whole = s.frames[depth-1].whole | s.nodes[at].whole
	f.closer = s.text[start] + 2 // as ASCII has them
	if f.asked() {
		s.serial++
		f.serial = s.serial
	}
	if s.nodes[at].role == roleEntry {
		for child := s.nodes[at].first; child < s.nodes[at].end; child++ {
			s.slots[child] = slot{}
		}
	}
	return f
}

// found notes the value of a place; c is its first byte. A null does not hide a
// value before it.
func (s *scanner) found(at, start int32, end, spaces int, c byte) {
	slot := &s.slots[at]
	if c != 'n' || slot.absent() {
		slot.end, slot.start, slot.spaces = int32(end), start, int32(spaces)
	}
	if n := &s.nodes[at]; n.wants != 0 && c != n.wants && (c != 'n' || !n.nullable) {
		s.mistype(problem{kind: wrongType, offset: int(start), wanted: n.wants})
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
	n := &s.nodes[f.node]
	index := f.next
	f.next++
	if n.each != nowhere && f.closer == ']' {
		return n.each
	}
	if index <= n.last {
		for child := n.first; child < n.end; child++ {
			if s.nodes[child].index == index {
				return child
			}
		}
	}
	return nowhere
}

// member is the place of a member of a container that somebody asks about. The
// name stands from start to end in a text; at offset its quote in the document.
func (s *scanner) member(f *frame, offset int, text string, start, end int, decoded bool) int32 {
	if f.whole != 0 {
		s.names = s.names[:len(s.names)+1]
		s.names[len(s.names)-1] = notedName{int32(offset), int32(start), int32(end), decoded}
	}
	child := s.tree.child(f.node, text, start, end)
	if child != nowhere {
		s.once(child, f.serial, offset)
	} else if n := &s.nodes[f.node]; n.role == roleNames {
		return n.each
	}
	return child
}

// once notes a duplicate if the member has been found in this container before.
func (s *scanner) once(child, serial int32, offset int) {
	switch seen := &s.slots[child].seenIn; *seen {
	case serial:
		*seen = -serial // the third is no news
		s.duplicate(offset, s.nodes[child].path)
	case -serial:
	default:
		*seen = serial
	}
}

// duplicate notes a second occurrence for who reads the place.
//
//go:noinline
func (s *scanner) duplicate(offset int, who readers) {
	for reader := range s.duplicates {
		if who>>reader&1 != 0 {
			s.duplicates[reader] = min(s.duplicates[reader], offset)
		}
	}
	if len(s.every) < cap(s.every) {
		s.every = s.every[:len(s.every)+1]
		s.every[len(s.every)-1] = mention{at: int32(offset)}
	}
}

// named does for a name what the run could not: it has escapes, or there is no
// more room to note it. It reports whether a name that must has its characters
// whole.
//
//go:noinline
func (s *scanner) named() bool {
	f := &s.frames[s.depth]
	if s.nodes[f.node].role == roleNames && !s.wellFormed(s.name, s.offset) {
		return false
	}
	s.names = slices.Grow(s.names, 1)
	start, end := s.name+1, s.offset-1
	if strings.IndexByte(s.text[start:end], '\\') < 0 {
		s.place = s.member(f, s.name, s.text, start, end, false)
		return true
	}
	before := len(s.decoded)
	decoded, paired := decodeString(s.decoded, s.text[start:end])
	if !paired {
		return true // equal to no other name
	}
	s.place = s.member(f, s.name, string(decoded[before:]), 0, len(decoded)-before, true)
	if f.whole != 0 {
		s.decoded = decoded
		noted := &s.names[len(s.names)-1]
		noted.start, noted.end = int32(before), int32(len(decoded))
	}
	return true
}

// closed does what is left to do when a container has ended.
//
//go:noinline
func (s *scanner) closed() {
	f := &s.frames[s.depth+1]
	s.distinct(s.names[f.names:], f.whole)
	s.names = s.names[:f.names]
	switch s.nodes[f.node].role {
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
	first := s.nodes[f.node].first
	name, value := s.slots[first].span, s.slots[first+1].span
	if name.absent() || s.text[name.start] == 'n' {
		s.mistype(problem{kind: missingMember, offset: int(f.start), member: s.nodes[first].name})
	} else if len(s.entries) < int(tokenCount)*maxCustomClaims {
		s.entries = append(s.entries, entry{f.node, name, value})
	}
}

// distinct notes the names that occur twice among those of one object.
func (s *scanner) distinct(names []notedName, who readers) {
	// Those of containers around this one stand before its own, those of
	// containers in it are gone.
	base := len(s.decoded)
	for _, name := range names {
		if name.decoded {
			base = int(name.start)
			break
		}
	}
	decoded := string(s.decoded[base:])
	s.decoded = s.decoded[:base]
	sorted := slices.Grow(s.sorted[:0], len(names))
	for _, name := range names {
		if name.decoded {
			sorted = append(sorted, mention{name.offset, decoded[int(name.start)-base : int(name.end)-base]})
		} else {
			sorted = append(sorted, mention{name.offset, s.text[name.start:name.end]})
		}
	}
	sortMentions(sorted)
	second := sorted[:0] // the second of each name, in place of what has been looked at
	for i, seen := 1, 0; i < len(sorted); i++ {
		if !sameText(sorted[i].text, sorted[i-1].text) {
			seen = i
		} else if i == seen+1 {
			second = append(second, mention{at: sorted[i].at})
		}
	}
	sortMentions(second) // by offset
	for _, m := range second {
		s.duplicate(int(m.at), who)
	}
	clear(sorted)
	s.sorted = sorted[:0]
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }
