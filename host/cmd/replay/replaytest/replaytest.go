// Package replaytest makes recorded sessions for tests: of realistic shapes and
// sizes, in several languages, with missing members, and some that are hostile or no
// records at all.
//
//	for record := range replaytest.Sessions(1, 1000) {
//		file.Write(append(record, '\n'))
//	}
//
// Equal seeds give equal records.
package replaytest

import (
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
)

// Before and After are two configs of a shop. Between them claims are mapped anew, are
// dropped, come from elsewhere and are renamed, and tokens become larger.
const (
	Before = `{
  "access_token": { "custom_claim_mappings": [
    { "name": "country", "expression": "anonymous_session.metadata.country" },
    { "name": "https://shop.example/cart", "expression": "anonymous_session.metadata.cart_id" },
    { "name": "language", "expression": "anonymous_session.metadata.language" },
    { "name": "email", "expression": "user.email" }
  ] },
  "id_token": { "custom_claim_mappings": [
    { "name": "tier", "expression": "user.app_metadata.tier" }
  ] },
  "saml_configuration": { "mappings": { "mail": "email", "urn:shop:tier": "app_metadata.tier" } },
  "tenant": { "domain": "shop.eu.auth0.com", "custom_domains": ["login.shop.example"] }
}`
	After = `{
  "access_token": { "custom_claim_mappings": [
    { "name": "country", "expression": "anonymous_session.metadata.country" },
    { "name": "https://shop.example/cart", "expression": "anonymous_session.metadata.cart.id" },
    { "name": "locale_", "expression": "anonymous_session.metadata.language" },
    { "name": "notes", "expression": "anonymous_session.metadata.notes" }
  ] },
  "id_token": { "custom_claim_mappings": [
    { "name": "tier", "expression": "user.user_metadata.tier" },
    { "name": "nickname", "expression": "user.nickname" }
  ] },
  "saml_configuration": { "mappings": { "mail": "user_metadata.mail", "urn:shop:tier": "app_metadata.tier" } },
  "tenant": { "domain": "shop.eu.auth0.com", "custom_domains": ["login.shop.example"] }
}`
)

// words are what people write, in the languages of a shop's visitors.
var words = []string{
	"Spain", "Deutschland", "日本", "ประเทศไทย", "Україна", "مصر", "भारत", "România", "Ísland", "🇧🇷", "São Tomé", "Ελλάδα",
	"spring", "free shipping", "sofa \"Nils\"", "a\\b", "tab\there", "Straße 5", "cart:0987654321", "a<b>&c",
}

// audiences of the records that name one.
var audiences = []string{
	`"https://api.shop.example"`, `"https://api.shop.example"`, `"https://api.shop.example"`, `"https://orders.shop.example/"`,
	`"https://shop.eu.auth0.com/api/v2/"`, `["https://api.shop.example","https://shop.eu.auth0.com/userinfo"]`, `""`, `"urn:shop:\u00fcber"`,
	`["https://orders.shop.example/"]`,
}

// Sessions makes n records from a seed. Each may be kept.
func Sessions(seed uint64, n int) iter.Seq[[]byte] { return sessions(seed, n, true) }

// Realistic makes n records as Sessions does, all of them as real ones are: of 300
// bytes to a few thousand, and of a form that every config can read.
func Realistic(seed uint64, n int) iter.Seq[[]byte] { return sessions(seed, n, false) }

func sessions(seed uint64, n int, hostile bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		g := generator{rand.New(rand.NewPCG(seed, 0x5e5510))}
		for i := range n {
			record := g.record(i)
			if hostile && g.IntN(20) == 0 {
				record = g.hostile(record)
			}
			if !yield([]byte(record)) {
				return
			}
		}
	}
}

type generator struct{ *rand.Rand }

func (g generator) often(percent int) bool { return g.IntN(100) < percent }

func (g generator) word() string { return words[g.IntN(len(words))] }

func quoted(s string) string {
	text, _ := json.Marshal(s) // of a string, which cannot fail
	return string(text)
}

// record is a session, or one with its audience.
func (g generator) record(i int) string {
	session := g.anonymous(i)
	if g.often(40) {
		session = g.transaction(i, session)
	}
	if g.often(30) {
		return session
	}
	audience := audiences[g.IntN(len(audiences))]
	switch g.IntN(5) {
	case 0:
		return `{"session":` + session + `}`
	case 1:
		return `{"audience":` + audience + `,"session":` + session + `}`
	case 2:
		return `{ "session": ` + session + `, "audience": ` + audience + ` }`
	}
	return `{"session":` + session + `,"audience":` + audience + `}`
}

// An object is members in their order.
type object []string

func (o *object) add(name, value string) { *o = append(*o, quoted(name)+":"+value) }

func (o object) String() string { return "{" + strings.Join(o, ",") + "}" }

