package host

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/abi"
)

// Modules that misbehave: the call that meets it fails, its instance is lost, and
// nothing else is.

var (
	anything = []byte("{}")
	anyone   = []byte(`""`)
)

// tinyEngine runs a tiny module that was changed, in one instance unless told
// otherwise.
func tinyEngine(t *testing.T, run way, change func(m *tiny), opts ...Option) (*Engine, *journal) {
	t.Helper()
	m := newTiny()
	change(m)
	log := new(journal)
	opts = append([]Option{run.module(m.wasm()), WithInstances(1), WithLogger(slog.New(log))}, opts...)
	e := newEngine(t, opts...)
	log.want(t, made)
	return e, log
}

// wantOutcome makes a call that must succeed.
func wantOutcome(t *testing.T, e *Engine) {
	t.Helper()
	outcome, err := e.Evaluate(context.Background(), anything, anything, anyone)
	if err != nil || string(outcome.JSON) != tinyOutcome {
		t.Errorf("a call gives %s, %v", outcome.JSON, err)
	}
}

func TestTinyModule(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		e, log := tinyEngine(t, run, func(*tiny) {})
		for range 2 {
			wantOutcome(t, e)
			if got, err := e.Explain(ctx, anything, anything, anyone); err != nil || string(got.JSON) != tinyExplanation {
				t.Errorf("explain gives %s, %v", got.JSON, err)
			}
			if got, err := e.Validate(ctx, anything); err != nil || string(got.JSON) != tinyValidation {
				t.Errorf("validate gives %s, %v", got.JSON, err)
			}
			if got, err := e.Describe(ctx); err != nil || string(got) != tinyDescription {
				t.Errorf("describe gives %s, %v", got, err)
			}
		}
		log.want(t)
	})
}

func TestCrashes(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		// A session of nine bytes makes evaluate do it, any other does not. It is longer than
		// those before it, so room is asked for.
		crash := []byte("123456789")
		tests := []struct {
			name   string
			change func(m *tiny)
		}{
			{"a trap", func(m *tiny) { m.onSession(9, opUnreachable) }},
			{"the stack's overflow", func(m *tiny) {
				args := code(opLocalGet, 0, opLocalGet, 1, opLocalGet, 2, opLocalGet, 3, opLocalGet, 4, opLocalGet, 5)
				m.onSession(9, args, opCall, m.index(abi.Evaluate), opDrop)
			}},
			{"a result outside the memory", func(m *tiny) { m.onSession(9, number(0x7FFF0000), opReturn) }},
			{"a result at the end of all memory", func(m *tiny) { m.onSession(9, number(-4), opReturn) }},
			{"a result half in the memory", func(m *tiny) { m.onSession(9, number(3*pageSize-8), opReturn) }},
			{"a text outside the memory", func(m *tiny) {
				m.onSession(9, number(m.area(abi.Evaluate)), number(3*pageSize), opStore, 2, 4)
			}},
			{"a text that is too long", func(m *tiny) {
				m.onSession(9, number(m.area(abi.Evaluate)), number(3*pageSize), opStore, 2, 8)
			}},
			{"a text of 4 GiB", func(m *tiny) {
				m.onSession(9, number(m.area(abi.Evaluate)), number(-1), opStore, 2, 8)
			}},
			{"another tag", func(m *tiny) {
				m.onSession(9, number(m.area(abi.Evaluate)), number(7), opStore, 2, 0)
			}},
			{"a failure that is none", func(m *tiny) {
				m.onSession(9, number(m.area(abi.Evaluate)), number(1), opStore, 2, 0)
			}},
			{"no room for the arguments", func(m *tiny) {
				const size = 3 // the parameter's index; {}, "" and nine bytes are thirteen
				m.does(abi.Realloc, opLocalGet, size, number(13), opEquals, opIf, typeNone, opUnreachable, opEnd,
					number(tinyRoom))
			}},
			{"room outside the memory", func(m *tiny) {
				const size = 3
				m.does(abi.Realloc, opLocalGet, size, number(13), opEquals, opIf, typeNone,
					number(math.MaxInt32), opReturn, opEnd, number(tinyRoom))
			}},
		}
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				ctx := context.Background()
				e, log := tinyEngine(t, run, test.change)
				wantOutcome(t, e)
				log.want(t)
				outcome, err := e.Evaluate(ctx, anything, crash, anyone)
				wantError(t, err, ErrCrashed)
				if outcome.JSON != nil {
					t.Errorf("a crash has the outcome %s", outcome.JSON)
				}
				log.want(t, dropped)
				wantOutcome(t, e)
				log.want(t, made)
				if got, err := e.Explain(ctx, anything, anything, anyone); err != nil {
					t.Errorf("explain gives %s, %v", got.JSON, err)
				}
				log.want(t)
			})
		}
	})
}

