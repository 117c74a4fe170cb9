package engine

import "slices"

// The kinds of claim (section 4.3), for explain and for warnings.
const (
	kindPublic     = "public"
	kindRegistered = "registered"
	kindPrivate    = "private"
)

func (c *claim) kind() string {
	switch {
	case c.namespace != noNamespace:
		return kindPublic
	case c.needs != 0, slices.Contains(otherRegistered, c.name),
		slices.Contains(restrictedClaims, c.name) && !slices.Contains(unregistered, c.name):
		return kindRegistered
	}
	return kindPrivate
}

// registeredClaims are the names that are called registered.
func registeredClaims() (names []string) {
	for _, name := range restrictedClaims {
		if !slices.Contains(unregistered, name) {
			names = append(names, name)
		}
	}
	for _, p := range profileClaims {
		names = append(names, p.claims...)
	}
	return append(names, otherRegistered...)
}
