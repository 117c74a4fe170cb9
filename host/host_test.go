package host_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/abi/translated"
	"github.com/claimsmith/claimsmith/host"
)

func newEngine(t testing.TB, opts ...host.Option) *host.Engine {
	t.Helper()
	e, err := host.New(context.Background(), opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(context.Background()); err != nil {
			t.Errorf("closing the engine: %v", err)
		}
	})
	return e
}

const (
	shopConfig = `{"access_token":{"custom_claim_mappings":[
		{"name":"zeta","expression":"anonymous_session.metadata.big"},
		{"name":"__proto__","expression":"anonymous_session.metadata.one"},
		{"name":"email","expression":"anonymous_session.metadata.mail"},
		{"name":"basket","expression":"anonymous_session.metadata.none"}]},
		"id_token":{"custom_claim_mappings":[{"name":"alpha","expression":"anonymous_session.metadata.text"}]},
		"tenant":{"domain":"t.example"}}`
	shopSession = `{"session_id":"s","metadata":{"big":12345678901234567890,"one":1.0,"text":"\u00e9","mail":"a@b"}}`
	shopOutcome = `{"access_token":{"claims":{"zeta":12345678901234567890,"__proto__":1.0,"https://t.example/user_type":"anonymous"},"bytes":45},` +
		`"id_token":{"claims":{"alpha":"\u00e9"},"bytes":18},"userinfo":{"claims":{"alpha":"\u00e9"}},` +
		`"ignored":[{"token":"access_token","claim":"email","reason":"scope_not_granted","needs":"email"},` +
		`{"token":"access_token","claim":"basket","reason":"no_value"}]}`
	samlConfig = `{"saml_configuration":{"mappings":{"a":"app_metadata.a"}},
		"tenant":{"migrations":{"custom_claims_must_be_namespaced":true}}}`
	samlSession = `{"protocol":"samlp","user":{"app_metadata":{"a":[1,2.50]}},
		"custom_claims":{"access_token":[{"name":"x","value":1}]}}`
	shopAudience = `"https://api.example.com"`
	brokenConfig = `{"access_token":{"custom_claim_mappings":[{"name":"roles","expression":"user.x"},{"expression":"nobody.x"}]}}`
)

const samlStatement = `<saml:AttributeStatement xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ` +
	`xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
	`<saml:Attribute Name="a" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic">` +
	`<saml:AttributeValue xsi:type="xs:double">1</saml:AttributeValue><saml:AttributeValue xsi:type="xs:double">2.50</saml:AttributeValue>` +
	`</saml:Attribute></saml:AttributeStatement>`

func TestEvaluate(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		e := newEngine(t, run...)
		for _, test := range []struct{ name, config, session, audience, want string }{
			{"nothing", `{}`, `{}`, `""`, `{"access_token":{"claims":{},"bytes":2}}`},
			{"white space", " {\n} ", "\t{}", `[ "a" ]`, `{"access_token":{"claims":{},"bytes":2}}`},
			{"claims", shopConfig, shopSession, shopAudience, shopOutcome},
			{"attributes", samlConfig, samlSession, shopAudience,
				`{"access_token":{"claims":{},"bytes":2},"saml":{"attributes":[{"name":"a",` +
					`"name_format":"urn:oasis:names:tc:SAML:2.0:attrname-format:basic","type":"xs:double","values":[1,2.50]}],"statement":"` + strings.ReplaceAll(samlStatement, `"`, `\"`) + `"},` +
					`"ignored":[{"token":"access_token","claim":"x","reason":"not_namespaced"}],"logs":[{"type":"depnote","description":"`},
		} {
			outcome, err := e.Evaluate(context.Background(), []byte(test.config), []byte(test.session), []byte(test.audience))
			if err != nil || !bytes.HasPrefix(outcome.JSON, []byte(test.want)) {
				t.Errorf("%s: %s, %v", test.name, outcome.JSON, err)
			}
		}
	})
}

