package vector_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/vector"
)

func newEngine(t testing.TB) *host.Engine {
	t.Helper()
	engine, err := host.New(t.Context(), host.WithInstances(1))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { engine.Close(context.Background()) })
	return engine
}

func TestCorpus(t *testing.T) {
	cases, err := vector.Load("../../testdata/vectors")
	if err != nil {
		t.Fatal(err)
	}
	hostile, err := vector.Load("../../testdata/hostile")
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 || len(hostile) == 0 {
		t.Fatalf("%d cases and %d hostile ones", len(cases), len(hostile))
	}
	e := vector.Host(newEngine(t))
	for _, c := range append(cases, hostile...) {
		for _, d := range c.Run(t.Context(), e) {
			t.Errorf("%s (byte %d): %s: %.2000s", filepath.Base(c.File), c.Offset, c.Name, d)
		}
	}
}

// canned says the same whatever it is asked.
type canned struct {
	text string
	ok   bool
	err  error
}

func (c canned) Evaluate(context.Context, []byte, []byte, []byte) ([]byte, bool, error) {
	return []byte(c.text), c.ok, c.err
}

func (c canned) Explain(context.Context, []byte, []byte, []byte) ([]byte, bool, error) {
	return []byte(c.text), c.ok, c.err
}

func (c canned) Validate(context.Context, []byte) ([]byte, error) { return []byte(c.text), c.err }

const outcome = `{"access_token":{"claims":{"a":1.0,"b":"\u00e9","o":{"x":1,"y":[1,2]}},"bytes":9},` +
	`"saml":{"attributes":[{"name":"n","name_format":"f","type":"t","values":[{"k":1,"l":2}]}]},` +
	`"ignored":[{"token":"access_token","claim":"c","reason":"no_value"}],` +
	`"logs":[{"type":"depnote","description":"d","details":{"id":"i","list":["a"]}}]}`

const failure = `{"error":{"code":"invalid_config","message":"m","problems":[` +
	`{"code":"b","path":"/x","offset":3,"message":"m"},{"code":"a","path":"/y","offset":9,"claim":"n","message":"m"}]}}`

const tooLarge = `{"error":{"code":"payload_too_large","message":"m","token":"saml","bytes":5,"limit":4}}`

const explained = `{"access_token":{"claims":{},"bytes":2},"decisions":[{"token":"access_token","claim":"a","verdict":"ignored"},` +
	`{"token":"access_token","claim":"b","verdict":"added"}],"payload":{"access_token":{"bytes":2,"limit":9}},` +
	`"warnings":[{"code":"w","claim":"a"}],"error":{"code":"payload_too_large","token":"id_token"}}`

const validated = `{"valid":false,"problems":[{"code":"b","path":"/1"},{"code":"a","path":"/2"}],"warnings":[]}`

