package engine

import (
	"slices"
	"strings"
)

// A location is an http(s) URL as far as the policy reads one (section 4.2).
type location struct {
	host string // in lower case, without user, port and trailing dot
	path string // with its query and fragment, as written
}

// readURL reads an http(s) URL whose host is well formed.
func readURL(text string) (location, bool) {
	rest, ok := cutPrefixFold(text, "https:")
	if !ok {
		if rest, ok = cutPrefixFold(text, "http:"); !ok {
			return location{}, false
		}
	}
	if len(rest) < 2 || !isSlash(rest[0]) || !isSlash(rest[1]) {
		return location{}, false
	}
	rest = rest[2:]
	end := strings.IndexAny(rest, `/\?#`)
	if end < 0 {
		end = len(rest)
	}
	host := rest[:end]
	host = host[strings.LastIndexByte(host, '@')+1:]
	if colon := strings.LastIndexByte(host, ':'); colon >= 0 && allDigits(host[colon+1:]) {
		host = host[:colon]
	}
	host = strings.TrimSuffix(host, ".")
	if !wellFormedHost(host) {
		return location{}, false
	}
	return location{lower(host), rest[end:]}, true
}

func isSlash(c byte) bool { return c == '/' || c == '\\' }

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return true
}

func wellFormedHost(host string) bool {
	literal := len(host) > 2 && host[0] == '[' && host[len(host)-1] == ']'
	if literal {
		host = host[1 : len(host)-1]
	}
	for i := range len(host) {
		c := host[i]
		if !isAlphanumeric(c) && c != '.' && c != '_' && c != '-' && (c != ':' || !literal) {
			return false
		}
	}
	return host != ""
}

func isAlphanumeric(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c-'0' <= 9 }

// lower is ASCII's lower case; it allocates only where there is upper case.
func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// cutPrefixFold cuts an ASCII prefix, given in lower case, in any case.
func cutPrefixFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) {
		return s, false
	}
	for i := range len(prefix) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != prefix[i] {
			return s, false
		}
	}
	return s[len(prefix):], true
}

// underDomain reports whether a host is a subdomain of one of the domains.
func underDomain(host string, domains []string) bool {
	for _, domain := range domains {
		if before, ok := strings.CutSuffix(host, domain); ok && strings.HasSuffix(before, ".") {
			return true
		}
	}
	return false
}

// readURN reads the namespace identifier of a URN (RFC 8141), in its own case.
func readURN(text string) (nid string, ok bool) {
	rest, ok := cutPrefixFold(text, "urn:")
	if !ok {
		return "", false
	}
	nid, nss, ok := strings.Cut(rest, ":")
	if !ok || nid == "" || nss == "" {
		return "", false
	}
	for i := range len(nid) {
		if c := nid[i]; !isAlphanumeric(c) && c != '-' {
			return "", false
		}
	}
	return nid, true
}

// traits are what the restrictions ask about a claim's name.
type traits uint8

const (
	restricted    traits = 1 << iota // on the list of section 4.1
	reserved                         // scope or a system claim of the tenant
	forbidden                        // under a forbidden namespace
	urlNamespaced                    // namespaced by an http(s) URL
	urnNamespaced                    // namespaced by a URN
	namespaced    = urlNamespaced | urnNamespaced
)

// nameTraits says what the policy knows of a name; names are case sensitive.
func nameTraits(name string, systemClaims []string) (t traits) {
	if _, ok := slices.BinarySearch(restrictedClaims, name); ok {
		t |= restricted
	}
	if name == reservedClaim || slices.Contains(systemClaims, name) {
		t |= reserved
	}
	if u, ok := readURL(name); ok {
		t |= urlNamespaced
		if slices.Contains(forbiddenHosts, u.host) || underDomain(u.host, forbiddenHosts) {
			t |= forbidden
		}
	} else if nid, ok := readURN(name); ok {
		t |= urnNamespaced
		if strings.EqualFold(nid, forbiddenURN) {
			t |= forbidden
		}
	}
	return t
}

// scopes is a set of the scopes that profile claims need, one bit each.
type scopes uint8

// neededScope is the scope that a profile claim needs, empty for other names.
func neededScope(name string) scopes {
	for i, p := range profileClaims {
		if slices.Contains(p.claims, name) {
			return 1 << i
		}
	}
	return 0
}

// String is the name of the first scope of a set.
func (s scopes) String() string {
	for i, p := range profileClaims {
		if s>>i&1 != 0 {
			return p.scope
		}
	}
	return ""
}

// The kinds of claim (section 4.3).
const (
	kindPublic     = "public"
	kindRegistered = "registered"
	kindPrivate    = "private"
)

func claimKind(name string, t traits, needs scopes) string {
	switch {
	case t&namespaced != 0:
		return kindPublic
	case t&restricted != 0 && !slices.Contains(unregistered, name), needs != 0:
		return kindRegistered
	}
	if _, ok := slices.BinarySearch(otherRegistered, name); ok {
		return kindRegistered
	}
	return kindPrivate
}
