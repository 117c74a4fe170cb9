package engine

import (
	"strconv"
	"strings"
)

// A list is one that inputs may have, with the inputs around it.
type list struct {
	name   string
	calls  []string // in their order on one engine
	sizes  []int    // that are to be doubled
	inputs func(n int) (config, session, audience string)
}

// allLists are those that TestDoubledLists doubles. In their texts … is where a list
// stands, and # is the number of an item.
func allLists() []list {
	var all lists
	all.ofTenant()
	all.ofMappings()
	all.ofMembers()
	all.ofLongTexts()
	all.ofSession()
	all.ofClaims()
	all.ofAttributes()
	all.ofAudience()
	return all
}

type lists []list

// What is around a list that an input says nothing of.
const (
	anyConfig   = `{"access_token":{"custom_claim_mappings":[{"name":"a","expression":"anonymous_session.m"}]}}`
	anySession  = `{"user":{"a":[1]},"custom_claims":{"access_token":[{"name":"https://a.example/user_type","value":1}]}}`
	anyAudience = `"https://t.us.auth0.com/api/v2/"`
	legacyMode  = `"tenant":{"domain":"t.example","migrations":{"custom_claims_must_be_namespaced":true}}`
)

// ownDomains is the tenant of as many custom domains as there may be.
func ownDomains() string {
	return `"tenant":{"domain":"a.example","custom_domains":[` + items(`"#.example"`, maxCustomDomains) + `]}`
}

// items are n of a kind, with commas between them.
func items(kind string, n int) string {
	parts := strings.Split(kind, "#")
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strings.Join(parts, strconv.FormatInt(int64(i), 16)))
	}
	return b.String()
}

// within puts a list into a text.
func within(text, list string) string { return strings.Replace(text, "…", list, 1) }

// add adds a list of which n items take each bytes at most. It is doubled up to the
// policy's own bound, if there is one, and up to what there is room for.
func (all *lists) add(name string, calls []string, bound, room, each int, inputs func(n int) (config, session, audience string)) {
	l := list{name: name, calls: calls, inputs: inputs}
	if bound > 0 {
		l.sizes = append(l.sizes, bound/2)
	}
	l.sizes = append(l.sizes, room/each/2)
	*all = append(*all, l)
}

// room is what a text of this limit has for a list of a kind, and for each of its items.
func room(limit int, text, kind string) (all, each int) {
	return limit - len(text), len(kind) + len(",") + strings.Count(kind, "#")*len("ffff")
}

// A quarter of what a session may have does: there are many of them.
const sessionRoom = maxSession / 4

func (all *lists) inConfig(name, config, kind string, bound int) {
	room, each := room(maxConfig, config, kind)
	all.add(name, []string{"evaluate", "explain", "validate"}, bound, room, each,
		func(n int) (string, string, string) { return within(config, items(kind, n)), anySession, anyAudience })
}

func (all *lists) inSession(name, config, session, kind string, bound int) {
	room, each := room(sessionRoom, session, kind)
	all.add(name, []string{"evaluate", "evaluate", "explain"}, bound, room, each,
		func(n int) (string, string, string) { return config, within(session, items(kind, n)), anyAudience })
}

func (all *lists) inAudience(name, config, audience, kind string) {
	room, each := room(maxAudience, audience, kind)
	all.add(name, []string{"evaluate", "evaluate", "explain"}, 0, room, each,
		func(n int) (string, string, string) { return config, `{}`, within(audience, items(kind, n)) })
}

func (all *lists) ofTenant() {
	for name, kind := range map[string]string{
		"custom domains": `"#.example"`, "custom domains of one name": `"a.example"`,
		"custom domains that are none": `"https://#"`, "custom domains of another type": `0`,
	} {
		all.inConfig(name, `{"tenant":{"custom_domains":[…]}}`, kind, maxCustomDomains)
	}
}

