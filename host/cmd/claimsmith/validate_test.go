package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
)

// pageOf is a page of the Management API with applications.
const pageOf = `{"clients":[{"name":"Worker"},
 {"name":"Shop","client_id":"s1","access_token":{"custom_claim_mappings":[{"name":"urn:x:é","expression":"session.metadata.x"}]}},
 {"name":"Blog","client_id":"b1","access_token":{"custom_claim_mappings":[{"name":"a","expression":"user.x"}]}}]}`

// TestValidateHasTheModulesBytes where a config is all of a file.
func TestValidateHasTheModulesBytes(t *testing.T) {
	folder(t, "bad.json", "\n"+`{"access_token":{"custom_claim_mappings":[{"name":"iss","expression":"users.x"}]}}`)
	engine, err := host.New(t.Context(), host.WithCompilationCache(compiled))
	if err != nil {
		t.Fatal(err)
	}
	defer release(engine)
	for file, status := range map[string]int{"bad.json": 1, "config.json": 0} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		validation, err := engine.Validate(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		want := ran{status, string(validation.JSON) + "\n", ""}
		for _, args := range [][]string{{"validate", file}, {"validate", "--config", file}, {"validate", "--format", "json", file}} {
			if got := command(t, "", args...); got != want {
				t.Errorf("%q: %+v", args, got)
			}
		}
		if got := command(t, string(text), "validate", "-"); got != want {
			t.Errorf("standard input: %+v", got)
		}
	}
}

// TestPositionsAreTheModules has what people see and what programs read at the line and
// the column that the module tells.
func TestPositionsAreTheModules(t *testing.T) {
	text := "\t{ \"日本\": \"é\",\r\n\"access_token\": {\"custom_claim_mappings\": [{\"name\": \"iss\", \"expression\": \"é.b\"},\n\t{\"expression\":\"user.a[0]\"}]}}"
	folder(t, "bad.json", text)
	got := command(t, "", "validate", "bad.json")
	pretty := command(t, "", "validate", "--format", "pretty", "bad.json").out
	sarif := command(t, "", "validate", "--format", "sarif", "bad.json").out
	var validated host.Validated
	if err := json.Unmarshal([]byte(got.out), &validated); err != nil || len(validated.Problems) != 4 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, p := range validated.Problems {
		line, column := (&diagnostic.Source{Text: text}).Position(*p.Offset)
		if line != p.Line || column != p.Column {
			t.Errorf("%s is at %d:%d, and shown at %d:%d", p.Code, p.Line, p.Column, line, column)
		}
		place := strings.Split(pretty, "--> bad.json:")[i+1]
		if !strings.HasPrefix(place, jsonOf(t, p.Line)+":"+jsonOf(t, p.Column)+"\n") {
			t.Errorf("%s: %s", p.Code, place)
		}
		region := gjson.Get(sarif, "runs.0.results").Array()[i].Get("locations.0.physicalLocation.region")
		if region.Get("startLine").Int() != int64(p.Line) || region.Get("startColumn").Int() != int64(p.Column) {
			t.Errorf("%s: %s", p.Code, region)
		}
	}
}

