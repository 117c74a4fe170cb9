package replay_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

func Example() {
	ctx := context.Background()
	engine, err := host.New(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = engine.Close(ctx) }()
	config := `{"access_token":{"custom_claim_mappings":[{"name":"%s","expression":"anonymous_session.metadata.country"}]}}`
	replayer, err := replay.New(ctx, engine, replay.Options{
		Before: fmt.Appendf(nil, config, "country"),
		After:  fmt.Appendf(nil, config, "region"),
	})
	if err != nil {
		log.Fatal(err)
	}
	sessions := `{"metadata":{"country":"Spain"}}
{"session":{"metadata":{"country":"Chile"}},"audience":"https://api.shop.example"}
`
	found, err := replay.Run(ctx, replayer, []string{replay.Stdin}, replay.RunOptions{Stdin: strings.NewReader(sessions)})
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range found.Report().Claims {
		fmt.Printf("%q for %q: %d added, %d removed, %d renamed\n", c.Claim, c.Audience, c.Added, c.Removed, c.Renamed)
	}
	// Output:
	// "country" for "": 0 added, 0 removed, 1 renamed
	// "country" for "https://api.shop.example": 0 added, 0 removed, 1 renamed
}
