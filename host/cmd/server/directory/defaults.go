package directory

import (
	"crypto/rand"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// What the provider adds to new documents, so that clients find what they look for.
const (
	clientDefaults = `{"global":false,"is_first_party":true,"oidc_conformant":true,"sso_disabled":false,
		"cross_origin_auth":false,"cross_origin_authentication":false,"custom_login_page_on":true,
		"grant_types":["authorization_code","implicit","refresh_token","client_credentials"],
		"token_endpoint_auth_method":"client_secret_post",
		"jwt_configuration":{"alg":"RS256","lifetime_in_seconds":36000,"secret_encoded":false},
		"refresh_token":{"expiration_type":"non-expiring","rotation_type":"non-rotating","leeway":0,
			"infinite_token_lifetime":true,"infinite_idle_token_lifetime":true,
			"token_lifetime":31557600,"idle_token_lifetime":2592000}}`
	publicDefaults = `{"grant_types":["authorization_code","implicit","refresh_token"],"token_endpoint_auth_method":"none"}`
	apiDefaults    = `{"is_system":false,"allow_offline_access":false,"skip_consent_for_verifiable_first_party_clients":false,
		"token_lifetime":86400,"token_lifetime_for_web":7200,"signing_alg":"RS256","token_dialect":"access_token","enforce_policies":false}`
	grantDefaults = `{"subject_type":"client","scope":[],"allow_any_organization":false}`
	userDefaults  = `{"email_verified":false,"blocked":false}`
)

// WithDefaults is a new document with what the provider adds to it. What it says itself
// stays, byte for byte, and stands first. The error is a *BodyError if it is none.
func WithDefaults(kind store.Kind, text []byte) ([]byte, error) {
	body, err := object(text)
	return []byte(withDefaults(kind, body)), err
}

func withDefaults(kind store.Kind, body string) string {
	if body == "" {
		return body
	}
	switch kind {
	case store.Client:
		if appType := stringMember(body, "app_type"); appType == "spa" || appType == "native" {
			body = complete(body, publicDefaults)
		}
		body = complete(body, clientDefaults)
		return complete(body, `{"client_secret":"`+NewSecret()+`"}`)
	case store.ResourceServer:
		return complete(body, apiDefaults)
	case store.ClientGrant:
		return complete(body, grantDefaults)
	case store.User:
		return complete(body, userDefaults)
	}
	return body
}

// complete adds those members of an object that another one lacks.
func complete(body, defaults string) string {
	there := map[string]bool{}
	for _, m := range members(body) {
		there[m.name] = true
	}
	var missing []string
	for _, m := range members(defaults) {
		if !there[m.name] {
			missing = append(missing, m.raw+":"+compact(defaults[m.start:m.end]))
		}
	}
	return merge(body, "{"+strings.Join(missing, ",")+"}")
}

// NewSecret is a client secret.
func NewSecret() string { return rand.Text() + rand.Text() + rand.Text()[:12] }
