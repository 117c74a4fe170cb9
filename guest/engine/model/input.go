package model

import (
	"slices"
	"strconv"
	"strings"
)

// Section 1.1 and 2: from the three inputs to what evaluate needs, or to the problems.

const (
	maxConfig   = 256 << 10
	maxSession  = 1 << 20
	maxAudience = 16 << 10
	maxProblems = 100
	maxEntries  = 1000
	maxDomains  = 100
)

// read does IN-3, IN-1 and IN-2.
func read(src []byte, limit int, s strict) (*node, []problem) {
	if len(src) > limit {
		return nil, []problem{{code: "too_large", offset: limit}}
	}
	n, bad := parse(src, s)
	if bad != nil {
		return nil, []problem{{code: bad.code, offset: bad.offset}}
	}
	return n, nil
}

type mapping struct {
	name     string
	root     string
	segments []string
}

type samlMapping struct {
	name     string
	segments []string
}

type config struct {
	access, id []mapping
	saml       []samlMapping
	domain     string
	custom     []string // custom domains
	legacy     bool
}

// domains are the tenant's, "" among them where it has none.
func (c *config) domains() []string { return append([]string{c.domain}, c.custom...) }

// systemNames are the names that no custom claim may take.
func (c *config) systemNames() (names []string) {
	for _, d := range c.domains() {
		if d != "" {
			names = append(names, "https://"+d+"/user_type")
		}
	}
	return names
}

// systemClaim is the name of the claim that the provider adds, "" for none.
func (c *config) systemClaim() string {
	for _, d := range append(slices.Clone(c.custom), c.domain) {
		if d != "" {
			return "https://" + d + "/user_type"
		}
	}
	return ""
}

type configReader struct {
	config   config
	problems []problem
	repeated []problem // IN-4, which comes last
	limit    int       // CFG-1
	total    int
	passed   bool // the limit, which is reported once
}

func (r *configReader) add(code, path string, offset int, claim *string) {
	r.problems = append(r.problems, problem{code: code, path: &path, offset: offset, claim: claim})
}

// addMeant adds a problem of an expression.
func (r *configReader) addMeant(bad *problem, path string, claim *string, suggestion string) {
	r.problems = append(r.problems, problem{code: bad.code, path: &path, offset: bad.offset, claim: claim, suggestion: suggestion})
}

// check says whether n has the type, and adds the problem if it does not.
func (r *configReader) check(n *node, kind byte, path string, claim *string) bool {
	if n.kind != kind {
		r.add("wrong_type", path, n.start, claim)
	}
	return n.kind == kind
}

// each visits every occurrence of a member that has the right type.
func (r *configReader) each(n *node, path, name string, kind byte, visit func(n *node, path string)) {
	for _, m := range n.all(name) {
		if at := step(path, name); r.check(m.value, kind, at, nil) {
			visit(m.value, at)
		}
	}
}

func (r *configReader) duplicates(n *node, path string, read func(string) bool) {
	r.repeated = append(r.repeated, duplicates(n, path, read)...)
}

func readConfig(src []byte) (*config, []problem) {
	root, bad := read(src, maxConfig, strictConfig)
	if bad != nil {
		return nil, bad
	}
	r := &configReader{limit: 10}
	if r.check(root, object, "", nil) {
		r.root(root)
	}
	problems := append(r.problems, sorted(r.repeated)...)
	if len(problems) > maxProblems {
		problems = problems[:maxProblems]
	}
	return &r.config, problems
}

