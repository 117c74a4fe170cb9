package engine

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/vector"
)

// A proof is what shows a rule of the policy in the results of a vector: that it
// applies, and that it spares what is on the other side of its edge.
type proof struct{ applies, spares func(*results) bool }

// proofs are those of the numbered rules, and of the parts of the policy that have no
// numbers.
var proofs = map[string]proof{
	"IN-1": {fails(jsonSyntax), succeeds},
	"IN-2": {fails(tooDeep), both(succeeds, (*results).isAsDeepAsMay)},
	"IN-3": {fails(tooLarge), both(succeeds, (*results).isAsLargeAsMay)},
	"IN-4": {fails(duplicateMember), succeeds},
	"IN-5": {fails(wrongType, missingMember, unknownProtocol, tooManyClaims), succeeds},

	"CFG-1":  {finds(tooManyMappings), both(isValid, (*results).hasAsManyMappingsAsMay)},
	"CFG-2":  {finds(duplicateClaimName), both(isValid, (*results).hasTwinNames)},
	"CFG-3":  {finds(restrictedName), both(isValid, maps)},
	"CFG-4":  {finds(reservedName), both(isValid, hasName(func(name string) bool { return strings.Contains(name, systemClaimSuffix) }))},
	"CFG-5":  {finds(missingMember), both(isValid, maps)},
	"CFG-6":  {finds(unknownMember), both(isValid, maps)},
	"CFG-7":  {finds(emptyClaimName, claimNameTooLong), both(isValid, hasName(func(name string) bool { return utf8.RuneCountInString(name) == maxNameLength }))},
	"CFG-8":  {finds(wrongType), isValid},
	"CFG-9":  {finds(expressionSyntax, expressionOperator, expressionRoot), both(isValid, maps)},
	"CFG-10": {finds(mixedDialects), both(isValid, maps)},
	"CFG-11": {finds(invalidDomain), both(isValid, hasDomains(func(n int) bool { return n > 0 }))},
	"CFG-12": {finds(tooManyDomains), both(isValid, hasDomains(func(n int) bool { return n == maxCustomDomains }))},

	"EXP": {mapped(decision.added), either(finds(expressionSyntax, expressionOperator, expressionRoot), mapped(ignoredFor(reasonNoValue)))},

	// What a restriction spares is added, and on its edge by another part of its condition.
	"RES-1": {decides(ignoredFor(reasonRestricted)), decides(addedAs(func(name string) bool {
		return slices.ContainsFunc(restrictedClaims, func(r string) bool { return strings.EqualFold(r, name) })
	}))},
	"RES-2": {decides(ignoredFor(reasonReserved)), decides(addedAs(func(name string) bool {
		return strings.EqualFold(name, reservedClaim) || strings.HasSuffix(name, systemClaimSuffix)
	}))},
	"RES-3": {decides(ignoredFor(reasonNamespace)), decides(addedOf(kindPublic))},
	"RES-4": {decides(ignoredFor(reasonNotNamespaced)), both(isLegacy, decides(addedOf(kindPublic)))},
	"RES-5": {decides(ignoredFor(reasonAudience)), either(decides(in(accessToken, addedOf(kindPrivate))), both(hasProviderAudience, decides(in(accessToken, decision.added))))},
	"RES-6": {decides(ignoredFor(reasonScope)), decides(addedAs(isProfileClaim))},
	"VAL-1": {decides(ignoredFor(reasonNoValue)), decides(addedWith(isEmptyValue))},
	"VAL-2": {decides(addedWith(isUnusual)), both(decides(addedWith(isContainer)), (*results).leavesOutSpace)},
	"OVR-1": {decides(ignoredFor(reasonOverridden)), (*results).keepsOneOfAName},

	"NS":    {decides(addedOf(kindPublic)), decides(not(ofKind(kindPublic)))},
	"KIND":  {decides(ofKind(kindRegistered)), decides(ofKind(kindPrivate))},
	"AUD":   {decides(ignoredFor(reasonAudience)), decides(in(accessToken, addedOf(kindPrivate)))},
	"SCOPE": {decides(ignoredFor(reasonScope)), decides(in(accessToken, addedAs(isProfileClaim)))},
	"SRC":   {decides(not(decision.mapped)), decides(decision.mapped)},
	"SYS":   {(*results).hasSystemClaim, both(succeeds, negated((*results).hasSystemClaim))},
	"SES":   {(*results).refuseSession, succeeds},

	"LEG-1": {has("logs"), both(isLegacy, negated(has("logs")))},
	"LEG-2": {both(isLegacy, decides(in(accessToken, profileClaimIgnored))), both(negated(isLegacy), decides(in(accessToken, addedAs(isProfileClaim))))},
	"LEG-3": {both(isLegacy, both(setsMetadata, has("saml.attributes.0"))), both(negated(isLegacy), both(setsMetadata, has("saml")))},
	"LEG-4": {(*results).hasMoreInUserinfo, both(isLegacy, both(has("userinfo"), negated((*results).hasMoreInUserinfo)))},

	"SAML":     {has("saml.attributes.0"), both(succeeds, negated(has("saml.attributes.0")))},
	"SIZE":     {has("error.limit"), both(succeeds, (*results).fillsAPayload)},
	"OUT":      {has("ignored"), both(succeeds, negated(has("ignored")))},
	"EXPLAIN":  {decides(not(decision.added)), decides(decision.added)},
	"VALIDATE": {negated(isValid), isValid},
	"WARN":     {warns, both(isValid, negated(warns))},
}

