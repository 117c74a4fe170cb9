package diff_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/diff"
	"github.com/claimsmith/claimsmith/host/cmd/internal/schematest"
	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
)

// access is a config with mappings of the access token, name and expression in turns.
func access(more string, mappings ...string) string {
	var list []string
	for i := 0; i < len(mappings); i += 2 {
		list = append(list, fmt.Sprintf(`{"name":%q,"expression":%q}`, mappings[i], mappings[i+1]))
	}
	return `{"access_token":{"custom_claim_mappings":[` + strings.Join(list, ",") + `]}` + more + `}`
}

const (
	a = "anonymous_session.a"
	b = "anonymous_session.b"
)

func compare(t *testing.T, engine *host.Engine, old, new string) *diff.Report {
	t.Helper()
	r, err := diff.Compare(t.Context(), engine, []byte(old), []byte(new))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestVerdicts has pairs of configs of which it is known by hand what differs.
func TestVerdicts(t *testing.T) {
	engine := newEngine(t)
	legacy := `,"tenant":{"migrations":{"custom_claims_must_be_namespaced":true}}`
	for name, c := range map[string]struct {
		old, new string
		verdict  string
		claims   string // that differ, with their verdicts
	}{
		"white space, unread members, another spelling": {access("", "x", a), ` ` + access(`,"name":"Shop","tenant":"shop"`, "x", `anonymous_session.\a`), diff.Equivalent, ""},
		"another dialect":                      {access("", "x", a), `{"access_token":{"claims_mapping":{"custom_claims":[{"name":"x","expression":"anonymous_session.a"}]}}}`, diff.Equivalent, ""},
		"a domain that is restricted anyway":   {access(`,"tenant":{"domain":"a.eu.auth0.com","custom_domains":["s.example"]}`, "x", a), access(`,"tenant":{"domain":"a.eu.auth0.com","custom_domains":["s.example","S.example"]}`, "x", a), diff.Equivalent, ""},
		"order":                                {access("", "x", a, "y", b), access("", "y", b, "x", a), diff.OrderOnly, ""},
		"order of claims that are never there": {access("", "urn:auth0:x", a, "y", b), access("", "y", b, "urn:auth0:x", a), diff.SameTokens, ""},
		"a claim that is never there":          {access("", "x", a), access("", "x", a, "https://auth0.com/y", b), diff.SameTokens, ""},
		"another place for it":                 {access("", "https://auth0.com/y", a), access("", "https://auth0.com/y", b), diff.SameTokens, ""},
		"legacy mode keeps both out":           {access(legacy, "x", a), access(legacy, "x", b), diff.SameTokens, ""},
		"too deep to be there":                 {access("", "x", "user"+strings.Repeat(".a", 64)), access("", "x", "user"+strings.Repeat(".a", 65)), diff.Equivalent, ""},
		"removed":                              {access("", "x", a, "y", b), access("", "y", b), diff.Different, "access_token x never_again"},
		"added":                                {access(""), access("", "x", a), diff.Different, "access_token x new"},
		"renamed":                              {access("", "x", a), access("", "https://s.example/x", a), diff.Different, "access_token x>https://s.example/x renamed"},
		"another place":                        {access("", "x", a), access("", "x", b), diff.Different, "access_token x depends"},
		"deeper":                               {access("", "x", a), access("", "x", a+".a"), diff.Different, "access_token x depends"},
		"bare alone":                           {access("", "x", "anonymous_session"+strings.Repeat(".a", 64)), access("", "x", "anonymous_session.user"+strings.Repeat(".a", 63)), diff.Different, "access_token x never_again"},
		"a custom domain": {access(`,"tenant":{"domain":"s.example"}`, "x", a, "https://s.example/x", a, "email", "user.email"), access(`,"tenant":{"domain":"s.example","custom_domains":["","o.example"]}`, "x", a, "https://s.example/x", a, "email", "user.email"),
			diff.Different, "access_token x conditional, access_token https://s.example/user_type>https://o.example/user_type renamed, access_token https://o.example/USER_TYPE code, access_token http\u017f://o.example/USER_TYPE code, access_token claim code, id_token https://o.example/user_type code, id_token https://o.example/USER_TYPE code"},
		"an ID token": {`{"id_token":{"custom_claim_mappings":[{"name":"email","expression":"user.email"}]}}`, `{"id_token":{"custom_claim_mappings":[{"name":"mail","expression":"user.email"}]}}`,
			diff.Different, "id_token email>mail renamed"},
		"two scopes": {access("", "email", "user.x"), access("", "address", "user.x"), diff.Different, "access_token address new, access_token email never_again"},
		"SAML": {`{"saml_configuration":{"mappings":{"a":"x","b":"y","c":"z"}}}`, `{"saml_configuration":{"mappings":{"b":"x.y","d":"z","a":"x"}}}`,
			diff.Different, "saml b depends, saml c>d renamed"},
	} {
		t.Run(name, func(t *testing.T) {
			r := compare(t, engine, c.old, c.new)
			var differ []string
			for _, claim := range r.Claims {
				if claim.Verdict == diff.Same || claim.Verdict == diff.Never {
					continue
				}
				name := claim.Claim
				if claim.From != "" {
					name = claim.From + ">" + name
				}
				differ = append(differ, claim.Token+" "+name+" "+claim.Verdict)
				if claim.Witness == nil {
					t.Errorf("%s has no witness", name)
				}
			}
			if got := strings.Join(differ, ", "); r.Verdict != c.verdict || got != c.claims {
				t.Errorf("%s: %s\n%s", r.Verdict, got, r.JSON())
			}
		})
	}
}

// TestLegacyMode has what the migration changes for the same mappings, in every part of
// an outcome.
func TestLegacyMode(t *testing.T) {
	mapped := `{"access_token":{"custom_claim_mappings":[{"name":"x","expression":"user.a"},{"name":"https://s.example/x","expression":"user.a"},{"name":"email","expression":"user.email"}]},
		"id_token":{"custom_claim_mappings":[{"name":"urn:auth0:y","expression":"user.y"}]},
		"saml_configuration":{"mappings":{"a":"app_metadata.a","b":"b"}},
		"tenant":{"migrations":{"custom_claims_must_be_namespaced":%t}}}`
	r := compare(t, newEngine(t), fmt.Sprintf(mapped, false), fmt.Sprintf(mapped, true))
	want := map[string]string{
		"access_token x": "never_again: never again", "access_token https://s.example/x": "same: the same in every session",
		"access_token email":   "never_again: never again (it is there only with the scope email)",
		"id_token urn:auth0:y": "never: in no session, with either config", "userinfo urn:auth0:y": "new: new",
		"saml a": "conditional: it is new where code sets app_metadata", "saml b": "same: the same in every session",
	}
	for _, c := range r.Claims {
		key := c.Token + " " + c.Claim
		if c.Names != "" || want[key] == "" {
			continue
		}
		if got := c.Verdict + ": " + c.Says(r.Domains); !strings.HasPrefix(got, want[key]) {
			t.Errorf("%s is %s", key, got)
		}
		delete(want, key)
	}
	if len(want) > 0 {
		t.Errorf("nothing is said of %v: %s", want, r.JSON())
	}
}

// TestFailures finds what one config alone reads, and sizes.
func TestFailures(t *testing.T) {
	r := compare(t, newEngine(t), access("", "x", a), access("", "x", a+".b", "y", b))
	var got []string
	for _, f := range r.Failures {
		got = append(got, strings.TrimSpace(f.Fails+" "+f.Code+" "+f.Token+f.Expression))
	}
	want := []string{"old duplicate_member " + a, "new duplicate_member " + b, "old payload_too_large access_token", "new payload_too_large access_token"}
	if !slices.Equal(got, want) {
		t.Errorf("%q\n%s", got, r.JSON())
	}
}

func TestConfigErrors(t *testing.T) {
	engine := newEngine(t)
	for _, side := range []string{"old", "new"} {
		texts := map[string]string{"old": "{}", "new": "{}"}
		texts[side] = `{"access_token":5}`
		_, err := diff.Compare(t.Context(), engine, []byte(texts["old"]), []byte(texts["new"]))
		var refused *diff.ConfigError
		if !errors.As(err, &refused) || refused.Side != side || refused.Err.Problems[0].Code != "wrong_type" {
			t.Errorf("%s: %v", side, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := diff.Compare(ctx, engine, []byte("{}"), []byte("{}")); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// TestSchema holds reports to schema.json.
func TestSchema(t *testing.T) {
	validate := schematest.Read(t, "schema.json")
	engine := newEngine(t)
	for _, pair := range [][2]string{
		{"{}", "{}"}, {replaytest.Before, replaytest.After},
		{access("", "x", a, "y", b), access("", "y", b, "x", a)},
		{access("", "x", a), access("", "x", a, "https://auth0.com/y", b)},
		{replaytest.After, strings.Replace(replaytest.After, `"login.shop.example"`, `"other.example"`, 1)},
	} {
		r := compare(t, engine, pair[0], pair[1])
		if err := validate(r.JSON()); err != nil {
			t.Errorf("%v\n%s", err, r.JSON())
		}
	}
	report := compare(t, engine, replaytest.Before, replaytest.After)
	for _, change := range [][2]string{{`"version": 1`, `"version": 2`}, {`"verdict": "`, `"verdict": "x`}, {`"claims": [`, `"claims": [ {}, `}, {`"fails": "old"`, `"fails": "both"`}, {`"domains": {`, `"domains": { "more": 1, `}} {
		changed := strings.Replace(string(report.JSON()), change[0], change[1], 1)
		if changed == string(report.JSON()) || validate([]byte(changed)) == nil {
			t.Errorf("with %s it is valid", change[1])
		}
	}
	if !json.Valid(report.JSON()) {
		t.Error("the report is no JSON")
	}
}

func TestConditions(t *testing.T) {
	r := compare(t, newEngine(t), replaytest.Before, replaytest.After)
	for text, want := range map[string]string{
		"never_again>0": "[never_again>0: never_again is 1]", "depends>=3,depends>3": "[depends>=3: depends is 3]",
		"different>0,order>0": "[different>0: different is 1]", "failures>100": "[]", "gone>0": "error", "": "error",
	} {
		conditions, err := diff.ParseConditions(text)
		got := fmt.Sprint(conditions.Fulfilled(r))
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
