package preview

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// mediaTypes has the type of every kind of file that the site may have. Package mime
// would ask the machine, and machines differ.
var mediaTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".map":         "application/json",
	".mjs":         "text/javascript; charset=utf-8",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

// hashed matches the files whose name the build derives from their content, so that
// they never change.
var hashed = regexp.MustCompile(`^assets/.+-[A-Za-z0-9_-]{8}(\.[a-z0-9]+)+$`)

// A file is one of the site's, made once and never changed.
type file struct {
	mediaType string
	caching   string
	identity  representation
	gzipped   func() *representation // made when first asked for; nil if it would not be smaller
}

// A representation is what is sent of a file in one encoding.
type representation struct {
	body []byte
	etag string
}

func represent(body []byte) representation {
	digest := sha256.Sum256(body)
	return representation{body, `"` + base64.RawURLEncoding.EncodeToString(digest[:]) + `"`}
}

func newFile(name string, body []byte) (*file, error) {
	mediaType, ok := mediaTypes[path.Ext(name)]
	if !ok {
		return nil, fmt.Errorf("claimsmith: the page's file %s is of no known type", name)
	}
	f := &file{
		mediaType: mediaType,
		caching:   "no-cache",
		identity:  represent(body),
		gzipped:   sync.OnceValue(func() *representation { return compress(body) }),
	}
	if hashed.MatchString(name) {
		f.caching = "public, max-age=31536000, immutable"
	}
	return f, nil
}

// compress is a body in gzip, nil if that is not smaller.
func compress(body []byte) *representation {
	var b bytes.Buffer
	// The level is a valid one and memory takes every byte, so none of this can fail.
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	_, _ = w.Write(body)
	_ = w.Close()
	if b.Len() >= len(body) {
		return nil
	}
	compressed := represent(b.Bytes())
	return &compressed
}

func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", f.mediaType)
	header.Set("Cache-Control", f.caching)
	sent := f.identity
	if gzipped := f.gzipped(); gzipped != nil {
		header.Set("Vary", "Accept-Encoding")
		// A range is always one of the file itself, which is what people mean by it.
		if r.Header.Get("Range") == "" && prefersGzip(r.Header.Values("Accept-Encoding")) {
			header.Set("Content-Encoding", "gzip")
			sent = *gzipped
		}
	}
	header.Set("ETag", sent.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(sent.body))
}

// prefersGzip reports whether Accept-Encoding (RFC 9110, 12.5.3) allows gzip and does
// not put the identity before it.
func prefersGzip(acceptEncoding []string) bool {
	const unnamed = -1
	var inGzip, inIdentity, inOthers float64 = unnamed, unnamed, unnamed
	for _, choice := range strings.Split(strings.Join(acceptEncoding, ","), ",") {
		coding, parameter, weighted := strings.Cut(choice, ";")
		q := 1.0
		if weighted {
			q = weight(parameter)
		}
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip", "x-gzip":
			inGzip = max(inGzip, q)
		case "identity":
			inIdentity = q
		case "*":
			inOthers = q
		}
	}
	if inGzip == unnamed {
		inGzip = inOthers
	}
	return inGzip > 0 && inGzip >= inIdentity
}

// weight reads the parameter q=0.5. What is none counts as a refusal.
func weight(parameter string) float64 {
	name, value, _ := strings.Cut(strings.TrimSpace(parameter), "=")
	q, err := strconv.ParseFloat(value, 64)
	if !strings.EqualFold(name, "q") || err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}
