package diff

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// The two sides.
const (
	before = iota
	after
)

// The tokens, as outcomes name them.
const (
	accessToken = iota
	idToken
	userinfo
	samlToken
	tokenCount
)

var tokens = [tokenCount]string{"access_token", "id_token", "userinfo", "saml"}

// setFor is the list of what code sets that a token has.
func setFor(t int) int { return min(t, idToken) }

var noAudience = []byte(`""`)

// ErrUnconfirmed says that the engine did not confirm what this package concluded of two
// configs: one of them is wrong. Nothing is reported then.
var ErrUnconfirmed = errors.New("diff: the engine does not confirm a difference that was concluded")

// A comparison is one that is being made.
type comparison struct {
	engine  *host.Engine
	tables  *tables
	configs [2]*config

	paths     []path // of either config, each once
	audiences []audience
	domains   Domains
	names     [2][]name // that code sets, for the access token and the ID token
	cells     []*cell
}

// An audience is one that stands for a class.
type audience struct {
	class string
	text  []byte
}

// A name is one that code sets, for itself or for a class of names.
type name struct{ name, class string }

// Compare says what differs between two configs. The error is a *ConfigError if one has
// problems; else it is the engine's, the context's, or ErrUnconfirmed.
func Compare(ctx context.Context, engine *host.Engine, old, new []byte) (*Report, error) {
	c := &comparison{engine: engine}
	var err error
	if c.tables, err = readTables(ctx, engine); err != nil {
		return nil, err
	}
	for side, text := range [][]byte{old, new} {
		if err := c.readConfig(ctx, side, text); err != nil {
			return nil, err
		}
	}
	c.collectPaths()
	if err := c.collectAudiences(ctx); err != nil {
		return nil, err
	}
	c.collectNames()
	if err := c.evaluateCells(ctx); err != nil {
		return nil, err
	}
	r := &Report{
		Version: ReportVersion, Module: engine.Module().SHA256, Old: Config{digest(old)}, New: Config{digest(new)},
		Changes: c.changes(), Claims: []Claim{}, Order: []Order{}, Failures: []Failure{}, Domains: c.domains,
		Mappings: [2][]Mapping{c.configs[before].listed(), c.configs[after].listed()},
	}
	if err := c.compareClaims(ctx, r); err != nil {
		return nil, err
	}
	if err := c.compareOrder(ctx, r); err != nil {
		return nil, err
	}
	if err := c.compareFailures(ctx, r); err != nil {
		return nil, err
	}
	if err := c.judge(ctx, r); err != nil {
		return nil, err
	}
	r.Words = r.Says()
	for i := range r.Claims {
		r.Claims[i].Words = r.Claims[i].Says(r.Domains)
	}
	return r, nil
}

// judge is the verdict on the two as a whole.
func (c *comparison) judge(ctx context.Context, r *Report) (err error) {
	for _, claim := range r.Claims {
		if claim.Verdict != Same && claim.Verdict != Never {
			r.Verdict = Different
			return nil
		}
	}
	if len(r.Order) == 0 {
		if r.Reported, err = c.compareReported(ctx); err != nil {
			return err
		}
	}
	switch {
	case len(r.Failures) > 0 || r.Reported != nil:
		r.Verdict = SameTokens
	case len(r.Order) > 0:
		r.Verdict = OrderOnly
	default:
		r.Verdict = Equivalent
	}
	return nil
}

func (c *comparison) collectPaths() {
	seen := map[string]bool{}
	for _, of := range c.configs {
		for _, list := range of.mappings {
			for _, m := range list {
				if key := m.at.pointer(); !seen[key] {
					seen[key] = true
					c.paths = append(c.paths, m.at)
				}
			}
		}
	}
}

// collectAudiences finds one audience for each class that there is. Whether an API is
// restricted, the engine says of a claim that nothing else keeps out.
func (c *comparison) collectAudiences(ctx context.Context) error {
	c.domains = Domains{[]string{}, []string{}}
	api := func(host string) []byte { return []byte(jsontext.Quote("https://" + host + c.tables.APIs.Paths[0])) }
	c.audiences = []audience{
		{Unrestricted, noAudience},
		{Restricted, api("tenant." + c.tables.APIs.SubdomainsOf[0])},
	}
	probe := document{set: [2][]entry{accessToken: {{"claim", "1"}}}}
	domains := slices.Concat(c.configs[before].domains, c.configs[after].domains)
	slices.Sort(domains)
	for _, domain := range slices.Compact(domains) {
		var restricted [2]bool
		for side := range restricted {
			// With the tenant's domains alone, as legacy mode would keep the claim out anyway.
			found, err := c.engine.Evaluate(ctx, c.configs[side].tenant, probe.text(), api(domain))
			if err != nil {
				return err
			}
			said, err := found.Decode()
			if err != nil {
				return err
			}
			restricted[side] = len(said.AccessToken.Claims) == 0
		}
		switch restricted {
		case [2]bool{true, false}:
			if len(c.domains.Old) == 0 {
				c.audiences = append(c.audiences, audience{RestrictedByOld, api(domain)})
			}
			c.domains.Old = append(c.domains.Old, domain)
		case [2]bool{false, true}:
			if len(c.domains.New) == 0 {
				c.audiences = append(c.audiences, audience{RestrictedByNew, api(domain)})
			}
			c.domains.New = append(c.domains.New, domain)
		}
	}
	return nil
}

