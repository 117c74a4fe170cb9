package engine

import "math/bits"

// The lexer of RFC 8259 over a text in UTF-8. Each function takes the offset it
// starts at and returns the offset after what it read; where the text breaks
// the grammar it returns the complement (^offset, so a negative number) of the
// first byte that no valid text could have there, which is the text's length if
// it just ends (IN-1).

const (
	everyByte = 0x0101010101010101
	highBits  = 0x80 * everyByte
)

// load64 is the eight bytes from i on, the first one lowest; compilers make one
// load of it.
func load64[T string | []byte](text T, i int) uint64 {
	b := text[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// load32 is load64 for four bytes.
//
//go:inline
func load32(text string, i int) uint32 {
	b := text[i : i+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// store64 writes eight bytes from i on, the lowest first.
//
//go:inline
func store64(to []byte, i int, word uint64) {
	b := to[i : i+8]
	b[0], b[1], b[2], b[3] = byte(word), byte(word>>8), byte(word>>16), byte(word>>24)
	b[4], b[5], b[6], b[7] = byte(word>>32), byte(word>>40), byte(word>>48), byte(word>>56)
}

// store32 is store64 for four bytes.
//
//go:inline
func store32(to []byte, i int, word uint32) {
	b := to[i : i+4]
	b[0], b[1], b[2], b[3] = byte(word), byte(word>>8), byte(word>>16), byte(word>>24)
}

// skipSpace returns the offset of the first byte from i on that is no
// insignificant white space.
func skipSpace(text string, i int) int {
	for i < len(text) {
		switch text[i] {
		case ' ', '\t', '\n', '\r':
			i++
		default:
			return i
		}
	}
	return i
}

// stringEnd reads a string from the byte after its opening quote.
func stringEnd(text string, i int) int {
	for i < len(text) {
		c := text[i]
		if rest := text[i:]; len(rest) >= 8 { // eight bytes at once, of which the first special one counts
			word := load64(rest, 0)
			special := specials(word)
			if special == 0 {
				i += 8
				continue
			}
			at := bits.TrailingZeros64(special) &^ 7
			c = byte(word >> at)
			i += at >> 3
		}
		switch {
		case c == '"':
			return i + 1
		case c == '\\':
			if i+1 < len(text) && isEscaped(text[i+1]) {
				i += 2
			} else if i = unicodeEscapeEnd(text, i+1); i < 0 {
				return i
			}
		case c < ' ':
			return ^i
		case c < 0x80:
			i++
		default:
			if i = runesEnd(text, i); i < 0 {
				return i
			}
		}
	}
	return ^i
}

// isEscaped reports whether a byte after a backslash ends an escape.
func isEscaped(c byte) bool {
	switch c {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return true
	}
	return false
}

// unicodeEscapeEnd reads what is left of an escape, from its u on.
func unicodeEscapeEnd(text string, i int) int {
	if i >= len(text) || text[i] != 'u' {
		return ^i
	}
	for range 4 {
		if i++; i >= len(text) || hexDigit(text[i]) < 0 {
			return ^i
		}
	}
	return i + 1
}

// runesEnd reads characters of two to four bytes, and those of ASCII between them, four
// bytes at once. It comes to an end at what else there is.
func runesEnd(text string, i int) int {
	for i+4 <= len(text) {
		switch w := load32(text, i); {
		case w&0xC0E0 == 0x80C0: // two bytes, and in no longer form than need be
			if w&0x1E == 0 {
				return runeEnd(text, i)
			}
			i += 2
		case w&0xC0C0F0 == 0x8080E0: // three, which are no surrogate
			if at := w & 0x200F; at == 0 || at == 0x200D {
				return runeEnd(text, i)
			}
			i += 3
		case w&0x80 == 0:
			c := byte(w)
			if w&0x80808080 == 0 || c < ' ' || c == '"' || c == '\\' {
				return i
			}
			i++
		default:
			if i = runeEnd(text, i); i < 0 {
				return i
			}
		}
	}
	if i < len(text) && text[i] >= 0x80 {
		return runeEnd(text, i)
	}
	return i
}

// skipPlain returns the offset of the first byte from i on that is a quote, a
// backslash, a control character or no ASCII. Most strings end in their first
// eight bytes, so those are looked at here and the rest elsewhere.
//
//go:inline
func skipPlain(text string, i int) int {
	if rest := text[i:]; len(rest) >= 16 {
		if special := specials(load64(rest, 0)); special != 0 {
			return i + bits.TrailingZeros64(special)>>3
		}
		if special := specials(load64(rest, 8)); special != 0 {
			return i + 8 + bits.TrailingZeros64(special)>>3
		}
		i += 16
	}
	return skipLong(text, i)
}

//go:noinline
func skipLong(text string, i int) int {
	rest := text[i:]
	for len(rest) >= 8 {
		if special := specials(load64(rest, 0)); special != 0 {
			return len(text) - len(rest) + bits.TrailingZeros64(special)>>3
		}
		rest = rest[8:]
	}
	for len(rest) > 0 {
		if c := rest[0]; c < ' ' || c == '"' || c == '\\' || c >= 0x80 {
			break
		}
		rest = rest[1:]
	}
	return len(text) - len(rest)
}

// specials sets the high bit of each byte of a word that ends a plain run; above
// the lowest bit set there may be more of them than there should be, since a
// borrow can have come from below.
func specials(w uint64) uint64 {
	quote := (w ^ '"'*everyByte) - everyByte
	backslash := (w ^ '\\'*everyByte) - everyByte
	control := w - ' '*everyByte
	return (quote | backslash | control | w) & highBits
}

// What stands between two plain strings in an object, first byte lowest.
const (
	nameThenString = '"' | ':'<<8 | '"'<<16
	stringThenName = '"' | ','<<8 | '"'<<16
)

// threeBytes is the three bytes from i on, or none if the text ends soon after.
func threeBytes(text string, i int) uint64 {
	if rest := text[i:]; len(rest) >= 8 {
		return load64(rest, 0) & 0xFFFFFF
	}
	return 0
}

// runeEnd reads the sequence of two to four bytes that starts at i, as RFC 3629 has
// them: no overlong form, no surrogate, nothing past U+10FFFF.
func runeEnd(text string, i int) int {
	low, high, more := byte(0x80), byte(0xBF), 0
	switch c := text[i]; {
	case c >= 0xC2 && c <= 0xDF:
		more = 1
	case c == 0xE0:
		low, more = 0xA0, 2
	case c == 0xED:
		high, more = 0x9F, 2
	case c >= 0xE1 && c <= 0xEF:
		more = 2
	case c == 0xF0:
		low, more = 0x90, 3
	case c == 0xF4:
		high, more = 0x8F, 3
	case c >= 0xF1 && c <= 0xF3:
		more = 3
	default:
		return ^i
	}
	i++
	for ; more > 0; more-- {
		if i >= len(text) || text[i] < low || text[i] > high {
			return ^i
		}
		low, high = 0x80, 0xBF
		i++
	}
	return i
}

// numberEnd reads a number.
func numberEnd(text string, i int) int {
	if i < len(text) && text[i] == '-' {
		i++
	}
	if i < len(text) && text[i] == '0' {
		i++
	} else if i = digitsEnd(text, i); i < 0 {
		return i
	}
	if i < len(text) && text[i] == '.' {
		if i = digitsEnd(text, i+1); i < 0 {
			return i
		}
	}
	if i < len(text) && text[i]|0x20 == 'e' {
		i++
		if i < len(text) && (text[i] == '+' || text[i] == '-') {
			i++
		}
		return digitsEnd(text, i)
	}
	return i
}

// digitsEnd reads one digit or more.
func digitsEnd(text string, i int) int {
	first := i
	for i < len(text) && text[i]-'0' <= 9 {
		i++
	}
	if i == first {
		return ^i
	}
	return i
}

// literalEnd reads the one of true, false and null that starts with text[i].
func literalEnd(text string, i int, literal string) int {
	for k := range len(literal) {
		if i >= len(text) || text[i] != literal[k] {
			return ^i
		}
		i++
	}
	return i
}

// hexDigit is the value of a hexadecimal digit, or -1.
func hexDigit(c byte) int {
	switch {
	case c-'0' <= 9:
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
