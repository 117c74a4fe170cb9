package host

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"github.com/claimsmith/claimsmith/abi"
)

// An Engine evaluates with one module. New makes one; the zero value and nil answer
// every call with ErrNoEngine. Close it when it is no longer needed.
type Engine struct {
	options
	info    ModuleInfo
	machine machine

	// The pool: idle instances, and a permit for every instance that there is. The one
	// given back last is spare, for whoever comes next, unless somebody waits.
	spare   atomic.Pointer[instance]
	waiting atomic.Int64
	idle    chan *instance
	permits chan struct{}
	closed  atomic.Bool
	closing chan struct{}
	close   sync.Once
	freed   chan struct{} // closed when all is freed; then freeing is its error
	freeing error

	limits atomic.Pointer[inputLimits] // nil until a large input asks for them

	made, discarded, recycled atomic.Uint64 // instances, for Stats
}

// ModuleInfo tells which module an engine runs, and how.
type ModuleInfo struct {
	SHA256 string // of the module's bytes, in hexadecimal
	Major  int    // of its contract's version
	Minor  int
	Size   int    // in bytes
	Runner string // Wazero or Translated: both give the same bytes
}

// The ways in which an engine runs a module.
const (
	Wazero     = "wazero"     // compiled when the engine is made
	Translated = "translated" // to Go, ahead of time (WithTranslated)
)

// ABIVersion is the version of the contract that the module speaks.
func (m ModuleInfo) ABIVersion() string { return fmt.Sprintf("%d.%d", m.Major, m.Minor) }

// New makes an engine: it compiles the module, unless that was translated ahead of
// time, and checks that it is one that this host can run. The context bounds that work alone.
func New(ctx context.Context, opts ...Option) (*Engine, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o := defaults()
	for _, option := range opts {
		if option == nil {
			return nil, errors.New("claimsmith: an option is nil")
		}
		option(&o)
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	e := &Engine{
		options: o,
		machine: o.newMachine(),
		idle:    make(chan *instance, o.instances),
		permits: make(chan struct{}, o.instances),
		closing: make(chan struct{}),
		freed:   make(chan struct{}),
	}
	e.info = e.machine.info()
	if err := e.start(ctx); err != nil {
		return nil, errors.Join(err, e.machine.close(ctx))
	}
	return e, nil
}

// start prepares the module and makes the first instance.
func (e *Engine) start(ctx context.Context) error {
	if err := e.machine.prepare(ctx); err != nil {
		return err
	}
	in, err := e.instantiate(ctx)
	if err != nil {
		return err
	}
	// The version comes before the other exports: a module of another version may
	// lack some, and then its version is what there is to say.
	if err := e.checkVersion(ctx, in); err != nil {
		return err
	}
	if err := e.machine.checkExports(); err != nil {
		return err
	}
	e.permits <- struct{}{}
	e.idle <- in
	return nil
}

// checkVersion refuses a module whose contract this host does not speak.
func (e *Engine) checkVersion(ctx context.Context, in *instance) error {
	version, err := in.version(ctx)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrIncompatible, err)
	}
	e.info.Major, e.info.Minor = int(version>>16), int(version&0xFFFF)
	if e.info.Major != abi.Major || e.info.Minor < abi.Minor {
		return fmt.Errorf("%w: it speaks version %s of the contract, this host needs %d.%d or a later %d.x",
			ErrIncompatible, e.info.ABIVersion(), abi.Major, abi.Minor, abi.Major)
	}
	return nil
}

// exists is false for nil and for the zero value.
func (e *Engine) exists() bool { return e != nil && e.permits != nil }

// Module tells which module the engine runs: two that run the same bytes decide
// alike.
func (e *Engine) Module() ModuleInfo {
	if !e.exists() {
		return ModuleInfo{}
	}
	return e.info
}

// Evaluate decides which custom claims go into the tokens of one transaction. The
// arguments are JSON texts, audience too ("\"https://api.example.com\""). The
// error is a *PolicyError if the policy says no. The context bounds the wait for an
// instance; it stops a call that is under way only with WithTimeLimit.
func (e *Engine) Evaluate(ctx context.Context, config, session, audience []byte) (Outcome, error) {
	text, err := e.judge(ctx, evaluate, nil, config, session, audience)
	return Outcome{text}, err
}

