package display_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/claimsmith/claimsmith/host/internal/display"
)

// unfit are characters that no terminal and no page may get, by why.
var unfit = map[string][]rune{
	"C0 controls":               {0, '\a', '\b', '\v', '\f', '\r', 0x1b, 0x1f},
	"DEL":                       {0x7f},
	"C1 controls":               {0x80, 0x85, 0x90, 0x9b, 0x9d, 0x9f},
	"bidirectional":             {0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069},
	"joiners and zero width":    {0x200b, 0x200c, 0x200d, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xfeff, 0x34f},
	"soft hyphen and fillers":   {0xad, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0},
	"Mongolian":                 {0x180b, 0x180c, 0x180d, 0x180e, 0x180f},
	"variation selectors":       {0xfe00, 0xfe0e, 0xfe0f, 0xe0100, 0xe01ef},
	"tags":                      {0xe0001, 0xe0020, 0xe0041, 0xe007f, 0xe0fff},
	"line and paragraph ends":   {0x2028, 0x2029},
	"blanks that look like ' '": {0xa0, 0x2003, 0x202f, 0x3000},
	"of no meaning":             {0xe000, 0xfdd0, 0xfffe, 0xffff, 0xfff9, 0x10ffff},
}

func TestUnfitCharactersAreEscaped(t *testing.T) {
	for why, characters := range unfit {
		for _, r := range characters {
			if display.Shows(r) {
				t.Errorf("%s: %U shows", why, r)
			}
			for name, text := range map[string]string{"line": display.Line("a" + string(r) + "b"), "lines": display.Lines("a" + string(r) + "b")} {
				for _, shown := range text {
					if shown < ' ' || shown > '~' {
						t.Errorf("%s, %s: %U is shown as %q", why, name, r, text)
					}
				}
				var decoded string
				if err := json.Unmarshal([]byte(`"`+text+`"`), &decoded); err != nil || decoded != "a"+string(r)+"b" {
					t.Errorf("%s, %s: %U is shown as %s, which says %q: %v", why, name, r, text, decoded, err)
				}
			}
		}
	}
}

// TestEveryCharacter goes through all of Unicode: what goes through is graphic, and has
// none of the properties of what is not seen or moves others.
func TestEveryCharacter(t *testing.T) {
	shown := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !display.Shows(r) {
			continue
		}
		shown++
		if unicode.In(r, unicode.C, unicode.Zl, unicode.Zp, unicode.Bidi_Control, unicode.Join_Control, unicode.Variation_Selector,
			unicode.Other_Default_Ignorable_Code_Point, unicode.Noncharacter_Code_Point) {
			t.Errorf("%U shows", r)
		}
		if display.Line(string(r)) != string(r) {
			t.Fatalf("%U shows as %s", r, display.Line(string(r)))
		}
	}
	if shown < 140_000 {
		t.Errorf("%d characters show only", shown)
	}
}

func TestTexts(t *testing.T) {
	for text, want := range map[string][2]string{
		"":                         {"", ""},
		"plain, España 日本 😀 é":     {"plain, España 日本 😀 é", "plain, España 日本 😀 é"},
		"a\n\tb":                   {`a\u000a\u0009b`, "a\n\tb"},
		"a\r\nb":                   {`a\u000d\u000ab`, `a\u000d` + "\nb"},
		"\uFFFD":                   {"\uFFFD", "\uFFFD"},
		"\xff\x9b31m\xc2":          {`\xff\x9b31m\xc2`, `\xff\x9b31m\xc2`},
		"\xed\xa0\x80":             {`\xed\xa0\x80`, `\xed\xa0\x80`}, // half of a surrogate pair
		"\U000E0041":               {`\udb40\udc41`, `\udb40\udc41`},
		`{"\ud800":"\u009b"}`:      {`{"\ud800":"\u009b"}`, `{"\ud800":"\u009b"}`}, // as it is written
		"{\"\u009b\":\n \"\x7f\"}": {`{"\u009b":\u000a "\u007f"}`, "{\"\\u009b\":\n \"\\u007f\"}"},
	} {
		if got := [2]string{display.Line(text), display.Lines(text)}; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// FuzzJSON has JSON of any kind remain the same JSON.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{`{"a":"\ud800"}`, "{\"\u202e\": [1.0,\n\"\u009b\x7f\"]}", "\"\U000E0041\u200d\"", "1"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var before, after any
		if !utf8.Valid(text) || json.Unmarshal(text, &before) != nil || bytes.ContainsRune(text, '\r') {
			return
		}
		shown := display.Lines(string(text))
		if err := json.Unmarshal([]byte(shown), &after); err != nil || !reflect.DeepEqual(before, after) {
			t.Errorf("%q is shown as %q: %v", text, shown, err)
		}
	})
}

func TestWriter(t *testing.T) {
	const text = "\x1b[31mred\x1b[0m \x1b]0;title\a \u009b31m\n\x1b[31"
	var b bytes.Buffer
	n, err := io.WriteString(display.Writer{To: &b, Own: regexp.MustCompile("\x1b\\[[0-9]+m")}, text)
	if want := "\x1b[31mred\x1b[0m " + `\u001b]0;title\u0007 \u009b31m` + "\n" + `\u001b[31`; err != nil || n != len(text) || b.String() != want {
		t.Errorf("%d, %v: %q", n, err, b.String())
	}
	b.Reset()
	if _, err := io.WriteString(display.Writer{To: &b}, text); err != nil || strings.Contains(b.String(), "\x1b") {
		t.Errorf("%v: %q", err, b.String())
	}
	full := errors.New("full")
	if _, err := (display.Writer{To: failing{full}}).Write([]byte("a")); err != full {
		t.Errorf("the error is %v", err)
	}
}

type failing struct{ error }

func (f failing) Write([]byte) (int, error) { return 0, f.error }
