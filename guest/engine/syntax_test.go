package engine

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestSyntaxMessages has each thing that people get wrong told as what it is.
func TestSyntaxMessages(t *testing.T) {
	e := New()
	for text, want := range map[string]string{
		"":                           "The text is empty",
		" \n":                        "The text is empty",
		`{"a":[`:                     "The text ends before it is complete",
		`{"a":"` + "\xC3":            "The text ends before it is complete",
		"\xEF\xBB\xBF{}":             "This is a byte order mark",
		"\xFF\xFE{\x00}\x00":         "The text is UTF-16",
		"\xFE\xFF\x00{\x00}":         "The text is UTF-16",
		"{\x00\"":                    "This is a zero byte",
		"{“a”:1}":                    "This is no character that JSON has outside of strings",
		"{\"a\xFF\":1}":              "Here the text is not UTF-8",
		"{\"pa\xEDs\":1}":            "Here the text is not UTF-8",
		"{\"a\":\"\xE9\"}":           "Here the text is not UTF-8",
		"{\"a\":\"\xE2\x82.\"}":      "Here the text is not UTF-8",
		"{\"a\":\n\x01}":             "This cannot stand here",
		"{\"a\":\"b\n\"}":            "A string goes over the end of the line",
		"{\"a\":\"é\n\"}":            "A string goes over the end of the line",
		"{\"a\":\"b\t\"}":            "This is a tab in a string",
		"{\"a\":\"b\x1B\"}":          `This is a control character in a string. Write \u001b.`,
		`{"a":"\d"}`:                 "This is no escape that JSON has",
		`{"a":"é\d"}`:                "This is no escape that JSON has",
		`{"a":"\u12x4"}`:             "This is no escape that JSON has",
		`{"a":1,}`:                   "Remove the comma before }.",
		`{"a":[1, ]}`:                "Remove the comma before ].",
		`{"a":1,,"b":2}`:             "Remove one of the two commas",
		`{'a':1}`:                    "JSON has double quotes",
		"{\n  // a\n  \"a\":1}":      "JSON has no comments",
		"# a\n{}":                    "JSON has no comments",
		`{"a":012}`:                  "A number does not begin with a zero",
		"{\"a\":\"b\"\n\"c\":\"d\"}": "Put a comma before this",
		`{"a":NaN}`:                  `Found "NaN". Outside of strings`,
		`{"a":True}`:                 `Found "True". Outside of strings`,
		`{"a":nul}`:                  `Found "nul". Outside of strings`,
		`{"a":=1}`:                   `Found "=", which cannot stand here.`,
	} {
		var said struct {
			Problems []struct {
				Code, Message string
			}
		}
		if err := json.Unmarshal(e.Validate(text), &said); err != nil {
			t.Fatal(err)
		}
		if len(said.Problems) != 1 || said.Problems[0].Code != "json_syntax" || !strings.HasPrefix(said.Problems[0].Message, want) {
			t.Errorf("%q:\n got %v\nwant %s…", text, said.Problems, want)
		}
	}
}