func TestComparison(t *testing.T) {
	for _, test := range []struct {
		name, member, want string
		canned             canned
		paths              []string // of the differences
	}{
		{"nothing asked", "want", `{}`, canned{text: outcome, ok: true}, nil},
		{"all of it", "want", outcome, canned{text: outcome, ok: true}, nil},
		{"white space and order", "want", `{"access_token": {"claims": {"o": {"y": [1, 2], "x": 1}, "b": "\u00e9", "a": 1.0}}}`, canned{text: outcome, ok: true}, nil},
		{"numbers by their text", "want", `{"access_token":{"claims":{"a":1,"b":"\u00e9","o":{"x":1,"y":[1,2]}}}}`, canned{text: outcome, ok: true}, []string{"/access_token/claims/a"}},
		{"strings by their text", "want", `{"access_token":{"claims":{"a":1.0,"b":"é","o":{"x":1,"y":[1,2]}}}}`, canned{text: outcome, ok: true}, []string{"/access_token/claims/b"}},
		{"claims to the last member", "want", `{"access_token":{"claims":{"a":1.0,"o":{"x":1,"y":[1]}}}}`, canned{text: outcome, ok: true}, []string{"/access_token/claims/o/y/1", "/access_token/claims/b"}},
		{"claims that are absent", "want", `{"access_token":{"claims":{"a":1.0,"b":"\u00e9","o":{"x":1,"y":[1,2],"z":0},"a/b~":1}}}`, canned{text: outcome, ok: true}, []string{"/access_token/claims/o/z", "/access_token/claims/a~1b~0"}},
		{"bytes", "want", `{"access_token":{"bytes":10}}`, canned{text: outcome, ok: true}, []string{"/access_token/bytes"}},
		{"a token that is absent", "want", `{"id_token":{"claims":{}}}`, canned{text: outcome, ok: true}, []string{"/id_token"}},
		{"ignored: given members", "want", `{"ignored":[{"reason":"no_value"}]}`, canned{text: outcome, ok: true}, nil},
		{"ignored: the number", "want", `{"ignored":[]}`, canned{text: outcome, ok: true}, []string{"/ignored/0"}},
		{"ignored: the order", "want", `{"ignored":[{"claim":"x"},{"claim":"c"}]}`, canned{text: outcome, ok: true}, []string{"/ignored/0/claim", "/ignored/1"}},
		{"ignored: empty for absent", "want", `{"ignored":[],"logs":[]}`, canned{text: `{}`, ok: true}, nil},
		{"nothing else empty for absent", "want", `{"saml":[]}`, canned{text: `{}`, ok: true}, []string{"/saml"}},
		{"logs: given members all the way", "want", `{"logs":[{"details":{"id":"i"}}]}`, canned{text: outcome, ok: true}, nil},
		{"logs: lists in full", "want", `{"logs":[{"details":{"list":[]}}]}`, canned{text: outcome, ok: true}, []string{"/logs/0/details/list/0"}},
		{"attributes: given members", "want", `{"saml":{"attributes":[{"type":"t"}]}}`, canned{text: outcome, ok: true}, nil},
		{"attributes: values in full", "want", `{"saml":{"attributes":[{"values":[{"k":1}]}]}}`, canned{text: outcome, ok: true}, []string{"/saml/attributes/0/values/0/l"}},
		{"an outcome wanted, a failure got", "want", `{}`, canned{text: failure}, []string{""}},
		{"no JSON", "want", `{}`, canned{text: "{", ok: true}, []string{""}},
		{"a crash", "want", `{}`, canned{err: errors.New("boom")}, []string{""}},

		{"error: the code", "want_error", `{"code":"invalid_config"}`, canned{text: failure}, nil},
		{"error: another code", "want_error", `{"code":"invalid_session"}`, canned{text: failure}, []string{"/error/code"}},
		{"error: codes in any order", "want_error", `{"code":"invalid_config","problems":["b","a"]}`, canned{text: failure}, nil},
		{"error: one code too many", "want_error", `{"code":"invalid_config","problems":["b","a","a"]}`, canned{text: failure}, []string{"/error/problems"}},
		{"error: objects in order", "want_error", `{"code":"invalid_config","problems":[{"code":"b","offset":3},{"path":"/y","claim":"n"}]}`, canned{text: failure}, nil},
		{"error: objects out of order", "want_error", `{"code":"invalid_config","problems":[{"code":"a"},{"code":"b"}]}`, canned{text: failure}, []string{"/error/problems/0/code", "/error/problems/1/code"}},
		{"error: no problems", "want_error", `{"code":"payload_too_large","problems":[],"token":"saml","bytes":5,"limit":4}`, canned{text: tooLarge}, nil},
		{"error: no problems wanted", "want_error", `{"code":"invalid_config","problems":[]}`, canned{text: failure}, []string{"/error/problems/0", "/error/problems/1"}},
		{"error: the size", "want_error", `{"code":"payload_too_large","token":"id_token","bytes":6}`, canned{text: tooLarge}, []string{"/error/token", "/error/bytes"}},
		{"a failure wanted, an outcome got", "want_error", `{"code":"invalid_config"}`, canned{text: outcome, ok: true}, []string{"/error"}},
		{"a failure wanted, a crash got", "want_error", `{"code":"invalid_config"}`, canned{err: errors.New("boom")}, []string{""}},

		{"explain: given members", "want_explain", `{"decisions":[{"claim":"a"},{"verdict":"added"}],"payload":{"access_token":{"bytes":2}},"warnings":[{"code":"w"}],"error":{"code":"payload_too_large"}}`, canned{text: explained, ok: true}, nil},
		{"explain: the number", "want_explain", `{"decisions":[{"claim":"a"}],"warnings":[]}`, canned{text: explained, ok: true}, []string{"/decisions/1", "/warnings/0"}},
		{"explain: codes", "want_explain", `{"warnings":["w"]}`, canned{text: explained, ok: true}, nil},
		{"explain: claims in full", "want_explain", `{"access_token":{"claims":{"a":1}}}`, canned{text: explained, ok: true}, []string{"/access_token/claims/a"}},
		{"explain: a failure", "want_explain", `{}`, canned{text: failure}, []string{""}},

		{"validate: codes", "want_validate", `{"valid":false,"problems":["a","b"],"warnings":[]}`, canned{text: validated}, nil},
		{"validate: objects", "want_validate", `{"problems":[{"path":"/1"},{"path":"/2"}]}`, canned{text: validated}, nil},
		{"validate: all of it", "want_validate", `{"valid":true,"problems":["a"],"warnings":["c"]}`, canned{text: validated}, []string{"/valid", "/problems", "/warnings"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := fmt.Sprintf(`{"name":"n","config":{},"session":{},"audience":"","%s":%s}`, test.member, test.want)
			cases, err := vector.Parse("f", []byte(file))
			if err != nil {
				t.Fatal(err)
			}
			var paths []string
			for _, d := range cases[0].Run(t.Context(), test.canned) {
				paths = append(paths, d.Path)
			}
			if !reflect.DeepEqual(paths, test.paths) {
				t.Errorf("the differences are at %q, not at %q", paths, test.paths)
			}
		})
	}
}

