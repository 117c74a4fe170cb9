package engine

import "strings"

// An Engine evaluates. It keeps compiled configs and its own memory between
// calls and nothing else, so that no result depends on the calls before it. It
// serves one call at a time; a text that it returns is valid until the next.
type Engine struct {
	configTree *tree
	scanner    scanner
	cache      cache
	room       []byte // for the texts that it returns, unless they are larger
	writer     writer
}

// New makes an engine with memory that is collected, as a Go program's own is.
func New() *Engine { return NewIn(collected{}) }

// NewIn makes an engine that keeps compiled configs in a memory. All else that a call
// allocates may be taken back when the next one begins.
func NewIn(memory Memory) *Engine {
	return &Engine{
		configTree: configTree(),
		cache:      cache{memory: memory, plans: make([]*plan, 0, cachedPlans)},
		room:       make([]byte, 0, 2<<10),
	}
}

// Evaluate decides which custom claims go into the tokens of one transaction.
// All three arguments are JSON texts. It returns the outcome or, with ok false,
// the failure (section 11).
func (e *Engine) Evaluate(config, session, audience string) (text []byte, ok bool) {
	w := e.newText()
	d, failed := e.decide(config, session, audience)
	if failed == nil {
		failed = d.tooLarge()
	}
	if failed != nil {
		w.failure(failed)
		return w.text, false
	}
	w.outcome(d)
	return w.text, true
}

// Explain is Evaluate with a decision for every candidate claim (section 12).
// It succeeds where a payload is too large, with that error in its text.
func (e *Engine) Explain(config, session, audience string) (text []byte, ok bool) {
	w := e.newText()
	d, failed := e.decide(config, session, audience)
	if failed != nil {
		w.failure(failed)
		return w.text, false
	}
	w.explanation(d, parse(audience))
	return w.text, true
}

// Validate judges a config alone. It never fails, whatever the text.
func (e *Engine) Validate(config string) []byte {
	w := e.newText()
	c, document, problems := e.readConfig(config)
	var warnings []problem
	if len(problems) == 0 {
		warnings = newPlan(config, c).mappingWarnings()
		w.raw(`{"valid":true`)
	} else {
		w.raw(`{"valid":false`)
	}
	if document.exists() {
		warnings = append(warnings, unread(document)...)
	}
	if len(problems) == 0 {
		warnings = append(warnings, c.pathWarnings()...)
	}
	w.raw(`,"problems":[`)
	w.problems(config, problems, true)
	w.raw(`],"warnings":[`)
	w.problems(config, warnings, true)
	w.raw("]}")
	return w.text
}

// Describe is the contract and the policy's tables as data (section 12).
func (e *Engine) Describe() []byte {
	w := e.newText()
	w.description()
	return w.text
}

// newText is the engine's writer with nothing written.
func (e *Engine) newText() *writer {
	e.writer.text = e.room
	return &e.writer
}

// decide reads the inputs, in the order in which they are judged, and decides.
func (e *Engine) decide(config, session, audience string) (*decisions, *failure) {
	p, failed := e.plan(config)
	if failed != nil {
		return nil, failed
	}
	d := &p.decisions
	d.reset()
	if failed := d.read(&e.scanner, p, session); failed != nil {
		return nil, failed
	}
	if d.restrictedAPI, failed = p.readAudience(&e.scanner, audience); failed != nil {
		return nil, failed
	}
	d.decide()
	return d, nil
}

// plan is the plan of a config, which is compiled if it is not known.
func (e *Engine) plan(config string) (*plan, *failure) {
	if p := e.cache.find(config); p != nil {
		return p, nil
	}
	return e.compile(config)
}

// compile makes the plan of a config and keeps it.
//
//go:noinline
func (e *Engine) compile(config string) (p *plan, failed *failure) {
	e.cache.add(func() *plan {
		config := strings.Clone(config) // the caller's memory stays the caller's
		c, _, problems := e.readConfig(config)
		if len(problems) > 0 {
			failed = newFailure(invalidConfig, config, problems...)
			return nil
		}
		p = newPlan(config, c)
		return p
	})
	return p, failed
}