// A failure that is JSON has to be an error's JSON.
func TestFailuresThatAreNone(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		for _, text := range []string{``, `{`, `"x"`, `[]`, `null`, `{}`, `{"error":null}`, `{"error":"x"}`, `{"error":{}}`,
			`{"error":{"code":1}}`, `{"error":{"code":"x"}} x`} {
			e, log := tinyEngine(t, run, func(m *tiny) {
				m.failed = 1
				m.texts[abi.Evaluate] = text
			})
			_, err := e.Evaluate(context.Background(), anything, anything, anyone)
			wantError(t, err, ErrCrashed)
			var failed *PolicyError
			if errors.As(err, &failed) {
				t.Errorf("%q is taken for a failure of the policy", text)
			}
			log.want(t, dropped)
		}
	})
}

func TestCodesOfTheFuture(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		const text = `{"error":{"code":"of_the_future","message":"m","more":[1]}}`
		e, log := tinyEngine(t, run, func(m *tiny) {
			m.failed = 1
			m.texts[abi.Evaluate] = text
		})
		_, err := e.Evaluate(context.Background(), anything, anything, anyone)
		wantError(t, err, &PolicyError{Code: "of_the_future"})
		var failed *PolicyError
		if !errors.As(err, &failed) || string(failed.JSON) != text || failed.Message != "m" {
			t.Errorf("the error is %+v", failed)
		}
		log.want(t)
	})
}

// Each instance traps at its second call.
func TestCrashesInTurn(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		e, log := tinyEngine(t, run, func(m *tiny) {
			m.does(abi.Evaluate,
				opGlobalGet, 0, opIf, typeNone, opUnreachable, opEnd,
				number(1), opGlobalSet, 0, m.result(abi.Evaluate))
		})
		for turn := range 10 {
			wantOutcome(t, e)
			if turn == 0 {
				log.want(t)
			} else {
				log.want(t, made)
			}
			_, err := e.Evaluate(context.Background(), anything, anything, anyone)
			wantError(t, err, ErrCrashed)
			log.want(t, dropped)
		}
	})
}

// More crashes than there are instances, one after another and side by side, and
// then the pool is as large as it was.
func TestCrashesLeaveThePoolWhole(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		const instances = 3
		ctx := context.Background()
		e, _ := tinyEngine(t, run, func(m *tiny) { m.onSession(1, opUnreachable) }, WithInstances(instances))
		crash := []byte("1")
		for range instances + 1 {
			_, err := e.Evaluate(ctx, anything, crash, anyone)
			wantError(t, err, ErrCrashed)
		}
		results := make(chan error)
		for range 4 * instances {
			go func() {
				_, err := e.Evaluate(ctx, anything, crash, anyone)
				results <- err
			}()
		}
		for range 4 * instances {
			wantError(t, <-results, ErrCrashed)
		}
		var held []*instance
		for range instances {
			in, err := e.acquire(ctx)
			if err != nil {
				t.Fatal(err)
			}
			held = append(held, in)
		}
		if len(e.permits) != instances || len(e.idle) != 0 {
			t.Errorf("%d instances have %d permits, and %d are idle", instances, len(e.permits), len(e.idle))
		}
		for _, in := range held {
			e.put(in)
		}
		wantOutcome(t, e)
	})
}