// TestRulesAreProved fails when a rule has no vectors, or only such as show it applied,
// or only such as show what it spares.
func TestRulesAreProved(t *testing.T) {
	for _, r := range rules {
		if _, ok := proofs[r.code]; !ok {
			t.Errorf("nobody knows what shows rule %s", r.code)
		}
	}
	n := native{New()}
	applied, spared := map[string]int{}, map[string]int{}
	for _, c := range corpus(t) {
		r := resultsOf(t, n, &c)
		for _, rule := range c.Rules {
			p, ok := proofs[rule]
			if !ok {
				t.Errorf("%s: there is no rule %s", c.Name, rule)
				continue
			}
			if p.applies(r) {
				applied[rule]++
			}
			if p.spares(r) {
				spared[rule]++
			}
		}
	}
	for rule := range proofs {
		if applied[rule] == 0 || spared[rule] == 0 {
			t.Errorf("rule %s: %d of its vectors show it applied, %d what it spares", rule, applied[rule], spared[rule])
		}
	}
}

// TestPolicyNamesCodes sees that the policy, which people read, has every rule and every code.
func TestPolicyNamesCodes(t *testing.T) {
	policy, err := os.ReadFile("../POLICY.md")
	if err != nil {
		t.Fatal(err)
	}
	named := func(code, like string) {
		if !regexp.MustCompile(strings.ReplaceAll(like, "CODE", regexp.QuoteMeta(code))).Match(policy) {
			t.Errorf("guest/POLICY.md does not name %s", code)
		}
	}
	// A rule has a row, a paragraph or a heading of its own.
	for _, r := range rules {
		named(r.code, `(?m)^(\| CODE \||(- )?\*\*CODE\.\*\*|#+ .*\(CODE\)$)`)
	}
	for _, f := range slices.Concat(failureCodes, fixes) {
		named(f.code, `\bCODE\b`)
	}
	for _, k := range slices.Concat(problemKinds, warningKinds) {
		named(k.code, "`CODE`")
	}
	for _, r := range reasons {
		named(r.code, "`CODE`")
	}
}

// results are a case and what the engine says to it.
type results struct {
	*vector.Case
	evaluated, explained, validated gjson.Result
	decisions                       []decision
}

// A decision is one of an explanation's.
type decision struct {
	Token, Claim, Source, Kind, Verdict, Reason string

	value gjson.Result // of an added claim, in its token
}

func resultsOf(t *testing.T, n native, c *vector.Case) *results {
	t.Helper()
	evaluated, _, _ := n.Evaluate(t.Context(), c.Config, c.Session, c.Audience)
	explained, _, _ := n.Explain(t.Context(), c.Config, c.Session, c.Audience)
	validated, _ := n.Validate(t.Context(), c.Config)
	r := &results{Case: c, evaluated: gjson.ParseBytes(evaluated), explained: gjson.ParseBytes(explained), validated: gjson.ParseBytes(validated)}
	if list := r.explained.Get("decisions"); list.Exists() {
		if err := json.Unmarshal([]byte(list.Raw), &r.decisions); err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
	}
	for i := range r.decisions {
		d := &r.decisions[i]
		r.evaluated.Get(d.Token + ".claims").ForEach(func(name, value gjson.Result) bool {
			if name.String() == d.Claim {
				d.value = value
			}
			return true
		})
	}
	return r
}

