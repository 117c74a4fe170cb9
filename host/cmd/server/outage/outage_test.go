package outage_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/server/outage"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

func TestOf(t *testing.T) {
	codes := map[string]bool{}
	for failure, want := range map[store.Failure]int{store.Full: 507, store.Busy: 503, store.ReadOnly: 503, store.Corrupt: 500, store.Unreachable: 503} {
		err := fmt.Errorf("saving: %w", &store.DatabaseError{Failure: failure, Err: errors.New("secret")})
		answer, ok := outage.Of(err)
		if !ok || answer.Status != want || (answer.RetryAfter > 0) != (want != 500) || answer.Message == "" || strings.Contains(answer.Message, "secret") || codes[answer.Code] {
			t.Errorf("%s is answered with %+v", failure, answer)
		}
		codes[answer.Code] = true
	}
	for _, err := range []error{nil, errors.New("other"), store.ErrNotFound, &store.DatabaseError{Err: errors.New("other")}} {
		if answer, ok := outage.Of(err); ok {
			t.Errorf("%v is answered with %+v", err, answer)
		}
	}
}
