package diff_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/diff"
)

// Small pools, so that what is drawn meets.
var (
	names = []string{
		"country", "claim", "email", "name", "address", "phone_number", "https://shop.example/cart", "HTTPS://shop.example/cart",
		"urn:shop:tier", "https://x.auth0.com/y", "urn:auth0:y", "https://login.shop.example/user_type", "https://login.SHOP.example/user_type",
		"https://shop.eu.auth0.com/user_type", "app_metadata", "user_metadata", "http\u017f://login.shop.example/user_type", "language",
	}
	setNames = append([]string{"roles", "scope", "Scope", "nickname", "website", "urn:example:claim", "https://claims.example/claim", "other", "phone_number_verified",
		"https://auth0.com/claim", "http\u017f://shop.eu.auth0.com/user_type", "https://other.example/user_type"}, names...)
	expressions = []string{
		"anonymous_session.metadata.country", "anonymous_session.metadata", "anonymous_session.metadata.cart.id", "anonymous_session.metadata.cart",
		"anonymous_session.user.x", "anonymous_session.scope", "anonymous_session.session_id", `anonymous_session.metadata.a\.b`, "anonymous_session.metadata.a.b",
		"user.email", "user.app_metadata.tier", "user.app_metadata", "user.user_metadata.tier", "user.list.0", "user.list", "user.list.1.x",
		`anonymous_session.meta\data.country`, "anonymous_session" + strings.Repeat(".d", 64), "anonymous_session" + strings.Repeat(".d", 63), "user" + strings.Repeat(".d", 64), "user" + strings.Repeat(".d", 63),
		"anonymous_session.user" + strings.Repeat(".d", 63), "anonymous_session" + strings.Repeat(".d", 70),
	}
	attributes = []string{"mail", "urn:shop:tier", "tier", "all"}
	samlPaths  = []string{"email", "app_metadata.tier", "app_metadata", "user_metadata.tier", "user_metadata.mail", "list.0", `app\_metadata.tier`, "app_metadata.deep.er", "d" + strings.Repeat(".d", 62), "d" + strings.Repeat(".d", 63), "app_metadata" + strings.Repeat(".d", 62)}
	domains    = []string{"shop.eu.auth0.com", "login.shop.example", "LOGIN.shop.example", "other.example", "", "a.auth0app.com", "[::1]"}
	audiences  = []string{`""`, `"https://api.shop.example"`, `"https://shop.eu.auth0.com/api/v2/"`, `"https://login.shop.example/api"`, `"https://other.example/me/?x"`,
		`"https://login.shop.example/userinfo"`, `["https://login.shop.example/userinfo","https://other.example/api"]`, `["a","b"]`, `"https://[::1]/mfa"`,
		`["https://login.shop.example/api","https://other.example/api"]`, `"HTTPS:\\\\LOGIN.SHOP.EXAMPLE:443/api"`, `"https://a.auth0app.com/api"`}
)

func one[T any](g *rand.Rand, of []T) T { return of[g.IntN(len(of))] }

type testMapping struct {
	Name       string `json:"name"`
	Expression string `json:"expression"`
}

// A testConfig is one that is being changed.
type testConfig struct {
	access, id []testMapping
	saml       [][2]string
	shipped    bool
	domain     string
	custom     []string
	legacy     bool
	noise      int
}

func drawMappings(g *rand.Rand, n int) (all []testMapping) {
	for range g.IntN(n + 1) {
		m := testMapping{one(g, names), one(g, expressions)}
		if !slices.ContainsFunc(all, func(o testMapping) bool { return o.Name == m.Name }) {
			all = append(all, m)
		}
	}
	return all
}

func drawConfig(g *rand.Rand) *testConfig {
	c := &testConfig{access: drawMappings(g, 5), id: drawMappings(g, 3), domain: one(g, domains), legacy: g.IntN(4) == 0, noise: g.IntN(3), shipped: g.IntN(4) == 0}
	for range g.IntN(3) {
		c.custom = append(c.custom, one(g, domains))
	}
	for _, a := range attributes {
		if g.IntN(3) == 0 {
			c.saml = append(c.saml, [2]string{a, one(g, samlPaths)})
		}
	}
	return c
}

