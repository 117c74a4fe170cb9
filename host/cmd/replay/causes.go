package replay

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/diff"
)

// A Cause is why a claim that one of the configs maps, or the system claim, differs in
// so many tokens. Claims that code alone sets are together, without their names.
type Cause struct {
	Token  string `json:"token"`
	Claim  string `json:"claim"`  // the old name of one that is renamed
	Change string `json:"change"` // Added, Removed, Changed or Renamed
	// Reason is why the claim is not in the token that lacks it: one of the policy's, or
	// of the constants below.
	Reason string `json:"reason"`
	// Of no_value: the expression as far as its last step that was looked for, and the
	// type of the last place that there is: object if the member is missing, null, or
	// what has no members. Empty if that is not known.
	Stopped string `json:"stopped"`
	Type    string `json:"type"`
	Count   int64  `json:"count"`
}

// The reasons beside the policy's.
const (
	NotMapped       = "not_mapped"       // the config does not map it, and code does not set it
	OtherExpression = "other_expression" // the configs map it from different places
	SystemClaim     = "system_claim"     // it is the provider's own, whose name is built from the tenant's domains
	MetadataSet     = "metadata_set"     // code sets the user's metadata, which legacy mode treats in another way
	NewName         = "new_name"         // it is renamed
	noValue         = "no_value"         // of the policy
)

// about is what a replay knows of its two configs.
type about struct {
	diff     *diff.Report
	mappings [2]map[claimKey]*diff.Mapping
	renames  [tokenCount]map[string]string // new names by old ones
}

type claimKey struct {
	token token
	claim string
}

func newAbout(found *diff.Report) *about {
	a := &about{diff: found}
	for side, list := range found.Mappings {
		a.mappings[side] = map[claimKey]*diff.Mapping{}
		for i := range list {
			if t := slices.Index(tokenNames[:], list[i].Token); t >= 0 {
				a.mappings[side][claimKey{token(t), list[i].Claim}] = &list[i]
			}
		}
	}
	for _, c := range found.Claims {
		t := slices.Index(tokenNames[:], c.Token)
		if t < 0 || c.Verdict != diff.Renamed {
			continue
		}
		for _, of := range [...]token{token(t), userinfo} {
			if of != token(t) && !c.Userinfo {
				continue
			}
			if a.renames[of] == nil {
				a.renames[of] = map[string]string{}
			}
			a.renames[of][c.From] = c.Claim
		}
	}
	return a
}

// mapping is what a config maps a token's claim from, nil for nothing.
func (a *about) mapping(side int, t token, claim string) *diff.Mapping {
	if t == userinfo { // it has the ID token's claims
		t = idToken
	}
	return a.mappings[side][claimKey{t, claim}]
}

// cause counts why a claim differs, and returns the reason.
func (e *exemplifying) cause(d *difference) string {
	name := string(unquoted(d.name))
	was, is := e.r.about.mapping(before, d.token, name), e.r.about.mapping(after, d.token, name)
	var reason, stopped, of string
	switch d.kind {
	case kindRemoved:
		reason, stopped, of = e.missing(d, after, is, was)
	case kindAdded:
		reason, stopped, of = e.missing(d, before, was, is)
	case kindRenamed:
		reason = NewName
	default:
		reason = changedBecause(d.token, was, is)
	}
	if was == nil && is == nil {
		name = "" // code may set any number of names
	}
	key := appendField(e.a.key[:0], tokenNames[d.token])
	for _, field := range [...]string{name, Kinds[d.kind], reason, stopped, of} {
		key = appendField(key, field)
	}
	e.a.key = key
	e.a.causes.add(key, 0, 1)
	return reason
}

func changedBecause(t token, was, is *diff.Mapping) string {
	switch {
	case was != nil && is != nil && !slices.Equal(was.Steps, is.Steps):
		return OtherExpression
	case t == saml:
		return MetadataSet
	}
	return SystemClaim
}

// missing is why a claim is not in the outcome of a side, which maps it from m, and the
// other side from other.
func (e *exemplifying) missing(d *difference, side int, m, other *diff.Mapping) (reason, stopped, of string) {
	switch {
	case d.token == saml && m == nil:
		return NotMapped, "", ""
	case d.token == saml:
		reason = noValue
	default:
		reason = ignoredFor(e.a.outcomes[side].ignored, d)
	}
	switch {
	case reason == "" && (m != nil && m.Steps == nil || other != nil && other.Steps == nil):
		return SystemClaim, "", ""
	case reason == "":
		return NotMapped, "", ""
	case reason == noValue && m != nil && m.Steps != nil:
		stopped, of = stop(e.session, m)
	}
	return reason, stopped, of
}

// ignoredFor is the reason for which a list of ignored claims has a claim, "" if it has
// not.
func ignoredFor(list []byte, d *difference) (reason string) {
	t := d.token
	if t == userinfo {
		t = idToken
	}
	c := cursor{text: list}
	c.elements(func(one []byte) {
		if reason != "" {
			return
		}
		inside := cursor{text: one}
		var its []byte
		here := 0
		inside.members(func(name, value []byte) bool {
			switch {
			case is(name, "token") && is(value, tokenNames[t]):
				here++
			case is(name, "claim") && string(value) == string(d.name):
				here++
			case is(name, "reason"):
				its = value
			}
			return true
		})
		if here == 2 && len(its) > 2 {
			reason = string(unquoted(its))
		}
	})
	return reason
}

