package model

import (
	"bytes"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Kinds of node.
const (
	object = '{'
	array  = '['
	text   = '"'
	number = '0'
	truth  = 't' // true or false
	null   = 'n'
)

// node is one JSON value, and where it stands.
type node struct {
	kind       byte
	start, end int
	src        []byte
	chars      []char   // of a text, decoded
	members    []member // of an object, in the order written, repeated names and all
	items      []*node  // of an array
}

// member is one member of an object.
type member struct {
	name       string
	lone       bool // the name has an unpaired surrogate: it equals nothing
	start, end int  // of the name, quotes included
	value      *node
}

// char is one decoded character of a text, and where its spelling starts.
type char struct {
	r      rune
	offset int
	lone   bool // an unpaired surrogate; r is U+FFFD then
}

func decoded(chars []char) (s string, lone bool) {
	var b strings.Builder
	for _, c := range chars {
		b.WriteRune(c.r)
		lone = lone || c.lone
	}
	return b.String(), lone
}

// str is a text decoded, unpaired surrogates as U+FFFD.
func (n *node) str() string {
	s, _ := decoded(n.chars)
	return s
}

// is says whether there is a node and it has that kind.
func (n *node) is(kind byte) bool { return n != nil && n.kind == kind }

// absent is what a member of a session may be to count as not there.
func (n *node) absent() bool { return n == nil || n.kind == null }

// all returns every member of that name; none when n is no object.
func (n *node) all(name string) (found []member) {
	if n == nil {
		return nil
	}
	for _, m := range n.members {
		if m.name == name && !m.lone {
			found = append(found, m)
		}
	}
	return found
}

// only returns the member's value if it is there exactly once: of two, neither counts.
func (n *node) only(name string) *node {
	if found := n.all(name); len(found) == 1 {
		return found[0].value
	}
	return nil
}

// compact is the value verbatim but for insignificant white space.
func (n *node) compact() string {
	var b strings.Builder
	switch n.kind {
	case object:
		b.WriteByte('{')
		for i, m := range n.members {
			if i > 0 {
				b.WriteByte(',')
			}
			b.Write(n.src[m.start:m.end])
			b.WriteByte(':')
			b.WriteString(m.value.compact())
		}
		b.WriteByte('}')
	case array:
		b.WriteByte('[')
		for i, item := range n.items {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(item.compact())
		}
		b.WriteByte(']')
	default:
		b.Write(n.src[n.start:n.end])
	}
	return b.String()
}

// quote writes a decoded name or pointer anew.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			b.WriteString(`\"`)
		case c == '\\':
			b.WriteString(`\\`)
		case c == '\b':
			b.WriteString(`\b`)
		case c == '\f':
			b.WriteString(`\f`)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < 0x20:
			b.WriteString(`\u00`)
			b.WriteByte("0123456789abcdef"[c>>4])
			b.WriteByte("0123456789abcdef"[c&15])
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Steps of a place: a member's name after a dot, or any element of an array. A dot
// before each name keeps a member called "[]" from being taken for an element.
const element = "[]"

// strict says where a text, or a member's name, may hold no unpaired surrogate.
type strict struct {
	values [][]string // places of texts; a last step "." stands for any member
	names  [][]string // places of objects, for the names directly in them
}

var strictConfig = strict{
	values: [][]string{
		{".access_token", ".custom_claim_mappings", element, ".name"},
		{".access_token", ".custom_claim_mappings", element, ".expression"},
		{".access_token", ".claims_mapping", ".custom_claims", element, ".name"},
		{".access_token", ".claims_mapping", ".custom_claims", element, ".expression"},
		{".id_token", ".custom_claim_mappings", element, ".name"},
		{".id_token", ".custom_claim_mappings", element, ".expression"},
		{".saml_configuration", ".mappings", "."},
	},
	names: [][]string{{".saml_configuration", ".mappings"}},
}

var strictSession = strict{
	values: [][]string{
		{".custom_claims", ".access_token", element, ".name"},
		{".custom_claims", ".id_token", element, ".name"},
	},
}

func (s strict) value(place []string) bool { return among(s.values, place) }
func (s strict) name(place []string) bool  { return among(s.names, place) }

func among(places [][]string, place []string) bool {
	return slices.ContainsFunc(places, func(want []string) bool {
		return slices.EqualFunc(want, place, func(w, p string) bool {
			return w == p || w == "." && p != element
		})
	})
}

const maxDepth = 64

// fault is thrown by the parser, from the left, so that the first one wins.
type fault struct {
	code   string
	offset int
}

type parser struct {
	src    []byte
	pos    int
	depth  int
	strict strict
}

// parse reads one JSON text, or says what is wrong with it and where.
func parse(src []byte, s strict) (*node, *fault) {
	return (&parser{src: src, strict: s}).whole()
}

func (p *parser) whole() (n *node, bad *fault) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case fault:
			n, bad = nil, &r
		default:
			panic(r)
		}
	}()
	p.space()
	n = p.value(nil)
	p.space()
	if p.pos < len(p.src) {
		p.fail()
	}
	return n, nil
}

