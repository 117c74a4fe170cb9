package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func TestParsePointer(t *testing.T) {
	for text, want := range map[string]Pointer{
		"":               nil,
		"/":              {""},
		"//":             {"", ""},
		"/a/b":           {"a", "b"},
		"/a~1b/m~0n/~01": {"a/b", "m~n", "~1"},
		"/0/-":           {"0", "-"},
		"/é\n":           {"é\n"},
	} {
		p, err := ParsePointer(text)
		if err != nil || !reflect.DeepEqual(p, want) {
			t.Errorf("%q: %q, %v", text, p, err)
		}
		if p.String() != text {
			t.Errorf("%q comes back as %q", text, p.String())
		}
	}
	for _, text := range []string{"a", "#/a", "/~", "/~2", "/a~/b", "/\xff"} {
		if p, err := ParsePointer(text); err == nil {
			t.Errorf("%q: %q", text, p)
		}
	}
}

func TestParseChange(t *testing.T) {
	for argument, want := range map[string][2]string{
		`/a=1`:           {"/a", "1"},
		`=[]`:            {"", "[]"},
		`/a=b= {"c":1} `: {"/a=b", `{"c":1}`},
		`/a=="x=1"`:      {"/a=", `"x=1"`},
		`/a=" = "`:       {"/a", `" = "`},
		`/a=1.0`:         {"/a", "1.0"},
	} {
		c, err := ParseChange("--set", argument)
		if err != nil || c.text != want[0] || c.value != want[1] {
			t.Errorf("%s: %q %q, %v", argument, c.text, c.value, err)
		}
	}
	for argument, says := range map[string]string{
		`/a`:     "POINTER=JSON is needed",
		`/a=`:    "is no JSON",
		`/a=b`:   `--set '/a="text"'`,
		`a=1`:    "begins with a slash",
		`/a~2=1`: "is written ~0",
	} {
		if _, err := ParseChange("--set", argument); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", argument, err)
		}
	}
}

