package diff

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// compareClaims writes a verdict on each claim.
func (c *comparison) compareClaims(ctx context.Context, r *Report) error {
	for _, t := range []int{accessToken, idToken, userinfo, samlToken} {
		rows := c.rows(t)
		for _, row := range rows {
			claim := row.Claim
			if claim.Verdict != Same && claim.Verdict != Never {
				w, err := c.witness(ctx, t, row)
				if err != nil {
					return err
				}
				claim.Witness = w
			}
			r.Claims = append(r.Claims, claim)
		}
	}
	return nil
}

// A row is a claim whose verdict is being found.
type row struct {
	Claim
	name  string
	paths [2]path // nil where the claim is not mapped
}

// rows are the claims of a token, those first that a config maps, in the order of the
// new config and behind them what only the old one has.
func (c *comparison) rows(t int) (rows []*row) {
	if t == samlToken {
		for _, n := range c.mappedNames(t) {
			rows = append(rows, c.newRow(t, name{n, ""}))
		}
		return c.renamed(t, rows)
	}
	known := map[string]bool{}
	add := func(n name, always bool) {
		if known[n.name] {
			return
		}
		known[n.name] = true
		row := c.newRow(t, n)
		if always || row.Verdict != Never && row.Verdict != Same {
			rows = append(rows, row)
		}
	}
	if t == userinfo { // those that are there as in the ID token are with its rows
		for _, n := range c.names[idToken] {
			if !c.sameInUserinfo(n.name) {
				add(n, c.mapped(idToken, n.name))
			}
		}
		return mergeClasses(rows)
	}
	for _, n := range c.mappedNames(t) {
		add(name{n, ""}, true)
	}
	for _, n := range c.names[t] {
		system := t == accessToken && (n.name == c.configs[before].system || n.name == c.configs[after].system)
		add(n, system)
	}
	return mergeClasses(c.renamed(t, rows))
}

// mappedNames are those of either config, in the new one's order.
func (c *comparison) mappedNames(t int) (names []string) {
	for _, side := range []int{after, before} {
		for _, m := range c.configs[side].mappings[t] {
			if !slices.Contains(names, m.name) {
				names = append(names, m.name)
			}
		}
	}
	return names
}

// mapping is that of a token's claim, nil for none.
func (c *comparison) mapping(side, t int, name string) *mapping {
	if t == userinfo {
		t = idToken
	}
	return c.configs[side].byName(t, name)
}

func (c *comparison) newRow(t int, n name) *row {
	row := &row{Claim: Claim{Token: tokens[t], Claim: n.name}, name: n.name}
	row.Names = n.class
	for side := range row.paths {
		source := ""
		if m := c.mapping(side, t, n.name); m != nil {
			source, row.paths[side] = m.expression, m.at
		}
		if t == accessToken && n.name == c.configs[side].system {
			source = SystemSource
		}
		*[]*string{&row.Old, &row.New}[side] = source
	}
	row.Userinfo = t == idToken && c.sameInUserinfo(n.name)
	c.decide(t, row)
	return row
}

// sameInUserinfo reports whether userinfo has a claim wherever the ID token has it.
func (c *comparison) sameInUserinfo(name string) bool {
	for _, cell := range c.cells {
		for _, r := range cell.results {
			if !equal(r, idToken, name, r, userinfo, name) {
				return false
			}
		}
	}
	return true
}

// equal reports whether a claim of one result has the value of one of another, or
// neither is there.
func equal(a *result, t int, name string, b *result, u int, other string) bool {
	was, had := a.values[t][name]
	is, has := b.values[u][other]
	return had == has && was == is
}

// of reports whether a cell says something of a token.
func (cell *cell) of(t int) bool { return (cell.metadata != oidc) == (t == samlToken) }

