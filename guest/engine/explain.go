package engine

import "strings"

// What explain says beyond the outcome (section 12): a decision for every
// candidate, the size of the payloads, and warnings.

// writeExplanation writes an explanation.
func (e *Engine) writeExplanation(w *writer) {
	v := &e.evaluation
	w.byte('{')
	if e.failure == nil {
		v.writeTokens(w)
		w.byte(',')
	}
	w.raw(`"decisions":[`)
	begun := w.size
	for t := range tokenCount {
		of := v.of(t)
		for i := range of {
			c := &of[i]
			if replaced := c.replaced(of); replaced != nil {
				w.comma(begun)
				v.writeDecision(w, t, replaced, reasonOverridden)
			}
			if c.reason != nil || !c.further {
				w.comma(begun)
				v.writeDecision(w, t, c, c.reason)
			}
		}
	}
	w.raw(`],"payload":{`)
	v.writePayload(w)
	w.raw(`},"warnings":[`)
	begun = w.size
	for i := range e.warnings {
		w.comma(begun)
		e.warnings[i].write(w, v.plan.source)
	}
	for t := range tokenCount {
		v.writeSizeWarning(w, t, begun)
	}
	w.byte(']')
	if e.failure != nil {
		w.raw(`,"error":`)
		e.failure.write(w)
	}
	w.byte('}')
}

func (v *evaluation) writeDecision(w *writer, t token, c *candidate, why *reason) {
	w.raw(`{"token":"`)
	w.raw(t.String())
	w.raw(`","claim":`)
	w.raw(c.claim.quoted)
	if c.mapping != nil {
		w.raw(`,"source":"mapping","expression":`)
		w.string(c.mapping.expression)
	} else {
		w.raw(`,"source":"action"`)
	}
	w.raw(`,"kind":"`)
	w.raw(c.claim.kind())
	if why == nil {
		w.raw(`","verdict":"added"`)
	} else {
		w.raw(`","verdict":"ignored","reason":"`)
		w.raw(why.code)
		w.raw(`","rule":"`)
		w.raw(why.rule)
		w.byte('"')
		c.writeNeeds(w, why)
	}
	w.raw(`,"type":"`)
	if c.value.absent() {
		w.raw("missing")
	} else {
		w.raw(typeName(v.session[c.value.start]))
	}
	w.raw(`","bytes":`)
	if c.null {
		w.number(0)
	} else {
		w.number(c.claim.size(c.value))
	}
	if why != nil {
		w.raw(`,"hint":`)
		w.string(why.hint)
		if why.fix != fixValue || v.hasPlace(c) {
			w.raw(`,"fix":`)
			v.writeFix(w, t, c, why)
		}
	}
	w.byte('}')
}

// writeFix writes what a program can do to get a claim into its token.
func (v *evaluation) writeFix(w *writer, t token, c *candidate, why *reason) {
	w.raw(`{"code":"`)
	w.raw(why.fix.code)
	w.byte('"')
	switch why.fix {
	case fixScope:
		w.raw(`,"scope":"`)
		w.raw(c.claim.needs.String())
		w.byte('"')
	case fixValue:
		w.raw(`,"path":`)
		w.string(v.valuePath(t, c))
	}
	w.byte('}')
}

// hasPlace reports whether a session of this form has a place for a claim's value.
// What would make a bare anonymous session a transaction has none in it, and what
// is too deep for any text has none at all.
func (v *evaluation) hasPlace(c *candidate) bool {
	return c.mapping == nil || v.transaction && c.mapping.transaction != nowhere || !v.transaction && c.mapping.bare != nowhere
}

// valuePath points to where in the session a claim's value belongs.
func (v *evaluation) valuePath(t token, c *candidate) string {
	if c.mapping == nil {
		return "/custom_claims/" + t.String() + "/" + decimal(int(c.entry)) + "/value"
	}
	segments := c.mapping.segments
	if !v.transaction {
		segments = segments[1:]
	}
	path := make([]byte, 0, len(c.mapping.expression)+1)
	for _, segment := range segments {
		path = append(append(path, '/'), pointerStep(segment)...)
	}
	return string(path)
}

// writePayload writes the size of each token's payload and its limit.
func (v *evaluation) writePayload(w *writer) {
	size := func(name string, bytes int) {
		w.byte('"')
		w.raw(name)
		w.raw(`":{"bytes":`)
		w.number(bytes)
		w.raw(`,"limit":`)
		w.number(maxPayload)
		w.byte('}')
	}
	size(accessToken.String(), v.size[accessToken])
	if len(v.of(idToken)) > 0 {
		w.byte(',')
		size(idToken.String(), v.size[idToken])
	}
	if v.saml {
		w.byte(',')
		size(samlToken, v.attributesSize)
	}
}

// writeSizeWarning warns of a payload that others than the engine may refuse.
func (v *evaluation) writeSizeWarning(w *writer, t token, begun int) {
	kind := warnOver4KB
	switch {
	case v.size[t] <= warnPayload:
		return
	case v.size[t] > warnPayloadLarge:
		kind = warnOver8KB
	}
	w.comma(begun)
	w.raw(`{"code":"`)
	w.raw(kind.code)
	w.raw(`","token":"`)
	w.raw(t.String())
	w.raw(`","bytes":`)
	w.number(v.size[t])
	w.raw(`,"message":`)
	w.string(kind.says)
	w.byte('}')
}

// warnings are what can be said of a config's mappings before any session.
func (p *plan) warnings() (warnings []problem) {
	for t := range tokenCount {
		for i := range p.claims[t] {
			c := &p.claims[t][i]
			warn := func(kind *problemKind) {
				warnings = append(warnings, problem{kind: kind, offset: c.offset, claim: &c.claim.name})
			}
			if c.traits&forbidden != 0 {
				warn(warnNamespace)
			}
			switch c.kind() {
			case kindPrivate:
				warn(warnPrivate)
			case kindRegistered:
				warn(warnRegistered)
			}
			if t == accessToken && c.needs != 0 {
				warn(warnNeedsScope)
			}
			if c.segments[0] == rootAnonymous && c.segments[1] == metadata && readsLikeAuthorization(c.claim.name) {
				warn(warnUntrusted)
			}
		}
	}
	return warnings
}

func readsLikeAuthorization(name string) bool {
	name = strings.ToLower(name)
	for _, word := range authorizationWords {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