func TestDecodeOutcome(t *testing.T) {
	e := newEngine(t)
	outcome, err := e.Evaluate(context.Background(), []byte(shopConfig), []byte(shopSession), []byte(shopAudience))
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := outcome.Decode()
	if err != nil {
		t.Fatal(err)
	}
	alpha := host.Claims{{"alpha", json.RawMessage(`"\u00e9"`)}}
	want := &host.Tokens{
		AccessToken: host.Token{Bytes: 45, Claims: host.Claims{
			{"zeta", json.RawMessage(`12345678901234567890`)},
			{"__proto__", json.RawMessage(`1.0`)},
			{"https://t.example/user_type", json.RawMessage(`"anonymous"`)},
		}},
		IDToken:  &host.Token{Claims: alpha, Bytes: 18},
		Userinfo: &host.Userinfo{Claims: alpha},
		Ignored: []host.Ignored{
			{Token: "access_token", Claim: "email", Reason: "scope_not_granted", Needs: "email"},
			{Token: "access_token", Claim: "basket", Reason: "no_value"},
		},
	}
	if !reflect.DeepEqual(tokens, want) {
		t.Errorf("decoded are %+v, not %+v", tokens, want)
	}
	if value, ok := tokens.AccessToken.Claims.Get("__proto__"); !ok || string(value) != "1.0" {
		t.Errorf("__proto__ is %s, %t", value, ok)
	}
	if value, ok := tokens.AccessToken.Claims.Get("email"); ok {
		t.Errorf("an ignored claim is %s", value)
	}
}

func TestDecodeAttributes(t *testing.T) {
	e := newEngine(t)
	outcome, err := e.Evaluate(context.Background(), []byte(samlConfig), []byte(samlSession), []byte(shopAudience))
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := outcome.Decode()
	if err != nil {
		t.Fatal(err)
	}
	want := &host.SAML{Statement: samlStatement, Attributes: []host.Attribute{{
		Name:       "a",
		NameFormat: "urn:oasis:names:tc:SAML:2.0:attrname-format:basic",
		Type:       "xs:double",
		Values:     []json.RawMessage{json.RawMessage(`1`), json.RawMessage(`2.50`)},
	}}}
	if !reflect.DeepEqual(tokens.SAML, want) {
		t.Errorf("the attributes are %+v", tokens.SAML)
	}
	if len(tokens.Logs) != 1 || tokens.Logs[0].Type != "depnote" || tokens.Logs[0].Description == "" ||
		!bytes.Contains(tokens.Logs[0].Details, []byte(`"access_token_claims_to_be_allowed":["x"]`)) {
		t.Errorf("the logs are %+v", tokens.Logs)
	}
	if tokens.IDToken != nil || tokens.Userinfo != nil {
		t.Errorf("there are tokens that nothing asks for: %+v", tokens)
	}
}

