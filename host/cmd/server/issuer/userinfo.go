package issuer

import (
	"cmp"
	"context"
	"errors"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// userinfoOf names the grant with the answer for an access token.
func userinfoOf(token string) string { return "userinfo:" + digest(token) }

// userinfoAnswer is what the endpoint will say about a login (OpenID Connect Core
// 1.0, section 5.3.2).
func (i *Issuer) userinfoAnswer(l *login, custom []byte) []byte {
	var o object
	o.text("sub", l.subject)
	i.profile(&o, l, custom)
	return o.end()
}

// userinfo answers what was decided when the access token was issued.
func (i *Issuer) userinfo(w http.ResponseWriter, r *http.Request) error {
	token, err := bearer(w, r)
	if err != nil {
		return err
	}
	claims, err := i.claims(r.Context(), token)
	if err != nil {
		return err
	}
	if granted := (request{scope: claims["scope"].Str}); !granted.has("openid") {
		description := "The access token does not have the scope openid."
		return &refusal{
			status: http.StatusForbidden, code: insufficientScope, description: description,
			challenge: `Bearer error="insufficient_scope", error_description="` + description + `", scope="openid"`,
		}
	}
	clientID := clientOf(claims)
	if err := i.admit(r, clientID); err != nil {
		return err
	}
	grant, err := i.loginGrant(r.Context(), userinfoOf(token))
	if errors.Is(err, store.ErrNotFound) {
		return denied("There is no login behind the access token.")
	}
	if err != nil {
		return err
	}
	respond(w, http.StatusOK, grant.Text)
	return nil
}

// claims are those of an access token that is good here, whatever API it is for. An ID
// token is none: it is for a client (RFC 9068, section 4).
func (i *Issuer) claims(ctx context.Context, token string) (map[string]gjson.Result, error) {
	payload, err := i.keys.verify(ctx, token)
	if errors.Is(err, errNoToken) {
		return nil, denied("The access token is not one of this issuer.")
	}
	if err != nil {
		return nil, err
	}
	// Who logs in chooses the names of custom claims beside the issuer's own, and
	// values that not everything reads.
	claims, err := exact.ByName(gjson.ParseBytes(payload))
	if err != nil || !i.ours(claims["iss"].Str) || clientOf(claims) == "" {
		return nil, denied("The access token is not one of this issuer.")
	}
	if i.expired(time.Unix(claims["exp"].Int(), 0)) {
		return nil, denied("The access token has expired.")
	}
	return claims, nil
}

// clientOf is whom an access token was issued to. ID tokens do not say it so.
func clientOf(claims map[string]gjson.Result) string {
	return cmp.Or(claims["azp"].Str, claims["client_id"].Str)
}

// audienceOf is whom a token is for.
func audienceOf(claims map[string]gjson.Result) (all []string) {
	for _, item := range claims["aud"].Array() {
		all = append(all, item.Str)
	}
	return all
}

// bearer is the access token of a request, from its header or its form (RFC 6750,
// sections 2.1 and 2.2).
func bearer(w http.ResponseWriter, r *http.Request) (string, error) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") && token != "" {
		return strings.TrimLeft(token, " "), nil
	}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); r.Method == http.MethodPost && kind == "application/x-www-form-urlencoded" {
		b, err := readBody(w, r, maxBody)
		if err != nil {
			return "", err
		}
		if token := b.text("access_token"); token != "" {
			return token, nil
		}
	}
	// Without a token there is no error to name (section 3.1).
	return "", &refusal{status: http.StatusUnauthorized, code: invalidToken, description: "There is no access token.", challenge: "Bearer"}
}

func denied(description string) *refusal {
	return &refusal{
		status: http.StatusUnauthorized, code: invalidToken, description: description,
		challenge: `Bearer error="invalid_token", error_description="` + description + `"`,
	}
}
