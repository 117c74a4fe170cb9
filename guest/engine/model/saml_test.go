package model

import (
	"strings"
	"testing"
)

func TestStatement(t *testing.T) {
	const start = `<saml:AttributeStatement xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ` +
		`xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
	// One attribute, its name and what is in it.
	one := func(name, format, inside string) string {
		return start + `><saml:Attribute Name="` + name + `" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:` + format + `">` +
			inside + `</saml:Attribute></saml:AttributeStatement>`
	}
	value := func(kind, text string) string {
		return `<saml:AttributeValue xsi:type="xs:` + kind + `">` + text + `</saml:AttributeValue>`
	}
	for _, c := range []struct{ name, value, want string }{
		{`a`, `null`, start + `/>`},
		{`a`, `"x"`, one(`a`, `basic`, value(`string`, `x`))},
		{`urn:a:b`, `""`, one(`urn:a:b`, `uri`, value(`string`, ``))},
		{`a`, `[]`, one(`a`, `basic`, ``)},
		{`a`, `[null]`, one(`a`, `basic`, ``)},
		{`a`, `[1,null,1.0e3]`, one(`a`, `basic`, value(`double`, `1`)+value(`double`, `1.0e3`))},
		{`a`, `[true,false]`, one(`a`, `basic`, value(`boolean`, `true`)+value(`boolean`, `false`))},
		{`a`, `[true,"<\u003C",[ null ]]`, one(`a`, `basic`, value(`anyType`, `true`)+value(`anyType`, `&lt;&lt;`)+value(`anyType`, `[null]`))},
		{`a`, `{ "\u0026<": "\ud800\u000d" }`, one(`a`, `basic`, value(`anyType`, `{&quot;\u0026&lt;&quot;:&quot;\ud800\u000d&quot;}`))},
		{`a`, `"&amp;<>\"'\/"`, one(`a`, `basic`, value(`string`, `&amp;amp;&lt;&gt;&quot;'/`))},
		{`a`, `"\t\n\r\u0000\u001f\u007f\u0085\u2028"`, one(`a`, `basic`, value(`string`, "\t\n&#xD;\ufffd\ufffd\u007f\u0085\u2028"))},
		{`a`, `"\ud800\ud83d\ude00\udc00\udc00x\ud83d"`, one(`a`, `basic`, value(`string`, "\ufffd\U0001F600\ufffd\ufffdx\ufffd"))},
		{`a`, `"\ufffe\uffff\ud7ff\ue000\ufffd\ud83f\udffe"`, one(`a`, `basic`, value(`string`, "\ufffd\ufffd\ud7ff\ue000\ufffd\U0001FFFE"))},
		{`a`, "{\"a\":\"\ufffe\ufdd0\"}", one(`a`, `basic`, value(`anyType`, "{&quot;a&quot;:&quot;\ufffd\ufdd0&quot;}"))},
		{`&<>\"'`, `0`, one(`&amp;&lt;&gt;&quot;'`, `basic`, value(`double`, `0`))},
		{`\t\n\r \u0001\uffff`, `0`, one("&#x9;&#xA;&#xD; \ufffd\ufffd", `unspecified`, value(`double`, `0`))},
		{``, `0`, one(``, `basic`, value(`double`, `0`))},
	} {
		config := `{"saml_configuration":{"mappings":{"` + c.name + `":"v"}}}`
		session := `{"protocol":"samlp","user":{"v":` + c.value + `}}`
		got, ok := Evaluate([]byte(config), []byte(session), []byte(`""`))
		if !ok {
			t.Errorf("%s %s: %s", config, session, got)
			continue
		}
		if s := mustParse(t, got).only("saml").only("statement").str(); s != c.want {
			t.Errorf("%s %s:\n got %q\nwant %q", config, session, s, c.want)
		}
	}
}

// The statement may be far larger than the limit of the list.
func TestStatementDoesNotCount(t *testing.T) {
	session := `{"protocol":"wsfed","user":{"v":[""` + strings.Repeat(`,"\""`, 20000) + `]}}`
	got, ok := Evaluate([]byte(`{"saml_configuration":{"mappings":{"a":"v"}}}`), []byte(session), []byte(`""`))
	if !ok || len(got) < 15*maxPayload {
		t.Errorf("%v, %d bytes: %.200s", ok, len(got), got)
	}
}
