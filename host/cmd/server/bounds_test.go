package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/server"
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
	Const      any                `json:"const"`
	Pattern    string             `json:"pattern"`
	Minimum    *int64             `json:"minimum"`
	Maximum    *int64             `json:"maximum"`
	MinLength  int                `json:"minLength"`
	MaxLength  int                `json:"maxLength"`
	MaxItems   int                `json:"maxItems"`
	Items      *schema            `json:"items"`
	MaxMembers int                `json:"maxProperties"`
	Required   []string           `json:"required"`
	Properties map[string]*schema `json:"properties"`
	OneOf      []*schema          `json:"oneOf"`
	AnyOf      []*schema          `json:"anyOf"`
}

// bounds are the least and the most of a schema that bounds numbers.
func (s *schema) bounds(t *testing.T) (from, to int64, bounded bool) {
	t.Helper()
	if (s.Minimum == nil) != (s.Maximum == nil) {
		t.Fatalf("a schema has one of minimum and maximum alone, so what is beyond the other is not tried: %+v", s)
	}
	if s.Minimum == nil {
		return 0, 0, false
	}
	return *s.Minimum, *s.Maximum, true
}

// openAPI is what of openapi.json bounds values.
type openAPI struct {
	Paths      map[string]map[string]json.RawMessage
	Components struct {
		Schemas    map[string]*schema
		Parameters map[string]*bounded
	}
}

