package model

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
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

// JSON.

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

// Names.

var (
	memberNames = []string{
		"country", "language", "utm.source", "n", "list", "deep", "a b", "\u00e9", "\U0001F600",
		"0", "1", "00", "we*ird", "", "~/", `back\slash`, "a", "@this", "#",
	}
	profileMembers = []string{"email", "name", "app_metadata", "user_metadata", "favorite_color", "list", "a.b"}
	metadataNames  = []string{"a", "b", "c", "d e", "\u00e9"}
)

const (
	hosts = `auth0.com x.auth0.com y.x.auth0.com notauth0.com auth0.com.evil.example auth0app.com x.auth0app.com
		webtask.io x.webtask.io webtask.run x.webtask.run webtas` + "\u212A" + `.io AUTH0.COM Auth0.Com. auth0.com..
		.auth0.com ok.example OK.example a_b-c.example ok.example. . .. [::1] [] [auth0.com] [::1 a..b %61uth0.com
		` + "\u00e9" + `.example 127.0.0.1 auth0%2ecom xn--9ca.example`
	plainNames = `country language cart_id anon_session_id tier x y z a.b @claim claim.0 __proto__ ISO iss2 Name
		` + "\u00e9 \U0001F600" + ` a"b a\b nested:claim app_metadata user_metadata`
	reservedNames = `scope Scope SCOPE ` + "\u017Fcope"
)

func (g *generator) domain() string {
	if len(g.domains) > 0 && g.chance(0.9) {
		return pick(g, g.domains...)
	}
	return "tenant.us.auth0.com"
}

