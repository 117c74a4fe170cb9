package beam

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
)

// The test is its own worker process, see TestProcess.
func TestMain(m *testing.M) {
	flag.Parse()
	log.LogLevel = "error"
	Init()
	*jobopts.EnvironmentType = "LOOPBACK"
	os.Exit(m.Run())
}

// inProcesses has workers be processes of their own, until the test's end.
func inProcesses(t *testing.T) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for option, value := range map[*string]string{
		jobopts.EnvironmentType:   "PROCESS",
		jobopts.EnvironmentConfig: fmt.Sprintf(`{"command":%q}`, program),
		jobopts.WorkerBinary:      program,
	} {
		before := *option
		t.Cleanup(func() { *option = before })
		*option = value
	}
}

func compare(t *testing.T) replay.Options {
	t.Helper()
	return replay.Options{Before: []byte(replaytest.Before), After: []byte(replaytest.After)}
}

// within bounds a run: one that hangs fails.
func within(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}

// runLocally is the report of the command, in this process.
func runLocally(t *testing.T, o replay.Options, paths ...string) []byte {
	t.Helper()
	ctx := within(t, time.Minute)
	engine, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	replayer, err := replay.New(ctx, engine, o)
	if err != nil {
		t.Fatal(err)
	}
	files, err := replay.Files(paths)
	if err != nil {
		t.Fatal(err)
	}
	found, err := replay.Run(ctx, replayer, files, replay.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return replayer.Report(found).JSON()
}

// allowed is more bad records than any test has.
const allowed = 1 << 20

// runPipeline is the report of a pipeline on Prism.
func runPipeline(t *testing.T, o Options) ([]byte, error) {
	t.Helper()
	output := filepath.Join(t.TempDir(), "reports", "change.json")
	if err := runTo(t, o, output, allowed); err != nil {
		return nil, err
	}
	return os.ReadFile(output)
}

func runTo(t *testing.T, o Options, output string, allowBad int64) error {
	t.Helper()
	pipeline, scope := beam.NewPipelineWithRoot()
	Write(scope, output, allowBad, o, Replay(scope, o))
	_, err := beam.Run(within(t, time.Minute), "prism", pipeline)
	return err
}

func lines(seed uint64, n int) []byte {
	var b bytes.Buffer
	for record := range replaytest.Sessions(seed, n) {
		b.Write(append(record, '\n'))
	}
	return b.Bytes()
}

func gzipped(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zstandard(t *testing.T, text []byte) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(text, nil)
}

// recorded is a folder of records, those in it that are hard to divide too.
func recorded(t *testing.T) string {
	t.Helper()
	damaged := gzipped(t, lines(5, 300))
	session := `{"metadata":{"country":"Spain"}}`
	files := map[string][]byte{
		"a.ndjson":       lines(1, 1500),
		"b.ndjson":       bytes.TrimSuffix(lines(2, 200), []byte("\n")),
		"crlf.ndjson":    bytes.ReplaceAll(lines(3, 100), []byte("\n"), []byte("\r\n\r\n")),
		"c.ndjson.gz":    gzipped(t, lines(4, 400)),
		"two.ndjson.gz":  append(gzipped(t, lines(6, 100)), gzipped(t, lines(7, 100))...),
		"d.ndjson.zst":   zstandard(t, lines(8, 300)),
		"unnamed.ndjson": gzipped(t, lines(9, 100)),
		"cut.ndjson.gz":  damaged[:len(damaged)/2],
		"empty.ndjson":   nil,
		"no.ndjson.gz":   []byte("no gzip"),
		// Lines that look like the beginning of something compressed.
		"magic.ndjson": []byte(strings.Repeat("\x1F\x8B\x08\n"+session+"\n\x28\xB5\x2F\xFD\n", 40)),
		// A line that is too long, and others beside it.
		"long.ndjson": []byte(session + "\n" + strings.Repeat("x", replay.MaxRecord+10) + "\n" + session + "\n" + strings.Repeat(" ", 70000) + "\n" + session),
	}
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func same(t *testing.T, got, want []byte) {
	t.Helper()
	if bytes.Equal(got, want) {
		return
	}
	expected := strings.Split(string(want), "\n")
	for i, line := range strings.Split(string(got), "\n") {
		if i == len(expected) || line != expected[i] {
			t.Fatalf("the pipeline's report is not the command's from line %d on: %q, want %q", i+1, line, expected[min(i, len(expected)-1)])
		}
	}
	t.Fatal("the pipeline's report ends before the command's")
}

func TestReportIsTheCommands(t *testing.T) {
	folder := recorded(t)
	shown := compare(t)
	shown.ShowValues, shown.Exemplars, shown.Audience = true, 12, []byte(`"https://api.shop.example"`)
	for _, test := range []struct {
		replay replay.Options
		part   int64
		batch  int
	}{
		{compare(t), 0, 0},
		{compare(t), 5_003, 1},
		{shown, 40_000, 3_000},
		{compare(t), 1_000_000, 10_000},
	} {
		t.Run(fmt.Sprintf("part %d batch %d", test.part, test.batch), func(t *testing.T) {
			got, err := runPipeline(t, Options{Options: test.replay, Inputs: []string{folder}, Part: test.part, Batch: test.batch})
			if err != nil {
				t.Fatal(err)
			}
			same(t, got, runLocally(t, test.replay, folder))
		})
	}
}

// Every place to divide a file at is tried, in files that have all kinds of lines and
// end well, or in the middle of a record.
func TestPartsAreLines(t *testing.T) {
	for name, end := range map[string]string{"no line end": "{}", "a line end": "{}\n", "cut": "{\"a\":\"bcdefgh", "cut in a long one": strings.Repeat("1", replay.MaxRecord+5)} {
		t.Run(name, func(t *testing.T) {
			text := "{\"a\":1}\r\n\n\n{}\n  \n\x1F\x8B\x08\n[1,2,3]\n" + strings.Repeat("y", 50) + "\n" + end
			file := filepath.Join(t.TempDir(), "all.ndjson")
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			size := int64(len(text))
			read := func(from, to int64) (found []string) {
				err := part{file, from, to, size}.read(t.Context(), func(record replay.Record) error {
					found = append(found, fmt.Sprintf("%d %.20q", record.Offset, record.Text))
					return nil
				})
				var damaged *replay.ReadError
				if errors.As(err, &damaged) {
					return append(found, fmt.Sprintf("damaged at %d after %d records: %v", damaged.Offset, damaged.Records, damaged.Err))
				}
				if err != nil {
					t.Fatal(err)
				}
				return found
			}
			want := read(0, wholeFile)
			if len(want) != 6 || strings.HasPrefix(want[5], "damaged") != strings.HasPrefix(name, "cut") {
				t.Fatalf("the file has 6 records, not %q", want)
			}
			for at := int64(1); at < min(size, 200); at++ {
				if got := append(read(0, at), read(at, size)...); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("divided at %d: %q, want %q", at, got, want)
				}
			}
		})
	}
}

// A file that has become shorter since it was found fails the bundle, wherever it now
// ends and whichever part is read.
func TestShorterFile(t *testing.T) {
	const record = "{}\n"
	text := []byte(strings.Repeat(record, 20))
	for name, text := range map[string][]byte{"a.ndjson": text, "a.ndjson.gz": gzipped(t, text)} {
		file := filepath.Join(t.TempDir(), name)
		size := int64(len(text))
		for left := range size {
			if err := os.WriteFile(file, text[:left], 0o600); err != nil {
				t.Fatal(err)
			}
			parts := []part{{file, 0, wholeFile, size}}
			if name == "a.ndjson" {
				parts = append(parts, part{file, size - 7, size, size})
			}
			for _, p := range parts {
				if err := p.read(t.Context(), func(replay.Record) error { return nil }); !errors.Is(err, errShorter) {
					t.Fatalf("%s, %d bytes of %d left: %v", name, left, size, err)
				}
			}
		}
	}
}

// Half a recording fails the pipeline: its report is there, the command's byte for
// byte, and the error says how much of which file was read.
func TestDamaged(t *testing.T) {
	inProcesses(t)
	whole := gzipped(t, lines(5, 300))
	for name, text := range map[string][]byte{
		"cut.ndjson.gz":     whole[:len(whole)/2],
		"damaged.ndjson.gz": append(append(bytes.Clone(whole), whole[:len(whole)-5]...), "12345"...),
		"cut.ndjson.zst":    zstandard(t, lines(5, 300))[:2000],
		"cut.ndjson":        append(lines(5, 300), "{\"metadata\":{"...),
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			for name, text := range map[string][]byte{"a.ndjson": lines(1, 50), name: text} {
				if err := os.WriteFile(filepath.Join(folder, name), text, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want := runLocally(t, compare(t), folder)
			for _, size := range []int64{0, 1000} { // whole files, and parts and batches of them
				o := Options{Options: compare(t), Inputs: []string{folder}, Part: size, Batch: int(size)}
				output := filepath.Join(t.TempDir(), "report.json")
				err := runTo(t, o, output, replay.OnlyWhole)
				if err == nil || !strings.Contains(err.Error(), filepath.Join(folder, name)+": it") || !strings.Contains(err.Error(), "records read: ") {
					t.Errorf("the error is %v", err)
				}
				got, err := os.ReadFile(output)
				if err != nil {
					t.Fatal(err)
				}
				same(t, got, want)
				if err := runTo(t, o, output, allowed); err != nil {
					t.Errorf("though it is allowed: %v", err)
				}
			}
		})
	}
}

// A bundle that is repeated on the same worker counts once.
func TestRepeatedBundle(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.ndjson")
	if err := os.WriteFile(file, lines(1, 200), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := within(t, time.Minute)
	fn := &partFn{evaluating{Replay: compare(t)}}
	if err := fn.Setup(ctx); err != nil {
		t.Fatal(err)
	}
	process := func() {
		once := true
		next := func(p *part) bool {
			*p = part{file, 0, wholeFile, 0}
			defer func() { once = false }()
			return once
		}
		if err := fn.StartBundle(ctx, nil); err != nil {
			t.Fatal(err)
		}
		if err := fn.ProcessElement(ctx, file, next, nil); err != nil {
			t.Fatal(err)
		}
	}
	process() // and the worker is told to begin again
	process()
	found := nothing()
	emit := func(a *replay.Accumulator) { found.Merge(a) }
	if err := fn.FinishBundle(ctx, emit); err != nil {
		t.Fatal(err)
	}
	same(t, fn.replayer.Report(found).JSON(), runLocally(t, compare(t), file))
}

// Of no records there is a report, and the pipeline fails.
func TestNothing(t *testing.T) {
	inProcesses(t)
	file := filepath.Join(t.TempDir(), "empty.ndjson")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	output := filepath.Join(t.TempDir(), "report.json")
	if err := runTo(t, Options{Options: compare(t), Inputs: []string{file}}, output, allowed); err == nil || !strings.Contains(err.Error(), "no record was evaluated") {
		t.Errorf("the error is %v", err)
	}
	got, err := os.ReadFile(output)
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, runLocally(t, compare(t), file))
}

// What goes wrong fails the pipeline. In processes: a worker that others leave in the
// middle of a bundle may end badly.
func TestFailures(t *testing.T) {
	inProcesses(t)
	folder := t.TempDir()
	file := filepath.Join(folder, "a.ndjson")
	if err := os.WriteFile(file, []byte("{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := compare(t)
	broken.After = []byte(`{"access_token":5}`)
	for name, test := range map[string]struct {
		o      Options
		output string
		want   string
	}{
		"a config with problems": {Options{Options: broken, Inputs: []string{file}}, "", "after: claimsmith: invalid_config"},
		"a file that is missing": {Options{Options: compare(t), Inputs: []string{filepath.Join(folder, "b.ndjson")}}, "", "no such file"},
		"a pattern of nothing":   {Options{Options: compare(t), Inputs: []string{filepath.Join(folder, "*.gz")}}, "", "no file matches"},
		"a report in a file":     {Options{Options: compare(t), Inputs: []string{file}}, filepath.Join(file, "report.json"), "a.ndjson"},
		"no such filesystem":     {Options{Options: compare(t), Inputs: []string{"tape://reel/1"}}, "", "tape"},
	} {
		t.Run(name, func(t *testing.T) {
			output := cmp.Or(test.output, filepath.Join(t.TempDir(), "report.json"))
			err := runTo(t, test.o, output, replay.OnlyWhole)
			if _, err := os.Stat(output); err == nil {
				t.Error("there is a report")
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, and should say %q", err, test.want)
			}
		})
	}
}

// A bad record and a damaged file each fail a strict pipeline, and there is no report.
func TestStrict(t *testing.T) {
	inProcesses(t)
	folder := t.TempDir()
	var good bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&good, "{\"metadata\":{\"n\":%d}}\n", i*i)
	}
	cut := gzipped(t, good.Bytes())
	for name, test := range map[string]struct {
		text []byte
		want string
	}{
		"bad.ndjson":    {[]byte("{}\n{\n{}\n"), "bad.ndjson: byte 3: "},
		"cut.ndjson.gz": {cut[:len(cut)/2], "its gzip data end too early"},
	} {
		t.Run(name, func(t *testing.T) {
			file, output := filepath.Join(folder, name), filepath.Join(t.TempDir(), "report.json")
			if err := os.WriteFile(file, test.text, 0o600); err != nil {
				t.Fatal(err)
			}
			o := Options{Options: compare(t), Inputs: []string{file}, Strict: true}
			if err := runTo(t, o, output, allowed); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, and should say %q", err, test.want)
			}
			if _, err := os.Stat(output); err == nil {
				t.Error("there is a report")
			}
		})
	}
}

// A report that fulfils a condition is written and fails the pipeline; one that does not
// fulfil it does neither more nor less than without.
func TestFailOn(t *testing.T) {
	inProcesses(t)
	file := filepath.Join(t.TempDir(), "a.ndjson")
	if err := os.WriteFile(file, lines(1, 300), 0o600); err != nil {
		t.Fatal(err)
	}
	for condition, fails := range map[string]bool{"removed>0": true, "removed>1000000": false} {
		t.Run(condition, func(t *testing.T) {
			output := filepath.Join(t.TempDir(), "report.json")
			err := runTo(t, Options{Options: compare(t), Inputs: []string{file}, FailOn: condition}, output, replay.OnlyWhole)
			if FailsOn(err) != fails || !fails && err != nil {
				t.Errorf("the error is %v", err)
			}
			got, err := os.ReadFile(output)
			if err != nil {
				t.Fatal(err)
			}
			same(t, got, runLocally(t, compare(t), file))
		})
	}
}

// Workers that are processes of their own write the same report.
func TestProcess(t *testing.T) {
	inProcesses(t)
	folder := recorded(t)
	got, err := runPipeline(t, Options{Options: compare(t), Inputs: []string{folder}, Part: 50_000})
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, runLocally(t, compare(t), folder))
}
