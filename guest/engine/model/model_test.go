package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/vector"
)

// mustParse reads what comes out, or is wanted to. It may nest deeper than an input,
// since it holds values of a session in objects of its own.
func mustParse(t *testing.T, src []byte) *node {
	t.Helper()
	n, bad := (&parser{src: src, depth: -maxDepth}).whole()
	if bad != nil {
		t.Fatalf("%s at %d", bad.code, bad.offset)
	}
	return n
}

// TestVectors runs the cases that want something of evaluate. What they want is read
// and compared by the model's own parser, which keeps the text of every value.
func TestVectors(t *testing.T) {
	ran := map[string]int{}
	for _, folder := range []string{"vectors", "hostile"} {
		cases, err := vector.Load(filepath.Join("../../../testdata", folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			if c.Want == nil && c.WantError == nil {
				continue
			}
			ran[folder]++
			t.Run(folder+"/"+c.Name, func(t *testing.T) {
				got, ok := Evaluate(c.Config, c.Session, c.Audience)
				switch {
				case ok != (c.Want != nil):
					t.Fatalf("got %.2000s", got)
				case ok && !outcomeMatches(mustParse(t, c.Want), mustParse(t, got)),
					!ok && !errorMatches(mustParse(t, c.WantError), mustParse(t, got)):
					t.Errorf("got %.2000s", got)
				}
			})
		}
	}
	if ran["vectors"] == 0 || ran["hostile"] == 0 {
		t.Errorf("vectors of evaluate, by folder: %v", ran)
	}
}

// outcomeMatches compares the members that are given.
func outcomeMatches(want, got *node) bool {
	for _, m := range want.members {
		g := got.only(m.name)
		switch {
		case g == nil:
			if m.name != "ignored" && m.name != "logs" || m.value.kind != array || len(m.value.items) > 0 {
				return false
			}
		case m.name == "ignored" || m.name == "logs":
			if !entriesMatch(m.value, g) {
				return false
			}
		case m.name == "saml":
			if a := m.value.only("attributes"); a != nil && !entriesMatch(a, g.only("attributes")) {
				return false
			}
			if s := m.value.only("statement"); s != nil && s.str() != g.only("statement").str() {
				return false
			}
		default:
			for _, part := range m.value.members {
				if p := g.only(part.name); p == nil || !equal(part.value, p) {
					return false
				}
			}
		}
	}
	return true
}

// entriesMatch compares lists of objects by the members given. The model has no text
// to compare for a description.
func entriesMatch(want, got *node) bool {
	return slices.EqualFunc(want.items, got.items, func(w, g *node) bool {
		for _, m := range w.members {
			if v := g.only(m.name); m.name != "description" && m.name != "message" && (v == nil || !equal(m.value, v)) {
				return false
			}
		}
		return true
	})
}

// equal compares objects whatever the order of their members, all else by its text.
func equal(want, got *node) bool {
	if want.kind != got.kind || len(want.members) != len(got.members) {
		return false
	}
	switch want.kind {
	case object:
		for _, m := range want.members {
			if v := got.only(m.name); v == nil || !equal(m.value, v) {
				return false
			}
		}
		return true
	case array:
		return slices.EqualFunc(want.items, got.items, equal)
	}
	return want.compact() == got.compact()
}

func errorMatches(want, got *node) bool {
	got = got.only("error")
	for _, name := range []string{"code", "token", "bytes", "limit"} {
		if w := want.only(name); w != nil && (got.only(name) == nil || !equal(w, got.only(name))) {
			return false
		}
	}
	problems, gotProblems := want.only("problems"), got.only("problems")
	switch {
	case problems == nil:
		return true
	case gotProblems == nil:
		return len(problems.items) == 0
	case len(problems.items) > 0 && problems.items[0].kind == object:
		return entriesMatch(problems, gotProblems)
	}
	// A list of codes is in their order, not in that of the problems.
	var wantCodes, gotCodes []string
	for _, p := range problems.items {
		wantCodes = append(wantCodes, p.str())
	}
	for _, p := range gotProblems.items {
		gotCodes = append(gotCodes, p.only("code").str())
	}
	slices.Sort(gotCodes)
	return slices.Equal(wantCodes, gotCodes)
}

func TestSyntaxOffsets(t *testing.T) {
	for _, c := range []struct {
		text   string
		offset int
	}{
		{``, 0}, {` `, 1}, {"\xef\xbb\xbf{}", 0}, {`{} x`, 3}, {`1 2`, 2}, {`tru}`, 3}, {`truex`, 4}, {`nul`, 3},
		{`01`, 1}, {`-`, 1}, {`-x`, 1}, {`1.`, 2}, {`1.e`, 2}, {`1e`, 2}, {`1e+`, 3}, {`1e+x`, 3}, {`1.5.`, 3}, {`+1`, 0}, {`-01`, 2},
		{`"`, 1}, {`"\x"`, 2}, {`"\u12G4"`, 5}, {`"\u12`, 5}, {"\"\x1f\"", 1}, {"\"\x00\"", 1}, {"\x00", 0},
		{"\"\xe0\x80\"", 2}, {"\"\xed\xa0\x80\"", 2}, {"\"\xc0\x80\"", 1}, {"\"\xc3\"", 2}, {"\"\xc3", 2}, {"\"\xf4\x90\"", 2},
		{"\"\xf0\x9f\x98", 4}, {"\"\xff", 1}, {"\"\x80", 1}, {"\"\xf5", 1},
		{`[1,]`, 3}, {`[1 2]`, 3}, {`[,`, 1}, {`{,`, 1}, {`{"a" 1}`, 5}, {`{"a":1,}`, 7}, {`{"a":}`, 5}, {`{"a":1 "b"}`, 7}, {`{1:2}`, 1},
		{`[}`, 1}, {`{]`, 1}, {`[`, 1}, {`{`, 1}, {`{"a"`, 4}, {`{"a":1`, 6}, {`]`, 0},
	} {
		n, bad := parse([]byte(c.text), strict{})
		if bad == nil || bad.code != "json_syntax" || bad.offset != c.offset {
			t.Errorf("%q: %+v %+v", c.text, n, bad)
		}
	}
}

func TestDepth(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("[", n) }
	for _, c := range []struct {
		text string
		want fault
	}{
		{deep(64) + strings.Repeat("]", 64), fault{}},
		{deep(65), fault{"too_deep", 64}},
		{" " + deep(200), fault{"too_deep", 65}},
		{deep(63) + `{"a":{`, fault{"too_deep", 68}},
		{deep(63) + `{[`, fault{"json_syntax", 64}},
		{deep(64), fault{"json_syntax", 64}},
		{"[tru]" + deep(65), fault{"json_syntax", 4}},
	} {
		_, bad := parse([]byte(c.text), strict{})
		if bad == nil {
			bad = &fault{}
		}
		if *bad != c.want {
			t.Errorf("%s: %+v, want %+v", c.text, *bad, c.want)
		}
	}
}

