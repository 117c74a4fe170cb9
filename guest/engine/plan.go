package engine

import (
	"slices"
	"strings"
)

// A plan is a config compiled: what to look for in a session, and what is
// already known of each claim. It does not change once it is made.
type plan struct {
	source string // the config's text, all of it: what the cache compares
	config *config

	tree  *tree
	found struct { // where the scanner finds the members of a transaction
		anonymous, user, scope, protocol, custom int32
		entries                                  [tokenCount]int32
	}
	claims       [tokenCount][]plannedClaim
	attributes   []plannedAttribute
	systemMember string // the member that anonymous sessions get, empty for none
}

// A plannedClaim is a mapping with all that its name decides.
type plannedClaim struct {
	mapping
	claim
	bare        int32 // where its value is if the document is a bare session
	transaction int32 // and where if it is a transaction
}

// A claim is what the restrictions need to know of a claim's name.
type claim struct {
	name   string
	quoted string  // as JSON
	member string  // a comma, the quoted name and a colon; empty if code set it
	always *reason // the restriction that keeps it out whatever the transaction is, or nil
	traits traits
	needs  scopes
}

// A plannedAttribute is a SAML mapping with the place of its value.
type plannedAttribute struct {
	attributeMapping
	at     int32 // of the value
	top    int32 // of the user's member that the path begins with
	like   int   // the index of the first attribute with the same path, maybe its own
	format string
}

// compile makes the plan of a config that has no problems.
func compile(source string, c *config) *plan {
	p := &plan{source: source, config: c}
	if host := c.systemHost(); host != "" {
		name := systemClaimPrefix + host + systemClaimSuffix
		p.systemMember = quoted(name) + ":" + systemClaimValue
	}

	root := &branch{node: node{wants: '{'}}
	member := func(of *branch, name string, wants byte) *branch {
		b := of.follow([]string{name}, readTransaction)
		b.wants, b.nullable = wants, true
		return b
	}
	anonymous := member(root, rootAnonymous, '{')
	user := member(root, rootUser, '{')
	scope := member(root, "scope", '"')
	protocol := member(root, "protocol", '"')
	custom := member(root, "custom_claims", '{')
	openers := len(root.members)
	var entries [tokenCount]*branch
	for t := range tokenCount {
		list := member(custom, t.String(), '[')
		list.role = roleList
		entry := list.elements()
		entry.role, entry.wants = roleEntry, '{'
		member(entry, "name", '"').role = roleStrict
		entry.follow([]string{"value"}, readTransaction).whole = readTransaction
		entries[t] = entry
	}

	type places struct{ bare, transaction *branch }
	var ends [tokenCount][]places
	for t, mappings := range c.tokens {
		for _, m := range mappings {
			var end places
			path := m.segments[1:]
			if m.segments[0] == rootUser {
				end.transaction = user.follow(path, readTransaction)
			} else {
				end.transaction = anonymous.follow(path, readTransaction)
				if !slices.ContainsFunc(root.members[:openers], func(b *branch) bool { return b.name == path[0] }) {
					end.bare = root.follow(path, readBare)
					end.bare.whole |= readBare
				}
			}
			end.transaction.whole |= readTransaction
			ends[t] = append(ends[t], end)
		}
	}
	var attributes, tops []*branch
	for _, m := range c.saml {
		end := user.follow(m.segments, readSAML)
		end.whole |= readSAML
		attributes = append(attributes, end)
		tops = append(tops, user.member(m.segments[0]))
	}

	p.tree = layOut(root)
	f := &p.found
	f.anonymous, f.user, f.scope, f.protocol, f.custom = anonymous.id, user.id, scope.id, protocol.id, custom.id
	for t := range tokenCount {
		f.entries[t] = entries[t].id
		for i, m := range c.tokens[t] {
			planned := plannedClaim{mapping: m, claim: p.newClaim(m.name), transaction: ends[t][i].transaction.id}
			planned.member = "," + planned.quoted + ":"
			if bare := ends[t][i].bare; bare != nil {
				planned.bare = bare.id
			}
			p.claims[t] = append(p.claims[t], planned)
		}
	}
	for i, m := range c.saml {
		p.attributes = append(p.attributes, plannedAttribute{m, attributes[i].id, tops[i].id, slices.Index(attributes, attributes[i]), nameFormat(m.name)})
	}
	return p
}

// size is about how many bytes the plan takes.
func (p *plan) size() int {
	const perNode, perSegment = 64, 8
	size := len(p.source) + perNode*len(p.tree.nodes)
	for _, mappings := range p.config.tokens {
		for _, m := range mappings {
			size += perSegment * len(m.segments)
		}
	}
	for _, m := range p.config.saml {
		size += perSegment * len(m.segments)
	}
	return size
}

// newClaim says what the policy knows of a claim's name.
func (p *plan) newClaim(name string) claim {
	return p.namedClaim(name, quoted(name))
}

// claimSet is newClaim for the name of a claim set by code, in its quotes. One
// without escapes is already written as it will be.
func (p *plan) claimSet(quoted string) claim {
	if strings.IndexByte(quoted, '\\') >= 0 {
		return p.newClaim(said(quoted))
	}
	return p.namedClaim(quoted[1:len(quoted)-1], quoted)
}

func (p *plan) namedClaim(name, quoted string) claim {
	traits := nameTraits(name, &p.config.reserved)
	return claim{name: name, quoted: quoted, always: nameReason(traits, p.config.legacy), traits: traits, needs: neededScope(name)}
}
