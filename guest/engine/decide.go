package engine

import (
	"slices"
	"strings"
)

// An evaluation is the state of one: what the transaction is, and a candidate
// for every claim that a mapping or code asks for.
type evaluation struct {
	plan        *plan
	session     string
	slots       []slot // what the scanner found in it
	transaction bool   // else the session is a bare anonymous session
	anonymous   bool   // the access token gets the system claim
	saml        bool
	restricted  bool // an audience is a restricted API
	granted     scopes
	ignored     bool // there is a candidate that is not added

	candidates []candidate
	first      [tokenCount + 1]int // a token's candidates begin here
	set        []claim             // the claims set by code
	order      []mention           // scratch
	size       [tokenCount]int     // of the payload, in bytes
	attributes string              // SAML's, as an array
	logs       string              // as an array, empty for none

	metadata       [len(settable)]metadataSet
	attributesSize int // of the array, in bytes, also if it is not there for its size
}

// of is the candidates of a token, in the order of section 5.
func (v *evaluation) of(t token) []candidate { return v.candidates[v.first[t]:v.first[t+1]] }

// A candidate is a claim that a mapping or code asks for.
type candidate struct {
	claim   *claim
	mapping *plannedClaim // nil if code set it
	reason  *reason       // the restriction that keeps it out, or nil
	value   span
	entry   int32 // its index in its list if code set it
	null    bool  // or absent

	// Those of one name that are shown are linked: the first stands in its place
	// for all of them, with the value of the last (OVR-1).
	further bool  // there is one after
	before  int32 // the one before, or -1
	last    int32 // from the first: the last; from others: -1
}

// has reports whether a member is there and is not null.
func (v *evaluation) has(member span) bool {
	return !member.absent() && v.session[member.start] != 'n'
}

// text is the text of a value in the session, empty if it is absent.
func (v *evaluation) text(value span) string { return v.session[value.start:value.end] }

// readSession reads the session, which the scanner may have begun, as why says.
func (e *Engine) readSession(p *plan, session string, why pause) *failure {
	if len(session) > maxSession {
		return newFailure(invalidSession, session, problem{kind: tooLarge, offset: maxSession})
	}
	s, v := &e.scan, &e.evaluation
	valid := false
	if why == notBegun {
		valid = s.scan(session, p.tree)
	} else {
		valid = s.finish(why)
	}
	if !valid {
		return newFailure(invalidSession, session, s.broken)
	}
	v.begin(p, s)
	duplicate := s.duplicates[0]
	if v.transaction {
		v.readTransaction(s)
		duplicate = s.duplicates[1]
		if v.saml {
			duplicate = min(duplicate, s.duplicates[2])
		}
	}
	if s.mistyped.kind != nil {
		return newFailure(invalidSession, session, s.mistyped)
	}
	if duplicate != nothing {
		return newFailure(invalidSession, session, problem{kind: duplicateMember, offset: duplicate})
	}
	return nil
}

// begin makes out what a session is that the scanner has read.
func (v *evaluation) begin(p *plan, s *scanner) {
	v.plan, v.session, v.slots = p, s.text, s.slots
	f := &p.found
	v.transaction = false
	for _, opener := range s.slots[f.anonymous : f.custom+1] { // side by side, as compile made them
		v.transaction = v.transaction || !opener.absent()
	}
	v.anonymous = !v.transaction || v.has(s.slots[f.anonymous].span) && !v.has(s.slots[f.user].span)
	v.granted, v.saml, v.ignored = 0, false, false
}

// readPlainTransaction is readTransaction for one that says no protocol, and whose
// scope has no escapes; it reports whether this is one.
func (v *evaluation) readPlainTransaction(s *scanner) bool {
	f := &v.plan.found
	if !s.slots[f.protocol].absent() {
		return false
	}
	scope := v.text(s.slots[f.scope].span)
	if len(scope) < 2 || scope[0] != '"' {
		return scope == ""
	}
	v.granted = grantedScopes(scope[1 : len(scope)-1])
	return strings.IndexByte(scope, '\\') < 0
}

// readTransaction reads what the members of a transaction say of it (section 7).
//
//go:noinline
func (v *evaluation) readTransaction(s *scanner) {
	f := &v.plan.found
	isString := func(member span) bool { return !member.absent() && v.session[member.start] == '"' }
	if scope := s.slots[f.scope].span; isString(scope) {
		v.granted = grantedScopes(said(v.text(scope)))
	}
	protocol := s.slots[f.protocol]
	switch {
	case protocol.repeated(): // none of them counts, but each is judged
		parse(v.session).each(func(name, value fragment) bool {
			if names(name.raw, "protocol") && value.isString() {
				checkProtocol(s, value)
			}
			return true
		})
	case isString(protocol.span):
		value := fragment{v.text(protocol.span), int(protocol.start)}
		v.saml = checkProtocol(s, value) != protocols[0]
	}
}

// checkProtocol is what a protocol says; one that is none is noted.
func checkProtocol(s *scanner, value fragment) string {
	name := said(value.raw)
	if !slices.Contains(protocols, name) {
		s.mistype(problem{kind: unknownProtocol, offset: value.at, detail: "Found " + quote(name) + "."})
	}
	return name
}

// grantedScopes are those scopes of a scope string that profile claims need;
// others do not matter here.
func grantedScopes(scope string) (granted scopes) {
	for rest := scope; rest != ""; {
		var item string
		item, rest, _ = strings.Cut(rest, " ")
		for i := range profileClaims {
			if profileClaims[i].scope == item {
				granted |= 1 << i
			}
		}
	}
	return granted
}

