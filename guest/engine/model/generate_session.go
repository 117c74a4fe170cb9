package model

import (
	"fmt"
	"strings"
)

// Sessions, and audiences.

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
