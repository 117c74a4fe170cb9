package engine

import "strings"

// What is wrong with a text that is no JSON (IN-1), in plain words: what is there, and
// what to do. It is told by the bytes at the offset and the one before it.
func syntaxMessage(text string, offset int) string {
	if offset >= len(text) {
		if trimSpace(text) == "" {
			return "The text is empty. JSON is at least a value, such as {}."
		}
		return "The text ends before it is complete: a string, an array or an object is still open."
	}
	c, before, rest := text[offset], lastByte(text[:offset]), text[offset:]
	open := inString(text, offset)
	switch {
	case offset == 0 && strings.HasPrefix(rest, "\xEF\xBB\xBF"):
		return "This is a byte order mark, with which JSON does not begin. Save the text as UTF-8 without it."
	case offset == 0 && (strings.HasPrefix(rest, "\xFF\xFE") || strings.HasPrefix(rest, "\xFE\xFF")):
		return "The text is UTF-16. Save it as UTF-8."
	case c == 0:
		return "This is a zero byte. The text may be UTF-16: save it as UTF-8."
	case c >= 0x80 && !open:
		return "This is no character that JSON has outside of strings. Remove it, or put it into a string."
	case c < ' ' && !open:
		return "This cannot stand here: what is before it is not complete."
	case c == '\n' || c == '\r':
		return `A string goes over the end of the line. Close it with a double quote, or write \n in it.`
	case c == '\t':
		return `This is a tab in a string. Write \t.`
	case c < ' ':
		return joined(`This is a control character in a string. Write \u00`, hexDigits[c>>4:c>>4+1], hexDigits[c&0xF:c&0xF+1], ".")
	case c >= 0x80, open && text[offset-1] >= 0x80: // the latter: after a part of a character
		return "Here the text is not UTF-8. It may be in another encoding, such as Latin-1: save it as UTF-8."
	case open:
		return "This is no escape that JSON has, or half of a pair of surrogates. Write \\\\ for a backslash."
	case (c == '}' || c == ']') && before == ',':
		return joined("Remove the comma before ", rest[:1], ".")
	case c == ',' && before == ',':
		return "Remove one of the two commas."
	case c == '\'':
		return "JSON has double quotes, not single ones."
	case c == '/' || c == '#':
		return "JSON has no comments. Remove it."
	case before == '0' && c >= '0' && c <= '9':
		return "A number does not begin with a zero."
	case (c == '"' || c == '{' || c == '[' || c == '-' || isAlphanumeric(c)) && endsValue(before) && !inWord(text, offset):
		return "Put a comma before this, or a colon if it is a member's value."
	case isAlphanumeric(c) || inWord(text, offset):
		return joined("Found ", quote(wordAt(text, offset)), ". ", wordMessage)
	}
	return joined("Found ", quote(rest[:1]), ", which cannot stand here.")
}

const wordMessage = "Outside of strings JSON has numbers, true, false and null. Names and texts stand in double quotes."

// lastByte is the last byte of a text that is no white space, 0 for none.
func lastByte(text string) byte {
	text = trimSpace(text)
	if text == "" {
		return 0
	}
	return text[len(text)-1]
}

// endsValue reports whether a byte is the last of a value.
func endsValue(c byte) bool {
	return c == '"' || c == '}' || c == ']' || isAlphanumeric(c)
}

// inString reports whether an offset is in a string that a valid beginning of a text has
// not closed.
func inString(text string, offset int) bool {
	open := false
	for i := 0; i < offset; i++ {
		switch {
		case text[i] == '"':
			open = !open
		case text[i] == '\\' && open:
			i++
		}
	}
	return open
}

// inWord reports whether a word goes on at an offset.
func inWord(text string, offset int) bool { return offset > 0 && isAlphanumeric(text[offset-1]) }

// wordAt is the word that an offset is in.
func wordAt(text string, offset int) string {
	start, end := offset, offset
	for start > 0 && isAlphanumeric(text[start-1]) {
		start--
	}
	for end < len(text) && isAlphanumeric(text[end]) {
		end++
	}
	return text[start:end]
}
