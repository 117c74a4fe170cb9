package engine

import "strings"

// Warnings (section 12) fail nothing.

// warnings are what can be said of a config's mappings before any session.
func (p *plan) warnings() (warnings []problem) {
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
			if t == accessToken && c.needs != 0 {
				warn(warnNeedsScope)
			}
			if c.mapping.segments[0] == rootAnonymous && c.mapping.segments[1] == memberMetadata && readsLikeAuthorization(c.name) {
				warn(warnUntrusted)
			}
		}
	}
	return warnings
}

func readsLikeAuthorization(name string) bool {
	name = strings.ToLower(name)
	for _, word := range authorizationWords {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

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

func (w *writer) sizeWarning(kind *problemKind, t token, bytes int) {
	w.raw(`{"code":"`)
	w.raw(kind.code)
	w.raw(`","token":"`)
	w.raw(t.String())
	w.raw(`","bytes":`)
	w.number(bytes)
	w.raw(`,"message":`)
	w.string(kind.says)
	w.byte('}')
}
