package host_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/claimsmith/claimsmith/guest/engine"
	"github.com/claimsmith/claimsmith/guest/engine/model"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/vector"
)

// The engine as plain Go and the engine as a module are the same source and give
// the same bytes.

// native is the engine without the module, as vectors are run on it.
type native struct{ *engine.Engine }

func (n native) Evaluate(_ context.Context, config, session, audience []byte) ([]byte, bool, error) {
	text, ok := n.Engine.Evaluate(string(config), string(session), string(audience))
	return bytes.Clone(text), ok, nil
}

func (n native) Explain(_ context.Context, config, session, audience []byte) ([]byte, bool, error) {
	text, ok := n.Engine.Explain(string(config), string(session), string(audience))
	return bytes.Clone(text), ok, nil
}

func (n native) Validate(_ context.Context, config []byte) ([]byte, error) {
	return bytes.Clone(n.Engine.Validate(string(config))), nil
}

// A twin runs both.
type twin struct{ native, module vector.Evaluator }

func newTwin(t testing.TB) twin {
	return twin{native{engine.New()}, vector.Host(newEngine(t))}
}

// compare makes every call with both and fails where they differ, or where what
// comes out is no text that may.
func (w twin) compare(t *testing.T, config, session, audience []byte) {
	t.Helper()
	ctx := context.Background()
	same := func(function string, native, module []byte, nativeOK, moduleOK bool, err error) {
		t.Helper()
		switch {
		case err != nil:
			t.Errorf("%s: %v", function, err)
		case !bytes.Equal(native, module) || nativeOK != moduleOK:
			t.Errorf("%s: native %.2000q, module %.2000q", function, native, module)
		case !json.Valid(module) || !utf8.Valid(module):
			t.Errorf("%s: no JSON: %.2000q", function, module)
		default:
			return
		}
		t.Logf("config   %.1000q\nsession  %.1000q\naudience %.1000q", config, session, audience)
	}
	a, aOK, _ := w.native.Evaluate(ctx, config, session, audience)
	b, bOK, err := w.module.Evaluate(ctx, config, session, audience)
	same("evaluate", a, b, aOK, bOK, err)
	a, aOK, _ = w.native.Explain(ctx, config, session, audience)
	b, bOK, err = w.module.Explain(ctx, config, session, audience)
	same("explain", a, b, aOK, bOK, err)
	a, _ = w.native.Validate(ctx, config)
	b, err = w.module.Validate(ctx, config)
	same("validate", a, b, true, true, err)
}

