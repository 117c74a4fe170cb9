package engine

// The texts that come out (section 11). Members stand in the order shown there,
// claims in the order of section 5, and no white space stands between tokens.

// writeOutcome writes an outcome.
func (w *writer) outcome(d *decisions) {
	w.byte('{')
	w.tokens(d)
	w.byte('}')
}

// tokens writes the members of an outcome.
func (w *writer) tokens(d *decisions) {
	w.raw(`"access_token":{"claims":`)
	system := ""
	if d.anonymous {
		system = d.plan.systemMember
	}
	w.claims(d, accessToken, false, system)
	w.raw(`,"bytes":`)
	w.number(d.bytes[accessToken])
	w.byte('}')
	if len(d.candidates[idToken]) > 0 {
		w.raw(`,"id_token":{"claims":`)
		w.claims(d, idToken, false, "")
		w.raw(`,"bytes":`)
		w.number(d.bytes[idToken])
		w.raw(`},"userinfo":{"claims":`)
		w.claims(d, idToken, true, "")
		w.byte('}')
	}
	if d.saml {
		w.raw(`,"saml":{"attributes":`)
		w.raw(d.attributes.list)
		w.raw(`,"statement":`)
		w.string(d.attributes.statement)
		w.byte('}')
	}
	if d.ignored {
		w.ignored(d)
	}
	if d.plan.config.legacy {
		w.logs(d)
	}
}

// claims writes a token's claims, or userinfo's, as an object; a member comes last.
func (w *writer) claims(d *decisions, t token, userinfo bool, last string) {
	begun := len(w.text)
	of := d.candidates[t]
	for i := range of {
		c := &of[i]
		if c.replaces != nil || c.reasons != 0 && !(userinfo && d.onlyInUserinfo(t, c)) {
			continue
		}
		value := c.value
		if c.last != nil {
			value = c.last.value
		}
		text := d.text[value.start:value.end]
		w.reserve(len(c.member) + len(text))
		room := w.text[:cap(w.text)]
		at := put(room, len(w.text), c.member)
		if value.spaces > 0 {
			w.text = room[:at]
			w.compact(text)
			continue
		}
		w.text = room[:put(room, at, text)]
	}
	if last != "" {
		w.byte(',')
		w.raw(last)
	}
	if len(w.text) == begun {
		w.byte(',')
	}
	w.text[begun] = '{' // in the place of the first comma
	w.byte('}')
}

// ignored writes why each claim that is in no token is not.
func (w *writer) ignored(d *decisions) {
	w.raw(`,"ignored":[`)
	count := 0
	for t := range tokenCount {
		for _, v := range d.verdicts(t) {
			if v.why == nil {
				continue
			}
			w.comma(count)
			count++
			w.code(`{"token":`, t.String())
			w.raw(`,"claim":`)
			w.raw(v.quoted())
			w.code(`,"reason":`, v.why.code)
			w.needs(v)
			w.byte('}')
		}
	}
	w.byte(']')
}

// needs writes the scope that was not granted, where that is the reason.
func (w *writer) needs(v verdict) {
	if v.why == reasonScope {
		w.code(`,"needs":`, v.needs.String())
	}
}

// failure writes why there is no outcome.
func (w *writer) failure(f *failure) {
	w.raw(`{"error":`)
	f.write(w)
	w.byte('}')
}
