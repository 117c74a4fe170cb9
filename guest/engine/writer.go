package engine

// A writer writes texts.
type writer struct{ text []byte }

// reserve makes room for so many bytes more.
//
//go:inline
func (w *writer) reserve(bytes int) {
	if cap(w.text)-len(w.text) < bytes {
		w.grow(bytes)
	}
}

//go:noinline
func (w *writer) grow(bytes int) {
	larger := make([]byte, len(w.text), max(2*len(w.text), len(w.text)+bytes))
	copy(larger, w.text)
	w.text = larger
}

// raw writes a text as it is.
func (w *writer) raw(text string) {
	w.reserve(len(text))
	w.text = w.text[:put(w.text[:cap(w.text)], len(w.text), text)]
}

func (w *writer) byte(c byte) {
	w.reserve(1)
	at := len(w.text)
	w.text = w.text[:at+1]
	w.text[at] = c
}

// comma writes a comma unless count is zero: before all but the first of a list.
func (w *writer) comma(count int) {
	if count > 0 {
		w.byte(',')
	}
}

// string writes a JSON string that says s. Only what must be is escaped: the
// quote, the backslash and U+0000 to U+001F (section 11).
func (w *writer) string(s string) {
	w.byte('"')
	plain := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		w.raw(s[plain:i])
		plain = i + 1
		switch c {
		case '"':
			w.raw(`\"`)
		case '\\':
			w.raw(`\\`)
		case '\b':
			w.raw(`\b`)
		case '\f':
			w.raw(`\f`)
		case '\n':
			w.raw(`\n`)
		case '\r':
			w.raw(`\r`)
		case '\t':
			w.raw(`\t`)
		default:
			w.raw(`\u00`)
			w.byte(hexDigits[c>>4])
			w.byte(hexDigits[c&0xF])
		}
	}
	w.raw(s[plain:])
	w.byte('"')
}

const hexDigits = "0123456789abcdef"

// number writes a decimal number that is not negative.
func (w *writer) number(n int) {
	digits := 1
	for rest := n / 10; rest > 0; rest /= 10 {
		digits++
	}
	w.reserve(digits)
	begun := len(w.text)
	w.text = w.text[:begun+digits]
	for at := begun + digits - 1; at >= begun; at-- {
		w.text[at] = '0' + byte(n%10)
		n /= 10
	}
}

// compact writes a valid JSON text without its insignificant white space (VAL-2).
func (w *writer) compact(text string) {
	kept := 0
	for i := 0; i < len(text); {
		switch {
		case text[i] == '"':
			i = stringEnd(text, i+1)
		case isSpace(text[i]):
			w.raw(text[kept:i])
			i++
			kept = i
		default:
			i++
		}
	}
	w.raw(text[kept:])
}

// quoted is the JSON string that says s.
func quoted(s string) string {
	var w writer
	w.string(s)
	return string(w.text)
}

// decimal is a number in decimal digits.
func decimal(n int) string {
	var w writer
	w.number(n)
	return string(w.text)
}
