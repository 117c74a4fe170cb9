package vector_test

import (
	"context"
	"fmt"
	"log"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/vector"
)

func Example() {
	ctx := context.Background()
	cases, err := vector.Parse("country.json", []byte(`{
		"name": "the country is in the access token",
		"config": { "access_token": { "custom_claim_mappings": [
			{ "name": "country", "expression": "anonymous_session.metadata.country" }
		] } },
		"session": { "metadata": { "country": "Spain" } },
		"audience": "https://api.example.com",
		"want": { "access_token": { "claims": { "country": "France" } } }
	}`))
	if err != nil {
		log.Fatal(err)
	}
	engine, err := host.New(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer engine.Close(ctx)
	for _, c := range cases {
		for _, difference := range c.Run(ctx, vector.Host(engine)) {
			fmt.Println(difference)
		}
	}
	// Output:
	// evaluate /access_token/claims/country: want "France", got "Spain"
}
