package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// A task is what all ways are timed at: a config with so many mappings, and a session.
type task struct {
	size      int    // of the session in bytes, about
	about     string // what else there is to say of the session
	session   string
	mappings  []mapping
	setByCode bool // whether the session has claims that code set
}

type mapping struct{ name, expression string }

const (
	audience      = `"https://api.example.com"`
	otherAudience = `"https://api.example.org"`
)

func tasks() (all []task) {
	for _, mappings := range []int{1, 4, 10, 20} {
		all = append(all, anonymous(mappings, 200, "", ascii))
	}
	return append(all,
		anonymous(4, 1<<10, "", ascii),
		anonymous(4, 10<<10, "", ascii),
		anonymous(4, 100<<10, "ASCII text values", ascii),
		anonymous(4, 100<<10, "full of escapes", escapes),
		anonymous(4, 100<<10, "not ASCII", nonASCII),
		login(450, "a login with user and scope", ""),
		login(1<<10, "a login with 10 claims set by code", `,"custom_claims":{"access_token":[`+setClaims(10)+`]}`))
}

// fourMappings is the task that PERFORMANCE.md's figures are about, where they name none.
func fourMappings() task { return anonymous(4, 200, "", ascii) }

// The corpora of large sessions: what a text value says.
const (
	ascii    = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod"
	escapes  = `\"Lorem\" ipsum\n\tdolor \u00e9 sit\\amet,\r\n \"consectetur\" adipiscing\/elit`
	nonASCII = "Съешь же ещё этих мягких французских булок, да выпей чаю. 色は匂へど散りぬるを"
)

// anonymous is the task of a bare anonymous session, whose metadata is padded to the
// size.
func anonymous(mappings, size int, about, text string) task {
	list := []mapping{
		{"country", "anonymous_session.metadata.country"},
		{"language", "anonymous_session.metadata.language"},
		{"cart_id", "anonymous_session.metadata.cart_id"},
		{"anon_session_id", "anonymous_session.session_id"},
	}
	for i := len(list); i < mappings; i++ {
		path := []string{"user_id", "created_at", "metadata.ref"}[i%3]
		list = append(list, mapping{fmt.Sprintf("claim_%d", i), "anonymous_session." + path})
	}
	return task{size: size, about: about, session: anonymousSession(size, text), mappings: list[:mappings]}
}

func anonymousSession(size int, text string) string {
	var b strings.Builder
	b.WriteString(`{"session_id":"sess_12345","user_id":"anon|a7f3b2c9e1","created_at":"2026-05-01T10:00:00Z","metadata":{"country":"Spain","language":"es-ES","cart_id":"cart:0987654321","ref":"homepage"`)
	for i := 0; b.Len()+len(text) < size; i++ {
		fmt.Fprintf(&b, `,"note_%d":"%s"`, i, text)
	}
	b.WriteString("}}")
	return b.String()
}

// login is the task of a transaction in which a visitor logs in; more are its further
// members.
func login(size int, about, more string) task {
	return task{
		size:  size,
		about: about,
		session: `{"anonymous_session":` + anonymousSession(200, ascii) +
			`,"user":{"user_id":"auth0|5f7c8ec7c33c6c004bbafe82","email":"ana@example.com","email_verified":true,` +
			`"name":"Ana García","user_metadata":{"plan":"gold","color":"blue"},"app_metadata":{"team":"a1"}}` +
			`,"scope":"openid profile email"` + more + `}`,
		mappings: []mapping{
			{"country", "anonymous_session.metadata.country"},
			{"cart_id", "anonymous_session.metadata.cart_id"},
			{"email", "user.email"},
			{"plan", "user.user_metadata.plan"},
		},
		setByCode: more != "",
	}
}

func setClaims(n int) string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf(`{"name":"https://shop.example/set_%d","value":%d}`, i, i))
	}
	return strings.Join(list, ",")
}

// sessionName is the session in words.
func (t task) sessionName() string {
	name := fmt.Sprintf("%d bytes", t.size)
	if t.size >= 1<<10 {
		name = fmt.Sprintf("%d KB", t.size>>10)
	}
	if t.about != "" {
		name += ", " + t.about
	}
	return name
}

func (t task) String() string { return fmt.Sprintf("%s, %d mapped", t.sessionName(), len(t.mappings)) }

func (t task) config() string { return config(t.mappings) }

// otherConfig is as much work as config, and other bytes.
func (t task) otherConfig() string {
	mappings := slices.Clone(t.mappings)
	slices.Reverse(mappings)
	return config(mappings)
}

func config(mappings []mapping) string {
	var list []string
	for _, m := range mappings {
		list = append(list, fmt.Sprintf(`{"name":%q,"expression":%q}`, m.name, m.expression))
	}
	if len(mappings) > 10 { // only the shipped dialect has so many
		return `{"access_token":{"claims_mapping":{"custom_claims":[` + strings.Join(list, ",") + `]}}}`
	}
	return `{"access_token":{"custom_claim_mappings":[` + strings.Join(list, ",") + `]}}`
}

// gjsonMapper prepares the task's paths and returns what maps its session with them,
// as one would by hand: without a check of anything that the policy asks. Its claims
// are those of the access token.
func (t task) gjsonMapper() func() string {
	var members, paths []string
	for _, m := range t.mappings {
		members = append(members, string(gjson.AppendJSONString(nil, m.name))+":")
		path := m.expression
		if !gjson.Get(t.session, "anonymous_session").Exists() { // the session is bare
			path = strings.TrimPrefix(path, "anonymous_session.")
		}
		paths = append(paths, path)
	}
	return func() string {
		var room [512]byte
		claims := append(room[:0], '{')
		for i, path := range paths {
			value := gjson.Get(t.session, path)
			if value.Type == gjson.Null {
				continue
			}
			claims = append(append(append(claims, members[i]...), value.Raw...), ',')
		}
		if t.setByCode {
			gjson.Get(t.session, "custom_claims.access_token").ForEach(func(_, entry gjson.Result) bool {
				claims = append(append(claims, entry.Get("name").Raw...), ':')
				claims = append(append(claims, entry.Get("value").Raw...), ',')
				return true
			})
		}
		claims[len(claims)-1] = '}' // each task has a claim
		return string(claims)
	}
}