// The parser accepts what the standard library accepts, but for depth and UTF-8.
func TestParserAgainstStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 3000 {
		config, session, audience := Generate(r)
		for _, src := range [][]byte{config, session, audience} {
			n, bad := parse(src, strict{})
			if valid := json.Valid(src); bad == nil && !valid {
				t.Fatalf("%q: accepted", src)
			} else if bad != nil && valid && bad.code != "too_deep" && string(src) == strings.ToValidUTF8(string(src), "") {
				t.Fatalf("%q: %+v", src, *bad)
			}
			if bad == nil && !json.Valid([]byte(n.compact())) {
				t.Fatalf("%q: compact %s", src, n.compact())
			}
		}
	}
}

// problemsOf gives code@offset[path] of each problem.
func problemsOf(t *testing.T, got []byte) string {
	t.Helper()
	var list []string
	problems := mustParse(t, got).only("error").only("problems")
	for _, p := range problems.items {
		s := p.only("code").str() + "@" + p.only("offset").compact()
		if path := p.only("path"); path != nil {
			s += "[" + path.str() + "]"
		}
		list = append(list, s)
	}
	return strings.Join(list, " ")
}

func TestProblems(t *testing.T) {
	// One mapping, whose parts are put in the place of N and E.
	mapping := func(name, expression string) string {
		return `{"id_token":{"custom_claim_mappings":[{"name":"` + name + `","expression":"` + expression + `"}]}}`
	}
	const at = "[/id_token/custom_claim_mappings/0/expression]"
	for _, c := range []struct{ config, session, audience, want string }{
		{`[]`, `{}`, `""`, `wrong_type@0[]`},
		{` null`, `[`, `[]`, `wrong_type@1[]`},
		{mapping("x", ""), ``, ``, `expression_syntax@64` + at},
		{mapping("x", "."), ``, ``, `expression_syntax@64` + at},
		{mapping("x", "user"), ``, ``, `expression_root@63` + at},
		{mapping("x", "us\\\\er.x"), ``, ``, `expression_root@63` + at},
		{mapping("x", "foo.x*"), ``, ``, `expression_operator@69` + at},
		{mapping("x", "user.."), ``, ``, `expression_syntax@69` + at},
		{mapping("x", "user.a."), ``, ``, `expression_syntax@70` + at},
		{mapping("x", "user.a\\\\"), ``, ``, `expression_syntax@70` + at},
		{mapping("x", "user.\\u0020"), ``, ``, `expression_syntax@69` + at},
		{mapping("x", "user.\\ud800"), ``, ``, `json_syntax@75`},
		{mapping("\\ud800x", "user"), ``, ``, `json_syntax@53`},
		{mapping("\\udc00", "user"), ``, ``, `json_syntax@50`},
		{mapping("\\ud83d\\u0020", "user"), ``, ``, `json_syntax@55`},
		{mapping("\\ud83d\\ud83d", "user"), ``, ``, `json_syntax@56`},
		{mapping("\\ud83d\\ude00", "user.x"), `[`, ``, `json_syntax@1`},
		{mapping("i\u017F\u017F", "user.x"), ``, ``, `restricted_claim@46[/id_token/custom_claim_mappings/0/name]`},
		{`{"access_token":{"claims_mapping":{},"custom_claim_mappings":[]}}`, ``, ``, `mixed_dialects@34[/access_token/claims_mapping]`},
		{`{"tenant":{"domain":"a","dom\u0061in":"b"}}`, ``, ``, `duplicate_member@24[/tenant/domain]`},
		{`{"tenant":null}`, ``, ``, `wrong_type@10[/tenant]`},
		{`{"tenant":["a"]}`, ``, ``, `wrong_type@10[/tenant]`},
		{`{"tenant":1,"tenant":true}`, ``, ``, `wrong_type@10[/tenant] wrong_type@21[/tenant] duplicate_member@12[/tenant]`},
		{`{"tenant":"a","tenant":"a"}`, ``, ``, `duplicate_member@14[/tenant]`},
		{`{"tenant":"a","tenant":{"domain":"a/b","migrations":1}}`, ``, ``,
			`invalid_domain@33[/tenant/domain] wrong_type@52[/tenant/migrations] duplicate_member@14[/tenant]`},
		{`{"tenant":{"custom_domains":[0]},"tenant":"a"}`, ``, ``, `wrong_type@29[/tenant/custom_domains/0] duplicate_member@33[/tenant]`},
		{`{"saml_configuration":{"mappings":{"a/b~":"x..y"}}}`, ``, ``, `expression_syntax@45[/saml_configuration/mappings/a~1b~0]`},
		{`{}`, `{"user":1,"scope":1}`, ``, `wrong_type@8[/user]`},
		{`{}`, `{"protocol":"x"}`, ``, `unknown_protocol@12[/protocol]`},
		{`{}`, `{"scope":"","grant":1}`, ``, `wrong_type@20[/grant]`},
		{`{}`, `{"user":null,"grant":"a","grant":{}}`, ``, `wrong_type@33[/grant]`},
		{`{}`, `{"grant":"a","grant":null,"user":{}}`, ``, `duplicate_member@13[/grant]`},
		{`{}`, `{"grant":1,"grant":"a"}`, `[]`, `wrong_type@0[]`},
		{mapping("x", "anonymous_session.grant"), `{"grant":1,"grant":2}`, ``, `duplicate_member@11[/grant]`},
		{`{}`, `{"custom_claims":{"id_token":[{"value":1}]}}`, ``, `missing_member@30[/custom_claims/id_token/0/name]`},
		{`{}`, `{"custom_claims":{"id_token":[{"name":"a","value":{"a":[{"b":1,"b":2}]}}]}}`, ``, `duplicate_member@63[/custom_claims/id_token/0/value/a/0/b]`},
		{`{}`, `{"a":1,"a":1}`, `[]`, `wrong_type@0[]`},
		{mapping("x", "user.a.1"), `{"user":{"b":1,"b":1,"a":[{"c":1,"c":1},{"d":1,"d":1}]}}`, ``, `duplicate_member@47[/user/a/1/d]`},
		{mapping("x", "anonymous_session.user_id"), `{"user_id":1,"user_id":2}`, ``, `duplicate_member@13[/user_id]`},
		{`{}`, `{}`, `["a",1]`, `wrong_type@5[/1]`},
		{`{}`, `{}`, strings.Repeat(" ", maxAudience+1), `too_large@16384`},
	} {
		got, ok := Evaluate([]byte(c.config), []byte(c.session), []byte(c.audience))
		if ok {
			t.Errorf("%s %s %s: %s", c.config, c.session, c.audience, got)
		} else if p := problemsOf(t, got); p != c.want {
			t.Errorf("%s %s %s:\n got %s\nwant %s", c.config, c.session, c.audience, p, c.want)
		}
	}
}

