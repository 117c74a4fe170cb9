package directory

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host"
)

func TestMergeKeepsEveryOtherByte(t *testing.T) {
	for _, c := range []struct{ name, target, patch, want string }{
		{"a value", `{"a": 1.0, "b" :2}`, `{"b": 3e1}`, `{"a": 1.0, "b" :3e1}`},
		{"a list is replaced", `{"a":{"l":[1,2],"k":"é"}}`, `{"a":{"l":[]}}`, `{"a":{"l":[],"k":"é"}}`},
		{"nothing", "{\n  \"a\": 1\n}", `{}`, "{\n  \"a\": 1\n}"},
		{"a new member, indented as the last", "{\n  \"a\": 1\n}", `{"b":[2]}`, "{\n  \"a\": 1,\n  \"b\":[2]\n}"},
		{"a new member of nothing", `{}`, `{"b":2}`, `{"b":2}`},
		{"two new members in their order", `{"z":1}`, `{"y":1,"x":2}`, `{"z":1,"y":1,"x":2}`},
		{"the first goes", `{"a":1, "b":2}`, `{"a":null}`, `{ "b":2}`},
		{"the last goes", `{"a":1, "b":2 }`, `{"b":null}`, `{"a":1}`},
		{"the only one goes", `{ "a":1 }`, `{"a":null}`, `{}`},
		{"what is not there goes", `{"a":1}`, `{"b":null}`, `{"a":1}`},
		{"nulls of a new object", `{}`, `{"a":{"b":null,"c":{"d":null}}}`, `{"a":{"c":{}}}`},
		{"an object in the place of a list", `{"a":[1]}`, `{"a":{"b":1}}`, `{"a":{"b":1}}`},
		{"a list in the place of an object", `{"a":{"b":1}}`, `{"a":[null]}`, `{"a":[null]}`},
		{"an escaped name", `{"\u0061":1,"b":2}`, `{"a":3}`, `{"\u0061":3,"b":2}`},
		{"an escaped name in the patch", `{"a":1}`, `{"\u0061":3}`, `{"a":3}`},
		{"what looks like syntax", `{"a.b":1,"*":2,"":3}`, `{"*":{"?":1},"":"}"}`, `{"a.b":1,"*":{"?":1},"":"}"}`},
		{"a member that the target has twice", `{"x":1,"x":2,"a":1}`, `{"a":2}`, `{"x":1,"x":2,"a":2}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := merge(c.target, c.patch); got != c.want {
				t.Errorf("merge(%s, %s)\n  = %s\nnot %s", c.target, c.patch, got, c.want)
			}
		})
	}
}

// TestMergeIsMergePatch holds merge against RFC 7396's own algorithm on values.
func TestMergeIsMergePatch(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		target, patch := randomValue(random, 3), randomValue(random, 3)
		if !isObject(target) || !isObject(patch) {
			continue
		}
		var a, b, got any
		for _, read := range []struct {
			text string
			into *any
		}{{target, &a}, {patch, &b}, {merge(target, patch), &got}} {
			if err := json.Unmarshal([]byte(read.text), read.into); err != nil {
				t.Fatalf("merge(%s, %s): %v in %s", target, patch, err, read.text)
			}
		}
		if want := mergeValues(a, b); !reflect.DeepEqual(got, want) {
			t.Fatalf("merge(%s, %s) = %v, not %v", target, patch, got, want)
		}
	}
}

// mergeValues is MergePatch as RFC 7396, section 2 writes it.
func mergeValues(target, patch any) any {
	from, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	into, ok := target.(map[string]any)
	if !ok {
		into = map[string]any{}
	}
	for name, value := range from {
		if value == nil {
			delete(into, name)
		} else {
			into[name] = mergeValues(into[name], value)
		}
	}
	return into
}

func randomValue(random *rand.Rand, depth int) string {
	space := strings.Repeat(" ", random.IntN(2))
	kind := random.IntN(8)
	if depth == 3 {
		kind = 7
	}
	switch {
	case depth == 0 || kind < 2:
		return []string{"1", "null", `"x"`, "true", "[]", "{}"}[random.IntN(6)]
	case kind < 4:
		return "[" + space + randomValue(random, depth-1) + "]"
	}
	var parts []string
	for _, i := range random.Perm(4)[:random.IntN(5)] {
		parts = append(parts, fmt.Sprintf(`%s"%c":%s%s%s`, space, 'a'+i, space, randomValue(random, depth-1), space))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func TestBodiesThatAreRefused(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 64) + "[]" + strings.Repeat("}", 64)
	for _, c := range []struct {
		body   string
		offset int64
		path   string
	}{
		{``, 0, ""},
		{`{`, 1, ""},
		{`{"a":}`, 5, ""},
		{`{"a":1}x`, 7, ""},
		{"\ufeff{}", 0, ""},
		{"{\"a\":\"\xff\"}", 6, ""},
		{deep, 64 * 5, ""},
		{`[]`, -1, ""},
		{` null`, -1, ""},
		{`{"a":1,"\u0061":2}`, -1, "/a"},
		{`{"a/b":{"c~":1,"c~":2}}`, -1, "/a~1b/c~0"},
		{`{"a":{"\ud800":1}}`, -1, "/a/\ufffd"},
		{`{"\udfff":1,"\ud800":2}`, -1, "/\ufffd"},
		{`{"a":{"\\ufffd\ud800":1}}`, -1, `/a/\ufffd` + "\ufffd"},
		{`{"a":{"\ud800\ufffd":1}}`, -1, "/a/\ufffd\ufffd"},
	} {
		_, err := object([]byte(c.body))
		var refused *BodyError
		if !errors.As(err, &refused) || refused.Offset != c.offset || refused.Path != c.path {
			t.Errorf("object(%.60q): %+v, not offset %d and path %q", c.body, err, c.offset, c.path)
		}
	}
	for _, body := range []string{`{}`, " {\"a\":[{\"b\":1,\"b\":2}]}\n", strings.Repeat(`{"a":`, 63) + "{}" + strings.Repeat("}", 63), `{"a":"{[\"{[\\"}`} {
		if _, err := object([]byte(body)); err != nil {
			t.Errorf("object(%s): %v", body, err)
		}
	}
}

func TestDifference(t *testing.T) {
	list := func(mappings string) string { return `{"access_token":{"custom_claim_mappings":[` + mappings + `]}}` }
	const a, b, a2 = `{"name":"a","expression":"user.a"}`, `{"name":"b","expression":"user.b"}`, `{"name":"a","expression":"user.c"}`
	for _, c := range []struct{ name, before, after, want string }{
		{"nothing", `{"a": 1, "b":2}`, `{"b":2,"a":1}`, `[]`},
		{"a number's digits", `{"a":1}`, `{"a":1.0}`, `[{"change":"changed","path":"/a","before":1,"after":1.0}]`},
		{"all of it", ``, `{"a":{"b":1}}`, `[{"change":"added","path":"/a","after":{"b":1}}]`},
		{"the end of it", `{"a/b":[1]}`, ``, `[{"change":"removed","path":"/a~1b","before":[1]}]`},
		{"a mapping more", list(a), list(a + "," + b), `[{"change":"added","path":"/access_token/custom_claim_mappings","claim":"b","after":` + b + `}]`},
		{"a mapping less", list(b + "," + a), list(a), `[{"change":"removed","path":"/access_token/custom_claim_mappings","claim":"b","before":` + b + `}]`},
		{"another expression", list(a + "," + b), list(a2 + "," + b), `[{"change":"changed","path":"/access_token/custom_claim_mappings","claim":"a","before":` + a + `,"after":` + a2 + `}]`},
		{"another order", list(a + "," + b), list(b + "," + a), `[{"change":"reordered","path":"/access_token/custom_claim_mappings","before":["a","b"],"after":["b","a"]}]`},
		{"a name twice is compared as a list", list(a), list(a + "," + a), `[{"change":"changed","path":"/access_token/custom_claim_mappings","before":[` + a + `],"after":[` + a + "," + a + `]}]`},
		{"names with half a pair are names of nothing", `{"l":[{"name":"\ud800"}]}`, `{"l":[{"name":"\ud801"}]}`,
			`[{"change":"changed","path":"/l","before":[{"name":"\ud800"}],"after":[{"name":"\ud801"}]}]`},
		{"a list in the place of an object", `{"a":{}}`, `{"a":[]}`, `[{"change":"changed","path":"/a","before":{},"after":[]}]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := json.Marshal(Difference(c.before, c.after))
			if err != nil || string(got) != c.want {
				t.Errorf("got  %s (%v)\nwant %s", got, err, c.want)
			}
		})
	}
}

func TestMembers(t *testing.T) {
	const document = `{ "a": 1.0, "b":[ 2 ], "c":3}`
	for _, c := range []struct {
		names   string
		without bool
		want    string
	}{
		{"", false, document},
		{"", true, document},
		{"b", false, `{"b":[ 2 ]}`},
		{"c,a,x", false, `{"a":1.0,"c":3}`},
		{"c,a,x", true, `{"b":[ 2 ]}`},
		{"x", false, `{}`},
	} {
		if got := Members(document, c.names, c.without); got != c.want {
			t.Errorf("Members(%q, %t) = %s, not %s", c.names, c.without, got, c.want)
		}
	}
}

// TestLargeDifferences has an edit whose list of changes would be a thousand times
// as large as the edit.
func TestLargeDifferences(t *testing.T) {
	leaves := func(value string) string {
		var b strings.Builder
		for i := range 2000 {
			fmt.Fprintf(&b, `%s"k%d":%s`, []string{",", ""}[min(1, max(0, 1-i))], i, value)
		}
		name := strings.Repeat("n", 2000)
		return strings.Repeat(`{"`+name+`":`, 59) + "{" + b.String() + "}" + strings.Repeat("}", 59)
	}
	got := Difference(leaves("1"), leaves("2"))
	if len(got) != 1 || got[0].Change != "changed" || got[0].Path != "" || got[0].Before != nil {
		t.Errorf("%d changes, the first %+v", len(got), got[0])
	}
	if small := Difference(`{"a":"<&>"}`, `{"a":"<&"}`); len(small) != 1 || string(small[0].Before) != `"<&>"` {
		t.Errorf("%+v", small)
	}
}

// TestDepthIsThePolicys holds the bound of a body to the policy's tables.
func TestDepthIsThePolicys(t *testing.T) {
	engine, err := host.New(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close(t.Context())
	text, err := engine.Describe(t.Context())
	if depth := gjson.GetBytes(text, "limits.depth").Int(); err != nil || depth != maxDepth {
		t.Errorf("%d, the policy has %d, %v", maxDepth, depth, err)
	}
}
