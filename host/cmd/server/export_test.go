package server

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
)

// Patterns lists all patterns that requests can match.
func (s *Server) Patterns() (all []string) {
	add := func(pattern string, _ http.Handler) { all = append(all, pattern) }
	s.routes(add, http.NotFoundHandler())
	s.management(add)
	s.evaluations(add)
	s.issuer.Routes(add)
	s.issuer.Pages(add)
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

// Occupy has every part of the server serve so many requests that end at release.
// Those that there is no place for wait.
func (s *Server) Occupy(requests int) (release func()) {
	end := make(chan struct{})
	var occupying sync.WaitGroup
	for _, places := range s.places {
		before := places.Inside()
		lasting := places.Limit(refuse)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-end }))
		for range requests {
			occupying.Go(func() { lasting.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil)) })
		}
		for places.Inside() < before+requests {
			runtime.Gosched()
		}
	}
	return func() {
		close(end)
		occupying.Wait()
	}
}
