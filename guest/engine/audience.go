package engine

// anything is the tree of a document in which nothing is looked for.
var anything = layOut(&branch{})

// readPlainAudience is readAudience for a text that is one string without escapes
// and white space around it, as nearly all are; others are not known.
//
//go:noinline
func readPlainAudience(text, domain string) (known, restricted bool) {
	if len(text) < 2 || len(text) > maxAudience || text[0] != '"' {
		return false, false
	}
	end := skipPlain(text, 1)
	if end != len(text)-1 || text[end] != '"' {
		return false, false
	}
	return true, restrictedAPI(text[1:end], domain)
}

// readAudience reports whether one of the audiences is a restricted API of the
// tenant's (section 4.4), or why the text is no audience. It has the scanner read
// it, whose finds in the session are gone then.
//
//go:noinline
func (e *Engine) readAudience(text, domain string) (restricted bool, failed *failure) {
	if len(text) > maxAudience {
		return false, newFailure(invalidAudience, text, problem{kind: tooLarge, offset: maxAudience})
	}
	if !e.scan.scan(text, anything) {
		return false, newFailure(invalidAudience, text, e.scan.broken)
	}
	root := parse(text)
	wrong := -1
	switch {
	case root.isString():
		return restrictedAPI(said(root.raw), domain), nil
	case !root.isArray():
		wrong = root.at
	default:
		wrong = root.at // unless there is an element
		root.each(func(_, v fragment) bool {
			if !v.isString() {
				wrong = v.at
				return false
			}
			wrong = -1
			restricted = restricted || restrictedAPI(said(v.raw), domain)
			return true
		})
	}
	if wrong >= 0 {
		p := problem{kind: wrongType, offset: wrong, detail: "An audience is a string, or an array of at least one."}
		return false, newFailure(invalidAudience, text, p)
	}
	return restricted, nil
}

// restrictedAPI reports whether an audience is one of the provider's own APIs.
func restrictedAPI(audience, domain string) bool {
	u, ok := cutURL(audience)
	if !ok || !underDomain(u.host, restrictedAPIHosts) && !equalFold(u.host, domain) || !wellFormedHost(u.host) {
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
