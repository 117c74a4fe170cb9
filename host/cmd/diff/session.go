package diff

import (
	"slices"
	"strings"

	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// The members of a transaction (section 7 of the policy), which make a document one.
const (
	anonymousSession = "anonymous_session"
	user             = "user"
)

var openers = []string{anonymousSession, user, "scope", "protocol", "custom_claims"}

// settable are the user's objects that code can set, as claims of the ID token.
var settable = []string{"app_metadata", "user_metadata"}

// A path is the decoded steps of an expression, its root first. That of SAML's paths
// is user.
type path []string

// pointer is the path in a transaction, as RFC 6901 has it. Different paths have
// different ones.
func (p path) pointer() string {
	var b strings.Builder
	for _, step := range p {
		b.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(step))
	}
	return b.String()
}

// within reports whether the path leads to the same place as another, or below it.
func (p path) within(other path) bool {
	return len(p) >= len(other) && slices.Equal(p[:len(other)], other)
}

// open is how many containers are open at the path's value, 0 if it is nowhere in a
// document of this form.
func (p path) open(bare bool) int {
	if !bare {
		return len(p)
	}
	if p[0] != anonymousSession || slices.Contains(openers, p[1]) {
		return 0
	}
	return len(p) - 1
}

// A value is JSON at a path.
type value struct {
	at   path
	text string
}

// A document is a session that is being made.
type document struct {
	bare            bool
	anonymous, user bool // are there even without any value; of a transaction
	scope, protocol string
	values          []value
	set             [2][]entry // by code, for the access token and the ID token
}

// An entry is a claim that code sets.
type entry struct{ name, value string }

// A node is a place in a document.
type node struct {
	name     string
	children []*node
	text     string // if it has no children
}

func (n *node) child(name string) *node {
	for _, c := range n.children {
		if c.name == name {
			return c
		}
	}
	c := &node{name: name}
	n.children = append(n.children, c)
	return c
}

// text is the document as JSON. Of a value and others below it the others are there.
func (d *document) text() []byte {
	var root node
	if !d.bare {
		if d.anonymous {
			root.child(anonymousSession)
		}
		if d.user {
			root.child(user)
		}
	}
	for _, v := range d.values {
		at := v.at
		if d.bare {
			at = at[1:]
		}
		n := &root
		for _, step := range at {
			n = n.child(step)
		}
		n.text = v.text
	}
	if !d.bare {
		if d.scope != "" {
			root.child("scope").text = jsontext.Quote(d.scope)
		}
		if d.protocol != "" {
			root.child("protocol").text = jsontext.Quote(d.protocol)
		}
		for t, entries := range d.set {
			if len(entries) == 0 {
				continue
			}
			list := make([]string, len(entries))
			for i, e := range entries {
				list[i] = `{"name":` + jsontext.Quote(e.name) + `,"value":` + e.value + `}`
			}
			root.child("custom_claims").child(tokens[t]).text = "[" + strings.Join(list, ",") + "]"
		}
	}
	var b strings.Builder
	root.write(&b)
	return []byte(b.String())
}

func (n *node) write(b *strings.Builder) {
	if len(n.children) == 0 && n.text != "" {
		b.WriteString(n.text)
		return
	}
	b.WriteByte('{')
	for i, c := range n.children {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(jsontext.Quote(c.name) + ":")
		c.write(b)
	}
	b.WriteByte('}')
}
