package replay

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Conditions are what a report must not fulfil, in CI for example.
type Conditions []condition

type condition struct {
	metric string
	least  int64 // from here on it is fulfilled
	text   string
}

// metrics are what conditions can be about.
var metrics = []struct {
	name string
	of   func(*Report) int64
}{
	{"added", func(r *Report) int64 { return r.Changes.Added }},
	{"removed", func(r *Report) int64 { return r.Changes.Removed }},
	{"changed", func(r *Report) int64 { return r.Changes.Changed }},
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

// Metrics are the names that conditions can use: added, removed and changed claims,
// failures introduced, tokens newly over 4 KB, 8 KB or 100 KB, once for each
// (oversize), and bad records.
func Metrics() (names []string) {
	for _, m := range metrics {
		names = append(names, m.name)
	}
	return names
}

var conditionPattern = regexp.MustCompile(`^\s*([a-z]+)\s*(>=?)\s*([0-9]+)\s*$`)

// ParseConditions reads conditions such as "removed>0,failures>=10". The error says
// what there is.
func ParseConditions(text string) (all Conditions, err error) {
	for part := range strings.SplitSeq(text, ",") {
		m := conditionPattern.FindStringSubmatch(part)
		if m == nil || !slices.Contains(Metrics(), m[1]) {
			return nil, fmt.Errorf("%q is no condition: one is a metric, > or >= and a number, such as removed>0; the metrics are %s",
				strings.TrimSpace(part), strings.Join(Metrics(), ", "))
		}
		number, err := strconv.ParseInt(m[3], 10, 63)
		if err != nil {
			return nil, fmt.Errorf("%q: %s is too large", strings.TrimSpace(part), m[3])
		}
		if m[2] == ">" {
			number++
		}
		all = append(all, condition{m[1], number, m[1] + m[2] + m[3]})
	}
	return all, nil
}

// Fulfilled returns a sentence for each condition that a report fulfils.
func (all Conditions) Fulfilled(r *Report) (reasons []string) {
	for _, c := range all {
		for _, m := range metrics {
			if n := m.of(r); m.name == c.metric && n >= c.least {
				reasons = append(reasons, fmt.Sprintf("%s: %s is %d", c.text, c.metric, n))
			}
		}
	}
	return reasons
}
