package issuer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// ErrUnknownClient is what Options.Find returns for a client that there is not.
// Test for it with errors.Is.
var ErrUnknownClient = errors.New("claimsmith: there is no client of this ID")

// ErrUnknownUser is what Options.User returns if there is no such user, or the password
// is wrong. Test for it with errors.Is.
var ErrUnknownUser = errors.New("claimsmith: there is no user of this name and password")

// A User is whom a test logs in.
type User struct {
	ID      string
	Name    string // for people
	Profile []byte // a JSON object for the engine
}

// A ConfigError is what Options.Find returns if the config of a client cannot be had
// as it is stored. Callers are told the message.
type ConfigError struct{ Message string }

func (e *ConfigError) Error() string {
	return "claimsmith: the stored config cannot be used: " + e.Message
}

// Storage is where keys and grants are, as store.Store keeps them. Nodes that share
// it are one issuer.
type Storage interface {
	AddKey(ctx context.Context, key store.Key) error
	Keys(ctx context.Context) ([]store.Key, error)
	RetireKey(ctx context.Context, id string, at time.Time) error
	DeleteKey(ctx context.Context, id string) error
	PutGrants(ctx context.Context, b store.Bounds, grants ...store.Grant) (gone int, err error) // store.ErrFull
	Grant(ctx context.Context, id string) (store.Grant, error)                                  // store.ErrNotFound
	DeleteGrant(ctx context.Context, id string) error                                           // store.ErrNotFound
}

// Engine is what an issuer needs of a *host.Engine.
type Engine interface {
	Evaluate(ctx context.Context, config, session, audience []byte) (host.Outcome, error)
	Describe(ctx context.Context) (json.RawMessage, error)
}

// Options are what an issuer needs, and what may be other than by default. All
// nodes of an issuer have the same.
type Options struct {
	// URL is the issuer's identifier, the base of all its endpoints. It ends in a
	// slash, as the provider's does.
	URL string

	// Engine decides the claims: a *host.Engine, or what stands before one. It remains
	// the caller's to close.
	Engine Engine

	// Find returns what is saved about a client and the API of an audience, which is empty
	// if none was asked for. The error is ErrUnknownClient if there is no such client, or a
	// *ConfigError. Find may be called at once by any number of goroutines, and what it
	// returns is not changed.
	Find func(ctx context.Context, clientID, audience string) (*Registration, error)

	// Users are whom the authorization endpoint can log in, and User is one by its name
	// and password; without them there is nobody. The error of User is ErrUnknownUser if
	// there is none. They may be called as Find may.
	Users func(ctx context.Context) ([]User, error)
	User  func(ctx context.Context, name, password string) (User, error)

	// Aliases are other URLs that are this issuer's as well, each with a slash at its end.
	// What is issued by a request to one of them names it.
	Aliases []string

	Storage Storage

	// Registered reports whether a client has registered an origin, such as
	// https://shop.example: pages from there may use the issuer as that client. Of the
	// client "" it reports whether any has. Without it the issuer is for no pages but
	// those of its own origin. Registered may be called as Config may.
	Registered func(ctx context.Context, clientID, origin string) bool

	// Algorithm signs the tokens: RS256, the default, or ES256, which takes a
	// fraction of the time.
	Algorithm string

	AccessTokenLifetime  time.Duration // 24 hours by default
	IDTokenLifetime      time.Duration // 10 hours by default
	SessionLifetime      time.Duration // 30 days by default, from a session's beginning
	RefreshTokenLifetime time.Duration // 30 days by default, from the login
	// LongestAccessToken and LongestSession are the most that a registration may say, if
	// that is more: keys stay for so long.
	LongestAccessToken, LongestSession time.Duration

	// Bounds are how much the storage keeps of logins, behind refresh tokens and for
	// userinfo, and as much again of ends of sessions; DefaultBounds by default.
	Bounds store.Bounds

	// Issued, unless it is nil, is told of every token that was issued: access_token or
	// id_token.
	Issued func(kind string)

	// Logged, unless it is nil, is told what an evaluation notes for operators (the policy's
	// LEG-1): details is a JSON object.
	Logged func(clientID, audience, kind, description string, details []byte)

	Now    func() time.Time // time.Now by default
	Logger *slog.Logger     // nothing is logged by default; tokens, sessions and claims never are
}

// DefaultBounds are what is kept by default of logins, and of ends of sessions.
func DefaultBounds() store.Bounds {
	return store.Bounds{
		ByClient: store.Bound{Grants: 10_000, Bytes: 64 << 20},
		InAll:    store.Bound{Grants: 50_000, Bytes: 256 << 20},
	}
}

// A login stores two grants at once, of which each may have as many bytes as a body
// and its claims. Those of one that was just issued always have room.
const (
	leastGrants = 2
	leastBytes  = 2 << 20
)

