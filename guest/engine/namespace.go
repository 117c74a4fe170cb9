package engine

import (
	"slices"
	"strings"
)

// A location is an http(s) URL as far as the policy reads one (section 4.2).
type location struct {
	host string // without user, port and trailing dot, in its own case
	path string // with its query and fragment
}

// readURL reads an http(s) URL whose host is well formed.
func readURL(text string) (location, bool) {
	u, ok := cutURL(text)
	return u, ok && wellFormedHost(u.host)
}

// cutURL cuts an http(s) URL into its parts, whatever its host.
func cutURL(text string) (location, bool) {
	at := len("http")
	if len(text) <= at || !equalFold(text[:at], "http") {
		return location{}, false
	}
	if text[at]|0x20 == 's' {
		at++
	}
	if len(text) < at+3 || text[at] != ':' || !isSlash(text[at+1]) || !isSlash(text[at+2]) {
		return location{}, false
	}
	rest := text[at+3:]
	start, end := 0, 0
	for ; end < len(rest); end++ {
		c := rest[end]
		if c == '/' || c == '?' || c == '#' || c == '\\' {
			break
		}
		if c == '@' {
			start = end + 1
		}
	}
	host := withoutPort(rest[start:end])
	if host != "" && host[len(host)-1] == '.' {
		host = host[:len(host)-1]
	}
	return location{host, rest[end:]}, true
}

// withoutPort is a host less a colon and digits at its end.
func withoutPort(host string) string {
	end := len(host)
	for end > 0 && host[end-1]-'0' <= 9 {
		end--
	}
	if end > 0 && host[end-1] == ':' {
		return host[:end-1]
	}
	return host
}

func isSlash(c byte) bool { return c == '/' || c == '\\' }

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

// isHostName reports whether a tenant's domain is one: a system claim's name is
// built from it, which would protect nothing if it were a URL (CFG-11).
func isHostName(domain string) bool {
	return wellFormedHost(domain) && domain[0] != '.' && domain[len(domain)-1] != '.'
}

func isAlphanumeric(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c-'0' <= 9 }

// lowerByte is ASCII's lower case.
func lowerByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c |= 0x20
	}
	return c
}

// equalFold compares in ASCII's letters without regard to case.
func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lowerByte(a[i]) != lowerByte(b[i]) {
			return false
		}
	}
	return true
}

// cutPrefixFold cuts an ASCII prefix in any case.
func cutPrefixFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !equalFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// underDomain reports whether a host is a subdomain of one of the domains.
func underDomain(host string, domains []string) bool {
	for _, domain := range domains {
		if dot := len(host) - len(domain) - 1; dot >= 0 && host[dot] == '.' && equalFold(host[dot+1:], domain) {
			return true
		}
	}
	return false
}

// isDomain reports whether a host is one of the domains.
func isDomain(host string, domains []string) bool {
	for _, domain := range domains {
		if equalFold(host, domain) {
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

// restrictedNames are the names of section 4.1.
var restrictedNames = newNameSet(restrictedClaims)

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

// nameTraits says what the policy knows of a name. Names are case sensitive but for
// system claims, which a token's reader may look up in any case (RES-2).
func nameTraits(name string, systemClaims *nameSet) (t traits) {
	if restrictedNames.has(name) {
		t |= restricted
	}
	if name == reservedClaim || systemClaims.hasFold(name) {
		t |= reserved
	}
	return t | nameNamespace(name)
}

// nameNamespace is the traits of a name's namespace (section 4.2).
func nameNamespace(name string) (t traits) {
	if u, ok := readURL(name); ok {
		t |= urlNamespaced
		if isDomain(u.host, forbiddenHosts) || underDomain(u.host, forbiddenHosts) {
			t |= forbidden
		}
	} else if nid, ok := readURN(name); ok {
		t |= urnNamespaced
		if equalFold(nid, forbiddenURN) {
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

func (c *claim) kind() string {
	switch {
	case c.traits&namespaced != 0:
		return kindPublic
	case c.traits&restricted != 0 && !slices.Contains(unregistered, c.name), c.needs != 0:
		return kindRegistered
	}
	if slices.Contains(otherRegistered, c.name) {
		return kindRegistered
	}
	return kindPrivate
}
