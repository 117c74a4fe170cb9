package claimstest_test

import (
	"fmt"
	"testing"

	"github.com/claimsmith/claimsmith/host/claimstest"
)

// A printer stands in for the *testing.T that a test has, to show what it reports.
type printer struct{ testing.TB }

func (printer) Helper() {}

func (printer) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }

func Example() {
	var t printer // in a test: func TestCountry(t *testing.T)

	policy := claimstest.New(t, []byte(`{ "access_token": { "custom_claim_mappings": [
		{ "name": "country",  "expression": "anonymous_session.metadata.country" },
		{ "name": "language", "expression": "anonymous_session.metadata.language" }
	] } }`))
	r := policy.Evaluate(t, `{ "metadata": { "country": "Spain" } }`, "https://api.example.com")

	r.AccessToken.WantIgnored("language", "no_value")
	r.AccessToken.WantClaim("country", `"France"`)
	// Output:
	// access_token has another claim "country"
	//   want "France", got "Spain"
}