// mapped reports whether one of the configs maps a name.
func (c *comparison) mapped(t int, name string) bool {
	return c.configs[before].byName(t, name) != nil || c.configs[after].byName(t, name) != nil
}

// fresh is a name that no config maps.
func (c *comparison) fresh(t int, name string) string {
	for plain, i := name, 1; c.mapped(t, name); i++ {
		name = fmt.Sprintf("%s%d", plain, i)
	}
	return name
}

// otherSpelling is a system claim in other letter case than anybody has it.
func (c *comparison) otherSpelling(t int, prefix, suffix string) string {
	for i := range suffix {
		name := prefix + suffix[:i] + strings.ToUpper(suffix[i:])
		if name != prefix+suffix && !c.mapped(t, name) && !c.mapped(t, strings.Replace(name, "s", "\u017f", 1)) {
			return name
		}
	}
	return prefix + suffix // so many spellings are not mapped: there are more letters than mappings
}

// collectNames finds the names that code sets in the cells: all that are mapped, both
// system claims, and one for each class of others.
func (c *comparison) collectNames() {
	for t := range c.names {
		seen := map[string]bool{}
		add := func(text, class string) {
			if !seen[text] {
				seen[text] = true
				c.names[t] = append(c.names[t], name{text, class})
			}
		}
		for _, of := range c.configs {
			for _, m := range of.mappings[t] {
				add(m.name, "")
			}
		}
		for _, of := range c.configs {
			if of.system != "" {
				add(of.system, "")
			}
		}
		for _, of := range c.configs {
			for _, domain := range of.domains {
				other := c.otherSpelling(t, c.tables.System.Prefix+domain, c.tables.System.Suffix)
				add(other, SystemClaims)
				// Full case folding takes the long s for an s; a scheme's reader does not.
				add(strings.Replace(other, "s", "\u017f", 1), SystemClaims)
			}
		}
		add(c.fresh(t, "claim"), NotNamespaced)
		add(c.fresh(t, "urn:example:claim"), NotNamespaced)
		add(c.fresh(t, "https://claims.example/claim"), OtherNames)
		add(c.fresh(t, "https://"+c.tables.Forbidden.Hosts[0]+"/claim"), Forbidden)
		add(c.fresh(t, c.tables.Forbidden.URNs[0]+":claim"), Forbidden)
		add(c.tables.Restricted[0], OtherNames)
		add(c.tables.Reserved[0], OtherNames)
		for _, scope := range c.tables.scopes() {
			for _, claim := range c.tables.Profile[scope] {
				if !c.mapped(t, claim) {
					add(claim, ProfileClaims)
					break
				}
			}
		}
	}
}

// The forms of a session.
const (
	bare      = iota
	anonymous // a transaction without a user
	login     // one with
	formCount
)

// A cell is where every claim has one source with each config.
type cell struct {
	form     int
	audience int  // its place
	scopes   bool // all are granted, or none
	set      bool // code sets all names, or none
	metadata int  // of SAML: what code sets of the user's metadata

	results [2]*result // of the cell's representative
}

// What code sets of the user's metadata.
const (
	oidc     = iota // nothing, and the transaction is of no SAML
	unset           // nothing
	emptied         // empty objects
	refilled        // objects with all paths' values
	metadataCount
)

func (c *comparison) evaluateCells(ctx context.Context) error {
	for form := range formCount {
		for audience := range c.audiences {
			for _, scopes := range []bool{false, true} {
				for _, set := range []bool{false, true} {
					if form != bare || !scopes && !set {
						c.cells = append(c.cells, &cell{form: form, audience: audience, scopes: scopes, set: set})
					}
				}
			}
		}
	}
	for metadata := unset; metadata < metadataCount; metadata++ {
		c.cells = append(c.cells, &cell{form: login, metadata: metadata})
	}
	for _, of := range c.cells {
		text := c.representative(of, c.paths).text()
		for side := range of.results {
			found, err := c.evaluate(ctx, side, text, c.audiences[of.audience].text)
			if err != nil {
				return err
			}
			if found.failed != nil {
				return fmt.Errorf("%w: a session made for the comparison fails: %w", ErrUnconfirmed, found.failed)
			}
			of.results[side] = found
		}
	}
	return nil
}

