package engine

import (
	"slices"
	"strings"
	"unicode"
)

// Attributes of SAML and WS-Fed (section 9). They are mapped from the user, some
// of whose metadata code may have set anew. Few transactions come here, so what
// the scanner did not look for is read anew.

// settable are the user's objects that code can set, as ID token claims.
var settable = [...]string{"app_metadata", "user_metadata"}

// The formats of attribute names.
const (
	formatPrefix      = "urn:oasis:names:tc:SAML:2.0:attrname-format:"
	formatURI         = formatPrefix + "uri"
	formatBasic       = formatPrefix + "basic"
	formatUnspecified = formatPrefix + "unspecified"
)

func nameFormat(name string) string {
	switch {
	case nameNamespace(name)&namespaced != 0:
		return formatURI
	case strings.IndexFunc(name, unicode.IsSpace) < 0:
		return formatBasic
	}
	return formatUnspecified
}

// mapAttributes writes the attributes that have a value, as a JSON array, if the
// protocol has any. Where they are too many to be returned they are only measured:
// a hundred of them may lead to the same large value.
func (v *evaluation) mapAttributes() {
	if !v.saml {
		return
	}
	for i, name := range settable {
		v.metadata[i] = v.readMetadata(name)
	}
	var w writer
	v.writeAttributes(&w)
	if v.attributesSize = w.size; w.size <= maxPayload {
		v.attributes = string(w.write(v.writeAttributes))
	}
	v.metadata = [len(settable)]metadataSet{}
}

func (v *evaluation) writeAttributes(w *writer) {
	w.byte('[')
	begun := w.size
	// Where in the text the type and the values of each attribute stand: those with
	// the same path have the same.
	typed := make([][2]int, len(v.plan.attributes))
	for i := range v.plan.attributes {
		a := &v.plan.attributes[i]
		if a.like < i {
			if like := typed[a.like]; like != [2]int{} {
				w.comma(begun)
				a.writeName(w)
				w.again(like[0], like[1])
			}
			continue
		}
		if value := v.attributeValue(a); value != "" && value[0] != 'n' {
			w.comma(begun)
			a.writeName(w)
			typed[i][0] = w.size
			writeTyped(w, value)
			typed[i][1] = w.size
		}
	}
	w.byte(']')
}

// attributeValue is the text of an attribute's value, empty for none.
func (v *evaluation) attributeValue(a *plannedAttribute) string {
	users, path := v.text(v.slots[a.at].span), a.segments[1:]
	i := slices.Index(settable[:], a.segments[0])
	if i < 0 || !v.metadata[i].there {
		return users
	}
	set := &v.metadata[i]
	top := v.text(v.slots[a.top].span)
	merged := v.plan.config.legacy && set.value.isObject() && top != "" && top[0] == '{'
	switch {
	case len(path) == 0 && merged:
		return merge(users, set.value)
	case len(path) == 0:
		return set.value.raw
	case !set.value.isObject():
		return lookUp(set.value, path).raw
	}
	if own := set.member(path[0]); own.exists() || !merged {
		return lookUp(own, path[1:]).raw
	}
	return users
}

// A metadataSet is what code set in the place of one of the user's objects.
type metadataSet struct {
	there   bool
	value   fragment
	members []mention // of an object: its values' offsets in it, by name
}

// readMetadata makes out what code set in the place of one of the user's objects:
// the last claim of that name decides, whether or not it reaches the ID token.
func (v *evaluation) readMetadata(name string) (set metadataSet) {
	of := v.of(idToken)
	for i := len(of) - 1; i >= 0; i-- {
		c := &of[i]
		if c.mapping != nil || c.claim.name != name {
			continue
		}
		if !c.null {
			set.there = true
			set.value = parse(v.text(c.value))
			set.members = memberIndex(set.value)
		}
		break
	}
	return set
}

// memberIndex is the members of an object that have a name, sorted by it.
func memberIndex(object fragment) []mention {
	if !object.isObject() {
		return nil
	}
	// Room is made before there is anything in it: see notedName.
	members := make([]mention, 0, object.count())
	object.each(func(name, value fragment) bool {
		if unpaired(name.raw) < 0 {
			members = append(members, mention{int32(value.at - object.at), said(name.raw)})
		}
		return true
	})
	sortMentions(members)
	return members
}

