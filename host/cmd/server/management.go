package server

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server/directory"
	"github.com/claimsmith/claimsmith/host/cmd/server/limit"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// A collection is the documents of one kind under one path.
type collection struct {
	kind    store.Kind
	name    string // in paths, scopes and lists
	scope   string
	filters []filter
}

// A filter is a parameter of a list, and the member that has to have its value.
type filter struct{ parameter, member string }

var collections = []collection{
	{store.Client, "clients", "clients", []filter{{"app_type", "app_type"}, {"is_global", "global"}, {"is_first_party", "is_first_party"}}},
	{store.ResourceServer, "resource-servers", "resource_servers", []filter{{"identifiers", "identifier"}}},
	{store.ClientGrant, "client-grants", "client_grants", []filter{{"client_id", "client_id"}, {"audience", "audience"}, {"subject_type", "subject_type"}}},
	{store.User, "users", "users", []filter{{"email", "email"}}},
}

// versioned reports whether the versions of a kind can be read.
func versioned(kind store.Kind) bool { return kind != store.ClientGrant && kind != store.User }

// management adds the Management API's routes.
func (s *Server) management(add adder) {
	for _, c := range collections {
		all := "/api/v2/" + c.name
		one := all + "/{id}"
		add("GET "+all, s.allow("read:"+c.scope, s.list(c)))
		add("POST "+all, s.allow("create:"+c.scope, s.create(c)))
		add("DELETE "+one, s.allow("delete:"+c.scope, s.remove(c.kind)))
		s.document(add, one, c.kind, c.scope)
	}
	s.document(add, "/api/v2/tenants/settings", store.Tenant, "tenant_settings")
	add("POST /api/v2/clients/{id}/rotate-secret", s.allow("update:client_keys", s.rotateSecret))
	add("GET /api/v2/clients/{id}/credentials", s.allow("read:clients", s.credentials))
	add("GET /api/v2/logs", s.allow("read:logs", s.listLogs))
}

// document adds the routes of one document and its versions.
func (s *Server) document(add adder, path string, kind store.Kind, scope string) {
	read, update := "read:"+scope, "update:"+scope
	add("GET "+path, s.allow(read, s.read(kind)))
	add("PATCH "+path, s.allow(update, s.patch(kind)))
	if !versioned(kind) {
		return
	}
	add("GET "+path+"/versions", s.allow(read, s.versions(kind)))
	add("GET "+path+"/versions/{number}", s.allow(read, s.version(kind)))
	add("POST "+path+"/versions/{number}/restore", s.allow(update, s.restore(kind, scope)))
}

func (s *Server) list(c collection) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		query, err := c.query(r)
		if err != nil {
			return err
		}
		page, err := number(query.Get("page"), "page", 0, 0, 1<<31)
		if err != nil {
			return err
		}
		size, err := number(query.Get("per_page"), "per_page", 50, 1, 100)
		if err != nil {
			return err
		}
		take, err := number(query.Get("take"), "take", 50, 1, 100)
		if err != nil {
			return err
		}
		all, err := s.directory.Documents(c.kind)
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(d directory.Document) bool { return !c.matches(query, d) })
		if c.kind == store.Client && query.Get("is_global") == "true" && len(all) == 0 {
			all = append(all, globalClient)
		}
		list := strings.ReplaceAll(c.name, "-", "_")
		if query.Has("take") || query.Has("from") {
			return s.checkpoint(w, r, list, all, query.Get("from"), int(take))
		}
		start := min(page*size, int64(len(all)))
		found := all[start:min(start+size, int64(len(all)))]
		w.Header().Set("Content-Type", "application/json")
		// Each document is written by itself: together they may be large.
		totals := query.Get("include_totals") == "true"
		if totals {
			_, _ = fmt.Fprintf(w, `{"start":%d,"limit":%d,"length":%d,"total":%d,"%s":`,
				start, size, len(found), len(all), list)
		}
		comma := "["
		for _, document := range found {
			_, _ = io.WriteString(w, comma+members(r, document))
			comma = ","
		}
		_, _ = io.WriteString(w, "[]"[min(1, len(found)):])
		if totals {
			_, _ = io.WriteString(w, "}")
		}
		return nil
	}
}

