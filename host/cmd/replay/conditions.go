package replay

import (
	"slices"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/diff"
	"github.com/claimsmith/claimsmith/host/cmd/internal/conditions"
)

// Conditions are what a report must not fulfil, in CI for example.
type Conditions struct{ all conditions.All }

// metrics are what conditions can be about, beside what holds for every session.
var metrics = []struct {
	name string
	of   func(*Report) int64
}{
	{"added", func(r *Report) int64 { return r.Changes.Added }},
	{"removed", func(r *Report) int64 { return r.Changes.Removed }},
	{"changed", func(r *Report) int64 { return r.Changes.Changed }},
	{"renamed", func(r *Report) int64 { return r.Changes.Renamed }},
	{"failures", func(r *Report) (n int64) {
		for _, f := range r.Failures {
			n += f.Introduced
		}
		return n
	}},
	{"oversize", func(r *Report) (n int64) {
		for _, o := range r.Oversize {
			n += o.Newly
		}
		return n
	}},
	{"bad", func(r *Report) int64 { return r.Records.Bad }},
}

// everySession begins the names of the metrics of package diff.
const everySession = "diff."

// Metrics are the names that conditions can use: added, removed, changed and renamed
// claims, failures introduced, tokens newly over 4 KB, 8 KB or 100 KB, once for each
// (oversize), and bad records; and those of package diff, which hold for every session
// and not for the recorded ones, with diff. before them.
func Metrics() (names []string) {
	for _, m := range metrics {
		names = append(names, m.name)
	}
	for _, name := range diff.Metrics() {
		names = append(names, everySession+name)
	}
	return names
}

// ParseConditions reads conditions such as "removed>0,failures>=10". The error says
// what there is.
func ParseConditions(text string) (c Conditions, err error) {
	c.all, err = conditions.Parse(text, Metrics())
	return c, err
}

// Fulfilled returns a sentence for each condition that a report fulfils.
func (c Conditions) Fulfilled(r *Report) []string {
	return c.all.Fulfilled(func(metric string) int64 {
		if name, ok := strings.CutPrefix(metric, everySession); ok {
			if r.Diff == nil {
				return 0
			}
			return r.Diff.Metric(name)
		}
		i := slices.IndexFunc(metrics, func(m struct {
			name string
			of   func(*Report) int64
		}) bool {
			return m.name == metric
		})
		return metrics[i].of(r)
	})
}