// Explain is Evaluate with a decision and a hint for every candidate claim. It
// succeeds where a payload is too large, with that error in the explanation.
func (e *Engine) Explain(ctx context.Context, config, session, audience []byte) (Explanation, error) {
	text, err := e.judge(ctx, explain, nil, config, session, audience)
	return Explanation{text}, err
}

// Validate judges a config alone. What is wrong with it is in the validation, not
// in the error.
func (e *Engine) Validate(ctx context.Context, config []byte) (Validation, error) {
	text, err := e.judge(ctx, validate, nil, config)
	return Validation{text}, err
}

// Describe returns the contract and the policy's tables as JSON: limits, restricted
// names, reasons, codes and fixes, each with a sentence.
func (e *Engine) Describe(ctx context.Context) (json.RawMessage, error) {
	return e.judge(ctx, describe, nil)
}

// A Policy is an engine bound to one config, for callers that evaluate many
// sessions with it.
type Policy struct {
	engine *Engine
	config []byte
}

// Policy binds a config. It fails with a *PolicyError if the config has problems.
func (e *Engine) Policy(ctx context.Context, config []byte) (*Policy, error) {
	_, err := e.Evaluate(ctx, config, []byte("{}"), []byte(`""`))
	if err != nil {
		return nil, err
	}
	return &Policy{e, append([]byte(nil), config...)}, nil
}

// Evaluate is Engine.Evaluate with the policy's config.
func (p *Policy) Evaluate(ctx context.Context, session, audience []byte) (Outcome, error) {
	if p == nil {
		return Outcome{}, ErrNoEngine
	}
	text, err := p.engine.judge(ctx, evaluate, p, p.config, session, audience)
	return Outcome{text}, err
}

// Explain is Engine.Explain with the policy's config.
func (p *Policy) Explain(ctx context.Context, session, audience []byte) (Explanation, error) {
	if p == nil {
		return Explanation{}, ErrNoEngine
	}
	text, err := p.engine.judge(ctx, explain, p, p.config, session, audience)
	return Explanation{text}, err
}

// judge has an instance run a function and turns a failure into an error. The first text
// is the config of a policy, unless bound is nil.
func (e *Engine) judge(ctx context.Context, f function, bound *Policy, texts ...[]byte) ([]byte, error) {
	in, err := e.acquire(ctx)
	if err != nil {
		return nil, err
	}
	text, failure, err := e.run(ctx, in, f, bound, texts)
	if err != nil {
		e.discard(in, err)
		return nil, err
	}
	e.put(in)
	if failure != nil {
		return nil, failure
	}
	return text, nil
}

// run is one call, with its time limit if there is one. The caller's context is not
// the module's: its values have no meaning there, and looking for them costs.
func (e *Engine) run(ctx context.Context, in *instance, f function, bound *Policy, texts [][]byte) ([]byte, *PolicyError, error) {
	if e.timeLimit > 0 {
		return e.runLimited(ctx, in, f, bound, texts)
	}
	text, failure, err := e.call(context.Background(), in, f, bound, texts)
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrCrashed, err)
	}
	return text, failure, err
}

func (e *Engine) runLimited(ctx context.Context, in *instance, f function, bound *Policy, texts [][]byte) ([]byte, *PolicyError, error) {
	limited, cancel := context.WithTimeout(ctx, e.timeLimit)
	defer cancel()
	text, failure, err := e.call(limited, in, f, bound, texts)
	switch {
	case err == nil:
		return text, failure, nil
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case limited.Err() != nil:
		return nil, nil, fmt.Errorf("%w: the limit is %v", ErrTimeLimit, e.timeLimit)
	}
	return nil, nil, fmt.Errorf("%w: %w", ErrCrashed, err)
}

// call is one call with texts that are not larger than need be.
func (e *Engine) call(ctx context.Context, in *instance, f function, bound *Policy, texts [][]byte) ([]byte, *PolicyError, error) {
	if err := e.cut(ctx, in, texts); err != nil {
		return nil, nil, err
	}
	text, ok, err := in.call(ctx, f, bound, texts...)
	if ok || err != nil {
		return text, nil, err
	}
	failure, err := newPolicyError(text)
	return nil, failure, err
}

// Close waits until the calls under way have ended and frees what the engine
// holds. Calls that come later fail with ErrClosed. If the context ends before
// they do, Close returns its error, and the last call frees what is left.
func (e *Engine) Close(ctx context.Context) error {
	if !e.exists() {
		return ErrNoEngine
	}
	e.close.Do(func() {
		e.closed.Store(true)
		close(e.closing)
		go e.drain()
	})
	select {
	case <-e.freed:
		return e.freeing
	case <-ctx.Done():
		return ctx.Err()
	}
}

