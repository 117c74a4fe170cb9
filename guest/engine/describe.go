package engine

// description writes the contract and the policy as data, for whoever would
// otherwise write a table of the policy down again (section 12).
func (w *writer) description() {
	w.byte('{')
	d := describer{w, 0}
	d.object("abi_version", func() {
		d.count("major", ABIVersion>>16)
		d.count("minor", ABIVersion&0xFFFF)
	})
	d.object("limits", func() {
		d.count("config_bytes", maxConfig)
		d.count("session_bytes", maxSession)
		d.count("audience_bytes", maxAudience)
		d.count("depth", maxDepth)
		d.count("problems", maxProblems)
		d.count("mappings", maxMappings)
		d.count("mappings_claims_mapping", maxMappingsAPI)
		d.count("saml_mappings", maxSAMLMappings)
		d.count("custom_domains", maxCustomDomains)
		d.count("claim_name_characters", maxNameLength)
		d.count("custom_claims", maxCustomClaims)
		d.count("payload_bytes", maxPayload)
		d.count("payload_warning_bytes", warnPayload)
		d.count("payload_serious_warning_bytes", warnPayloadLarge)
	})
	d.texts("restricted_claims", restrictedClaims)
	d.texts("reserved_claims", []string{reservedClaim})
	d.object("system_claim", func() {
		d.text("prefix", systemClaimPrefix)
		d.text("suffix", systemClaimSuffix)
		d.literal("value", systemClaimValue)
	})
	d.object("profile_claims", func() {
		for _, p := range profileClaims {
			d.texts(p.scope, p.claims)
		}
	})
	d.object("forbidden_namespaces", func() {
		d.texts("hosts", forbiddenHosts)
		d.texts("urns", []string{"urn:" + forbiddenURN})
	})
	d.object("restricted_apis", func() {
		d.texts("subdomains_of", restrictedAPIHosts)
		d.texts("paths", restrictedAPIPaths)
		d.text("exception", userinfoPath)
	})
	d.object("expressions", func() {
		d.texts("roots", []string{rootAnonymous, rootUser})
		d.text("separator", ".")
		d.text("escape", `\`)
		d.text("operators", operators)
	})
	d.texts("protocols", protocols)
	d.texts("tokens", tokenNames[:])
	d.object("kinds", func() {
		d.text(kindPublic, "The name has a namespace: an http(s) URL or a URN.")
		d.text(kindRegistered, "The name is in the IANA registry of JWT claims.")
		d.text(kindPrivate, "The name is neither, and anybody may use it.")
	})
	d.object("registered_claims", func() {
		d.text("as_of", registryDate)
		d.texts("names", registeredClaims())
	})
	d.texts("authorization_words", authorizationWords)
	d.list("reasons", len(reasons), func(i int) {
		d.fact(reasons[i].fact)
		d.text("rule", reasons[i].rule)
		d.text("hint", reasons[i].hint)
		d.text("fix", reasons[i].fix.code)
	})
	d.list("fixes", len(fixes), func(i int) { d.fact(*fixes[i]) })
	d.list("failures", len(failureCodes), func(i int) { d.fact(*failureCodes[i]) })
	d.list("problems", len(problemKinds), func(i int) {
		d.fact(problemKinds[i].fact)
		d.text("rule", problemKinds[i].rule)
	})
	d.list("warnings", len(warningKinds), func(i int) {
		d.fact(warningKinds[i].fact)
		d.text("rule", warningKinds[i].rule)
	})
	d.list("rules", len(rules), func(i int) { d.fact(rules[i]) })
	w.byte('}')
}

// A describer writes members of objects one after another.
type describer struct {
	*writer
	members int // of the innermost object, so far
}

func (d *describer) member(name string) {
	d.comma(d.members)
	d.members++
	d.string(name)
	d.byte(':')
}

func (d *describer) literal(name, value string) {
	d.member(name)
	d.raw(value)
}

func (d *describer) text(name, value string) {
	d.member(name)
	d.string(value)
}

func (d *describer) count(name string, value int) {
	d.member(name)
	d.number(value)
}

func (d *describer) texts(name string, values []string) {
	d.member(name)
	d.byte('[')
	for i, value := range values {
		d.comma(i)
		d.string(value)
	}
	d.byte(']')
}

func (d *describer) object(name string, members func()) {
	d.member(name)
	d.braces(members)
}

// list writes a list of objects; members writes those of object i.
func (d *describer) list(name string, count int, members func(i int)) {
	d.member(name)
	d.byte('[')
	for i := range count {
		d.comma(i)
		d.braces(func() { members(i) })
	}
	d.byte(']')
}

func (d *describer) braces(members func()) {
	outer := d.members
	d.byte('{')
	d.members = 0
	members()
	d.byte('}')
	d.members = outer
}

func (d *describer) fact(f fact) {
	d.text("code", f.code)
	d.text("says", f.says)
}
