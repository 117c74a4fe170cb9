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
	of, session := v.of(t), v.session
	begun, size, room := w.size, w.size, w.room
	for i := range of {
		c := &of[i]
		if c.last < 0 || c.reason != nil && !(userinfo && v.userinfoOnly(t, c)) {
			continue
		}
		switch member := c.claim.member; {
		case member == "":
			if size > begun {
				size = put(room, size, ",")
			}
			size = put(room, size, c.claim.quoted)
			size = put(room, size, ":")
		case size == begun:
			size = put(room, size, member[len(","):])
		default:
			size = put(room, size, member)
		}
		value := c.value
		if int(c.last) != i {
			value = of[c.last].value
		}
		if value.spaces == 0 {
			size = put(room, size, session[value.start:value.end])
			continue
		}
		w.size = size
		w.compact(session[value.start:value.end])
		size = w.size
	}
	w.size = size
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
