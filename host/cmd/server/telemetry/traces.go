package telemetry

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
)

// traced reports whether the environment asks for traces.
func traced(env func(string) string) (bool, error) {
	if strings.EqualFold(env("OTEL_SDK_DISABLED"), "true") || env("OTEL_TRACES_EXPORTER") == "none" {
		return false, nil
	}
	on := false
	for _, name := range []string{"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"} {
		endpoint := strings.TrimSpace(env(name))
		if endpoint == "" {
			continue
		}
		on = true
		// The exporter would take a default of its own in place of a bad one.
		u, err := url.Parse(endpoint)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return false, fmt.Errorf("claimsmith: %s is an http or https URL, such as http://127.0.0.1:4318, not %q", name, endpoint)
		}
	}
	return on, nil
}

// newProvider exports spans in batches, over HTTP.
func newProvider(ctx context.Context, logger *slog.Logger) (*sdk.TracerProvider, error) {
	// The environment's name and attributes come last, so they win.
	about, err := resource.New(ctx,
		resource.WithTelemetrySDK(),
		resource.WithAttributes(attribute.String("service.name", "claimsmith")),
		resource.WithFromEnv())
	if err != nil {
		return nil, fmt.Errorf("claimsmith: traces: %w", err)
	}
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("claimsmith: traces: %w", err)
	}
	return sdk.NewTracerProvider(sdk.WithResource(about), sdk.WithBatcher(reported{exporter, logger})), nil
}

// reported logs what becomes of a batch that cannot be exported. The SDK would
// write it to standard error, between the lines of the log.
type reported struct {
	sdk.SpanExporter
	logger *slog.Logger
}

func (e reported) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	if err := e.SpanExporter.ExportSpans(ctx, spans); err != nil {
		e.logger.Warn("spans lost", slog.Int("spans", len(spans)), slog.Any("error", err))
	}
	return nil
}

// Shutdown exports the spans that are still here and ends what runs for traces.
// The context bounds that.
func (t *Telemetry) Shutdown(ctx context.Context) error {
	if t.provider == nil {
		return nil
	}
	return t.provider.Shutdown(ctx)
}