func jsonOf(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestValidateManyConfigs(t *testing.T) {
	folder(t, "page.json", pageOf, "x.yaml", "name: Y\naccess_token:\n  custom_claim_mappings:\n  - {name: 'urn:x:a', expression: user.a}\n")
	got := command(t, "", "validate", "page.json", "x.yaml")
	if got.status != 1 || got.errOut != "" || gjson.Get(got.out, "valid").Bool() ||
		gjson.Get(got.out, "problems.#").Int() != 1 || gjson.Get(got.out, "problems.0.client").String() != "Shop" ||
		gjson.Get(got.out, "problems.0.line").Int() != 2 || gjson.Get(got.out, "problems.0.config").String() != "/clients/1" ||
		gjson.Get(got.out, "warnings.0.client").String() != "Blog" || gjson.Get(got.out, "configs.#").Int() != 3 ||
		pageOf[gjson.Get(got.out, "problems.0.offset").Int():][:9] != `"session.` {
		t.Errorf("%+v", got)
	}
	for client, status := range map[string]int{"Shop": 1, "s1": 1, "Blog": 0, "Worker": 0, "Blgo": 2} {
		if got := command(t, "", "validate", "--client", client, "page.json", "x.yaml"); got.status != status || status == 2 && !strings.Contains(got.errOut, `did you mean "Blog"?`) {
			t.Errorf("%s: %+v", client, got)
		}
	}
	for _, args := range [][]string{{"--client", "Blog", "page.json"}, {"x.yaml", "--set", `/access_token/custom_claim_mappings/0/name="a"`}} {
		if got := command(t, "", append([]string{"validate", "--strict"}, args...)...); got.status != 1 {
			t.Errorf("--strict %q: %+v", args, got)
		}
	}
	if got := command(t, "", "validate", "--strict", "x.yaml"); got.status != 0 {
		t.Errorf("%+v", got)
	}
	var suites diagnostic.JUnit
	if got := command(t, "", "validate", "--format", "junit", "page.json"); xml.Unmarshal([]byte(got.out), &suites) != nil || suites.Tests != 2 || suites.Failures != 1 || suites.Suites[0].Cases[0].Failure == nil {
		t.Errorf("%+v", got)
	}
	if got := command(t, "", "validate", "--format", "github", "page.json"); !strings.HasPrefix(got.out, "::error file=page.json,line=2,endLine=2,col=") || strings.Count(got.out, "\n") != 2 {
		t.Errorf("%+v", got)
	}
	got = command(t, "", "validate", "--format", "sarif", "page.json")
	fix := gjson.Get(got.out, "runs.0.results.0.fixes.0.artifactChanges.0.replacements.0")
	if fix.Get("insertedContent.text").String() != `"anonymous_session.metadata.x"` || fix.Get("deletedRegion.startLine").Int() != 2 {
		t.Errorf("%+v", got)
	}
	for _, args := range [][]string{
		{"--set", "/a=1", "page.json", "x.yaml"}, {"--yes", "page.json"}, {"--fix", "--set", "/a=1", "x.yaml"}, {"--fix", "-"}, {"-", "-"}, {"none.json"},
	} {
		if got := command(t, "", append([]string{"validate"}, args...)...); got.status != 2 || got.out != "" {
			t.Errorf("%q: %+v", args, got)
		}
	}
}

// TestOtherFormats have the problems of eval and explain on standard output.
func TestOtherFormats(t *testing.T) {
	folder(t, "bad.json", `{"access_token":{"custom_claim_mappings":[{"name":"iss","expression":"user.x"}]}}`,
		"near.yaml", "access_token:\n  custom_claim_mappings:\n  - name: urn:x:a\n    expression: anonymous_session.metadata.contry\n",
		"code.json", `{"anonymous_session":{"metadata":{"contry":1}},"custom_claims":{"access_token":[{"name":"iss","value":1}]}}`,
		"large.json", `{"custom_claims":{"id_token":[{"name":"urn:x:a","value":"`+strings.Repeat("x", 102_400)+`"}]}}`)
	for _, test := range []struct {
		args   string
		status int
		github string // how its lines begin
	}{
		{"eval --config bad.json --session session.json", 1, "::error file=bad.json,line=1,endLine=1,col=51,endColumn=56,title=CFG-3::"},
		{"eval --config config.json --session session.json", 0, ""},
		{"explain --config bad.json --session session.json", 1, "::error file=bad.json,line=1,endLine=1,col=51,"},
		{"explain --config near.yaml --session session.json --audience a", 0, "::warning file=near.yaml,line=4,endLine=4,col=17,endColumn=50,title=VAL-1::urn:x:a is missing from the access token: no_value: "},
		{"explain --config near.yaml --session code.json --audience a", 0, "::warning file=code.json,line=1,endLine=1,col=89,endColumn=94,title=RES-1::iss is missing "},
		{"explain --config near.yaml --session large.json --audience a --claim urn:x:a", 1, "::warning file=near.yaml"},
	} {
		args := strings.Fields(test.args)
		got := command(t, "", append(args, "--format", "github")...)
		if got.status != test.status || got.errOut != "" || !strings.HasPrefix(got.out, test.github) || (got.out == "") != (test.github == "") {
			t.Errorf("%s: %+v", test.args, got)
		}
		sarif := command(t, "", append(args, "--format", "sarif")...)
		if sarif.status != test.status || gjson.Get(sarif.out, "runs.0.results.#").Int() != int64(strings.Count(got.out, "\n")) {
			t.Errorf("%s: %+v", test.args, sarif)
		}
		var suites diagnostic.JUnit
		junit := command(t, "", append(args, "--format", "junit")...)
		if err := xml.Unmarshal([]byte(junit.out), &suites); err != nil || junit.status != test.status || suites.Tests != 1 || suites.Failures != test.status {
			t.Errorf("%s: %+v, %v", test.args, junit, err)
		}
	}
}

// TestValidateManyIsShort lists what there is to tell of many configs, and counts the
// others.
func TestValidateManyIsShort(t *testing.T) {
	all := ""
	for range 50 {
		all += `{"name":"x","access_token":{"custom_claim_mappings":[{"name":"urn:x:a","expression":"user.a"}]}},`
	}
	folder(t, "many.json", "["+all+`{"name":"last","access_token":{"custom_claim_mappings":[{"name":"iss","expression":"user.a"}]}}]`)
	got := command(t, "", "validate", "--format", "pretty", "many.json")
	if got.status != 1 || strings.Count(got.out, "  x     valid\n") != 20 || !strings.Contains(got.out, "  last  1 problem\n  and 30 more with nothing to tell\n") {
		t.Errorf("%+v", got)
	}
}

// What a person reads on about is wrong, though a warning of another file stands before it.
func TestValidateEndsWithTheWorst(t *testing.T) {
	folder(t, "a.json", `{"acess_token":{}}`, "b.json", `{"access_token":{"custom_claim_mappings":[{"name":"iss","expression":"user.a"}]}}`)
	got := command(t, "", "validate", "--format", "pretty", "a.json", "b.json").out
	if !strings.HasPrefix(got, "warning[unread_member]") || !strings.HasSuffix(got, "describe CFG-3\n") {
		t.Error(got)
	}
}

// TestFixLeavesEveryOtherByte applies what is suggested, in rounds, and nothing else.
func TestFixLeavesEveryOtherByte(t *testing.T) {
	for name, test := range map[string]struct{ before, after string }{
		"a.json": {
			"\t{\r\n \"accessToken\" : {\"customClaimMappings\":[ {\"name\":\"urn:x:\\u0061\",\"expression\":\"user.roles[0]\"}, {\"expression\" :\t\" user.b\", \"name\":\"urn:x:b\"},\n{\"name\":\"c\",\"expression\":\"user.a || user.b\"} ]}, \"x\": [1.0, 1e3]}\r\n\n",
			"\t{\r\n \"access_token\" : {\"custom_claim_mappings\":[ {\"name\":\"urn:x:\\u0061\",\"expression\":\"user.roles.0\"}, {\"expression\" :\t\"user.b\", \"name\":\"urn:x:b\"},\n{\"name\":\"c\",\"expression\":\"user.a || user.b\"} ]}, \"x\": [1.0, 1e3]}\r\n\n",
		},
		"b.yaml": {
			"# é\r\nclients:\r\n- name: 日本   # x\r\n  accessToken:\r\n    custom_claim_mappings:\r\n    - {name: 'urn:x:a', expression: 'session.metadata.x' }  # y\r\n    - name: urn:x:b\r\n      expression: event.user.b # z\r\n",
			"# é\r\nclients:\r\n- name: 日本   # x\r\n  access_token:\r\n    custom_claim_mappings:\r\n    - {name: 'urn:x:a', expression: 'anonymous_session.metadata.x' }  # y\r\n    - name: urn:x:b\r\n      expression: user.b # z\r\n",
		},
		"page.json": {pageOf, strings.Replace(pageOf, "session.metadata.x", "anonymous_session.metadata.x", 1)},
		// A name that is taken, and two that would become one.
		"c.json": {`{"accessToken":{},"access_token":{"custom_claim_mappings":[]}}`, `{"accessToken":{},"access_token":{"custom_claim_mappings":[]}}`},
		"d.json": {`{"idToken":{},"id-token":{}}`, `{"id_token":{},"id-token":{}}`},
	} {
		folder(t, name, test.before)
		got := command(t, "", "validate", "--fix", name)
		if text, err := os.ReadFile(name); err != nil || string(text) != test.before {
			t.Errorf("%s: nobody agreed: %q, %v", name, text, err)
		}
		if changes := test.before != test.after; changes != strings.Contains(got.errOut, name+" is not changed: --yes writes this\n") {
			t.Errorf("%s: %+v", name, got)
		}
		got = command(t, "", "validate", "--fix", "--yes", name)
		text, err := os.ReadFile(name)
		if err != nil || string(text) != test.after {
			t.Errorf("%s: %q\nwant %q, %v", name, text, test.after, err)
		}
		if after := command(t, "", "validate", name); after.out != got.out || after.status != got.status {
			t.Errorf("%s: it says of the fixed file %+v, and that is %+v", name, got, after)
		}
	}
}

// TestFixAsks writes only for who says yes.
func TestFixAsks(t *testing.T) {
	for answer, want := range map[string]bool{"y\n": true, "Yes\n": true, "n\n": false, "\n": false, "": false} {
		folder(t, "page.json", pageOf)
		var stdout, stderr bytes.Buffer
		stdin := &terminal{}
		stdin.WriteString(answer)
		run(t.Context(), []string{"--cache", compiled, "validate", "--fix", "page.json"}, stdin, &stdout, &stderr, noEnv)
		text, err := os.ReadFile("page.json")
		if err != nil || (string(text) != pageOf) != want {
			t.Errorf("%q: %q, %v", answer, text, err)
		}
		before, _, asked := strings.Cut(stderr.String(), "Write this to page.json? [y/N] ")
		if !asked || !strings.Contains(before, "\n 2 - ") || !strings.Contains(before, "\n 2 + ") {
			t.Errorf("the difference does not come first: %q", stderr.String())
		}
	}
}

// TestFixKeepsWhatItCannotWrite leaves a file that cannot be written as it is.
func TestFixKeepsWhatItCannotWrite(t *testing.T) {
	folder(t, "page.json", pageOf)
	if err := os.Symlink("page.json", "link.json"); err != nil {
		t.Fatal(err)
	}
	if got := command(t, "", "validate", "--fix", "--yes", "link.json"); got.status != 0 {
		t.Errorf("%+v", got)
	}
	if info, err := os.Lstat("link.json"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v", err)
	}
	if left, err := filepath.Glob(".*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// TestVariables are the same for every command, and mistyped ones are told.
func TestVariables(t *testing.T) {
	folder(t, "page.json", pageOf, "v.json", `{"name":"n","want":{}}`)
	with := func(environ []string, args ...string) ran {
		t.Helper()
		env := map[string]string{"CLAIMSMITH_CACHE": compiled}
		for _, e := range environ {
			name, value, _ := strings.Cut(e, "=")
			env[name] = value
		}
		var stdout, stderr bytes.Buffer
		status := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr, func(name string) string { return env[name] }, environ...)
		return ran{status, stdout.String(), stderr.String()}
	}
	if got := with([]string{"CLAIMSMITH_CONFIG=page.json", "CLAIMSMITH_CLIENT=Blog", "CLAIMSMITH_FORMAT=github"}, "validate"); got.status != 0 || !strings.HasPrefix(got.out, "::warning ") {
		t.Errorf("%+v", got)
	}
	if got := with([]string{"CLAIMSMITH_FORMAT=github"}, "validate", "page.json", "--format", "json"); !strings.HasPrefix(got.out, "{") {
		t.Errorf("a flag goes before: %+v", got)
	}
	if got := with([]string{"CLAIMSMITH_SESSION=session.json", `CLAIMSMITH_AUDIENCE=["https://a","https://x.auth0.com/api/v2/"]`}, "eval", "--config", "config.json"); !strings.Contains(got.out, `"reason":"auth0_audience"`) {
		t.Errorf("%+v", got)
	}
	if got := with([]string{"CLAIMSMITH_RUN=("}, "test", "v.json"); got.status != 2 || !strings.Contains(got.errOut, "--run: error parsing") {
		t.Errorf("%+v", got)
	}
	if got := with([]string{"CLAIMSMITH_TIME_LIMIT=soon"}, "version"); got.status != 2 || !strings.Contains(got.errOut, "CLAIMSMITH_TIME_LIMIT=soon: ") {
		t.Errorf("%+v", got)
	}
	got := with([]string{"CLAIMSMITH_CONFGI=x", "CLAIMSMITH_\u009b=x", "CLAIMSMITH_ADDR=x", "OTHER=1"}, "validate", "config.json")
	if got.errOut != "warning: the environment variable CLAIMSMITH_CONFGI sets no flag (did you mean \"CLAIMSMITH_CONFIG\"?)\nwarning: the environment variable CLAIMSMITH_\\u009b sets no flag\n" {
		t.Errorf("%q", got.errOut)
	}
}

// TestMistyped has what was probably meant for commands, flags and values.
func TestMistyped(t *testing.T) {
	folder(t)
	for says, args := range map[string][]string{
		`unknown command "valdate" (did you mean "validate"?)`:             {"valdate", "x.json"},
		`unknown command "chek" (did you mean "check"?)`:                   {"chek", "--token", "x"},
		`unknown command "explian" (did you mean "explain"?)`:              {"--module", "x", "explian", "--config=x"},
		`unknown command "zzzzzz"` + "\n":                                  {"zzzzzz"},
		`unknown command "lst" (did you mean "list"?)`:                     {"token", "lst"},
		`unknown command "evla" (did you mean "eval"?)`:                    {"help", "evla"},
		`unknown flag: --confg (did you mean --config?)`:                   {"eval", "--confg", "x"},
		`unknown flag: --zzzzz` + "\n":                                     {"eval", "--zzzzz"},
		`not "jsno" (did you mean "json"?)`:                                {"eval", "--config", "config.json", "--session", "session.json", "--format", "jsno"},
		`no claim "contry" is mapped or set (did you mean "country"?)`:     {"explain", "--config", "config.json", "--session", "session.json", "--claim", "contry"},
		`there is no rule, topic or code "RES-16" (did you mean "RES-1"?)`: {"describe", "RES-16", "--format", "pretty"},
		`there is no rule, topic or code "no_vlaue" (did you mean "no_val`: {"describe", "no_vlaue"},
		`--audience ["a"] is a list already`:                               {"eval", "--config", "config.json", "--session", "session.json", "--audience", `["a"]`, "--audience", "b"},
	} {
		if got := command(t, "", args...); got.status != 2 || got.out != "" || !strings.Contains(got.errOut, says) {
			t.Errorf("%q: %+v, want %q", args, got, says)
		}
	}
}

// TestManPages are made of the commands, one for each, with its flags. They have the date of the source, so that
// what is packed of one commit is the same on any day.
func TestManPages(t *testing.T) {
	folder(t)
	t.Setenv("SOURCE_DATE_EPOCH", "951782400")
	if got := command(t, "", "man", "pages"); got != (ran{}) {
		t.Fatalf("%+v", got)
	}
	var a app
	for _, c := range allCommands(a.root(nil)) {
		if c.Name() == "help" {
			continue
		}
		text, err := os.ReadFile(filepath.Join("pages", strings.ReplaceAll(c.CommandPath(), " ", "-")+".1"))
		if err != nil {
			t.Error(err)
			continue
		}
		if c.Example == "" || !strings.Contains(string(text), ".SH EXAMPLE") || strings.Contains(string(text), "Auto generated") {
			t.Errorf("%s has no example", c.CommandPath())
		}
		if !strings.Contains(string(text), `"Feb 2000"`) {
			t.Errorf("%s is not of the source's date: %.80s", c.CommandPath(), text)
		}
		if c.Flags().Lookup("format") != nil && !strings.Contains(string(text), `\fB--format\fP`) {
			t.Errorf("%s lacks its flags", c.CommandPath())
		}
	}
	if _, err := os.Stat("pages/none"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}
