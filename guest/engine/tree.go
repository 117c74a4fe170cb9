package engine

// readers is a set of those who read a place (IN-4). A duplicate counts only if its
// reader takes part: nobody reads a transaction as a bare session, or SAML paths for
// OIDC.
type readers uint8

const (
	readBare        readers = 1 << iota // the document as a bare anonymous session, or a config
	readTransaction                     // the document as a transaction
	readSAML                            // the SAML mappings
)

// A role is what the scanner does at a node besides noting the value.
type role uint8

const (
	roleNone     role = iota
	roleStrict        // a string that must have its characters whole
	roleNames         // an object whose names must, each member's place being the same
	roleProtocol      // the protocol of a transaction
	roleList          // a token's list of custom claims
	roleEntry         // one of its entries, of which the name comes first among the children
)

// A node is a place in a document.
type node struct {
	word     uint64  // the first eight bytes of the member's name, see firstWord
	name     string  // the member's name, decoded
	parent   int32   // the place of the object or array
	first    int32   // its own children are the nodes from first
	end      int32   // to before end
	index    int32   // the element's position, if the name can be one, else noIndex
	maxIndex int32   // the largest among the children
	each     int32   // the node of every element of an array, or of every member of a roleNames object
	path     readers // who reads this member as a step of a path
	whole    readers // who reads the whole value
	role     role
	token    token // of lists and entries
	wants    byte  // the first byte of the type that the value must have, or 0 (IN-5)
	nullable bool  // null is as good as absent
	ofOne    bool  // the type matters only in a transaction, of which this makes none
}

// A tree is the nodes of a document. Members are found by their parent, their
// length and their first word through a table that is mostly empty, so that a name
// nobody asks for is dismissed at the first look.
type tree struct {
	nodes []node
	table []int32 // of nodes by hash, its length a power of two
}

// The places that every tree has: the one that nobody asks about, and the whole
// document.
const (
	nowhere  = 0
	wholeDoc = 1
)

// anything is the tree of a document in which nothing is looked for.
var anything = layOut(&branch{})

// child is the place of the member whose name stands in a text from start to end, or
// nowhere. It is given a tree's parts, which its caller has at hand.
//
//go:inline
func child(nodes []node, table []int32, parent int32, text string, start, end int) int32 {
	word := firstWord(text, start, end)
	mask := len(table) - 1
	for at := hashName(parent, word, end-start); ; at++ {
		i := table[at&mask]
		if i == nowhere {
			return nowhere
		}
		c := &nodes[i]
		if c.parent == parent && c.word == word && len(c.name) == end-start &&
			(end-start <= 8 || sameText(text[start+8:end], c.name[8:])) {
			return i
		}
	}
}

func hashName(parent int32, word uint64, length int) int {
	const odd = 0x9E3779B97F4A7C15 // 2^64 over the golden ratio
	return int((word ^ uint64(parent)<<32 ^ uint64(length)<<56) * odd >> 40)
}

// firstWord is the first eight bytes of a name in a text, those past its end as
// zero.
//
//go:inline
func firstWord(text string, start, end int) uint64 {
	if start+8 <= len(text) {
		word := load64(text, start)
		if end-start < 8 {
			word &= 1<<(8*(end-start)) - 1
		}
		return word
	}
	word := uint64(0)
	for i := min(end, start+8) - 1; i >= start; i-- {
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
		b.element = &branch{node: node{index: noIndex}}
	}
	return b.element
}

// follow is the branch at the end of a path; its steps are read by who. A path
// that goes deeper than any text has no end in a tree, only its first steps.
func (b *branch) follow(path []string, who readers) *branch {
	for i, name := range path {
		if i == maxDepth {
			return new(branch)
		}
		b = b.member(name)
		b.path |= who
	}
	return b
}

// noIndex is the index that no element has.
const noIndex = -1

// elementIndex is the index that a segment of digits names, or noIndex. No text
// within the limits has an element past nine digits.
func elementIndex(segment string) int32 {
	if segment == "" || len(segment) > 9 || len(segment) > 1 && segment[0] == '0' {
		return noIndex
	}
	index := int32(0)
	for i := range len(segment) {
		digit := segment[i] - '0'
		if digit > 9 {
			return noIndex
		}
		index = index*10 + int32(digit)
	}
	return index
}

// layOut makes a tree of a document's branches, siblings side by side.
func layOut(root *branch) *tree {
	root.id = wholeDoc
	queue := []*branch{root}
	count := int32(wholeDoc + 1)
	for i := 0; i < len(queue); i++ {
		b := queue[i]
		b.first, b.maxIndex = count, noIndex
		for _, m := range b.members {
			m.id = count
			count++
			m.parent = b.id
			m.word = firstWord(m.name, 0, len(m.name))
			b.maxIndex = max(b.maxIndex, m.index)
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
	size := 16
	for size < 4*int(count) {
		size *= 2
	}
	t := &tree{make([]node, count), make([]int32, size)}
	t.nodes[nowhere].maxIndex = noIndex
	for _, b := range queue {
		t.nodes[b.id] = b.node
		for _, m := range b.members {
			at := hashName(m.parent, m.word, len(m.name))
			for t.table[at&(size-1)] != nowhere {
				at++
			}
			t.table[at&(size-1)] = m.id
		}
	}
	return t
}
