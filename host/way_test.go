package host

import (
	"context"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/abi/translated"
)

// A way is one of the two in which a module runs. What tests see of the pool, of crashes
// and of memory is the same in both.
type way struct {
	policy Option                   // for the policy module
	module func(wasm []byte) Option // for another one
}

var inWazero = way{policy: func(*options) {}, module: WithModule}

// bothWays runs a test in each.
func bothWays(t *testing.T, test func(t *testing.T, run way)) {
	t.Run(Wazero, func(t *testing.T) { test(t, inWazero) })
	t.Run(Translated, func(t *testing.T) {
		test(t, way{policy: WithTranslated(translated.Module()), module: asTranslated})
	})
}

// newEngine is one for the policy module.
func (run way) newEngine(t testing.TB, opts ...Option) *Engine {
	t.Helper()
	return newEngine(t, append([]Option{run.policy}, opts...)...)
}

// asTranslated has wazero stand in for the Go that a module would become: its traps are
// panics.
func asTranslated(wasm []byte) Option {
	return WithTranslated(&abi.Translation{Start: func(memory uint64) abi.Instance {
		ctx := context.Background()
		runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(uint32(memory/pageSize)))
		module, err := runtime.InstantiateWithConfig(ctx, wasm, wazero.NewModuleConfig().WithStartFunctions())
		if err != nil {
			panic(err)
		}
		return standIn{module}
	}})
}

type standIn struct{ api.Module }

func (in standIn) call(name string, params ...uint64) uint32 {
	results, err := in.ExportedFunction(name).Call(context.Background(), params...)
	if err != nil {
		panic(err)
	}
	return uint32(append(results, 0)[0])
}

func (in standIn) Memory() []byte {
	memory := in.Module.Memory()
	view, _ := memory.Read(0, memory.Size())
	return view
}

func (in standIn) Initialize()     { in.call(abi.Initialize) }
func (in standIn) Version() uint32 { return in.call(abi.Version) }

func (in standIn) Realloc(old, oldSize, align, size uint32) uint32 {
	return in.call(abi.Realloc, uint64(old), uint64(oldSize), uint64(align), uint64(size))
}

func (in standIn) Evaluate(config, configSize, session, sessionSize, audience, audienceSize uint32) uint32 {
	return in.call(abi.Evaluate, uint64(config), uint64(configSize), uint64(session), uint64(sessionSize), uint64(audience), uint64(audienceSize))
}

func (in standIn) Explain(config, configSize, session, sessionSize, audience, audienceSize uint32) uint32 {
	return in.call(abi.Explain, uint64(config), uint64(configSize), uint64(session), uint64(sessionSize), uint64(audience), uint64(audienceSize))
}

func (in standIn) Validate(config, configSize uint32) uint32 {
	return in.call(abi.Validate, uint64(config), uint64(configSize))
}

func (in standIn) Describe() uint32 { return in.call(abi.Describe) }

func TestTranslationsThatAreRefused(t *testing.T) {
	refused := func(name string, want error, says string, opts ...Option) {
		t.Run(name, func(t *testing.T) { wantRefused(t, want, []string{says}, opts...) })
	}
	changed := func(change func(m *tiny)) Option {
		m := newTiny()
		change(m)
		return asTranslated(m.wasm())
	}
	module := WithTranslated(translated.Module())
	refused("a time limit", ErrTranslated, "WithTimeLimit", module, WithTimeLimit(1))
	refused("another module", ErrTranslated, "WithModule", module, WithModule(abi.Module()))
	refused("a cache", ErrTranslated, "WithCompilationCache", module, WithCompilationCache(t.TempDir()))
	refused("no translation", ErrTranslated, "WithTranslated", WithTranslated(nil))
	refused("an empty translation", ErrTranslated, "WithTranslated", WithTranslated(&abi.Translation{}))
	refused("another version", ErrIncompatible, "2.0", changed(func(m *tiny) { m.version = 2 << 16 }))
	refused("an older version", ErrIncompatible, "1.0", changed(func(m *tiny) { m.version = 1 << 16 }))
	refused("a trap at the start", ErrCrashed, "start", changed(func(m *tiny) { m.does(abi.Initialize, opUnreachable) }))
	refused("a trap before the start", ErrIncompatible, "trap", WithTranslated(&abi.Translation{Start: func(uint64) abi.Instance { panic("no") }}))
	refused("a trap of the version", ErrIncompatible, "trap", changed(func(m *tiny) {
		m.version = 0
		m.functions[abi.Version] = tinyFunction{0, 1, code(opUnreachable)}
	}))
}
