package server_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// member is a string of an answer.
func member(t *testing.T, answered, name string) string {
	t.Helper()
	var members map[string]any
	if err := json.Unmarshal([]byte(answered), &members); err != nil {
		t.Fatalf("%v in %s", err, answered)
	}
	text, ok := members[name].(string)
	if !ok {
		t.Fatalf("there is no %s in %s", name, answered)
	}
	return text
}

// payload is the access token's in an answer, as its bytes.
func payload(t *testing.T, answered string) string {
	t.Helper()
	parts := strings.Split(member(t, answered, "access_token"), ".")
	if len(parts) != 3 {
		t.Fatalf("no token in %s", answered)
	}
	text, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestSavedMappingsAreInTokens saves mappings and finds in the next token what the
// policy says of them, byte for byte.
func TestSavedMappingsAreInTokens(t *testing.T) {
	s := start(t)
	const metadata = `{"country":"Espa\u00f1a","n":12345678901234567890,"f":1.0}`
	mapping := func(name string) string {
		return fmt.Sprintf(`{"name":%q,"expression":"anonymous_session.metadata.%s"}`, name, name)
	}
	token := func() string {
		return payload(t, s.do("POST", "/anonymous/token", nil, `{"client_id":"shop","audience":"https://api.shop.example","metadata":`+metadata+`}`).body)
	}
	has := func(claims string) {
		t.Helper()
		if got := token(); !strings.HasSuffix(got, ","+claims+"}") {
			t.Errorf("%s\nlacks %s", got, claims)
		}
	}
	s.do("POST", "/api/v2/clients", nil, asIs)
	if got := token(); strings.Contains(got, "country") {
		t.Errorf("%s", got)
	}
	s.do("PATCH", "/api/v2/tenants/settings", nil, `{"domain":"t.example"}`)
	has(`"https://t.example/user_type":"anonymous"`)
	s.do("PATCH", "/api/v2/clients/shop", nil, `{"access_token":{"custom_claim_mappings":[`+mapping("country")+","+mapping("n")+`]}}`)
	has(`"country":"Espa\u00f1a","n":12345678901234567890,"https://t.example/user_type":"anonymous"`)

	s.do("POST", "/api/v2/resource-servers", nil, `{"id":"api1","identifier":"https://api.shop.example","name":"API",`+
		`"access_token":{"claims_mapping":{"custom_claims":[`+mapping("f")+`]}}}`)
	has(`"f":1.0,"https://t.example/user_type":"anonymous"`)
	if got := token(); strings.Contains(got, `"country"`) {
		t.Errorf("a mixture: %s", got)
	}
	// What /v1/effective and /v1/evaluate say is what is in the token.
	effective := s.do("GET", "/v1/effective?client_id=shop&audience=https%3A%2F%2Fapi.shop.example", nil, "")
	var found struct {
		Config json.RawMessage `json:"config"`
	}
	if err := json.Unmarshal([]byte(effective.body), &found); err != nil {
		t.Fatal(err)
	}
	s.do("POST", "/v1/evaluate", nil, `{"config":`+string(found.Config)+`,"session":{"session_id":"x","metadata":`+metadata+`},"audience":"https://api.shop.example"}`).
		expect(t, 200, `{"access_token":{"claims":{"f":1.0,"https://t.example/user_type":"anonymous"},"bytes":9}}`)
	s.do("DELETE", "/api/v2/resource-servers/api1", nil, "")
	s.do("POST", "/api/v2/clients/shop/versions/1/restore", nil, "")
	if got := token(); strings.Contains(got, `"country"`) || strings.Contains(got, `"f"`) {
		t.Errorf("%s", got)
	}
}
