package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestMethods asks for every documented path with the methods that it does not have.
func TestMethods(t *testing.T) {
	s := start(t)
	methods := map[string][]string{}
	targets := map[string]string{}
	for _, op := range documented().operations {
		methods[op.path] = append(methods[op.path], op.method)
		targets[op.path], _, _ = strings.Cut(op.target, "?")
	}
	for path, served := range methods {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} {
			if slices.Contains(served, method) {
				continue
			}
			a := s.bad(method, targets[path], nil, "")
			// Go's multiplexer serves HEAD with GET, and the issuer answers OPTIONS for browsers.
			allowed := slices.DeleteFunc(strings.Split(a.header.Get("Allow"), ", "), func(m string) bool { return m == "HEAD" || m == "OPTIONS" })
			slices.Sort(served)
			if a.status != http.StatusMethodNotAllowed || !slices.Equal(allowed, served) {
				t.Errorf("%s %s: %d, allowed %q, documented %q", method, path, a.status, allowed, served)
			}
		}
	}
}

// A schema is what of one in openapi.json bounds values.
type schema struct {
	Ref        string             `json:"$ref"`
	Type       string             `json:"type"`
	Enum       []string           `json:"enum"`
	Const      string             `json:"const"`
	Minimum    *int64             `json:"minimum"`
	Maximum    *int64             `json:"maximum"`
	Required   []string           `json:"required"`
	Properties map[string]*schema `json:"properties"`
	OneOf      []*schema          `json:"oneOf"`
	AnyOf      []*schema          `json:"anyOf"`
}

// openAPI is what of openapi.json bounds values.
type openAPI struct {
	Paths      map[string]map[string]json.RawMessage
	Components struct {
		Schemas    map[string]*schema
		Parameters map[string]struct {
			Name, In string
			Schema   *schema
		}
	}
}

func readOpenAPI(t *testing.T) (all openAPI) {
	t.Helper()
	text, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	decode(text, &all)
	return all
}

func (o *openAPI) resolve(s *schema) *schema {
	if s.Ref != "" {
		return o.Components.Schemas[s.Ref[strings.LastIndex(s.Ref, "/")+1:]]
	}
	return s
}

