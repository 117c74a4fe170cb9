package engine

import "slices"

// Legacy mode's log (section 8): which claims would fare differently after the
// migration. It is the difference of two evaluations, which differ in nothing
// but the restrictions.

const (
	depnoteDescription = "Custom claims must be namespaced: this tenant evaluates in legacy mode. " +
		"The details list the claims that would fare differently after the migration."
	depnoteFeatureID   = "legacy_custom_claims"
	depnoteFeatureName = "Custom claims must be namespaced"
)

// legacyLogs is the outcome's logs, empty if no claim would fare differently.
//
//go:noinline
func (v *evaluation) legacyLogs() string {
	if !v.plan.config.legacy {
		return ""
	}
	differ := false
	text := new(writer).write(func(w *writer) {
		list := func(t token, name string, differs func(token, *candidate) bool) {
			w.raw(`,"`)
			w.raw(t.String())
			w.raw(name)
			w.raw(`":[`)
			begun := w.size
			for _, m := range v.named(t, differs) {
				w.comma(begun)
				w.raw(v.of(t)[m.at].claim.quoted)
				differ = true
			}
			w.byte(']')
		}
		w.raw(`[{"type":"depnote","description":"` + depnoteDescription +
			`","details":{"feature":{"id":"` + depnoteFeatureID + `","name":"` + depnoteFeatureName + `"`)
		for t := range tokenCount {
			list(t, "_claims_to_be_allowed", v.wouldPass)
			list(t, "_claims_to_be_disallowed", v.userinfoOnly)
		}
		w.raw("}}}]")
	})
	if !differ {
		return ""
	}
	return string(text)
}

// wouldPass reports whether a claim that is excluded would be added after the
// migration.
func (v *evaluation) wouldPass(t token, c *candidate) bool {
	return c.reason != nil && v.restrict(t, c, nameReason(c.claim.traits, false)) == nil
}

// named is the first candidate of each name among those that differ.
func (v *evaluation) named(t token, differs func(token, *candidate) bool) (first []mention) {
	of := v.of(t)
	for i := range of {
		if differs(t, &of[i]) {
			first = append(first, mention{int32(i), of[i].claim.name})
		}
	}
	sortMentions(first)
	first = slices.CompactFunc(first, func(a, b mention) bool { return a.text == b.text })
	for i := range first {
		first[i].text = "" // so that they are sorted by where they stand
	}
	sortMentions(first)
	return first
}