func (r *configReader) root(root *node) {
	r.duplicates(root, "", named("access_token", "id_token", "saml_configuration", "tenant"))

	for _, m := range root.all("tenant") {
		// A string is the provider's own member of that name.
		if path := step("", "tenant"); !m.value.is(text) && r.check(m.value, object, path, nil) {
			r.tenant(m.value, path)
		}
	}
	r.knowTenant(root.only("tenant"))

	for _, m := range root.all("access_token") {
		if len(m.value.all("claims_mapping")) > 0 {
			r.limit = 20
		}
	}
	r.each(root, "", "access_token", object, func(token *node, path string) {
		r.duplicates(token, path, named("custom_claim_mappings", "claims_mapping"))
		if shipped := token.all("claims_mapping"); len(shipped) > 0 && len(token.all("custom_claim_mappings")) > 0 {
			r.add("mixed_dialects", step(path, "claims_mapping"), shipped[0].value.start, nil)
		}
		access := func(list *node, path string) { r.config.access = append(r.config.access, r.list(list, path)...) }
		r.each(token, path, "custom_claim_mappings", array, access)
		r.each(token, path, "claims_mapping", object, func(shipped *node, path string) {
			r.duplicates(shipped, path, named("custom_claims"))
			r.each(shipped, path, "custom_claims", array, access)
		})
	})

	r.each(root, "", "id_token", object, func(token *node, path string) {
		r.duplicates(token, path, named("custom_claim_mappings"))
		r.each(token, path, "custom_claim_mappings", array, func(list *node, path string) {
			r.config.id = append(r.config.id, r.list(list, path)...)
		})
	})

	r.each(root, "", "saml_configuration", object, func(saml *node, path string) {
		r.duplicates(saml, path, named("mappings"))
		r.each(saml, path, "mappings", object, r.saml)
	})
}

func (r *configReader) tenant(tenant *node, path string) {
	ignore := func(*node, string) {}
	r.duplicates(tenant, path, named("domain", "custom_domains", "migrations"))
	r.each(tenant, path, "domain", text, ignore)
	if d := tenant.only("domain"); d.is(text) {
		r.domain(d, step(path, "domain"))
	}
	r.each(tenant, path, "custom_domains", array, func(list *node, path string) {
		if len(list.items) > maxDomains {
			r.add("too_many_domains", path, list.start, nil)
		}
		for i, d := range list.items {
			if i == maxDomains {
				break
			}
			if path := step(path, strconv.Itoa(i)); r.check(d, text, path, nil) {
				r.domain(d, path)
			}
		}
	})
	r.each(tenant, path, "migrations", object, func(migrations *node, path string) {
		r.duplicates(migrations, path, named("custom_claims_must_be_namespaced"))
		r.each(migrations, path, "custom_claims_must_be_namespaced", truth, ignore)
	})
}

// domain is CFG-11.
func (r *configReader) domain(d *node, path string) {
	if s := d.str(); s != "" && !hostName(s) {
		r.add("invalid_domain", path, d.start, nil)
	}
}

// knowTenant takes in what is said once and has the right type.
func (r *configReader) knowTenant(tenant *node) {
	if d := tenant.only("domain"); d.is(text) && hostName(d.str()) {
		r.config.domain = d.str()
	}
	if list := tenant.only("custom_domains"); list.is(array) {
		for i, d := range list.items {
			if i < maxDomains && d.is(text) && hostName(d.str()) {
				r.config.custom = append(r.config.custom, d.str())
			}
		}
	}
	if flag := tenant.only("migrations").only("custom_claims_must_be_namespaced"); flag.is(truth) {
		r.config.legacy = flag.compact() == "true"
	}
}

// list validates one list of mappings and returns them; they are of use only when
// nothing at all is wrong.
func (r *configReader) list(list *node, path string) (mappings []mapping) {
	r.total += len(list.items)
	if r.total > r.limit && !r.passed {
		r.add("too_many_mappings", path, list.start, nil)
		r.passed = true
	}
	seen := map[string]bool{}
	for i, item := range list.items {
		path := step(path, strconv.Itoa(i))
		if !r.check(item, object, path, nil) {
			continue
		}
		var m mapping
		var claim *string
		if n := item.only("name"); n.is(text) {
			m.name = n.str()
			claim = &m.name
		}
		for _, d := range duplicates(item, path, named("name", "expression")) {
			d.claim = claim
			r.repeated = append(r.repeated, d)
		}
		for _, other := range item.members {
			if other.lone || other.name != "name" && other.name != "expression" {
				r.add("unknown_member", step(path, other.name), other.start, claim)
			}
		}
		if n := r.leaf(item, path, "name", claim); n != nil {
			r.name(m.name, step(path, "name"), n.start, seen)
			seen[m.name] = true
		}
		if n := r.leaf(item, path, "expression", claim); n != nil {
			var bad *problem
			m.root, m.segments, bad = readExpression(n)
			if bad != nil {
				r.addMeant(bad, step(path, "expression"), claim, suggestExpression(n.str()))
			}
		}
		mappings = append(mappings, m)
	}
	return mappings
}

