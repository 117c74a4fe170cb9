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

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
)

var update = flag.Bool("update", false, "write the golden files anew")

// asProgram is the environment variable with which the test binary is the program.
const asProgram = "TEST_AS_CLAIMSMITH"

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
	for want, audiences := range map[string][]string{
		`["https://a", "b"]`: {`["https://a", "b"]`},
		`[]`:                 {`[]`},
		`"[a"`:               {`[a`},
		`["[a","b"]`:         {`[a`, "b"},
		`"{}"`:               {`{}`},
	} {
		if text, err := audienceText(audiences); err != nil || string(text) != want {
			t.Errorf("%q: %s, %v", audiences, text, err)
		}
	}
	if list, err := audienceList([]string{`["a", "\u0062"]`}); err != nil || strings.Join(list, " ") != "a b" {
		t.Errorf("%q, %v", list, err)
	}
	if list, err := audienceList([]string{`[1]`}); err == nil {
		t.Errorf("%q", list)
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
		says []string // on standard error
		out  bool
	}{
		{[]string{"eval", "--config", "bad.json", "--session", "session.json"}, []string{"error[CFG-3]: ", " --> bad.json:1:51\n", "error[IN-5]: ", " --> bad.json:1:80\n", `absent: "expression".`}, false},
		{[]string{"explain", "--config", "config.json", "--session", "bad.json", "--set", "=[]"}, []string{"error[IN-5]: ", " --> config.json with --set:1:1\n"}, false},
		{[]string{"eval", "--config", "config.json", "--session", "bad.json", "--set-session", "=1"}, []string{" --> bad.json with --set-session:1:1\n"}, false},
		{[]string{"eval", "--config", "config.json", "--session", "config.json", "--audience", "[1]"}, []string{" --> --audience:1:2\n"}, false},
		{[]string{"eval", "--config", "config.json", "--session", "config.json", "--audience", ""}, nil, true},
		{[]string{"eval", "--config", "config.json", "--session", "large.json", "--format", "pretty"}, []string{"error[payload_too_large]: ", "id_token: 102414 bytes"}, false},
		{[]string{"explain", "--config", "config.json", "--session", "large.json"}, []string{"error[payload_too_large]: "}, true},
		{[]string{"explain", "--config", "config.json", "--session", "large.json", "--format", "table"}, []string{"error[payload_too_large]: "}, true},
	} {
		got := command(t, "", test.args...)
		status := 1
		if test.says == nil {
			status = 0
		}
		if got.status != status || (got.out != "") != test.out || (got.errOut != "") != (status == 1) {
			t.Errorf("%q: %d, %.100q, %q", test.args, got.status, got.out, got.errOut)
		}
		for _, says := range test.says {
			if !strings.Contains(got.errOut, says) {
				t.Errorf("%q has no %q: %s", test.args, says, got.errOut)
			}
		}
	}
}

func TestNoJSONAtAll(t *testing.T) {
	folder(t, "bad", "{\x1b]0;title\x07")
	got := command(t, "", "eval", "--config", "bad", "--session", "session.json")
	if got.status != 1 || got.out != "" || !strings.Contains(got.errOut, "error[IN-1]: ") || !strings.Contains(got.errOut, " --> bad:1:2\n") || strings.ContainsAny(got.errOut, "\x1b\x07") {
		t.Errorf("%+v", got)
	}
	if got := command(t, "", "validate", "--config", "bad"); got.status != 1 || !strings.HasPrefix(got.out, `{"valid":false`) {
		t.Errorf("%+v", got)
	}
}

