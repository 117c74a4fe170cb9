package engine

import "slices"

// Attributes of SAML and WS-Fed (section 9). They are mapped from the user, some
// of whose metadata code may have set anew.

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
	switch of, _ := readNamespace(name); {
	case of != noNamespace:
		return formatURI
	case !hasSpace(name):
		return formatBasic
	}
	return formatUnspecified
}

// hasSpace reports whether there is white space in a name, as Unicode has it.
func hasSpace(name string) bool {
	for i := 0; i < len(name); {
		r, size := character(name[i:])
		i += size
		switch {
		case r >= 0x9 && r <= 0xD, r == ' ', r == 0x85, r == 0xA0, r == 0x1680, r >= 0x2000 && r <= 0x200A,
			r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F, r == 0x3000:
			return true
		}
	}
	return false
}

// attributes are those that have a value, as a JSON array and as an XML statement. Where
// they are too many to be returned they are only measured: a hundred may lead to the same
// large value.
type attributes struct {
	list      string
	statement string
	bytes     int               // of the list
	mapped    []mappedAttribute // all that there are mappings for
}

// mapAttributes maps and writes the attributes.
//
//go:noinline
func (d *decisions) mapAttributes() {
	m := attributeMapper{decisions: d}
	if user := d.at(d.plan.found.user); d.isValue(user) {
		m.user = parse(d.of(user))
	}
	for i, name := range settable {
		m.set[i] = d.readMetadata(name)
	}
	var list, statement writer
	list.byte('[')
	statement.raw(statementBegin)
	bytes, written := len("[]"), 0
	mapped := make([]mappedAttribute, 0, len(d.plan.attributes))
	for i := range d.plan.attributes {
		a := &d.plan.attributes[i]
		now := mappedAttribute{plannedAttribute: a, value: m.value(a)}
		if now.value.isNull() {
			mapped = append(mapped, now)
			continue
		}
		begun := len(list.text)
		list.comma(written)
		list.raw(`{"name":`)
		list.string(a.name)
		list.raw(`,"name_format":"`)
		list.raw(a.format)
		now.inList.start = len(list.text)
		like := slices.IndexFunc(mapped, func(m mappedAttribute) bool { return m.value == now.value })
		switch {
		case like < 0:
			list.values(now.value)
			now.inList.size = len(list.text) - now.inList.start
		case bytes <= maxPayload:
			list.again(mapped[like].inList)
			fallthrough
		default:
			now.inList.size = mapped[like].inList.size
		}
		now.bytes = now.inList.start - begun + now.inList.size
		if bytes += now.bytes; bytes > maxPayload {
			list.text, statement.text = list.text[:begun], statement.text[:0]
		} else {
			if written == 0 {
				statement.byte('>')
			}
			statement.attributeTag(a)
			if now.inStatement.start = len(statement.text); like < 0 {
				statement.attributeValues(now.value)
			} else {
				statement.again(mapped[like].inStatement)
			}
			now.inStatement.size = len(statement.text) - now.inStatement.start
			statement.raw("</saml:Attribute>")
		}
		if written > 0 {
			now.bytes -= len(",")
		}
		written++
		mapped = append(mapped, now)
	}
	list.byte(']')
	if written == 0 {
		statement.raw("/>")
	} else {
		statement.raw("</" + statementTag + ">")
	}
	d.attributes = attributes{string(list.text), string(statement.text), bytes, mapped}
}

// A mappedAttribute is a mapping and what it gives. Those with the same value give the
// same.
type mappedAttribute struct {
	*plannedAttribute
	value               value
	bytes               int  // of its object in the list
	inList, inStatement part // what says its type and its values
}

// A part of a text.
type part struct{ start, size int }

// again writes once more what has been written.
func (w *writer) again(p part) {
	w.reserve(p.size)
	w.text = append(w.text, w.text[p.start:p.start+p.size]...)
}

// An attributeMapper looks values up in the user, and in what code set in the place of
// the user's objects.
type attributeMapper struct {
	*decisions
	user value
	set  [len(settable)]metadata
}

// metadata is what code set in the place of one of the user's objects.
type metadata struct {
	value               // none if nothing was set
	byName []placedName // the indexes of its members
	merged value        // with the user's, once somebody has asked for it
}

