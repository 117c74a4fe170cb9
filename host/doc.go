// Package host runs the policy module in a Go program: it decides which custom
// claims go into a token.
//
//	engine, err := host.New(ctx)
//	if err != nil {
//		return err
//	}
//	defer engine.Close(ctx)
//	outcome, err := engine.Evaluate(ctx, config, session, audience)
//	var failed *host.PolicyError
//	if errors.As(err, &failed) {
//		// the config, the session or the audience is at fault, see failed.Problems
//	}
//	token.CustomClaims = outcome.JSON
//
// All texts are JSON and go through untouched; what the members mean is the
// policy's (guest/POLICY.md). An Engine and all that comes from it may be used by
// any number of goroutines. Results are copies that belong to the caller.
//
// A module instance serves one call at a time, so an Engine keeps a pool of them,
// made on demand and bounded. An instance that traps, runs out of time or breaks
// the contract is dropped; that call fails, the others never notice.
package host
