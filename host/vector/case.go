package vector

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host"
)

// A Case is one vector.
type Case struct {
	Name   string
	Rules  []string // the policy rules that it proves, if it says so
	File   string
	Offset int // of the case in the file, in bytes

	// The inputs.
	Config, Session, Audience []byte

	// What is wanted, as the file has it; nil where nothing is.
	Want, WantError, WantExplain, WantValidate json.RawMessage
}

// An Evaluator is what cases run on. A failure that the policy defines is a text
// with ok false; the error is for all else, such as a crash.
type Evaluator interface {
	Evaluate(ctx context.Context, config, session, audience []byte) (text []byte, ok bool, err error)
	Explain(ctx context.Context, config, session, audience []byte) (text []byte, ok bool, err error)
	Validate(ctx context.Context, config []byte) (text []byte, err error)
}

// Host is an engine of package host as an Evaluator.
func Host(engine *host.Engine) Evaluator { return hosted{engine} }

type hosted struct{ engine *host.Engine }

func (h hosted) Evaluate(ctx context.Context, config, session, audience []byte) ([]byte, bool, error) {
	outcome, err := h.engine.Evaluate(ctx, config, session, audience)
	return judged(outcome.JSON, err)
}

func (h hosted) Explain(ctx context.Context, config, session, audience []byte) ([]byte, bool, error) {
	explanation, err := h.engine.Explain(ctx, config, session, audience)
	return judged(explanation.JSON, err)
}

func (h hosted) Validate(ctx context.Context, config []byte) ([]byte, error) {
	validation, err := h.engine.Validate(ctx, config)
	return validation.JSON, err
}

func judged(text []byte, err error) ([]byte, bool, error) {
	var failed *host.PolicyError
	if errors.As(err, &failed) {
		return failed.JSON, false, nil
	}
	return text, err == nil, err
}

// A Difference is where what came out is not what is wanted.
type Difference struct {
	Function string // "evaluate", "explain" or "validate"; empty if none was called
	Path     string // RFC 6901 pointer into the text that came out
	Want     string // JSON, empty if nothing is wanted there
	Got      string // JSON, empty if nothing is there; text if Err is set
	Err      error  // why the function gave no text at all
}

// String is the difference on one line.
func (d Difference) String() string {
	place := strings.TrimSpace(d.Function + " " + d.Path)
	if place != "" {
		place += ": "
	}
	if d.Err != nil {
		return place + d.Err.Error()
	}
	return fmt.Sprintf("%swant %s, got %s", place, orNothing(d.Want), orNothing(d.Got))
}

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

// Run runs a case and returns the differences, none if it passes.
func (c *Case) Run(ctx context.Context, e Evaluator) []Difference {
	var found []Difference
	add := func(function string, d []Difference) {
		for i := range d {
			d[i].Function = function
		}
		found = append(found, d...)
	}
	if c.Want != nil || c.WantError != nil {
		text, ok, err := e.Evaluate(ctx, c.Config, c.Session, c.Audience)
		add("evaluate", c.judgeOutcome(text, ok, err))
	}
	if c.WantExplain != nil {
		text, ok, err := e.Explain(ctx, c.Config, c.Session, c.Audience)
		add("explain", judge(outcomeRule, c.WantExplain, text, ok, err))
	}
	if c.WantValidate != nil {
		text, err := e.Validate(ctx, c.Config)
		add("validate", judge(validationRule, c.WantValidate, text, true, err))
	}
	return found
}

func (c *Case) judgeOutcome(text []byte, ok bool, err error) []Difference {
	if c.WantError == nil || err != nil {
		return judge(outcomeRule, c.Want, text, ok, err)
	}
	failure := gjson.ParseBytes(text).Get("error")
	if ok || !failure.IsObject() {
		return []Difference{{Path: "/error", Want: compact(string(c.WantError)), Got: compact(string(text))}}
	}
	var d differences
	d.compare(failureRule, "/error", gjson.ParseBytes(c.WantError), failure)
	return d.found
}

// judge compares a text that should be no failure.
func judge(r *rule, want, text []byte, ok bool, err error) []Difference {
	if err != nil {
		return []Difference{{Err: err}}
	}
	if !ok || !json.Valid(text) {
		return []Difference{{Want: compact(string(want)), Got: compact(string(text))}}
	}
	var d differences
	d.compare(r, "", gjson.ParseBytes(want), gjson.ParseBytes(text))
	return d.found
}
