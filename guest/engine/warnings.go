package engine

import "strings"

// Warnings (section 12) fail nothing.

// warnings are what can be said of a config before any session.
func (p *plan) warnings() []problem {
	return append(append(p.mappingWarnings(), unread(parse(p.source))...), p.config.pathWarnings()...)
}

// mappingWarnings are those of the mappings of claims.
func (p *plan) mappingWarnings() (warnings []problem) {
	for t := range tokenCount {
		for i := range p.candidates[t] {
			c := &p.candidates[t][i]
			warn := func(kind *problemKind) {
				warnings = append(warnings, problem{kind: kind, offset: c.mapping.offset, claim: c.quoted()})
			}
			if c.byName&forbidden != 0 {
				warn(warnNamespace)
			}
			switch c.kind() {
			case kindPrivate:
				warn(warnPrivate)
			case kindRegistered:
				warn(warnRegistered)
			}
			if c.needs != 0 {
				warn(warnNeedsScope)
			}
			if c.mapping.writtenByItsSubject() && readsLikeAuthorization(c.name) {
				warn(warnUntrusted)
			}
		}
	}
	return warnings
}

// writtenByItsSubject reports whether the person that a claim is about can write what it
// is mapped from.
func (m *mapping) writtenByItsSubject() bool {
	return m.segments[0] == rootAnonymous && m.segments[1] == memberMetadata ||
		m.segments[0] == rootUser && m.segments[1] == memberUserMetadata
}

// readsLikeAuthorization reports whether a word of a name is one of authorization; of a
// name under an http(s) namespace what follows the host counts.
func readsLikeAuthorization(name string) bool {
	if u, ok := readURL(name); ok {
		name = u.path
	}
	begun, last := 0, byte(0)
	for i := 0; i <= len(name); i++ {
		c := byte(0)
		if i < len(name) {
			c = name[i]
		}
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
		next := last >= 'a' && last <= 'z' && c >= 'A' && c <= 'Z'
		if !letter || next {
			if isAuthorizationWord(name[begun:i]) {
				return true
			}
			begun = i
			if !letter {
				begun++
			}
		}
		last = c
	}
	return false
}

func isAuthorizationWord(word string) bool {
	if word == "" {
		return false
	}
	word = strings.TrimSuffix(fold(word), fold("s"))
	for _, w := range authorizationWords {
		if word == fold(w) {
			return true
		}
	}
	return false
}

// pathWarnings are those of SAML mappings whose paths look like something else.
func (c *config) pathWarnings() (warnings []problem) {
	for _, m := range c.saml {
		of, _ := readNamespace(m.path)
		if len(warnings) < maxWarnings && (of != noNamespace || strings.HasPrefix(m.path, rootUser+".")) {
			warnings = append(warnings, problem{kind: warnPath, offset: m.offset, claim: quoted(m.name)})
		}
	}
	return warnings
}

// callWarnings writes those that are about the call and have no place, behind so many
// others.
func (w *writer) callWarnings(d *decisions, audience value, count int) {
	warn := func(kind *problemKind) {
		w.comma(count)
		count++
		w.code(`{"code":`, kind.code)
	}
	says := func(kind *problemKind) {
		w.raw(`,"message":`)
		w.string(kind.says)
		w.byte('}')
	}
	for t := range tokenCount {
		bytes := encodedSize(d.bytes[t])
		if kind := sizeWarning(bytes); kind != nil {
			warn(kind)
			w.code(`,"token":`, t.String())
			w.raw(`,"bytes":`)
			w.number(bytes)
			says(kind)
		}
	}
	if !d.saml && len(d.candidates[idToken]) > 0 && !d.issuesIDToken() {
		warn(warnNoIDToken)
		says(warnNoIDToken)
	}
	if !d.saml && len(d.plan.attributes) > 0 {
		warn(warnNotMapped)
		says(warnNotMapped)
	}
	if form := d.mistakenForm(); form != "" {
		warn(warnForm)
		w.code(`,"form":`, form)
		says(warnForm)
	}
	if audience.isString() && audience.string() == "" {
		warn(warnNoAudience)
		says(warnNoAudience)
	}
}

// encodedSize is the size of a payload as a JWT carries it, in base64url.
func encodedSize(bytes int) int { return (4*bytes + 2) / 3 }

// sizeWarning is the warning of a payload that others than the engine may refuse, nil
// for none.
func sizeWarning(bytes int) *problemKind {
	switch {
	case bytes > warnPayloadLarge:
		return warnOver8KB
	case bytes > warnPayload:
		return warnOver4KB
	}
	return nil
}

// issuesIDToken reports whether a transaction gets an ID token: it has a user, and the
// scope for one.
func (d *decisions) issuesIDToken() bool {
	if !d.transaction || !d.isValue(d.at(d.plan.found.user)) {
		return false
	}
	scope := d.at(d.plan.found.scope)
	if !d.isValue(scope) {
		return false
	}
	for rest := decoded(d.of(scope)); rest != ""; {
		var item string
		if item, rest, _ = cut(rest, ' '); item == scopeOpenID {
			return true
		}
	}
	return false
}

// mistakenForm is what the session looks like instead of what it is read as, empty for
// nothing else.
func (d *decisions) mistakenForm() string {
	doc := d.document
	if !d.transaction || !doc.hasAny(rootAnonymous, rootUser, "protocol", "custom_claims") {
		switch {
		case doc.hasAny("iss", "aud") && doc.hasAny("exp", "iat"):
			return "token"
		case doc.hasObject("session") || doc.hasObject("event") || doc.hasObject("anonymousSession") || doc.hasObject("data"):
			return "wrapped"
		case doc.hasAny("app_metadata", "user_metadata", "identities", "email"):
			return "user_profile"
		}
	}
	if d.transaction && !doc.hasAny(rootAnonymous, rootUser, "custom_claims") && doc.hasAny(memberMetadata) &&
		d.isStringOrAbsent("scope") && d.isStringOrAbsent("protocol") {
		return "bare_with_scope"
	}
	return ""
}

// hasAny reports whether an object has a member of one of some names.
func (v value) hasAny(names ...string) bool {
	for _, name := range names {
		if len(v.members(name)) > 0 {
			return true
		}
	}
	return false
}

// hasObject reports whether an object has a member of a name that is one.
func (v value) hasObject(name string) bool {
	for _, m := range v.members(name) {
		if m.isObject() {
			return true
		}
	}
	return false
}

// isStringOrAbsent reports whether a member of the session is a string or not there.
func (d *decisions) isStringOrAbsent(name string) bool {
	for _, m := range d.document.members(name) {
		if !m.isString() {
			return false
		}
	}
	return true
}
