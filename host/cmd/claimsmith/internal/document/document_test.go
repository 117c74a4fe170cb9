package document

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host"
)

var engine *host.Engine

func TestMain(m *testing.M) {
	var err error
	if engine, err = host.New(context.Background()); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func parse(t *testing.T, name, text string) *Document {
	t.Helper()
	d, err := Parse(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const mapped = `{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]}`

func TestConfigs(t *testing.T) {
	type found struct{ pointer, title string }
	many := "["
	for range 30 {
		many += `{"name":"a","pad":"` + strings.Repeat("x", 10_000) + `","access_token":` + mapped + `},`
	}
	many = many[:len(many)-1] + "]"
	for name, test := range map[string]struct {
		text  string
		want  []found
		stray int
	}{
		"an application":         {`{"name":"Shop","access_token":` + mapped + `}`, []found{{"", "Shop"}}, 0},
		"nothing":                {`{}`, []found{{"", ""}}, 0},
		"no JSON":                {`{"clients":[`, []found{{"", ""}}, 0},
		"an array":               {`[{"name":"Shop","access_token":` + mapped + `},{"client_id":"x","id_token":` + mapped + `},{"name":"Worker"}]`, []found{{"/0", "Shop"}, {"/1", "x"}}, 0},
		"an array of others":     {`[{"name":"Worker"}]`, []found{{"/0", "Worker"}}, 0},
		"a page":                 {` {"clients":[{"name":"Worker"},{"name":"a/b","access_token":` + mapped + `}]} `, []found{{"/clients/1", "a/b"}}, 0},
		"an API":                 {`{"resource_servers":[{"identifier":"https://a","access_token":{"claims_mapping":{"custom_claims":[{"name":"a","expression":"user.b"}]}}}]}`, []found{{"/resource_servers/0", "https://a"}}, 0},
		"both":                   {`{"access_token":` + mapped + `,"clients":[{"access_token":` + mapped + `}]}`, []found{{"", ""}, {"/clients/0", "/clients/0"}}, 0},
		"blocks":                 {`{"values":{"name":"api","access_token":[{"claims_mapping":[{"custom_claims":[{"name":"a","expression":"user.b"}]}]}]}}`, []found{{"/values", "api"}}, 0},
		"blocks at the root":     {`{"access_token":[{"claims_mapping":[{"custom_claims":[{"name":"a","expression":"user.b"}]}]}]}`, []found{{"", ""}}, 0},
		"beside what is deep":    {`{"x":` + strings.Repeat("[", 80) + strings.Repeat("]", 80) + `,"clients":[{"name":"Shop","access_token":` + mapped + `}]}`, []found{{"/clients/0", "Shop"}}, 0},
		"a plan":                 {`{"planned_values":{"access_token":` + mapped + `},"prior_state":{"access_token":` + mapped + `}}`, []found{{"/planned_values", "/planned_values"}}, 0},
		"misspelt":               {`{"clients":[{"name":"x","accessToken":{"customClaimMappings":[{"name":"a","expression":"b"}]}}]}`, []found{{"/clients/0", "x"}}, 0},
		"misspelt at the root":   {`{"accessToken":{"customClaimMappings":[{"name":"a","expression":"b"}]}}`, []found{{"", ""}}, 0},
		"a list alone":           {`{"claims":[{"name":"a","expression":"b"}]}`, []found{{"", ""}}, 0},
		"a list beside":          {`{"x":{"access_token":` + mapped + `},"claims":[{"name":"a","expression":"b"}]}`, []found{{"/x", "/x"}}, 1},
		"more than one text may": {many, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			d := parse(t, "x.json", test.text)
			configs, stray, err := d.Configs(t.Context(), engine)
			if err != nil {
				t.Fatal(err)
			}
			var got []found
			for _, c := range configs {
				got = append(got, found{c.Pointer.String(), c.Title()})
				if c.Place(strings.IndexByte(c.JSON, '{')).Start != c.start+strings.IndexByte(c.JSON, '{') {
					t.Errorf("%s is elsewhere", c.Pointer)
				}
			}
			if test.want == nil {
				if len(got) != 30 {
					t.Errorf("%d configs", len(got))
				}
				return
			}
			if !reflect.DeepEqual(got, test.want) || len(stray) != test.stray {
				t.Errorf("%q, %d, want %q, %d", got, stray, test.want, test.stray)
			}
			// Every config that is found maps something, or is all there is.
			for _, c := range configs {
				if len(c.JSON) != len(d.JSON) && !strings.Contains(d.JSON, c.JSON) && !strings.Contains(name, "block") {
					t.Errorf("%s is no part of the document", c.JSON)
				}
			}
		})
	}
}

func TestNamed(t *testing.T) {
	d := parse(t, "x.json", `{"clients":[{"name":"Worker","client_id":"w"},{"name":"Shop"}]}`)
	for _, name := range []string{"Worker", "w"} {
		if got := d.Named(name); len(got) != 1 || got[0].JSON != `{"name":"Worker","client_id":"w"}` || got[0].Pointer.String() != "/clients/0" {
			t.Errorf("%+v", got)
		}
	}
	if got := d.Named("none"); got != nil {
		t.Errorf("%+v", got)
	}
}

func TestYAML(t *testing.T) {
	for text, want := range map[string]string{
		"a: 1\n": `{"a":1}`,
		"a: [x, 'y''s', \"z\\n\", 12345678901234567890, 1.0, 0x1F, .5, true, ~, 2026-01-01]": `{"a":["x","y's","z\n",12345678901234567890,1.0,31,0.5,true,null,"2026-01-01"]}`,
		"a: &x {b: 1}\nc: *x":                   `{"a":{"b":1},"c":{"b":1}}`,
		"a: &x {b: 1, c: 2}\nd: {<<: *x, b: 3}": `{"a":{"b":1,"c":2},"d":{"b":3,"c":2}}`,
		"a: {<<: [{b: 1}, {b: 2, c: 3}]}":       `{"a":{"b":1,"c":3}}`,
		"--- {a: 1}\n--- {b: 2}":                `[{"a":1},{"b":2}]`,
		"a: 1\na: 2":                            `{"a":1,"a":2}`,
		"1: x\ntrue: y":                         `{"1":"x","true":"y"}`,
		"a: |\n  x\n  y\n":                      `{"a":"x\ny\n"}`,
		"a: <&>\u2028":                          `{"a":"<&>"}`,
		"\uFEFFa: b":                            `{"a":"b"}`,
		"":                                      `[]`,
	} {
		d := parse(t, "x.yaml", text)
		if d.JSON != want || !json.Valid([]byte(d.JSON)) {
			t.Errorf("%q: %s, want %s", text, d.JSON, want)
		}
		for offset := range len(d.JSON) {
			if at := d.Place(offset); at.Start < 0 || at.End > len(text) || at.Start > at.End {
				t.Errorf("%q: byte %d is at %+v", text, offset, at)
			}
		}
	}
	for text, says := range map[string]string{
		"a: b: c":        "no YAML",
		"a: .inf":        "no number .inf",
		"? [a]\n: b":     "cannot be one",
		"a: &x [*x]":     "lead back",
		"a: &x {<<: *x}": "lead",
		"a: {<<: 1}":     "Only a mapping",
		"a: \"":          "no YAML",
		"a:\n\t- b":      "no YAML",
	} {
		var wrong *SyntaxError
		if _, err := Parse("x.yml", []byte(text)); !errors.As(err, &wrong) || !strings.Contains(wrong.Message, says) || wrong.At.End > len(text) {
			t.Errorf("%q: %+v", text, err)
		}
	}
}

// TestFormats are decided by names, and else by texts.
func TestFormats(t *testing.T) {
	for _, test := range []struct {
		name, text string
		yaml       bool
	}{
		{"a.yaml", "{}", true}, {"a.YML", "a: 1", true}, {"a.json", "a: 1", false},
		{"-", "a: 1", true}, {"-", "{a: 1}", false}, {"-", `{"a":1}`, false}, {"-", "plain text", false}, {"-", "", false}, {"a.txt", "- a", true},
	} {
		if got := isYAML(test.name, []byte(test.text)); got != test.yaml {
			t.Errorf("%s %q: %t", test.name, test.text, got)
		}
	}
}

// TestYAMLPlaces has every name and value of a document stand where it is read.
func TestYAMLPlaces(t *testing.T) {
	text := "# Größe 日本\r\nnäme: wört   # note\r\n'k k':\r\n  - \"q\\tq\"\r\n  - &a !!str plain text\r\n  - { x: 'it''s', y: [1, *a] }\r\n  - >\r\n    folded\r\n"
	d := parse(t, "x.yaml", text)
	for name, want := range map[string]string{
		`"näme"`: "näme", `"wört"`: "wört", `"k k"`: "'k k'", `"q\tq"`: `"q\tq"`, `"plain text"`: "plain text",
		`"x"`: "x", `"it's"`: "'it''s'", `1`: "1", `"folded\n"`: ">", `{"näme`: "n", `["q`: "-",
	} {
		at := d.Place(strings.Index(d.JSON, name))
		if got := at.Of(text); got != want {
			t.Errorf("%s is at %q, want %q", name, got, want)
		}
	}
	// Within a text, at the character.
	at := d.Place(strings.Index(d.JSON, "ört"))
	if got := text[at.Start:]; !strings.HasPrefix(got, "ört ") || at.Of(text) != "ö" {
		t.Errorf("%+v: %q", at, got)
	}
	if at := d.Place(strings.Index(d.JSON, `\tq"`)); at.Of(text)[0] != '\\' {
		t.Errorf("%q", at.Of(text))
	}
}

func TestReplace(t *testing.T) {
	for _, test := range []struct{ name, text, find, says, want string }{
		{"x.json", "{ \"a\" :\t\"b\\u0063\" }\r\n", `"b`, "é\"\u2028<", "{ \"a\" :\t\"é\\\"\\u2028<\" }\r\n"},
		{"x.json", `{"a":"b"}`, `"a"`, "c", `{"c":"b"}`},
		{"x.yaml", "a:  b   # c\r\nd: e\r\n", `"b"`, "x.y", "a:  x.y   # c\r\nd: e\r\n"},
		{"x.yaml", "a: b # c\n", `"b"`, "x # y", "a: 'x # y' # c\n"},
		{"x.yaml", "a: b\n", `"b"`, "true", "a: 'true'\n"},
		{"x.yaml", "a: 'b'\n", `"b"`, "it's", "a: 'it''s'\n"},
		{"x.yaml", "a: 'b'\n", `"b"`, "x\ny", "a: \"x\\ny\"\n"},
		{"x.yaml", "{ a: \"b\", c: d }\n", `"b"`, "é", "{ a: \"é\", c: d }\n"},
		{"x.yaml", "{ a: b, c: d }\n", `"b"`, "x, y", "{ a: 'x, y', c: d }\n"},
		{"x.yaml", "a: \"b\"\n", `"b"`, "x\u009b\u202e\U000e0041", "a: \"x\\u009b\\u202e\\U000e0041\"\n"},
		{"x.yaml", "aB: b\n", `"aB"`, "a_b", "a_b: b\n"},
	} {
		d := parse(t, test.name, test.text)
		edit, err := d.Replace(strings.Index(d.JSON, test.find), test.says)
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		if got := d.Apply([]Edit{edit}); got != test.want {
			t.Errorf("%q becomes %q, want %q", test.text, got, test.want)
		}
	}
	d := parse(t, "x.yaml", "a: &x b\nc: *x\n")
	if edit, err := d.Replace(strings.LastIndex(d.JSON, `"b"`), "d"); err == nil {
		t.Errorf("what an alias stands for is changed: %+v", edit)
	}
	if _, err := d.Replace(0, "x"); err == nil {
		t.Error("an object is replaced as if it were a text")
	}
}

func TestFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"x/b.json", "x/a.YAML", "x/c.txt", "x/.git/d.json", "x/y/e.yml"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Files("x")
	if want := []string{"x/a.YAML", "x/b.json", "x/y/e.yml"}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := Files("x/c.txt"); err != nil || len(got) != 1 {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := Files("none"); err == nil {
		t.Error("none is there")
	}
}
