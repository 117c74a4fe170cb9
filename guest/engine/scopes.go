package engine

import (
	"slices"
)

// scopes is a set of the scopes that profile claims need (section 4.5), one bit each;
// others do not matter.
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

// grantedScopes are those that the scope member of a transaction has. Items are
// separated by U+0020; empty ones match none.
func grantedScopes(scope string) (granted scopes) {
	for rest := scope; rest != ""; {
		var item string
		item, rest, _ = cut(rest, ' ')
		for i := range profileClaims {
			if profileClaims[i].scope == item {
				granted |= 1 << i
			}
		}
	}
	return granted
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