func TestOutcomes(t *testing.T) {
	const legacy = `{"tenant":{"migrations":{"custom_claims_must_be_namespaced":true}}}`
	for _, c := range []struct{ config, session, audience, want string }{
		{`{"tenant":{"domain":"d","custom_domains":["","c"]}}`, `{}`, `""`,
			`{"access_token":{"claims":{"https://c/user_type":"anonymous"},"bytes":2}}`},
		{`{"tenant":{"domain":"d"}}`, `{"user":{},"anonymous_session":{}}`, `""`, `{"access_token":{"claims":{},"bytes":2}}`},
		{`{}`, `{"custom_claims":{"access_token":[{"name":"a","value":1},{"name":"b","value":[ 1 ]},{"name":"a","value":"\u00E9"},{"name":"a"}]}}`, `""`,
			`{"access_token":{"claims":{"a":"\u00E9","b":[1]},"bytes":22},"ignored":[` +
				`{"token":"access_token","claim":"a","reason":"overridden"},{"token":"access_token","claim":"a","reason":"no_value"}]}`},
		{`{"tenant":"\ud800"}`, `{}`, `""`, `{"access_token":{"claims":{},"bytes":2}}`},
		{`{"access_token":{"custom_claim_mappings":[{"name":"g","expression":"anonymous_session.grant"}]}}`, `{"grant":[ 1 ]}`, `""`,
			`{"access_token":{"claims":{"g":[1]},"bytes":9}}`},
		{`{}`, `{"custom_claims":{"access_token":[{"name":"urn:a:b","value":1},{"name":"https://a/b","value":1},{"name":"name","value":1}]},"scope":"profile"}`,
			`"https://a.auth0.com/me/"`, `{"access_token":{"claims":{"https://a/b":1,"name":1},"bytes":26},` +
				`"ignored":[{"token":"access_token","claim":"urn:a:b","reason":"auth0_audience"}]}`},
		{`{}`, `{"custom_claims":{"id_token":[{"name":"urn:a:b","value":1},{"name":"a","value":1},{"name":"name","value":1}]}}`,
			`"https://a.auth0.com/me/"`, `{"access_token":{"claims":{},"bytes":2},"id_token":{"claims":{"urn:a:b":1,"a":1},"bytes":19},` +
				`"userinfo":{"claims":{"urn:a:b":1,"a":1}},"ignored":[{"token":"id_token","claim":"name","reason":"scope_not_granted","needs":"profile"}]}`},
		{legacy, `{"custom_claims":{"id_token":[{"name":"urn:auth0:x","value":1},{"name":"urn:x:y","value":2},{"name":"http://a","value":3}]}}`, `""`,
			`{"access_token":{"claims":{},"bytes":2},"id_token":{"claims":{"http://a":3},"bytes":14},"userinfo":{"claims":{"urn:auth0:x":1,"http://a":3}},"ignored":[` +
				`{"token":"id_token","claim":"urn:auth0:x","reason":"auth0_namespace"},{"token":"id_token","claim":"urn:x:y","reason":"not_namespaced"}],` +
				`"logs":[{"type":"depnote","description":"","details":{"feature":{"id":"legacy_custom_claims","name":"Custom claims must be namespaced when they are added through rules / actions / hooks.",` +
				`"access_token_claims_to_be_allowed":[],"access_token_claims_to_be_disallowed":[],"id_token_claims_to_be_allowed":["urn:x:y"],"id_token_claims_to_be_disallowed":["urn:auth0:x"]}}}]}`},
		{`{"saml_configuration":{"mappings":{"a b":"app_metadata","u:\u0001":"l","n":"none"}},` + legacy[1:],
			`{"protocol":"wsfed","user":{"app_metadata":{"a":1,"b":2},"l":[null, 1,"x"]},"custom_claims":{"id_token":[{"name":"app_metadata","value":{"c":3,"\u0061":4}}]}}`, `""`,
			`{"access_token":{"claims":{},"bytes":2},"id_token":{"claims":{},"bytes":2},"userinfo":{"claims":{}},"saml":{"attributes":[` +
				`{"name":"a b","name_format":"urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified","type":"xs:anyType","values":[{"\u0061":4,"b":2,"c":3}]},` +
				`{"name":"u:\u0001","name_format":"urn:oasis:names:tc:SAML:2.0:attrname-format:basic","type":"xs:anyType","values":[1,"x"]}],` +
				`"statement":"<saml:AttributeStatement xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">` +
				`<saml:Attribute Name=\"a b\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified\">` +
				`<saml:AttributeValue xsi:type=\"xs:anyType\">{&quot;\\u0061&quot;:4,&quot;b&quot;:2,&quot;c&quot;:3}</saml:AttributeValue></saml:Attribute>` +
				`<saml:Attribute Name=\"u:�\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:basic\">` +
				`<saml:AttributeValue xsi:type=\"xs:anyType\">1</saml:AttributeValue><saml:AttributeValue xsi:type=\"xs:anyType\">x</saml:AttributeValue></saml:Attribute>` +
				`</saml:AttributeStatement>"},` +
				`"ignored":[{"token":"id_token","claim":"app_metadata","reason":"not_namespaced"}],` +
				`"logs":[{"type":"depnote","description":"","details":{"feature":{"id":"legacy_custom_claims","name":"Custom claims must be namespaced when they are added through rules / actions / hooks.",` +
				`"access_token_claims_to_be_allowed":[],"access_token_claims_to_be_disallowed":[],"id_token_claims_to_be_allowed":["app_metadata"],"id_token_claims_to_be_disallowed":[]}}}]}`},
	} {
		got, ok := Evaluate([]byte(c.config), []byte(c.session), []byte(c.audience))
		if !ok || string(got) != c.want {
			t.Errorf("%s %s %s:\n got %s\nwant %s", c.config, c.session, c.audience, got, c.want)
		}
	}
}

