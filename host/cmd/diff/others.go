package diff

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// compareOrder finds two claims of each token that swap places.
func (c *comparison) compareOrder(ctx context.Context, r *Report) error {
	for _, t := range []int{accessToken, idToken, samlToken} {
		found, err := c.swapped(ctx, t)
		if err != nil {
			return err
		}
		if found != nil {
			r.Order = append(r.Order, *found)
		}
	}
	return nil
}

// swapped finds two claims that both configs map and that swap places in a cell.
func (c *comparison) swapped(ctx context.Context, t int) (*Order, error) {
	for _, cell := range c.cells {
		if !cell.of(t) || cell.set {
			continue
		}
		was, is := cell.results[before].names[t], cell.results[after].names[t]
		last := ""
		for _, n := range was {
			if c.mapping(before, t, n) == nil || c.mapping(after, t, n) == nil || !slices.Contains(is, n) {
				continue
			}
			if last != "" && slices.Index(is, last) > slices.Index(is, n) {
				w, err := c.orderWitness(ctx, t, cell, last, n)
				return &Order{tokens[t], []string{last, n}, w}, err
			}
			last = n
		}
	}
	return nil, nil
}

func (c *comparison) orderWitness(ctx context.Context, t int, of *cell, first, second string) (*Witness, error) {
	var paths []path
	var scopes []string
	for _, n := range []string{first, second} {
		for side := range c.configs {
			paths = append(paths, c.mapping(side, t, n).at)
		}
		if scope := c.tables.needed(n); scope != "" && !slices.Contains(scopes, scope) {
			scopes = append(scopes, scope)
		}
	}
	small := &document{bare: of.form == bare, scope: strings.Join(scopes, " ")}
	for i, p := range paths {
		small.values = append(small.values, value{p, fmt.Sprint(i + 1)})
	}
	if t == samlToken {
		small.protocol = c.tables.Protocols[1]
	}
	for _, a := range smallest([]attempt{{small.text(), c.audiences[of.audience].text}, {c.representative(of, c.paths).text(), c.audiences[of.audience].text}}) {
		both, err := c.evaluateBoth(ctx, a.session, a.audience)
		if err != nil {
			return nil, err
		}
		inOrder := func(r *result, a, b string) bool {
			i, j := slices.Index(r.names[t], a), slices.Index(r.names[t], b)
			return i >= 0 && i < j
		}
		if inOrder(both[before], first, second) && inOrder(both[after], second, first) {
			return &Witness{Session: a.session, Audience: a.audience,
				Old: strings.Join(both[before].names[t], ", "), New: strings.Join(both[after].names[t], ", ")}, nil
		}
	}
	return nil, fmt.Errorf("%w: %s has %q and %q in another order", ErrUnconfirmed, tokens[t], first, second)
}

// compareFailures finds sessions that one config alone fails with.
func (c *comparison) compareFailures(ctx context.Context, r *Report) error {
	for side := range c.configs {
		if err := c.duplicates(ctx, r, side); err != nil {
			return err
		}
	}
	for t := range tokens {
		if err := c.oversize(ctx, r, t); err != nil {
			return err
		}
	}
	return nil
}

// duplicates finds what is read with one config alone (IN-4).
func (c *comparison) duplicates(ctx context.Context, r *Report, side int) error {
	other := c.configs[1-side]
	tried := map[string]bool{}
	for t, list := range c.configs[side].mappings {
		for _, m := range list {
			key := fmt.Sprint(t == samlToken, m.at.pointer())
			if tried[key] || other.reads(t == samlToken, m.at) {
				continue
			}
			tried[key] = true
			w, err := c.readTwice(ctx, side, t, m.at)
			if err != nil {
				return err
			}
			if w != nil {
				r.Failures = append(r.Failures, Failure{Code: duplicateMember, Fails: sides[side], Expression: m.expression, Witness: w})
			}
		}
	}
	return nil
}

// reads reports whether a config reads all that a path leads to: by mappings in every
// transaction, by SAML's in those alone.
func (c *config) reads(saml bool, at path) bool {
	for t, list := range c.mappings {
		if t == samlToken && !saml {
			continue
		}
		if slices.ContainsFunc(list, func(m mapping) bool { return at.within(m.at) }) {
			return true
		}
	}
	return false
}

