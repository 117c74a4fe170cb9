package engine

import (
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"testing"

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
