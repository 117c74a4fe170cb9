package model

import (
	"slices"
	"strings"
	"unicode"
)

// Section 9: SAML and WS-Fed attributes.

// attributes are those that have a value.
func attributes(c *config, s *session, legacy bool) (all []attribute) {
	user := &node{kind: object}
	if s.user != nil {
		user.members = slices.Clone(s.user.members)
	}
	for _, name := range []string{"app_metadata", "user_metadata"} {
		var set *node
		for _, e := range s.id {
			if e.name == name {
				set = e.value
			}
		}
		if set.absent() {
			continue
		}
		var before *node
		if found := user.all(name); len(found) > 0 {
			before = found[0].value
		}
		if legacy && set.is(object) && before.is(object) {
			set = merge(before, set)
		}
		user.members = slices.DeleteFunc(user.members, func(m member) bool { return m.name == name && !m.lone })
		user.members = append(user.members, member{name: name, value: set})
	}
	for _, m := range c.saml {
		if v := follow(user, m.segments); !v.absent() {
			all = append(all, newAttribute(m.name, v))
		}
	}
	return all
}

// merge takes a member that was set in the place of the user's of that name.
func merge(users, set *node) *node {
	merged := &node{kind: object, src: set.src}
	for _, m := range users.members {
		if winners := set.all(m.name); !m.lone && len(winners) > 0 {
			m = winners[0]
		}
		merged.members = append(merged.members, m)
	}
	for _, m := range set.members {
		if m.lone || len(users.all(m.name)) == 0 {
			merged.members = append(merged.members, m)
		}
	}
	return merged
}

type attribute struct {
	name, format, kind string
	values             []*node
}

func newAttribute(name string, v *node) attribute {
	format := "basic"
	if namespaced(name) {
		format = "uri"
	} else if strings.ContainsFunc(name, unicode.IsSpace) {
		format = "unspecified"
	}
	values := []*node{v}
	if v.is(array) {
		values = slices.DeleteFunc(slices.Clone(v.items), func(n *node) bool { return n.kind == null })
	}
	kinds := map[byte]bool{}
	for _, n := range values {
		kinds[n.kind] = true
	}
	kind := "xs:anyType"
	if len(kinds) == 1 {
		switch values[0].kind {
		case text:
			kind = "xs:string"
		case truth:
			kind = "xs:boolean"
		case number:
			kind = "xs:double"
		}
	}
	return attribute{name, "urn:oasis:names:tc:SAML:2.0:attrname-format:" + format, kind, values}
}

func (a attribute) json() string {
	var values []string
	for _, n := range a.values {
		values = append(values, n.compact())
	}
	return `{"name":` + quote(a.name) + `,"name_format":` + quote(a.format) + `,"type":` + quote(a.kind) +
		`,"values":[` + strings.Join(values, ",") + `]}`
}

func attributesJSON(all []attribute) string {
	var texts []string
	for _, a := range all {
		texts = append(texts, a.json())
	}
	return "[" + strings.Join(texts, ",") + "]"
}

// statement is the attributes as XML.
func statement(all []attribute) string {
	const start = `<saml:AttributeStatement xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"` +
		` xmlns:xs="http://www.w3.org/2001/XMLSchema"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
	if len(all) == 0 {
		return start + "/>"
	}
	var b strings.Builder
	b.WriteString(start + ">")
	for _, a := range all {
		b.WriteString(`<saml:Attribute Name="` + escapeXML(a.name, inXMLAttribute) + `" NameFormat="` + a.format + `">`)
		for _, v := range a.values {
			characters := v.compact()
			if v.is(text) {
				characters = v.str()
			}
			b.WriteString(`<saml:AttributeValue xsi:type="` + a.kind + `">` + escapeXML(characters, inXML) + `</saml:AttributeValue>`)
		}
		b.WriteString("</saml:Attribute>")
	}
	b.WriteString("</saml:AttributeStatement>")
	return b.String()
}

// What is not written as it is, in an element and in an attribute's value.
var (
	inXML          = map[rune]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;", '\r': "&#xD;"}
	inXMLAttribute = map[rune]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;", '\r': "&#xD;", '\t': "&#x9;", '\n': "&#xA;"}
)

func escapeXML(s string, written map[rune]string) string {
	var b strings.Builder
	for _, c := range s {
		switch w, ok := written[c]; {
		case ok:
			b.WriteString(w)
		case c < 0x20 && c != '\t' && c != '\n', c == 0xFFFE, c == 0xFFFF:
			b.WriteRune(0xFFFD) // XML 1.0 has no such character, not even escaped
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
