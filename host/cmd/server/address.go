package server

import (
	"net/http"
	"net/netip"
)

// address is where a request comes from, for limits: an IPv4 address, or the 64 bits of
// an IPv6 address that a site has to itself (RFC 4291, section 2.5.4).
func address(r *http.Request) string {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	ip := from.Addr().Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	site, _ := ip.Prefix(64) // which an IPv6 address has
	return site.String()
}
