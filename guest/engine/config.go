package engine

import (
	"unicode/utf8"
)

// A config is what the policy reads of a config's text (section 2).
type config struct {
	domain        string
	customDomains []string
	reserved      nameSet // the system claims, whose names no custom claim may take
	legacy        bool
	tokens        [tokenCount][]mapping
	saml          []attributeMapping
}

// A mapping is one custom claim mapping.
type mapping struct {
	name       string
	expression string
	segments   []string // the root first
	offset     int      // of the name in the config
}

// An attributeMapping is one SAML mapping; its segments lead from the user.
type attributeMapping struct {
	name     string
	segments []string
}

// A token is one of the two that carry claims.
type token uint8

const (
	accessToken token = iota
	idToken
	tokenCount
)

var tokenNames = [tokenCount]string{"access_token", "id_token"}

func (t token) String() string { return tokenNames[t] }

// systemClaims are the names that no custom claim of this tenant may take.
func (c *config) systemClaims() (names []string) {
	for _, domain := range append([]string{c.domain}, c.customDomains...) {
		if domain != "" {
			names = append(names, systemClaimPrefix+domain+systemClaimSuffix)
		}
	}
	return names
}

// systemHost is the host of the system claim that tokens get, empty for none.
func (c *config) systemHost() string {
	for _, domain := range c.customDomains {
		if domain != "" {
			return domain
		}
	}
	return c.domain
}

// configTree is what the scanner looks for in a config: where names must have
// their characters whole, and which members may not occur twice.
func configTree() *tree {
	root := &branch{}
	mappings := func(path ...string) {
		entry := root.follow(path, readBare).elements()
		entry.follow([]string{"name"}, readBare).role = roleStrict
		entry.follow([]string{"expression"}, readBare).role = roleStrict
	}
	mappings("access_token", "custom_claim_mappings")
	mappings("access_token", "claims_mapping", "custom_claims")
	mappings("id_token", "custom_claim_mappings")
	saml := root.follow([]string{"saml_configuration", "mappings"}, readBare)
	saml.role, saml.whole = roleNames, readBare
	saml.elements().role = roleStrict
	root.follow([]string{"tenant", "domain"}, readBare).role = roleStrict
	root.follow([]string{"tenant", "custom_domains"}, readBare).elements().role = roleStrict
	root.follow([]string{"tenant", "migrations", "custom_claims_must_be_namespaced"}, readBare)
	return layOut(root)
}

// readConfig reads a config whole, with every problem that it has.
func (e *Engine) readConfig(text string) (*config, []problem) {
	if len(text) > maxConfig {
		return nil, []problem{{kind: tooLarge, offset: maxConfig}}
	}
	e.scan.every = make([]mention, 0, maxProblems)
	defer func() { e.scan.every = nil }()
	if !e.scan.scan(text, e.configTree) {
		return nil, []problem{e.scan.broken}
	}
	r := configReader{limit: maxMappings}
	r.document(parse(text))
	sortMentions(e.scan.every) // by offset
	for _, m := range e.scan.every {
		r.report(duplicateMember, int(m.at)).claim = r.claimAt(int(m.at))
	}
	return &r.config, r.problems
}

// A configReader reads a config's members into a config and keeps the problems
// in the order of section 2. It sees only texts that the scanner found valid.
type configReader struct {
	config   config
	problems []problem
	unheard  problem // takes what is said of problems past the limit
	mappings int     // so far, both tokens together
	limit    int

	named []namedRange // the mappings whose name is known
}

// A namedRange is where a mapping stands.
type namedRange struct {
	start, end int
	name       string
}

// claimAt is the claim whose mapping an offset is in, or nil.
func (r *configReader) claimAt(offset int) *string {
	for i := range r.named {
		if m := &r.named[i]; offset > m.start && offset < m.end {
			return &m.name
		}
	}
	return nil
}

func (r *configReader) report(kind *problemKind, offset int) *problem {
	if len(r.problems) == maxProblems {
		return &r.unheard
	}
	r.problems = append(r.problems, problem{kind: kind, offset: offset})
	return &r.problems[len(r.problems)-1]
}

// typed reports whether a value has a type, told by its first byte, and notes
// the problem if not.
func (r *configReader) typed(v fragment, wanted byte) bool {
	found := v.raw[0]
	if found == wanted || wanted == 't' && found == 'f' {
		return true
	}
	r.report(wrongType, v.at).detail = expected(wanted, found)
	return false
}