func TestSet(t *testing.T) {
	for _, test := range []struct{ text, pointer, value, want string }{
		{` {"a": 1.0, "b" : [1e3, 2] } ` + "\n", "/a", "2", ` {"a": 2, "b" : [1e3, 2] } ` + "\n"},
		{"{}", "", "[]", "[]"},
		{"{}", "/", "1", `{"":1}`},
		{`{"":1}`, "/", "2", `{"":2}`},
		{`{"":{"":1}}`, "//", "2", `{"":{"":2}}`},
		{"{}", "//", "2", `{"":{"":2}}`},
		{"{ }", "/a", "1", `{ "a":1}`},
		{"\t{}\n", "/a/b/c", `"x"`, "\t" + `{"a":{"b":{"c":"x"}}}` + "\n"},
		{`{"a":null}`, "/a", "{}", `{"a":{}}`},
		// Digits are names in objects, places in arrays.
		{`{"0":1}`, "/0", "2", `{"0":2}`},
		{`{"x":1}`, "/9999999", "2", `{"x":1,"9999999":2}`},
		{`{"x":{"-1":1,"-":2}}`, "/x/-1", "3", `{"x":{"-1":3,"-":2}}`},
		{`{"x":{"-1":1}}`, "/x/-", "3", `{"x":{"-1":1,"-":3}}`},
		{`[1,2]`, "/1", "3", `[1,3]`},
		{`[1,2]`, "/2", "3", `[1,2,3]`},
		{`[1, 2]`, "/-", "3", `[1, 2,3]`},
		{`[]`, "/-", "3", `[3]`},
		{`[]`, "/0", "3", `[3]`},
		{`{"a":[{"b":[]}]}`, "/a/0/b/-", `{"c":1}`, `{"a":[{"b":[{"c":1}]}]}`},
		{`{"a":[]}`, "/a/-/b/c", "1", `{"a":[{"b":{"c":1}}]}`},
		// What paths of the library would read otherwise.
		{`{"a":{"b":1},"a.b":2}`, "/a.b", "3", `{"a":{"b":1},"a.b":3}`},
		{`{"a":{"b":1}}`, "/a.b", "3", `{"a":{"b":1},"a.b":3}`},
		{"{}", "/@claim", "1", `{"@claim":1}`},
		{"{}", "/https:~1~1shop.example~1c?d#e", "1", `{"https://shop.example/c?d#e":1}`},
		{`{"abc":1}`, "/a*", "2", `{"abc":1,"a*":2}`},
		{`{"a":[1,2]}`, "/#", "3", `{"a":[1,2],"#":3}`},
		{"{}", "/:0", "1", `{":0":1}`},
		{`{":0":1}`, "/:0", "2", `{":0":2}`},
		{"{}", `/\`, "1", `{"\\":1}`},
		{`{"a\\.b":1}`, `/a\.b`, "2", `{"a\\.b":2}`},
		{`{"count\u0072y":1}`, "/country", "2", `{"count\u0072y":2}`},
		// A name with half of a surrogate pair is no name that a pointer has.
		{`{"\ud800":1,"\ufffd":2}`, "/\ufffd", "3", `{"\ud800":1,"\ufffd":3}`},
		{`{"\ud800":1,"\udc00":2}`, "/a", "3", `{"\ud800":1,"\udc00":2,"a":3}`},
		{"{}", "/..", "1", `{"..":1}`},
		{"{}", "/..0", "1", `{"..0":1}`},
		{"{}", "/!true", "1", `{"!true":1}`},
		{"{}", `/{"a":1}`, "1", `{"{\"a\":1}":1}`},
	} {
		p, err := ParsePointer(test.pointer)
		if err != nil {
			t.Fatal(err)
		}
		got, err := set(test.text, p, test.value)
		if err != nil || got != test.want {
			t.Errorf("%s %s=%s: %s, not %s: %v", test.text, test.pointer, test.value, got, test.want, err)
		}
	}
}

func TestSetRefuses(t *testing.T) {
	for _, test := range []struct{ text, pointer, says string }{
		{"{", "/a", "no JSON"},
		{"", "", "no JSON"},
		{`{"a":"b"}`, "/a/b", `/a is neither an object nor an array`},
		{`1`, "/b", `the document is neither`},
		{`{"a":[1]}`, "/a/2", "/a has 1 elements, so the index may be 1 at most"},
		{`{"a":[1]}`, "/a/99999999999999999999", "the index may be 1 at most"},
		{`{"a":[1]}`, "/a/01", "is an array"},
		{`{"a":[1]}`, "/a/+1", "is an array"},
		{`{"a":[1]}`, "/a/", "is an array"},
		{`{"a":[1]}`, "/a/-1", "is an array"},
		{`{"a":[1]}`, "/a/#", "is an array"},
		{`{"a":1,"a":2}`, "/a", `has two members "a"`},
		{`{"a":1,"\u0061":2}`, "/a", `has two members "a"`},
		{`{"\ud800":1}`, "/\ufffd", "in another way than asked"},
		{`{}`, "/a/-", "there is nothing at /a yet"},
		{`{}`, "/a/b~1c/0/d", "there is nothing at /a/b~1c yet"},
		{`[]`, "/-/0", "there is nothing at /- yet"},
		{strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000), "/0", "no JSON"},
	} {
		p, err := ParsePointer(test.pointer)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := set(test.text, p, "1"); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%.40s %s: %.40s, %v", test.text, test.pointer, got, err)
		}
	}
}

// TestSetAgainstReference holds set against a reading of RFC 6901 that decodes the
// document.
func TestSetAgainstReference(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	made, refused := 0, 0
	for range 30_000 {
		text := randomValue(r, 4)
		p := randomPointer(r, text)
		value := strings.TrimSpace(randomValue(r, 1))
		want, possible := reference(t, text, p, value)
		got, err := set(text, p, value)
		switch {
		case !possible && err == nil:
			t.Fatalf("%s %q=%s: should be refused, gives %s", text, p, value, got)
		case possible && err != nil:
			t.Fatalf("%s %q=%s: %v", text, p, value, err)
		case possible && !equal(t, got, want):
			t.Fatalf("%s %q=%s: %s, not %s", text, p, value, got, want)
		}
		if possible {
			made++
		} else {
			refused++
		}
	}
	if made < 5000 || refused < 1000 {
		t.Errorf("only %d set and %d refused", made, refused)
	}
}

var awkward = []string{
	"a", "b", "", "0", "1", "2", "-", "-1", "01", "a.b", ".", "..", "*", "a*", "?", "\\", "a\\", "\\.", "|", "a|b", "#", "#.x",
	"@this", "@", "!", "!x", "{", "}", "[0]", "(", ")", "=", "a=b", "<", ">", "%", "~", "~1", "/", "\"", ":", ":0", ":a", "::",
	" ", "é", "日本", "<é>", "\n", "\x7f", "\u2028", "😀", "__proto__", "a b", "$", "'", "`", ",", ";", "&", "^", "+",
}

func randomName(r *rand.Rand) string {
	name := awkward[r.IntN(len(awkward))]
	if r.IntN(3) == 0 {
		name += awkward[r.IntN(len(awkward))]
	}
	return name
}

func space(r *rand.Rand) string { return []string{"", "", "", " ", "\n\t"}[r.IntN(5)] }

func randomValue(r *rand.Rand, depth int) string {
	var b strings.Builder
	b.WriteString(space(r))
	switch kind := r.IntN(4); {
	case depth > 0 && kind < 2:
		names := map[string]bool{}
		b.WriteByte('{')
		for i := range r.IntN(5) {
			name := randomName(r)
			if names[name] {
				break
			}
			names[name] = true
			if i > 0 {
				b.WriteByte(',')
			}
			text, _ := json.Marshal(name)
			b.WriteString(space(r) + string(text) + space(r) + ":" + randomValue(r, depth-1))
		}
		b.WriteString(space(r) + "}")
	case depth > 0 && kind < 3:
		b.WriteByte('[')
		for i := range r.IntN(4) {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(randomValue(r, depth-1))
		}
		b.WriteString(space(r) + "]")
	default:
		b.WriteString([]string{"1", "1.0", "-0", "1e400", "12345678901234567890", `""`, `"}\"],"`, `"\u00e9"`, "true", "null", "{}", "[]"}[r.IntN(12)])
	}
	return b.String() + space(r)
}

// randomPointer follows a document for a while, then maybe goes astray.
func randomPointer(r *rand.Rand, text string) (p Pointer) {
	at := whole(text)
	for r.IntN(6) > 0 && strings.ContainsRune("{[", rune(text[at.Start])) {
		all := children(text, at)
		if len(all) == 0 {
			break
		}
		i := r.IntN(len(all))
		step := all[i].name
		if text[at.Start] == '[' {
			step = fmt.Sprint(i)
		}
		p, at = append(p, step), all[i].Span
	}
	for r.IntN(3) == 0 {
		p = append(p, randomName(r))
	}
	return p
}

// reference sets a value in a decoded document.
func reference(t *testing.T, text string, p Pointer, value string) (any, bool) {
	t.Helper()
	return referenceSet(decode(t, text), p, decode(t, value))
}

func decode(t *testing.T, text string) (v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

func referenceSet(in any, p Pointer, value any) (any, bool) {
	if len(p) == 0 {
		return value, true
	}
	switch in := in.(type) {
	case map[string]any:
		inner, there := in[p[0]]
		if !there {
			return referenceAdd(in, p, value)
		}
		changed, ok := referenceSet(inner, p[1:], value)
		in[p[0]] = changed
		return in, ok
	case []any:
		n := len(in)
		if p[0] != "-" {
			if _, err := fmt.Sscanf(p[0], "%d", &n); err != nil || fmt.Sprint(n) != p[0] || n < 0 || n > len(in) {
				return nil, false
			}
		}
		if n == len(in) {
			added, ok := referenceAdd(map[string]any{}, append(Pointer{"x"}, p[1:]...), value)
			if !ok {
				return nil, false
			}
			return append(in, added.(map[string]any)["x"]), true
		}
		changed, ok := referenceSet(in[n], p[1:], value)
		in[n] = changed
		return in, ok
	}
	return nil, false
}

// referenceAdd adds a member that is not there, with objects around the value.
func referenceAdd(in map[string]any, p Pointer, value any) (any, bool) {
	for i := len(p) - 1; i > 0; i-- {
		if p[i] == "-" || p[i] != "" && strings.Trim(p[i], "0123456789") == "" && (p[i] == "0" || p[i][0] != '0') {
			return nil, false
		}
		value = map[string]any{p[i]: value}
	}
	in[p[0]] = value
	return in, true
}

func equal(t *testing.T, text string, want any) bool {
	t.Helper()
	got, err := json.Marshal(decode(t, text))
	if err != nil {
		t.Fatal(err)
	}
	expected, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(got, expected)
}

// TestSetFindsNoHalfPair has a name that no Go string can hold: U+FFFD is another name.
func TestSetFindsNoHalfPair(t *testing.T) {
	const text = `{"\ud800":1,"\ud801":2}`
	for pointer, want := range map[string]string{
		"/\uFFFD": `{"\ud800":1,"\ud801":2,"` + "\uFFFD" + `":3}`,
		"/x":      `{"\ud800":1,"\ud801":2,"x":3}`,
	} {
		c, err := ParseChange("--set", pointer+"=3")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.Apply(text); err == nil && got != want || err != nil && strings.Contains(err.Error(), "two members") {
			t.Errorf("%s: %s, %v", pointer, got, err)
		}
	}
}
