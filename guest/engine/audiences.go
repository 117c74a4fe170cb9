package engine

// Audiences (section 4.4).

// maxRemembered is up to which size a plan remembers the audience that it saw last.
const maxRemembered = 120

// readAudience reports whether one of the audiences is a restricted API of the
// tenant's. The one read last is known again by its bytes.
func (p *plan) readAudience(s *scanner, text string) (restricted bool, failed *failure) {
	if len(text) > 0 && sameText(p.audience, text) {
		return p.restricted, nil
	}
	if restricted, failed = p.config.readAudience(s, text); failed == nil && len(text) <= maxRemembered {
		p.audience = append(p.audience[:0], text...)
		p.restricted = restricted
	}
	return restricted, failed
}

//go:noinline
func (c *config) readAudience(s *scanner, text string) (restricted bool, failed *failure) {
	if len(text) > maxAudience {
		return false, newFailure(invalidAudience, text, problem{kind: tooLarge, offset: maxAudience})
	}
	if text != "" && text[0] == '"' && stringEnd(text, 1) == len(text) { // as nearly all are
		return c.restrictedAPI(decoded(text)), nil
	}
	if broken := s.scan(text, anything, newFindings(anything)); broken != nil {
		return false, newFailure(invalidAudience, text, *broken)
	}
	root := parse(text)
	first := root
	if root.isArray() {
		first = root.first()
	}
	wrong := root
	for v := first; v.exists(); v = v.next() {
		if wrong = v; !v.isString() {
			break
		}
		wrong = value{}
		restricted = restricted || c.restrictedAPI(v.string())
	}
	if wrong.exists() {
		p := problem{kind: wrongType, offset: wrong.offset(), detail: "An audience is a string, or an array of at least one."}
		return false, newFailure(invalidAudience, text, p)
	}
	return restricted, nil
}

// restrictedAPI reports whether an audience is one of the provider's own APIs.
func (c *config) restrictedAPI(audience string) bool {
	u, ok := readURL(audience)
	if !ok || !underDomain(u.host, restrictedAPIHosts) && !equalFold(u.host, c.domain) && !isDomain(u.host, c.customDomains) {
		return false
	}
	path := u.path
	for i := range len(path) {
		if path[i] == '?' || path[i] == '#' {
			path = path[:i]
			break
		}
	}
	for len(path) > 0 && isSlash(path[len(path)-1]) {
		path = path[:len(path)-1]
	}
	for _, of := range restrictedAPIPaths {
		if samePath(path, of) {
			return true
		}
	}
	return false
}

// samePath compares a path with one that has no backslash; each counts as a slash.
func samePath(path, with string) bool {
	if len(path) != len(with) {
		return false
	}
	for i := range len(path) {
		if path[i] != with[i] && !(isSlash(path[i]) && with[i] == '/') {
			return false
		}
	}
	return true
}
