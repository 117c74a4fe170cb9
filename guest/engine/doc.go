// Package engine decides which custom claims go into a token: a config, a session
// and an audience go in as JSON texts, the tokens' claims come out as one.
//
//	e := engine.New()
//	outcome, ok := e.Evaluate(config, session, `"https://api.example.com"`)
//
// It is pure: no input or output, no clock, no state that a result depends on. The
// module in abi/ is this package behind a shim, and a Go program that can do
// without the sandbox may call it as it is.
//
// # The way of the data
//
// Each step is a file and a type:
//
//	text ──scanner──▶ spans ──▶ candidates ──restrict──▶ reasons ──writer──▶ text
//	          ▲
//	        tree ◀── plan ◀──compile── config
//
// A config is read once, with every problem that it has (config.go), and compiled to
// a plan (plan.go): a tree of the places to look at in a session, and for each
// claim what its name decides. Plans are kept (cache.go). A session is read in one
// pass along the tree (scan.go), a candidate is made of each claim that a mapping
// or code asks for and passed through the restrictions (decide.go), and the result
// is written (outcome.go, explain.go). The policy's tables are in tables.go and in
// no other place.
//
// Identifiers such as RES-4 are rules, and sections are sections, of the policy:
// guest/POLICY.md.
package engine
