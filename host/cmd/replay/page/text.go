package page

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/claimsmith/claimsmith/host/internal/display"
)

// nameLength is how many characters of a name a plot shows; a table has the rest.
const nameLength = 160

// grouped is a number for people: 1,234,567.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "\u2212", digits[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// count is a number with what it counts.
func count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// difference is a number with its sign.
func difference(n int64) string {
	if n > 0 {
		return "+" + grouped(n)
	}
	return grouped(n)
}

// share says which part of a whole n is. Only nothing is 0 %, and only all of it 100 %.
func share(n, whole int64) string {
	switch {
	case whole <= 0 || n <= 0:
		return "0%"
	case n >= whole:
		return "100%"
	}
	percent := 100 * float64(n) / float64(whole)
	switch {
	case percent < 0.1:
		return "<0.1%"
	case percent > 99.9:
		return ">99.9%"
	}
	return strconv.FormatFloat(percent, 'f', 1, 64) + "%"
}

// size is a limit as people call it.
func size(bytes int64) string {
	switch {
	case bytes >= 1<<20 && bytes%(1<<20) == 0:
		return grouped(bytes>>20) + " MB"
	case bytes >= 1<<10 && bytes%(1<<10) == 0:
		return grouped(bytes>>10) + " KB"
	}
	return grouped(bytes) + " B"
}

// visible is a text of the report as a page can show it, on one line.
func visible(s string) string { return display.Line(s) }

// short is a name as far as a plot shows it.
func short(s string) string {
	s = visible(s)
	n := 0
	for at := range s {
		if n++; n > nameLength {
			return s[:at] + "…"
		}
	}
	return s
}

// tokenNames are the tokens as people call them, one and many.
var tokenNames = map[string][2]string{
	"access_token": {"access token", "access tokens"},
	"id_token":     {"ID token", "ID tokens"},
	"userinfo":     {"userinfo response", "userinfo responses"},
	"saml":         {"SAML assertion", "SAML assertions"},
}

func tokenName(token string) string {
	if names, ok := tokenNames[token]; ok {
		return names[0]
	}
	return short(token)
}

func tokensName(token string) string {
	if names, ok := tokenNames[token]; ok {
		return names[1]
	}
	return short(token) + " tokens"
}

// capital is a text with its first letter large.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// code is a code of the policy in words: scope_not_granted is "scope not granted".
func code(s string) string { return strings.ReplaceAll(short(s), "_", " ") }

// percent is a place or a length in a plot, of 100. Whatever the numbers, it is one.
func percent(part, whole float64) string {
	return coordinate(100*part/whole, 100)
}

// width is how long the bar for a part of a whole is, in percent. What there is one of
// in a million can still be seen.
func width(part, whole int64) string {
	if part <= 0 || whole <= 0 {
		return "0"
	}
	return coordinate(max(100*float64(part)/float64(whole), 0.6), 100)
}

// coordinate is a number from 0 to limit as SVG reads it.
func coordinate(v, limit float64) string {
	if !(v > 0) { // also what is no number
		v = 0
	}
	return strconv.FormatFloat(min(v, limit), 'f', 2, 64)
}

// compact is a round number with few characters: 20k, 1.5M.
func compact(n int64) string {
	for _, unit := range []struct {
		value int64
		name  string
	}{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}} {
		if n >= unit.value {
			return strconv.FormatFloat(float64(n)/float64(unit.value), 'f', -1, 64) + unit.name
		}
	}
	return strconv.FormatInt(n, 10)
}
