package engine

// A fragment is a JSON value in a text that the scanner has found valid, for the
// places that are read seldom: the config, the audience, attributes of SAML. A
// general parser would do as well, but for the size: the one that hosts use
// brings its number parsing along, a third of the module.
type fragment struct {
	raw string // its text
	at  int    // its offset in the whole text
}

// parse is the value that a whole text is.
func parse(text string) fragment {
	start := skipSpace(text, 0)
	return fragment{text[start:valueEnd(text, start)], start}
}

func (v fragment) exists() bool   { return v.raw != "" }
func (v fragment) isObject() bool { return v.raw != "" && v.raw[0] == '{' }
func (v fragment) isArray() bool  { return v.raw != "" && v.raw[0] == '[' }
func (v fragment) isString() bool { return v.raw != "" && v.raw[0] == '"' }
func (v fragment) isNull() bool   { return v.raw != "" && v.raw[0] == 'n' }

// each calls read for each member of an object, with its name, or element of an
// array, until it says false. Other values have none.
func (v fragment) each(read func(name, member fragment) bool) {
	if !v.isObject() && !v.isArray() {
		return
	}
	var name fragment
	for i := skipSpace(v.raw, 1); i < len(v.raw)-1; i = skipSpace(v.raw, i) {
		if v.raw[0] == '{' {
			end := stringEnd(v.raw, i+1)
			name = v.part(i, end)
			i = skipSpace(v.raw, skipSpace(v.raw, end)+len(":"))
		}
		end := valueEnd(v.raw, i)
		if !read(name, v.part(i, end)) {
			return
		}
		if i = skipSpace(v.raw, end); v.raw[i] == ',' {
			i++
		}
	}
}

// count is the number of an object's members or an array's elements.
func (v fragment) count() (n int) {
	v.each(func(_, _ fragment) bool {
		n++
		return true
	})
	return n
}

func (v fragment) part(start, end int) fragment { return fragment{v.raw[start:end], v.at + start} }

// valueEnd is the offset after the value that starts at i.
func valueEnd(text string, i int) int {
	for depth := 0; i < len(text); {
		switch text[i] {
		case '"':
			i = stringEnd(text, i+1)
		case '{', '[':
			depth++
			i++
			continue
		case '}', ']':
			depth--
			i++
		case ',', ':', ' ', '\t', '\n', '\r':
			i++
			continue
		default:
			i = scalarEnd(text, i)
		}
		if depth == 0 {
			break
		}
	}
	return i
}

// scalarEnd is the offset after the number or literal that i is in.
func scalarEnd(text string, i int) int {
	for i < len(text) {
		switch text[i] {
		case ',', '}', ']', ' ', '\t', '\n', '\r':
			return i
		}
		i++
	}
	return i
}
