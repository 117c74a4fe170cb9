package diagnostic

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
)

var update = flag.Bool("update", false, "write the golden files anew")

// at is the place of a part of a text.
func at(name, text, part string) *Place {
	start := strings.Index(text, part)
	return &Place{Source: &Source{name, text}, Start: start, End: start + len(part)}
}

func samples() []Diagnostic {
	long := `{"pad":"` + strings.Repeat("x", 100_000) + `","expression":"session.metadata.country","more":"` + strings.Repeat("y", 100_000) + `"}`
	return []Diagnostic{
		{Severity: Error, Code: "CFG-9", Message: "An expression starts with anonymous_session or user and names a member of it.",
			At: at("shop.json", "{\n  \"expression\": \"session.metadata.country\"\r\n}", "session"), Label: "did you mean anonymous_session?",
			Fix: &Fix{*at("shop.json", "{\n  \"expression\": \"session.metadata.country\"\r\n}", `"session.metadata.country"`), `"anonymous_session.metadata.country"`}},
		{Severity: Warning, Code: "private_claim", Message: "One line of 200 KB.", At: at("shop.json", long, "session"), In: "Shop", Label: "did you mean anonymous_session?"},
		{Severity: Error, Code: "CFG-3", Message: "Wide characters, tabs and a line end of Windows.", At: at("日本.json", "\t\"日本語\":\t\"iss\"\r\n\t", `"iss"`)},
		{Severity: Error, Code: "CFG-3", Message: "What a terminal obeys: \x1b[31m\u009b\u202e.", At: at("a\x1b[2J.json", "\"\x1b[31m\u009b31m\u202e\u200b e\u0301 👩🏽\xff\": \"iss\"", `"iss"`)},
		{Severity: Error, Code: "IN-1", Message: "The text just ends.", At: &Place{Source: &Source{"cut.json", "{\n  \"a"}, Start: 6, End: 6}, Notes: []Note{{"help", strings.Repeat("a long note ", 12)}}},
		{Severity: Error, Code: "CFG-2", Message: "A mark that is wider than the screen.", At: at("wide.json", `{"a":"`+strings.Repeat("日", 100)+`"}`, `"`+strings.Repeat("日", 100)+`"`), Label: "and a label that has no room beside it"},
		{Severity: Warning, Code: "no_audience", Message: "About no place at all.", Label: "give one"},
		{Severity: Error, Message: "Without a code, in an empty text.", At: &Place{Source: &Source{"empty.json", ""}, Line: 1, Column: 1}},
		{Severity: Warning, Code: "x", Message: "A text of several lines.", At: at("y", "a\nbc: |\n d\n e\nf", "bc: |\n d\n e")},
	}
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s (write it anew with -update):\n%s", file, got)
	}
}

func TestDiagnostics(t *testing.T) {
	all := samples()
	for file, p := range map[string]Printer{
		"80.txt": {80, false}, "120.txt": {120, false}, "80.colour.txt": {80, true}, "120.colour.txt": {120, true},
	} {
		var b strings.Builder
		for i := range all {
			text := p.Diagnostic(&all[i])
			b.WriteString(text + "\n")
			for line := range strings.SplitSeq(text, "\n") {
				if !p.Paint && layout.Width(line) > p.Width {
					t.Errorf("%s: a line of %d columns: %s", file, layout.Width(line), line)
				}
			}
		}
		golden(t, "testdata/diagnostics."+file, []byte(b.String()))
	}
}

// TestCaretsAreBelow has the underline of every sample begin below what is underlined,
// on screens of any width.
func TestCaretsAreBelow(t *testing.T) {
	for _, text := range []string{"\t日本\u202e\u0301é👩🏽\t", strings.Repeat("x", 500), strings.Repeat("日", 500), ""} {
		for _, behind := range []string{"", text} {
			for width := 30; width < 130; width++ {
				place := at("x", "first\n"+text+"MARK"+behind+"\r\nlast", "MARK")
				excerpt, _ := Printer{Width: width}.excerpt(place, "2", "", layout.Red)
				lines := strings.Split(excerpt, "\n")
				before, _, found := strings.Cut(lines[1], "MARK")
				indent := strings.Index(lines[2], "^^^^")
				if !found || indent != layout.Width(before) || layout.Width(lines[1]) > width {
					t.Fatalf("%d columns:\n%s", width, excerpt)
				}
			}
		}
	}
}

func TestPosition(t *testing.T) {
	s := Source{Text: "a\r\n\té\xff\n日本"}
	for offset, want := range map[int][2]int{0: {1, 1}, 2: {1, 3}, 3: {2, 1}, 4: {2, 2}, 6: {2, 3}, 7: {2, 4}, 8: {3, 1}, 11: {3, 2}, 14: {3, 3}, 99: {3, 3}} {
		if line, column := s.Position(offset); [2]int{line, column} != want {
			t.Errorf("%d is at %d:%d, want %v", offset, line, column, want)
		}
	}
}

func TestGitHub(t *testing.T) {
	golden(t, "testdata/github.txt", GitHub(samples()))
}

func TestSARIF(t *testing.T) {
	text, err := SARIF(samples(), "v1", map[string]string{"CFG-9": "An expression is a root and plain segments."})
	if err != nil || !json.Valid(text) {
		t.Fatal(err)
	}
	golden(t, "testdata/diagnostics.sarif", text)
}

func TestJUnit(t *testing.T) {
	var j JUnit
	j.Add("a\x1b.json", JUnitCase{Name: "x\u202e", Time: "0"})
	j.Add("a\x1b.json", JUnitCase{Name: "y", Time: "0", Failure: &JUnitFailure{"1 error", "text"}})
	j.Add("b.json", JUnitCase{Name: "z", Time: "0"})
	text, err := j.Text()
	if err != nil || j.Tests != 3 || j.Failures != 1 || len(j.Suites) != 2 {
		t.Errorf("%+v, %v", j, err)
	}
	golden(t, "testdata/junit.xml", text)
}

func TestChanges(t *testing.T) {
	long := `{"a":"` + strings.Repeat("x", 300) + `","b":"session.x","c":"` + strings.Repeat("y", 300) + `"}`
	for _, test := range []struct {
		text    string
		changes []Change
		want    string
	}{
		{"{\r\n\t\"aB\": 1, \"cD\": 2\r\n}\r\n", []Change{{4, 8, `"a_b"`}, {13, 17, `"c_d"`}}, " 2 -     \"aB\": 1, \"cD\": 2\n 2 +     \"a_b\": 1, \"c_d\": 2\n"},
		{"a\nb\nc", []Change{{0, 1, "x"}, {4, 5, "z\u202e"}}, " 1 - a\n 1 + x\n 3 - c\n 3 + z\\u202e\n"},
		{"a\nb\nc", []Change{{0, 3, "x\ny\nz"}}, " 1 - a\n 2 - b\n 1 + x\n 2 + y\n 3 + z\n"},
		{long, []Change{{strings.Index(long, "session"), strings.Index(long, "session") + 7, "anonymous_session"}},
			" 1 - …xxxxxxxxxxx\",\"b\":\"session.x\",\"c\":\"yyyyyyyyy…\n 1 + …xxxxxxxxxxx\",\"b\":\"anonymous_session.x\",\"c\":\"yyyyyyyyy…\n"},
	} {
		if got := (Printer{Width: 80}).Changes(&Source{"x", test.text}, test.changes); got != test.want {
			t.Errorf("%.40q:\n%s\nwant:\n%s", test.text, got, test.want)
		}
	}
}
