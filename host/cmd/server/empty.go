package server

import (
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/server/directory"
)

// emptyLists are collections that the provider has and this server has nothing of, with
// the member that lists them, "" of those that are a list and no more, whatever is asked
// for. Tools that look at a whole tenant find them empty.
var emptyLists = map[string]string{
	"actions/actions": "actions", "actions/modules": "modules", "actions/triggers": "triggers",
	"branding/phone/providers": "providers", "branding/phone/templates": "templates",
	"connection-profiles": "connection_profiles", "connections": "connections",
	"connections-directory-provisionings": "directory_provisionings", "custom-domains": "custom_domains",
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

// idleSettings are patterns of settings that the provider has and that mean nothing here,
// and what they are.
var idleSettings = map[string]string{
	"attack-protection/*": "{}", "branding": "{}", "guardian/factors/*/*": "{}", "guardian/factors/*/providers/*": "{}",
	"prompts": "{}", "prompts/*/partials": "{}", "risk-assessments/settings": `{"enabled":false}`,
	"risk-assessments/settings/new-device": `{"remember_for":0}`, "supplemental-signals": "{}",
}

// nothingOf answers for what the provider has and this server has nothing of, and goes on
// to next for all else. A tool that writes a whole tenant writes these too: what it leaves
// as it is is fine, and a change is refused, since nothing would obey it.
func (s *Server) nothingOf(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		if r.Method != http.MethodGet {
			query = nil // what there is to change does not depend on how lists are shown
		}
		there := idle(strings.TrimPrefix(r.URL.Path, "/api/v2/"), query)
		answer := func(w http.ResponseWriter, _ *http.Request) error { return write(w, http.StatusOK, []byte(there)) }
		switch {
		case there == "":
			next.ServeHTTP(w, r)
		case r.Method == http.MethodGet:
			s.allow("read:tenant_settings", answer).ServeHTTP(w, r)
		case r.Method == http.MethodPatch, r.Method == http.MethodPut:
			s.allow("update:tenant_settings", func(w http.ResponseWriter, r *http.Request) error {
				body, err := readBody(r)
				if err != nil {
					return err
				}
				changes, err := directory.Changes(there, body)
				if err != nil {
					return err
				}
				if changes {
					return newRefusal(http.StatusBadRequest, "invalid_body",
						"This server has nothing of the provider's "+r.URL.Path+", and would not obey it: it can be saved only as it is, "+there+".")
				}
				return answer(w, r)
			}).ServeHTTP(w, r)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// idle is what there is at a path below /api/v2/ of what this server has nothing of, "" for
// all else.
func idle(asked string, query url.Values) string {
	if member, known := emptyLists[asked]; known {
		switch {
		case member == "":
		case alwaysObjects[asked] || query.Has("take"):
			return `{"` + member + `":[]}`
		case query.Get("include_totals") == "true":
			return `{"start":0,"limit":50,"length":0,"total":0,"` + member + `":[]}`
		}
		return "[]"
	}
	for pattern, settings := range idleSettings {
		if found, _ := path.Match(pattern, asked); found {
			return settings
		}
	}
	return ""
}