// TestTextsOfAnotherKind are told what they are and what to do with them.
func TestTextsOfAnotherKind(t *testing.T) {
	token := tokenOf(`{"alg":"none"}`, `{"iss":"x"}`)
	folder(t, "patch.sh", "curl --data '{}'\n", "token.txt", token, "pasted.txt", "\"Authorization: Bearer "+token[:9]+"\n"+token[9:]+"\"")
	for file, says := range map[string]string{"patch.sh": "a command for a shell", "token.txt": "'claimsmith check --token FILE'", "pasted.txt": "'claimsmith check --token FILE'"} {
		got := command(t, "", "validate", "--format", "pretty", file)
		if got.status != 1 || !strings.Contains(strings.Join(strings.Fields(got.out), " "), says) {
			t.Errorf("%+v", got)
		}
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
		{[]string{"validate"}, "no FILE is given"},
		{[]string{"eval", "--config", "-", "--session", "-"}, "not both"},
		{[]string{"eval", "--config", "none.json", "--session", "session.json"}, "none.json"},
		{[]string{"eval", "--config", "config.json", "--session", "none.json"}, "none.json"},
		{append([]string{"eval", "--format", "table"}, both...), "--format is json or pretty"},
		{append([]string{"explain", "--format", "xml"}, both...), `json or pretty or table or github or sarif or junit, not "xml"`},
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
		{[]string{"test", "vectors.json", "--run", "x"}, "matches none of the 1 vectors"},
		{[]string{"test", "vectors.json", "--run", "("}, "--run: error parsing regexp"},
		{[]string{"test", "vectors.json", "--format", "xml"}, "--format is pretty or text or json"},
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
	for _, c := range a.root(nil).Commands() {
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

// golden compares with a file, or writes it anew.
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
	if !bytes.Equal(got, want) {
		t.Errorf("%s (write it anew with -update) is not:\n%s", file, got)
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
	config := &diagnostic.Source{Name: "config\x1b.json", Text: "{\n  \"名\": [] }"}
	warnings := []diagnostic.Diagnostic{
		{Code: "private_claim", Message: "The name has no namespace.", At: &diagnostic.Place{Source: config, Start: strings.Index(config.Text, "[")}},
		{Code: "token_over_8kb", Message: "Proxies break. id_token: 102407 bytes."},
	}
	for file, colour := range map[string]bool{"testdata/explanation.txt": false, "testdata/explanation.colour.txt": true} {
		got := table(explained, warnings, colour)
		golden(t, file, got)
	}
	if text := string(table(&host.Explained{}, nil, false)); text != "No claim is mapped or set.\n" {
		t.Errorf("nothing: %q", text)
	}
}

func TestTexts(t *testing.T) {
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
	file := filepath.FromSlash("vectors/a.json")
	want := `error[X-1 X-2]: wrong\u001b: evaluate /access_token/claims/country
  --> ` + file + `:9:48
   |
 9 | …access_token":{"claims":{"country":"Spain","https://shop.example/n":1}}}},
   |                                     ^^^^^^^ want "Spain", got "Espa\u00f1a"

error[X-1 X-2]: wrong\u001b: evaluate
/access_token/claims/https:~1~1shop.example~1n
  --> ` + file + `:9:81
   |
 9 | …n":{"claims":{"country":"Spain","https://shop.example/n":1}}}},
   |                                                           ^ want 1, got 1.0

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

// TestTestSaysWhy has a reason for each claim that is missing or was not wanted, and for
// a failure.
func TestTestSaysWhy(t *testing.T) {
	mapped := `{"access_token":{"custom_claim_mappings":[{"name":"a","expression":"anonymous_session.metadata.countri"},{"name":"b","expression":"anonymous_session.metadata.b"}]}}`
	folder(t, "v.json", `[
  {"name":"missing","config":`+mapped+`,"session":{"metadata":{"country":1,"b":2}},
   "want":{"access_token":{"claims":{"a":1,"c":3}}}},
  {"name":"refused","config":{"access_token":{"custom_claim_mappings":[{"name":"iss","expression":"user.x"}]}},
   "want":{"access_token":{"claims":{}}}}
]`, "broken.json", `[{"name":"n"}]`)
	got := command(t, "", "test", "v.json")
	for _, says := range []string{
		" --> v.json:3:42\n", `= why: no_value [VAL-1]: `, `= fix: Change the mapping's expression, or the attribute's path, to this`, "anonymous_session.metadata.country",
		`= why: it is mapped from anonymous_session.metadata.b`, `= why: nothing maps or sets "c" in this token`,
		`= why: /access_token/custom_claim_mappings/0/name: restricted_claim: `, "0 passed, 2 failed",
	} {
		if !strings.Contains(got.out, says) {
			t.Errorf("%q is not in:\n%s", says, got.out)
		}
	}
	got = command(t, "", "test", "--format", "json", "v.json")
	first := gjson.Get(got.out, "cases.0.differences.0")
	if first.Get("line").Int() != 3 || first.Get("column").Int() != 42 || first.Get("reason").String() != "no_value" || first.Get("fix.expression").String() != "anonymous_session.metadata.country" {
		t.Errorf("%s", got.out)
	}
	if got := command(t, "", "test", "--format", "github", "v.json"); strings.Count(got.out, "::error file=v.json,line=") != 4 {
		t.Errorf("%s", got.out)
	}
	if got := command(t, "", "test", "--format", "sarif", "v.json"); gjson.Get(got.out, "runs.0.results.#").Int() != 4 {
		t.Errorf("%s", got.out)
	}
	got = command(t, "", "test", "broken.json")
	if got.status != 2 || got.out != "" || !strings.HasPrefix(got.errOut, `error[vector]: case "n": a case has want`) || !strings.Contains(got.errOut, " --> broken.json:1:2\n") {
		t.Errorf("%+v", got)
	}
}

// TestTestUpdates writes what is given now, and nothing else, into vectors of every
// kind.
func TestTestUpdates(t *testing.T) {
	mapped := `{"access_token":{"custom_claim_mappings":[{"name":"urn:x:a","expression":"anonymous_session.metadata.a"},{"name":"urn:x:b","expression":"anonymous_session.metadata.b"}]}}`
	refused := `{"access_token":{"custom_claim_mappings":[{"name":"iss","expression":"user.x"}]}}`
	const before = "[\r\n" +
		` { "name": "a value\u0021", "config": MAPPED, "session": {"metadata":{"a":1.0}}, "want" : {"access_token":{ "claims":{"urn:x:a":2} }} },` + "\r\n" +
		` { "name": "missing and new", "config": MAPPED, "session": {"metadata":{"b":1}}, "want": {"access_token":{"claims":{` + "\n" + `    "urn:x:a": 2` + "\n" + `  }}, "ignored":[]} },` + "\n" +
		` { "name": "refused", "config": REFUSED, "want": {"access_token":{"claims":{}}} },` + "\n" +
		` { "name": "refused otherwise", "config": REFUSED, "want_error": {"code":"invalid_session","problems":["x"]} },` + "\n" +
		` { "name": "not refused", "want_error": {"code":"invalid_session"} },` + "\n" +
		` { "name": "explained", "config": MAPPED, "want_explain": {"form":"transaction"} },` + "\n" +
		` { "name": "validated", "config": REFUSED, "want_validate": {"valid":true,"problems":["x"]} },` + "\n" +
		` { "name": "right", "want": {"access_token" :{"claims": {}}} }` + "\n]\n"
	const after = "[\r\n" +
		` { "name": "a value\u0021", "config": MAPPED, "session": {"metadata":{"a":1.0}}, "want" : {"access_token":{ "claims":{"urn:x:a":1.0} }} },` + "\r\n" +
		` { "name": "missing and new", "config": MAPPED, "session": {"metadata":{"b":1}}, "want": {"access_token":{"claims":{` + "\n" + `   "urn:x:b": 1` + "\n" + ` }}, "ignored":[{"token":"access_token","claim":"urn:x:a","reason":"no_value"}]} },` + "\n" +
		` { "name": "refused", "config": REFUSED, "want_error": {"code":"invalid_config","problems":["restricted_claim"]} },` + "\n" +
		` { "name": "refused otherwise", "config": REFUSED, "want_error": {"code":"invalid_config","problems":["restricted_claim"]} },` + "\n" +
		` { "name": "not refused", "want": {"access_token":{"claims":{},"bytes":2}} },` + "\n" +
		` { "name": "explained", "config": MAPPED, "want_explain": {"form":"anonymous_session"} },` + "\n" +
		` { "name": "validated", "config": REFUSED, "want_validate": {"valid":false,"problems":["restricted_claim"]} },` + "\n" +
		` { "name": "right", "want": {"access_token" :{"claims": {}}} }` + "\n]\n"
	full := strings.NewReplacer("MAPPED", mapped, "REFUSED", refused)
	folder(t, "v.json", full.Replace(before))
	got := command(t, "", "test", "--update", "v.json")
	if text, err := os.ReadFile("v.json"); err != nil || string(text) != full.Replace(before) || got.status != 1 || !strings.Contains(got.errOut, "v.json is not changed: --yes writes this\n") {
		t.Errorf("nobody agreed: %+v\n%s, %v", got, text, err)
	}
	got = command(t, "", "test", "--update", "--yes", "v.json")
	text, err := os.ReadFile("v.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != full.Replace(after) {
		t.Errorf("%s\nwant\n%s", text, full.Replace(after))
	}
	if got.status != 0 || got.out != "8 passed, 0 failed\n" || !strings.Contains(got.errOut, "\n 2 + ") {
		t.Errorf("%+v", got)
	}
	if got := command(t, "", "test", "--update", "--yes", "v.json"); got != (ran{0, "8 passed, 0 failed\n", ""}) {
		t.Errorf("again: %+v", got)
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
	var suites diagnostic.JUnit
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
