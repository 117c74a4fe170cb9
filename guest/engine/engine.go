package engine

import "strings"

// An Engine evaluates. It keeps compiled configs and its own memory between
// calls and nothing else, so that no result depends on the calls before it. It
// serves one call at a time; a text that it returns is valid until the next.
type Engine struct {
	configTree tree
	cache      cache
	scan       scanner
	evaluation
	out []byte
}

// New makes an engine.
func New() *Engine {
	return &Engine{configTree: configTree()}
}

// Evaluate decides which custom claims go into the tokens of one transaction.
// All three arguments are JSON texts. It returns the outcome or, with ok false,
// the failure (section 11).
func (e *Engine) Evaluate(config, session, audience string) (text []byte, ok bool) {
	if f := e.evaluate(config, session, audience); f != nil {
		return e.failed(f), false
	}
	if e.tooLarge.fact != nil {
		return e.failed(&e.tooLarge), false
	}
	e.out = e.appendOutcome(append(e.out[:0], '{'))
	e.out = append(e.out, '}')
	return e.out, true
}

// Explain is Evaluate with a decision for every candidate claim (section 12).
// It succeeds where a payload is too large, with that error in its text.
func (e *Engine) Explain(config, session, audience string) (text []byte, ok bool) {
	if f := e.evaluate(config, session, audience); f != nil {
		return e.failed(f), false
	}
	e.out = e.appendExplanation(e.out[:0])
	return e.out, true
}

// Validate judges a config alone. It never fails, whatever the text.
func (e *Engine) Validate(config string) []byte {
	c, problems := e.readConfig(config)
	e.out = append(e.out[:0], `{"valid":`...)
	if len(problems) > 0 {
		e.out = append(e.out, `false,"problems":`...)
		e.out = appendProblems(e.out, config, problems)
		e.out = append(e.out, `,"warnings":[]}`...)
		return e.out
	}
	e.out = append(e.out, `true,"problems":[],"warnings":`...)
	e.out = appendProblems(e.out, config, compile(config, c).warnings())
	e.out = append(e.out, '}')
	return e.out
}

// Trim lets go of memory beyond what most calls need, so that an engine that is
// kept does not stay as large as its largest call. Texts returned before are
// invalid after it.
func (e *Engine) Trim() {
	const keep = 64 << 10
	if cap(e.out) > keep {
		e.out = nil
	}
	if cap(e.attributes) > keep {
		e.attributes = nil
	}
	if largest := max(cap(e.scan.names), cap(e.scan.entries), cap(e.candidates)); largest > keep/64 {
		e.scan.names, e.scan.entries = nil, nil
		e.candidates, e.decisions, e.set, e.order = nil, nil, nil, nil
	}
}

// evaluate reads the inputs, in the order in which they are judged, and decides.
func (e *Engine) evaluate(config, session, audience string) *failure {
	p, f := e.planOf(config)
	if f != nil {
		return f
	}
	if f := e.readSession(p, session); f != nil {
		return f
	}
	if e.saml {
		e.mapAttributes(&e.scan)
	}
	e.restricted, f = e.readAudience(audience, p.config.domain)
	if f != nil {
		return f
	}
	e.decide()
	return nil
}

// planOf is the plan of a config, from the cache if it is there.
func (e *Engine) planOf(config string) (*plan, *failure) {
	if p := e.cache.find(config); p != nil {
		return p, nil
	}
	config = strings.Clone(config) // the caller's memory stays the caller's
	c, problems := e.readConfig(config)
	if len(problems) > 0 {
		return nil, newFailure(invalidConfig, config, problems...)
	}
	p := compile(config, c)
	e.cache.add(p)
	return p, nil
}