// TestDocumentedBounds goes to each bound that openapi.json states, and one step further.
func TestDocumentedBounds(t *testing.T) {
	s := start(t)
	all := readOpenAPI(t)
	tried := 0
	try := func(fine bool, method, target, body string) {
		t.Helper()
		tried++
		if a := s.bad(method, target, nil, body); (a.status != http.StatusBadRequest) != fine {
			t.Errorf("%s %s %s: %d %s", method, target, body, a.status, a.body)
		}
	}

	// Of what is saved: a member with its objects around it.
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop"}`)
	s.do("POST", "/api/v2/resource-servers", nil, `{"id":"api","identifier":"https://api.shop.example"}`)
	var walk func(target, before, after string, of *schema)
	walk = func(target, before, after string, of *schema) {
		patch := func(fine bool, value string) { t.Helper(); try(fine, "PATCH", target, before+value+after) }
		if of.Minimum != nil && of.Maximum != nil {
			for value, fine := range map[int64]bool{*of.Minimum: true, *of.Maximum: true, *of.Minimum - 1: false, *of.Maximum + 1: false} {
				patch(fine, fmt.Sprint(value))
			}
			patch(false, "1.5")
		}
		if of.Enum != nil {
			for _, value := range of.Enum {
				patch(true, `"`+value+`"`)
			}
			patch(false, `"other"`)
		}
		if of.Type == "boolean" {
			patch(true, "true")
			patch(false, `"true"`)
		}
		for name, member := range of.Properties {
			walk(target, before+`{"`+name+`":`, "}"+after, member)
		}
	}
	for target, name := range map[string]string{
		"/api/v2/clients/shop": "Client", "/api/v2/resource-servers/api": "ResourceServer", "/api/v2/tenants/settings": "Settings",
	} {
		walk(target, "", "", all.Components.Schemas[name])
	}
	s.do("PATCH", "/api/v2/tenants/settings", nil, `{"default_audience":"https://api.shop.example"}`)

	// Of parameters, for each operation that has one.
	for path, item := range all.Paths {
		for method, text := range item {
			if method == "parameters" {
				continue
			}
			for name, p := range all.Components.Parameters {
				if p.Schema.Maximum == nil || !strings.Contains(string(text)+string(item["parameters"]), `parameters/`+name+`"`) {
					continue
				}
				target := strings.NewReplacer("{id}", "shop", "clients/shop", "clients/shop", "resource-servers/{id}", "resource-servers/api").Replace(path)
				for value, fine := range map[int64]bool{*p.Schema.Minimum: true, *p.Schema.Maximum: true, *p.Schema.Minimum - 1: false} {
					asked := target + "?" + name + "=" + fmt.Sprint(value)
					if p.In == "path" {
						asked = strings.Replace(target, "{"+name+"}", fmt.Sprint(value), 1)
					}
					try(fine, strings.ToUpper(method), asked, "")
				}
				asked := target + "?" + name + "=" + fmt.Sprint(uint64(*p.Schema.Maximum)+1)
				if p.In == "path" {
					asked = strings.Replace(target, "{"+name+"}", fmt.Sprint(uint64(*p.Schema.Maximum)+1), 1)
				}
				try(false, strings.ToUpper(method), asked, "")
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d bounds are documented", tried)
	}
}

// TestForms sends each form that is documented with the members that it has to have, and
// without each of them: the server says so where one is missing, and else says something
// about what is there.
func TestForms(t *testing.T) {
	s := start(t)
	s.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop","callbacks":["https://shop.example/"]}`)
	values := map[string]string{
		"client_id": "shop", "user": `{"user_id":"test|1"}`, "redirect_uri": "https://shop.example/",
		"code": "x", "refresh_token": "x", "username": "x", "password": "x", "token": "x", "session_token": "x",
	}
	all := readOpenAPI(t)
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	told := func(a answer) bool {
		said, err := url.QueryUnescape(a.header.Get("Location"))
		if err != nil {
			t.Error(err)
		}
		said += a.body
		return slices.ContainsFunc([]string{"is missing", "There is neither", "is not an object", "The response_type here is"},
			func(words string) bool { return strings.Contains(said, words) })
	}
	forms := 0
	for path, item := range all.Paths {
		var post struct {
			RequestBody struct {
				Content map[string]struct{ Schema *schema }
			}
		}
		if item["post"] == nil {
			continue
		}
		decode(item["post"], &post)
		content, ok := post.RequestBody.Content["application/x-www-form-urlencoded"]
		if !ok || path == "/userinfo" { // whose token may be in the header
			continue
		}
		whole := all.resolve(content.Schema)
		for _, way := range append(append(whole.OneOf, whole.AnyOf...), &schema{}) {
			way := all.resolve(way)
			required := slices.Concat(whole.Required, way.Required)
			if len(required) == 0 || len(whole.OneOf) > 0 && way.Properties == nil {
				continue
			}
			forms++
			form := url.Values{"client_id": {"shop"}}
			properties := maps.Clone(whole.Properties)
			if properties == nil {
				properties = map[string]*schema{}
			}
			maps.Copy(properties, way.Properties)
			for _, name := range required {
				value := values[name]
				if p := properties[name]; p.Const != "" {
					value = p.Const
				} else if p.Enum != nil {
					value = p.Enum[0]
				}
				form.Set(name, value)
			}
			if a := s.do("POST", path, header, form.Encode()); told(a) {
				t.Errorf("%s %s: %s", path, form.Encode(), a.body)
			}
			for _, name := range required {
				if path == "/authorize" && name == "user" { // nobody cancels the login
					continue
				}
				less := maps.Clone(form)
				less.Del(name)
				if len(whole.AnyOf) > 0 {
					less = url.Values{} // one of several is enough
				}
				if a := s.bad("POST", path, header, less.Encode()); a.status != http.StatusBadRequest && a.status != http.StatusSeeOther || !told(a) {
					t.Errorf("%s without %s: %d %s", path, name, a.status, a.body)
				}
			}
		}
	}
	if forms < 10 {
		t.Errorf("only %d forms are documented", forms)
	}
}