func TestRestrictedAPIs(t *testing.T) {
	for _, c := range []struct {
		audience string
		want     bool
	}{
		{"https://x.auth0.com", false}, {"https://x.auth0.com//", false}, {"https://x.auth0.com/api/v2///", true}, {"https://x.auth0app.com/mfa", true},
		{"https://x.auth0.com/me", true}, {"https://x.auth0.com/me/?a#b", true}, {`https:\\x.auth0.com\my-org\`, true}, {"https://x.auth0.com/my-org/x", false},
		{"https://x.auth0.com/Me", false}, {"https://x.auth0.com/my_org", false}, {"https://auth0.com/me", false}, {"https://x.auth0.com/userinfo", false},
		{"https://tenant.example/me", true}, {"https://LOGIN.shop.example:443/api", true}, {"https://other.example/api", false},
		{"https://shop.example/api", false}, {"urn:x.auth0.com:me", false}, {"", false},
	} {
		if got := restrictedAPI(c.audience, []string{"", "Tenant.example", "login.Shop.example"}); got != c.want {
			t.Errorf("%q: %v", c.audience, got)
		}
	}
}

// TestLegacyLog looks at what follows the name in a log's feature.
func TestLegacyLog(t *testing.T) {
	const lists = `"access_token_claims_to_be_allowed":[%s],"access_token_claims_to_be_disallowed":[%s],` +
		`"id_token_claims_to_be_allowed":[%s],"id_token_claims_to_be_disallowed":[%s]`
	large := `"` + strings.Repeat("x", 60000) + `"`
	config := `{"tenant":{"domain":"d","migrations":{"custom_claims_must_be_namespaced":true}},"saml_configuration":{"mappings":{"m":"app_metadata"}}}`
	for _, c := range []struct{ access, id, others, audience, want string }{
		{access: `{"name":"https://a","value":1}`},
		{access: `{"name":"sub"},{"name":"scope","value":1},{"name":"https://d/user_type","value":1},{"name":"a"},{"name":"https://auth0.com/a","value":1}`,
			id: `{"name":"sub","value":null},{"name":"scope","value":1},{"name":"https://D/user_type","value":1},{"name":"urn:auth0:a"},{"name":"name","value":1}`},
		{access: `{"name":"sub"},{"name":"iss","value":1},{"name":"sub","value":1},{"name":"iss","value":2}`,
			want: fmt.Sprintf(lists, ``, `"iss","sub"`, ``, ``)},
		{access: `{"name":"a"},{"name":"b","value":1},{"name":"a","value":2},{"name":"b","value":3},{"name":"email","value":1}`, others: `"scope":"email"`,
			want: fmt.Sprintf(lists, `"a","b","email"`, ``, ``, ``)},
		{access: `{"name":"urn:a:b","value":1},{"name":"email","value":1},{"name":"aud","value":1}`, others: `"scope":"email"`, audience: `https://d/my-org`,
			want: fmt.Sprintf(lists, `"email"`, `"aud"`, ``, ``)},
		{id: `{"name":"urn:auth0:a","value":1},{"name":"x","value":1},{"name":"sub","value":1},{"name":"urn:auth0:a","value":2},{"name":"Sub","value":1}`,
			others: `"grant":"a\/\ud800"`,
			want:   `"grant":"a\/\ud800",` + fmt.Sprintf(lists, ``, ``, `"x","Sub"`, `"urn:auth0:a","sub"`)},
		{id: `{"name":"a","value":1}`, others: `"grant":null`, want: fmt.Sprintf(lists, ``, ``, `"a"`, ``)},
		{access: `{"name":"a","value":` + large + `},{"name":"b","value":` + large + `}`, id: `{"name":"c","value":` + large + `},{"name":"d","value":` + large + `}`,
			want: fmt.Sprintf(lists, `"a","b"`, ``, `"c","d"`, ``) + `,"would_fail":{"code":"payload_too_large","token":"access_token","bytes":120015,"limit":102400}`},
		{id: `{"name":"a","value":` + large + `},{"name":"https://b","value":` + large + `}`,
			want: fmt.Sprintf(lists, ``, ``, `"a"`, ``) + `,"would_fail":{"code":"payload_too_large","token":"id_token","bytes":120023,"limit":102400}`},
		// What stands in the user's object is merged in legacy mode alone.
		{id: `{"name":"app_metadata","value":{"a":1}}`, others: `"protocol":"samlp","user":{"app_metadata":{"b":2}}`,
			want: fmt.Sprintf(lists, ``, ``, `"app_metadata"`, ``)},
	} {
		others := c.others
		if others != "" {
			others = "," + others
		}
		session := `{"custom_claims":{"access_token":[` + c.access + `],"id_token":[` + c.id + `]}` + others + `}`
		got, ok := Evaluate([]byte(config), []byte(session), []byte(quote(c.audience)))
		if !ok {
			t.Errorf("%.300s: %s", session, got)
			continue
		}
		logs := ""
		if list := mustParse(t, got).only("logs"); list != nil {
			logs = strings.TrimPrefix(list.items[0].only("details").only("feature").compact(),
				`{"id":"legacy_custom_claims","name":"Custom claims must be namespaced when they are added through rules / actions / hooks.",`)
			logs = strings.TrimSuffix(logs, "}")
		}
		if logs != c.want {
			t.Errorf("%.300s:\n got %s\nwant %s", session, logs, c.want)
		}
	}
}

