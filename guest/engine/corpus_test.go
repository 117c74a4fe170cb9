package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/claimsmith/claimsmith/host/vector"
)

// native runs vectors on an engine as plain Go.
type native struct{ engine *Engine }

func (n native) Evaluate(_ context.Context, config, session, audience []byte) ([]byte, bool, error) {
	text, ok := n.engine.Evaluate(string(config), string(session), string(audience))
	return bytes.Clone(text), ok, nil
}

func (n native) Explain(_ context.Context, config, session, audience []byte) ([]byte, bool, error) {
	text, ok := n.engine.Explain(string(config), string(session), string(audience))
	return bytes.Clone(text), ok, nil
}

func (n native) Validate(_ context.Context, config []byte) ([]byte, error) {
	return bytes.Clone(n.engine.Validate(string(config))), nil
}

func corpus(t *testing.T) []vector.Case {
	t.Helper()
	cases, err := vector.Load("../../testdata/vectors")
	if err != nil {
		t.Fatal(err)
	}
	hostile, err := vector.Load("../../testdata/hostile")
	if err != nil {
		t.Fatal(err)
	}
	return append(cases, hostile...)
}

func TestCorpus(t *testing.T) {
	n := native{New()}
	for _, c := range corpus(t) {
		t.Run(c.Name, func(t *testing.T) {
			for _, d := range c.Run(t.Context(), n) {
				t.Error(d)
			}
		})
	}
}

// sections stand for the parts of the policy that have no numbered rules.
var sections = []string{
	"EXP", "NS", "KIND", "AUD", "SCOPE", "SRC", "SYS", "SES", "SAML", "SIZE", "OUT", "EXPLAIN", "VALIDATE", "WARN",
	"VAL-2", "LEG-1", "LEG-2", "LEG-3",
}

// TestRulesAreProved fails when a rule has no vectors, or only such as apply it or
// only such as do not.
func TestRulesAreProved(t *testing.T) {
	known := slices.Clone(sections)
	for _, r := range rules {
		if !slices.Contains(known, r.code) {
			known = append(known, r.code)
		}
	}
	cases := map[string]int{}
	for _, c := range corpus(t) {
		for _, rule := range c.Rules {
			if !slices.Contains(known, rule) {
				t.Errorf("%s: there is no rule %s", c.Name, rule)
			}
			cases[rule]++
		}
	}
	for _, rule := range known {
		if cases[rule] < 2 {
			t.Errorf("rule %s has %d vectors, and two sides", rule, cases[rule])
		}
	}
}

// TestCodesOccur fails when a code of the contract is in no result of the corpus.
func TestCodesOccur(t *testing.T) {
	n := native{New()}
	var all bytes.Buffer
	for _, c := range corpus(t) {
		text, _, _ := n.Explain(t.Context(), c.Config, c.Session, c.Audience)
		all.Write(text)
		text, _, _ = n.Evaluate(t.Context(), c.Config, c.Session, c.Audience)
		all.Write(text)
		text, _ = n.Validate(t.Context(), c.Config)
		all.Write(text)
	}
	occurs := func(code string) {
		if !bytes.Contains(all.Bytes(), []byte(`"`+code+`"`)) {
			t.Errorf("%s occurs nowhere", code)
		}
	}
	for _, f := range failureCodes {
		occurs(f.code)
	}
	for _, k := range append(slices.Clone(problemKinds), warningKinds...) {
		occurs(k.code)
	}
	for _, r := range reasons {
		occurs(r.code)
	}
	for _, f := range fixes {
		occurs(f.code)
	}
}

func TestDescribe(t *testing.T) {
	var d struct {
		ABIVersion struct{ Major, Minor int } `json:"abi_version"`
		Limits     map[string]int
		Restricted []string            `json:"restricted_claims"`
		Profile    map[string][]string `json:"profile_claims"`
		Registered struct {
			AsOf  string `json:"as_of"`
			Names []string
		} `json:"registered_claims"`
		Reasons, Problems, Warnings []struct{ Code, Says, Rule string }
		Rules, Fixes, Failures      []struct{ Code, Says string }
	}
	decoder := json.NewDecoder(bytes.NewReader(New().Describe()))
	if err := decoder.Decode(&d); err != nil {
		t.Fatal(err)
	}
	if d.ABIVersion.Major<<16|d.ABIVersion.Minor != ABIVersion {
		t.Errorf("version %+v", d.ABIVersion)
	}
	if !slices.Equal(d.Restricted, restrictedClaims) || len(d.Restricted) != 60 {
		t.Errorf("%d restricted claims", len(d.Restricted))
	}
	if d.Limits["payload_bytes"] != maxPayload || d.Limits["depth"] != maxDepth {
		t.Errorf("limits %v", d.Limits)
	}
	if !slices.Contains(d.Profile["email"], "email_verified") {
		t.Errorf("profile claims %v", d.Profile)
	}
	names := slices.Clone(d.Registered.Names)
	slices.Sort(names)
	if len(slices.Compact(names)) != len(d.Registered.Names) {
		t.Error("a registered claim is listed twice")
	}
	for _, name := range []string{"iss", "email", "vc"} {
		if !slices.Contains(d.Registered.Names, name) {
			t.Errorf("%s is not registered", name)
		}
	}
	isRule := func(rule string) bool {
		return slices.ContainsFunc(d.Rules, func(r struct{ Code, Says string }) bool { return r.Code == rule && r.Says != "" })
	}
	for _, list := range [][]struct{ Code, Says, Rule string }{d.Reasons, d.Problems, d.Warnings} {
		for _, f := range list {
			if f.Says == "" || !isRule(f.Rule) {
				t.Errorf("%s: %q, rule %q", f.Code, f.Says, f.Rule)
			}
		}
	}
}
