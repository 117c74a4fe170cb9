package layout

import (
	"reflect"
	"testing"
)

func TestWidth(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "日本語": 6, "cafe\u0301": 4, "😀": 2, "é": 1, "👩🏽": 2, "한": 2} {
		if got := Width(text); got != want {
			t.Errorf("%q is %d columns, not %d", text, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for text, want := range map[string]string{"abcd": "abcd", "abcde": "abc…", "日本語": "日…", "": "", "abce\u0301f": "abc…", "e\u0301bcd": "e\u0301bcd"} {
		if got := Cut(text, 4); got != want {
			t.Errorf("%q is cut to %q, not %q", text, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for text, want := range map[string][]string{
		"":                   {""},
		"a b c":              {"a b c"},
		"one two three":      {"one two", "three"},
		"a https://x.y/z/zz": {"a", "https://x.y/z/zz"},
		"日本 日本 日本":           {"日本", "日本", "日本"},
		"a\n\n  b":           {"a", "", "b"},
	} {
		if got := Wrap(text, 8); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got, want := Fold("a 日本日本日本 b", 8), []string{"a", "日本日本", "日本", "b"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Hang("* ", "one two three four five six", 24); got != "* one two three four\n  five six\n" {
		t.Errorf("%q", got)
	}
}

func TestPaint(t *testing.T) {
	if got := Painter(true).Paint("a", Bold, Red); got != "\x1b[1m\x1b[31ma\x1b[0m" {
		t.Errorf("%q", got)
	}
	for _, got := range []string{Painter(false).Paint("a", Bold), Painter(true).Paint("a", Plain), Painter(true).Paint("a")} {
		if got != "a" {
			t.Errorf("%q", got)
		}
	}
}
