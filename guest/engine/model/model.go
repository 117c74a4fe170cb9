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
	return call{c, s, a}.evaluate()
}

func invalid(code string, problems []problem) []byte {
	var list []string
	for _, p := range problems {
		list = append(list, p.json())
	}
	return []byte(`{"error":{"code":` + quote(code) + `,"problems":[` + strings.Join(list, ",") + `]}}`)
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

func (c claims) json() string {
	var list []string
	for _, e := range c {
		list = append(list, quote(e.name)+":"+e.value.compact())
	}
	return "{" + strings.Join(list, ",") + "}"
}

// token is what came of one token's candidates.
type token struct {
	candidates []entry
	claims     claims
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

// call is what a whole evaluation is made of.
type call struct {
	config   *config
	session  *session
	audience []string
}

// judge is section 4: the reason to ignore a candidate, "" for none.
func (c call) judge(e entry, access, legacy bool) (reason, needs string) {
	restrictedAudience := slices.ContainsFunc(c.audience, func(a string) bool { return restrictedAPI(a, c.config.domains()) })
	scope := scopeFor(e.name)
	switch {
	case slices.Contains(restricted, e.name):
		return "restricted_claim", ""
	case e.name == "scope" || slices.ContainsFunc(c.config.systemNames(), func(n string) bool { return strings.EqualFold(n, e.name) }):
		return "reserved_claim", ""
	case forbidden(e.name):
		return "auth0_namespace", ""
	case legacy && !byURL(e.name):
		return "not_namespaced", ""
	case access && !byURL(e.name) && scope == "" && restrictedAudience:
		return "auth0_audience", ""
	case scope != "" && !slices.Contains(c.session.scopes, scope):
		return "scope_not_granted", scope
	case e.value.absent():
		return "no_value", ""
	}
	return "", ""
}

func (c call) decide(name string, mappings []mapping, set []entry, legacy bool) (t token) {
	t.candidates = candidates(mappings, set, c.session)
	ignore := func(e entry, reason, needs string) {
		text := `{"token":` + quote(name) + `,"claim":` + quote(e.name) + `,"reason":` + quote(reason)
		if needs != "" {
			text += `,"needs":` + quote(needs)
		}
		t.ignored = append(t.ignored, text+"}")
	}
	for _, e := range t.candidates {
		reason, needs := c.judge(e, name == "access_token", legacy)
		if reason != "" {
			ignore(e, reason, needs)
		} else {
			if t.claims.set(e) {
				ignore(e, "overridden", "")
			}
			t.userinfo.set(e)
		}
		if legacy && hidden(e, reason) {
			t.userinfo.set(e)
		}
	}
	return t
}

// hidden says that LEG-4 is about this claim of the ID token.
func hidden(e entry, reason string) bool { return reason == "auth0_namespace" && !e.value.absent() }

// decision is what came of a whole evaluation, whatever its size.
type decision struct {
	access, id token
	attributes []attribute
}

func (c call) decideAll(legacy bool) (d decision) {
	d.access = c.decide("access_token", c.config.access, c.session.access, legacy)
	d.id = c.decide("id_token", c.config.id, c.session.id, legacy)
	if c.session.saml() {
		d.attributes = attributes(c.config, c.session, legacy)
	}
	return d
}

// tooLarge is section 10: the members of the error, "" for none.
func (d decision) tooLarge() string {
	for _, payload := range []struct{ token, text string }{
		{"access_token", d.access.claims.json()},
		{"id_token", d.id.claims.json()},
		{"saml", attributesJSON(d.attributes)},
	} {
		if n := len(payload.text); n > maxPayload {
			return `"code":"payload_too_large","token":` + quote(payload.token) +
				`,"bytes":` + strconv.Itoa(n) + `,"limit":` + strconv.Itoa(maxPayload)
		}
	}
	return ""
}

func (c call) evaluate() ([]byte, bool) {
	d := c.decideAll(c.config.legacy)
	if failure := d.tooLarge(); failure != "" {
		return []byte(`{"error":{` + failure + `}}`), false
	}
	accessText, idText := d.access.claims.json(), d.id.claims.json()
	shown := accessText
	if system := c.config.systemClaim(); system != "" && c.session.anonymous != nil && c.session.user == nil {
		shown = strings.TrimSuffix(shown, "}")
		if len(d.access.claims) > 0 {
			shown += ","
		}
		shown += quote(system) + `:"anonymous"}`
	}
	members := []string{`"access_token":{"claims":` + shown + `,"bytes":` + strconv.Itoa(len(accessText)) + `}`}
	if len(d.id.candidates) > 0 {
		members = append(members,
			`"id_token":{"claims":`+idText+`,"bytes":`+strconv.Itoa(len(idText))+`}`,
			`"userinfo":{"claims":`+d.id.userinfo.json()+`}`)
	}
	if c.session.saml() {
		members = append(members, `"saml":{"attributes":`+attributesJSON(d.attributes)+`,"statement":`+quote(statement(d.attributes))+`}`)
	}
	if ignored := append(d.access.ignored, d.id.ignored...); len(ignored) > 0 {
		members = append(members, `"ignored":[`+strings.Join(ignored, ",")+`]`)
	}
	if c.config.legacy {
		members = append(members, c.logs(d)...)
	}
	return []byte("{" + strings.Join(members, ",") + "}"), true
}

// logs is LEG-1: the member of the outcome, or nothing. now is the decision in legacy
// mode.
func (c call) logs(now decision) []string {
	allowedAccess, lostAccess := c.differences(now.access.candidates, true)
	allowedID, lostID := c.differences(now.id.candidates, false)
	if len(allowedAccess)+len(lostAccess)+len(allowedID)+len(lostID) == 0 {
		return nil
	}
	feature := []string{
		`"id":"legacy_custom_claims"`,
		`"name":"Custom claims must be namespaced when they are added through rules / actions / hooks."`,
	}
	if c.session.grant != nil {
		feature = append(feature, `"grant":`+c.session.grant.compact())
	}
	feature = append(feature,
		`"access_token_claims_to_be_allowed":`+list(allowedAccess),
		`"access_token_claims_to_be_disallowed":`+list(lostAccess),
		`"id_token_claims_to_be_allowed":`+list(allowedID),
		`"id_token_claims_to_be_disallowed":`+list(lostID))
	if failure := c.decideAll(false).tooLarge(); failure != "" {
		feature = append(feature, `"would_fail":{`+failure+`}`)
	}
	return []string{`"logs":[{"type":"depnote","description":"","details":{"feature":{` + strings.Join(feature, ",") + `}}}]`}
}

// differences are the names of one token's candidates that fare differently without
// legacy mode, each where the first such candidate stands.
func (c call) differences(all []entry, access bool) (allowed, disallowed []string) {
	for i, e := range all {
		now, _ := c.judge(e, access, true)
		later, _ := c.judge(e, access, false)
		for _, other := range all[i+1:] {
			if again, _ := c.judge(other, access, false); later == "" && other.name == e.name && again == "" {
				later = "overridden"
			}
		}
		lost := now == "" && later != "" && later != "overridden" ||
			slices.Contains(restricted, e.name) && !e.value.absent() ||
			!access && hidden(e, now)
		switch {
		case now != "" && later == "" && !slices.Contains(allowed, e.name):
			allowed = append(allowed, e.name)
		case lost && !slices.Contains(disallowed, e.name):
			disallowed = append(disallowed, e.name)
		}
	}
	return allowed, disallowed
}

func list(names []string) string {
	var quoted []string
	for _, n := range names {
		quoted = append(quoted, quote(n))
	}
	return "[" + strings.Join(quoted, ",") + "]"
}
