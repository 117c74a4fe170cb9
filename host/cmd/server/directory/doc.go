// Package directory keeps a server's applications, APIs and tenant settings in
// memory, finds the config of a transaction, and saves what can be saved.
//
//	d, err := directory.Open(ctx, store, engine, "localhost", nil)
//	if err != nil {
//		return err
//	}
//	defer d.Close()
//	effective, err := d.Effective("app_1", "https://api.shop.example")
//	if err != nil {
//		return err // a *NotFoundError
//	}
//	outcome, err := engine.Evaluate(ctx, effective.Config, session, audience)
//
// The documents are those of the provider's Management API. A save is judged by the
// policy module before it is made, with all configs that the document is a part of,
// and is a new version in the store; other nodes follow within a second.
package directory
