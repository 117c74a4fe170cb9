// Package vector runs test vectors: cases in JSON files that say what the policy
// decides for a config, a session and an audience. The command line runs them
// (claimsmith test), and a Go test can too:
//
//	cases, err := vector.Load("testdata/vectors")
//	if err != nil {
//		t.Fatal(err)
//	}
//	engine, err := host.New(ctx)
//	if err != nil {
//		t.Fatal(err)
//	}
//	for _, c := range cases {
//		for _, d := range c.Run(ctx, vector.Host(engine)) {
//			t.Errorf("%s: %s: %s", c.File, c.Name, d)
//		}
//	}
//
// # Files
//
// A file is a JSON array of cases, or one case:
//
//	{ "name": "…", "rules": ["RES-1"], "config": {}, "session": {}, "audience": "…",
//	  "want": { "access_token": { "claims": {} }, "ignored": [] } }
//
// An input is the member's own text in the file, so numbers keep their digits and
// objects their white space. Where the bytes matter, config_text, session_text and
// audience_text are strings that hold the text, and config_base64, session_base64
// and audience_base64 hold what is no UTF-8; config_file, session_file and
// audience_file name files beside this one that hold the bytes. An input that is
// not there is {}, {} and "".
//
// # Long texts
//
// An object that has the member $repeat, and nothing else, stands for a string: texts,
// each with how often it stands there, one after the other.
//
//	"session": { "metadata": { "v": { "$repeat": ["x", 102400] } } }
//	"config_text": { "$repeat": ["{}", 1, " ", 262142] }
//
// It may be any value in config, session, audience and in what a case wants, and all
// of config_text, session_text or audience_text. The texts are those of the file, with
// their escapes. Cases hold what it stands for, and so do the results that the command
// line writes for other runners. A member that really has this name is written with an
// escape, {"\u0024repeat": 1}, or where the bytes matter in a text, as in
// "session_text": "{\"$repeat\": 1}".
//
// # What a case wants
//
// A case has one or more of:
//
//   - want: the outcome of evaluate. Members that are not given are not compared.
//     Claims and the values of SAML attributes are equal to the last member; of
//     everything else the given members count, and of an array the order and the
//     number of its elements. An empty "ignored" or "logs" matches an absent one.
//   - want_error: the failure of evaluate. Its problems are a list of codes, of
//     which the order does not matter, or of objects, of which it does and the
//     given members count.
//   - want_explain: members of the explanation, compared like want. An error in it
//     is compared like want_error.
//   - want_validate: members of the validation. Its problems and warnings are
//     lists of codes or of objects.
//
// Numbers and strings are compared by their JSON text: 1.0 is not 1 and "\u00e9"
// is not "é". The order of an object's members never matters.
package vector
