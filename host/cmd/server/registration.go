package server

import (
	"cmp"
	"context"
	"errors"
	"net/url"

	"github.com/claimsmith/claimsmith/host/cmd/server/directory"
	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
)

// find is the issuer's view of the directory.
func (s *Server) find(_ context.Context, clientID, audience string) (*issuer.Registration, error) {
	t, err := s.directory.Transaction(clientID, audience)
	if _, unknown := errors.AsType[*directory.NotFoundError](err); unknown {
		return nil, issuer.ErrUnknownClient
	}
	if damaged, ok := errors.AsType[*directory.DamagedError](err); ok {
		return nil, &issuer.ConfigError{Message: damaged.Error()}
	}
	if err != nil {
		return nil, err
	}
	lenient := s.options.Lenient
	r := &issuer.Registration{
		Config:          t.Config,
		Secret:          t.Application.Secret,
		Public:          lenient || t.Application.AuthMethod == "none" || t.Application.Secret == "",
		Callbacks:       t.Application.Callbacks,
		LogoutURLs:      t.Application.LogoutURLs,
		AnyLoopback:     lenient,
		Anonymous:       or(t.Application.Anonymous, lenient),
		AnonymousOff:    !or(t.Tenant.AnonymousFeature, true),
		SessionLifetime: t.Tenant.SessionLifetime,
		NoCookie:        !or(t.Tenant.Cookie, true),
		API:             issuer.API{Identifier: t.Audience},
	}
	if !lenient {
		r.GrantTypes = t.Application.GrantTypes
	}
	switch {
	case s.isManagement(t.Audience):
		r.API = s.managementAPI(t)
	case t.API != nil:
		r.API = registeredAPI(t, lenient)
	default:
		all := issuer.Access{Any: lenient}
		r.API.Unknown = t.Audience != "" && !lenient
		r.API.Offline = true
		r.API.Users, r.API.Machines, r.API.Anonymous = all, all, all
	}
	return r, nil
}

// or is what is saved, or else what is usual.
func or(saved *bool, usual bool) bool {
	if saved == nil {
		return usual
	}
	return *saved
}

func registeredAPI(t *directory.Transaction, lenient bool) issuer.API {
	api := issuer.API{
		Identifier: t.Audience, RFC9068: t.API.RFC9068(), Permissions: t.API.WithPermissions(),
		Lifetime: t.API.Lifetime, AnonymousLifetime: t.API.AnonymousLifetime,
		Offline: or(t.API.Offline, lenient),
	}
	access := func(subject, policy string) issuer.Access {
		switch grant, granted := t.GrantFor(subject); {
		case policy == directory.DenyAll:
			return issuer.Access{Denied: true}
		case policy == directory.RequireGrant && !granted:
			return issuer.Access{Denied: true}
		case policy == directory.RequireGrant && !grant.AllScopes:
			return issuer.Access{Scopes: grant.Scopes}
		}
		return issuer.Access{Any: lenient, Scopes: t.API.Scopes}
	}
	usual := func(strict string) string {
		if lenient {
			return directory.AllowAll
		}
		return strict
	}
	policy := func(subject, strict string) string { return cmp.Or(t.API.Policies[subject], usual(strict)) }
	api.Users = access(directory.SubjectUser, policy(directory.SubjectUser, directory.AllowAll))
	api.Machines = access(directory.SubjectClient, policy(directory.SubjectClient, directory.RequireGrant))
	anonymous := policy(directory.SubjectAnonymous, directory.DenyAll)
	if t.API.Policies[directory.SubjectAnonymous] == "" && t.API.Anonymous != nil {
		anonymous = directory.DenyAll
		if *t.API.Anonymous {
			anonymous = directory.AllowAll
		}
	}
	if !or(t.API.Anonymous, true) {
		anonymous = directory.DenyAll
	}
	api.Anonymous = access(directory.SubjectAnonymous, anonymous)
	return api
}

// managementPath is under the issuer's URL what tokens for the Management API are for.
const managementPath = "api/v2/"

// isManagement reports whether an audience is this server's Management API.
func (s *Server) isManagement(audience string) bool {
	for _, base := range append([]string{s.options.Issuer}, s.options.Aliases...) {
		if audience == base+managementPath {
			return true
		}
	}
	return false
}

// managementAPI is for machines that have a client grant alone, also where the server is
// lenient: whoever reaches the issuer gets tokens for anybody.
func (s *Server) managementAPI(t *directory.Transaction) issuer.API {
	nobody := issuer.Access{Denied: true}
	api := issuer.API{Identifier: t.Audience, Users: nobody, Machines: nobody, Anonymous: nobody}
	if grant, granted := t.GrantFor(directory.SubjectClient); granted {
		api.Machines = issuer.Access{Scopes: grant.Scopes}
		if grant.AllScopes {
			api.Machines.Scopes = Scopes()
		}
	}
	return api
}

// users are whom the login page has buttons for.
func (s *Server) users(context.Context) ([]issuer.User, error) {
	documents, err := s.directory.Users()
	if err != nil {
		return nil, err
	}
	var all []issuer.User
	for _, d := range documents {
		all = append(all, userOf(d))
	}
	return all, nil
}

func (s *Server) user(_ context.Context, name, password string) (issuer.User, error) {
	d, err := s.directory.Login(name, password)
	if _, unknown := errors.AsType[*directory.NotFoundError](err); unknown {
		return issuer.User{}, issuer.ErrUnknownUser
	}
	if err != nil {
		return issuer.User{}, err
	}
	return userOf(d), nil
}

func userOf(d directory.Document) issuer.User {
	return issuer.User{ID: d.ID, Name: d.Name(), Profile: []byte(d.Profile())}
}

// domainOf is the host name of a URL, as the tenant's domain has it.
func domainOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
