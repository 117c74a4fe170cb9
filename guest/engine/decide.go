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
	transaction bool // else the session is a bare anonymous session
	anonymous   bool // the access token gets the system claim
	saml        bool
	granted     scopes
	restricted  bool // an audience is a restricted API

	candidates []candidate
	first      [tokenCount + 1]int // a token's candidates begin here
	set        []claim             // the claims set by code
	order      []mention           // scratch
	size       [tokenCount]int     // of the payload
	attributes []byte              // SAML's, as an array
	decisions  []decision          // in the order of section 4
	tooLarge   failure             // if it has a code
}

// of is the candidates of a token, in the order of section 5.
func (v *evaluation) of(t token) []candidate { return v.candidates[v.first[t]:v.first[t+1]] }

// A candidate is a claim that a mapping or code asks for.
type candidate struct {
	claim   *claim
	mapping *mapping // nil if code set it
	entry   int32    // its index in its list if code set it
	value   span
	null    bool

	reason *reason // the restriction that keeps it out, or nil
	// Those of one name that are shown are linked: the first stands in its place
	// for all of them, with the value of the last (OVR-1).
	before  int32 // the one before, or -1
	last    int32 // from the first: the last; from others: -1
	further bool  // there is one after
}

// A decision is what became of a candidate.
type decision struct {
	*candidate
	token  token
	reason *reason // why it is ignored, nil if it was added
}

// readSession scans the session and collects the candidates.
func (e *Engine) readSession(p *plan, session string) *failure {
	if len(session) > maxSession {
		return newFailure(invalidSession, session, problem{kind: tooLarge, offset: maxSession})
	}
	s, v := &e.scan, &e.evaluation
	if !s.scan(session, p.tree) {
		return newFailure(invalidSession, session, s.broken)
	}
	v.plan, v.session = p, session

	present := func(at int32) bool { return !s.slots[at].absent() }
	f := &p.found
	v.transaction = present(f.anonymous) || present(f.user) || present(f.scope) || present(f.protocol) || present(f.custom)
	v.anonymous = !v.transaction || v.has(s.slots[f.anonymous].span) && !v.has(s.slots[f.user].span)
	v.granted = grantedScopes(v.text(s.slots[f.scope].span))
	v.saml = false
	if protocol := s.slots[f.protocol].span; v.has(protocol) && session[protocol.start] == '"' {
		name := said(v.text(protocol))
		if !slices.Contains(protocols, name) {
			s.mistype(problem{kind: unknownProtocol, offset: int(protocol.start), detail: "Found " + quote(name) + "."})
		}
		v.saml = name != protocols[0] && !s.slots[f.protocol].repeated()
	}

	if s.mistyped.kind != nil {
		return newFailure(invalidSession, session, s.mistyped)
	}
	if offset := v.duplicate(s.duplicates); offset != nothing {
		return newFailure(invalidSession, session, problem{kind: duplicateMember, offset: offset})
	}
	v.collect(s)
	return nil
}

// has reports whether a member is there and is not null.
func (v *evaluation) has(member span) bool {
	return !member.absent() && v.session[member.start] != 'n'
}

// text is the text of a value in the session, empty if it is absent.
func (v *evaluation) text(value span) string { return v.session[value.start:value.end] }

// duplicate is the earliest second occurrence of a member that is read.
func (v *evaluation) duplicate(by [readerCount]int) int {
	if !v.transaction {
		return by[0]
	}
	if v.saml {
		return min(by[1], by[2])
	}
	return by[1]
}