// fail: the byte at pos (or the end) is what no valid text could have there.
func (p *parser) fail() { panic(fault{"json_syntax", p.pos}) }

// peek is the byte at pos, or 0, which is allowed nowhere, at the end.
func (p *parser) peek() byte {
	if p.pos < len(p.src) {
		return p.src[p.pos]
	}
	return 0
}

// take takes one byte, which has to be one of those in set.
func (p *parser) take(set string) byte {
	if p.pos >= len(p.src) || !strings.Contains(set, string(rune(p.src[p.pos]))) {
		p.fail()
	}
	p.pos++
	return p.src[p.pos-1]
}

func (p *parser) space() {
	for p.pos < len(p.src) && bytes.IndexByte([]byte(" \t\n\r"), p.src[p.pos]) >= 0 {
		p.pos++
	}
}

func (p *parser) open() {
	if p.depth == maxDepth {
		panic(fault{"too_deep", p.pos})
	}
	p.depth++
	p.pos++
}

func (p *parser) close() {
	p.depth--
	p.pos++
}

func (p *parser) value(place []string) *node {
	n := &node{start: p.pos, src: p.src}
	switch c := p.peek(); {
	case c == '{':
		n.kind = object
		n.members = p.object(place)
	case c == '[':
		n.kind = array
		n.items = p.array(place)
	case c == '"':
		n.kind = text
		n.chars = p.text(p.strict.value(place))
	case c == '-' || '0' <= c && c <= '9':
		n.kind = number
		p.number()
	case c == 't':
		n.kind = truth
		p.word("true")
	case c == 'f':
		n.kind = truth
		p.word("false")
	case c == 'n':
		n.kind = null
		p.word("null")
	default:
		p.fail()
	}
	n.end = p.pos
	return n
}

func below(place []string, step string) []string {
	return append(append([]string{}, place...), step)
}

func (p *parser) object(place []string) (members []member) {
	p.open()
	p.space()
	if p.peek() == '}' {
		p.close()
		return nil
	}
	for {
		m := member{start: p.pos}
		if p.peek() != '"' {
			p.fail()
		}
		m.name, m.lone = decoded(p.text(p.strict.name(place)))
		m.end = p.pos
		p.space()
		p.take(":")
		p.space()
		step := "." + m.name
		if m.lone {
			step = "lone"
		}
		m.value = p.value(below(place, step))
		members = append(members, m)
		p.space()
		if p.peek() == '}' {
			p.close()
			return members
		}
		p.take(",")
		p.space()
	}
}

func (p *parser) array(place []string) (items []*node) {
	p.open()
	p.space()
	if p.peek() == ']' {
		p.close()
		return nil
	}
	for {
		items = append(items, p.value(below(place, element)))
		p.space()
		if p.peek() == ']' {
			p.close()
			return items
		}
		p.take(",")
		p.space()
	}
}

func (p *parser) word(w string) {
	for i := range w {
		p.take(w[i : i+1])
	}
}

const digits = "0123456789"

func (p *parser) digits() {
	p.take(digits)
	for c := p.peek(); '0' <= c && c <= '9'; c = p.peek() {
		p.pos++
	}
}

func (p *parser) number() {
	if p.peek() == '-' {
		p.pos++
	}
	if p.peek() == '0' {
		p.pos++
	} else {
		p.digits()
	}
	if p.peek() == '.' {
		p.pos++
		p.digits()
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.pos++
		if c := p.peek(); c == '+' || c == '-' {
			p.pos++
		}
		p.digits()
	}
}