// changed is the config after one edit or a few.
func (c *testConfig) changed(g *rand.Rand) *testConfig {
	n := &testConfig{slices.Clone(c.access), slices.Clone(c.id), slices.Clone(c.saml), c.shipped, c.domain, slices.Clone(c.custom), c.legacy, c.noise}
	for range 1 + g.IntN(3) {
		list := &n.access
		if g.IntN(3) == 0 {
			list = &n.id
		}
		switch g.IntN(12) {
		case 0:
			if len(*list) > 0 {
				i := g.IntN(len(*list))
				*list = slices.Delete(*list, i, i+1)
			}
		case 1:
			if m := (testMapping{one(g, names), one(g, expressions)}); len(*list) < 5 && !slices.ContainsFunc(*list, func(o testMapping) bool { return o.Name == m.Name }) {
				*list = append(*list, m)
			}
		case 2:
			if len(*list) > 0 {
				(*list)[g.IntN(len(*list))].Expression = one(g, expressions)
			}
		case 3:
			if name := one(g, names); len(*list) > 0 && !slices.ContainsFunc(*list, func(o testMapping) bool { return o.Name == name }) {
				(*list)[g.IntN(len(*list))].Name = name
			}
		case 4:
			g.Shuffle(len(*list), func(i, j int) { (*list)[i], (*list)[j] = (*list)[j], (*list)[i] })
		case 5:
			n.domain = one(g, domains)
		case 6:
			n.custom = append(n.custom, one(g, domains))
		case 7:
			n.custom = nil
		case 8:
			n.legacy = !n.legacy
		case 9:
			n.noise++
		case 10:
			n.shipped = !n.shipped
		case 11:
			if len(n.saml) > 0 {
				n.saml[g.IntN(len(n.saml))][1] = one(g, samlPaths)
				g.Shuffle(len(n.saml), func(i, j int) { n.saml[i], n.saml[j] = n.saml[j], n.saml[i] })
			}
		}
	}
	return n
}

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func (c *testConfig) text() []byte {
	access := `"custom_claim_mappings":` + text(slices.Concat([]testMapping{}, c.access))
	if c.shipped {
		access = `"claims_mapping":{"custom_claims":` + text(slices.Concat([]testMapping{}, c.access)) + `}`
	}
	var saml []string
	for _, m := range c.saml {
		saml = append(saml, text(m[0])+":"+text(m[1]))
	}
	return fmt.Appendf(nil, `{"name":%d,"access_token":{%s},"id_token":{"custom_claim_mappings":%s},"saml_configuration":{"mappings":{%s}},"tenant":{"domain":%s,"custom_domains":%s,"migrations":{"custom_claims_must_be_namespaced":%t}}}`,
		c.noise, access, text(slices.Concat([]testMapping{}, c.id)), strings.Join(saml, ","), text(c.domain), text(slices.Concat([]string{}, c.custom)), c.legacy)
}

// drawValue is JSON that some path may lead into.
func drawValue(g *rand.Rand, depth int) string {
	switch n := g.IntN(12); {
	case n == 0:
		return "null"
	case n == 1:
		return "[" + drawValue(g, depth-1) + `,{"x":2}]`
	case n < 6 && depth > 0:
		return drawObject(g, depth-1)
	case n == 6 && g.IntN(4) == 0:
		return `"` + strings.Repeat("x", 102390+g.IntN(20)) + `"`
	}
	return fmt.Sprint(g.IntN(4))
}

func deep(levels int) string {
	return strings.Repeat(`{"d":`, levels) + "1" + strings.Repeat("}", levels)
}

func drawObject(g *rand.Rand, depth int) string {
	var all []string
	for range g.IntN(5) {
		name := one(g, []string{"country", "cart", "id", "a", "b", "a.b", "tier", "mail", "deep", "er", "x", "0", "d"})
		all = append(all, fmt.Sprintf("%q:%s", name, drawValue(g, depth)))
	}
	return "{" + strings.Join(all, ",") + "}"
}

func drawMembers(g *rand.Rand, of ...string) string {
	var all []string
	for _, name := range of {
		if g.IntN(2) == 0 {
			all = append(all, fmt.Sprintf("%q:%s", name, drawValue(g, 2)))
		}
		if name == "metadata" && g.IntN(8) == 0 {
			all = append(all, `"d":`+deep(57+g.IntN(6)))
		}
	}
	return strings.Join(all, ",")
}

