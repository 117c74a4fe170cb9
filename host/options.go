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
	module    []byte
	instances int
	memory    uint64
	recycle   uint64
	timeLimit time.Duration
	cache     string
	logger    *slog.Logger
}

func defaults() options {
	return options{
		module:    abi.Module(),
		instances: runtime.GOMAXPROCS(0),
		memory:    64 << 20,
		recycle:   2 << 20,
		logger:    slog.New(slog.DiscardHandler),
	}
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
// in every loop of the module; the README says how much.
func WithTimeLimit(d time.Duration) Option { return func(o *options) { o.timeLimit = d } }

// WithCompilationCache keeps the compiled module in a folder, so that the next
// process starts faster. The folder is made if it is missing.
func WithCompilationCache(dir string) Option { return func(o *options) { o.cache = dir } }

// WithLogger reports what the pool does: instances made, recycled and dropped.
// Sessions and claims are never logged.
func WithLogger(l *slog.Logger) Option { return func(o *options) { o.logger = l } }

// WithModule runs a module of the caller's own in place of the one in package
// abi.
func WithModule(wasm []byte) Option { return func(o *options) { o.module = wasm } }
