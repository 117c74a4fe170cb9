// Package conditions reads what a report must not fulfil, in CI for example:
//
//	removed>0,failures>=10
package conditions

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// All are conditions. None is fulfilled if there are none.
type All []condition

type condition struct {
	metric string
	least  int64 // from here on it is fulfilled
	text   string
}

var pattern = regexp.MustCompile(`^\s*([a-z_.]+)\s*(>=?)\s*([0-9]+)\s*$`)

// Parse reads conditions about metrics. The error says what there is.
func Parse(text string, metrics []string) (all All, err error) {
	for part := range strings.SplitSeq(text, ",") {
		m := pattern.FindStringSubmatch(part)
		if m == nil || !slices.Contains(metrics, m[1]) {
			return nil, fmt.Errorf("%q is no condition: one is a metric, > or >= and a number, such as %s>0; the metrics are %s",
				strings.TrimSpace(part), metrics[0], strings.Join(metrics, ", "))
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

// Fulfilled returns a sentence for each condition that is fulfilled by the numbers that
// of knows.
func (all All) Fulfilled(of func(metric string) int64) (reasons []string) {
	for _, c := range all {
		if n := of(c.metric); n >= c.least {
			reasons = append(reasons, fmt.Sprintf("%s: %s is %d", c.text, c.metric, n))
		}
	}
	return reasons
}