// stop is where a path that has no value ends in a session: the expression as far as the
// step that found nothing, or that found null, and the type of the last place. Where
// code may have set what the path leads through, nothing is said.
func stop(session []byte, m *diff.Mapping) (stopped, of string) {
	var root []byte
	transaction, set := false, false
	c := cursor{text: session}
	c.members(func(name, value []byte) bool {
		switch member := string(unquoted(name)); member {
		case "custom_claims":
			set = true
			fallthrough
		case "anonymous_session", "user", "scope", "protocol":
			transaction = true
			if member == m.Steps[0] {
				root = value
			}
		}
		return true
	})
	attribute := m.Ends[0] == 0
	if attribute && set {
		return "", ""
	}
	upTo := func(step int) string {
		switch {
		case !attribute:
			return m.Expression[:m.Ends[step]]
		case step == 0:
			return m.Steps[0]
		}
		return m.Steps[0] + "." + m.Expression[:m.Ends[step]]
	}
	if !transaction && m.Steps[0] == "anonymous_session" {
		root = session
	}
	if root == nil {
		return upTo(0), "object"
	}
	place := root
	for step := 1; ; step++ {
		of = typeOf(place)
		if of == "null" {
			return upTo(step - 1), of
		}
		if step == len(m.Steps) {
			return "", "" // there is a value
		}
		if place = next(place, m.Steps[step]); place == nil {
			return upTo(step), of
		}
	}
}

// next is where a step leads from a place, nil for nowhere.
func next(place []byte, step string) (found []byte) {
	c := cursor{text: place}
	c.space()
	switch {
	case c.at == len(place):
	case place[c.at] == '{':
		c.members(func(name, value []byte) bool {
			if string(unquoted(name)) == step {
				found = value
			}
			return found == nil
		})
	case place[c.at] == '[' && isIndex(step):
		// Numbers are compared as texts: an index may have any number of digits.
		i := 0
		c.elements(func(value []byte) {
			if i++; found == nil && step == strconv.Itoa(i-1) {
				found = value
			}
		})
	}
	return found
}

func isIndex(step string) bool {
	return step != "" && strings.Trim(step, "0123456789") == "" && (len(step) == 1 || step[0] != '0')
}

// typeOf is the type of a value.
func typeOf(value []byte) string {
	switch text := strings.TrimLeft(view(value), " \t\r\n"); {
	case text == "":
		return ""
	case text[0] == '"':
		return "string"
	case text[0] == '{':
		return "object"
	case text[0] == '[':
		return "array"
	case text[0] == 't', text[0] == 'f':
		return "boolean"
	case text[0] == 'n':
		return "null"
	}
	return "number"
}

// reportCauses are the causes, and how many are not listed.
func (a *Accumulator) reportCauses() (causes []Cause, others int64) {
	causes = []Cause{}
	listed := int64(0)
	for _, e := range a.causes.sorted() {
		f := e.fields(causeFields)
		causes = append(causes, Cause{f[0], f[1], f[2], f[3], f[4], f[5], e.counts[0]})
		listed += e.counts[0]
	}
	slices.SortFunc(causes, func(a, b Cause) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), compareTokens(a.Token, b.Token), cmp.Compare(a.Claim, b.Claim),
			cmp.Compare(a.Change, b.Change), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Stopped, b.Stopped), cmp.Compare(a.Type, b.Type))
	})
	return causes, a.changes.sum() - listed
}

// Report is what was found so far, with what is known of the configs: what they differ
// in and what each of that did to tokens.
func (r *Replayer) Report(found *Accumulator) *Report {
	report := found.Report()
	d := r.about.diff
	report.Module = d.Module
	report.Before, report.After = Config{r.names[before], d.Old.SHA256}, Config{r.names[after], d.New.SHA256}
	report.Diff = d
	for _, c := range d.Changes {
		report.ConfigChanges = append(report.ConfigChanges, effect(report, c))
	}
	return report
}

// effect is what a change of the configs did: the differences whose cause it is.
func effect(r *Report, c diff.Change) ConfigChange {
	e := ConfigChange{Change: c}
	if c.Change == diff.OrderChanged {
		for _, t := range r.Tokens {
			if t.Token == c.Token {
				e.Tokens = t.Reordered
			}
		}
	}
	for _, cause := range r.Causes {
		if !causedBy(cause, c) {
			continue
		}
		switch cause.Change {
		case Added:
			e.Effect.Added += cause.Count
		case Removed:
			e.Effect.Removed += cause.Count
		case Changed:
			e.Effect.Changed += cause.Count
		case Renamed:
			e.Effect.Renamed += cause.Count
		}
	}
	return e
}

// causedBy reports whether a change is what makes tokens differ for a cause. What the
// tenant's settings do they do by the policy's reasons, whatever is mapped.
func causedBy(cause Cause, c diff.Change) bool {
	switch cause.Reason {
	case "not_namespaced", "auth0_namespace", MetadataSet:
		return strings.HasPrefix(c.Path, "/tenant/migrations/")
	case "auth0_audience", "reserved_claim", SystemClaim:
		return c.Path == "/tenant/domain" || c.Path == "/tenant/custom_domains"
	}
	mapping := c.Change == diff.MappingAdded || c.Change == diff.MappingRemoved || c.Change == diff.MappingRenamed || c.Change == diff.ExpressionChanged
	return mapping && cause.Token == c.Token && cause.Claim != "" && (cause.Claim == c.Claim || cause.Claim == c.To)
}
