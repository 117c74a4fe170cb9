package directory

import (
	"net/url"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// Registered reports whether an application has registered an origin, as browsers
// write it (RFC 6454, section 6.2): in allowed_origins or web_origins, or by a URL in
// callbacks. https://*.shop.example there is every origin with a label in the place
// of the star. With the application "" it is asked of all.
func (d *Directory) Registered(client, origin string) bool {
	if strings.Contains(origin, "*") {
		return false
	}
	registered := d.now.Load().origins()
	for _, key := range []string{origin, anyLabel(origin)} {
		if clients := registered[key]; clients[client] || client == "" && len(clients) > 0 {
			return true
		}
	}
	return false
}

// anyLabel is an origin with a star in the place of its host's first label, "" if
// there is none.
func anyLabel(origin string) string {
	scheme, host, _ := strings.Cut(origin, "://")
	label, rest, found := strings.Cut(host, ".")
	if label == "" || !found {
		return ""
	}
	return scheme + "://*." + rest
}

// registeredOrigins are the IDs of the applications by the origins that they register.
func (s *snapshot) registeredOrigins() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for id, application := range s.documents[store.Client] {
		for _, name := range []string{"allowed_origins", "web_origins", "callbacks"} {
			list := gjson.Parse(lookup(application.Text, name))
			if !list.IsArray() {
				continue
			}
			for _, registered := range list.Array() {
				origin := originOf(registered)
				if origin == "" {
					continue
				}
				if all[origin] == nil {
					all[origin] = map[string]bool{}
				}
				all[origin][id] = true
			}
		}
	}
	return all
}

// originOf is the origin of a URL, "" if it has none.
func originOf(value gjson.Result) string {
	if value.Type != gjson.String {
		return ""
	}
	u, err := url.Parse(exact.String(value.Raw))
	if err != nil || u.Scheme == "" || u.Hostname() == "" {
		return ""
	}
	host := strings.ToLower(u.Host)
	switch u.Scheme {
	case "http":
		host = strings.TrimSuffix(host, ":80")
	case "https":
		host = strings.TrimSuffix(host, ":443")
	}
	return u.Scheme + "://" + host
}
