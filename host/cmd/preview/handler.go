package preview

import (
	"bytes"
	"embed"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/claimsmith/claimsmith/abi"
)

// Options say what the page shows and who may ask for it. The zero value is the page
// with its own example and the built-in module, for everyone.
type Options struct {
	// Module is the policy module that the page runs; nil is the built-in one. It is
	// not run here: host.New finds out whether it can be.
	Module []byte

	// Config and Session are the texts to begin with, shown exactly as they are,
	// whether they are JSON or not. For what is nil the page begins with its own
	// example, and with nothing if Server is set.
	Config, Session []byte

	// Audiences are the audiences to begin with, as plain text. If there are none, it is
	// as for what is nil of the others.
	Audiences []string

	// Server says that the page is served together with the Management API of
	// host/cmd/server, at the path api/v2/ beside it. The page then signs in with a token,
	// loads applications and saves them; without it, it asks nobody for anything.
	Server bool

	// Save takes a config that somebody saves on the page; its error is a sentence for
	// them. It may be called at any time, but once at a time. The page offers no Save if
	// it is nil, unless Server is set. Whoever reaches the page can save.
	Save func(config []byte) error

	// SavesTo is what the page calls the place that Save saves to.
	SavesTo string

	// Hosts are the names or addresses, without a port, under which this server is
	// asked for. If there are any, requests for others are refused, except for
	// localhost and for loopback addresses. A server that listens on loopback sets
	// this: else a page of any site could read the config and the session, by having
	// its own name resolved to 127.0.0.1. If there are none, every host is served.
	Hosts []string
}

//go:embed all:site
var embedded embed.FS

// Where the page finds the module and what it begins with, and where it puts the
// config that is saved.
const (
	policyModule = "assets/claims.wasm"
	startPath    = "start.json"
	configPath   = "config"
)

// Handler serves the page at the path "/" and what it loads beneath; use
// http.StripPrefix to serve it elsewhere. The error is a *TextError if a text to
// begin with is not UTF-8. The handler may be used by any number of goroutines and
// keeps no slice of the options: they may be changed afterwards.
func Handler(o Options) (http.Handler, error) {
	// The folder is in the program, so this cannot fail.
	site, _ := fs.Sub(embedded, "site")
	return newHandler(site, o)
}

type handler struct {
	files map[string]*file // by path, without a slash at the beginning
	hosts []string
	saved *saver // nil if nothing is saved
}

func newHandler(site fs.FS, o Options) (http.Handler, error) {
	example, err := fs.ReadFile(site, startPath)
	if err != nil {
		return nil, err
	}
	start, err := startText(o, example)
	if err != nil {
		return nil, err
	}
	h := &handler{files: map[string]*file{}, hosts: slices.Clone(o.Hosts)}
	err = fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		return h.add(name, body)
	})
	if err != nil {
		return nil, err
	}
	if err := h.add(startPath, start); err != nil {
		return nil, err
	}
	if o.Save != nil {
		h.saved = newSaver(o, example, h.files[startPath])
	}
	module := bytes.Clone(o.Module)
	if module == nil {
		module = abi.Module()
	}
	if err := h.add(policyModule, module); err != nil {
		return nil, err
	}
	return h, nil
}

func (h *handler) add(name string, body []byte) error {
	f, err := newFile(name, body)
	if err != nil {
		return err
	}
	h.files[name] = f
	return nil
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	protect(w.Header())
	if !h.answersFor(r.Host) {
		refuse(w, http.StatusMisdirectedRequest, "The request is for another host than this server, which is localhost or the address that it listens on.")
		return
	}
	if h.saved != nil && strings.TrimPrefix(r.URL.Path, "/") == configPath {
		h.saved.ServeHTTP(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "Only GET and HEAD are served here.")
		return
	}
	// Only what is in the map is served, so a path needs no cleaning. The slash is
	// missing if the prefix that was stripped had it.
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" {
		name = "index.html"
	}
	f, ok := h.files[name]
	if h.saved != nil && name == startPath {
		f = h.saved.start.Load()
	}
	if !ok {
		refuse(w, http.StatusNotFound, "There is nothing here.")
		return
	}
	f.serve(w, r)
}

// protect confines the page to its own server: all that it loads, runs and talks to
// is here, and no other site can embed it or read from it.
func protect(header http.Header) {
	// WebAssembly is compiled, which browsers count as a kind of eval. A worker has
	// the policy that came with its own script, so every response has it.
	header.Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "+
		"connect-src 'self'; worker-src 'self'; img-src 'self' data:; "+
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("X-Content-Type-Options", "nosniff")
}

// refuse answers with a sentence. It is not kept: the next start may have what is
// missing now.
func refuse(w http.ResponseWriter, status int, sentence string) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, sentence, status)
}

// answersFor reports whether a request with this Host is for this server.
func (h *handler) answersFor(host string) bool {
	return len(h.hosts) == 0 || ForThisMachine(host, h.hosts...)
}

// ForThisMachine reports whether a request with this Host is for a server that
// listens on loopback, under localhost, a loopback address or one of the names.
func ForThisMachine(host string, names ...string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if address, err := netip.ParseAddr(host); err == nil && address.IsLoopback() {
		return true
	}
	same := func(name string) bool { return strings.EqualFold(name, host) }
	return same("localhost") || slices.ContainsFunc(names, same)
}