// leaf checks each occurrence of a text that has to be there, and returns it if it can
// be judged further: said once, and a text.
func (r *configReader) leaf(item *node, path, name string, claim *string) *node {
	path = step(path, name)
	if len(item.all(name)) == 0 {
		r.add("missing_member", path, item.start, claim)
	}
	for _, m := range item.all(name) {
		r.check(m.value, text, path, claim)
	}
	if n := item.only(name); n.is(text) {
		return n
	}
	return nil
}

func (r *configReader) name(name, path string, offset int, seen map[string]bool) {
	folded := func(names []string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
	}
	add := func(code string, when bool) {
		if when {
			r.add(code, path, offset, &name)
		}
	}
	add("empty_claim_name", name == "")
	add("claim_name_too_long", len([]rune(name)) > 255)
	add("duplicate_claim_name", seen[name])
	add("restricted_claim", folded(restricted))
	add("reserved_claim", folded(append(r.config.systemNames(), "scope")))
}

func (r *configReader) saml(mappings *node, path string) {
	r.duplicates(mappings, path, anyName)
	if len(mappings.members) > 100 {
		r.add("too_many_mappings", path, mappings.start, nil)
	}
	for _, m := range mappings.members {
		path := step(path, m.name)
		if !r.check(m.value, text, path, nil) {
			continue
		}
		segments, _, bad := readPath(m.value)
		if bad != nil {
			r.addMeant(bad, path, nil, suggestPath(m.value.str()))
		}
		r.config.saml = append(r.config.saml, samlMapping{m.name, segments})
	}
}

// entry is a claim that code set; value is nil for none.
type entry struct {
	name  string
	value *node
}

type session struct {
	anonymous, user *node // nil for none
	scopes          []string
	protocol        string
	grant           *node // nil for none
	access, id      []entry
}

// transactionMembers make a session a transaction.
var transactionMembers = named("anonymous_session", "user", "scope", "protocol", "custom_claims")

type sessionReader struct {
	wrong    []problem // IN-5
	repeated []problem // IN-4
}

func (r *sessionReader) add(code, path string, offset int) {
	r.wrong = append(r.wrong, problem{code: code, path: &path, offset: offset})
}

// each visits every occurrence of a member that is not null and has the right type.
func (r *sessionReader) each(n *node, path, name string, kind byte, visit func(n *node, path string)) {
	for _, m := range n.all(name) {
		at := step(path, name)
		switch m.value.kind {
		case null:
		case kind:
			visit(m.value, at)
		default:
			r.add("wrong_type", at, m.value.start)
		}
	}
}

func (r *sessionReader) duplicates(n *node, path string, read func(string) bool) {
	r.repeated = append(r.repeated, duplicates(n, path, read)...)
}

// whole looks for duplicates in a value at any depth.
func (r *sessionReader) whole(n *node, path string) {
	r.duplicates(n, path, anyName)
	for _, m := range n.members {
		r.whole(m.value, step(path, m.name))
	}
	for i, item := range n.items {
		r.whole(item, step(path, strconv.Itoa(i)))
	}
}

// along looks for duplicates on a path and in the value that it leads to.
func (r *sessionReader) along(n *node, path string, segments []string) {
	if len(segments) == 0 {
		r.whole(n, path)
		return
	}
	first, others := segments[0], segments[1:]
	r.duplicates(n, path, named(first))
	for _, m := range n.all(first) {
		r.along(m.value, step(path, first), others)
	}
	if i, ok := index(first, len(n.items)); ok {
		r.along(n.items[i], step(path, first), others)
	}
}