// reserve makes room for the candidates, where there is too little.
func (v *evaluation) reserve(mappings, entries int) {
	if count := mappings + entries; cap(v.candidates) < count {
		v.candidates = make([]candidate, count)
		v.order = make([]mention, count)
	}
	if cap(v.set) < entries {
		v.set = make([]claim, entries)
	}
}

// judge lists a token's candidates that mappings ask for, passes each through the
// restrictions and measures the payload.
//
//go:noinline
func (v *evaluation) judge(t token) {
	planned, slots, transaction := v.plan.claims[t], v.slots, v.transaction
	begun := v.first[t]
	of := v.candidates[begun : begun+len(planned)]
	size, ignored := len("{}"), false
	for i := range of {
		p, c := &planned[i], &of[i]
		at := p.bare
		if transaction {
			at = p.transaction
		}
		value := slots[at].span
		c.claim, c.mapping = &p.claim, p
		c.value = value
		c.before, c.last, c.further = -1, int32(i), false
		c.null = !v.has(value)
		if c.reason = v.restrict(t, c, c.claim.always); c.reason == nil {
			size += len(",") + p.claim.size(value)
		} else {
			ignored = true
		}
	}
	v.first[t+1] = begun + len(of)
	v.size[t] = max(size-len(","), len("{}"))
	if ignored {
		v.ignored = true
	}
}

// judgeSet adds the candidates that code set, which come after those of judge.
func (v *evaluation) judgeSet(t token, entries []entry) {
	index := int32(0)
	for i := range entries {
		entry := &entries[i]
		if entry.node != v.plan.found.entries[t] {
			continue
		}
		v.set = append(v.set, v.plan.claimSet(v.text(entry.name)))
		at := v.first[t+1]
		c := &v.candidates[at : at+1][0]
		*c = candidate{
			claim: &v.set[len(v.set)-1], entry: index, value: entry.value, null: !v.has(entry.value),
			before: -1, last: int32(at - v.first[t]),
		}
		c.reason = v.restrict(t, c, c.claim.always)
		v.ignored = v.ignored || c.reason != nil
		v.first[t+1]++
		index++
	}
	v.link(t)
}

// restrict is the first restriction of section 4 that applies to a candidate, or
// nil; always is the first of those that its name decides.
func (v *evaluation) restrict(t token, c *candidate, always *reason) *reason {
	switch needs := c.claim.needs; {
	case always != nil:
		return always
	case t == accessToken && v.restricted && needs == 0 && c.claim.traits&namespaced == 0:
		return reasonAudience
	case t == accessToken && needs&^v.granted != 0:
		return reasonScope
	case c.null:
		return reasonNoValue
	}
	return nil
}

// nameReason is the first restriction that a claim's name decides, or nil.
func nameReason(t traits, legacy bool) *reason {
	switch {
	case t&restricted != 0:
		return reasonRestricted
	case t&reserved != 0:
		return reasonReserved
	case t&forbidden != 0:
		return reasonNamespace
	case legacy && t&urlNamespaced == 0:
		return reasonNotNamespaced
	}
	return nil
}

// shown reports whether a candidate is shown at all: it passed, or (LEG-4) it is
// kept out of the ID token but not of userinfo.
func (v *evaluation) shown(t token, c *candidate) bool {
	return c.reason == nil || v.userinfoOnly(t, c)
}

// userinfoOnly reports whether legacy mode shows a claim at userinfo that it
// keeps out of the ID token (LEG-4).
func (v *evaluation) userinfoOnly(t token, c *candidate) bool {
	return v.plan.config.legacy && t == idToken && c.reason == reasonNamespace && !c.null
}

// link links the shown candidates of one name (OVR-1) and measures the payload
// that is left. Names of mappings are unique, so only code can make it needed.
func (v *evaluation) link(t token) {
	of := v.of(t)
	v.order = v.order[:0]
	for i := range of {
		if v.shown(t, &of[i]) {
			v.order = append(v.order, mention{int32(i), of[i].claim.name})
		}
	}
	sortMentions(v.order)
	first := int32(0)
	for i, m := range v.order {
		if i == 0 || m.text != v.order[i-1].text {
			first = m.at
			continue
		}
		before := v.order[i-1].at
		of[m.at].before, of[m.at].last = before, -1
		of[before].further = true
		of[first].last = m.at
		v.ignored = true
	}
	size := len("{}")
	for i := range of {
		if c := &of[i]; c.reason == nil && c.last >= 0 {
			size += len(",") + c.claim.size(of[c.last].value)
		}
	}
	v.size[t] = max(size-len(","), len("{}"))
}

// replaced is the candidate that c takes the place of, or nil: its decision, that
// it is overridden, stands where c is judged.
func (c *candidate) replaced(of []candidate) *candidate {
	if c.reason != nil || c.before < 0 {
		return nil
	}
	return &of[c.before]
}

// tooLarge is the failure of the first payload that is over the limit (section
// 10), or nil.
func (v *evaluation) tooLarge() *failure {
	switch {
	case v.size[accessToken] > maxPayload:
		return &failure{fact: payloadTooLarge, token: accessToken.String(), bytes: v.size[accessToken]}
	case v.size[idToken] > maxPayload:
		return &failure{fact: payloadTooLarge, token: idToken.String(), bytes: v.size[idToken]}
	case v.attributesSize > maxPayload:
		return &failure{fact: payloadTooLarge, token: samlToken, bytes: v.attributesSize}
	}
	return nil
}

// size is the length of the claim as a member with a value.
func (c *claim) size(value span) int { return len(c.quoted) + len(":") + value.size() }