// decide finds the verdict.
func (c *comparison) decide(t int, row *row) {
	var had, has, moved bool
	var differ, byCode []*cell
	for _, cell := range c.cells {
		if !cell.of(t) {
			continue
		}
		_, was := cell.results[before].values[t][row.name]
		_, is := cell.results[after].values[t][row.name]
		same := equal(cell.results[before], t, row.name, cell.results[after], t, row.name)
		if cell.set {
			if !same {
				byCode = append(byCode, cell)
			}
			continue
		}
		had, has = had || was, has || is
		if !same {
			moved = moved || was && is
			differ = append(differ, cell)
		}
	}
	row.Code = c.when(t, row, row.name, byCode)
	row.When = c.when(t, row, row.name, differ)
	samePlace := slices.Equal(row.paths[before], row.paths[after]) && (row.Old == SystemSource) == (row.New == SystemSource)
	switch {
	case len(differ) == 0 && len(byCode) > 0:
		row.Verdict = ByCode
	case len(differ) == 0 && had:
		row.Verdict = Same
	case len(differ) == 0:
		row.Verdict = Never
	case !has:
		row.Verdict = NeverAgain
	case !had:
		row.Verdict = NeverBefore
	case samePlace:
		row.Verdict = Conditional
	default:
		row.Verdict = Depends
	}
}

// renamed takes a claim that is gone and one that is new for one that is renamed, if
// they are from the same place.
func (c *comparison) renamed(t int, rows []*row) []*row {
	gone := map[*row]bool{}
	for _, is := range rows {
		if is.Verdict != NeverBefore {
			continue
		}
		at := slices.IndexFunc(rows, func(was *row) bool {
			return was.Verdict == NeverAgain && !gone[was] && c.sameScope(was.name, is.name) &&
				(is.New == SystemSource || slices.Equal(was.paths[before], is.paths[after])) && (was.Old == SystemSource) == (is.New == SystemSource)
		})
		if at < 0 {
			continue
		}
		was := rows[at]
		gone[was] = true
		is.Verdict, is.From, is.Old = Renamed, was.name, was.Old
		is.paths[before] = was.paths[before]
		is.Userinfo = is.Userinfo && was.Userinfo
		var differ []*cell
		for _, cell := range c.cells {
			if cell.of(t) && !cell.set && !equal(cell.results[before], t, was.name, cell.results[after], t, is.name) {
				differ = append(differ, cell)
			}
		}
		is.When = c.when(t, is, was.name, differ)
		is.Code = append(is.Code, was.Code...)
	}
	return slices.DeleteFunc(rows, func(r *row) bool { return gone[r] })
}

// sameScope reports whether two claims never need two scopes: the cells have all scopes
// or none.
func (c *comparison) sameScope(a, b string) bool {
	one, other := c.tables.needed(a), c.tables.needed(b)
	return one == other || one == "" || other == ""
}

// mergeClasses has one row for names of a class that fare alike.
func mergeClasses(rows []*row) []*row {
	seen := map[string]bool{}
	return slices.DeleteFunc(rows, func(r *row) bool {
		if r.Names == "" {
			return false
		}
		key := fmt.Sprint(r.Names, r.Verdict, r.When, r.Code)
		again := seen[key]
		seen[key] = true
		return again
	})
}

// when says which of a token's cells these are. from is the name in the old config's
// outcomes.
func (c *comparison) when(t int, row *row, from string, cells []*cell) (list []When) {
	// Where a path's own root has no value says nothing beyond the expression.
	if row.Old != SystemSource && row.New != SystemSource && slices.ContainsFunc(cells, func(c *cell) bool { return c.form == login }) {
		cells = slices.DeleteFunc(slices.Clone(cells), func(c *cell) bool { return c.form != login })
	}
	type presence struct{ old, new bool }
	groups := map[presence][]*cell{}
	var order []presence
	for _, cell := range cells {
		_, was := cell.results[before].values[t][from]
		_, is := cell.results[after].values[t][row.name]
		p := presence{was, is}
		if groups[p] == nil {
			order = append(order, p)
		}
		groups[p] = append(groups[p], cell)
	}
	for _, p := range order {
		w := When{Old: p.old, New: p.new}
		group := groups[p]
		has := func(of func(*cell) bool) bool { return slices.ContainsFunc(group, of) }
		var classes []string
		for i, a := range c.audiences {
			if has(func(c *cell) bool { return c.audience == i }) {
				classes = append(classes, a.class)
			}
		}
		if t != samlToken && len(classes) < len(c.audiences) {
			w.Audiences = classes
		}
		if scope := cmp.Or(c.tables.needed(row.name), c.tables.needed(from)); scope != "" && t != samlToken {
			if !has(func(c *cell) bool { return !c.scopes }) {
				w.Scope = scope
			} else if !has(func(c *cell) bool { return c.scopes }) {
				w.WithoutScope = scope
			}
		}
		if (row.Old == SystemSource || row.New == SystemSource) && !has(func(c *cell) bool { return c.form == login }) {
			w.Form = AnonymousOnly
		}
		if t == samlToken && !has(func(c *cell) bool { return c.metadata == unset }) {
			w.Set = row.paths[after][1]
		}
		list = append(list, w)
	}
	if len(list) == 1 && len(list[0].Audiences) == 0 && list[0].Scope == "" && list[0].WithoutScope == "" && list[0].Form == "" && list[0].Set == "" && !cells[0].set {
		return nil // everywhere
	}
	return list
}

