package issuer

import (
	"context"
	"errors"
	"net/http"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// machine issues a token to a client for itself (RFC 6749, section 4.4).
func (i *Issuer) machine(w http.ResponseWriter, r *http.Request, b *body) error {
	asked := request{audience: b.text("audience"), scope: b.text("scope"), grant: "client-credentials"}
	if err := i.admitClient(r, b, &asked, always); err != nil {
		return err
	}
	if err := i.allowGrant(&asked, machineGrant); err != nil {
		return err
	}
	if asked.audience == "" {
		return refusef(invalidRequest, "The member audience is missing, and the tenant has no default_audience.")
	}
	if err := i.permit(&asked, forMachines); err != nil {
		return err
	}
	asked.subject = asked.clientID + machineSubject
	var transaction object
	if asked.scope != "" {
		transaction.text("scope", asked.scope)
	}
	transaction.text("protocol", "oidc")
	decided, err := i.decide(r.Context(), &asked, transaction.end())
	if err != nil {
		return err
	}
	now := i.options.Now()
	expires := now.Add(i.lifetime(&asked, forMachines))
	access, err := i.accessToken(r.Context(), &asked, decided.access, now, expires)
	if err != nil {
		return err
	}
	var o object
	grantAccess(&o, access, asked.scope, now, expires)
	respond(w, http.StatusOK, o.end())
	return nil
}

// password logs in one of the users that are stored (RFC 6749, section 4.3).
func (i *Issuer) password(w http.ResponseWriter, r *http.Request, b *body) error {
	l := &login{
		request:       request{audience: b.text("audience"), scope: b.text("scope"), grant: "password"},
		authenticated: i.options.Now().Unix(),
	}
	name, password := b.required("username"), b.required("password")
	if err := i.admitClient(r, b, &l.request, unlessPublic); err != nil {
		return err
	}
	if err := i.allowGrant(&l.request, passwordGrant, passwordRealm); err != nil {
		return err
	}
	if err := i.permit(&l.request, forUsers); err != nil {
		return err
	}
	user, err := i.options.User(r.Context(), name, password)
	if errors.Is(err, ErrUnknownUser) {
		return answer{http.StatusForbidden, invalidGrant}.refusef("There is no user of this username and password.")
	}
	if err != nil {
		return err
	}
	l.subject, l.user = user.ID, user.Profile
	return i.beginLogin(w, r, l)
}

// givenToken is the token of a request about one, and the client that makes it.
func (i *Issuer) givenToken(w http.ResponseWriter, r *http.Request) (token, clientID string, err error) {
	b, err := readBody(w, r, maxBody)
	if err != nil {
		return "", "", err
	}
	token = b.required("token")
	var asked request
	if err := i.admitClient(r, b, &asked, unlessPublic); err != nil {
		return "", "", err
	}
	return token, asked.clientID, nil
}

// introspect tells a client what a token says (RFC 7662).
func (i *Issuer) introspect(w http.ResponseWriter, r *http.Request) error {
	token, clientID, err := i.givenToken(w, r)
	if err != nil {
		return err
	}
	answer, err := i.introspection(r.Context(), token, clientID)
	if err != nil {
		return err
	}
	respond(w, http.StatusOK, answer)
	return nil
}

func (i *Issuer) introspection(ctx context.Context, token, clientID string) ([]byte, error) {
	var o object
	claims, err := i.claims(ctx, token)
	var refused *refusal
	switch {
	case err == nil:
		o.json("active", []byte("true"))
		o.text("token_type", "Bearer")
		o.text("client_id", clientOf(claims))
		for _, name := range []string{"scope", "sub", "aud", "iss", "exp", "iat", "jti", "gty", "permissions"} {
			if value := claims[name]; value.Exists() {
				o.json(name, []byte(value.Raw))
			}
		}
		return o.end(), nil
	case !errors.As(err, &refused):
		return nil, err
	}
	l, err := i.findLogin(ctx, token)
	if err != nil {
		return nil, err
	}
	if l == nil || l.clientID != clientID {
		return []byte(`{"active":false}`), nil
	}
	o.json("active", []byte("true"))
	o.text("token_type", refreshGrant)
	o.text("client_id", l.clientID)
	o.text("scope", l.scope)
	o.text("sub", l.subject)
	return o.end(), nil
}

// revoke ends a refresh token (RFC 7009). Access tokens are good until they expire, as the
// provider's are.
func (i *Issuer) revoke(w http.ResponseWriter, r *http.Request) error {
	token, clientID, err := i.givenToken(w, r)
	if err != nil {
		return err
	}
	if _, err := i.claims(r.Context(), token); err == nil {
		return refusef("unsupported_token_type", "An access token is good until it expires: only refresh tokens can be revoked.")
	}
	l, err := i.findLogin(r.Context(), token)
	if err != nil {
		return err
	}
	if l != nil && l.clientID == clientID {
		if err := i.options.Storage.DeleteGrant(r.Context(), refreshTokenOf(token)); err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	respond(w, http.StatusOK, []byte("{}"))
	return nil
}
