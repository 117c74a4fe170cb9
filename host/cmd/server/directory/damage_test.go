package directory_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/server/directory"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// damage puts something else in the place of a column of a document's version.
func damage(t *testing.T, path, column string, kind store.Kind, id string, number int, text string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("UPDATE versions SET "+column+" = ? WHERE kind = ? AND id = ? AND number = ?", []byte(text), kind, id, number); err != nil {
		t.Fatal(err)
	}
}

// wantDamage insists on an error that names a document, and what to do.
func wantDamage(t *testing.T, err error, kind store.Kind, id string, number int64) {
	t.Helper()
	var damaged *directory.DamagedError
	if !errors.As(err, &damaged) || damaged.Kind != kind || damaged.ID != id || damaged.Number != number ||
		!strings.Contains(err.Error(), `"`+id+`"`) || !strings.Contains(err.Error(), "Restore") {
		t.Errorf("error is %v, want the damage of version %d of %s %s", err, number, kind, id)
	}
}

// texts are none of documents.
var texts = map[string]string{
	"empty": "", "no JSON": "Dear diary", "half": `{"client_id":"a","name":"A","access_tok`, "a list": `[{"client_id":"a"}]`, "null": "null",
	"two": `{}{}`, "not UTF-8": "{\"client_id\":\"a\",\"name\":\"\xff\"}", "more than it was": "\x00" + `{}`,
}

// TestDamagedDocuments has the store return texts that are no documents: nothing is
// said of them but that, and nothing is made of them.
func TestDamagedDocuments(t *testing.T) {
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "test.db")
			d := open(t, path)
			create(t, d, store.Client, app("a", accessToken("country")))
			patch(t, d, store.Client, "a", `{"x":2}`)
			create(t, d, store.Client, app("b", ""))
			damage(t, path, "text", store.Client, "a", 2, text)

			d = open(t, path) // as after a restart
			_, err := d.Document(store.Client, "a")
			wantDamage(t, err, store.Client, "a", 2)
			_, err = d.Documents(store.Client)
			wantDamage(t, err, store.Client, "a", 2)
			for _, audience := range []string{"", shop} {
				_, err = d.Effective("a", audience)
				wantDamage(t, err, store.Client, "a", 2)
				if _, err := d.Effective("b", audience); err != nil {
					t.Errorf("another application: %v", err)
				}
			}
			edit := directory.Edit{Kind: store.Client, ID: "a", By: "ana"}
			_, err = d.Patch(t.Context(), edit, []byte(`{"x":3}`))
			wantDamage(t, err, store.Client, "a", 2)
			_, err = d.Restore(t.Context(), edit, 2)
			wantDamage(t, err, store.Client, "a", 2)
			for number := range int64(3) {
				_, err = directory.VersionConfig(t.Context(), openStore(t, path), store.Client, "a", number)
				if number == 1 && err == nil {
					continue
				}
				wantDamage(t, err, store.Client, "a", 2)
			}
			// The others are as they were.
			patch(t, d, store.Client, "b", `{"x":1}`)
			create(t, d, store.ResourceServer, api(shop, claimsMapping("c")))
			patch(t, d, store.Tenant, directory.TenantID, `{"domain":"t.example"}`)
			if _, err := d.Create(t.Context(), store.Client, "ana", []byte(app("a", ""))); err == nil {
				t.Error("it was made again over what there is")
			}
			restored, err := d.Restore(t.Context(), edit, 1)
			if err != nil || string(restored.Text) != app("a", accessToken("country")) || restored.Number != 3 {
				t.Fatalf("%+v, %v", restored, err)
			}
			if found, err := d.Effective("a", ""); err != nil || !strings.Contains(string(found.Config), "country") {
				t.Errorf("%+v, %v", found, err)
			}
		})
	}
}

// What is damaged can be deleted.
func TestDamagedDocumentsAreDeleted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	create(t, open(t, path), store.Client, app("a", ""))
	damage(t, path, "text", store.Client, "a", 1, "")
	d := open(t, path)
	if err := d.Delete(t.Context(), directory.Edit{Kind: store.Client, ID: "a"}); err != nil {
		t.Fatal(err)
	}
	if all, err := d.Documents(store.Client); err != nil || len(all) > 0 {
		t.Errorf("%v, %v", all, err)
	}
}

// Settings that are damaged are a part of every config.
func TestDamagedSettings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	d := open(t, path)
	create(t, d, store.Client, app("a", ""))
	for _, domain := range []string{"t", "u"} {
		patch(t, d, store.Tenant, directory.TenantID, `{"domain":"`+domain+`.example"}`)
	}
	damage(t, path, "text", store.Tenant, directory.TenantID, 2, "x")
	d = open(t, path)
	_, err := d.Effective("a", shop)
	wantDamage(t, err, store.Tenant, directory.TenantID, 2)
	_, err = d.Document(store.Tenant, directory.TenantID)
	wantDamage(t, err, store.Tenant, directory.TenantID, 2)
	_, err = d.Patch(t.Context(), directory.Edit{Kind: store.Client, ID: "a"}, []byte(`{"x":1}`))
	wantDamage(t, err, store.Tenant, directory.TenantID, 2)
	_, err = d.Create(t.Context(), store.ResourceServer, "", []byte(api(shop, "")))
	wantDamage(t, err, store.Tenant, directory.TenantID, 2)
	_, err = directory.VersionConfig(t.Context(), openStore(t, path), store.Client, "a", 1)
	wantDamage(t, err, store.Tenant, directory.TenantID, 2)
	if _, err := d.Restore(t.Context(), directory.Edit{Kind: store.Tenant, ID: directory.TenantID}, 1); err != nil {
		t.Fatal(err)
	}
	if found, err := d.Effective("a", shop); err != nil || !strings.Contains(string(found.Config), "t.example") {
		t.Errorf("%+v, %v", found, err)
	}
}

// Nobody can tell which audience a damaged API has, so it may be any that is no other
// API's.
func TestDamagedAPI(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	d := open(t, path)
	create(t, d, store.Client, app("a", accessToken("country")))
	create(t, d, store.ResourceServer, api(shop, claimsMapping("c")))
	patch(t, d, store.ResourceServer, "api1", `{"x":1}`)
	create(t, d, store.ResourceServer, `{"id":"api2","identifier":"urn:two","name":"Two"}`)
	damage(t, path, "text", store.ResourceServer, "api1", 2, "x")
	d = open(t, path)
	for _, audience := range []string{shop, "urn:three"} {
		_, err := d.Effective("a", audience)
		wantDamage(t, err, store.ResourceServer, "api1", 2)
	}
	for _, audience := range []string{"", "urn:two"} {
		if _, err := d.Effective("a", audience); err != nil {
			t.Errorf("%q: %v", audience, err)
		}
	}
	if _, err := d.Restore(t.Context(), directory.Edit{Kind: store.ResourceServer, ID: "api1"}, 1); err != nil {
		t.Fatal(err)
	}
	if found, err := d.Effective("a", shop); err != nil || found.Source.ID != "api1" {
		t.Errorf("%+v, %v", found, err)
	}
}
