package engine_test

import (
	"fmt"

	"github.com/claimsmith/claimsmith/guest/engine"
)

func Example() {
	config := `{"access_token":{"custom_claim_mappings":[
		{"name":"country","expression":"anonymous_session.metadata.country"},
		{"name":"language","expression":"anonymous_session.metadata.language"}]}}`
	session := `{"session_id":"sess_12345","metadata":{"country":"Spain"}}`

	outcome, ok := engine.New().Evaluate(config, session, `"https://api.example.com"`)
	fmt.Println(ok, string(outcome))
	// Output:
	// true {"access_token":{"claims":{"country":"Spain"},"bytes":19},"ignored":[{"token":"access_token","claim":"language","reason":"no_value"}]}
}
