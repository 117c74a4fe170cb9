package engine

// A document is a text that the scanner found valid, taken apart at once: for what is
// read by people's hands and seldom, such as a config. A general parser would do as
// well, but for the size: the one that hosts use brings its number parsing along, a
// third of the module.
type document struct {
	text   string
	values []placedValue // in the order of the text
}

// A placedValue is where a value stands, and the values beside and in it.
type placedValue struct {
	start, end int32
	name       int32 // the opening quote of its name, if it is a member
	next       int32 // the index of the next member or element beside it, or 0
	count      int32 // of its own members or elements, the first of which comes next
}

// A value is one of a document. The zero value is none.
type value struct {
	of    *document
	index int32
}

// parse takes a valid text apart.
func parse(text string) value {
	d := &document{text: text, values: make([]placedValue, 0, mostValues(text))}
	var open [maxDepth]struct{ container, last int32 }
	depth := 0
	name := int32(0)
	for i := skipSpace(text, 0); i < len(text); i = skipSpace(text, i) {
		switch text[i] {
		case ',', ':':
			i++
			continue
		case '}', ']':
			depth--
			i++
			d.values[open[depth].container].end = int32(i)
			continue
		}
		end := scalarEnd(text, i)
		if depth > 0 && name == 0 && text[d.values[open[depth-1].container].start] == '{' {
			name = int32(i)
			i = end
			continue
		}
		index := int32(len(d.values))
		d.values = append(d.values, placedValue{start: int32(i), end: int32(end), name: name})
		name = 0
		if depth > 0 {
			in := &open[depth-1]
			if d.values[in.container].count++; in.last != 0 {
				d.values[in.last].next = index
			}
			in.last = index
		}
		if text[i] == '{' || text[i] == '[' {
			open[depth].container, open[depth].last = index, 0
			depth++
		}
		i = end
	}
	return value{d, 0}
}

// mostValues is how many values a text can have.
func mostValues(text string) int {
	most := 1
	for i := range len(text) {
		switch text[i] {
		case ',', '[', '{':
			most++
		}
	}
	return most
}

// scalarEnd is the offset after the string, the number, the literal or the opening
// bracket that starts at i.
func scalarEnd(text string, i int) int {
	switch text[i] {
	case '"':
		return stringEnd(text, i+1)
	case '{', '[':
		return i + 1
	}
	for i < len(text) {
		switch text[i] {
		case ',', '}', ']', ' ', '\t', '\n', '\r':
			return i
		}
		i++
	}
	return i
}

func (v value) placed() *placedValue { return &v.of.values[v.index] }
func (v value) exists() bool         { return v.of != nil }
func (v value) offset() int          { return int(v.placed().start) }
func (v value) end() int             { return int(v.placed().end) }
func (v value) count() int           { return int(v.placed().count) }
func (v value) isObject() bool       { return v.exists() && v.begins() == '{' }
func (v value) isArray() bool        { return v.exists() && v.begins() == '[' }
func (v value) isString() bool       { return v.exists() && v.begins() == '"' }

// isNull reports whether there is no value, or null.
func (v value) isNull() bool { return !v.exists() || v.begins() == 'n' }

// begins is the first byte of a value, which tells its type.
func (v value) begins() byte { return v.of.text[v.placed().start] }

// raw is the text of a value, empty for none.
func (v value) raw() string {
	if !v.exists() {
		return ""
	}
	p := v.placed()
	return v.of.text[p.start:p.end]
}

// string is what a string says.
func (v value) string() string { return decoded(v.raw()) }

// isMember reports whether a value is one of an object.
func (v value) isMember() bool { return v.placed().name != 0 }

// nameOffset is where a member's name starts.
func (v value) nameOffset() int { return int(v.placed().name) }

// rawName is a member's name with its quotes, name what it says.
func (v value) rawName() string {
	start := v.nameOffset()
	return v.of.text[start:stringEnd(v.of.text, start+1)]
}
func (v value) name() string { return decoded(v.rawName()) }

// first is the first member or element, next the one beside a value.
func (v value) first() value {
	if !v.exists() || v.placed().count == 0 {
		return value{}
	}
	return value{v.of, v.index + 1}
}

func (v value) next() value {
	if next := v.placed().next; next != 0 {
		return value{v.of, next}
	}
	return value{}
}

// members are the members of an object that have a name.
func (v value) members(name string) (found []value) {
	if v.isObject() {
		for m := v.first(); m.exists(); m = m.next() {
			if isName(m.rawName(), name) {
				found = append(found, m)
			}
		}
	}
	return found
}

// follow is the value at the end of a path, as the scanner follows one.
func (v value) follow(path []string) value {
	for _, segment := range path {
		index, object := elementIndex(segment), v.isObject()
		if !object && !v.isArray() {
			return value{}
		}
		v = v.first()
		for ; v.exists(); v = v.next() {
			if object && isName(v.rawName(), segment) || !object && index == 0 {
				break
			}
			index--
		}
	}
	return v
}