func TestExplain(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		e := newEngine(t, run...)
		explanation, err := e.Explain(context.Background(), []byte(shopConfig), []byte(shopSession), []byte(shopAudience))
		if err != nil {
			t.Fatal(err)
		}
		if outcome := strings.TrimSuffix(shopOutcome, "}"); !strings.HasPrefix(string(explanation.JSON), outcome+",") {
			t.Errorf("the explanation does not begin like the outcome: %s", explanation.JSON)
		}
		explained, err := explanation.Decode()
		if err != nil {
			t.Fatal(err)
		}
		if len(explained.Decisions) != 6 || explained.Form != "anonymous_session" || explained.Decisions[4].Source != "system" {
			t.Fatalf("there are %d decisions", len(explained.Decisions))
		}
		added := host.Decision{
			Token: "access_token", Claim: "__proto__", Source: "mapping", Expression: "anonymous_session.metadata.one",
			Kind: "private", Verdict: "added", Type: "number", Bytes: 15,
		}
		if got := explained.Decisions[1]; !reflect.DeepEqual(got, added) {
			t.Errorf("__proto__ is %+v", got)
		}
		got := explained.Decisions[2]
		if got.Hint == "" || got.Fix == nil || *got.Fix != (host.Fix{Code: "grant_scope", Scope: "email", Wrap: "anonymous_session"}) {
			t.Errorf("email has the hint %q and the fix %+v", got.Hint, got.Fix)
		}
		got.Hint, got.Fix = "", nil
		ignored := host.Decision{
			Token: "access_token", Claim: "email", Source: "mapping", Expression: "anonymous_session.metadata.mail",
			Kind: "registered", Verdict: "ignored", Reason: "scope_not_granted", Rule: "RES-6", Needs: "email", Type: "string", Bytes: 13,
		}
		if !reflect.DeepEqual(got, ignored) {
			t.Errorf("email is %+v", got)
		}
		if fix := explained.Decisions[3].Fix; fix == nil || *fix != (host.Fix{Code: "change_expression", Expression: "anonymous_session.metadata.one"}) {
			t.Errorf("basket has the fix %+v", fix)
		}
		sizes := map[string]host.Payload{"access_token": {Bytes: 45, Limit: 102400}, "id_token": {Bytes: 18, Limit: 102400}}
		if !reflect.DeepEqual(explained.Payload, sizes) {
			t.Errorf("the payloads are %+v", explained.Payload)
		}
		if w := explained.Warnings; len(w) == 0 || w[0].Code != "private_claim" || *w[0].Claim != "zeta" {
			t.Errorf("the warnings are %v", w)
		}
		if explained.Error != nil || explained.AccessToken.Bytes != 45 {
			t.Errorf("explained is %+v", explained)
		}
	})
}

// large is a session whose value does not fit a token.
var large = []byte(`{"metadata":{"big":"` + strings.Repeat("x", 102_400) + `"}}`)

func TestPayloadTooLarge(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		ctx := context.Background()
		e := newEngine(t, run...)
		_, err := e.Evaluate(ctx, []byte(shopConfig), large, []byte(shopAudience))
		var failed *host.PolicyError
		if !errors.As(err, &failed) {
			t.Fatalf("the error is %v", err)
		}
		if failed.Code != abi.PayloadTooLarge || failed.Token != "access_token" || failed.Bytes != 102_411 ||
			failed.Limit != 102_400 || failed.Message == "" || failed.Problems != nil {
			t.Errorf("the failure is %+v", failed)
		}
		const says = "claimsmith: payload_too_large: access_token has 102411 bytes of custom claims, the limit is 102400"
		if failed.Error() != says {
			t.Errorf("the error says %q", failed.Error())
		}
		explanation, err := e.Explain(ctx, []byte(shopConfig), large, []byte(shopAudience))
		if err != nil {
			t.Fatal(err)
		}
		explained, err := explanation.Decode()
		if err != nil {
			t.Fatal(err)
		}
		if explained.Error == nil || explained.Error.Code != abi.PayloadTooLarge || explained.Error.Bytes != 102_411 {
			t.Errorf("the explanation's error is %+v", explained.Error)
		}
		if len(explained.Decisions) != 6 {
			t.Errorf("there are %d decisions", len(explained.Decisions))
		}
	})
}

