package model

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// Generate makes three inputs of the engine's shape. Most are valid, many stand near an
// edge: each draw has a budget of faults, most often none, that the code below spends
// where it writes something that a fault would spoil.
func Generate(r *rand.Rand) (config, session, audience []byte) {
	g := &generator{Rand: r}
	g.saml = g.chance(0.35)
	g.big = g.saml && g.chance(0.02)
	if g.chance(0.1) {
		g.spaces = 0.3
	}
	if g.chance(0.4) {
		g.escapes = 0.1
	}
	if g.chance(0.05) {
		g.habits = 0.7
	}
	// A fault of the config hides those of the session, and so on: spend them in one.
	faulty := -1
	if g.chance(0.35) {
		faulty = pick(g, 0, 0, 0, 1, 1, 2)
	}
	inputs := make([][]byte, 3)
	for i, write := range []func() string{g.config, g.session, g.audience} {
		g.faults = 0
		if i == faulty {
			g.faults = pick(g, 1, 1, 1, 2, 5)
		}
		inputs[i] = []byte(g.pad() + write() + g.pad())
	}
	if g.chance(0.06) {
		i := g.IntN(3)
		inputs[i] = g.mutate(inputs[i])
	}
	if g.chance(0.004) {
		i := g.IntN(3)
		limit := []int{maxConfig, maxSession, maxAudience}[i] + g.IntN(3) - 1
		inputs[i] = append(inputs[i], strings.Repeat(" ", max(0, limit-len(inputs[i])))...)
	}
	return inputs[0], inputs[1], inputs[2]
}

type generator struct {
	*rand.Rand
	faults  int
	spaces  float64 // how likely white space is between two tokens
	escapes float64 // how likely a character is escaped without need
	habits  float64 // how likely an expression is written in another notation
	saml    bool
	big     bool     // the attributes are near their limit
	domains []string // of the tenant, for names and audiences that should hit them
}

func (g *generator) chance(p float64) bool { return g.Float64() < p }

// fault spends from the budget.
func (g *generator) fault(p float64) bool {
	if g.faults == 0 || !g.chance(p) {
		return false
	}
	g.faults--
	return true
}

func pick[T any](g *generator, choices ...T) T { return choices[g.IntN(len(choices))] }

// words picks one of the words of a text.
func words(g *generator, s string) string { return pick(g, strings.Fields(s)...) }

// mutate changes a text at the level of bytes.
func (g *generator) mutate(src []byte) []byte {
	src = slices.Clone(src)
	for range 1 + g.IntN(2) {
		i := g.IntN(len(src) + 1)
		junk := []byte(pick(g, "{", "}", "[", "]", ",", ":", `"`, `\`, `\u`, `\ud800`, "0", "-", ".", "e", " ", "\x00", "\x7f", "\xff",
			"\xc0\x80", "\xed\xa0\x80", "\xe2\x82", "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xef\xbb\xbf", "\xc3", "null", "tru", "\x1f"))
		switch g.IntN(6) {
		case 0:
			if i < len(src) {
				src[i] ^= 1 << g.IntN(8)
			}
		case 1:
			if i < len(src) {
				src = slices.Delete(src, i, i+1)
			}
		case 2, 3:
			src = slices.Insert(src, i, junk...)
		case 4:
			src = src[:i]
		case 5:
			if g.chance(0.5) {
				i = pick(g, 0, len(src))
			}
			src = slices.Insert(src, i, junk...)
		}
	}
	return src
}
