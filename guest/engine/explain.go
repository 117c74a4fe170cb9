package engine

import "strings"

// What explain says beyond the outcome (section 12): a decision for every
// candidate, the size of the payloads, and warnings.

// appendExplanation appends the whole text of an explanation.
func (e *Engine) appendExplanation(dst []byte) []byte {
	v := &e.evaluation
	dst = append(dst, '{')
	if v.tooLarge.fact == nil {
		dst = append(e.appendOutcome(dst), ',')
	}
	dst = append(dst, `"decisions":[`...)
	for i := range v.decisions {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = v.appendDecision(dst, &v.decisions[i])
	}
	dst = append(dst, `],"payload":`...)
	dst = v.appendPayload(dst)
	dst = append(dst, `,"warnings":`...)
	dst = v.appendWarnings(dst)
	if v.tooLarge.fact != nil {
		dst = append(dst, `,"error":`...)
		dst = appendFailure(dst, &v.tooLarge)
	}
	return append(dst, '}')
}

func (v *evaluation) appendDecision(dst []byte, d *decision) []byte {
	dst = append(dst, `{"token":"`...)
	dst = append(dst, d.token.String()...)
	dst = append(dst, `","claim":`...)
	dst = append(dst, d.claim.quoted...)
	if d.mapping != nil {
		dst = append(dst, `,"source":"mapping","expression":`...)
		dst = appendString(dst, d.mapping.expression)
	} else {
		dst = append(dst, `,"source":"action"`...)
	}
	dst = append(dst, `,"kind":"`...)
	dst = append(dst, claimKind(d.claim.name, d.claim.traits, d.claim.needs)...)
	if d.reason == nil {
		dst = append(dst, `","verdict":"added"`...)
	} else {
		dst = append(dst, `","verdict":"ignored","reason":"`...)
		dst = append(dst, d.reason.code...)
		dst = append(dst, `","rule":"`...)
		dst = append(dst, d.reason.rule...)
		dst = append(dst, '"')
		dst = d.appendNeeds(dst)
	}
	dst = append(dst, `,"type":"`...)
	bytes := 0
	if d.value.absent() {
		dst = append(dst, "missing"...)
	} else {
		dst = append(dst, typeName(v.session[d.value.start])...)
	}
	if !d.null {
		bytes = d.claim.size(d.value)
	}
	dst = append(dst, `","bytes":`...)
	dst = appendInt(dst, bytes)
	if d.reason != nil {
		dst = append(dst, `,"hint":`...)
		dst = appendString(dst, d.reason.hint)
		dst = v.appendFix(append(dst, `,"fix":`...), d)
	}
	return append(dst, '}')
}

// appendFix appends what a program can do to get a claim into its token.
func (v *evaluation) appendFix(dst []byte, d *decision) []byte {
	dst = append(dst, `{"code":"`...)
	dst = append(dst, d.reason.fix.code...)
	dst = append(dst, '"')
	switch d.reason.fix {
	case fixScope:
		dst = append(dst, `,"scope":"`...)
		dst = append(dst, d.claim.needs.String()...)
		dst = append(dst, '"')
	case fixValue:
		dst = append(dst, `,"path":`...)
		dst = appendString(dst, string(v.valuePath(d)))
	}
	return append(dst, '}')
}

// valuePath points to where in the session a claim's value belongs.
func (v *evaluation) valuePath(d *decision) (path []byte) {
	if d.mapping == nil {
		path = append(path, "/custom_claims/"...)
		path = append(append(path, d.token.String()...), '/')
		path = appendInt(path, int(d.entry))
		return append(path, "/value"...)
	}
	segments := d.mapping.segments
	if segments[0] == rootAnonymous && !v.transaction {
		segments = segments[1:]
	}
	for _, segment := range segments {
		path = appendStep(append(path, '/'), segment)
	}
	return path
}

// appendPayload appends the size of each token's payload with its limit.
func (v *evaluation) appendPayload(dst []byte) []byte {
	size := func(name string, bytes int) {
		dst = append(append(append(dst, '"'), name...), `":{"bytes":`...)
		dst = appendInt(dst, bytes)
		dst = append(dst, `,"limit":`...)
		dst = appendInt(dst, maxPayload)
		dst = append(dst, '}')
	}
	dst = append(dst, '{')
	size(accessToken.String(), v.size[accessToken])
	if len(v.of(idToken)) > 0 {
		dst = append(dst, ',')
		size(idToken.String(), v.size[idToken])
	}
	if v.saml {
		dst = append(dst, ',')
		size(samlToken, len(v.attributes))
	}
	return append(dst, '}')
}

// appendWarnings appends the config's warnings and those of size.
func (v *evaluation) appendWarnings(dst []byte) []byte {
	begun := len(dst) + 1
	dst = appendProblems(dst, v.plan.source, v.plan.warnings())
	dst = dst[:len(dst)-1] // the bracket, for more to come
	for t := range tokenCount {
		kind := warnOver4KB
		switch {
		case v.size[t] <= warnPayload:
			continue
		case v.size[t] > warnPayloadLarge:
			kind = warnOver8KB
		}
		if len(dst) > begun {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"code":"`...)
		dst = append(dst, kind.code...)
		dst = append(dst, `","token":"`...)
		dst = append(dst, t.String()...)
		dst = append(dst, `","bytes":`...)
		dst = appendInt(dst, v.size[t])
		dst = append(dst, `,"message":`...)
		dst = appendString(dst, kind.says)
		dst = append(dst, '}')
	}
	return append(dst, ']')
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
			switch claimKind(c.claim.name, c.traits, c.needs) {
			case kindPrivate:
				warn(warnPrivate)
			case kindRegistered:
				warn(warnRegistered)
			}
			if t == accessToken && c.needs != 0 {
				warn(warnNeedsScope)
			}
			if c.segments[0] == rootAnonymous && c.segments[1] == "metadata" && readsLikeAuthorization(c.claim.name) {
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
