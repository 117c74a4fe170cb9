package jsontext

import "testing"

func TestCheck(t *testing.T) {
	for text, want := range map[string]Error{
		"":                  {0, "unexpected end of JSON input"},
		"{":                 {1, "unexpected end of JSON input"},
		`{"a":x}`:           {5, "invalid character 'x' looking for beginning of value"},
		`{} {}`:             {3, "invalid character '{' after top-level value"},
		"\xff":              {0, ""},
		"{\"é\":\"\xc3\"}":  {7, ""},
		"\"\xed\xa0\x80\"":  {1, ""},
		"{\"a\":x,\"\xff\"": {8, ""},
	} {
		if got := Check([]byte(text)); got == nil || *got != want {
			t.Errorf("%q: %+v, not %+v", text, got, want)
		}
	}
	for _, text := range []string{"{}", " null\n", `"\ud800"`, "\"\uFFFD\"", "1"} {
		if got := Check([]byte(text)); got != nil {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestSteps(t *testing.T) {
	for name, step := range map[string]string{"": "", "a": "a", "a/b": "a~1b", "~": "~0", "~1": "~01", "/~": "~1~0"} {
		if got := Step(name); got != step {
			t.Errorf("%q is written %q", name, got)
		}
		if got := Name(step); got != name {
			t.Errorf("%q says %q", step, got)
		}
	}
}

func TestQuote(t *testing.T) {
	for text, want := range map[string]string{
		"":             `""`,
		`a"\b`:         `"a\"\\b"`,
		"<&>":          `"<&>"`,
		"\n\x01":       `"\n\u0001"`,
		"\u2028 日\n\n": `"\u2028 日\n\n"`,
		"\xff":         `"\ufffd"`,
	} {
		if got := Quote(text); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}
