package replay

import (
	"errors"
	"strconv"
)

// An outcome is what a report needs of a module's outcome, as parts of its text.
type outcome struct {
	claims  [tokenCount][]byte // the object or, of SAML, the array of attributes; nil without the token
	size    [tokenCount]int    // of the payload, -1 without one
	ignored []byte             // an array, or nil
}

var errOutcome = errors.New("replay: the module's outcome cannot be read")

// noOutcome is what a record has that fails.
var noOutcome = outcome{size: [tokenCount]int{-1, -1, -1, -1}}

// read takes an outcome apart.
func (o *outcome) read(text []byte) error {
	*o = noOutcome
	c := cursor{text: text}
	broken := false
	ok := c.members(func(name, value []byte) bool {
		switch {
		case is(name, AccessToken):
			broken = !o.readToken(accessToken, value)
		case is(name, IDToken):
			broken = !o.readToken(idToken, value)
		case is(name, Userinfo):
			broken = !o.readToken(userinfo, value)
		case is(name, SAML):
			broken = !o.readToken(saml, value)
		case is(name, "ignored"):
			o.ignored = value
		}
		return !broken
	})
	if !ok || broken {
		return errOutcome
	}
	return nil
}

func (o *outcome) readToken(t token, value []byte) bool {
	c := cursor{text: value}
	broken := false
	ok := c.members(func(name, value []byte) bool {
		switch {
		case is(name, "claims"):
			o.claims[t] = value
		case is(name, "attributes"):
			// What is measured is their text, as it stands here.
			o.claims[t], o.size[t] = value, len(value)
		case is(name, "bytes"):
			size, err := strconv.Atoi(view(value))
			o.size[t], broken = size, err != nil || size < 0
		}
		return !broken
	})
	return ok && !broken && o.claims[t] != nil
}

// A claim is a name, quoted, and a value. Of an attribute the value is its list of
// values: what else an attribute has, follows from those and the name.
type claim struct{ name, value []byte }

// readClaims appends the claims of a token, or the attributes.
func readClaims(to []claim, t token, text []byte) ([]claim, error) {
	if text == nil {
		return to, nil
	}
	c := cursor{text: text}
	ok, broken := false, false
	if t != saml {
		ok = c.members(func(name, value []byte) bool {
			to = append(to, claim{name, value})
			return true
		})
	} else {
		ok = c.elements(func(attribute []byte) {
			inside := cursor{text: attribute}
			var one claim
			read := inside.members(func(name, value []byte) bool {
				switch {
				case is(name, "name"):
					one.name = value
				case is(name, "values"):
					one.value = value
				}
				return true
			})
			broken = broken || !read || len(one.name) < 2 || one.value == nil
			to = append(to, one)
		})
	}
	if !ok || broken {
		return nil, errOutcome
	}
	return to, nil
}
