package replay

import (
	"cmp"
	"slices"
)

// An Accumulator is what was found in some records. It serves one goroutine at a
// time: each worker has its own, and they are merged at the end.
type Accumulator struct {
	exemplars int // at most, of each kind

	read, bad int64 // records; a damaged input is one bad one
	damaged   int64 // inputs
	tokens    [tokenCount]tokenCounts
	changes   Changes
	claims    table // by token, claim, new name and audience: added, removed, changed, renamed
	causes    table // by token, claim, change, reason and where a path stopped
	ignored   table // by token and reason: before, after
	failures  table // by code: before, after, introduced, cured
	examples  [len(Kinds)]exemplars
	badOnes   []BadRecord // sorted

	damagedOnes []DamagedInput // sorted

	lists     map[string]*[2]int64 // of ignored claims, as they are written, with how often
	listsSize int                  // of their texts, in bytes

	comparison // room for the comparison of one record; nothing is kept in it
}

// The two sides of everything, and columns of the tables of what is ignored and what
// fails.
const (
	before = iota
	after
	introduced
	cured
	failureColumns
)

// The kinds of exemplars, as places in Kinds. The first are the columns of the table
// of claims too.
const (
	kindAdded = iota
	kindRemoved
	kindChanged
	kindRenamed
	kindIntroduced
	kindCured
	kindLarge
)

// The numbers of the fields of the tables' keys.
const (
	claimFields = 4
	causeFields = 6
)

// How many bad records and damaged inputs are listed.
const (
	listedBadRecords = 100
	listedDamaged    = 100
)

// A token is the place of its name in tokenNames.
type token int

const (
	accessToken token = iota
	idToken
	userinfo
	saml
	tokenCount
)

var tokenNames = [tokenCount]string{AccessToken, IDToken, Userinfo, SAML}

func (t token) String() string { return tokenNames[t] }

type tokenCounts struct {
	evaluated, changed, reordered int64
	sizes                         [2]histogram // before and after
	over                          [len(Thresholds)][3]int64
}

// NewAccumulator makes an empty one that keeps up to so many exemplars of each kind.
func NewAccumulator(exemplars int) *Accumulator {
	return &Accumulator{exemplars: max(exemplars, 0)}
}

// Merge adds what b has found, and leaves b as it is. It is commutative and
// associative. Of two that keep different numbers of exemplars, the smaller number
// counts.
func (a *Accumulator) Merge(b *Accumulator) {
	a.settle()
	b.settle()
	a.read += b.read
	a.bad += b.bad
	a.damaged += b.damaged
	for t := range a.tokens {
		a.tokens[t].merge(&b.tokens[t])
	}
	a.changes.Added += b.changes.Added
	a.changes.Removed += b.changes.Removed
	a.changes.Changed += b.changes.Changed
	a.changes.Renamed += b.changes.Renamed
	a.claims.merge(&b.claims)
	a.causes.merge(&b.causes)
	a.ignored.merge(&b.ignored)
	a.failures.merge(&b.failures)
	a.exemplars = min(a.exemplars, b.exemplars)
	for kind := range a.examples {
		a.examples[kind].merge(b.examples[kind], a.exemplars)
	}
	for _, r := range b.badOnes {
		a.listBad(r)
	}
	for _, d := range b.damagedOnes {
		a.listDamaged(d)
	}
}

func (c *tokenCounts) merge(d *tokenCounts) {
	c.evaluated += d.evaluated
	c.changed += d.changed
	c.reordered += d.reordered
	for side := range c.sizes {
		c.sizes[side].merge(&d.sizes[side])
	}
	for i := range c.over {
		for column := range c.over[i] {
			c.over[i][column] += d.over[i][column]
		}
	}
}

// addBad counts a bad record and lists it, if it is among the first.
func (a *Accumulator) addBad(r BadRecord) {
	a.read++
	a.bad++
	a.listBad(r)
}

func (a *Accumulator) listBad(r BadRecord) {
	if len(a.badOnes) == listedBadRecords && compareBad(r, a.badOnes[listedBadRecords-1]) >= 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(a.badOnes, r, compareBad)
	a.badOnes = slices.Insert(a.badOnes, at, r)
	if len(a.badOnes) > listedBadRecords {
		a.badOnes = a.badOnes[:listedBadRecords]
	}
}

func compareBad(a, b BadRecord) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Offset, b.Offset),
		cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
}

func compareDamaged(a, b DamagedInput) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Bytes, b.Bytes),
		cmp.Compare(a.Records, b.Records), cmp.Compare(a.Message, b.Message))
}

