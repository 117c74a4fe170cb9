package engine

// The one pass over a text.
//
// A session is read once, from left to right, and everything that the policy
// asks of its bytes is asked on the way: is it JSON in UTF-8 (IN-1), is it too
// deep (IN-2), have the members that the policy names the right types (IN-5),
// does a member that is read occur twice (IN-4), and where does each mapped
// value stand. A value is a span of the text, neither decoded nor copied.
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
	container int32 // the serial of the one in which it was last found, negative if twice
}

// A slotTable is what was found along a tree, by node. Nothing is cleared between two
// scans: what bears no serial of the last one is not there.
type slotTable struct {
	slots  []slot
	serial int32 // of the last container that somebody asks about
	begun  int32 // the serial from which on the last scan's are
}

func newSlotTable(t *tree) *slotTable { return &slotTable{slots: make([]slot, len(t.nodes))} }

// begin forgets what was found.
func (t *slotTable) begin() {
	if t.serial > 1<<30 {
		clear(t.slots)
		t.serial = 0
	}
	t.serial++
	t.begun = t.serial
}

// has reports whether a slot was filled by the last scan.
func (t *slotTable) has(s *slot) bool { return s.container >= t.begun || s.container <= -t.begun }

// at is the value at a place, or an absent one.
func (t *slotTable) at(place int32) span {
	if s := &t.slots[place]; t.has(s) {
		return s.span
	}
	return span{}
}

// findings are what a scan finds along a tree.
type findings struct {
	*slotTable
	set        [tokenCount][]entry
	protocols  []span      // strings alone
	duplicates []duplicate // one for each name of an object that occurs twice
	mistyped   *problem    // the leftmost of IN-5, nil if there is none
	ofOne      *problem    // the leftmost of what is wrong only in a transaction
}

func newFindings(t *tree) *findings { return &findings{slotTable: newSlotTable(t)} }

// An entry is a custom claim that code set.
type entry struct{ name, value span }

// A duplicate is the second occurrence of a member that is read.
type duplicate struct {
	offset int32
	by     readers
}

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