func TestDescriptionsAreEqual(t *testing.T) {
	text, err := newEngine(t).Describe(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if want := engine.New().Describe(); !bytes.Equal(text, want) {
		t.Errorf("the module describes %s, the engine %s", text, want)
	}
}

func TestGenerated(t *testing.T) {
	draws := 10_000
	if testing.Short() {
		draws = 1000
	}
	w := newTwin(t)
	r := rand.New(rand.NewPCG(3, 4))
	for range draws {
		config, session, audience := model.Generate(r)
		w.compare(t, config, session, audience)
		if t.Failed() {
			return
		}
	}
}

// damage changes bytes of a text: most of what comes out is no JSON, and breaks
// at all kinds of places.
func damage(r *rand.Rand, text []byte) []byte {
	const spoilers = "\x00\x1F\x7F\x80\xBF\xC0\xE2\xED\xF4\xFF\"\\{}[]:,u-+.eE09tn \n"
	text = bytes.Clone(text)
	for range 1 + r.IntN(4) {
		if len(text) == 0 {
			return text
		}
		at := r.IntN(len(text))
		switch r.IntN(5) {
		case 0:
			text[at] = spoilers[r.IntN(len(spoilers))]
		case 1:
			text = append(text[:at], text[at+1:]...)
		case 2:
			text = text[:at]
		case 3:
			end := at + r.IntN(min(20, len(text)-at)+1)
			text = append(text[:end:end], text[at:]...)
		case 4:
			text[at] ^= 1 << r.IntN(8)
		}
	}
	return text
}

func TestDamaged(t *testing.T) {
	draws := 10_000
	if testing.Short() {
		draws = 1000
	}
	w := newTwin(t)
	r := rand.New(rand.NewPCG(5, 6))
	for range draws {
		config, session, audience := model.Generate(r)
		if r.IntN(3) == 0 {
			config = damage(r, config)
		}
		if r.IntN(2) == 0 {
			session = damage(r, session)
		}
		if r.IntN(3) == 0 {
			audience = damage(r, audience)
		}
		w.compare(t, config, session, audience)
		if t.Failed() {
			return
		}
	}
}

const (
	vectors = "../testdata/vectors"
	hostile = "../testdata/hostile"
)

func corpus(t testing.TB) []vector.Case {
	t.Helper()
	cases, err := vector.Load(vectors)
	if err != nil {
		t.Fatal(err)
	}
	more, err := vector.Load(hostile)
	if err != nil {
		t.Fatal(err)
	}
	return append(cases, more...)
}

func TestCorpus(t *testing.T) {
	ctx := context.Background()
	w := newTwin(t)
	for _, c := range corpus(t) {
		t.Run(c.Name, func(t *testing.T) {
			for _, d := range c.Run(ctx, w.native) {
				t.Errorf("%s: native: %s", c.File, d)
			}
			for _, d := range c.Run(ctx, w.module) {
				t.Errorf("%s: module: %s", c.File, d)
			}
			w.compare(t, c.Config, c.Session, c.Audience)
		})
	}
}

// Everything that the module writes has a place in the types, and claims keep
// their order and their text.
func TestTypesAreComplete(t *testing.T) {
	ctx := context.Background()
	e := newEngine(t)
	for _, c := range corpus(t) {
		outcome, err := e.Evaluate(ctx, c.Config, c.Session, c.Audience)
		if err == nil {
			strict(t, c, outcome.JSON, new(host.Tokens))
			tokens, err := outcome.Decode()
			if err != nil {
				t.Errorf("%s: %v", c.Name, err)
				continue
			}
			claims, err := tokens.AccessToken.Claims.MarshalJSON()
			begins := `{"access_token":{"claims":` + reescape(claims)
			if err != nil || !strings.HasPrefix(reescape(outcome.JSON), begins) {
				t.Errorf("%s: the claims of %s are read as %s", c.Name, outcome.JSON, claims)
			}
		}
		var failed *host.PolicyError
		if errors.As(err, &failed) {
			strict(t, c, failed.JSON, &struct{ Error host.PolicyError }{})
		}
		if explanation, err := e.Explain(ctx, c.Config, c.Session, c.Audience); err == nil {
			strict(t, c, explanation.JSON, new(host.Explained))
		}
		if validation, err := e.Validate(ctx, c.Config); err == nil {
			strict(t, c, validation.JSON, new(host.Validated))
		}
	}
}

func strict(t *testing.T, c vector.Case, text []byte, into any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		t.Errorf("%s: %v: %s", c.Name, err, text)
	}
}

// reescape writes the characters that package json escapes in names, and the
// policy does not, as json does.
func reescape(text []byte) string {
	return strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`,
		"\u2028", `\u2028`, "\u2029", `\u2029`).Replace(string(text))
}

// FuzzEvaluate gives the module any bytes at all.
func FuzzEvaluate(f *testing.F) {
	for i, c := range corpus(f) {
		large := len(c.Config)+len(c.Session)+len(c.Audience) > 4<<10
		if !large && (i%10 == 0 || strings.Contains(c.File, filepath.Base(hostile))) {
			f.Add(c.Config, c.Session, c.Audience)
		}
	}
	for _, name := range []string{"config.json", "session.json"} {
		text, err := os.ReadFile(filepath.Join("../testdata/examples", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(shopConfig), text, []byte(shopAudience))
		f.Add(text, []byte(shopSession), []byte(shopAudience))
	}
	w := newTwin(f)
	f.Fuzz(func(t *testing.T, config, session, audience []byte) {
		w.compare(t, config, session, audience)
	})
}