// addSize counts a payload's size before and after; -1 is none. It returns whether
// the payload is newly over a threshold, which nobody can say where the size before
// is unknown, since the record failed.
func (c *tokenCounts) addSize(sizeBefore, sizeAfter int, unknown bool) (newly bool) {
	if sizeBefore >= 0 {
		c.sizes[before].add(sizeBefore, 1)
	}
	if sizeAfter >= 0 {
		c.sizes[after].add(sizeAfter, 1)
	}
	if max(sizeBefore, sizeAfter) <= Thresholds[0] {
		return false
	}
	for i, over := range Thresholds {
		if sizeBefore > over {
			c.over[i][0]++
		}
		if sizeAfter > over {
			c.over[i][1]++
			if sizeBefore <= over && !unknown {
				c.over[i][2]++
				newly = true
			}
		}
	}
	return newly
}

// Report is what was found so far. Replayer.Report has beside it what is known of the
// configs.
func (a *Accumulator) Report() *Report {
	a.settle()
	r := &Report{
		Version: ReportVersion,
		Records: RecordCount{Read: a.read, Evaluated: a.read - a.bad, Bad: a.bad},
		Tokens:  []TokenCount{},
		Changes: a.changes,
		Claims:  []ClaimCount{},
		Causes:  []Cause{}, ConfigChanges: []ConfigChange{},
		Ignored:  []IgnoredCount{},
		Failures: []FailureCount{},
		Oversize: []OversizeCount{}, Sizes: []Sizes{}, Exemplars: []Exemplar{},
		BadRecords:    append([]BadRecord{}, a.badOnes...),
		DamagedInputs: append([]DamagedInput{}, a.damagedOnes...),
	}
	r.DamagedInputsOthers = a.damaged - int64(len(a.damagedOnes))
	for t := range tokenCount {
		a.tokens[t].report(r, t.String())
	}
	listed := int64(0)
	for _, e := range a.claims.sorted() {
		f := e.fields(claimFields)
		c := Changes{e.counts[kindAdded], e.counts[kindRemoved], e.counts[kindChanged], e.counts[kindRenamed]}
		r.Claims = append(r.Claims, ClaimCount{f[0], f[1], f[2], f[3], c})
		listed += c.sum()
	}
	r.ClaimsOthers = a.changes.sum() - listed
	slices.SortFunc(r.Claims, func(a, b ClaimCount) int {
		return cmp.Or(cmp.Compare(b.sum(), a.sum()), compareTokens(a.Token, b.Token),
			cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.To, b.To), cmp.Compare(a.Audience, b.Audience))
	})
	r.Causes, r.CausesOthers = a.reportCauses()
	for _, e := range a.ignored.sorted() {
		f := e.fields(2)
		r.Ignored = append(r.Ignored, IgnoredCount{f[0], f[1], e.counts[before], e.counts[after]})
	}
	slices.SortFunc(r.Ignored, func(a, b IgnoredCount) int {
		return cmp.Or(compareTokens(a.Token, b.Token), cmp.Compare(a.Reason, b.Reason))
	})
	for _, e := range a.failures.sorted() {
		r.Failures = append(r.Failures, FailureCount{e.fields(1)[0], e.counts[before], e.counts[after], e.counts[introduced], e.counts[cured]})
	}
	slices.SortFunc(r.Failures, func(a, b FailureCount) int { return cmp.Compare(a.Code, b.Code) })
	for _, found := range a.examples {
		for _, e := range found {
			r.Exemplars = append(r.Exemplars, e.exemplar())
		}
	}
	return r
}

func (c *tokenCounts) report(r *Report, name string) {
	if c.evaluated > 0 {
		r.Tokens = append(r.Tokens, TokenCount{name, c.evaluated, c.evaluated - c.changed, c.changed, c.reordered})
	}
	if c.sizes[before].count == 0 && c.sizes[after].count == 0 {
		return
	}
	for i, over := range Thresholds {
		n := c.over[i]
		r.Oversize = append(r.Oversize, OversizeCount{name, over, n[0], n[1], n[2]})
	}
	r.Sizes = append(r.Sizes, Sizes{name, c.sizes[before].distribution(), c.sizes[after].distribution(), bins(&c.sizes[before], &c.sizes[after])})
}

func (c Changes) sum() int64 { return c.Added + c.Removed + c.Changed + c.Renamed }

// compareTokens has the tokens in the policy's order, and unknown ones behind them.
func compareTokens(a, b string) int {
	place := func(name string) int {
		if i := slices.Index(tokenNames[:], name); i >= 0 {
			return i
		}
		return len(tokenNames)
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
}
