package engine

// The texts that come out (section 11). Members stand in the order shown there,
// claims in the order of section 5, and no white space stands between tokens.

// appendOutcome appends the members of an outcome.
func (e *Engine) appendOutcome(dst []byte) []byte {
	v := &e.evaluation
	dst = append(dst, `"access_token":{"claims":{`...)
	dst = v.appendClaims(dst, accessToken, false)
	if v.anonymous && v.plan.systemMember != "" {
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = append(dst, v.plan.systemMember...)
	}
	dst = append(dst, `},"bytes":`...)
	dst = appendInt(dst, v.size[accessToken])
	dst = append(dst, '}')
	if len(v.of(idToken)) > 0 {
		dst = append(dst, `,"id_token":{"claims":{`...)
		dst = v.appendClaims(dst, idToken, false)
		dst = append(dst, `},"bytes":`...)
		dst = appendInt(dst, v.size[idToken])
		dst = append(dst, `},"userinfo":{"claims":{`...)
		dst = v.appendClaims(dst, idToken, true)
		dst = append(dst, "}}"...)
	}
	if v.saml {
		dst = append(dst, `,"saml":{"attributes":`...)
		dst = append(dst, v.attributes...)
		dst = append(dst, '}')
	}
	dst = v.appendIgnored(dst)
	return v.appendLogs(dst)
}

// appendClaims appends the members of a token's claims, or of userinfo's.
func (v *evaluation) appendClaims(dst []byte, t token, userinfo bool) []byte {
	of := v.of(t)
	begun := len(dst)
	for i := range of {
		c := &of[i]
		if c.last < 0 || c.reason != nil && !(userinfo && v.userinfoOnly(t, c)) {
			continue
		}
		if len(dst) > begun {
			dst = append(dst, ',')
		}
		dst = append(dst, c.claim.quoted...)
		dst = append(dst, ':')
		dst = v.appendValue(dst, of[c.last].value)
	}
	return dst
}

// appendValue appends a value of the session, verbatim but for white space.
func (v *evaluation) appendValue(dst []byte, value span) []byte {
	if value.spaces > 0 {
		return appendCompact(dst, v.text(value))
	}
	return append(dst, v.text(value)...)
}

// appendIgnored appends why each claim that is in no token is not.
func (v *evaluation) appendIgnored(dst []byte) []byte {
	begun := false
	for i := range v.decisions {
		d := &v.decisions[i]
		if d.reason == nil {
			continue
		}
		if begun {
			dst = append(dst, ',')
		} else {
			dst = append(dst, `,"ignored":[`...)
			begun = true
		}
		dst = append(dst, `{"token":"`...)
		dst = append(dst, d.token.String()...)
		dst = append(dst, `","claim":`...)
		dst = append(dst, d.claim.quoted...)
		dst = append(dst, `,"reason":"`...)
		dst = append(dst, d.reason.code...)
		dst = append(dst, '"')
		dst = d.appendNeeds(dst)
		dst = append(dst, '}')
	}
	if begun {
		dst = append(dst, ']')
	}
	return dst
}

// appendNeeds appends the scope that was not granted.
func (d *decision) appendNeeds(dst []byte) []byte {
	if d.reason != reasonScope {
		return dst
	}
	dst = append(dst, `,"needs":"`...)
	dst = append(dst, d.claim.needs.String()...)
	return append(dst, '"')
}

// failed is the text of a failure.
func (e *Engine) failed(f *failure) []byte {
	e.out = append(e.out[:0], `{"error":`...)
	e.out = appendFailure(e.out, f)
	e.out = append(e.out, '}')
	return e.out
}
