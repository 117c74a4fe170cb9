package directory_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server/directory"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

func openStore(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// open opens a directory with an engine of its own, on a new store if no path is
// given.
func open(t *testing.T, path ...string) *directory.Directory {
	t.Helper()
	if len(path) == 0 {
		path = []string{filepath.Join(t.TempDir(), "test.db")}
	}
	engine, err := host.New(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close(context.Background()) })
	d, err := directory.Open(t.Context(), openStore(t, path[0]), engine, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

func create(t *testing.T, d *directory.Directory, kind store.Kind, text string) store.Version {
	t.Helper()
	saved, err := d.Create(t.Context(), kind, "ana", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func patch(t *testing.T, d *directory.Directory, kind store.Kind, id, text string) store.Version {
	t.Helper()
	saved, err := d.Patch(t.Context(), directory.Edit{Kind: kind, ID: id, By: "ana"}, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// documents is the text of all applications and APIs.
func documents(t *testing.T, d *directory.Directory) string {
	t.Helper()
	clients, err := d.Documents(store.Client)
	if err != nil {
		t.Fatal(err)
	}
	apis, err := d.Documents(store.ResourceServer)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(clients, apis)
}

func mappings(names ...string) string {
	var all []string
	for _, name := range names {
		all = append(all, fmt.Sprintf(`{"name":%q,"expression":"anonymous_session.metadata.%s"}`, name, name))
	}
	return "[" + strings.Join(all, ",") + "]"
}

func many(prefix string, n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf("%s%d", prefix, i))
	}
	return names
}

func app(id, members string) string {
	return fmt.Sprintf(`{"client_id":%q,"name":"App %s"%s}`, id, id, members)
}

func api(identifier, members string) string {
	return fmt.Sprintf(`{"id":"api1","identifier":%q,"name":"Shop API"%s}`, identifier, members)
}

func accessToken(names ...string) string {
	return `,"access_token":{"custom_claim_mappings":` + mappings(names...) + `}`
}

func claimsMapping(names ...string) string {
	return `,"access_token":{"claims_mapping":{"custom_claims":` + mappings(names...) + `}}`
}

const shop = "https://api.shop.example"

// TestNamesOfDocumentsAreText saves documents that are known by what is no text.
func TestNamesOfDocumentsAreText(t *testing.T) {
	d := open(t)
	for body, path := range map[string]string{
		`{"id":"x","identifier":"\ud800","name":"X"}`:     "/identifier",
		`{"id":"x","identifier":"a\udc00b","name":"X"}`:   "/identifier",
		`{"id":"x","identifier":"urn:x","name":"\ud83d"}`: "/name",
	} {
		_, err := d.Create(t.Context(), store.ResourceServer, "ana", []byte(body))
		var refused *directory.BodyError
		if !errors.As(err, &refused) || refused.Path != path || !strings.Contains(refused.Message, "half of a surrogate pair") {
			t.Errorf("%s: %v", body, err)
		}
	}
	create(t, d, store.ResourceServer, `{"id":"x","identifier":"\ud83d\ude00","name":"\ufffd"}`)
	if found, err := d.Document(store.ResourceServer, "😀"); err != nil || found.Name() != "\ufffd" {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestEffectiveHasOneSource(t *testing.T) {
	d := open(t)
	create(t, d, store.Client, app("a", accessToken("country")+`,"id_token":{"custom_claim_mappings":`+mappings("tier")+`},"saml_configuration":{"mappings":{"x":"y"}},"other":1`))
	effective := func(audience string) (*directory.Effective, string) {
		t.Helper()
		found, err := d.Effective("a", audience)
		if err != nil {
			t.Fatal(err)
		}
		return found, string(found.Config)
	}
	own := `{"access_token":{"custom_claim_mappings":` + mappings("country") + `},"id_token":{"custom_claim_mappings":` + mappings("tier") + `},"saml_configuration":{"mappings":{"x":"y"}},"tenant":{}}`
	found, config := effective(shop)
	if found.Source.Kind != store.Client || found.Source.ID != "a" || !strings.HasPrefix(found.Reason, "No API is registered") || config != own {
		t.Errorf("without an API: %+v %s", found, config)
	}

	create(t, d, store.ResourceServer, api(shop, claimsMapping()))
	if found, config = effective(shop); found.Source.Kind != store.Client || !strings.Contains(found.Reason, "has no mappings") || config != own {
		t.Errorf("with an empty list: %+v %s", found, config)
	}

	patch(t, d, store.ResourceServer, shop, `{"access_token":{"claims_mapping":{"custom_claims":`+mappings("language")+`}}}`)
	theirs := `{"access_token":{"claims_mapping":{"custom_claims":` + mappings("language") + `}},"id_token":{"custom_claim_mappings":` + mappings("tier") + `},"saml_configuration":{"mappings":{"x":"y"}},"tenant":{}}`
	if found, config = effective(shop); found.Source.Kind != store.ResourceServer || found.Source.ID != "api1" || found.Source.Number != 2 || config != theirs {
		t.Errorf("with mappings: %+v %s", found, config)
	}
	if found, config = effective(shop + "/"); found.Source.Kind != store.Client || config != own {
		t.Errorf("for another audience: %+v %s", found, config)
	}
	again, _ := effective(shop + "/")
	if &again.Config[0] != &found.Config[0] {
		t.Error("the config is made twice")
	}

	patch(t, d, store.Tenant, directory.TenantID, `{"domain":"t.example"}`)
	if _, config = effective(shop); !strings.HasSuffix(config, `"tenant":{"domain":"t.example"}}`) {
		t.Errorf("with settings: %s", config)
	}
	var missing *directory.NotFoundError
	if _, err := d.Effective("b", shop); !errors.As(err, &missing) || missing.Kind != store.Client {
		t.Errorf("of no application: %v", err)
	}
}

// TestSavesAreJudged saves what would make a config with problems, its own or one
// that it is a part of: nothing of it is there afterwards.
func TestSavesAreJudged(t *testing.T) {
	d := open(t)
	create(t, d, store.Client, app("a", accessToken("https://t.example/user_type")))
	create(t, d, store.Client, app("ids", `,"id_token":{"custom_claim_mappings":`+mappings(many("i", 3)...)+`}`))
	create(t, d, store.ResourceServer, api(shop, claimsMapping(many("c", 17)...)))
	create(t, d, store.Client, app("large", `,"saml_configuration":{"more":"`+strings.Repeat("x", 10<<10)+`"}`))
	was := documents(t, d)

	for _, c := range []struct {
		name     string
		kind     store.Kind
		id       string
		patch    string
		document string // whose config has the problems
		codes    string
	}{
		{"a restricted name", store.Client, "a", `{"access_token":{"custom_claim_mappings":` + mappings("sub") + `}}`, "", `["restricted_claim"]`},
		{"two problems", store.Client, "a", `{"access_token":{"custom_claim_mappings":` + mappings("sub", "x", "x") + `}}`, "", `["restricted_claim","duplicate_claim_name"]`},
		{"a member's type", store.Client, "a", `{"id_token":[]}`, "", `["wrong_type"]`},
		{"two dialects", store.Client, "a", `{"access_token":{"claims_mapping":{"custom_claims":[]}}}`, "", `["mixed_dialects"]`},
		{"an API's name", store.ResourceServer, shop, `{"access_token":{"claims_mapping":{"custom_claims":` + mappings("iss") + `}}}`, "", `["restricted_claim"]`},
		{"too many with an API's", store.Client, "ids", `{"id_token":{"custom_claim_mappings":` + mappings(many("i", 4)...) + `}}`, `a token of the application "App ids" for the API "Shop API"`, `["too_many_mappings"]`},
		{"too many with an application's", store.ResourceServer, "api1", `{"access_token":{"claims_mapping":{"custom_claims":` + mappings(many("c", 18)...) + `}}}`, `a token of the application "App ids" for the API "Shop API"`, `["too_many_mappings"]`},
		{"a domain that reserves a name", store.Tenant, directory.TenantID, `{"domain":"t.example"}`, `the application "App a"`, `["reserved_claim"]`},
		{"settings that are too large with an API's and an application's", store.Tenant, directory.TenantID, `{"more":"` + strings.Repeat("x", 250<<10) + `"}`, `the application "App large"`, `["too_large"]`},
		{"a domain of another type", store.Tenant, directory.TenantID, `{"domain":1}`, "", `["wrong_type"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := d.Patch(t.Context(), directory.Edit{Kind: c.kind, ID: c.id}, []byte(c.patch))
			var refused *directory.ProblemsError
			if !errors.As(err, &refused) {
				t.Fatalf("saved, or %v", err)
			}
			codes := gjson.GetBytes(refused.Problems, "#.code").Raw
			if refused.Document != c.document || codes != c.codes {
				t.Errorf("%q %s, not %q %s", refused.Document, codes, c.document, c.codes)
			}
			if is := documents(t, d); is != was {
				t.Errorf("it is %s, was %s", is, was)
			}
		})
	}
}

func TestDocumentsNameThemselves(t *testing.T) {
	d := open(t)
	made := create(t, d, store.Client, `{"name":"x"}`)
	if id := gjson.GetBytes(made.Text, "client_id").String(); id != made.ID || len(id) != 32 {
		t.Errorf("%s has %s", made.ID, made.Text)
	}
	api := create(t, d, store.ResourceServer, `{"name":"x","identifier":"urn:x"}`)
	if id := gjson.GetBytes(api.Text, "id").String(); id != api.ID || len(id) != 24 {
		t.Errorf("%s has %s", api.ID, api.Text)
	}
	for _, c := range []struct {
		name, body, path, code string
	}{
		{"no name", `{}`, "/name", "missing_member"},
		{"a blank name", `{"name":" "}`, "/name", "wrong_type"},
		{"a name of another type", `{"name":1}`, "/name", "wrong_type"},
		{"an ID of dots", `{"name":"x","client_id":".."}`, "/client_id", "wrong_type"},
		{"an ID with a slash", `{"name":"x","client_id":"a/b"}`, "/client_id", "wrong_type"},
		{"an empty ID", `{"name":"x","client_id":""}`, "/client_id", "wrong_type"},
		{"an ID of another type", `{"name":"x","client_id":5}`, "/client_id", "wrong_type"},
		{"a member twice", `{"name":"x","name":"y"}`, "/name", ""},
	} {
		_, err := d.Create(t.Context(), store.Client, "ana", []byte(c.body))
		var refused *directory.BodyError
		if !errors.As(err, &refused) || refused.Path != c.path || refused.Code != c.code {
			t.Errorf("%s: %+v", c.name, err)
		}
	}
	for _, c := range []struct {
		kind       store.Kind
		id, member string
	}{{store.Client, made.ID, "client_id"}, {store.ResourceServer, api.ID, "id"}, {store.ResourceServer, api.ID, "identifier"}} {
		_, err := d.Patch(t.Context(), directory.Edit{Kind: c.kind, ID: c.id}, []byte(`{"`+c.member+`":"other"}`))
		var refused *directory.BodyError
		if !errors.As(err, &refused) || refused.Path != "/"+c.member || refused.Code != "read_only" {
			t.Errorf("%s: %+v", c.member, err)
		}
	}
	var exists *directory.ExistsError
	for _, body := range []string{`{"name":"x","identifier":"` + api.ID + `"}`, `{"name":"x","id":"urn:x","identifier":"urn:y"}`} {
		if _, err := d.Create(t.Context(), store.ResourceServer, "", []byte(body)); err == nil {
			t.Errorf("%s is named as another one", body)
		}
	}
	if _, err := d.Create(t.Context(), store.Client, "", made.Text); !errors.As(err, &exists) || exists.ID != made.ID {
		t.Errorf("the same again: %v", err)
	}
	if _, err := d.Create(t.Context(), store.ResourceServer, "", []byte(`{"name":"x","identifier":"urn:x"}`)); !errors.As(err, &exists) || exists.ID != "urn:x" {
		t.Errorf("the same identifier again: %v", err)
	}
}

func TestVersions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	d, s := open(t, path), openStore(t, path)
	const spaced = `{ "client_id": "a", "name": "A",  "x": 1.0 }`
	if made := create(t, d, store.Client, spaced); string(made.Text) != spaced || made.Number != 1 {
		t.Fatalf("%+v", made)
	}
	second := patch(t, d, store.Client, "a", `{"x":2}`)
	if string(second.Text) != `{ "client_id": "a", "name": "A",  "x": 2 }` || string(second.Difference) != `[{"change":"changed","path":"/x","before":1.0,"after":2}]` {
		t.Errorf("%+v %s", second, second.Difference)
	}
	if same := patch(t, d, store.Client, "a", `{"x":2}`); same.Number != 2 {
		t.Errorf("what changes nothing makes version %d", same.Number)
	}

	behind := directory.Edit{Kind: store.Client, ID: "a", By: "ben", If: func(n int64) bool { return n == 1 }}
	var changed *directory.ChangedError
	if _, err := d.Patch(t.Context(), behind, []byte(`{"x":3}`)); !errors.As(err, &changed) || changed.Number != 2 {
		t.Errorf("patched from version 1: %v", err)
	}
	if err := d.Delete(t.Context(), behind); !errors.As(err, &changed) {
		t.Errorf("deleted from version 1: %v", err)
	}
	if _, err := d.Restore(t.Context(), behind, 1); !errors.As(err, &changed) {
		t.Errorf("restored from version 1: %v", err)
	}

	edit := directory.Edit{Kind: store.Client, ID: "a", By: "ben"}
	if err := d.Delete(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	var missing *directory.NotFoundError
	if err := d.Delete(t.Context(), edit); !errors.As(err, &missing) {
		t.Errorf("deleted twice: %v", err)
	}
	if _, err := d.Patch(t.Context(), edit, []byte(`{}`)); !errors.As(err, &missing) {
		t.Errorf("patched what is deleted: %v", err)
	}
	if _, err := d.Restore(t.Context(), edit, 3); !errors.As(err, &missing) {
		t.Errorf("restored a deletion: %v", err)
	}
	if _, err := d.Restore(t.Context(), edit, 9); !errors.As(err, &missing) {
		t.Errorf("restored what never was: %v", err)
	}
	restored, err := d.Restore(t.Context(), edit, 1)
	if err != nil || string(restored.Text) != spaced || restored.Number != 4 || restored.By != "ben" {
		t.Errorf("%+v, %v", restored, err)
	}
	all, err := s.Versions(t.Context(), store.Client, "a", 0, 10)
	if err != nil || len(all) != 4 {
		t.Fatalf("%d versions, %v", len(all), err)
	}
}

// TestSettingsAreThere reads settings that nobody has saved.
func TestSettingsAreThere(t *testing.T) {
	d := open(t)
	settings, err := d.Document(store.Tenant, "")
	if err != nil || settings.Text != "{}" || settings.Number != 0 || settings.ID != directory.TenantID {
		t.Errorf("%+v, %v", settings, err)
	}
	if saved := patch(t, d, store.Tenant, settings.ID, `{}`); saved.Number != 1 || string(saved.Text) != "{}" {
		t.Errorf("%+v", saved)
	}
}

// TestNodesFollow has one node see within a second what another one saves, and both
// save at once without losing anything.
func TestNodesFollow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "test.db")
		a, b := open(t, path), open(t, path)
		create(t, a, store.Client, app("a", ""))
		time.Sleep(time.Second) // of a clock that moves on when all is at rest
		if _, err := b.Document(store.Client, "a"); err != nil {
			t.Fatalf("the other node has not seen it: %v", err)
		}

		const each = 20
		var saving sync.WaitGroup
		for i, d := range []*directory.Directory{a, a, b, b} {
			saving.Go(func() {
				for n := range each {
					_, err := d.Patch(t.Context(), directory.Edit{Kind: store.Client, ID: "a"}, fmt.Appendf(nil, `{"by%d":{"n%d":true}}`, i, n))
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		saving.Wait()
		all, err := openStore(t, path).Versions(t.Context(), store.Client, "a", 0, 1000)
		if err != nil || len(all) != 1+4*each {
			t.Fatalf("%d versions, %v", len(all), err)
		}
		for i := range 4 {
			if got := len(gjson.GetBytes(all[0].Text, fmt.Sprintf("by%d", i)).Map()); got != each {
				t.Errorf("of saver %d there are %d edits", i, got)
			}
		}
	})
}

// TestAnOlderDatabase puts an older copy of the database in its place: what was
// saved since is gone, and the directory goes on with what there is.
func TestAnOlderDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	d := open(t, path)
	create(t, d, store.Client, app("a", ""))
	create(t, d, store.Client, app("b", ""))
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("DELETE FROM versions WHERE sequence = 2"); err != nil {
		t.Fatal(err)
	}
	saved := patch(t, d, store.Client, "a", `{"x":1}`)
	if saved.Sequence != 2 || saved.Number != 2 {
		t.Errorf("%+v", saved)
	}
	if got, err := d.Documents(store.Client); len(got) != 1 || err != nil {
		t.Errorf("%v, %v", got, err)
	}
}

// TestStaleNodes saves on one node right after the other: what it says is about what
// there is, and not about what it knew.
func TestStaleNodes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	a, b := open(t, path), open(t, path)
	create(t, a, store.Client, app("a", `,"x":1`))
	for range 20 {
		// It is as b knows it, but not as it is: b's edit is one.
		patch(t, a, store.Client, "a", `{"x":2}`)
		if saved := patch(t, b, store.Client, "a", `{"x":1}`); gjson.GetBytes(saved.Text, "x").Int() != 1 {
			t.Fatalf("%s", saved.Text)
		}
		newest, err := openStore(t, path).Versions(t.Context(), store.Client, "a", 0, 1)
		if err != nil || newest[0].By != "ana" || newest[0].Number%2 != 1 {
			t.Fatalf("%+v, %v", newest, err)
		}
		number := newest[0].Number
		if _, err := a.Patch(t.Context(), directory.Edit{Kind: store.Client, ID: "a", If: func(n int64) bool { return n == number }}, []byte(`{"y":null}`)); err != nil {
			t.Fatal(err)
		}
	}
	create(t, a, store.Client, app("new", ""))
	if err := b.Delete(t.Context(), directory.Edit{Kind: store.Client, ID: "new"}); err != nil {
		t.Error(err)
	}
}

// TestDocumentsDoNotGrow patches a document until it is too large.
func TestDocumentsDoNotGrow(t *testing.T) {
	d := open(t)
	create(t, d, store.Client, app("a", ""))
	large := strings.Repeat("x", 400<<10)
	for _, member := range []string{"a", "b"} {
		patch(t, d, store.Client, "a", `{"`+member+`":"`+large+`"}`)
	}
	_, err := d.Patch(t.Context(), directory.Edit{Kind: store.Client, ID: "a"}, []byte(`{"c":"`+large+`"}`))
	var refused *directory.BodyError
	if !errors.As(err, &refused) || refused.Code != "too_large" {
		t.Errorf("%v", err)
	}
}
