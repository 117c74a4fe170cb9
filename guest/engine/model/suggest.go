package model

import (
	"regexp"
	"slices"
	"strings"
)

// Section 3: the expression that was probably meant.

var logic = []string{"(", ")", "||", "&&", "??", "+", ",", ";"}

// suggestExpression is for a mapping's expression, "" for none.
func suggestExpression(written string) string {
	text := respell(written, "$.", "event.", "context.", "this.")
	text = underRoot(text) // (h)
	if _, _, bad := readExpression(textNode(text)); bad != nil || hasLogic(written) {
		return ""
	}
	return text
}

// suggestPath is for the path of a SAML mapping, "" for none.
func suggestPath(written string) string {
	text := respell(written, "$.", "event.", "context.", "this.", "user.")
	if _, _, bad := readPath(textNode(text)); bad != nil || hasLogic(written) {
		return ""
	}
	return text
}

func hasLogic(text string) bool {
	return slices.ContainsFunc(logic, func(sign string) bool { return strings.Contains(text, sign) })
}

// respell is (a) to (g).
func respell(text string, prefixes ...string) string {
	text = trim(text) // (a)
	for _, pair := range [][2]string{{"{{", "}}"}, {"${", "}"}} {
		if inner, ok := strings.CutPrefix(text, pair[0]); ok && strings.HasSuffix(inner, pair[1]) {
			text = trim(strings.TrimSuffix(inner, pair[1])) // (b)
			break
		}
	}
	if !strings.Contains(text, `\`) {
		text = strings.ReplaceAll(text, "?.[", "[") // (c)
		text = strings.ReplaceAll(text, "?.", ".")
		text = bracket.ReplaceAllStringFunc(text, func(s string) string { // (d)
			inside := bracket.FindStringSubmatch(s)
			return "." + escapeSegment(inside[1]+inside[2]+inside[3])
		})
		if !strings.Contains(text, ".") {
			text = strings.ReplaceAll(text, "/", ".") // (e)
		}
		text = strings.TrimPrefix(text, ".") // (f)
	}
	for _, p := range prefixes {
		text = strings.TrimPrefix(text, p) // (g)
	}
	return text
}

var bracket = regexp.MustCompile(`\.?\[(?:(0|[1-9][0-9]*)|"([^"]*)"|'([^']*)')\]`)

// underRoot is (h). A step is one as it is written, up to the next dot.
func underRoot(text string) string {
	first, others, more := strings.Cut(text, ".")
	second, _, _ := strings.Cut(others, ".")
	known := slices.Contains([]string{"session_id", "user_id", "created_at", "expires_at", "metadata"}, second)
	rooted := func(root string) string {
		if !more {
			return root
		}
		return root + "." + others
	}
	switch lower(first) {
	case "anonymous_session", "user":
		return rooted(lower(first))
	case "session", "anonymoussession":
		if known {
			return rooted("anonymous_session")
		}
	}
	switch first {
	case "metadata", "session_id", "expires_at":
		return "anonymous_session." + text
	case "app_metadata", "user_metadata", "email", "name", "nickname", "identities":
		return "user." + text
	}
	return text
}

// textNode is a node for a text that stands nowhere.
func textNode(s string) *node {
	n := &node{kind: text}
	for _, c := range s {
		n.chars = append(n.chars, char{r: c})
	}
	return n
}

// escapeSegment writes a backslash before each character that is not plain.
func escapeSegment(name string) string {
	var b strings.Builder
	for _, c := range name {
		if !plain(c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

func trim(text string) string { return strings.Trim(text, " \t\r\n") }
