package engine

import "slices"

// A plan is a config compiled: what to look for in a session, and what is
// already known of each claim. What it decides does not change once it is made.
type plan struct {
	source string // the config's text, all of it: what the cache compares
	config *config

	tree  *tree
	found struct { // where the scanner finds the members of a transaction
		anonymous, user, scope, protocol, custom, grant int32
	}
	places       [tokenCount]places
	attributes   []plannedAttribute
	systemMember string // the member that anonymous sessions get, empty for none

	// Rooms that each evaluation uses anew, and the audience that the last one read.
	decisions  decisions
	slots      *slotTable
	candidates [tokenCount][]candidate
	audience   []byte
	restricted bool // that audience is a restricted API
}

// places are where the values of mappings are, in their order.
type places struct {
	bare        []int32 // if the document is a bare session; nowhere if it has no such place
	transaction []int32 // if it is a transaction
}

// A plannedAttribute is a SAML mapping with the place of its value.
type plannedAttribute struct {
	attributeMapping
	at     int32 // of the value
	top    int32 // of the user's member that the path begins with
	format string
}

// newPlan compiles a config that has no problems.
func newPlan(source string, c *config) *plan {
	p := &plan{source: source, config: c, systemMember: c.systemMember()}
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
	protocol.role = roleProtocol
	custom := member(root, "custom_claims", '{')
	grant := member(root, "grant", '"')
	grant.ofOne = true
	for t := range tokenCount {
		list := member(custom, t.String(), '[')
		list.role = roleList
		entry := list.elements()
		entry.role, entry.token, entry.wants = roleEntry, t, '{'
		member(entry, "name", '"').role = roleStrict
		entry.follow([]string{"value"}, readTransaction).whole = readTransaction
	}

	var bare, transaction [tokenCount][]*branch
	for t, mappings := range c.tokens {
		for _, m := range mappings {
			path := m.segments[1:]
			of, atTop := user, new(branch)
			if m.segments[0] == rootAnonymous {
				of = anonymous
				if !slices.Contains(openers, path[0]) {
					atTop = root.follow(path, readBare)
					atTop.whole |= readBare
				}
			}
			end := of.follow(path, readTransaction)
			end.whole |= readTransaction
			bare[t], transaction[t] = append(bare[t], atTop), append(transaction[t], end)
		}
	}
	var attributes []*branch
	for _, m := range c.saml {
		end := user.follow(m.segments, readSAML)
		end.whole |= readSAML
		attributes = append(attributes, end)
	}

	p.tree = layOut(root)
	f := &p.found
	f.anonymous, f.user, f.scope, f.protocol, f.custom, f.grant = anonymous.id, user.id, scope.id, protocol.id, custom.id, grant.id
	for t := range tokenCount {
		for i := range c.tokens[t] {
			m := &c.tokens[t][i]
			at := &p.places[t]
			at.bare, at.transaction = append(at.bare, bare[t][i].id), append(at.transaction, transaction[t][i].id)
			p.candidates[t] = append(p.candidates[t], candidate{claim: c.newClaim(m.name, quoted(m.name)), mapping: m, index: int32(i)})
		}
	}
	for i, m := range c.saml {
		p.attributes = append(p.attributes, plannedAttribute{m, attributes[i].id, user.member(m.segments[0]).id, nameFormat(m.name)})
	}
	p.slots = newSlotTable(p.tree)
	p.audience = make([]byte, 0, maxRemembered)
	return p
}
