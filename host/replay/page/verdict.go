package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/claimsmith/claimsmith/host/replay"
)

// A verdict is what matters most, in words.
type verdict struct {
	Headline string
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
		if t.Evaluated == 0 {
			continue
		}
		evaluated += int64(t.Evaluated)
		changed += int64(t.Changed)
		names := tokensName(t.Token)
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

	switch {
	case r.Records.Read == 0:
		v.Headline = "There are no records to compare."
	case evaluated == 0 && introduced == 0 && cured == 0:
		v.Headline = "No token was evaluated, so there is nothing to compare."
	case len(some) > 0:
		verb := " change."
		if changed == 1 {
			verb = " changes."
		}
		v.Headline = list(some) + verb
	case evaluated == 0:
		v.Headline = "No token was evaluated with both configs."
	case introduced == 0 && cured == 0:
		v.Tone = "same"
		v.Headline = "Nothing changes: " + list(all) + same(evaluated)
		if r.Damaged() > 0 {
			v.Headline = "Nothing changes in what could be read: " + list(all) + same(evaluated)
		}
	default:
		v.Headline = "No payload changes: " + list(all) + same(evaluated)
	}
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