// member is the value of an object's member.
func (m *metadataSet) member(name string) fragment {
	i := findMention(m.members, name)
	if i < 0 {
		return fragment{}
	}
	at := int(m.members[i].at)
	return m.value.part(at, valueEnd(m.value.raw, at))
}

// lookUp follows segments from a value, as the scanner follows them.
func lookUp(v fragment, path []string) fragment {
	for _, segment := range path {
		var next fragment
		index := elementIndex(segment)
		object := v.isObject()
		if !object && !v.isArray() {
			return fragment{}
		}
		element := int32(0)
		v.each(func(name, value fragment) bool {
			if object && names(name.raw, segment) || !object && element == index {
				next = value
				return false
			}
			element++
			return true
		})
		v = next
	}
	return v
}

// names reports whether a member's name, in its quotes, is this one.
func names(quoted, name string) bool {
	text := quoted[1 : len(quoted)-1]
	if strings.IndexByte(text, '\\') < 0 {
		return text == name
	}
	decoded, paired := decodeString(nil, text)
	return paired && string(decoded) == name
}

// merge is the user's object with the members of the one that was set laid over
// it, one level deep.
func merge(users string, set fragment) string {
	type member struct{ quoted, value string }
	// Room is made before there is anything in it: see notedName.
	count := set.count()
	theirs := make([]member, 0, count)
	byText := make([]mention, 0, count) // theirs that have a name
	merged := make([]byte, 0, len(users)+len(set.raw)+1)
	merged = append(merged, '{')
	set.each(func(name, value fragment) bool {
		if unpaired(name.raw) < 0 {
			byText = append(byText, mention{int32(len(theirs)), said(name.raw)})
		}
		theirs = append(theirs, member{name.raw, value.raw})
		return true
	})
	sortMentions(byText)

	add := func(m member) {
		if m.value == "" {
			return // it went in the user's place
		}
		if len(merged) > 1 {
			merged = append(merged, ',')
		}
		merged = append(append(append(merged, m.quoted...), ':'), m.value...)
	}
	parse(users).each(func(name, value fragment) bool {
		m := member{name.raw, value.raw}
		if unpaired(name.raw) < 0 {
			if i := findMention(byText, said(name.raw)); i >= 0 {
				their := &theirs[byText[i].at]
				m, their.value = *their, ""
			}
		}
		add(m)
		return true
	})
	for _, m := range theirs {
		add(m)
	}
	return string(append(merged, '}'))
}

// writeName writes the beginning of an attribute, up to what its value decides.
func (a *plannedAttribute) writeName(w *writer) {
	w.raw(`{"name":`)
	w.string(a.name)
	w.raw(`,"name_format":"`)
	w.raw(a.format)
}

// writeTyped writes the rest of an attribute with a value.
func writeTyped(w *writer, value string) {
	w.raw(`","type":"`)
	w.raw(attributeType(value))
	w.raw(`","values":[`)
	if value[0] != '[' {
		w.compact(value)
	} else {
		begun := w.size
		parse(value).each(func(_, element fragment) bool {
			if !element.isNull() {
				w.comma(begun)
				w.compact(element.raw)
			}
			return true
		})
	}
	w.raw("]}")
}

// attributeType is the XML Schema type of a value, or of the elements of an array
// that are not null, if they have one type.
func attributeType(value string) string {
	name := schemaType(value[0])
	if value[0] != '[' {
		return name
	}
	name = ""
	parse(value).each(func(_, element fragment) bool {
		if element.isNull() {
			return true
		}
		if of := schemaType(element.raw[0]); name == "" {
			name = of
		} else if name != of {
			name = anyType
		}
		return true
	})
	if name == "" {
		return anyType
	}
	return name
}

const anyType = "xs:anyType"

func schemaType(c byte) string {
	switch typeName(c) {
	case "string":
		return "xs:string"
	case "boolean":
		return "xs:boolean"
	case "number":
		return "xs:double"
	}
	return anyType
}
