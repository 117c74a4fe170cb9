package exact

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

func TestString(t *testing.T) {
	for quoted, want := range map[string]string{
		`""`:                          "",
		`"é\u00e9"`:                   "éé",
		`"\"\\\/\b\f\n\r\t"`:          "\"\\/\b\f\n\r\t",
		`"\u0000\uFFFD\uffff"`:        "\x00\ufffd\uffff",
		`"\ud83d\ude00\uD83D\uDE00"`:  "😀😀",
		`"\ud800"`:                    "\xed\xa0\x80",
		`"\uDFFF\ud800"`:              "\xed\xbf\xbf\xed\xa0\x80",
		`"\ud83d\ud83d\ude00\ude00a"`: "\xed\xa0\xbd😀\xed\xb8\x80a",
		`"\\ufffd\ud800\u0041"`:       `\ufffd` + "\xed\xa0\x80A",
		`"\ud800\\udc00"`:             "\xed\xa0\x80" + `\udc00`,
	} {
		if got := String(quoted); got != want {
			t.Errorf("String(%s) = %q, not %q", quoted, got, want)
		}
	}
}

// TestStringTellsAllApart holds String to what strings are, UTF-16 code units: two
// are equal if their units are, and text is what has whole pairs alone.
func TestStringTellsAllApart(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	units := []uint16{'a', 'u', '\\', '"', '/', 0, 0xE9, 0xFFFD, 0xD800, 0xD83D, 0xDBFF, 0xDC00, 0xDE00, 0xDFFF}
	seen := map[string][]uint16{}
	for range 50_000 {
		text := make([]uint16, random.IntN(5))
		for i := range text {
			text[i] = units[random.IntN(len(units))]
		}
		got := String(write(random, text))
		if other, ok := seen[got]; ok && !slices.Equal(other, text) {
			t.Fatalf("%x and %x are both %q", other, text, got)
		}
		if again := String(write(random, text)); again != got {
			t.Fatalf("%x is %q, and %q", text, got, again)
		}
		seen[got] = text
		whole := slices.Equal(utf16.Encode(utf16.Decode(text)), text)
		if utf8.ValidString(got) != whole {
			t.Fatalf("%x is %q", text, got)
		}
		if whole && got != string(utf16.Decode(text)) {
			t.Fatalf("%x is %q", text, got)
		}
	}
}

// write writes a string in one of the ways in which JSON can.
func write(random *rand.Rand, text []uint16) string {
	var b strings.Builder
	for _, u := range text {
		switch plain := u >= 0x20 && u < 0xD800 && u != '"' && u != '\\'; {
		case plain && random.IntN(2) == 0:
			b.WriteRune(rune(u))
		case (u == '"' || u == '\\' || u == '/') && random.IntN(2) == 0:
			b.WriteString(`\` + string(rune(u)))
		default:
			fmt.Fprintf(&b, []string{`\u%04x`, `\u%04X`}[random.IntN(2)], u)
		}
	}
	return `"` + b.String() + `"`
}

// FuzzString holds String to encoding/json, wherever a string is text, and gives it
// what is no string besides.
func FuzzString(f *testing.F) {
	for _, quoted := range []string{`""`, `"\ud800\u0041"`, `"\\ud800"`, `"\b/"`, ``, `"`, `"\"`, `"\u"`, `"\u12"`, `"\ud800\u"`, `"\u12g4"`} {
		f.Add(quoted)
	}
	f.Fuzz(func(t *testing.T, quoted string) {
		var want string
		got := String(quoted)
		if !utf8.ValidString(quoted) || strings.Trim(quoted, " \t\r\n") != quoted || json.Unmarshal([]byte(quoted), &want) != nil {
			return
		}
		if quoted != "null" && utf8.ValidString(got) && got != want {
			t.Errorf("String(%s) = %q, not %q", quoted, got, want)
		}
	})
}

func TestMembers(t *testing.T) {
	const text = ` {"a" : 1.0, "\u0061":[2],"A":{"b":3} }`
	var got []string
	for m := range Members(gjson.Parse(text)) {
		if text[m.At:m.At+len(m.Raw)] != m.Raw || text[m.Value.Index:m.Value.Index+len(m.Value.Raw)] != m.Value.Raw {
			t.Errorf("%+v is not where it says", m)
		}
		got = append(got, m.Name+m.Raw+m.Value.Raw)
	}
	if want := []string{`a"a"1.0`, `a"\u0061"[2]`, `A"A"{"b":3}`}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for _, none := range []string{`[1]`, `"a"`, `1`, `null`, ``} {
		for m := range Members(gjson.Parse(none)) {
			t.Errorf("%s has %+v", none, m)
		}
	}
}

func TestByName(t *testing.T) {
	all, err := ByName(gjson.Parse(`{"a":1,"A":2,"\ud800":3,"\ud801":4,"\ufffd":5}`))
	if err != nil || len(all) != 5 || all["a"].Raw != "1" || all["A"].Raw != "2" || all["\ufffd"].Raw != "5" {
		t.Errorf("%v, %v", all, err)
	}
	for text, at := range map[string]int{`{"a":1,"\u0061":2}`: 7, `{"\ud800":1,"\uD800":2}`: 12} {
		_, err := ByName(gjson.Parse(text))
		var twice *DuplicateError
		if !errors.As(err, &twice) || twice.At != at || !strings.HasSuffix(err.Error(), " occurs twice") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