// members calls read for each member of an object.
func (r *configReader) members(object fragment, read func(name string, value fragment)) {
	if !r.typed(object, '{') {
		return
	}
	object.each(func(key, value fragment) bool {
		read(said(key.raw), value)
		return true
	})
}

// elements calls read for each element of an array.
func (r *configReader) elements(array fragment, read func(value fragment)) {
	if !r.typed(array, '[') {
		return
	}
	array.each(func(_, value fragment) bool {
		read(value)
		return true
	})
}

// document reads the members of a config in the order of section 2, whatever
// their own.
func (r *configReader) document(root fragment) {
	var tenants, accessTokens, idTokens, samls []fragment
	r.members(root, func(name string, value fragment) {
		switch name {
		case "tenant":
			tenants = append(tenants, value)
		case "access_token":
			accessTokens = append(accessTokens, value)
		case "id_token":
			idTokens = append(idTokens, value)
		case "saml_configuration":
			samls = append(samls, value)
		}
	})
	each(tenants, r.tenant)
	if len(tenants) == 1 {
		r.config.reserved = newNameSet(r.config.systemClaims())
	}
	each(accessTokens, r.accessToken)
	each(idTokens, r.idToken)
	each(samls, r.saml)
}

// each reads a member; where it occurs more than once, which is a problem of its
// own, each occurrence is judged.
func each(occurrences []fragment, read func(fragment)) {
	for _, v := range occurrences {
		read(v)
	}
}

func (r *configReader) tenant(v fragment) {
	var domains, customs, migrations []fragment
	r.members(v, func(name string, value fragment) {
		switch name {
		case "domain":
			domains = append(domains, value)
		case "custom_domains":
			customs = append(customs, value)
		case "migrations":
			migrations = append(migrations, value)
		}
	})
	each(domains, func(v fragment) { r.typed(v, '"') })
	if domain, ok := only(domains); ok {
		r.config.domain = r.hostName(domain, domains[0].at)
	}
	each(customs, func(v fragment) {
		for _, domain := range r.customDomains(v) {
			if len(customs) == 1 {
				r.config.customDomains = append(r.config.customDomains, domain)
			}
		}
	})
	each(migrations, func(v fragment) {
		r.members(v, func(name string, value fragment) {
			if name == "custom_claims_must_be_namespaced" && r.typed(value, 't') {
				r.config.legacy = value.raw[0] == 't'
			}
		})
	})
}

// customDomains reads a list of domains, no more of it than a tenant may have
// (CFG-12).
func (r *configReader) customDomains(v fragment) (domains []string) {
	if v.isArray() && v.count() > maxCustomDomains {
		r.report(tooManyDomains, v.at).detail = limitDetail(maxCustomDomains)
	}
	read := 0
	r.elements(v, func(domain fragment) {
		if read++; read <= maxCustomDomains && r.typed(domain, '"') {
			domains = append(domains, r.hostName(said(domain.raw), domain.at))
		}
	})
	return domains
}

// hostName is a domain, or empty for one that is no host name (CFG-11).
func (r *configReader) hostName(domain string, offset int) string {
	if domain != "" && !isHostName(domain) {
		r.report(invalidDomain, offset)
		return ""
	}
	return domain
}

func (r *configReader) accessToken(v fragment) {
	var own, api []fragment
	r.members(v, func(name string, value fragment) {
		switch name {
		case "custom_claim_mappings":
			own = append(own, value)
		case "claims_mapping":
			api = append(api, value)
		}
	})
	if len(api) > 0 {
		r.limit = maxMappingsAPI
	}
	if len(own) > 0 && len(api) > 0 {
		r.report(mixedDialects, api[0].at)
	}
	each(own, func(v fragment) { r.list(accessToken, v) })
	each(api, func(v fragment) {
		r.members(v, func(name string, value fragment) {
			if name == "custom_claims" {
				r.list(accessToken, value)
			}
		})
	})
}

func (r *configReader) idToken(v fragment) {
	r.members(v, func(name string, value fragment) {
		if name == "custom_claim_mappings" {
			r.list(idToken, value)
		}
	})
}

// A mappingEntry is one element of a list of mappings, its members by name.
type mappingEntry struct {
	value              fragment
	names, expressions []fragment
	others             []fragment // the names of unknown members
}

func readMappingEntry(value fragment) mappingEntry {
	m := mappingEntry{value: value}
	if !value.isObject() {
		return m
	}
	value.each(func(key, value fragment) bool {
		switch said(key.raw) {
		case "name":
			m.names = append(m.names, value)
		case "expression":
			m.expressions = append(m.expressions, value)
		default:
			m.others = append(m.others, key)
		}
		return true
	})
	return m
}

