package engine

// readers are who reads a place, for IN-4. A duplicate counts only if its reader
// takes part: nobody reads a transaction as a bare session, or SAML paths for OIDC.
type readers uint8

const (
	readBare        readers = 1 << iota // the document as a bare anonymous session, or a config
	readTransaction                     // the document as a transaction
	readSAML                            // the SAML mappings
	readerCount     = 3
)

// A role is what the scanner does at a node besides noting the value.
type role uint8

const (
	roleNone   role = iota
	roleList        // a token's list of custom claims
	roleEntry       // one of its entries
	roleStrict      // a string that must have its characters whole
	roleNames       // an object whose names must, each member's place being the same
)

// A node is a place in a document.
type node struct {
	name     string  // the member's name, decoded
	word     uint64  // its first eight bytes, see firstWord
	lengths  uint64  // bit n: a child's name has n bytes, modulo 64
	first    int32   // the children are the nodes from first
	end      int32   // to before end
	index    int32   // the element's position, if the name can be one, else -1
	last     int32   // the largest index among the children, or -1
	each     int32   // the node of every element of an array, or of every member of a roleNames object
	path     readers // who reads this member as a step of a path
	whole    readers // who reads the whole value
	role     role
	wants    byte // the first byte of the type that the value must have, or 0 (IN-5)
	nullable bool // null is as good as absent
}

// A tree is the nodes of a document.
type tree []node

// The places that every tree has: the one that nobody asks about, and the whole
// document.
const (
	nowhere  = 0
	document = 1
)

// child is the place of the member whose name stands in a text from start to end,
// or nowhere. Few names are
// asked for at one place; most others fail by their length already.
func (t tree) child(parent int32, text string, start, end int) int32 {
	n := &t[parent]
	name := text[start:end]
	if n.lengths>>(len(name)&63)&1 == 0 {
		return nowhere
	}
	word := firstWord(text, start, end)
	for i := n.first; i < n.end; i++ {
		c := &t[i]
		if c.word == word && len(c.name) == len(name) && (len(name) <= 8 || sameText(name[8:], c.name[8:])) {
			return i
		}
	}
	return nowhere
}

// firstWord is the first eight bytes of a name in a text, those past its end as
// zero.
func firstWord(text string, start, end int) uint64 {
	if end-start >= 8 {
		return load64(text, start)
	}
	if start+8 <= len(text) {
		return load64(text, start) & (1<<(8*(end-start)) - 1)
	}
	word := uint64(0)
	for i := end - 1; i >= start; i-- {
		word = word<<8 | uint64(text[i])
	}
	return word
}

// A branch is a node of a tree that still grows.
type branch struct {
	node
	id      int32 // its node in the tree, once that is laid out
	members []*branch
	element *branch
}

// member is the branch for a member or, if the name can be one, an element's
// index.
func (b *branch) member(name string) *branch {
	for _, m := range b.members {
		if m.name == name {
			return m
		}
	}
	m := &branch{node: node{name: name, index: elementIndex(name)}}
	b.members = append(b.members, m)
	return m
}

// elements is the branch for every element of an array.
func (b *branch) elements() *branch {
	if b.element == nil {
		b.element = &branch{node: node{index: -1}}
	}
	return b.element
}

// follow is the branch at the end of a path; its steps are read by who.
func (b *branch) follow(path []string, who readers) *branch {
	for _, name := range path {
		b = b.member(name)
		b.path |= who
	}
	return b
}

// elementIndex is the index that a segment of digits names, or -1. No text
// within the limits has an element past nine digits.
func elementIndex(segment string) int32 {
	if segment == "" || len(segment) > 9 || len(segment) > 1 && segment[0] == '0' {
		return -1
	}
	index := int32(0)
	for i := range len(segment) {
		digit := segment[i] - '0'
		if digit > 9 {
			return -1
		}
		index = index*10 + int32(digit)
	}
	return index
}

// layOut makes a tree of a document's branches, siblings side by side.
func layOut(root *branch) tree {
	root.id = document
	queue := []*branch{root}
	count := int32(document + 1)
	for i := 0; i < len(queue); i++ {
		b := queue[i]
		b.first, b.last = count, -1
		for _, m := range b.members {
			m.id = count
			count++
			b.lengths |= 1 << (len(m.name) & 63)
			b.last = max(b.last, m.index)
			m.word = firstWord(m.name, 0, len(m.name))
			queue = append(queue, m)
		}
		b.end = count
		if b.element != nil {
			b.each = count
			b.element.id = count
			count++
			queue = append(queue, b.element)
		}
	}
	t := make(tree, count)
	t[nowhere].last = -1
	for _, b := range queue {
		t[b.id] = b.node
	}
	return t
}
