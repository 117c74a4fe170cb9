package page

import (
	"cmp"
	"slices"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

const (
	plottedClaims    = 30 // the others are in the table
	plottedAudiences = 3  // of each claim
)

// claims is the section on claims.
type claims struct {
	Plot    []claim
	Token   string      // the token's name where all claims are of one
	Rest    int         // claims that the plot does not show
	Others  int64       // changes of claims that the report has not kept apart
	Table   []claimLine // every line of the report, if the plot leaves out something
	Removed tally
	Added   tally
	Changed tally
	Renamed tally
}

// A tally is how many of the listed claims something happens to, and how often it
// does to all, also those that are not listed.
type tally struct{ Claims, Times int64 }

// A claim is a claim of a token with its audiences.
type claim struct {
	Name, To, Token, Audience string // Audience is that of all, if there is one only
	Kinds                     string
	Sides                     sides
	Audiences                 []audience
	More                      int // audiences that are not shown
}

type audience struct {
	Name  string
	Sides sides
}

// sides are the numbers of a claim and where their bars are, in percent.
type sides struct {
	Removed, Added, Changed, Renamed  int64
	RemovedX, RemovedW, AddedW, Ratio string
}

type claimLine struct {
	Token, Claim, Audience           string
	Removed, Added, Changed, Renamed int64
	Kinds                            string
}

func claimsOf(r *replay.Report) claims {
	type key struct{ token, claim, to string }
	var groups []*claim
	of := map[key]*claim{}
	v := claims{Others: r.ClaimsOthers,
		Removed: tally{Times: r.Changes.Removed}, Added: tally{Times: r.Changes.Added}, Changed: tally{Times: r.Changes.Changed}, Renamed: tally{Times: r.Changes.Renamed}}
	cut := false
	tokens := map[string]bool{}
	for _, c := range r.Claims {
		added, removed, changed := int64(c.Added), int64(c.Removed), int64(c.Changed)
		renamed := int64(c.Renamed)
		if added == 0 && removed == 0 && changed == 0 && renamed == 0 {
			continue
		}
		if r.Folded(c.Token) {
			continue
		}
		tokens[c.Token] = true
		k := key{c.Token, c.Claim, c.To}
		g := of[k]
		if g == nil {
			g = &claim{Name: short(c.Claim), To: short(c.To), Token: foldedName(r, c.Token)}
			of[k] = g
			groups = append(groups, g)
		}
		name := visible(c.Claim)
		if c.To != "" {
			name += " \u2192 " + visible(c.To)
		}
		line := claimLine{foldedName(r, c.Token), name, visible(c.Audience), removed, added, changed, renamed, kindsOf(c.Changes)}
		cut = cut || g.Name != visible(c.Claim) || g.To != visible(c.To) || short(c.Audience) != line.Audience
		v.Table = append(v.Table, line)
		s := sides{Removed: removed, Added: added, Changed: changed, Renamed: renamed}
		g.Sides.add(s)
		g.Audiences = append(g.Audiences, audience{short(c.Audience), s})
	}
	bySize := func(a, b sides) int { return cmp.Compare(b.total(), a.total()) }
	slices.SortStableFunc(groups, func(a, b *claim) int {
		return cmp.Or(bySize(a.Sides, b.Sides), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Token, b.Token))
	})
	for _, g := range groups {
		v.Removed.count(g.Sides.Removed)
		v.Added.count(g.Sides.Added)
		v.Changed.count(g.Sides.Changed)
		v.Renamed.count(g.Sides.Renamed)
		g.Kinds = kindsOf(replay.Changes{Added: g.Sides.Added, Removed: g.Sides.Removed, Changed: g.Sides.Changed, Renamed: g.Sides.Renamed})
	}
	if len(groups) > plottedClaims {
		v.Rest = len(groups) - plottedClaims
		groups = groups[:plottedClaims]
		cut = true
	}
	var largest int64
	for _, g := range groups {
		largest = max(largest, g.Sides.Removed, g.Sides.Added, g.Sides.Changed, g.Sides.Renamed)
	}
	for _, g := range groups {
		slices.SortStableFunc(g.Audiences, func(a, b audience) int {
			return cmp.Or(bySize(a.Sides, b.Sides), cmp.Compare(a.Name, b.Name))
		})
		if len(g.Audiences) == 1 {
			g.Audience, g.Audiences = g.Audiences[0].Name, nil
			if g.Audience == "" {
				g.Audience = noAudience
			}
		}
		if n := len(g.Audiences); n > plottedAudiences {
			g.More, g.Audiences = n-plottedAudiences, g.Audiences[:plottedAudiences]
			cut = true
		}
		g.Sides.place(largest)
		for i := range g.Audiences {
			if g.Audiences[i].Name == "" {
				g.Audiences[i].Name = noAudience
			}
			g.Audiences[i].Sides.place(largest)
		}
		v.Plot = append(v.Plot, *g)
	}
	if len(tokens) == 1 && len(groups) > 0 {
		v.Token = groups[0].Token
		for i := range v.Plot {
			v.Plot[i].Token = ""
		}
	}
	if !cut {
		v.Table = nil
	}
	return v
}

func (t *tally) count(times int64) {
	if times > 0 {
		t.Claims++
	}
}

func (s *sides) add(o sides) {
	s.Removed += o.Removed
	s.Added += o.Added
	s.Changed += o.Changed
	s.Renamed += o.Renamed
}

func (s sides) total() int64 { return s.Removed + s.Added + s.Changed + s.Renamed }

// place puts the bars where they belong if the longest one stands for largest.
// One record in a million is still to be seen.
func (s *sides) place(largest int64) {
	half := func(n int64) float64 {
		if n == 0 {
			return 0
		}
		return max(50*float64(n)/float64(largest), 0.8)
	}
	removed := half(s.Removed)
	s.RemovedX = coordinate(50-removed, 100)
	s.RemovedW = coordinate(removed, 100)
	s.AddedW = coordinate(half(s.Added), 50)
	s.Ratio = coordinate(2*half(s.Changed+s.Renamed), 100)
}
