// Package limit bounds what callers can take of a server: bodies' sizes and the time
// that they take to come, requests at once, requests in a time, and a request's time.
//
//	rate := limit.NewRate(10, 50, 10_000)
//	handler = rate.Limit(caller, refuse)(handler)
//	handler = limit.NewConcurrency(8, 32).Limit(refuse)(handler)
//	handler = limit.Time(30 * time.Second)(handler)
//	handler = limit.NewBodies(1<<20, 32<<20, 10*time.Second).Limit(refuse)(handler)
//
// Each is middleware that may be used by any number of goroutines. Bodies stands
// outside of the others, so that no request has a place or a time of its own before it
// has all come. What must answer whatever happens, as health does, is not wrapped.
package limit

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Refuse answers a request with a status, in the form that errors have there. The
// headers that say more, such as Retry-After, are set already. The code is for
// programs, "body_too_large", "body_too_slow", "body_incomplete", "server_busy",
// "too_many_requests" or "internal_error", and the message a sentence for people.
type Refuse func(w http.ResponseWriter, r *http.Request, status int, code, message string)

// ErrTime is the cause of a context that ends for Time.
var ErrTime = errors.New("claimsmith: the request took too long")

// Concurrency is how many requests run at once, and how many wait.
type Concurrency struct{ running, inside chan struct{} }

// NewConcurrency lets so many requests run at once, and as many as it says wait for
// their turn.
func NewConcurrency(running, waiting int) *Concurrency {
	return &Concurrency{make(chan struct{}, running), make(chan struct{}, running+waiting)}
}

// Inside is how many requests run or wait now.
func (c *Concurrency) Inside() int { return len(c.inside) }

// Limit refuses requests beyond those that run and wait with 503, and so it does
// those whose context ends while they wait.
func (c *Concurrency) Limit(refuse Refuse) func(http.Handler) http.Handler {
	busy := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "1")
		refuse(w, r, http.StatusServiceUnavailable, "server_busy", "The server has as many requests as it can take. Try again.")
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			select {
			case c.inside <- struct{}{}:
				defer func() { <-c.inside }()
			default:
				busy(w, r)
				return
			}
			select {
			case c.running <- struct{}{}: // nearly always, and nothing has to wait for the context
			default:
				select {
				case c.running <- struct{}{}:
				case <-r.Context().Done():
					busy(w, r)
					return
				}
			}
			defer func() { <-c.running }()
			next.ServeHTTP(w, r)
		})
	}
}

// Time ends a request's context after so long, with the cause ErrTime. It does not
// end the handler, which has to heed the context.
func Time(d time.Duration) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeoutCause(r.Context(), d, ErrTime)
			defer cancel()
			pass(next, w, r, r.WithContext(ctx))
		})
	}
}

// pass serves a changed copy of a request, and hands back the pattern that it
// matched, which others look at.
func pass(next http.Handler, w http.ResponseWriter, r, changed *http.Request) {
	defer func() { r.Pattern = changed.Pattern }()
	next.ServeHTTP(w, changed)
}
