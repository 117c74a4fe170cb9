package server

import (
	"net/http"
	"path"
	"strings"
)

// emptyLists are collections that the provider has and this server has nothing of, with
// the member that lists them. Tools that look at a whole tenant find them empty.
var emptyLists = map[string]string{
	"actions/actions": "actions", "actions/modules": "modules", "actions/triggers": "triggers",
	"branding/phone/providers": "providers", "branding/phone/templates": "templates",
	"connection-profiles": "connection_profiles", "connections": "connections",
	"connections-directory-provisionings": "directory_provisionings", "custom-domains": "",
	"event-streams": "eventStreams", "flows": "flows", "flows/vault/connections": "connections", "forms": "forms",
	"guardian/factors": "", "guardian/policies": "", "hooks": "hooks", "log-streams": "", "network-acls": "network_acls",
	"organizations": "organizations", "prompts/rendering": "configs", "rate-limit-policies": "rate_limit_policies",
	"roles": "roles", "rules": "rules", "rules-configs": "", "self-service-profiles": "self_service_profiles",
	"token-exchange-profiles": "token_exchange_profiles", "user-attribute-profiles": "user_attribute_profiles",
}

// alwaysObjects are those of them whose list is in an object, whatever is asked for.
var alwaysObjects = map[string]bool{
	"actions/actions": true, "actions/modules": true, "actions/triggers": true, "branding/phone/providers": true,
	"branding/phone/templates": true, "connection-profiles": true, "connections-directory-provisionings": true,
	"event-streams": true, "rate-limit-policies": true, "token-exchange-profiles": true, "user-attribute-profiles": true,
}

// emptySettings are patterns of settings that the provider has and that mean nothing here.
var emptySettings = []string{
	"attack-protection/*", "branding", "guardian/factors/*/*", "guardian/factors/*/providers/*", "prompts", "prompts/*/partials",
	"risk-assessments/settings", "risk-assessments/settings/*", "supplemental-signals",
}

// nothingOf answers for what the provider has and this server has nothing of, and goes on
// to next for all else.
func (s *Server) nothingOf(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked := strings.TrimPrefix(r.URL.Path, "/api/v2/")
		text := ""
		if member, known := emptyLists[asked]; known {
			query := r.URL.Query()
			switch {
			case alwaysObjects[asked] || query.Has("take"):
				text = `{"` + member + `":[]}`
			case query.Get("include_totals") == "true":
				text = `{"start":0,"limit":50,"length":0,"total":0,"` + member + `":[]}`
			default:
				text = "[]"
			}
		}
		for _, pattern := range emptySettings {
			if found, _ := path.Match(pattern, asked); found {
				text = "{}"
			}
		}
		if text == "" || r.Method != http.MethodGet {
			next.ServeHTTP(w, r)
			return
		}
		s.allow("read:tenant_settings", func(w http.ResponseWriter, _ *http.Request) error {
			return write(w, http.StatusOK, []byte(text))
		}).ServeHTTP(w, r)
	})
}
