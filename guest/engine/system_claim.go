package engine

// The claim that the provider itself adds for anonymous sessions (section 6).

// isHostName reports whether a tenant's domain is one (CFG-11): a system claim's name
// is built from it, and one built from a URL would protect nothing.
func isHostName(domain string) bool {
	return wellFormedHost(domain) && domain[0] != '.' && domain[len(domain)-1] != '.'
}

func systemClaim(domain string) string { return systemClaimPrefix + domain + systemClaimSuffix }

// systemClaims are the names that no custom claim of this tenant may take.
func (c *config) systemClaims() (names []string) {
	for _, domain := range append([]string{c.domain}, c.customDomains...) {
		if domain != "" {
			names = append(names, systemClaim(domain))
		}
	}
	return names
}

// systemMember is the member that the access tokens of anonymous sessions get, empty
// for none.
func (c *config) systemMember() string {
	host := c.domain
	for _, domain := range c.customDomains {
		if domain != "" {
			host = domain
			break
		}
	}
	if host == "" {
		return ""
	}
	return quoted(systemClaim(host)) + ":" + systemClaimValue
}
