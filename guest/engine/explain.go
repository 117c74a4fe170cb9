package engine

// What explain says beyond the outcome (section 12): how the session was read, a decision
// for every claim and attribute, the size of the payloads, and warnings.

// explanation writes an explanation.
func (w *writer) explanation(d *decisions, audience value) {
	d.document, d.lookedAt = parse(d.text), nil
	failed := d.tooLarge()
	w.byte('{')
	if failed == nil {
		w.tokens(d)
		w.byte(',')
	}
	w.code(`"form":`, d.form())
	w.raw(`,"decisions":[`)
	count := 0
	for t := range tokenCount {
		for _, v := range d.verdicts(t) {
			w.comma(count)
			count++
			w.decision(d, v)
		}
		if t == accessToken && d.anonymous && d.plan.systemMember != "" {
			w.comma(count)
			count++
			w.systemDecision(d.plan.systemMember)
		}
	}
	for i := range d.attributes.mapped {
		w.comma(count)
		count++
		w.attributeDecision(d, &d.attributes.mapped[i])
	}
	w.raw(`],"payload":{`)
	w.payload(d)
	w.raw(`},"warnings":[`)
	count = w.problems(d.plan.source, d.plan.warnings(), false)
	w.callWarnings(d, audience, count)
	w.byte(']')
	if failed != nil {
		w.raw(`,"error":`)
		failed.write(w)
	}
	w.byte('}')
}

// form is how the session was read (section 7).
func (v *session) form() string {
	if v.transaction {
		return formTransaction
	}
	return rootAnonymous
}

func (w *writer) decision(d *decisions, v verdict) {
	w.code(`{"token":`, v.token.String())
	w.raw(`,"claim":`)
	w.raw(v.quoted())
	if v.mapping != nil {
		w.raw(`,"source":"mapping","expression":`)
		w.string(v.mapping.expression)
	} else {
		w.raw(`,"source":"action"`)
	}
	w.code(`,"kind":`, v.kind())
	w.verdict(v.why)
	also := v.also()
	if v.why != nil {
		w.needs(v)
		if also != 0 {
			w.raw(`,"also":[`)
			for i := 0; also != 0; i++ {
				w.comma(i)
				w.byte('"')
				w.raw(also.first().code)
				w.byte('"')
				also &= also - 1
			}
			w.byte(']')
		}
	}
	w.raw(`,"type":"`)
	if v.value.absent() {
		w.raw(typeMissing)
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
		w.remedy(d, v)
	}
	w.byte('}')
}

// also is the reasons that hold beside the one that is given.
func (v *verdict) also() reasonSet {
	if v.why == nil || v.why == reasonOverridden {
		return 0
	}
	return v.reasons & (v.reasons - 1)
}

// verdict writes whether a claim is added, else why not.
func (w *writer) verdict(why *reason) {
	if why == nil {
		w.raw(`,"verdict":"added"`)
		return
	}
	w.code(`,"verdict":"ignored","reason":`, why.code)
	w.code(`,"rule":`, why.rule)
}

func (w *writer) systemDecision(member string) {
	w.code(`{"token":`, accessToken.String())
	w.raw(`,"claim":`)
	w.raw(member[:len(member)-len(":")-len(systemClaimValue)])
	w.raw(`,"source":"system","kind":"` + kindPublic + `"`)
	w.verdict(nil)
	w.raw(`,"type":"string","bytes":`)
	w.number(len(member))
	w.byte('}')
}

func (w *writer) attributeDecision(d *decisions, a *mappedAttribute) {
	w.raw(`{"token":"` + samlToken + `","claim":`)
	w.string(a.name)
	w.raw(`,"source":"saml_mapping","path":`)
	w.string(a.path)
	var why *reason
	if a.value.isNull() {
		why = reasonNoValue
	}
	w.verdict(why)
	w.raw(`,"type":"`)
	if a.value.exists() {
		w.raw(typeName(a.value.begins()))
	} else {
		w.raw(typeMissing)
	}
	w.raw(`","bytes":`)
	w.number(a.bytes)
	if why != nil {
		of := source{a.segments, true}
		s, _ := d.stop(of)
		w.stopped(&s)
		w.noValue(d, of, &s)
	}
	w.byte('}')
}