func TestPolicyErrors(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		ctx := context.Background()
		e := newEngine(t, run...)
		for _, test := range []struct {
			name, config, session, audience string
			code                            string
			problems                        string // their codes
			says                            string
		}{
			{"config", brokenConfig, `1`, `1`, abi.InvalidConfig, "restricted_claim missing_member expression_root",
				"claimsmith: invalid_config: /access_token/custom_claim_mappings/0/name (byte 50) restricted_claim: The "},
			{"session", `{}`, `{"scope":1}`, `1`, abi.InvalidSession, "wrong_type", "claimsmith: invalid_session: /scope (byte 9) wrong_type: The "},
			{"audience", `{}`, `{}`, `1`, abi.InvalidAudience, "wrong_type", "claimsmith: invalid_audience: (byte 0) wrong_type: The "},
			{"no config", ``, `{}`, `""`, abi.InvalidConfig, "json_syntax", "claimsmith: invalid_config: (byte 0) json_syntax: The "},
			{"no session", `{}`, ``, `""`, abi.InvalidSession, "json_syntax", "claimsmith: invalid_session: (byte 0) json_syntax: The "},
			{"no audience", `{}`, `{}`, ``, abi.InvalidAudience, "json_syntax", "claimsmith: invalid_audience: (byte 0) json_syntax: The "},
			{"nothing", ``, ``, ``, abi.InvalidConfig, "json_syntax", "claimsmith: invalid_config: (byte 0) json_syntax: The "},
			{"no UTF-8", `{}`, "{\"a\":\"\xFF\"}", `""`, abi.InvalidSession, "json_syntax", "claimsmith: invalid_session: (byte 6) json_syntax: Here the text is not UTF-8"},
		} {
			t.Run(test.name, func(t *testing.T) {
				outcome, err := e.Evaluate(ctx, []byte(test.config), []byte(test.session), []byte(test.audience))
				if outcome.JSON != nil {
					t.Errorf("the outcome is %s", outcome.JSON)
				}
				var failed *host.PolicyError
				if !errors.As(fmt.Errorf("wrapped: %w", err), &failed) {
					t.Fatalf("the error is %v", err)
				}
				var codes []string
				for _, p := range failed.Problems {
					codes = append(codes, p.Code)
					if p.Message == "" || p.Offset == nil {
						t.Errorf("a problem lacks its message or offset: %+v", p)
					}
					if (p.Path == nil) != (p.Code == "json_syntax") {
						t.Errorf("a problem's path is %v", p.Path)
					}
				}
				if failed.Code != test.code || strings.Join(codes, " ") != test.problems || failed.Message == "" {
					t.Errorf("the failure is %+v", failed)
				}
				if !strings.HasPrefix(string(failed.JSON), `{"error":{"code":"`+test.code+`",`) {
					t.Errorf("the failure's text is %s", failed.JSON)
				}
				if !strings.HasPrefix(err.Error(), test.says) {
					t.Errorf("the error says %q", err)
				}
				if !errors.Is(err, &host.PolicyError{Code: test.code}) || errors.Is(err, &host.PolicyError{Code: abi.PayloadTooLarge}) ||
					errors.Is(err, host.ErrCrashed) {
					t.Error("the error is not told by its code")
				}
				_, explainErr := e.Explain(ctx, []byte(test.config), []byte(test.session), []byte(test.audience))
				var explained *host.PolicyError
				if !errors.As(explainErr, &explained) || !bytes.Equal(explained.JSON, failed.JSON) {
					t.Errorf("explain fails with %v", explainErr)
				}
			})
		}
	})
}

// An error's text stays readable, however many problems there are.
func TestErrorIsShort(t *testing.T) {
	problem := host.Problem{Code: "c", Message: "m"}
	for count, want := range map[int]string{
		0: "claimsmith: x",
		1: "claimsmith: x: c: m",
		2: "claimsmith: x: c: m; c: m",
		4: "claimsmith: x: c: m; c: m; c: m; c: m",
		5: "claimsmith: x: c: m; c: m; c: m; and 2 more",
		9: "claimsmith: x: c: m; c: m; c: m; and 6 more",
	} {
		err := &host.PolicyError{Code: "x"}
		for range count {
			err.Problems = append(err.Problems, problem)
		}
		if err.Error() != want {
			t.Errorf("%d problems: %q", count, err)
		}
	}
	path, offset := "/a", 7
	for want, p := range map[string]host.Problem{
		"c: m":                          problem,
		"/a (byte 7) c: m":              {Code: "c", Message: "m", Path: &path, Offset: &offset},
		"(byte 7) c: m":                 {Code: "c", Message: "m", Offset: &offset},
		"id_token (9 bytes) c: m":       {Code: "c", Message: "m", Token: "id_token", Bytes: 9},
		"/a id_token (9 bytes) c: m":    {Code: "c", Message: "m", Path: &path, Token: "id_token", Bytes: 9},
		"/a (byte 7) c: ":               {Code: "c", Path: &path, Offset: &offset},
		"saml (0 bytes) c: two\tthings": {Code: "c", Message: "two\tthings", Token: "saml"},
	} {
		if p.String() != want {
			t.Errorf("%+v is %q", p, p)
		}
	}
}

