package recording_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
	"github.com/claimsmith/claimsmith/host/cmd/server/recording"
)

func newEngine(t *testing.T) *host.Engine {
	t.Helper()
	engine, err := host.New(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close(context.Background()) })
	return engine
}

// A recording of what was evaluated has the same report as the sessions themselves: the
// same claims, causes and sizes.
func TestRecordingReplaysTheSame(t *testing.T) {
	engine := newEngine(t)
	r, err := replay.New(t.Context(), engine, replay.Options{Before: []byte(replaytest.Before), After: []byte(replaytest.After), Exemplars: -1})
	if err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]recording.Options{"hashed": {}, "values": {Values: true}} {
		t.Run(name, func(t *testing.T) {
			var file bytes.Buffer
			recorder := recording.New(&file, o)
			original, recorded := r.NewAccumulator(), r.NewAccumulator()
			for record := range replaytest.Realistic(3, 3000) {
				session := bytes.Replace(record, []byte(`"metadata":{`), []byte("\"metadata\":\r\n{"), 1)
				if bytes.HasPrefix(session, []byte(`{"session":`)) || bytes.HasPrefix(session, []byte(`{"audience":`)) || bytes.HasPrefix(session, []byte(`{ `)) {
					continue // it has an audience, which is not part of the session
				}
				_, err := engine.Evaluate(t.Context(), []byte(replaytest.After), session, []byte(`"https://api.shop.example"`))
				if err := recorder.Evaluated(session, []byte(`"https://api.shop.example"`), err); err != nil {
					t.Fatal(err)
				}
				line := []byte(`{"session":` + strings.ReplaceAll(string(session), "\r\n", "") + `,"audience":"https://api.shop.example"}`)
				if err := r.Add(t.Context(), original, replay.Record{Text: line}); err != nil {
					t.Fatal(err)
				}
			}
			text := file.String()
			if o.Values != strings.Contains(text, "@mail.example") || o.Values != strings.Contains(text, "sess_0000") {
				t.Errorf("values shown: %v", !o.Values)
			}
			err := replay.Read(t.Context(), "f", &file, func(rec replay.Record) error { return r.Add(t.Context(), recorded, rec) })
			if err != nil {
				t.Fatal(err)
			}
			if original.Report().Records.Evaluated < 500 {
				t.Fatal("too few sessions")
			}
			if got, want := recorded.Report().JSON(), original.Report().JSON(); !bytes.Equal(got, want) {
				t.Errorf("the recording's report is another one:\n%s\n%s", got, want)
			}
		})
	}
}

func TestEqualValuesStayEqual(t *testing.T) {
	lines := func(key string) []string {
		var file bytes.Buffer
		r := recording.New(&file, recording.Options{Key: []byte(key)})
		for _, session := range []string{
			`{"metadata":{"a":"Spain","b":["Spain",12,-1.5e3,true,null,{}],"c":"\ud800 \"\u00e9"}}`,
			`{"user":{"a":"Spain"},"scope":"email","protocol":"oidc","custom_claims":{"id_token":[{"name":"n","value":{"name":"Spain"}}]}}`,
		} {
			if err := r.Evaluated([]byte(session), []byte("[\"a\",\n\"b\"]"), nil); err != nil {
				t.Fatal(err)
			}
		}
		return strings.Split(strings.TrimSuffix(file.String(), "\n"), "\n")
	}
	one := lines("0123456789abcdef")
	if len(one) != 2 {
		t.Fatalf("%q", one)
	}
	word := one[0][len(`{"session":{"metadata":{"a":"`):][:len("Spain")]
	if strings.Count(strings.Join(one, ""), word) != 4 || strings.Contains(strings.Join(one, ""), "Spain") {
		t.Errorf("%q is not where Spain was: %q", word, one)
	}
	for _, kept := range []string{`true,null,{}]`, `"scope":"email","protocol":"oidc"`, `[{"name":"n","value":{"name":"`, `"audience":["a", "b"]}`} {
		if !strings.Contains(strings.Join(one, ""), kept) {
			t.Errorf("%s is not in %q", kept, one)
		}
	}
	if other := lines("another key 1234"); other[0] == one[0] || len(other[0]) != len(one[0]) {
		t.Errorf("another key gives %q", other)
	}
}

// What is no session, or no audience, is not recorded, and a payload that is too large is.
func TestFailures(t *testing.T) {
	engine := newEngine(t)
	var file bytes.Buffer
	r := recording.New(&file, recording.Options{})
	config := []byte(`{"access_token":{"custom_claim_mappings":[{"name":"c","expression":"anonymous_session.metadata.c"}]}}`)
	for _, c := range []struct {
		session, audience string
		recorded          bool
	}{
		{`{"metadata":`, `""`, false}, {`{}`, `5`, false}, {`{"metadata":{"c":"` + strings.Repeat("x", 102400) + `"}}`, `""`, true}, {`{}`, `""`, true},
	} {
		file.Reset()
		_, err := engine.Evaluate(t.Context(), config, []byte(c.session), []byte(c.audience))
		if err := r.Evaluated([]byte(c.session), []byte(c.audience), err); err != nil {
			t.Fatal(err)
		}
		if got := file.Len() > 0; got != c.recorded {
			t.Errorf("%.20s: recorded is %v", c.session, got)
		}
	}
}

// half writes half of what it is given, once.
type half struct {
	bytes.Buffer
	failed bool
}

func (h *half) Write(p []byte) (int, error) {
	if !h.failed {
		h.failed = true
		n, _ := h.Buffer.Write(p[:len(p)/2])
		return n, errors.New("no space")
	}
	return h.Buffer.Write(p)
}

// A record that was written by half spoils no other one.
func TestHalfWritten(t *testing.T) {
	var file half
	r := recording.New(&file, recording.Options{})
	if r.Evaluated([]byte(`{}`), []byte(`"a"`), nil) == nil {
		t.Error("there is no error")
	}
	if err := r.Evaluated([]byte(`{}`), []byte(`"b"`), nil); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(file.String(), "\n{\"session\":{},\"audience\":\"b\"}\n") {
		t.Errorf("%q", file.String())
	}
}
