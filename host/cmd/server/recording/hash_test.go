package recording

import (
	"encoding/json"
	"fmt"
	"iter"
	"regexp"
	"strings"
	"testing"
)

// texts makes all texts of at most two characters.
func texts() iter.Seq[string] {
	return func(yield func(string) bool) {
		characters := append(strings.Split(printable, ""), "")
		for _, one := range characters {
			for _, two := range characters {
				if (one != "" || two == "") && !yield(one+two) {
					return
				}
			}
		}
	}
}

func numbers(form string, from, to int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := from; n < to; n++ {
			if !yield(fmt.Sprintf(form, n)) {
				return
			}
		}
	}
}

// No two values of a short form become equal, and each keeps its form.
func TestShortValuesStayApart(t *testing.T) {
	digit := regexp.MustCompile(`[0-9]`)
	shape := func(number string) string { return digit.ReplaceAllString(number, "0") }
	for _, key := range []string{"0123456789abcdef", "another key 1234"} {
		h := newHasher([]byte(key))
		seen := map[string]string{}
		for value := range texts() {
			got := string(h.text(nil, value))
			if other, ok := seen[got]; ok || len(got) != len(value) || strings.Trim(got, printable) != "" {
				t.Fatalf("%q is written as %q, as %q is", value, got, other)
			}
			seen[got] = value
		}
		for _, c := range []struct {
			form     string
			from, to int
		}{
			{"%d", 0, 10}, {"%d", 10, 100}, {"%d", 100, 1000}, {"%d", 1000, 10000}, {"-%d", 0, 10}, {"-%d", 10, 100},
			{"0.%d", 0, 10}, {"%d.5", 0, 10}, {"%d.25", 10, 100}, {"-7.%02d", 0, 100}, {"%d99999999999999999", 1, 10},
		} {
			seen := map[string]string{}
			for value := range numbers(c.form, c.from, c.to) {
				got := string(h.number(nil, value))
				if other, ok := seen[got]; ok || shape(got) != shape(value) || !json.Valid([]byte(got)) {
					t.Fatalf("%s: %s is written as %s, as %q is", c.form, value, got, other)
				}
				seen[got] = value
			}
		}
	}
}

// Every other value is as long as it was, and of its type.
func TestOtherValues(t *testing.T) {
	h := newHasher([]byte("0123456789abcdef"))
	for _, value := range []string{"é", `\n`, `"`, "ten chars.", strings.Repeat("x", 100)} {
		if got := string(h.text(nil, value)); len(got) != len(value) || got == value || strings.Trim(got, printable) != "" {
			t.Errorf("%q is written as %q", value, got)
		}
	}
	for _, value := range []string{"1e3", "1E+30", "-1.5e-7", "1234567890123456789", "0.1234567890123456789"} {
		if got := string(h.number(nil, value)); len(got) != len(value) || got == value || strings.Trim(got, digits) != "" {
			t.Errorf("%s is written as %s", value, got)
		}
	}
}
