package issuer

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// The grant types of the token endpoint.
const (
	// TestLogin logs in the user that the request describes.
	TestLogin      = "urn:claimsmith:params:oauth:grant-type:test-login"
	refreshGrant   = "refresh_token"
	codeGrant      = "authorization_code"
	machineGrant   = "client_credentials"
	passwordGrant  = "password"
	passwordRealm  = "http://auth0.com/oauth/grant-type/password-realm"
	machineSubject = "@clients"
)

var grantTypes = []string{TestLogin, codeGrant, machineGrant, passwordGrant, refreshGrant}

// A login is a user who has logged in to a client.
type login struct {
	request
	nonce         string
	user          []byte // a JSON object as it came
	customClaims  []byte // the same, nil if there is none
	session       []byte // the anonymous session that the user had, nil if there is none
	authenticated int64  // seconds since 1970
}

// transaction is what the engine reads (the policy's section 7).
func (l *login) transaction() []byte {
	var o object
	if l.session != nil {
		o.json("anonymous_session", l.session)
	}
	o.json("user", l.user)
	if l.scope != "" {
		o.text("scope", l.scope)
	}
	if l.customClaims != nil {
		o.json("custom_claims", l.customClaims)
	}
	return o.end()
}

// text is what is remembered behind a refresh token. It leaves out the nonce, which
// is for the first ID token alone (OpenID Connect Core 1.0, section 12.2), and the
// anonymous session, which the provider does not have in refreshed tokens.
func (l *login) text() []byte {
	var o object
	o.text("client_id", l.clientID)
	o.text("audience", l.audience)
	o.text("scope", l.scope)
	o.text("subject", l.subject)
	if l.grant != "" {
		o.text("grant", l.grant)
	}
	o.number("auth_time", l.authenticated)
	o.json("user", l.user)
	if l.customClaims != nil {
		o.json("custom_claims", l.customClaims)
	}
	return o.end()
}

func readLogin(text []byte) *login {
	v := gjson.GetManyBytes(text, "client_id", "audience", "scope", "subject", "auth_time", "user", "custom_claims", "grant")
	l := &login{
		request:       request{clientID: v[0].Str, audience: v[1].Str, scope: v[2].Str, subject: v[3].Str, grant: v[7].Str},
		authenticated: v[4].Int(),
		user:          []byte(v[5].Raw),
	}
	if v[6].Exists() {
		l.customClaims = []byte(v[6].Raw)
	}
	return l
}

// token is the token endpoint of RFC 6749.
func (i *Issuer) token(w http.ResponseWriter, r *http.Request) error {
	b, err := readBody(w, r, maxLoginBody)
	if err != nil {
		return err
	}
	grantType := b.required("grant_type")
	if b.err == nil && grantType != TestLogin && grantType != refreshGrant && b.size > maxBody {
		return tooLarge(maxBody)
	}
	if b.err != nil {
		return b.err
	}
	switch grantType {
	case TestLogin:
		return i.testLogin(w, r, b)
	case refreshGrant:
		return i.refresh(w, r, b)
	case codeGrant:
		return i.exchangeCode(w, r, b)
	case machineGrant:
		return i.machine(w, r, b)
	case passwordGrant, passwordRealm:
		return i.password(w, r, b)
	}
	return refusef(unsupportedGrant, "The grant types here are %s.", strings.Join(grantTypes, ", "))
}

func (i *Issuer) testLogin(w http.ResponseWriter, r *http.Request, b *body) error {
	l := &login{
		request:       request{audience: b.text("audience"), scope: b.text("scope")},
		nonce:         b.text("nonce"),
		authenticated: i.options.Now().Unix(),
	}
	ticket := b.text("anon_transfer_token")
	var user map[string]gjson.Result
	l.user, user = b.object("user")
	l.customClaims, _ = b.object("custom_claims")
	if id, ok := user["user_id"]; ok {
		l.subject = b.string("user_id of user", id)
	}
	if l.subject == "" {
		b.fail(refusef(invalidRequest, "The member user is not an object with the string user_id."))
	}
	if err := i.admitClient(r, b, &l.request, never); err != nil {
		return err
	}
	if err := i.permit(&l.request, forUsers); err != nil {
		return err
	}
	if ticket != "" {
		s, err := i.takeTransfer(r.Context(), ticket)
		if err != nil {
			return err
		}
		l.session = s.text()
	}
	return i.beginLogin(w, r, l)
}

// beginLogin answers a login, with a refresh token if it may have one.
func (i *Issuer) beginLogin(w http.ResponseWriter, r *http.Request, l *login) error {
	var refreshToken string
	if l.has(offlineAccess) {
		refreshToken = rand.Text()
	}
	return i.answerLogin(w, r, l, refreshToken)
}

