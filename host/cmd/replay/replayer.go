package replay

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/diff"
)

// DefaultExemplars is how many there are of each kind if nothing else is asked for, and
// MaxExemplars how many people may ask for: a report is to be read.
const (
	DefaultExemplars = 5
	MaxExemplars     = 1000
)

// Options are what a replay compares and how much it shows.
type Options struct {
	Before, After []byte // configs, JSON
	BeforeName    string // what the report calls them, such as their files' names
	AfterName     string
	Audience      []byte // JSON, for records that name none; nil is `""`
	Exemplars     int    // of each kind of change, at most; 0 is DefaultExemplars, less is none
	ShowValues    bool   // in exemplars, and what is wrong with bad records in the policy's words
}

// A Replayer evaluates records with two configs. Goroutines may share it.
type Replayer struct {
	engine    *host.Engine
	texts     [2][]byte // the configs as they were given
	configs   [2][]byte // and without white space
	same      bool      // the configs: one evaluation does for both
	audience  []byte
	exemplars int
	show      bool
	says      map[string]string // of the policy's problems, a sentence for each code
	names     [2]string
	about     *about // the configs
}

// A ConfigError says that one of the configs has problems.
type ConfigError struct {
	Side string // "before" or "after"
	Err  *host.PolicyError
}

func (e *ConfigError) Error() string { return e.Side + ": " + e.Err.Error() }
func (e *ConfigError) Unwrap() error { return e.Err }

// New makes a replayer. The error is a *ConfigError if a config has problems, and a
// *host.PolicyError if the audience cannot be one. The engine should have as many
// instances as there are to be workers.
func New(ctx context.Context, engine *host.Engine, o Options) (*Replayer, error) {
	r := &Replayer{engine: engine, audience: bytes.Clone(o.Audience), exemplars: o.Exemplars, show: o.ShowValues}
	if o.Audience == nil {
		r.audience = []byte(`""`)
	}
	if o.Exemplars == 0 {
		r.exemplars = DefaultExemplars
	}
	for i, config := range [][]byte{o.Before, o.After} {
		_, err := engine.Evaluate(ctx, config, []byte("{}"), r.audience)
		var failed *host.PolicyError
		if errors.As(err, &failed) && failed.Code == abi.InvalidConfig {
			return nil, &ConfigError{[]string{"before", "after"}[i], failed}
		}
		if err != nil {
			return nil, err
		}
		// Every call carries its config, so white space would cost.
		var b bytes.Buffer
		if err := json.Compact(&b, config); err != nil {
			return nil, err
		}
		r.texts[i], r.configs[i] = bytes.Clone(config), b.Bytes()
	}
	r.same = bytes.Equal(r.configs[before], r.configs[after])
	r.names = [2]string{o.BeforeName, o.AfterName}
	found, err := diff.Compare(ctx, engine, o.Before, o.After)
	if err != nil {
		return nil, err
	}
	r.about = newAbout(found)
	return r, r.readSentences(ctx)
}

// readSentences keeps what the policy says of each problem in general, without a
// word of the input.
func (r *Replayer) readSentences(ctx context.Context) error {
	text, err := r.engine.Describe(ctx)
	if err != nil {
		return err
	}
	var described struct {
		Problems []struct{ Code, Says string } `json:"problems"`
	}
	if err := json.Unmarshal(text, &described); err != nil {
		return fmt.Errorf("replay: what the module describes cannot be read: %w", err)
	}
	r.says = map[string]string{}
	for _, p := range described.Problems {
		r.says[p.Code] = p.Says
	}
	return nil
}

// NewAccumulator makes an empty accumulator for as many exemplars as were asked for.
func (r *Replayer) NewAccumulator() *Accumulator { return NewAccumulator(r.exemplars) }

// A verdict is what one config makes of a record: an outcome or a failure.
type verdict struct {
	outcome []byte
	failure *host.PolicyError
}

// unreadable reports whether the failure is about the record.
func (v verdict) unreadable() bool {
	return v.failure != nil && (v.failure.Code == abi.InvalidSession || v.failure.Code == abi.InvalidAudience)
}

// Add evaluates a record and adds what it finds to a. A record of white space alone
// is none. A bad record, one that neither config can read, is added as such and
// returned as a *RecordError. Other errors are the engine's or the context's: then
// nothing was added.
func (r *Replayer) Add(ctx context.Context, a *Accumulator, rec Record) error {
	if len(rec.Text) > MaxRecord {
		return r.addBad(a, rec, BadRecord{Code: "too_large", Message: fmt.Sprintf("The line has more than %d bytes.", MaxRecord)})
	}
	if len(bytes.TrimLeft(rec.Text, " \t\r\n")) == 0 {
		return nil
	}
	session, audience, guessed := guess(rec.Text)
	if guessed {
		verdicts, err := r.judge(ctx, session, audience)
		if err != nil {
			return r.stopped(a, rec, err)
		}
		if !verdicts[before].unreadable() && !verdicts[after].unreadable() {
			return r.compare(a, rec, session, audience, verdicts)
		}
	}
	session, audience, bad := split(rec.Text)
	if bad != nil {
		return r.addBad(a, rec, *bad)
	}
	verdicts, err := r.judge(ctx, session, audience)
	if err != nil {
		return r.stopped(a, rec, err)
	}
	if verdicts[before].unreadable() && verdicts[after].unreadable() {
		return r.addBad(a, rec, r.problem(verdicts[before].failure))
	}
	return r.compare(a, rec, session, audience, verdicts)
}

// stopped adds a record whose evaluation came to no end as a bad one: it costs an
// instance of the module, and not the replay.
func (r *Replayer) stopped(a *Accumulator, rec Record, err error) error {
	switch {
	case errors.Is(err, host.ErrTimeLimit):
		return r.addBad(a, rec, BadRecord{Code: "time_limit", Message: "The evaluation took longer than the time limit."})
	case errors.Is(err, host.ErrCrashed):
		return r.addBad(a, rec, BadRecord{Code: "crashed", Message: "The policy module crashed."})
	}
	return err
}

// judge evaluates a session with both configs.
func (r *Replayer) judge(ctx context.Context, session, audience []byte) (v [2]verdict, err error) {
	if audience == nil {
		audience = r.audience
	}
	for side, config := range r.configs {
		if side == after && r.same {
			v[after] = v[before]
			break
		}
		outcome, err := r.engine.Evaluate(ctx, config, session, audience)
		if err != nil && !errors.As(err, &v[side].failure) {
			return v, err
		}
		v[side].outcome = outcome.JSON
	}
	return v, nil
}

// problem is why a record is bad.
func (r *Replayer) problem(failed *host.PolicyError) BadRecord {
	if len(failed.Problems) == 0 {
		return BadRecord{Code: failed.Code, Message: failed.Message}
	}
	p := failed.Problems[0]
	if r.show {
		return BadRecord{Code: p.Code, Message: p.String()}
	}
	return BadRecord{Code: p.Code, Message: r.says[p.Code]}
}

func (r *Replayer) addBad(a *Accumulator, rec Record, bad BadRecord) error {
	bad.File, bad.Offset = rec.File, rec.Offset
	a.addBad(bad)
	return &RecordError{bad}
}
