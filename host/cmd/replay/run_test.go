package replay_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
)

func write(t testing.TB, path string, text []byte) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// lines are a file's text, with line ends of both kinds and empty lines.
func lines(records []replay.Record) []byte {
	var b bytes.Buffer
	for i, rec := range records {
		b.Write(rec.Text)
		b.WriteString([]string{"\n", "\n", "\r\n", "\n\n", "\n \n"}[i%5])
	}
	return b.Bytes()
}

func gzipped(t testing.TB, texts ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, text := range texts { // a member each
		w := gzip.NewWriter(&b)
		_, err := w.Write(text)
		if err = errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

func zstandard(t testing.TB, text []byte) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(text, nil)
}

// read reads a file's text as "offset:line" with lines shortened.
func read(t testing.TB, file string, in io.Reader) (all []string, err error) {
	t.Helper()
	err = replay.Read(t.Context(), file, in, func(rec replay.Record) error {
		if rec.File != file {
			t.Errorf("the file is %q", rec.File)
		}
		text := string(rec.Text)
		if len(text) > 20 {
			text = fmt.Sprintf("%d bytes", len(text))
		}
		all = append(all, fmt.Sprintf("%d:%s", rec.Offset, text))
		return nil
	})
	return all, err
}

func TestRead(t *testing.T) {
	const most = replay.MaxRecord
	long := strings.Repeat("1", most)
	var many, manyWant strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&manyWant, " %d:%d", many.Len(), i)
		fmt.Fprintf(&many, "%d\n", i)
	}
	for name, c := range map[string]struct{ text, want string }{
		"nothing":             {"", ""},
		"empty lines":         {"\n\r\n \t\n\n", ""},
		"no end":              {"1\n23", "0:1 2:23"},
		"white space, no end": {"1\n \t", "0:1"},
		"both ends":           {"a\r\nb\n\nc\r\n", "0:a 3:b 6:c"},
		"many":                {many.String(), manyWant.String()[1:]},
		"the longest":         {"a\n" + long + "\nb\n", fmt.Sprintf("0:a 2:%d bytes %d:b", most, most+3)},
		"the longest, no end": {long, fmt.Sprintf("0:%d bytes", most)},
		"too long":            {"a\n" + long + "1\nb\n", fmt.Sprintf("0:a 2:%d bytes %d:b", most+1, most+4)},
		"far too long":        {long + long + long + "\nb\n" + long + long + "\n3", fmt.Sprintf("0:%d bytes %d:b %d:%d bytes %d:3", most+1, 3*most+1, 3*most+3, most+1, 5*most+4)},
	} {
		for form, in := range map[string]struct {
			file string
			in   io.Reader
		}{
			"plain":          {"f", strings.NewReader(c.text)},
			"in small parts": {"f", iotest.HalfReader(strings.NewReader(c.text))},
			"gzip":           {"f", bytes.NewReader(gzipped(t, []byte(c.text)))},
			"gzip, members":  {"f.gz", bytes.NewReader(gzipped(t, []byte(c.text[:len(c.text)/3]), []byte(c.text[len(c.text)/3:])))},
			"zstd":           {"f.zst", bytes.NewReader(zstandard(t, []byte(c.text)))},
		} {
			got, err := read(t, in.file, in.in)
			if err != nil || strings.Join(got, " ") != c.want {
				t.Errorf("%s, %s: %.300s %v, want %.300s", name, form, strings.Join(got, " "), err, c.want)
			}
		}
	}
}

