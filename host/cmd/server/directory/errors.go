package directory

import (
	"encoding/json"
	"fmt"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// A NotFoundError says that there is no such document.
type NotFoundError struct {
	Kind store.Kind
	ID   string
}

func (e *NotFoundError) Error() string {
	return fmt.Sprintf("There is no %s %q.", noun(e.Kind), e.ID)
}

// An ExistsError says that a document cannot be made since there is one.
type ExistsError struct {
	Kind store.Kind
	ID   string // its ID, or the identifier of an API
}

func (e *ExistsError) Error() string {
	return fmt.Sprintf("The %s %q exists already.", noun(e.Kind), e.ID)
}

// A ChangedError says that a document is at another version than the one that an
// edit was made from.
type ChangedError struct {
	Kind   store.Kind
	ID     string
	Number int64 // of the version that there is
}

func (e *ChangedError) Error() string {
	return fmt.Sprintf("The %s %q was saved by somebody else meanwhile; it is at version %d now.", noun(e.Kind), e.ID, e.Number)
}

// A BodyError says that a text is no document.
type BodyError struct {
	Offset  int64  // the byte in the body, -1 if it is about none
	Path    string // RFC 6901, where it is about a member
	Code    string // of the problem, "" for json_syntax
	Message string
}

func (e *BodyError) Error() string { return e.Message }

// A ProblemsError says that a document cannot be saved, since configs would have
// problems with it.
type ProblemsError struct {
	Document string          // whose config has the problems, "" if it is the one to be saved
	Problems json.RawMessage // as the engine wrote them
}

func (e *ProblemsError) Error() string {
	if e.Document != "" {
		return "With this, " + e.Document + " would have a config with problems."
	}
	return "The mappings have problems."
}

// A DamagedError says that what the store has of a document is not what was saved, so
// that nothing can be said of its mappings.
type DamagedError struct {
	Kind   store.Kind
	ID     string
	Number int64  // of the version
	Part   string // what of it is not JSON
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("The %s %q is damaged in the database: %s of its version %d is not JSON. Restore another version of it, or the database from a backup.",
		noun(e.Kind), e.ID, e.Part, e.Number)
}

// CheckText refuses a stored version whose text is no document with a *DamagedError.
func CheckText(v store.Version) error {
	if v.Text == nil || CheckJSON(v.Text) == nil && isObject(string(v.Text)) {
		return nil
	}
	return &DamagedError{v.Kind, v.ID, v.Number, "the text"}
}

// CheckDifference refuses a stored version whose difference is none with a
// *DamagedError.
func CheckDifference(v store.Version) error {
	if CheckJSON(v.Difference) == nil {
		return nil
	}
	return &DamagedError{v.Kind, v.ID, v.Number, "the list of changes"}
}

// noun is what people call a kind of document.
func noun(kind store.Kind) string {
	switch kind {
	case store.Client:
		return "application"
	case store.ResourceServer:
		return "API"
	case store.ClientGrant:
		return "client grant"
	case store.User:
		return "user"
	}
	return "settings document"
}
