package engine

// Namespaces of names (section 4.2), and the reading of URLs that audiences share.

// A namespace is what a name is under, if it is namespaced.
type namespace uint8

const (
	noNamespace namespace = iota
	urlNamespace
	urnNamespace
)

// readNamespace is a name's namespace, and whether it is one of the provider's own
// (RES-3).
func readNamespace(name string) (of namespace, forbidden bool) {
	if u, ok := readURL(name); ok {
		return urlNamespace, isDomain(u.host, forbiddenHosts) || underDomain(u.host, forbiddenHosts)
	}
	if nid, ok := readURN(name); ok {
		return urnNamespace, equalFold(nid, forbiddenURN)
	}
	return noNamespace, false
}

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
	nid, nss, ok := cut(rest, ':')
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
