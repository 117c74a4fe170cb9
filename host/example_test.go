package host_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/abi/translated"
	"github.com/claimsmith/claimsmith/host"
)

const (
	countryConfig = `{"access_token":{"custom_claim_mappings":[
		{"name":"country","expression":"anonymous_session.metadata.country"},
		{"name":"plan","expression":"user.app_metadata.plan"}]}}`

	// A session has one of two forms: it is an anonymous session, or a transaction that
	// has one, a user, both or neither.
	anonymousSession = `{"session_id":"sess_1","metadata":{"country":"Spain"}}`
	transaction      = `{"scope":"openid","user":{"app_metadata":{"plan":"gold"}},"anonymous_session":{"metadata":{"country":"Spain"}}}`
)

func Example() {
	ctx := context.Background()
	engine, err := host.New(ctx)
	if err != nil {
		panic(err)
	}
	defer engine.Close(ctx)
	outcome, err := engine.Evaluate(ctx, []byte(countryConfig), []byte(transaction), host.Audience("https://api.example.com"))
	if err != nil {
		panic(err)
	}
	claims, err := outcome.Claims(host.AccessToken)
	if err != nil {
		panic(err)
	}
	for name, value := range claims.All() {
		fmt.Printf("%s = %s\n", name, value)
	}
	// Output:
	// country = "Spain"
	// plan = "gold"
}

// With a translated module there is nothing to compile.
func ExampleWithTranslated() {
	ctx := context.Background()
	engine, err := host.New(ctx, host.WithTranslated(translated.Module()))
	if err != nil {
		panic(err)
	}
	defer engine.Close(ctx)
	fmt.Println(engine.Module().Runner)
	// Output: translated
}

// A policy is for many sessions of one config.
func ExampleEngine_Policy() {
	ctx := context.Background()
	engine, err := host.New(ctx)
	if err != nil {
		panic(err)
	}
	defer engine.Close(ctx)
	policy, err := engine.Policy(ctx, []byte(countryConfig))
	if err != nil {
		panic(err)
	}
	for _, session := range []string{anonymousSession, transaction} {
		outcome, err := policy.Evaluate(ctx, []byte(session), host.Audience())
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s\n", outcome.JSON)
	}
	// Output:
	// {"access_token":{"claims":{"country":"Spain"},"bytes":19},"ignored":[{"token":"access_token","claim":"plan","reason":"no_value"}]}
	// {"access_token":{"claims":{"country":"Spain","plan":"gold"},"bytes":33}}
}

func ExampleEngine_Explain() {
	ctx := context.Background()
	engine, err := host.New(ctx)
	if err != nil {
		panic(err)
	}
	defer engine.Close(ctx)
	explanation, err := engine.Explain(ctx, []byte(countryConfig), []byte(anonymousSession), host.Audience("https://api.example.com"))
	if err != nil {
		panic(err)
	}
	explained, err := explanation.Decode()
	if err != nil {
		panic(err)
	}
	for _, decision := range explained.Decisions {
		fmt.Printf("%s: %s %s\n", decision.Claim, decision.Verdict, cmp.Or(decision.Reason, "to the "+decision.Token))
	}
	// Output:
	// country: added to the access_token
	// plan: ignored no_value
}

func ExampleAudience() {
	fmt.Printf("%s\n", host.Audience("https://api.example.com"))
	fmt.Printf("%s\n", host.Audience("https://api.example.com", "https://login.example.com/userinfo"))
	fmt.Printf("%s\n", host.Audience())
	// Output:
	// "https://api.example.com"
	// ["https://api.example.com","https://login.example.com/userinfo"]
	// ""
}

func ExamplePolicyError() {
	ctx := context.Background()
	engine, err := host.New(ctx)
	if err != nil {
		panic(err)
	}
	defer engine.Close(ctx)
	_, err = engine.Evaluate(ctx, []byte(`{}`), []byte(`{"scope":1}`), host.Audience())
	fmt.Println(errors.Is(err, &host.PolicyError{Code: abi.InvalidSession}))
	var failed *host.PolicyError
	if errors.As(err, &failed) {
		fmt.Println(failed.Problems[0].Code, *failed.Problems[0].Path)
	}
	// Output:
	// true
	// wrong_type /scope
}