// A drawn session with what it sets, and the scope.
type drawn struct {
	text, scope string
	set         [2][]string // names that code sets
	form        string
	meta        map[string]bool
}

func drawSession(g *rand.Rand) *drawn {
	d := &drawn{meta: map[string]bool{}}
	anonymous := "{" + drawMembers(g, "metadata", "session_id", "list") + "}"
	if g.IntN(20) == 0 {
		anonymous = deep(62 + g.IntN(3))
	}
	if g.IntN(4) == 0 {
		d.text, d.form = anonymous, diff.AnonymousOnly
		return d
	}
	var all []string
	hasAnonymous := g.IntN(3) > 0
	if hasAnonymous {
		if g.IntN(6) == 0 {
			anonymous = `{"user":{"x":7,` + strings.TrimPrefix(deep(62), "{") + `,"scope":8}`
		}
		all = append(all, `"anonymous_session":`+anonymous)
	}
	if g.IntN(2) == 0 {
		user := "{" + drawMembers(g, "email", "app_metadata", "user_metadata", "list") + "}"
		if g.IntN(20) == 0 {
			user = deep(61 + g.IntN(3))
		}
		all = append(all, `"user":`+user)
	} else if hasAnonymous {
		d.form = diff.AnonymousOnly
	}
	if g.IntN(2) == 0 {
		d.scope = one(g, []string{"email", "profile", "openid phone", "email profile address phone"})
		all = append(all, `"scope":`+text(d.scope))
	}
	all = append(all, `"protocol":`+one(g, []string{`"oidc"`, `"samlp"`, `"wsfed"`}))
	if g.IntN(2) == 0 {
		var lists []string
		for t, token := range []string{"access_token", "id_token"} {
			var entries []string
			for range g.IntN(5) {
				name, v := one(g, setNames), drawValue(g, 2)
				if v != "null" {
					d.set[t] = append(d.set[t], name)
				}
				entries = append(entries, `{"name":`+text(name)+`,"value":`+v+`}`)
			}
			lists = append(lists, fmt.Sprintf("%q:[%s]", token, strings.Join(entries, ",")))
		}
		all = append(all, `"custom_claims":{`+strings.Join(lists, ",")+`}`)
	}
	d.text = "{" + strings.Join(all, ",") + "}"
	return d
}

// An outcome as the test reads it.
type outcome struct {
	text   string
	failed *host.PolicyError
	tokens map[string]map[string]string
	order  map[string][]string
}

func evaluate(t *testing.T, engine *host.Engine, config []byte, session, audience string) *outcome {
	t.Helper()
	o := &outcome{tokens: map[string]map[string]string{}, order: map[string][]string{}}
	out, err := engine.Evaluate(context.Background(), config, []byte(session), []byte(audience))
	if errors.As(err, &o.failed) {
		return o
	}
	if err != nil {
		t.Fatal(err)
	}
	o.text = string(out.JSON)
	said, err := out.Decode()
	if err != nil {
		t.Fatal(err)
	}
	add := func(token, name, value string) {
		if o.tokens[token] == nil {
			o.tokens[token] = map[string]string{}
		}
		o.tokens[token][name] = value
		o.order[token] = append(o.order[token], name)
	}
	for _, c := range said.AccessToken.Claims {
		add("access_token", c.Name, string(c.Value))
	}
	if said.IDToken != nil {
		for _, c := range said.IDToken.Claims {
			add("id_token", c.Name, string(c.Value))
		}
		for _, c := range said.Userinfo.Claims {
			add("userinfo", c.Name, string(c.Value))
		}
	}
	if said.SAML != nil {
		for _, a := range said.SAML.Attributes {
			add("saml", a.Name, text(a.Values))
		}
	}
	return o
}

// restricted is section 4.4 for the audiences of the pool.
func restricted(c *testConfig, audience string) bool {
	lower := strings.ToLower(audience)
	for _, d := range append([]string{c.domain}, c.custom...) {
		for _, path := range []string{"/api", "/me"} {
			if d != "" && (strings.Contains(lower, "//"+strings.ToLower(d)+path) || strings.Contains(lower, `\\`+strings.ToLower(d)+":443"+path)) {
				return true
			}
		}
		if d == "[::1]" && strings.Contains(audience, "//[::1]/mfa") {
			return true
		}
	}
	return strings.Contains(lower, "//shop.eu.auth0.com/api") || strings.Contains(lower, "//a.auth0app.com/api")
}

