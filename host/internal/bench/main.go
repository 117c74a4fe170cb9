// Command bench times the whole host call beside other ways to map claims, and what
// an engine takes to start. ./build.sh bench runs it:
//
//	./build.sh bench [ROUNDS] [--json FILE]
//
// The machine's speed wanders, so within one round all ways take turns at every task,
// and what counts is the median of the ratios within the rounds, five unless told
// otherwise. It prints PERFORMANCE.md's tables in Markdown and the further figures in words;
// --json writes all numbers, times too. If a number is missing, not finite or zero, it
// says which instead, and the status is 1.
//
// To look at one of the ways more closely, the same calls are Go benchmarks:
//
//	go test ./host/internal/bench -bench 'Ways/200_bytes,_4_mapped/wazero$' -cpuprofile cpu.out
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// In a round a way has so many turns at each task, with calls that take so long
// together, or up to twice as long.
const (
	turns   = 15
	atLeast = 5 * time.Millisecond
)

func main() {
	a, err := parse(os.Args[1:])
	if err != nil {
		fmt.Fprintf(os.Stderr, "%v\nusage: ./build.sh bench [ROUNDS] [--json FILE]\n", err)
		os.Exit(2)
	}
	if err := run(context.Background(), a); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type arguments struct {
	rounds  int
	json    string // a file, or empty
	command string
}

func parse(args []string) (a arguments, err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&a.json, "json", "", "write all numbers to a `FILE`")
	var others []string
	for rest := args; ; rest = flags.Args()[1:] { // a flag may come after ROUNDS
		if err := flags.Parse(rest); err != nil {
			return a, err
		}
		if flags.NArg() == 0 {
			break
		}
		others = append(others, flags.Arg(0))
	}
	a.rounds = 5
	switch len(others) {
	case 0:
	case 1:
		if a.rounds, err = strconv.Atoi(others[0]); err != nil || a.rounds < 1 {
			return a, fmt.Errorf("ROUNDS is a number of at least 1, not %q", others[0])
		}
	default:
		return a, fmt.Errorf("one argument is too many: %q", others[1])
	}
	a.command = strings.Join(append([]string{"./build.sh bench"}, args...), " ")
	return a, nil
}

func run(ctx context.Context, a arguments) error {
	of, err := thisMachine()
	if err != nil {
		return err
	}
	r, err := measure(ctx, a.rounds)
	if err != nil {
		return err
	}
	r.Command, r.machine, r.Rounds = a.command, of, a.rounds
	r.print(os.Stdout)
	if a.json == "" {
		return nil
	}
	return r.writeJSON(a.json)
}

func measure(ctx context.Context, rounds int) (r *report, err error) {
	b := bench{atLeast: atLeast}
	defer func() { err = errors.Join(err, b.close(ctx)) }()
	if err := b.prepare(ctx, tasks(), runners); err != nil {
		return nil, err
	}
	numbers, err := play(rounds, turns, b.groups, os.Stderr)
	if err != nil {
		return nil, err
	}
	return newReport(numbers, tasks(), runners)
}

func (r *report) writeJSON(file string) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}