func (all *lists) ofMappings() {
	for name, kind := range map[string]string{
		"mappings":                     `{"name":"a#","expression":"user.a#.b"}`,
		"mappings of one value":        `{"name":"a#","expression":"user.a"}`,
		"mappings of one name":         `{"name":"a","expression":"user.a"}`,
		"mappings of escaped names":    `{"name":"\n\u0041#","expression":"user.\u0041#"}`,
		"mappings of restricted names": `{"name":"ISS","expression":"user.a"}`,
		"mappings of system claims":    `{"name":"https://#.example/user_type","expression":"user.a"}`,
		"broken mappings":              `{"name":"","expression":"a#|","":0}`,
		"mappings with a member twice": `{"name":"a#","expression":"user.a","expression":"user.a"}`,
		"mappings without members":     `{}`,
		"mappings that are none":       `0`,
	} {
		all.inConfig(name, `{"access_token":{"custom_claim_mappings":[…]}}`, kind, maxMappings)
		all.inConfig(name+" in claims_mapping", `{"access_token":{"claims_mapping":{"custom_claims":[…]}}}`, kind, maxMappingsAPI)
		all.inConfig(name+" in legacy mode", `{`+legacyMode+`,"id_token":{"custom_claim_mappings":[…]}}`, kind, maxMappings)
		all.inConfig(name+" beside others", `{`+ownDomains()+`,"id_token":{"custom_claim_mappings":[{"name":"a","expression":"user.a"}]},`+
			`"access_token":{"claims_mapping":{"custom_claims":[]},"custom_claim_mappings":[…]}}`, kind, 0)
	}
	for name, kind := range map[string]string{
		"SAML mappings":                             `"a#":"b#.c"`,
		"SAML mappings of one path":                 `"a#":"a"`,
		"SAML mappings of one name":                 `"a":"b"`,
		"SAML mappings of one name and broken":      `"a":"b..c"`,
		"SAML mappings of one escaped name":         `"\u0061":"b"`,
		"SAML mappings that are broken":             `"a#":"b#|"`,
		"SAML mappings that are none":               `"a#":0`,
		"SAML mappings of the elements of an array": `"a#":"a.#"`,
	} {
		all.inConfig(name, `{"saml_configuration":{"mappings":{…}}}`, kind, maxSAMLMappings)
	}
}

// ofMembers are members that nobody reads, and those that are read, again and again.
func (all *lists) ofMembers() {
	for name, config := range map[string]string{
		"the config": `{…}`, "the tenant": `{"tenant":{…}}`, "the migrations": `{"tenant":{"migrations":{…}}}`,
		"the access token": `{"access_token":{…}}`, "the claims_mapping": `{"access_token":{"claims_mapping":{…}}}`,
		"the ID token": `{"id_token":{…}}`, "the SAML configuration": `{"saml_configuration":{…}}`,
		"a mapping": `{"id_token":{"custom_claim_mappings":[{"name":"a","expression":"user.a",…}]}}`,
	} {
		for kind, member := range map[string]string{
			"members": `"x#":0`, "members of one escaped name": `"\n":0`, "members with a list": `"x#":[{"name":"a","expression":"b"}]`,
		} {
			all.inConfig("unread "+kind+" of "+name, config, member, 0)
		}
	}
	for _, of := range [][2]string{
		{`{…}`, `"tenant":{"domain":"a","custom_domains":["b"]}`},
		{`{…}`, `"access_token":{"custom_claim_mappings":[{"name":"a","expression":"user.a"}]}`},
		{`{…}`, `"access_token":{"claims_mapping":{}}`},
		{`{…}`, `"id_token":{}`},
		{`{…}`, `"saml_configuration":{"mappings":{"a":"b"}}`},
		{`{"tenant":{…}}`, `"domain":"#"`},
		{`{"tenant":{…}}`, `"custom_domains":["#"]`},
		{`{"tenant":{…}}`, `"migrations":{}`},
		{`{"tenant":{"migrations":{…}}}`, `"custom_claims_must_be_namespaced":true`},
		{`{"access_token":{…}}`, `"custom_claim_mappings":[]`},
		{`{"access_token":{…}}`, `"claims_mapping":{"custom_claims":[]}`},
		{`{"access_token":{"claims_mapping":{…}}}`, `"custom_claims":[{}]`},
		{`{"id_token":{…}}`, `"custom_claim_mappings":[0]`},
		{`{"saml_configuration":{…}}`, `"mappings":{"a":"b"}`},
		{`{"id_token":{"custom_claim_mappings":[{…}]}}`, `"name":"#"`},
		{`{"id_token":{"custom_claim_mappings":[{…}]}}`, `"n\u0061me":"iss"`},
		{`{"id_token":{"custom_claim_mappings":[{…}]}}`, `"expression":"user"`},
		{`{"id_token":{"custom_claim_mappings":[{"name":"` + strings.Repeat("n", 1000) + `",…}]}}`, `"x":0`},
	} {
		all.inConfig(of[1]+" again and again", of[0], of[1], 0)
	}
	for _, member := range []string{
		`"anonymous_session":{}`, `"user":{}`, `"user":0`, `"scope":"email"`, `"protocol":"oidc"`, `"protocol":"#"`, `"custom_claims":{}`,
	} {
		all.inSession(member+" again and again", anyConfig, `{…}`, member, 0)
	}
	for _, token := range tokenNames {
		all.inSession("lists of claims, "+token, `{}`, `{"custom_claims":{…}}`, `"`+token+`":[{"name":"a"}]`, 0)
	}
	for _, member := range []string{`"name":"a"`, `"value":0`, `"x#":0`} {
		all.inSession(member+" again and again", `{}`, `{"custom_claims":{"id_token":[{"name":"a",…}]}}`, member, 0)
	}
}