// globalClient is the one that a tenant of the provider's has, and that tools look for.
var globalClient = directory.Document{Kind: store.Client, ID: "global",
	Text: `{"client_id":"global","name":"All Applications","global":true,"is_first_party":true,"custom_login_page_on":false}`}

// query is that of a list. A parameter that would be ignored is refused: who filters
// counts on it.
func (c *collection) query(r *http.Request) (url.Values, error) {
	known := []string{"page", "per_page", "include_totals", "fields", "include_fields", "take", "from"}
	for _, f := range c.filters {
		known = append(known, f.parameter)
	}
	query, err := onlyParameters(r, known...)
	if err != nil {
		return nil, err
	}
	if (query.Has("take") || query.Has("from")) && (query.Has("page") || query.Has("per_page")) {
		return nil, newRefusal(http.StatusBadRequest, "invalid_query_string",
			"A list is read by page and per_page, or by from and take, and not by both.")
	}
	return query, nil
}

// onlyParameters is a query that has no others than these.
func onlyParameters(r *http.Request, known ...string) (url.Values, error) {
	query := r.URL.Query()
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(known, name) {
			return nil, newRefusal(http.StatusBadRequest, "invalid_query_string",
				fmt.Sprintf("There is no parameter %s here; there are %s.", name, strings.Join(known, ", ")))
		}
	}
	return query, nil
}

// matches reports whether a document passes the filters of a query. A filter with
// several values, also separated by commas, wants one of them.
func (c *collection) matches(query url.Values, d directory.Document) bool {
	for _, f := range c.filters {
		if !query.Has(f.parameter) {
			continue
		}
		wanted := query[f.parameter]
		if f.parameter == "app_type" {
			wanted = strings.Split(strings.Join(wanted, ","), ",")
		}
		if !slices.Contains(wanted, d.Member(f.member)) {
			return false
		}
	}
	return true
}

// checkpoint answers with the documents that come after one.
func (s *Server) checkpoint(w http.ResponseWriter, r *http.Request, list string, all []directory.Document, after string, take int) error {
	rest := slices.DeleteFunc(all, func(d directory.Document) bool { return d.ID <= after })
	found := rest[:min(take, len(rest))]
	texts := make([]string, len(found))
	for i, d := range found {
		texts[i] = members(r, d)
	}
	next := ""
	if len(found) < len(rest) {
		id, err := json.Marshal(found[len(found)-1].ID)
		if err != nil {
			return err
		}
		next = `,"next":` + string(id)
	}
	return write(w, http.StatusOK, []byte(`{"`+list+`":[`+strings.Join(texts, ",")+"]"+next+"}"))
}

// members is a document with the members that a request asks for, and that its caller may
// read.
func members(r *http.Request, d directory.Document) string {
	query := r.URL.Query()
	return directory.Members(shown(r, d.Kind, d.Profile()), query.Get("fields"), query.Get("include_fields") == "false")
}

// secretMember is what of an application only those read who may read its keys.
const secretMember = "client_secret"

func shown(r *http.Request, kind store.Kind, text string) string {
	who := callerOf(r)
	switch {
	case kind == store.User:
		return directory.Members(text, directory.PasswordHash, true)
	case kind != store.Client || who.has("read:client_keys"):
		return text
	}
	return directory.Members(text, secretMember, true)
}

// rotateSecret gives an application another secret.
func (s *Server) rotateSecret(w http.ResponseWriter, r *http.Request) error {
	patch := []byte(`{"` + secretMember + `":"` + directory.NewSecret() + `"}`)
	saved, err := s.directory.Patch(r.Context(), edit(r, store.Client, s.documentID(r, store.Client)), patch)
	if err != nil {
		return err
	}
	w.Header().Set("ETag", etag(saved.Number))
	return write(w, http.StatusOK, saved.Text) // the secret too: whoever rotates one needs it
}

// credentials lists the keys that an application authenticates itself with, of which there
// are none but its secret.
func (s *Server) credentials(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.directory.Document(store.Client, s.documentID(r, store.Client)); err != nil {
		return err
	}
	return write(w, http.StatusOK, []byte("[]"))
}

