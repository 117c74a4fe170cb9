package engine

// What explain says beyond the outcome (section 12): a decision for every
// candidate, the size of the payloads, and warnings.

// explanation writes an explanation.
func (w *writer) explanation(d *decisions) {
	failed := d.tooLarge()
	w.byte('{')
	if failed == nil {
		w.tokens(d)
		w.byte(',')
	}
	w.raw(`"decisions":[`)
	for i, v := range d.verdicts() {
		w.comma(i)
		w.decision(d, v)
	}
	w.raw(`],"payload":{`)
	w.payload(d)
	w.raw(`},"warnings":`)
	warnings := d.plan.warnings()
	writeProblems(w, d.plan.source, warnings)
	w.text = w.text[:len(w.text)-len("]")]
	count := len(warnings)
	for t := range tokenCount {
		if kind := sizeWarning(d.bytes[t]); kind != nil {
			w.comma(count)
			count++
			w.sizeWarning(kind, t, d.bytes[t])
		}
	}
	w.byte(']')
	if failed != nil {
		w.raw(`,"error":`)
		failed.write(w)
	}
	w.byte('}')
}

func (w *writer) decision(d *decisions, v verdict) {
	w.raw(`{"token":"`)
	w.raw(v.token.String())
	w.raw(`","claim":`)
	w.raw(v.quoted())
	if v.mapping != nil {
		w.raw(`,"source":"mapping","expression":`)
		w.string(v.mapping.expression)
	} else {
		w.raw(`,"source":"action"`)
	}
	w.raw(`,"kind":"`)
	w.raw(v.kind())
	if v.why == nil {
		w.raw(`","verdict":"added"`)
	} else {
		w.raw(`","verdict":"ignored","reason":"`)
		w.raw(v.why.code)
		w.raw(`","rule":"`)
		w.raw(v.why.rule)
		w.byte('"')
		w.needs(v)
	}
	w.raw(`,"type":"`)
	if v.value.absent() {
		w.raw("missing")
	} else {
		w.raw(typeName(d.text[v.value.start]))
	}
	w.raw(`","bytes":`)
	if d.isValue(v.value) {
		w.number(v.size())
	} else {
		w.number(0)
	}
	if v.why != nil {
		w.raw(`,"hint":`)
		w.string(v.why.hint)
		w.fix(d, v)
	}
	w.byte('}')
}

// fix writes what a program can do to get a claim into its token, if anything.
func (w *writer) fix(d *decisions, v verdict) {
	if v.why.fix == fixValue && !d.hasPlace(v) {
		return
	}
	w.raw(`,"fix":{"code":"`)
	w.raw(v.why.fix.code)
	w.byte('"')
	switch v.why.fix {
	case fixScope:
		w.raw(`,"scope":"`)
		w.raw(v.needs.String())
		w.byte('"')
	case fixValue:
		w.raw(`,"path":`)
		w.string(d.valuePath(v))
	}
	w.byte('}')
}

// hasPlace reports whether a session of this form has a place for a claim's value.
// What would make a bare anonymous session a transaction has none in it, and what
// is too deep for any text has none at all.
func (d *decisions) hasPlace(v verdict) bool {
	return v.mapping == nil || d.places(v.token)[v.index] != nowhere
}

// valuePath points to where in the session a claim's value belongs.
func (d *decisions) valuePath(v verdict) string {
	if v.mapping == nil {
		return "/custom_claims/" + v.token.String() + "/" + decimal(int(v.index)) + "/value"
	}
	segments := v.mapping.segments
	if !d.transaction {
		segments = segments[1:]
	}
	var path []byte
	for _, segment := range segments {
		path = append(append(path, '/'), pointerStep(segment)...)
	}
	return string(path)
}

// payload writes the size of each token's payload and its limit.
func (w *writer) payload(d *decisions) {
	size := func(name string, bytes int) {
		w.byte('"')
		w.raw(name)
		w.raw(`":{"bytes":`)
		w.number(bytes)
		w.raw(`,"limit":`)
		w.number(maxPayload)
		w.byte('}')
	}
	size(accessToken.String(), d.bytes[accessToken])
	if len(d.candidates[idToken]) > 0 {
		w.byte(',')
		size(idToken.String(), d.bytes[idToken])
	}
	if d.saml {
		w.byte(',')
		size(samlToken, d.attributes.bytes)
	}
}
