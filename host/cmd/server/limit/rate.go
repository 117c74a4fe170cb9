package limit

import (
	"container/list"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Rate is how many requests each caller may make: a bucket of tokens for each, of
// which a request takes one.
type Rate struct {
	perSecond rate.Limit
	burst     int
	keys      int

	mu      sync.Mutex
	callers map[string]*list.Element // of recent
	recent  *list.List               // of *bucket, the one last asked for first
	others  *rate.Limiter            // of the callers that there is no room for
}

type bucket struct {
	key string
	*rate.Limiter
}

// NewRate lets each caller make so many requests at once, burst, and regain so many
// a second. It remembers so many callers, keys, at once; if all of those are
// regaining requests, further callers share one bucket, so that a flood of made-up
// callers takes no memory and gains nothing. All three are more than 0.
func NewRate(perSecond float64, burst, keys int) *Rate {
	return &Rate{
		perSecond: rate.Limit(perSecond), burst: burst, keys: keys,
		callers: map[string]*list.Element{},
		recent:  list.New(),
		others:  rate.NewLimiter(rate.Limit(perSecond), burst),
	}
}

// Limit refuses requests over the rate with 429 and Retry-After, in seconds. Every
// answer says in X-RateLimit-Limit and -Remaining how many requests the caller may
// make at most and now, and in -Reset when, in seconds since 1970, it may make the
// most again. The key is who the caller is.
func (l *Rate) Limit(key func(*http.Request) string, refuse Refuse) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			now := time.Now()
			allowed, left := l.take(key(r), now)
			reset := now.Add(l.regaining(float64(l.burst)-left) + time.Second - 1) // rounded up
			h := w.Header()
			h.Set("X-RateLimit-Limit", strconv.Itoa(l.burst))
			h.Set("X-RateLimit-Remaining", strconv.Itoa(int(max(0, left))))
			h.Set("X-RateLimit-Reset", strconv.FormatInt(reset.Unix(), 10))
			if !allowed {
				wait := max(1, int(math.Ceil(l.regaining(1-left).Seconds())))
				h.Set("Retry-After", strconv.Itoa(wait))
				refuse(w, r, http.StatusTooManyRequests, "too_many_requests",
					fmt.Sprintf("Too many requests. Try again in %d s.", wait))
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// regaining is how long it takes to regain so many tokens.
func (l *Rate) regaining(tokens float64) time.Duration {
	return time.Duration(tokens / float64(l.perSecond) * float64(time.Second))
}

// take takes a token of a caller's, if it has one, and tells how many are left.
func (l *Rate) take(key string, now time.Time) (allowed bool, left float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	limiter := l.of(key, now)
	allowed = limiter.AllowN(now, 1)
	return allowed, limiter.TokensAt(now)
}

// of is a caller's bucket.
func (l *Rate) of(key string, now time.Time) *rate.Limiter {
	if known, ok := l.callers[key]; ok {
		l.recent.MoveToFront(known)
		return known.Value.(*bucket).Limiter
	}
	if l.recent.Len() == l.keys {
		// A full bucket can be forgotten: a new one is as full.
		oldest := l.recent.Back()
		b := oldest.Value.(*bucket)
		if b.TokensAt(now) < float64(l.burst) {
			return l.others
		}
		delete(l.callers, b.key)
		l.recent.Remove(oldest)
	}
	b := &bucket{key, rate.NewLimiter(l.perSecond, l.burst)}
	l.callers[key] = l.recent.PushFront(b)
	return b.Limiter
}