func TestNamesCompareDecoded(t *testing.T) {
	if d := vector.Compare([]byte(`{"caf\u00e9":1,"\ud800":2,"\uFFFD":3}`), []byte(`{"\ud800":2,"café":1,"\ufffd":3}`)); d != nil {
		t.Error(d)
	}
	for _, other := range [][2]string{
		{`{"\ud800":1}`, `{"\ud801":1}`},
		{`{"\ud800":1}`, `{"\"\\ud800\"":1}`},
		{`{"\\ufffd\ud800":1}`, `{"\\ufffd\ud801":1}`},
	} {
		if d := vector.Compare([]byte(other[0]), []byte(other[1])); len(d) != 2 {
			t.Errorf("%s and %s: %v", other[0], other[1], d)
		}
	}
	if d := vector.Compare([]byte(`{"\uD800":1}`), []byte(`{"\ud800":1}`)); d != nil {
		t.Error(d)
	}
}

// TestMembersOfOneName compares each of several members of one name.
func TestMembersOfOneName(t *testing.T) {
	for _, test := range []struct {
		want, got string
		paths     []string
	}{
		{`{"a":1,"a":2}`, `{"a":1,"\u0061":2}`, nil},
		{`{"a":1,"a":2}`, `{"a":2}`, []string{"/a", "/a"}},
		{`{"a":2}`, `{"a":1,"a":2}`, []string{"/a", "/a"}},
		{`{"a":1,"a":2}`, `{"a":1,"a":3}`, []string{"/a"}},
	} {
		var paths []string
		for _, d := range vector.Compare([]byte(test.want), []byte(test.got)) {
			paths = append(paths, d.Path)
		}
		if !reflect.DeepEqual(paths, test.paths) {
			t.Errorf("%s and %s: %q", test.want, test.got, paths)
		}
	}
}

