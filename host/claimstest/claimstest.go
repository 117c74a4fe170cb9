package claimstest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/internal/display"
	"github.com/claimsmith/claimsmith/host/vector"
)

// engine is the one that all tests of the process share. It is never closed: no
// test can know that it is the last.
var engine = sync.OnceValues(func() (*host.Engine, error) { return host.New(context.Background()) })

// A Policy is a config under test.
type Policy struct {
	engine *host.Engine
	config []byte
}

// Load reads a config from a file. The test ends if that cannot be done.
func Load(t testing.TB, path string) *Policy {
	t.Helper()
	config, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("the config: %v", err)
	}
	return New(t, config)
}

// New takes a config as JSON. Evaluating is what finds out whether it has problems;
// see Result.WantFailure and Policy.WantValid.
func New(t testing.TB, config []byte) *Policy {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatalf("the engine: %v", err)
	}
	return &Policy{e, bytes.Clone(config)}
}

// WantValid reports what is wrong with the config, if anything is.
func (p *Policy) WantValid(t testing.TB) {
	t.Helper()
	validation, err := p.engine.Validate(context.Background(), p.config)
	if err != nil {
		t.Fatalf("the engine: %v", err)
	}
	validated, err := validation.Decode()
	if err != nil {
		t.Fatalf("the engine: %v", err)
	}
	if !validated.Valid {
		report(t, "the config is not valid:%s", problemLines(validated.Problems))
	}
}

// Evaluate decides which claims go into the tokens for a session, which is JSON,
// and the audiences, which are plain text. What follows reports to t.
func (p *Policy) Evaluate(t testing.TB, session string, audience ...string) *Result {
	t.Helper()
	r := &Result{t: t}
	for _, token := range []struct {
		to   **Token
		name string
	}{{&r.AccessToken, "access_token"}, {&r.IDToken, "id_token"}, {&r.Userinfo, "userinfo"}} {
		*token.to = &Token{result: r, name: token.name}
	}
	explanation, err := p.engine.Explain(context.Background(), p.config, []byte(session), host.Audience(audience...))
	if errors.As(err, &r.failure) {
		return r
	}
	if err != nil {
		t.Fatalf("the engine: %v", err)
	}
	if r.explained, err = explanation.Decode(); err != nil {
		t.Fatalf("the engine: %v", err)
	}
	r.failure = r.explained.Error
	r.AccessToken.claims = r.explained.AccessToken.Claims
	if token := r.explained.IDToken; token != nil {
		r.IDToken.claims = token.Claims
	}
	if token := r.explained.Userinfo; token != nil {
		r.Userinfo.claims = token.Claims
	}
	return r
}

// A Result is what an evaluation decided.
type Result struct {
	// The tokens and what /userinfo returns. They are never nil, and have no claims
	// where there is no such token.
	AccessToken, IDToken, Userinfo *Token

	t         testing.TB
	explained *host.Explained   // nil if an input is at fault
	failure   *host.PolicyError // nil if there are tokens
}

// Explanation is all that is known about the evaluation, nil if an input is at
// fault.
func (r *Result) Explanation() *host.Explained { return r.explained }

// WantFailure reports if the evaluation did not fail with a code, such as
// abi.InvalidConfig, and, if any are given, with exactly these problems' codes in
// any order.
func (r *Result) WantFailure(code string, problems ...string) {
	r.t.Helper()
	if r.failure == nil {
		report(r.t, "the evaluation did not fail; want %s", code)
		return
	}
	var got []string
	for _, p := range r.failure.Problems {
		got = append(got, p.Code)
	}
	want := slices.Sorted(slices.Values(problems))
	slices.Sort(got)
	if r.failure.Code != code || len(want) > 0 && !slices.Equal(got, want) {
		if len(want) > 0 {
			code += " with " + strings.Join(want, ", ")
		}
		report(r.t, "%s\n  want %s", r.failed(), code)
	}
}

// failed says how the evaluation failed.
func (r *Result) failed() string {
	f := r.failure
	if f.Token != "" {
		return fmt.Sprintf("the evaluation failed: %s: %s has %d bytes, the limit is %d", f.Code, f.Token, f.Bytes, f.Limit)
	}
	return "the evaluation failed: " + f.Code + problemLines(f.Problems)
}

// report fails a test with what a terminal shows and does not obey.
func report(t testing.TB, format string, args ...any) {
	t.Helper()
	t.Errorf("%s", display.Lines(fmt.Sprintf(format, args...)))
}

func problemLines(problems []host.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString("\n  " + p.String())
	}
	return b.String()
}