func TestValidate(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		e := newEngine(t, run...)
		for _, test := range []struct {
			name, config string
			valid        bool
			problems     string
			warnings     string
		}{
			{"nothing mapped", `{}`, true, "", ""},
			{"valid", `{"access_token":{"custom_claim_mappings":[{"name":"x","expression":"user.x"}]}}`, true, "", "private_claim"},
			{"problems", brokenConfig, false, "restricted_claim missing_member expression_root", ""},
			{"no text", ``, false, "json_syntax", ""},
			{"no JSON", `}`, false, "json_syntax", ""},
			{"no object", `[]`, false, "wrong_type", ""},
			{"no UTF-8", "\xFF", false, "json_syntax", ""},
			{"too large", `{"x":"` + strings.Repeat("x", 256<<10) + `"}`, false, "too_large", ""},
		} {
			validation, err := e.Validate(context.Background(), []byte(test.config))
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
				continue
			}
			validated, err := validation.Decode()
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
				continue
			}
			if validated.Valid != test.valid || codes(validated.Problems) != test.problems || codes(validated.Warnings) != test.warnings {
				t.Errorf("%s: %s", test.name, validation.JSON)
			}
		}
	})
}

func codes(problems []host.Problem) string {
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code)
	}
	return strings.Join(codes, " ")
}

func TestDescribe(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		e := newEngine(t, run...)
		text, err := e.Describe(context.Background())
		if err != nil || !json.Valid(text) || !bytes.HasPrefix(text, []byte(`{"abi_version":{"major":1,"minor":1},"limits":{"config_bytes":262144,`)) {
			t.Errorf("describe gives %.300s, %v", text, err)
		}
		again, err := e.Describe(context.Background())
		if err != nil || !bytes.Equal(again, text) {
			t.Errorf("describe gives another text the second time: %v", err)
		}
	})
}

func TestModule(t *testing.T) {
	e := newEngine(t)
	wasm := abi.Module()
	digest := sha256.Sum256(wasm)
	want := host.ModuleInfo{SHA256: hex.EncodeToString(digest[:]), Major: abi.Major, Minor: abi.Minor, Size: len(wasm), Runner: host.Wazero}
	if got := e.Module(); got != want || got.ABIVersion() != "1.1" {
		t.Errorf("the module is %+v, not %+v", got, want)
	}
	if got := newEngine(t, host.WithModule(wasm)).Module(); got != want {
		t.Errorf("the module is %+v when it is given", got)
	}
	want.Runner = host.Translated
	if got := newEngine(t, host.WithTranslated(translated.Module())).Module(); got != want {
		t.Errorf("the module is %+v when it is translated", got)
	}
}

