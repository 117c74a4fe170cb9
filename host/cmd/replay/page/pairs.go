package page

import "github.com/claimsmith/claimsmith/host/cmd/replay"

// A pair is a number before and after, as two bars.
type pair struct {
	Name, Of      string
	Before, After int64
	BeforeW       string // percent
	AfterW        string
	Introduced    int64 // of failures
	Cured         int64
	Newly         int64 // of sizes
}

// Difference is by how much more there is after.
func (p pair) Difference() int64 { return p.After - p.Before }

// place makes the bars; the longest one is as wide as the plot.
func place(pairs []pair) []pair {
	var largest int64
	for _, p := range pairs {
		largest = max(largest, p.Before, p.After)
	}
	for i := range pairs {
		pairs[i].BeforeW, pairs[i].AfterW = width(pairs[i].Before, largest), width(pairs[i].After, largest)
	}
	return pairs
}

func ignoredOf(r *replay.Report) (pairs []pair) {
	for _, g := range r.Ignored {
		pairs = append(pairs, pair{Name: code(g.Reason), Of: tokenName(g.Token), Before: int64(g.Before), After: int64(g.After)})
	}
	return place(pairs)
}

func failuresOf(r *replay.Report) (pairs []pair) {
	for _, f := range r.Failures {
		pairs = append(pairs, pair{Name: code(f.Code), Before: int64(f.Before), After: int64(f.After),
			Introduced: int64(f.Introduced), Cured: int64(f.Cured)})
	}
	return place(pairs)
}

// oversizeOf leaves out the limits that no token passes.
func oversizeOf(r *replay.Report) (pairs []pair) {
	for _, o := range r.Oversize {
		if o.Before != 0 || o.After != 0 || o.Newly != 0 {
			pairs = append(pairs, pair{Name: "over " + size(int64(o.Over)), Of: tokenName(o.Token),
				Before: int64(o.Before), After: int64(o.After), Newly: int64(o.Newly)})
		}
	}
	return place(pairs)
}
