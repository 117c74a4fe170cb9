// Package model is the policy written a second time, as plainly as possible, for tests
// to hold the engine against. Nothing but tests imports it, and it shares no code with
// the engine. It is slow: it builds a tree of everything and looks things up in it.
//
// It leaves out the texts that the policy leaves free: problems and errors have no
// message, and the description of a log entry is empty.
package model

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

const maxPayload = 102400

// Evaluate returns the outcome, or the failure, as a JSON text; ok says that it is an
// outcome.
func Evaluate(config, session, audience []byte) (text []byte, ok bool) {
	c, bad := readConfig(config)
	if len(bad) > 0 {
		return invalid("invalid_config", bad), false
	}
	s, bad := readSession(session, c)
	if len(bad) > 0 {
		return invalid("invalid_session", bad), false
	}
	a, bad := readAudience(audience)
	if len(bad) > 0 {
		return invalid("invalid_audience", bad), false
	}
	return evaluate(c, s, a)
}

func invalid(code string, problems []problem) []byte {
	var list []string
	for _, p := range problems {
		list = append(list, p.json())
	}
	return []byte(`{"error":{"code":` + quote(code) + `,"problems":[` + strings.Join(list, ",") + `]}}`)
}

func tooLarge(token string, bytes int) []byte {
	return []byte(`{"error":{"code":"payload_too_large","token":` + quote(token) +
		`,"bytes":` + strconv.Itoa(bytes) + `,"limit":` + strconv.Itoa(maxPayload) + `}}`)
}

// claims keep the place of a name that is set again.
type claims []entry

func (c *claims) set(e entry) (replaced bool) {
	for i := range *c {
		if (*c)[i].name == e.name {
			(*c)[i] = e
			return true
		}
	}
	*c = append(*c, e)
	return false
}

func (c claims) names() (names []string) {
	for _, e := range c {
		names = append(names, e.name)
	}
	return names
}

func (c claims) json() string {
	var list []string
	for _, e := range c {
		list = append(list, quote(e.name)+":"+e.value.compact())
	}
	return "{" + strings.Join(list, ",") + "}"
}

// token is what came of one token's candidates.
type token struct {
	candidates int
	claims     claims
	hidden     claims // under a forbidden namespace, with a value (LEG-4)
	userinfo   claims
	ignored    []string
}

// candidates are the mappings in config order, then what code set.
func candidates(mappings []mapping, set []entry, s *session) (all []entry) {
	for _, m := range mappings {
		from := s.anonymous
		if m.root == "user" {
			from = s.user
		}
		all = append(all, entry{m.name, follow(from, m.segments)})
	}
	return append(all, set...)
}

// judge is section 4: the reason to ignore a candidate, "" for none.
func judge(e entry, access, legacy bool, c *config, s *session, audience []string) (reason, needs string) {
	restrictedAudience := slices.ContainsFunc(audience, func(a string) bool { return restrictedAPI(a, c.domain) })
	scope := scopeFor(e.name)
	switch {
	case slices.Contains(restricted, e.name):
		return "restricted_claim", ""
	case e.name == "scope" || slices.ContainsFunc(c.systemNames(), func(n string) bool { return strings.EqualFold(n, e.name) }):
		return "reserved_claim", ""
	case forbidden(e.name):
		return "auth0_namespace", ""
	case legacy && !byURL(e.name):
		return "not_namespaced", ""
	case access && !namespaced(e.name) && scope == "" && restrictedAudience:
		return "auth0_audience", ""
	case access && scope != "" && !slices.Contains(s.scopes, scope):
		return "scope_not_granted", scope
	case e.value.absent():
		return "no_value", ""
	}
	return "", ""
}

func decide(name string, all []entry, legacy bool, c *config, s *session, audience []string) (t token) {
	t.candidates = len(all)
	ignore := func(e entry, reason, needs string) {
		text := `{"token":` + quote(name) + `,"claim":` + quote(e.name) + `,"reason":` + quote(reason)
		if needs != "" {
			text += `,"needs":` + quote(needs)
		}
		t.ignored = append(t.ignored, text+"}")
	}
	for _, e := range all {
		reason, needs := judge(e, name == "access_token", legacy, c, s, audience)
		if reason != "" {
			ignore(e, reason, needs)
		} else {
			if t.claims.set(e) {
				ignore(e, "overridden", "")
			}
			t.userinfo.set(e)
		}
		if reason == "auth0_namespace" && legacy && !e.value.absent() {
			t.userinfo.set(e)
			t.hidden.set(e)
		}
	}
	return t
}

