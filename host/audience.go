package host

// Audience is the audiences of a token, plain texts, as the JSON that Evaluate and
// Explain take: a string for one, an array for several, and the empty string for none.
// What is no UTF-8 stays as it is, for the policy to refuse.
func Audience(audiences ...string) []byte {
	switch len(audiences) {
	case 0:
		return []byte(`""`)
	case 1:
		return appendString(nil, audiences[0])
	}
	text := []byte{'['}
	for i, audience := range audiences {
		if i > 0 {
			text = append(text, ',')
		}
		text = appendString(text, audience)
	}
	return append(text, ']')
}

// appendString appends the JSON string that says a text. encoding/json would replace
// what is no UTF-8 unseen.
func appendString(to []byte, text string) []byte {
	const digits = "0123456789abcdef"
	to = append(to, '"')
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"', c == '\\':
			to = append(to, '\\', c)
		case c < ' ':
			to = append(to, '\\', 'u', '0', '0', digits[c>>4], digits[c&0xF])
		default:
			to = append(to, c)
		}
	}
	return append(to, '"')
}
