package policy

import (
	"os"
	"strings"
	"testing"
)

// TestTextIsThePage holds the text to the page that it is a copy of: go generate copies
// it.
func TestTextIsThePage(t *testing.T) {
	page, err := os.ReadFile("../../../../../guest/POLICY.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(page) != text {
		t.Error("policy.md is not guest/POLICY.md: run go generate ./host/cmd/claimsmith/internal/policy")
	}
}

func TestFind(t *testing.T) {
	for id, says := range map[string]string{
		"RES-6": "The name is a profile claim and the scope it needs was not granted (SCOPE); needs names the scope",
		"VAL-2": "A value is carried as written",
		"LEG-4": "A candidate of the ID token that RES-3 ignores",
		"SCOPE": "",
		"NS":    "A name is namespaced if it is",
		"WARN":  "",
		"RES":   "A candidate is a claim that a mapping or code asks for",
	} {
		found := Find(id)
		if len(found) == 0 || !strings.HasPrefix(found[0].Text, says) {
			t.Errorf("%s: %+v", id, found)
		}
		for _, b := range found {
			if b.Text == "" || b.Kind != Code && strings.ContainsAny(b.Text, "\n`") {
				t.Errorf("%s: %+v", id, b)
			}
		}
	}
	if found := Find("NONE-1"); found != nil {
		t.Errorf("%+v", found)
	}
	for _, id := range IDs() {
		if len(Find(id)) == 0 {
			t.Errorf("%s says nothing", id)
		}
	}
}

func TestReferred(t *testing.T) {
	for id, want := range map[string]string{"RES-6": "SCOPE", "CFG-9": "EXP", "RES-1": "", "RES-3": "NS"} {
		if got := strings.Join(Referred(Find(id)), " "); got != want {
			t.Errorf("%s refers to %q, want %q", id, got, want)
		}
	}
}

func TestBlocks(t *testing.T) {
	got := blocks(strings.Split("# h\na **b**\nc [d](e.md)\n\n- one\n  two\n- three\n\n| x | y |\n| --- | --- |\n| `a` | b\\|c |\n\n    code\n\n```\nmore\n```\n1. first", "\n"))
	want := []Block{{Heading, "h"}, {Prose, "a b c d"}, {Item, "one two"}, {Item, "three"}, {Item, "a: b|c"}, {Code, "code\n"}, {Code, "more\n"}, {Item, "1. first"}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
}
