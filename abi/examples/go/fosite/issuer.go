// Package fosite is an issuer on ory/fosite with the policy's custom claims in its access tokens.
package fosite

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/claimsmith/claimsmith/host"
	"github.com/ory/fosite"
	"github.com/ory/fosite/handler/oauth2"
	"github.com/ory/fosite/token/jwt"
)

// Issuer answers the token endpoint.
type Issuer struct {
	Provider fosite.OAuth2Provider
	Policy   *host.Policy
	Sessions map[string]json.RawMessage // anonymous sessions by their id
	URL      string
}

func (i *Issuer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	session := &oauth2.JWTSession{JWTClaims: &jwt.JWTClaims{Issuer: i.URL}}
	request, err := i.Provider.NewAccessRequest(ctx, r, session)
	if err != nil {
		i.Provider.WriteAccessError(ctx, w, request, err)
		return
	}
	for _, scope := range request.GetRequestedScopes() {
		request.GrantScope(scope) // those that the client may have: the provider looked
	}
	for _, audience := range request.GetRequestedAudience() {
		request.GrantAudience(audience)
	}
	if session.JWTClaims.Extra, err = i.claims(r, request); err != nil {
		i.Provider.WriteAccessError(ctx, w, request, err)
		return
	}
	response, err := i.Provider.NewAccessResponse(ctx, request)
	if err != nil {
		i.Provider.WriteAccessError(ctx, w, request, err)
		return
	}
	i.Provider.WriteAccessResponse(ctx, w, request, response)
}

func (i *Issuer) claims(r *http.Request, request fosite.AccessRequester) (map[string]any, error) {
	// The anonymous session by itself: with a scope or a user beside it, it would be the member
	// anonymous_session of a transaction.
	session := i.Sessions[r.PostForm.Get("anonymous_session")]
	if session == nil {
		session = json.RawMessage("{}")
	}
	audience := []byte(`""`) // an empty list is none; no audience is the empty one
	if granted := request.GetGrantedAudience(); len(granted) > 0 {
		audience, _ = json.Marshal(granted)
	}
	outcome, err := i.Policy.Evaluate(r.Context(), session, audience)
	// Deliberately: no token is better here than one without its claims. Any other error than the
	// library's own is a 500. To issue it all the same, log err and return no claims.
	if failure := (*host.PolicyError)(nil); errors.As(err, &failure) && failure.Code == "payload_too_large" {
		return nil, fosite.ErrInvalidRequest.WithHint(failure.Error())
	}
	if err != nil {
		return nil, err
	}
	tokens, err := outcome.Decode()
	if err != nil {
		return nil, err
	}
	claims := map[string]any{}
	for _, claim := range tokens.AccessToken.Claims {
		claims[claim.Name] = claim.Value // raw JSON, with all of its digits
	}
	return claims, nil
}
