package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// large is the size of sessions, in bytes, from which on checking is nearly all that
// there is to do.
const large = 99 << 10

// print writes PERFORMANCE.md's tables, in Markdown, then each runner's own with all that it
// is compared with, and the further figures in words.
// Every number is a median; the least and the greatest stand after it.
func (r *report) print(w io.Writer) {
	fmt.Fprintf(w, "%s on %s/%s with %d CPUs, wazero %s\n", r.Go, r.OS, r.Arch, r.CPUs, r.Wazero)
	fmt.Fprintf(w, "module %s, %.1f KB, %.1f KB gzipped\n", r.Module.SHA256, kb(r.Module.Bytes), kb(r.Module.Gzipped))
	fmt.Fprintf(w, "rounds: %d; medians, and in brackets the least and the greatest of a round\n\n", r.Rounds)
	r.printTable(w, []string{withGJSON}, r.runners())
	for _, runner := range r.runners() {
		fmt.Fprintf(w, "\n%s:\n\n", runner)
		r.printTable(w, peers, []string{runner})
	}
	fmt.Fprint(w, "\nthe engine natively, to checking alone:\n")
	for _, t := range r.Tasks {
		if t.Bytes >= large {
			fmt.Fprintf(w, "- %s: %s\n", t.Session, t.NativeToChecks)
		}
	}
	for _, of := range r.Runners {
		fmt.Fprintf(w, "\n%s, four mappings of 200 bytes:\n", of.Runner)
		to, figure := of.ToOneCall, of.Figures
		fmt.Fprintf(w, "- two goroutines take %s times as long as one, those of gjson %s times\n", to[twoGoroutines], to[gjsonTwoGoroutines])
		fmt.Fprintf(w, "- with two audiences in turns a call takes %s times as long as with one\n", to[twoAudiences])
		fmt.Fprintf(w, "- with two configs in turns it takes %s times as long as with one\n", to[twoConfigs])
		fmt.Fprintf(w, "- explain takes %s times as long as evaluate\n", to[explain])
		if limited, measured := to[timeLimit]; measured {
			fmt.Fprintf(w, "- with a time limit a call takes %s times as long\n", limited)
		}
		fmt.Fprintf(w, "- Go allocations of a call: %s\n", figure[allocations])
		fmt.Fprintf(w, "- an engine is there after %s ms", figure[engineStart])
		if cached, measured := figure[fromCache]; measured {
			fmt.Fprintf(w, ", from a cache after %s ms", cached)
		}
		fmt.Fprintln(w)
		fmt.Fprintf(w, "- an instance takes %s ms, and %s KiB of memory while it is idle\n", figure[instance], figure[idleMemory])
	}
}

var peerTitles = map[string]string{
	withGJSON: "to gjson",
	withValid: "to gjson with `Valid`",
	checks:    "to checking alone",
	natively:  "to native",
}

func (r *report) runners() (names []string) {
	for _, of := range r.Runners {
		names = append(names, of.Runner)
	}
	return names
}

// printTable compares runners with peers. It names the runners if there are several.
func (r *report) printTable(w io.Writer, peers, runners []string) {
	titles := []string{"a session of", "mappings"}
	title := func(runner, what string) {
		if len(runners) > 1 {
			what = runner + ", " + what
		}
		titles = append(titles, what)
	}
	for _, peer := range peers {
		for _, runner := range runners {
			title(runner, peerTitles[peer])
		}
	}
	for _, runner := range runners {
		title(runner, "speed")
	}
	printRow(w, titles)
	printRow(w, slices.Repeat([]string{"---"}, len(titles)))
	for _, t := range r.Tasks {
		row := []string{t.Session, strconv.Itoa(t.Mappings)}
		for _, peer := range peers {
			for _, of := range t.Runners {
				if slices.Contains(runners, of.Runner) {
					row = append(row, of.To[peer].String())
				}
			}
		}
		for _, of := range t.Runners {
			if slices.Contains(runners, of.Runner) {
				row = append(row, digits(of.Speed.Median)+" GB/s")
			}
		}
		printRow(w, row)
	}
}

func printRow(w io.Writer, cells []string) {
	fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | "))
}

// String has the range too, unless the rounds all gave the same.
func (s spread) String() string {
	least, greatest := digits(s.Min), digits(s.Max)
	if least == greatest {
		return least
	}
	return fmt.Sprintf("%s (%s–%s)", digits(s.Median), least, greatest)
}

// digits writes a number with two of them that count, and all of an integer's.
func digits(number float64) string {
	if number == math.Trunc(number) {
		return strconv.FormatFloat(number, 'f', -1, 64)
	}
	rounded := strconv.FormatFloat(number, 'e', 1, 64)
	number, _ = strconv.ParseFloat(rounded, 64)
	exponent, _ := strconv.Atoi(rounded[strings.IndexByte(rounded, 'e')+1:])
	return strconv.FormatFloat(number, 'f', max(0, 1-exponent), 64)
}

func kb(bytes int) float64 { return float64(bytes) / 1000 }
