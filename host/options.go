package host

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"time"

	"github.com/claimsmith/claimsmith/abi"
)

// An Option changes how New makes an engine.
type Option func(*options)

type options struct {
	module      []byte // nil is that of package abi
	translation *abi.Translation
	instances   int
	memory      uint64
	recycle     uint64
	timeLimit   time.Duration
	cache       string
	logger      *slog.Logger
}

func defaults() options {
	return options{
		instances: runtime.GOMAXPROCS(0),
		memory:    64 << 20,
		recycle:   2 << 20,
		logger:    slog.New(slog.DiscardHandler),
	}
}

// newMachine is what runs the module.
func (o *options) newMachine() machine {
	if o.translation != nil {
		return &translatedMachine{o.translation, o.memory}
	}
	wasm := o.module
	if wasm == nil {
		wasm = abi.Module()
	}
	return &wazeroMachine{wasm: wasm, memory: o.memory, cacheDir: o.cache, watched: o.timeLimit > 0}
}

// maxInstances bounds the pool: each instance may take the whole memory limit.
const maxInstances = 1 << 16

// check is where all options are judged.
func (o *options) check() error {
	switch {
	case o.instances < 1 || o.instances > maxInstances:
		return fmt.Errorf("claimsmith: a pool has 1 to %d instances, not %d", maxInstances, o.instances)
	case o.memory < pageSize || o.memory > 4<<30:
		return fmt.Errorf("claimsmith: an instance's memory is limited to 64 KiB at least and 4 GiB at most, not %d bytes", o.memory)
	case o.timeLimit < 0:
		return fmt.Errorf("claimsmith: a time limit cannot be negative, as %v is", o.timeLimit)
	case o.logger == nil:
		return errors.New("claimsmith: a logger cannot be nil")
	case o.translation != nil:
		return o.checkTranslated()
	}
	return nil
}

// checkTranslated refuses what a translated module cannot do, rather than to leave it
// undone unseen.
func (o *options) checkTranslated() error {
	refuse := func(option, why string) error {
		return fmt.Errorf("%w: %s: %s", ErrTranslated, option, why)
	}
	switch {
	case o.translation.Start == nil:
		return refuse("WithTranslated", "it is empty; package translated has one")
	case o.timeLimit > 0:
		return refuse("WithTimeLimit", "nothing can stop a call that is under way")
	case o.module != nil:
		return refuse("WithModule", "it is another module, which only wazero can run")
	case o.cache != "":
		return refuse("WithCompilationCache", "nothing is compiled, so nothing can be kept")
	}
	return nil
}

// WithInstances bounds the pool: so many calls run at once, the others wait for
// their turn or their context. The default is GOMAXPROCS.
func WithInstances(n int) Option { return func(o *options) { o.instances = n } }

// WithMemoryLimit bounds the memory of one instance, in bytes; an evaluation that
// needs more fails with ErrCrashed. The default, 64 MiB, is the module's own limit.
func WithMemoryLimit(bytes uint64) Option { return func(o *options) { o.memory = bytes } }

// WithRecycling sets the memory, in bytes, beyond which an instance is replaced
// after the call that made it so large. The default is 2 MiB.
func WithRecycling(bytes uint64) Option { return func(o *options) { o.recycle = bytes } }

// WithTimeLimit stops evaluations that take longer. It is off by default: the
// inputs are bounded, and so is the time for them, while the watch has its price
// in every loop of the module; PERFORMANCE.md says how much. It needs wazero: with
// WithTranslated New refuses it.
func WithTimeLimit(d time.Duration) Option { return func(o *options) { o.timeLimit = d } }

// WithCompilationCache keeps the compiled module in a folder, so that the next
// process starts faster. The folder is made if it is missing.
func WithCompilationCache(dir string) Option { return func(o *options) { o.cache = dir } }

// WithLogger reports what the pool does: instances made, recycled and dropped.
// Sessions and claims are never logged.
func WithLogger(l *slog.Logger) Option { return func(o *options) { o.logger = l } }

// WithModule runs a module of the caller's own in place of the one in package
// abi.
func WithModule(wasm []byte) Option {
	if wasm == nil {
		wasm = []byte{}
	}
	return func(o *options) { o.module = wasm }
}

// WithTranslated runs a module that was translated to Go ahead of time, that of package
// translated, in place of having wazero compile one: New takes microseconds, calls take
// half as long, and both are so on every system that Go knows. Decisions are the same
// bytes. It makes a program larger, and cannot stop a call that is under way: together
// with WithTimeLimit, WithModule or WithCompilationCache New fails with ErrTranslated.
func WithTranslated(t *abi.Translation) Option {
	if t == nil {
		t = new(abi.Translation)
	}
	return func(o *options) { o.translation = t }
}
