package server_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/claimsmith/claimsmith/host/cmd/server"
)

// A way is how servers under test are reached, and where they store.
type way struct {
	tls      bool
	database func(t testing.TB) string
}

// usual is the way that tests have, but for those of TestHostile.
var usual = way{database: newFile}

func newFile(t testing.TB) string { return filepath.Join(t.TempDir(), "test.db") }

// newSchema makes a schema of the PostgreSQL at CLAIMSMITH_POSTGRES.
func newSchema(t testing.TB) string {
	t.Helper()
	at := os.Getenv("CLAIMSMITH_POSTGRES")
	name := "test_" + strings.ToLower(rand.Text())
	administer := func(statement string) {
		t.Helper()
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		connection, err := pgx.Connect(ctx, at)
		if err != nil {
			t.Fatalf("CLAIMSMITH_POSTGRES: %v", err)
		}
		defer connection.Close(ctx)
		if _, err := connection.Exec(ctx, statement); err != nil {
			t.Fatal(err)
		}
	}
	administer("CREATE SCHEMA " + name)
	t.Cleanup(func() { administer("DROP SCHEMA " + name + " CASCADE") })
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("search_path", name)
	u.RawQuery = query.Encode()
	return u.String()
}

// hostile are the tests of requests that mean no good, or that would be refused anyway.
var hostile = map[string]func(*testing.T){
	"AddressesAreLimited":        TestAddressesAreLimited,
	"BodiesThatAreRefused":       TestBodiesThatAreRefused,
	"BrokenBodies":               TestBrokenBodies,
	"BusyEverywhere":             TestBusyEverywhere,
	"DocumentedBounds":           TestDocumentedBounds,
	"DomainsAreHostNames":        TestDomainsAreHostNames,
	"Examples":                   TestExamples,
	"Forms":                      TestForms,
	"IssuerExamples":             TestIssuerExamples,
	"ManagementByMachines":       TestManagementByMachines,
	"Methods":                    TestMethods,
	"OpenOrNot":                  TestOpenOrNot,
	"OtherSites":                 TestOtherSites,
	"Overload":                   TestOverload,
	"PagesElsewhereStoreNothing": TestPagesElsewhereStoreNothing,
	"Rates":                      TestRates,
	"RatesEverywhere":            TestRatesEverywhere,
	"RefusalsEverywhere":         TestRefusalsEverywhere,
	"RegisteredOrigins":          TestRegisteredOrigins,
	"SlowBodiesHoldUpNobody":     TestSlowBodiesHoldUpNobody,
	"SlowEverywhere":             TestSlowEverywhere,
	"Tokens":                     TestTokens,
	"TwoWhoSave":                 TestTwoWhoSave,
	"WhatAScopeIsFor":            TestWhatAScopeIsFor,
	"WhatOneClientStores":        TestWhatOneClientStores,
}

// TestHostile runs them again over TLS, and over PostgreSQL where CLAIMSMITH_POSTGRES
// says that there is one (store/postgres.sh does).
func TestHostile(t *testing.T) {
	before := usual
	t.Cleanup(func() { usual = before })
	for name, other := range map[string]struct {
		way
		postgres bool
	}{
		"TLS":                {way{true, newFile}, false},
		"PostgreSQL":         {way{false, newSchema}, true},
		"TLS and PostgreSQL": {way{true, newSchema}, true},
	} {
		t.Run(name, func(t *testing.T) {
			if other.postgres && os.Getenv("CLAIMSMITH_POSTGRES") == "" {
				t.Skip("CLAIMSMITH_POSTGRES names no PostgreSQL: this runs in ./build.sh server")
			}
			usual = other.way
			for _, name := range slices.Sorted(maps.Keys(hostile)) {
				t.Run(name, hostile[name])
			}
		})
	}
}

// TestSlowStreams has the streams of one HTTP/2 connection dribble bodies, far more than
// there are places: other streams of it are served, and each of them ends in its time.
func TestSlowStreams(t *testing.T) {
	before := usual
	t.Cleanup(func() { usual = before })
	usual.tls = true
	s := start(t, func(o *server.Options) { o.Limits.Concurrent, o.Limits.BodyTime = 4, 2*time.Second })
	const dribblers = 32
	ended := make(chan error, dribblers)
	begun := make(chan struct{}, dribblers)
	for n := range dribblers {
		body, write := io.Pipe()
		t.Cleanup(func() { _ = write.Close() })
		path := []string{"/api/v2/clients", "/v1/evaluate", "/oauth/token"}[n%3]
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+path, body)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/json")
		go func() {
			_, _ = io.WriteString(write, "{") // it returns when the client has sent it
			begun <- struct{}{}
		}()
		go func() {
			response, err := s.client.Do(request)
			if err == nil {
				_ = response.Body.Close()
				if response.ProtoMajor != 2 || response.StatusCode != http.StatusRequestTimeout {
					err = fmt.Errorf("%s: %s %s", path, response.Proto, response.Status)
				}
			}
			ended <- err
		}()
	}
	for range dribblers {
		<-begun
	}
	s.do("POST", "/v1/validate", nil, `{"config":{}}`).expect(t, 200, `{"valid":true,"problems":[],"warnings":[]}`)
	s.do("GET", "/api/v2/clients", nil, "").expect(t, 200, `[]`)
	for range dribblers {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	for s.server.Inside() > 0 {
		runtime.Gosched()
	}
}
