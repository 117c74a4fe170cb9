package host_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/claimsmith/claimsmith/abi/translated"
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

// ways are the options for each way in which the host runs the module.
var ways = map[string][]host.Option{
	host.Wazero:     nil,
	host.Translated: {host.WithTranslated(translated.Module())},
}

// bothWays runs a test in each. The options are for its engines.
func bothWays(t *testing.T, test func(t *testing.T, run []host.Option)) {
	for name, run := range ways {
		t.Run(name, func(t *testing.T) { test(t, run) })
	}
}

// Twins run the engine natively and as a module, in each way.
type twins struct {
	native  vector.Evaluator
	modules map[string]vector.Evaluator
}

func newTwins(t testing.TB, opts ...host.Option) twins {
	w := twins{native{engine.New()}, map[string]vector.Evaluator{}}
	for name, run := range ways {
		w.modules[name] = vector.Host(newEngine(t, slices.Concat(run, opts)...))
	}
	return w
}

// compare makes every call with all and fails where they differ, or where what
// comes out is no text that may.
func (w twins) compare(t *testing.T, config, session, audience []byte) {
	t.Helper()
	for name, module := range w.modules {
		w.compareOne(t, name, module, config, session, audience)
	}
}

func (w twins) compareOne(t *testing.T, way string, of vector.Evaluator, config, session, audience []byte) {
	t.Helper()
	ctx := context.Background()
	same := func(function string, native, module []byte, nativeOK, moduleOK bool, err error) {
		t.Helper()
		switch {
		case err != nil:
			t.Errorf("%s, %s: %v", way, function, err)
		case !bytes.Equal(native, module) || nativeOK != moduleOK:
			t.Errorf("%s, %s: native %.2000q, module %.2000q", way, function, native, module)
		case !json.Valid(module) || !utf8.Valid(module):
			t.Errorf("%s, %s: no JSON: %.2000q", way, function, module)
		default:
			return
		}
		t.Logf("config   %.1000q\nsession  %.1000q\naudience %.1000q", config, session, audience)
	}
	a, aOK, _ := w.native.Evaluate(ctx, config, session, audience)
	b, bOK, err := of.Evaluate(ctx, config, session, audience)
	same("evaluate", a, b, aOK, bOK, err)
	a, aOK, _ = w.native.Explain(ctx, config, session, audience)
	b, bOK, err = of.Explain(ctx, config, session, audience)
	same("explain", a, b, aOK, bOK, err)
	a, _ = w.native.Validate(ctx, config)
	b, err = of.Validate(ctx, config)
	same("validate", a, b, true, true, err)
}

func TestDescriptionsAreEqual(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		text, err := newEngine(t, run...).Describe(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if want := engine.New().Describe(); !bytes.Equal(text, want) {
			t.Errorf("the module describes %s, the engine %s", text, want)
		}
	})
}

func TestGenerated(t *testing.T) {
	draws := 10_000
	if testing.Short() {
		draws = 1000
	}
	w := newTwins(t)
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
	w := newTwins(t)
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
	w := newTwins(t)
	for _, c := range corpus(t) {
		t.Run(c.Name, func(t *testing.T) {
			for _, d := range c.Run(ctx, w.native) {
				t.Errorf("%s: native: %s", c.File, d)
			}
			for way, module := range w.modules {
				for _, d := range c.Run(ctx, module) {
					t.Errorf("%s: %s: %s", c.File, way, d)
				}
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

// FuzzEvaluate gives the module, in both ways, any bytes at all.
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
	w := newTwins(f)
	f.Fuzz(func(t *testing.T, config, session, audience []byte) {
		w.compare(t, config, session, audience)
	})
}
