package engine

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/guest/engine/model"
)

// The model leaves out what is written for people.
var (
	problemMessage = regexp.MustCompile(`,"message":"(?:[^"\\]|\\.)*"`)
	description    = regexp.MustCompile(`"description":"(?:[^"\\]|\\.)*"`)
)

func withoutProse(text []byte, ok bool) string {
	if ok {
		return description.ReplaceAllString(string(text), `"description":""`)
	}
	return problemMessage.ReplaceAllString(string(text), "")
}

// agree fails where the engine and the model decide differently.
func agree(t *testing.T, e *Engine, config, session, audience []byte) (ok bool) {
	t.Helper()
	text, ok := e.Evaluate(string(config), string(session), string(audience))
	if !json.Valid(text) {
		t.Errorf("no JSON comes out: %q", text)
	}
	// The config is known now, which makes a difference to the way but none to the
	// result.
	text = bytes.Clone(text)
	for range 2 {
		if again, okAgain := e.Evaluate(string(config), string(session), string(audience)); okAgain != ok || !bytes.Equal(again, text) {
			t.Errorf("config   %q\nsession  %.3000q\naudience %q\nfirst %.2000s\nthen  %.2000s", config, session, audience, text, again)
		}
	}
	want, wantOK := model.Evaluate(config, session, audience)
	if got := withoutProse(text, ok); ok != wantOK || got != string(want) {
		t.Errorf("config   %q\nsession  %.3000q\naudience %q\nengine %.2000s\nmodel  %.2000s", config, session, audience, got, want)
	}
	return ok
}

func TestModelAgrees(t *testing.T) {
	draws := 30000
	if testing.Short() {
		draws = 3000
	}
	e := New()
	r := rand.New(rand.NewPCG(1, 2))
	outcomes := 0
	for range draws {
		config, session, audience := model.Generate(r)
		if agree(t, e, config, session, audience) {
			outcomes++
		}
		if t.Failed() {
			return
		}
	}
	if outcomes < draws/2 {
		t.Errorf("of %d inputs only %d are evaluated", draws, outcomes)
	}
}

// FuzzEvaluate holds the engine against the model for any texts.
func FuzzEvaluate(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		config, session, audience := model.Generate(r)
		f.Add(config, session, audience)
	}
	e := New()
	f.Fuzz(func(t *testing.T, config, session, audience []byte) {
		agree(t, e, config, session, audience)
	})
}

// FuzzScan holds the scanner against others' parsers: encoding/json and
// unicode/utf8 for what is valid, gjson for where a mapped value stands.
func FuzzScan(f *testing.F) {
	f.Add([]byte(`{"metadata":{"a":[1,{"b":"\u00e9"}],"c.d":null}}`), "metadata", "a")
	f.Add([]byte(" [1e5,-0.1,true,\"\xc3\xa9\"] "), "", "x")
	f.Add([]byte(`{"a":{"a":"x`+"\xed\xa0\x80"+`"}}`), "a", "a")
	s := new(scanner)
	f.Fuzz(func(t *testing.T, text []byte, first, second string) {
		root := &branch{}
		end := root.follow([]string{first, second}, readBare)
		tree := layOut(root)
		found := newFindings(tree)
		broken := s.scan(string(text), tree, found)
		valid := json.Valid(text) && utf8.Valid(text)
		switch {
		case valid != (broken == nil) && (broken == nil || broken.kind != tooDeep):
			t.Fatalf("%q: %v, valid %v", text, broken, valid)
		case broken != nil && broken.kind == tooDeep && bytes.Count(text, []byte("["))+bytes.Count(text, []byte("{")) <= maxDepth:
			t.Fatalf("%q is not too deep", text)
		case broken != nil && (broken.offset < 0 || broken.offset > len(text)):
			t.Fatalf("%q: offset %d", text, broken.offset)
		case broken != nil || len(found.duplicates) > 0 || strings.Contains(string(text), `\u`):
			return // parsers disagree on duplicates, gjson on lone surrogates
		}
		path := gjson.Escape(first) + "." + gjson.Escape(second)
		if first == "" || second == "" || elementIndex(first) >= 0 || elementIndex(second) >= 0 || !gjson.ParseBytes(text).IsObject() {
			return // gjson reads these otherwise
		}
		theirs := gjson.GetBytes(text, path)
		v := found.at(end.id)
		if theirs.Exists() == v.absent() || theirs.Exists() && theirs.Raw != string(text[v.start:v.end]) {
			t.Fatalf("%q at %s: %q, gjson has %q", text, path, text[v.start:v.end], theirs.Raw)
		}
	})
}

// TestBrokenTexts cuts and damages a text at every byte: the offset is the first
// byte that no valid text could have there, so what stands before it can go on.
func TestBrokenTexts(t *testing.T) {
	text := `{"a\u00e9\n":[-0.5e+7,true,false,null,"é😀` + "\u07ff" + `"],"b":{}}`
	completions := []string{"", "\"", "0", "e", "ue", "rue", "se", "lse", "l", "ll", "ull", "alse", "u0000", "0000", "000", "00", "n"}
	canGoOn := func(prefix string) bool {
		for _, tail := range []string{"", "\x80", "\x80\x80", "\xbf\xbf\xbf", "\xa0\x80", "\x90\x80\x80"} {
			for _, middle := range completions {
				for _, end := range []string{"", "\"", ":0", "\":0", "0"} {
					for _, close := range []string{"", "}", "]}", "]", ",0]}", ",\"k\":0}", "\"k\":0}", "0]}", "0}", "}}", "0}}"} {
						candidate := prefix + tail + middle + end + close
						if json.Valid([]byte(candidate)) && utf8.ValidString(candidate) {
							return true
						}
					}
				}
			}
		}
		return false
	}
	s := new(scanner)
	for at := range len(text) {
		for _, damage := range []string{"", "\x00", "x", "\"", "\\", "]", "}", ",", ":", "0", "-", "\xff", "\xe0", "\x80", "\xed"} {
			broken := text[:at] + damage
			p := s.scan(broken, anything, newFindings(anything))
			if p == nil {
				continue
			}
			offset := p.offset
			if !canGoOn(broken[:offset]) {
				t.Errorf("%q: offset %d is late", broken, offset)
			}
			if offset < len(broken) && canGoOn(broken[:offset+1]) {
				t.Errorf("%q: offset %d is early", broken, offset)
			}
		}
	}
}