func TestNamespaces(t *testing.T) {
	for _, c := range []struct {
		name                  string
		namespaced, forbidden bool
	}{
		{"http://a", true, false}, {`HTTPS:\/a`, true, false}, {"https:/a", false, false}, {"https:///a", false, false},
		{"http\u017F://a", false, false}, {"https://auth0.com", true, true}, {"https://x.AUTH0.com.:443/a", true, true},
		{"https://auth0.com..", true, false}, {"https://notauth0.com/", true, false}, {"https://auth0.com.evil.example", true, false},
		{"https://auth0.com@a", true, false}, {"https://a@b@auth0.com?x", true, true}, {`https://a\@auth0.com`, true, false},
		{"https://auth0.com:x", false, false}, {"https://auth0.com:", true, true}, {"https://webtas\u212A.io", false, false},
		{"https://[::1]:80", true, false}, {"https://[]", false, false}, {"https://%61uth0.com", false, false}, {"https://.", false, false},
		{"urn:auth0:x", true, true}, {"URN:Auth0:x", true, true}, {"urn:auth0:", false, false}, {"urn:auth0-x:y", true, false}, {"urn::x", false, false},
	} {
		if namespaced(c.name) != c.namespaced || forbidden(c.name) != c.forbidden {
			t.Errorf("%q: namespaced %v, forbidden %v", c.name, namespaced(c.name), forbidden(c.name))
		}
	}
}