func classOf(old, new *testConfig, audience string) string {
	switch [2]bool{restricted(old, audience), restricted(new, audience)} {
	case [2]bool{true, true}:
		return diff.Restricted
	case [2]bool{true, false}:
		return diff.RestrictedByOld
	case [2]bool{false, true}:
		return diff.RestrictedByNew
	}
	return diff.Unrestricted
}

// An attack is a session with an audience against a report.
type attack struct {
	*testing.T
	report   *diff.Report
	session  *drawn
	class    string
	old, new *outcome
}

// covers reports whether one of the places is where the session is.
func (a *attack) covers(list []diff.When, old, new bool) bool {
	return slices.ContainsFunc(list, func(w diff.When) bool {
		return (len(w.Audiences) == 0 || slices.Contains(w.Audiences, a.class)) &&
			(w.Scope == "" || slices.Contains(strings.Fields(a.session.scope), w.Scope)) &&
			(w.WithoutScope == "" || !slices.Contains(strings.Fields(a.session.scope), w.WithoutScope)) &&
			(w.Form == "" || w.Form == a.session.form) &&
			(w.Set == "" || slices.Contains(a.session.set[1], w.Set)) &&
			(!old || w.Old) && (!new || w.New)
	})
}

// claim holds the verdict on a claim to a session, and returns what is wrong with it.
func (a *attack) claim(token, name string) string {
	was, had := a.old.tokens[token][name]
	is, has := a.new.tokens[token][name]
	same := had == has && was == is
	set := token != "saml" && slices.Contains(a.session.set[map[string]int{"id_token": 1, "userinfo": 1}[token]], name)
	var rows []diff.Claim
	for _, c := range a.report.Claims {
		if (c.Token == token || c.Userinfo && token == "userinfo" && c.Token == "id_token") && c.Names == "" && (c.Claim == name || c.From == name) {
			rows = append(rows, c)
		}
	}
	if len(rows) == 0 {
		if same {
			return ""
		}
		for _, c := range a.report.Claims {
			if (c.Token == token || c.Userinfo && token == "userinfo" && c.Token == "id_token") && c.Names != "" && set && a.covers(c.Code, had, has) && inClass(c, name) {
				return ""
			}
		}
		return "no row says that it differs"
	}
	for _, c := range rows {
		switch {
		case set && same:
		case set && !a.covers(c.Code, had, has):
			return fmt.Sprintf("code sets it, and it differs where %+v does not say so", c.Code)
		case set:
		case c.Verdict == diff.Renamed:
			switch {
			case name == c.Claim && had, name == c.From && has:
				return "both names are with one config"
			case name == c.From:
				to, hasTo := a.new.tokens[token][c.Claim]
				if slices.Contains(a.session.set[0], c.Claim) || slices.Contains(a.session.set[1], c.Claim) {
					continue
				}
				if had && hasTo && to != was {
					return "renamed, and the value differs"
				}
				if had != hasTo && !a.covers(c.When, had, hasTo) {
					return fmt.Sprintf("renamed, and one is missing where %+v does not say so", c.When)
				}
			}
		case same:
		case c.Verdict == diff.Same || c.Verdict == diff.Never || c.Verdict == diff.ByCode:
			return "it differs"
		case c.Verdict == diff.NeverAgain && has, c.Verdict == diff.NeverBefore && had:
			return "it is there"
		case len(c.When) > 0 && !a.covers(c.When, had && c.Verdict == diff.Conditional, has && c.Verdict == diff.Conditional):
			return fmt.Sprintf("it differs where %+v does not say so", c.When)
		}
	}
	return ""
}

func inClass(c diff.Claim, name string) bool {
	url := strings.HasPrefix(strings.ToLower(name), "http://") || strings.HasPrefix(strings.ToLower(name), "https://")
	forbidden := strings.Contains(name, "auth0.com/") && url || strings.HasPrefix(name, "urn:auth0:")
	profile := slices.Contains([]string{"email", "name", "address", "phone_number", "nickname", "website", "phone_number_verified"}, name)
	switch c.Names {
	case diff.NotNamespaced:
		return !url && !profile && !forbidden
	case diff.ProfileClaims:
		return profile
	case diff.Forbidden:
		return forbidden
	case diff.SystemClaims:
		return strings.Contains(strings.ToLower(name), "/user_type")
	}
	return false
}

