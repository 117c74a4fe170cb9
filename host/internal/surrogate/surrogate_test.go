package surrogate_test

import (
	"encoding/json"
	"testing"

	"github.com/claimsmith/claimsmith/host/internal/surrogate"
)

func TestKept(t *testing.T) {
	for text, want := range map[string]string{
		`""`:                        "",
		`"plain \" \\ \n é \u00e9"`: "plain \" \\ \n é é",
		`"\ud83d\ude00"`:            "😀",
		`"\uD83D\uDE00"`:            "😀",
		`"\ud800"`:                  `\ud800`,
		`"\udFff"`:                  `\udFff`,
		`"a\ude00\ud83db"`:          `a\ude00\ud83db`, // the wrong way round
		`"\ud83d\ud83d\ude00"`:      `\ud83d😀`,
		`"\ud800\\ude00"`:           `\ud800\ude00`, // half a pair, and six characters
		`"\\ud800"`:                 `\ud800`,
		`"\\\ud800\\"`:              `\\ud800\`,
		`"\ud800\u0041"`:            `\ud800A`,
		`"\ufffd"`:                  "\uFFFD",
	} {
		got, err := surrogate.Decoded([]byte(text))
		if err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", text, got, err, want)
		}
		var plain string
		if err := json.Unmarshal([]byte(text), &plain); err != nil {
			t.Fatal(err)
		}
		if lost := plain != want; surrogate.In([]byte(text)) != lost {
			t.Errorf("%s: there is half a pair: %t", text, !lost)
		}
	}
}

// FuzzKept has JSON remain JSON, with nothing lost, and says nothing of other texts.
func FuzzKept(f *testing.F) {
	for _, text := range []string{`{"\ud800":["\udc00",{"a\\\ud800":1}]}`, `"\ud800`, `\u`, `"\ud83d\u`, `"\\"`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		kept := surrogate.Kept(text)
		if json.Valid(text) && !json.Valid(kept) {
			t.Errorf("%q becomes %q", text, kept)
		}
		if json.Valid(text) && surrogate.In(kept) {
			t.Errorf("%q still has half a pair: %q", text, kept)
		}
	})
}
