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