func TestPolicy(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		ctx := context.Background()
		e := newEngine(t, run...)
		config := []byte(shopConfig)
		p, err := e.Policy(ctx, config)
		if err != nil {
			t.Fatal(err)
		}
		clear(config) // the policy has its own
		outcome, err := p.Evaluate(ctx, []byte(shopSession), []byte(shopAudience))
		if err != nil || string(outcome.JSON) != shopOutcome {
			t.Errorf("the policy gives %s, %v", outcome.JSON, err)
		}
		want, err := e.Explain(ctx, []byte(shopConfig), []byte(shopSession), []byte(shopAudience))
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.Explain(ctx, []byte(shopSession), []byte(shopAudience))
		if err != nil || !bytes.Equal(got.JSON, want.JSON) {
			t.Errorf("the policy explains %s, %v", got.JSON, err)
		}
		_, err = p.Evaluate(ctx, []byte("1"), []byte(shopAudience))
		if !errors.Is(err, &host.PolicyError{Code: abi.InvalidSession}) {
			t.Errorf("the policy fails with %v", err)
		}
		for _, broken := range []string{brokenConfig, "", "1", "{"} {
			p, err := e.Policy(ctx, []byte(broken))
			if p != nil || !errors.Is(err, &host.PolicyError{Code: abi.InvalidConfig}) {
				t.Errorf("%q is a policy: %v", broken, err)
			}
		}
	})
}

func TestOptions(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, option := range map[string]host.Option{
		"no instances":             host.WithInstances(0),
		"fewer instances":          host.WithInstances(-1),
		"no memory":                host.WithMemoryLimit(0),
		"less than a page":         host.WithMemoryLimit(64<<10 - 1),
		"more than there can be":   host.WithMemoryLimit(4<<30 + 1),
		"a negative time":          host.WithTimeLimit(-1),
		"no logger":                host.WithLogger(nil),
		"no module":                host.WithModule(nil),
		"a cache that is a file":   host.WithCompilationCache(file),
		"less than it starts with": host.WithMemoryLimit(64 << 10),
	} {
		if e, err := host.New(ctx, option); err == nil || e != nil || !strings.HasPrefix(err.Error(), "claimsmith: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	e := newEngine(t, host.WithInstances(1), host.WithMemoryLimit(4<<30), host.WithRecycling(0), host.WithTimeLimit(0))
	if outcome, err := e.Evaluate(ctx, []byte(shopConfig), []byte(shopSession), []byte(shopAudience)); err != nil || string(outcome.JSON) != shopOutcome {
		t.Errorf("the outcome is %s, %v", outcome.JSON, err)
	}
}

func TestCompilationCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "on demand")
	var files []string
	for range 2 {
		e, err := host.New(context.Background(), host.WithCompilationCache(dir))
		if err != nil {
			t.Fatal(err)
		}
		outcome, err := e.Evaluate(context.Background(), []byte(shopConfig), []byte(shopSession), []byte(shopAudience))
		if err != nil || string(outcome.JSON) != shopOutcome {
			t.Errorf("the outcome is %s, %v", outcome.JSON, err)
		}
		if err := e.Close(context.Background()); err != nil {
			t.Error(err)
		}
		before := files
		if files, err = filepath.Glob(filepath.Join(dir, "*", "*")); err != nil || len(files) == 0 {
			t.Fatalf("nothing is kept: %v", err)
		}
		if before != nil && !reflect.DeepEqual(files, before) {
			t.Errorf("the second engine kept %q beside %q", files, before)
		}
	}
}

// Inputs are the caller's, and so are results: nobody writes to the others' bytes
// or sees what is written to them.
func TestNothingIsShared(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		ctx := context.Background()
		e := newEngine(t, slices.Concat(run, []host.Option{host.WithInstances(1)})...)
		config, session, audience := []byte(shopConfig), []byte(shopSession), []byte(shopAudience)
		for range 3 {
			outcome, err := e.Evaluate(ctx, config, session, audience)
			if err != nil || string(outcome.JSON) != shopOutcome {
				t.Fatalf("the outcome is %s, %v", outcome.JSON, err)
			}
			if string(config) != shopConfig || string(session) != shopSession || string(audience) != shopAudience {
				t.Fatal("the inputs were changed")
			}
			// The module has kept the config, compiled.
			clear(outcome.JSON)
			clear(config)
			clear(session)
			clear(audience)
			if _, err := e.Evaluate(ctx, config, session, audience); !errors.Is(err, &host.PolicyError{Code: abi.InvalidConfig}) {
				t.Errorf("inputs of zeros: %v", err)
			}
			copy(config, shopConfig)
			copy(session, shopSession)
			copy(audience, shopAudience)
		}
		first, err := e.Describe(ctx)
		if err != nil {
			t.Fatal(err)
		}
		kept := bytes.Clone(first)
		clear(first)
		if second, err := e.Describe(ctx); err != nil || !bytes.Equal(second, kept) {
			t.Errorf("the description changed: %v", err)
		}
		// A result has no room to spare in which an append would meet another's bytes.
		if outcome, err := e.Evaluate(ctx, config, session, audience); err != nil || cap(outcome.JSON) > len(outcome.JSON)+64 {
			t.Errorf("a result of %d bytes has room for %d: %v", len(outcome.JSON), cap(outcome.JSON), err)
		}
	})
}

