package engine

import "math/bits"

// The restrictions of section 4.

// A reasonSet is the reasons that keep a claim out of its token, one bit each in the
// order of the table, in which they are judged: the lowest is the one that is given. A ninth
// reason takes a wider set, here and in first.
type reasonSet uint8

const (
	restricted reasonSet = 1 << iota
	reserved
	forbidden
	notNamespaced
	forAudience
	withoutScope
	withoutValue
	overridden
)

// first is the reason that is given, nil for none.
func (r reasonSet) first() *reason {
	if r == 0 {
		return nil
	}
	return reasons[bits.TrailingZeros8(uint8(r))]
}

// A claim is what the restrictions need to know of a claim's name.
type claim struct {
	name      string
	member    string // a comma, the name as JSON and a colon
	namespace namespace
	needs     scopes    // the scope of a profile claim
	byName    reasonSet // those that the name decides by itself, in this tenant
}

// quoted is the name as JSON.
func (c *claim) quoted() string { return c.member[len(",") : len(c.member)-len(":")] }

// newClaim says what the policy knows of a claim's name, which it is given as JSON too.
func (c *config) newClaim(name, quoted string) claim {
	of, isForbidden := readNamespace(name)
	n := claim{name: name, member: "," + quoted + ":", namespace: of, needs: neededScope(name)}
	if restrictedNames.has(name) { // RES-1
		n.byName |= restricted
	}
	if name == reservedClaim || len(c.reserved) > 0 && c.reserved.has(fold(name)) { // RES-2
		n.byName |= reserved
	}
	if isForbidden { // RES-3
		n.byName |= forbidden
	}
	if c.legacy && of != urlNamespace { // RES-4
		n.byName |= notNamespaced
	}
	return n
}

// restrictedNames are the names of section 4.1.
var restrictedNames = newNameSet(restrictedClaims, asIs)

// restrict is the reasons that hold for a claim of a token.
//
//go:inline
func (d *decisions) restrict(t token, c *claim, hasValue bool) reasonSet {
	r := c.byName
	if t == accessToken && d.restrictedAPI && c.namespace != urlNamespace && c.needs == 0 { // RES-5
		r |= forAudience
	}
	if c.needs&^d.granted != 0 { // RES-6
		r |= withoutScope
	}
	if !hasValue { // VAL-1
		r |= withoutValue
	}
	return r
}
