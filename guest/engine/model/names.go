package model

import (
	"slices"
	"strings"
)

// Section 4.1.
var restricted = strings.Fields(`
acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash
client_id cnf cty dest entitlements events exp groups gty htm htu iat internalService
iss jcard jku jti jwe jwk kid may_act mky nbf nonce object_id org_id org_name orig
origid permissions roles rph s_hash sid sip_callid sip_cseq_num sip_date sip_from_tag
sip_via_branch sub sub_jwk toe txn typ uuid vot vtm x5t#S256`)

// Section 4.5.
var profileClaims = map[string][]string{
	"profile": strings.Fields(`name family_name given_name middle_name nickname
		preferred_username profile picture website gender birthdate zoneinfo locale updated_at`),
	"email":   {"email", "email_verified"},
	"address": {"address"},
	"phone":   {"phone_number", "phone_number_verified"},
}

// scopeFor is the scope that a profile claim needs, "" for another claim.
func scopeFor(name string) string {
	for scope, claims := range profileClaims {
		if slices.Contains(claims, name) {
			return scope
		}
	}
	return ""
}

// lower folds ASCII letters only: hosts, schemes and URNs have no others.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func consistsOf(s, extra string) bool {
	for i := 0; i < len(s); i++ {
		c := lower(s[i : i+1])
		if !("a" <= c && c <= "z" || "0" <= c && c <= "9" || strings.Contains(extra, c)) {
			return false
		}
	}
	return true
}

// readURL reads an http(s) URL as section 4.2 does; ok says that its host is well formed.
func readURL(s string) (host, rest string, ok bool) {
	scheme, s, found := strings.Cut(s, ":")
	if !found || lower(scheme) != "http" && lower(scheme) != "https" {
		return "", "", false
	}
	const slashes = `/\`
	for range 2 {
		if s == "" || !strings.Contains(slashes, s[:1]) {
			return "", "", false
		}
		s = s[1:]
	}
	authority := s
	if end := strings.IndexAny(s, slashes+"?#"); end >= 0 {
		authority, rest = s[:end], s[end:]
	}
	host = authority[strings.LastIndex(authority, "@")+1:]
	if colon := strings.LastIndex(host, ":"); colon >= 0 && strings.Trim(host[colon+1:], digits) == "" {
		host = host[:colon]
	}
	host = lower(strings.TrimSuffix(host, "."))
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		literal := host[1 : len(host)-1]
		return host, rest, literal != "" && consistsOf(literal, "._-:")
	}
	return host, rest, host != "" && consistsOf(host, "._-")
}

// hostName is CFG-11.
func hostName(s string) bool {
	if inner, ok := strings.CutPrefix(s, "["); ok {
		inner, ok = strings.CutSuffix(inner, "]")
		return ok && inner != "" && consistsOf(inner, "._-:")
	}
	return s != "" && consistsOf(s, "._-") && !strings.HasPrefix(s, ".") && !strings.HasSuffix(s, ".")
}

// readURN gives the nid in lower case.
func readURN(s string) (nid string, ok bool) {
	parts := strings.SplitN(s, ":", 3)
	if len(parts) != 3 || lower(parts[0]) != "urn" || parts[1] == "" || parts[2] == "" {
		return "", false
	}
	return lower(parts[1]), consistsOf(parts[1], "-")
}

func byURL(name string) bool {
	_, _, ok := readURL(name)
	return ok
}

func namespaced(name string) bool {
	_, urn := readURN(name)
	return urn || byURL(name)
}

func forbidden(name string) bool {
	if nid, ok := readURN(name); ok {
		return nid == "auth0"
	}
	host, _, ok := readURL(name)
	for _, domain := range []string{"auth0.com", "webtask.io", "webtask.run"} {
		if ok && (host == domain || strings.HasSuffix(host, "."+domain)) {
			return true
		}
	}
	return false
}

// restrictedAPI is section 4.4.
func restrictedAPI(audience string, tenantDomains []string) bool {
	host, path, ok := readURL(audience)
	if !ok {
		return false
	}
	tenants := slices.ContainsFunc(tenantDomains, func(d string) bool { return lower(d) == host })
	if !strings.HasSuffix(host, ".auth0.com") && !strings.HasSuffix(host, ".auth0app.com") && !tenants {
		return false
	}
	if end := strings.IndexAny(path, "?#"); end >= 0 {
		path = path[:end]
	}
	path = strings.TrimRight(strings.ReplaceAll(path, `\`, "/"), "/")
	return slices.Contains([]string{"/api", "/api/v2", "/mfa", "/me", "/my-org"}, path)
}

// Expressions, section 3.

const operators = "*?|#@!{}[]()=<>%~\"'"

// plain says that a character needs no backslash in a segment.
func plain(c rune) bool {
	return c > 0x20 && c != 0x7F && !strings.ContainsRune(`.\`+operators, c)
}

// readPath splits a text into segments, or gives the first operator or syntax problem.
// Each segment comes with whether a backslash was in it.
func readPath(n *node) (segments []string, slashed []bool, bad *problem) {
	fail := func(code string, offset int) ([]string, []bool, *problem) {
		return nil, nil, &problem{code: code, offset: offset}
	}
	if len(n.chars) == 0 {
		return fail("expression_syntax", n.end-1)
	}
	segment, started, backslash := "", false, false
	for i := 0; i < len(n.chars); i++ {
		c := n.chars[i]
		switch {
		case c.r == '.':
			if !started || i == len(n.chars)-1 {
				return fail("expression_syntax", c.offset)
			}
			segments, slashed = append(segments, segment), append(slashed, backslash)
			segment, started, backslash = "", false, false
		case c.r == '\\':
			if i == len(n.chars)-1 {
				return fail("expression_syntax", c.offset)
			}
			i++
			segment, started, backslash = segment+string(n.chars[i].r), true, true
		case strings.ContainsRune(operators, c.r):
			return fail("expression_operator", c.offset)
		case c.r <= 0x20 || c.r == 0x7F:
			return fail("expression_syntax", c.offset)
		default:
			segment, started = segment+string(c.r), true
		}
	}
	return append(segments, segment), append(slashed, backslash), nil
}

// readExpression also judges the root, after everything else.
func readExpression(n *node) (root string, segments []string, bad *problem) {
	segments, slashed, bad := readPath(n)
	if bad != nil {
		return "", nil, bad
	}
	root = segments[0]
	if root != "anonymous_session" && root != "user" || slashed[0] || len(segments) == 1 {
		return "", nil, &problem{code: "expression_root", offset: n.start}
	}
	return root, segments[1:], nil
}

// index reads a segment as an index into an array of that many elements.
func index(segment string, length int) (i int, ok bool) {
	if segment == "" || strings.Trim(segment, digits) != "" || segment != "0" && segment[0] == '0' {
		return 0, false
	}
	for _, d := range segment {
		i = i*10 + int(d-'0')
		if i >= length {
			return 0, false
		}
	}
	return i, true
}

// follow walks a path; nil is no value.
func follow(n *node, segments []string) *node {
	for _, s := range segments {
		switch {
		case n.is(object):
			found := n.all(s)
			if len(found) == 0 {
				return nil
			}
			n = found[0].value
		case n.is(array):
			i, ok := index(s, len(n.items))
			if !ok {
				return nil
			}
			n = n.items[i]
		default:
			return nil
		}
	}
	return n
}
