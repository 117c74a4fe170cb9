package engine

// Legacy mode (section 8).

// onlyInUserinfo reports whether legacy mode shows a claim at userinfo that it keeps out
// of the ID token (LEG-4).
func (d *decisions) onlyInUserinfo(t token, c *candidate) bool {
	return d.plan.config.legacy && t == idToken && c.reasons.first() == reasonNamespace && d.isValue(c.value)
}

// wouldPass reports whether a claim that legacy mode keeps out would be added after the
// migration (LEG-1): the two evaluations differ in one restriction.
func (d *decisions) wouldPass(_ token, c *candidate) bool { return c.reasons == notNamespaced }

const (
	depnoteDescription = "Custom claims must be namespaced: this tenant evaluates in legacy mode. " +
		"The details list the claims that would fare differently after the migration."
	depnoteFeatureID   = "legacy_custom_claims"
	depnoteFeatureName = "Custom claims must be namespaced"
)

// logs writes the logs of legacy mode, if a claim would fare differently after the
// migration (LEG-1).
func (w *writer) logs(d *decisions) {
	begun, differ := len(w.text), 0
	w.raw(`,"logs":[{"type":"depnote","description":"` + depnoteDescription +
		`","details":{"feature":{"id":"` + depnoteFeatureID + `","name":"` + depnoteFeatureName + `"`)
	for t := range tokenCount {
		differ += w.differences(d, t, "_claims_to_be_allowed", d.wouldPass)
		differ += w.differences(d, t, "_claims_to_be_disallowed", d.onlyInUserinfo)
	}
	w.raw("}}}]")
	if differ == 0 {
		w.text = w.text[:begun]
	}
}

// differences writes the names of a token's claims that differ, and returns how many
// there are.
func (w *writer) differences(d *decisions, t token, list string, differs func(token, *candidate) bool) int {
	w.raw(`,"`)
	w.raw(t.String())
	w.raw(list)
	w.raw(`":[`)
	claims := d.firstOfEach(t, differs)
	for i, claim := range claims {
		w.comma(i)
		w.raw(d.candidates[t][claim.place].quoted())
	}
	w.byte(']')
	return len(claims)
}

// firstOfEach is the first candidate of each name among those that differ, in their
// order.
func (d *decisions) firstOfEach(t token, differs func(token, *candidate) bool) []placedName {
	of := d.candidates[t]
	var named []placedName
	for i := range of {
		if differs(t, &of[i]) {
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
	return first
}
