package telemetry

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
)

type requestID struct{}

// RequestID is the id of the request that a context belongs to, "" if Wrap did not
// see it.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestID{}).(string)
	return id
}

// WithRequestIDs is a handler of logs whose records have the id of the request that
// their context belongs to.
func WithRequestIDs(h slog.Handler) slog.Handler { return withRequestIDs{h} }

type withRequestIDs struct{ slog.Handler }

func (h withRequestIDs) Handle(ctx context.Context, r slog.Record) error {
	if id := RequestID(ctx); id != "" {
		r = r.Clone()
		r.AddAttrs(slog.String("request_id", id))
	}
	return h.Handler.Handle(ctx, r)
}

func (h withRequestIDs) WithAttrs(attrs []slog.Attr) slog.Handler {
	return withRequestIDs{h.Handler.WithAttrs(attrs)}
}

func (h withRequestIDs) WithGroup(name string) slog.Handler {
	return withRequestIDs{h.Handler.WithGroup(name)}
}

// observe serves a request, logs and counts it, also if the handler panics.
func (t *Telemetry) observe(next http.Handler, w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	id := r.Header.Get("X-Request-Id")
	if !saneID(id) {
		id = rand.Text()
	}
	w.Header().Set("X-Request-Id", id)
	a := &answer{ResponseWriter: w}
	served := r.WithContext(context.WithValue(r.Context(), requestID{}, id))
	panicked := true
	defer func() {
		r.Pattern = served.Pattern // the span is named by it
		t.observed(served, a, id, time.Since(start), panicked)
	}()
	next.ServeHTTP(a, served)
	panicked = false
}

// observed logs and counts a request that has ended.
func (t *Telemetry) observed(r *http.Request, a *answer, id string, took time.Duration, panicked bool) {
	status := a.status
	switch {
	case status == 0 && panicked:
		status = http.StatusInternalServerError
	case status == 0:
		status = http.StatusOK // as net/http answers
	}
	method, route := method(r), route(r)
	t.requests.WithLabelValues(method, route, class(status)).Inc()
	t.serving.WithLabelValues(method, route).Observe(took.Seconds())

	level := slog.LevelInfo
	if status >= 500 || panicked {
		level = slog.LevelError
	}
	attrs := []slog.Attr{
		slog.String("request_id", id),
		slog.String("method", method),
		slog.String("route", route),
		slog.Int("status", status),
		slog.Int64("bytes", a.bytes),
		slog.Float64("seconds", took.Seconds()),
		slog.String("remote", r.RemoteAddr),
	}
	if panicked {
		attrs = append(attrs, slog.Bool("panicked", true)) // net/http logs with what
	}
	if span := trace.SpanFromContext(r.Context()); span.SpanContext().IsValid() {
		span.SetAttributes(attribute.String("http.route", route))
		attrs = append(attrs, slog.String("trace_id", span.SpanContext().TraceID().String()))
	}
	t.logger.LogAttrs(r.Context(), level, "request", attrs...)
}

// saneID reports whether a request's id can go into logs and headers as it is.
func saneID(id string) bool {
	return id != "" && len(id) <= 64 && strings.Trim(id,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") == ""
}

// method is the request's method, or "other": callers can make up any number.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
		http.MethodDelete, http.MethodOptions, http.MethodConnect, http.MethodTrace:
		return r.Method
	}
	return "other"
}

// route is the path of the pattern that the request matched, or "unmatched".
func route(r *http.Request) string {
	_, path, found := strings.Cut(r.Pattern, " ")
	switch {
	case found:
		return path
	case r.Pattern != "":
		return r.Pattern
	}
	return "unmatched"
}

// class is the class of a status: "2xx" for 200.
func class(status int) string { return string(rune('0'+status/100)) + "xx" }

// An answer notes what goes through it.
type answer struct {
	http.ResponseWriter
	status int // 0 until it is written
	bytes  int64
}

func (a *answer) WriteHeader(status int) {
	// Others below 200 are followed by the real one.
	if a.status == 0 && (status >= 200 || status == http.StatusSwitchingProtocols) {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(body []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(body)
	a.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
