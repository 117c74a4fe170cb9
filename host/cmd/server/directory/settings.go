package directory

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
	"github.com/claimsmith/claimsmith/host/internal/exact"
	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// What the provider lets lifetimes be at most.
const (
	MaxTokenLifetime   = 30 * 24 * time.Hour
	MaxSessionLifetime = 365 * 24 * time.Hour
)

// Types of subjects that a token is for, as client grants and APIs name them.
const (
	SubjectClient    = "client"
	SubjectUser      = "user"
	SubjectAnonymous = "anonymous_user"
)

// Policies of an API for a type of subjects.
const (
	AllowAll     = "allow_all"
	DenyAll      = "deny_all"
	RequireGrant = "require_client_grant"
)

// The dialects of access tokens. With the suffix they have permissions too.
const (
	DialectUsual    = "access_token"
	DialectRFC9068  = "rfc9068_profile"
	withPermissions = "_authz"
)

// An Application is what is saved of an application that decides how its tokens are
// issued. A nil pointer or list says that nothing is saved.
type Application struct {
	Secret     string
	AuthMethod string // token_endpoint_auth_method
	GrantTypes []string
	Callbacks  []string
	LogoutURLs []string
	Anonymous  *bool // anonymous_sessions.active
}

// An API is the same of an API.
type API struct {
	Identifier        string
	Scopes            []string
	Dialect           string
	Lifetime          time.Duration // 0: none is saved
	AnonymousLifetime time.Duration // the same
	Offline           *bool
	Anonymous         *bool             // allow_anonymous_access
	Policies          map[string]string // by type of subject
}

// A Tenant is the same of the tenant's settings.
type Tenant struct {
	DefaultAudience  string
	SessionLifetime  time.Duration // of anonymous sessions
	Cookie           *bool         // sessions.anonymous.activate_cookie
	AnonymousFeature *bool         // flags.anonymous_sessions_enabled
}

// A ClientGrant lets an application have tokens for an API.
type ClientGrant struct {
	Client, Audience, Subject string
	Scopes                    []string
	AllScopes                 bool
}

// settings reads members of a document. What has another type than it should is as
// good as absent, and the first such is the error, which saves are refused with.
type settings struct {
	path    string
	members map[string]gjson.Result
	err     **BodyError
}

func readSettings(text string) settings {
	all, _ := exact.ByName(gjson.Parse(text)) // saves are refused where a member is there twice
	return settings{members: all, err: new(*BodyError)}
}

func (s settings) wrong(name, should string) {
	if *s.err == nil {
		path := s.path + "/" + jsontext.Step(name)
		*s.err = &BodyError{Offset: -1, Path: path, Code: "wrong_type", Message: "The member " + path + " " + should + "."}
	}
}

// find returns a member that is there and not null.
func (s settings) find(name string) (gjson.Result, bool) {
	value, ok := s.members[name]
	return value, ok && value.Type != gjson.Null
}

func (s settings) in(name string) settings {
	inner := settings{path: s.path + "/" + jsontext.Step(name), err: s.err}
	value, ok := s.find(name)
	switch {
	case !ok:
	case !value.IsObject():
		s.wrong(name, "is no object")
	default:
		inner.members, _ = exact.ByName(value)
	}
	return inner
}

func (s settings) text(name string, oneOf ...string) string {
	value, ok := s.find(name)
	if !ok {
		return ""
	}
	said := ""
	if value.Type == gjson.String {
		said = exact.String(value.Raw)
	}
	switch {
	case value.Type != gjson.String:
		s.wrong(name, "is no string")
	case len(oneOf) > 0 && !slices.Contains(oneOf, said):
		s.wrong(name, "is one of "+strings.Join(oneOf, ", "))
		return ""
	}
	return said
}

func (s settings) flag(name string) *bool {
	value, ok := s.find(name)
	if !ok {
		return nil
	}
	if value.Type != gjson.True && value.Type != gjson.False {
		s.wrong(name, "is neither true nor false")
		return nil
	}
	set := value.Type == gjson.True
	return &set
}

// duration is a whole number of units.
func (s settings) duration(name string, unit, most time.Duration) time.Duration {
	value, ok := s.find(name)
	if !ok {
		return 0
	}
	if n := value.Num; value.Type != gjson.Number || n != float64(int64(n)) || n < 1 || n > float64(most/unit) {
		s.wrong(name, fmt.Sprintf("is no whole number from 1 to %d", most/unit))
		return 0
	}
	return time.Duration(value.Num) * unit
}

// texts is a list of strings: nil if it is absent.
func (s settings) texts(name string) []string {
	value, ok := s.find(name)
	if !ok {
		return nil
	}
	all := []string{}
	for _, item := range value.Array() {
		if !value.IsArray() || item.Type != gjson.String {
			s.wrong(name, "is no list of strings")
			return nil
		}
		all = append(all, exact.String(item.Raw))
	}
	return all
}

func readApplication(text string) (a Application, err *BodyError) {
	s := readSettings(text)
	a = Application{
		Secret:     s.text("client_secret"),
		AuthMethod: s.text("token_endpoint_auth_method", "none", "client_secret_post", "client_secret_basic"),
		GrantTypes: s.texts("grant_types"),
		Callbacks:  s.texts("callbacks"),
		LogoutURLs: s.texts("allowed_logout_urls"),
		Anonymous:  s.in("anonymous_sessions").flag("active"),
	}
	return a, *s.err
}

