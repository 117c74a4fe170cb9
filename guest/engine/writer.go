package engine

// A writer writes texts into room that it has. What does not fit it only counts,
// so a text that did not fit is written again when there is room for all of it.
// Writing therefore never allocates (see scanner), and room is made once.
type writer struct {
	room []byte
	size int // of the text so far
}

// write is the text that compose writes.
func (w *writer) write(compose func(*writer)) []byte {
	for {
		w.size = 0
		compose(w)
		if text, fits := w.text(); fits {
			return text
		}
	}
}

// text is what was written, or makes room for it if it did not fit.
func (w *writer) text() (text []byte, fits bool) {
	if w.fits() {
		return w.room[:w.size], true
	}
	w.room = make([]byte, w.size+w.size/4)
	return nil, false
}

// fits reports whether there was room for all that was written.
func (w *writer) fits() bool { return w.size <= len(w.room) }

// raw writes a text as it is.
//
//go:noinline
func (w *writer) raw(text string) { w.size = put(w.room, w.size, text) }

// put writes a text into room at its size so far and returns the size with it, for
// those who have much to write and keep both at hand.
func put(room []byte, size int, text string) int {
	end := size + len(text)
	if end <= len(room) {
		copy(room[size:end], text)
	}
	return end
}

// again writes once more what stands in the text from start to end.
func (w *writer) again(start, end int) {
	at := w.size
	w.size += end - start
	if w.size <= len(w.room) {
		copy(w.room[at:], w.room[start:end])
	}
}

func (w *writer) byte(c byte) {
	if w.size < len(w.room) {
		w.room[w.size] = c
	}
	w.size++
}

// comma writes a comma unless nothing has been written since the text was of
// size begun.
func (w *writer) comma(begun int) {
	if w.size > begun {
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
	var digits [20]byte
	at := len(digits)
	for {
		at--
		digits[at] = '0' + byte(n%10)
		if n /= 10; n == 0 {
			break
		}
	}
	for _, c := range digits[at:] {
		w.byte(c)
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
	return string(w.write(func(w *writer) { w.string(s) }))
}

// decimal is a number in decimal digits.
func decimal(n int) string {
	var w writer
	return string(w.write(func(w *writer) { w.number(n) }))
}