// A bounded is a parameter, or where it is.
type bounded struct {
	Ref      string `json:"$ref"`
	Name, In string
	Schema   *schema
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

// parameters are those of all operations of a path, or of one of them.
func (o *openAPI) parameters(text json.RawMessage) (all []*bounded) {
	if text == nil {
		return nil
	}
	decode(text, &all)
	for i, p := range all {
		if p.Ref != "" {
			all[i] = o.Components.Parameters[p.Ref[strings.LastIndex(p.Ref, "/")+1:]]
		}
	}
	return all
}

// TestDocumentedBounds goes to each bound that openapi.json states, and one step further.
func TestDocumentedBounds(t *testing.T) {
	s := start(t, func(o *server.Options) { o.Limits.Rate = 0 })
	all := readOpenAPI(t)
	tried := 0
	try := func(fine bool, method, target, body string) {
		t.Helper()
		tried++
		a := s.bad(method, target, nil, body)
		accepted := a.status/100 == 2 || a.status == http.StatusNotFound && strings.Contains(target, "/versions/") // of which there are few
		if accepted != fine || !fine && a.status != http.StatusBadRequest {
			t.Errorf("%s %s %.200s: %d %.300s", method, target, body, a.status, a.body)
		}
	}

	// Of what is saved: a member with its objects around it.
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop"}`)
	s.do("POST", "/api/v2/resource-servers", nil, `{"id":"api","identifier":"https://api.shop.example"}`)
	var walk func(target, before, after string, of *schema)
	walk = func(target, before, after string, of *schema) {
		of = all.resolve(of)
		patch := func(fine bool, value string) {
			t.Helper()
			// The mappings of both tokens count in one sum, whose limit this member moves.
			if strings.HasPrefix(before, `{"id_token"`) {
				s.do("PATCH", target, nil, `{"access_token":{"claims_mapping":{}}}`)
			}
			try(fine, "PATCH", target, before+value+after)
			if strings.Contains(before, "_token") {
				s.do("PATCH", target, nil, `{"access_token":null,"id_token":null}`)
			}
		}
		if from, to, bounded := of.bounds(t); bounded {
			for value, fine := range map[int64]bool{from: true, to: true, from - 1: false, to + 1: false} {
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
		if of.MaxItems > 0 {
			items := all.resolve(of.Items)
			item := `"user.a%[1]d"`
			if items.Type == "object" {
				item = `{"` + strings.Join(items.Required, `":"user.a%[1]d","`) + `":"user.a%[1]d"}`
			}
			patch(true, "["+several(of.MaxItems, item)+"]")
			patch(false, "["+several(of.MaxItems+1, item)+"]")
			for name, member := range items.Properties {
				beside := ""
				for _, other := range items.Required {
					if other != name {
						beside += `,"` + other + `":"user.a"`
					}
				}
				walk(target, before+`[{"`+name+`":`, beside+"}]"+after, member)
			}
		}
		if of.MaxMembers > 0 {
			patch(true, "{"+several(of.MaxMembers, `"a%[1]d":"user.a"`)+"}")
			patch(false, "{"+several(of.MaxMembers+1, `"a%[1]d":"user.a"`)+"}")
		}
		if of.MaxLength > 0 {
			patch(true, `"`+strings.Repeat("é", of.MaxLength)+`"`)
			patch(false, `"`+strings.Repeat("é", of.MaxLength+1)+`"`)
		}
		if of.MinLength > 0 {
			patch(false, `"`+strings.Repeat("é", of.MinLength-1)+`"`)
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
	s.do("POST", "/api/v2/client-grants", nil, `{"id":"grant","client_id":"shop","audience":"https://api.shop.example"}`)
	ids := strings.NewReplacer("clients/{id}", "clients/shop", "resource-servers/{id}", "resource-servers/api")
	for path, item := range all.Paths {
		for method, text := range item {
			if method == "parameters" {
				continue
			}
			var of struct{ Parameters json.RawMessage }
			decode(text, &of)
			for _, p := range slices.Concat(all.parameters(item["parameters"]), all.parameters(of.Parameters)) {
				from, to, bounded := p.Schema.bounds(t)
				if !bounded {
					continue
				}
				for value, fine := range map[int64]bool{from: true, to: true, from - 1: false, to + 1: false} {
					target := ids.Replace(path) + "?" + p.Name + "=" + fmt.Sprint(value)
					if p.In == "path" {
						target = strings.Replace(ids.Replace(path), "{"+p.Name+"}", fmt.Sprint(value), 1)
					}
					try(fine, strings.ToUpper(method), target, "")
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d bounds are documented", tried)
	}
}

// several are so many items, each with its number where %[1]d stands.
func several(count int, item string) string {
	all := make([]string, count)
	for n := range all {
		all[n] = fmt.Sprintf(item, n)
	}
	return strings.Join(all, ",")
}

// TestMappingsOfBothTokens counts the mappings of both tokens in one sum (CFG-1).
func TestMappingsOfBothTokens(t *testing.T) {
	s := start(t)
	patch := func(status int, target, body string) {
		t.Helper()
		if a := s.do("PATCH", target, nil, body); a.status != status {
			t.Errorf("%s %.100s: %d %.300s", target, body, a.status, a.body)
		}
	}
	list := func(prefix string, count int) string {
		return "[" + several(count, `{"name":"`+prefix+`%[1]d","expression":"user.a"}`) + "]"
	}
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop"}`)
	s.do("POST", "/api/v2/resource-servers", nil, `{"id":"api","identifier":"https://api.shop.example"}`)
	usual, more := `{"custom_claim_mappings":`+list("a", 4)+`}`, `{"claims_mapping":{"custom_claims":`+list("a", 4)+`}}`
	for _, c := range []struct {
		api, application string // the mappings of their access tokens
		most             int    // in the application's ID token
	}{
		{"null", "null", 10},
		{"null", usual, 6},
		{"null", `{"claims_mapping":{"custom_claims":[]}}`, 20},
		{"null", more, 16},
		{usual, "null", 6},
		{usual, `{"claims_mapping":{}}`, 6},
		{more, "null", 10},
		{more, `{"claims_mapping":{}}`, 16},
	} {
		patch(200, "/api/v2/resource-servers/api", `{"access_token":`+c.api+`}`)
		patch(200, "/api/v2/clients/shop", `{"access_token":`+c.application+`}`)
		patch(200, "/api/v2/clients/shop", `{"id_token":{"custom_claim_mappings":`+list("i", c.most)+`}}`)
		patch(400, "/api/v2/clients/shop", `{"id_token":{"custom_claim_mappings":`+list("i", c.most+1)+`}}`)
		patch(200, "/api/v2/clients/shop", `{"access_token":null,"id_token":null}`)
		patch(200, "/api/v2/resource-servers/api", `{"access_token":null}`)
	}
}

// TestDocumentedPolicy compares what openapi.json repeats of the policy with what the
// module describes.
func TestDocumentedPolicy(t *testing.T) {
	s := start(t)
	var described struct {
		Limits   map[string]float64
		Kinds    map[string]string
		Failures []struct{ Code string }
	}
	decode([]byte(s.do("GET", "/v1/describe", nil, "").body), &described)
	const (
		usual = "/access_token/properties/custom_claim_mappings/maxItems"
		more  = "/access_token/properties/claims_mapping/properties/custom_claims/maxItems"
	)
	limits := map[string]string{
		"/Client/properties" + usual:                                              "mappings",
		"/Client/properties" + more:                                               "mappings_claims_mapping",
		"/ResourceServer/properties" + usual:                                      "mappings",
		"/ResourceServer/properties" + more:                                       "mappings_claims_mapping",
		"/Client/properties/id_token/properties/custom_claim_mappings/maxItems":   "mappings_claims_mapping",
		"/Client/properties/saml_configuration/properties/mappings/maxProperties": "saml_mappings",
		"/Settings/properties/custom_domains/maxItems":                            "custom_domains",
		"/Mapping/properties/name/maxLength":                                      "claim_name_characters",
	}
	stated := map[string]float64{}
	var find func(path string, in any)
	find = func(path string, in any) {
		object, _ := in.(map[string]any)
		for name, value := range object {
			if most, ok := value.(float64); ok && slices.Contains([]string{"maxItems", "maxLength", "maxProperties"}, name) {
				stated[path+"/"+name] = most
			}
			find(path+"/"+name, value)
		}
		list, _ := in.([]any)
		for n, value := range list {
			find(path+"/"+fmt.Sprint(n), value)
		}
	}
	var document struct {
		Components struct{ Schemas any }
	}
	text, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	decode(text, &document)
	find("", document.Components.Schemas)
	for path, most := range stated {
		if limit, known := limits[path]; !known {
			t.Errorf("nothing says which of the policy's limits %s is", path)
		} else if most != described.Limits[limit] {
			t.Errorf("%s is %v, and the policy's limit %s is %v", path, most, limit, described.Limits[limit])
		}
	}
	for path := range limits {
		if _, there := stated[path]; !there {
			t.Errorf("openapi.json has no %s", path)
		}
	}
	var failures []string
	for _, f := range described.Failures {
		failures = append(failures, f.Code)
	}
	schemas := readOpenAPI(t).Components.Schemas
	if listed := schemas["Failure"].Properties["code"].Enum; !slices.Equal(listed, failures) {
		t.Errorf("the failures %q, described as %q", listed, failures)
	}
	kinds := slices.Sorted(maps.Keys(described.Kinds))
	if listed := slices.Sorted(slices.Values(schemas["Explanation"].Properties["decisions"].Items.Properties["kind"].Enum)); !slices.Equal(listed, kinds) {
		t.Errorf("the kinds %q, described as %q", listed, kinds)
	}
}

// TestDocumentedIDs makes documents of all kinds with each character, where IDs begin and
// further on, and as long as they may be: the server takes what openapi.json's pattern does,
// and says what of the others is wrong.
func TestDocumentedIDs(t *testing.T) {
	s := start(t, func(o *server.Options) { o.Limits.Rate = 0 })
	ids := []string{"", strings.Repeat("x", 128), strings.Repeat("x", 129), "xéy", "x\n"}
	for c := ' '; c <= '~'; c++ {
		ids = append(ids, string(c)+"x", "x"+string(c)+"y")
	}
	schemas := readOpenAPI(t).Components.Schemas
	const (
		usual = "is a string of 1 to 128 letters, digits, _, - and dots, and begins with no dot."
		more  = "is a string of 1 to 128 letters, digits and _ - . | @ + :, and begins with a letter, a digit, _ or -."
	)
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop"}`)
	for path, kind := range map[string]struct{ schema, id, more, says string }{
		"clients":          {"Client", "client_id", `"name":"Shop"`, usual},
		"resource-servers": {"ResourceServer", "id", `"identifier":"urn:%d"`, usual},
		"client-grants":    {"ClientGrant", "id", `"client_id":"shop","audience":"urn:%d"`, usual},
		"users":            {"User", "user_id", `"name":"Ada"`, more},
	} {
		pattern := regexp.MustCompile(schemas[kind.schema].Properties[kind.id].Pattern)
		for n, id := range ids {
			quoted, err := json.Marshal(id)
			if err != nil {
				t.Fatal(err)
			}
			a := s.bad("POST", "/api/v2/"+path, nil, `{"`+kind.id+`":`+string(quoted)+`,`+strings.ReplaceAll(kind.more, "%d", fmt.Sprint(n))+`}`)
			if is := a.status == http.StatusCreated; is != pattern.MatchString(id) || !is && (a.status != http.StatusBadRequest || !strings.Contains(a.body, kind.says)) {
				t.Errorf("%s %q: %d %s", path, id, a.status, a.body)
			}
		}
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
				if p := properties[name]; p.Const != nil {
					value = p.Const.(string)
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
