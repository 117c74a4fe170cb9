package engine

// The texts that come out (section 11). Members stand in the order shown there,
// claims in the order of section 5, and no white space stands between tokens.

// writeOutcome writes an outcome.
func (e *Engine) writeOutcome(w *writer) {
	w.byte('{')
	e.writeTokens(w)
	w.byte('}')
}

// writeTokens writes the members of an outcome.
func (v *evaluation) writeTokens(w *writer) {
	w.raw(`"access_token":{"claims":{`)
	begun := w.size
	v.writeClaims(w, accessToken, false)
	if v.anonymous && v.plan.systemMember != "" {
		w.comma(begun)
		w.raw(v.plan.systemMember)
	}
	w.raw(`},"bytes":`)
	w.number(v.size[accessToken])
	w.byte('}')
	if len(v.of(idToken)) > 0 {
		w.raw(`,"id_token":{"claims":{`)
		v.writeClaims(w, idToken, false)
		w.raw(`},"bytes":`)
		w.number(v.size[idToken])
		w.raw(`},"userinfo":{"claims":{`)
		v.writeClaims(w, idToken, true)
		w.raw("}}")
	}
	if v.saml {
		w.raw(`,"saml":{"attributes":`)
		w.raw(v.attributes)
		w.byte('}')
	}
	if v.ignored {
		v.writeIgnored(w)
	}
	if v.logs != "" {
		w.raw(`,"logs":`)
		w.raw(v.logs)
	}
}

// writeClaims writes the members of a token's claims, or of userinfo's.
func (v *evaluation) writeClaims(w *writer, t token, userinfo bool) {
	of := v.of(t)
	begun := w.size
	for i := range of {
		c := &of[i]
		if c.last < 0 || c.reason != nil && !(userinfo && v.userinfoOnly(t, c)) {
			continue
		}
		switch member := c.claim.member; {
		case member == "":
			w.comma(begun)
			w.raw(c.claim.quoted)
			w.byte(':')
		case w.size == begun:
			w.raw(member[1:])
		default:
			w.raw(member)
		}
		if int(c.last) != i {
			c = &of[c.last]
		}
		if value := c.value; value.spaces > 0 {
			w.compact(v.text(value))
		} else {
			w.raw(v.text(value))
		}
	}
}

// writeIgnored writes why each claim that is in no token is not.
func (v *evaluation) writeIgnored(w *writer) {
	w.raw(`,"ignored":[`)
	begun := w.size
	for t := range tokenCount {
		of := v.of(t)
		for i := range of {
			c := &of[i]
			if replaced := c.replaced(of); replaced != nil {
				w.comma(begun)
				replaced.writeIgnored(w, t, reasonOverridden)
			}
			if c.reason != nil {
				w.comma(begun)
				c.writeIgnored(w, t, c.reason)
			}
		}
	}
	w.byte(']')
}

func (c *candidate) writeIgnored(w *writer, t token, why *reason) {
	w.raw(`{"token":"`)
	w.raw(t.String())
	w.raw(`","claim":`)
	w.raw(c.claim.quoted)
	w.raw(`,"reason":"`)
	w.raw(why.code)
	w.byte('"')
	c.writeNeeds(w, why)
	w.byte('}')
}

// writeNeeds writes the scope that was not granted, where that is the reason.
func (c *candidate) writeNeeds(w *writer, why *reason) {
	if why == reasonScope {
		w.raw(`,"needs":"`)
		w.raw(c.claim.needs.String())
		w.byte('"')
	}
}

// writeFailure writes why there is no outcome.
func (e *Engine) writeFailure(w *writer) {
	w.raw(`{"error":`)
	e.failure.write(w)
	w.byte('}')
}
