package server_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/config"
	"github.com/pb33f/libopenapi-validator/errors"
)

// A contract is a client of a server under test that holds the server, and what is
// sent to it, to openapi.json.
type contract struct {
	t      testing.TB
	client *http.Client
	url    string
}

func newContract(t testing.TB, client *http.Client, url string) *contract {
	return &contract{t, client, url}
}

// An answer is a response that was read.
type answer struct {
	status int
	header http.Header
	body   string
}

// do sends a request, which is as documented, and returns the answer, which has to
// be. A body is JSON unless a header says otherwise.
func (c *contract) do(method, target string, header http.Header, body string) answer {
	c.t.Helper()
	return c.send(method, target, header, body, true)
}

// bad is do for a request that may be as wrong as it likes, also of a path or a
// method that is not documented. An answer of what is documented has to be right.
func (c *contract) bad(method, target string, header http.Header, body string) answer {
	c.t.Helper()
	return c.send(method, target, header, body, false)
}

func (c *contract) send(method, target string, header http.Header, body string, right bool) answer {
	c.t.Helper()
	request := func() *http.Request {
		r, err := http.NewRequestWithContext(c.t.Context(), method, c.url+target, strings.NewReader(body))
		if err != nil {
			c.t.Fatal(err)
		}
		maps.Copy(r.Header, header)
		if body != "" && r.Header.Get("Content-Type") == "" {
			r.Header.Set("Content-Type", "application/json")
		}
		r.Host = r.Header.Get("Host")
		r.Header.Del("Host")
		return r
	}
	response, err := c.client.Do(request())
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	a := answer{response.StatusCode, response.Header, string(text)}

	op := documented().find(request())
	if op == nil {
		if right {
			c.t.Errorf("%s %s is not documented", method, target)
		}
		return a
	}
	if right {
		if ok, problems := documented().ValidateHttpRequestSync(request()); !ok {
			c.t.Errorf("the request %s %s is not as documented:\n%s", method, target, describe(problems))
		}
	}
	response.Body = io.NopCloser(bytes.NewReader(text))
	if ok, problems := documented().ValidateHttpResponse(request(), response); !ok {
		c.t.Errorf("the answer %d to %s %s is not as documented:\n%s%s", a.status, method, target, describe(problems), text)
	}
	if documented := op.see(a.status); !documented && a.status < 400 {
		c.t.Errorf("%s %s succeeds with %d, which is documented as an error", method, target, a.status)
	}
	return a
}

func describe(problems []*errors.ValidationError) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "  %s: %s\n", p.Message, p.Reason)
		for _, s := range p.SchemaValidationErrors {
			fmt.Fprintf(&b, "    %s: %s\n", s.FieldPath, s.Reason)
		}
	}
	return b.String()
}

// An operation is one that openapi.json documents.
type operation struct {
	method, path string
	target       string      // the path with the examples of its parameters
	header       http.Header // so that the body is what it says
	body         string      // the example, "" without one
	scopes       []string
	secured      bool // with an API token
	tag          string

	mu   sync.Mutex
	seen map[string]bool // by documented status: was there such an answer?
}

func (o *operation) String() string { return o.method + " " + o.path }

// has reports whether a status is documented, beside the default.
func (o *operation) has(status string) bool {
	_, ok := o.seen[status]
	return ok
}

// see notes that there was such an answer, and reports whether it is documented, beside the default.
func (o *operation) see(status int) (documented bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	key := fmt.Sprint(status)
	if documented = o.has(key); documented {
		o.seen[key] = true
	}
	return documented
}

// A description is openapi.json, ready for use.
type description struct {
	validator.Validator
	operations []*operation
	routes     *http.ServeMux // finds the operation of a request
}

// find returns the operation of a request, nil if there is none.
func (d *description) find(r *http.Request) *operation {
	_, pattern := d.routes.Handler(r)
	for _, op := range d.operations {
		if op.pattern() == pattern {
			return op
		}
	}
	return nil
}

// pattern is the operation as http.ServeMux writes it.
func (o *operation) pattern() string {
	if o.path == "/" {
		return o.method + " /{$}"
	}
	return o.String()
}

var documented = sync.OnceValue(func() *description {
	text, err := os.ReadFile("openapi.json")
	if err != nil {
		panic(err)
	}
	document, err := libopenapi.NewDocument(text)
	if err != nil {
		panic(err)
	}
	// Requests without a token are as good as others: the answer says what is missing.
	validator, problems := validator.NewValidator(document, config.WithoutSecurityValidation(), config.WithFormatAssertions())
	if problems != nil {
		panic(problems)
	}
	d := &description{Validator: validator, operations: readOperations(text), routes: http.NewServeMux()}
	for _, op := range d.operations {
		d.routes.HandleFunc(op.pattern(), http.NotFound)
	}
	return d
})

// parameter is what of a parameter the examples need, or where it is.
type parameter struct {
	Ref      string `json:"$ref"`
	Name, In string
	Required bool
	Example  any
}

func readOperations(text []byte) (all []*operation) {
	var document struct {
		Paths      map[string]map[string]json.RawMessage
		Components struct{ Parameters map[string]parameter }
	}
	decode(text, &document)
	for _, path := range slices.Sorted(maps.Keys(document.Paths)) {
		item := document.Paths[path]
		var shared []parameter
		if item["parameters"] != nil {
			decode(item["parameters"], &shared)
		}
		for method, text := range item {
			if method == "parameters" {
				continue
			}
			var of struct {
				Tags        []string
				Parameters  []parameter
				Security    []map[string][]string
				RequestBody struct {
					Content map[string]struct{ Example json.RawMessage }
				}
				Responses map[string]json.RawMessage
			}
			decode(text, &of)
			op := &operation{method: strings.ToUpper(method), path: path, target: path, header: http.Header{}, tag: of.Tags[0], seen: map[string]bool{}}
			for _, p := range slices.Concat(shared, of.Parameters) {
				if p.Ref != "" {
					p = document.Components.Parameters[p.Ref[strings.LastIndex(p.Ref, "/")+1:]]
				}
				switch {
				case p.In == "path":
					op.target = strings.ReplaceAll(op.target, "{"+p.Name+"}", fmt.Sprint(p.Example))
				case p.In == "query" && p.Required:
					separator := "?"
					if strings.Contains(op.target, "?") {
						separator = "&"
					}
					op.target += separator + p.Name + "=" + url.QueryEscape(fmt.Sprint(p.Example))
				}
			}
			if body, ok := of.RequestBody.Content["application/json"]; ok {
				op.body = string(body.Example)
			}
			for _, way := range of.Security {
				if scopes, ok := way["api_token"]; ok {
					op.secured, op.scopes = true, scopes
				}
			}
			for status := range of.Responses {
				if status != "default" {
					op.seen[status] = false
				}
			}
			all = append(all, op)
		}
	}
	return all
}

func decode(text []byte, into any) {
	if err := json.Unmarshal(text, into); err != nil {
		panic(err)
	}
}

// TestMain fails if a documented answer was never given, when all tests ran.
func TestMain(m *testing.M) {
	code := m.Run()
	chosen := func(name string) bool { return flag.Lookup("test."+name).Value.String() != "" }
	if code == 0 && !chosen("run") && !chosen("skip") && !chosen("list") {
		for _, op := range documented().operations {
			for _, status := range slices.Sorted(maps.Keys(op.seen)) {
				if !op.seen[status] {
					fmt.Printf("openapi.json documents the answer %s of %s, and no test has it\n", status, op)
					code = 1
				}
			}
		}
	}
	os.Exit(code)
}