// odd changes the case of some letters, also to characters that fold to them.
func (g *generator) odd(s string) string {
	var b strings.Builder
	for _, c := range s {
		switch {
		case g.chance(0.5):
			b.WriteRune(c)
		case c == 'k' && g.chance(0.5):
			b.WriteRune('\u212A') // Kelvin sign
		case c == 's' && g.chance(0.5):
			b.WriteRune('\u017F') // long s
		case g.chance(0.3):
			b.WriteString(strings.ToUpper(string(c)))
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// tenantDomain is one of some host names or, as a fault, a text that is none.
func (g *generator) tenantDomain(hosts ...string) string {
	d := pick(g, hosts...)
	if g.fault(0.15) {
		d = pick(g, "https://login.shop.example", "a.example.", ".a.example", ".", "\u00e9.example", "\u212A.example", "te\u017Ft.example",
			"auth\tx", `a"b\`, "a.example/x", "a.example:443", "u@a.example", "a b.example", "[]", "[::1", "[\u00e9]", "[::1].")
	}
	g.domains = append(g.domains, d)
	return d
}

func (g *generator) url(path string) string {
	scheme := pick(g, "https", "https", "https", "http", "HTTPS", "hTTp")
	slashes := pick(g, "//", "//", "//", "//", `\\`, `/\`)
	user, port := "", ""
	host := words(g, hosts)
	if g.chance(0.3) {
		host = g.domain()
	}
	if g.chance(0.2) {
		user = pick(g, "u@", "a@b@", "auth0.com@", "u:p@", "@", "auth0.com/@", `auth0.com\@`, "a:1@")
	}
	if g.chance(0.2) {
		port = pick(g, ":443", ":", ":x", ":80:80", ":0000", ":443.", ".:443", ":\u0661")
	}
	if g.chance(0.05) {
		scheme = pick(g, "ftp", "http\u017F", "http ", "", "httpss")
	}
	if g.chance(0.05) {
		slashes = pick(g, "/", "///", "", `\`, "//\t")
	}
	return scheme + ":" + slashes + user + host + port + path
}

func (g *generator) urn() string {
	return pick(g, "urn", "urn", "URN", "Urn", "\u016Brn") + ":" +
		pick(g, "auth0", "Auth0", "AUTH0", "your", "a-b", "a_b", "", "auth0-x", "auth0.x", "\u00e9", "oasis") +
		pick(g, ":x", ":x:y", ":", "", "::", ":\u00e9")
}

func (g *generator) namespace() string {
	if g.chance(0.2) {
		return g.urn()
	}
	return g.url(pick(g, "/claim", "/a", "", `\a`, "?a", "#a", "/", "/user_type", "/roles"))
}

func (g *generator) long() string {
	return strings.Repeat(pick(g, "a", "\u00e9", "\U0001F600"), pick(g, 254, 255))
}

func (g *generator) profile() string {
	return pick(g, profileClaims[pick(g, "profile", "email", "address", "phone")]...)
}

// good is a name that a mapping may have, unless it happens to be a reserved one.
func (g *generator) good() string {
	switch g.IntN(10) {
	case 0, 1:
		return g.namespace()
	case 2:
		return g.profile()
	case 3:
		if g.chance(0.2) {
			return g.long()
		}
		return "\u017F"
	}
	return words(g, plainNames)
}

// bad is a name that a mapping may not have.
func (g *generator) bad() string {
	switch g.IntN(6) {
	case 0:
		return pick(g, restricted...)
	case 1:
		return g.odd(pick(g, restricted...))
	case 2:
		return words(g, reservedNames)
	case 3:
		return ""
	case 4:
		return strings.Repeat(pick(g, "a", "\U0001F600"), 255+g.IntN(3))
	}
	return g.system()
}

func (g *generator) system() string {
	name := "https://" + g.domain() + "/user_type"
	return pick(g, name, name, g.odd(name), strings.Replace(name, "https", "http", 1))
}

// claim is a name that code may set: any at all.
func (g *generator) claim() string {
	switch g.IntN(12) {
	case 0:
		return g.bad()
	case 1:
		return g.system()
	case 2, 3:
		return g.profile()
	case 4:
		return pick(g, restricted...)
	case 5:
		return g.urn()
	}
	return g.good()
}

// Expressions.

// segment writes a member's name with the backslashes that it needs, and some more.
func (g *generator) segment(name string) string {
	var b strings.Builder
	for _, c := range name {
		if !plain(c) || g.chance(0.02) {
			if !g.fault(0.05) {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(c)
	}
	return b.String()
}

func (g *generator) path(names ...string) string {
	var segments []string
	for _, n := range names {
		if n == "" {
			n = "a"
		}
		segments = append(segments, g.segment(n))
	}
	path := strings.Join(segments, ".")
	if g.fault(0.1) {
		i := g.IntN(len(path) + 1)
		for !utf8.RuneStart(append([]byte(path), 'x')[i]) {
			i--
		}
		junk := pick(g, ".", "..", `\`, `\\`, " ", "*", "#", "@this", "|", "\x00", "\x7f", `"`, `\.`, "?", "")
		if junk == "" {
			return ""
		}
		path = path[:i] + junk + path[i:]
	}
	return path
}

func (g *generator) expression() string {
	root := "anonymous_session"
	var names []string
	if g.chance(0.3) {
		root = "user"
		names = []string{pick(g, profileMembers...)}
		if g.chance(0.6) {
			names = append(names, pick(g, metadataNames...))
		}
	} else {
		switch g.IntN(4) {
		case 0:
			names = []string{pick(g, "session_id", "user_id", "created_at", "expires_at", "extra", "metadata", "grant")}
		default:
			names = []string{"metadata", pick(g, memberNames...)}
		}
	}
	if g.chance(0.15) {
		names = append(names, pick(g, "0", "1", "2", "01", "00", "18446744073709551616", "a", "country"))
	}
	if g.chance(g.habits) || g.fault(0.05) {
		return g.habit(root, names)
	}
	if g.fault(0.05) {
		return pick(g, root, g.path(append([]string{pick(g, "User", "session", `u\ser`, "users", "metadata")}, names...)...), `\`+root+".x")
	}
	return root + "." + g.path(names...)
}

// habit writes a path in the notation of another language, or of several.
func (g *generator) habit(root string, names []string) string {
	if g.chance(0.4) {
		root = pick(g, g.odd(root), strings.ToUpper(root), "session", "Session", "anonymousSession", g.odd("anonymoussession"), "")
	}
	names = slices.Clone(names)
	if g.chance(0.3) {
		names[0] = words(g, "session_id user_id created_at expires_at metadata app_metadata user_metadata email name nickname identities")
	}
	if g.chance(0.2) {
		names[len(names)-1] = pick(g, "a||b", "a??b", "a&&b", "a+b", "a,b", "f()", "?.x", "?.[0]", "a]", "it's", `a"b`, "a/b", "a.b", "[0]", "")
	}
	style := g.IntN(8)
	text := root
	if root != "" && style == 7 {
		text = `["` + root + `"]`
	}
	for _, name := range names {
		if g.chance(0.1) {
			style = g.IntN(8)
		}
		dot := pick(g, "", "", "", "", ".", "?.", "..")
		switch style {
		case 0, 1:
			text += "." + g.segment(name)
		case 2:
			text += pick(g, "?.", "?.", "??.", "?") + name
		case 3, 4:
			text += "/" + name
		case 5, 6:
			text += dot + "['" + name + "']"
		case 7:
			text += dot + pick(g, `["`+name+`"]`, `["`+name+`"]`, "["+name+"]", `["`+name+`']`)
		}
	}
	if root == "" && g.chance(0.8) {
		text = strings.TrimLeft(text, "./?")
	}
	if g.chance(0.3) {
		text += pick(g, "[0]", "?.[10]", ".[1]", "[01]", "[-1]", "[]", "[*]", "[0]x", "[0][\"a.b\"]", "[1]", ".", "/", "[\u0663]")
	}
	for range g.IntN(3) * g.IntN(2) {
		text = pick(g, "$.", "$.", "event.", "context.", "this.", "user.", "/", ".", "..", "$", "Event.", "data.") + text
	}
	if g.chance(0.06) {
		text += pick(g, ` || "x"`, "??", "&&a", "+b", ", c", ";", "()", "&", "|", "-d", "(", ")")
	}
	for g.chance(0.25) {
		around := pick(g, [2]string{"{{ ", " }}"}, [2]string{"{{", "}}"}, [2]string{"${", "}"}, [2]string{"${ ", "\t}"}, [2]string{"${{", "}}"},
			[2]string{"{", "}"}, [2]string{"{{", "}"}, [2]string{" ", ""}, [2]string{"", "\r\n"}, [2]string{"\u00a0", ""}, [2]string{"", "\f"}, [2]string{" {{", "}} "})
		text = around[0] + text + around[1]
	}
	return text
}

// Config.

func (g *generator) mapping(name string) string {
	fields := []field{{"name", g.quote(name)}, {"expression", g.quote(g.expression())}}
	if g.fault(0.05) {
		fields = slices.Insert(fields, g.IntN(3), field{pick(g, "Name", "expresion", "", "a/b~c", "value"), g.value(1)})
	}
	return g.object(fields...)
}

func (g *generator) mappings(limit int) string {
	n := g.IntN(5)
	switch {
	case g.chance(0.03):
		n = limit
	case g.fault(0.03):
		n = limit + 1
	}
	var items, used []string
	for range n {
		name := g.good()
		for slices.Contains(used, name) || strings.HasSuffix(name, "/user_type") {
			name = words(g, plainNames) + fmt.Sprint(g.IntN(1000))
		}
		switch {
		case g.fault(0.15):
			name = g.bad()
		case len(used) > 0 && g.fault(0.05):
			name = pick(g, used...)
		}
		used = append(used, name)
		items = append(items, g.mapping(name))
	}
	return g.array(items...)
}

// tenantName is what the provider's own application objects have there.
func (g *generator) tenantName() string {
	return pick(g, `"shop"`, `""`, `"`+g.lone()+`"`, `"https://tenant.us.auth0.com/"`)
}

func (g *generator) tenant() field {
	g.domains = nil
	if g.chance(0.06) {
		return field{"tenant", g.tenantName()}
	}
	var fields []field
	if g.chance(0.85) {
		d := g.tenantDomain("tenant.us.auth0.com", "tenant.us.auth0.com", "Tenant.Example", "k.example", "Sk.example", "")
		fields = append(fields, field{"domain", g.quote(d)})
	}
	if g.chance(0.5) {
		var list []string
		count := g.IntN(4)
		if g.fault(0.05) {
			count = 99 + g.IntN(5)
		}
		for range count {
			list = append(list, g.quote(g.tenantDomain("auth.customdomain.com", "Auth.Custom.Example", "", "b_1-.example", "x.auth0.com", "[::1]", "-", "a..b")))
		}
		if count > maxDomains && g.chance(0.3) {
			list[count-1] = g.value(1)
		}
		fields = append(fields, field{"custom_domains", g.array(list...)})
	}
	if g.chance(0.4) {
		migrations := []field{{"custom_claims_must_be_namespaced", pick(g, "true", "true", "true", "false")}}
		if g.chance(0.1) {
			migrations = append(migrations, field{"other", g.value(1)})
		}
		fields = append(fields, field{"migrations", g.object(migrations...)})
	}
	return field{"tenant", g.object(fields...)}
}

func (g *generator) config() string {
	var fields []field
	if g.chance(0.85) {
		fields = append(fields, g.tenant())
		if g.fault(0.05) {
			fields = append(fields, pick(g, g.tenant(), field{"tenant", g.tenantName()}, field{"tenant", g.value(1)}))
		}
	}
	limit := 10
	if g.chance(0.85) {
		plain := g.chance(0.6)
		shipped := !plain && g.chance(0.95)
		if g.fault(0.05) {
			plain, shipped = true, true
		}
		var token []field
		if shipped {
			limit = 20
			var inner []field
			if g.chance(0.95) {
				inner = append(inner, field{"custom_claims", g.mappings(limit)})
			}
			token = append(token, field{"claims_mapping", g.object(inner...)})
		}
		if plain {
			token = append(token, field{"custom_claim_mappings", g.mappings(limit)})
		}
		fields = append(fields, field{"access_token", g.object(token...)})
	}
	if g.chance(0.4) {
		n := limit - 10
		if n == 0 || g.chance(0.9) {
			n = 5
		}
		fields = append(fields, field{"id_token", g.object(field{"custom_claim_mappings", g.mappings(n)})})
	}
	if g.saml || g.chance(0.1) {
		fields = append(fields, field{"saml_configuration", g.object(field{"mappings", g.samlMappings()})})
	}
	if g.chance(0.2) {
		// Nothing reads these, so they may be anything, repeated as well.
		for range 1 + g.IntN(2) {
			fields = append(fields, field{pick(g, "client_id", "name", "Access_token", "saml", ""), g.value(2)})
		}
	}
	if g.fault(0.03) {
		return g.value(1)
	}
	if g.fault(0.03) {
		fields = append(fields, field{"deep", g.nested(61 + g.IntN(5))})
	}
	return g.object(fields...)
}

func (g *generator) samlMappings() string {
	var fields []field
	used := map[string]bool{}
	n := g.IntN(5)
	switch {
	case g.big:
		fields, n = []field{{"big", `"big"`}}, g.IntN(2)*g.IntN(2)
	case g.chance(0.01):
		n = 100
	case g.fault(0.03):
		n = 101
	}
	for i := range n {
		name := pick(g, "a_claim", "b", "c d", "tab\t", "no\u00a0break", "\u200b", "", "x/y~z", "urn:oid:2.5.4.42", "https://ns.example/a", "http://", "urn:x", g.xml())
		if g.chance(0.2) {
			name = g.namespace()
		}
		if used[name] {
			name = fmt.Sprint("claim", i)
		}
		used[name] = true
		fields = append(fields, field{name, g.quote(g.samlPath())})
	}
	return g.object(fields...)
}

// xml is a text of characters that XML writes in another way, and some of their
// neighbours.
func (g *generator) xml() string {
	var b strings.Builder
	for range g.IntN(5) {
		b.WriteString(pick(g, "&", "<", ">", `"`, "'", "\t", "\n", "\r", "\r\n", "\x00", "\x1f", "\x7f", "\u0085", "\u2028",
			"\ud7ff", "\ue000", "\ufffd", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "]]>", "&amp;", "&#xD;", " ", "x"))
	}
	return b.String()
}

func (g *generator) samlPath() string {
	names := []string{pick(g, profileMembers...)}
	if g.chance(0.6) {
		names = []string{pick(g, "app_metadata", "user_metadata")}
		if g.chance(0.85) {
			names = append(names, pick(g, metadataNames...))
		}
	}
	if g.chance(0.1) {
		names = append(names, pick(g, "0", "1", "a", "01"))
	}
	if g.chance(g.habits) || g.fault(0.05) {
		return g.habit("user", names)
	}
	return g.path(names...)
}

// Session.

// near is a string whose length puts a payload at the limit; rest is what else is in it.
func (g *generator) near(rest int) string {
	return `"` + strings.Repeat("x", maxPayload-rest-2+g.IntN(5)-2) + `"`
}

func (g *generator) anonymous() string {
	var metadata []field
	for _, name := range memberNames {
		if g.chance(0.6) {
			metadata = append(metadata, field{name, g.value(3)})
		}
	}
	if g.chance(0.05) {
		metadata = append(metadata, field{pick(g, memberNames...), g.value(2)}) // maybe one too many
	}
	if g.chance(0.05) {
		metadata = append(metadata, field{"country2", `"` + g.lone() + `"`})
	}
	var fields []field
	for _, name := range []string{"session_id", "user_id", "created_at", "expires_at"} {
		if g.chance(0.7) {
			fields = append(fields, field{name, g.quote("sess_12345")})
		}
	}
	if g.chance(0.9) {
		fields = append(fields, field{"metadata", g.object(metadata...)})
	}
	if g.chance(0.02) {
		fields = append(fields, field{"metadata", g.value(2)})
	}
	if g.chance(0.1) {
		fields = append(fields, field{"extra", g.value(3)})
	}
	if g.chance(0.1) {
		fields = append(fields, field{"grant", g.value(2)})
		if g.chance(0.2) {
			fields = append(fields, field{"grant", g.value(2)})
		}
	}
	text := g.object(fields...)
	if g.chance(0.1) {
		// Names with an unpaired surrogate equal nothing, not even each other.
		name := `"` + pick(g, "", "country") + g.lone() + `"`
		text = "{" + name + ":1," + name + ":2" + strings.Replace(","+text[1:], ",}", "}", 1)
	}
	return text
}

func (g *generator) metadata() string {
	var fields []field
	for _, name := range metadataNames {
		if g.chance(0.6) {
			fields = append(fields, field{name, g.attributeValue()})
		}
	}
	if g.chance(0.03) {
		fields = append(fields, field{pick(g, metadataNames...), g.value(1)})
	}
	return g.object(fields...)
}

func (g *generator) attributeValue() string {
	switch g.IntN(5) {
	case 0:
		text := g.quote(g.xml())
		if g.chance(0.2) {
			text = `"` + g.lone() + text[1:]
		}
		return pick(g, text, text, g.array(text, g.attributeValue()), g.object(field{g.xml(), text}))
	case 1:
		item := func() string { return pick(g, `"s"`, `"\u00e9"`, "null") }
		switch g.IntN(3) {
		case 0:
			item = func() string { return pick(g, "true", "false", "null") }
		case 1:
			item = func() string { return pick(g, "1", "1.0", "null") }
		}
		var items []string
		for range g.IntN(4) {
			items = append(items, item())
		}
		return g.array(items...)
	}
	return g.value(2)
}

func (g *generator) user() string {
	var fields []field
	for _, name := range profileMembers {
		switch {
		case g.chance(0.3):
		case strings.HasSuffix(name, "metadata") && g.chance(0.9):
			fields = append(fields, field{name, g.metadata()})
		default:
			fields = append(fields, field{name, g.attributeValue()})
		}
	}
	if g.chance(0.03) {
		fields = append(fields, field{pick(g, profileMembers...), g.value(1)})
	}
	if g.big {
		rest := len(newAttribute("big", &node{kind: text}).json()) + len("[]")
		fields = append(fields, field{"big", g.near(rest)})
	}
	return g.object(fields...)
}

func (g *generator) entry(name, value string) string {
	fields := []field{{"name", g.quote(name)}}
	switch {
	case g.chance(0.05):
	case g.chance(0.1):
		fields = append(fields, field{"value", "null"})
	default:
		fields = append(fields, field{"value", value})
	}
	if g.chance(0.05) {
		fields = append(fields, field{"other", "1"}, field{"other", "2"})
	}
	return g.object(fields...)
}

func (g *generator) entries(id bool) string {
	var items, names []string
	for range g.IntN(6) {
		name := g.claim()
		if len(names) > 0 && g.chance(0.2) {
			name = pick(g, names...)
		}
		value := g.value(3)
		if id && g.saml && g.chance(0.4) {
			name = pick(g, "app_metadata", "user_metadata")
			if g.chance(0.8) {
				value = g.metadata()
			}
		}
		names = append(names, name)
		items = append(items, g.entry(name, value))
	}
	switch {
	case g.chance(0.006):
		// In legacy mode those that are not URLs are too large only after it.
		name := pick(g, "https://b.example/", "https://b.example/", "b", "urn:b:b")
		items = []string{g.object(field{"name", g.quote(name)}, field{"value", g.near(len(`{"":}`) + len(name))})}
		if g.chance(0.3) {
			items = append(items, g.entry("https://c.example/", "1"))
		}
	case g.chance(0.004):
		items = nil
		for i := range 1000 {
			items = append(items, `{"name":"c`+fmt.Sprint(i%700)+`","value":`+fmt.Sprint(i)+`}`)
		}
		if g.chance(0.5) {
			items = append(items, pick(g, `{"name":"last"}`, "1"))
		}
	case g.fault(0.05):
		items = append(items, pick(g, "1", "null", "[]", `"x"`))
	}
	return g.array(items...)
}

func (g *generator) grant() string {
	if g.fault(0.2) {
		return g.value(1)
	}
	return pick(g, `"authorization_code"`, g.quote("urn:ietf:params:oauth:grant-type:token-exchange"), `"\/\u00E9"`, `"`+g.lone()+`"`, `""`, "null")
}

func (g *generator) session() string {
	if g.fault(0.03) {
		return g.value(1)
	}
	deep := ""
	if g.chance(0.02) || g.fault(0.05) {
		deep = g.nested(58 + g.IntN(7))
	}
	if !g.saml && g.chance(0.3) {
		s := g.anonymous()
		if deep != "" {
			s = `{"deep":` + deep + strings.Replace(","+s[1:], ",}", "}", 1)
		}
		return s
	}
	var fields []field
	if g.chance(0.6) {
		fields = append(fields, field{"anonymous_session", g.anonymous()})
	}
	if g.chance(0.5) || g.saml && g.chance(0.8) {
		fields = append(fields, field{"user", g.user()})
	}
	if g.chance(0.5) {
		fields = append(fields, field{"scope", g.quote(pick(g, "openid profile email", "profile", "  email   phone ", "", " ",
			"openid\tprofile", "Profile", "address phone profile email", "profile,email", "email\u00a0phone"))})
	}
	switch {
	case g.fault(0.1):
		fields = append(fields, field{"protocol", g.quote(pick(g, "", "saml", "OIDC", "wsfed ", "oauth2"))})
	case g.saml:
		fields = append(fields, field{"protocol", g.quote(pick(g, "samlp", "wsfed"))})
	case g.chance(0.2):
		fields = append(fields, field{"protocol", `"oidc"`})
	}
	if g.chance(0.7) {
		var lists []field
		if g.chance(0.7) {
			lists = append(lists, field{"access_token", g.entries(false)})
		}
		if g.chance(0.6) || g.saml {
			lists = append(lists, field{"id_token", g.entries(true)})
		}
		if g.chance(0.05) {
			lists = append(lists, field{"refresh_token", g.value(2)})
		}
		fields = append(fields, field{"custom_claims", g.object(lists...)})
	}
	if g.chance(0.25) {
		fields = append(fields, field{"grant", g.grant()})
		if g.fault(0.1) {
			fields = append(fields, field{"grant", pick(g, g.grant(), g.value(1))})
		}
	}
	if g.chance(0.1) {
		fields = append(fields, field{pick(g, "extra", "metadata", "Scope", "session_id"), g.value(2)})
	}
	if len(fields) > 0 && g.chance(0.05) {
		fields[g.IntN(len(fields))].value = "null"
	}
	if g.chance(0.3) {
		g.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
	}
	if deep != "" {
		fields = append(fields, field{pick(g, "deep", "user"), deep})
	}
	return g.object(fields...)
}

// Audience.

func (g *generator) api() string {
	switch g.IntN(8) {
	case 0:
		return pick(g, "", "my-api", "urn:your:requested:audience", "https://api.example.com", "/api/v2", "https:")
	case 1:
		return g.urn()
	case 2:
		return g.url("/userinfo")
	}
	path := pick(g, "", "/", "/api", "/api/", "/api/v2", "/api/v2/", "/api/v2///", "/mfa", "/mfa/", "/userinfo", `\api\v2\`,
		"/API", "/api/v3", "//api", "/api/v2?x=/y", "/api/v2#x", "?x", "#x", "/api/v2/users", "/%61pi", "/api/v2/?/userinfo", "/mfa/x",
		"/me", "/me/", "/me?x", "/Me", "/me/x", "/my-org", "/my-org//", `\my-org#x`, "/my-org/x", "/my_org", "//me", "/api/me")
	if g.chance(0.5) {
		return "https://" + pick(g, g.domain(), strings.ToUpper(g.domain()), g.odd(g.domain())) + path
	}
	return g.url(path)
}

func (g *generator) audience() string {
	if g.fault(0.3) {
		return pick(g, "[]", "{}", "1", "null", "true", "[1]", `["a",null]`, `["a",["b"]]`, `[ ]`, "",
			g.value(2), g.nested(63+g.IntN(4)), `"`+strings.Repeat("a", maxAudience-2+g.IntN(3))+`"`)
	}
	if g.chance(0.02) {
		return `"https://` + g.lone() + `@tenant.us.auth0.com/api/v2` + g.lone() + `"`
	}
	if g.chance(0.6) {
		return g.quote(g.api())
	}
	var items []string
	for range 1 + g.IntN(3) {
		items = append(items, g.quote(g.api()))
	}
	return g.array(items...)
}

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