// grantedScopes are the scopes of a scope string, in its quotes, that profile
// claims need; other scopes do not matter here.
func grantedScopes(quoted string) (granted scopes) {
	if len(quoted) < 2 || quoted[0] != '"' {
		return 0
	}
	for rest := said(quoted); rest != ""; {
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

// collect lists the candidates: for each token those of the mappings, then those
// that code set.
func (v *evaluation) collect(s *scanner) {
	v.candidates = v.candidates[:0]
	if cap(v.set) < len(s.entries) {
		v.set = make([]claim, 0, len(s.entries))
	}
	v.set = v.set[:0]
	for t := range tokenCount {
		v.first[t] = len(v.candidates)
		planned := v.plan.claims[t]
		for i := range planned {
			p := &planned[i]
			at := p.bare
			if v.transaction {
				at = p.transaction
			}
			v.add(candidate{claim: &p.claim, mapping: &p.mapping, value: s.slots[at].span})
		}
		index := int32(0)
		for i := range s.entries {
			entry := &s.entries[i]
			if entry.node != v.plan.found.entries[t] {
				continue
			}
			v.set = append(v.set, v.plan.claimSet(v.text(entry.name)))
			v.add(candidate{claim: &v.set[len(v.set)-1], entry: index, value: entry.value})
			index++
		}
	}
	v.first[tokenCount] = len(v.candidates)
}

func (v *evaluation) add(c candidate) {
	c.null = !v.has(c.value)
	v.candidates = append(v.candidates, c)
}

// decide passes every candidate through the restrictions of section 4 and
// measures the payloads.
func (v *evaluation) decide() {
	v.decisions = v.decisions[:0]
	legacy := v.plan.config.legacy
	for t := range tokenCount {
		of := v.of(t)
		for i := range of {
			of[i].reason = v.restrict(t, &of[i], legacy)
		}
		v.link(t)
		v.size[t] = v.measure(t)
		v.conclude(t)
	}
	v.tooLarge = failure{}
	switch {
	case v.size[accessToken] > maxPayload:
		v.tooLarge = failure{fact: payloadTooLarge, token: accessToken.String(), bytes: v.size[accessToken]}
	case v.size[idToken] > maxPayload:
		v.tooLarge = failure{fact: payloadTooLarge, token: idToken.String(), bytes: v.size[idToken]}
	case v.saml && len(v.attributes) > maxPayload:
		v.tooLarge = failure{fact: payloadTooLarge, token: samlToken, bytes: len(v.attributes)}
	}
}

// conclude lists a token's decisions: that a claim is overridden stands where the
// one that overrides it was judged.
func (v *evaluation) conclude(t token) {
	of := v.of(t)
	for i := range of {
		switch c := &of[i]; {
		case c.reason != nil:
			v.decisions = append(v.decisions, decision{c, t, c.reason})
		default:
			if c.before >= 0 {
				v.decisions = append(v.decisions, decision{&of[c.before], t, reasonOverridden})
			}
			if !c.further {
				v.decisions = append(v.decisions, decision{c, t, nil})
			}
		}
	}
}

// restrict is the first restriction that applies to a candidate, or nil.
func (v *evaluation) restrict(t token, c *candidate, legacy bool) *reason {
	traits := c.claim.traits
	switch {
	case traits&restricted != 0:
		return reasonRestricted
	case traits&reserved != 0:
		return reasonReserved
	case traits&forbidden != 0:
		return reasonNamespace
	case legacy && traits&urlNamespaced == 0:
		return reasonNotNamespaced
	case t == accessToken && v.restricted && traits&namespaced == 0 && c.claim.needs == 0:
		return reasonAudience
	case t == accessToken && c.claim.needs&^v.granted != 0:
		return reasonScope
	case c.null:
		return reasonNoValue
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

// link links the shown candidates of one name (OVR-1). Names of mappings are
// unique, so there are such only where code set a claim.
func (v *evaluation) link(t token) {
	of := v.of(t)
	v.order = v.order[:0]
	for i := range of {
		of[i].before, of[i].last, of[i].further = -1, int32(i), false
		if v.shown(t, &of[i]) {
			v.order = append(v.order, mention{int32(i), of[i].claim.name})
		}
	}
	if len(of) == len(v.plan.claims[t]) {
		return
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
	}
}

// measure is the size of a token's payload in bytes (section 10).
func (v *evaluation) measure(t token) int {
	size, members := len("{}"), 0
	of := v.of(t)
	for i := range of {
		if c := &of[i]; c.reason == nil && c.last >= 0 {
			size += c.claim.size(of[c.last].value)
			members++
		}
	}
	return size + max(members-1, 0)
}

// size is the length of the claim as a member with a value.
func (c *claim) size(value span) int { return len(c.quoted) + len(":") + value.size() }
