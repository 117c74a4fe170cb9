package issuer

import (
	"cmp"
	"context"
	"crypto/subtle"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A Registration is what is saved about a client, and about the API that it wants
// tokens for, all of one moment. Nobody changes it.
type Registration struct {
	Config []byte // for the engine

	// Of the client.
	Secret     string   // "": it has none
	Public     bool     // it need not show its secret, but for client_credentials
	GrantTypes []string // nil: every one
	Callbacks  []string // where users may be sent back to
	LogoutURLs []string
	// AnyLoopback lets users be sent back to every URL of a loopback host.
	AnyLoopback bool
	// Anonymous lets the client have anonymous sessions.
	Anonymous bool

	// Of the tenant.
	AnonymousOff    bool          // it has no anonymous sessions at all
	SessionLifetime time.Duration // of anonymous sessions; 0: Options.SessionLifetime
	NoCookie        bool          // anonymous sessions have no cookie

	API API
}

// An API is what is saved about one.
type API struct {
	Identifier        string        // the audience, which may be a default where none was asked for
	Unknown           bool          // none of that identifier is registered
	RFC9068           bool          // its tokens are as RFC 9068 has them, and else as the provider has them
	Permissions       bool          // its tokens have the claim permissions
	Lifetime          time.Duration // of its tokens; 0: Options.AccessTokenLifetime
	AnonymousLifetime time.Duration // of those of anonymous sessions; 0: Lifetime
	Offline           bool          // refresh tokens may be issued

	Users, Machines, Anonymous Access
}

// An Access is what one type of subjects may have of an API.
type Access struct {
	Denied bool
	Any    bool     // every scope
	Scopes []string // these, unless Any
}

// Lenient is the registration of a client of which nothing is saved but a config: it may
// have everything.
func Lenient(config []byte) *Registration {
	all := Access{Any: true}
	return &Registration{
		Config: config, Public: true, AnyLoopback: true, Anonymous: true,
		API: API{Offline: true, Users: all, Machines: all, Anonymous: all},
	}
}

// A subject is a type of what tokens are for, and how it is refused an API or a scope.
type subject struct {
	access         func(*API) *Access
	identity       bool // it may have the scopes of OpenID Connect
	noAPI, noScope answer
}

// An answer is how something is refused.
type answer struct {
	status int
	code   string
}

func (a answer) refusef(format string, arguments ...any) *refusal {
	said := refusef(a.code, format, arguments...)
	said.status = a.status
	return said
}

var (
	denies  = answer{http.StatusForbidden, accessDenied}
	noScope = answer{http.StatusBadRequest, invalidScope}

	forUsers     = &subject{func(a *API) *Access { return &a.Users }, true, denies, noScope}
	forMachines  = &subject{func(a *API) *Access { return &a.Machines }, false, denies, denies}
	forAnonymous = &subject{func(a *API) *Access { return &a.Anonymous }, false, answer{http.StatusBadRequest, invalidTarget}, noScope}
)

// register finds what is saved about a request's client and audience.
func (i *Issuer) register(r *http.Request, asked *request) (err error) {
	asked.issuer = i.urlOf(r)
	asked.Registration, err = i.options.Find(r.Context(), asked.clientID, asked.audience)
	if err != nil {
		return unknownClient(err)
	}
	asked.audience = cmp.Or(asked.audience, asked.API.Identifier)
	return nil
}

// permit refuses what the API does not let a subject have, and leaves out what nobody is
// refused for.
func (i *Issuer) permit(asked *request, s *subject) error {
	api, access := &asked.API, s.access(&asked.API)
	named := asked.audience != "" && asked.audience != asked.userinfo()
	if named && api.Unknown {
		return s.noAPI.refusef("There is no API with the identifier %s. Register it, or start the server with --lenient.", asked.audience)
	}
	if named && access.Denied {
		return s.noAPI.refusef("The application %s has no access to the API %s: see its allow_anonymous_access, its subject_type_authorization, and the client grants.", asked.clientID, asked.audience)
	}
	var scopes []string
	for name := range strings.FieldsSeq(asked.scope) {
		identity := s.identity && i.identityScope(name)
		switch {
		case access.Any, identity, slices.Contains(access.Scopes, name):
		case named:
			return s.noScope.refusef("The application %s cannot have the scope %s of the API %s.", asked.clientID, name, asked.audience)
		default:
			return s.noScope.refusef("There is no scope %s without an API: name its audience.", name)
		}
		if name == offlineAccess && named && !api.Offline {
			continue // as the provider does: the answer's scope says so
		}
		scopes = append(scopes, name)
	}
	if s == forMachines && scopes == nil {
		scopes = access.Scopes
	}
	asked.scope = strings.Join(scopes, " ")
	return nil
}

const offlineAccess = "offline_access"

// identityScope reports whether a scope is of OpenID Connect, and no API's.
func (i *Issuer) identityScope(name string) bool {
	return name == "openid" || name == offlineAccess || slices.ContainsFunc(i.scopes, func(s scope) bool { return s.name == name })
}

// permissions are the granted scopes that are the API's.
func (i *Issuer) permissions(asked *request) []string {
	all := []string{}
	for name := range strings.FieldsSeq(asked.scope) {
		if !i.identityScope(name) {
			all = append(all, name)
		}
	}
	return all
}

// urlOf is the issuer's URL as a request has it: where it goes by several names, tokens
// have the one that their client knows.
func (i *Issuer) urlOf(r *http.Request) string {
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	if asked := scheme + r.Host + "/"; slices.Contains(i.options.Aliases, asked) {
		return asked
	}
	return i.options.URL
}

// ours reports whether a URL is one of the issuer's.
func (i *Issuer) ours(url string) bool {
	return url == i.options.URL || slices.Contains(i.options.Aliases, url)
}

// client reads who a request says that it is from, in its body or by HTTP Basic
// authentication (RFC 6749, section 2.3.1).
func (b *body) client(r *http.Request) (id, secret string) {
	id, secret = b.text("client_id"), b.text("client_secret")
	name, password, ok := r.BasicAuth()
	if !ok {
		if id == "" {
			b.fail(refusef(invalidRequest, "The member client_id is missing."))
		}
		return id, secret
	}
	name, err1 := url.QueryUnescape(name)
	password, err2 := url.QueryUnescape(password)
	switch {
	case err1 != nil || err2 != nil:
		b.fail(refusef(invalidRequest, "The Authorization header does not have the client's ID and secret as a form does."))
	case id != "" && id != name || secret != "":
		b.fail(refusef(invalidRequest, "The body and the Authorization header name a client each: one of them is enough."))
	}
	return name, password
}

// authenticate refuses a client that shows a wrong secret, or none where it has to.
func (i *Issuer) authenticate(asked *request, secret string, needed bool) error {
	wrong := &refusal{status: http.StatusUnauthorized, code: invalidClient, challenge: `Basic realm="` + asked.issuer + `"`}
	switch {
	case secret == "" && !needed:
		return nil
	case secret == "":
		wrong.description = "The application " + asked.clientID + " has to show its client_secret."
	case asked.Secret == "":
		wrong.description = "The application " + asked.clientID + " has no client_secret."
	case subtle.ConstantTimeCompare([]byte(secret), []byte(asked.Secret)) != 1:
		wrong.description = "The client_secret is not that of the application " + asked.clientID + "."
	default:
		return nil
	}
	return wrong
}

// allowGrant refuses a grant type that a client does not have.
func (i *Issuer) allowGrant(asked *request, types ...string) error {
	if asked.GrantTypes == nil || slices.ContainsFunc(types, func(t string) bool { return slices.Contains(asked.GrantTypes, t) }) {
		return nil
	}
	return answer{http.StatusForbidden, unauthorizedClient}.refusef("The application %s does not have the grant type %s in its grant_types.", asked.clientID, types[0])
}

// admitClient is what every endpoint for clients begins with: a page's origin is
// registered, the client is known, and its secret is right.
func (i *Issuer) admitClient(r *http.Request, b *body, asked *request, needed func(*Registration) bool) error {
	var secret string
	asked.clientID, secret = b.client(r)
	if b.err != nil {
		return b.err
	}
	if err := i.admit(r, asked.clientID); err != nil {
		return err
	}
	if err := i.register(r, asked); err != nil {
		return err
	}
	return i.authenticate(asked, secret, needed(asked.Registration))
}

// When a client has to show its secret.
func never(*Registration) bool          { return false }
func always(*Registration) bool         { return true }
func unlessPublic(r *Registration) bool { return !r.Public }

// A Token is what an access token of this issuer says to the server that it is part of.
type Token struct {
	Client, Subject, Grant string
	Audience               []string
	Scopes                 []string
}

// Verify reads an access token of this issuer that has not expired. The error says no
// more of a token than that it is none.
func (i *Issuer) Verify(ctx context.Context, token string) (*Token, error) {
	claims, err := i.claims(ctx, token)
	if err != nil {
		return nil, err
	}
	return &Token{
		Client: clientOf(claims), Subject: claims["sub"].Str, Grant: claims["gty"].Str,
		Audience: audienceOf(claims), Scopes: strings.Fields(claims["scope"].Str),
	}, nil
}