// only is what the one string among a member's occurrences says. One that occurs
// twice does not count: parsers disagree on which.
func only(occurrences []fragment) (text string, ok bool) {
	if len(occurrences) != 1 || !occurrences[0].isString() {
		return "", false
	}
	return said(occurrences[0].raw), true
}

// list reads a token's mappings.
func (r *configReader) list(of token, v fragment) {
	if !r.typed(v, '[') {
		return
	}
	count := v.count()
	if before := r.mappings; before <= r.limit && before+count > r.limit {
		r.report(tooManyMappings, v.at).detail = limitDetail(r.limit)
	}
	r.mappings += count
	repeated := repeatedNames(v, count)
	i := 0
	v.each(func(_, entry fragment) bool {
		m := readMappingEntry(entry)
		r.mapping(of, &m, repeated[i])
		i++
		return true
	})
}

func limitDetail(limit int) string { return "The limit here is " + decimal(limit) + "." }

// repeatedNames tells for each of a list's mappings whether one before it has its
// name (CFG-2).
func repeatedNames(list fragment, count int) []bool {
	repeated := make([]bool, count)
	names := make([]mention, 0, count)
	i := int32(0)
	list.each(func(_, entry fragment) bool {
		m := readMappingEntry(entry)
		if name, ok := only(m.names); ok {
			names = append(names, mention{i, name})
		}
		i++
		return true
	})
	sortMentions(names)
	for i := 1; i < len(names); i++ {
		repeated[names[i].at] = names[i].text == names[i-1].text
	}
	return repeated
}

// mapping judges one mapping and keeps it if it is sound.
func (r *configReader) mapping(of token, entry *mappingEntry, repeated bool) {
	before := len(r.problems)
	if !r.typed(entry.value, '{') {
		return
	}
	for _, key := range entry.others {
		r.report(unknownMember, key.at).detail = "Found " + quote(said(key.raw)) + "."
	}
	if len(entry.names) == 0 {
		r.report(missingMember, entry.value.at).member = "name"
	}
	for _, v := range entry.names {
		r.typed(v, '"')
	}
	name, named := only(entry.names)
	if named {
		r.claimName(name, entry.names[0].at, repeated)
	}
	if len(entry.expressions) == 0 {
		r.report(missingMember, entry.value.at).member = "expression"
	}
	for _, v := range entry.expressions {
		r.typed(v, '"')
	}
	expression, ok := only(entry.expressions)
	var segments []string
	if ok {
		segments = r.path(entry.expressions[0], expression, true)
	}
	if named {
		r.named = append(r.named, namedRange{entry.value.at, entry.value.at + len(entry.value.raw), name})
		for i := range r.problems[before:] {
			r.problems[before+i].claim = &name
		}
	}
	if named && ok && len(r.problems) == before {
		r.config.tokens[of] = append(r.config.tokens[of], mapping{name, expression, segments, entry.names[0].at})
	}
}

// claimName judges the name of a mapping.
func (r *configReader) claimName(name string, offset int, repeated bool) {
	if name == "" {
		r.report(emptyClaimName, offset)
	}
	if utf8.RuneCountInString(name) > maxNameLength {
		r.report(claimNameTooLong, offset)
	}
	if repeated {
		r.report(duplicateClaimName, offset)
	}
	if restrictedNames.hasFold(name) {
		r.report(restrictedName, offset)
	}
	if fold(name) == fold(reservedClaim) || r.config.reserved.hasFold(name) {
		r.report(reservedName, offset)
	}
}

// path judges the path of a mapping.
func (r *configReader) path(v fragment, path string, needsRoot bool) []string {
	segments, broken, at := parseSegments(path)
	switch {
	case broken != nil:
		r.report(broken, v.at+sourceOffset(v.raw, at))
	case needsRoot && !rooted(path, segments):
		r.report(expressionRoot, v.at)
	}
	return segments
}

// saml reads the attribute mappings (section 9).
func (r *configReader) saml(v fragment) {
	r.members(v, func(name string, value fragment) {
		if name == "mappings" {
			r.attributes(value)
		}
	})
}

func (r *configReader) attributes(v fragment) {
	if v.isObject() && v.count() > maxSAMLMappings {
		r.report(tooManyMappings, v.at).detail = limitDetail(maxSAMLMappings)
	}
	r.members(v, func(name string, value fragment) {
		if r.typed(value, '"') {
			segments := r.path(value, said(value.raw), false)
			r.config.saml = append(r.config.saml, attributeMapping{name, segments})
		}
	})
}
