package engine

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestNearest has members found, and passed over, that vectors would take a page for.
func TestNearest(t *testing.T) {
	members := func(from, to int) string {
		var all []string
		for i := from; i < to; i++ {
			all = append(all, fmt.Sprintf(`"%d":0`, i))
		}
		return strings.Join(all, ",")
	}
	steps := func(n int) string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf("s%d", i))
		}
		return strings.Join(all, ".")
	}
	for _, test := range []struct {
		name, expression, session string
		nearest, fix              string
	}{
		{"the 1,000th member", "user.plan", `{"user":{` + members(0, 999) + `,"Plan":1}}`, "Plan", "change_expression"},
		{"the one after it", "user.plan", `{"user":{` + members(0, 1000) + `,"Plan":1}}`, "", "set_value"},
		{"one that is there again, far behind", "user.plan", `{"user":{"Plan":1,` + members(0, 1000) + `,"Plan":2}}`, "", "set_value"},
		{"64 steps that are one name", "user.a." + steps(64), `{"user":{"a":{"` + steps(64) + `":1}}}`, steps(64), "change_expression"},
		{"65 that are none", "user.a." + steps(65), `{"user":{"a":{"` + steps(65) + `":1}}}`, "", ""},
		{"the first 64 of 70 are none", "user.a." + steps(70), `{"user":{"a":{"` + steps(64) + `":1}}}`, "", ""},
		{"a path deeper than texts go has no fix", "user.A." + steps(70), `{"user":{"a":{"` + steps(64) + `":1}}}`, "a", ""},
		{"a path of which not all is kept", "user.a." + steps(200), `{"user":{"a":{"` + steps(64) + `":1}}}`, "", ""},
		{"an escaped name", "user.plan", `{"user":{"\u0050lan":1}}`, "Plan", "change_expression"},
		{"a slip at either end", "user.abcdef", `{"user":{"xabcdef":1}}`, "xabcdef", "change_expression"},
		{"two slips", "user.abcdef", `{"user":{"badcef":1}}`, "badcef", "change_expression"},
		{"three slips", "user.abcdefghi", `{"user":{"badcfeghi":1}}`, "", "set_value"},
		{"two and one more character", "user.abcdefghi", `{"user":{"badcefghij":1}}`, "", "set_value"},
	} {
		explained, _ := New().Explain(`{"access_token":{"custom_claim_mappings":[{"name":"a","expression":"`+test.expression+`"}]}}`, test.session, `"urn:x"`)
		var said struct {
			Decisions []struct {
				Stopped struct{ Nearest string }
				Fix     struct{ Code string }
			}
		}
		if err := json.Unmarshal(explained, &said); err != nil || len(said.Decisions) != 1 {
			t.Fatalf("%s: %s", test.name, explained)
		}
		if d := said.Decisions[0]; d.Stopped.Nearest != test.nearest || d.Fix.Code != test.fix {
			t.Errorf("%s: nearest %q, fix %q; want %q, %q", test.name, d.Stopped.Nearest, d.Fix.Code, test.nearest, test.fix)
		}
	}
}

// TestDistance compares the distance near the diagonal with the whole table's.
func TestDistance(t *testing.T) {
	whole := func(a, b []rune) int {
		table := make([][]int, len(a)+1)
		for i := range table {
			table[i] = make([]int, len(b)+1)
			for j := range table[i] {
				switch {
				case i == 0 || j == 0:
					table[i][j] = i + j
				case a[i-1] == b[j-1]:
					table[i][j] = table[i-1][j-1]
				default:
					table[i][j] = 1 + min(table[i-1][j], table[i][j-1], table[i-1][j-1])
					if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
						table[i][j] = min(table[i][j], 1+table[i-2][j-2])
					}
				}
			}
		}
		return table[len(a)][len(b)]
	}
	random := rand.New(rand.NewPCG(1, 2))
	near := 0
	for range 200_000 {
		a := make([]rune, random.IntN(9))
		for i := range a {
			a[i] = 'a' + random.Int32N(3)
		}
		b := make([]rune, min(max(len(a)+random.IntN(2*maxDistance+1)-maxDistance, 0), maxCompared))
		for i := range b {
			b[i] = 'a' + random.Int32N(3)
			if i < len(a) && random.IntN(4) > 0 {
				b[i] = a[i]
			}
		}
		got, want := distance(a, b), whole(a, b)
		if got != want && (got <= maxDistance || want <= maxDistance) {
			t.Fatalf("%q and %q: %d, want %d", string(a), string(b), got, want)
		}
		if want <= maxDistance {
			near++
		}
	}
	if near < 10_000 {
		t.Errorf("only %d pairs were near", near)
	}
}