func TestInputs(t *testing.T) {
	const file = ` [ {"name": "own text", "config": { "a" : 1.0 }, "session": {"\u00e9":12345678901234567890}, "audience": "\u0061", "want": {}},
		{"name": "texts", "rules": ["A", "B"], "config_text": "{\"a\":\t1", "session_text": "\ufeff{}", "audience_text": "", "want": {}, "why": "a note"},
		{"name": "bytes", "config_base64": "//4=", "session_base64": "", "audience_base64": "AA==", "want": {}},
		{"name": "defaults", "want": {}} ]`
	cases, err := vector.Parse("f.json", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][3]string{
		{`{ "a" : 1.0 }`, `{"\u00e9":12345678901234567890}`, `"\u0061"`},
		{"{\"a\":\t1", "\ufeff{}", ""},
		{"\xff\xfe", "", "\x00"},
		{"{}", "{}", `""`},
	} {
		c := cases[i]
		if got := [3]string{string(c.Config), string(c.Session), string(c.Audience)}; got != want {
			t.Errorf("%s: %q, not %q", c.Name, got, want)
		}
		if !strings.HasPrefix(file[c.Offset:], `{"name": "`+c.Name) {
			t.Errorf("%s: byte %d is elsewhere", c.Name, c.Offset)
		}
	}
	if want := []string{"A", "B"}; !reflect.DeepEqual(cases[1].Rules, want) {
		t.Errorf("the rules are %q", cases[1].Rules)
	}
}

// TestRepeats holds what files say with $repeat to the texts that it stands for.
func TestRepeats(t *testing.T) {
	for _, test := range []struct{ name, short, long string }{
		{"a value", `{"session":{ "a" : [{ "$repeat" : ["x", 3] }, 1.0] , "b":{"$repeat":["\u00e9é",2]}}}`,
			`{"session":{ "a" : ["xxx", 1.0] , "b":"\u00e9é\u00e9é"}}`},
		{"all of an input", `{"config":{"$repeat":["x",2]},"session":{"$repeat":["x",0]},"audience":{"$repeat":["u",4]}}`,
			`{"config":"xx","session":"","audience":"uuuu"}`},
		{"one after the other", `{"session":{"a":{"$repeat":["<",1,"ab",2,">",1]}}}`, `{"session":{"a":"<abab>"}}`},
		{"a text", `{"config_text":{"$repeat":["{}",1," ",3]},"session_text":{"$repeat":["[\"a\"",1,",\"\\u00e9\"",2,"]",1]},"audience_text":{"$repeat":["\ud83d",1,"\ude00",1]}}`,
			`{"config_text":"{}   ","session_text":"[\"a\",\"\\u00e9\",\"\\u00e9\"]","audience_text":"😀"}`},
		{"what is wanted", `{"want":{"access_token":{"claims":{"a":{"$repeat":["x",3]}}}},"want_explain":{"warnings":[{"claim":{"$repeat":["n",2]}}]},"want_validate":{"problems":[{"path":{"$repeat":["/a",2]}}]}}`,
			`{"want":{"access_token":{"claims":{"a":"xxx"}}},"want_explain":{"warnings":[{"claim":"nn"}]},"want_validate":{"problems":[{"path":"/a/a"}]}}`},
		{"a wanted failure", `{"want_error":{"code":"x","problems":[{"claim":{"$repeat":["n",2]}}]}}`, `{"want_error":{"code":"x","problems":[{"claim":"nn"}]}}`},
		// Not the notation: the name in a text, as a value, with an escape.
		{"a text with the name", `{"session_text":"{\"$repeat\":[\"x\",3]}"}`, `{"session_base64":"eyIkcmVwZWF0IjpbIngiLDNdfQ=="}`},
		{"the name as a value", `{"session":{"a":"$repeat","b":["$repeat",{"$repeat":["x",2]}]}}`, `{"session":{"a":"$repeat","b":["$repeat","xx"]}}`},
		{"the name with an escape", `{"session":{"\u0024repeat":["x",3]}}`, `{"session_text":"{\"\\u0024repeat\":[\"x\",3]}"}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			texts := func(members string) []string {
				t.Helper()
				file := `[{"name":"n",` + members[1:]
				if !strings.Contains(members, `"want`) {
					file = file[:len(file)-1] + `,"want":{}}`
				}
				cases, err := vector.Parse("f.json", []byte(file+"]"))
				if err != nil {
					t.Fatal(err)
				}
				c := cases[0]
				return []string{string(c.Config), string(c.Session), string(c.Audience),
					string(c.Want), string(c.WantError), string(c.WantExplain), string(c.WantValidate)}
			}
			if got, want := texts(test.short), texts(test.long); !slices.Equal(got, want) {
				t.Errorf("%s\nstands for %q\nand not for %q", test.short, got, want)
			}
		})
	}
}

