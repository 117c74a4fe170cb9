package claimstest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host/claimstest"
)

// A recorder is a test whose reports are looked at.
type recorder struct {
	testing.TB
	reports []string
	ended   bool
}

func (*recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.reports = append(r.reports, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	r.ended = true
	runtime.Goexit()
}

// record runs what a test would do.
func record(test func(t testing.TB)) *recorder {
	r := &recorder{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		test(r)
	}()
	<-done
	return r
}

const config = `{
	"access_token": { "custom_claim_mappings": [
		{ "name": "country", "expression": "anonymous_session.metadata.country" },
		{ "name": "language", "expression": "anonymous_session.metadata.language" },
		{ "name": "email", "expression": "user.email" },
		{ "name": "o", "expression": "anonymous_session.metadata.o" } ] },
	"id_token": { "custom_claim_mappings": [
		{ "name": "https://auth0.com/x", "expression": "user.email" },
		{ "name": "tier", "expression": "user.tier" } ] } }`

const session = `{ "anonymous_session": { "metadata": { "country": "Spain", "o": { "a": 1.0, "b": [1, 2] } } },
	"user": { "email": "a@example.com", "tier": "gold" }, "scope": "openid",
	"custom_claims": { "id_token": [ { "name": "tier", "value": "silver" } ] } }`

func TestWhatHolds(t *testing.T) {
	t.Parallel()
	p := claimstest.New(t, []byte(config))
	p.WantValid(t)
	r := p.Evaluate(t, session, "https://api.example.com", "https://api2.example.com")
	r.AccessToken.WantClaim("country", `"Spain"`)
	r.AccessToken.WantClaim("o", `{"b": [1,2], "a": 1.0}`)
	r.AccessToken.WantNoClaim("language")
	r.AccessToken.WantIgnored("language", "no_value")
	r.AccessToken.WantIgnored("email", "scope_not_granted")
	r.AccessToken.WantClaims(`{"o": {"a": 1.0, "b": [1, 2]}, "country": "Spain"}`)
	r.IDToken.WantClaims(`{"tier": "silver"}`)
	r.IDToken.WantIgnored("tier", "overridden")
	r.IDToken.WantIgnored("https://auth0.com/x", "auth0_namespace")
	r.Userinfo.WantClaims(`{"tier": "silver"}`)
	r.Userinfo.WantIgnored("tier", "overridden")
	if c := r.AccessToken.Claims(); len(c) != 2 || c[0].Name != "country" {
		t.Errorf("the claims are %v", c)
	}
	if e := r.Explanation(); e == nil || len(e.Decisions) != 7 {
		t.Errorf("the explanation is %+v", e)
	}

	r = p.Evaluate(t, session, "https://x.auth0.com/api/v2/")
	r.AccessToken.WantIgnored("country", "auth0_audience")
	r = p.Evaluate(t, `{"metadata":{}}`)
	r.AccessToken.WantClaims(`{}`)

	p.Evaluate(t, `[]`).WantFailure(abi.InvalidSession)
	p.Evaluate(t, `[]`).WantFailure(abi.InvalidSession, "wrong_type")
	claimstest.New(t, []byte(`{"access_token":{"custom_claim_mappings":[{},{"name":"iss","expression":"user.x"}]}}`)).
		Evaluate(t, session).WantFailure(abi.InvalidConfig, "restricted_claim", "missing_member", "missing_member")
	large := p.Evaluate(t, `{"metadata":{"country":"`+strings.Repeat("x", 102_400)+`"}}`)
	large.WantFailure(abi.PayloadTooLarge)
	if large.Explanation() == nil {
		t.Error("a payload that is too large is not explained")
	}
}

func TestWhatIsReported(t *testing.T) {
	t.Parallel()
	evaluate := func(t testing.TB) *claimstest.Result {
		return claimstest.New(t, []byte(config)).Evaluate(t, session, "https://api.example.com")
	}
	// Hints are the module's to word.
	hint := regexp.MustCompile(`(?m)hint: .+$`)
	for _, test := range []struct {
		name string
		do   func(t testing.TB)
		want string
	}{
		{"a claim that is missing", func(t testing.TB) { evaluate(t).AccessToken.WantClaim("language", `"es"`) },
			"access_token has no claim \"language\"\n  want \"es\"\n  ignored: no_value (VAL-1), mapped from anonymous_session.metadata.language\n  hint: …\n  place: /anonymous_session/metadata/language"},
		{"a scope", func(t testing.TB) { evaluate(t).AccessToken.WantClaim("email", `"a@example.com"`) },
			"access_token has no claim \"email\"\n  want \"a@example.com\"\n  ignored: scope_not_granted (RES-6), mapped from user.email, needs the scope email\n  hint: …"},
		{"a claim that nothing sets", func(t testing.TB) { evaluate(t).IDToken.WantClaim("country", `"Spain"`) },
			"id_token has no claim \"country\"\n  want \"Spain\"\n  no mapping and no custom claim of the session has this name"},
		{"another value", func(t testing.TB) { evaluate(t).AccessToken.WantClaim("o", `{"a":1,"b":[1,2,3],"c":0}`) },
			"access_token has another claim \"o\"\n  /a: want 1, got 1.0\n  /b/2: want 3, got nothing\n  /c: want 0, got nothing"},
		{"a value that is no JSON", func(t testing.TB) { evaluate(t).AccessToken.WantClaim("country", `Spain`) },
			"the value to compare \"country\" with is no JSON: Spain"},
		{"a claim that should not be there", func(t testing.TB) { evaluate(t).AccessToken.WantNoClaim("country") },
			"access_token has the claim \"country\": \"Spain\""},
		{"other claims", func(t testing.TB) {
			evaluate(t).AccessToken.WantClaims(`{"country":"Spain","language":"es","x":1}`)
		},
			"access_token has other claims\n  /language: want \"es\", got nothing\n  /x: want 1, got nothing\n  /o: want nothing, got {\"a\":1.0,\"b\":[1,2]}" +
				"\n  \"language\":\n    ignored: no_value (VAL-1), mapped from anonymous_session.metadata.language\n    hint: …\n    place: /anonymous_session/metadata/language" +
				"\n  \"x\":\n    no mapping and no custom claim of the session has this name"},
		{"claims that are no object", func(t testing.TB) { evaluate(t).AccessToken.WantClaims(`[1]`) },
			"the claims to compare access_token with are no JSON object: [1]"},
		{"ignored for another reason", func(t testing.TB) { evaluate(t).AccessToken.WantIgnored("language", "not_namespaced") },
			"access_token has no claim \"language\", but not for the reason\n  want not_namespaced\n  ignored: no_value (VAL-1), mapped from anonymous_session.metadata.language\n  hint: …\n  place: /anonymous_session/metadata/language"},
		{"not ignored", func(t testing.TB) { evaluate(t).AccessToken.WantIgnored("country", "no_value") },
			"access_token has the claim \"country\": \"Spain\"\n  want it ignored: no_value"},
		{"no failure", func(t testing.TB) { evaluate(t).WantFailure(abi.InvalidConfig) },
			"the evaluation did not fail; want invalid_config"},
		{"another failure", func(t testing.TB) {
			claimstest.New(t, []byte(config)).Evaluate(t, "[]").WantFailure(abi.InvalidConfig, "b", "a")
		}, "the evaluation failed: invalid_session\n  (byte 0) wrong_type: …\n  want invalid_config with a, b"},
		{"other problems", func(t testing.TB) {
			claimstest.New(t, []byte(config)).Evaluate(t, "[]").WantFailure(abi.InvalidSession, "json_syntax")
		}, "the evaluation failed: invalid_session\n  (byte 0) wrong_type: …\n  want invalid_session with json_syntax"},
		{"claims of a failure", func(t testing.TB) {
			claimstest.New(t, []byte(config)).Evaluate(t, "[]").AccessToken.WantClaim("country", `"Spain"`)
		}, "the evaluation failed: invalid_session\n  (byte 0) wrong_type: …"},
		{"a payload that is too large", func(t testing.TB) {
			claimstest.New(t, []byte(config)).Evaluate(t, `{"metadata":{"country":"`+strings.Repeat("x", 102_400)+`"}}`).AccessToken.WantNoClaim("x")
		}, "the evaluation failed: payload_too_large: access_token has 102414 bytes, the limit is 102400"},
		{"a config that is not valid", func(t testing.TB) { claimstest.New(t, []byte(`[]`)).WantValid(t) },
			"the config is not valid:\n  (byte 0) wrong_type: …"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := record(test.do)
			got := hint.ReplaceAllString(strings.Join(r.reports, "\n\n"), "hint: …")
			got = regexp.MustCompile(`(?m)wrong_type: .+$`).ReplaceAllString(got, "wrong_type: …")
			if got != test.want || r.ended {
				t.Errorf("%s\n\nwant\n\n%s", got, test.want)
			}
		})
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "app.json")
	if err := os.WriteFile(path, []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	claimstest.Load(t, path).Evaluate(t, session).AccessToken.WantClaim("country", `"Spain"`)
	r := record(func(t testing.TB) { claimstest.Load(t, path+".none") })
	if !r.ended || len(r.reports) != 1 || !strings.Contains(r.reports[0], "app.json.none") {
		t.Errorf("%+v", r)
	}
}

// TestReportsAreText has a session with characters that a terminal would obey, or shows
// by nothing.
func TestReportsAreText(t *testing.T) {
	t.Parallel()
	const odd = "\u009b31m\u202e\u200b"
	r := record(func(t testing.TB) {
		r := claimstest.New(t, []byte(config)).Evaluate(t, `{"metadata":{"country":"`+odd+`"}}`, "a")
		r.AccessToken.WantClaim("country", `"`+odd+`x"`)
		r.AccessToken.WantNoClaim("country")
		r.AccessToken.WantClaims(`{"` + odd + `":1}`)
		r.AccessToken.WantClaim("country", odd)
		r.AccessToken.WantIgnored("country", odd)
	})
	if len(r.reports) != 5 {
		t.Fatalf("%q", r.reports)
	}
	for _, report := range r.reports {
		if strings.ContainsAny(report, "\u009b\u202e\u200b") || !strings.Contains(report, `\u009b31m\u202e\u200b`) {
			t.Errorf("%q", report)
		}
	}
}
