package main

import (
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/abi/translated"
	"github.com/claimsmith/claimsmith/guest/engine"
	"github.com/claimsmith/claimsmith/host"
)

// A runner is a way in which the host runs the module. Each has columns of its own.
type runner struct {
	name    string
	options []host.Option
}

var runners = []runner{
	{name: host.Wazero},
	{name: host.Translated, options: []host.Option{host.WithTranslated(translated.Module())}},
}

// translated reports whether there is nothing to compile, and so nothing to cache, and
// whether calls cannot be limited in time.
func (r runner) translated() bool { return r.name == host.Translated }

// comparisons are those that the runner can be measured in.
func (r runner) comparisons() []comparison {
	if r.translated() {
		return comparisons
	}
	return append(slices.Clip(comparisons), comparison{timeLimit, oneCall})
}

// figures are those that the runner has.
func (r runner) figures() []string {
	if r.translated() {
		return figures
	}
	return append(slices.Clip(figures), fromCache)
}

// The peers: other ways to do a task, with which the runners are compared.
const (
	withGJSON = "gjson"
	withValid = "gjson_valid" // gjson.Valid first, which checks the syntax
	checks    = "checks"      // gjson.Valid and utf8.ValidString, and nothing mapped
	natively  = "native"      // the engine as plain Go
)

var peers = []string{withGJSON, withValid, checks, natively}

func newEngine(ctx context.Context, r runner, more ...host.Option) (*host.Engine, error) {
	return host.New(ctx, append(append([]host.Option(nil), r.options...), more...)...)
}

var (
	errInvalid = errors.New("the session is not valid")
	errRefused = errors.New("the engine refused the session")
)

// A way does a task once with each call.
type way struct {
	name string
	call func() error
}

// ways are the peers and the runners, each of which has an engine.
func (t task) ways(ctx context.Context, runners []runner, engines []*host.Engine) ([]way, error) {
	mapped := t.gjsonMapper()
	native, config := engine.New(), t.config()
	ways := []way{
		{withGJSON, t.gjsonCall()},
		{withValid, func() error {
			if !gjson.Valid(t.session) {
				return errInvalid
			}
			mapped()
			return nil
		}},
		{checks, func() error {
			if !gjson.Valid(t.session) || !utf8.ValidString(t.session) {
				return errInvalid
			}
			return nil
		}},
		{natively, func() error {
			if _, ok := native.Evaluate(config, t.session, audience); !ok {
				return errRefused
			}
			return nil
		}},
	}
	for i, r := range runners {
		call, err := hostCall(ctx, engines[i], t)
		if err != nil {
			return nil, err
		}
		ways = append(ways, way{r.name, call})
	}
	return ways, nil
}

func (t task) gjsonCall() func() error {
	mapped := t.gjsonMapper()
	return func() error {
		mapped()
		return nil
	}
}

// hostCall is the whole host call, with the config bound.
func hostCall(ctx context.Context, e *host.Engine, t task) (func() error, error) {
	policy, err := e.Policy(ctx, []byte(t.config()))
	if err != nil {
		return nil, err
	}
	session, to := []byte(t.session), []byte(audience)
	return func() error {
		_, err := policy.Evaluate(ctx, session, to)
		return err
	}, nil
}
