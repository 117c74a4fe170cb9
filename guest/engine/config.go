package engine

// A config is what the policy reads of a config's text (section 2).
type config struct {
	domain        string
	customDomains []string
	reserved      nameSet // the system claims, whose names no custom claim may take, folded
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
	path     string
	segments []string
	offset   int // of the path in the config
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
	root.follow([]string{"tenant", "domain"}, readBare)
	root.follow([]string{"tenant", "custom_domains"}, readBare)
	root.follow([]string{"tenant", "migrations", "custom_claims_must_be_namespaced"}, readBare)
	return layOut(root)
}

// readConfig reads a config whole, with every problem that it has. There is no document
// if the text is no JSON.
func (e *Engine) readConfig(text string) (c *config, document value, problems []problem) {
	if len(text) > maxConfig {
		return nil, value{}, []problem{{kind: tooLarge, offset: maxConfig}}
	}
	found := newFindings(e.configTree)
	if broken := e.scanner.scan(text, e.configTree, found); broken != nil {
		return nil, value{}, []problem{*broken}
	}
	r := configReader{limit: maxMappings}
	document = parse(text)
	r.document(document)
	r.duplicates(found.duplicates)
	return &r.config, document, r.problems
}

// A configReader reads a config's members into a config and keeps the problems, in the
// order of section 2. Where a container occurs twice, which is a problem of its own,
// each occurrence is judged; leaves that do are not judged beyond their type.
type configReader struct {
	config   config
	problems []problem
	dropped  problem // takes what is said further of problems past the limit
	mappings int     // so far, both tokens together
	limit    int

	named []namedMapping
}

// A namedMapping is a mapping whose name is known.
type namedMapping struct {
	value
	quoted string
}

func (r *configReader) report(kind *problemKind, offset int) *problem {
	if len(r.problems) == maxProblems {
		return &r.dropped
	}
	r.problems = append(r.problems, problem{kind: kind, offset: offset})
	return &r.problems[len(r.problems)-1]
}

// duplicates reports members that occur twice, by offset (IN-4).
func (r *configReader) duplicates(found []duplicate) {
	byOffset := make([]placedName, 0, len(found))
	for _, d := range found {
		byOffset = append(byOffset, placedName{place: d.offset})
	}
	sortNames(byOffset)
	for _, d := range byOffset {
		p := r.report(duplicateMember, int(d.place))
		if p == &r.dropped {
			return
		}
		for i := range r.named {
			if m := &r.named[i]; int(d.place) > m.offset() && int(d.place) < m.end() {
				p.claim = m.quoted
			}
		}
	}
}

// typed reports whether a value has a type, told by its first byte, and notes
// the problem if not (CFG-8).
func (r *configReader) typed(v value, wanted byte) bool {
	found := v.begins()
	if found == wanted || wanted == 't' && found == 'f' {
		return true
	}
	r.report(wrongType, v.offset()).wanted = wanted
	return false
}

// each reads the members of an object that have a name and a type; others are
// reported.
func (r *configReader) each(object value, name string, wanted byte, read func(value)) {
	for _, m := range object.members(name) {
		if r.typed(m, wanted) {
			read(m)
		}
	}
}

// single is what the one string of a name among an object's members says. One that
// occurs twice does not count: parsers disagree on which.
func single(object value, name string) (text string, at value) {
	found := object.members(name)
	if len(found) != 1 || !found[0].isString() {
		return "", value{}
	}
	return found[0].string(), found[0]
}

// document reads the members of a config in the order of section 2, whatever their
// own.
func (r *configReader) document(root value) {
	if !r.typed(root, '{') {
		return
	}
	for _, v := range root.members("tenant") {
		if !v.isString() && r.typed(v, '{') { // a string is the provider's own, the tenant's name
			r.tenant(v)
		}
	}
	if len(root.members("tenant")) == 1 {
		r.config.reserved = newNameSet(r.config.systemClaims(), fold)
	}
	for _, v := range root.members("access_token") {
		if len(v.members("claims_mapping")) > 0 {
			r.limit = maxMappingsAPI
		}
	}
	r.each(root, "access_token", '{', r.accessToken)
	r.each(root, "id_token", '{', func(v value) {
		r.each(v, "custom_claim_mappings", '[', func(list value) { r.list(idToken, list) })
	})
	r.each(root, "saml_configuration", '{', func(v value) { r.each(v, "mappings", '{', r.attributes) })
}

func (r *configReader) tenant(v value) {
	r.each(v, "domain", '"', func(value) {})
	if domain, at := single(v, "domain"); at.exists() {
		r.config.domain = r.hostName(domain, at)
	}
	lists := len(v.members("custom_domains"))
	r.each(v, "custom_domains", '[', func(list value) {
		if domains := r.customDomains(list); lists == 1 {
			r.config.customDomains = domains
		}
	})
	r.each(v, "migrations", '{', func(v value) {
		r.each(v, "custom_claims_must_be_namespaced", 't', func(v value) { r.config.legacy = v.begins() == 't' })
	})
}