func (g generator) anonymous(i int) string {
	var session, metadata object
	session.add("session_id", quoted(fmt.Sprintf("sess_%08d", i)))
	if g.often(95) {
		session.add("user_id", quoted(fmt.Sprintf("anon|%010x", g.Uint64()>>24)))
	}
	session.add("created_at", quoted(fmt.Sprintf("2026-05-%02dT%02d:%02d:00Z", 1+g.IntN(30), g.IntN(24), g.IntN(60))))
	if g.often(90) {
		metadata.add("country", quoted(g.word()))
	}
	if g.often(70) {
		metadata.add("language", quoted([]string{"es-ES", "de", "ja-JP", "uk", "ar-EG", "hi-IN"}[g.IntN(6)]))
	}
	if g.often(60) {
		metadata.add("cart_id", quoted(fmt.Sprintf("cart:%010d", g.IntN(1e9))))
	}
	if g.often(20) {
		metadata.add("cart", `{"id":`+quoted(fmt.Sprintf("cart:%010d", g.IntN(1e9)))+`,"items":[1, 2.50,{"n":null}]}`)
	}
	for n := range g.IntN(8) {
		metadata.add(fmt.Sprintf("utm_%d", n), quoted(g.word()+" "+g.word()))
	}
	if g.often(30) {
		// Few are long, and some of those too long for proxies.
		size := 1 + int(float64(g.IntN(40))/(0.02+g.Float64()))
		metadata.add("notes", quoted(strings.TrimSpace(strings.Repeat(g.word()+" ", size))))
	}
	if g.often(95) {
		session.add("metadata", metadata.String())
	}
	return session.String()
}

// transaction is a login, or a visit on the way to one.
func (g generator) transaction(i int, anonymous string) string {
	var all object
	if g.often(60) {
		all.add("anonymous_session", anonymous)
	}
	if g.often(80) {
		var user object
		user.add("user_id", quoted(fmt.Sprintf("auth0|%08d", i)))
		user.add("email", quoted(fmt.Sprintf("visitor%d@mail.example", g.IntN(1000))))
		if g.often(50) {
			user.add("nickname", quoted(g.word()))
		}
		user.add("app_metadata", `{"tier":`+[]string{`"gold"`, `"silver"`, `1`, `null`, `["a","b"]`, `true`}[g.IntN(6)]+`}`)
		if g.often(60) {
			user.add("user_metadata", `{"tier":`+[]string{`"gold"`, `2`, `{"x":1}`}[g.IntN(3)]+`,"mail":`+quoted(g.word())+`}`)
		}
		all.add("user", user.String())
	}
	if g.often(60) {
		all.add("scope", quoted([]string{"openid", "openid profile email", "openid  email", "read:orders"}[g.IntN(4)]))
	}
	if g.often(20) {
		all.add("protocol", quoted([]string{"oidc", "samlp", "wsfed"}[g.IntN(3)]))
	}
	if g.often(25) {
		entry := `{"name":` + quoted(fmt.Sprintf("https://shop.example/a%d", g.IntN(5))) + `,"value":` + quoted(g.word()) + `}`
		all.add("custom_claims", `{"access_token":[`+entry+`,{"name":"azp","value":1}],"id_token":[{"name":"tier","value":"`+strings.Repeat("x", g.IntN(30))+`"}]}`)
	}
	return all.String()
}

// hostile makes something that is hard to read of a record, or is none.
func (g generator) hostile(record string) string {
	switch g.IntN(19) {
	case 0:
		return record[:1+g.IntN(len(record)-1)]
	case 1:
		return record + "}"
	case 2:
		return "null"
	case 3:
		return `{"scope":5}`
	case 4:
		return strings.Repeat("[", 70) + strings.Repeat("]", 70)
	case 5:
		return `{"metadata":{"country":"a","country":"b"}}` // read by both
	case 6:
		return `{"metadata":{"notes":"a","notes":"b","country":"x"}}` // by the second alone
	case 7:
		return `{"user":{"email":"a","email":"b"},"scope":"email"}` // by the first alone
	case 8:
		return `{"metadata":{"notes":"` + strings.Repeat("x", 101<<10) + `"}}` // too large with the second
	case 9:
		return `{"session":` + record + `,"session":{}}`
	case 10:
		return `{"session":{"metadata":{"country":"x"},"audience":"no"},"audience":5}`
	case 11:
		return `{"session":{"metadata":{"country":"\ud800"}},"audience":"a\"}"}`
	case 12:
		return "{\"metadata\":{\"country\":\"\xff\"}}"
	case 13:
		return `{"session":{"a":1},"audience":"x","metadata":{"country":"bare"}}`
	case 14:
		return `{"s\u0065ssion":{"metadata":{"country":"escaped"}},"audi\u0065nce":"https://api.shop.example"}`
	case 15:
		return `{"session":{"metadata":{"a\"audience\"":"x"}},"audience":["a","b"]}`
	case 16:
		entries := make([]string, 40)
		for i := range entries {
			entries[i] = fmt.Sprintf(`{"name":"https://x.example/%d","value":%d}`, g.IntN(100000), i)
		}
		return `{"custom_claims":{"access_token":[` + strings.Join(entries, ",") + `]}}`
	case 17:
		// The two fail for different reasons.
		return `{"user":{"email":"a","email":"b"},"anonymous_session":{"metadata":{"notes":"` + strings.Repeat("x", 101<<10) + `"}}}`
	}
	return fmt.Sprintf(`{"session":{"metadata":{"country":"x","cart_id":1}},"audience":"https://%d.example/%s"}`, g.IntN(100000), strings.Repeat("a", g.IntN(400)))
}
