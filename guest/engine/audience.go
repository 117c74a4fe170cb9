package engine

import (
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// anything is the tree of a document in which nothing is looked for.
var anything = layOut(&branch{})

// readAudience reports whether one of the audiences is a restricted API of the
// tenant's (section 4.4), or why the text is no audience.
func (e *Engine) readAudience(text, domain string) (restricted bool, failed *failure) {
	if len(text) > maxAudience {
		return false, newFailure(invalidAudience, text, problem{kind: tooLarge, offset: maxAudience})
	}
	if len(text) > 0 && text[0] == '"' && stringEnd(text, 1) == len(text) {
		return restrictedAPI(said(text), domain), nil // as nearly all audiences are
	}
	if !e.scan.scan(text, anything) {
		return false, newFailure(invalidAudience, text, e.scan.broken)
	}
	root := gjson.Parse(text)
	wrong := -1
	switch {
	case root.Type == gjson.String:
		return restrictedAPI(said(root.Raw), domain), nil
	case !root.IsArray():
		wrong = root.Index
	default:
		wrong = root.Index // unless there is an element
		root.ForEach(func(_, v gjson.Result) bool {
			if v.Type != gjson.String {
				wrong = v.Index
				return false
			}
			wrong = -1
			restricted = restricted || restrictedAPI(said(v.Raw), domain)
			return true
		})
	}
	if wrong >= 0 {
		p := problem{kind: wrongType, offset: wrong, detail: "An audience is a string, or an array of at least one."}
		return false, newFailure(invalidAudience, text, p)
	}
	return restricted, nil
}

// isHost reports whether a domain, in any case, is a host in lower case.
func isHost(domain, host string) bool {
	rest, ok := cutPrefixFold(domain, host)
	return ok && rest == ""
}

// restrictedAPI reports whether an audience is one of the provider's own APIs.
func restrictedAPI(audience, domain string) bool {
	u, ok := readURL(audience)
	if !ok || !underDomain(u.host, restrictedAPIHosts) && !isHost(domain, u.host) {
		return false
	}
	path := u.path
	if end := strings.IndexAny(path, "?#"); end >= 0 {
		path = path[:end]
	}
	if strings.IndexByte(path, '\\') >= 0 {
		path = strings.ReplaceAll(path, `\`, "/")
	}
	return slices.Contains(restrictedAPIPaths, strings.TrimRight(path, "/"))
}
