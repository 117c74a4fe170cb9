package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/server"
)

// everywhere sends the example of each operation that documents a status, with a
// header besides, and wants that status. change may change the example, and leaves an
// operation out by returning false. What is to succeed has to be as documented.
func (s *site) everywhere(status int, header http.Header, change func(op *operation, target, body *string) bool) {
	s.t.Helper()
	asked := 0
	// A client grant is of an application that there is.
	ofGrants := func(op *operation) bool { return strings.HasPrefix(op.path, "/api/v2/client-grants") }
	operations := slices.Clone(documented().operations)
	slices.SortStableFunc(operations, func(a, b *operation) int {
		switch {
		case ofGrants(a) == ofGrants(b):
			return 0
		case ofGrants(a):
			return 1
		}
		return -1
	})
	for _, op := range operations {
		target, body := op.target, op.body
		if !op.has(fmt.Sprint(status)) || change != nil && !change(op, &target, &body) {
			continue
		}
		asked++
		if a := s.send(op.method, target, maps.Clone(header), body, status < 300); a.status != status {
			s.t.Errorf("%s is answered with %d, not %d: %s", op, a.status, status, a.body)
		}
	}
	if asked == 0 {
		s.t.Errorf("no operation was asked for %d", status)
	}
}

func secured(op *operation, _, _ *string) bool { return op.secured }

// TestExamples sends the documented examples in an order in which they make sense,
// and then each of them with something wrong.
func TestExamples(t *testing.T) {
	s := start(t)
	// What wants a token of a login, or a form, has tests of its own.
	hasExample := func(op *operation) bool { return op.path != "/userinfo" && op.String() != "POST /authorize" }
	s.everywhere(http.StatusCreated, nil, nil)
	s.do("PATCH", "/api/v2/tenants/settings", nil, `{"domain":"shop.example"}`)
	s.everywhere(http.StatusOK, nil, func(op *operation, _, _ *string) bool { return hasExample(op) })
	s.everywhere(http.StatusNotModified, http.Header{"If-None-Match": {`"1", "2", "3", "4", "5"`}}, nil)
	s.everywhere(http.StatusPreconditionFailed, http.Header{"If-Match": {`"9"`}}, nil)
	s.everywhere(http.StatusConflict, nil, func(op *operation, _, _ *string) bool { return op.body != "" })
	s.everywhere(http.StatusBadRequest, nil, func(op *operation, target, body *string) bool {
		switch {
		case op.body != "":
			*body = "{"
		case strings.Contains(op.path, "{number}"):
			*target = strings.Replace(*target, "versions/1", "versions/x", 1)
		case strings.Contains(*target, "?"):
			*target, _, _ = strings.Cut(*target, "?")
		default:
			*target += "?per_page=0"
		}
		return hasExample(op)
	})
	s.everywhere(http.StatusUnprocessableEntity, nil, func(op *operation, _, body *string) bool {
		*body = `{"config":{"access_token":1},"session":{},"audience":""}`
		if op.path == "/v1/diff" {
			*body = `{"old":{},"new":{"access_token":1}}`
		}
		return true
	})
	s.everywhere(http.StatusNoContent, nil, func(op *operation, _, _ *string) bool { return op.method == "DELETE" })

	// Another API takes the identifier of the one that was deleted.
	s.do("POST", "/api/v2/resource-servers", nil, `{"identifier":"https://api.shop.example","name":"Other"}`)
	s.everywhere(http.StatusConflict, nil, func(op *operation, _, _ *string) bool { return strings.HasSuffix(op.path, "/restore") })
}