// ofLongTexts are lists without commas: of characters, segments, scopes.
func (all *lists) ofLongTexts() {
	for name, of := range map[string][2]string{
		"segments of an expression":    {`{"id_token":{"custom_claim_mappings":[{"name":"a","expression":"user…"}]}}`, `.a`},
		"escaped segments":             {`{"id_token":{"custom_claim_mappings":[{"name":"a","expression":"user.a…"}]}}`, `\\..\u0061`},
		"empty segments":               {`{"id_token":{"custom_claim_mappings":[{"name":"a","expression":"user…"}]}}`, `.`},
		"operators":                    {`{"id_token":{"custom_claim_mappings":[{"name":"a","expression":"user.a…"}]}}`, `|`},
		"segments of a SAML path":      {`{"saml_configuration":{"mappings":{"a":"a…"}}}`, `.a`},
		"segments in the metadata":     {`{"saml_configuration":{"mappings":{"a":"app_metadata…"}}}`, `.a`},
		"characters of a claim's name": {`{"id_token":{"custom_claim_mappings":[{"name":"…","expression":"user.a"}]}}`, `ſ`},
		"characters of a URL":          {`{"id_token":{"custom_claim_mappings":[{"name":"https://…","expression":"user.a"}]}}`, `a@`},
		"characters of an attribute":   {`{"saml_configuration":{"mappings":{"…":"a"}}}`, `\n`},
		"characters of a domain":       {`{"tenant":{"domain":"…"}}`, `a.`},
		"nested arrays":                {`{"x":[…0]}`, `[[[]]],`},
		"spaces":                       {`{…}`, ` `},
		"open brackets":                {`…`, `[`},
	} {
		all.add(name, []string{"evaluate", "explain", "validate"}, 0, maxConfig-len(of[0]), len(of[1]),
			func(n int) (string, string, string) {
				return within(of[0], strings.Repeat(of[1], n)), anySession, anyAudience
			})
	}
	for name, of := range map[string][2]string{
		"scopes":                   {`{"scope":"…"}`, ` a`},
		"characters of a protocol": {`{"protocol":"…"}`, `a`},
		"characters":               {`{"m":"…"}`, `x`},
		"escapes":                  {`{"m":"…"}`, `\u00e9`},
		"characters beyond ASCII":  {`{"m":"…"}`, `é`},
	} {
		all.add(name, []string{"evaluate", "evaluate", "explain"}, 0, sessionRoom-len(of[0]), len(of[1]),
			func(n int) (string, string, string) {
				return anyConfig, within(of[0], strings.Repeat(of[1], n)), anyAudience
			})
	}
	for name, kind := range map[string]string{
		"characters of an audience": `a`, "users of an audience": `a@`, "slashes of an audience": `/`, "escapes of an audience": `\u0061`,
	} {
		all.add(name, []string{"evaluate", "evaluate", "explain"}, 0, maxAudience-len(`"https://a.example"`), len(kind),
			func(n int) (string, string, string) {
				return `{"tenant":{"domain":"a.example"}}`, `{}`, `"https://a.example` + strings.Repeat(kind, n) + `"`
			})
	}
}