func (s *Server) create(c collection) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		body, err := readBody(r)
		if err != nil {
			return err
		}
		if body, err = directory.WithDefaults(c.kind, body); err != nil {
			return err
		}
		saved, err := s.directory.Create(r.Context(), c.kind, callerOf(r).name, body)
		if err != nil {
			return err
		}
		w.Header().Set("Location", "/api/v2/"+c.name+"/"+url.PathEscape(saved.ID))
		w.Header().Set("ETag", etag(saved.Number))
		if c.kind == store.User {
			saved.Text = []byte(shown(r, c.kind, string(saved.Text)))
		}
		return write(w, http.StatusCreated, saved.Text) // the secret too, this once
	}
}

func (s *Server) read(kind store.Kind) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		document, err := s.directory.Document(kind, s.documentID(r, kind))
		if err != nil {
			return err
		}
		if r.URL.Query().Get("fields") == "" { // a tag is of the whole
			tag := etag(document.Number)
			w.Header().Set("ETag", tag)
			for _, known := range tags(r.Header.Values("If-None-Match")) {
				if known == "*" || strings.TrimPrefix(known, "W/") == tag { // RFC 9110, 13.1.2
					w.WriteHeader(http.StatusNotModified)
					return nil
				}
			}
		}
		return write(w, http.StatusOK, []byte(members(r, document)))
	}
}

func (s *Server) patch(kind store.Kind) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		body, err := readBody(r)
		if err != nil {
			return err
		}
		saved, err := s.directory.Patch(r.Context(), edit(r, kind, s.documentID(r, kind)), body)
		if err != nil {
			return err
		}
		return s.writeSaved(w, r, saved)
	}
}

func (s *Server) remove(kind store.Kind) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := s.directory.Delete(r.Context(), edit(r, kind, s.documentID(r, kind))); err != nil {
			return err
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
}

// edit is the save that a request asks for.
func edit(r *http.Request, kind store.Kind, id string) directory.Edit {
	e := directory.Edit{Kind: kind, ID: id, By: callerOf(r).name}
	if given := r.Header.Values("If-Match"); len(given) > 0 {
		wanted := tags(given)
		e.If = func(number int64) bool {
			return slices.Contains(wanted, "*") || slices.Contains(wanted, etag(number))
		}
	}
	return e
}

func (s *Server) versions(kind store.Kind) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		query, err := onlyParameters(r, "before", "per_page")
		if err != nil {
			return err
		}
		before, err := number(query.Get("before"), "before", 0, 0, 1<<62)
		if err != nil {
			return err
		}
		size, err := number(query.Get("per_page"), "per_page", 50, 1, 100)
		if err != nil {
			return err
		}
		id := s.knownID(r, kind)
		var texts [][]byte
		for listed, whole := 0, true; whole && listed < maxVersions && len(texts) < int(size); {
			// A version has its whole document: a few at a time.
			few := min(10, int(size)-len(texts))
			found, err := s.store.Versions(r.Context(), kind, id, before, few)
			if err != nil {
				return err
			}
			for _, version := range found {
				if err := directory.CheckDifference(version); err != nil {
					return err
				}
				texts = append(texts, describeVersion(r, version, false))
				listed += len(texts[len(texts)-1])
				before = version.Number
			}
			whole = len(found) == few && before > 1
		}
		if len(texts) == 0 && query.Get("before") == "" && kind != store.Tenant {
			return &directory.NotFoundError{Kind: kind, ID: id}
		}
		return write(w, http.StatusOK, slices.Concat([]byte(`{"versions":[`), bytes.Join(texts, []byte(",")), []byte("]}")))
	}
}

// maxVersions is how large a list of versions becomes before it ends early.
const maxVersions = 4 << 20

func (s *Server) version(kind store.Kind) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		id, n, err := s.versionOf(r, kind)
		if err != nil {
			return err
		}
		found, err := s.store.Version(r.Context(), kind, id, n)
		if errors.Is(err, store.ErrNotFound) {
			return &directory.NotFoundError{Kind: kind, ID: fmt.Sprintf("%s, version %d", id, n)}
		}
		if err == nil {
			err = cmp.Or(directory.CheckText(found), directory.CheckDifference(found))
		}
		if err != nil {
			return err
		}
		return write(w, http.StatusOK, describeVersion(r, found, true))
	}
}

