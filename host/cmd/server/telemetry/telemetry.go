// Package telemetry is what operators see of a server: a log line for every
// request, Prometheus metrics and, where a collector is named, OpenTelemetry traces.
//
//	logger := slog.New(slog.NewJSONHandler(os.Stderr, nil))
//	t, err := telemetry.New(ctx, telemetry.Options{Logger: logger, Engine: engine})
//	if err != nil {
//		return err
//	}
//	defer t.Shutdown(ctx)
//	mux.Handle("GET /metrics", t.MetricsHandler())
//	server := http.Server{Handler: t.Wrap(mux)}
//
// A request is named by its route, the pattern that it matched. What callers send,
// paths' variables, queries, bodies and tokens, is neither logged nor counted, and
// nothing that they send can make the number of metrics grow.
package telemetry

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	noopmetric "go.opentelemetry.io/otel/metric/noop"
	"go.opentelemetry.io/otel/propagation"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
)

// Options say where telemetry goes and what it is of. The zero value counts
// requests and logs nothing.
type Options struct {
	// Logger gets a line for every request, and what goes wrong with the traces.
	Logger *slog.Logger

	// Engine is the one whose instances the metrics number.
	Engine *host.Engine

	// Env looks up the variables that turn traces on and off; nil is os.Getenv. The
	// OpenTelemetry SDK reads the others from the process's environment itself.
	Env func(string) string
}

// Telemetry observes one server. It may be used by any number of goroutines.
type Telemetry struct {
	logger *slog.Logger
	metrics
	provider *sdk.TracerProvider // nil without traces
	tracer   trace.Tracer
}

// New makes a server's telemetry. Traces are on if OTEL_EXPORTER_OTLP_ENDPOINT or
// OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is set, unless OTEL_SDK_DISABLED is true or
// OTEL_TRACES_EXPORTER is none; an endpoint that is no http(s) URL is an error.
// Without traces nothing runs in the background, and Shutdown does nothing.
func New(ctx context.Context, o Options) (*Telemetry, error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Env == nil {
		o.Env = os.Getenv
	}
	t := &Telemetry{logger: o.Logger, metrics: newMetrics(o.Engine)}
	on, err := traced(o.Env)
	if err != nil {
		return nil, err
	}
	var provider trace.TracerProvider = noop.NewTracerProvider()
	if on {
		if t.provider, err = newProvider(ctx, o.Logger); err != nil {
			return nil, err
		}
		provider = t.provider
	}
	t.tracer = provider.Tracer("github.com/claimsmith/claimsmith/host/cmd/server")
	return t, nil
}

// Wrap observes the requests that next serves: it logs and counts them, each with
// an id in the header X-Request-Id (see RequestID), and traces them. What stands
// between it and the http.ServeMux must leave the request's Pattern where the mux
// put it, or copy it back, else the route is not known.
func (t *Telemetry) Wrap(next http.Handler) http.Handler {
	observed := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { t.observe(next, w, r) })
	if t.provider == nil {
		return observed
	}
	return otelhttp.NewHandler(observed, "",
		otelhttp.WithTracerProvider(t.provider),
		otelhttp.WithMeterProvider(noopmetric.NewMeterProvider()),
		otelhttp.WithPropagators(propagation.TraceContext{}))
}

// Evaluated counts a call of the engine's function ("evaluate", "explain",
// "validate" or "describe", or "diff") that has just ended, with its error and how long it
// took, and makes a span of it under the one in the context.
func (t *Telemetry) Evaluated(ctx context.Context, function string, err error, took time.Duration) {
	t.evaluations.WithLabelValues(function).Inc()
	t.evaluating.WithLabelValues(function).Observe(took.Seconds())
	if err != nil {
		t.failures.WithLabelValues(failureCode(err)).Inc()
	}
	if t.provider == nil {
		return
	}
	end := time.Now()
	_, span := t.tracer.Start(ctx, function, trace.WithTimestamp(end.Add(-took)))
	if err != nil {
		code := failureCode(err)
		// Not the error's text, which may quote a session's.
		span.SetAttributes(attribute.String("error.type", code))
		var failed *host.PolicyError
		if !errors.As(err, &failed) { // a failure of the policy is the caller's
			span.SetStatus(codes.Error, code)
		}
	}
	span.End(trace.WithTimestamp(end))
}

// Saved counts a save of a document of this kind, such as "client".
func (t *Telemetry) Saved(kind string) { t.saves.WithLabelValues(kind).Inc() }

// Issued counts a token of this kind, such as "access_token", that was issued.
func (t *Telemetry) Issued(kind string) { t.tokens.WithLabelValues(kind).Inc() }

// failureCode is one of a few words for an error of the engine. Codes of failures
// that a module of somebody's own makes up are all one.
func failureCode(err error) string {
	var failed *host.PolicyError
	if errors.As(err, &failed) {
		switch failed.Code {
		case abi.InvalidConfig, abi.InvalidSession, abi.InvalidAudience, abi.PayloadTooLarge:
			return failed.Code
		}
		return "other"
	}
	for _, known := range []struct {
		err  error
		code string
	}{
		{host.ErrCrashed, "crashed"},
		{host.ErrTimeLimit, "time_limit"},
		{host.ErrClosed, "closed"},
		{context.Canceled, "canceled"},
		{context.DeadlineExceeded, "deadline_exceeded"},
	} {
		if errors.Is(err, known.err) {
			return known.code
		}
	}
	return "internal"
}
