package engine

// Legacy mode (section 8).

// onlyInUserinfo reports whether legacy mode shows a claim at userinfo that it keeps out
// of the ID token (LEG-4).
func (d *decisions) onlyInUserinfo(t token, c *candidate) bool {
	return d.legacy && t == idToken && c.reasons.first() == reasonNamespace && d.isValue(c.value)
}

// migrated is what would be decided after the migration: a whole evaluation without
// legacy mode, in which one restriction less holds.
func (d *decisions) migrated() *decisions {
	after := &decisions{session: d.session, restrictedAPI: d.restrictedAPI}
	for t := range tokenCount {
		of := append([]candidate(nil), d.candidates[t]...)
		for i := range of {
			of[i].reasons &^= notNamespaced
			of[i].replaces, of[i].last, of[i].overridden = nil, nil, false
		}
		after.candidates[t] = of
		after.override(t)
	}
	if d.saml {
		after.mapAttributes()
	}
	return after
}

// logs writes the log of legacy mode, if a claim would fare differently after the
// migration (LEG-1).
func (w *writer) logs(d *decisions) {
	after := d.migrated()
	begun, differ := len(w.text), 0
	w.raw(`,"logs":[{"type":"depnote","description":"` + depnoteDescription +
		`","details":{"feature":{"id":"` + depnoteFeatureID + `","name":"` + depnoteFeatureName + `"`)
	if grant := d.at(d.plan.found.grant); d.transaction && d.isValue(grant) {
		w.raw(`,"grant":`)
		w.raw(d.of(grant))
	}
	for t := range tokenCount {
		differ += w.differences(d, t, "_claims_to_be_allowed", func(i int) bool {
			then := &after.candidates[t][i]
			return then.reasons == 0 && !then.overridden && d.candidates[t][i].reasons != 0
		})
		// No claim of today's tokens goes, but those of LEG-4 leave userinfo, and code that
		// sets a restricted name is told of it here.
		differ += w.differences(d, t, "_claims_to_be_disallowed", func(i int) bool {
			c := &d.candidates[t][i]
			return d.onlyInUserinfo(t, c) || c.reasons&restricted != 0 && d.isValue(c.value)
		})
	}
	if failed := after.tooLarge(); failed != nil {
		w.code(`,"would_fail":{"code":`, failed.code)
		w.raw(`,`)
		w.excess(failed)
		w.byte('}')
	}
	w.raw("}}}]")
	if differ == 0 {
		w.text = w.text[:begun]
	}
}

// differences writes the names of a token's candidates that differ, each once, where the
// first such candidate stands, and returns how many there are.
func (w *writer) differences(d *decisions, t token, list string, differs func(i int) bool) int {
	w.raw(`,"`)
	w.raw(t.String())
	w.raw(list)
	w.raw(`":[`)
	of := d.candidates[t]
	var named []placedName
	for i := range of {
		if differs(i) {
			named = append(named, placedName{int32(i), of[i].name})
		}
	}
	sortNames(named)
	first := named[:0]
	for i, n := range named {
		if i == 0 || n.name != named[i-1].name {
			first = append(first, n)
		}
	}
	sortPlaces(first)
	for i, n := range first {
		w.comma(i)
		w.raw(of[n.place].quoted())
	}
	w.byte(']')
	return len(first)
}