// How proofs are put together.

func not(is func(decision) bool) func(decision) bool {
	return func(d decision) bool { return !is(d) }
}

func negated(is func(*results) bool) func(*results) bool {
	return func(r *results) bool { return !is(r) }
}

func both(a, b func(*results) bool) func(*results) bool {
	return func(r *results) bool { return a(r) && b(r) }
}

func either(a, b func(*results) bool) func(*results) bool {
	return func(r *results) bool { return a(r) || b(r) }
}

// What is in a result as a whole.

func has(path string) func(*results) bool {
	return func(r *results) bool { return r.evaluated.Get(path).Exists() }
}

func succeeds(r *results) bool { return !r.evaluated.Get("error").Exists() }

func isValid(r *results) bool { return r.validated.Get("valid").Bool() }

func warns(r *results) bool {
	return len(r.validated.Get("warnings").Array()) > 0 || len(r.explained.Get("warnings").Array()) > 0
}

// fails is whether an evaluation fails for a problem of these kinds.
func fails(kinds ...*problemKind) func(*results) bool {
	return func(r *results) bool { return anyOf(r.evaluated.Get("error.problems.#.code"), kinds) }
}

// finds is whether a validation finds a problem of these kinds.
func finds(kinds ...*problemKind) func(*results) bool {
	return func(r *results) bool { return anyOf(r.validated.Get("problems.#.code"), kinds) }
}

func anyOf(codes gjson.Result, kinds []*problemKind) bool {
	return slices.ContainsFunc(codes.Array(), func(code gjson.Result) bool {
		return slices.ContainsFunc(kinds, func(k *problemKind) bool { return k.code == code.String() })
	})
}

func isLegacy(r *results) bool {
	return gjson.GetBytes(r.Config, "tenant.migrations.custom_claims_must_be_namespaced").Bool()
}

func (r *results) isAsLargeAsMay() bool {
	return len(r.Config) == maxConfig || len(r.Session) == maxSession || len(r.Audience) == maxAudience
}

func (r *results) isAsDeepAsMay() bool {
	deepest := func(text []byte) (most int) {
		depth := 0
		for decoder := json.NewDecoder(bytes.NewReader(text)); ; most = max(most, depth) {
			switch token, err := decoder.Token(); token {
			case json.Delim('['), json.Delim('{'):
				depth++
			case json.Delim(']'), json.Delim('}'):
				depth--
			case nil:
				if err != nil {
					return most
				}
			}
		}
	}
	return max(deepest(r.Config), deepest(r.Session), deepest(r.Audience)) == maxDepth
}

// mappingNames are the names in the config's lists of mappings.
func (r *results) mappingNames() (names []string) {
	for _, list := range []string{"access_token.custom_claim_mappings", "access_token.claims_mapping.custom_claims", "id_token.custom_claim_mappings"} {
		for _, name := range gjson.GetBytes(r.Config, list+".#.name").Array() {
			names = append(names, name.String())
		}
	}
	return names
}

func maps(r *results) bool { return len(r.mappingNames()) > 0 }

func hasName(is func(name string) bool) func(*results) bool {
	return func(r *results) bool { return slices.ContainsFunc(r.mappingNames(), is) }
}

func (r *results) hasAsManyMappingsAsMay() bool {
	most := maxMappings
	if gjson.GetBytes(r.Config, "access_token.claims_mapping").Exists() {
		most = maxMappingsAPI
	}
	return len(r.mappingNames()) == most || len(gjson.GetBytes(r.Config, "saml_configuration.mappings").Map()) == maxSAMLMappings
}

// hasTwinNames is whether two mappings have names that are nearly, or in another
// token, the same.
func (r *results) hasTwinNames() bool {
	names := r.mappingNames()
	for i, name := range names {
		if slices.ContainsFunc(names[i+1:], func(other string) bool { return strings.EqualFold(name, other) }) {
			return true
		}
	}
	return false
}