// ofSession are the lists of a session that are mapped, or are not.
func (all *lists) ofSession() {
	mappings := func(n int, mapping string) string {
		return `{"access_token":{"claims_mapping":{"custom_claims":[` + items(mapping, n) + `]}}}`
	}
	for how, config := range map[string]string{
		"mapped": anyConfig, "that nobody reads": `{}`,
		"mapped often":   mappings(maxMappingsAPI, `{"name":"a#","expression":"anonymous_session.m"}`),
		"mapped in part": mappings(10, `{"name":"a#","expression":"anonymous_session.m.#"}`),
	} {
		for name, of := range map[string][2]string{
			"members":                      {`{"m":{…}}`, `"#":0`},
			"members of escaped names":     {`{"m":{…}}`, `"\u00e9#":"\u00e9"`},
			"members of common prefixes":   {`{"m":{…}}`, `"` + strings.Repeat("p", 90) + `#":0`},
			"members of one name":          {`{"m":{…}}`, `"a":0`},
			"members of one escaped name":  {`{"m":{…}}`, `"\u0061":0`},
			"members of broken names":      {`{"m":{…}}`, `"\ud800#":0`},
			"objects with a member twice":  {`{"m":[…]}`, `{"a":0,"a":0}`},
			"elements":                     {`{"m":[…]}`, `0`},
			"strings":                      {`{"m":[…]}`, `"# \n"`},
			"elements with spaces":         {`{"m":[…]}`, " 0\n"},
			"objects":                      {`{"m":[…]}`, `{"a":{"b":["#"]}}`},
			"members of a session":         {`{…}`, `"x#":0`},
			"members m of a session":       {`{…}`, `"m":{}`},
			"members of a transaction":     {`{"user":{},"anonymous_session":{"m":1},…}`, `"x#":0`},
			"members of anonymous_session": {`{"anonymous_session":{…}}`, `"x#":0`},
			"members m":                    {`{"anonymous_session":{…}}`, `"m":0`},
			"members of a user":            {`{"user":{…}}`, `"x#":0`},
		} {
			all.inSession(name+", "+how, config, of[0], of[1], 0)
		}
	}
}

// ofClaims are the claims that code sets.
func (all *lists) ofClaims() {
	for mode, config := range map[string]string{
		"":                `{"id_token":{"custom_claim_mappings":[{"name":"a1","expression":"user.a"}]}}`,
		" in legacy mode": `{` + legacyMode + `}`, " with own domains": `{` + ownDomains() + `}`,
	} {
		for _, token := range tokenNames {
			for name, kind := range map[string]string{
				"claims":                      `{"name":"a#","value":"#"}`,
				"claims of one name":          `{"name":"a","value":"#"}`,
				"claims of escaped names":     `{"name":"\u0061#","value":0}`,
				"claims with and without":     `{"name":"a","value":0},{"name":"a"}`,
				"claims without a value":      `{"name":"a#"}`,
				"claims of null":              `{"name":"a","value":null}`,
				"claims that are namespaced":  `{"name":"https://#.example/x","value":0}`,
				"claims of Auth0's namespace": `{"name":"https://auth0.com/#","value":0}`,
				"claims of one such name":     `{"name":"https://auth0.com/","value":0}`,
				"claims of the tenant's":      `{"name":"https://#.example/user_type","value":0}`,
				"claims of objects":           `{"name":"a#","value":{"a":1,"b":{"a":1,"\u0061":1}}}`,
				"claims without a name":       `{"value":0}`,
				"claims that are none":        `0`,
				"metadata":                    `{"name":"app_metadata","value":{"a":"#"}}`,
			} {
				all.inSession(name+", "+token+mode, config, `{"user":{"a":1},"custom_claims":{"`+token+`":[…]}}`, kind, maxCustomClaims)
			}
		}
	}
	for _, member := range []string{`"#":0`, `"\u0061#":0`, `"a":0`} {
		all.inSession(member+" in a claim", `{}`, `{"custom_claims":{"id_token":[{"name":"a","value":{…}}]}}`, member, 0)
	}
}

