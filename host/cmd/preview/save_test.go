package preview

import (
	"encoding/json"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
)

// put asks to save a config, with header fields given as names and values in turn.
func put(t *testing.T, o Options, config string, fields ...string) (*httptest.ResponseRecorder, string) {
	t.Helper()
	h := serving(t, fakeSite(), o)
	r := httptest.NewRequest("PUT", "/config", strings.NewReader(config))
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(fields); i += 2 {
		r.Header.Set(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var start struct{ Config, Write string }
	if err := json.Unmarshal(ask(h, "GET", "/start.json").Body.Bytes(), &start); err != nil {
		t.Fatal(err)
	}
	if o.Save != nil && start.Write != o.SavesTo {
		t.Errorf("the page saves to %q", start.Write)
	}
	return w, start.Config
}

func TestSave(t *testing.T) {
	const before, after = `{"a":1}`, "{ \"a\": 2.0 }\n"
	for _, c := range []struct {
		name   string
		config string
		fields []string
		status int
		says   string
	}{
		{"by the page", after, []string{"Origin", "http://example.com", "Sec-Fetch-Site", "same-origin"}, 204, ""},
		{"by no page", after, nil, 204, ""},
		{"by another site's page", after, []string{"Sec-Fetch-Site", "cross-site"}, 403, "Only the page"},
		{"by another origin", after, []string{"Origin", "http://evil.example"}, 403, "Only the page"},
		{"by an origin that is none", after, []string{"Origin", "null"}, 403, "Only the page"},
		{"by a form", after, []string{"Content-Type", "text/plain"}, 415, "application/json"},
		{"too large", strings.Repeat(" ", maxConfig+1), nil, 413, "larger than 1 MiB"},
		{"not UTF-8", "\xff", nil, 500, "not UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var saved []string
			o := Options{Config: []byte(before), SavesTo: "app.json", Save: func(config []byte) error {
				saved = append(saved, string(config))
				return nil
			}}
			w, start := put(t, o, c.config, c.fields...)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			if want := map[bool]string{true: c.config, false: before}[c.status == 204]; start != want {
				t.Errorf("the page begins with %q", start)
			}
			if ok := len(saved) == 1 && saved[0] == c.config; ok != (c.status == 204) {
				t.Errorf("saved: %q", saved)
			}
		})
	}
}

// TestOptionsAreTheCallers changes options after the handler was made, which goes on as it
// began, also after a save.
func TestOptionsAreTheCallers(t *testing.T) {
	o := Options{
		Config: []byte("[1]"), Session: []byte("[2]"), Audiences: []string{"a"}, Hosts: []string{"a.example"},
		Save: func([]byte) error { return nil },
	}
	h := serving(t, fakeSite(), o)
	o.Config[1], o.Session[1], o.Audiences[0], o.Hosts[0] = '8', '9', "z", "z.example"
	for _, config := range []string{"[1]", "[3]"} {
		r := httptest.NewRequest("GET", "http://a.example/start.json", nil)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if want := `{"config":"` + config + `","session":"[2]","audience":["a"],"write":""}`; w.Body.String() != want {
			t.Errorf("%s, not %s", w.Body, want)
		}
		save := httptest.NewRequest("PUT", "http://a.example/config", strings.NewReader("[3]"))
		save.Header.Set("Content-Type", "application/json")
		h.ServeHTTP(httptest.NewRecorder(), save)
	}
}

func TestSaveThatFails(t *testing.T) {
	o := Options{Config: []byte("{}"), Save: func([]byte) error { return errors.New("the disk is full") }}
	w, start := put(t, o, "[]")
	if w.Code != 500 || !strings.Contains(w.Body.String(), "the disk is full") || start != "{}" {
		t.Errorf("%d %s, the page begins with %s", w.Code, w.Body, start)
	}
}

func TestNothingIsSavedUnasked(t *testing.T) {
	if w, _ := put(t, Options{Config: []byte("{}")}, "[]"); w.Code != 405 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	h := serving(t, fakeSite(), Options{Save: func([]byte) error { return nil }})
	if w := ask(h, "GET", "/config"); w.Code != 405 || w.Header().Get("Allow") != "PUT" {
		t.Errorf("%d %s", w.Code, w.Header())
	}
}
