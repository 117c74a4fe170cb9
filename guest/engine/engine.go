package engine

import "strings"

// An Engine evaluates. It keeps compiled configs and its own memory between
// calls and nothing else, so that no result depends on the calls before it. It
// serves one call at a time; a text that it returns is valid until the next.
type Engine struct {
	configTree *tree
	cache      cache
	scan       scanner
	out        writer
	failure    *failure // why there is no outcome
	warnings   []problem
	evaluation
}

// New makes an engine.
func New() *Engine {
	return &Engine{configTree: configTree()}
}

// Evaluate decides which custom claims go into the tokens of one transaction.
// All three arguments are JSON texts. It returns the outcome or, with ok false,
// the failure (section 11).
func (e *Engine) Evaluate(config, session, audience string) (text []byte, ok bool) {
	done, why := e.attempt(config, session, audience)
	if done {
		text, _ = e.out.text()
		return text, true
	}
	if e.failure = e.evaluate(config, session, audience, why); e.failure == nil {
		e.failure = e.tooLarge()
	}
	if e.failure != nil {
		return e.compose((*Engine).writeFailure), false
	}
	return e.compose((*Engine).writeOutcome), true
}

// attempt is Evaluate for what most calls are: a config seen before, one plain
// audience, a session that the run goes through without a pause, no protocol, no
// legacy mode, and an outcome for which there is room. Like the run it never
// allocates and calls nothing that may, and so it pays nothing to the collector.
// Where something is not so, Evaluate goes the long way; the scanner's work, if
// it has begun, is not done again.
//
//go:noinline
func (e *Engine) attempt(config, session, audience string) (done bool, why pause) {
	s, v := &e.scan, &e.evaluation
	p := e.cache.find(config)
	if p == nil || p.config.legacy || len(session) > maxSession || !s.roomFor(p.tree) {
		return false, notBegun
	}
	known, restricted := readPlainAudience(audience, p.config.domain)
	if !known {
		return false, notBegun
	}
	s.begin(session, p.tree)
	if why = s.run(); why != atEnd {
		return false, why
	}
	v.begin(p, s)
	switch {
	case s.mistyped.kind != nil, s.duplicates[0] != nothing, s.duplicates[1] != nothing:
		return false, why
	case v.transaction && !v.readPlainTransaction(s):
		return false, why
	case len(p.claims[accessToken])+len(p.claims[idToken]) > cap(v.candidates):
		return false, why
	}
	v.restricted = restricted
	v.candidates = v.candidates[:cap(v.candidates)]
	v.judge(accessToken)
	v.judge(idToken)
	if v.size[accessToken] > maxPayload || v.size[idToken] > maxPayload {
		return false, why
	}
	v.logs = ""
	e.out.size = 0
	e.writeOutcome(&e.out)
	return e.out.fits(), why
}

// Explain is Evaluate with a decision for every candidate claim (section 12).
// It succeeds where a payload is too large, with that error in its text.
func (e *Engine) Explain(config, session, audience string) (text []byte, ok bool) {
	if e.failure = e.evaluate(config, session, audience, notBegun); e.failure != nil {
		return e.compose((*Engine).writeFailure), false
	}
	e.failure = e.tooLarge()
	e.warnings = e.plan.warnings()
	return e.compose((*Engine).writeExplanation), true
}

// Validate judges a config alone. It never fails, whatever the text.
func (e *Engine) Validate(config string) []byte {
	c, problems := e.readConfig(config)
	var warnings []problem
	if len(problems) == 0 {
		warnings = compile(config, c).warnings()
	}
	return e.out.write(func(w *writer) {
		w.raw(`{"valid":`)
		if len(problems) == 0 {
			w.raw(`true,"problems":`)
		} else {
			w.raw(`false,"problems":`)
		}
		writeProblems(w, config, problems)
		w.raw(`,"warnings":`)
		writeProblems(w, config, warnings)
		w.byte('}')
	})
}

// Describe is the contract and the policy's tables as data (section 12).
func (e *Engine) Describe() []byte { return e.compose((*Engine).writeDescription) }

// compose is writer.write for a method of the engine: a method expression is no
// closure, which would have to be allocated.
func (e *Engine) compose(write func(*Engine, *writer)) []byte {
	for {
		e.out.size = 0
		write(e, &e.out)
		if text, fits := e.out.text(); fits {
			return text
		}
	}
}

// Trim lets go of the inputs, and of memory beyond what most calls need, so that
// an engine that is kept does not stay as large as its largest call. Texts returned
// before are invalid after it.
func (e *Engine) Trim() {
	const keep = 512 << 10
	e.failure = nil
	v, s := &e.evaluation, &e.scan
	v.session, v.attributes, v.logs, s.text = "", "", "", ""
	if len(e.out.room) > keep {
		e.out.room = nil
	}
	if largest := max(cap(s.names), cap(s.decoded), cap(s.entries), cap(v.candidates), cap(s.slots)); largest > keep/256 {
		s.names, s.decoded, s.sorted, s.entries, s.slots = nil, nil, nil, nil, nil
		v.candidates, v.set, v.order, v.slots = nil, nil, nil, nil
	}
}

// evaluate reads the inputs, in the order in which they are judged, and decides.
// The scanner may have begun with the session, as why says.
//
//go:noinline
func (e *Engine) evaluate(config, session, audience string, why pause) *failure {
	p := e.cache.find(config)
	if p == nil {
		var f *failure
		if p, f = e.newPlan(config); f != nil {
			return f
		}
	}
	// The audience is judged last, but the scanner has to be free for the session.
	known, restricted := readPlainAudience(audience, p.config.domain)
	var wrongAudience *failure
	if !known {
		restricted, wrongAudience = e.readAudience(audience, p.config.domain)
	}
	if f := e.readSession(p, session, why); f != nil {
		return f
	}
	if wrongAudience != nil {
		return wrongAudience
	}
	v := &e.evaluation
	v.restricted = restricted
	mappings, entries := len(p.claims[accessToken])+len(p.claims[idToken]), len(e.scan.entries)
	if mappings+entries > cap(v.candidates) || entries > cap(v.set) {
		v.reserve(mappings, entries)
	}
	v.candidates, v.set = v.candidates[:cap(v.candidates)], v.set[:0]
	for t := range tokenCount {
		v.judge(t)
		if entries > 0 {
			v.judgeSet(t, e.scan.entries)
		}
	}
	if v.attributesSize, v.logs = 0, ""; v.saml || p.config.legacy {
		v.mapAttributes()
		v.logs = v.legacyLogs()
	}
	return nil
}

// newPlan compiles a config and keeps the plan.
//
//go:noinline
func (e *Engine) newPlan(config string) (*plan, *failure) {
	if len(config) > maxConfig {
		return nil, newFailure(invalidConfig, config, problem{kind: tooLarge, offset: maxConfig})
	}
	e.cache.makeRoom(len(config))
	config = strings.Clone(config) // the caller's memory stays the caller's
	c, problems := e.readConfig(config)
	if len(problems) > 0 {
		return nil, newFailure(invalidConfig, config, problems...)
	}
	p := compile(config, c)
	e.cache.add(p)
	return p, nil
}