// representative is a session of a cell with a value at each of the paths, all of them
// different.
func (c *comparison) representative(of *cell, paths []path) *document {
	d := &document{bare: of.form == bare, anonymous: of.form != bare, user: of.form == login}
	if of.scopes {
		d.scope = strings.Join(c.tables.scopes(), " ")
	}
	for i, p := range paths {
		if open := p.open(d.bare); open == 0 || open > c.tables.Limits.Depth || of.form == anonymous && p[0] == user {
			continue
		}
		d.values = append(d.values, value{p, fmt.Sprintf(`"v%d"`, i)})
	}
	if of.set {
		for t, names := range c.names {
			for i, n := range names {
				d.set[t] = append(d.set[t], entry{n.name, fmt.Sprintf(`"c%d.%d"`, t, i)})
			}
		}
	}
	if of.metadata == oidc {
		return d
	}
	d.protocol = c.tables.Protocols[1]
	for _, member := range settable {
		set := document{bare: true} // a text, below a root that is not written
		for i, p := range paths {
			const around = 4 // containers: the document, custom_claims, its list, the entry
			if of.metadata == refilled && p.within(path{user, member}) && around+len(p)-2 <= c.tables.Limits.Depth {
				set.values = append(set.values, value{p[1:], fmt.Sprintf(`"s%d"`, i)})
			}
		}
		if of.metadata == refilled || of.metadata == emptied {
			d.set[idToken] = append(d.set[idToken], entry{member, string(set.text())})
		}
	}
	return d
}

// A result is what an evaluation says.
type result struct {
	text   []byte
	failed *host.PolicyError // nil if it did not fail
	names  [tokenCount][]string
	values [tokenCount]map[string]string
	sizes  [tokenCount]int // of payloads, in bytes
}

func (c *comparison) evaluate(ctx context.Context, side int, session, audience []byte) (*result, error) {
	r := new(result)
	outcome, err := c.engine.Evaluate(ctx, c.configs[side].text, session, audience)
	if errors.As(err, &r.failed) {
		r.text = r.failed.JSON
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	r.text = outcome.JSON
	said, err := outcome.Decode()
	if err != nil {
		return nil, err
	}
	add := func(t int, name, text string) {
		if r.values[t] == nil {
			r.values[t] = map[string]string{}
		}
		r.names[t] = append(r.names[t], name)
		r.values[t][name] = text
	}
	claims := func(t int, all host.Claims) {
		for _, claim := range all {
			add(t, claim.Name, string(claim.Value))
		}
	}
	claims(accessToken, said.AccessToken.Claims)
	r.sizes[accessToken] = said.AccessToken.Bytes
	if said.IDToken != nil {
		claims(idToken, said.IDToken.Claims)
		r.sizes[idToken] = said.IDToken.Bytes
	}
	if said.Userinfo != nil {
		claims(userinfo, said.Userinfo.Claims)
	}
	if said.SAML != nil {
		for _, a := range said.SAML.Attributes {
			values := make([]string, len(a.Values))
			for i, v := range a.Values {
				values[i] = string(v)
			}
			add(samlToken, a.Name, "["+strings.Join(values, ",")+"]")
		}
		r.sizes[samlToken] = len(member(member(gjson.ParseBytes(outcome.JSON), "saml"), "attributes").Raw)
	}
	return r, nil
}

// evaluateBoth is an evaluation with either config.
func (c *comparison) evaluateBoth(ctx context.Context, session, audience []byte) (both [2]*result, err error) {
	for side := range both {
		if both[side], err = c.evaluate(ctx, side, session, audience); err != nil {
			return both, err
		}
	}
	return both, nil
}

// tooLarge reports whether it fails for a payload of a token.
func (r *result) tooLarge(t int) bool {
	return r.failed != nil && r.failed.Code == abi.PayloadTooLarge && r.failed.Token == tokens[t]
}

// twice reports whether it fails for a member that occurs twice.
func (r *result) twice() bool {
	return r.failed != nil && r.failed.Code == abi.InvalidSession && len(r.failed.Problems) > 0 && r.failed.Problems[0].Code == duplicateMember
}

const duplicateMember = "duplicate_member"

// An attempt is a session and an audience that may show a difference.
type attempt struct{ session, audience []byte }

// smallest orders attempts by what there is to read.
func smallest(all []attempt) []attempt {
	unique := map[string]attempt{}
	for _, a := range all {
		unique[string(a.session)+"\x00"+string(a.audience)] = a
	}
	return slices.SortedFunc(maps.Values(unique), func(a, b attempt) int {
		if n := len(a.session) + len(a.audience) - len(b.session) - len(b.audience); n != 0 {
			return n
		}
		return strings.Compare(string(a.session)+string(a.audience), string(b.session)+string(b.audience))
	})
}
