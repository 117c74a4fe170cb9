package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// A verdict is what matters most, in words.
type verdict struct {
	Headline string
	Counts   string // how many tokens change
	Tone     string // a class: same, bad or none
	Findings []finding
}

// A finding is a number, what it counts, and the section that tells more.
type finding struct{ Tone, Number, Text, Section string }

func verdictOf(r *replay.Report, c claims) verdict {
	var v verdict
	var evaluated, changed int64
	var all, some []string
	for _, t := range r.Tokens {
		if t.Evaluated == 0 || r.Folded(t.Token) {
			continue
		}
		evaluated += int64(t.Evaluated)
		changed += int64(t.Changed)
		names := foldedNames(r, t.Token)
		if t.Evaluated == 1 {
			names = tokenName(t.Token)
		}
		all = append(all, grouped(int64(t.Evaluated))+" "+names)
		if t.Changed > 0 {
			some = append(some, grouped(int64(t.Changed))+" of "+grouped(int64(t.Evaluated))+" "+names)
		}
	}
	add := func(n int64, tone, one, many, section string) {
		if n > 0 {
			text := many
			if n == 1 {
				text = one
			}
			v.Findings = append(v.Findings, finding{tone, grouped(n), text, section})
		}
	}
	claimsFinding := func(t tally, tone string) {
		in := ", in " + count(t.Times, "token", "tokens")
		if t.Claims > 1 {
			in = ", " + count(t.Times, "time", "times")
		}
		add(t.Claims, tone, "claim is "+tone+in, "claims are "+tone+in, "claims")
	}
	claimsFinding(c.Removed, "removed")
	claimsFinding(c.Added, "added")
	claimsFinding(c.Changed, "changed")
	claimsFinding(c.Renamed, "renamed")
	add(c.Others, "changed", "change of another claim", "changes of other claims", "claims")
	var introduced, cured int64
	for _, f := range r.Failures {
		introduced += int64(f.Introduced)
		cured += int64(f.Cured)
	}
	add(introduced, "bad", "failure is introduced", "failures are introduced", "failures")
	add(cured, "good", "failure is cured", "failures are cured", "failures")
	newly := map[int64]int64{}
	var limits []int64
	for _, o := range r.Oversize {
		if newly[int64(o.Over)] == 0 && o.Newly > 0 {
			limits = append(limits, int64(o.Over))
		}
		newly[int64(o.Over)] += int64(o.Newly)
	}
	slices.SortFunc(limits, func(a, b int64) int { return cmp.Compare(a, b) })
	for _, limit := range limits {
		add(newly[limit], "odd", "token is newly over "+size(limit), "tokens are newly over "+size(limit), "oversize")
	}
	add(r.Damaged(), "bad", "damaged input", "damaged inputs", "damaged-inputs")
	add(r.Records.Bad-r.Damaged(), "odd", "bad record", "bad records", "bad-records")

	headline, tone := r.Headline()
	v.Headline = visible(headline)
	switch {
	case len(some) > 0:
		verb := " change."
		if changed == 1 {
			verb = " changes."
		}
		v.Counts = list(some) + verb
	case evaluated > 0:
		v.Counts = capital(list(all)) + same(evaluated)
	}
	v.Tone = map[string]string{replay.Safe: "same", replay.Odd: "odd", replay.Risky: "bad"}[tone]
	if introduced > 0 || r.Damaged() > 0 {
		v.Tone = "bad"
	}
	return v
}

func same(n int64) string {
	if n == 1 {
		return " stays as it is."
	}
	return " stay as they are."
}

// list joins what is counted: a, b and c.
func list(items []string) string {
	if n := len(items); n > 1 {
		return strings.Join(items[:n-1], ", ") + " and " + items[n-1]
	}
	return strings.Join(items, "")
}
