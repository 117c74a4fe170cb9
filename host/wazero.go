package host

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/claimsmith/claimsmith/abi"
)

// A wazeroMachine compiles a module and runs it.
type wazeroMachine struct {
	wasm     []byte
	memory   uint64 // of an instance in bytes, at most
	cacheDir string // "" for none
	watched  bool   // whether the context of a call can stop it

	runtime  wazero.Runtime
	cache    wazero.CompilationCache
	compiled wazero.CompiledModule
}

func (m *wazeroMachine) info() ModuleInfo {
	digest := sha256.Sum256(m.wasm)
	return ModuleInfo{SHA256: hex.EncodeToString(digest[:]), Size: len(m.wasm), Runner: Wazero}
}

func (m *wazeroMachine) prepare(ctx context.Context) error {
	config := wazero.NewRuntimeConfig().
		WithMemoryLimitPages(uint32(m.memory / pageSize)).
		WithCloseOnContextDone(m.watched)
	if m.cacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(m.cacheDir)
		if err != nil {
			return fmt.Errorf("claimsmith: the compilation cache: %w", err)
		}
		m.cache = cache
		config = config.WithCompilationCache(cache)
	}
	m.runtime = wazero.NewRuntimeWithConfig(ctx, config)
	compiled, err := m.runtime.CompileModule(ctx, m.wasm)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrIncompatible, err)
	}
	m.compiled = compiled
	if memory := compiled.ExportedMemories()[abi.Memory]; memory != nil {
		if err := checkMemory(uint64(memory.Min())*pageSize, m.memory); err != nil {
			return err
		}
	}
	return m.checkStart()
}

// checkMemory refuses a limit that is less than what a module starts with.
func checkMemory(needed, limit uint64) error {
	if needed > limit {
		return fmt.Errorf("claimsmith: the module needs %d bytes of memory at its start, more than the limit of %d", needed, limit)
	}
	return nil
}

// checkStart refuses a module that imports anything, or that cannot be asked for
// its version.
func (m *wazeroMachine) checkStart() error {
	for _, f := range m.compiled.ImportedFunctions() {
		module, name, _ := f.Import()
		return imports(module, name)
	}
	for _, memory := range m.compiled.ImportedMemories() {
		module, name, _ := memory.Import()
		return imports(module, name)
	}
	if m.compiled.ExportedMemories()[abi.Memory] == nil {
		return fmt.Errorf("%w: it exports no %s", ErrIncompatible, abi.Memory)
	}
	return m.checkExport(exports[version].name, exports[version].params, 1)
}

func imports(module, name string) error {
	return fmt.Errorf("%w: it imports %s.%s, and a policy module imports nothing", ErrIncompatible, module, name)
}

func (m *wazeroMachine) checkExports() error {
	if err := m.checkExport(abi.Initialize, 0, 0); err != nil {
		return err
	}
	for _, f := range exports {
		if err := m.checkExport(f.name, f.params, 1); err != nil {
			return err
		}
	}
	for _, post := range []string{abi.PostEvaluate, abi.PostExplain, abi.PostValidate, abi.PostDescribe} {
		if err := m.checkExport(post, 1, 0); err != nil {
			return err
		}
	}
	return nil
}

// checkExport refuses a module without a function of so many parameters and
// results, all of them i32.
func (m *wazeroMachine) checkExport(name string, params, results int) error {
	f, ok := m.compiled.ExportedFunctions()[name]
	if !ok {
		return fmt.Errorf("%w: it exports no %s", ErrIncompatible, name)
	}
	i32 := func(n int) []api.ValueType { return bytes.Repeat([]api.ValueType{api.ValueTypeI32}, n) }
	if !bytes.Equal(f.ParamTypes(), i32(params)) || !bytes.Equal(f.ResultTypes(), i32(results)) {
		return fmt.Errorf("%w: its %s has another signature", ErrIncompatible, name)
	}
	return nil
}

func (m *wazeroMachine) instantiate(ctx context.Context) (running, error) {
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions(abi.Initialize)
	module, err := m.runtime.InstantiateModule(ctx, m.compiled, config)
	if err != nil {
		return nil, err
	}
	return &wazeroInstance{module: module, memory: module.Memory()}, nil
}

func (m *wazeroMachine) close(ctx context.Context) (err error) {
	if m.runtime != nil {
		err = m.runtime.Close(ctx)
	}
	if m.cache != nil {
		err = errors.Join(err, m.cache.Close(ctx))
	}
	return err
}

// A wazeroInstance is an instance in wazero.
type wazeroInstance struct {
	module  api.Module
	memory  api.Memory
	exports [functionCount]api.Function // nil until first called: each takes a stack of its own from wazero
}

func (in *wazeroInstance) call(ctx context.Context, f function, stack *stack) error {
	if in.exports[f] == nil {
		in.exports[f] = in.module.ExportedFunction(exports[f].name)
	}
	return in.exports[f].CallWithStack(ctx, stack[:])
}

func (in *wazeroInstance) Memory() []byte {
	size := in.memory.Size()
	if size == 0 { // all 4 GiB, of which this is but the last byte
		size = math.MaxUint32
	}
	view, _ := in.memory.Read(0, size)
	return view
}

func (in *wazeroInstance) close(ctx context.Context) error { return in.module.Close(ctx) }
