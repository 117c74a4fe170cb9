package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/guest/engine"
)

// BenchmarkWays is each way at each task, for a closer look at one of them.
func BenchmarkWays(b *testing.B) {
	var of bench
	defer of.close(b.Context())
	engines, err := of.start(b.Context(), runners)
	if err != nil {
		b.Fatal(err)
	}
	for _, t := range tasks() {
		ways, err := t.ways(b.Context(), runners, engines)
		if err != nil {
			b.Fatal(err)
		}
		for _, w := range ways {
			b.Run(t.String()+"/"+w.name, func(b *testing.B) {
				b.SetBytes(int64(len(t.session)))
				b.ReportAllocs()
				for b.Loop() {
					if err := w.call(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func TestSummarise(t *testing.T) {
	for _, c := range []struct {
		numbers []float64
		want    spread
	}{
		{[]float64{3}, spread{3, 3, 3}},
		{[]float64{9, 1}, spread{5, 1, 9}},
		{[]float64{9, 1, 2}, spread{2, 1, 9}},
		{[]float64{4, 9, 1, 2}, spread{3, 1, 9}},
		{[]float64{10, 9, 1, 2, 100}, spread{9, 1, 100}},
	} {
		numbers := slices.Clone(c.numbers)
		got, err := summarise(numbers)
		if err != nil || got != c.want {
			t.Errorf("%v: %+v, %v, want %+v", c.numbers, got, err, c.want)
		}
		if !slices.Equal(numbers, c.numbers) { // they are paired by their rounds
			t.Errorf("%v became %v", c.numbers, numbers)
		}
	}
}

func TestSummariseRefuses(t *testing.T) {
	for _, c := range []struct {
		numbers []float64
		want    string
	}{
		{nil, "the number is missing"},
		{[]float64{1, 0}, "number 2 is 0"},
		{[]float64{-1, 1}, "number 1 is -1"},
		{[]float64{1, 1, math.NaN()}, "number 3 is NaN"},
		{[]float64{math.Inf(1), 1}, "number 1 is +Inf"},
	} {
		if got, err := summarise(c.numbers); err == nil || err.Error() != c.want {
			t.Errorf("%v: %+v, %v, want %q", c.numbers, got, err, c.want)
		}
	}
}

// The machine was ten times slower in the second round; the ratio of the medians would
// be 1.5.
func TestRatiosAreWithinRounds(t *testing.T) {
	ours, theirs := []float64{3, 20, 2}, []float64{1, 10, 2}
	got, err := summarise(ratios(ours, theirs))
	if want := (spread{2, 1, 3}); err != nil || got != want {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
	if got := ratios([]float64{1, 2}, []float64{1}); got != nil {
		t.Errorf("a round that one of them lacks has the ratios %v", got)
	}
}

// TestPerCall has a machine that is held up for long once, and is slow in the end.
func TestPerCall(t *testing.T) {
	var made []int
	slow := time.Duration(1)
	sample := perCall(time.Second, func(calls int) (time.Duration, error) {
		made = append(made, calls)
		took := time.Duration(calls) * 10 * time.Millisecond * slow
		if len(made) == 1 {
			took += time.Hour
		}
		return took, nil
	})
	for _, slow = range []time.Duration{1, 1, 3} {
		got, err := sample()
		if want := float64(slow * 10 * time.Millisecond); err != nil || got != want {
			t.Errorf("a call takes %v ns, %v, want %v", got, err, want)
		}
	}
	if last := made[len(made)-3:]; !slices.Equal(last, []int{128, 128, 128}) {
		t.Errorf("%v calls of 10 ms for a second each", last)
	}
}

// TestTurns sees the measurements of a group take turns.
func TestTurns(t *testing.T) {
	var order string
	of := func(by string, numbers ...float64) measurement {
		return measurement{key{"a task", by}, func() (number float64, err error) {
			order += by
			number, numbers = numbers[0], numbers[1:]
			return number, nil
		}}
	}
	groups := [][]measurement{{of("a", 1, 3, 2, 7, 8, 9), of("b", 1, 1, 1, 2, 2, 2)}, {of("c", 4, 4, 4, 5, 5, 5)}}
	got, err := play(2, 3, groups, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if want := "abababccc"; order != want+want {
		t.Errorf("the order is %s", order)
	}
	want := samples{{"a task", "a"}: {2, 8}, {"a task", "b"}: {1, 2}, {"a task", "c"}: {4, 5}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the numbers are %v, not %v", got, want)
	}
	if _, err := play(1, 2, [][]measurement{{of("a", 1, math.NaN())}}, io.Discard); err == nil {
		t.Error("a turn without a number is not told")
	}
}

func TestCallsAtOnce(t *testing.T) {
	for _, calls := range []int{1, 2, 7} {
		made := make(chan int, calls)
		if _, err := atOnce(2, func() error { made <- 1; return nil })(calls); err != nil {
			t.Fatal(err)
		}
		if len(made) != calls {
			t.Errorf("%d calls instead of %d", len(made), calls)
		}
	}
	if _, err := atOnce(2, func() error { return io.EOF })(2); err != io.EOF {
		t.Errorf("the error of a call became %v", err)
	}
}

// TestWaysAgree is what makes the times comparable: all ways that map give the same
// claims, and they are as many as the task says.
func TestWaysAgree(t *testing.T) {
	var of bench
	defer of.close(t.Context())
	engines, err := of.start(t.Context(), runners)
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range tasks() {
		if off := len(task.session) - task.size; off < -task.size/10 || off > task.size/10 {
			t.Errorf("%s: the session has %d bytes", task, len(task.session))
		}
		mapped := task.gjsonMapper()()
		want := len(task.mappings)
		if task.setByCode {
			want += 10
		}
		if got := len(gjson.Parse(mapped).Map()); got != want {
			t.Errorf("%s: gjson maps %d claims, not %d: %s", task, got, want, mapped)
		}
		for _, config := range []string{task.config(), task.otherConfig()} {
			native, ok := engine.New().Evaluate(config, task.session, audience)
			if !ok || gjson.GetBytes(native, "ignored").Exists() {
				t.Errorf("%s: the engine leaves something out: %s", task, native)
			}
			if got := gjson.GetBytes(native, "access_token.claims").Raw; config == task.config() && got != mapped {
				t.Errorf("%s: the engine gives\n%s\ngjson\n%s", task, got, mapped)
			}
			for i, r := range runners {
				outcome, err := engines[i].Evaluate(t.Context(), []byte(config), []byte(task.session), []byte(audience))
				if err != nil || !bytes.Equal(outcome.JSON, native) {
					t.Errorf("%s: %s gives\n%s, %v\nthe engine\n%s", task, r.name, outcome.JSON, err, native)
				}
			}
		}
		ways, err := task.ways(t.Context(), runners, engines)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range ways {
			if err := w.call(); err != nil {
				t.Errorf("%s: %s: %v", task, w.name, err)
			}
		}
	}
}

// oneRound is all that there is to measure, once and as briefly as it goes.
func oneRound(t *testing.T, runners []runner) samples {
	t.Helper()
	b := bench{atLeast: time.Nanosecond}
	defer func() {
		if err := b.close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	if err := b.prepare(t.Context(), tasks(), runners); err != nil {
		t.Fatal(err)
	}
	numbers, err := play(1, 1, b.groups, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return numbers
}

// TestEveryNumberIsNeeded takes each number away, and puts one in its place that cannot
// be: there is no report, and the error says which number it is.
func TestEveryNumberIsNeeded(t *testing.T) {
	numbers := oneRound(t, runners)
	if _, err := newReport(numbers, tasks(), runners); err != nil {
		t.Fatal(err)
	}
	for k := range numbers {
		for _, bad := range [][]float64{nil, {}, {0}, {math.NaN()}, {math.Inf(1)}} {
			without := maps.Clone(numbers)
			without[k] = bad
			_, err := newReport(without, tasks(), runners)
			if err == nil || !strings.Contains(err.Error(), k.String()+": ") {
				t.Errorf("%s is %v: %v", k, bad, err)
			}
		}
	}
}

// TestBothRunners has each in a column of its own, and in a table.
func TestBothRunners(t *testing.T) {
	r, err := newReport(oneRound(t, runners), tasks(), runners)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	r.print(&b)
	for _, want := range []string{
		"| a session of | mappings | wazero, to gjson | translated, to gjson | wazero, speed | translated, speed |",
		"\nwazero:\n", "\ntranslated:\n", "\nwazero, four mappings", "\ntranslated, four mappings",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	// What a translated module has not is measured of the other alone.
	for _, once := range []string{"with a time limit", "from a cache"} {
		if count := strings.Count(b.String(), once); count != 1 {
			t.Errorf("%q is told %d times", once, count)
		}
	}
}

func TestPrint(t *testing.T) {
	numbers := samples{}
	of, second := fourMappings(), anonymous(4, 100<<10, "full of escapes", escapes)
	for _, task := range []task{of, second} {
		for i, peer := range peers {
			numbers[key{task.String(), peer}] = []float64{100 * float64(i+1), 100 * float64(i+1), 100}
		}
		numbers[key{task.String(), "wazero"}] = []float64{290, 310, 330}
	}
	printed := runners[:1]
	for _, c := range printed[0].comparisons() {
		numbers[key{c.to, "wazero"}] = []float64{100, 200, 100}
		numbers[key{c.of, "wazero"}] = []float64{115, 230, 121}
	}
	numbers[key{gjsonTwoGoroutines, "wazero"}] = []float64{55, 110, 60}
	for i, name := range printed[0].figures() {
		numbers[key{name, "wazero"}] = []float64{float64(i + 1), float64(i + 1), float64(i + 1)}
	}
	r, err := newReport(numbers, []task{of, second}, printed)
	if err != nil {
		t.Fatal(err)
	}
	r.Rounds = 3
	r.machine = machine{"go1.26.0", "linux", "amd64", 2, "v1.12.0", module{"5ea1", 83000, 36400}}
	var b strings.Builder
	r.print(&b)
	want := `go1.26.0 on linux/amd64 with 2 CPUs, wazero v1.12.0
module 5ea1, 83.0 KB, 36.4 KB gzipped
rounds: 3; medians, and in brackets the least and the greatest of a round

| a session of | mappings | to gjson | speed |
| --- | --- | --- | --- |
| 200 bytes | 4 | 3.1 (2.9–3.3) | 0.60 GB/s |
| 100 KB, full of escapes | 4 | 3.1 (2.9–3.3) | 330 GB/s |

wazero:

| a session of | mappings | to gjson | to gjson with ` + "`Valid`" + ` | to checking alone | to native | speed |
| --- | --- | --- | --- | --- | --- | --- |
| 200 bytes | 4 | 3.1 (2.9–3.3) | 1.6 (1.4–3.3) | 1.0 (0.97–3.3) | 0.78 (0.72–3.3) | 0.60 GB/s |
| 100 KB, full of escapes | 4 | 3.1 (2.9–3.3) | 1.6 (1.4–3.3) | 1.0 (0.97–3.3) | 0.78 (0.72–3.3) | 330 GB/s |

the engine natively, to checking alone:
- 100 KB, full of escapes: 1.3 (1–1.3)

wazero, four mappings of 200 bytes:
- two goroutines take 1.1 (1.1–1.2) times as long as one, those of gjson 0.55 (0.55–0.60) times
- with two audiences in turns a call takes 1.1 (1.1–1.2) times as long as with one
- with two configs in turns it takes 1.1 (1.1–1.2) times as long as with one
- explain takes 1.1 (1.1–1.2) times as long as evaluate
- with a time limit a call takes 1.1 (1.1–1.2) times as long
- Go allocations of a call: 1
- an engine is there after 2 ms, from a cache after 5 ms
- an instance takes 3 ms, and 4 KiB of memory while it is idle
`
	if b.String() != want {
		t.Errorf("prints\n%s\nnot\n%s", b.String(), want)
	}
}

func TestDigits(t *testing.T) {
	for number, want := range map[float64]string{
		1: "1", 128: "128", 1.04: "1.0", 9.96: "10", 0.1: "0.10", 0.0996: "0.10", 0.0123: "0.012",
		12.4: "12", 12.6: "13", 99.6: "100", 321.5: "320", 2.94: "2.9", 0.851: "0.85", 0.999: "1.0",
	} {
		if got := digits(number); got != want {
			t.Errorf("%v is written %s, not %s", number, got, want)
		}
	}
}

func TestJSON(t *testing.T) {
	r, err := newReport(oneRound(t, runners), tasks(), runners)
	if err != nil {
		t.Fatal(err)
	}
	r.Command = "./build.sh bench 1"
	file := filepath.Join(t.TempDir(), "bench.json")
	if err := r.writeJSON(file); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got report
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&got, r) {
		t.Errorf("the file says\n%+v\nnot\n%+v", got, r)
	}
}

func TestGzipped(t *testing.T) {
	text := strings.Repeat("a module ", 10000)
	zipped, err := gzipped([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || string(got) != text {
		t.Errorf("%d bytes come back, %v", len(got), err)
	}
}

func TestParse(t *testing.T) {
	for line, want := range map[string]arguments{
		"":                 {5, "", "./build.sh bench"},
		"3":                {3, "", "./build.sh bench 3"},
		"--json a.json":    {5, "a.json", "./build.sh bench --json a.json"},
		"1 --json a.json":  {1, "a.json", "./build.sh bench 1 --json a.json"},
		"--json=a.json 12": {12, "a.json", "./build.sh bench --json=a.json 12"},
	} {
		if got, err := parse(strings.Fields(line)); err != nil || got != want {
			t.Errorf("%q: %+v, %v", line, got, err)
		}
	}
	for _, line := range []string{"0", "-1", "x", "1 2", "--json", "--rounds 3"} {
		if got, err := parse(strings.Fields(line)); err == nil {
			t.Errorf("%q is taken: %+v", line, got)
		}
	}
}
