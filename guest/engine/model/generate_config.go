package model

import (
	"fmt"
	"slices"
	"strings"
)

// Configs.

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