// text reads a string. Where pairs is true, an unpaired surrogate is no valid text.
func (p *parser) text(pairs bool) (chars []char) {
	p.pos++ // the quote
	high := rune(0)
	for {
		if high != 0 && pairs && p.peek() != '\\' {
			p.fail()
		}
		start := p.pos
		switch c := p.peek(); {
		case p.pos >= len(p.src) || c < 0x20:
			p.fail()
		case c == '"':
			p.pos++
			return chars
		case c == '\\':
			p.pos++
			if high != 0 && pairs && p.peek() != 'u' {
				p.fail()
			}
			e := p.take(`"\/bfnrtu`)
			if e != 'u' {
				chars = append(chars, char{r: rune("\"\\/\b\f\n\r\t"[strings.IndexByte(`"\/bfnrt`, e)]), offset: start})
				high = 0
				continue
			}
			r := p.hex4(pairs, high != 0)
			isHigh, isLow := 0xD800 <= r && r < 0xDC00, 0xDC00 <= r && r < 0xE000
			switch {
			case isLow && high != 0: // the pair becomes one character, at the first's place
				chars[len(chars)-1].r = 0x10000 + (high-0xD800)<<10 + (r - 0xDC00)
				chars[len(chars)-1].lone = false
				high = 0
			case isHigh:
				chars = append(chars, char{r: 0xFFFD, offset: start, lone: true})
				high = r
			case isLow:
				chars = append(chars, char{r: 0xFFFD, offset: start, lone: true})
				high = 0
			default:
				chars = append(chars, char{r: r, offset: start})
				high = 0
			}
		case c < 0x80:
			p.pos++
			chars = append(chars, char{r: rune(c), offset: start})
			high = 0
		default:
			chars = append(chars, char{r: p.utf8(), offset: start})
			high = 0
		}
	}
}

const hexDigits = "0123456789abcdefABCDEF"

// hex4 reads the digits of a \u escape. With pairs, a low surrogate may stand only
// after a high one, and after a high one nothing else may stand.
func (p *parser) hex4(pairs, afterHigh bool) (r rune) {
	first, second := hexDigits, hexDigits
	if pairs && afterHigh {
		first, second = "dD", "cdefCDEF"
	}
	d := p.take(first)
	if pairs && !afterHigh && (d == 'd' || d == 'D') {
		second = "0123456789abAB"
	}
	all := []byte{d, p.take(second), p.take(hexDigits), p.take(hexDigits)}
	for _, d := range all {
		r = r*16 + rune(strings.IndexByte("0123456789abcdef", bytes.ToLower([]byte{d})[0]))
	}
	return r
}

// utf8 reads one character of more than one byte, by the table of RFC 3629.
func (p *parser) utf8() rune {
	next := func(from, to byte) rune {
		if p.pos >= len(p.src) || p.src[p.pos] < from || p.src[p.pos] > to {
			p.fail()
		}
		p.pos++
		return rune(p.src[p.pos-1] & 0x3F)
	}
	c := p.src[p.pos]
	if c < 0xC2 || c > 0xF4 {
		p.fail()
	}
	p.pos++
	from, to := byte(0x80), byte(0xBF) // of the second byte
	switch c {
	case 0xE0:
		from = 0xA0
	case 0xED:
		to = 0x9F
	case 0xF0:
		from = 0x90
	case 0xF4:
		to = 0x8F
	}
	r := next(from, to)
	switch {
	case c < 0xE0:
		return rune(c&0x1F)<<6 | r
	case c < 0xF0:
		return rune(c&0x0F)<<12 | r<<6 | next(0x80, 0xBF)
	}
	r = rune(c&0x07)<<18 | r<<12 | next(0x80, 0xBF)<<6
	return r | next(0x80, 0xBF)
}

// problem is one entry of a failure's problems.
type problem struct {
	code       string
	path       *string
	offset     int
	claim      *string
	suggestion string // "" for none
}

func (p problem) json() string {
	var b strings.Builder
	b.WriteString(`{"code":` + quote(p.code))
	if p.path != nil {
		b.WriteString(`,"path":` + quote(*p.path))
	}
	b.WriteString(`,"offset":` + strconv.Itoa(p.offset))
	if p.claim != nil {
		b.WriteString(`,"claim":` + quote(*p.claim))
	}
	if p.suggestion != "" {
		b.WriteString(`,"suggestion":` + quote(p.suggestion))
	}
	b.WriteString(`}`)
	return b.String()
}

// step makes a pointer longer by one reference token.
func step(path, name string) string {
	name = strings.ReplaceAll(name, "~", "~0")
	return path + "/" + strings.ReplaceAll(name, "/", "~1")
}

// duplicates finds the second occurrence of each member of n that read says is read.
func duplicates(n *node, path string, read func(name string) bool) (found []problem) {
	if !n.is(object) {
		return nil
	}
	seen := map[string]int{}
	for _, m := range n.members {
		if m.lone || !read(m.name) {
			continue
		}
		seen[m.name]++
		if seen[m.name] == 2 {
			at := step(path, m.name)
			found = append(found, problem{code: "duplicate_member", path: &at, offset: m.start})
		}
	}
	return found
}

func named(names ...string) func(string) bool {
	return func(name string) bool { return slices.Contains(names, name) }
}

func anyName(string) bool { return true }

// sorted by where they stand.
func sorted(problems []problem) []problem {
	sort.SliceStable(problems, func(i, j int) bool { return problems[i].offset < problems[j].offset })
	return problems
}