func TestReadErrors(t *testing.T) {
	text := lines(sessions(1, 2000))
	want, err := read(t, "f", bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	for name, c := range map[string]struct {
		file string
		in   io.Reader
	}{
		"the disk":     {"f", io.MultiReader(bytes.NewReader(text[:len(text)/2]), iotest.ErrReader(broken))},
		"gzip":         {"f.gz", bytes.NewReader(gzipped(t, text)[:len(gzipped(t, text))/2])},
		"zstd":         {"f", bytes.NewReader(zstandard(t, text)[:len(zstandard(t, text))/2])},
		"at once":      {"f", iotest.ErrReader(broken)},
		"no gzip":      {"f.gz", strings.NewReader("text")},
		"no zstandard": {"f.zst", strings.NewReader("text")},
	} {
		got, err := read(t, c.file, c.in)
		var failed *replay.ReadError
		if !errors.As(err, &failed) || failed.File != c.file {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(got) > len(want) || !slices.Equal(got, want[:len(got)]) {
			t.Errorf("%s: the records before are others", name)
		}
		// What could not be read begins where the last whole line ends.
		following := int64(0)
		if len(got) > 0 {
			if _, err := fmt.Sscan(want[len(got)], &following); err != nil {
				t.Fatal(err)
			}
		}
		if bytes.LastIndexByte(text[:failed.Offset], '\n') != int(failed.Offset)-1 || failed.Offset > following ||
			name == "the disk" && failed.Offset != int64(bytes.LastIndexByte(text[:len(text)/2], '\n')+1) {
			t.Errorf("%s: offset %d, the next record is at %d", name, failed.Offset, following)
		}
	}
	stop := errors.New("stop")
	if err := replay.Read(t.Context(), "f", bytes.NewReader(text), func(replay.Record) error { return stop }); err != stop {
		t.Errorf("emit's error: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := replay.Read(ctx, "f", bytes.NewReader(text), func(replay.Record) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"a.ndjson", "b.jsonl.gz", "c.txt", "d/e.jsonl", "d/config.json", "d/f/G.NDJSON.ZST", "d/.hidden.jsonl", "d/.git/x.jsonl", "d/readme.md", "[x].json", "empty/readme.md"} {
		write(t, name, nil)
	}
	here, err := os.Getwd()
	if err := errors.Join(err, os.Symlink("d", "link"), os.Symlink("nowhere", "s*")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		paths []string
		want  string
	}{
		{[]string{"a.ndjson"}, "a.ndjson"},
		{[]string{"-", "c.txt", "./a.ndjson", "a.ndjson", "d/../a.ndjson", "-"}, "- a.ndjson c.txt"},
		{[]string{"d"}, "d/e.jsonl d/f/G.NDJSON.ZST"},
		{[]string{"link"}, "link/e.jsonl link/f/G.NDJSON.ZST"},
		{[]string{"d/config.json"}, "d/config.json"},
		{[]string{"*.ndjson", "d/*.jsonl"}, "a.ndjson d/.hidden.jsonl d/e.jsonl"},
		{[]string{"d*"}, "d/e.jsonl d/f/G.NDJSON.ZST"},
		{[]string{"[x].json"}, "[x].json"},
		{[]string{"[ab]*"}, "a.ndjson b.jsonl.gz"},
		{[]string{filepath.Join(here, "a.ndjson"), "a.ndjson"}, filepath.Join(here, "a.ndjson")},
		{[]string{"nowhere"}, "error"},
		{[]string{"nowhere*"}, "error"},
		{[]string{"[nowhere"}, "error"},
		{[]string{"s*"}, "error"}, // a link to nothing, which the pattern matches
		{[]string{"empty"}, "error"},
	} {
		found, err := replay.Files(c.paths)
		got := strings.Join(found, " ")
		if err != nil {
			got = "error"
		}
		if filepath.ToSlash(got) != filepath.ToSlash(c.want) {
			t.Errorf("%v: %s %v, want %s", c.paths, got, err, c.want)
		}
	}
}

// TestRunIsTheSameEverywhere replays the same records in files of all kinds with
// different numbers of workers: the accumulators have the same bytes.
func TestRunIsTheSameEverywhere(t *testing.T) {
	t.Chdir(t.TempDir())
	r := newReplayer(t, options())
	texts := map[string][]byte{"in/a.ndjson": lines(sessions(1, 3000)), "in/b.jsonl": lines(sessions(2, 10)), "in/c.jsonl": lines(sessions(3, 1200)), "in/none.ndjson": nil}
	for name, text := range texts {
		write(t, name, text)
	}
	want := r.NewAccumulator()
	for name, text := range texts {
		if err := replay.Read(t.Context(), filepath.FromSlash(name), bytes.NewReader(text), func(rec replay.Record) error {
			add(t, r, want, rec)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	files, err := replay.Files([]string{"in"})
	if err != nil {
		t.Fatal(err)
	}
	check := func(name string, files []string, o replay.RunOptions) {
		t.Helper()
		found, err := replay.Run(t.Context(), r, files, o)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Equal(encoded(t, found), encoded(t, want)) {
			same(t, found.Report().JSON(), want.Report().JSON())
			t.Fatalf("%s: the bytes differ", name)
		}
	}
	for _, workers := range []int{0, 1, 2, 7} {
		check(fmt.Sprint(workers, " workers"), files, replay.RunOptions{Workers: workers})
	}
	slices.Reverse(files)
	check("in another order", files, replay.RunOptions{})

	// Compressed in place, names are the same and so is everything.
	write(t, "in/a.ndjson", gzipped(t, texts["in/a.ndjson"]))
	write(t, "in/c.jsonl", zstandard(t, texts["in/c.jsonl"]))
	check("compressed", files, replay.RunOptions{})

	// Standard input, in another order of lines: only places differ, and there are
	// none of equal records.
	records := sessions(4, 500)
	in := []replay.Record{}
	random := rand.New(rand.NewPCG(1, 1))
	for _, i := range random.Perm(len(records)) {
		in = append(in, records[i])
	}
	found, err := replay.Run(t.Context(), r, []string{"-"}, replay.RunOptions{Stdin: bytes.NewReader(lines(in))})
	if err != nil {
		t.Fatal(err)
	}
	ordered := r.NewAccumulator()
	add(t, r, ordered, records...)
	placeless := func(a *replay.Accumulator) []byte {
		report := a.Report()
		for i := range report.Exemplars {
			report.Exemplars[i].File, report.Exemplars[i].Offset = "", 0
		}
		report.BadRecords = nil
		return report.JSON()
	}
	same(t, placeless(found), placeless(ordered))
}

func TestRunReportsProgress(t *testing.T) {
	r := newReplayer(t, options())
	text := lines(sessions(1, 4000))
	path := write(t, filepath.Join(t.TempDir(), "a.ndjson"), text)
	var last replay.Progress
	found, err := replay.Run(t.Context(), r, []string{path}, replay.RunOptions{Workers: 1, Progress: func(p replay.Progress) {
		if p.Records < last.Records || p.Bytes < last.Bytes {
			t.Errorf("progress goes back from %+v to %+v", last, p)
		}
		last = p
	}})
	if err != nil {
		t.Fatal(err)
	}
	size := int64(len(text))
	if want := (replay.Progress{Records: found.Report().Records.Read, Bytes: size, Total: size}); last != want {
		t.Errorf("at the end: %+v, want %+v", last, want)
	}
}

func TestRunWithBadRecords(t *testing.T) {
	r := newReplayer(t, options())
	dir := t.TempDir()
	good := `{"metadata":{"country":"x"}}` + "\n"
	bad := write(t, filepath.Join(dir, "bad.ndjson"), []byte(good+"{\n"+good+strings.Repeat("y", replay.MaxRecord+10)+"\n\n"+good))
	fine := write(t, filepath.Join(dir, "fine.ndjson"), []byte(good))
	found, err := replay.Run(t.Context(), r, []string{bad, fine}, replay.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	report := found.Report()
	var got []string
	for _, b := range report.BadRecords {
		got = append(got, fmt.Sprintf("%s %d %s", filepath.Base(b.File), b.Offset, b.Code))
	}
	want := fmt.Sprintf("bad.ndjson %d json_syntax, bad.ndjson %d too_large", len(good), 2*len(good)+2)
	if all := strings.Join(got, ", "); all != want {
		t.Errorf("bad records: %s, want %s", all, want)
	}
	if report.Records != (replay.RecordCount{Read: 6, Evaluated: 4, Bad: 2}) || report.Damaged() != 0 {
		t.Errorf("records: %+v, %d damaged inputs", report.Records, report.Damaged())
	}
	var record *replay.RecordError
	if _, err := replay.Run(t.Context(), r, []string{bad}, replay.RunOptions{Strict: true, Workers: 1}); !errors.As(err, &record) || record.Offset != int64(len(good)) {
		t.Errorf("strict: %v", err)
	}
}

// TestRunWithDamagedInputs has a file for each way to be cut, to be damaged or not to be
// there: the report says of each how much of it was read, and has all of the others.
func TestRunWithDamagedInputs(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	r := newReplayer(t, options())
	record := func(i int) string { return fmt.Sprintf(`{"metadata":{"country":"%x"}}`+"\n", i*i*i*7919) }
	var text strings.Builder
	for i := range 200 {
		text.WriteString(record(i))
	}
	all := []byte(text.String())
	lines := func(n int) int64 {
		return int64(len(strings.Join(strings.SplitAfterN(string(all), "\n", n+1)[:n], "")))
	}
	changed := func(packed []byte, at int) []byte {
		packed[at] ^= 0xFF
		return packed
	}
	first := gzipped(t, all[:lines(50)])
	members := gzipped(t, all[:lines(50)], all[lines(50):])
	zst := zstandard(t, all)
	for _, c := range []struct {
		file    string
		text    []byte // nil makes no file
		records int64  // that are read, -1 if it is for the decompressor to say
		says    string
	}{
		{"cut.ndjson.gz", gzipped(t, all)[:len(first)], -1, "its gzip data end too early"},
		{"no-checksum.ndjson.gz", gzipped(t, all)[:len(gzipped(t, all))-8], 200, "its gzip data end too early"},
		{"checksum.ndjson.gz", changed(gzipped(t, all), len(gzipped(t, all))-8), 200, "its gzip data are damaged"},
		{"second-member.ndjson.gz", changed(bytes.Clone(members), len(members)-5), 200, "its gzip data are damaged"},
		{"second-header.ndjson.gz", changed(bytes.Clone(members), len(first)), 50, "its gzip data are damaged"},
		{"second-cut.ndjson.gz", members[:len(first)+5], 50, "its gzip data end too early"},
		{"behind.ndjson.gz", append(bytes.Clone(first), "more"...), 50, "its gzip data"},
		{"empty.ndjson.gz", []byte{}, 0, "its gzip data end too early"},
		{"no.ndjson.gz", []byte("no gzip at all"), 0, "its gzip data are damaged"},
		{"cut.ndjson.zst", zst[:len(zst)/2], -1, "its zstd data end too early"},
		{"no-end.ndjson.zst", zst[:len(zst)-1], -1, "its zstd data"},
		{"checksum.ndjson.zst", changed(bytes.Clone(zst), len(zst)-1), -1, "its zstd data are damaged"},
		{"empty.ndjson.zst", []byte{}, 0, "its zstd data end too early"},
		{"no.ndjson.zst", []byte("no zstd at all"), 0, "its zstd data are damaged"},
		{"cut.ndjson", all[:lines(100)-3], 99, "it ends in the middle of a record"},
		{"cut-long.ndjson", append(all[:lines(9):lines(9)], bytes.Repeat([]byte("1"), 2*replay.MaxRecord)...), 9, "it ends in the middle of a record"},
		{"zeros.ndjson", append(all[:lines(9):lines(9)], 0, 0, 0), 9, "it ends in the middle of a record"},
		{"unnamed.ndjson", gzipped(t, all)[:3], 0, "its gzip data end too early"},
		{"cut-inside.ndjson.gz", gzipped(t, all[:lines(100)-3]), 99, "it ends in the middle of a record"},
		{"dangling.ndjson", nil, 0, "open: no such file or directory"},
		{"loop.ndjson", nil, 0, "open: too many levels of symbolic links"},
		{"folder.ndjson", nil, 0, "read: is a directory"},
	} {
		t.Run(c.file, func(t *testing.T) {
			in := filepath.Join(t.TempDir(), "in")
			fine := write(t, filepath.Join(in, "fine.ndjson"), all)
			path := filepath.Join(in, c.file)
			var err error
			switch {
			case c.text != nil:
				write(t, path, c.text)
			case c.file == "dangling.ndjson":
				err = os.Symlink("nowhere", path)
			case c.file == "loop.ndjson":
				err = os.Symlink(path, path)
			default:
				err = os.Symlink(dir, path)
			}
			if err != nil {
				t.Fatal(err)
			}
			files, err := replay.Files([]string{in})
			if err != nil {
				t.Fatal(err)
			}
			var same []byte
			for _, workers := range []int{1, 3} {
				found, err := replay.Run(t.Context(), r, files, replay.RunOptions{Workers: workers})
				if err != nil {
					t.Fatal(err)
				}
				report := found.Report()
				if len(report.DamagedInputs) != 1 {
					t.Fatalf("%d damaged inputs: %+v", len(report.DamagedInputs), report.DamagedInputs)
				}
				d := report.DamagedInputs[0]
				if c.records >= 0 && d.Records != c.records {
					t.Errorf("%d records were read, want %d", d.Records, c.records)
				}
				if d.File != path || d.Bytes != lines(int(d.Records)) || !strings.Contains(d.Message, c.says) || strings.Contains(d.Message, c.file) {
					t.Errorf("%+v, want %d bytes and %q", d, lines(int(d.Records)), c.says)
				}
				if want := (replay.RecordCount{Read: 201 + d.Records, Evaluated: 200 + d.Records, Bad: 1}); report.Records != want || len(report.BadRecords) != 0 {
					t.Errorf("records: %+v, want %+v", report.Records, want)
				}
				if same == nil {
					same = report.JSON()
				} else if !bytes.Equal(same, report.JSON()) {
					t.Error("another number of workers makes another report")
				}
			}
			var damaged *replay.ReadError
			if _, err := replay.Run(t.Context(), r, []string{fine, path}, replay.RunOptions{Strict: true}); !errors.As(err, &damaged) || damaged.File != path {
				t.Errorf("strict: %v", err)
			}
		})
	}
}

// TestRunOfAFileThatShrinks cuts a file between two lines after the replay has begun:
// nothing in it tells.
func TestRunOfAFileThatShrinks(t *testing.T) {
	r := newReplayer(t, options())
	record := `{"metadata":{"country":"x"}}` + "\n"
	for name, parts := range map[string][2][]byte{
		"a.ndjson":    {[]byte(record), []byte(record + record)},
		"a.ndjson.gz": {gzipped(t, []byte(record)), gzipped(t, []byte(record+record))},
	} {
		path := write(t, filepath.Join(t.TempDir(), name), slices.Concat(parts[0], parts[1]))
		// With one worker files are read in turn.
		stdin := readerFunc(func([]byte) (int, error) {
			if err := os.Truncate(path, int64(len(parts[0]))); err != nil {
				t.Error(err)
			}
			return 0, io.EOF
		})
		found, err := replay.Run(t.Context(), r, []string{replay.Stdin, path}, replay.RunOptions{Stdin: stdin, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		want := replay.DamagedInput{File: path, Records: 1, Bytes: int64(len(record)), Message: "it has become shorter since the replay began"}
		if got := found.Report().DamagedInputs; len(got) != 1 || got[0] != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

// TestRunOfBrokenStandardInput has a program that feeds the replay end early.
func TestRunOfBrokenStandardInput(t *testing.T) {
	r := newReplayer(t, options())
	record := `{"metadata":{"country":"x"}}` + "\n"
	for says, in := range map[string]io.Reader{
		"the cable is out":                  io.MultiReader(strings.NewReader(record+record[:9]), iotest.ErrReader(errors.New("the cable is out"))),
		"it ends in the middle of a record": strings.NewReader(record + record[:9]),
		"its gzip data end too early":       bytes.NewReader(gzipped(t, []byte(record), []byte(record))[:len(gzipped(t, []byte(record)))+9]),
	} {
		found, err := replay.Run(t.Context(), r, []string{replay.Stdin}, replay.RunOptions{Stdin: in})
		if err != nil {
			t.Fatal(err)
		}
		got := found.Report().DamagedInputs
		if len(got) != 1 || got[0].File != replay.Stdin || got[0].Records != 1 || got[0].Bytes != int64(len(record)) || !strings.Contains(got[0].Message, says) {
			t.Errorf("%s: %+v", says, got)
		}
	}
}

// TestEveryCutAndDamage cuts what is compressed at each byte, and changes each byte:
// the damage is found, or nothing is lost.
func TestEveryCutAndDamage(t *testing.T) {
	text := []byte{}
	for i := range 30 {
		text = fmt.Appendf(text, "{\"n\":%d}\n", i*i*i*i*7919)
	}
	whole, err := read(t, "f", bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	half := bytes.IndexByte(text[len(text)/2:], '\n') + 1 + len(text)/2
	for file, parts := range map[string][2][]byte{
		"f.gz":  {gzipped(t, text[:half]), gzipped(t, text[half:])},
		"f.zst": {zstandard(t, text[:half]), zstandard(t, text[half:])},
		"f":     {text[:half], text[half:]},
	} {
		packed := slices.Concat(parts[0], parts[1])
		check := func(what string, in []byte, between bool) {
			t.Helper()
			got, err := read(t, file, bytes.NewReader(in))
			var damaged *replay.ReadError
			switch {
			case errors.As(err, &damaged):
				if damaged.Records != int64(len(got)) {
					t.Errorf("%s %s: %d records are said to be read, not %d", file, what, damaged.Records, len(got))
				}
			case err != nil || !between && !slices.Equal(got, whole):
				t.Errorf("%s %s: %d records and the error %v", file, what, len(got), err)
			}
		}
		for n := 1; n < len(packed); n++ {
			// Between two parts, or two plain records, nothing tells.
			between := n == len(parts[0]) || file == "f" && bytes.IndexByte([]byte("}\n"), packed[n-1]) >= 0
			check(fmt.Sprint("cut to ", n), packed[:n], between)
		}
		if file == "f" {
			continue // a plain text has no checksum
		}
		for n := range packed {
			changed := bytes.Clone(packed)
			changed[n] ^= 0x55
			check(fmt.Sprint("changed at ", n), changed, false)
		}
	}
}

// endless is a session over and over again, until it is interrupted.
type endless struct {
	line string
	at   int
}

func (e *endless) Read(into []byte) (n int, err error) {
	for n < len(into) {
		copied := copy(into[n:], e.line[e.at:])
		e.at = (e.at + copied) % len(e.line)
		n += copied
	}
	return n, nil
}

// TestRunIsInterrupted ends a replay of an endless input, and one of a terminal that
// says nothing: what was found so far comes back.
func TestRunIsInterrupted(t *testing.T) {
	r := newReplayer(t, options())
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	found, err := replay.Run(ctx, r, []string{"-"}, replay.RunOptions{
		Stdin: &endless{line: `{"metadata":{"country":"x"}}` + "\n"},
		Progress: func(p replay.Progress) {
			if p.Total != 0 {
				t.Errorf("the total is %d", p.Total)
			}
			if p.Records > 5000 {
				cancel()
			}
		},
	})
	if report := found.Report(); !errors.Is(err, context.Canceled) || report.Records.Read <= 5000 {
		t.Errorf("%v, %+v", err, report.Records)
	}

	silent, answer := io.Pipe()
	defer func() { _ = answer.Close() }()
	ctx, cancel = context.WithCancel(t.Context())
	var asked sync.Once
	reading := readerFunc(func(into []byte) (int, error) {
		asked.Do(cancel)
		return silent.Read(into)
	})
	if _, err := replay.Run(ctx, r, []string{"-"}, replay.RunOptions{Stdin: reading}); !errors.Is(err, context.Canceled) {
		t.Errorf("of a silent terminal: %v", err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(into []byte) (int, error) { return f(into) }

// TestMemoryIsFlat replays CLAIMSMITH_REPLAY_RECORDS records and compares the memory
// in use after a quarter of them with that after all.
func TestMemoryIsFlat(t *testing.T) {
	n := 200_000
	if testing.Short() {
		n = 20_000
	}
	if text := os.Getenv("CLAIMSMITH_REPLAY_RECORDS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	r := newReplayer(t, options())
	in, out := io.Pipe()
	inUse := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc + m.StackInuse
	}
	var quarter uint64
	go func() {
		i := 0
		for text := range replaytest.Sessions(9, n) {
			if i++; i == n/4 {
				quarter = inUse()
			}
			if _, err := out.Write(append(text, '\n')); err != nil {
				return
			}
		}
		_ = out.Close()
	}()
	var peak uint64
	found, err := replay.Run(t.Context(), r, []string{"-"}, replay.RunOptions{Stdin: in, Progress: func(p replay.Progress) {
		if p.Records > int64(n)*9/10 && peak == 0 {
			peak = inUse()
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if read := found.Report().Records.Read; read != int64(n) {
		t.Errorf("%d records were read", read)
	}
	t.Logf("%d records: %d KiB in use after a quarter, %d KiB near the end", n, quarter>>10, peak>>10)
	// The module's instances are a part of it, and each has up to 2 MiB between calls.
	if limit := quarter + quarter/4 + 8<<20; peak == 0 || peak > limit {
		t.Errorf("memory grows: %d KiB in use after a quarter, %d KiB near the end", quarter>>10, peak>>10)
	}
}

// TestWhatStopsNothing has a line of white space that is too long: a bad record.
func TestWhatStopsNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.ndjson", []byte(strings.Repeat(" ", replay.MaxRecord+3)+"{}\n{\"metadata\":{}}\n"))
	codes := func(r *replay.Replayer) (codes []string, evaluated int64) {
		t.Helper()
		found, err := replay.Run(t.Context(), r, []string{"a.ndjson"}, replay.RunOptions{})
		if err != nil {
			t.Fatal(err)
		}
		report := found.Report()
		for _, bad := range report.BadRecords {
			codes = append(codes, bad.Code)
		}
		return codes, report.Records.Evaluated
	}
	if got, evaluated := codes(newReplayer(t, options())); !slices.Equal(got, []string{"too_large"}) || evaluated != 1 {
		t.Errorf("%q, %d evaluated", got, evaluated)
	}
}

// TestSlowInput reads from a program that goes on: its records are handed out as
// they come.
func TestSlowInput(t *testing.T) {
	in, out := io.Pipe()
	defer out.Close()
	seen := make(chan string)
	go func() {
		_ = replay.Read(t.Context(), replay.Stdin, in, func(rec replay.Record) error {
			seen <- string(rec.Text)
			return nil
		})
	}()
	for _, line := range []string{`{"a":1}`, `{"a":2}`} {
		if _, err := io.WriteString(out, line+"\n"); err != nil {
			t.Fatal(err)
		}
		if got := <-seen; got != line {
			t.Errorf("%s came as %s", line, got)
		}
	}
}
