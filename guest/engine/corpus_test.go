package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/tidwall/gjson"

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

// TestCodesOccur fails when a code of the contract is in no result of the corpus, in the
// place of its kind: some codes are a problem and a reason, or a reason and a warning.
func TestCodesOccur(t *testing.T) {
	n := native{New()}
	var results []gjson.Result
	for _, c := range corpus(t) {
		evaluated, _, _ := n.Evaluate(t.Context(), c.Config, c.Session, c.Audience)
		explained, _, _ := n.Explain(t.Context(), c.Config, c.Session, c.Audience)
		validated, _ := n.Validate(t.Context(), c.Config)
		results = append(results, gjson.ParseBytes(evaluated), gjson.ParseBytes(explained), gjson.ParseBytes(validated))
	}
	occur := func(code string, places ...string) {
		t.Helper()
		for _, place := range places {
			if !slices.ContainsFunc(results, func(r gjson.Result) bool {
				return slices.ContainsFunc(r.Get(place).Array(), func(found gjson.Result) bool { return found.String() == code })
			}) {
				t.Errorf("%s occurs nowhere at %s", code, place)
			}
		}
	}
	for _, f := range failureCodes {
		occur(f.code, "error.code")
	}
	for _, k := range problemKinds {
		occur(k.code, "error.problems.#.code")
		if !slices.Contains([]*problemKind{unknownProtocol, tooManyClaims}, k) { // a session's
			occur(k.code, "problems.#.code")
		}
	}
	for _, k := range warningKinds {
		occur(k.code, "warnings.#.code")
	}
	for _, r := range reasons {
		occur(r.code, "ignored.#.reason", "decisions.#.reason")
		occur(r.rule, "decisions.#.rule")
	}
	for _, f := range fixes {
		occur(f.code, "decisions.#.fix.code")
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

// TestCallsLeaveNothing asks one engine about one config with each session in turn: what
// it says is what an engine says that was asked nothing before.
func TestCallsLeaveNothing(t *testing.T) {
	config := `{"saml_configuration":{"mappings":{"a":"b"}},"access_token":{"custom_claim_mappings":[{"name":"c","expression":"user.b"}]}}`
	sessions := []string{
		`{"protocol":"samlp","user":{"b":1}}`, `{"protocol":"oidc-basic-profile","user":{"b":1}}`,
		`{"protocol":"samlp","user":{}}`, `{"protocol":"oidc-basic-profile","user":{}}`, `{"user":{}}`, `{}`, `[]`,
	}
	e := New()
	for _, before := range sessions {
		for _, session := range sessions {
			e.Explain(config, before, `"x"`)
			got, _ := e.Explain(config, session, `"x"`)
			want, _ := New().Explain(config, session, `"x"`)
			if string(got) != string(want) {
				t.Errorf("%s after %s:\n%s\nnot\n%s", session, before, got, want)
			}
		}
	}
}
