// Package claimstest tests in Go which custom claims a config puts into tokens:
//
//	func TestCountry(t *testing.T) {
//		policy := claimstest.Load(t, "testdata/app.json")
//		r := policy.Evaluate(t, `{"metadata": {"country": "Spain"}}`, "https://api.example.com")
//		r.AccessToken.WantClaim("country", `"Spain"`)
//		r.AccessToken.WantIgnored("language", "no_value")
//	}
//
// Values are compared as JSON: white space and the order of members do not matter,
// numbers and strings are equal if their text is, so 1.0 is not 1.
//
// Where a claim is missing, the report says why and what would help, as claimsmith
// explain does. All tests of a process share one engine, and may run in parallel.
package claimstest