func evaluate(c *config, s *session, audience []string) ([]byte, bool) {
	both := func(legacy bool) (access, id token) {
		return decide("access_token", candidates(c.access, s.access, s), legacy, c, s, audience),
			decide("id_token", candidates(c.id, s.id, s), legacy, c, s, audience)
	}
	access, id := both(c.legacy)

	accessText, idText := access.claims.json(), id.claims.json()
	if len(accessText) > maxPayload {
		return tooLarge("access_token", len(accessText)), false
	}
	if len(idText) > maxPayload {
		return tooLarge("id_token", len(idText)), false
	}
	attributes := ""
	if s.saml() {
		attributes = samlAttributes(c, s)
		if len(attributes) > maxPayload {
			return tooLarge("saml", len(attributes)), false
		}
	}

	shown := accessText
	if system := c.systemClaim(); system != "" && s.anonymous != nil && s.user == nil {
		shown = strings.TrimSuffix(shown, "}")
		if len(access.claims) > 0 {
			shown += ","
		}
		shown += quote(system) + `:"anonymous"}`
	}
	members := []string{`"access_token":{"claims":` + shown + `,"bytes":` + strconv.Itoa(len(accessText)) + `}`}
	if id.candidates > 0 {
		members = append(members,
			`"id_token":{"claims":`+idText+`,"bytes":`+strconv.Itoa(len(idText))+`}`,
			`"userinfo":{"claims":`+id.userinfo.json()+`}`)
	}
	if s.saml() {
		members = append(members, `"saml":{"attributes":`+attributes+`}`)
	}
	if ignored := append(access.ignored, id.ignored...); len(ignored) > 0 {
		members = append(members, `"ignored":[`+strings.Join(ignored, ",")+`]`)
	}
	if c.legacy {
		upgradedAccess, upgradedID := both(false)
		allowedAccess := without(upgradedAccess.claims.names(), access.claims.names())
		lostAccess := without(access.claims.names(), upgradedAccess.claims.names())
		allowedID := without(upgradedID.claims.names(), id.claims.names())
		// What legacy mode shows in userinfo only is lost as well.
		lostID := append(without(id.claims.names(), upgradedID.claims.names()), id.hidden.names()...)
		if len(allowedAccess)+len(lostAccess)+len(allowedID)+len(lostID) > 0 {
			members = append(members, `"logs":[{"type":"depnote","description":"","details":{"feature":{`+
				`"id":"legacy_custom_claims","name":"Custom claims must be namespaced",`+
				`"access_token_claims_to_be_allowed":`+list(allowedAccess)+`,`+
				`"access_token_claims_to_be_disallowed":`+list(lostAccess)+`,`+
				`"id_token_claims_to_be_allowed":`+list(allowedID)+`,`+
				`"id_token_claims_to_be_disallowed":`+list(lostID)+`}}}]`)
		}
	}
	return []byte("{" + strings.Join(members, ",") + "}"), true
}

func without(names, others []string) (left []string) {
	for _, n := range names {
		if !slices.Contains(others, n) {
			left = append(left, n)
		}
	}
	return left
}

func list(names []string) string {
	var quoted []string
	for _, n := range names {
		quoted = append(quoted, quote(n))
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

// samlAttributes is section 9.
func samlAttributes(c *config, s *session) string {
	user := &node{kind: object}
	if s.user != nil {
		user.members = slices.Clone(s.user.members)
	}
	for _, name := range []string{"app_metadata", "user_metadata"} {
		var set *node
		for _, e := range s.id {
			if e.name == name {
				set = e.value
			}
		}
		if set.absent() {
			continue
		}
		var before *node
		if found := user.all(name); len(found) > 0 {
			before = found[0].value
		}
		if c.legacy && set.is(object) && before.is(object) {
			set = merge(before, set)
		}
		user.members = slices.DeleteFunc(user.members, func(m member) bool { return m.name == name && !m.lone })
		user.members = append(user.members, member{name: name, value: set})
	}
	var attributes []string
	for _, m := range c.saml {
		if v := follow(user, m.segments); !v.absent() {
			attributes = append(attributes, attribute(m.name, v))
		}
	}
	return "[" + strings.Join(attributes, ",") + "]"
}

// merge takes a member that was set in the place of the user's of that name.
func merge(users, set *node) *node {
	merged := &node{kind: object, src: set.src}
	for _, m := range users.members {
		if winners := set.all(m.name); !m.lone && len(winners) > 0 {
			m = winners[0]
		}
		merged.members = append(merged.members, m)
	}
	for _, m := range set.members {
		if m.lone || len(users.all(m.name)) == 0 {
			merged.members = append(merged.members, m)
		}
	}
	return merged
}

func attribute(name string, v *node) string {
	format := "basic"
	if namespaced(name) {
		format = "uri"
	} else if strings.ContainsFunc(name, unicode.IsSpace) {
		format = "unspecified"
	}
	values := []*node{v}
	if v.is(array) {
		values = slices.DeleteFunc(slices.Clone(v.items), func(n *node) bool { return n.kind == null })
	}
	kinds := map[byte]bool{}
	var texts []string
	for _, n := range values {
		kinds[n.kind] = true
		texts = append(texts, n.compact())
	}
	kind := "xs:anyType"
	if len(kinds) == 1 {
		switch values[0].kind {
		case text:
			kind = "xs:string"
		case truth:
			kind = "xs:boolean"
		case number:
			kind = "xs:double"
		}
	}
	return `{"name":` + quote(name) +
		`,"name_format":` + quote("urn:oasis:names:tc:SAML:2.0:attrname-format:"+format) +
		`,"type":` + quote(kind) +
		`,"values":[` + strings.Join(texts, ",") + `]}`
}
