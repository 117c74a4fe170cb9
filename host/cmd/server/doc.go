// Package server is a local and team-internal server: a Management API to save
// mappings to, an issuer of tokens to test against, the policy over HTTP, and the
// page. It is not an identity provider for the public: its issuer gives whoever
// reaches it tokens for anybody.
//
//	storage, err := store.Open(ctx, "claimsmith.db")
//	…
//	s, err := server.New(ctx, server.Options{
//		Store: storage, Engine: engine, Issuer: "http://localhost:8484/",
//		Loopback: true, Limits: server.DefaultLimits(), Lifetimes: server.DefaultLifetimes(),
//	})
//	if err != nil {
//		return err
//	}
//	defer s.Close(ctx)
//	http.ListenAndServe("localhost:8484", s.Handler())
//
// The Management API asks for tokens, which NewToken makes and the store keeps a hash
// of, unless the server is open.
//
// openapi.json, which the server serves, says what every route takes and answers.
// Sessions are never logged, and those of evaluations never stored.
package server
