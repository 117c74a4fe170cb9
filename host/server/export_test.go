package server

import "net/http"

// Patterns lists all patterns that requests can match.
func (s *Server) Patterns() (all []string) {
	add := func(pattern string, _ http.Handler) { all = append(all, pattern) }
	s.routes(add, http.NotFoundHandler())
	s.management(add)
	s.evaluations(add)
	s.issuer.Routes(add)
	return all
}

// Address is what requests are limited by at the issuer.
func Address(r *http.Request) string { return address(r) }

// Inside is how many requests run or wait now, in all parts of the server.
func (s *Server) Inside() (n int) {
	for _, places := range s.places {
		n += places.Inside()
	}
	return n
}
