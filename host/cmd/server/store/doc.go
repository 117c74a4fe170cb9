// Package store keeps what the server must not lose: every version of every
// document, API tokens, the issuer's keys and grants. It keeps them in an SQLite
// file, which needs no server, or in PostgreSQL, where several servers share them.
//
//	documents, err := store.Open(ctx, "claimsmith.db") // or postgres://user@host/database
//	if err != nil {
//		return err
//	}
//	defer documents.Close()
//	saved, err := documents.Save(ctx, last, store.Version{
//		Kind: store.Client, ID: "shop", By: "deploy", Text: document, Difference: difference,
//	})
//	if errors.Is(err, store.ErrBehind) {
//		// somebody saved after last: read documents.Newest(ctx, last), judge again, save again
//	}
//
// Saves have numbers without gaps, 1, 2, 3…, over all documents. A save names the
// one that it comes after, so whoever decided on it has seen everything before it;
// of two that come after the same one, a single one is stored. When Save returns,
// the version is on the disk (in PostgreSQL unless synchronous_commit is off there).
//
// Where the database fails the error is a *DatabaseError, which says how as far as that
// is known, and Ready tells when it works again.
//
// Texts come back byte for byte. What they mean is not the store's affair.
//
// In PostgreSQL the tables need a database of their own, or a schema of their own
// that search_path in the URL names. A Store has up to ten connections to it, and one
// more for each call of Follow.
package store