// readTwice finds a session with a member that occurs twice at a path, or below it, and
// that one config alone reads. It is nil if there is none.
func (c *comparison) readTwice(ctx context.Context, side, t int, at path) (*Witness, error) {
	below := "twice"
	for i := 1; slices.ContainsFunc(c.paths, func(p path) bool { return slices.Contains(p, below) }); i++ {
		below = fmt.Sprint("twice", i)
	}
	var all []attempt
	for length := 1; length <= len(at); length++ {
		member := below
		if length < len(at) {
			member = at[length]
		}
		v := value{at[:length], fmt.Sprintf(`{%[1]s:1,%[1]s:1}`, jsontext.Quote(member))}
		d := document{values: []value{v}}
		if t == samlToken {
			d.protocol = c.tables.Protocols[1]
		} else if at.open(true) > 0 {
			all = append(all, attempt{(&document{bare: true, values: d.values}).text(), noAudience})
		}
		all = append(all, attempt{d.text(), noAudience})
	}
	for _, a := range smallest(all) {
		both, err := c.evaluateBoth(ctx, a.session, a.audience)
		if err != nil {
			return nil, err
		}
		if both[side].twice() && both[1-side].failed == nil {
			w := &Witness{Session: a.session, Audience: a.audience}
			*[]*string{&w.Old, &w.New}[side] = duplicateMember
			return w, nil
		}
	}
	return nil, nil
}

// oversize finds, for each config, a session with which a token is too large with it
// alone.
func (c *comparison) oversize(ctx context.Context, r *Report, t int) error {
	var found [2]bool
	for _, row := range c.rows(t) {
		if row.Verdict == Same || row.Verdict == Never {
			continue
		}
		for side := range found {
			if found[side] {
				continue
			}
			w, err := c.tooLarge(ctx, t, side, row)
			if err != nil {
				return err
			}
			if w != nil {
				found[side] = true
				r.Failures = append(r.Failures, Failure{Code: "payload_too_large", Fails: sides[side], Token: tokens[t], Witness: w})
			}
		}
	}
	return nil
}

// tooLarge finds a value of a claim that makes its token too large with one config
// alone. It is nil if there is none.
func (c *comparison) tooLarge(ctx context.Context, t, side int, row *row) (*Witness, error) {
	const letter = "…"
	all := c.attempts(t, row, false)
	if len(row.Code) > 0 {
		all = append(all, c.attempts(t, row, true)...)
	}
	for _, a := range smallest(all) {
		// Each number stands for a value, or is what code sets.
		for _, digit := range []string{"1", "2"} {
			pattern := strings.Replace(string(a.session), ":"+digit, ":"+jsontext.Quote(letter), 1)
			if pattern == string(a.session) {
				continue
			}
			of := func(size int) []byte { return []byte(strings.Replace(pattern, letter, strings.Repeat("x", size), 1)) }
			var sizes [2][2]int // with one letter and with two, by side
			failed := false
			for letters := range 2 {
				both, err := c.evaluateBoth(ctx, of(letters+1), a.audience)
				if err != nil {
					return nil, err
				}
				for s := range both {
					failed = failed || both[s].failed != nil
					sizes[s][letters] = both[s].sizes[t]
				}
			}
			each := sizes[side][1] - sizes[side][0]
			if failed || each <= 0 {
				continue
			}
			letters := 1 + (c.tables.Limits.Payload-sizes[side][0])/each + 1
			both, err := c.evaluateBoth(ctx, of(letters), a.audience)
			if err != nil {
				return nil, err
			}
			if both[side].tooLarge(t) && both[1-side].failed == nil {
				w := &Witness{Pattern: pattern, Size: letters, Audience: a.audience}
				*[]*string{&w.Old, &w.New}[side] = both[side].failed.Code
				return w, nil
			}
		}
	}
	return nil, nil
}

// compareReported finds a session of which something else is reported, where all tokens
// are the same. It is nil if there is none.
func (c *comparison) compareReported(ctx context.Context) (*Witness, error) {
	choices := [][]path{nil, c.paths}
	for _, p := range c.paths {
		choices = append(choices, []path{p})
	}
	var all []attempt
	for _, cell := range c.cells {
		for _, paths := range choices {
			all = append(all, attempt{c.representative(cell, paths).text(), c.audiences[cell.audience].text})
		}
	}
	for _, a := range smallest(all) {
		both, err := c.evaluateBoth(ctx, a.session, a.audience)
		if err != nil {
			return nil, err
		}
		if string(both[before].text) != string(both[after].text) {
			return &Witness{Session: a.session, Audience: a.audience, Old: string(both[before].text), New: string(both[after].text)}, nil
		}
	}
	return nil, nil
}
