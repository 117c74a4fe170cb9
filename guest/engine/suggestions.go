package engine

import (
	"slices"
	"strings"
)

// What was probably meant by an expression that is none (section 3): other languages'
// ways to write a path, told by their marks. A mapping has no logic, so where there is
// some, nothing is suggested.

// suggest is the valid expression, or SAML path, that a text probably means; empty if
// there is none.
func suggest(text string, isSAML bool) string {
	for i := range len(text) {
		for _, logic := range logicMarks {
			if strings.HasPrefix(text[i:], logic) {
				return ""
			}
		}
	}
	text = trimSpace(text)
	if inner, ok := between(text, "{{", "}}"); ok {
		text = trimSpace(inner)
	} else if inner, ok := between(text, "${", "}"); ok {
		text = trimSpace(inner)
	}
	if strings.IndexByte(text, '\\') < 0 {
		text = replaced(text, "?.[", "[")
		text = replaced(text, "?.", ".")
		text = dotted(text)
		if strings.IndexByte(text, '/') >= 0 && strings.IndexByte(text, '.') < 0 {
			text = replaced(text, "/", ".")
		}
		text = strings.TrimPrefix(text, ".")
	}
	for _, prefix := range contextPrefixes {
		text = strings.TrimPrefix(text, prefix)
	}
	if isSAML {
		text = strings.TrimPrefix(text, rootUser+".")
	} else {
		text = underRoot(text)
	}
	segments, broken, _ := parseSegments(text)
	if broken != nil || !isSAML && !rooted(text, segments) {
		return ""
	}
	return text
}

func trimSpace(text string) string {
	for text != "" && isSpace(text[0]) {
		text = text[1:]
	}
	for text != "" && isSpace(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	return text
}

// between is what stands between two marks around a text.
func between(text, begin, end string) (inner string, ok bool) {
	if len(text) < len(begin)+len(end) || !strings.HasPrefix(text, begin) || !strings.HasSuffix(text, end) {
		return text, false
	}
	return text[len(begin) : len(text)-len(end)], true
}

// dotted writes indexes and names in brackets as segments.
func dotted(text string) string {
	if strings.IndexByte(text, '[') < 0 {
		return text
	}
	var w writer
	for i := 0; i < len(text); {
		inner, size := bracketed(text[i:])
		if size == 0 {
			w.byte(text[i])
			i++
			continue
		}
		if last := len(w.text) - 1; last < 0 || w.text[last] != '.' || i > 0 && text[i-1] != '.' {
			w.byte('.')
		}
		w.segment(inner)
		i += size
	}
	return string(w.text)
}

// bracketed is the index or the name that brackets at the beginning of a text hold, and
// their size; 0 if they hold neither.
func bracketed(text string) (inner string, size int) {
	if text[0] != '[' || len(text) < 3 {
		return "", 0
	}
	if quote := text[1]; quote == '"' || quote == '\'' {
		end := strings.IndexByte(text[2:], quote)
		if end < 0 || 2+end+1 >= len(text) || text[2+end+1] != ']' {
			return "", 0
		}
		return text[2 : 2+end], 2 + end + 2
	}
	end := 1
	for end < len(text) && text[end]-'0' <= 9 {
		end++
	}
	if end == 1 || end == len(text) || text[end] != ']' || text[1] == '0' && end > 2 {
		return "", 0
	}
	return text[1:end], end + 1
}

// segment writes a segment that says s, with a backslash before what is not plain.
func (w *writer) segment(s string) {
	for i := range len(s) {
		if c := s[i]; c == '.' || c == '\\' || c <= ' ' || c == 0x7F || strings.IndexByte(operators, c) >= 0 {
			w.byte('\\')
		}
		w.byte(s[i])
	}
}

// underRoot puts a path under the root that its first step speaks of.
func underRoot(text string) string {
	first, rest, deeper := cut(text, '.')
	second, _, _ := cut(rest, '.')
	switch {
	case first == rootAnonymous || first == rootUser:
		return text
	case equalFold(first, rootAnonymous):
		return rootAnonymous + text[len(first):]
	case equalFold(first, rootUser):
		return rootUser + text[len(first):]
	case deeper && isDomain(first, sessionNames) && slices.Contains(sessionMembers, second):
		return rootAnonymous + text[len(first):]
	case slices.Contains(anonymousMembers, first):
		return joined(rootAnonymous, ".", text)
	case slices.Contains(userMembers, first):
		return joined(rootUser, ".", text)
	}
	return text
}