func readAPI(text string) (a API, err *BodyError) {
	s := readSettings(text)
	a = API{
		Identifier:        s.text("identifier"),
		Dialect:           s.text("token_dialect", DialectUsual, DialectUsual+withPermissions, DialectRFC9068, DialectRFC9068+withPermissions),
		Lifetime:          s.duration("token_lifetime", time.Second, MaxTokenLifetime),
		AnonymousLifetime: s.duration("token_lifetime_for_anonymous_access_tokens", time.Second, MaxTokenLifetime),
		Offline:           s.flag("allow_offline_access"),
		Anonymous:         s.flag("allow_anonymous_access"),
		Policies:          map[string]string{},
	}
	if listed, ok := s.find("scopes"); ok {
		a.Scopes = []string{}
		for _, item := range listed.Array() {
			scope, _ := exact.ByName(item)
			if !listed.IsArray() || scope["value"].Type != gjson.String {
				s.wrong("scopes", "is no list of objects with a string value")
				break
			}
			a.Scopes = append(a.Scopes, exact.String(scope["value"].Raw))
		}
	}
	policies := s.in("subject_type_authorization")
	for _, subject := range []string{SubjectUser, SubjectClient, SubjectAnonymous} {
		allowed := []string{DenyAll, RequireGrant}
		if subject == SubjectUser {
			allowed = append(allowed, AllowAll)
		}
		if policy := policies.in(subject).text("policy", allowed...); policy != "" {
			a.Policies[subject] = policy
		}
	}
	return a, *s.err
}

// WithPermissions reports whether an API's tokens have the claim permissions.
func (a *API) WithPermissions() bool { return strings.HasSuffix(a.Dialect, withPermissions) }

// RFC9068 reports whether an API's tokens are as RFC 9068 has them.
func (a *API) RFC9068() bool { return strings.HasPrefix(a.Dialect, DialectRFC9068) }

func readTenant(text string) (t Tenant, err *BodyError) {
	s := readSettings(text)
	anonymous := s.in("sessions").in("anonymous")
	t = Tenant{
		DefaultAudience:  s.text("default_audience"),
		SessionLifetime:  anonymous.duration("lifetime_in_minutes", time.Minute, MaxSessionLifetime),
		Cookie:           anonymous.flag("activate_cookie"),
		AnonymousFeature: s.in("flags").flag("anonymous_sessions_enabled"),
	}
	return t, *s.err
}

func readClientGrant(text string) (g ClientGrant, err *BodyError) {
	s := readSettings(text)
	g = ClientGrant{
		Client:   s.text("client_id"),
		Audience: s.text("audience"),
		Subject:  s.text("subject_type", SubjectClient, SubjectUser, SubjectAnonymous),
		Scopes:   s.texts("scope"),
	}
	if g.Subject == "" {
		g.Subject = SubjectClient
	}
	if all := s.flag("allow_all_scopes"); all != nil {
		g.AllScopes = *all
	}
	return g, *s.err
}

// judgeSettings refuses a document whose settings cannot be obeyed.
func judgeSettings(d Document) error {
	var err *BodyError
	switch d.Kind {
	case store.Client:
		_, err = readApplication(d.Text)
	case store.ResourceServer:
		_, err = readAPI(d.Text)
	case store.ClientGrant:
		_, err = readClientGrant(d.Text)
	case store.Tenant:
		_, err = readTenant(d.Text)
	}
	if err != nil { // a nil *BodyError is no error
		return err
	}
	return nil
}

// A Transaction is what is saved that concerns one application's tokens for one
// audience.
type Transaction struct {
	Config      []byte // for the engine; it is shared, so nobody changes it
	Application Application
	Tenant      Tenant
	Audience    string        // that was asked for, or the tenant's default
	API         *API          // nil if none is registered for the audience
	Grants      []ClientGrant // the application's for the audience
}

// Transaction returns what concerns an application's tokens for an audience, all of one
// moment. The error is as that of Effective.
func (d *Directory) Transaction(client, audience string) (*Transaction, error) {
	now := d.now.Load()
	known := now.settings()
	t := &Transaction{Tenant: known.tenant, Audience: audience}
	if audience == "" {
		t.Audience = known.tenant.DefaultAudience
	}
	effective, err := now.effective(client, t.Audience)
	if err != nil {
		return nil, err
	}
	t.Config = effective.Config
	t.Application = known.applications[client]
	t.API = known.apis[t.Audience]
	for _, g := range known.grants[client] {
		if g.Audience == t.Audience {
			t.Grants = append(t.Grants, g)
		}
	}
	return t, nil
}

// Grants are the grants of a type of subject, and whether one of them is there.
func (t *Transaction) GrantFor(subject string) (ClientGrant, bool) {
	for _, g := range t.Grants {
		if g.Subject == subject {
			return g, true
		}
	}
	return ClientGrant{}, false
}

// allSettings are those of a snapshot.
type allSettings struct {
	tenant       Tenant
	applications map[string]Application
	apis         map[string]*API          // by identifier
	grants       map[string][]ClientGrant // by application
}

// readAllSettings reads the settings of all documents; of what cannot be obeyed, and
// was saved before saves were judged for it, nothing is set.
func (s *snapshot) readAllSettings() *allSettings {
	all := &allSettings{applications: map[string]Application{}, apis: map[string]*API{}, grants: map[string][]ClientGrant{}}
	if tenant, err := s.tenant(); err == nil {
		all.tenant, _ = readTenant(tenant.Text)
	}
	for _, d := range s.sorted(store.Client) {
		all.applications[d.ID], _ = readApplication(d.Text)
	}
	for _, d := range s.sorted(store.ResourceServer) {
		api, _ := readAPI(d.Text)
		all.apis[api.Identifier] = &api
	}
	for _, d := range s.sorted(store.ClientGrant) {
		g, _ := readClientGrant(d.Text)
		all.grants[g.Client] = append(all.grants[g.Client], g)
	}
	return all
}