// check holds the whole report to a session.
func (a *attack) check() (wrong []string) {
	r := a.report
	failure := func(side string, failed *host.PolicyError) {
		code, token := failed.Code, failed.Token
		if len(failed.Problems) > 0 {
			code = failed.Problems[0].Code
		}
		if !slices.ContainsFunc(r.Failures, func(f diff.Failure) bool { return f.Code == code && f.Fails == side && f.Token == token }) {
			wrong = append(wrong, fmt.Sprintf("%s alone fails with %s %s", side, code, token))
		}
	}
	switch {
	case a.old.failed != nil && a.new.failed != nil:
		return nil
	case a.old.failed != nil:
		failure("old", a.old.failed)
		return wrong
	case a.new.failed != nil:
		failure("new", a.new.failed)
		return wrong
	}
	if r.Verdict == diff.Equivalent && a.old.text != a.new.text {
		wrong = append(wrong, "equivalent, and the outcomes differ")
	}
	for _, token := range []string{"access_token", "id_token", "userinfo", "saml"} {
		all := maps.Clone(a.old.tokens[token])
		if all == nil {
			all = map[string]string{}
		}
		maps.Copy(all, a.new.tokens[token])
		for name := range all {
			if problem := a.claim(token, name); problem != "" {
				wrong = append(wrong, fmt.Sprintf("%s %s: %s", token, name, problem))
			}
		}
		if r.Verdict != diff.Different && !slices.ContainsFunc(r.Order, func(o diff.Order) bool {
			return o.Token == token || o.Token == "id_token" && token == "userinfo"
		}) && !slices.Equal(a.old.order[token], a.new.order[token]) {
			wrong = append(wrong, fmt.Sprintf("%s: the order is %q and %q", token, a.old.order[token], a.new.order[token]))
		}
	}
	return wrong
}

func newEngine(t testing.TB) *host.Engine {
	t.Helper()
	engine, err := host.New(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close(context.Background()) })
	return engine
}

// TestAttack holds every verdict on many pairs of configs to random sessions: one
// counterexample fails it.
func TestAttack(t *testing.T) {
	engine := newEngine(t)
	const pairs, sessions = 150, 120
	verdicts := map[string]int{}
	judged, differing := 0, 0
	for seed := uint64(0); judged < pairs; seed++ {
		g := rand.New(rand.NewPCG(seed, 19))
		old := drawConfig(g)
		new := old.changed(g)
		report, err := diff.Compare(context.Background(), engine, old.text(), new.text())
		var refused *diff.ConfigError
		if errors.As(err, &refused) {
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v\nold %s\nnew %s", seed, err, old.text(), new.text())
		}
		judged++
		verdicts[report.Verdict]++
		for _, c := range report.Claims {
			verdicts[c.Verdict]++
		}
		for range sessions {
			s, audience := drawSession(g), one(g, audiences)
			a := &attack{t, report, s, classOf(old, new, audience), evaluate(t, engine, old.text(), s.text, audience), evaluate(t, engine, new.text(), s.text, audience)}
			if a.old.text != a.new.text {
				differing++
			}
			if wrong := a.check(); len(wrong) > 0 {
				long := regexp.MustCompile(`x{50,}`)
				t.Fatalf("seed %d: %s\nold %s\nnew %s\nsession %s\naudience %s\nreport %s", seed, strings.Join(wrong, "\n"), old.text(), new.text(),
					long.ReplaceAllStringFunc(s.text, func(x string) string { return fmt.Sprintf("(%d x)", len(x)) }), audience, report.JSON())
			}
		}
	}
	t.Logf("%d evaluations differ, of pairs with verdicts %v", differing, verdicts)
	for _, v := range append(diff.Verdicts[:], diff.Equivalent, diff.OrderOnly, diff.SameTokens, diff.Different) {
		if verdicts[v] == 0 {
			t.Errorf("no pair has the verdict %s: the attack does not try it", v)
		}
	}
}
