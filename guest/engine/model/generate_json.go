package model

import (
	"fmt"
	"slices"
	"strings"
)

// JSON as people and programs write it, and as nobody should.

func (g *generator) pad() string {
	if !g.chance(g.spaces) {
		return ""
	}
	return pick(g, " ", "\n", "\t", "\r\n", "  ", " \n\t\r ")
}

// hex writes a \u escape in any spelling.
func (g *generator) hex(unit rune) string {
	return fmt.Sprintf(pick(g, `\u%04x`, `\u%04X`), unit)
}

// quote writes a string, here and there escaped in a way that nothing asks for.
func (g *generator) quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch must := c < 0x20 || c == '"' || c == '\\'; {
		case must && g.chance(0.8):
			q := quote(string(c))
			b.WriteString(q[1 : len(q)-1])
		case must || g.chance(g.escapes):
			if c >= 0x10000 {
				b.WriteString(g.hex(0xD800 + (c-0x10000)>>10))
				c = 0xDC00 + (c-0x10000)&0x3FF
			}
			b.WriteString(g.hex(c))
		case c == '/' && g.chance(g.escapes):
			b.WriteString(`\/`)
		default:
			b.WriteRune(c)
		}
	}
	if g.fault(0.004) {
		b.WriteString(g.lone())
	}
	b.WriteByte('"')
	return b.String()
}

// lone is an unpaired surrogate, and what may follow it.
func (g *generator) lone() string {
	return pick(g, `\ud800`, `\uDBff`, `\udc00`, `\uDFFF`) + pick(g, "", "", "x", `\n`, `\u0041`, `\ud83d`, `\ud83d\ude00`, "é")
}

type field struct{ name, value string }

// object writes members, and as a fault one of them twice or not at all, or null or
// another type in the place of its value.
func (g *generator) object(fields ...field) string {
	fields = slices.Clone(fields)
	if len(fields) > 0 && g.fault(0.08) {
		i := g.IntN(len(fields))
		switch g.IntN(5) {
		case 0, 1:
			twice := fields[i]
			if g.chance(0.5) {
				twice.value = g.value(2)
			}
			fields = slices.Insert(fields, g.IntN(len(fields)+1), twice)
		case 2:
			fields = slices.Delete(fields, i, i+1)
		case 3:
			fields[i].value = "null"
		case 4:
			fields[i].value = g.value(1)
		}
	}
	if g.chance(0.1) {
		g.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
	}
	var list []string
	for _, f := range fields {
		list = append(list, g.pad()+g.quote(f.name)+g.pad()+":"+g.pad()+f.value+g.pad())
	}
	if len(list) == 0 {
		return "{" + g.pad() + "}"
	}
	return "{" + strings.Join(list, ",") + "}"
}

func (g *generator) array(items ...string) string {
	if g.fault(0.02) {
		items = append(items, g.value(1))
	}
	var list []string
	for _, item := range items {
		list = append(list, g.pad()+item+g.pad())
	}
	if len(list) == 0 {
		return "[" + g.pad() + "]"
	}
	return "[" + strings.Join(list, ",") + "]"
}

const numbers = `0 -0 1 -1 1.0 1e3 1E+3 1.5e-10 12345678901234567890 0.10 -0.0 1e999 100`

// value is any value. Repeated names in it are harmless, or are not, depending on
// whether anything reads it.
func (g *generator) value(depth int) string {
	n := 12
	if depth > 0 {
		n = 16
	}
	switch g.IntN(n) {
	case 0:
		return "null"
	case 1:
		return pick(g, "true", "false")
	case 2, 3:
		return words(g, numbers)
	case 4:
		return pick(g, `""`, "{}", "[]", "0", "false")
	case 5:
		if g.chance(0.2) {
			return `"` + g.lone() + `"`
		}
		return g.quote(pick(g, "\u00e9", "\U0001F600", "\x00\x1f\x7f", "\u2028", "a\tb\\\"/"))
	case 12, 13:
		var items []string
		for range g.IntN(4) {
			if g.chance(0.3) {
				items = append(items, pick(g, "null", `"s"`, "1", "true"))
			} else {
				items = append(items, g.value(depth-1))
			}
		}
		return g.array(items...)
	case 14, 15:
		var fields []field
		for range g.IntN(4) {
			f := field{pick(g, memberNames...), g.value(depth - 1)}
			if !slices.ContainsFunc(fields, func(o field) bool { return o.name == f.name }) || g.chance(0.02) {
				fields = append(fields, f)
			}
		}
		return g.object(fields...)
	}
	return g.quote(pick(g, "Spain", "es-ES", "a b", "v", "x"))
}

// nested has as many containers open at once as it is told, at least one.
func (g *generator) nested(depth int) string {
	s := pick(g, "[]", "{}", "[1]", `{"a":1}`)
	for range depth - 1 {
		if g.chance(0.5) {
			s = "[" + s + "]"
		} else {
			s = `{"a":` + s + "}"
		}
	}
	return s
}