func TestOversizeInputs(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		ctx := context.Background()
		e := newEngine(t, slices.Concat(run, []host.Option{host.WithInstances(1)})...)
		over := func(n int) []byte { return bytes.Repeat([]byte(" "), n) }
		for _, test := range []struct {
			name                      string
			config, session, audience []byte
			code                      string
		}{
			{"config", over(300 << 10), nil, nil, abi.InvalidConfig},
			{"config by a byte", over(256<<10 + 1), over(2 << 20), over(100 << 10), abi.InvalidConfig},
			{"session", []byte("{}"), over(2 << 20), over(100 << 10), abi.InvalidSession},
			{"session by a byte", []byte("{}"), over(1<<20 + 1), nil, abi.InvalidSession},
			{"audience", []byte("{}"), []byte("{}"), over(100 << 10), abi.InvalidAudience},
			{"audience by a byte", []byte("{}"), []byte("{}"), over(16<<10 + 1), abi.InvalidAudience},
		} {
			_, err := e.Evaluate(ctx, test.config, test.session, test.audience)
			wantTooLarge(t, test.name, err, test.code)
			_, err = e.Explain(ctx, test.config, test.session, test.audience)
			wantTooLarge(t, test.name, err, test.code)
		}
		// At the limits nothing is too large.
		config, session, audience := over(256<<10), over(1<<20), over(16<<10)
		copy(config, "{}")
		copy(session, "{}")
		copy(audience, `""`)
		outcome, err := e.Evaluate(ctx, config, session, audience)
		if err != nil || string(outcome.JSON) != `{"access_token":{"claims":{},"bytes":2}}` {
			t.Errorf("at the limits: %s, %v", outcome.JSON, err)
		}
	})
}

func wantTooLarge(t *testing.T, name string, err error, code string) {
	t.Helper()
	var failed *host.PolicyError
	if !errors.As(err, &failed) || failed.Code != code || codes(failed.Problems) != "too_large" {
		t.Errorf("%s: %v", name, err)
	}
}

