package preview

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
)

// maxConfig bounds what is read of a config to save, in bytes: more than the policy
// allows, so that the engine says what is too large.
const maxConfig = 1 << 20

// A saver takes the configs that are saved on the page, one at a time, and has what
// the page begins with from then on.
type saver struct {
	mu      sync.Mutex
	options Options
	example []byte // what the page begins with where the options give nothing
	start   atomic.Pointer[file]
}

func newSaver(o Options, example []byte, start *file) *saver {
	o.Session, o.Audiences = bytes.Clone(o.Session), slices.Clone(o.Audiences)
	s := &saver{options: o, example: example}
	s.start.Store(start)
	return s
}

func (s *saver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPut {
		w.Header().Set("Allow", "PUT")
		refuse(w, http.StatusMethodNotAllowed, "A config is saved with PUT.")
		return
	}
	// A page of another site can send neither this method nor this type without asking
	// first, and is not answered; an Origin or Sec-Fetch-Site says so once more.
	if mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || mediaType != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, "A config is saved as application/json.")
		return
	}
	if !sameOrigin(r) {
		refuse(w, http.StatusForbidden, "Only the page of this server saves here.")
		return
	}
	config, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxConfig))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		refuse(w, http.StatusRequestEntityTooLarge, "The config is larger than 1 MiB.")
		return
	}
	if err != nil {
		refuse(w, http.StatusBadRequest, "The config did not come whole.")
		return
	}
	if err := s.save(config); err != nil {
		refuse(w, http.StatusInternalServerError, err.Error())
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
}

// save saves a config, and has the page begin with it.
func (s *saver) save(config []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := s.options
	next.Config = config
	text, err := startText(next, s.example)
	if err != nil {
		return err
	}
	start, err := newFile(startPath, text)
	if err != nil {
		return err
	}
	if err := s.options.Save(config); err != nil {
		return err
	}
	s.options = next
	s.start.Store(start)
	return nil
}

// sameOrigin reports whether a request is from a page of this server, or from no page.
func sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	from, err := url.Parse(origin)
	return err == nil && from.Host == r.Host
}