// check fills in the defaults and judges the rest.
func (o *Options) check() error {
	u, err := url.Parse(o.URL)
	switch {
	case err != nil:
		return fmt.Errorf("claimsmith: the issuer's URL: %w", err)
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || !strings.HasSuffix(o.URL, "/"):
		return fmt.Errorf("claimsmith: an issuer's URL is https://host/ or http://host/, with a slash at its end, not %q", o.URL)
	case o.Engine == nil || o.Find == nil || o.Storage == nil:
		return errors.New("claimsmith: an issuer needs an engine, registrations and a storage")
	}
	if o.Algorithm == "" {
		o.Algorithm = string(jose.RS256)
	}
	if o.Algorithm != string(jose.RS256) && o.Algorithm != string(jose.ES256) {
		return fmt.Errorf("claimsmith: an issuer signs with RS256 or ES256, not %q", o.Algorithm)
	}
	for _, lifetime := range []struct {
		of    *time.Duration
		usual time.Duration
	}{
		{&o.AccessTokenLifetime, 24 * time.Hour},
		{&o.IDTokenLifetime, 10 * time.Hour},
		{&o.SessionLifetime, 30 * 24 * time.Hour},
		{&o.RefreshTokenLifetime, 30 * 24 * time.Hour},
	} {
		if *lifetime.of == 0 {
			*lifetime.of = lifetime.usual
		}
		if *lifetime.of < time.Second {
			return fmt.Errorf("claimsmith: what is issued lives for a second at least, not %v", *lifetime.of)
		}
	}
	if o.Bounds == (store.Bounds{}) {
		o.Bounds = DefaultBounds()
	}
	for _, bound := range []store.Bound{o.Bounds.ByClient, o.Bounds.InAll} {
		if bound.Grants < leastGrants || bound.Bytes < leastBytes {
			return fmt.Errorf("claimsmith: what is stored has room for %d grants and %d bytes at least, not for %d and %d", leastGrants, leastBytes, bound.Grants, bound.Bytes)
		}
	}
	if o.Registered == nil {
		o.Registered = func(context.Context, string, string) bool { return false }
	}
	if o.Users == nil {
		o.Users = func(context.Context) ([]User, error) { return nil, nil }
	}
	if o.User == nil {
		o.User = func(context.Context, string, string) (User, error) { return User{}, ErrUnknownUser }
	}
	if o.Issued == nil {
		o.Issued = func(string) {}
	}
	if o.Logged == nil {
		o.Logged = func(string, string, string, string, []byte) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return nil
}

// An Issuer issues tokens. It may be used by any number of goroutines, and needs no
// closing.
type Issuer struct {
	options   Options
	keys      *keyring
	scopes    []scope                     // those that grant profile claims
	ownOrigin *http.CrossOriginProtection // which pages are the issuer's own
}

// New makes an issuer, and its keys if the storage has none. The context bounds
// that work alone.
func New(ctx context.Context, o Options) (*Issuer, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	i := &Issuer{options: o, ownOrigin: http.NewCrossOriginProtection()}
	for _, known := range append([]string{o.URL}, o.Aliases...) {
		u, err := url.Parse(known)
		if err != nil {
			return nil, err
		}
		// A proxy that serves the URL may pass another Host on.
		if err := i.ownOrigin.AddTrustedOrigin(u.Scheme + "://" + u.Host); err != nil {
			return nil, err
		}
	}
	var err error
	if i.scopes, err = readPolicy(ctx, o.Engine); err != nil {
		return nil, err
	}
	i.keys, err = newKeyring(ctx, &i.options)
	return i, err
}

// Rotate makes new keys for all that is signed and encrypted from now on. The keys
// of before remain good, and published, until all that was made with them has
// expired; those for which that is over are deleted.
func (i *Issuer) Rotate(ctx context.Context) error { return i.keys.rotate(ctx) }

// Handler serves all endpoints, the issuer's URL being the path "/".
func (i *Issuer) Handler() http.Handler {
	mux := http.NewServeMux()
	i.Routes(func(path string, h http.Handler) { mux.Handle(path, i.CrossOrigin(h)) })
	i.Pages(mux.Handle)
	return mux
}

// Routes adds all endpoints to a server's, by its http.ServeMux's Handle say, the
// issuer's URL being the path "/". CrossOrigin goes around them, and around what else
// answers there.
func (i *Issuer) Routes(add func(pattern string, h http.Handler)) {
	for path, e := range map[string]struct {
		methods string
		answer  func(http.ResponseWriter, *http.Request) error
	}{
		"/anonymous/token":                  {"POST", i.anonymousToken},
		"/anonymous/logout":                 {"POST", i.anonymousLogout},
		"/oauth/token":                      {"POST", i.token},
		"/oauth/introspect":                 {"POST", i.introspect},
		"/oauth/revoke":                     {"POST", i.revoke},
		"/userinfo":                         {"GET, HEAD, POST", i.userinfo},
		"/.well-known/openid-configuration": {"GET, HEAD", i.discovery},
		"/.well-known/jwks.json":            {"GET, HEAD", i.jwks},
	} {
		add(path, i.endpoint(e.methods, e.answer))
	}
}

// endpoint answers requests of some methods.
func (i *Issuer) endpoint(methods string, answer func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		switch {
		case r.Method == http.MethodOptions:
			header.Set("Allow", methods+", OPTIONS")
			header.Set("Access-Control-Allow-Methods", methods)
			// With credentials a star is no wildcard (Fetch, section 3.3.3), and which
			// headers a registered page sends makes no difference here.
			if wanted := r.Header.Get("Access-Control-Request-Headers"); wanted != "" {
				header.Set("Access-Control-Allow-Headers", wanted)
			}
			header.Add("Vary", "Access-Control-Request-Headers")
			header.Set("Access-Control-Max-Age", "86400")
			w.WriteHeader(http.StatusNoContent)
		case !allows(methods, r.Method):
			header.Set("Allow", methods+", OPTIONS")
			i.refuse(w, r, &refusal{status: http.StatusMethodNotAllowed, code: invalidRequest, description: "Only " + methods + " is served here."})
		default:
			if err := answer(w, r); err != nil {
				i.refuse(w, r, err)
			}
		}
	}
}

func allows(methods, method string) bool {
	for allowed := range strings.SplitSeq(methods, ", ") {
		if allowed == method {
			return true
		}
	}
	return false
}

// respond answers with a JSON text. What the endpoints say must not be kept: tokens
// (RFC 6749, section 5.1), or keys, which a rotation changes.
func respond(w http.ResponseWriter, status int, text []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(text) // nobody is left to tell of an error
}
