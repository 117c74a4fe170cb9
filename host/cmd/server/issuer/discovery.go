package issuer

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"slices"

	"github.com/go-jose/go-jose/v4"
)

// discovery answers with what clients need to know (OpenID Connect Discovery 1.0,
// section 3; RFC 8414, section 2).
func (i *Issuer) discovery(w http.ResponseWriter, r *http.Request) error {
	scopes, claims := []string{"openid", "offline_access"}, slices.Clone(own)
	for _, s := range i.scopes {
		scopes = append(scopes, s.name)
		claims = append(claims, s.claims...)
	}
	url := i.urlOf(r)
	methods := []string{"client_secret_basic", "client_secret_post", "none"}
	text, err := json.Marshal(map[string]any{
		"issuer":                                        url,
		"authorization_endpoint":                        url + "authorize",
		"token_endpoint":                                url + "oauth/token",
		"userinfo_endpoint":                             url + "userinfo",
		"jwks_uri":                                      url + ".well-known/jwks.json",
		"introspection_endpoint":                        url + "oauth/introspect",
		"revocation_endpoint":                           url + "oauth/revoke",
		"end_session_endpoint":                          url + "oidc/logout",
		"anonymous_token_endpoint":                      url + "anonymous/token",
		"anonymous_logout_endpoint":                     url + "anonymous/logout",
		"response_types_supported":                      []string{"code"},
		"response_modes_supported":                      []string{"query", "fragment", "form_post", "web_message"},
		"code_challenge_methods_supported":              []string{"S256"},
		"grant_types_supported":                         grantTypes,
		"subject_types_supported":                       []string{"public"},
		"id_token_signing_alg_values_supported":         i.keys.set(r.Context()).algorithms(),
		"token_endpoint_auth_methods_supported":         methods,
		"introspection_endpoint_auth_methods_supported": methods,
		"revocation_endpoint_auth_methods_supported":    methods,
		"scopes_supported":                              scopes,
		"claim_types_supported":                         []string{"normal"},
		"claims_supported":                              claims,
	})
	if err != nil {
		return err
	}
	respond(w, http.StatusOK, text)
	return nil
}

// jwks answers with the keys that the storage has at this moment: whoever asks may
// have a token that another node signed with a key that it just made.
func (i *Issuer) jwks(w http.ResponseWriter, r *http.Request) error {
	set, err := i.keys.reload(r.Context())
	if err != nil {
		i.options.Logger.WarnContext(r.Context(), "keys not read, the known ones are published", slog.Any("error", err))
		set = i.keys.current.Load()
	}
	text, err := json.Marshal(jose.JSONWebKeySet{Keys: set.published})
	if err != nil {
		return err
	}
	respond(w, http.StatusOK, text)
	return nil
}