// readMetadata makes out what code set in the place of one of the user's objects: the
// last claim of that name decides, whether or not it reaches the ID token. Null sets
// nothing.
func (d *decisions) readMetadata(name string) (set metadata) {
	of := d.candidates[idToken]
	for i := len(of) - 1; i >= 0; i-- {
		c := &of[i]
		if c.mapping != nil || c.name != name {
			continue
		}
		if d.isValue(c.value) {
			set.value = parse(d.of(c.value))
			set.byName = memberIndex(set.value)
		}
		break
	}
	return set
}

// memberIndex is the members of an object that have a name, sorted by it: their indexes
// in the document.
func memberIndex(object value) []placedName {
	if !object.isObject() {
		return nil
	}
	index := make([]placedName, 0, object.count())
	for m := object.first(); m.exists(); m = m.next() {
		if name, paired := decodedName(m.rawName()); paired {
			index = append(index, placedName{m.index, name})
		}
	}
	sortNames(index)
	return index
}

// member is the object's member of a name, of which it has an index.
func (v value) member(byName []placedName, name string) value {
	if i := findName(byName, name); i >= 0 {
		return value{v.of, byName[i].place}
	}
	return value{}
}

// users is the user's value that was found at a place.
func (m *attributeMapper) users(at int32) value {
	found := m.at(at)
	if found.absent() {
		return value{}
	}
	start := found.start - m.at(m.plan.found.user).start
	low, high := 0, len(m.user.of.values)
	for low < high {
		middle := (low + high) / 2
		if m.user.of.values[middle].start < start {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return value{m.user.of, int32(low)}
}

// value is an attribute's value.
func (m *attributeMapper) value(a *plannedAttribute) value {
	i := slices.Index(settable[:], a.segments[0])
	if i < 0 || !m.set[i].exists() {
		return m.users(a.at)
	}
	set, own := &m.set[i], m.users(a.top)
	path := a.segments[1:]
	if !m.legacy || !set.isObject() || !own.isObject() { // replaced
		return set.follow(path)
	}
	if len(path) == 0 {
		if !set.merged.exists() {
			set.merged = parse(merge(own, set))
		}
		return set.merged
	}
	if member := set.member(set.byName, path[0]); member.exists() {
		return member.follow(path[1:])
	}
	return m.users(a.at)
}

// merge is the user's object with the members of the one that was set laid over it, one
// level deep (LEG-3).
func merge(own value, set *metadata) string {
	var w writer
	w.byte('{')
	count := 0
	write := func(m value) {
		w.comma(count)
		count++
		w.raw(m.rawName())
		w.byte(':')
		w.raw(m.raw())
	}
	taken := make([]bool, len(set.of.values)) // by index: it stands in the user's place
	for m := own.first(); m.exists(); m = m.next() {
		if name, paired := decodedName(m.rawName()); paired {
			if over := set.member(set.byName, name); over.exists() {
				taken[over.index] = true
				write(over)
				continue
			}
		}
		write(m)
	}
	for m := set.first(); m.exists(); m = m.next() {
		if !taken[m.index] {
			write(m)
		}
	}
	w.byte('}')
	return string(w.text)
}

// values writes what an attribute has of its value: the type, and the values.
func (w *writer) values(v value) {
	w.code(`","type":`, attributeType(v))
	w.raw(`,"values":[`)
	if !v.isArray() {
		w.compact(v.raw())
	} else {
		count := 0
		for element := v.first(); element.exists(); element = element.next() {
			if !element.isNull() {
				w.comma(count)
				count++
				w.compact(element.raw())
			}
		}
	}
	w.raw("]}")
}

// attributeType is the XML Schema type of a value, or of the elements of an array that
// are not null, if they have one type.
func attributeType(v value) string {
	if !v.isArray() {
		return schemaType(v.begins())
	}
	name := ""
	for element := v.first(); element.exists(); element = element.next() {
		if element.isNull() {
			continue
		}
		switch of := schemaType(element.begins()); name {
		case "":
			name = of
		case of:
		default:
			name = anyType
		}
	}
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
