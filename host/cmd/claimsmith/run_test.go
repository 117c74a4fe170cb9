package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
)

var update = flag.Bool("update", false, "write the golden files anew")

// asProgram is the environment variable with which the test binary is the program.
const asProgram = "CLAIMSMITH_TEST_AS_PROGRAM"

// compiled is where the tests keep the compiled module.
var compiled string

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" { // a test wants a process of its own
		main()
	}
	flag.Parse()
	dir, err := os.MkdirTemp("", "claimsmith")
	if err != nil {
		panic(err)
	}
	compiled = dir
	status := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(status)
}

// A terminal is a stream that says it is one.
type terminal struct{ bytes.Buffer }

func (*terminal) IsTerminal() bool { return true }

// A ran is what a command line did.
type ran struct {
	status      int
	out, errOut string
}

func command(t *testing.T, stdin string, args ...string) ran {
	t.Helper()
	if len(args) > 0 {
		args = append([]string{"--cache", compiled}, args...) // for speed
	}
	var stdout, stderr bytes.Buffer
	status := run(t.Context(), args, strings.NewReader(stdin), &stdout, &stderr, noEnv)
	return ran{status, stdout.String(), stderr.String()}
}

func noEnv(string) string { return "" }

const (
	config = `{ "access_token": { "custom_claim_mappings": [
  { "name": "country", "expression": "anonymous_session.metadata.country" },
  { "name": "https://shop.example/n", "expression": "anonymous_session.metadata.n" } ] } }`
	session = `{ "metadata": { "country": "Espa\u00f1a", "n": 1.0 } }`
	outcome = `{"access_token":{"claims":{"country":"Espa\u00f1a","https://shop.example/n":1.0},"bytes":54}}`
)