func TestIssuerExamples(t *testing.T) {
	s := start(t)
	s.do("POST", "/api/v2/clients", nil, asIs)
	var tokens struct {
		Session string `json:"session_token"`
		Access  string `json:"access_token"`
	}
	ask := func(path, body string) {
		t.Helper()
		if a := s.do("POST", path, nil, body); a.status != http.StatusOK || json.Unmarshal([]byte(a.body), &tokens) != nil {
			t.Fatalf("%d %s", a.status, a.body)
		}
	}
	userinfo := func(status int, token string) {
		t.Helper()
		form := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
		for _, a := range []answer{s.do("GET", "/userinfo", bearer(token), ""), s.do("POST", "/userinfo", form, "access_token="+token)} {
			if a.status != status {
				t.Errorf("userinfo is answered with %d %s", a.status, a.body)
			}
		}
	}
	ask("/anonymous/token", `{"client_id":"shop"}`)
	userinfo(http.StatusForbidden, tokens.Access)
	s.do("POST", "/anonymous/logout", nil, `{"session_token":"`+tokens.Session+`"}`).expect(t, http.StatusNoContent, "")
	const login = `{"grant_type":"urn:claimsmith:params:oauth:grant-type:test-login","client_id":"shop","scope":"openid","user":{"user_id":"test|1"}}`
	ask("/oauth/token", login)
	userinfo(http.StatusOK, tokens.Access)
	userinfo(http.StatusUnauthorized, "x")
	s.everywhere(http.StatusUnauthorized, nil, func(op *operation, _, body *string) bool {
		*body = strings.Replace(*body, `"shop"`, `"none"`, 1)
		return !op.secured && op.path != "/userinfo"
	})
	twice := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	s.everywhere(http.StatusBadRequest, twice, func(op *operation, _, body *string) bool {
		*body = "access_token=x&access_token=y"
		return op.path == "/userinfo"
	})
}

func TestRefusalsEverywhere(t *testing.T) {
	s := start(t, locked)
	all := bearer(s.token("All", server.Scopes()...))
	s.everywhere(http.StatusUnauthorized, nil, secured)
	for _, scope := range []string{"read:clients", "delete:clients"} {
		s.everywhere(http.StatusForbidden, bearer(s.token("Ana", scope)), func(op *operation, _, _ *string) bool {
			return op.secured && op.scopes[0] != scope
		})
	}
	s.everywhere(http.StatusForbidden, http.Header{"Origin": {"https://other.example"}}, func(op *operation, _, _ *string) bool {
		return op.tag == "Issuer"
	})
	s.everywhere(http.StatusMisdirectedRequest, http.Header{"Host": {"other.example"}}, nil)

	plain := all.Clone()
	plain.Set("Content-Type", "text/plain")
	s.everywhere(http.StatusUnsupportedMediaType, plain, nil)
	form := all.Clone()
	form.Set("Content-Type", "application/x-www-form-urlencoded")
	s.everywhere(http.StatusRequestEntityTooLarge, all, func(op *operation, _, body *string) bool {
		*body = `{"x":"` + strings.Repeat("x", 2<<20) + `"}`
		return op.path != "/userinfo"
	})
	s.everywhere(http.StatusRequestEntityTooLarge, form, func(op *operation, _, body *string) bool {
		*body = "x=" + strings.Repeat("x", 2<<20)
		return op.path == "/userinfo"
	})
	// Nothing was saved yet, but the settings, of which there are no versions.
	s.everywhere(http.StatusNotFound, all, nil)
}

func TestBusyEverywhere(t *testing.T) {
	s := start(t, func(o *server.Options) { o.Limits.Concurrent = 1 })
	defer s.server.Occupy(2)()
	s.everywhere(http.StatusServiceUnavailable, nil, func(op *operation, _, _ *string) bool { return op.path != "/readyz" })
}

func TestRatesEverywhere(t *testing.T) {
	s := start(t, locked, func(o *server.Options) {
		o.Limits.Rate, o.Limits.Burst = 0.001, 1
		o.Limits.AddressRate, o.Limits.AddressBurst = 0.001, 1
	})
	all := bearer(s.token("All", server.Scopes()...))
	s.do("GET", "/api/v2/clients", all, "")
	s.do("GET", "/.well-known/jwks.json", nil, "")
	s.everywhere(http.StatusTooManyRequests, all, nil)
}

// TestEverythingIsDocumented looks for routes that openapi.json leaves out. Those
// that only group others, by their prefix, are none.
func TestEverythingIsDocumented(t *testing.T) {
	var options server.Options
	start(t, func(o *server.Options) { options = *o })
	made, err := server.New(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = made.Close(context.Background()) }()
	patterns := made.Patterns()
	if len(patterns) < len(documented().operations)/2 {
		t.Fatalf("the patterns are %q", patterns)
	}
	for _, pattern := range patterns {
		method, path, found := strings.Cut(pattern, " ")
		if !found {
			method, path = "", pattern
		}
		if path != "/" && strings.HasSuffix(path, "/") {
			continue
		}
		known := false
		for _, op := range documented().operations {
			known = known || op.path == path && (method == "" || op.method == method)
		}
		if !known {
			t.Errorf("%s is not documented", pattern)
		}
	}
}