// An instance that cannot be made costs no permit either: with a time limit a
// context that has ended stops the making.
func TestNoNewInstance(t *testing.T) {
	e, log := tinyEngine(t, inWazero, func(m *tiny) { m.onSession(1, opUnreachable) }, WithTimeLimit(time.Hour))
	_, err := e.Evaluate(context.Background(), anything, []byte("1"), anyone)
	wantError(t, err, ErrCrashed)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for range 20 {
		_, err := e.Evaluate(cancelled, anything, anything, anyone)
		wantError(t, err, context.Canceled)
	}
	if len(e.permits) != 0 {
		t.Fatalf("no instance has %d permits", len(e.permits))
	}
	log.want(t, dropped)
	wantOutcome(t, e)
	log.want(t, made)
}

func forEver(m *tiny) { m.onSession(1, opLoop, typeNone, opBranch, 0, opEnd) }

func TestTimeLimit(t *testing.T) {
	e, log := tinyEngine(t, inWazero, forEver, WithTimeLimit(10*time.Millisecond))
	for range 2 {
		_, err := e.Evaluate(context.Background(), anything, []byte("1"), anyone)
		wantError(t, err, ErrTimeLimit)
		if errors.Is(err, ErrCrashed) || !strings.Contains(err.Error(), "10ms") {
			t.Errorf("the error is %v", err)
		}
		log.want(t, dropped)
		e.timeLimit = time.Hour // a short one might be over before a good call is
		wantOutcome(t, e)
		e.timeLimit = 10 * time.Millisecond
		log.want(t, made)
	}
}

// With a time limit the module is watched, so the caller's own context ends a
// call too.
func TestTimeLimitAndContext(t *testing.T) {
	e, log := tinyEngine(t, inWazero, forEver, WithTimeLimit(time.Hour))
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	_, err := e.Evaluate(ctx, anything, []byte("1"), anyone)
	wantError(t, err, context.DeadlineExceeded)
	if errors.Is(err, ErrTimeLimit) || errors.Is(err, ErrCrashed) {
		t.Errorf("the error is %v", err)
	}
	log.want(t, dropped)
	wantOutcome(t, e)
	log.want(t, made)
}

// A module may take all the memory that it declares, or that the host allows, and
// no more. Its instance is not kept.
func TestMemoryIsBounded(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		takeAll := func(m *tiny) {
			m.pages[1] = 1024
			m.onSession(1,
				opLoop, typeNone, number(1), opMemoryGrow, 0, number(-1), opNotEquals, opBranchIf, 0, opEnd)
		}
		for _, test := range []struct {
			opts []Option
			want int
		}{
			{nil, 64 << 20},
			{[]Option{WithMemoryLimit(256 << 10)}, 256 << 10},
			{[]Option{WithMemoryLimit(256<<10 + 1000)}, 256 << 10},
			{[]Option{WithMemoryLimit(1 << 30)}, 64 << 20},
		} {
			e, log := tinyEngine(t, run, takeAll, append(test.opts, WithRecycling(200<<10))...)
			in, err := e.acquire(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if _, _, err := in.call(context.Background(), evaluate, nil, anything, []byte("1"), anyone); err != nil {
				t.Error(err)
			}
			if size := len(in.Memory()); size != test.want {
				t.Errorf("the memory has %d bytes, not %d", size, test.want)
			}
			e.put(in)
			log.want(t, recycled)
			wantOutcome(t, e)
			log.want(t, made)
		}
	})
}

