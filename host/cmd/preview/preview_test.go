package preview

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/claimsmith/claimsmith/abi"
)

// script is long enough for gzip to be of use.
var script = strings.Repeat("export const claim = 'country';\n", 200)

// fakeSite has a file of every kind that is treated in a way of its own.
func fakeSite() fstest.MapFS {
	return fstest.MapFS{
		"index.html":                  {Data: []byte("<!doctype html>" + strings.Repeat("<p>preview</p>", 50))},
		"start.json":                  {Data: []byte(`{"config":"{}","session":"{}","audience":["a"]}`)},
		"sw.js":                       {Data: []byte(script + "//sw")},
		"icon.svg":                    {Data: []byte("<svg/>")},
		"assets/main-abcDEF_1.js":     {Data: []byte(script)},
		"assets/main-abc-EF_1.js.map": {Data: []byte(`{"version":3}`)},
		"assets/plain.css":            {Data: []byte("a{}")},
	}
}

func serving(t *testing.T, site fs.FS, o Options) http.Handler {
	t.Helper()
	h, err := newHandler(site, o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// ask makes a request with header fields given as names and values in turn. The
// name Host sets the host.
func ask(h http.Handler, method, target string, fields ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(fields); i += 2 {
		if fields[i] == "Host" {
			r.Host = fields[i+1]
		}
		r.Header.Add(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func unzip(t *testing.T, body []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// protected reports what a response lacks of the headers that every one has.
func protected(t *testing.T, what string, header http.Header) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy":      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy":           "camera=()",
		"Referrer-Policy":              "no-referrer",
		"X-Content-Type-Options":       "nosniff",
	} {
		if got := header.Values(name); len(got) != 1 || !strings.HasPrefix(got[0], want) {
			t.Errorf("%s: %s is %q", what, name, got)
		}
	}
	for _, directive := range []string{"base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"} {
		if !strings.Contains(header.Get("Content-Security-Policy"), directive) {
			t.Errorf("%s: the content security policy lacks %s", what, directive)
		}
	}
}

func TestEmbeddedSite(t *testing.T) {
	h, err := Handler(Options{})
	if err != nil {
		t.Fatal(err)
	}
	site, err := fs.Sub(embedded, "site")
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		w := ask(h, "GET", "/"+name)
		if w.Code != 200 || !bytes.Equal(w.Body.Bytes(), body) || w.Header().Get("Content-Type") != mediaTypes[path.Ext(name)] {
			t.Errorf("%s: %d, %d bytes of %d, %q", name, w.Code, w.Body.Len(), len(body), w.Header())
		}
		protected(t, name, w.Header())
		if immutable := strings.Contains(w.Header().Get("Cache-Control"), "immutable"); immutable != (path.Dir(name) == "assets") {
			t.Errorf("%s: immutable is %v; the files in assets are, and have names that the build derived from their content", name, immutable)
		}
		if zipped := ask(h, "GET", "/"+name, "Accept-Encoding", "gzip"); zipped.Header().Get("Content-Encoding") == "gzip" &&
			!bytes.Equal(unzip(t, zipped.Body.Bytes()), body) {
			t.Errorf("%s: in gzip it is another", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(site, policyModule); err == nil {
		t.Errorf("the site has a %s of its own, which is never served", policyModule)
	}

	var start struct {
		Config, Session *string
		Audience        []string
	}
	decoder := json.NewDecoder(ask(h, "GET", "/start.json").Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&start); err != nil || start.Config == nil || start.Session == nil || start.Audience == nil {
		t.Errorf("the example: %+v, %v", start, err)
	}
}

// What the page names has to be there, wherever it is served, and the content
// security policy has to let it run.
func TestEmbeddedIndex(t *testing.T) {
	h, err := Handler(Options{})
	if err != nil {
		t.Fatal(err)
	}
	index := ask(h, "GET", "/").Body.String()
	scripts := 0
	for _, reference := range regexp.MustCompile(`\s(?:src|href)\s*=\s*["']?([^"'\s>]+)`).FindAllStringSubmatch(index, -1) {
		target := reference[1]
		if strings.HasPrefix(target, "data:") || strings.HasPrefix(target, "#") {
			continue
		}
		if strings.HasPrefix(target, "/") || strings.Contains(target, ":") {
			t.Errorf("%s is not relative", target)
			continue
		}
		if w := ask(h, "GET", path.Join("/", target)); w.Code != 200 {
			t.Errorf("%s: %d", target, w.Code)
		}
		if strings.HasSuffix(target, ".js") {
			scripts++
		}
	}
	if scripts == 0 {
		t.Error("it loads no script")
	}
	for _, tag := range regexp.MustCompile(`(?i)<[a-z][^>]*>`).FindAllString(index, -1) {
		if regexp.MustCompile(`(?i)^<style|^<base|\s(style|on[a-z]+)\s*=`).MatchString(tag) ||
			strings.HasPrefix(tag, "<script") && !strings.Contains(tag, "src=") {
			t.Errorf("the content security policy does not allow %s", tag)
		}
	}
}

func TestMediaTypes(t *testing.T) {
	site := fakeSite()
	for name, want := range map[string]string{
		"index.html": "text/html; charset=utf-8", "a.js": "text/javascript; charset=utf-8", "a.mjs": "text/javascript; charset=utf-8",
		"a.css": "text/css; charset=utf-8", "a.json": "application/json", "a.js.map": "application/json", "a.wasm": "application/wasm",
		"a.svg": "image/svg+xml", "a.png": "image/png", "a.webmanifest": "application/manifest+json", "a.txt": "text/plain; charset=utf-8",
	} {
		site[name] = &fstest.MapFile{Data: []byte("<html>")}
		if w := ask(serving(t, site, Options{}), "GET", "/"+name); w.Code != 200 || w.Header().Get("Content-Type") != want {
			t.Errorf("%s: %d, %s", name, w.Code, w.Header().Get("Content-Type"))
		}
	}
	site["a.exe"] = &fstest.MapFile{}
	if _, err := newHandler(site, Options{}); err == nil || !strings.Contains(err.Error(), "a.exe is of no known type") {
		t.Error(err)
	}
}

func TestModule(t *testing.T) {
	own := []byte("\x00asm, own")
	for _, test := range []struct{ given, want []byte }{{nil, abi.Module()}, {own, []byte("\x00asm, own")}} {
		h, err := Handler(Options{Module: test.given})
		if err != nil {
			t.Fatal(err)
		}
		copy(own, "changed!")
		for _, encoding := range []string{"", "gzip"} {
			w := ask(h, "GET", "/assets/claims.wasm", "Accept-Encoding", encoding)
			body := w.Body.Bytes()
			if w.Header().Get("Content-Encoding") == "gzip" {
				body = unzip(t, body)
			} else if encoding == "gzip" && test.given == nil {
				t.Error("the module is not compressed")
			}
			if !bytes.Equal(body, test.want) || w.Header().Get("Content-Type") != "application/wasm" || w.Header().Get("Cache-Control") != "no-cache" {
				t.Errorf("%d bytes, %v", len(body), w.Header())
			}
		}
		copy(own, "\x00asm, own")
	}
}

// awkward is what could get lost on its way into a page.
const awkward = "{ \"n\": 12345678901234567890.10e+2, \t\r\n\"s\": \"</script><!--\u2028\u2029\ufeff\\ud800 &amp; \x00\x7f\U0001F600\ufffd\"\n} \n"

func TestStart(t *testing.T) {
	for _, test := range []struct {
		options Options
		want    map[string]any
	}{
		{Options{}, map[string]any{"config": "{}", "session": "{}", "audience": []any{"a"}}}, // the site's
		{Options{Config: []byte(awkward)}, map[string]any{"config": awkward, "session": "{}", "audience": []any{"a"}}},
		{Options{Session: []byte(awkward)}, map[string]any{"config": "{}", "session": awkward, "audience": []any{"a"}}},
		{Options{Config: []byte{}}, map[string]any{"config": "", "session": "{}", "audience": []any{"a"}}},
		{Options{Audiences: []string{"", `"<>&`}}, map[string]any{"config": "{}", "session": "{}", "audience": []any{"", `"<>&`}}},
		{Options{Config: []byte("{"), Session: []byte("é"), Audiences: []string{awkward}},
			map[string]any{"config": "{", "session": "é", "audience": []any{awkward}}},
		{Options{Server: true}, map[string]any{"server": map[string]any{}}},
		{Options{Server: true, Session: []byte("{}"), Audiences: []string{"b"}},
			map[string]any{"server": map[string]any{}, "session": "{}", "audience": []any{"b"}}},
	} {
		w := ask(serving(t, fakeSite(), test.options), "GET", "/start.json")
		var got map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%+v: %s, %v", test.options, w.Body, err)
		}
		if w.Header().Get("Content-Type") != "application/json" || w.Header().Get("Cache-Control") != "no-cache" {
			t.Errorf("%+v: %v", test.options, w.Header())
		}
	}
}

func TestStartIsText(t *testing.T) {
	for _, test := range []struct {
		options Options
		want    TextError
	}{
		{Options{Config: []byte("\xff")}, TextError{"config", 0}},
		{Options{Config: []byte("{}"), Session: []byte("é\ufffd\xc3(")}, TextError{"session", 5}},
		{Options{Session: []byte("a\xed\xa0\x80")}, TextError{"session", 1}}, // half of a surrogate pair
		{Options{Audiences: []string{"a", "bc\xe2\x82"}}, TextError{"audience", 2}},
	} {
		page, err := Handler(test.options)
		var failed *TextError
		if !errors.As(err, &failed) || *failed != test.want || page != nil {
			t.Errorf("%q: %v, %v", test.options.Config, page, err)
		}
	}
	if text := (&TextError{"config", 7}).Error(); text != "claimsmith: the config is not UTF-8 at byte 7" {
		t.Error(text)
	}
}

func TestPaths(t *testing.T) {
	h := serving(t, fakeSite(), Options{})
	index := string(fakeSite()["index.html"].Data)
	for _, target := range []string{"/", "/?config=x", "/index.html"} {
		if w := ask(h, "GET", target); w.Code != 200 || w.Body.String() != index {
			t.Errorf("%s: %d, %s", target, w.Code, w.Body)
		}
	}
	server := httptest.NewServer(h)
	defer server.Close()
	for _, target := range []string{
		"/none", "/assets", "/assets/", "/assets/none.js", "/site/index.html", "//", "//index.html", "/index.html/", "/.", "/./", "/..",
		"/../preview.go", "/assets/../index.html", "/%2e%2e/preview.go", "/..%2fpreview.go", `/..\preview.go`, "/..%5cpreview.go",
		"/assets/..%2f..%2fgo.mod", "/index.html%00", "/%00", "/INDEX.HTML", "/etc/passwd", "//etc/passwd", "/assets//main-abcDEF_1.js",
	} {
		response, err := server.Client().Get(server.URL + target)
		if err != nil {
			t.Errorf("%s: %v", target, err)
			continue
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || response.StatusCode != 404 || string(body) != "There is nothing here.\n" ||
			response.Header.Get("Content-Type") != "text/plain; charset=utf-8" || response.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %s, %v, %v", target, response.StatusCode, body, response.Header, err)
		}
		protected(t, target, response.Header)
	}
}

func TestBelowAPrefix(t *testing.T) {
	h := serving(t, fakeSite(), Options{})
	mux := http.NewServeMux()
	mux.Handle("/preview/", http.StripPrefix("/preview", h))
	mux.Handle("/other/", http.StripPrefix("/other/", h))
	for target, file := range map[string]string{
		"/preview/":                        "index.html",
		"/preview/sw.js":                   "sw.js",
		"/preview/assets/main-abcDEF_1.js": "assets/main-abcDEF_1.js",
		"/other/":                          "index.html",
		"/other/start.json":                "start.json",
	} {
		if w := ask(mux, "GET", target); w.Code != 200 || w.Body.String() != string(fakeSite()[file].Data) {
			t.Errorf("%s: %d, %.50s", target, w.Code, w.Body)
		}
	}
	// The page's URLs are relative, so it is never served without the slash.
	if w := ask(mux, "GET", "/preview"); w.Code/100 != 3 || w.Header().Get("Location") != "/preview/" {
		t.Errorf("%d, %v", w.Code, w.Header())
	}
	if w := ask(mux, "GET", "/preview/preview/"); w.Code != 404 {
		t.Errorf("twice: %d", w.Code)
	}
}

func TestMethods(t *testing.T) {
	server := httptest.NewServer(serving(t, fakeSite(), Options{}))
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	do := func(method, target, encoding string) (*http.Response, string) {
		t.Helper()
		r, err := http.NewRequest(method, server.URL+target, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", encoding)
		response, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response, string(body)
	}
	for _, target := range []string{"/", "/sw.js", "/start.json", "/none"} {
		for _, encoding := range []string{"identity", "gzip"} {
			got, body := do("GET", target, encoding)
			head, nothing := do("HEAD", target, encoding)
			for _, header := range []http.Header{got.Header, head.Header} {
				header.Del("Date")
				header.Del("Content-Length") // GET alone tells that of what is compressed
			}
			if body == "" || nothing != "" || head.StatusCode != got.StatusCode || !reflect.DeepEqual(head.Header, got.Header) {
				t.Errorf("%s: HEAD is %d %v\nand GET is %d %v", target, head.StatusCode, head.Header, got.StatusCode, got.Header)
			}
			if encoding == "identity" && got.StatusCode == 200 && head.ContentLength != int64(len(body)) {
				t.Errorf("%s: HEAD tells a length of %d, not %d", target, head.ContentLength, len(body))
			}
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "PROPFIND"} {
		for _, target := range []string{"/", "/none"} {
			response, _ := do(method, target, "")
			if response.StatusCode != 405 || response.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d, %v", method, target, response.StatusCode, response.Header)
			}
			protected(t, method, response.Header)
		}
	}
}

func TestCaching(t *testing.T) {
	h := serving(t, fakeSite(), Options{})
	for target, want := range map[string]string{
		"/":                               "no-cache",
		"/start.json":                     "no-cache",
		"/sw.js":                          "no-cache",
		"/assets/claims.wasm":             "no-cache",
		"/assets/plain.css":               "no-cache",
		"/assets/main-abcDEF_1.js":        "public, max-age=31536000, immutable",
		"/assets/main-abc-EF_1.js.map":    "public, max-age=31536000, immutable",
		"/assets/main-abcDEF_1.js?no=one": "public, max-age=31536000, immutable",
	} {
		for _, encoding := range []string{"", "gzip"} {
			w := ask(h, "GET", target, "Accept-Encoding", encoding)
			etag := w.Header().Get("ETag")
			if w.Code != 200 || w.Header().Get("Cache-Control") != want || !regexp.MustCompile(`^"[A-Za-z0-9_-]{43}"$`).MatchString(etag) || w.Header().Get("Last-Modified") != "" {
				t.Errorf("%s: %d, %v", target, w.Code, w.Header())
			}
			for _, same := range []string{etag, "W/" + etag, `"x", ` + etag, `W/"a,b" ,W/` + etag + `,"y"`, "*"} {
				w := ask(h, "GET", target, "Accept-Encoding", encoding, "If-None-Match", same)
				if w.Code != 304 || w.Body.Len() > 0 || w.Header().Get("ETag") != etag || w.Header().Get("Cache-Control") != want {
					t.Errorf("%s, If-None-Match %s: %d, %v", target, same, w.Code, w.Header())
				}
				protected(t, target, w.Header())
			}
			for _, other := range []string{`"x"`, etag[:len(etag)-2] + `"`, strings.Trim(etag, `"`), ""} {
				if w := ask(h, "GET", target, "Accept-Encoding", encoding, "If-None-Match", other); w.Code != 200 || w.Body.Len() == 0 {
					t.Errorf("%s, If-None-Match %s: %d", target, other, w.Code)
				}
			}
		}
	}
	before := ask(h, "GET", "/start.json").Header().Get("ETag")
	after := ask(serving(t, fakeSite(), Options{Config: []byte("{ }")}), "GET", "/start.json", "If-None-Match", before)
	if after.Code != 200 || after.Header().Get("ETag") == before {
		t.Errorf("another start has the same tag: %d", after.Code)
	}
}

func TestCompression(t *testing.T) {
	h := serving(t, fakeSite(), Options{})
	identity, zipped := ask(h, "GET", "/sw.js"), ask(h, "GET", "/sw.js", "Accept-Encoding", "gzip")
	if identity.Body.String() != script+"//sw" || zipped.Body.Len() >= identity.Body.Len() || string(unzip(t, zipped.Body.Bytes())) != script+"//sw" {
		t.Errorf("%d bytes, in gzip %d", identity.Body.Len(), zipped.Body.Len())
	}
	if identity.Header().Get("ETag") == zipped.Header().Get("ETag") {
		t.Error("two encodings have one tag")
	}
	if w := ask(h, "GET", "/sw.js", "If-None-Match", zipped.Header().Get("ETag")); w.Code != 200 {
		t.Errorf("the tag of the other encoding: %d", w.Code)
	}
	for _, w := range []*httptest.ResponseRecorder{identity, zipped} {
		if w.Header().Get("Vary") != "Accept-Encoding" || w.Header().Get("Content-Type") != "text/javascript; charset=utf-8" {
			t.Errorf("%v", w.Header())
		}
	}
	for choice, want := range map[string]bool{
		"gzip": true, "GZip": true, "x-gzip": true, "gzip, deflate, br, zstd": true, "br;q=1.0, gzip;q=0.8, *;q=0.1": true, "*": true,
		"gzip;q=0.001": true, "gzip ; q=1": true, "identity;q=0.5, gzip;q=0.5": true, "*;q=0, gzip": true, "identity;q=0, *": true, "deflate,gzip;Q=1": true,
		"": false, "identity": false, "br": false, "gzip;q=0": false, "gzip;q=0.000": false, "*;q=0": false, "*, gzip;q=0": false, "gzipped": false,
		"identity, gzip;q=0.5": false, "gzip;q=": false, "gzip;q=x": false, "gzip;q=2": false, "gzip;q=-1": false, "gzip;q=NaN": false, "gzip;level=9": false, "identity, *;q=0.5": false,
	} {
		w := ask(h, "GET", "/sw.js", "Accept-Encoding", choice)
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != want {
			t.Errorf("%q: gzip is %v", choice, got)
		}
	}
	if w := ask(h, "GET", "/sw.js", "Accept-Encoding", "br", "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "gzip" {
		t.Error("the second of two fields is not read")
	}
	// Six bytes become more in gzip.
	w := ask(h, "GET", "/icon.svg", "Accept-Encoding", "gzip")
	if w.Body.String() != "<svg/>" || w.Header().Get("Content-Encoding") != "" || w.Header().Get("Vary") != "" {
		t.Errorf("%q, %v", w.Body, w.Header())
	}
}

func TestRanges(t *testing.T) {
	h := serving(t, fakeSite(), Options{})
	w := ask(h, "GET", "/sw.js", "Accept-Encoding", "gzip", "Range", "bytes=0-5")
	if w.Code != 206 || w.Body.String() != "export" || w.Header().Get("Content-Encoding") != "" || w.Header().Get("ETag") != ask(h, "GET", "/sw.js").Header().Get("ETag") {
		t.Errorf("%d, %q, %v", w.Code, w.Body, w.Header())
	}
	protected(t, "206", w.Header())
	w = ask(h, "GET", "/sw.js", "Range", "bytes=1000000-")
	if w.Code != 416 {
		t.Errorf("%d, %q", w.Code, w.Body)
	}
	protected(t, "416", w.Header())
	// A client that has begun to read the gzip file cannot go on with the other one.
	etag := ask(h, "GET", "/sw.js", "Accept-Encoding", "gzip").Header().Get("ETag")
	w = ask(h, "GET", "/sw.js", "Accept-Encoding", "gzip", "Range", "bytes=5-", "If-Range", etag)
	if w.Code != 200 || w.Body.String() != script+"//sw" {
		t.Errorf("%d, %.20q", w.Code, w.Body)
	}
}

func TestHosts(t *testing.T) {
	local := serving(t, fakeSite(), Options{Hosts: []string{"build.example"}})
	everyone := serving(t, fakeSite(), Options{})
	for host, want := range map[string]bool{
		"localhost": true, "localhost:8080": true, "LocalHost:1": true, "127.0.0.1": true, "127.0.0.1:8080": true, "127.9.9.9:1": true,
		"[::1]": true, "[::1]:8080": true, "[::ffff:127.0.0.1]:1": true, "build.example": true, "BUILD.example:8080": true,
		"": false, "evil.example": false, "evil.example:8080": false, "localhost.evil.example": false, "127.0.0.1.evil.example": false,
		"evil.build.example": false, "192.168.1.5:8080": false, "0.0.0.0:8080": false, "[::]:8080": false, "[fe80::1]": false,
		"2130706433": false, "0x7f.1": false, "localhost:1:2": false, "localhost@evil.example": false, "localhost,evil.example": false,
	} {
		for _, target := range []string{"/", "/start.json", "/none"} {
			w := ask(local, "GET", target, "Host", host)
			if (w.Code != 421) != want {
				t.Errorf("%q %s: %d", host, target, w.Code)
			}
			if !want && !strings.HasSuffix(w.Body.String(), ".\n") {
				t.Errorf("%q: %q is no sentence", host, w.Body)
			}
			protected(t, host, w.Header())
			if w := ask(everyone, "GET", target, "Host", host); w.Code == 421 {
				t.Errorf("everyone, %q: %d", host, w.Code)
			}
		}
		if w := ask(local, "POST", "/", "Host", host); (w.Code == 405) != want {
			t.Errorf("POST %q: %d", host, w.Code)
		}
	}
}

func TestConcurrentRequests(t *testing.T) {
	site := fakeSite()
	server := httptest.NewServer(serving(t, site, Options{}))
	defer server.Close()
	names := slices.Sorted(maps.Keys(site))
	var group sync.WaitGroup
	for i := range 32 {
		group.Go(func() {
			name := names[i%len(names)]
			// This client asks for gzip by itself.
			response, err := server.Client().Get(server.URL + "/" + name)
			if err != nil {
				t.Error(err)
				return
			}
			defer response.Body.Close()
			body, err := io.ReadAll(response.Body)
			if err != nil || !bytes.Equal(body, site[name].Data) {
				t.Errorf("%s: %d bytes, %v", name, len(body), err)
			}
		})
	}
	group.Wait()
}
