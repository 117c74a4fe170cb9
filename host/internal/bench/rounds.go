package main

import (
	"fmt"
	"io"
	"math"
	"time"
)

// A measurement gives a number at every turn.
type measurement struct {
	key
	sample func() (float64, error)
}

// A key names a measurement: of what, and by which way.
type key struct{ of, by string }

func (k key) String() string { return k.of + ", " + k.by }

// samples has a number for each round.
type samples map[key][]float64

// play plays the rounds and tells of each that begins. Within one, those of a group
// take their short turns one after another, so that they share the machine's good and
// bad moments; a round's number is the median of the turns.
func play(rounds, turns int, groups [][]measurement, progress io.Writer) (samples, error) {
	s := samples{}
	for round := range rounds {
		fmt.Fprintf(progress, "round %d of %d\n", round+1, rounds)
		for _, group := range groups {
			numbers := make([][]float64, len(group))
			for range turns {
				for i, m := range group {
					number, err := m.sample()
					if err != nil {
						return nil, fmt.Errorf("%s: %w", m.key, err)
					}
					numbers[i] = append(numbers[i], number)
				}
			}
			for i, m := range group {
				of, err := summarise(numbers[i])
				if err != nil {
					return nil, fmt.Errorf("%s: %w", m.key, err)
				}
				s[m.key] = append(s[m.key], of.Median)
			}
		}
	}
	return s, nil
}

// perCall samples the nanoseconds that a call takes, as the mean of many: as many at
// every turn as take at least so long together. run makes some and returns their time.
func perCall(atLeast time.Duration, run func(calls int) (time.Duration, error)) func() (float64, error) {
	calls := 0
	return func() (_ float64, err error) {
		if calls == 0 {
			if calls, err = enough(atLeast, run); err != nil {
				return 0, err
			}
		}
		took, err := run(calls)
		return float64(took.Nanoseconds()) / float64(calls), err
	}
}

// enough is how many calls take at least so long, three times in a row: once alone,
// the machine may have been busy with something else.
func enough(atLeast time.Duration, run func(calls int) (time.Duration, error)) (calls int, err error) {
	for calls = 1; ; calls *= 2 {
		quickest := time.Duration(math.MaxInt64)
		for range 3 {
			took, err := run(calls)
			if err != nil {
				return 0, err
			}
			quickest = min(quickest, took)
		}
		if quickest >= atLeast {
			return calls, nil
		}
	}
}

// inTurn makes calls one after another.
func inTurn(call func() error) func(calls int) (time.Duration, error) {
	return func(calls int) (time.Duration, error) {
		start := time.Now()
		for range calls {
			if err := call(); err != nil {
				return 0, err
			}
		}
		return time.Since(start), nil
	}
}

// atOnce makes calls in so many goroutines.
func atOnce(goroutines int, call func() error) func(calls int) (time.Duration, error) {
	return func(calls int) (time.Duration, error) {
		ended := make(chan error, goroutines)
		start := time.Now()
		for i := range goroutines {
			go func() {
				_, err := inTurn(call)((calls + i) / goroutines)
				ended <- err
			}()
		}
		var failed error
		for range goroutines {
			if err := <-ended; err != nil {
				failed = err
			}
		}
		return time.Since(start), failed
	}
}