func TestClaimsAsJSON(t *testing.T) {
	const text = `{"b":1.0,"a":{"z": [ ]},"__proto__":null,"":"\u00e9","b":2,"q\"\\":12345678901234567890}`
	var claims host.Claims
	if err := json.Unmarshal([]byte(text), &claims); err != nil {
		t.Fatal(err)
	}
	if len(claims) != 6 || claims[2].Name != "__proto__" || claims[5].Name != `q"\` {
		t.Errorf("the claims are %q", claims)
	}
	back, err := claims.MarshalJSON()
	if err != nil || string(back) != text {
		t.Errorf("the claims are written %s, %v", back, err)
	}
	if value, ok := claims.Get(""); !ok || string(value) != `"\u00e9"` {
		t.Errorf("the claim without a name is %s, %t", value, ok)
	}
	for _, none := range []string{`[]`, `1`, `"x"`, `{"a"}`, `{"a":}`, `{1:2}`, `{`, ``} {
		if err := claims.UnmarshalJSON([]byte(none)); err == nil {
			t.Errorf("%q are claims", none)
		}
	}
	if empty, err := json.Marshal(host.Claims(nil)); err != nil || string(empty) != "{}" {
		t.Errorf("no claims are %s, %v", empty, err)
	}
}

func TestAudience(t *testing.T) {
	for _, test := range []struct {
		of   []string
		want string
	}{
		{nil, `""`},
		{[]string{}, `""`},
		{[]string{""}, `""`},
		{[]string{"a"}, `"a"`},
		{[]string{"a", ""}, `["a",""]`},
		{[]string{`"\/<é` + "\x00\x1f\x7f\u2028"}, `"\"\\/<é\u0000\u001f` + "\x7f\u2028\""},
		{[]string{"\xff"}, "\"\xff\""},
	} {
		got := host.Audience(test.of...)
		if string(got) != test.want {
			t.Errorf("%q is %q, not %q", test.of, got, test.want)
		}
		var said any
		if err := json.Unmarshal(got, &said); err != nil {
			t.Errorf("%q: %v", got, err)
		}
	}
	e := newEngine(t)
	_, err := e.Evaluate(context.Background(), []byte("{}"), []byte("{}"), host.Audience("a\xffb"))
	var failed *host.PolicyError
	if !errors.As(err, &failed) || failed.Code != abi.InvalidAudience || *failed.Problems[0].Offset != 2 {
		t.Errorf("an audience that is no UTF-8: %v", err)
	}
}

func TestClaimsOfATokenByName(t *testing.T) {
	e := newEngine(t)
	outcome, err := e.Evaluate(context.Background(), []byte(shopConfig), []byte(shopSession), []byte(shopAudience))
	if err != nil {
		t.Fatal(err)
	}
	for token, want := range map[string]string{
		host.AccessToken: `{"zeta":12345678901234567890,"__proto__":1.0,"https://t.example/user_type":"anonymous"}`,
		host.IDToken:     `{"alpha":"\u00e9"}`,
		host.InUserinfo:  `{"alpha":"\u00e9"}`,
	} {
		claims, err := outcome.Claims(token)
		if err != nil {
			t.Errorf("%s: %v", token, err)
		}
		if text, err := claims.MarshalJSON(); err != nil || string(text) != want {
			t.Errorf("%s has %s, %v", token, text, err)
		}
		if all := claims.Map(); len(all) != len(claims) || string(all[claims[0].Name]) != string(claims[0].Value) {
			t.Errorf("%s has the map %s", token, all)
		}
		for name := range claims.All() {
			if name != claims[0].Name {
				t.Errorf("%s begins with %s", token, name)
			}
			break
		}
	}
	bare := host.Outcome{JSON: json.RawMessage(`{"access_token":{"claims":{},"bytes":2}}`)}
	for _, token := range []string{host.IDToken, host.InUserinfo} {
		if claims, err := bare.Claims(token); err != nil || claims != nil {
			t.Errorf("%s has %v, %v", token, claims, err)
		}
	}
	if _, err := outcome.Claims("refresh_token"); err == nil || !strings.Contains(err.Error(), `"access_token"`) {
		t.Errorf("a token that there is none of: %v", err)
	}
	if _, err := (host.Outcome{}).Claims(host.AccessToken); err == nil {
		t.Error("no text has claims")
	}
}

func TestDecodeOfAnotherText(t *testing.T) {
	text := json.RawMessage(`{"access_token":[]}`)
	if tokens, err := (host.Outcome{JSON: text}).Decode(); err == nil || tokens != nil {
		t.Errorf("the outcome is %+v", tokens)
	}
	if explained, err := (host.Explanation{}).Decode(); err == nil || explained != nil {
		t.Errorf("the explanation is %+v", explained)
	}
	if validated, err := (host.Validation{JSON: text[:3]}).Decode(); err == nil || validated != nil {
		t.Errorf("the validation is %+v", validated)
	}
}
