// Package issuer issues tokens with the claims that the engine decides, for
// development and tests: anonymous sessions with their access tokens, logins whose
// user the caller makes up, refreshed tokens, userinfo, discovery and keys.
//
//	i, err := issuer.New(ctx, issuer.Options{
//		URL:     "http://localhost:8080/",
//		Engine:  engine,
//		Find:    func(ctx context.Context, clientID, audience string) (*issuer.Registration, error) { … },
//		Storage: storage,
//	})
//	if err != nil {
//		return err
//	}
//	http.ListenAndServe("localhost:8080", i.Handler())
//
// Then
//
//	curl localhost:8080/anonymous/token --json '{"client_id":"shop","metadata":{"country":"Spain"}}'
//
// answers with a session and an access token that any verifier accepts which finds its
// keys by discovery: as the provider's are, or by RFC 9068 where the API says so. A login for a test is
//
//	curl localhost:8080/oauth/token --json '{
//		"grant_type": "urn:claimsmith:params:oauth:grant-type:test-login",
//		"client_id": "shop", "scope": "openid email offline_access",
//		"user": {"user_id": "test|1", "email": "a@example.com"}}'
//
// It asks for no password and no client secret: who can reach the issuer gets any
// token of a user from it. That is what it is for, and why nothing else may trust it.
// What is saved of clients and APIs is obeyed all the same (Registration), and the grants
// of RFC 6749 ask for what they ask for at the provider.
//
// Custom claims are in the tokens as the engine wrote them, byte for byte. No
// member can occur twice: the engine refuses the names that the issuer writes, and
// New refuses an engine that does not.
//
// It is for programs, and for the pages of origins that its clients have registered
// (Options.Registered): a browser names the origin of the page that a request is for,
// and what another one asks is refused with 403 before anything is stored.
//
// What is stored is bounded, by client and in all (Options.Bounds). Where a login comes
// to the bound, the oldest ones go: their refresh tokens and their access tokens at
// userinfo are as good as expired. An end of a session that has no room is refused with
// 503, as the session would go on if another end went.
//
// Errors are those of RFC 6749, section 5.2, and of RFC 6750, section 3. Where the
// policy says no they have the engine's problems too; their paths and offsets are
// of the transaction that the issuer makes of the request (the policy's section 7):
// what came as metadata is at /anonymous_session/metadata there.
//
// A session is no client's own, and nowhere but in its session token, which
// is encrypted with a key that all nodes share; only its end is stored, and counted for
// the client that began it. Its metadata are set once, when it begins. A browser has the
// token in the cookie auth0_anon, too.
// An ended session cannot be continued; the access tokens that it has given live
// until they expire.
//
// Of metadata with several names that have half of a surrogate pair each, each is a name
// of its own. Parameters that are strings have whole pairs.
//
// Refresh tokens do not rotate, as the provider's do not by default: one is good
// until RefreshTokenLifetime is over, and each use evaluates again, with all that is
// saved at that moment. Userinfo answers what was decided when its access token was
// issued, last if two logins within a second got the same one.
package issuer
