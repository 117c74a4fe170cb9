package issuer

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// own are the members that the issuer itself writes into tokens and userinfo. Those
// of profile claims come beside them where no custom claim has the name.
var own = []string{"iss", "sub", "aud", "exp", "iat", "jti", "client_id", "azp", "gty", "permissions", "scope", "auth_time", "nonce", "at_hash", "sid"}

// A scope is one that grants profile claims.
type scope struct {
	name   string
	claims []string
}

// readPolicy learns which scope grants which claims, and makes sure that the engine
// leaves the issuer's own members alone.
func readPolicy(ctx context.Context, engine Engine) (scopes []scope, err error) {
	text, err := engine.Describe(ctx)
	if err != nil {
		return nil, err
	}
	var refused struct {
		Restricted []string `json:"restricted_claims"`
		Reserved   []string `json:"reserved_claims"`
	}
	if err := json.Unmarshal(text, &refused); err != nil {
		return nil, fmt.Errorf("claimsmith: what the module describes cannot be read: %w", err)
	}
	for _, name := range own {
		if !slices.Contains(refused.Restricted, name) && !slices.Contains(refused.Reserved, name) {
			return nil, fmt.Errorf("claimsmith: the module lets custom claims be named %q, which is the issuer's", name)
		}
	}
	for m := range exact.Members(gjson.GetBytes(text, "profile_claims")) {
		s := scope{name: m.Name}
		for _, claim := range m.Value.Array() {
			s.claims = append(s.claims, claim.Str)
		}
		scopes = append(scopes, s)
	}
	return scopes, nil
}

// A request is what a token is issued for.
type request struct {
	*Registration
	issuer   string // the URL that it came to
	clientID string
	audience string // empty if none was asked for, and there is no default
	scope    string // as it was asked for, and then as it was granted
	subject  string
	grant    string // in the claim gty; empty: there is none
}

// has reports whether a scope was granted.
func (r *request) has(scope string) bool {
	return slices.Contains(strings.Split(r.scope, " "), scope)
}

func (r *request) userinfo() string { return r.issuer + "userinfo" }

// audiences is whom a request's access token is for, as its aud says it: the API, and
// userinfo with the scope openid. Where no API is asked for it is userinfo alone (RFC
// 9068, section 3, wants a default).
func (r *request) audiences() []byte {
	switch userinfo := r.userinfo(); {
	case r.audience == "" || r.audience == userinfo:
		return quoted(userinfo)
	case r.has("openid"):
		return slices.Concat([]byte("["), quoted(r.audience), []byte(","), quoted(userinfo), []byte("]"))
	}
	return quoted(r.audience)
}

// lifetime is how long an access token lasts.
func (i *Issuer) lifetime(r *request, s *subject) time.Duration {
	if s == forAnonymous && r.API.AnonymousLifetime > 0 {
		return r.API.AnonymousLifetime
	}
	return cmp.Or(r.API.Lifetime, i.options.AccessTokenLifetime)
}

// A decision is the custom claims of a transaction: objects as the engine wrote
// them, nil where there is none.
type decision struct{ access, id, userinfo []byte }

// decide evaluates a transaction with the config of now.
func (i *Issuer) decide(ctx context.Context, r *request, transaction []byte) (*decision, error) {
	outcome, err := i.options.Engine.Evaluate(ctx, r.Config, transaction, r.audiences())
	if err != nil {
		if errors.Is(err, &host.PolicyError{Code: abi.InvalidConfig}) {
			i.options.Logger.ErrorContext(ctx, "stored config not usable", slog.String("client_id", r.clientID), slog.Any("error", err))
		}
		return nil, judged(err)
	}
	found := gjson.GetManyBytes(outcome.JSON, "access_token.claims", "id_token.claims", "userinfo.claims", "logs")
	for _, entry := range found[3].Array() {
		of := gjson.GetMany(entry.Raw, "type", "description", "details")
		i.options.Logged(r.clientID, r.audience, of[0].Str, of[1].Str, []byte(of[2].Raw))
	}
	return &decision{[]byte(found[0].Raw), []byte(found[1].Raw), []byte(found[2].Raw)}, nil
}

// accessToken issues a token that expires at a time: the provider's, or by RFC 9068.
func (i *Issuer) accessToken(ctx context.Context, r *request, claims []byte, now, expires time.Time) (string, error) {
	o := make(object, 0, 512+len(claims))
	o.text("iss", r.issuer)
	o.text("sub", r.subject)
	o.json("aud", r.audiences())
	o.number("exp", expires.Unix())
	o.number("iat", now.Unix())
	key := i.keys.set(ctx).signing
	signer := key.usual
	if r.API.RFC9068 {
		signer = key.access
		o.text("jti", rand.Text())
		o.text("client_id", r.clientID)
	}
	if r.scope != "" {
		o.text("scope", r.scope)
	}
	if !r.API.RFC9068 {
		if r.grant != "" {
			o.text("gty", r.grant)
		}
		o.text("azp", r.clientID)
	}
	if r.API.Permissions {
		list, err := json.Marshal(i.permissions(r))
		if err != nil {
			return "", err
		}
		o.json("permissions", list)
	}
	o.members(claims)
	token, err := signer.sign(o.end())
	if err == nil {
		i.options.Issued("access_token")
	}
	return token, err
}

// idToken issues the ID token that goes with an access token (OpenID Connect Core
// 1.0, sections 2 and 3.1.3.6).
func (i *Issuer) idToken(ctx context.Context, l *login, accessToken string, claims []byte, now time.Time) (string, error) {
	hash := sha256.Sum256([]byte(accessToken))
	var o object
	o.text("iss", l.issuer)
	o.text("sub", l.subject)
	o.text("aud", l.clientID)
	o.number("exp", now.Add(i.options.IDTokenLifetime).Unix())
	o.number("iat", now.Unix())
	o.number("auth_time", l.authenticated)
	if l.nonce != "" {
		o.text("nonce", l.nonce)
	}
	o.text("at_hash", base64.RawURLEncoding.EncodeToString(hash[:len(hash)/2]))
	i.profile(&o, l, claims)
	token, err := i.keys.set(ctx).signing.usual.sign(o.end())
	if err == nil {
		i.options.Issued("id_token")
	}
	return token, err
}

// profile adds the profile claims that the scope grants (OpenID Connect Core 1.0,
// section 5.4), with the user's own values, and the custom claims, which take the
// place of profile claims of their names.
func (i *Issuer) profile(o *object, l *login, custom []byte) {
	taken := map[string]bool{}
	for m := range exact.Members(gjson.ParseBytes(custom)) {
		taken[m.Name] = true
	}
	user := map[string]gjson.Result{}
	for m := range exact.Members(gjson.ParseBytes(l.user)) {
		user[m.Name] = m.Value
	}
	for _, s := range i.scopes {
		if !l.has(s.name) {
			continue
		}
		for _, claim := range s.claims {
			if value := user[claim]; value.Exists() && value.Type != gjson.Null && !taken[claim] {
				o.json(claim, []byte(value.Raw))
			}
		}
	}
	o.members(custom)
}

// expired tells whether a time has come.
func (i *Issuer) expired(at time.Time) bool { return !i.options.Now().Before(at) }