// drain takes every instance, and the permits of those that were never made, out
// of the pool and frees everything.
func (e *Engine) drain() {
	defer close(e.freed)
	e.waiting.Add(1) // for good
	if in := e.spare.Swap(nil); in != nil {
		e.idle <- in
	}
	for range cap(e.permits) {
		select {
		case in := <-e.idle:
			e.freeing = errors.Join(e.freeing, in.close(context.Background()))
		case e.permits <- struct{}{}:
		}
	}
	e.freeing = errors.Join(e.freeing, e.machine.close(context.Background()))
}

// acquire takes an idle instance, makes one if there may be one more, or waits.
func (e *Engine) acquire(ctx context.Context) (*instance, error) {
	if !e.exists() {
		return nil, ErrNoEngine
	}
	if e.closed.Load() {
		return nil, ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if in := e.spare.Swap(nil); in != nil {
		return in, nil
	}
	e.waiting.Add(1)
	defer e.waiting.Add(-1)
	if in := e.spare.Swap(nil); in != nil { // it may have come before anybody was seen to wait
		return in, nil
	}
	select {
	case in := <-e.idle:
		return in, nil
	default:
	}
	select {
	case in := <-e.idle:
		return in, nil
	case e.permits <- struct{}{}:
		in, err := e.instantiate(ctx)
		if err != nil {
			<-e.permits
		}
		return in, err
	case <-e.closing:
		return nil, ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// put gives an instance back, unless it has grown too large to keep.
func (e *Engine) put(in *instance) {
	if size := uint64(len(in.Memory())); size > e.recycle {
		e.logger.Debug("instance recycled", slog.Uint64("memory", size))
		e.recycled.Add(1)
		e.drop(in)
		return
	}
	if e.waiting.Load() == 0 && e.spare.CompareAndSwap(nil, in) {
		if e.waiting.Load() == 0 {
			return
		}
		// Somebody has begun to wait and may not have seen it.
		if in = e.spare.Swap(nil); in == nil {
			return
		}
	}
	e.idle <- in
}

// discard drops an instance that an error has left unusable.
func (e *Engine) discard(in *instance, err error) {
	e.logger.Warn("instance dropped", slog.Any("error", err))
	e.discarded.Add(1)
	e.drop(in)
}

func (e *Engine) drop(in *instance) {
	if err := in.close(context.Background()); err != nil {
		e.logger.Error("instance not closed", slog.Any("error", err))
	}
	<-e.permits
}

func (e *Engine) instantiate(ctx context.Context) (*instance, error) {
	running, err := e.machine.instantiate(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("%w: at its start: %w", ErrCrashed, err)
	}
	e.logger.Debug("instance made", slog.Uint64("memory", uint64(len(running.Memory()))))
	e.made.Add(1)
	return &instance{running: running}, nil
}

// inputLimits are the sizes in bytes beyond which the policy refuses a config, a
// session and an audience unseen.
type inputLimits struct {
	Limits struct {
		Config   int `json:"config_bytes"`
		Session  int `json:"session_bytes"`
		Audience int `json:"audience_bytes"`
	} `json:"limits"`
}

// cut shortens texts that the policy refuses for their size alone: a byte over
// the limit tells it as much, and no instance grows for the rest.
func (e *Engine) cut(ctx context.Context, in *instance, texts [][]byte) error {
	const unquestioned = 8 << 10 // below any limit
	largest := 0
	for _, text := range texts {
		largest = max(largest, len(text))
	}
	if largest <= unquestioned {
		return nil
	}
	known := e.limits.Load()
	if known == nil {
		text, _, err := in.call(ctx, describe, nil)
		if err != nil {
			return err
		}
		known = new(inputLimits)
		if err := json.Unmarshal(text, known); err != nil {
			return fmt.Errorf("%w: what it describes cannot be read: %w", errContract, err)
		}
		e.limits.Store(known)
	}
	for i, limit := range []int{known.Limits.Config, known.Limits.Session, known.Limits.Audience}[:len(texts)] {
		if limit > 0 && len(texts[i]) > limit {
			texts[i] = texts[i][:limit+1]
		}
	}
	return nil
}
