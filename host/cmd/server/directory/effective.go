package directory

import (
	"fmt"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// Effective is the config of one application's transactions for one audience.
type Effective struct {
	Config []byte   // for the engine; it is shared, so nobody changes it
	Source Document // whose mappings of the access token apply
	Reason string   // why, as a sentence
}

// configKey names a config: the application's own, or that with an API's mappings.
type configKey struct{ client, api string }

// maxConfigs bounds how many configs a snapshot keeps; others are made each time.
const maxConfigs = 10_000

// Effective returns the config that applies to an application's tokens for an
// audience. A token has one source of mappings: where the audience is an API that
// has some, those apply; otherwise the application's; never a mixture. Mappings of ID
// tokens and of SAML are the application's. The error is a *NotFoundError, or a
// *DamagedError: of a document that the config has a part of, or of an API that may be
// the audience.
func (d *Directory) Effective(client, audience string) (*Effective, error) {
	return d.now.Load().effective(client, audience)
}

func (now *snapshot) effective(client, audience string) (*Effective, error) {
	application, ok := now.documents[store.Client][client]
	if !ok {
		return nil, &NotFoundError{store.Client, client}
	}
	if application.damage != nil {
		return nil, application.damage
	}
	tenant, err := now.tenant()
	if err != nil {
		return nil, err
	}
	found := &Effective{Source: application}
	api, registered := now.documents[store.ResourceServer][now.identifiers[audience]]
	key := configKey{client: client}
	switch {
	case !registered && audience != "" && now.damagedAPI != nil:
		return nil, now.damagedAPI
	case !registered:
		found.Reason = "No API is registered for this audience, so the application's mappings apply."
	case !now.mapping[api.ID]:
		found.Reason = fmt.Sprintf("The API %q has no mappings, so the application's apply.", api.Name())
	default:
		key.api = api.ID
		found.Source = api
		found.Reason = fmt.Sprintf("The API %q has mappings, so they apply and the application's do not.", api.Name())
	}
	if known, ok := now.configs.Load(key); ok {
		found.Config = known.([]byte)
		return found, nil
	}
	found.Config = config(found.Source, application, tenant)
	if now.kept.Add(1) <= maxConfigs {
		now.configs.Store(key, found.Config)
	}
	return found, nil
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
