package engine

import "strings"

// What strings say: decoding of escapes, and comparing.

// decoded is what a string, given with its quotes, says. A lone half of a surrogate
// pair is U+FFFD in it.
func decoded(quoted string) string {
	text, _ := decodedName(quoted)
	return text
}

// decodedName is decoded, and whether every surrogate escape has its partner: a name
// with one that has none equals nothing (section 1.1).
func decodedName(quoted string) (text string, paired bool) {
	text = quoted[1 : len(quoted)-1]
	at := strings.IndexByte(text, '\\')
	if at < 0 {
		return text, true
	}
	paired = true
	plain := make([]byte, 0, len(text))
	for at >= 0 {
		plain = append(plain, text[:at]...)
		r, size := escape(text[at:])
		if r == lone {
			r, paired = 0xFFFD, false
		}
		plain = appendCharacter(plain, r)
		text = text[at+size:]
		at = strings.IndexByte(text, '\\')
	}
	return string(append(plain, text...)), paired
}

// escape reads the escape that a text starts with.
//
//go:noinline
func escape(text string) (r rune, size int) {
	switch c := text[1]; c {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		return decodeUnicode(text)
	default:
		return rune(c), 2
	}
}

// isName reports whether a member's name, in its quotes, is this one. It allocates
// nothing, however many names are looked at.
func isName(quoted, name string) bool {
	if len(quoted)-2 < len(name) {
		return false
	}
	text := quoted[1 : len(quoted)-1]
	if strings.IndexByte(text, '\\') < 0 {
		return text == name
	}
	for text != "" {
		r, size := character(text)
		if r == '\\' {
			r, size = escape(text)
		}
		if name == "" {
			return false
		}
		wanted, wantedSize := character(name)
		if r != wanted {
			return false
		}
		text, name = text[size:], name[wantedSize:]
	}
	return name == ""
}

// lone stands for half of a surrogate pair.
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

// sourceOffset is where in a string's text, quotes included, the escape or the
// character stands that gives byte at of what it says.
func sourceOffset(quoted string, at int) int {
	i := 1
	for told := 0; told < at; {
		if quoted[i] != '\\' {
			i++
			told++
			continue
		}
		size, runeSize := 2, 1
		if quoted[i+1] == 'u' {
			var r rune
			r, size = decodeUnicode(quoted[i:])
			runeSize = len(appendCharacter(nil, r))
		}
		i += size
		told += runeSize
	}
	return i
}

// The texts of an input are UTF-8 (IN-1), so that their characters are counted by first
// bytes, and Go's ways through a text that may be none are not in the module.

// character is the first one of a text that is not empty, and its size.
//
//go:noinline
func character(text string) (r rune, size int) {
	first := rune(text[0])
	switch {
	case first < 0x80:
		return first, 1
	case first < 0xE0:
		r, size = first&0x1F, 2
	case first < 0xF0:
		r, size = first&0xF, 3
	default:
		r, size = first&0x7, 4
	}
	for i := 1; i < size; i++ {
		r = r<<6 | rune(text[i]&0x3F)
	}
	return r, size
}

// appendCharacter is a text with one more.
//
//go:noinline
func appendCharacter(text []byte, r rune) []byte {
	if r < 0x80 {
		return append(text, byte(r))
	}
	shift := 6
	switch {
	case r < 0x800:
		text = append(text, 0xC0|byte(r>>6))
	case r < 0x10000:
		text, shift = append(text, 0xE0|byte(r>>12)), 12
	default:
		text, shift = append(text, 0xF0|byte(r>>18)), 18
	}
	for shift > 0 {
		shift -= 6
		text = append(text, 0x80|byte(r>>shift)&0x3F)
	}
	return text
}

// characters is how many a text has.
//
//go:noinline
func characters(text string) (n int) {
	for i := range len(text) {
		if text[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// letters are the characters of a text that has no more than there is room for.
//
//go:noinline
func letters(text string, room *[maxCompared]rune) []rune {
	n := 0
	for i := 0; i < len(text); n++ {
		r, size := character(text[i:])
		room[n] = r
		i += size
	}
	return room[:n]
}

// sameText compares by words, which TinyGo's own comparison does not.
func sameText[T string | []byte](a T, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for len(a) >= 64 && len(b) >= 64 {
		if !same64(a, b) {
			return false
		}
		a, b = a[64:], b[64:]
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

// same64 compares the first 64 bytes. The last word comes first: a machine that has
// checked its address need not check the others, which have the same base. In a loop the
// compiler would give each an address of its own.
//
//go:noinline
func same64[T string | []byte](a T, b string) bool {
	return load64(a, 56) == load64(b, 56) && load64(a, 0) == load64(b, 0) &&
		load64(a, 8) == load64(b, 8) && load64(a, 16) == load64(b, 16) && load64(a, 24) == load64(b, 24) &&
		load64(a, 32) == load64(b, 32) && load64(a, 40) == load64(b, 40) && load64(a, 48) == load64(b, 48)
}

// put writes a text into a room from an offset on and returns the offset after it. Short
// ones go by words: a machine may leave its compiled code for each copy of memory.
func put(room []byte, at int, text string) int {
	n := len(text)
	to := room[at : at+n]
	switch {
	case n > 64:
		copy(to, text)
	case n >= 8:
		for i := 0; i < n-8; i += 8 {
			store64(to, i, load64(text, i))
		}
		store64(to, n-8, load64(text, n-8))
	case n >= 4:
		store32(to, 0, load32(text, 0))
		store32(to, n-4, load32(text, n-4))
	default:
		for i := range n {
			to[i] = text[i]
		}
	}
	return at + n
}

// cut is what stands before and behind the first of a byte, and whether there is one.
//
//go:noinline
func cut(text string, at byte) (before, behind string, found bool) {
	i := strings.IndexByte(text, at)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+1:], true
}

// joined is texts one behind the other. It takes a tenth of the code of a chain of +.
//
//go:noinline
func joined(texts ...string) string {
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	all := make([]byte, size)
	at := 0
	for _, t := range texts {
		at = put(all, at, t)
	}
	return string(all)
}

// replaced is a text with another in the place of each occurrence of a short one.
func replaced(text, old, with string) string {
	var w writer
	for i := 0; i < len(text); {
		if strings.HasPrefix(text[i:], old) {
			w.raw(with)
			i += len(old)
		} else {
			w.byte(text[i])
			i++
		}
	}
	return string(w.text)
}
