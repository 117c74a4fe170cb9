package directory

import (
	"fmt"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/server/store"
)

// Effective is the config of one application's transactions for one audience. It
// is shared: nobody changes it.
type Effective struct {
	Config []byte   // for the engine
	Source Document // whose mappings of the access token apply
	Reason string   // why, as a sentence
}

type effectiveKey struct{ client, api string }

// Effective returns the config that applies to an application's tokens for an
// audience. A token has one source of mappings: where the audience is an API that
// has some, those apply; otherwise the application's; never a mixture. Mappings of ID
// tokens and of SAML are the application's. The error is a *NotFoundError.
func (d *Directory) Effective(client, audience string) (*Effective, error) {
	now := d.now.Load()
	application, ok := now.documents[store.Client][client]
	if !ok {
		return nil, &NotFoundError{store.Client, client}
	}
	api, registered := now.documents[store.ResourceServer][now.identifiers[audience]]
	key := effectiveKey{client, api.ID}
	if known, ok := now.effective.Load(key); ok {
		return known.(*Effective), nil
	}
	tenant := now.tenant()
	made := &Effective{Source: application, Config: config(application, application, tenant)}
	switch {
	case !registered:
		made.Reason = "No API is registered for this audience, so the application's mappings apply."
	case !mapsClaims(api):
		made.Reason = fmt.Sprintf("The API %q has no mappings, so the application's apply.", api.Name())
	default:
		made.Source = api
		made.Config = config(api, application, tenant)
		made.Reason = fmt.Sprintf("The API %q has mappings, so they apply and the application's do not.", api.Name())
	}
	known, _ := now.effective.LoadOrStore(key, made)
	return known.(*Effective), nil
}

// config is the engine's config of documents' parts: the mappings of the access
// token from one document, those of ID tokens and of SAML from another.
func config(access, other, tenant Document) []byte {
	text := []byte{'{'}
	for _, part := range []struct {
		name string
		from Document
	}{{"access_token", access}, {"id_token", other}, {"saml_configuration", other}} {
		if value := lookup(part.from.Text, part.name); value != "" {
			text = append(text, '"')
			text = append(text, part.name...)
			text = append(text, `":`...)
			text = append(text, value...)
			text = append(text, ',')
		}
	}
	text = append(text, `"tenant":`...)
	text = append(text, tenant.Text...)
	return append(text, '}')
}

// mapsClaims reports whether a document has mappings of the access token, in
// either dialect.
func mapsClaims(d Document) bool {
	access := lookup(d.Text, "access_token")
	if !isObject(access) {
		return false
	}
	return !isEmptyList(lookup(access, "custom_claim_mappings")) ||
		isObject(lookup(access, "claims_mapping")) && !isEmptyList(lookup(lookup(access, "claims_mapping"), "custom_claims"))
}

// isEmptyList reports whether a value is no list that has something in it.
func isEmptyList(value string) bool {
	list := gjson.Parse(value)
	if !list.IsArray() {
		return true
	}
	empty := true
	list.ForEach(func(_, _ gjson.Result) bool {
		empty = false
		return false
	})
	return empty
}