// witness is the smallest session that shows a row's difference.
func (c *comparison) witness(ctx context.Context, t int, row *row) (*Witness, error) {
	from := row.name
	if row.Verdict == Renamed {
		from = row.From
	}
	for _, a := range smallest(c.attempts(t, row, row.Verdict == ByCode)) {
		both, err := c.evaluateBoth(ctx, a.session, a.audience)
		if err != nil {
			return nil, err
		}
		if both[before].failed != nil || both[after].failed != nil {
			continue
		}
		shows := !equal(both[before], t, row.name, both[after], t, row.name)
		if row.Verdict == Renamed {
			_, had := both[before].values[t][from]
			shows = shows && had && equal(both[before], t, from, both[after], t, row.name)
		}
		if shows {
			return &Witness{Session: a.session, Audience: a.audience,
				Old: both[before].values[t][from], New: both[after].values[t][row.name]}, nil
		}
	}
	return nil, fmt.Errorf("%w: %s %q is %s", ErrUnconfirmed, row.Token, row.name, row.Verdict)
}

// attempts are sessions with nothing in them but what the claim may depend on, set by
// code or not.
func (c *comparison) attempts(t int, row *row, byCode bool) (all []attempt) {
	var paths []path
	for _, p := range row.paths {
		if p != nil {
			paths = append(paths, p)
		}
	}
	scopes := []string{""}
	if scope := c.tables.needed(row.name); scope != "" {
		scopes = append(scopes, scope)
	}
	if row.Verdict == Renamed {
		if scope := c.tables.needed(row.From); scope != "" {
			scopes = append(scopes, scope, strings.TrimSpace(scope+" "+c.tables.needed(row.name)))
		}
	}
	for _, chosen := range subsets(paths) {
		var values []value
		for i, p := range chosen {
			values = append(values, value{p, fmt.Sprint(i + 1)})
		}
		for _, a := range c.audiences {
			if t != accessToken && a.class != Unrestricted {
				continue
			}
			add := func(d document) {
				d.values = values
				all = append(all, attempt{d.text(), a.text})
			}
			if t == samlToken {
				d := document{protocol: c.tables.Protocols[1]}
				add(d)
				for _, p := range paths {
					d.set[idToken] = []entry{{p[1], "{}"}}
					add(d)
				}
				continue
			}
			if !byCode && !slices.ContainsFunc(chosen, func(p path) bool { return p.open(true) == 0 }) {
				add(document{bare: true})
			}
			for _, scope := range scopes {
				for _, anonymous := range []bool{false, true} {
					d := document{scope: scope, anonymous: anonymous}
					if !byCode {
						add(d)
						continue
					}
					for _, name := range []string{row.name, row.From} {
						if name != "" {
							d.set[setFor(t)] = []entry{{name, "1"}}
							add(d)
						}
					}
				}
			}
		}
	}
	return all
}

// subsets are all of a few paths, the empty one too.
func subsets(paths []path) [][]path {
	all := [][]path{nil}
	for _, p := range paths {
		for _, s := range slices.Clone(all) {
			all = append(all, append(slices.Clone(s), p))
		}
	}
	return all
}