// TestGenerate makes sure that a fuzz run on these inputs sees all of the policy.
func TestGenerate(t *testing.T) {
	inStatements := []string{"&amp;", "&lt;", "&gt;", "&quot;", "&#x9;", "&#xA;", "&#xD;", "\ufffd", "\t", "\n", "'"}
	count := map[string]int{}
	r, again := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
	const draws = 20000
	for range draws {
		config, session, audience := Generate(r)
		c, s, a := Generate(again)
		if !bytes.Equal(c, config) || !bytes.Equal(s, session) || !bytes.Equal(a, audience) {
			t.Fatal("the same choices gave other inputs")
		}
		got, ok := Evaluate(config, session, audience)
		n := mustParse(t, got)
		if !json.Valid(got) {
			t.Fatalf("invalid: %s", got)
		}
		seen := map[string]bool{}
		if ok {
			seen["outcome"] = true
			if mustParse(t, config).only("tenant").is(text) {
				seen["tenant is a name"] = true
			}
			for _, m := range n.members {
				seen[m.name] = true
			}
			if list := n.only("ignored"); list != nil {
				for _, i := range list.items {
					seen[i.only("token").str()+" "+i.only("reason").str()] = true
				}
			}
			if logs := n.only("logs"); logs != nil {
				for _, m := range logs.items[0].only("details").only("feature").members {
					if m.value.kind != array || len(m.value.items) > 0 {
						seen[m.name] = true
					}
				}
			}
			if saml := n.only("saml"); saml != nil {
				for _, s := range inStatements {
					if strings.Contains(saml.only("statement").str(), s) {
						seen["statement "+quote(s)] = true
					}
				}
				for _, a := range saml.only("attributes").items {
					seen[a.only("type").str()] = true
					format := a.only("name_format").str()
					seen[format[strings.LastIndex(format, ":")+1:]] = true
				}
			}
			if id := n.only("id_token"); id != nil && id.only("claims").compact() != n.only("userinfo").only("claims").compact() {
				seen["userinfo differs"] = true
			}
			claims := n.only("access_token").only("claims")
			if len(claims.compact()) != len(`{}`) {
				seen["claims"] = true
			}
			if claims.compact() != "{}" && n.only("access_token").only("bytes").compact() == "2" {
				seen["system claim alone"] = true
			}
		} else {
			e := n.only("error")
			code := e.only("code").str()
			if token := e.only("token"); token != nil {
				seen[code+" "+token.str()] = true
			}
			if problems := e.only("problems"); problems != nil {
				for _, p := range problems.items {
					seen[code+" "+p.only("code").str()] = true
					if p.only("suggestion") != nil {
						place, _, _ := strings.Cut(p.only("path").str()[1:], "/")
						seen["suggested "+place+" "+p.only("code").str()] = true
					}
				}
				if len(problems.items) > 1 {
					seen["several problems"] = true
				}
			}
		}
		for s := range seen {
			count[s]++
		}
	}
	var want []string
	add := func(prefix, names string) {
		for _, n := range strings.Fields(names) {
			want = append(want, prefix+n)
		}
	}
	add("", `claims id_token userinfo saml ignored logs xs:string xs:boolean xs:double xs:anyType uri basic unspecified
		access_token_claims_to_be_allowed access_token_claims_to_be_disallowed
		id_token_claims_to_be_allowed id_token_claims_to_be_disallowed grant would_fail`)
	want = append(want, "userinfo differs", "system claim alone", "several problems", "tenant is a name")
	add("suggested access_token ", `expression_syntax expression_root expression_operator`)
	add("suggested id_token ", `expression_syntax expression_root expression_operator`)
	add("suggested saml_configuration ", `expression_syntax expression_operator`)
	for _, s := range inStatements {
		want = append(want, "statement "+quote(s))
	}
	add("access_token ", `restricted_claim reserved_claim auth0_namespace not_namespaced auth0_audience scope_not_granted no_value overridden`)
	add("id_token ", `restricted_claim reserved_claim auth0_namespace not_namespaced scope_not_granted no_value overridden`)
	add("payload_too_large ", `access_token id_token saml`)
	add("invalid_config ", `too_large json_syntax too_deep wrong_type missing_member duplicate_member too_many_mappings duplicate_claim_name
		restricted_claim reserved_claim unknown_member empty_claim_name claim_name_too_long mixed_dialects invalid_domain too_many_domains expression_syntax expression_root
		expression_operator`)
	add("invalid_session ", `too_large json_syntax too_deep wrong_type missing_member unknown_protocol too_many_claims duplicate_member`)
	add("invalid_audience ", `too_large json_syntax too_deep wrong_type`)
	for _, w := range want {
		if count[w] == 0 {
			t.Errorf("never in %d draws: %s", draws, w)
		}
		t.Logf("%6d %s", count[w], w)
	}
	if count["outcome"] < draws/2 {
		t.Errorf("%d outcomes in %d draws", count["outcome"], draws)
	}
	t.Logf("%6d outcomes", count["outcome"])
}
