package host_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host"
)

// The largest inputs that the limits let through, shaped to take the most memory,
// stack and time that they can. Whatever the policy says of them, the module says
// it: it never runs out of anything.

// The limits of the policy.
const (
	maxConfig   = 256 << 10
	maxSession  = 1 << 20
	maxAudience = 16 << 10
)

// fill puts as many items between a beginning and an end as a limit has room for,
// with commas between them.
func fill(limit int, begin, end string, item func(i int) string) string {
	var b strings.Builder
	b.WriteString(begin)
	for i := 0; ; i++ {
		next := item(i)
		if b.Len()+1+len(next)+len(end) > limit {
			break
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(next)
	}
	b.WriteString(end)
	return b.String()
}

// constantly is the same item each time.
func constantly(item string) func(int) string { return func(int) string { return item } }

// escaped writes a text in \u escapes alone.
func escaped(text string) string {
	var b strings.Builder
	for _, c := range text {
		fmt.Fprintf(&b, `\u%04x`, c)
	}
	return b.String()
}

// setClaims is a transaction in which code sets claims in both tokens, a thousand
// in each if they fit.
func setClaims(limit int, entry func(i int) string) string {
	half := func(of int) func(int) string {
		return func(i int) string {
			if i == 1000 {
				return strings.Repeat(" ", limit) // ends the list
			}
			return entry(of*1000 + i)
		}
	}
	tail := `},"anonymous_session":{}}`
	access := fill(limit/2, `{"custom_claims":{"access_token":[`, `]`, half(0))
	return access + fill(limit-len(access)-len(tail), `,"id_token":[`, `]`, half(1)) + tail
}

func worstCases(config, session, audience int) map[string][3]string {
	const (
		whole  = `{"access_token":{"custom_claim_mappings":[{"name":"a","expression":"anonymous_session.m"}]}}`
		legacy = `{"tenant":{"domain":"t.example","migrations":{"custom_claims_must_be_namespaced":true}}}`
		begin  = `{"m":{`
		end    = `}}`
	)
	mappings := func(item func(i int) string) string {
		return fill(config, `{"access_token":{"custom_claim_mappings":[`, `]}}`, item)
	}
	hundred := func(path func(i int) string) string {
		return fill(config, `{"saml_configuration":{"mappings":{`, `}}}`, func(i int) string {
			if i == 100 {
				return strings.Repeat(" ", config)
			}
			return fmt.Sprintf(`"a%d":%q`, i, path(i))
		})
	}
	nested := strings.Repeat("[", 62) + strings.Repeat("]", 62)
	long := strings.Repeat("long", 250)
	return map[string][3]string{
		"set claims with escaped names": {`{}`, setClaims(session, func(i int) string {
			return fmt.Sprintf(`{"name":"%s%d","value":1}`, escaped(strings.Repeat("n", 81)), i)
		}), `""`},
		"set claims with escaped names, in legacy mode": {legacy, setClaims(session, func(i int) string {
			return fmt.Sprintf(`{"name":"%s%d","value":1}`, escaped(strings.Repeat("n", 81)), i)
		}), `""`},
		"set claims of one name": {legacy, setClaims(session, constantly(
			`{"name":"`+strings.Repeat("n", 480)+`","value":null}`)), `"https://t.example/api/v2/"`},
		"set claims that are large": {`{}`, setClaims(session, func(i int) string {
			return fmt.Sprintf(`{"name":"n%d","value":[%s0]}`, i, strings.Repeat("1, ", 160))
		}), `""`},
		"set claims with repeated members": {`{}`, setClaims(session, func(i int) string {
			return fmt.Sprintf(`{"name":"n%d","value":{"a":1,"b":{"a":1,"\u0061":1}}}`, i)
		}), `""`},
		"a mapped object of many members": {whole, fill(session, begin, end, func(i int) string {
			return fmt.Sprintf(`"%x":0`, i)
		}), `""`},
		"a mapped object of common prefixes": {whole, fill(session, begin, end, func(i int) string {
			return fmt.Sprintf(`"%s%x":0`, strings.Repeat("p", 90), i)
		}), `""`},
		"a mapped object of long common prefixes": {whole, fill(session, begin, end, func(i int) string {
			return fmt.Sprintf(`"%s%x":0`, long, i)
		}), `""`},
		"a mapped object of escaped names": {whole, fill(session, begin, end, func(i int) string {
			return fmt.Sprintf(`"\n%x":0`, i)
		}), `""`},
		"a mapped object of escaped prefixes": {whole, fill(session, begin, end, func(i int) string {
			return fmt.Sprintf(`"%s%x":0`, escaped("prefix"), i)
		}), `""`},
		"a mapped object of one escaped name": {whole, fill(session, begin, end, constantly(`"\n":0`)), `""`},
		"a mapped object of lone surrogates":  {whole, fill(session, begin, end, func(i int) string { return fmt.Sprintf(`"\ud800%x":0`, i) }), `""`},
		"mapped objects in an array":          {whole, fill(session, `{"m":[`, `]}`, constantly(`{"a":{}}`)), `""`},
		"mapped numbers in an array":          {whole, fill(session, `{"m":[`, `]}`, constantly(`0`)), `""`},
		"mapped white space":                  {whole, fill(session, `{"m":[`, `]}`, constantly("\n0\t")), `""`},
		"mapped nested arrays":                {whole, fill(session, `{"m":[`, `]}`, constantly(nested)), `""`},
		"nested arrays that nobody reads":     {`{}`, fill(session, `{"m":[`, `]}`, constantly(nested)), `""`},
		"brackets that never close":           {whole, `{"m":` + strings.Repeat("[", session-5), `""`},
		"a mapped string":                     {whole, `{"m":"` + strings.Repeat("x", session-8) + `"}`, `""`},
		"a mapped string of escapes":          {whole, `{"m":"` + strings.Repeat(`\"`, (session-8)/2) + `"}`, `""`},
		"a string without an end":             {whole, `{"m":"` + strings.Repeat("x", session-6), `""`},
		"a member without an end":             {whole, `{"` + strings.Repeat(`\n`, session/2-1), `""`},
		"a long scope":                        {`{}`, `{"scope":"` + strings.Repeat(" a", session/2-8) + `"}`, `""`},
		"attributes of one array":             {hundred(func(int) string { return "a" }), fill(session, `{"protocol":"samlp","user":{"a":[`, `]}}`, constantly(`0`)), `""`},
		"attributes of one object": {hundred(func(int) string { return "a" }), fill(session, `{"protocol":"samlp","user":{"a":{`, `}}}`, func(i int) string {
			return fmt.Sprintf(`"%x":0`, i)
		}), `""`},
		"merged metadata": {
			`{"saml_configuration":{"mappings":{"a":"app_metadata"}},"tenant":{"migrations":{"custom_claims_must_be_namespaced":true}}}`,
			fill(session/2, `{"protocol":"wsfed","user":{"app_metadata":{`, `}}`, func(i int) string { return fmt.Sprintf(`"%x":0`, i) }) +
				fill(session/2, `,"custom_claims":{"id_token":[{"name":"app_metadata","value":{`, `}}]}}`, func(i int) string { return fmt.Sprintf(`"%x":1`, i+7) }),
			`""`,
		},
		"empty mappings": {mappings(constantly(`{}`)), `{}`, `""`},
		"broken mappings": {mappings(func(i int) string {
			return fmt.Sprintf(`{"name":"ISS","expression":"a%d|","":0}`, i)
		}), `{}`, `""`},
		"mappings of one name":         {mappings(constantly(`{"name":"a","expression":"user.a"}`)), `{}`, `""`},
		"mappings that are no objects": {mappings(constantly(`0`)), `{}`, `""`},
		"a mapping with many members": {
			fill(config, `{"access_token":{"custom_claim_mappings":[{"name":"a","expression":"user.a",`, `}]}}`,
				func(i int) string { return fmt.Sprintf(`"%x":0`, i) }), `{}`, `""`},
		"a long name with many problems": {
			`{"access_token":{"custom_claim_mappings":[` + fill(config-50, `{"name":"`+strings.Repeat("n", config*3/4)+`",`, `}`,
				func(i int) string { return fmt.Sprintf(`"%x":0`, i) }) + `]}}`, `{}`, `""`},
		"a long escaped name with many problems": {
			`{"access_token":{"custom_claim_mappings":[` + fill(config-50, `{"name":"`+strings.Repeat(`\u0001`, config/7)+`",`, `}`,
				func(i int) string { return fmt.Sprintf(`"%x":0`, i) }) + `]}}`, `{}`, `""`},
		"a mapping with long members": {
			fill(config, `{"access_token":{"custom_claim_mappings":[{`, `}]}}`,
				func(i int) string { return fmt.Sprintf(`"%s%x":0`, strings.Repeat(long, 2), i) }), `{}`, `""`},
		"a long expression": {
			`{"access_token":{"custom_claim_mappings":[{"name":"a","expression":"user` + strings.Repeat(".a", config/2-50) + `"}]}}`,
			`{"user":` + strings.Repeat(`{"a":`, 63) + `0` + strings.Repeat(`}`, 64), `""`},
		"an expression of backslashes": {
			`{"access_token":{"custom_claim_mappings":[{"name":"a","expression":"user.` + strings.Repeat(`\\`, config/2-50) + `"}]}}`,
			`{}`, `""`},
		"a long domain": {
			`{"tenant":{"domain":"` + strings.Repeat("d", config-200) + `"}}`,
			`{"anonymous_session":{},"custom_claims":{"access_token":[{"name":"https://` + strings.Repeat("d", config-200) + `/user_type"}]}}`, `""`},
		"many custom domains": {fill(config, `{"tenant":{"custom_domains":[`, `]}}`, func(i int) string { return fmt.Sprintf(`"%x.example"`, i) }),
			`{"anonymous_session":{}}`, `""`},
		"custom domains and set claims": {
			fill(config, `{"tenant":{"custom_domains":[`, `]}}`, func(i int) string { return fmt.Sprintf(`"%x.example"`, i) }),
			setClaims(session, func(i int) string { return fmt.Sprintf(`{"name":"https://%x.example/user_type","value":1}`, i) }), `""`},
		"a config that nobody reads": {fill(config, `{"x":{`, `}}`, constantly(`"a":`+nested)), `{}`, `""`},
		"attributes that are nearly members": {
			hundred(func(i int) string { return fmt.Sprintf("zzzzzzzzzz%02d", i) }),
			fill(session, `{"protocol":"samlp","user":{`, `}}`, func(i int) string { return fmt.Sprintf(`"%07xbbbbb":0`, i) }), `""`},
		"attributes that are nearly escaped members": {
			hundred(func(i int) string { return fmt.Sprintf("%s%02d", strings.Repeat("z", 62), i) }),
			fill(session, `{"protocol":"samlp","user":{`, `}}`, func(i int) string {
				return fmt.Sprintf(`"%s%04x":0`, strings.Repeat(`\ud83d\ude00`, 60), i)
			}), `""`},
		"paths with a slip at every step": {
			hundred(func(i int) string { return strings.Repeat(fmt.Sprintf("nearly%02dthename.", i), 61) + "x" }),
			`{"protocol":"samlp","user":` + strings.Repeat(fill(session/64, `{`, ``, func(i int) string {
				return fmt.Sprintf(`"nearly%xthename":0`, i)
			})+`,"nearlythename":`, 62) + `0` + strings.Repeat(`}`, 63), `""`},
		"a long path in other letters": {
			`{"access_token":{"custom_claim_mappings":[{"name":"a","expression":"user` + strings.Repeat("."+strings.Repeat("A", config/65), 62) + `.x"}]}}`,
			`{"user":` + strings.Repeat(`{"`+strings.Repeat("a", config/65)+`":`, 62) + `{}` + strings.Repeat(`}`, 63), `""`},
		"members that are not read":         {fill(config, `{`, `}`, constantly(`"a":1`)), `{}`, `""`},
		"members that are nearly read":      {fill(config, `{`, `}`, constantly(`"acess_token":1`)), `{}`, `""`},
		"members that are far from read":    {fill(config, `{`, `}`, constantly(`"acces_tokem":1`)), `{}`, `""`},
		"escaped members that are not read": {fill(config, `{`, `}`, constantly(`"\u0001":1`)), `{}`, `""`},
		"config brackets":                   {strings.Repeat("[", config), `{}`, `""`},
		"many audiences":                    {`{}`, `{}`, fill(audience, `[`, `]`, constantly(`""`))},
		"a long audience":                   {`{"tenant":{"domain":"a"}}`, `{}`, `"https://` + strings.Repeat("a@", audience/2-10) + `"`},
		"an escaped audience":               {`{}`, `{}`, `"` + strings.Repeat(`\u0041`, audience/6-1) + `"`},
	}
}

func TestWorstCases(t *testing.T) {
	w := newTwins(t, host.WithInstances(1))
	scale := 1
	if testing.Short() {
		scale = 8 // what is quadratic still shows
	}
	cases := worstCases(maxConfig/scale, maxSession/scale, maxAudience/scale)
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		t.Run(name, func(t *testing.T) {
			inputs := cases[name]
			config, session, audience := []byte(inputs[0]), []byte(inputs[1]), []byte(inputs[2])
			if len(config) > maxConfig || len(session) > maxSession || len(audience) > maxAudience {
				t.Fatalf("the inputs have %d, %d and %d bytes", len(config), len(session), len(audience))
			}
			w.compare(t, config, session, audience)
		})
	}
}
