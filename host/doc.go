// Package host runs the policy module in a Go program: it decides which custom
// claims go into a token.
//
//	engine, err := host.New(ctx)
//	if err != nil {
//		return err
//	}
//	defer engine.Close(ctx)
//	outcome, err := engine.Evaluate(ctx, config, session, host.Audience("https://api.example.com"))
//	var failed *host.PolicyError
//	if errors.As(err, &failed) {
//		// the config, the session or the audience is at fault, see failed.Problems
//	}
//	claims, err := outcome.Claims(host.AccessToken)
//	for name, value := range claims.All() {
//		payload[name] = value // json.RawMessage, as the session had it
//	}
//
// A session has one of two forms. A transaction has the members anonymous_session, user,
// scope, protocol and custom_claims, any of them, and is what a login or a token request
// is. An object with none of these is an anonymous session by itself, as
// {"metadata": {"country": "Spain"}}. With one of them it is a transaction, in which an
// anonymous session that is not under anonymous_session is not read.
//
// All texts are JSON and go through untouched; what the members mean is the
// policy's (guest/POLICY.md). An Engine and all that comes from it may be used by
// any number of goroutines. Results are copies that belong to the caller.
//
// A module instance serves one call at a time, so an Engine keeps a pool of them,
// made on demand and bounded. An instance that traps, runs out of time or breaks
// the contract is dropped; that call fails, the others never notice.
//
// New has wazero compile the module. With WithTranslated and package translated there is
// nothing to compile, and calls take half as long; that cannot be stopped by a time
// limit. Take it for programs of your own that run no other module.
package host