func readSession(src []byte, c *config) (*session, []problem) {
	root, bad := read(src, maxSession, strictSession)
	if bad != nil {
		return nil, bad
	}
	r := &sessionReader{}
	if root.kind != object {
		r.add("wrong_type", "", root.start)
		return nil, r.wrong
	}
	transaction := slices.ContainsFunc(root.members, func(m member) bool { return !m.lone && transactionMembers(m.name) })

	// Types.
	ignore := func(*node, string) {}
	r.each(root, "", "anonymous_session", object, ignore)
	r.each(root, "", "user", object, ignore)
	r.each(root, "", "scope", text, ignore)
	r.each(root, "", "protocol", text, func(n *node, path string) {
		if !slices.Contains([]string{"oidc", "samlp", "wsfed"}, n.str()) {
			r.add("unknown_protocol", path, n.start)
		}
	})
	if transaction {
		r.each(root, "", "grant", text, ignore)
	}
	r.each(root, "", "custom_claims", object, func(claims *node, path string) {
		r.duplicates(claims, path, named("access_token", "id_token"))
		r.each(claims, path, "access_token", array, r.entries)
		r.each(claims, path, "id_token", array, r.entries)
	})
	if len(r.wrong) > 0 {
		return nil, sorted(r.wrong)[:1]
	}

	s := &session{protocol: "oidc"}
	if p := root.only("protocol"); p.is(text) {
		s.protocol = p.str()
	}

	// Duplicates.
	if transaction {
		r.duplicates(root, "", func(name string) bool { return transactionMembers(name) || name == "grant" })
	}
	for _, m := range append(slices.Clone(c.access), c.id...) {
		switch {
		case transaction:
			r.along(root, "", append([]string{m.root}, m.segments...))
		case m.root == "anonymous_session":
			r.along(root, "", m.segments)
		}
	}
	if s.saml() {
		for _, m := range c.saml {
			r.along(root, "", append([]string{"user"}, m.segments...))
		}
	}
	if len(r.repeated) > 0 {
		return nil, sorted(r.repeated)[:1]
	}

	// From here on, what is read is there once.
	if transaction {
		s.anonymous, s.user = root.only("anonymous_session"), root.only("user")
		s.grant = root.only("grant")
	} else {
		s.anonymous = root
	}
	if s.anonymous.absent() {
		s.anonymous = nil
	}
	if s.user.absent() {
		s.user = nil
	}
	if s.grant.absent() {
		s.grant = nil
	}
	if scope := root.only("scope"); scope.is(text) {
		for _, item := range strings.Split(scope.str(), " ") {
			if item != "" {
				s.scopes = append(s.scopes, item)
			}
		}
	}
	claims := root.only("custom_claims")
	s.access, s.id = entries(claims.only("access_token")), entries(claims.only("id_token"))
	return s, nil
}

// saml says whether attributes are mapped.
func (s *session) saml() bool { return s.protocol == "samlp" || s.protocol == "wsfed" }

// entries checks one list of custom_claims.
func (r *sessionReader) entries(list *node, path string) {
	if len(list.items) > maxEntries {
		r.add("too_many_claims", path, list.start)
	}
	for i, item := range list.items {
		path := step(path, strconv.Itoa(i))
		if item.kind != object {
			r.add("wrong_type", path, item.start)
			continue
		}
		r.duplicates(item, path, named("name", "value"))
		missing := true
		for _, m := range item.all("name") {
			missing = missing && m.value.kind == null
		}
		if missing {
			r.add("missing_member", step(path, "name"), item.start)
		}
		r.each(item, path, "name", text, func(*node, string) {})
		for _, m := range item.all("value") {
			r.whole(m.value, step(path, "value"))
		}
	}
}

func entries(list *node) (all []entry) {
	if list == nil {
		return nil
	}
	for _, item := range list.items {
		all = append(all, entry{item.only("name").str(), item.only("value")})
	}
	return all
}

func readAudience(src []byte) ([]string, []problem) {
	n, bad := read(src, maxAudience, strict{})
	if bad != nil {
		return nil, bad
	}
	wrong := func(path string, n *node) []problem {
		return []problem{{code: "wrong_type", path: &path, offset: n.start}}
	}
	switch {
	case n.kind == text:
		return []string{n.str()}, nil
	case n.kind != array || len(n.items) == 0:
		return nil, wrong("", n)
	}
	var all []string
	for i, item := range n.items {
		if item.kind != text {
			return nil, wrong(step("", strconv.Itoa(i)), item)
		}
		all = append(all, item.str())
	}
	return all, nil
}
