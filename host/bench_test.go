package host_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/guest/engine"
	"github.com/claimsmith/claimsmith/host"
)

// The benchmarks time one task three ways in one run: through the whole host call,
// on the engine as plain Go, and with gjson and prepared paths, which checks
// nothing of what the policy asks. ./build.sh bench prints the ratios.

const benchAudience = `"https://api.example.com"`

// benchCase is a config with so many mappings and a session of about so many bytes.
type benchCase struct {
	name     string
	mappings int
	session  string
}

func benchCases() (cases []benchCase) {
	for _, mappings := range []int{1, 4, 10, 20} {
		cases = append(cases, benchCase{fmt.Sprintf("mappings=%d/bytes=200", mappings), mappings, session(200, ascii)})
	}
	for _, size := range []int{1 << 10, 10 << 10, 100 << 10} {
		cases = append(cases, benchCase{fmt.Sprintf("mappings=4/bytes=%d", size), 4, session(size, ascii)})
	}
	cases = append(cases,
		benchCase{"mappings=4/bytes=102400/escapes", 4, session(100<<10, escapes)},
		benchCase{"mappings=4/bytes=102400/non-ascii", 4, session(100<<10, nonASCII)})
	return cases
}

// The corpora of large sessions: what a text value says.
const (
	ascii    = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod"
	escapes  = `\"Lorem\" ipsum\n\tdolor \u00e9 sit\\amet,\r\n \"consectetur\" adipiscing\/elit`
	nonASCII = "Съешь же ещё этих мягких французских булок, да выпей чаю. 色は匂へど散りぬるを"
)

// session is a bare anonymous session; its metadata is padded to the size.
func session(size int, text string) string {
	var b strings.Builder
	b.WriteString(`{"session_id":"sess_12345","user_id":"anon|a7f3b2c9e1","created_at":"2026-05-01T10:00:00Z","metadata":{"country":"Spain","language":"es-ES","cart_id":"cart:0987654321","ref":"homepage"`)
	for i := 0; b.Len()+len(text) < size; i++ {
		fmt.Fprintf(&b, `,"note_%d":"%s"`, i, text)
	}
	b.WriteString("}}")
	return b.String()
}

// benchMappings are paths into the anonymous session, from the most to the least
// asked for.
func benchMappings(n int) (names, paths []string) {
	names = []string{"country", "language", "cart_id", "anon_session_id"}
	paths = []string{"metadata.country", "metadata.language", "metadata.cart_id", "session_id"}
	for i := len(names); i < n; i++ {
		names = append(names, fmt.Sprintf("claim_%d", i))
		paths = append(paths, []string{"user_id", "created_at", "metadata.ref"}[i%3])
	}
	return names[:n], paths[:n]
}

func benchConfig(mappings int) string {
	names, paths := benchMappings(mappings)
	var list []string
	for i := range names {
		list = append(list, fmt.Sprintf(`{"name":%q,"expression":"anonymous_session.%s"}`, names[i], paths[i]))
	}
	if mappings > 10 { // only the shipped dialect has so many
		return `{"access_token":{"claims_mapping":{"custom_claims":[` + strings.Join(list, ",") + `]}}}`
	}
	return `{"access_token":{"custom_claim_mappings":[` + strings.Join(list, ",") + `]}}`
}

func BenchmarkHost(b *testing.B) {
	ctx := context.Background()
	e := newEngine(b)
	for _, c := range benchCases() {
		policy, err := e.Policy(ctx, []byte(benchConfig(c.mappings)))
		if err != nil {
			b.Fatal(err)
		}
		session, audience := []byte(c.session), []byte(benchAudience)
		run := func(b *testing.B) {
			if _, err := policy.Evaluate(ctx, session, audience); err != nil {
				b.Fatal(err)
			}
		}
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.session)))
			b.ReportAllocs()
			for b.Loop() {
				run(b)
			}
		})
		b.Run(c.name+"/parallel", func(b *testing.B) {
			b.SetBytes(int64(len(c.session)))
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					run(b)
				}
			})
		})
	}
}

func BenchmarkNative(b *testing.B) {
	e := engine.New()
	for _, c := range benchCases() {
		config := benchConfig(c.mappings)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.session)))
			b.ReportAllocs()
			for b.Loop() {
				if _, ok := e.Evaluate(config, c.session, benchAudience); !ok {
					b.Fatal("refused")
				}
			}
		})
	}
}

func BenchmarkGJSON(b *testing.B)      { benchGJSON(b, false) }
func BenchmarkGJSONValid(b *testing.B) { benchGJSON(b, true) }

// benchGJSON looks values up in a session, and checks before that it is JSON.
func benchGJSON(b *testing.B, valid bool) {
	for _, c := range benchCases() {
		names, paths := benchMappings(c.mappings)
		for i, name := range names {
			names[i] = string(gjson.AppendJSONString(nil, name)) + ":"
		}
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.session)))
			b.ReportAllocs()
			for b.Loop() {
				if valid && !gjson.Valid(c.session) {
					b.Fatal("not valid")
				}
				if claims := mapWithGJSON(c.session, names, paths); claims == "{}" {
					b.Fatal("nothing mapped")
				}
			}
		})
	}
}

// mapWithGJSON looks values up and puts them together, as one would by hand.
func mapWithGJSON(session string, names, paths []string) string {
	var buffer [512]byte
	claims := append(buffer[:0], '{')
	for i, path := range paths {
		value := gjson.Get(session, path)
		if value.Type == gjson.Null {
			continue
		}
		if len(claims) > 1 {
			claims = append(claims, ',')
		}
		claims = append(append(claims, names[i]...), value.Raw...)
	}
	return string(append(claims, '}'))
}

// BenchmarkTimeLimit times the watch that WithTimeLimit sets, against none.
func BenchmarkTimeLimit(b *testing.B) {
	ctx := context.Background()
	for _, c := range []struct {
		name string
		opts []host.Option
	}{{"off", nil}, {"on", []host.Option{host.WithTimeLimit(time.Minute)}}} {
		policy, err := newEngine(b, c.opts...).Policy(ctx, []byte(benchConfig(4)))
		if err != nil {
			b.Fatal(err)
		}
		session, audience := []byte(session(200, ascii)), []byte(benchAudience)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := policy.Evaluate(ctx, session, audience); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkStart times what a process pays before its first evaluation.
func BenchmarkStart(b *testing.B) {
	ctx := context.Background()
	start := func(b *testing.B, opts ...host.Option) {
		for b.Loop() {
			e, err := host.New(ctx, opts...)
			if err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			if err := e.Close(ctx); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	}
	b.Run("compile", func(b *testing.B) { start(b) })
	b.Run("cached", func(b *testing.B) {
		dir := b.TempDir()
		e, err := host.New(ctx, host.WithCompilationCache(dir))
		if err != nil {
			b.Fatal(err)
		}
		if err := e.Close(ctx); err != nil {
			b.Fatal(err)
		}
		start(b, host.WithCompilationCache(dir))
	})
}
