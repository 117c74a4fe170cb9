package engine

import (
	"strings"
	"unicode/utf8"
)

// Names are decoded and written here and nowhere else.

// decodeString appends what a string's text between its quotes says. It reports
// false where a surrogate escape has no partner: such a text names nothing, and
// U+FFFD stands for the lone half. The text must have passed stringEnd.
func decodeString(dst []byte, text string) ([]byte, bool) {
	paired := true
	for {
		at := strings.IndexByte(text, '\\')
		if at < 0 {
			return append(dst, text...), paired
		}
		dst = append(dst, text[:at]...)
		switch c := text[at+1]; c {
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'n':
			dst = append(dst, '\n')
		case 'r':
			dst = append(dst, '\r')
		case 't':
			dst = append(dst, '\t')
		case 'u':
			r, size := decodeUnicode(text[at:])
			paired = paired && r != lone
			dst = utf8.AppendRune(dst, r)
			text = text[at+size:]
			continue
		default:
			dst = append(dst, c)
		}
		text = text[at+2:]
	}
}

// said is what a string, given with its quotes, says.
func said(quoted string) string {
	text := quoted[1 : len(quoted)-1]
	if strings.IndexByte(text, '\\') < 0 {
		return text
	}
	decoded, _ := decodeString(nil, text)
	return string(decoded)
}

// lone stands for half of a surrogate pair; as a rune it is written as U+FFFD.
const lone rune = -1

// decodeUnicode reads the \u escape, or the pair of them, that text starts with.
func decodeUnicode(text string) (r rune, size int) {
	first := hex4(text[2:])
	if first < 0xD800 || first > 0xDFFF {
		return first, 6
	}
	if first < 0xDC00 && len(text) >= 12 && text[6] == '\\' && text[7] == 'u' {
		if second := hex4(text[8:]); second >= 0xDC00 && second <= 0xDFFF {
			return 0x10000 + (first-0xD800)<<10 + (second - 0xDC00), 12
		}
	}
	return lone, 6
}

func hex4(text string) (r rune) {
	for i := range 4 {
		r = r<<4 | rune(hexDigit(text[i]))
	}
	return r
}

// unpaired returns the offset in a string's text of the first byte that cannot
// go on to a pair of surrogates, or -1: the offset of IN-1 for a claim name or
// an expression, which must have their characters whole. The text may be cut
// short anywhere.
func unpaired(text string) int {
	for i := 0; i < len(text); {
		switch {
		case text[i] != '\\':
			i++
		case i+1 < len(text) && text[i+1] != 'u':
			i += 2
		case i+6 > len(text):
			if i+3 < len(text) && lowSurrogate(text[i+2:]) {
				return i + 3
			}
			return -1
		default:
			r, size := decodeUnicode(text[i:])
			if r == lone {
				return i + pairBreak(text[i:])
			}
			i += size
		}
	}
	return -1
}

// pairBreak is where the lone surrogate escape that text starts with cannot be
// part of a pair any more.
func pairBreak(text string) int {
	if lowSurrogate(text[2:]) {
		return 3
	}
	for i := 6; i < min(len(text), 10); i++ {
		switch c := text[i]; {
		case i == 6 && c == '\\', i == 7 && c == 'u', i == 8 && c|0x20 == 'd', i == 9 && hexDigit(c) >= 0xC:
		default:
			return i
		}
	}
	return len(text)
}

// lowSurrogate tells by two digits whether an escape is the second of a pair.
func lowSurrogate(digits string) bool { return digits[0]|0x20 == 'd' && hexDigit(digits[1]) >= 0xC }

// sameText compares by words, which TinyGo's own comparison does not.
func sameText(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for len(a) >= 32 && len(b) >= 32 {
		differ := load64(a, 0) ^ load64(b, 0)
		differ |= load64(a, 8) ^ load64(b, 8)
		differ |= load64(a, 16) ^ load64(b, 16)
		differ |= load64(a, 24) ^ load64(b, 24)
		if differ != 0 {
			return false
		}
		a, b = a[32:], b[32:]
	}
	for len(a) >= 8 && len(b) >= 8 {
		if load64(a, 0) != load64(b, 0) {
			return false
		}
		a, b = a[8:], b[8:]
	}
	for i := range len(a) {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