// A Token is the claims of one token.
type Token struct {
	result *Result
	name   string
	claims host.Claims
}

// Claims are the token's claims in their order.
func (k *Token) Claims() host.Claims { return k.claims }

// there reports a failed evaluation, after which nothing can be said of claims.
func (k *Token) there() bool {
	k.result.t.Helper()
	if k.result.failure != nil {
		report(k.result.t, "%s", k.result.failed())
	}
	return k.result.failure == nil
}

// WantClaim reports if a claim is not there, with the reason, or has another value
// than this JSON.
func (k *Token) WantClaim(name, value string) {
	t := k.result.t
	t.Helper()
	if !k.there() {
		return
	}
	if !json.Valid([]byte(value)) {
		report(t, "the value to compare %q with is no JSON: %s", name, value)
		return
	}
	got, ok := k.claims.Get(name)
	if !ok {
		report(t, "%s has no claim %q\n  want %s%s", k.name, name, value, k.why(name))
		return
	}
	if differences := vector.Compare([]byte(value), got); differences != nil {
		report(t, "%s has another claim %q%s", k.name, name, differenceLines(differences))
	}
}

// WantNoClaim reports if a claim is there.
func (k *Token) WantNoClaim(name string) {
	k.result.t.Helper()
	if !k.there() {
		return
	}
	if got, ok := k.claims.Get(name); ok {
		report(k.result.t, "%s has the claim %q: %s", k.name, name, got)
	}
}

// WantClaims reports if the token's claims are not exactly the members of this JSON
// object. A system claim of the provider counts.
func (k *Token) WantClaims(claims string) {
	t := k.result.t
	t.Helper()
	if !k.there() {
		return
	}
	var want host.Claims
	if err := json.Unmarshal([]byte(claims), &want); err != nil {
		report(t, "the claims to compare %s with are no JSON object: %s", k.name, claims)
		return
	}
	got, err := k.claims.MarshalJSON()
	if err != nil {
		report(t, "%s: %v", k.name, err)
		return
	}
	differences := vector.Compare([]byte(claims), got)
	if differences == nil {
		return
	}
	var reasons strings.Builder
	for _, claim := range want {
		if _, ok := k.claims.Get(claim.Name); !ok {
			fmt.Fprintf(&reasons, "\n  %q:%s", claim.Name, strings.ReplaceAll(k.why(claim.Name), "\n", "\n  "))
		}
	}
	report(t, "%s has other claims%s%s", k.name, differenceLines(differences), &reasons)
}

func differenceLines(differences []vector.Difference) string {
	var b strings.Builder
	for _, d := range differences {
		b.WriteString("\n  " + d.String())
	}
	return b.String()
}

// WantIgnored reports if a claim was not ignored for a reason, such as
// "scope_not_granted". A name may have several candidates; one of them is enough.
func (k *Token) WantIgnored(name, reason string) {
	t := k.result.t
	t.Helper()
	if !k.there() {
		return
	}
	for _, d := range k.decisions(name) {
		if d.Reason == reason {
			return
		}
	}
	if got, ok := k.claims.Get(name); ok {
		report(t, "%s has the claim %q: %s\n  want it ignored: %s", k.name, name, got, reason)
		return
	}
	report(t, "%s has no claim %q, but not for the reason\n  want %s%s", k.name, name, reason, k.why(name))
}

// decisions are those about a claim's name. /userinfo has the ID token's claims.
func (k *Token) decisions(name string) (about []host.Decision) {
	token := k.name
	if token == "userinfo" {
		token = "id_token"
	}
	for _, d := range k.result.explained.Decisions {
		if d.Token == token && d.Claim == name {
			about = append(about, d)
		}
	}
	return about
}

// why says on lines of its own why a claim is not in the token.
func (k *Token) why(name string) string {
	about := k.decisions(name)
	if len(about) == 0 {
		return "\n  no mapping and no custom claim of the session has this name"
	}
	var b strings.Builder
	for _, d := range about {
		if d.Reason == "" {
			continue
		}
		fmt.Fprintf(&b, "\n  ignored: %s (%s)", d.Reason, d.Rule)
		if d.Expression != "" {
			fmt.Fprintf(&b, ", mapped from %s", d.Expression)
		}
		if d.Needs != "" {
			fmt.Fprintf(&b, ", needs the scope %s", d.Needs)
		}
		if d.Hint != "" {
			b.WriteString("\n  hint: " + d.Hint)
		}
		if d.Fix != nil && d.Fix.Path != "" {
			b.WriteString("\n  place: " + d.Fix.Path)
		}
	}
	return b.String()
}
