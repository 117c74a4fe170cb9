package engine

import (
	"slices"
	"strings"
)

// What a config has that nobody reads (section 12), so that none is silently empty.

// A knownObject is an object on the way to what is read of a config: its members' names
// in the order of section 2, and what they lead to.
type knownObject struct {
	name    string
	members []knownObject // none for what is a value or a list
}

var knownConfig = knownObject{"", []knownObject{
	{"access_token", []knownObject{
		{"custom_claim_mappings", nil},
		{"claims_mapping", []knownObject{{"custom_claims", nil}}},
	}},
	{"id_token", []knownObject{{"custom_claim_mappings", nil}}},
	{"saml_configuration", []knownObject{{"mappings", nil}}},
	{"tenant", []knownObject{
		{"domain", nil},
		{"custom_domains", nil},
		{"migrations", []knownObject{{"custom_claims_must_be_namespaced", nil}}},
	}},
}}

// unread are the warnings of what is not read: members, lists of mappings, and those of
// SAML add-ons.
func unread(root value) (warnings []problem) {
	var r unreadReader
	r.object(root, &knownConfig)
	warnings = r.firstMembers()
	warnings = append(warnings, r.mappings(root)...)
	return append(warnings, unreadAddons(root)...)
}

// An unreadMember is one with what it probably means.
type unreadMember struct {
	value
	meant string
}

// An unreadReader goes through the objects that are read.
type unreadReader struct {
	members []unreadMember
	lists   []int32 // the indexes of the lists of mappings that are read

	given, known [maxCompared]rune // room for two names
}

// firstMembers are the first of the members found, by offset: as many as there are
// warnings of.
func (r *unreadReader) firstMembers() (first []problem) {
	for last := -1; len(first) < min(len(r.members), maxWarnings); {
		var next *unreadMember
		for i := range r.members {
			m := &r.members[i]
			if m.nameOffset() > last && (next == nil || m.nameOffset() < next.nameOffset()) {
				next = m
			}
		}
		last = next.nameOffset()
		first = append(first, problem{kind: warnMember, offset: last, meant: next.meant})
	}
	return first
}

func (r *unreadReader) object(v value, known *knownObject) {
	if !v.isObject() {
		return
	}
	meanings := make([]string, len(known.members))
	for i := range meanings {
		meanings[i] = normalised(known.members[i].name)
	}
	for m := v.first(); m.exists(); m = m.next() {
		name, paired := decodedName(m.rawName())
		if !paired {
			continue
		}
		i := slices.IndexFunc(known.members, func(k knownObject) bool { return k.name == name })
		switch {
		case i < 0:
			if meant := r.meantMember(normalised(name), meanings); meant >= 0 {
				r.members = append(r.members, unreadMember{m, known.members[meant].name})
			}
		case known.members[i].members != nil:
			r.object(m, &known.members[i])
		case known.members[i].isMappings():
			r.lists = append(r.lists, m.index)
		}
	}
}

// isMappings reports whether a member is a list of claim mappings.
func (k *knownObject) isMappings() bool {
	return k.name == "custom_claim_mappings" || k.name == "custom_claims"
}

// meantMember is the index of what a name probably means, both normalised, or -1.
func (r *unreadReader) meantMember(name string, known []string) int {
	if i := slices.Index(known, name); i >= 0 {
		return i
	}
	length := characters(name)
	if length > maxCompared {
		return -1
	}
	given := letters(name, &r.given)
	return slices.IndexFunc(known, func(k string) bool {
		return len(k) >= minMeant && max(len(k)-length, length-len(k)) <= 1 && distance(letters(k, &r.known), given) == 1
	})
}

// normalised is a name in ASCII's lower case, without underscores, hyphens and one final
// s: as it is in other languages' hands.
func normalised(name string) string {
	plain := make([]byte, 0, len(name))
	for i := range len(name) {
		if c := name[i]; c != '_' && c != '-' {
			plain = append(plain, lowerByte(c))
		}
	}
	return strings.TrimSuffix(string(plain), "s")
}

// mappings are the lists of mappings that are not read, anywhere in a document.
func (r *unreadReader) mappings(root value) (warnings []problem) {
	for i := range root.of.values {
		v := value{root.of, int32(i)}
		if len(warnings) == maxWarnings {
			break
		}
		if len(r.lists) > 0 && r.lists[0] == v.index { // they are in the text's order, too
			r.lists = r.lists[1:]
			continue
		}
		if first := v.first(); v.isArray() && len(first.members("name")) > 0 && len(first.members("expression")) > 0 {
			warnings = append(warnings, problem{kind: warnMappings, offset: v.offset()})
		}
	}
	return warnings
}

// unreadAddons are the mappings of SAML add-ons, whose direction is the reverse.
func unreadAddons(root value) (warnings []problem) {
	if len(root.members("saml_configuration")) > 0 {
		return nil
	}
	for _, addon := range samlAddons {
		m := root.follow([]string{"addons", addon, "mappings"})
		if m.isObject() && m.count() > 0 {
			warnings = append(warnings, problem{kind: warnAddon, offset: m.nameOffset()})
		}
	}
	if len(warnings) == 2 && warnings[0].offset > warnings[1].offset {
		warnings[0], warnings[1] = warnings[1], warnings[0]
	}
	return warnings
}
