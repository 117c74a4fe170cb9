package engine

import (
	"cmp"
	"slices"
)

// Legacy mode's log (section 8): which claims would fare differently after the
// migration. It is the difference of two evaluations, which differ in nothing
// but the restrictions.

const (
	depnoteDescription = "Custom claims must be namespaced: this tenant still evaluates in legacy mode. " +
		"The details list what the migration would change in this transaction's tokens."
	depnoteFeatureID   = "legacy_custom_claims"
	depnoteFeatureName = "Custom claims must be namespaced"
)

// appendLogs appends the log entry if any claim would fare differently.
func (v *evaluation) appendLogs(dst []byte) []byte {
	if !v.plan.config.legacy {
		return dst
	}
	before := len(dst)
	dst = append(dst, `,"logs":[{"type":"depnote","description":`...)
	dst = appendString(dst, depnoteDescription)
	dst = append(dst, `,"details":{"feature":{"id":"`+depnoteFeatureID+`","name":"`+depnoteFeatureName+`"`...)
	differ := false
	list := func(t token, name string, differs func(token, *candidate) bool) {
		dst = append(append(append(dst, `,"`...), t.String()...), name...)
		dst = append(dst, `":[`...)
		begun := len(dst)
		for _, m := range v.named(t, differs) {
			if len(dst) > begun {
				dst = append(dst, ',')
			}
			dst = append(dst, v.of(t)[m.at].claim.quoted...)
			differ = true
		}
		dst = append(dst, ']')
	}
	for t := range tokenCount {
		list(t, "_claims_to_be_allowed", v.wouldPass)
		list(t, "_claims_to_be_disallowed", v.userinfoOnly)
	}
	if !differ {
		return dst[:before]
	}
	return append(dst, `}}}]`...)
}

// wouldPass reports whether a claim that is excluded would be added after the
// migration.
func (v *evaluation) wouldPass(t token, c *candidate) bool {
	return c.reason != nil && v.restrict(t, c, false) == nil
}

// named is the first candidate of each name among those that differ.
func (v *evaluation) named(t token, differs func(token, *candidate) bool) []mention {
	of := v.of(t)
	v.order = v.order[:0]
	for i := range of {
		if differs(t, &of[i]) {
			v.order = append(v.order, mention{int32(i), of[i].claim.name})
		}
	}
	sortMentions(v.order)
	v.order = slices.CompactFunc(v.order, func(a, b mention) bool { return a.text == b.text })
	slices.SortFunc(v.order, func(a, b mention) int { return cmp.Compare(a.at, b.at) })
	return v.order
}