// answerLogin issues the tokens of a login, with a refresh token if one is given.
func (i *Issuer) answerLogin(w http.ResponseWriter, r *http.Request, l *login, refreshToken string) error {
	ctx := r.Context()
	decided, err := i.decide(ctx, &l.request, l.transaction())
	if err != nil {
		return err
	}
	now := i.options.Now()
	expires := now.Add(i.lifetime(&l.request, forUsers))
	access, err := i.accessToken(ctx, &l.request, decided.access, now, expires)
	if err != nil {
		return err
	}
	var o object
	var grants []store.Grant
	grantAccess(&o, access, l.scope, now, expires)
	if l.has("openid") {
		idToken, err := i.idToken(ctx, l, access, decided.id, now)
		if err != nil {
			return err
		}
		o.text("id_token", idToken)
		grants = append(grants, store.Grant{ID: userinfoOf(access), Text: i.userinfoAnswer(l, decided.userinfo), Expires: expires})
	}
	if refreshToken != "" {
		grants = append(grants, store.Grant{ID: refreshTokenOf(refreshToken), Text: l.text(), Expires: now.Add(i.options.RefreshTokenLifetime)})
		o.text("refresh_token", refreshToken)
	}
	for n := range grants {
		grants[n].Kind, grants[n].Client = store.Login, l.clientID
	}
	if err := i.remember(ctx, grants...); err != nil {
		return err
	}
	respond(w, http.StatusOK, o.end())
	return nil
}

// remember stores grants, all of one client.
func (i *Issuer) remember(ctx context.Context, grants ...store.Grant) error {
	gone, err := i.options.Storage.PutGrants(ctx, i.options.Bounds, grants...)
	if gone > 0 {
		i.options.Logger.WarnContext(ctx, "as many logins are stored as may be, the oldest made room",
			slog.String("client_id", grants[0].Client), slog.Int("gone", gone))
	}
	return err
}

// refreshTokenOf names the grant behind a refresh token. Who reads the storage does
// not learn the token from it.
func refreshTokenOf(token string) string { return "refresh_token:" + digest(token) }

func digest(secret string) string {
	hash := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(hash[:])
}

// refresh evaluates a login again, with all that is saved now. Code that sets claims would
// run again at the provider: what it sets comes with the request, in the place of what it
// set at the login.
func (i *Issuer) refresh(w http.ResponseWriter, r *http.Request, b *body) error {
	token, scope := b.required("refresh_token"), b.text("scope")
	customClaims, _ := b.object("custom_claims")
	for _, name := range []string{"user", "anon_transfer_token", "audience"} {
		if b.has(name) {
			b.fail(refusef(invalidRequest, "The member %s is the login's, which a refresh cannot change: log in again.", name))
		}
	}
	asked := request{}
	if err := i.admitClient(r, b, &asked, unlessPublic); err != nil {
		return err
	}
	if err := i.allowGrant(&asked, refreshGrant); err != nil {
		return err
	}
	l, err := i.findLogin(r.Context(), token)
	if err != nil {
		return err
	}
	if l == nil || l.clientID != asked.clientID {
		return refusef(invalidGrant, "The refresh token is not one of this client, or it has expired.")
	}
	if customClaims != nil {
		l.customClaims = customClaims
	}
	// Less may be asked for than was granted, never more (RFC 6749, section 6).
	for name := range strings.SplitSeq(scope, " ") {
		if name != "" && !l.has(name) {
			return refusef(invalidScope, "The login did not have the scope %s.", name)
		}
	}
	if scope != "" {
		l.scope = scope
	}
	// What was saved since applies.
	if err := i.register(r, &l.request); err != nil {
		return err
	}
	if err := i.permit(&l.request, forUsers); err != nil {
		return err
	}
	return i.answerLogin(w, r, l, "")
}

// findLogin returns the login behind a refresh token, nil if there is none.
func (i *Issuer) findLogin(ctx context.Context, token string) (*login, error) {
	grant, err := i.loginGrant(ctx, refreshTokenOf(token))
	if errors.Is(err, store.ErrNotFound) || err == nil && i.expired(grant.Expires) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return readLogin(grant.Text), nil
}

// unknownClient is the answer to a config that could not be had.
func unknownClient(err error) error {
	if errors.Is(err, ErrUnknownClient) {
		return &refusal{status: http.StatusUnauthorized, code: invalidClient, description: "There is no client of this client_id."}
	}
	return err
}
