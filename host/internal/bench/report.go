package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// A report is all that was measured; as JSON it is what --json writes.
type report struct {
	Command string `json:"command"`
	machine
	Rounds  int            `json:"rounds"`
	Tasks   []taskReport   `json:"tasks"`
	Runners []runnerReport `json:"runners"`
}

// A taskReport is one row of the table.
type taskReport struct {
	Session     string            `json:"session"`
	Bytes       int               `json:"bytes"`
	Mappings    int               `json:"mappings"`
	Nanoseconds map[string]spread `json:"nanoseconds"` // of a call, by peer and by runner
	Runners     []taskRunner      `json:"runners"`

	NativeToChecks spread `json:"native_to_checks"` // a ratio of times
}

// A taskRunner is what a runner's time for a task was.
type taskRunner struct {
	Runner string            `json:"runner"`
	To     map[string]spread `json:"to"` // its time as a ratio to a peer's
	Speed  spread            `json:"gigabytes_per_second"`
}

// A runnerReport is what was measured of a runner beside the tasks.
type runnerReport struct {
	Runner      string            `json:"runner"`
	Nanoseconds map[string]spread `json:"nanoseconds"` // of one call and of those compared with it
	ToOneCall   map[string]spread `json:"to_one_call"` // ratios of these times
	Figures     map[string]spread `json:"figures"`     // in the units that their names end with
}

// A spread is the median of the rounds' numbers, and the least and the greatest.
type spread struct {
	Median float64 `json:"median"`
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
}

// newReport makes the report of the tasks and runners. The error names every number
// that is missing, not finite or not above zero.
func newReport(s samples, tasks []task, runners []runner) (*report, error) {
	var refused []error
	spreadOf := func(k key, numbers []float64) spread {
		of, err := summarise(numbers)
		if err != nil {
			refused = append(refused, fmt.Errorf("%s: %w", k, err))
		}
		return of
	}
	r := &report{}
	for _, t := range tasks {
		row := taskReport{Session: t.sessionName(), Bytes: len(t.session), Mappings: len(t.mappings), Nanoseconds: map[string]spread{}}
		at := func(by string) key { return key{t.String(), by} }
		for _, by := range peers {
			row.Nanoseconds[by] = spreadOf(at(by), s[at(by)])
		}
		row.NativeToChecks = spreadOf(at("native to checks"), ratios(s[at(natively)], s[at(checks)]))
		for _, runner := range runners {
			k := at(runner.name)
			row.Nanoseconds[runner.name] = spreadOf(k, s[k])
			to := map[string]spread{}
			for _, peer := range peers {
				to[peer] = spreadOf(at(runner.name+" to "+peer), ratios(s[k], s[at(peer)]))
			}
			var speeds []float64
			for _, nanoseconds := range s[k] {
				speeds = append(speeds, float64(len(t.session))/nanoseconds)
			}
			row.Runners = append(row.Runners, taskRunner{runner.name, to, spreadOf(at(runner.name+" speed"), speeds)})
		}
		r.Tasks = append(r.Tasks, row)
	}
	for _, runner := range runners {
		of := runnerReport{runner.name, map[string]spread{}, map[string]spread{}, map[string]spread{}}
		for _, c := range runner.comparisons() {
			k, one := key{c.of, runner.name}, key{c.to, runner.name}
			of.Nanoseconds[c.of] = spreadOf(k, s[k])
			of.Nanoseconds[c.to] = spreadOf(one, s[one])
			of.ToOneCall[c.of] = spreadOf(k, ratios(s[k], s[one]))
		}
		for _, name := range runner.figures() {
			k := key{name, runner.name}
			of.Figures[name] = spreadOf(k, s[k])
		}
		r.Runners = append(r.Runners, of)
	}
	return r, errors.Join(refused...)
}

// ratios are those within each round, none if one of the two lacks a round.
func ratios(over, under []float64) (list []float64) {
	if len(over) != len(under) {
		return nil
	}
	for round := range over {
		list = append(list, over[round]/under[round])
	}
	return list
}

// summarise refuses to make something of nothing.
func summarise(numbers []float64) (spread, error) {
	if len(numbers) == 0 {
		return spread{}, errors.New("the number is missing")
	}
	for i, number := range numbers {
		if !(number > 0) || math.IsInf(number, 0) {
			return spread{}, fmt.Errorf("number %d is %v", i+1, number)
		}
	}
	sorted := slices.Sorted(slices.Values(numbers))
	half := len(sorted) / 2
	median := sorted[half]
	if len(sorted)%2 == 0 {
		median = (sorted[half-1] + sorted[half]) / 2
	}
	return spread{median, sorted[0], sorted[len(sorted)-1]}, nil
}