func TestBadFiles(t *testing.T) {
	for _, test := range []struct {
		name, file, says string
		offset           int
	}{
		{"nothing", ``, "no JSON", 0},
		{"half", `[{"name":`, "no JSON", 8},
		{"a mistake", `[{"name":1,}]`, "no JSON", 11},
		{"a byte order mark", "\ufeff[]", "no JSON", 0},
		{"Latin-1", "[{\"name\":\"\xe9\"}]", "no UTF-8", 10},
		{"a number", ` 12`, "array of cases", 1},
		{"no object", `[ 12]`, "a case is an object", 2},
		{"no name", `[{"want":{}}]`, "has a name", 1},
		{"an empty name", `[{"name":"","want":{}}]`, "has a name", 1},
		{"nothing wanted", ` {"name":"n"}`, `case "n": a case has want,`, 1},
		{"a slip", `{"name":"n","session_txt":"","want":{}}`, `case "n": the member session_txt is unknown`, 26},
		{"another slip", `{"name":"n","want":{},"want_errors":{}}`, `want_errors is unknown`, 36},
		{"twice", `{"name":"n","want":{"a":1},"want":{}}`, `"want" occurs twice`, 27},
		{"two configs", `{"name":"n","config":{},"config_text":"","want":{}}`, "config is given more than once", 0},
		{"rules", `{"name":"n","rules":"a","want":{}}`, "rules is a list of strings", 20},
		{"text", `{"name":"n","config_text":{},"want":{}}`, "config_text is no string", 26},
		{"half a pair", `{"name":"n","config_text":"\ud800","want":{}}`, "half of a surrogate pair", 26},
		{"half a pair beside what looks like U+FFFD", `{"name":"n","config_text":"\\ufffd\ud800","want":{}}`, "half of a surrogate pair", 26},
		{"base64", `{"name":"n","config_base64":"?","want":{}}`, "no string in base64", 28},
		{"want", `{"name":"n","want":[]}`, "want is an object", 19},
		{"want and want_error", `{"name":"n","want":{},"want_error":{"code":"x"}}`, "not both", 35},
		{"no code", `{"name":"n","want_error":{}}`, "want_error has a code", 25},
		{"problems", `{"name":"n","want_error":{"code":"x","problems":["a",{}]}}`, "a list of codes or of objects", 48},
		{"no problems", `{"name":"n","want_validate":{"problems":{}}}`, "a list of codes or of objects", 40},
		{"a repeat of nothing", `{"name":"n","session":{"a":[0,{"$repeat":[]}]},"want":{}}`, `case "n": the $repeat at /session/a/1: it has a list of texts, each followed by how often`, 41},
		{"a repeat that is no list", `{"name":"n","config":{"$repeat":"x"},"want":{}}`, "the $repeat at /config: it has a list", 32},
		{"a repeat without a number", `{"name":"n","audience":{"$repeat":["x"]},"want":{}}`, "the $repeat at /audience: it has a list", 34},
		{"a repeat with company", `{"name":"n","session":{"a/b":{"b":1,"$repeat":["x",1]}},"want":{}}`, `the $repeat at /session/a~1b: it has to be alone in its object; a member that really has this name is written "\u0024repeat"`, 29},
		{"a repeat twice", `{"name":"n","session":{"$repeat":["x",1],"$repeat":["x",1]},"want":{}}`, "alone in its object", 22},
		{"a repeat of a number", `{"name":"n","session_text":{"$repeat":[1,1]},"want":{}}`, "the $repeat at /session_text: what is repeated is a string", 39},
		{"half a time", `{"name":"n","session":{"$repeat":["x",1,"y",0.5]},"want":{}}`, "how often is a number, whole", 44},
		{"less than no times", `{"name":"n","session":{"$repeat":["x",-1]},"want":{}}`, "how often is a number, whole", 38},
		{"times in words", `{"name":"n","session":{"$repeat":["x","2"]},"want":{}}`, "how often is a number, whole", 38},
		{"too many times", `{"name":"n","session":{"$repeat":["x",16777216,"y",1]},"want":{}}`, "more than 16777216 bytes", 51},
		{"far too many times", `{"name":"n","session":{"$repeat":["",99999999999999999999]},"want":{}}`, "more than 16777216 bytes", 37},
		{"a repeat that is no text", `{"name":"n","session_text":[{"$repeat":["x",1]}],"want":{}}`, "session_text is no string", 27},
		{"half a pair, repeated", `{"name":"n","session_text":{"$repeat":["\ud83d",2]},"want":{}}`, "half of a surrogate pair", 27},
		{"a repeat in what is wanted", `{"name":"n","want":{"access_token":{"claims":{"a":{"$repeat":{}}}}}}`, "the $repeat at /want/access_token/claims/a: it has", 61},
		{"a repeat that is wanted", `{"name":"n","want_error":{"$repeat":["x",1]}}`, "want_error is an object", 25},
	} {
		t.Run(test.name, func(t *testing.T) {
			cases, err := vector.Parse("f.json", []byte(test.file))
			var bad *vector.FileError
			if !errors.As(err, &bad) {
				t.Fatalf("%v and %v", cases, err)
			}
			if bad.Offset != test.offset || !strings.Contains(bad.Error(), test.says) || !strings.HasPrefix(bad.Error(), "f.json (byte ") {
				t.Errorf("at byte %d, not at %d: %s", bad.Offset, test.offset, bad)
			}
		})
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := vector.Load(dir); !errors.Is(err, vector.ErrNoFiles) {
		t.Errorf("an empty folder: %v", err)
	}
	write("b.json", `{"name":"b","want":{}}`)
	write("a/z.json", `[{"name":"z","want":{}},{"name":"z2","want":{}}]`)
	write("a.json", `[]`)
	write(".hidden/x.json", `oh`)
	write("notes.txt", `oh`)
	cases, err := vector.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range cases {
		names = append(names, filepath.ToSlash(strings.TrimPrefix(c.File, dir))+" "+c.Name)
	}
	if want := []string{"/a/z.json z", "/a/z.json z2", "/b.json b"}; !reflect.DeepEqual(names, want) {
		t.Errorf("%q", names)
	}
	if cases, err := vector.Load(filepath.Join(dir, "b.json")); err != nil || len(cases) != 1 {
		t.Errorf("one file: %v, %v", cases, err)
	}
	if _, err := vector.Load(filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	write("bad.json", `{`)
	var bad *vector.FileError
	if _, err := vector.Load(dir); !errors.As(err, &bad) || bad.File != filepath.Join(dir, "bad.json") {
		t.Errorf("a bad file: %v", err)
	}
}

func TestInputsInFiles(t *testing.T) {
	dir := t.TempDir()
	index := func(text string) error {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "index.json"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := vector.Load(dir)
		return err
	}
	for _, test := range []struct{ text, says string }{
		{`[{"name":"n","config_file":"../x","want":{}}]`, "names no file beside this one"},
		{`[{"name":"n","config_file":{},"want":{}}]`, "names no file beside this one"},
		{`[{"name":"n","config_file":"none.raw","want":{}}]`, "none.raw"},
		{`[{"name":"n"}]`, "a case has want"},
	} {
		if err := index(test.text); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", test.text, err)
		}
	}
}

func TestHostGivesTheModulesTexts(t *testing.T) {
	e := vector.Host(newEngine(t))
	text, ok, err := e.Evaluate(t.Context(), []byte(`[]`), []byte(`{}`), []byte(`""`))
	if ok || err != nil || !json.Valid(text) || !strings.HasPrefix(string(text), `{"error":{"code":"invalid_config"`) {
		t.Errorf("%s, %v, %v", text, ok, err)
	}
	text, ok, err = e.Explain(t.Context(), []byte(`{}`), []byte(`{}`), []byte(`""`))
	if !ok || err != nil || !strings.Contains(string(text), `"decisions":[]`) {
		t.Errorf("%s, %v, %v", text, ok, err)
	}
}

func TestDifferenceString(t *testing.T) {
	for want, d := range map[string]vector.Difference{
		`evaluate /a: want 1, got nothing`: {Function: "evaluate", Path: "/a", Want: "1"},
		`want nothing, got ""`:             {Got: `""`},
		`explain: boom`:                    {Function: "explain", Err: errors.New("boom")},
	} {
		if d.String() != want {
			t.Errorf("%q, not %q", d.String(), want)
		}
	}
}
