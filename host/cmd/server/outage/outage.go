// Package outage says what a failure of the database means to who asks over HTTP. All
// parts of the server answer it so, each in the form that its errors have.
package outage

import (
	"errors"
	"net/http"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// An Answer is what a failure is answered with.
type Answer struct {
	Status     int
	Code       string // for programs
	Message    string // a sentence for people, which quotes nothing
	RetryAfter int    // seconds, for Retry-After (RFC 9110, section 10.2.3); 0: waiting does not help
}

var answers = map[store.Failure]Answer{
	store.Full: {http.StatusInsufficientStorage, "database_full",
		"The database has no room left: nothing can be stored until its operator has made some.", 60},
	store.Busy: {http.StatusServiceUnavailable, "database_busy",
		"The database is locked by others. Try again.", 1},
	store.ReadOnly: {http.StatusServiceUnavailable, "database_read_only",
		"The database cannot be written to now. Its operator has to look at it.", 30},
	store.Corrupt: {http.StatusInternalServerError, "database_damaged",
		"The database is damaged. Its operator has to restore it from a backup.", 0},
	store.Unreachable: {http.StatusServiceUnavailable, "database_unreachable",
		"The database cannot be reached. Try again.", 5},
}

// Of returns the answer to an error, unless it is none of the database or of no kind
// that is known.
func Of(err error) (Answer, bool) {
	failed, ok := errors.AsType[*store.DatabaseError](err)
	if !ok {
		return Answer{}, false
	}
	answer, ok := answers[failed.Failure]
	return answer, ok
}
