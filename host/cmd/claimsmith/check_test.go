package main

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/tidwall/gjson"
)

// tokenOf is an unsigned JWT.
func tokenOf(header, payload string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(payload)) + "."
}

// results are what check says of each claim.
func results(t *testing.T, text string) map[string]string {
	t.Helper()
	var c struct {
		Token  string
		Differ int
		Claims []struct{ Claim, Result string }
	}
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	all := map[string]string{"": c.Token}
	for _, claim := range c.Claims {
		all[claim.Claim] = claim.Result
	}
	return all
}

func TestCheck(t *testing.T) {
	folder(t,
		"app.json", `{"tenant":"shop","access_token":{"custom_claim_mappings":[
			{"name":"a","expression":"anonymous_session.metadata.a"},{"name":"b","expression":"anonymous_session.metadata.b"},
			{"name":"c","expression":"anonymous_session.metadata.c"},{"name":"none","expression":"anonymous_session.metadata.none"},
			{"name":"email","expression":"anonymous_session.metadata.email"},{"name":"extra","expression":"anonymous_session.metadata.none"}]},
			"id_token":{"custom_claim_mappings":[{"name":"x","expression":"user.name"}]}}`,
		"s.json", `{"metadata":{"a":{"x":[1.0,"é"],"y":null},"b":2,"c":3,"email":"a@b"}}`,
		"login.json", `{"user":{"name":"A"},"scope":"openid email"}`,
		"t", tokenOf(`{}`, `{"iss":"https://login.shop.example:8443/","aud":["https://api","https://x/userinfo"],"scope":"email",
			"a":{"y":null,"x":[1e0,"\u00e9"]},"b":4,"email":"a@b","extra":1,"https://login.shop.example/user_type":"anonymous","old":1}`),
		"id", tokenOf(`{}`, `{"iss":"https://login.shop.example/","aud":"client","nonce":"n","x":"A","email":"a@b","sub":"s"}`),
		"s.txt", "opaque",
		"signed", tokenOf(`{"alg":"ES256"}`, `{}`)+"c2ln",
	)
	got := command(t, "", "check", "--token", "t", "--config", "app.json", "--session", "s.json")
	want := map[string]string{"": "access_token", "a": asDecided, "b": otherValue, "c": missing, "none": leftOut, "email": asDecided, "extra": notLeftOut,
		"https://login.shop.example/user_type": asDecided, "iss": byProtocol, "aud": byProtocol, "scope": byProtocol, "old": notDecided}
	all := results(t, got.out)
	for claim, result := range want {
		if all[claim] != result {
			t.Errorf("%q is %s, want %s", claim, all[claim], result)
		}
	}
	if got.status != 1 || got.errOut != "" || len(all) != len(want) || gjson.Get(got.out, "differ").Int() != 4 {
		t.Errorf("%+v", got)
	}

	for name, test := range map[string]struct {
		args   []string
		status int
		want   map[string]string
	}{
		"an ID token":    {[]string{"--token", "id", "--session", "login.json"}, 0, map[string]string{"": "id_token", "x": asDecided, "email": byTheScope}},
		"read otherwise": {[]string{"--token", "id", "--session", "login.json", "--as", "access_token"}, 1, map[string]string{"": "access_token", "x": notDecided}},
		"another scope":  {[]string{"--token", "t", "--session", "s.json", "--scope", "none"}, 1, map[string]string{"email": notLeftOut}},
		"another domain": {[]string{"--token", "t", "--session", "s.json", "--domain", "b.example"}, 1,
			map[string]string{"https://b.example/user_type": missing, "https://login.shop.example/user_type": notDecided}},
		"the config's domain": {[]string{"--token", "t", "--session", "s.json", "--set", `/tenant={"domain":"c.example"}`}, 1, map[string]string{"https://c.example/user_type": missing}},
		"another audience":    {[]string{"--token", "t", "--session", "s.json", "--audience", "https://x.auth0.com/api/v2/"}, 1, map[string]string{"a": notLeftOut, "email": asDecided}},
	} {
		got := command(t, "", append([]string{"check", "--config", "app.json"}, test.args...)...)
		all := results(t, got.out)
		for claim, result := range test.want {
			if all[claim] != result {
				t.Errorf("%s: %q is %s, want %s", name, claim, all[claim], result)
			}
		}
		if got.status != test.status {
			t.Errorf("%s: %+v", name, got)
		}
	}

	text, err := os.ReadFile("id")
	if err != nil {
		t.Fatal(err)
	}
	if got := command(t, "Bearer "+string(text), "check", "--token", "-", "--config", "app.json", "--session", "login.json"); got.status != 0 {
		t.Errorf("%+v", got)
	}
	for says, args := range map[string][]string{
		"--token is required":     {"--config", "app.json", "--session", "s.json"},
		"--config and --session":  {"--token", "t"},
		"one of --token":          {"--token", "-", "--config", "-", "--session", "s.json"},
		`did you mean "id_token"`: {"--token", "t", "--config", "app.json", "--session", "s.json", "--as", "idtoken"},
		"s.txt: a JWT has three":  {"--token", "s.txt", "--config", "app.json", "--session", "nowhere"},
		"none.json":               {"--token", "signed", "--config", "app.json", "--session", "s.json", "--jwks", "none.json"},
	} {
		if got := command(t, "", append([]string{"check"}, args...)...); got.status != 2 || got.out != "" || !strings.Contains(got.errOut, says) {
			t.Errorf("%q: %+v", args, got)
		}
	}
	if got := command(t, "", "check", "--token", "t", "--config", "app.json", "--session", "s.json", "--jwks", "app.json"); got.status != 1 || !strings.Contains(got.out, `"signature":{"state":"wrong","why":"the token has no signature"}`) {
		t.Errorf("%+v", got)
	}
}

func TestSame(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{`1`, `1.0`, true}, {`1e2`, `100`, true}, {`12345678901234567890`, `12345678901234567891`, false}, {`0`, `-0`, true},
		{`1e999999999`, `1e999999998`, false}, {`1e-999999999`, `0`, false}, {`0.0`, `0`, true}, {`"a"`, `"\u0061"`, true}, {`"1"`, `1`, false}, {`{"a":1,"b":2}`, `{"b":2.0,"a":1}`, true},
		{`{"a":1}`, `{"A":1}`, false}, {`{"a":1}`, `{"a":1,"b":1}`, false}, {`[1,2]`, `[2,1]`, false}, {`[]`, `{}`, false}, {`null`, `false`, false}, {`true`, `true`, true},
	} {
		if got := same(gjson.Parse(test.a), gjson.Parse(test.b)); got != test.want {
			t.Errorf("%s and %s: %t", test.a, test.b, got)
		}
	}
}
