package engine

import "strings"

// An expression maps directly: a root and the names that lead from it to a
// value (section 3). There is nothing in it to evaluate.

// maxSegments is how many segments of a path are kept. A path of so many leads deeper
// than any text goes, and wherever it stops there are more left than one name may stand
// for, so what follows does not matter.
const maxSegments = 2*maxDepth + 2

// parseSegments splits a path at its dots and takes its backslashes away. Where
// it breaks the grammar it returns the problem's kind and the place in the path.
func parseSegments(path string) (segments []string, broken *problemKind, at int) {
	if path == "" {
		return nil, expressionSyntax, 0
	}
	start := 0
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '.':
			if i == start {
				return nil, expressionSyntax, i
			}
			if len(segments) < maxSegments {
				segments = append(segments, unescape(path[start:i]))
			}
			start = i + 1
		case c == '\\':
			if i+1 == len(path) {
				return nil, expressionSyntax, i
			}
			_, size := character(path[i+1:])
			i += size
		case c <= ' ' || c == 0x7F:
			return nil, expressionSyntax, i
		case strings.IndexByte(operators, c) >= 0:
			return nil, expressionOperator, i
		}
	}
	if start == len(path) {
		return nil, expressionSyntax, len(path) - 1
	}
	if len(segments) < maxSegments {
		segments = append(segments, unescape(path[start:]))
	}
	return segments, nil, 0
}

// unescape takes the backslashes of a segment away: each makes the character
// after it literal.
func unescape(segment string) string {
	if strings.IndexByte(segment, '\\') < 0 {
		return segment
	}
	plain := make([]byte, 0, len(segment))
	for i := 0; i < len(segment); i++ {
		if segment[i] == '\\' {
			i++
		}
		plain = append(plain, segment[i])
	}
	return string(plain)
}

// rooted reports whether an expression, parsed to segments, starts with a root
// written plainly and goes on from it.
func rooted(expression string, segments []string) bool {
	root, _, _ := cut(expression, '.')
	return len(segments) > 1 && (root == rootAnonymous || root == rootUser)
}
