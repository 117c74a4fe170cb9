package engine

// Decisions are what becomes of each claim that a mapping or code asks for.
type decisions struct {
	session
	restrictedAPI bool // an audience is one
	legacy        bool
	candidates    [tokenCount][]candidate
	bytes         [tokenCount]int // of the payload (section 10)
	ignored       bool            // there is a candidate that is in no token

	attributes attributes // of SAML

	// For explain alone: the session taken apart, and what was looked at in it.
	document value
	lookedAt []lookedAt
}

// A candidate is a claim that a mapping or code asks for (section 5).
type candidate struct {
	claim
	mapping *mapping // nil if code set it
	index   int32    // of it in its list
	value   span
	reasons reasonSet // that keep it out

	// Of those of one name, the first keeps the place and the last has the value (OVR-1).
	replaces   *candidate // the one before this
	last       *candidate // from the first: the last, if it is another
	overridden bool       // there is one after this
}

// reset forgets the evaluation before. All that is not set here is set before it is read.
func (d *decisions) reset() {
	for t := range tokenCount {
		d.set[t] = d.set[t][:0:0]
	}
	d.mistyped, d.duplicates, d.ofOne, d.protocols = nil, d.duplicates[:0:0], nil, d.protocols[:0:0]
	d.transaction, d.saml, d.ignored = false, false, false
	d.granted = 0
	d.attributes.bytes, d.attributes.mapped = 0, nil
}

// decide lists the candidates in the order of section 5, and passes each through the
// restrictions.
func (d *decisions) decide() {
	d.legacy = d.plan.config.legacy
	for t := range tokenCount {
		d.decideMapped(t)
		if len(d.set[t]) > 0 {
			d.decideSet(t)
		}
	}
	if d.saml {
		d.mapAttributes()
	}
}

// decideMapped decides the candidates of mappings.
func (d *decisions) decideMapped(t token) {
	of, places, text := d.plan.candidates[t], d.places(t), d.text
	slots, begun := d.slots, d.begun
	bytes := 0
	for i := range of {
		c := &of[i]
		slot := &slots[places[i]]
		hasValue := slot.container >= begun && text[slot.start] != 'n'
		c.replaces, c.last, c.overridden = nil, nil, false
		if c.value = slot.span; slot.container < begun { // one that was found twice is not read
			c.value = span{}
		}
		if c.reasons = d.restrict(t, &c.claim, hasValue); c.reasons == 0 {
			bytes += len(c.member) + c.value.size()
		} else {
			d.ignored = true
		}
	}
	d.candidates[t], d.bytes[t] = of, payloadBytes(bytes)
}

// places are where the values of a token's mappings are in a session of this form.
func (d *decisions) places(t token) []int32 {
	if d.transaction {
		return d.plan.places[t].transaction
	}
	return d.plan.places[t].bare
}

// decideSet adds the candidates that code set, and overrides.
//
//go:noinline
func (d *decisions) decideSet(t token) {
	mapped, set := d.candidates[t], d.set[t]
	of := make([]candidate, len(mapped), len(mapped)+len(set))
	copy(of, mapped)
	for i, entry := range set {
		c := candidate{claim: d.plan.config.claimSet(d.of(entry.name)), index: int32(i), value: entry.value}
		c.reasons = d.restrict(t, &c.claim, d.isValue(c.value))
		d.ignored = d.ignored || c.reasons != 0
		of = append(of, c)
	}
	d.candidates[t] = of
	d.override(t)
}

// claimSet is newClaim for the name of a claim set by code, in its quotes. One without
// escapes is already written as it will be.
func (c *config) claimSet(inQuotes string) claim {
	name := decoded(inQuotes)
	if len(name) == len(inQuotes)-2 {
		return c.newClaim(name, inQuotes)
	}
	return c.newClaim(name, quoted(name))
}

// override links the candidates of one name that are shown (OVR-1), and measures the
// payload that is left. Names of mappings are unique, so only code can make it needed.
func (d *decisions) override(t token) {
	of := d.candidates[t]
	shown := make([]placedName, 0, len(of))
	for i := range of {
		if of[i].reasons == 0 || d.onlyInUserinfo(t, &of[i]) {
			shown = append(shown, placedName{int32(i), of[i].name})
		}
	}
	sortNames(shown)
	var first *candidate
	for i, s := range shown {
		c := &of[s.place]
		if i == 0 || s.name != shown[i-1].name {
			first = c
			continue
		}
		c.replaces = &of[shown[i-1].place]
		c.replaces.overridden = c.reasons == 0 // else it is ignored for its own sake
		first.last = c
		d.ignored = true
	}
	bytes := 0
	for i := range of {
		if c := &of[i]; c.reasons == 0 && c.replaces == nil {
			shown := c.value
			if c.last != nil {
				shown = c.last.value
			}
			bytes += len(c.member) + shown.size()
		}
	}
	d.bytes[t] = payloadBytes(bytes)
}

// A verdict is what is said of a candidate: the reason why it is ignored, or nil.
type verdict struct {
	*candidate
	token token
	why   *reason
}

// verdicts are those of a token's candidates in the order of section 4. One that is
// overridden comes where that is decided.
func (d *decisions) verdicts(t token) (list []verdict) {
	of := d.candidates[t]
	for i := range of {
		c := &of[i]
		if c.reasons == 0 && c.replaces != nil {
			list = append(list, verdict{c.replaces, t, reasonOverridden})
		}
		if !c.overridden {
			list = append(list, verdict{c, t, c.reasons.first()})
		}
	}
	return list
}

// size is the length of the claim as a member of a payload (section 10).
func (c *candidate) size() int { return len(c.member) - len(",") + c.value.size() }

// payloadBytes is the size of a payload whose members and their commas have so many
// bytes.
func payloadBytes(members int) int {
	if members == 0 {
		return len("{}")
	}
	return members - len(",") + len("{}")
}

// tooLarge is the failure of the first payload that is over the limit (section 10), or
// nil.
func (d *decisions) tooLarge() *failure {
	for t := range tokenCount {
		if d.bytes[t] > maxPayload {
			return &failure{fact: payloadTooLarge, token: t.String(), bytes: d.bytes[t]}
		}
	}
	if d.attributes.bytes > maxPayload {
		return &failure{fact: payloadTooLarge, token: samlToken, bytes: d.attributes.bytes}
	}
	return nil
}