func TestIncompatibleModules(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(m *tiny)
		want   error
		says   []string
	}{
		{"another version", func(m *tiny) { m.version = 2 << 16 }, ErrIncompatible, []string{"2.0", "1.1"}},
		{"an older version", func(m *tiny) { m.version = 1 << 16 }, ErrIncompatible, []string{"1.0", "1.1"}},
		{"another version with other exports", func(m *tiny) {
			m.version = 2<<16 + 3
			delete(m.functions, abi.Validate)
			delete(m.functions, abi.Initialize)
		}, ErrIncompatible, []string{"2.3", "1.1"}},
		{"no version", func(m *tiny) { m.version = 0 }, ErrIncompatible, []string{"abi-version"}},
		{"a version that traps", func(m *tiny) {
			m.version = 0
			m.functions[abi.Version] = tinyFunction{0, 1, code(opUnreachable)}
		}, ErrIncompatible, nil},
		{"an import", func(m *tiny) { m.imports = []string{"print"} }, ErrIncompatible, []string{"env.print"}},
		{"no memory", func(m *tiny) { m.memory = "" }, ErrIncompatible, []string{"memory"}},
		{"a memory of another name", func(m *tiny) { m.memory = "ram" }, ErrIncompatible, []string{"memory"}},
		{"a trap at the start", func(m *tiny) { m.does(abi.Initialize, opUnreachable) }, ErrCrashed, []string{"start"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := newTiny()
			test.change(m)
			wantRefused(t, test.want, test.says, WithModule(m.wasm()))
		})
	}
	for name, f := range newTiny().functions {
		t.Run("without "+name, func(t *testing.T) {
			m := newTiny()
			delete(m.functions, name)
			wantRefused(t, ErrIncompatible, []string{name}, WithModule(m.wasm()))
		})
		if name == abi.Initialize {
			continue // it runs before anything is asked
		}
		t.Run("with another "+name, func(t *testing.T) {
			m := newTiny()
			m.functions[name] = tinyFunction{f.params + 1, f.results, f.code}
			wantRefused(t, ErrIncompatible, []string{name}, WithModule(m.wasm()))
		})
	}
	for _, wasm := range []string{"", "x", "\x00asm", "\x00asm\x01\x00\x00\x00"} {
		t.Run("bytes", func(t *testing.T) { wantRefused(t, ErrIncompatible, nil, WithModule([]byte(wasm))) })
	}
}

// wantRefused fails unless New refuses what the options ask for, and says why.
func wantRefused(t *testing.T, want error, says []string, opts ...Option) {
	t.Helper()
	e, err := New(context.Background(), opts...)
	wantError(t, err, want)
	if e != nil {
		t.Error("there is an engine")
	}
	for _, part := range says {
		if err != nil && !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %s: %v", part, err)
		}
	}
}

// A later minor version has all that this host needs.
func TestLaterMinorVersion(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		e, _ := tinyEngine(t, run, func(m *tiny) { m.version = abi.Major<<16 | 40 })
		wantOutcome(t, e)
		if info := e.Module(); info.ABIVersion() != "1.40" || info.Major != 1 || info.Minor != 40 {
			t.Errorf("the module is %+v", info)
		}
	})
}

// The limits come from the module, when an input is large enough to ask.
func TestLimitsComeFromTheModule(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		tests := []struct {
			name                      string
			config, session, audience int
			want                      int64 // bytes that the module sees
		}{
			{"small", 1, 1, 1, 3},
			{"at the limits", 10_000, 20_000, 9_000, 39_000},
			{"a config over", 10_001, 20_000, 9_000, 39_001},
			{"all over", 100_000, 2_000_000, 9_100, 39_003},
		}
		for _, test := range tests {
			e, _ := tinyEngine(t, run, func(m *tiny) {
				total := code(opLocalGet, 1, opLocalGet, 3, opAdd, opLocalGet, 5, opAdd)
				m.does(abi.Evaluate, total, number(test.want), opNotEquals, opIf, typeNone, opUnreachable, opEnd,
					m.result(abi.Evaluate))
			})
			for range 2 {
				if _, err := e.Evaluate(ctx, make([]byte, test.config), make([]byte, test.session), make([]byte, test.audience)); err != nil {
					t.Errorf("%s: %v", test.name, err)
				}
			}
		}
	})
}

// A module that once fails to say its limits is asked again, and one that says
// none limits nothing.
func TestLimitsThatCannotBeRead(t *testing.T) {
	bothWays(t, func(t *testing.T, run way) {
		ctx := context.Background()
		large := make([]byte, 15_000)
		e, log := tinyEngine(t, run, func(m *tiny) { m.texts[abi.Describe] = "no JSON" })
		for range 2 {
			_, err := e.Evaluate(ctx, anything, large, anyone)
			wantError(t, err, ErrCrashed)
			wantOutcome(t, e)
			log.want(t, dropped, made)
		}
		e, log = tinyEngine(t, run, func(m *tiny) {
			m.texts[abi.Describe] = "{}"
			m.does(abi.Evaluate, opLocalGet, 3, number(15_000), opNotEquals, opIf, typeNone, opUnreachable, opEnd,
				m.result(abi.Evaluate))
		})
		if _, err := e.Evaluate(ctx, anything, large, anyone); err != nil {
			t.Error(err)
		}
		log.want(t)
	})
}
