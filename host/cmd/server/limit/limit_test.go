package limit_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server/limit"
)

// refuse answers with the code alone.
func refuse(w http.ResponseWriter, _ *http.Request, status int, code, message string) {
	if message == "" {
		code = "without a message"
	}
	http.Error(w, code, status)
}

// ask serves a request and returns the answer's status and text.
func ask(ctx context.Context, handler http.Handler, body io.Reader, header ...string) *httptest.ResponseRecorder {
	w, r := httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, "POST", "/", body)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	handler.ServeHTTP(w, r)
	return w
}

func wantAnswer(t *testing.T, w *httptest.ResponseRecorder, status int, text string) {
	t.Helper()
	if got := strings.TrimSpace(w.Body.String()); w.Code != status || got != text {
		t.Errorf("the answer is %d %q, not %d %q", w.Code, got, status, text)
	}
}

func TestConcurrency(t *testing.T) {
	const running, waiting = 2, 3
	synctest.Test(t, func(t *testing.T) {
		var inside atomic.Int32
		leave := make(chan struct{})
		handler := limit.NewConcurrency(running, waiting).Limit(refuse)(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			inside.Add(1)
			<-leave
			inside.Add(-1)
			_, _ = io.WriteString(w, "served")
		}))
		answers := make(chan *httptest.ResponseRecorder, running+waiting)
		start := func(ctx context.Context) { go func() { answers <- ask(ctx, handler, nil) }() }

		for range running + waiting - 1 {
			start(t.Context())
		}
		impatient, cancel := context.WithCancel(t.Context())
		synctest.Wait()
		start(impatient)
		synctest.Wait()
		if n := inside.Load(); n != running {
			t.Errorf("%d requests are inside", n)
		}
		w := ask(t.Context(), handler, nil)
		wantAnswer(t, w, http.StatusServiceUnavailable, "server_busy")
		if w.Header().Get("Retry-After") != "1" {
			t.Errorf("the headers are %v", w.Header())
		}

		// Whoever stops waiting makes room for another.
		cancel()
		wantAnswer(t, <-answers, http.StatusServiceUnavailable, "server_busy")
		start(t.Context())
		synctest.Wait()
		for range running + waiting {
			leave <- struct{}{}
			synctest.Wait()
			wantAnswer(t, <-answers, http.StatusOK, "served")
		}
		if n := inside.Load(); n != 0 {
			t.Errorf("%d requests are inside", n)
		}
		close(leave)
		wantAnswer(t, ask(t.Context(), handler, nil), http.StatusOK, "served")
	})
}

// A handler that panics gives its place back.
func TestConcurrencyAfterPanics(t *testing.T) {
	handler := limit.NewConcurrency(1, 1).Limit(refuse)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Panic") != "" {
			panic(http.ErrAbortHandler)
		}
	}))
	for range 3 {
		func() {
			defer func() { _ = recover() }()
			ask(t.Context(), handler, nil, "Panic", "now")
		}()
	}
	wantAnswer(t, ask(t.Context(), handler, nil), http.StatusOK, "")
}

func TestTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		handler := limit.Time(time.Minute)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			<-r.Context().Done()
			if took := time.Since(start); took != time.Minute || !errors.Is(context.Cause(r.Context()), limit.ErrTime) {
				t.Errorf("the context ended after %v, for %v", took, context.Cause(r.Context()))
			}
		}))
		ask(t.Context(), handler, nil)
	})
}

// Who stands outside sees which route a request took.
func TestPatternsAreHandedBack(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /{any...}", func(http.ResponseWriter, *http.Request) {})
	for name, wrap := range map[string]func(http.Handler) http.Handler{
		"Bodies":      limit.NewBodies(1, 1, time.Minute).Limit(refuse),
		"Concurrency": limit.NewConcurrency(1, 1).Limit(refuse),
		"Rate":        limit.NewRate(1, 1, 1).Limit(func(*http.Request) string { return "" }, refuse),
		"Time":        limit.Time(time.Minute),
	} {
		r := httptest.NewRequest("POST", "/x", nil)
		wrap(mux).ServeHTTP(httptest.NewRecorder(), r)
		if r.Pattern != "POST /{any...}" {
			t.Errorf("%s leaves the pattern %q", name, r.Pattern)
		}
	}
}

func TestRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// Two requests at once, and one more every four seconds.
		rate := limit.NewRate(0.25, 2, 10)
		handler := rate.Limit(func(r *http.Request) string { return r.Header.Get("Caller") }, refuse)(
			http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "served") }))
		start := time.Now() // a whole second
		want := func(caller string, status int, left, reset int, retryAfter string) {
			t.Helper()
			w := ask(t.Context(), handler, nil, "Caller", caller)
			text := "served"
			if status != http.StatusOK {
				text = "too_many_requests"
			}
			wantAnswer(t, w, status, text)
			for name, want := range map[string]string{
				"X-RateLimit-Limit":     "2",
				"X-RateLimit-Remaining": fmt.Sprint(left),
				"X-RateLimit-Reset":     fmt.Sprint(start.Unix() + int64(reset)),
				"Retry-After":           retryAfter,
			} {
				if got := w.Header().Get(name); got != want {
					t.Errorf("%s is %q, not %q", name, got, want)
				}
			}
		}
		want("a", 200, 1, 4, "")
		want("a", 200, 0, 8, "")
		want("a", 429, 0, 8, "4")
		want("b", 200, 1, 4, "") // is another
		time.Sleep(3500 * time.Millisecond)
		want("a", 429, 0, 8, "1")
		want("c", 200, 1, 8, "") // seven and a half
		time.Sleep(500 * time.Millisecond)
		want("a", 200, 0, 12, "")
		time.Sleep(time.Hour)
		start = time.Now()
		want("a", 200, 1, 4, "") // no more than two gather
	})
}

// However many callers there are, the memory for them is bounded, and nobody gets
// more requests by making callers up.
func TestRateForgetsCallers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const burst = 2
		rate := limit.NewRate(1, burst, 3)
		handler := rate.Limit(func(r *http.Request) string { return r.Header.Get("Caller") }, refuse)(
			http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
		served := func(callers ...string) (n int) {
			for _, caller := range callers {
				if ask(t.Context(), handler, nil, "Caller", caller).Code == http.StatusOK {
					n++
				}
			}
			return n
		}
		if n := served("a", "a", "b", "c"); n != 4 {
			t.Fatalf("%d requests are served", n)
		}
		// There is no room for these, and they share what one caller has.
		if n := served("d", "e", "f", "g"); n != burst {
			t.Errorf("%d requests of callers without room are served", n)
		}
		if n := served("a"); n != 0 {
			t.Error("a caller was forgotten and begins anew")
		}
		// b's bucket is full again, a's is not. So b makes room, for one.
		time.Sleep(time.Second)
		served("c", "a")
		if n := served("d", "d", "d"); n != burst {
			t.Errorf("%d requests of a caller with room are served", n)
		}
		if n := served("a"); n != 0 {
			t.Error("a caller was forgotten and begins anew")
		}
	})
}