// A scanner reads one text after another.
type scanner struct {
	text   string
	tree   *tree
	found  *findings
	frames [maxDepth + 1]frame // that of depth 0 stays empty
	names  []placedName        // of the open containers that are read whole, by offset
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

// scan reads a text along a tree. It returns the problem, of IN-1 or IN-2, with which
// the text cannot be read further.
//
// What is looked at for every token is kept in variables of its own: on some machines
// a look at memory costs as much as all else that is done for a token.
func (s *scanner) scan(text string, t *tree, found *findings) *problem {
	s.text, s.tree, s.found, s.names = text, t, found, nil
	found.begin()
	var (
		next   = wantValue
		at     = int32(wholeDoc) // the place of the value that comes next
		depth  = 0
		spaces = 0
		i      = 0
		f      = &s.frames[0]
		closer = f.closer
		node   = f.node
		whole  = f.whole
		asked  = false
		nodes  = t.nodes
	)
	for {
		if i >= len(text) {
			if next == wantSeparator && depth == 0 {
				return nil
			}
			return broken(jsonSyntax, i)
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
				return broken(jsonSyntax, i)
			case c == closer:
				i++
				ended := f
				depth--
				f = &s.frames[depth]
				closer, node, whole = f.closer, f.node, f.whole
				if asked {
					s.closed(ended, i, spaces)
				}
				asked = node != nowhere || whole != 0
			case c != ',':
				return broken(jsonSyntax, i)
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
				return broken(jsonSyntax, i)
			}
			if whole == 0 { // else names are noted
				i = s.plainMembers(text, i, node, f.serial)
			}
			start := i
			i = skipLong(text, i+1)
			plain := i < len(text) && text[i] == '"'
			if plain {
				i++
			} else if i = stringEnd(text, i); i < 0 {
				return s.brokenString(nodes[node].role == roleNames, start, ^i)
			}
			next = wantColon
			at = nowhere
			if asked {
				if !plain && nodes[node].role == roleNames {
					if p := s.strict(start, i); p != nil {
						return p
					}
				}
				at = s.member(f, start, i, plain)
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
				return broken(jsonSyntax, i)
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
			if i = skipLong(text, i+1); i < len(text) && text[i] == '"' {
				i++
			} else {
				i = stringEnd(text, i)
			}
		case '{', '[':
			if depth == maxDepth {
				return broken(tooDeep, i)
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
			return s.brokenString(c == '"' && nodes[at].role == roleStrict, start, ^i)
		}
		if at != nowhere {
			if c == '"' && nodes[at].role != roleNone {
				if p := s.string(at, start, i); p != nil {
					return p
				}
			}
			s.value(at, int32(start), i, 0, c)
		}
		if closer == '}' && i < len(text) && text[i] == ',' { // as mostly, at once
			i++
			next = wantName
		}
	}
}

// plainMembers reads members from the opening quote of a name on, as most are: plain
// strings with no space about them, the three bytes between two looked at as one. It
// returns where the name of the next member starts, that is not so or is the last. In a
// function of their own these few variables stay in a machine's registers.
//
//go:noinline
func (s *scanner) plainMembers(text string, i int, node, serial int32) int {
	nodes, table, slots := s.tree.nodes, s.tree.table, s.found.slots
	for {
		nameEnd := skipPlain(text, i+1)
		if threeBytes(text, nameEnd) != nameThenString {
			return i
		}
		valueEnd := skipPlain(text, nameEnd+3)
		if threeBytes(text, valueEnd) != stringThenName {
			return i
		}
		if node != nowhere {
			if at := child(nodes, table, node, text, i+1, nameEnd); at != nowhere {
				n := &nodes[at]
				if n.role == roleProtocol {
					return i
				}
				slot := &slots[at]
				if slot.container == serial || slot.container == -serial {
					s.once(at, serial, i)
				} else {
					slot.container = serial
				}
				slot.spaces, slot.end, slot.start = 0, int32(valueEnd+1), int32(nameEnd+2)
				if n.wants != 0 && n.wants != '"' {
					s.mistype(problem{kind: wrongType, offset: nameEnd + 2, wanted: n.wants})
				}
			}
		}
		i = valueEnd + 2
	}
}

func broken(kind *problemKind, offset int) *problem { return &problem{kind: kind, offset: offset} }

// brokenString is broken for a value or a name that starts at start and breaks at
// offset; if it is strict, a lone surrogate may have broken it before.
func (s *scanner) brokenString(strict bool, start, offset int) *problem {
	if strict {
		if k := unpaired(s.text[start+1 : offset]); k >= 0 {
			offset = start + 1 + k
		}
	}
	return broken(jsonSyntax, offset)
}

// strict is the problem of a string that must have its characters whole and has not.
func (s *scanner) strict(start, end int) *problem {
	if k := unpaired(s.text[start+1 : end-1]); k >= 0 {
		return broken(jsonSyntax, start+1+k)
	}
	return nil
}

// string does what a node asks of a string besides noting it.
func (s *scanner) string(at int32, start, end int) *problem {
	switch s.tree.nodes[at].role {
	case roleStrict:
		return s.strict(start, end)
	case roleProtocol:
		s.found.protocols = append(s.found.protocols, span{int32(start), int32(end), 0})
	}
	return nil
}

// opened notes that a container begins at a place.
func (s *scanner) opened(depth int, at int32, start, spaces int) *frame {
	f, n := &s.frames[depth], &s.tree.nodes[at]
	f.node = at
	f.start = int32(start)
	f.spaces = int32(spaces)
	f.next = 0
	f.names = int32(len(s.names))
	f.whole = s.frames[depth-1].whole | n.whole
	f.closer = s.text[start] + 2 // as ASCII has them
	if f.asked() {
		s.found.serial++
		f.serial = s.found.serial
	}
	return f
}

// closed does what is to do when a container that somebody asks about has ended.
func (s *scanner) closed(f *frame, end, spaces int) {
	if f.node != nowhere {
		s.value(f.node, f.start, end, spaces-int(f.spaces), s.text[f.start])
	}
	if f.whole != 0 {
		s.distinct(s.names[f.names:], f.whole)
		s.names = s.names[:f.names]
	}
	switch n := &s.tree.nodes[f.node]; n.role {
	case roleList:
		if f.next > maxCustomClaims {
			s.mistype(problem{kind: tooManyClaims, offset: int(f.start)})
		}
	case roleEntry:
		if f.closer == '}' { // else it is mistyped
			s.entry(n, f)
		}
	}
}

// entry notes a custom claim whose entry has ended.
func (s *scanner) entry(n *node, f *frame) {
	member := func(at int32) span {
		if slot := &s.found.slots[at]; slot.container == f.serial || slot.container == -f.serial {
			return slot.span
		}
		return span{}
	}
	name, value := member(n.first), member(n.first+1)
	if name.absent() || s.text[name.start] == 'n' {
		s.mistype(problem{kind: missingMember, offset: int(f.start), member: s.tree.nodes[n.first].name})
	} else if set := &s.found.set[n.token]; len(*set) < maxCustomClaims {
		*set = append(*set, entry{name, value})
	}
}

// value notes the value of a place; c is its first byte. A null does not hide a
// value before it.
func (s *scanner) value(at, start int32, end, spaces int, c byte) {
	slot := &s.found.slots[at]
	if !s.found.has(slot) {
		slot.container, slot.start = s.found.serial, 0
	}
	if c != 'n' || slot.absent() {
		slot.spaces, slot.end, slot.start = int32(spaces), int32(end), start
	}
	if n := &s.tree.nodes[at]; n.wants != 0 && c != n.wants && (c != 'n' || !n.nullable) {
		p := problem{kind: wrongType, offset: int(start), wanted: n.wants}
		if !n.ofOne {
			s.mistype(p)
		} else if s.found.ofOne == nil {
			s.found.ofOne = &p
		}
	}
}

// mistype notes a problem of IN-5; the leftmost is reported.
func (s *scanner) mistype(p problem) {
	if m := s.found.mistyped; m == nil || p.offset < m.offset {
		s.found.mistyped = &p
	}
}

// element is the place of an array's next element.
func (s *scanner) element(f *frame) int32 {
	n := &s.tree.nodes[f.node]
	index := f.next
	f.next++
	if n.each != nowhere && f.closer == ']' {
		return n.each
	}
	if index <= n.maxIndex {
		for child := n.first; child < n.end; child++ {
			if s.tree.nodes[child].index == index {
				return child
			}
		}
	}
	return nowhere
}

// member is the place of a member of a container that somebody asks about. Its name
// stands from start to end, with its quotes; a plain one has no escapes.
func (s *scanner) member(f *frame, start, end int, plain bool) (at int32) {
	name := s.text[start+1 : end-1]
	if plain {
		at = child(s.tree.nodes, s.tree.table, f.node, s.text, start+1, end-1)
	} else {
		paired := true
		if name, paired = decodedName(s.text[start:end]); !paired {
			return nowhere // it equals no other name
		}
		at = child(s.tree.nodes, s.tree.table, f.node, name, 0, len(name))
	}
	if f.whole != 0 {
		s.names = append(s.names, placedName{int32(start), name})
	}
	if at != nowhere {
		s.once(at, f.serial, start)
	} else if n := &s.tree.nodes[f.node]; n.role == roleNames {
		return n.each
	}
	return at
}

// once notes a duplicate if the member has been found in this container before. The
// third is no news: the container's serial is negative then.
func (s *scanner) once(child, serial int32, offset int) {
	switch slot := &s.found.slots[child]; slot.container {
	case serial:
		slot.container = -serial
		s.found.duplicates = append(s.found.duplicates, duplicate{int32(offset), s.tree.nodes[child].path})
	case -serial:
	default:
		slot.container, slot.start = serial, 0
	}
}

// distinct notes the names that occur twice among those of one object.
func (s *scanner) distinct(names []placedName, by readers) {
	if len(names) < 2 {
		return
	}
	sortNames(names)
	for _, second := range seconds(names) {
		s.found.duplicates = append(s.found.duplicates, duplicate{second.place, by})
	}
}

// repeated is where the first duplicate stands that makes a difference to some
// readers, or -1.
func (f *findings) repeated(to readers) int {
	first := int32(-1)
	for _, d := range f.duplicates {
		if d.by&to != 0 && (first < 0 || d.offset < first) {
			first = d.offset
		}
	}
	return int(first)
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }
