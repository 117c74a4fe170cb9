package model

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Names of claims, and expressions.

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