// remedy writes where a path ended, how the claim gets into its token, and the same for
// programs.
func (w *writer) remedy(d *decisions, v verdict) {
	var s stop
	var of source
	if v.mapping != nil {
		of = source{v.mapping.segments, false}
		if v.reasons&withoutValue != 0 && v.why != reasonOverridden {
			s, _ = d.stop(of)
			w.stopped(&s)
		}
	}
	switch v.why {
	case reasonNoValue:
		if v.mapping != nil {
			w.noValue(d, of, &s)
			return
		}
		w.hint(joined("Code set ", quote(v.name), " without a value. Give it one."))
		w.fix(fixValue)
		w.raw(`,"path":`)
		w.string(joined("/custom_claims/", v.token.String(), "/", decimal(int(v.index)), "/value"))
	case reasonScope:
		scope := v.needs.String()
		hint := joined(quote(v.name), " needs the scope ", scope, ". Request it and have it granted.")
		if !d.transaction {
			hint = joined(hint, wrapHint)
		}
		w.hint(hint)
		w.fix(fixScope)
		w.code(`,"scope":`, scope)
		w.wrap(d)
	default:
		w.hint(joined(quote(v.name), ": ", v.why.says, " ", v.why.hint))
		w.fix(v.why.fix)
	}
	w.byte('}')
}

func (w *writer) hint(text string) {
	w.raw(`,"hint":`)
	w.string(text)
}

// fix begins a fix.
func (w *writer) fix(f *fact) {
	w.code(`,"fix":{"code":`, f.code)
}

// wrap says that the session has to be put under the member of a transaction first.
func (w *writer) wrap(d *decisions) {
	if !d.transaction {
		w.raw(`,"wrap":"` + rootAnonymous + `"`)
	}
}

// noValue writes the hint and the fix of a path that has no value.
func (w *writer) noValue(d *decisions, of source, s *stop) {
	fix := d.noValueFix(of, s)
	member, to := `,"path":`, s.place()
	if fix == fixExpression {
		member, to = `,"expression":`, expression(s.corrected(of.path))
	}
	w.hint(d.noValueHint(of, s, fix, to))
	if fix == nil {
		return
	}
	w.fix(fix)
	if fix == fixUser {
		w.wrap(d)
	} else {
		w.raw(member)
		w.string(to)
	}
	w.byte('}')
}

// noValueHint says where a path stopped and what its fix does, with the path that it
// leads to, or what is in the way.
func (d *decisions) noValueHint(of source, s *stop, fix *fact, to string) string {
	name, subject := of.path, "The user"
	if !of.isSAML {
		if name = of.path[1:]; of.path[0] == rootAnonymous {
			subject = "The session"
		}
	}
	has := joined(subject, " has no ", quote(expression(name)))
	switch fix {
	case fixUser:
		hint := joined("There is no user. Add one with ", quote(expression(name)), ", as a login has.")
		if !d.transaction {
			hint = joined(hint, wrapHint)
		}
		return hint
	case fixExpression:
		return joined(has, ". Did you mean ", quote(s.nearest), "? Change the path to ", quote(to), ".")
	case fixValue:
		if s.at.isNull() {
			has = joined(has, ", but null")
		}
		return joined(has, ". Add one at ", quote(to), ", or change the path.")
	}
	stands := joined(has, ": at ", quote(s.pointer()), " is a")
	switch {
	case s.holdsJSON():
		return joined(stands, " string that looks like JSON, into which no path leads. Store it as an object or an array.")
	case s.at.isArray():
		return joined(stands, "n array of ", decimal(s.at.count()), ", and ", quote(s.left()[0]), " is none of its indexes. Change the path.")
	case s.at.isObject():
		return joined(has, ", and a session of this form has no place for it. Change the path.")
	}
	return joined(stands, " ", typeName(s.at.begins()), ", which has no members. Change the path, or what stands there.")
}

const wrapHint = " The session has to be put under " + rootAnonymous + " first."

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
