package engine

import "slices"

// openers are the members that make a document a transaction.
var openers = []string{rootAnonymous, rootUser, "scope", "protocol", "custom_claims"}

// A session is what the scanner found in one (section 7).
type session struct {
	findings
	plan        *plan
	text        string
	transaction bool // else it is a bare anonymous session
	anonymous   bool // there is an anonymous session and no user: the system claim is added
	saml        bool
	granted     scopes
}

// read reads a session along a plan.
func (v *session) read(s *scanner, p *plan, text string) *failure {
	if len(text) > maxSession {
		return newFailure(invalidSession, text, problem{kind: tooLarge, offset: maxSession})
	}
	v.plan, v.text, v.slotTable = p, text, p.slots
	if broken := s.scan(text, p.tree, &v.findings); broken != nil {
		return newFailure(invalidSession, text, *broken)
	}
	v.anonymous = true
	if v.transaction = v.isTransaction(); v.transaction {
		v.readTransaction()
	}
	if v.mistyped != nil {
		return newFailure(invalidSession, text, *v.mistyped)
	}
	if repeated := v.repeated(v.readers()); repeated >= 0 {
		return newFailure(invalidSession, text, problem{kind: duplicateMember, offset: repeated})
	}
	return nil
}

// isTransaction reports whether the scanner found a member that makes a session one.
func (v *session) isTransaction() bool {
	f, begun := &v.plan.found, v.begun
	for _, opener := range v.slots[f.anonymous : f.custom+1] { // side by side, as newPlan made them
		if opener.container >= begun || opener.container <= -begun {
			return true
		}
	}
	return false
}

// readTransaction makes out what a transaction says.
func (v *session) readTransaction() {
	f := &v.plan.found
	v.anonymous = v.isValue(v.at(f.anonymous)) && !v.isValue(v.at(f.user))
	if scope := v.at(f.scope); !scope.absent() && v.text[scope.start] == '"' {
		v.granted = grantedScopes(decoded(v.of(scope)))
	}
	if p := v.ofOne; p != nil && (v.mistyped == nil || p.offset < v.mistyped.offset) {
		v.mistyped = p
	}
	for _, at := range v.protocols {
		protocol := decoded(v.of(at))
		if !slices.Contains(protocols, protocol) && (v.mistyped == nil || int(at.start) < v.mistyped.offset) {
			v.mistyped = &problem{kind: unknownProtocol, offset: int(at.start), detail: "Found " + quote(protocol) + "."}
		}
		// Of two that disagree none counts.
		v.saml = len(v.protocols) == 1 && protocol != protocols[0]
	}
}

// readers are those to whom a member that occurs twice makes a difference.
func (v *session) readers() readers {
	switch {
	case !v.transaction:
		return readBare
	case v.saml:
		return readTransaction | readSAML
	}
	return readTransaction
}

// isValue reports whether there is a value, other than null.
func (v *session) isValue(s span) bool { return !s.absent() && v.text[s.start] != 'n' }

// of is the text of a value in the session, empty if it is absent.
func (v *session) of(s span) string { return v.text[s.start:s.end] }