// customDomains reads a list of domains, no more of it than a tenant may have
// (CFG-12).
func (r *configReader) customDomains(list value) (domains []string) {
	if list.count() > maxCustomDomains {
		r.report(tooManyDomains, list.offset()).detail = limitDetail(maxCustomDomains)
	}
	read := 0
	for v := list.first(); v.exists() && read < maxCustomDomains; v = v.next() {
		if read++; r.typed(v, '"') {
			domains = append(domains, r.hostName(v.string(), v))
		}
	}
	return domains
}

// hostName is a domain, or empty for one that is no host name (CFG-11).
func (r *configReader) hostName(domain string, at value) string {
	if domain != "" && !isHostName(domain) {
		r.report(invalidDomain, at.offset())
		return ""
	}
	return domain
}

// accessToken reads the mappings of the access token, in either dialect (CFG-10).
func (r *configReader) accessToken(v value) {
	if api := v.members("claims_mapping"); len(api) > 0 && len(v.members("custom_claim_mappings")) > 0 {
		r.report(mixedDialects, api[0].offset())
	}
	list := func(list value) { r.list(accessToken, list) }
	r.each(v, "custom_claim_mappings", '[', list)
	r.each(v, "claims_mapping", '{', func(v value) { r.each(v, "custom_claims", '[', list) })
}

// list reads a token's mappings (CFG-1).
func (r *configReader) list(of token, list value) {
	before := r.mappings
	if r.mappings += list.count(); before <= r.limit && r.mappings > r.limit {
		r.report(tooManyMappings, list.offset()).detail = limitDetail(r.limit)
	}
	repeated := repeatedNames(list)
	i := 0
	for v := list.first(); v.exists(); v = v.next() {
		if r.typed(v, '{') {
			r.mapping(of, v, repeated[i])
		}
		i++
	}
}

func limitDetail(limit int) string { return "The limit here is " + decimal(limit) + "." }

// repeatedNames tells for each of a list's mappings whether one before it has its
// name (CFG-2).
func repeatedNames(list value) []bool {
	names := make([]placedName, 0, list.count())
	repeated := make([]bool, list.count())
	i := int32(0)
	for v := list.first(); v.exists(); v = v.next() {
		if name, at := single(v, "name"); at.exists() {
			names = append(names, placedName{i, name})
		}
		i++
	}
	sortNames(names)
	for i := 1; i < len(names); i++ {
		repeated[names[i].place] = names[i].name == names[i-1].name
	}
	return repeated
}

// mapping judges one mapping (CFG-5, CFG-6) and keeps it if it is sound.
func (r *configReader) mapping(of token, v value, repeated bool) {
	before := len(r.problems)
	for m := v.first(); m.exists(); m = m.next() {
		if name := m.rawName(); !isName(name, "name") && !isName(name, "expression") {
			r.report(unknownMember, m.nameOffset())
		}
	}
	name, named := r.member(v, "name")
	if named.exists() {
		r.claimName(name, named.offset(), repeated)
	}
	var segments []string
	expression, expressed := r.member(v, "expression")
	if expressed.exists() {
		segments = r.path(expressed, expression, false)
	}
	if !named.exists() {
		return
	}
	quoted := quoted(name)
	r.named = append(r.named, namedMapping{v, quoted})
	for i := range r.problems[before:] {
		r.problems[before+i].claim = quoted
	}
	if expressed.exists() && len(r.problems) == before {
		r.config.tokens[of] = append(r.config.tokens[of], mapping{name, expression, segments, named.offset()})
	}
}

// member is single for a member that a mapping must have.
func (r *configReader) member(mapping value, name string) (text string, at value) {
	if len(mapping.members(name)) == 0 {
		r.report(missingMember, mapping.offset()).member = name
	}
	r.each(mapping, name, '"', func(value) {})
	return single(mapping, name)
}

// claimName judges the name of a mapping.
func (r *configReader) claimName(name string, offset int, repeated bool) {
	if name == "" { // CFG-7
		r.report(emptyClaimName, offset)
	}
	if characters(name) > maxNameLength { // CFG-7
		r.report(claimNameTooLong, offset)
	}
	if repeated { // CFG-2
		r.report(duplicateClaimName, offset)
	}
	for _, restricted := range restrictedClaims { // CFG-3
		if sameFolded(name, restricted) {
			r.report(restrictedName, offset)
		}
	}
	if sameFolded(name, reservedClaim) || r.config.reserved.has(fold(name)) { // CFG-4
		r.report(reservedName, offset)
	}
}

// path judges the path of a mapping (CFG-9); those of SAML have no root.
func (r *configReader) path(v value, path string, isSAML bool) []string {
	segments, broken, at := parseSegments(path)
	offset := v.offset()
	switch {
	case broken != nil:
		offset += sourceOffset(v.raw(), at)
	case isSAML || rooted(path, segments):
		return segments
	default:
		broken = expressionRoot
	}
	r.report(broken, offset).meant = suggest(path, isSAML)
	return nil
}

// attributes reads the SAML mappings (section 9).
func (r *configReader) attributes(mappings value) {
	if mappings.count() > maxSAMLMappings { // CFG-1
		r.report(tooManyMappings, mappings.offset()).detail = limitDetail(maxSAMLMappings)
	}
	for v := mappings.first(); v.exists(); v = v.next() {
		if r.typed(v, '"') {
			path := v.string()
			r.config.saml = append(r.config.saml, attributeMapping{v.name(), path, r.path(v, path, true), v.offset()})
		}
	}
}