func hasDomains(are func(count int) bool) func(*results) bool {
	return func(r *results) bool { return are(len(gjson.GetBytes(r.Config, "tenant.custom_domains").Array())) }
}

func (r *results) fillsAPayload() (yes bool) {
	r.explained.Get("payload").ForEach(func(_, of gjson.Result) bool {
		yes = yes || of.Get("bytes").Int() == maxPayload
		return true
	})
	return yes
}

func (r *results) refuseSession() bool {
	return r.evaluated.Get("error.code").String() == invalidSession.code
}

func (r *results) hasSystemClaim() (yes bool) {
	r.evaluated.Get("access_token.claims").ForEach(func(name, value gjson.Result) bool {
		yes = strings.HasSuffix(name.String(), systemClaimSuffix) && value.Raw == systemClaimValue
		return true // the last one counts
	})
	return yes
}

func (r *results) hasMoreInUserinfo() bool {
	return len(r.evaluated.Get("userinfo.claims").Raw) > len(r.evaluated.Get("id_token.claims").Raw)
}

func setsMetadata(r *results) bool {
	return slices.ContainsFunc(gjson.GetBytes(r.Session, "custom_claims.id_token.#.name").Array(), func(name gjson.Result) bool {
		return strings.HasSuffix(name.String(), "_metadata")
	})
}

// hasProviderAudience is whether an audience is at one of the provider's hosts.
func hasProviderAudience(r *results) bool {
	return slices.ContainsFunc(restrictedAPIHosts, func(host string) bool { return bytes.Contains(r.Audience, []byte(host)) })
}

// leavesOutSpace is whether an array or object is written otherwise than it stands in
// the session.
func (r *results) leavesOutSpace() bool {
	return slices.ContainsFunc(r.decisions, func(d decision) bool {
		return isContainer(d.value) && !bytes.Contains(r.Session, []byte(d.value.Raw))
	})
}

// keepsOneOfAName is whether a candidate is added though another of its name follows,
// which is left out for its own sake.
func (r *results) keepsOneOfAName() bool {
	for i, d := range r.decisions {
		if d.added() && slices.ContainsFunc(r.decisions[i+1:], func(later decision) bool {
			return later.Token == d.Token && later.Claim == d.Claim && !later.added()
		}) {
			return true
		}
	}
	return false
}

// What is in a decision.

func decides(is func(decision) bool) func(*results) bool {
	return func(r *results) bool { return slices.ContainsFunc(r.decisions, is) }
}

func mapped(is func(decision) bool) func(*results) bool {
	return decides(func(d decision) bool { return d.mapped() && is(d) })
}

func (d decision) added() bool  { return d.Verdict == "added" }
func (d decision) mapped() bool { return d.Source == "mapping" }

func ignoredFor(why *reason) func(decision) bool {
	return func(d decision) bool { return d.Reason == why.code }
}

func ofKind(kind string) func(decision) bool {
	return func(d decision) bool { return d.Kind == kind }
}

func addedOf(kind string) func(decision) bool {
	return func(d decision) bool { return d.added() && d.Kind == kind }
}

func addedAs(is func(name string) bool) func(decision) bool {
	return func(d decision) bool { return d.added() && is(d.Claim) }
}

func addedWith(is func(gjson.Result) bool) func(decision) bool {
	return func(d decision) bool { return d.added() && is(d.value) }
}

func in(of token, is func(decision) bool) func(decision) bool {
	return func(d decision) bool { return d.Token == of.String() && is(d) }
}

func profileClaimIgnored(d decision) bool {
	return isProfileClaim(d.Claim) && d.Reason == reasonNotNamespaced.code
}

func isProfileClaim(name string) bool { return neededScope(name) != 0 }

// What a value is.

// isEmptyValue is for the values that are nearest to none.
func isEmptyValue(v gjson.Result) bool {
	return slices.Contains([]string{"false", "0", `""`, "[]", "{}"}, v.Raw)
}

func isContainer(v gjson.Result) bool { return len(v.Raw) > 2 && (v.IsArray() || v.IsObject()) }

// isUnusual is for values that package json would write otherwise.
func isUnusual(v gjson.Result) bool {
	written, err := json.Marshal(v.Value())
	return err != nil || string(written) != v.Raw
}
