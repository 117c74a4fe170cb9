package engine

import (
	"strings"
)

// The attributes as an XML statement, ready to stand in an assertion (section 9).

const (
	statementTag   = "saml:AttributeStatement"
	statementBegin = "<" + statementTag + ` xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"` +
		` xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
)

// attributeTag writes the beginning of an attribute.
func (w *writer) attributeTag(a *plannedAttribute) {
	w.raw(`<saml:Attribute Name="`)
	w.xml(a.name, true)
	w.raw(`" NameFormat="`)
	w.raw(a.format)
	w.raw(`">`)
}

// attributeValues writes a value's elements.
func (w *writer) attributeValues(v value) {
	kind := attributeType(v)
	if !v.isArray() {
		w.attributeValue(v, kind)
		return
	}
	for element := v.first(); element.exists(); element = element.next() {
		if !element.isNull() {
			w.attributeValue(element, kind)
		}
	}
}

func (w *writer) attributeValue(v value, kind string) {
	w.raw(`<saml:AttributeValue xsi:type="`)
	w.raw(kind)
	w.raw(`">`)
	if v.isString() {
		w.xml(v.string(), false)
	} else {
		var compact writer
		compact.compact(v.raw())
		w.xml(string(compact.text), false)
	}
	w.raw("</saml:AttributeValue>")
}

// xml writes characters. What XML 1.0 cannot hold is U+FFFD; what means something to
// it, or what a parser would change, is written as a reference.
func (w *writer) xml(s string, inAttribute bool) {
	plain := 0
	for i := 0; i < len(s); {
		r, size := character(s[i:])
		if written := xmlReference(r, inAttribute); written != "" {
			w.raw(s[plain:i])
			w.raw(written)
			plain = i + size
		}
		i += size
	}
	w.raw(s[plain:])
}

// xmlReference is what is written for a character, empty for itself.
func xmlReference(r rune, inAttribute bool) string {
	switch {
	case r == '&':
		return "&amp;"
	case r == '<':
		return "&lt;"
	case r == '>':
		return "&gt;"
	case r == '"':
		return "&quot;"
	case r == '\r':
		return "&#xD;"
	case r == '\t' && inAttribute:
		return "&#x9;"
	case r == '\n' && inAttribute:
		return "&#xA;"
	case r < ' ' && strings.IndexByte("\t\n", byte(r)) < 0, r == 0xFFFE, r == 0xFFFF:
		return "\uFFFD"
	}
	return ""
}
