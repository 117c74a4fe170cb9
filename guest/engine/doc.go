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
// There is one, for all inputs ([Engine.Evaluate]), and explain goes it too:
//
//	config ──▶ plan ─────┐
//	session ─▶ findings ─┴▶ candidates ──▶ decisions ──▶ text
//	audience ────────────────────────────────▲
//
// A config is read once, with every problem that it has, and compiled to a plan: a tree
// of the places to look at in a session, and for each claim what its name decides. Plans
// are kept. A session is read in one pass along the tree. A candidate is made of each
// claim that a mapping or code asks for and passed through the restrictions, and what
// became of them is written.
//
// # Where a rule is
//
// Identifiers such as RES-4 are rules, and sections are sections, of the policy:
// guest/POLICY.md. Search for an identifier; it stands where the rule is judged.
//
//	IN-1, IN-2      lex.go, scan.go     what is JSON in UTF-8, and how deep
//	IN-3            config.go, session.go, audiences.go
//	IN-4, IN-5      scan.go             members that occur twice, types
//	CFG             config.go           problems of a config
//	CFG-9           expressions.go      section 3
//	CFG-11, SYS     system_claim.go     section 6
//	RES, VAL-1      restrictions.go     section 4
//	OVR-1           decide.go           candidates in the order of section 5
//	NS              namespaces.go       section 4.2
//	KIND            kinds.go            section 4.3
//	AUD             audiences.go        section 4.4
//	SCOPE           scopes.go           section 4.5
//	SES             session.go          section 7
//	LEG             legacy.go           section 8
//	SAML            saml.go             section 9
//	SIZE            decide.go           section 10
//	VAL-2, OUT      writer.go, outcome.go, problem.go   section 11
//	EXPLAIN, WARN   explain.go, warnings.go             section 12
//
// The policy's tables are in tables.go and in no other place; describe.go writes them
// out. What is left has no policy in it: engine.go, cache.go and plan.go keep and compile
// configs, tree.go and document.go are two ways to look into a text, names.go and text.go
// have what names need.
//
// # Memory
//
// A call allocates as it likes. In the module all that is gone when the next call begins,
// but for what [Memory] was told to keep. So an engine holds on to nothing that a call
// made: the scanner's and the decisions' lists are begun anew each time.
//
// The module's code is run by machines that make one pass over it. So what is seldom
// needed stands in functions of its own, marked to stay so: it would take the registers
// of what is always needed.
package engine
