package issuer

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"slices"

	"github.com/go-jose/go-jose/v4"
)

// discovery answers with what clients need to know (OpenID Connect Discovery 1.0,
// section 3; RFC 8414, section 2). There is no authorization endpoint, so there are
// no response types.
func (i *Issuer) discovery(w http.ResponseWriter, r *http.Request) error {
	scopes, claims := []string{"openid", "offline_access"}, slices.Clone(own)
	for _, s := range i.scopes {
		scopes = append(scopes, s.name)
		claims = append(claims, s.claims...)
	}
	text, err := json.Marshal(map[string]any{
		"issuer":                                i.options.URL,
		"token_endpoint":                        i.options.URL + "oauth/token",
		"userinfo_endpoint":                     i.options.URL + "userinfo",
		"jwks_uri":                              i.options.URL + ".well-known/jwks.json",
		"anonymous_token_endpoint":              i.options.URL + "anonymous/token",
		"anonymous_logout_endpoint":             i.options.URL + "anonymous/logout",
		"response_types_supported":              []string{},
		"grant_types_supported":                 []string{TestLogin, refreshGrant},
		"subject_types_supported":               []string{"public"},
		"id_token_signing_alg_values_supported": i.keys.set(r.Context()).algorithms(),
		"token_endpoint_auth_methods_supported": []string{"none"},
		"scopes_supported":                      scopes,
		"claim_types_supported":                 []string{"normal"},
		"claims_supported":                      claims,
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