func (s *Server) restore(kind store.Kind, scope string) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		id, n, err := s.versionOf(r, kind)
		if err != nil {
			return err
		}
		_, err = s.directory.Document(kind, id)
		if _, missing := errors.AsType[*directory.NotFoundError](err); missing {
			// It was deleted, and comes back.
			who := callerOf(r)
			if err := who.need(w, "create:"+scope); err != nil {
				return err
			}
		}
		saved, err := s.directory.Restore(r.Context(), edit(r, kind, id), n)
		if err != nil {
			return err
		}
		return s.writeSaved(w, r, saved)
	}
}

func (s *Server) versionOf(r *http.Request, kind store.Kind) (id string, n int64, err error) {
	n, err = number(r.PathValue("number"), "number", 0, 1, 1<<62)
	return s.knownID(r, kind), n, err
}

// documentID is the document that a path names; there is one of settings. Some clients
// encode an ID that has slashes twice.
func (s *Server) documentID(r *http.Request, kind store.Kind) string {
	if kind == store.Tenant {
		return directory.TenantID
	}
	id := r.PathValue("id")
	if once, err := url.PathUnescape(id); err == nil && once != id {
		if _, err := s.directory.Document(kind, id); err != nil {
			return once
		}
	}
	return id
}

// knownID is the ID of the document that a path names, perhaps by an API's
// identifier; what was deleted is named by its ID alone.
func (s *Server) knownID(r *http.Request, kind store.Kind) string {
	named := s.documentID(r, kind)
	if document, err := s.directory.Document(kind, named); err == nil {
		return document.ID
	}
	return named
}

// describeVersion writes a version. The document's bytes stay as they are.
func describeVersion(r *http.Request, v store.Version, whole bool) []byte {
	head, _ := json.Marshal(struct { // of strings and numbers, which cannot fail
		Number  int64     `json:"number"`
		Saved   time.Time `json:"saved"`
		By      string    `json:"by"`
		Deleted bool      `json:"deleted"`
	}{v.Number, v.Saved, v.By, v.Text == nil})
	text := slices.Concat(head[:len(head)-1], []byte(`,"difference":`), v.Difference)
	if whole && v.Text != nil {
		text = slices.Concat(text, []byte(`,"document":`), []byte(shown(r, v.Kind, string(v.Text))))
	}
	return append(text, '}')
}

// writeSaved answers with the document as it is now.
func (s *Server) writeSaved(w http.ResponseWriter, r *http.Request, saved store.Version) error {
	w.Header().Set("ETag", etag(saved.Number))
	return write(w, http.StatusOK, []byte(shown(r, saved.Kind, string(saved.Text))))
}

func write(w http.ResponseWriter, status int, text []byte) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(text) // the caller may have gone
	return nil
}

// readBody reads a JSON body. That it is called so also keeps pages of other sites
// from sending one without asking (Fetch, CORS-safelisted request headers).
func readBody(r *http.Request) ([]byte, error) {
	const json = "application/json"
	if given := r.Header.Get("Content-Type"); given != json {
		if mediaType, _, err := mime.ParseMediaType(given); err != nil || mediaType != json {
			return nil, newRefusal(http.StatusUnsupportedMediaType, "unsupported_media_type", "The Content-Type of the body has to be application/json.")
		}
	}
	return limit.Body(nil, r, math.MaxInt64) // which has bounded it
}

// etag is the version of a document as RFC 9110, 8.8.3 writes it.
func etag(number int64) string { return `"` + strconv.FormatInt(number, 10) + `"` }

// tags reads the list of If-Match or If-None-Match. Our tags have no commas.
func tags(values []string) (all []string) {
	for _, value := range values {
		for tag := range strings.SplitSeq(value, ",") {
			all = append(all, strings.TrimSpace(tag))
		}
	}
	return all
}

// number reads a number in a query or a path.
func number(text, name string, otherwise, least, most int64) (int64, error) {
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < least || n > most {
		return 0, newRefusal(http.StatusBadRequest, "invalid_query_string",
			fmt.Sprintf("%s is a number from %d to %d.", name, least, most))
	}
	return n, nil
}
