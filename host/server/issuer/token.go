package issuer

import (
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
var own = []string{"iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope", "auth_time", "nonce", "at_hash"}

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
	clientID string
	audience string // empty if none was asked for
	scope    string // as it was asked for
	subject  string
}

// has reports whether a scope was asked for, which is all that it takes here.
func (r *request) has(scope string) bool {
	return slices.Contains(strings.Split(r.scope, " "), scope)
}

// audienceOf is the audience of a request's tokens. Where none is asked for, it is
// userinfo (RFC 9068, section 3, wants a default).
func (i *Issuer) audienceOf(r *request) string {
	if r.audience == "" {
		return i.options.URL + "userinfo"
	}
	return r.audience
}

// A decision is the custom claims of a transaction: objects as the engine wrote
// them, nil where there is none.
type decision struct{ access, id, userinfo []byte }

// decide evaluates a transaction with the config of now.
func (i *Issuer) decide(ctx context.Context, r *request, transaction []byte) (*decision, error) {
	config, err := i.options.Config(ctx, r.clientID, r.audience)
	if err != nil {
		return nil, unknownClient(err)
	}
	outcome, err := i.options.Engine.Evaluate(ctx, config, transaction, quoted(i.audienceOf(r)))
	if err != nil {
		if errors.Is(err, &host.PolicyError{Code: abi.InvalidConfig}) {
			i.options.Logger.ErrorContext(ctx, "stored config not usable", slog.String("client_id", r.clientID), slog.Any("error", err))
		}
		return nil, judged(err)
	}
	found := gjson.GetManyBytes(outcome.JSON, "access_token.claims", "id_token.claims", "userinfo.claims")
	return &decision{[]byte(found[0].Raw), []byte(found[1].Raw), []byte(found[2].Raw)}, nil
}

// accessToken issues a token by RFC 9068 that expires at a time.
func (i *Issuer) accessToken(ctx context.Context, r *request, claims []byte, now, expires time.Time) (token, id string, err error) {
	id = rand.Text()
	o := make(object, 0, 512+len(claims))
	o.text("iss", i.options.URL)
	o.text("sub", r.subject)
	o.text("aud", i.audienceOf(r))
	o.number("exp", expires.Unix())
	o.number("iat", now.Unix())
	o.text("jti", id)
	o.text("client_id", r.clientID)
	if r.scope != "" {
		o.text("scope", r.scope)
	}
	o.members(claims)
	token, err = sign(i.keys.set(ctx).signing.access, o.end())
	if err == nil {
		i.options.Issued("access_token")
	}
	return token, id, err
}

// idToken issues the ID token that goes with an access token (OpenID Connect Core
// 1.0, sections 2 and 3.1.3.6).
func (i *Issuer) idToken(ctx context.Context, l *login, accessToken string, claims []byte, now time.Time) (string, error) {
	hash := sha256.Sum256([]byte(accessToken))
	var o object
	o.text("iss", i.options.URL)
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
	token, err := sign(i.keys.set(ctx).signing.identity, o.end())
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