// folder makes a folder with files, given as names and texts in turn, and goes
// there.
func folder(t *testing.T, files ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	files = append([]string{"config.json", config, "session.json", session}, files...)
	for i := 0; i < len(files); i += 2 {
		if err := os.MkdirAll(filepath.Dir(files[i]), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(files[i], []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestEval(t *testing.T) {
	folder(t)
	got := command(t, "", "eval", "--config", "config.json", "--session", "session.json", "--audience", "https://api.example.com")
	if got != (ran{0, outcome + "\n", ""}) {
		t.Errorf("%+v", got)
	}
	for name, args := range map[string][]string{
		config:  {"eval", "--config", "-", "--session", "session.json"},
		session: {"eval", "--session", "-", "--config", "config.json", "--format", "json"},
	} {
		if got := command(t, name, args...); got != (ran{0, outcome + "\n", ""}) {
			t.Errorf("%q: %+v", args, got)
		}
	}
	got = command(t, "", "eval", "--config", "config.json", "--session", "session.json", "--format", "pretty")
	if !strings.Contains(got.out, "\n      \"country\": \"Espa\\u00f1a\",\n      \"https://shop.example/n\": 1.0\n") || !strings.HasSuffix(got.out, "}\n") {
		t.Errorf("pretty: %s", got.out)
	}
}

func TestEvalAudiences(t *testing.T) {
	folder(t)
	args := []string{"eval", "--config", "config.json", "--session", "session.json"}
	restricted := `{"token":"access_token","claim":"country","reason":"auth0_audience"}`
	for _, test := range []struct {
		audiences []string
		ignored   bool
	}{
		{nil, false},
		{[]string{"a"}, false},
		{[]string{"https://x.auth0.com/api/v2/"}, true},
		{[]string{"a,b", "https://x.auth0.com/api/v2/"}, true},
		{[]string{"a", `"<>&`}, false},
	} {
		all := args
		for _, a := range test.audiences {
			all = append(all[:len(all):len(all)], "--audience", a)
		}
		got := command(t, "", all...)
		if got.status != 0 || strings.Contains(got.out, restricted) != test.ignored {
			t.Errorf("%q: %+v", test.audiences, got)
		}
	}
	for want, audiences := range map[string][]string{
		`""`:           nil,
		`"<a&\"b>"`:    {`<a&"b>`},
		`["a,b",""]`:   {"a,b", ""},
		"\"\u2028日本\"": {"\u2028日本"},
	} {
		if text, err := audienceText(audiences); err != nil || string(text) != want {
			t.Errorf("%q: %s, %v", audiences, text, err)
		}
	}
	if got := command(t, "", append(args, "--audience", "\xff")...); got.status != 2 {
		t.Errorf("no UTF-8: %+v", got)
	}
}

func TestPolicySaysNo(t *testing.T) {
	folder(t, "bad.json", `{"access_token":{"custom_claim_mappings":[{"name":"iss","expression":"user.x"},{"name":"a"}]}}`,
		"large.json", `{"custom_claims":{"id_token":[{"name":"urn:x:a","value":"`+strings.Repeat("x", 102_400)+`"}]}}`)
	for _, test := range []struct {
		args []string
		says []string // begins of lines on standard error
		out  bool
	}{
		{[]string{"eval", "--config", "bad.json", "--session", "session.json"}, []string{
			"config: /access_token/custom_claim_mappings/0/name (byte 50): restricted_claim: ",
			"config: /access_token/custom_claim_mappings/1/expression (byte ",
		}, false},
		{[]string{"explain", "--config", "config.json", "--session", "bad.json", "--set", "=[]"}, []string{"config (byte 0): wrong_type: "}, false},
		{[]string{"eval", "--config", "config.json", "--session", "config.json", "--audience", ""}, nil, true},
		{[]string{"eval", "--config", "config.json", "--session", "large.json", "--format", "pretty"}, []string{"id_token: payload_too_large: "}, false},
		{[]string{"explain", "--config", "config.json", "--session", "large.json"}, []string{"id_token: payload_too_large: "}, true},
		{[]string{"explain", "--config", "config.json", "--session", "large.json", "--format", "table"}, []string{"id_token: payload_too_large: "}, true},
		{[]string{"validate", "--config", "bad.json"}, []string{
			"config: /access_token/custom_claim_mappings/0/name (line 1, column 51): restricted_claim: ",
			"config: /access_token/custom_claim_mappings/1/expression (line 1, column 80): missing_member: ",
		}, true},
		{[]string{"validate", "--config", "config.json"}, []string{"warning: config: /access_token/custom_claim_mappings/0/name (line 2, column 13): private_claim: "}, true},
	} {
		got := command(t, "", test.args...)
		status := 1
		if test.says == nil || strings.HasPrefix(test.says[0], "warning") {
			status = 0
		}
		lines := strings.Split(got.errOut, "\n")
		lines = lines[:len(lines)-1]
		if got.status != status || (got.out != "") != test.out || len(lines) != len(test.says) {
			t.Errorf("%q: %d, %.100q, %q", test.args, got.status, got.out, got.errOut)
			continue
		}
		for i, line := range lines {
			if !strings.HasPrefix(line, test.says[i]) {
				t.Errorf("%q: %s", test.args, line)
			}
		}
	}
}

func TestNoJSONAtAll(t *testing.T) {
	folder(t, "bad", "{\x1b]0;title\x07")
	got := command(t, "", "eval", "--config", "bad", "--session", "session.json")
	if got.status != 1 || got.out != "" || !strings.HasPrefix(got.errOut, "config (byte 1): json_syntax: ") || strings.ContainsAny(got.errOut, "\x1b\x07") {
		t.Errorf("%+v", got)
	}
	if got := command(t, "", "validate", "--config", "bad"); got.status != 1 || !strings.HasPrefix(got.out, `{"valid":false`) {
		t.Errorf("%+v", got)
	}
}

func TestWrongUsage(t *testing.T) {
	folder(t, "vectors.json", `[{"name":"n","want":{}}]`, "empty.json", "[]", "broken.json", `[{"name":"n"}]`, "no.wasm", "\x00asm")
	both := []string{"--config", "config.json", "--session", "session.json"}
	for _, test := range []struct {
		args []string
		says string
	}{
		{[]string{"bogus"}, "unknown command"},
		{[]string{"--bogus"}, "unknown flag: --bogus"},
		{[]string{"eval", "--bogus"}, "unknown flag: --bogus"},
		{append([]string{"eval", "extra"}, both...), "unknown command \"extra\""},
		{[]string{"eval"}, "--config and --session are required"},
		{[]string{"eval", "--config", "config.json"}, "are required"},
		{[]string{"validate"}, "--config is required"},
		{[]string{"eval", "--config", "-", "--session", "-"}, "not both"},
		{[]string{"eval", "--config", "none.json", "--session", "session.json"}, "none.json"},
		{[]string{"eval", "--config", "config.json", "--session", "none.json"}, "none.json"},
		{append([]string{"eval", "--format", "table"}, both...), "--format is json or pretty"},
		{append([]string{"explain", "--format", "xml"}, both...), `json or pretty or table, not "xml"`},
		{append([]string{"eval", "--set", "/a"}, both...), "POINTER=JSON"},
		{append([]string{"eval", "--set", "/access_token/custom_claim_mappings/7=1"}, both...), `--set "/access_token/custom_claim_mappings/7": /access_token/custom_claim_mappings has 2 elements`},
		{append([]string{"eval", "--time-limit", "-1s"}, both...), "time limit"},
		{append([]string{"eval", "--time-limit", "x"}, both...), "--time-limit"},
		{append([]string{"eval", "--module", "none.wasm"}, both...), "none.wasm"},
		{append([]string{"eval", "--module", "no.wasm"}, both...), "incompatible module"},
		{append([]string{"eval", "--out", "none/x.json"}, both...), "none"},
		{append([]string{"eval", "--out", "."}, both...), "is a folder"},
		{[]string{"test"}, "requires at least 1 arg"},
		{[]string{"test", "none"}, "none"},
		{[]string{"test", "empty.json"}, "there are no vectors"},
		{[]string{"test", "broken.json"}, `broken.json (byte 1): case "n": a case has want`},
		{[]string{"test", "vectors.json", "--run", "x"}, "matches none of the 1 vectors"},
		{[]string{"test", "vectors.json", "--run", "("}, "--run: error parsing regexp"},
		{[]string{"test", "vectors.json", "--format", "xml"}, "--format is text or json or junit"},
		{[]string{"describe", "--format", "table"}, "--format is"},
		{[]string{"version", "--format", "table"}, "--format is"},
	} {
		got := command(t, "", test.args...)
		if got.status != 2 || got.out != "" || !strings.HasPrefix(got.errOut, "claimsmith: ") || !strings.Contains(got.errOut, test.says) {
			t.Errorf("%q: %+v", test.args, got)
		}
		if strings.Count(got.errOut, "claimsmith: ") != 1 {
			t.Errorf("%q says its name twice: %s", test.args, got.errOut)
		}
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{nil, {"--help"}, {"help"}, {"completion", "bash"}, {"eval", "--help"}} {
		if got := command(t, "", args...); got.status != 0 || got.out == "" || got.errOut != "" {
			t.Errorf("%q: %d, %s", args, got.status, got.errOut)
		}
	}
	var a app
	for _, c := range a.root().Commands() {
		if c.Short == "" || c.Long == "" || !strings.Contains(c.Example, "claimsmith "+c.Name()) {
			t.Errorf("%s has no help", c.Name())
		}
	}
}

func TestSetFlag(t *testing.T) {
	folder(t)
	got := command(t, "", "eval", "--config", "config.json", "--session", "session.json",
		"--set", `/access_token/custom_claim_mappings/0/name="land"`,
		"--set", `/access_token/custom_claim_mappings/-={"name":"urn:x:a,b","expression":"anonymous_session.metadata.n"}`,
		"--set", `/tenant/domain="shop.eu.auth0.com"`)
	const want = `{"access_token":{"claims":{"land":"Espa\u00f1a","https://shop.example/n":1.0,"urn:x:a,b":1.0,"https://shop.eu.auth0.com/user_type":"anonymous"},"bytes":67}}`
	if got != (ran{0, want + "\n", ""}) {
		t.Errorf("%+v", got)
	}
}

func TestOut(t *testing.T) {
	folder(t, "target.json", "before")
	if err := os.Chmod("target.json", 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target.json", "link.json"); err != nil {
		t.Fatal(err)
	}
	args := []string{"eval", "--config", "config.json", "--session", "session.json", "--out", "link.json"}
	if got := command(t, "", append(args, "--set", "=[]")...); got.status != 1 {
		t.Errorf("%+v", got)
	}
	if text, _ := os.ReadFile("target.json"); string(text) != "before" {
		t.Errorf("a failure wrote %q", text)
	}
	if got := command(t, "", args...); got != (ran{0, "", ""}) {
		t.Errorf("%+v", got)
	}
	text, err := os.ReadFile("target.json")
	if err != nil || string(text) != outcome+"\n" {
		t.Errorf("%q, %v", text, err)
	}
	info, err := os.Lstat("link.json")
	if err != nil || info.Mode().Type() != os.ModeSymlink {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
	if info, err = os.Stat("target.json"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
	if got := command(t, "", "eval", "--config", "config.json", "--session", "session.json", "--out", os.DevNull); got != (ran{0, "", ""}) {
		t.Errorf("%+v", got)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Fatalf("%s was replaced", os.DevNull)
	}
	if left, err := filepath.Glob(".*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

func TestOnATerminal(t *testing.T) {
	folder(t, "odd.json", `{"custom_claims":{"access_token":[{"name":"urn:x:\u009b31m","value":"\u001b\u202e`+"\u202e\u009b"+`é"}]}}`)
	onTerminal := func(env map[string]string, args ...string) string {
		t.Helper()
		var stdout, stderr terminal
		if status := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr, func(name string) string { return env[name] }); status != 0 {
			t.Fatal(stderr.String())
		}
		return stdout.String()
	}
	pretty := onTerminal(nil, "eval", "--config", "config.json", "--session", "odd.json")
	if !strings.Contains(pretty, `"urn:x:\u009b31m": "\u001b\u202e\u202e\u009bé"`) || !strings.Contains(pretty, "\n  ") {
		t.Errorf("pretty: %s", pretty)
	}
	explain := []string{"explain", "--config", "config.json", "--session", "odd.json", "--format", "table"}
	for _, test := range []struct {
		env    map[string]string
		colour bool
	}{
		{nil, true},
		{map[string]string{"TERM": "xterm"}, true},
		{map[string]string{"NO_COLOR": ""}, true},
		{map[string]string{"NO_COLOR": "0"}, false},
		{map[string]string{"TERM": "dumb"}, false},
	} {
		text := onTerminal(test.env, explain...)
		if strings.Contains(text, "\x1b[32m") != test.colour || strings.Contains(text, "\u009b") {
			t.Errorf("%v: %q", test.env, text)
		}
	}
	if got := command(t, "", explain...); strings.Contains(got.out, "\x1b") {
		t.Errorf("colour in a pipe: %q", got.out)
	}
	if text := onTerminal(nil, append(explain, "--out", "table.txt")...); text != "" {
		t.Errorf("--out and standard output: %q", text)
	}
	if text, err := os.ReadFile("table.txt"); err != nil || bytes.Contains(text, []byte("\x1b")) || len(text) == 0 {
		t.Errorf("colour in a file: %q, %v", text, err)
	}
}

func TestTable(t *testing.T) {
	text, err := os.ReadFile("testdata/explanation.json")
	if err != nil {
		t.Fatal(err)
	}
	explained, err := host.Explanation{JSON: text}.Decode()
	if err != nil {
		t.Fatal(err)
	}
	for file, colour := range map[string]bool{"testdata/explanation.txt": false, "testdata/explanation.colour.txt": true} {
		got := table(explained, colour)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s (write it anew with -update):\n%s", file, got)
		}
	}
	if text := string(table(&host.Explained{}, false)); text != "No claim is mapped or set.\n" {
		t.Errorf("nothing: %q", text)
	}
}

func TestTextWidths(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "日本語": 6, "cafe\u0301": 4, "😀": 2, "é": 1} {
		if got := width(text); got != want {
			t.Errorf("%q is %d columns, not %d", text, got, want)
		}
	}
	for text, want := range map[string]string{"abcd": "abcd", "abcde": "abc…", "日本語": "日…", "": ""} {
		if got := cut(text, 4); got != want {
			t.Errorf("%q is cut to %q, not %q", text, got, want)
		}
	}
	if got := printable("a\x00\n\t\xff\u202e\U000E0041é\uFFFD"); got != `a\u0000\u000a\u0009\xff\u202e\udb40\udc41é`+"\uFFFD" {
		t.Error(got)
	}
	if got := shorten(strings.Repeat("é", 600)); got != strings.Repeat("é", 500)+"… (1200 bytes)" {
		t.Error(got)
	}
}

const vectors = `[
  {"name":"right","rules":["X-1"],"config":` + config + `,"session":` + session + `,"audience":"a",
   "want":{"access_token":{"claims":{"country":"Espa\u00f1a","https://shop.example/n":1.0}}}},
  {"name":"wrong\u001b","rules":["X-1","X-2"],"config":` + config + `,"session":` + session + `,"audience":"a",
   "want":{"access_token":{"claims":{"country":"Spain","https://shop.example/n":1}}}},
  {"name":"also right","want_validate":{"valid":true}}
]`

func TestTest(t *testing.T) {
	folder(t, "vectors/a.json", vectors, "vectors/b/c.json", `{"name":"single","want":{}}`)
	got := command(t, "", "test", "vectors", "vectors/a.json")
	want := `FAIL ` + filepath.FromSlash("vectors/a.json") + `: wrong\u001b [X-1 X-2]
    evaluate /access_token/claims/country
        want "Spain"
        got  "Espa\u00f1a"
    evaluate /access_token/claims/https:~1~1shop.example~1n
        want 1
        got  1.0
3 passed, 1 failed
`
	if got != (ran{1, want, ""}) {
		t.Errorf("%+v", got)
	}
	if got := command(t, "", "test", "vectors", "--run", "right$"); got != (ran{0, "2 passed, 0 failed\n", ""}) {
		t.Errorf("--run: %+v", got)
	}
	if got := command(t, "", "test", "vectors/b"); got != (ran{0, "1 passed, 0 failed\n", ""}) {
		t.Errorf("a folder: %+v", got)
	}
}

func TestTestReports(t *testing.T) {
	folder(t, "a.json", vectors, "b.json", `{"name":"single","want":{}}`)
	got := command(t, "", "test", "--format", "json", "a.json", "b.json")
	var report struct {
		Passed, Failed int
		Cases          []struct {
			File, Name  string
			Passed      bool
			Differences []struct{ Function, Path, Want, Got string }
		}
	}
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || got.status != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	if report.Passed != 3 || report.Failed != 1 || len(report.Cases) != 4 || report.Cases[1].Differences[0].Got != `"Espa\u00f1a"` || report.Cases[3].File != "b.json" {
		t.Errorf("%+v", report)
	}

	got = command(t, "", "test", "--format", "junit", "--out", "report.xml", "a.json", "b.json")
	if got != (ran{1, "", ""}) {
		t.Errorf("%+v", got)
	}
	text, err := os.ReadFile("report.xml")
	if err != nil {
		t.Fatal(err)
	}
	var suites junitSuites
	if err := xml.Unmarshal(text, &suites); err != nil {
		t.Fatal(err)
	}
	if suites.Tests != 4 || suites.Failures != 1 || len(suites.Suites) != 2 || suites.Suites[0].Failures != 1 ||
		!strings.Contains(suites.Suites[0].Cases[1].Failure.Text, `want "Spain"`) {
		t.Errorf("%s", text)
	}
}

func TestWriteResults(t *testing.T) {
	folder(t, "vectors/a.json", vectors, "vectors/b/a.json", `{"name":"single","config_text":"","audience":{"$repeat":["a",3]},"want_error":{"code":"invalid_config"}}`)
	if got := command(t, "", "test", "--write-results", "results/deep", "vectors/a.json"); got.status != 1 {
		t.Errorf("%+v", got)
	}
	text, err := os.ReadFile("results/deep/a.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	if len(lines) != 9 {
		t.Errorf("%d lines", len(lines))
	}
	// The last three lines are those of a case that gives no inputs.
	for i, line := range lines {
		var result struct {
			Name, Function            string
			Config, Session, Audience []byte // in base64
			OK                        bool
			Text                      json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &result); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		function := []string{"evaluate", "explain", "validate"}[i%3]
		inputs := []string{config, session, `"a"`}
		if i >= 6 {
			inputs = []string{"{}", "{}", `""`}
		}
		if function == "validate" {
			inputs[1], inputs[2] = "", ""
		}
		if result.Function != function || !result.OK || string(result.Config) != inputs[0] ||
			string(result.Session) != inputs[1] || string(result.Audience) != inputs[2] {
			t.Errorf("%d: %s", i, line)
		}
		if i == 0 && (result.Name != "right" || string(result.Text) != outcome) {
			t.Errorf("%s", line)
		}
	}
	// What a reader of the lines relies on: the text is last and stands there as it is.
	if !strings.HasSuffix(lines[0], `,"ok":true,"text":`+outcome+"}") || strings.Contains(lines[2], `"session"`) {
		t.Errorf("%s\n%s", lines[0], lines[2])
	}
	if got := command(t, "", "test", "--write-results", "results", "vectors"); got.status != 2 || !strings.Contains(got.errOut, "would both be a.ndjson") {
		t.Errorf("%+v", got)
	}
	if got := command(t, "", "test", "--write-results", "results", "vectors/b"); got.status != 0 {
		t.Errorf("%+v", got)
	}
	if text, err := os.ReadFile("results/a.ndjson"); err != nil || !strings.HasPrefix(string(text), `{"name":"single","function":"evaluate","config":"","session":"e30=","audience":"ImFhYSI=","ok":false,"text":{"error":`) {
		t.Errorf("%s, %v", text, err)
	}
}

func TestDescribeAndVersion(t *testing.T) {
	folder(t)
	got := command(t, "", "describe")
	if got.status != 0 || !strings.HasPrefix(got.out, `{"abi_version":`) || strings.Count(got.out, "\n") != 1 {
		t.Errorf("%.100q, %s", got.out, got.errOut)
	}
	if err := os.WriteFile("own.wasm", abi.Module(), 0o644); err != nil {
		t.Fatal(err)
	}
	var v versions
	got = command(t, "", "version", "--format", "json", "--module", "own.wasm", "--cache", "cache", "--time-limit", "1m")
	if err := json.Unmarshal([]byte(got.out), &v); err != nil || v.Version == "" || len(v.Module.SHA256) != 64 || v.Module.ABI == "" || v.Module.Size != len(abi.Module()) || v.Module.Runner != host.Wazero {
		t.Errorf("%+v, %v", got, err)
	}
	if cached, err := os.ReadDir("cache"); err != nil || len(cached) == 0 {
		t.Errorf("nothing is cached: %v", err)
	}
	if got := command(t, "", "version"); !strings.Contains(got.out, "sha256 "+v.Module.SHA256) || !strings.Contains(got.out, "translated to Go") {
		t.Errorf("%+v", got)
	}
}

// stuck is standard input that nobody writes to.
type stuck struct{ gone chan struct{} }

func (s stuck) Read([]byte) (int, error) { <-s.gone; return 0, io.EOF }

func TestInterrupted(t *testing.T) {
	folder(t, "a.json", vectors)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	gone := make(chan struct{})
	defer close(gone)
	for _, args := range [][]string{
		{"validate", "--config", "-"},
		{"eval", "--config", "config.json", "--session", "-"},
		{"test", "a.json"},
	} {
		var stdout, stderr bytes.Buffer
		status := run(ctx, args, stuck{gone}, &stdout, &stderr, noEnv)
		if status != 2 || stdout.Len() > 0 || stderr.String() != "claimsmith: interrupted\n" {
			t.Errorf("%q: %d, %q, %q", args, status, stdout.String(), stderr.String())
		}
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error)  { return 0, errors.New("read: broken") }
func (broken) Write([]byte) (int, error) { return 0, errors.New("write: broken") }

func TestBrokenStreams(t *testing.T) {
	folder(t)
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), []string{"validate", "--config", "-"}, broken{}, &stdout, &stderr, noEnv); status != 2 || stderr.String() != "claimsmith: standard input: read: broken\n" {
		t.Errorf("%d, %q", status, stderr.String())
	}
	stderr.Reset()
	if status := run(t.Context(), []string{"describe"}, broken{}, broken{}, &stderr, noEnv); status != 2 || stderr.String() != "claimsmith: write: broken\n" {
		t.Errorf("%d, %q", status, stderr.String())
	}
}
