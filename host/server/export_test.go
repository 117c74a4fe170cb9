package server

import (
	"net/http"
	"reflect"
	"slices"
)

// Patterns lists all patterns that requests can match. http.ServeMux tells nobody its
// own, so they are read out of it.
func (s *Server) Patterns() (all []string) {
	management, evaluation, issuing := http.NewServeMux(), http.NewServeMux(), http.NewServeMux()
	s.handleManagement(management)
	s.handleEvaluation(evaluation)
	s.issuer.Routes(issuing)
	for _, mux := range []any{s.routes(http.NotFoundHandler()), management, evaluation, issuing} {
		index := reflect.ValueOf(mux).Elem().FieldByName("index")
		add := func(patterns reflect.Value) {
			for i := range patterns.Len() {
				all = append(all, patterns.Index(i).Elem().FieldByName("str").String())
			}
		}
		add(index.FieldByName("multis"))
		for bySegment := index.FieldByName("segments").MapRange(); bySegment.Next(); {
			add(bySegment.Value())
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