// ofAttributes are what SAML attributes are mapped from, metadata that code sets too.
func (all *lists) ofAttributes() {
	const (
		few  = `"saml_configuration":{"mappings":{"a":"app_metadata","b":"app_metadata.1.a","c":"user_metadata","d":"app_metadata.none"}}`
		user = `"user":{"app_metadata":{"1":0}}`
		set  = `"custom_claims":{"id_token":[{"name":"app_metadata","value":{…}}]}`
	)
	many := `"saml_configuration":{"mappings":{` + items(`"a#":"app_metadata.#"`, maxSAMLMappings) + `}}`
	last := `"saml_configuration":{"mappings":{` + items(`"a#":"app_metadata.a.100000"`, maxSAMLMappings) + `}}`
	for mode, config := range map[string]string{
		"": `{` + few + `}`, " in legacy mode": `{` + legacyMode + `,` + few + `}`,
		" of many": `{` + many + `}`, " of many in legacy mode": `{` + legacyMode + `,` + many + `}`,
		" of the last in an array": `{` + legacyMode + `,` + last + `}`,
	} {
		for name, session := range map[string]string{
			"metadata of the user":        `{"protocol":"samlp","user":{"app_metadata":{…}}}`,
			"metadata that is set":        `{"protocol":"samlp",` + user + `,` + set + `}`,
			"metadata beside what is set": `{"protocol":"wsfed","user":{"app_metadata":{…}},` + within(set, `"1":0`) + `}`,
			"metadata of nobody":          `{"protocol":"samlp",` + set + `}`,
			"members of a user":           `{"protocol":"samlp","user":{"app_metadata":{"1":0},…}}`,
		} {
			for _, member := range []string{`"\u0061#":[0,"1",null]`, `"a":{"b":0}`} {
				all.inSession(name+": "+member+mode, config, session, member, 0)
			}
		}
		all.inSession("elements of an attribute"+mode, config, `{"protocol":"samlp","user":{"app_metadata":{"1":[…],"a":[0]}}}`, `0`, 0)
		all.inSession("metadata set again"+mode, config, `{"protocol":"samlp",`+user+`,"custom_claims":{"id_token":[…]}}`,
			`{"name":"app_metadata","value":{"#":0}}`, maxCustomClaims)
		both := `{"protocol":"samlp","user":{"app_metadata":{…}},` + set + `}`
		room, each := room(sessionRoom, both, `"#":0,"#":0`)
		all.add("metadata of both"+mode, []string{"evaluate", "evaluate", "explain"}, 0, room, each, func(n int) (string, string, string) {
			return config, within(within(both, items(`"#":0`, n)), items(`"#":1`, n)), anyAudience
		})
	}
}

func (all *lists) ofAudience() {
	for name, kind := range map[string]string{
		"audiences": `"urn:x:#"`, "restricted audiences": anyAudience, "audiences of the tenant's": `"https://#.example/api"`,
		"empty audiences": `""`, "audiences with escapes": `"\u0061#"`, "audiences that are none": `0`,
	} {
		all.inAudience(name, `{`+ownDomains()+`}`, `[…]`, kind)
	}
}
